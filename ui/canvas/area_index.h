#pragma once

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hopwright::ui {

/// Finds the rectangles that meet an area, by the cells of grids: each rectangle stands in the grid whose cells are as large as
/// it is, so in four cells at most. One across the whole drawing costs no more than a small one.
template <typename Id>
class AreaIndex {
public:
    void enter(Id id, const QRectF& rect)
    {
        const int level = levelOf(rect);
        m_levels = std::max(m_levels, level + 1);
        forEachCell(level, rect, [&](Cell cell) { m_cells[cell].push_back({id, rect}); });
    }

    /// \p rect as it was entered.
    void remove(Id id, const QRectF& rect)
    {
        forEachCell(levelOf(rect), rect, [&](Cell cell) {
            const auto found = m_cells.find(cell);
            if (found == m_cells.end())
                return;
            std::erase_if(found->second, [id](const Entry& entry) { return entry.first == id; });
            if (found->second.empty())
                m_cells.erase(found);
        });
    }

    /// In the order of their ids, those that only touch it too. An area without width is a line or a point.
    std::vector<Id> in(const QRectF& area) const
    {
        std::vector<Id> out;
        const auto take = [&](const std::vector<Entry>& entries) {
            for (const auto& [id, rect] : entries) {
                if (touches(rect, area))
                    out.push_back(id);
            }
        };
        forEachCellThatIsUsed(area, take);
        std::ranges::sort(out);
        const auto repeated = std::ranges::unique(out);
        out.erase(repeated.begin(), repeated.end());
        return out;
    }

    /// Whether one of those that in() gives is \p wanted. Takes no memory.
    template <typename Wanted>
    bool any(const QRectF& area, const Wanted& wanted) const
    {
        bool out = false;
        forEachCellThatIsUsed(area, [&](const std::vector<Entry>& entries) {
            out = out || std::ranges::any_of(entries, [&](const Entry& entry) {
                      const auto& [id, rect] = entry;
                      return touches(rect, area) && wanted(id);
                  });
        });
        return out;
    }

private:
    static bool touches(const QRectF& rect, const QRectF& area)
    {
        return rect.left() <= area.right() && area.left() <= rect.right()
               && rect.top() <= area.bottom() && area.top() <= rect.bottom();
    }

    /// The entries of each cell that \p area may meet; of all cells where those are fewer.
    template <typename Take>
    void forEachCellThatIsUsed(const QRectF& area, const Take& take) const
    {
        if (cellsIn(area) > static_cast<double>(m_cells.size())) {
            for (const auto& [cell, entries] : m_cells)
                take(entries);
            return;
        }
        for (int level = 0; level < m_levels; ++level) {
            forEachCell(level, area, [&](Cell cell) {
                if (const auto found = m_cells.find(cell); found != m_cells.end())
                    take(found->second);
            });
        }
    }

    using Cell = std::uint64_t;  ///< Level, column and row.
    using Entry = std::pair<Id, QRectF>;

    static constexpr double smallest = 512;
    static constexpr int highest = 20;  ///< Of a width that no drawing has.

    static double sizeOf(int level) { return std::ldexp(smallest, level); }

    static int levelOf(const QRectF& rect)
    {
        int level = 0;
        while (level < highest && sizeOf(level) < std::max(rect.width(), rect.height()))
            ++level;
        return level;
    }

    static std::int64_t indexOf(double value, int level)
    {
        return static_cast<std::int64_t>(std::floor(value / sizeOf(level)));
    }

    static Cell cellOf(int level, std::int64_t x, std::int64_t y)
    {
        constexpr unsigned bits = 28;
        constexpr std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
        return (static_cast<std::uint64_t>(level) << (2 * bits))
               | ((static_cast<std::uint64_t>(x) & mask) << bits)
               | (static_cast<std::uint64_t>(y) & mask);
    }

    static void forEachCell(int level, const QRectF& rect, auto work)
    {
        for (std::int64_t x = indexOf(rect.left(), level); x <= indexOf(rect.right(), level); ++x) {
            for (std::int64_t y = indexOf(rect.top(), level); y <= indexOf(rect.bottom(), level);
                 ++y)
                work(cellOf(level, x, y));
        }
    }

    /// How many cells of all grids a search looks at.
    double cellsIn(const QRectF& area) const
    {
        double out = 0;
        for (int level = 0; level < m_levels; ++level) {
            out += (area.width() / sizeOf(level) + 2) * (area.height() / sizeOf(level) + 2);
        }
        return out;
    }

    std::unordered_map<Cell, std::vector<Entry>> m_cells = {};
    int m_levels = 0;
};

}  // namespace hopwright::ui
