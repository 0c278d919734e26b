#include "core/powershell/script.h"

#include "core/powershell/reader.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace hopwright::powershell {

namespace {

using Tables = std::map<std::string, std::vector<const Assignment*>, std::less<>>;

/// The table that was assigned to \p variable last before \p offset.
const Assignment* tableBefore(const Tables& tables, std::string_view variable, std::size_t offset)
{
    const auto found = tables.find(text::asciiLower(variable));
    if (found == tables.end())
        return nullptr;
    const auto after = std::ranges::upper_bound(
        found->second, offset, {}, [](const Assignment* each) { return each->place.end(); });
    return after == found->second.begin() ? nullptr : *std::prev(after);
}

/// `@params`
bool isSplat(const Argument& argument) noexcept
{
    return argument.kind == ArgumentKind::Positional && argument.value.text.starts_with('@')
           && !argument.value.variable.empty();
}

/// Hands tables over, as long as they give no more than maxSplatBytes in all.
class Splatter {
public:
    /// \p script must outlive it.
    explicit Splatter(const Script& script) : m_script(script)
    {
        for (const Assignment& each : script.assignments) {
            if (each.value.table)
                m_tables[text::asciiLower(each.variable)].push_back(&each);
        }
    }

    bool hasTables() const noexcept { return !m_tables.empty(); }

    /// The arguments of \p command with the rows of its table for each `@params`. What is handed over and not known stays.
    std::vector<Argument> resolved(Command& command)
    {
        std::vector<Argument> out;
        for (Argument& each : command.arguments) {
            const Assignment* table = taken(each, command.place.offset);
            if (table == nullptr) {
                out.push_back(std::move(each));
                continue;
            }
            for (const TableRow& row : m_script.tables[*table->value.table]) {
                out.push_back({.kind = ArgumentKind::Splatted,
                               .parameter = row.name,
                               .value = row.value,
                               .place = row.value.place});
            }
        }
        return out;
    }

private:
    /// The table that \p argument of a command at \p offset hands over, where the budget allows it; null: none.
    const Assignment* taken(const Argument& argument, std::size_t offset)
    {
        const Assignment* out =
            isSplat(argument) ? tableBefore(m_tables, argument.value.variable, offset) : nullptr;
        if (out == nullptr || out->place.length > m_budget)
            return nullptr;
        m_budget -= out->place.length;
        return out;
    }

    const Script& m_script;
    Tables m_tables;
    std::size_t m_budget = maxSplatBytes;
};

void resolveSplats(Script& script)
{
    Splatter splatter(script);
    if (!splatter.hasTables())
        return;
    for (Command& each : script.commands)
        each.arguments = splatter.resolved(each);
}

/// A blank line ends what prose holds; so does the backtick that closes a command in Markdown.
std::size_t endOfProse(std::string_view text, std::size_t offset)
{
    std::size_t end = text.size();
    std::size_t line = text.find('\n', offset);
    while (line != std::string_view::npos) {
        std::size_t next = line + 1;
        while (next < text.size()
               && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r'))
            ++next;
        if (next >= text.size() || text[next] == '\n') {
            end = line;
            break;
        }
        line = text.find('\n', next);
    }
    const bool marked = offset > 0 && text[offset - 1] == '`';
    return marked ? std::min(end, text.find('`', offset)) : end;
}

/// 0x80 to 0x9F of Windows-1252; 0 is none.
constexpr std::array<char32_t, 32> windows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr char32_t replacement = 0xFFFD;

std::string fromWindows1252(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        const bool high = byte >= 0x80 && byte < 0xA0;
        const char32_t point = high ? windows1252[byte - 0x80U] : char32_t{byte};
        text::appendUtf8(out, point == 0 && byte != 0 ? replacement : point);
    }
    return out;
}

std::string fromUtf16(std::string_view bytes, bool highByteFirst)
{
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t at) {
        const auto a = static_cast<unsigned char>(bytes[at]);
        const auto b = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(highByteFirst ? (a << 8U) | b : (b << 8U) | a);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t point = unit(at);
        const bool high = point >= 0xD800 && point < 0xDC00;
        const char32_t low = high && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
            at += 2;
        } else if (point >= 0xD800 && point < 0xE000) {
            point = replacement;
        }
        text::appendUtf8(out, point);
    }
    if (bytes.size() % 2 != 0)
        text::appendUtf8(out, replacement);
    return out;
}

bool isUtf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        if (!text::takeCodePoint(bytes, at))
            return false;
    }
    return true;
}

std::vector<Command> commandsOf(Script read)
{
    resolveSplats(read);
    return std::move(read.commands);
}

}  // namespace

Script parse(std::string_view text)
{
    Reader reader(text, 0, Reader::Setting::Script);
    reader.readAll();
    Script out = reader.taken();
    resolveSplats(out);
    return out;
}

std::vector<Token> readTokens(std::string_view text)
{
    Reader reader(text, 0, Reader::Setting::Script);
    reader.readAll();
    return std::move(reader.tokens);
}

std::vector<Command> readCommands(std::string_view text)
{
    return parse(text).commands;
}

std::vector<Command> readCommandAt(std::string_view text, std::size_t offset)
{
    if (offset >= text.size())
        return {};
    // Most commands are short, and there is one to a line of a transcript: what is far behind one is looked at only where it may
    // belong to it.
    constexpr std::size_t near = 512;
    constexpr std::size_t margin = 128;
    const std::size_t cut = std::min(text.size(), offset + near);
    const std::size_t end = endOfProse(text.substr(0, cut), offset);
    Reader first(text.substr(0, end), offset, Reader::Setting::Prose);
    first.readOnePipeline();
    const bool isWhole = end < cut || cut == text.size() || first.at() + margin < cut;
    if (isWhole)
        return commandsOf(first.taken());
    Reader again(text.substr(0, endOfProse(text, offset)), offset, Reader::Setting::Prose);
    again.readOnePipeline();
    return commandsOf(again.taken());
}

std::string sourceText(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF"))
        return std::string(bytes.substr(3));
    if (bytes.starts_with("\xFF\xFE"))
        return fromUtf16(bytes.substr(2), false);
    if (bytes.starts_with("\xFE\xFF"))
        return fromUtf16(bytes.substr(2), true);
    return isUtf8(bytes) ? std::string(bytes) : fromWindows1252(bytes);
}

}  // namespace hopwright::powershell
