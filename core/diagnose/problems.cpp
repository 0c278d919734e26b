#include "core/diagnose/problems.h"

#include "core/diagnose/characters.h"

#include <algorithm>
#include <cstddef>

namespace hopwright::diagnose {

namespace {

/// The number that \p line begins with as an item of a list does; 0: none.
int numberOf(std::string_view line)
{
    line.remove_prefix(std::min(line.find_first_not_of(" \t(#"), line.size()));
    constexpr std::size_t mostDigits = 2;
    std::size_t end = 0;
    int out = 0;
    for (; end < line.size() && end < mostDigits && isDigit(line[end]); ++end)
        out = 10 * out + (line[end] - '0');
    const std::string_view behind = line.substr(end, 2);
    const bool isItem = end > 0 && behind.size() == 2 && std::string_view(".):").contains(behind[0])
                        && isBlank(behind[1]);
    return isItem ? out : 0;
}

}  // namespace

std::vector<text::Place> numberedIn(std::string_view clean)
{
    constexpr std::size_t longest = std::size_t{256} * 1024;
    std::vector<text::Place> out;
    if (clean.size() > longest)
        return out;
    for (std::size_t line = 0; line < clean.size();) {
        const std::size_t end = std::min(clean.find('\n', line), clean.size());
        if (numberOf(clean.substr(line, end - line)) == static_cast<int>(out.size()) + 1) {
            if (!out.empty())
                out.back().length = line - out.back().offset;
            out.push_back({.offset = line, .length = clean.size() - line});
        }
        line = end + 1;
    }
    return out.size() < 2 ? std::vector<text::Place>() : out;
}

std::string withItemAlone(std::string_view clean, const std::vector<text::Place>& items,
                          std::size_t kept)
{
    std::string out(clean);
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (std::size_t at = items[i].offset; i != kept && at < items[i].end(); ++at) {
            if (out[at] != '\n')
                out[at] = ' ';
        }
    }
    return out;
}

}  // namespace hopwright::diagnose
