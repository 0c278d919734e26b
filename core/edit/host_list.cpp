#include "core/edit/host_list.h"

#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "core/model/graph_rules.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

namespace hopwright::edit {

namespace {

using Row = std::vector<std::string>;

constexpr std::size_t mostBytes = std::size_t{1024} * 1024;
constexpr std::size_t mostLines = 20'000;

/// Heads of a column of names, the more telling first: a full name says the domain too.
constexpr std::array<std::string_view, 14> heads{
    "dnshostname", "fqdn",       "hostname",      "computername", "pscomputername",
    "machinename", "servername", "computer name", "server name",  "host",
    "computer",    "server",     "machine",       "name"};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\xEF\xBB\xBF";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Letters of any script, digits and `-_.`, at most 255 bytes, with a letter among them or as an IPv4 address.
bool isHost(std::string_view text)
{
    constexpr std::size_t longest = 255;
    if (text.empty() || text.size() > longest || text.front() == '-' || text.front() == '.')
        return false;
    const bool isSpelled = std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    });
    const bool hasLetter = std::ranges::any_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
               || static_cast<unsigned char>(c) >= 0x80;
    });
    return isSpelled && (hasLetter || std::ranges::count(text, '.') == 3)
           && text.find("..") == std::string_view::npos;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> out;
    text = text.substr(0, mostBytes);
    while (!text.empty() && out.size() < mostLines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        // A table's last cells may be empty: only its beginning says whether a line is blank.
        while (line.ends_with('\r'))
            line.remove_suffix(1);
        const std::string_view said = trimmed(line);
        if (!said.empty() && !said.starts_with('#'))
            out.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// The cells of a line; a cell in quotes holds separators, and two quotes for one.
Row cellsOf(std::string_view line, char separator)
{
    Row out(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && isQuoted && i + 1 < line.size() && line[i + 1] == '"') {
            out.back() += '"';
            ++i;
        } else if (c == '"') {
            isQuoted = !isQuoted;
        } else if (c == separator && !isQuoted) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    for (std::string& each : out)
        each = std::string(trimmed(each));
    return out;
}

/// The lines as a table; empty: its lines have not all the same number of cells, at least two.
std::vector<Row> tableOf(const std::vector<std::string_view>& lines, char separator)
{
    std::vector<Row> out;
    for (const std::string_view line : lines) {
        out.push_back(cellsOf(line, separator));
        if (out.back().size() < 2 || out.back().size() != out.front().size())
            return {};
    }
    return out;
}

/// The column that the first row calls a name.
std::optional<std::size_t> namedColumn(const Row& first)
{
    for (const std::string_view head : heads) {
        const auto found = std::ranges::find_if(first, [head](const std::string& cell) {
            return text::equalsIgnoringAsciiCase(cell, head);
        });
        if (found != first.end())
            return static_cast<std::size_t>(found - first.begin());
    }
    return std::nullopt;
}

std::optional<std::size_t> columnOfHosts(const std::vector<Row>& table)
{
    for (std::size_t column = 0; column < table.front().size(); ++column) {
        if (std::ranges::all_of(table, [column](const Row& row) { return isHost(row[column]); }))
            return column;
    }
    return std::nullopt;
}

/// Each once, the first spelling.
class Hosts {
public:
    void add(std::string_view name)
    {
        if (isHost(name) && m_all.size() < maxHosts
            && m_seen.insert(model::foldedName(name)).second)
            m_all.emplace_back(name);
    }
    std::vector<std::string> take() { return std::move(m_all); }

private:
    std::unordered_set<std::string> m_seen = {};
    std::vector<std::string> m_all = {};
};

/// \p isProse: any text has its separator, so a column has to be called a name.
std::vector<std::string> columnIn(const std::vector<Row>& table, bool isProse)
{
    Hosts out;
    const auto named = namedColumn(table.front());
    const auto column = named || isProse ? named : columnOfHosts(table);
    if (!column)
        return {};
    for (std::size_t i = named ? 1 : 0; i < table.size(); ++i)
        out.add(table[i][*column]);
    return out.take();
}

}  // namespace

std::vector<std::string> hostsIn(std::string_view text)
{
    const std::vector<std::string_view> lines = linesOf(text);
    if (lines.size() < 2)
        return {};
    if (std::ranges::all_of(lines, [](std::string_view line) { return isHost(trimmed(line)); })) {
        Hosts out;
        const bool hasHead = namedColumn({std::string(trimmed(lines.front()))}).has_value();
        for (std::size_t i = hasHead ? 1 : 0; i < lines.size(); ++i)
            out.add(trimmed(lines[i]));
        return out.take();
    }
    for (const char separator : {'\t', ';', ','}) {
        if (const std::vector<Row> table = tableOf(lines, separator); !table.empty())
            return columnIn(table, separator == ',');
    }
    return {};
}

Result<model::Graph> addHosts(model::Graph graph, const std::vector<std::string>& hosts,
                              model::Position position, std::string_view now)
{
    constexpr std::size_t across = 10;
    std::size_t drawn = 0;
    for (const std::string& host : hosts) {
        if (model::computerByName(graph, host) != nullptr)
            continue;
        const model::Position place{
            .x = position.x + static_cast<double>(drawn % across) * (cardWidth + minHopLength),
            .y = position.y + static_cast<double>(drawn / across) * (cardHeight + 4 * gridStep)};
        HOPWRIGHT_TRY(
            graph, addComputer(std::move(graph), {.name = host, .position = onGrid(place)}, now));
        ++drawn;
    }
    return graph;
}

}  // namespace hopwright::edit
