#include "core/registry/reg_file.h"

#include "core/text/ascii.h"
#include "core/text/decode.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace hopwright::registry {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// `"a\\b"` at the beginning of \p text, which is then behind it; nothing: there is none, or it does not end.
std::optional<std::string> takeQuoted(std::string_view& text)
{
    if (!text.starts_with('"'))
        return std::nullopt;
    std::string out;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '"') {
            text.remove_prefix(at + 1);
            return out;
        }
        if (text[at] == '\\' && at + 1 < text.size())
            ++at;
        out += text[at];
    }
    return std::nullopt;
}

/// The name of a value and its `=`; \p text is then behind them.
std::optional<std::string> takeName(std::string_view& text)
{
    std::optional<std::string> out;
    if (text.starts_with('@')) {
        out.emplace();
        text.remove_prefix(1);
    } else {
        out = takeQuoted(text);
    }
    text = trimmed(text);
    if (!out || !text.starts_with('='))
        return std::nullopt;
    text = trimmed(text.substr(1));
    return out;
}

std::optional<std::uint32_t> hexNumber(std::string_view digits)
{
    std::uint32_t out = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, out, 16);
    return error == std::errc() && stop == end && !digits.empty() ? std::optional(out)
                                                                  : std::nullopt;
}

/// `61,00,62,00`; nothing: it is something else.
std::optional<std::string> bytesOf(std::string_view list)
{
    std::string out;
    for (std::string_view rest = trimmed(list); !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view digits = trimmed(rest.substr(0, comma));
        const auto byte = digits.size() > 2 ? std::nullopt : hexNumber(digits);
        if (!byte)
            return std::nullopt;
        out += static_cast<char>(*byte);
        // A comma has a byte behind it: else the list is cut.
        if (comma + 1 == rest.size())
            return std::nullopt;
        rest = trimmed(rest.substr(std::min(comma + 1, rest.size())));
    }
    return out;
}

/// The bytes of an ANSI text as those of UTF-16, as far as they are ASCII: no code page is said.
std::string widened(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        out += static_cast<unsigned char>(c) < 0x80 ? c : '?';
        out += '\0';
    }
    return out;
}

/// `hex:`, `hex(7):` and what stands behind.
std::optional<Value> bytesValue(std::string name, std::string_view data, RegVersion version)
{
    const std::size_t colon = data.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::uint32_t type = type::binary;
    const std::string_view said = data.substr(0, colon);
    if (said.size() > 3) {
        const bool isNamed = said.size() > 5 && said[3] == '(' && said.ends_with(')');
        const auto number = isNamed ? hexNumber(said.substr(4, said.size() - 5)) : std::nullopt;
        if (!number)
            return std::nullopt;
        type = *number;
    }
    auto bytes = bytesOf(data.substr(colon + 1));
    if (!bytes)
        return std::nullopt;
    const bool isText = type == type::text || type == type::expandText || type == type::manyTexts;
    if (isText && version == RegVersion::Four)
        bytes = widened(*bytes);
    return valueOf(std::move(name), type, *bytes);
}

bool startsWithWord(std::string_view text, std::string_view word)
{
    return text.size() >= word.size()
           && text::equalsIgnoringAsciiCase(text.substr(0, word.size()), word);
}

bool isBytes(std::string_view data)
{
    return startsWithWord(data, "hex:") || startsWithWord(data, "hex(");
}

}  // namespace

std::optional<RegVersion> regVersionOf(std::string_view line) noexcept
{
    const std::string_view head = trimmed(line);
    if (head == "Windows Registry Editor Version 5.00")
        return RegVersion::Five;
    return head == "REGEDIT4" ? std::optional(RegVersion::Four) : std::nullopt;
}

std::optional<RegLine> readRegLine(std::string_view line, RegVersion version)
{
    std::string_view rest = trimmed(line);
    auto name = takeName(rest);
    if (!name)
        return std::nullopt;
    if (rest == "-")
        return RegLine{.value = {.name = *std::move(name)}, .isRemoved = true};
    constexpr std::string_view dword = "dword:";
    if (startsWithWord(rest, dword)) {
        constexpr std::size_t digits = 8;
        const std::string_view said = trimmed(rest.substr(dword.size()));
        const auto number = said.size() == digits ? hexNumber(said) : std::nullopt;
        if (!number)
            return std::nullopt;
        return RegLine{.value = {.name = *std::move(name), .type = type::number, .number = number}};
    }
    if (isBytes(rest)) {
        auto value = bytesValue(*std::move(name), rest, version);
        return value ? std::optional(RegLine{.value = *std::move(value)}) : std::nullopt;
    }
    auto value = takeQuoted(rest);
    if (!value || !trimmed(rest).empty())
        return std::nullopt;
    return RegLine{.value = {.name = *std::move(name), .text = *std::move(value)}};
}

