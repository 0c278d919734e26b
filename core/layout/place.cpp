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
        joinAll();
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
    /// What a cell wants: that the way to another's line is level.
    struct Join {
        std::size_t other;
        double shift;  ///< Wanted: line = line of other + shift;
    };

    double lineOf(std::size_t cell) const
    {
        return m_y[m_blocks.blockOf[cell]] + m_blocks.offset[cell];
    }

    void joinAll()
    {
        for (const Segment& segment : m_layered.segments) {
            if (!m_layered.isOfOneBand(segment))
                continue;
            const double shift =
                shiftOf(segment.edge, segment.left) - shiftOf(segment.edge, segment.right);
            m_joins[segment.left].push_back({.other = segment.right, .shift = -shift});
            m_joins[segment.right].push_back({.other = segment.left, .shift = shift});
        }
    }

    double shiftOf(std::size_t edge, std::size_t cell) const
    {
        return m_layered.cells[cell].node == none
                   ? 0
                   : shiftAt(m_drawing, edge, m_layered.cells[cell].node);
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
        // It grows meanwhile.
        for (std::size_t at = 0; at < m_order.size(); ++at)  // NOLINT(modernize-loop-convert)
            takeBelow(m_order[at], open);
    }

    /// Appends the blocks that stand below \p block and below none that is \p open any more.
    void takeBelow(std::size_t block, std::vector<std::size_t>& open)
    {
        for (const std::size_t cell : m_blocks.cells[block]) {
            if (m_below[cell] == none)
                continue;
            const std::size_t below = m_blocks.blockOf[m_below[cell]];
            if (--open[below] == 0)
                m_order.push_back(below);
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
                m_wishes.push_back(lineOf(join.other) + join.shift - m_blocks.offset[cell]);
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
                if (const std::size_t above = m_above[cell]; above != none) {
                    first =
                        std::max(first, lineOf(above) + m_distance[cell] - m_blocks.offset[cell]);
                }
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
