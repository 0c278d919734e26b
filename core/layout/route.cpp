#include "core/layout/route.h"

#include "core/layout/indices.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>
#include <utility>

namespace hopwright::layout {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double bendCost = 40;     ///< A line is so much longer rather than bend once more,
constexpr double crossCost = 1000;  ///< or than cross another line.

/// A range of heights.
struct Gap {
    double first;
    double last;

    bool has(double y) const { return first <= y && y <= last; }
};

/// Cards that leave no room for a bend between them, and where a level line passes them.
struct Barrier {
    double left;
    double right;
    std::vector<Gap> gaps = {};  ///< From above to below.
};

/// How high a hop is at both sides of the room between two barriers.
struct Crossing {
    double left;
    double right;
};

/// Part \p t of the curve, across and down, of a whole of 1.
Point partAt(double t)
{
    return {.x = 1.5 * t * (1 - t) + t * t * t, .y = t * t * (3 - 2 * t)};
}

/// Whether the one curve from \p tail to \p head, rightwards, meets \p card: looked at in short pieces.
bool meets(const Point& tail, const Point& head, const Box& card)
{
    constexpr int pieces = 32;
    if (card.bottom < std::min(tail.y, head.y) - 1 || card.top > std::max(tail.y, head.y) + 1)
        return false;
    Point before = tail;
    for (int i = 1; i <= pieces; ++i) {
        const Point next = pointOf({.tail = tail, .head = head}, static_cast<double>(i) / pieces);
        // A level piece has no height, and meets a card all the same.
        const Box piece{.left = before.x,
                        .top = std::min(before.y, next.y) - 1,
                        .right = next.x,
                        .bottom = std::max(before.y, next.y) + 1};
        if (piece.touches(card))
            return true;
        before = next;
    }
    return false;
}

/// Looks for the way of one hop, which leads to the right.
class Router {
public:
    Router(const Point& tail, const Point& head, Surroundings around)
        : m_tail(tail), m_head(head), m_lines(std::move(around.lines))
    {
        std::vector<Box>& cards = around.cards;
        std::ranges::sort(cards, {}, &Box::left);
        std::size_t begin = 0;
        double right = cards.front().right;
        for (std::size_t i = 1; i < cards.size(); ++i) {
            if (cards[i].left - right - 2 * passMargin >= bendRoom) {
                addBarrier(std::span(cards).subspan(begin, i - begin), right);
                begin = i;
                right = cards[i].right;
            }
            right = std::max(right, cards[i].right);
        }
        addBarrier(std::span(cards).subspan(begin), right);
    }

    std::vector<Run> run()
    {
        if (!chooseGaps())
            return {};
        addLevels();
        walk();
        std::vector<Run> out = joined();
        spread(out);
        return out;
    }

private:
    using Steps = std::vector<std::vector<std::size_t>>;  ///< Where each place was reached from.

    void addBarrier(std::span<Box> cards, double right)
    {
        Barrier out{.left = std::max(cards.front().left - passMargin, m_tail.x),
                    .right = std::min(right + passMargin, m_head.x)};
        std::ranges::sort(cards, {}, &Box::top);
        double from = std::min(m_tail.y, m_head.y) - detour;
        const double end = std::max(m_tail.y, m_head.y) + detour;
        for (const Box& card : cards) {
            if (card.top - passMargin >= from)
                out.gaps.push_back({.first = from, .last = card.top - passMargin});
            from = std::max(from, card.bottom + passMargin);
        }
        if (from <= end)
            out.gaps.push_back({.first = from, .last = end});
        keepLevel(out);
        m_barriers.push_back(std::move(out));
    }

    /// Where there is no room for a bend between an end and a barrier, the line is level.
    void keepLevel(Barrier& barrier) const
    {
        if (barrier.left - m_tail.x < bendRoom)
            barrier.gaps = {at(m_tail.y)};
        if (m_head.x - barrier.right < bendRoom)
            barrier.gaps = {at(m_head.y)};
    }

    static Gap at(double y) { return {.first = y, .last = y}; }

    /// The cheapest gap of each barrier; the others are forgotten. \returns false where there is no way.
    bool chooseGaps()
    {
        Steps steps;
        std::vector<Gap> before{at(m_tail.y)};
        std::vector<double> costs{0};
        double left = m_tail.x;
        const auto step = [&](const std::vector<Gap>& gaps, double right) {
            costs = stepped(before, gaps, costs, linesBetween(left, right), steps);
            before = gaps;
        };
        for (const Barrier& barrier : m_barriers) {
            step(barrier.gaps, barrier.left);
            left = barrier.right;
        }
        step({at(m_head.y)}, m_head.x);
        if (costs.front() == infinite)
            return false;
        std::size_t gap = 0;
        for (std::size_t i = m_barriers.size(); i > 0; --i) {
            gap = steps[i][gap];
            m_barriers[i - 1].gaps = {m_barriers[i - 1].gaps[gap]};
        }
        return true;
    }

