#include "core/layout/separation.h"

#include "core/layout/place.h"
#include "core/layout/tidy.h"

#include <algorithm>
#include <cmath>

namespace hopwright::layout {

namespace {

bool haveOneInCommon(const std::vector<std::size_t>& some, const std::vector<std::size_t>& others)
{
    auto one = some.begin();
    auto other = others.begin();
    while (one != some.end() && other != others.end()) {
        if (*one == *other)
            return true;
        ++(*one < *other ? one : other);
    }
    return false;
}

}  // namespace

Separation::Separation(const Drawing& drawing, const Layered& layered,
                       const std::vector<double>& columns)
    : m_drawing(drawing), m_layered(layered), m_rooms(layered.cells.size())
{
    for (std::size_t cell = 0; cell < m_rooms.size(); ++cell)
        addNode(cell);
    for (const Segment& segment : layered.segments) {
        if (layered.cells[segment.left].node != none && layered.cells[segment.right].node != none)
            addHop(segment);
    }
    for (Room& room : m_rooms) {
        for (Labels& labels : room.labels)
            std::ranges::sort(labels.neighbours);
    }
    for (const std::vector<std::size_t>& lanes : layered.lanes)
        addLabelOfLanes(lanes, columns);
}

void Separation::addNode(std::size_t cell)
{
    const std::size_t index = m_layered.cells[cell].node;
    if (index == none) {
        m_rooms[cell] = {.up = laneHeight / 2, .down = laneHeight / 2};
        return;
    }
    const Node& node = m_drawing.nodes[index];
    m_rooms[cell] = {.up = node.baseLine + node.above, .down = node.height - node.baseLine};
}

void Separation::addHop(const Segment& segment)
{
    const Edge& edge = m_drawing.edges[segment.edge];
    const auto add = [&](std::size_t cell, std::size_t other, Labels& labels) {
        const double end = shiftAt(m_drawing, segment.edge, m_layered.cells[cell].node);
        labels.highest = labels.neighbours.empty() ? end : std::min(labels.highest, end);
        labels.lowest = labels.neighbours.empty() ? end : std::max(labels.lowest, end);
        labels.above = std::max(labels.above, edge.labelAbove);
        labels.below = std::max(labels.below, edge.labelBelow);
        labels.neighbours.push_back(other);
    };
    add(segment.left, segment.right, m_rooms[segment.left].labels[1]);
    add(segment.right, segment.left, m_rooms[segment.right].labels[0]);
}

/// The label of a hop over several columns stands in the middle: where that is over a column, its lane has the room.
void Separation::addLabelOfLanes(const std::vector<std::size_t>& lanes,
                                 const std::vector<double>& columns)
{
    const std::size_t index = m_layered.cells[lanes.front()].edge;
    const Edge& edge = m_drawing.edges[index];
    const std::size_t first = m_layered.cells[lanes.front()].layer - 1;
    const std::size_t last = m_layered.cells[lanes.back()].layer + 1;
    const bool isBack = isBackwards(m_drawing, m_layered, index);
    const double begin = columns[first] + m_drawing.nodes[isBack ? edge.to : edge.from].width;
    const double middle = (begin + columns[last]) / 2;
    const double reach = std::min(edge.labelWidth, widestLabel) / 2 + labelGap;
    for (const std::size_t lane : lanes) {
        const std::size_t layer = m_layered.cells[lane].layer;
        if (columns[layer + 1] < middle - reach || columns[layer] > middle + reach)
            continue;
        m_rooms[lane].up = std::max(m_rooms[lane].up, edge.labelAbove);
        m_rooms[lane].down = std::max(m_rooms[lane].down, edge.labelBelow);
    }
}

double Separation::forLabels(const Labels& upper, const Labels& lower)
{
    if (upper.neighbours.empty() || lower.neighbours.empty())
        return 0;
    const double labels = upper.below + labelGap + lower.above;
    const double ends = upper.lowest - lower.highest;
    // Of hops to one machine the middles, where the labels are, are half as far apart as the ends.
    return haveOneInCommon(upper.neighbours, lower.neighbours) ? 2 * labels + std::max(0.0, ends)
                                                               : labels + std::max(0.0, ends);
}

double Separation::between(std::size_t upper, std::size_t lower) const
{
    const Room& above = m_rooms[upper];
    const Room& below = m_rooms[lower];
    const bool areNodes =
        m_layered.cells[upper].node != none && m_layered.cells[lower].node != none;
    const double cards = above.down + (areNodes ? rowGap : labelGap) + below.up;
    const double out = std::max({cards, forLabels(above.labels[0], below.labels[0]),
                                 forLabels(above.labels[1], below.labels[1])});
    return std::ceil(out / grid) * grid;
}

}  // namespace hopwright::layout
