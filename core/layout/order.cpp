#include "core/layout/order.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace hopwright::layout {

namespace {

using Layers = std::vector<std::vector<std::size_t>>;
using Places = std::vector<std::size_t>;

/// Counts as a tree: how many entries lie behind a place.
class Counter {
public:
    explicit Counter(std::size_t places) : m_sums(places + 1) {}

    void enter(std::size_t place)
    {
        ++m_total;
        for (std::size_t at = place + 1; at < m_sums.size(); at += at & (~at + 1))
            ++m_sums[at];
    }
    std::size_t behind(std::size_t place) const
    {
        std::size_t upTo = 0;
        for (std::size_t at = place + 1; at > 0; at -= at & (~at + 1))
            upTo += m_sums[at];
        return m_total - upTo;
    }

private:
    std::vector<std::size_t> m_sums;
    std::size_t m_total = 0;
};

/// The places of the neighbours of each cell of a column, sorted; in one piece of memory.
class Neighbours {
public:
    void clear()
    {
        m_places.clear();
        m_begins.assign(1, 0);
    }
    /// Of the next cell, in any order.
    void enter(const std::vector<std::size_t>& cells, const Places& placeOf)
    {
        for (const std::size_t cell : cells)
            m_places.push_back(placeOf[cell]);
        const auto begin = m_places.begin() + static_cast<std::ptrdiff_t>(m_begins.back());
        if (cells.size() > 1)
            std::sort(begin, m_places.end());
        m_begins.push_back(m_places.size());
    }
    std::span<const std::size_t> of(std::size_t index) const
    {
        return std::span(m_places).subspan(m_begins[index], m_begins[index + 1] - m_begins[index]);
    }

private:
    Places m_places;
    std::vector<std::size_t> m_begins;
};

/// The sweeps over one part.
class Orderer {
public:
    Orderer(Layered& layered, const IsCancelled& isCancelled)
        : m_layered(layered),
          m_isCancelled(isCancelled),
          m_leftOf(layered.cells.size()),
          m_rightOf(layered.cells.size()),
          m_place(layered.cells.size())
    {
        for (const Segment& segment : layered.segments) {
            m_rightOf[segment.left].push_back(segment.right);
            m_leftOf[segment.right].push_back(segment.left);
        }
    }

    bool run()
    {
        Layers best;
        std::size_t fewest = none;
        for (const bool rightwards : {true, false}) {
            begin(rightwards);
            if (!sweep(best, fewest))
                return false;
            if (fewest == 0 || isLarge())
                break;
        }
        m_layered.layers = std::move(best);
        return true;
    }

private:
    bool isLarge() const { return m_layered.segments.size() > manySegments; }

    /// Cells in the order in which a walk along the segments comes to them.
    void begin(bool rightwards)
    {
        for (std::vector<std::size_t>& layer : m_layered.layers)
            layer.clear();
        std::vector<bool> wasSeen(m_layered.cells.size());
        const auto& entries = rightwards ? m_leftOf : m_rightOf;
        for (std::size_t cell = 0; cell < wasSeen.size(); ++cell) {
            if (entries[cell].empty())
                walk(cell, rightwards, wasSeen);
        }
        for (const std::vector<std::size_t>& layer : m_layered.layers)
            number(layer);
    }

    void walk(std::size_t start, bool rightwards, std::vector<bool>& wasSeen)
    {
        std::vector<std::size_t> open{start};
        while (!open.empty()) {
            const std::size_t cell = open.back();
            open.pop_back();
            if (wasSeen[cell])
                continue;
            wasSeen[cell] = true;
            m_layered.layers[m_layered.cells[cell].layer].push_back(cell);
            // The last that is entered comes next: what lies ahead before what leads back here, and each in its order.
            push(cell, !rightwards, open);
            push(cell, rightwards, open);
        }
    }

    void push(std::size_t cell, bool toRight, std::vector<std::size_t>& open) const
    {
        const std::vector<std::size_t>& cells = (toRight ? m_rightOf : m_leftOf)[cell];
        open.insert(open.end(), cells.rbegin(), cells.rend());
    }

    void number(const std::vector<std::size_t>& layer)
    {
        for (std::size_t i = 0; i < layer.size(); ++i)
            m_place[layer[i]] = i;
    }

    /// From the order that is there. \returns false when it was cancelled.
    bool sweep(Layers& best, std::size_t& fewest)
    {
        const std::size_t sweeps = isLarge() ? maxSweeps / 2 : maxSweeps;
        const auto keep = [&] {
            const std::size_t now = crossings(m_layered);
            if (now >= fewest)
                return false;
            fewest = now;
            best = m_layered.layers;
            return true;
        };
        keep();
        std::size_t idle = 0;
        for (std::size_t i = 0; i < sweeps && fewest > 0 && idle < maxIdleSweeps; ++i) {
            if (m_isCancelled && m_isCancelled(Step::Order))
                return false;
            const bool rightwards = i % 2 == 0;
            sweepOnce(rightwards, i % 4 < 2);
            exchangeAll(rightwards);
            idle = keep() ? 0 : idle + 1;
        }
        return true;
    }

    /// \p keepsTies: cells of one median stay in their order; else they change it.
    void sweepOnce(bool rightwards, bool keepsTies)
    {
        const std::size_t count = m_layered.layers.size();
        for (std::size_t i = 1; i < count; ++i) {
            std::vector<std::size_t>& layer = m_layered.layers[rightwards ? i : count - 1 - i];
            sortByMedian(layer, rightwards, keepsTies);
            number(layer);
        }
    }

