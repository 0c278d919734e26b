#include "ui/canvas/canvas_order.h"

#include "core/model/graph_rules.h"
#include "ui/text/words.h"

#include <cmath>
#include <limits>
#include <set>

namespace hopwright::ui {

namespace {

class Order {
public:
    void enter(const Thing& thing)
    {
        if (m_known.insert(thing).second)
            m_things.push_back(thing);
    }
    std::vector<Thing> take() { return std::move(m_things); }

private:
    std::set<Thing> m_known;
    std::vector<Thing> m_things;
};

/// How far \p to lies from \p from that way; nothing: not in that direction.
std::optional<double> costOf(QPointF from, QPointF to, Qt::Key direction)
{
    const QPointF way = to - from;
    const bool sideways = direction == Qt::Key_Left || direction == Qt::Key_Right;
    const double sign = direction == Qt::Key_Right || direction == Qt::Key_Down ? 1 : -1;
    const double along = sign * (sideways ? way.x() : way.y());
    const double across = std::abs(sideways ? way.y() : way.x());
    if (along <= 1 || across > 2 * along)
        return std::nullopt;
    return along + 2 * across;
}

}  // namespace

std::vector<Thing> chainOrder(const model::Graph& graph)
{
    Order order;
    for (const auto& [id, route] : graph.routes) {
        for (const model::HopId hopId : route.hops) {
            const model::Hop& hop = graph.hops.at(hopId);
            order.enter(hop.from);
            order.enter(hop.to.computer);
            if (hop.to.resource)
                order.enter(*hop.to.resource);
        }
    }
    for (const auto& [id, computer] : graph.computers)
        order.enter(id);
    for (const auto& [id, resource] : graph.resources)
        order.enter(id);
    for (const auto& [id, route] : graph.routes) {
        for (const model::HopId hop : route.hops)
            order.enter(hop);
    }
    for (const auto& [id, hop] : graph.hops)
        order.enter(id);
    return order.take();
}

std::optional<Thing> nearestIn(const CanvasGeometry& geometry, const Thing& from, Qt::Key direction,
                               bool rows)
{
    const QPointF start = geometry.rectOf(from).center();
    double best = std::numeric_limits<double>::infinity();
    std::optional<Thing> out;
    const auto offer = [&](const Thing& thing, QPointF centre) {
        const auto cost = costOf(start, centre, direction);
        if (cost && *cost < best && thing != from) {
            best = *cost;
            out = thing;
        }
    };
    for (const auto& [id, card] : geometry.cards()) {
        offer(id, card.rect.center());
        if (!rows)
            continue;
        for (const auto& [resource, row] : card.rows)
            offer(resource, row.center());
    }
    return out;
}

std::optional<Thing> beginningWith(const model::Graph& graph, const QString& letters,
                                   model::ComputerId last)
{
    if (letters.isEmpty())
        return std::nullopt;
    for (const auto& [id, computer] : graph.computers) {
        if (id != last && fromUtf8(computer.name).startsWith(letters, Qt::CaseInsensitive))
            return id;
    }
    for (const auto& [id, resource] : graph.resources) {
        const QString full =
            fromUtf8(model::endName(graph, {.computer = resource.computer, .resource = id}));
        if (full.startsWith(letters, Qt::CaseInsensitive)
            || fromUtf8(resource.name).startsWith(letters, Qt::CaseInsensitive)
            || QStringLiteral("\\\\%1").arg(full).startsWith(letters, Qt::CaseInsensitive))
            return id;
    }
    const auto own = graph.computers.find(last);
    const bool isOwn = own != graph.computers.end()
                       && fromUtf8(own->second.name).startsWith(letters, Qt::CaseInsensitive);
    return isOwn ? std::optional<Thing>(last) : std::nullopt;
}

}  // namespace hopwright::ui
