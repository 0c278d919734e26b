#include "ui/canvas/tiled_painter.h"

#include "ui/canvas/paint.h"
#include "ui/canvas/tile_content.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QRegion>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace hopwright::ui {

namespace {

/// Pixels of the device before those of a square, on the paper where it is painted: halves of pixels are rounded away from zero, so
/// a text that begins left of it would be one pixel off.
constexpr int beforeZero = 512;
constexpr double around =
    4;  ///< Pixels: smoothed edges, and beds of words, reach over that of a square.
constexpr double cardReach =
    12;  ///< Of pins, badges and outlines around a card: pixels, where these stay as large as they are.
constexpr double indexReach = 12;  ///< Scene units: so far around a card CanvasGeometry finds it.
constexpr double farReach = 24;    ///< Of hops from afar: their lines, and seals.
constexpr double nearReach =
    104;  ///< Of hops else: the badge beside a seal reaches that far from its line.
/// Squares of a scale this much larger are shown smaller; of yet larger ones there are too many.
constexpr double mostShrunk = 2.2;

QRectF wider(const QRectF& rect, double by)
{
    return rect.adjusted(-by, -by, by, by);
}

/// So that scaled squares meet without a gap.
QRectF onPixels(const QRectF& rect)
{
    return {QPointF(std::round(rect.left()), std::round(rect.top())),
            QPointF(std::round(rect.right()), std::round(rect.bottom()))};
}

}  // namespace

/// One paint.
struct TiledPainter::Frame {
    Frame(const TiledScene& of, PaintState with) : scene(of), state(std::move(with))
    {
        scale = state.zoom * scene.ratio;
        corner =
            QPointF(std::round(scene.origin.x() * scale), std::round(scene.origin.y() * scale));
        seen = QRectF(corner, QSizeF(scene.size) * scene.ratio);
        state.isPiece = true;
    }

    Paint paintOn(QPainter& painter, PaintNotes& notes) const
    {
        return {.painter = painter,
                .graph = scene.graph,
                .looks = scene.looks,
                .geometry = scene.geometry,
                .state = state,
                .font = scene.font,
                .theme = scene.theme,
                .labels = notes.labels,
                .badges = notes.badges,
                .metrics = CanvasMetrics(scene.font),
                .detail = detailAt(state.zoom)};
    }

    /// Scene units of what lies at \p rect in pixels of the device.
    QRectF toScene(const QRectF& rect) const
    {
        return {rect.topLeft() / scale, rect.size() / scale};
    }

    /// What is seen, in pixels of the device at another scale.
    QRectF seenAt(double other) const
    {
        return {seen.topLeft() * other / scale, seen.size() * other / scale};
    }

    /// For a painter whose first pixel is that of the device at \p at.
    QTransform transformTo(QPointF at) const
    {
        return {state.zoom, 0, 0, state.zoom, -at.x() / scene.ratio, -at.y() / scene.ratio};
    }

    const TiledScene& scene;
    PaintState state;
    double scale = 1;  ///< Pixels of the device a scene unit.
    QPointF corner = {};
    QRectF seen = {};  ///< In pixels of the device.
};

/// Says when a slice is over.
class TiledPainter::Clock {
public:
    Clock(Effort effort, int milliseconds) : m_effort(effort), m_most(milliseconds)
    {
        m_timer.start();
    }

    bool isOver() const { return m_effort == Effort::Slice && m_timer.elapsed() >= m_most; }

private:
    Effort m_effort;
    int m_most;
    QElapsedTimer m_timer;
};

TiledPainter::TiledPainter()
    : m_paper(beforeZero + TileCache::side, beforeZero + TileCache::side, QImage::Format_RGB32)
{
}
TiledPainter::~TiledPainter() = default;

void TiledPainter::changed()
{
    ++m_version;
}

void TiledPainter::forget()
{
    m_shown.clear();
    m_cache.clear();
    changed();
}

