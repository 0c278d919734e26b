#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "ui/canvas/canvas_content.h"
#include "ui/canvas/selection.h"

#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace hopwright::ui {

/// A drawing as the canvas shows it: each collapsed group as one card, in the place and under the id of its first machine, which
/// stands for all of them. Hops within are not there; those that cross its border end at the card, one for those between the same two.
class ShownDrawing {
public:
    ShownDrawing() = default;
    /// \p looks: of \p graph, or null; of hops that become one the first that is loud is shown. Where no group is collapsed it is
    /// \p graph.
    /// Cost: then nothing, else O(machines + resources + hops).
    ShownDrawing(const model::Graph& graph, const HopLooks* looks);

    const model::Graph& graph() const { return m_graph; }
    /// The collapsed groups, each by the machine that stands for it.
    const std::map<model::ComputerId, model::GroupId>& cards() const { return m_cards; }
    bool isCard(model::ComputerId id) const { return m_cards.contains(id); }

    /// What is drawn for \p thing: itself, or the card of its group, or the hop that stands for it.
    Thing standIn(const Thing& thing) const;
    /// \p selection with all that its things stand for.
    CanvasSelection whole(CanvasSelection selection) const;
    /// The hops that are not drawn, since they lead within a collapsed group, or another stands for them.
    const std::vector<model::HopId>& hidden() const { return m_hidden; }

private:
    /// By where they lead from, and to: the hops that cross borders of collapsed groups.
    using Crossing = std::map<std::tuple<model::ComputerId, model::ComputerId, model::ResourceId>,
                              std::vector<model::HopId>>;

    void standFor(const model::Graph& graph);
    void lead(const model::Graph& graph, const HopLooks* looks);
    void join(const std::vector<model::HopId>& hops, const HopLooks* looks);
    void hide(model::HopId id, const Thing& standIn);
    model::ComputerId cardOf(model::ComputerId id) const;

    model::Graph m_graph;
    std::map<model::ComputerId, model::GroupId> m_cards;
    std::unordered_map<model::ComputerId, model::ComputerId> m_machines;  ///< To the card.
    std::unordered_map<model::ResourceId, model::ComputerId> m_resources;
    std::unordered_map<model::HopId, Thing> m_hops;
    std::vector<model::HopId> m_hidden;
};

/// What stands on the cards of collapsed groups, into \p looks of the whole drawing \p graph: name, how many machines, and the worst
/// of their hops.
void addGroupLooks(const model::Graph& graph, const ShownDrawing& shown, CanvasLooks& looks);

/// \p next with the machines of collapsed groups moved as far as the one that stands for them was since \p before, where they are
/// still in their places: so that a group is whole again when it is expanded.
model::Graph withFollowers(const model::Graph& before, model::Graph next);

}  // namespace hopwright::ui