    /// The least costs of \p gaps, from those of the gaps before.
    static std::vector<double> stepped(const std::vector<Gap>& before, const std::vector<Gap>& gaps,
                                       const std::vector<double>& costs,
                                       const std::vector<Crossing>& lines, Steps& steps)
    {
        std::vector<double> out(gaps.size(), infinite);
        std::vector<std::size_t>& sources = steps.emplace_back(gaps.size());
        for (std::size_t to = 0; to < gaps.size(); ++to) {
            for (std::size_t from = 0; from < before.size(); ++from) {
                if (costs[from] >= out[to])
                    continue;
                const double cost = costs[from] + costOf(before[from], gaps[to], lines);
                if (cost < out[to]) {
                    out[to] = cost;
                    sources[to] = from;
                }
            }
        }
        return out;
    }

    static double costOf(const Gap& from, const Gap& to, const std::vector<Crossing>& lines)
    {
        const double way = std::max({0.0, from.first - to.last, to.first - from.last});
        const auto crossed = std::ranges::count_if(lines, [&](const Crossing& line) {
            return (line.left < from.first && line.right > to.last)
                   || (line.left > from.last && line.right < to.first);
        });
        return (way > 0 ? way + bendCost : 0) + crossCost * static_cast<double>(crossed);
    }

    /// Those that lead through the room; of cards that are narrower than others there, too.
    std::vector<Crossing> linesBetween(double left, double right) const
    {
        const double reach = (right - left) * 0.45;
        std::vector<Crossing> out;
        for (const Line& line : m_lines) {
            if (line.tail.x <= left + reach && line.head.x >= right - reach)
                out.push_back({.left = heightAt(line, left), .right = heightAt(line, right)});
        }
        return out;
    }

    /// A shortest way has its levels at the ends of the hop and of gaps.
    void addLevels()
    {
        m_levels = {m_tail.y, m_head.y};
        for (const Barrier& barrier : m_barriers) {
            m_levels.push_back(barrier.gaps.front().first);
            m_levels.push_back(barrier.gaps.front().last);
        }
        std::ranges::sort(m_levels);
        const auto repeated = std::ranges::unique(m_levels);
        m_levels.erase(repeated.begin(), repeated.end());
    }

    /// The cheapest level at each barrier. A bend leads to any, so there is a way.
    void walk()
    {
        Steps steps;
        std::vector<double> costs(m_levels.size(), infinite);
        costs[indexOf(m_tail.y)] = 0;
        for (const Barrier& barrier : m_barriers) {
            costs = bent(costs, steps);
            for (std::size_t i = 0; i < m_levels.size(); ++i) {
                if (!barrier.gaps.front().has(m_levels[i]))
                    costs[i] = infinite;
            }
        }
        std::ignore = bent(costs, steps);
        std::size_t level = indexOf(m_head.y);
        m_way.resize(m_barriers.size());
        for (std::size_t i = m_barriers.size(); i > 0; --i) {
            level = steps[i][level];
            m_way[i - 1] = level;
        }
    }

    std::size_t indexOf(double y) const
    {
        return static_cast<std::size_t>(std::ranges::lower_bound(m_levels, y) - m_levels.begin());
    }

    /// What each level costs after a bend from any other, or none: one look from above and one from below.
    std::vector<double> bent(const std::vector<double>& costs, Steps& steps) const
    {
        std::vector<double> out = costs;
        std::vector<std::size_t>& sources = steps.emplace_back(indices(costs.size()));
        for (const bool fromBelow : {false, true})
            bend(costs, fromBelow, out, sources);
        return out;
    }

    /// One look: where a bend makes a level cheaper, its cost in \p out and where it comes from in \p sources.
    void bend(const std::vector<double>& costs, bool fromBelow, std::vector<double>& out,
              std::vector<std::size_t>& sources) const
    {
        double best = infinite;
        std::size_t source = 0;
        double y = m_levels[fromBelow ? costs.size() - 1 : 0];
        for (std::size_t i = 0; i < costs.size(); ++i) {
            const std::size_t level = fromBelow ? costs.size() - 1 - i : i;
            best += std::abs(m_levels[level] - y);
            y = m_levels[level];
            if (best + bendCost < out[level]) {
                out[level] = best + bendCost;
                sources[level] = source;
            }
            if (costs[level] < best) {
                best = costs[level];
                source = level;
            }
        }
    }