/// What is in the squares, and is not told by changed().
void TiledPainter::notice(const TiledScene& scene, const PaintState& state)
{
    if (scene.font != m_font || scene.theme != m_theme || scene.ratio != m_ratio)
        forget();
    m_ratio = scene.ratio;
    m_font = scene.font;
    m_theme = scene.theme;
    const bool isSame = m_before && m_before->selection == state.selection
                        && m_before->hasFocus == state.hasFocus
                        && m_before->avoidance == state.avoidance;
    if (isSame)
        return;
    changed();
    m_before = state;
}

/// Lines and cells of this drawing at this zoom.
void TiledPainter::prepare(Frame& frame)
{
    const bool isChanged = m_preparedVersion != m_version;
    if (isChanged)
        m_lines = LineIndex(frame.scene.geometry, frame.scene.looks);
    if (!isChanged && m_preparedScale == frame.scale)
        return;
    m_preparedVersion = m_version;
    m_preparedScale = frame.scale;
    // Titles of frames are where they are painted: on a paper that nobody sees.
    QImage paper(1, 1, QImage::Format_RGB32);
    QPainter painter(&paper);
    PaintNotes notes;
    frame.state.area = wider(frame.scene.geometry.bounds(), farReach / frame.state.zoom);
    const Paint paint = frame.paintOn(painter, notes);
    std::vector<QRectF> titles;
    if (paint.detail >= Detail::Compact)
        paintFrames(paint);
    titles.reserve(notes.labels.size());
    for (const PaintedLabel& each : notes.labels)
        titles.push_back(each.rect);
    m_cells.begin(paint, std::move(titles));
}

bool TiledPainter::paint(QPainter& painter, const TiledScene& scene, PaintState state,
                         Effort effort)
{
    Frame frame(scene, std::move(state));
    notice(scene, frame.state);
    ++m_frame;
    const bool isDone = work(frame, effort);
    compose(painter, frame);
    paintAboveTiles(painter, frame);
    m_cache.trim(m_frame);
    return isDone;
}

/// From the middle of the view on, what is missing first. \returns whether nothing is left.
bool TiledPainter::work(Frame& frame, Effort effort)
{
    prepare(frame);
    const Clock clock(effort, m_sliceMs);
    const std::vector<QRectF> moving = movingCards(frame);
    struct Open {
        bool isStill;
        bool isThere;
        double away;
        TilePlace place;
    };
    std::vector<Open> open;
    for (const TilePlace place : tilesIn(frame.seen)) {
        const Tile* tile = m_cache.find(frame.scale, place);
        if (tile != nullptr && tile->checked == m_version)
            continue;
        const QPointF way = tileRect(place).center() - frame.seen.center();
        const QRectF area = frame.toScene(tileRect(place));
        const bool isStill = std::ranges::none_of(
            moving, [&area](const QRectF& card) { return card.intersects(area); });
        open.push_back({.isStill = isStill,
                        .isThere = tile != nullptr,
                        .away = QPointF::dotProduct(way, way),
                        .place = place});
    }
    std::ranges::sort(open, {}, [](const Open& each) {
        return std::tuple(each.isStill, each.isThere, each.away);
    });
    for (std::size_t i = 0; i < open.size(); ++i) {
        // A card that is dragged changes all again before a second slice: its square is finished whatever it takes.
        const bool isFirst = i == 0 && !open[i].isStill;
        if (!bringUpToDate(frame, open[i].place, isFirst ? nullptr : &clock))
            return false;
        if (clock.isOver())
            return i + 1 == open.size();
    }
    return true;
}

/// Where the machines stand that are selected: they are what is dragged. Of many, one square is as urgent as another.
std::vector<QRectF> TiledPainter::movingCards(const Frame& frame)
{
    constexpr std::size_t most = 20;
    std::vector<QRectF> out;
    const auto& selected = frame.state.selection.things.computers;
    if (selected.size() > most)
        return out;
    out.reserve(selected.size());
    for (const model::ComputerId id : selected) {
        const auto card = frame.scene.geometry.cards().find(id);
        if (card != frame.scene.geometry.cards().end())
            out.push_back(card->second.rect);
    }
    return out;
}

