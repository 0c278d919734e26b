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
    return isSpelled && (hasLetter || std::ranges::count(text, '.') == 3) && !text.contains("..");
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

/// `srv.corp.example`: with a dot and a letter.
bool isFullName(std::string_view text)
{
    return isHost(text) && text.contains('.') && std::ranges::any_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                      || static_cast<unsigned char>(c) >= 0x80;
           });
}

/// Whether all cells of \p column below the first line that hold something are \p what, and there is one.
bool areAll(const std::vector<Row>& table, std::size_t column, bool (*what)(std::string_view))
{
    bool isOne = false;
    for (std::size_t i = 1; i < table.size(); ++i) {
        const std::string& cell = table[i][column];
        if (!cell.empty() && !what(cell))
            return false;
        isOne = isOne || !cell.empty();
    }
    return isOne;
}

/// Of commas, which any sentence has: at least two lines below a first one.
std::optional<std::size_t> columnOfFullNames(const std::vector<Row>& table)
{
    constexpr std::size_t fewest = 3;
    for (std::size_t column = 0; table.size() >= fewest && column < table.front().size();
         ++column) {
        if (areAll(table, column, &isFullName))
            return column;
    }
    return std::nullopt;
}

/// A first line of other words over full names alone, of which there are two: one could be beside a short one.
bool isHeadOf(const std::vector<Row>& table, std::size_t column)
{
    return table.size() > 2 && !isFullName(table.front()[column])
           && areAll(table, column, &isFullName);
}

/// "Backup server", "SourceComputer".
bool tellsOfMachines(std::string_view head)
{
    constexpr std::array<std::string_view, 5> words{"host", "computer", "server", "machine",
                                                    "fqdn"};
    const std::string lower = text::asciiLower(head);
    return lower == "name" || std::ranges::any_of(words, [&lower](std::string_view word) {
               return lower.contains(word);
           });
}

std::string firstLabel(std::string_view name)
{
    return model::foldedName(name.substr(0, name.find('.')));
}

/// `A1` beside `a1.corp.example`, or nothing beside it, in every line.
bool areSameMachines(const std::vector<Row>& table, std::size_t one, std::size_t other)
{
    for (std::size_t i = 1; i < table.size(); ++i) {
        const std::string& a = table[i][one];
        const std::string& b = table[i][other];
        if (!a.empty() && !b.empty() && firstLabel(a) != firstLabel(b))
            return false;
    }
    return true;
}

/// Whether \p column can be of other machines than \p best. Addresses are those of the machines beside them.
bool isAnother(const std::vector<Row>& table, std::size_t column, std::size_t best, bool hasHeads)
{
    const auto isAddress = [](std::string_view text) {
        return isHost(text) && !isFullName(text) && std::ranges::count(text, '.') == 3;
    };
    if (column == best || !areAll(table, column, &isHost) || areAll(table, column, +isAddress)
        || areSameMachines(table, column, best))
        return false;
    return areAll(table, column, &isFullName)
           || (hasHeads ? tellsOfMachines(table.front()[column]) : isHost(table.front()[column]));
}

HostColumn columnOf(const std::vector<Row>& table, std::size_t column)
{
    Hosts hosts;
    for (std::size_t i = 1; i < table.size(); ++i)
        hosts.add(table[i][column]);
    return {.number = column + 1, .first = table.front()[column], .hosts = hosts.take()};
}

/// \p isProse: any text has its separator, so a column has to be called a name, or to be of full ones.
HostTable columnsIn(const std::vector<Row>& table, bool isProse)
{
    const auto named = namedColumn(table.front());
    const auto best = named ? named : isProse ? columnOfFullNames(table) : columnOfHosts(table);
    if (!best)
        return {};
    HostTable out{.hasHeads = named.has_value() || isHeadOf(table, *best),
                  .heads = table.front(),
                  .columns = {columnOf(table, *best)}};
    if (hostsOf(out, {0}, out.hasHeads).empty())
        return {};
    for (std::size_t column = 0;
         column < table.front().size() && out.columns.size() < maxHostColumns; ++column) {
        if (isAnother(table, column, *best, out.hasHeads))
            out.columns.push_back(columnOf(table, column));
    }
    return out;
}

}  // namespace

HostTable hostTableIn(std::string_view text)
{
    const std::vector<std::string_view> lines = linesOf(text);
    if (lines.size() < 2)
        return {};
    if (std::ranges::all_of(lines, [](std::string_view line) { return isHost(trimmed(line)); })) {
        std::vector<Row> list;
        list.reserve(lines.size());
        for (const std::string_view line : lines)
            list.push_back({std::string(trimmed(line))});
        return {.hasHeads = namedColumn(list.front()).has_value(),
                .heads = list.front(),
                .columns = {columnOf(list, 0)}};
    }
    for (const char separator : {'\t', ';', ','}) {
        if (const std::vector<Row> table = tableOf(lines, separator); !table.empty())
            return columnsIn(table, separator == ',');
    }
    return {};
}

std::vector<std::string> hostsOf(const HostTable& table, const std::vector<std::size_t>& columns,
                                 bool hasHeads)
{
    Hosts out;
    for (const std::size_t each : columns) {
        if (each >= table.columns.size())
            continue;
        const HostColumn& column = table.columns[each];
        if (!hasHeads)
            out.add(column.first);
        for (const std::string& host : column.hosts)
            out.add(host);
    }
    return out.take();
}

std::vector<std::string> hostsIn(std::string_view text)
{
    const HostTable table = hostTableIn(text);
    return hostsOf(table, {0}, table.hasHeads);
}

Result<model::Graph> addHosts(model::Graph graph, const std::vector<std::string>& hosts,
                              model::Position position, std::string_view now)
{
    constexpr std::size_t across = 10;
    std::size_t drawn = 0;
    for (const std::string& host : hosts) {
        if (model::computerByName(graph, host) != nullptr)
            continue;
        const std::size_t row = drawn / across;
        const model::Position place{
            .x = position.x + static_cast<double>(drawn % across) * (cardWidth + minHopLength),
            .y = position.y + static_cast<double>(row) * (cardHeight + 4 * gridStep)};
        HOPWRIGHT_TRY(
            graph, addComputer(std::move(graph), {.name = host, .position = onGrid(place)}, now));
        ++drawn;
    }
    return graph;
}

}  // namespace hopwright::edit
