#include "core/layout/ranks.h"

#include "core/layout/layers.h"
#include "core/layout/tidy.h"

#include <queue>

#include <algorithm>
#include <cassert>
#include <functional>
#include <utility>

namespace hopwright::layout {

namespace {

/// A tree of arcs that are one column long, in each set of joined nodes. Exchanging arcs of it makes all arcs together shorter.
class Simplex {
public:
    Simplex(std::size_t nodes, const std::vector<Arc>& arcs)
        : m_arcs(arcs),
          m_out(nodes),
          m_in(nodes),
          m_rank(nodes),
          m_above(nodes, none),
          m_tree(nodes),
          m_pull(nodes),
          m_mark(nodes)
    {
        for (std::size_t i = 0; i < arcs.size(); ++i) {
            m_out[arcs[i].from].push_back(i);
            m_in[arcs[i].to].push_back(i);
        }
        rankByDepth();
    }

    std::vector<std::size_t> run()
    {
        std::vector<bool> isInTree(m_rank.size());
        for (std::size_t node = 0; node < m_rank.size(); ++node) {
            if (isInTree[node])
                continue;
            m_sets.emplace_back();
            growTree(node, isInTree);
            sumPulls(m_sets.back());
        }
        exchangeAll();
        for (const std::vector<std::size_t>& set : m_sets)
            beginAtZero(set);
        balance();
        std::vector<std::size_t> out;
        out.reserve(m_rank.size());
        for (const long rank : m_rank)
            out.push_back(static_cast<std::size_t>(rank));
        return out;
    }

private:
    long slack(std::size_t arc) const
    {
        return m_rank[m_arcs[arc].to] - m_rank[m_arcs[arc].from] - 1;
    }

    /// Each node one column behind the last that leads to it.
    void rankByDepth()
    {
        std::vector<std::size_t> open(m_in.size());
        for (std::size_t node = 0; node < m_in.size(); ++node) {
            open[node] = m_in[node].size();
            if (open[node] == 0)
                m_order.push_back(node);
        }
        for (std::size_t at = 0; at < m_order.size(); ++at) {
            for (const std::size_t arc : m_out[m_order[at]]) {
                const std::size_t to = m_arcs[arc].to;
                m_rank[to] = std::max(m_rank[to], m_rank[m_order[at]] + 1);
                if (--open[to] == 0)
                    m_order.push_back(to);
            }
        }
    }

    /// What is near the tree that grows. Its nodes move together: by m_shift since each joined it.
    struct Growth {
        using Waiting =
            std::priority_queue<std::pair<long, std::size_t>,
                                std::vector<std::pair<long, std::size_t>>, std::greater<>>;
        Waiting leaving = {};  ///< Arcs out of the tree by their slack, were it not moved.
        Waiting entering = {};
        long shift = 0;
    };

    void join(std::size_t node, Growth& growth, std::vector<bool>& isInTree)
    {
        isInTree[node] = true;
        m_sets.back().push_back(node);
        for (const std::size_t arc : m_out[node])
            growth.leaving.emplace(slack(arc) + growth.shift, arc);
        for (const std::size_t arc : m_in[node])
            growth.entering.emplace(slack(arc) - growth.shift, arc);
        m_rank[node] -= growth.shift;
    }

    /// Adds the nearest node, after the tree has moved to it, until all that arcs join are in it.
    void growTree(std::size_t root, std::vector<bool>& isInTree)
    {
        Growth growth;
        join(root, growth, isInTree);
        const auto forget = [&](Growth::Waiting& waiting, bool isLeaving) {
            while (!waiting.empty()) {
                const Arc& arc = m_arcs[waiting.top().second];
                if (!isInTree[isLeaving ? arc.to : arc.from])
                    return;
                waiting.pop();
            }
        };
        while (true) {
            forget(growth.leaving, true);
            forget(growth.entering, false);
            if (growth.leaving.empty() && growth.entering.empty())
                break;
            addNearest(growth, isInTree);
        }
        for (const std::size_t node : m_sets.back())
            m_rank[node] += growth.shift;
    }

    void addNearest(Growth& growth, std::vector<bool>& isInTree)
    {
        const long behind = growth.leaving.empty() ? -1 : growth.leaving.top().first - growth.shift;
        const long before =
            growth.entering.empty() ? -1 : growth.entering.top().first + growth.shift;
        const bool isLeaving = before < 0 || (behind >= 0 && behind <= before);
        const std::size_t arc = (isLeaving ? growth.leaving : growth.entering).top().second;
        growth.shift += isLeaving ? behind : -before;
        const std::size_t inside = isLeaving ? m_arcs[arc].from : m_arcs[arc].to;
        const std::size_t node = isLeaving ? m_arcs[arc].to : m_arcs[arc].from;
        m_above[node] = arc;
        m_tree[node].push_back(arc);
        m_tree[inside].push_back(arc);
        join(node, growth, isInTree);
    }

    std::size_t otherEnd(std::size_t arc, std::size_t node) const
    {
        return m_arcs[arc].from == node ? m_arcs[arc].to : m_arcs[arc].from;
    }

    /// How many more arcs leave a node, with all below it in the tree, than enter it.
    void sumPulls(const std::vector<std::size_t>& set)
    {
        for (std::size_t i = set.size(); i > 0; --i) {
            const std::size_t node = set[i - 1];
            m_pull[node] +=
                static_cast<long>(m_out[node].size()) - static_cast<long>(m_in[node].size());
            if (m_above[node] != none)
                m_pull[otherEnd(m_above[node], node)] += m_pull[node];
        }
    }

    /// Whether all arcs together get shorter when \p node, with all below it, moves away from what it hangs from.
    bool wantsAway(std::size_t node) const
    {
        if (m_above[node] == none)
            return false;
        return m_arcs[m_above[node]].from == node ? m_pull[node] < 0 : m_pull[node] > 0;
    }