/// \p clock: nullptr: it takes as long as it takes. \returns false: the slice is over before.
bool TiledPainter::bringUpToDate(Frame& frame, TilePlace place, const Clock* clock)
{
    QImage paper(1, 1, QImage::Format_RGB32);
    QPainter painter(&paper);
    PaintNotes notes;
    const QRectF area = frame.toScene(wider(tileRect(place), around));
    frame.state.area = area;
    const Paint paint = frame.paintOn(painter, notes);
    while (m_cells.step(paint, area)) {
        ++m_counts.cells;
        if (clock != nullptr && clock->isOver())
            return false;
    }
    const bool isFar = paint.detail < Detail::Compact;
    const double cards = std::max(0.0, paint.screen(cardReach) - indexReach);
    const double hops =
        isFar ? paint.screen(farReach) : std::max(nearReach, paint.screen(nearReach));
    const Seen seen{.cards = frame.scene.geometry.cardsIn(wider(area, cards)),
                    .hops = m_lines.through(wider(area, hops))};
    const std::vector<HopWords> words =
        m_cells.in(wider(area, paint.screen(around) + bedOfWords(paint)));
    const std::uint64_t content = fingerprintOf(paint, seen, words);
    ++m_counts.compared;
    Tile* tile = m_cache.find(frame.scale, place);
    if (tile == nullptr || tile->content != content) {
        paintTile(frame, place, seen, words, content);
    } else {
        tile->checked = m_version;
    }
    return true;
}

void TiledPainter::paintTile(Frame& frame, TilePlace place, const Seen& seen,
                             const std::vector<HopWords>& words, std::uint64_t content)
{
    Tile tile{.content = content, .checked = m_version, .used = m_frame};
    const double ratio = frame.scene.ratio;
    const QRectF inPaper(QPointF(beforeZero, beforeZero) / ratio,
                         QSizeF(TileCache::side, TileCache::side) / ratio);
    m_paper.setDevicePixelRatio(ratio);
    QPainter painter(&m_paper);
    painter.setClipRect(inPaper);
    painter.fillRect(inPaper, ink(Ink::Canvas, frame.scene.theme));
    painter.setTransform(
        frame.transformTo(tileRect(place).topLeft() - QPointF(beforeZero, beforeZero)));
    painter.setRenderHint(QPainter::Antialiasing);
    const Paint paint = frame.paintOn(painter, tile.notes);
    paintGrid(paint);
    paintFrames(paint);
    paintThings(paint, seen);
    paintWords(paint, words);
    paintBadges(paint, seen);
    painter.end();
    tile.pixels = m_paper.copy(beforeZero, beforeZero, TileCache::side, TileCache::side);
    ++m_counts.tiles;
    m_counts.cards += seen.cards.size();
    m_counts.hops += seen.hops.size();
    m_cache.enter(frame.scale, place, std::move(tile));
}

void TiledPainter::compose(QPainter& painter, Frame& frame)
{
    m_shown.clear();
    QRegion missing;
    std::vector<std::pair<QPointF, const Tile*>> there;
    for (const TilePlace place : tilesIn(frame.seen)) {
        const QRectF rect = tileRect(place).translated(-frame.corner);
        if (Tile* tile = m_cache.find(frame.scale, place)) {
            tile->used = m_frame;
            there.emplace_back(rect.topLeft() / frame.scene.ratio, tile);
            m_shown.push_back(tile);
        } else {
            missing += QRectF(rect.topLeft() / frame.scene.ratio, rect.size() / frame.scene.ratio)
                           .toAlignedRect();
        }
    }
    if (!missing.isEmpty())
        composeOthers(painter, frame, missing);
    for (const auto& [at, tile] : there)
        painter.drawImage(at, tile->pixels);
}

