#pragma once

#include "core/layout/route.h"
#include "core/layout/tidy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

/// Drawings for tests of tidying, and what can be seen in one, worked out here from the positions alone.
namespace hopwright::test {

using layout::Drawing;
using layout::Edge;
using layout::Node;
using layout::Point;

// As the canvas has them at its usual font.
inline constexpr double baseLine = 36;
inline constexpr double headHeight = 72;
inline constexpr double rowHeight = 28;
inline constexpr double labelAbove = 36;
inline constexpr double labelBelow = 52;

inline Node nodeOf(double width = 192, int rows = 0)
{
    return {.width = width, .height = headHeight + rows * rowHeight, .baseLine = baseLine};
}

inline Edge hopOf(std::size_t from, std::size_t to, double labelWidth = 110)
{
    return {.from = from,
            .to = to,
            .arrival = baseLine,
            .labelWidth = labelWidth,
            .labelAbove = labelAbove,
            .labelBelow = labelBelow};
}

/// A hop to the row-th share of \p to.
inline Edge shareHop(std::size_t from, std::size_t to, int row = 0)
{
    Edge out = hopOf(from, to);
    out.arrival = headHeight + (row + 0.5) * rowHeight;
    return out;
}

/// Makes drawings of a seed: the same everywhere, since it asks for no distribution of the library.
class RandomDrawings {
public:
    explicit RandomDrawings(std::uint32_t seed) : m_engine(seed) {}

    std::size_t below(std::size_t end) { return m_engine() % end; }

    Node machine()
    {
        Node out = nodeOf(192 + 8.0 * static_cast<double>(below(11)), static_cast<int>(below(3)));
        out.position = {.x = 8.0 * static_cast<double>(below(500)) - 1000,
                        .y = 8.0 * static_cast<double>(below(300)) - 704};
        return out;
    }

    Edge hop(std::size_t from, std::size_t to, const Drawing& drawing)
    {
        const auto rows = static_cast<int>((drawing.nodes[to].height - headHeight) / rowHeight);
        Edge out = rows > 0 && below(2) == 0
                       ? shareHop(from, to, static_cast<int>(below(static_cast<std::size_t>(rows))))
                       : hopOf(from, to);
        out.labelWidth = 60 + static_cast<double>(below(240));
        return out;
    }

    /// Trees whose hops lead away from the root, of about \p size machines each, as routes with branches are.
    Drawing forest(std::size_t machines, std::size_t size)
    {
        Drawing out = machinesOf(machines);
        for (std::size_t i = 0; i < machines; ++i) {
            const std::size_t first = i - i % size;
            if (i != first)
                out.edges.push_back(hop(first + below(i - first), i, out));
        }
        return out;
    }

    /// \p hops from machines to later ones, most of them a few further.
    Drawing withoutCircles(std::size_t machines, std::size_t hops)
    {
        Drawing out = machinesOf(machines);
        for (std::size_t i = 0; i < hops && machines > 1; ++i) {
            const std::size_t from = below(machines - 1);
            const std::size_t reach = std::min<std::size_t>(machines - 1 - from, 12);
            out.edges.push_back(hop(from, from + 1 + below(reach), out));
        }
        return out;
    }

    /// Any hops: circles, hops of a machine to itself, hops there and back.
    Drawing wild(std::size_t machines, std::size_t hops)
    {
        Drawing out = machinesOf(machines);
        for (std::size_t i = 0; i < hops; ++i)
            out.edges.push_back(hop(below(machines), below(machines), out));
        return out;
    }

private:
    Drawing machinesOf(std::size_t machines)
    {
        Drawing out;
        for (std::size_t i = 0; i < machines; ++i)
            out.nodes.push_back(machine());
        return out;
    }

    std::mt19937 m_engine;
};

struct Rect {
    double left;
    double top;
    double right;
    double bottom;