    void exchangeAll()
    {
        const std::size_t count = m_rank.size();
        std::size_t idle = 0;
        for (std::size_t node = 0; idle < count && m_work < maxRankWork;
             node = (node + 1) % count) {
            ++m_work;
            if (wantsAway(node)) {
                exchange(node);
                idle = 0;
            } else {
                ++idle;
            }
        }
    }

    /// The nodes that hang from \p root, and itself.
    std::vector<std::size_t> below(std::size_t root)
    {
        ++m_marks;
        std::vector<std::size_t> out{root};
        m_mark[root] = m_marks;
        for (std::size_t at = 0; at < out.size(); ++at) {
            for (const std::size_t arc : m_tree[out[at]]) {
                const std::size_t node = otherEnd(arc, out[at]);
                if (arc == m_above[out[at]] || m_mark[node] == m_marks)
                    continue;
                m_mark[node] = m_marks;
                out.push_back(node);
            }
        }
        return out;
    }

    /// Moves \p root with all below it to the nearest arc that ends this, from which it hangs afterwards.
    void exchange(std::size_t root)
    {
        const std::vector<std::size_t> nodes = below(root);
        const bool goesLeft = m_arcs[m_above[root]].from == root;
        std::size_t nearest = none;
        for (const std::size_t node : nodes) {
            const auto& arcs = (goesLeft ? m_in : m_out)[node];
            m_work += arcs.size() + 1;
            for (const std::size_t arc : arcs) {
                if (m_mark[otherEnd(arc, node)] == m_marks)
                    continue;
                if (nearest == none || slack(arc) < slack(nearest))
                    nearest = arc;
            }
        }
        assert(nearest != none);  // What pulls it there.
        const long way = goesLeft ? -slack(nearest) : slack(nearest);
        for (const std::size_t node : nodes)
            m_rank[node] += way;
        hangFrom(nearest, root);
    }

    void addToAbove(std::size_t node, long pull)
    {
        while (true) {
            m_pull[node] += pull;
            if (m_above[node] == none)
                return;
            node = otherEnd(m_above[node], node);
            ++m_work;
        }
    }

    void hangFrom(std::size_t arc, std::size_t root)
    {
        const std::size_t old = m_above[root];
        const long whole = m_pull[root];
        addToAbove(otherEnd(old, root), -whole);
        for (const std::size_t end : {m_arcs[old].from, m_arcs[old].to})
            std::erase(m_tree[end], old);
        const bool fromIsBelow = m_mark[m_arcs[arc].from] == m_marks;
        std::size_t node = fromIsBelow ? m_arcs[arc].from : m_arcs[arc].to;
        addToAbove(otherEnd(arc, node), whole);
        for (const std::size_t end : {m_arcs[arc].from, m_arcs[arc].to})
            m_tree[end].push_back(arc);
        // What hung from root by a way now has root hanging from it.
        std::size_t above = arc;
        long gone = 0;
        while (true) {
            const std::size_t next = std::exchange(m_above[node], above);
            const long own = m_pull[node] - gone;
            gone = m_pull[node];
            m_pull[node] = whole - (gone - own);
            if (node == root)
                return;
            above = next;
            node = otherEnd(next, node);
        }
    }

    void beginAtZero(const std::vector<std::size_t>& set)
    {
        long first = m_rank[set.front()];
        for (const std::size_t node : set)
            first = std::min(first, m_rank[node]);
        for (const std::size_t node : set)
            m_rank[node] -= first;
    }

    /// Where as many arcs enter a node as leave it, all are as long wherever it stands between.
    void balance()
    {
        std::vector<std::size_t> standing;
        for (const long rank : m_rank)
            ++at(standing, rank);
        for (const std::size_t node : m_order) {
            if (m_in[node].empty() || m_in[node].size() != m_out[node].size())
                continue;
            long first = 0;
            long last = m_rank[m_arcs[m_out[node].front()].to] - 1;
            for (const std::size_t arc : m_in[node])
                first = std::max(first, m_rank[m_arcs[arc].from] + 1);
            for (const std::size_t arc : m_out[node])
                last = std::min(last, m_rank[m_arcs[arc].to] - 1);
            --at(standing, m_rank[node]);
            long best = first;
            for (long rank = first; rank <= std::min(last, first + maxBalanceReach); ++rank) {
                if (at(standing, rank) < at(standing, best))
                    best = rank;
            }
            m_rank[node] = best;
            ++at(standing, best);
        }
    }

    static std::size_t& at(std::vector<std::size_t>& standing, long rank)
    {
        const auto index = static_cast<std::size_t>(rank);
        if (standing.size() <= index)
            standing.resize(index + 1);
        return standing[index];
    }

    const std::vector<Arc>& m_arcs;
    std::vector<std::vector<std::size_t>> m_out;
    std::vector<std::vector<std::size_t>> m_in;
    std::vector<std::size_t> m_order = {};  ///< Each before those that it leads to.
    std::vector<long> m_rank;
    std::vector<std::size_t> m_above;              ///< The arc from which it hangs in the tree.
    std::vector<std::vector<std::size_t>> m_tree;  ///< The arcs of the tree at each node.
    std::vector<long> m_pull;
    std::vector<std::vector<std::size_t>> m_sets = {};  ///< In the order in which they joined.
    std::vector<std::size_t> m_mark;
    std::size_t m_marks = 0;
    std::size_t m_work = 0;
};

}  // namespace

std::vector<std::size_t> shortestRanks(std::size_t nodes, const std::vector<Arc>& arcs)
{
    return Simplex(nodes, arcs).run();
}

}  // namespace hopwright::layout
