#include "ui/canvas/word_cells.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace hopwright::ui {

namespace {

using Cell = std::pair<std::int64_t, std::int64_t>;

/// Of its side: words stand no further outside of a cell. Between two cells of one colour there are two others, so their words do
/// not meet.
constexpr double reach = 1;
constexpr std::int64_t colours = 3;  ///< To one side.

std::int64_t colourOf(const Cell& cell)
{
    const auto turn = [](std::int64_t index) {
        return (index % colours + colours) % colours;
    };
    return turn(cell.first) + colours * turn(cell.second);
}

/// Whose words may meet those of \p cell.
std::vector<Cell> around(const Cell& cell)
{
    constexpr std::int64_t far = 2;
    std::vector<Cell> out;
    for (std::int64_t x = -far; x <= far; ++x) {
        for (std::int64_t y = -far; y <= far; ++y) {
            if (x != 0 || y != 0)
                out.emplace_back(cell.first + x, cell.second + y);
        }
    }
    return out;
}

}  // namespace

void WordCells::begin(const Paint& paint, std::vector<QRectF> taken)
{
    m_side = std::max(paint.screen(side), leastSide);
    m_taken = std::move(taken);
    m_hops.clear();
    m_words.clear();
    if (paint.detail < Detail::Compact)
        return;
    for (const auto& [id, hop] : paint.geometry.hops()) {
        m_hops[{static_cast<std::int64_t>(std::floor(hop.seal.x() / m_side)),
                static_cast<std::int64_t>(std::floor(hop.seal.y() / m_side))}]
            .push_back(id);
    }
}

std::vector<WordCells::Cell> WordCells::cellsAround(const QRectF& area) const
{
    const double room = reach * m_side;
    const auto index = [this](double at) {
        return static_cast<std::int64_t>(std::floor(at / m_side));
    };
    std::vector<Cell> out;
    for (std::int64_t x = index(area.left() - room); x <= index(area.right() + room); ++x) {
        for (std::int64_t y = index(area.top() - room); y <= index(area.bottom() + room); ++y) {
            if (m_hops.contains({x, y}))
                out.emplace_back(x, y);
        }
    }
    return out;
}

std::optional<WordCells::Cell> WordCells::firstMissing(const Cell& cell) const
{
    if (!m_hops.contains(cell) || m_words.contains(cell))
        return std::nullopt;
    Cell out = cell;
    bool found = true;
    while (std::exchange(found, false)) {  // Each turn goes to a lower colour.
        for (const Cell& each : around(out)) {
            if (colourOf(each) < colourOf(out) && m_hops.contains(each)
                && !m_words.contains(each)) {
                out = each;
                found = true;
                break;
            }
        }
    }
    return out;
}

bool WordCells::step(const Paint& paint, const QRectF& area)
{
    if (paint.detail < Detail::Compact)
        return false;
    const std::vector<Cell> cells = cellsAround(area);
    return std::ranges::any_of(cells, [&](const Cell& each) {
        const std::optional<Cell> next = firstMissing(each);
        if (next)
            place(paint, *next);
        return next.has_value();
    });
}

void WordCells::place(const Paint& paint, const Cell& cell)
{
    const QRectF own(static_cast<double>(cell.first) * m_side,
                     static_cast<double>(cell.second) * m_side, m_side, m_side);
    const double room = reach * m_side;
    WordsRoom words{.hops = m_hops.at(cell),
                    .near = m_hops.at(cell),
                    .around = own.adjusted(-room, -room, room, room),
                    .limit = own.adjusted(-room, -room, room, room),
                    .most = mostHops};
    for (const QRectF& each : m_taken) {
        if (each.intersects(words.around))
            words.taken.push_back(each);
    }
    for (const Cell& each : around(cell)) {
        if (const auto hops = m_hops.find(each); hops != m_hops.end())
            words.near.insert(words.near.end(), hops->second.begin(), hops->second.end());
        const auto before = m_words.find(each);
        if (before == m_words.end() || colourOf(each) >= colourOf(cell))
            continue;
        for (const HopWords& line : before->second)
            words.taken.push_back(line.place.box);
    }
    m_words[cell] = placeWords(paint, words);
}

std::vector<HopWords> WordCells::in(const QRectF& area) const
{
    std::vector<HopWords> out;
    for (const Cell& cell : cellsAround(area)) {
        const auto found = m_words.find(cell);
        if (found == m_words.end())
            continue;
        std::ranges::copy_if(found->second, std::back_inserter(out), [&area](const HopWords& each) {
            return each.place.box.intersects(area);
        });
    }
    return out;
}

}  // namespace hopwright::ui
