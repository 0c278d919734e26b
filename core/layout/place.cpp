#include "core/layout/place.h"

#include "core/layout/blocks.h"
#include "core/layout/separation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hopwright::layout {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double upToGrid(double value)
{
    return std::ceil(value / grid) * grid;
}

/// How much of its way up or down a hop's line has made after the part \p along of its way across: it is a cubic whose ends are
/// level, half as long as it is wide (ui/canvas).
double heightAlong(double along)
{
    double low = 0;
    double high = 1;
    constexpr int halvings = 24;
    for (int i = 0; i < halvings; ++i) {
        const double t = (low + high) / 2;
        const double across = 1.5 * t * (1 - t) + t * t * t;
        (across < along ? low : high) = t;
    }
    return low * low * (3 - 2 * low);
}

/// Moves the blocks of one part.
class Placer {
public:
    Placer(const Drawing& drawing, const Layered& layered, const std::vector<double>& columns)
        : m_drawing(drawing),
          m_layered(layered),
          m_blocks(blocksOf(drawing, layered)),
          m_y(m_blocks.cells.size()),
          m_joins(layered.cells.size()),
          m_above(layered.cells.size(), none),
          m_below(layered.cells.size(), none),
          m_distance(layered.cells.size())
    {
        const Separation separation(drawing, layered, columns);
        for (const std::vector<std::size_t>& layer : layered.layers) {
            for (std::size_t i = 1; i < layer.size(); ++i) {
                m_below[layer[i - 1]] = layer[i];
                m_above[layer[i]] = layer[i - 1];
                m_distance[layer[i]] = separation.between(layer[i - 1], layer[i]);
            }
        }
        joinAll(columns);
        sortBlocks();
    }

    std::vector<double> run(const IsCancelled& isCancelled)
    {
        for (const std::size_t block : m_order)
            m_y[block] = std::max(0.0, room(block).first);
        for (std::size_t round = 0; round < maxPlacingRounds; ++round) {
            if (isCancelled && isCancelled(Step::Place))
                return {};
            if (!moveAll(round % 2 == 0))
                break;
        }
        putOnGrid();
        std::vector<double> out(m_layered.cells.size());
        for (std::size_t cell = 0; cell < out.size(); ++cell)
            out[cell] = lineOf(cell);
        return out;
    }

private:
    /// What a cell wants: that its line, and a part of the way to another's, is level. A lane wants two at once.
    struct Join {
        std::size_t other;
        double shift;  ///< Wanted: line = line of other + shift;
        std::size_t second = none;
        double part = 0;  ///< of a lane: so much of the way to the line of second.
    };

    double lineOf(std::size_t cell) const
    {
        return m_y[m_blocks.blockOf[cell]] + m_blocks.offset[cell];
    }

    void joinAll(const std::vector<double>& columns)
    {
        for (std::size_t edge = 0; edge < m_drawing.edges.size(); ++edge) {
            const auto [from, to] = endsOf(edge);
            if (from == to)
                continue;
            const double shift = shiftAt(m_drawing, edge, to);
            m_joins[from].push_back({.other = to, .shift = shift});
            m_joins[to].push_back({.other = from, .shift = -shift});
        }
        for (const std::vector<std::size_t>& lanes : m_layered.lanes)
            joinLanes(lanes, columns);
    }

    /// Cells are those of the nodes, of the same numbers.
    std::pair<std::size_t, std::size_t> endsOf(std::size_t edge) const
    {
        return {m_drawing.edges[edge].from, m_drawing.edges[edge].to};
    }

    void joinLanes(const std::vector<std::size_t>& lanes, const std::vector<double>& columns)
    {
        const std::size_t edge = m_layered.cells[lanes.front()].edge;
        auto [left, right] = endsOf(edge);
        if (m_layered.cells[left].layer > m_layered.cells[right].layer)
            std::swap(left, right);
        const double begin = columns[m_layered.cells[left].layer] + m_drawing.nodes[left].width;
        const double length = columns[m_layered.cells[right].layer] - begin;
        const double leftEnd = shiftAt(m_drawing, edge, left);
        const double rightEnd = shiftAt(m_drawing, edge, right);
        for (const std::size_t lane : lanes) {
            const std::size_t layer = m_layered.cells[lane].layer;
            const double middle = (columns[layer] + columns[layer + 1] - minHopLength) / 2;
            const double part = heightAlong(std::clamp((middle - begin) / length, 0.0, 1.0));
            m_joins[lane].push_back({.other = left,
                                     .shift = leftEnd + (rightEnd - leftEnd) * part,
                                     .second = right,
                                     .part = part});
        }
    }

    /// Each block before those that stand below it somewhere.
    void sortBlocks()
    {
        std::vector<std::size_t> open(m_y.size());
        for (std::size_t block = 0; block < open.size(); ++block) {
            for (const std::size_t cell : m_blocks.cells[block])
                open[block] += m_above[cell] == none ? 0 : 1;
            if (open[block] == 0)
                m_order.push_back(block);
        }
        for (std::size_t at = 0; at < m_order.size(); ++at) {
            for (const std::size_t cell : m_blocks.cells[m_order[at]]) {
                if (m_below[cell] == none)
                    continue;
                const std::size_t block = m_blocks.blockOf[m_below[cell]];
                if (--open[block] == 0)
                    m_order.push_back(block);
            }
        }
    }

