#include "core/layout/layers.h"

#include "core/layout/ranks.h"
#include "core/layout/tidy.h"

#include <algorithm>
#include <utility>

namespace hopwright::layout {

namespace {

using Lists = std::vector<std::vector<std::size_t>>;

/// The part as a graph without circles.
class Acyclic {
public:
    explicit Acyclic(const Drawing& part) : m_out(part.nodes.size()), m_in(part.nodes.size())
    {
        for (std::size_t edge = 0; edge < part.edges.size(); ++edge) {
            const Edge& each = part.edges[edge];
            if (each.from != each.to)
                m_arcs.push_back({.from = each.from, .to = each.to, .edge = edge});
        }
        list();
        turnBack();
        list();
    }

    const std::vector<Arc>& arcs() const { return m_arcs; }

private:
    void list()
    {
        for (auto* lists : {&m_out, &m_in}) {
            for (std::vector<std::size_t>& each : *lists)
                each.clear();
        }
        for (std::size_t i = 0; i < m_arcs.size(); ++i) {
            m_out[m_arcs[i].from].push_back(i);
            m_in[m_arcs[i].to].push_back(i);
        }
    }

    /// Turns the arcs that lead back to where a walk came from. Walks begin where hops only begin, then in the order of the part.
    void turnBack()
    {
        std::vector<bool> wasSeen(m_out.size());
        std::vector<bool> isOnWay(m_out.size());
        for (std::size_t i = 0; i < m_out.size(); ++i) {
            if (m_in[i].empty())
                walk(i, wasSeen, isOnWay);
        }
        for (std::size_t i = 0; i < m_out.size(); ++i)
            walk(i, wasSeen, isOnWay);
        for (const std::size_t arc : m_back)
            std::swap(m_arcs[arc].from, m_arcs[arc].to);
    }

    void walk(std::size_t start, std::vector<bool>& wasSeen, std::vector<bool>& isOnWay)
    {
        if (wasSeen[start])
            return;
        std::vector<std::pair<std::size_t, std::size_t>> way{{start, 0}};
        wasSeen[start] = isOnWay[start] = true;
        while (!way.empty()) {
            auto& [node, next] = way.back();
            if (next == m_out[node].size()) {
                isOnWay[node] = false;
                way.pop_back();
                continue;
            }
            const std::size_t arc = m_out[node][next++];
            const std::size_t to = m_arcs[arc].to;
            if (isOnWay[to]) {
                m_back.push_back(arc);
            } else if (!wasSeen[to]) {
                wasSeen[to] = isOnWay[to] = true;
                way.emplace_back(to, 0);
            }
        }
    }

    std::vector<Arc> m_arcs;
    Lists m_out;
    Lists m_in;
    std::vector<std::size_t> m_back;
};

/// So many lanes a hop may have that all have no more than maxLanes.
std::size_t longestLanes(const std::vector<Arc>& arcs, const std::vector<std::size_t>& layers)
{
    std::vector<std::size_t> lengths;
    lengths.reserve(arcs.size());
    for (const Arc& arc : arcs)
        lengths.push_back(layers[arc.to] - layers[arc.from] - 1);
    std::ranges::sort(lengths);
    std::size_t sum = 0;
    for (const std::size_t length : lengths) {
        sum += length;
        if (sum > maxLanes)
            return length - 1;
    }
    return maxLanes;
}

void join(Layered& out, std::size_t left, std::size_t right, std::size_t edge)
{
    out.toRight[left].push_back(out.segments.size());
    out.toLeft[right].push_back(out.segments.size());
    out.segments.push_back({.left = left, .right = right, .edge = edge});
}

std::size_t addCell(Layered& out, const Cell& cell)
{
    out.cells.push_back(cell);
    out.toLeft.emplace_back();
    out.toRight.emplace_back();
    return out.cells.size() - 1;
}

}  // namespace

Layered layersOf(const Drawing& part)
{
    const Acyclic graph(part);
    const std::vector<std::size_t> layers = shortestRanks(part.nodes.size(), graph.arcs());
    Layered out;
    out.layers.resize(layers.empty() ? 0 : *std::ranges::max_element(layers) + 1);
    for (std::size_t node = 0; node < layers.size(); ++node)
        addCell(out, {.node = node, .layer = layers[node]});
    const std::size_t longest = longestLanes(graph.arcs(), layers);
    for (const Arc& arc : graph.arcs()) {
        if (layers[arc.to] - layers[arc.from] - 1 > longest)
            continue;
        std::size_t left = arc.from;
        std::vector<std::size_t> lanes;
        for (std::size_t layer = layers[arc.from] + 1; layer < layers[arc.to]; ++layer) {
            lanes.push_back(addCell(out, {.edge = arc.edge, .layer = layer}));
            join(out, left, lanes.back(), arc.edge);
            left = lanes.back();
        }
        join(out, left, arc.to, arc.edge);
        if (!lanes.empty())
            out.lanes.push_back(std::move(lanes));
    }
    return out;
}

bool isBackwards(const Drawing& part, const Layered& layered, std::size_t edge)
{
    return layered.cells[part.edges[edge].from].layer > layered.cells[part.edges[edge].to].layer;
}

}  // namespace hopwright::layout
