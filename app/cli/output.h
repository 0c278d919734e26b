#pragma once

#include <array>
#include <streambuf>
#include <string>

namespace hopwright::cli {

/// Bytes to a descriptor of this process, and why they did not get there.
class DescriptorBuffer : public std::streambuf {
public:
    explicit DescriptorBuffer(int descriptor);

    /// The errno of the first write that failed; 0: none. After it nothing more is written.
    int error() const noexcept { return m_error; }

protected:
    int_type overflow(int_type byte) override;
    int sync() override;

private:
    static constexpr std::size_t blockSize = 4096;

    int m_descriptor;
    int m_error = 0;
    std::array<char, blockSize> m_block = {};
};

/// Text for a terminal, whoever wrote what is in it: line feeds and tabs pass, everything else that is not seen, or that a
/// terminal would obey, goes on as text::escaped() writes it. What comes in pieces is taken together up to the end of a
/// character.
class CleanBuffer : public std::streambuf {
public:
    explicit CleanBuffer(std::streambuf& target) : m_target(target) {}

protected:
    int_type overflow(int_type byte) override;
    std::streamsize xsputn(const char* bytes, std::streamsize count) override;
    int sync() override;

private:
    bool pass(std::size_t count);

    std::streambuf& m_target;
    std::string m_waiting = {};
};

}  // namespace hopwright::cli