    bool touches(const Rect& other) const
    {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

inline Rect cardOf(const Drawing& drawing, const std::vector<Point>& at, std::size_t node)
{
    const Node& card = drawing.nodes[node];
    return {at[node].x, at[node].y, at[node].x + card.width, at[node].y + card.height};
}

/// The ends of a hop as the canvas draws it: out at the side that faces the other card.
inline std::pair<Point, Point> endsOf(const Drawing& drawing, const std::vector<Point>& at,
                                      const Edge& edge)
{
    const Rect from = cardOf(drawing, at, edge.from);
    const Rect to = cardOf(drawing, at, edge.to);
    const double tail = from.top + baseLine;
    const double head = to.top + edge.arrival;
    if (to.right <= from.left)
        return {{.x = from.left, .y = tail}, {.x = to.right, .y = head}};
    return {{.x = from.right, .y = tail}, {.x = to.left, .y = head}};
}

inline Rect labelOf(const Drawing& drawing, const std::vector<Point>& at, const Edge& edge)
{
    const auto [tail, head] = endsOf(drawing, at, edge);
    const double x = (tail.x + head.x) / 2;
    const double y = (tail.y + head.y) / 2;
    return {x - edge.labelWidth / 2, y - edge.labelAbove, x + edge.labelWidth / 2,
            y + edge.labelBelow};
}

/// A hop's line, as points along a cubic whose ends are level and reach half of its width.
inline std::vector<Point> lineOf(const Point& tail, const Point& head)
{
    constexpr int steps = 32;
    std::vector<Point> out;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const double middle = 3 * t * (1 - t) * (1 - t) + 3 * t * t * (1 - t);
        const double across = middle / 2 + t * t * t;
        out.push_back({.x = tail.x + (head.x - tail.x) * across,
                       .y = tail.y + (head.y - tail.y) * t * t * (3 - 2 * t)});
    }
    return out;
}

/// On which side of the line from \p a to \p b point \p c lies.
inline double sideOf(const Point& a, const Point& b, const Point& c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

inline bool segmentsCross(const Point& a, const Point& b, const Point& c, const Point& d)
{
    return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
}

/// How often two lines cross.
inline int crossingsOf(const std::vector<Point>& one, const std::vector<Point>& other)
{
    if (one.empty() || other.empty())
        return 0;
    const auto [left, right] = std::ranges::minmax(one, {}, &Point::x);
    const auto [otherLeft, otherRight] = std::ranges::minmax(other, {}, &Point::x);
    if (right.x < otherLeft.x || otherRight.x < left.x)
        return 0;
    int out = 0;
    for (std::size_t i = 1; i < one.size(); ++i) {
        for (std::size_t j = 1; j < other.size(); ++j)
            out += segmentsCross(one[i - 1], one[i], other[j - 1], other[j]) ? 1 : 0;
    }
    return out;
}

/// How often lines cross that have no machine in common: those meet at their ends.
inline int crossingsOf(const Drawing& drawing, const std::vector<std::vector<Point>>& lines)
{
    int out = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Edge& one = drawing.edges[i];
        for (std::size_t j = i + 1; j < lines.size(); ++j) {
            const Edge& other = drawing.edges[j];
            const bool meet = one.from == other.from || one.from == other.to || one.to == other.from
                              || one.to == other.to;
            if (!meet)
                out += crossingsOf(lines[i], lines[j]);
        }
    }
    return out;
}

/// What the canvas says of the surroundings of a hop: the other cards, and the hops that share no card with it.
inline layout::Surroundings aroundOf(const Drawing& drawing, const std::vector<Point>& at,
                                     std::size_t index, const layout::Box& area)
{
    const Edge& edge = drawing.edges[index];
    layout::Surroundings out;
    for (std::size_t node = 0; node < at.size(); ++node) {
        const Rect card = cardOf(drawing, at, node);
        if (node != edge.from && node != edge.to
            && card.touches({area.left, area.top, area.right, area.bottom}))
            out.cards.push_back({card.left, card.top, card.right, card.bottom});
    }
    for (const Edge& other : drawing.edges) {
        const bool meet = other.from == edge.from || other.from == edge.to || other.to == edge.from
                          || other.to == edge.to;
        if (meet || other.from == other.to)
            continue;
        const auto [tail, head] = endsOf(drawing, at, other);
        out.lines.push_back({tail, head});
    }
    return out;
}

/// The line of a hop past the cards in its way.
inline std::vector<Point> lineAround(const Point& tail, const Point& head,
                                     const std::vector<layout::Run>& runs)
{
    std::vector<Point> out;
    Point at = tail;
    const auto bendTo = [&](const Point& next) {
        const std::vector<Point> curve = lineOf(at, next);
        out.insert(out.end(), curve.begin(), curve.end());
        at = next;
    };
    for (const layout::Run& run : runs) {
        bendTo({.x = run.from, .y = run.y});
        at = {.x = run.to, .y = run.y};
        out.push_back(at);
    }
    bendTo(head);
    return out;
}

/// The lines of all hops of a drawing; none of hops to themselves.
inline std::vector<std::vector<Point>> linesOf(const Drawing& drawing, const std::vector<Point>& at)
{
    std::vector<std::vector<Point>> out;
    for (std::size_t i = 0; i < drawing.edges.size(); ++i) {
        std::vector<Point>& line = out.emplace_back();
        if (drawing.edges[i].from == drawing.edges[i].to)
            continue;
        const auto [tail, head] = endsOf(drawing, at, drawing.edges[i]);
        const auto runs = layout::runsOf(
            tail, head, [&](const layout::Box& area) { return aroundOf(drawing, at, i, area); });
        line = lineAround(tail, head, runs);
    }
    return out;
}

}  // namespace hopwright::test