namespace {

/// What a line that begins a value needs behind it.
enum class Rest { Nothing, Bytes, Text };

Rest restOf(std::string_view line)
{
    std::string_view rest = trimmed(line);
    const auto name = takeName(rest);
    if (!name)
        return Rest::Nothing;
    if (isBytes(rest))
        return rest.ends_with('\\') ? Rest::Bytes : Rest::Nothing;
    return rest.starts_with('"') && !takeQuoted(rest) ? Rest::Text : Rest::Nothing;
}

class RegFileReader {
public:
    explicit RegFileReader(std::string_view text) : m_text(text) {}

    Result<Image> read()
    {
        const auto version = regVersionOf(nextLine());
        if (!version)
            return fault(Sentence::saying("the first line is not that of a .reg file"));
        m_version = *version;
        while (!m_text.empty())
            HOPWRIGHT_TRY_VOID(take(nextLine()));
        return std::move(m_image);
    }

private:
    std::string_view nextLine()
    {
        const std::size_t end = std::min(m_text.find('\n'), m_text.size());
        const std::string_view line = m_text.substr(0, end);
        m_text.remove_prefix(std::min(end + 1, m_text.size()));
        ++m_line;
        return line;
    }

    [[nodiscard]] std::unexpected<Error> fault(const Sentence& what) const
    {
        return fail(ErrorCode::Malformed, Sentence::saying("line %1: %2", m_line, what));
    }

    Result<void> take(std::string_view line)
    {
        const std::string_view text = trimmed(line);
        if (text.empty() || text.starts_with(';'))
            return {};
        if (text.starts_with('['))
            return enter(text);
        if (text.starts_with('"') || text.starts_with('@'))
            return value(text);
        return fault(Sentence::saying("it is no key and no value"));
    }

    Result<void> enter(std::string_view text)
    {
        if (!text.ends_with(']'))
            return fault(Sentence::saying("the key has no end"));
        const bool isRemoved = text.starts_with("[-");
        const std::string_view spelled =
            text.substr(isRemoved ? 2 : 1, text.size() - (isRemoved ? 3 : 2));
        if (spelled.empty())
            return fault(Sentence::saying("the key has no name"));
        m_key = machinePath(spelled);
        m_values = 0;
        if (m_key.empty())
            return {};
        if (m_image.size() >= maxImageKeys) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the file has more than %1 keys", maxImageKeys));
        }
        if (isRemoved) {
            m_image.removeKey(m_key);
            m_key.clear();
        } else {
            m_image.addKey(m_key, spelled);
        }
        return {};
    }

    /// \p line with those that continue it.
    Result<std::string> joined(std::string_view line)
    {
        std::string out(line);
        const Rest rest = restOf(line);
        if (rest == Rest::Nothing)
            return out;
        bool isWhole = false;
        while (!isWhole) {
            if (m_text.empty())
                return fault(Sentence::saying("the value has no end"));
            const std::string_view next = nextLine();
            if (out.size() + next.size() > maxValueBytes) {
                return fail(ErrorCode::TooLarge,
                            Sentence::saying("a value has more than %1 bytes", maxValueBytes));
            }
            if (rest == Rest::Bytes) {
                out.pop_back();
                out += trimmed(next);
                isWhole = !out.ends_with('\\');
            } else {
                out += '\n';
                out += next.ends_with('\r') ? next.substr(0, next.size() - 1) : next;
                isWhole = endsText(next);
            }
        }
        return out;
    }

    /// Whether a text that began on a line before ends on this one: at a quotation mark that no backslash stands before.
    static bool endsText(std::string_view line)
    {
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == '\\') {
                ++at;
            } else if (line[at] == '"') {
                return true;
            }
        }
        return false;
    }

    Result<void> value(std::string_view line)
    {
        HOPWRIGHT_TRY(const std::string whole, joined(line));
        auto read = readRegLine(whole, m_version);
        if (!read)
            return fault(Sentence::saying("the value is not whole"));
        if (m_key.empty())
            return {};
        if (read->isRemoved) {
            m_image.removeValue(m_key, read->value.name);
            return {};
        }
        if (++m_values > maxKeyValues) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("a key has more than %1 values", maxKeyValues));
        }
        m_image.setValue(m_key, std::move(read->value));
        return {};
    }

    std::string_view m_text;
    std::size_t m_line = 0;
    RegVersion m_version = RegVersion::Five;
    std::string m_key = {};  ///< Empty: none whose values count.
    std::size_t m_values = 0;
    Image m_image = {};
};

}  // namespace

Result<Image> readRegFile(std::string_view bytes)
{
    if (bytes.size() > maxRegFileBytes) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("the file has more than %1 bytes", maxRegFileBytes));
    }
    const std::string text = text::decode(bytes).text;
    return RegFileReader(text).read();
}

}  // namespace hopwright::registry
