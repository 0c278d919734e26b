#include "ui/canvas/glide.h"

#include "core/edit/edit_nodes.h"

#include <cmath>
#include <utility>

namespace hopwright::ui {

Glide::Glide(const model::Graph& before, const model::Graph& now, const ViewPlace& from)
    : m_fromPlace(from)
{
    if (now.computers.size() + now.hops.size() > mostThings)
        return;
    for (const auto& [id, computer] : before.computers) {
        const auto found = now.computers.find(id);
        if (found != now.computers.end() && found->second.position != computer.position)
            m_from.emplace(id, computer.position);
    }
}

void Glide::go(double share, const model::Graph& now, const CanvasLooks& looks, const QFont& font)
{
    m_share = share;
    std::map<model::ComputerId, model::Position> there;
    for (const auto& [id, from] : m_from) {
        const auto found = now.computers.find(id);
        if (found == now.computers.end())
            continue;
        const model::Position& to = found->second.position;
        there[id] = {.x = std::lerp(from.x, to.x, share), .y = std::lerp(from.y, to.y, share)};
    }
    auto moved = edit::moveComputers(now, there);
    if (moved) {
        m_graph = *std::move(moved);
    } else {
        m_graph = now;
    }
    m_geometry.update(m_graph, looks, font);
}

ViewPlace Glide::placeTo(const ViewPlace& to) const
{
    return {.origin = m_fromPlace.origin + (to.origin - m_fromPlace.origin) * m_share,
            .zoom = std::lerp(m_fromPlace.zoom, to.zoom, m_share)};
}

}  // namespace hopwright::ui
