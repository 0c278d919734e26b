#include "core/edit/layout.h"

#include <algorithm>
#include <cmath>

namespace hopwright::edit {

namespace {

/// Whether a new card at \p position would touch a card that is there, or stand closer to it than half a hop.
bool isTaken(const model::Graph& graph, model::Position position)
{
    constexpr double roomAcross = cardWidth + minHopLength / 2;
    constexpr double roomDown = cardHeight + 3 * gridStep;
    return std::ranges::any_of(graph.computers, [position](const auto& item) {
        const model::Position other = item.second.position;
        return std::abs(other.x - position.x) < roomAcross
               && std::abs(other.y - position.y) < roomDown;
    });
}

}  // namespace

model::Position onGrid(model::Position position)
{
    return {.x = std::round(position.x / gridStep) * gridStep,
            .y = std::round(position.y / gridStep) * gridStep};
}

model::Position nextPosition(const model::Graph& graph, std::optional<model::ComputerId> tail)
{
    if (graph.computers.empty())
        return {};
    auto before = graph.computers.end();
    if (tail)
        before = graph.computers.find(*tail);
    if (before == graph.computers.end())
        before = std::prev(graph.computers.end());
    model::Position position = onGrid(before->second.position);
    position.x += cardWidth + minHopLength;
    // Each step leaves at least one card above, so it ends.
    while (isTaken(graph, position))
        position.y += cardHeight + 3 * gridStep;
    return position;
}

}  // namespace hopwright::edit
