#include "ui/canvas/tidy_input.h"

#include "core/edit/layout.h"
#include "ui/theme/fonts.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cstddef>
#include <set>
#include <unordered_map>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr double sealRoom = 19;  ///< From a line to its labels (hop_lines.cpp).
constexpr double passGap = 8;
constexpr double ownShareReach =
    72;  ///< How far the middle of a hop to an own share lies beside the card.

/// What measures the words at a hop.
struct Measures {
    explicit Measures(const QFont& font)
        : metrics(font),
          strong(fontFor(FontRole::Strong, font)),
          caption(fontFor(FontRole::Caption, font))
    {
    }

    double widthOf(const HopLook& look) const
    {
        return std::max({strong.horizontalAdvance(look.title),
                         caption.horizontalAdvance(look.typed),
                         strong.horizontalAdvance(look.word)});
    }
    double above() const { return sealRoom + metrics.titleHeight; }
    double below() const { return sealRoom + metrics.typedHeight + metrics.wordHeight; }
    /// How much lower than the hop there a hop back is drawn.
    double twin() const
    {
        return 2 * sealRoom + metrics.typedHeight + metrics.wordHeight + metrics.titleHeight
               + passGap;
    }

    CanvasMetrics metrics;
    QFontMetricsF strong;
    QFontMetricsF caption;
};

/// Whose frame each machine stands in: that of the first of its groups that is not collapsed, by kind as they count for where things
/// are, else of its domain. Ids are given once in all kinds.
std::unordered_map<model::ComputerId, std::size_t> framesOf(const model::Graph& graph,
                                                            const CanvasGeometry& geometry)
{
    std::unordered_map<model::ComputerId, std::size_t> out;
    for (const auto kind : {model::GroupKind::Site, model::GroupKind::Tier, model::GroupKind::Own,
                            model::GroupKind::Other}) {
        for (const auto& [id, group] : graph.groups) {
            if (group.kind != kind || group.isCollapsed)
                continue;
            for (const model::ComputerId each : group.members)
                out.emplace(each, static_cast<std::size_t>(id));
        }
    }
    for (const auto& [id, card] : geometry.cards()) {
        if (card.domain)
            out.emplace(id, static_cast<std::size_t>(*card.domain));
    }
    return out;
}

layout::Node nodeOf(const CardGeometry& card, const model::Computer& computer,
                    const std::unordered_map<model::ComputerId, std::size_t>& frames)
{
    const auto frame = frames.find(card.id);
    return {.width = card.rect.width(),
            .height = card.rect.height(),
            .baseLine = card.baseLine - card.rect.top(),
            .position = {.x = card.rect.left(), .y = card.rect.top()},
            .isPinned = computer.isPinned,
            .frame = frame == frames.end() ? layout::none : frame->second};
}

/// How far below the top of its card a hop arrives.
double arrivalAt(const CardGeometry& card, const model::HopEnd& end)
{
    for (const auto& [resource, row] : card.rows) {
        if (resource == end.resource)
            return row.center().y() - card.rect.top();
    }
    return card.baseLine - card.rect.top();
}

}  // namespace

std::map<model::ComputerId, model::Position>
TidyInput::placed(const std::vector<layout::Point>& positions) const
{
    std::map<model::ComputerId, model::Position> out;
    for (std::size_t i = 0; i < positions.size(); ++i)
        out[ids[i]] = {.x = positions[i].x, .y = positions[i].y};
    return out;
}

TidyInput tidyInputOf(const model::Graph& graph, const CanvasGeometry& geometry,
                      const CanvasLooks& looks, const QFont& font)
{
    const Measures measures(font);
    TidyInput out{.drawing = {.frame = frameMargins(measures.metrics)}};
    const auto frames = framesOf(graph, geometry);
    std::unordered_map<model::ComputerId, std::size_t> place;
    for (const auto& [id, card] : geometry.cards()) {
        place.emplace(id, out.ids.size());
        out.ids.push_back(id);
        out.drawing.nodes.push_back(nodeOf(card, graph.computers.at(id), frames));
    }
    std::set<std::pair<model::ComputerId, model::ComputerId>> pairs;
    for (const auto& [id, hop] : graph.hops)
        pairs.emplace(hop.from, hop.to.computer);
    for (const auto& [id, hop] : graph.hops) {
        const std::size_t from = place.at(hop.from);
        const double width = measures.widthOf(looks.hops.at(id));
        layout::Node& tail = out.drawing.nodes[from];
        if (hop.from == hop.to.computer && !hop.to.resource) {
            tail.above = measures.below() + passGap + measures.above();
        } else if (hop.from == hop.to.computer) {
            tail.beside = std::max(tail.beside, ownShareReach + width / 2);
        }
        const bool hasTwin = pairs.contains({hop.to.computer, hop.from});
        out.drawing.edges.push_back(
            {.from = from,
             .to = place.at(hop.to.computer),
             .arrival = arrivalAt(geometry.cards().at(hop.to.computer), hop.to),
             .labelWidth = width,
             .labelAbove = measures.above(),
             .labelBelow = measures.below() + (hasTwin ? measures.twin() : 0)});
    }
    return out;
}

}  // namespace hopwright::ui