    /// Between where \p block may stand, as long as the others stay.
    std::pair<double, double> room(std::size_t block) const
    {
        double first = -infinite;
        double last = infinite;
        for (const std::size_t cell : m_blocks.cells[block]) {
            const double offset = m_blocks.offset[cell];
            if (const std::size_t above = m_above[cell]; above != none)
                first = std::max(first, lineOf(above) + m_distance[cell] - offset);
            if (const std::size_t below = m_below[cell]; below != none)
                last = std::min(last, lineOf(below) - m_distance[below] - offset);
        }
        return {first, last};
    }

    /// The median of where \p block is drawn to.
    double wanted(std::size_t block)
    {
        m_wishes.clear();
        for (const std::size_t cell : m_blocks.cells[block]) {
            for (const Join& join : m_joins[cell]) {
                if (m_blocks.blockOf[join.other] == block)
                    continue;
                double line = lineOf(join.other);
                if (join.second != none)
                    line += (lineOf(join.second) - line) * join.part;
                m_wishes.push_back(line + join.shift - m_blocks.offset[cell]);
            }
        }
        if (m_wishes.empty())
            return m_y[block];
        std::ranges::sort(m_wishes);
        const std::size_t last = m_wishes.size() - 1;
        return (m_wishes[last / 2] + m_wishes[last - last / 2]) / 2;
    }

    /// \returns whether one moved.
    bool moveAll(bool fromBelow)
    {
        constexpr double least = 0.5;
        bool moved = false;
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            const std::size_t block = m_order[fromBelow ? m_order.size() - 1 - i : i];
            const auto [first, last] = room(block);
            const double next = std::max(first, std::min(last, wanted(block)));
            moved = moved || std::abs(next - m_y[block]) > least;
            m_y[block] = next;
        }
        return moved;
    }

    /// From above, so that what has to give way moves down.
    void putOnGrid()
    {
        for (const std::size_t block : m_order) {
            double first = -infinite;
            for (const std::size_t cell : m_blocks.cells[block]) {
                if (const std::size_t above = m_above[cell]; above != none)
                    first =
                        std::max(first, lineOf(above) + m_distance[cell] - m_blocks.offset[cell]);
            }
            const double nearest = std::round(m_y[block] / grid) * grid;
            m_y[block] = std::max(nearest, upToGrid(first));
        }
    }

    const Drawing& m_drawing;
    const Layered& m_layered;
    Blocks m_blocks;
    std::vector<double> m_y;  ///< Of each block.
    std::vector<std::vector<Join>> m_joins;
    std::vector<std::size_t> m_above;  ///< The next cell of the column,
    std::vector<std::size_t> m_below;
    std::vector<double> m_distance;  ///< and how far its line has to be away.
    std::vector<std::size_t> m_order;
    std::vector<double> m_wishes;  ///< For one look.
};

}  // namespace

double shiftAt(const Drawing& drawing, std::size_t edge, std::size_t node)
{
    const Edge& each = drawing.edges[edge];
    return each.to == node ? each.arrival - drawing.nodes[node].baseLine : 0;
}

std::vector<double> columnsOf(const Drawing& drawing, const Layered& layered)
{
    std::vector<double> widths(layered.layers.size());
    std::vector<double> gaps(layered.layers.size(), minHopLength);
    for (const Cell& cell : layered.cells) {
        if (cell.node != none)
            widths[cell.layer] = std::max(widths[cell.layer], drawing.nodes[cell.node].width);
    }
    const auto ask = [&](std::size_t layer, double gap) {
        gaps[layer] = std::max(gaps[layer], gap);
    };
    for (const Segment& segment : layered.segments) {
        const Cell& left = layered.cells[segment.left];
        if (left.node == none || layered.cells[segment.right].node == none)
            continue;
        // The label stands in the middle between two cards, of which the left one may be narrower than its column.
        const double label = std::min(drawing.edges[segment.edge].labelWidth, widestLabel);
        ask(left.layer, label + 2 * labelGap + widths[left.layer] - drawing.nodes[left.node].width);
    }
    for (const Cell& cell : layered.cells) {
        if (cell.node != none && drawing.nodes[cell.node].beside > 0)
            ask(cell.layer, drawing.nodes[cell.node].beside + 2 * labelGap);
    }
    std::vector<double> out{0};
    for (std::size_t layer = 0; layer < widths.size(); ++layer)
        out.push_back(out.back() + upToGrid(widths[layer] + gaps[layer]));
    return out;
}

std::vector<double> rowsOf(const Drawing& drawing, const Layered& layered,
                           const std::vector<double>& columns, const IsCancelled& isCancelled)
{
    return Placer(drawing, layered, columns).run(isCancelled);
}

}  // namespace hopwright::layout
