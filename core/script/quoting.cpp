#include "core/script/quoting.h"

#include "core/probe/probe_script.h"
#include "core/text/ascii.h"
#include "core/text/one_line.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>

namespace hopwright::script {

namespace {

constexpr char32_t firstPrintable = 0x20;
constexpr char32_t deleteCharacter = 0x7F;

/// Names that Windows gives to devices, whatever extension follows.
bool isDevice(std::string_view name)
{
    constexpr std::array<std::string_view, 4> words = {"con", "prn", "aux", "nul"};
    if (std::ranges::find(words, name) != words.end())
        return true;
    constexpr std::size_t length = 4;
    const bool numbered = name.starts_with("com") || name.starts_with("lpt");
    return numbered && name.size() == length && name.back() >= '0' && name.back() <= '9';
}

}  // namespace

std::string literal(std::string_view text)
{
    return probe::textConstant(text);
}

std::string commentText(std::string_view text)
{
    return text::oneLine(text);
}

Result<void> checkText(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        HOPWRIGHT_TRY(const char32_t point, text::takeCodePoint(text, at));
        if (point < firstPrintable || point == deleteCharacter) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("a name in a script has no control characters"), begin);
        }
    }
    return {};
}

std::string slug(std::string_view name)
{
    std::string out;
    for (const char c : text::asciiLower(name)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept) {
            out += c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
        if (out.size() == maxSlug)
            break;
    }
    while (out.ends_with('-'))
        out.pop_back();
    if (out.empty())
        return "machine";
    return isDevice(out) ? out + "-pc" : out;
}

}  // namespace hopwright::script
