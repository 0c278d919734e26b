#pragma once

#include <bitset>
#include <cstddef>
#include <cstdlib>
#include <fstream>

#pragma clang diagnostic ignored \
    "-Weverything"  // Of what is planted behind it: no warning there says anything.

/// What plant.py writes into sources asks here.
namespace hopwright::mutants {

inline constexpr std::size_t most = 16'384;

/// Which mistakes a program came by; at its end added to the file that HOPWRIGHT_MUTANTS_REACHED names.
class Reached {
public:
    void add(int number) { m_numbers.set(static_cast<std::size_t>(number)); }
    Reached() = default;
    Reached(const Reached&) = delete;
    Reached& operator=(const Reached&) = delete;
    Reached(Reached&&) = delete;
    Reached& operator=(Reached&&) = delete;
    ~Reached()
    {
        const char* const path = std::getenv("HOPWRIGHT_MUTANTS_REACHED");
        if (path == nullptr)
            return;
        std::ofstream out(path, std::ios::app);
        for (std::size_t i = 0; i < most; ++i)
            if (m_numbers.test(i))
                out << i << '\n';
    }

private:
    std::bitset<most> m_numbers;
};

/// Whether the mistake of this number is the one that HOPWRIGHT_MUTANT wakes.
inline bool is(int number)
{
    static Reached reached;
    static const int awake = [] {
        const char* const text = std::getenv("HOPWRIGHT_MUTANT");
        return text == nullptr ? 0 : std::atoi(text);
    }();
    reached.add(number);
    return number == awake;
}

}  // namespace hopwright::mutants
