#include "core/layout/part.h"

#include "core/layout/drawn.h"
#include "core/layout/indices.h"
#include "core/layout/layers.h"
#include "core/layout/order.h"
#include "core/layout/pack.h"
#include "core/layout/place.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

namespace hopwright::layout {

namespace {

double upToGrid(double value)
{
    return std::ceil(value / grid) * grid;
}

Box labelBox(const Drawing& drawing, const std::vector<Point>& positions, const Edge& edge)
{
    const Line line = lineOf(drawing, positions, edge);
    const double middle = (line.tail.x + line.head.x) / 2;
    const double y = (line.tail.y + line.head.y) / 2;
    const double half = std::min(edge.labelWidth, widestLabel) / 2;
    return {.left = middle - half,
            .top = y - edge.labelAbove,
            .right = middle + half,
            .bottom = y + edge.labelBelow};
}

/// Of all that belongs to it: cards, and the labels of hops between these.
class Extent {
public:
    void include(const Box& box)
    {
        if (std::exchange(m_isUsed, true)) {
            m_box.include(box);
        } else {
            m_box = box;
        }
    }
    const Box& box() const { return m_box; }

private:
    Box m_box = {};
    bool m_isUsed = false;
};

/// Each frame that is there, with its margins.
std::map<std::size_t, Box> framesOf(const Drawing& drawing, const std::vector<Point>& positions)
{
    std::map<std::size_t, Extent> extents;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        if (drawing.nodes[i].frame != none)
            extents[drawing.nodes[i].frame].include(roomOf(drawing.nodes[i], positions[i]));
    }
    for (const Edge& edge : drawing.edges) {
        const std::size_t frame = drawing.nodes[edge.from].frame;
        if (edge.from != edge.to && frame != none && drawing.nodes[edge.to].frame == frame)
            extents[frame].include(labelBox(drawing, positions, edge));
    }
    std::map<std::size_t, Box> out;
    for (const auto& [frame, extent] : extents) {
        Box box = extent.box();
        box.left -= drawing.frame.beside;
        box.top -= drawing.frame.above;
        box.right += drawing.frame.beside;
        box.bottom += drawing.frame.below;
        out.emplace(frame, box);
    }
    return out;
}

bool areFramesClear(const Drawing& drawing, const std::vector<Point>& positions)
{
    const std::map<std::size_t, Box> frames = framesOf(drawing, positions);
    for (auto one = frames.begin(); one != frames.end(); ++one) {
        for (auto other = std::next(one); other != frames.end(); ++other) {
            if (one->second.touches(other->second))
                return false;
        }
        for (std::size_t i = 0; i < positions.size(); ++i) {
            if (drawing.nodes[i].frame != one->first
                && roomOf(drawing.nodes[i], positions[i]).touches(one->second))
                return false;
        }
    }
    return true;
}

void measure(Part& part)
{
    Extent all;
    for (std::size_t i = 0; i < part.positions.size(); ++i)
        all.include(roomOf(part.drawing.nodes[i], part.positions[i]));
    for (const Edge& edge : part.drawing.edges) {
        if (edge.from != edge.to)
            all.include(labelBox(part.drawing, part.positions, edge));
    }
    for (const auto& [frame, box] : framesOf(part.drawing, part.positions))
        all.include(box);
    part.box = all.box();
}

/// The nodes of \p part that are wanted, with the hops between them.
Part partOf(const Part& part, const std::vector<std::size_t>& nodes)
{
    Part out;
    out.nodes = nodes;
    out.drawing.frame = part.drawing.frame;
    std::vector<std::size_t> place(part.nodes.size(), none);
    for (const std::size_t node : nodes) {
        place[node] = out.drawing.nodes.size();
        out.drawing.nodes.push_back(part.drawing.nodes[node]);
    }
    for (Edge edge : part.drawing.edges) {
        edge.from = place[edge.from];
        edge.to = place[edge.to];
        if (edge.from != none && edge.to != none)
            out.drawing.edges.push_back(edge);
    }
    return out;
}

/// Lines are on the grid; so are cards, where all have one base line.
std::vector<Point> placed(const Drawing& drawing, const Layered& layered,
                          const std::vector<double>& columns, const std::vector<double>& rows)
{
    std::vector<Point> out;
    out.reserve(drawing.nodes.size());
    const double base = drawing.nodes.front().baseLine;
    for (std::size_t node = 0; node < drawing.nodes.size(); ++node) {
        out.push_back({.x = columns[layered.cells[node].layer],
                       .y = rows[node] + base - drawing.nodes[node].baseLine});
    }
    return out;
}

/// By its hops alone: of several orders the one of which, when it is drawn, the fewest hops cross.
bool layByHops(Part& part, const IsCancelled& isCancelled)
{
    if (isCancelled && isCancelled(Step::Layers))
        return false;
    Layered layered = layersOf(part.drawing);
    std::vector<Order> orders = ordersOf(layered, isCancelled);
    if (orders.empty())
        return false;
    if (part.drawing.edges.size() > maxTriedHops)
        orders.resize(1);
    const std::vector<double> columns = columnsOf(part.drawing, layered);
    std::size_t fewest = none;
    for (Order& order : orders) {
        layered.layers = std::move(order);
        const std::vector<double> rows = rowsOf(part.drawing, layered, columns, isCancelled);
        if (rows.empty())
            return false;
        std::vector<Point> positions = placed(part.drawing, layered, columns, rows);
        const std::size_t crossed =
            orders.size() == 1 ? 0 : drawnCrossings(part.drawing, positions, fewest);
        if (crossed >= fewest)
            continue;
        fewest = crossed;
        part.positions = std::move(positions);
        if (fewest == 0)
            break;
    }
    measure(part);
    return true;
}

/// Gives each frame rows of its own.
class Bands {
public:
    Bands(Part& part, const IsCancelled& isCancelled) : m_part(part), m_isCancelled(isCancelled)
    {
        std::map<std::size_t, std::size_t> numbers;
        for (const Node& node : part.drawing.nodes)
            m_bandOf.push_back(numbers.emplace(node.frame, numbers.size()).first->second);
        m_count = numbers.size();
        m_alone.resize(m_count);
        divide();
    }

