#pragma once

#include "core/base/result.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/naming.h"
#include "core/model/graph.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hopwright::edit {

/// A drawing while a chain, or thousands of them, are drawn into it. Not for other layers.
///
/// Edits of it are those of edit_nodes.h and edit_hops.h without their last check of the whole drawing, and its names are at
/// hand: each costs a few look-ups, where one of those costs a walk over all that is drawn. Whoever ends calls
/// model::checkGraph().
class Draft {
public:
    explicit Draft(model::Graph graph);

    const model::Graph& graph() const noexcept { return m_graph; }
    model::Graph take() && { return std::move(m_graph); }

    /// As model::computerByName() and resourceByName().
    const model::Computer* computer(std::string_view name) const;
    std::optional<model::ResourceId> resource(model::ComputerId computer,
                                              std::string_view name) const;
    std::optional<model::HopId> hop(model::ComputerId from, const model::HopEnd& to) const;
    bool hasRoute(const std::vector<model::HopId>& hops) const { return m_routes.contains(hops); }

    Result<model::ComputerId> addComputer(const NewComputer& computer, std::string_view now);
    /// Costs a walk over the drawing.
    Result<void> renameComputer(model::ComputerId computer, std::string_view name,
                                std::string_view now);
    void setAddress(model::ComputerId computer, std::string_view address);
    void setPort(model::ComputerId computer, std::uint16_t port);
    model::ResourceId addShare(model::ComputerId computer, std::string_view name,
                               std::string_view now);
    /// Gives \p hop its id.
    model::HopId addHop(model::Hop hop);
    void addRoute(std::vector<model::HopId> hops);

private:
    using Ends = std::pair<model::ComputerId,
                           std::pair<model::ComputerId, std::optional<model::ResourceId>>>;

    static Ends endsOf(model::ComputerId from, const model::HopEnd& to);
    void enterAll();
    void enter(const model::Computer& computer);

    model::Graph m_graph;
    std::unordered_map<std::string, model::ComputerId> m_computers;  ///< By folded name, DNS name.
    /// By folded name alone: more than one where it is not yet known that this is refused.
    std::unordered_map<std::string, std::vector<model::ComputerId>> m_sameNames;
    std::map<std::pair<model::ComputerId, std::string>, model::ResourceId> m_resources;
    std::map<Ends, model::HopId> m_hops;
    std::set<std::vector<model::HopId>> m_routes;
    RouteNames m_routeNames;
};

}  // namespace hopwright::edit
