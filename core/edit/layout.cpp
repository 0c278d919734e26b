#include "core/edit/layout.h"

#include <algorithm>
#include <cmath>

namespace hopwright::edit {

namespace {

constexpr double roomUnder =
    7 * gridStep;  ///< For the strip of a password and the labels of a hop.

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

/// A card with the rows of its resources.
double heightOf(const model::Graph& graph, model::ComputerId computer)
{
    const auto rows = std::ranges::count_if(
        graph.resources, [computer](const auto& item) { return item.second.computer == computer; });
    return cardHeight + static_cast<double>(rows) * resourceRowHeight;
}

/// Whether \p computer, \p down below itself, would touch a card that is there, or leave no room for a label.
bool isTakenBelow(const model::Graph& graph, model::ComputerId computer, double down)
{
    const model::Position& at = graph.computers.at(computer).position;
    const double top = at.y + down;
    const double bottom = top + heightOf(graph, computer);
    return std::ranges::any_of(graph.computers, [&](const auto& item) {
        const model::Position& other = item.second.position;
        return std::abs(other.x - at.x) < widestCard && other.y < bottom + roomUnder
               && top < other.y + heightOf(graph, item.first) + roomUnder;
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

model::Position roomBelow(const model::Graph& graph, const std::set<model::ComputerId>& computers)
{
    double down = cardHeight + roomUnder;
    // Each step leaves more of the drawing above, so it ends.
    while (std::ranges::any_of(
        computers, [&](model::ComputerId each) { return isTakenBelow(graph, each, down); }))
        down += gridStep;
    return {.x = 0, .y = down};
}

}  // namespace hopwright::edit