    /// \returns false when it was cancelled.
    bool lay()
    {
        m_part.positions.assign(m_part.nodes.size(), {});
        if (!layMixed() || !layAlone())
            return false;
        measure(m_part);
        return true;
    }

private:
    /// What hops join across frames, and what stands in one band alone.
    void divide()
    {
        const std::vector<std::size_t> setOf = joinedByHops(m_part.drawing);
        std::vector<std::vector<std::size_t>> sets;
        for (std::size_t node = 0; node < setOf.size(); ++node) {
            sets.resize(std::max(sets.size(), setOf[node] + 1));
            sets[setOf[node]].push_back(node);
        }
        std::vector<std::vector<std::size_t>> loose(m_count);
        for (const std::vector<std::size_t>& set : sets) {
            const std::size_t band = m_bandOf[set.front()];
            const bool isMixed =
                std::ranges::any_of(set, [&](std::size_t node) { return m_bandOf[node] != band; });
            if (isMixed) {
                m_mixed.insert(m_mixed.end(), set.begin(), set.end());
            } else if (set.size() == 1) {
                loose[band].push_back(set.front());
            } else {
                m_alone[band].push_back(partOf(m_part, set));
            }
        }
        for (std::size_t band = 0; band < m_count; ++band) {
            if (!loose[band].empty()) {
                layInBlock(m_alone[band].emplace_back(partOf(m_part, loose[band])));
            }
        }
    }

    /// In columns that all bands share, the rows of each band below those of the one before.
    bool layMixed()
    {
        m_heights.assign(m_count, 0);
        if (m_mixed.empty())
            return true;
        if (m_isCancelled && m_isCancelled(Step::Layers))
            return false;
        Part mixed = partOf(m_part, m_mixed);
        Layered layered = layersOf(mixed.drawing);
        for (Cell& cell : layered.cells) {
            const std::size_t node =
                cell.node == none ? mixed.drawing.edges[cell.edge].from : cell.node;
            cell.band = m_bandOf[m_mixed[node]];
        }
        std::vector<Order> orders = ordersOf(layered, m_isCancelled);
        if (orders.empty())
            return false;
        const std::vector<double> columns = columnsOf(mixed.drawing, layered);
        for (std::size_t band = 0; band < m_count; ++band) {
            layered.layers = orders.front();
            for (std::vector<std::size_t>& layer : layered.layers) {
                std::erase_if(layer,
                              [&](std::size_t cell) { return layered.cells[cell].band != band; });
            }
            if (!layBand(mixed, layered, columns, band))
                return false;
        }
        return true;
    }

    bool layBand(const Part& mixed, const Layered& layered, const std::vector<double>& columns,
                 std::size_t band)
    {
        if (std::ranges::all_of(layered.layers, &std::vector<std::size_t>::empty))
            return true;
        const std::vector<double> rows = rowsOf(mixed.drawing, layered, columns, m_isCancelled);
        if (rows.empty())
            return false;
        const std::vector<Point> positions = placed(mixed.drawing, layered, columns, rows);
        std::vector<std::size_t> nodes;
        for (const std::size_t node : m_mixed) {
            if (m_bandOf[node] == band)
                nodes.push_back(node);
        }
        Part out = partOf(m_part, nodes);
        for (std::size_t i = 0; i < positions.size(); ++i) {
            if (m_bandOf[m_mixed[i]] == band)
                out.positions.push_back(positions[i]);
        }
        measureRows(out, layered, rows);
        m_right = std::max(m_right, out.box.right);
        put(out, {.y = upToGrid(-out.box.top)});
        m_heights[band] = out.box.height();
        return true;
    }

