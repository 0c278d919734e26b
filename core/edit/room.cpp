#include "core/edit/room.h"

#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace hopwright::edit {

namespace {

constexpr double leastBelow = 3 * gridStep;  ///< Between two cards one above the other.

/// One of the two ways in which a card grows.
struct Axis {
    double model::Position::* along;
    double model::Position::* across;
    double CardSize::* length;
    double CardSize::* breadth;
    double least;  ///< What is to be left between two cards, if so much was there.
};

constexpr Axis rightwards{.along = &model::Position::x,
                          .across = &model::Position::y,
                          .length = &CardSize::width,
                          .breadth = &CardSize::height,
                          .least = minHopLength};
constexpr Axis downwards{.along = &model::Position::y,
                         .across = &model::Position::x,
                         .length = &CardSize::height,
                         .breadth = &CardSize::width,
                         .least = leastBelow};

using Cards = std::map<model::ComputerId, CardChange>;

/// How far what stands behind \p grown has to move: until it is as far away as it was, or as far as cards are to be.
double missing(const model::Graph& graph, const Cards& cards, model::ComputerId grown,
               const Axis& axis)
{
    const model::Position& from = graph.computers.at(grown).position;
    const CardChange& change = cards.at(grown);
    const double before = from.*axis.along + change.before.*axis.length;
    const double after = from.*axis.along + change.after.*axis.length;
    double out = 0;
    for (const auto& [id, card] : cards) {
        const model::Computer& other = graph.computers.at(id);
        const double begin = other.position.*axis.across;
        const bool isBehind = id != grown && !other.isPinned && other.position.*axis.along >= before
                              && begin < from.*axis.across + change.after.*axis.breadth
                              && from.*axis.across < begin + card.after.*axis.breadth;
        if (!isBehind)
            continue;
        const double wanted = std::min(axis.least, other.position.*axis.along - before);
        out = std::max(out, after + wanted - other.position.*axis.along);
    }
    return std::ceil(out / gridStep) * gridStep;
}

/// What grows at the far end first: what it moves is behind the others, too.
void makeRoomAlong(model::Graph& graph, const Cards& cards, const Axis& axis)
{
    std::vector<model::ComputerId> grown;
    for (const auto& [id, card] : cards) {
        if (card.after.*axis.length > card.before.*axis.length)
            grown.push_back(id);
    }
    std::ranges::sort(grown, std::greater(), [&](model::ComputerId id) {
        return graph.computers.at(id).position.*axis.along;
    });
    for (const model::ComputerId id : grown) {
        const double way = missing(graph, cards, id, axis);
        if (way <= 0)
            continue;
        const double behind =
            graph.computers.at(id).position.*axis.along + cards.at(id).before.*axis.length;
        std::map<model::ComputerId, model::Position> positions;
        for (const auto& [other, computer] : graph.computers) {
            if (other == id || computer.isPinned || computer.position.*axis.along < behind)
                continue;
            model::Position position = computer.position;
            position.*axis.along += way;
            positions.emplace(other, position);
        }
        // Where there is no room left on the sheet, the edit counts more than the distance.
        if (auto moved = moveComputers(graph, positions))
            graph = *std::move(moved);
    }
}

}  // namespace

model::Graph makeRoom(model::Graph graph, const std::map<model::ComputerId, CardChange>& cards)
{
    makeRoomAlong(graph, cards, rightwards);
    makeRoomAlong(graph, cards, downwards);
    return graph;
}

}  // namespace hopwright::edit
