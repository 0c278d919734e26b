#include "core/layout/tidy.h"

#include "core/layout/indices.h"
#include "core/layout/pack.h"
#include "core/layout/part.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hopwright::layout {

namespace {

Point onGrid(const Point& point)
{
    return {.x = std::floor(point.x / grid) * grid, .y = std::floor(point.y / grid) * grid};
}

/// Which part each node belongs to.
class Parts {
public:
    explicit Parts(const Drawing& drawing)
    {
        // A frame joins its nodes as a hop does.
        Drawing joins{.nodes = drawing.nodes};
        std::map<std::size_t, std::size_t> firstOf;
        for (std::size_t node = 0; node < drawing.nodes.size(); ++node) {
            if (const std::size_t frame = drawing.nodes[node].frame; frame != none) {
                joins.edges.push_back(
                    {.from = firstOf.emplace(frame, node).first->second, .to = node, .arrival = 0});
            }
        }
        joins.edges.insert(joins.edges.end(), drawing.edges.begin(), drawing.edges.end());
        std::vector<bool> isJoined(drawing.nodes.size());
        for (const Edge& edge : joins.edges) {
            if (edge.from != edge.to)
                isJoined[edge.from] = isJoined[edge.to] = true;
        }
        divide(drawing, joinedByHops(joins), isJoined);
    }

    std::vector<Part> joined = {};          ///< By hops and frames; by their first nodes.
    Part alone = {};                        ///< Without pinned ones.
    std::vector<std::size_t> staying = {};  ///< Pinned and alone.

private:
    void divide(const Drawing& drawing, const std::vector<std::size_t>& setOf,
                const std::vector<bool>& isJoined)
    {
        std::vector<std::size_t> partOf(setOf.size(), none);
        std::vector<std::size_t> place(setOf.size());
        for (std::size_t node = 0; node < setOf.size(); ++node) {
            if (!isJoined[node]) {
                if (drawing.nodes[node].isPinned) {
                    staying.push_back(node);
                } else {
                    enter(drawing, node, alone);
                }
                continue;
            }
            std::size_t& index = partOf[setOf[node]];
            if (index == none) {
                index = joined.size();
                joined.emplace_back().drawing.frame = drawing.frame;
            }
            place[node] = joined[index].nodes.size();
            enter(drawing, node, joined[index]);
        }
        for (Edge edge : drawing.edges) {
            if (!isJoined[edge.from])
                continue;
            Part& part = joined[partOf[setOf[edge.from]]];
            edge.from = place[edge.from];
            edge.to = place[edge.to];
            part.drawing.edges.push_back(edge);
        }
    }

    static void enter(const Drawing& drawing, std::size_t node, Part& part)
    {
        part.nodes.push_back(node);
        part.drawing.nodes.push_back(drawing.nodes[node]);
    }
};

/// Puts the parts together.
class Sheet {
public:
    explicit Sheet(const Drawing& drawing) : m_drawing(drawing), m_out(drawing.nodes.size()) {}

    std::vector<Point> put(Parts& parts)
    {
        for (const std::size_t node : parts.staying)
            keep(node);
        std::vector<Part*> free;
        for (Part& part : parts.joined) {
            if (part.isPinned()) {
                moveToPin(part);
            } else {
                free.push_back(&part);
            }
        }
        for (const Part& part : parts.joined) {
            if (part.isPinned())
                giveWay(part);
        }
        if (!parts.alone.nodes.empty())
            free.push_back(&parts.alone);
        if (!free.empty())
            pack(free);
        return std::move(m_out);
    }

private:
    void keep(std::size_t node)
    {
        m_out[node] = m_drawing.nodes[node].position;
        const Box box = roomOf(m_drawing.nodes[node], m_out[node]);
        enter(box);
    }

    void enter(const Box& box)
    {
        m_standing.enter(box);
        if (std::exchange(m_hasKept, true)) {
            m_kept.include(box);
        } else {
            m_kept = box;
        }
    }

    /// So that its first pinned node is where that stays.
    void moveToPin(Part& part)
    {
        const auto first = std::ranges::find_if(part.drawing.nodes, &Node::isPinned);
        const Point& wanted = first->position;
        const Point& laid =
            part.positions[static_cast<std::size_t>(first - part.drawing.nodes.begin())];
        const Point way{.x = wanted.x - laid.x, .y = wanted.y - laid.y};
        for (std::size_t i = 0; i < part.nodes.size(); ++i) {
            part.positions[i].x += way.x;
            part.positions[i].y += way.y;
            if (part.drawing.nodes[i].isPinned)
                keep(part.nodes[i]);
        }
    }

    /// What is not pinned goes down until it is free, from above to below.
    void giveWay(const Part& part)
    {
        std::vector<std::size_t> order = indices(part.nodes.size());
        std::erase_if(order, [&](std::size_t i) { return part.drawing.nodes[i].isPinned; });
        std::ranges::sort(order, {},
                          [&](std::size_t i) { return std::pair(part.positions[i].y, i); });
        for (const std::size_t i : order) {
            Point position = part.positions[i];
            position.y += m_standing.wayDown(roomOf(part.drawing.nodes[i], position), rowGap);
            m_out[part.nodes[i]] = position;
            enter(roomOf(part.drawing.nodes[i], position));
        }
    }

    /// Those that may go anywhere: below what is pinned, else where the drawing begins.
    void pack(const std::vector<Part*>& free)
    {
        std::vector<Box> boxes;
        boxes.reserve(free.size());
        for (const Part* part : free)
            boxes.push_back(part->box);
        const std::vector<Point> ways = packed(boxes);
        Point corner{.x = ways.front().x + free.front()->positions.front().x,
                     .y = ways.front().y + free.front()->positions.front().y};
        for (std::size_t i = 0; i < free.size(); ++i) {
            for (const Point& each : free[i]->positions) {
                corner.x = std::min(corner.x, each.x + ways[i].x);
                corner.y = std::min(corner.y, each.y + ways[i].y);
            }
        }
        corner = onGrid(corner);
        const Point start = onGrid(begin());
        for (std::size_t i = 0; i < free.size(); ++i) {
            for (std::size_t node = 0; node < free[i]->nodes.size(); ++node) {
                const Point& laid = free[i]->positions[node];
                m_out[free[i]->nodes[node]] = {.x = laid.x + ways[i].x - corner.x + start.x,
                                               .y = laid.y + ways[i].y - corner.y + start.y};
            }
        }
    }

    Point begin() const
    {
        Point out = m_drawing.nodes.front().position;
        if (m_hasKept) {
            out = {.x = m_kept.left, .y = m_kept.bottom + 2 * partGapDown};
        } else {
            for (const Node& node : m_drawing.nodes) {
                out.x = std::min(out.x, node.position.x);
                out.y = std::min(out.y, node.position.y);
            }
        }
        return out;
    }

    const Drawing& m_drawing;
    std::vector<Point> m_out;
    Standing m_standing;
    Box m_kept;  ///< Of all that cannot go anywhere else.
    bool m_hasKept = false;
};

}  // namespace

std::optional<std::vector<Point>> tidy(const Drawing& drawing, const IsCancelled& isCancelled)
{
    if (drawing.nodes.empty())
        return std::vector<Point>();
    Parts parts(drawing);
    for (Part& part : parts.joined) {
        if (!layOut(part, isCancelled))
            return std::nullopt;
    }
    layInBlock(parts.alone);
    if (isCancelled && isCancelled(Step::Pack))
        return std::nullopt;
    return Sheet(drawing).put(parts);
}

}  // namespace hopwright::layout