    /// With the lanes that pass, which may stand above and below all cards.
    static void measureRows(Part& part, const Layered& layered, const std::vector<double>& rows)
    {
        measure(part);
        for (const std::vector<std::size_t>& layer : layered.layers) {
            for (const std::size_t cell : layer) {
                part.box.top = std::min(part.box.top, rows[cell] - laneHeight);
                part.box.bottom = std::max(part.box.bottom, rows[cell] + laneHeight);
            }
        }
    }

    void put(const Part& part, const Point& way)
    {
        for (std::size_t i = 0; i < part.nodes.size(); ++i) {
            m_part.positions[part.nodes[i]] = {.x = part.positions[i].x + way.x,
                                               .y = part.positions[i].y + way.y};
        }
    }

    /// Each band with its parts at the right of all columns, then the bands one below the other.
    bool layAlone()
    {
        const double left = m_mixed.empty() ? 0 : m_right + partGapAcross;
        double top = 0;
        for (std::size_t band = 0; band < m_count; ++band) {
            std::vector<Box> boxes;
            for (Part& part : m_alone[band]) {
                if (part.positions.empty() && !layByHops(part, m_isCancelled))
                    return false;
                boxes.push_back(part.box);
            }
            const std::vector<Point> ways = packed(boxes);
            double height = m_heights[band];
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                put(m_alone[band][i], {.x = upToGrid(left) + ways[i].x, .y = ways[i].y});
                height = std::max(height, boxes[i].bottom + ways[i].y);
            }
            for (std::size_t node = 0; node < m_bandOf.size(); ++node) {
                if (m_bandOf[node] == band)
                    m_part.positions[node].y += top;
            }
            const Margins& margins = m_part.drawing.frame;
            top += upToGrid(height + margins.above + margins.below + rowGap);
        }
        return true;
    }

    Part& m_part;
    const IsCancelled& m_isCancelled;
    std::vector<std::size_t> m_bandOf = {};  ///< Of each node.
    std::size_t m_count = 0;
    std::vector<std::size_t> m_mixed = {};
    std::vector<std::vector<Part>> m_alone = {};  ///< Of each band.
    std::vector<double> m_heights = {};           ///< Of the rows of each band.
    double m_right = 0;
};

}  // namespace

bool Part::isPinned() const
{
    return std::ranges::any_of(drawing.nodes, &Node::isPinned);
}

Box roomOf(const Node& node, const Point& position)
{
    return {.left = position.x,
            .top = position.y - node.above,
            .right = position.x + node.width + node.beside,
            .bottom = position.y + node.height};
}

std::vector<std::size_t> joinedByHops(const Drawing& drawing)
{
    std::vector<std::size_t> above = indices(drawing.nodes.size());
    const auto rootOf = [&](std::size_t node) {
        while (above[node] != node) {
            above[node] = above[above[node]];
            node = above[node];
        }
        return node;
    };
    for (const Edge& edge : drawing.edges) {
        const auto [first, last] = std::minmax({rootOf(edge.from), rootOf(edge.to)});
        above[last] = first;
    }
    std::vector<std::size_t> out(above.size());
    std::size_t count = 0;
    for (std::size_t node = 0; node < out.size(); ++node) {
        const std::size_t root = rootOf(node);
        out[node] = root == node ? count++ : out[root];
    }
    return out;
}

bool layOut(Part& part, const IsCancelled& isCancelled)
{
    const std::vector<std::size_t> sets = joinedByHops(part.drawing);
    const bool isOne = std::ranges::all_of(sets, [](std::size_t set) { return set == 0; });
    if (!isOne)
        return Bands(part, isCancelled).lay();
    if (!layByHops(part, isCancelled))
        return false;
    return areFramesClear(part.drawing, part.positions) || Bands(part, isCancelled).lay();
}

void layInBlock(Part& part)
{
    if (part.nodes.empty())
        return;
    double width = 0;
    double height = 0;
    for (const Node& node : part.drawing.nodes) {
        width = std::max(width, node.width + node.beside);
        height = std::max(height, node.height + node.above);
    }
    width = std::ceil((width + rowGap) / grid) * grid;
    height = std::ceil((height + rowGap) / grid) * grid;
    const auto count = static_cast<double>(part.nodes.size());
    const auto across =
        static_cast<std::size_t>(std::ceil(std::sqrt(count * sheetRatio * height / width)));
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
        const std::size_t row = i / across;
        part.positions.push_back(
            {.x = static_cast<double>(i % across) * width, .y = static_cast<double>(row) * height});
    }
    measure(part);
}

}  // namespace hopwright::layout