    /// Cells without a neighbour there keep their places.
    void sortByMedian(std::vector<std::size_t>& layer, bool rightwards, bool keepsTies)
    {
        m_moving.clear();
        m_free.clear();
        m_before.clear();
        for (std::size_t i = 0; i < layer.size(); ++i) {
            m_before.enter((rightwards ? m_leftOf : m_rightOf)[layer[i]], m_place);
            if (m_before.of(i).empty())
                continue;
            m_moving.emplace_back(median(m_before.of(i)), keepsTies ? i : layer.size() - i,
                                  layer[i]);
            m_free.push_back(i);
        }
        std::ranges::sort(m_moving);
        for (std::size_t i = 0; i < m_free.size(); ++i)
            layer[m_free[i]] = std::get<2>(m_moving[i]);
    }

    /// Of an even number one between the two in the middle, nearer to where most are.
    static double median(std::span<const std::size_t> places)
    {
        const std::size_t middle = places.size() / 2;
        const auto at = [places](std::size_t i) {
            return static_cast<double>(places[i]);
        };
        if (places.size() % 2 == 1)
            return at(middle);
        if (places.size() == 2)
            return (at(0) + at(1)) / 2;
        const double before = at(middle - 1) - at(0);
        const double behind = at(places.size() - 1) - at(middle);
        if (before + behind == 0)
            return at(middle);
        return (at(middle - 1) * behind + at(middle) * before) / (before + behind);
    }

    void exchangeAll(bool rightwards)
    {
        const std::size_t rounds = isLarge() ? fewExchangeRounds : maxExchangeRounds;
        const std::size_t count = m_layered.layers.size();
        for (std::size_t round = 0; round < rounds; ++round) {
            bool changed = false;
            for (std::size_t i = 0; i < count; ++i) {
                if (exchangeIn(m_layered.layers[rightwards ? i : count - 1 - i]))
                    changed = true;
            }
            if (!changed)
                return;
        }
    }

    /// Exchanges neighbours where fewer hops cross then.
    bool exchangeIn(std::vector<std::size_t>& layer)
    {
        m_before.clear();
        m_behind.clear();
        m_free.clear();
        for (std::size_t i = 0; i < layer.size(); ++i) {
            m_before.enter(m_leftOf[layer[i]], m_place);
            m_behind.enter(m_rightOf[layer[i]], m_place);
            m_free.push_back(i);
        }
        bool changed = false;
        for (std::size_t i = 0; i + 1 < layer.size(); ++i) {
            const std::size_t upper = m_free[i];
            const std::size_t lower = m_free[i + 1];
            const std::size_t now = crossed(m_before.of(upper), m_before.of(lower))
                                    + crossed(m_behind.of(upper), m_behind.of(lower));
            if (now == 0)
                continue;
            const std::size_t then = crossed(m_before.of(lower), m_before.of(upper))
                                     + crossed(m_behind.of(lower), m_behind.of(upper));
            if (then >= now)
                continue;
            std::swap(layer[i], layer[i + 1]);
            std::swap(m_free[i], m_free[i + 1]);
            changed = true;
        }
        if (changed)
            number(layer);
        return changed;
    }

    /// How many hops of the upper one of two neighbours cross hops of the lower one.
    static std::size_t crossed(std::span<const std::size_t> upper,
                               std::span<const std::size_t> lower)
    {
        if (upper.empty() || lower.empty() || upper.back() <= lower.front())
            return 0;
        std::size_t out = 0;
        std::size_t before = 0;
        for (const std::size_t place : upper) {
            while (before < lower.size() && lower[before] < place)
                ++before;
            out += before;
        }
        return out;
    }

    Layered& m_layered;
    const IsCancelled& m_isCancelled;
    Layers m_leftOf;   ///< Of each cell, its neighbours in the column before,
    Layers m_rightOf;  ///< and in the one behind.
    Places m_place;    ///< Of each cell in its column.
    // For one look at a column.
    Neighbours m_before;
    Neighbours m_behind;
    std::vector<std::tuple<double, std::size_t, std::size_t>> m_moving;
    std::vector<std::size_t> m_free;
};

}  // namespace

bool orderLayers(Layered& layered, const IsCancelled& isCancelled)
{
    return Orderer(layered, isCancelled).run();
}

std::size_t crossings(const Layered& layered)
{
    Places place(layered.cells.size());
    for (const std::vector<std::size_t>& layer : layered.layers) {
        for (std::size_t i = 0; i < layer.size(); ++i)
            place[layer[i]] = i;
    }
    std::size_t out = 0;
    for (std::size_t i = 0; i + 1 < layered.layers.size(); ++i) {
        std::vector<std::pair<std::size_t, std::size_t>> ends;
        for (const std::size_t cell : layered.layers[i]) {
            for (const std::size_t each : layered.toRight[cell])
                ends.emplace_back(place[cell], place[layered.segments[each].right]);
        }
        std::ranges::sort(ends);
        Counter counter(layered.layers[i + 1].size());
        for (const auto& [left, right] : ends) {
            out += counter.behind(right);
            counter.enter(right);
        }
    }
    return out;
}

}  // namespace hopwright::layout
