#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::edit {

inline constexpr std::size_t maxHosts = 1'000;     ///< Of one list; further lines are left out.
inline constexpr std::size_t maxHostColumns = 12;  ///< Of one table; further ones are not offered.

/// A column of a pasted table that can be of names of machines.
struct HostColumn {
    std::size_t number = 1;               ///< Its place in the table, from 1.
    std::string first = {};               ///< Its cell of the first line: its head, or a machine.
    std::vector<std::string> hosts = {};  ///< Of the lines below, each once, at most maxHosts.

    bool operator==(const HostColumn&) const = default;
};

/// A pasted list or table of machines.
struct HostTable {
    bool hasHeads = false;  ///< The first line is no machine: it says what the columns are.
    std::vector<std::string> heads = {};   ///< All cells of the first line.
    std::vector<HostColumn> columns = {};  ///< The likeliest first; empty: it is no such table.

    bool operator==(const HostTable&) const = default;
};

/// What \p text has of machines: names one a line, or the columns of a table (tabs, semicolons, commas; quotes around cells).
///
/// The likeliest column is the one that its head calls so, as exports of Active Directory, inventories and spreadsheets do:
/// DNSHostName, ComputerName, Host …; without a head, of tabs and semicolons, the first column in which every cell can be a
/// name, of commas the first one of full names. Further columns are those of other machines: by their head, by full names, or,
/// without heads, since every cell can be a name. `#` begins a comment. Empty: it is no such list; one line alone is none,
/// since any word could be a name. Cost: linear in the text, of which 1 MiB and 20,000 lines are read.
HostTable hostTableIn(std::string_view text);

/// The machines of those \p columns of \p table (places in HostTable::columns; others are passed over), in the order of the text
/// column by column, each once, without case. \p hasHeads false: the first line is of machines, too.
std::vector<std::string> hostsOf(const HostTable& table, const std::vector<std::size_t>& columns,
                                 bool hasHeads);

/// The machines of the likeliest column of \p text.
std::vector<std::string> hostsIn(std::string_view text);

/// Draws those of \p hosts that are not drawn yet, as addComputer() reads a name: rows of ten, the first at \p position.
/// Errors as addComputer().
Result<model::Graph> addHosts(model::Graph graph, const std::vector<std::string>& hosts,
                              model::Position position, std::string_view now);

}  // namespace hopwright::edit