/// The scales that show most of what is seen, the best last: only the next smaller one, where that has all of it.
std::vector<double> TiledPainter::otherScales(const Frame& frame)
{
    const std::vector<double> scales = m_cache.scales();
    const auto own = std::ranges::lower_bound(scales, frame.scale);
    const auto larger = std::ranges::upper_bound(scales, frame.scale);
    std::vector<double> out;
    const auto add = [&](double scale) {
        out.insert(out.begin(), scale);
        return std::ranges::all_of(tilesIn(frame.seenAt(scale)), [&](TilePlace place) {
            return m_cache.find(scale, place) != nullptr;
        });
    };
    if (own != scales.begin() && add(*std::prev(own)))
        return out;
    if (larger != scales.end() && *larger <= mostShrunk * frame.scale && add(*larger))
        return {*larger};
    if (own != scales.begin() && *std::prev(own) != scales.front())
        add(scales.front());
    return out;
}

/// Without a clip of many parts, with which Qt scales slowly: what is there lies above.
void TiledPainter::composeOthers(QPainter& painter, Frame& frame, const QRegion& missing)
{
    for (const double scale : otherScales(frame)) {
        const double grown = frame.scale / scale;
        for (const TilePlace place : tilesIn(frame.seenAt(scale))) {
            Tile* tile = m_cache.find(scale, place);
            if (tile == nullptr)
                continue;
            const QRectF rect = tileRect(place);
            const QRectF target =
                onPixels({(rect.topLeft() * grown - frame.corner) / frame.scene.ratio,
                          rect.size() * grown / frame.scene.ratio});
            tile->used = m_frame;
            if (missing.intersects(target.toRect()))
                painter.drawImage(target, tile->pixels, QRectF(tile->pixels.rect()));
        }
    }
}

void TiledPainter::paintAboveTiles(QPainter& painter, Frame& frame)
{
    PaintNotes none;
    frame.state.area = frame.toScene(frame.seen);
    painter.save();
    painter.setTransform(frame.transformTo(frame.corner), true);
    painter.setRenderHint(QPainter::Antialiasing);
    paintAbove(frame.paintOn(painter, none), m_lines.running());
    painter.restore();
}

void TiledPainter::paintAtOnce(QPainter& painter, const TiledScene& scene, PaintState state)
{
    Frame frame(scene, std::move(state));
    notice(scene, frame.state);
    prepare(frame);
    frame.state.area = frame.toScene(wider(frame.seen, around));
    PaintNotes notes;
    painter.save();
    painter.setTransform(frame.transformTo(frame.corner), true);
    painter.setRenderHint(QPainter::Antialiasing);
    const Paint paint = frame.paintOn(painter, notes);
    while (m_cells.step(paint, frame.state.area)) {
    }
    const double reach = std::max(nearReach, paint.screen(nearReach));
    const QRectF wide = wider(frame.state.area, reach);
    const Seen seen{.cards = scene.geometry.cardsIn(wide), .hops = scene.geometry.hopsIn(wide)};
    paintGrid(paint);
    paintFrames(paint);
    paintThings(paint, seen);
    paintWords(paint, m_cells.in(frame.state.area));
    paintBadges(paint, seen);
    painter.restore();
    paintAboveTiles(painter, frame);
}

/// What stands across an edge is in both squares.
PaintNotes TiledPainter::notes() const
{
    PaintNotes out;
    std::set<std::tuple<double, double, QString>> labels;
    std::set<Thing> badges;
    for (const Tile* tile : m_shown) {
        for (const PaintedLabel& each : tile->notes.labels) {
            if (labels.emplace(each.rect.left(), each.rect.top(), each.full).second)
                out.labels.push_back(each);
        }
        for (const PaintedBadge& each : tile->notes.badges) {
            if (badges.insert(each.thing).second)
                out.badges.push_back(each);
        }
    }
    return out;
}

}  // namespace hopwright::ui
