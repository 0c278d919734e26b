#include "core/layout/order.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <span>
#include <tuple>
#include <utility>

namespace hopwright::layout {

namespace {

using Lists = std::vector<std::vector<std::size_t>>;
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
    Orderer(Layered&& layered, const IsCancelled& isCancelled)
        : m_layered(std::move(layered)),
          m_isCancelled(isCancelled),
          m_leftOf(m_layered.cells.size()),
          m_rightOf(m_layered.cells.size()),
          m_place(m_layered.cells.size())
    {
        for (const Segment& segment : m_layered.segments) {
            m_rightOf[segment.left].push_back(segment.right);
            m_leftOf[segment.right].push_back(segment.left);
        }
    }

    std::vector<Order> run()
    {
        const std::size_t starts =
            std::clamp<std::size_t>(maxStartWork / (m_layered.segments.size() + 1), 1, maxStarts);
        std::map<std::pair<std::size_t, std::size_t>, Order> found;
        for (std::size_t start = 0; start < starts; ++start) {
            begin(start);
            if (!sweep())
                return {};
            found.emplace(std::pair(m_fewest, start), std::move(m_best));
            if (found.size() > maxTrials)
                found.erase(std::prev(found.end()));
            if (m_fewest == 0)
                break;
        }
        std::vector<Order> out;
        out.reserve(found.size());
        for (auto& [key, order] : found)
            out.push_back(std::move(order));
        return out;
    }

private:
    bool isLarge() const { return m_layered.segments.size() > manySegments; }

    /// Cells in the order in which a walk along the segments comes to them: to the right or to the left, and after the first two
    /// starts from each cell on in another order.
    void begin(std::size_t start)
    {
        const bool rightwards = start % 2 == 0;
        std::mt19937 random(static_cast<std::uint32_t>(start));
        if (start >= 2)
            shuffle(random);
        for (std::vector<std::size_t>& layer : m_layered.layers)
            layer.clear();
        std::vector<bool> wasSeen(m_layered.cells.size());
        const auto& entries = rightwards ? m_leftOf : m_rightOf;
        std::vector<std::size_t> cells;
        for (std::size_t cell = 0; cell < wasSeen.size(); ++cell) {
            if (entries[cell].empty())
                cells.push_back(cell);
        }
        if (start >= 2)
            mix(cells, random);
        for (const std::size_t cell : cells)
            walk(cell, rightwards, wasSeen);
        for (std::vector<std::size_t>& layer : m_layered.layers) {
            number(layer);
            std::ranges::sort(layer, {}, [this](std::size_t cell) {
                return std::pair(bandOf(cell), m_place[cell]);
            });
            number(layer);
        }
    }

    std::size_t bandOf(std::size_t cell) const { return m_layered.cells[cell].band; }

    void shuffle(std::mt19937& random)
    {
        for (Lists* lists : {&m_leftOf, &m_rightOf}) {
            for (std::vector<std::size_t>& each : *lists)
                mix(each, random);
        }
    }

    static void mix(std::vector<std::size_t>& list, std::mt19937& random)
    {
        for (std::size_t i = list.size(); i > 1; --i)
            std::swap(list[i - 1], list[random() % i]);
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
    bool sweep()
    {
        const std::size_t sweeps = isLarge() ? fewSweeps : maxSweeps;
        m_fewest = none;
        keep();
        std::size_t idle = 0;
        for (std::size_t i = 0; i < sweeps && m_fewest > 0 && idle < sweeps / 4; ++i) {
            if (m_isCancelled && m_isCancelled(Step::Order))
                return false;
            const bool rightwards = i % 2 == 0;
            sweepOnce(rightwards, i % 4 < 2);
            exchangeAll(rightwards, i % 4 >= 2);
            idle = keep() ? 0 : idle + 1;
        }
        return true;
    }

    /// \returns whether the order is the best from this beginning.
    bool keep()
    {
        const std::size_t now = crossings(m_layered);
        if (now >= m_fewest)
            return false;
        m_fewest = now;
        m_best = m_layered.layers;
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
            m_moving.emplace_back(bandOf(layer[i]), median(m_before.of(i)),
                                  keepsTies ? i : layer.size() - i, layer[i]);
            m_free.push_back(i);
        }
        std::ranges::sort(m_moving);
        for (std::size_t i = 0; i < m_free.size(); ++i)
            layer[m_free[i]] = std::get<3>(m_moving[i]);
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

    void exchangeAll(bool rightwards, bool exchangesTies)
    {
        const std::size_t rounds = isLarge() ? fewExchangeRounds : maxExchangeRounds;
        const std::size_t count = m_layered.layers.size();
        for (std::size_t round = 0; round < rounds; ++round) {
            bool changed = false;
            for (std::size_t i = 0; i < count; ++i) {
                if (exchangeIn(m_layered.layers[rightwards ? i : count - 1 - i],
                               exchangesTies && round == 0))
                    changed = true;
            }
            if (!changed)
                return;
        }
    }

    /// Exchanges neighbours where fewer hops cross then; \p exchangesTies: or as many, which leads out of a dead end.
    bool exchangeIn(std::vector<std::size_t>& layer, bool exchangesTies)
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
            if (now == 0 || bandOf(layer[i]) != bandOf(layer[i + 1]))
                continue;
            const std::size_t then = crossed(m_before.of(lower), m_before.of(upper))
                                     + crossed(m_behind.of(lower), m_behind.of(upper));
            if (then > now || (then == now && !exchangesTies))
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

    Layered m_layered;
    const IsCancelled& m_isCancelled;
    Lists m_leftOf;   ///< Of each cell, its neighbours in the column before,
    Lists m_rightOf;  ///< and in the one behind.
    Places m_place;   ///< Of each cell in its column.
    // For one look at a column.
    Neighbours m_before;
    Neighbours m_behind;
    std::vector<std::tuple<std::size_t, double, std::size_t, std::size_t>> m_moving;
    std::vector<std::size_t> m_free;
    Order m_best = {};  ///< From one beginning.
    std::size_t m_fewest = none;
};

}  // namespace

std::vector<Order> ordersOf(Layered layered, const IsCancelled& isCancelled)
{
    return Orderer(std::move(layered), isCancelled).run();
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