    /// The runs, each with what is free there.
    std::vector<Run> joined()
    {
        std::vector<Run> out;
        for (std::size_t i = 0; i < m_way.size(); ++i) {
            const Barrier& barrier = m_barriers[i];
            const Gap& gap = barrier.gaps.front();
            if (i == 0 || m_way[i - 1] != m_way[i]) {
                out.push_back({.from = barrier.left, .to = barrier.right, .y = m_levels[m_way[i]]});
                m_free.push_back(gap);
                continue;
            }
            out.back().to = barrier.right;
            m_free.back() = {.first = std::max(m_free.back().first, gap.first),
                             .last = std::min(m_free.back().last, gap.last)};
        }
        return out;
    }

    /// Lines that go around one card would lie upon each other: each is moved into its gap, the further the more its ends lie on
    /// that side.
    void spread(std::vector<Run>& runs) const
    {
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (runs[i].y != m_tail.y && runs[i].y != m_head.y)
                runs[i].y = within(m_free[i], (m_tail.y + m_head.y) / 2);
        }
    }

    static double within(const Gap& gap, double y)
    {
        constexpr double widest = 48;
        constexpr double half =
            160;  ///< So far outside, half of the way to the end of the gap is left.
        const double edge = std::min(widest, (gap.last - gap.first) / 3);
        const double first = gap.first + edge;
        const double last = gap.last - edge;
        if (y < first)
            return gap.first + edge / (1 + (first - y) / half);
        if (y > last)
            return gap.last - edge / (1 + (y - last) / half);
        return y;
    }

    Point m_tail;
    Point m_head;
    std::vector<Line> m_lines;
    std::vector<Barrier> m_barriers = {};  ///< From left to right.
    std::vector<double> m_levels = {};
    std::vector<std::size_t> m_way = {};  ///< The level at each barrier.
    std::vector<Gap> m_free = {};         ///< Of each run.
};

/// All lines lead to the right then.
void mirror(Surroundings& around)
{
    for (Box& card : around.cards)
        card.left = -std::exchange(card.right, -card.left);
    for (Line& line : around.lines) {
        line.tail.x = -line.tail.x;
        line.head.x = -line.head.x;
    }
}

}  // namespace

Box areaOfRoute(const Point& tail, const Point& head)
{
    return {.left = std::min(tail.x, head.x),
            .top = std::min(tail.y, head.y) - detour,
            .right = std::max(tail.x, head.x),
            .bottom = std::max(tail.y, head.y) + detour};
}

Point pointOf(const Line& line, double t)
{
    const Point part = partAt(t);
    return {.x = line.tail.x + (line.head.x - line.tail.x) * part.x,
            .y = line.tail.y + (line.head.y - line.tail.y) * part.y};
}

double heightAt(const Line& line, double x)
{
    constexpr int halvings = 12;
    const double along = (x - line.tail.x) / (line.head.x - line.tail.x);
    double low = 0;
    double high = 1;
    if (along <= 0)
        return line.tail.y;
    if (along >= 1)
        return line.head.y;
    for (int i = 0; i < halvings; ++i) {
        const double t = (low + high) / 2;
        (partAt(t).x < along ? low : high) = t;
    }
    return line.tail.y + (line.head.y - line.tail.y) * partAt(low).y;
}

std::vector<Run> runsOf(const Point& tail, const Point& head, const Around& around)
{
    const bool isBack = head.x < tail.x;
    const Point from{.x = isBack ? -tail.x : tail.x, .y = tail.y};
    const Point to{.x = isBack ? -head.x : head.x, .y = head.y};
    Surroundings found = around(areaOfRoute(tail, head));
    if (isBack)
        mirror(found);
    const auto isMet = [&](const Box& card) {
        return meets(from, to, card);
    };
    if (found.cards.size() > maxPassed || std::ranges::none_of(found.cards, isMet))
        return {};
    if (found.lines.size() > maxCrossed)
        found.lines.clear();
    for (Line& line : found.lines) {
        if (line.head.x < line.tail.x)
            std::swap(line.head, line.tail);
    }
    std::vector<Run> out = Router(from, to, std::move(found)).run();
    for (Run& run : out) {
        if (isBack)
            run = {.from = -run.from, .to = -run.to, .y = run.y};
    }
    return out;
}

}  // namespace hopwright::layout
