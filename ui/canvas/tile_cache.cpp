#include "ui/canvas/tile_cache.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hopwright::ui {

Tile* TileCache::find(double scale, TilePlace place)
{
    const auto level = m_levels.find(scale);
    if (level == m_levels.end())
        return nullptr;
    const auto found = level->second.find(place);
    return found == level->second.end() ? nullptr : &found->second;
}

Tile& TileCache::enter(double scale, TilePlace place, Tile tile)
{
    Tile& out = m_levels[scale][place];
    m_bytes += tile.pixels.sizeInBytes() - out.pixels.sizeInBytes();
    out = std::move(tile);
    return out;
}

void TileCache::clear()
{
    m_levels.clear();
    m_bytes = 0;
}

void TileCache::trim(std::uint64_t frame)
{
    if (m_bytes <= mostBytes)
        return;
    std::vector<std::tuple<std::uint64_t, double, TilePlace>> oldest;
    for (const auto& [scale, level] : m_levels) {
        for (const auto& [place, tile] : level) {
            if (tile.used != frame)
                oldest.emplace_back(tile.used, scale, place);
        }
    }
    std::ranges::sort(oldest);
    for (const auto& [used, scale, place] : oldest) {
        if (m_bytes <= mostBytes)
            return;
        Level& level = m_levels.at(scale);
        m_bytes -= level.at(place).pixels.sizeInBytes();
        level.erase(place);
        if (level.empty())
            m_levels.erase(scale);
    }
}

std::vector<double> TileCache::scales() const
{
    std::vector<double> out;
    out.reserve(m_levels.size());
    for (const auto& [scale, level] : m_levels)
        out.push_back(scale);
    return out;
}

std::vector<TilePlace> tilesIn(const QRectF& area)
{
    const auto first = [](double edge) {
        return static_cast<std::int64_t>(std::floor(edge / TileCache::side));
    };
    const auto last = [](double edge) {
        return static_cast<std::int64_t>(std::ceil(edge / TileCache::side)) - 1;
    };
    std::vector<TilePlace> out;
    for (std::int64_t row = first(area.top()); row <= last(area.bottom()); ++row) {
        for (std::int64_t column = first(area.left()); column <= last(area.right()); ++column)
            out.push_back({.column = column, .row = row});
    }
    return out;
}

QRectF tileRect(TilePlace place)
{
    return {static_cast<double>(place.column) * TileCache::side,
            static_cast<double>(place.row) * TileCache::side, TileCache::side, TileCache::side};
}

}  // namespace hopwright::ui
