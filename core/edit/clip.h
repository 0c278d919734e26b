#pragma once

#include "core/base/result.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph.h"

#include <string_view>

namespace hopwright::edit {

/// The selected machines as a drawing of their own: with their resources, domains and what was seen of them, the hops between
/// them with the accounts typed for these, and the routes made of these hops alone; groups as far as they are in them. A selected resource brings its machine.
/// What hangs on a machine outside is left there. Errors: UnknownNode.
Result<model::Graph> takeOut(const model::Graph& graph, const Selection& selection);

/// Draws \p clip, a valid drawing, into \p graph, \p delta away. Each thing keeps what it says: a domain or an account that
/// \p graph has already is that one, a machine whose name is taken is called `JUMP01-2`, or the next number that is free, and
/// targets typed by such a name follow it; machines of a group join the one of that name and kind that is there; of an address that is taken, the copy has none.
/// Cost: O(graph + clip).
Result<model::Graph> putIn(model::Graph graph, const model::Graph& clip, model::Position delta,
                           std::string_view now);

/// The selected machines' names, one a line; of machines joined in one row, from head to tail, as the text of a chain that
/// addChain() draws: `ADM-PC01 -credssp-> JUMP01 -> \\FS01\Reports`. For a text field of another program.
std::string textOf(const model::Graph& clip);

}  // namespace hopwright::edit
