#include "core/layout/drawn.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hopwright::layout {

namespace {

constexpr double step = 16;  ///< Lines are looked at so far apart.

bool shareNode(const Edge& one, const Edge& other)
{
    return one.from == other.from || one.from == other.to || one.to == other.from
           || one.to == other.to;
}

/// How high a line is, at each step from its left end.
struct Heights {
    long first = 0;  ///< In steps.
    std::vector<double> y = {};
};

class Drawn {
public:
    Drawn(const Drawing& drawing, const std::vector<Point>& positions)
        : m_drawing(drawing), m_positions(positions)
    {
        for (const Edge& edge : drawing.edges)
            m_lines.push_back(lineOf(drawing, positions, edge));
    }

    /// Each line with those before it, until there are \p enough.
    std::size_t crossings(std::size_t enough)
    {
        std::size_t out = 0;
        for (std::size_t i = 0; i < m_lines.size() && out < enough; ++i) {
            m_heights.push_back(heightsOf(i));
            for (std::size_t j = 0; j < i; ++j) {
                if (!shareNode(m_drawing.edges[i], m_drawing.edges[j]))
                    out += crossingsOf(m_heights[i], m_heights[j]);
            }
        }
        return out;
    }

private:
    Surroundings aroundOf(const Edge& edge, const Box& area) const
    {
        Surroundings out;
        for (std::size_t node = 0; node < m_positions.size(); ++node) {
            const Node& card = m_drawing.nodes[node];
            const Point& at = m_positions[node];
            const Box box{.left = at.x,
                          .top = at.y,
                          .right = at.x + card.width,
                          .bottom = at.y + card.height};
            if (node != edge.from && node != edge.to && box.touches(area))
                out.cards.push_back(box);
        }
        for (std::size_t other = 0; other < m_lines.size(); ++other) {
            const Edge& each = m_drawing.edges[other];
            if (each.from != each.to && !shareNode(edge, each))
                out.lines.push_back(m_lines[other]);
        }
        return out;
    }

    /// Nothing of a hop to itself.
    Heights heightsOf(std::size_t index) const
    {
        const Edge& edge = m_drawing.edges[index];
        if (edge.from == edge.to)
            return {};
        const Line& line = m_lines[index];
        std::vector<Run> runs =
            runsOf(line.tail, line.head, [&](const Box& area) { return aroundOf(edge, area); });
        Point left = line.tail;
        Point right = line.head;
        if (right.x < left.x) {
            std::swap(left, right);
            std::ranges::reverse(runs);
            for (Run& run : runs)
                std::swap(run.from, run.to);
        }
        Heights out{.first = std::lround(std::ceil(left.x / step))};
        Point at = left;
        for (const Run& run : runs) {
            enter({.tail = at, .head = {.x = run.from, .y = run.y}}, out);
            at = {.x = run.to, .y = run.y};
            enter({.tail = {.x = run.from, .y = run.y}, .head = at}, out);
        }
        enter({.tail = at, .head = right}, out);
        return out;
    }

    /// The heights of a curve up to its end; straight between points of it.
    static void enter(const Line& piece, Heights& out)
    {
        constexpr int parts = 12;
        Point before = piece.tail;
        for (int i = 1; i <= parts; ++i) {
            const Point next = pointOf(piece, static_cast<double>(i) / parts);
            while (true) {
                const double x =
                    static_cast<double>(out.first + static_cast<long>(out.y.size())) * step;
                if (x > next.x)
                    break;
                const double part = (x - before.x) / std::max(1e-9, next.x - before.x);
                out.y.push_back(before.y + (next.y - before.y) * part);
            }
            before = next;
        }
    }

    static std::size_t crossingsOf(const Heights& one, const Heights& other)
    {
        const long first = std::max(one.first, other.first);
        const long last = std::min(one.first + static_cast<long>(one.y.size()),
                                   other.first + static_cast<long>(other.y.size()));
        std::size_t out = 0;
        double before = 0;
        for (long at = first; at < last; ++at) {
            const double now = one.y[static_cast<std::size_t>(at - one.first)]
                               - other.y[static_cast<std::size_t>(at - other.first)];
            out += before * now < 0 ? 1 : 0;
            before = now == 0 ? before : now;
        }
        return out;
    }

    const Drawing& m_drawing;
    const std::vector<Point>& m_positions;
    std::vector<Line> m_lines = {};
    std::vector<Heights> m_heights = {};
};

}  // namespace

Line lineOf(const Drawing& drawing, const std::vector<Point>& positions, const Edge& edge)
{
    const Point& from = positions[edge.from];
    const Point& to = positions[edge.to];
    const Node& tail = drawing.nodes[edge.from];
    const Node& head = drawing.nodes[edge.to];
    const bool isBack = to.x + head.width <= from.x;
    return {.tail = {.x = isBack ? from.x : from.x + tail.width, .y = from.y + tail.baseLine},
            .head = {.x = isBack ? to.x + head.width : to.x, .y = to.y + edge.arrival}};
}

std::size_t drawnCrossings(const Drawing& drawing, const std::vector<Point>& positions,
                           std::size_t enough)
{
    return Drawn(drawing, positions).crossings(enough);
}

}  // namespace hopwright::layout
