#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::edit {

inline constexpr std::size_t maxHosts = 1'000;  ///< Of one list; further lines are left out.

/// The machines of a pasted list: names one a line, or the column of a table (tabs, semicolons, commas; quotes around cells)
/// that its head calls so, as exports of Active Directory, inventories and spreadsheets do: DNSHostName, ComputerName, Host …;
/// without a head, of tabs and
/// semicolons, the first column in which every cell can be a name. `#` begins a comment. In the order of the text, each
/// once, without case. Empty: it is no such list; one line alone is none, since any word could be a name.
std::vector<std::string> hostsIn(std::string_view text);

/// Draws those of \p hosts that are not drawn yet, as addComputer() reads a name: rows of ten, the first at \p position.
/// Errors as addComputer().
Result<model::Graph> addHosts(model::Graph graph, const std::vector<std::string>& hosts,
                              model::Position position, std::string_view now);

}  // namespace hopwright::edit
