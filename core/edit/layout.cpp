#include "core/edit/layout.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hopwright::edit {

namespace {

constexpr double roomUnder =
    7 * gridStep;  ///< For the strip of a password and the labels of a hop.

constexpr double roomAcross = cardWidth + minHopLength / 2;
constexpr double roomDown = cardHeight + 3 * gridStep;

/// Whether a new card at \p position would touch a card that is there, or stand closer to it than half a hop.
bool isTaken(const model::Graph& graph, model::Position position)
{
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

model::Position freeFrom(const model::Graph& graph, model::Position wanted)
{
    std::vector<double> tops;
    for (const auto& [id, computer] : graph.computers) {
        if (std::abs(computer.position.x - wanted.x) < roomAcross
            && computer.position.y > wanted.y - roomDown)
            tops.push_back(computer.position.y);
    }
    std::ranges::sort(tops);
    // What stands further up has been passed.
    for (const double top : tops) {
        if (top >= wanted.y + roomDown)
            break;
        if (top > wanted.y - roomDown)
            wanted.y += std::ceil((top + roomDown - wanted.y) / roomDown) * roomDown;
    }
    return wanted;
}

model::Position nextPosition(const model::Graph& graph, std::optional<model::ComputerId> tail,
                             double tailWidth)
{
    if (graph.computers.empty())
        return {};
    auto before = graph.computers.end();
    if (tail)
        before = graph.computers.find(*tail);
    if (before == graph.computers.end())
        before = std::prev(graph.computers.end());
    model::Position position = onGrid(before->second.position);
    position.x += std::ceil(std::max(tailWidth, cardWidth) / gridStep) * gridStep + minHopLength;
    return freeFrom(graph, position);
}

model::Position forShare(const model::Graph& graph, model::Position position)
{
    const model::Position lifted{.x = position.x, .y = position.y - shareLift};
    return isTaken(graph, lifted) ? position : lifted;
}

model::Position onRow(const model::Graph& graph, model::Position wanted,
                      std::optional<model::ComputerId> tail)
{
    constexpr double reach = cardHeight / 2;
    const auto distanceOf = [&](const model::Position& other) {
        return std::abs(other.y - wanted.y);
    };
    model::Position out = onGrid(wanted);
    const auto first = tail ? graph.computers.find(*tail) : graph.computers.end();
    if (first != graph.computers.end() && distanceOf(first->second.position) < reach) {
        out.y = first->second.position.y;
        return out;
    }
    double nearest = reach;
    for (const auto& [id, computer] : graph.computers) {
        if (distanceOf(computer.position) >= nearest)
            continue;
        nearest = distanceOf(computer.position);
        out.y = computer.position.y;
    }
    return out;
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
