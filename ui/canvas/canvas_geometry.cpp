#include "ui/canvas/canvas_geometry.h"

#include "core/edit/layout.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QFontMetricsF>
#include <QLineF>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace hopwright::ui {

namespace {

constexpr double nameLeft = 52;
constexpr double stripLeft = 44;
constexpr double framePadding = 16;
constexpr double frameTop = 14;  ///< Between its title and its machines.
constexpr double frameBottom = 20;
constexpr double handleRadius = 10;
constexpr double outside = 12;    ///< Rings, handle and dot around a card.
constexpr double sealRoom = 19;   ///< From the line to the labels.
constexpr double cellsRoom = 14;  ///< Of the ten cells while a hop runs.
constexpr double minLabel = 96;
constexpr double loopReach = 96;  ///< How far a hop swings out between cards above each other.
/// The room right of a line between cards above each other, where its labels stand: see LabelRoom::longest.
constexpr QSizeF loopLabels(360, 80);
constexpr double passGap = 8;  ///< Between what a line passes and its labels.
constexpr double ownHopInset =
    24;  ///< Beside a corner of a card: where a hop to itself leaves and arrives.
constexpr double ownHopRound = 24;  ///< Of the corners of its line.

double widthOf(FontRole role, const QFont& font, const QString& text)
{
    return text.isEmpty() ? 0 : QFontMetricsF(fontFor(role, font)).horizontalAdvance(text);
}

/// 192 to 272 in steps of 8, as wide as its texts ask for.
double cardWidth(const CardGeometry& card, const QFont& font)
{
    const auto& [name, second, password] = card.texts;
    const double wanted = std::max({nameLeft + widthOf(FontRole::Strong, font, name),
                                    nameLeft + widthOf(FontRole::Caption, font, second),
                                    stripLeft + widthOf(FontRole::CaptionStrong, font, password)})
                          + Size::nodePad + 1;
    const double steps = std::ceil(std::max(0.0, wanted - Size::nodeWidth) / Size::grid);
    return std::min<double>(Size::nodeWidthMax, Size::nodeWidth + steps * Size::grid);
}

/// Above so many changed cards each hop is laid anew: to look whether one of them is in its way costs more.
constexpr std::size_t manyCards = 64;

QRectF aroundCard(const CardGeometry& card)
{
    return card.rect.adjusted(-outside, -outside, outside, outside);
}

/// The place of a level line that has to be free of other cards.
QRectF between(const HopGeometry& hop)
{
    return QRectF(hop.tail, hop.head).normalized().adjusted(1, -1, -1, 1);
}

/// Two ends as one number.
std::uint64_t pairOf(model::ComputerId from, model::ComputerId to)
{
    return (static_cast<std::uint64_t>(from) << 32) | static_cast<std::uint64_t>(to);
}

double distanceTo(const QLineF& line, QPointF point)
{
    const QPointF along = line.p2() - line.p1();
    const double square = QPointF::dotProduct(along, along);
    if (square == 0)
        return QLineF(line.p1(), point).length();
    const double part =
        std::clamp(QPointF::dotProduct(point - line.p1(), along) / square, 0.0, 1.0);
    return QLineF(line.p1() + part * along, point).length();
}

/// The line of a hop in straight pieces.
std::vector<QPointF> pointsOf(const HopGeometry& hop)
{
    if (hop.isLevel)
        return {hop.tail, hop.head};
    constexpr int steps = 24;
    std::vector<QPointF> out{hop.tail};
    out.reserve(steps + 1);
    for (int i = 1; i <= steps; ++i)
        out.push_back(hop.path.pointAtPercent(static_cast<double>(i) / steps));
    return out;
}

/// The rooms of the labels around the seal.
void placeLabels(HopGeometry& hop, const CanvasMetrics& metrics)
{
    const double room = std::abs(hop.head.x() - hop.tail.x()) - 8;
    const double width = std::max(room, minLabel);
    const double left = hop.seal.x() - width / 2;
    hop.titleBox =
        QRectF(left, hop.seal.y() - sealRoom - metrics.titleHeight + 1, width, metrics.titleHeight);
    hop.typedBox = QRectF(left, hop.seal.y() + sealRoom, width, metrics.typedHeight);
    hop.wordBox = QRectF(left, hop.typedBox.bottom(), width, metrics.wordHeight);
}

}  // namespace

double distanceTo(const HopGeometry& hop, QPointF point)
{
    const std::vector<QPointF> points = pointsOf(hop);
    double best = QLineF(hop.tail, point).length();
    for (std::size_t i = 1; i < points.size(); ++i)
        best = std::min(best, distanceTo(QLineF(points[i - 1], points[i]), point));
    return best;
}

bool isCut(const HopGeometry& hop, const QLineF& line)
{
    const std::vector<QPointF> points = pointsOf(hop);
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (QLineF(points[i - 1], points[i]).intersects(line) == QLineF::BoundedIntersection)
            return true;
    }
    return false;
}

CanvasMetrics::CanvasMetrics(const QFont& font)
{
    const QFontMetricsF strong(fontFor(FontRole::Strong, font));
    const QFontMetricsF caption(fontFor(FontRole::Caption, font));
    const QFontMetricsF body(fontFor(FontRole::Body, font));
    nameBaseline = std::max(25.0, 10 + strong.ascent());
    secondBaseline = std::max(41.0, nameBaseline + caption.height());
    chipTop = std::max(49.0, secondBaseline + caption.descent() + 3);
    chipHeight = std::max(16.0, caption.height() + 1);
    headHeight = std::max<double>(Size::nodeHeight, chipTop + chipHeight + 6);
    rowHeight = std::max<double>(Size::nodeRow, body.height() + 8);
    stripHeight = std::max(26.0, caption.height() + 10);
    frameTitle = std::max(28.0, strong.height() + 8);
    titleHeight = strong.height();
    typedHeight = caption.height();
    wordHeight = strong.height();
}

CanvasGeometry::CanvasGeometry(const model::Graph& graph, const CanvasLooks& looks,
                               const QFont& font)
{
    update(graph, looks, font);
}

void CanvasGeometry::update(const model::Graph& graph, const CanvasLooks& looks, const QFont& font)
{
    if (m_font != font)
        *this = {};
    m_font = font;
    const CanvasMetrics metrics(font);
    updateCards(graph, looks, metrics);
    updateHops(graph, metrics);
    updateFrames(metrics);
    m_changed = {};
    m_bounds = {};
    for (const auto& [id, card] : m_cards)
        m_bounds |= card.rect;
    for (const auto& [id, hop] : m_hops)
        m_bounds |= hop.bounds;
    for (const FrameGeometry& frame : m_frames)
        m_bounds |= frame.rect;
}

void CanvasGeometry::updateCards(const model::Graph& graph, const CanvasLooks& looks,
                                 const CanvasMetrics& metrics)
{
    std::unordered_map<model::ComputerId, std::vector<model::ResourceId>> resources;
    for (const auto& [id, resource] : graph.resources)
        resources[resource.computer].push_back(id);
    m_rows.clear();
    auto at = m_cards.begin();
    for (const auto& [id, computer] : graph.computers) {
        while (at != m_cards.end() && at->first < id)
            removeCard(at++);
        if (at == m_cards.end() || at->first != id)
            at = m_cards.emplace_hint(at, id, CardGeometry{.id = id});
        CardGeometry card =
            laidCard(computer, looks.machines.at(id), at->second, resources[id], metrics);
        m_rows.insert(card.rows.begin(), card.rows.end());
        if (card != at->second)
            replaceCard(at, std::move(card));
        ++at;
    }
    while (at != m_cards.end())
        removeCard(at++);
}

/// \p before is how it was laid before: its width stays where its texts are the same.
CardGeometry CanvasGeometry::laidCard(const model::Computer& computer, const MachineLook& look,
                                      const CardGeometry& before,
                                      const std::vector<model::ResourceId>& resources,
                                      const CanvasMetrics& metrics) const
{
    CardGeometry card{.id = computer.id,
                      .headHeight = metrics.headHeight,
                      .domain = computer.domain,
                      .texts = {look.name, look.second, look.password}};
    const bool isMeasured = before.rect.width() > 0 && before.texts == card.texts;
    const double width = isMeasured ? before.rect.width() : cardWidth(card, m_font);
    const QPointF corner(computer.position.x, computer.position.y);
    double height = metrics.headHeight;
    for (const model::ResourceId resource : resources) {
        card.rows.emplace_back(resource,
                               QRectF(corner.x(), corner.y() + height, width, metrics.rowHeight));
        height += metrics.rowHeight;
    }
    if (!look.password.isEmpty()) {
        card.passwordStrip = QRectF(corner.x(), corner.y() + height, width, metrics.stripHeight);
        height += metrics.stripHeight;
    }
    card.rect = QRectF(corner, QSizeF(width, height));
    card.baseLine = corner.y() + edit::hopBaseLine;
    return card;
}

/// In place of the one that is there, which is nowhere yet where it is new.
void CanvasGeometry::replaceCard(std::map<model::ComputerId, CardGeometry>::iterator at,
                                 CardGeometry card)
{
    m_changed.ids.insert(card.id);
    m_changed.places.push_back(card.rect);
    if (!at->second.rect.isNull()) {
        m_changed.places.push_back(at->second.rect);
        m_cardIndex.remove(card.id, aroundCard(at->second));
    }
    m_cardIndex.enter(card.id, aroundCard(card));
    at->second = std::move(card);
}

void CanvasGeometry::removeCard(std::map<model::ComputerId, CardGeometry>::iterator at)
{
    m_changed.ids.insert(at->first);
    m_changed.places.push_back(at->second.rect);
    m_cardIndex.remove(at->first, aroundCard(at->second));
    m_cards.erase(at);
}

bool CanvasGeometry::ChangedCards::isIn(const QRectF& area) const
{
    return places.size() > manyCards || std::ranges::any_of(places, [&area](const QRectF& place) {
               return place.intersects(area);
           });
}

void CanvasGeometry::updateHops(const model::Graph& graph, const CanvasMetrics& metrics)
{
    std::unordered_set<std::uint64_t> ends;
    ends.reserve(graph.hops.size());
    for (const auto& [id, hop] : graph.hops)
        ends.insert(pairOf(hop.from, hop.to.computer));
    const auto forget = [this](auto at) {
        m_hopIndex.remove(at->first, at->second.bounds);
        return m_hops.erase(at);
    };
    auto at = m_hops.begin();
    for (const auto& [id, hop] : graph.hops) {
        while (at != m_hops.end() && at->first < id)
            at = forget(at);
        const bool hasTwin = ends.contains(pairOf(hop.to.computer, hop.from));
        const bool isThere = at != m_hops.end() && at->first == id;
        if (isThere && isLaid(at->second, hop, hasTwin)) {
            ++at;
            continue;
        }
        if (isThere)
            at = forget(at);
        if (!m_cards.contains(hop.from) || !m_cards.contains(hop.to.computer))
            continue;
        HopGeometry laid = layHop(hop, metrics, hasTwin);
        m_hopIndex.enter(id, laid.bounds);
        m_hops.emplace_hint(at, id, std::move(laid));
    }
    while (at != m_hops.end())
        at = forget(at);
}

/// Whether \p hop is as layHop() would lay it.
bool CanvasGeometry::isLaid(const HopGeometry& hop, const model::Hop& drawn, bool hasTwin) const
{
    if (hop.from != drawn.from || hop.to != drawn.to || hop.hasTwin != hasTwin)
        return false;
    if (m_changed.ids.empty())
        return true;
    if (m_changed.ids.contains(drawn.from) || m_changed.ids.contains(drawn.to.computer))
        return false;
    const bool couldBeLevel = std::abs(hop.tail.y() - hop.head.y()) < 0.5;
    return !couldBeLevel || !m_changed.isIn(between(hop));
}

HopGeometry CanvasGeometry::layHop(const model::Hop& hop, const CanvasMetrics& metrics,
                                   bool hasTwin) const
{
    const CardGeometry& from = m_cards.at(hop.from);
    const CardGeometry& to = m_cards.at(hop.to.computer);
    const QRectF& start = from.rect;
    const QRectF& end = to.rect;
    const auto row = hop.to.resource ? m_rows.find(*hop.to.resource) : m_rows.end();
    const double arrival = row == m_rows.end() ? to.baseLine : row->second.center().y();
    HopGeometry out{.id = hop.id, .from = hop.from, .to = hop.to, .hasTwin = hasTwin};
    if (from.domain == to.domain)
        out.domain = from.domain;
    if (hop.from == hop.to.computer && !hop.to.resource) {
        layOverCard(out, from, metrics);
    } else {
        if (end.left() >= start.right()) {
            out.tail = {start.right(), from.baseLine};
            out.head = {end.left(), arrival};
        } else if (end.right() <= start.left()) {
            out.tailDirection = out.headDirection = {-1, 0};
            out.tail = {start.left(), from.baseLine};
            out.head = {end.right(), arrival};
        } else {
            out.headDirection = {-1, 0};
            out.tail = {start.right(), from.baseLine};
            out.head = {end.right(), arrival};
        }
        layPath(out, hop, metrics);
    }
    placeLabels(out, metrics);
    out.bounds = out.path.boundingRect().adjusted(-8, -8, 8, 8) | out.labelBounds()
                 | out.wordBox.translated(0, cellsRoom);
    if (out.tailDirection.x() > 0 && out.headDirection.x() < 0)
        out.bounds |= QRectF(out.seal - QPointF(0, loopLabels.height() / 2), loopLabels);
    return out;
}

/// A machine's session to itself: out at the top on the right, over its labels, and in again on the left. What leaves and arrives
/// at the sides of the card has those for itself, and it stays within what the card takes.
void CanvasGeometry::layOverCard(HopGeometry& hop, const CardGeometry& card,
                                 const CanvasMetrics& metrics) const
{
    const QRectF& rect = card.rect;
    const double top = rect.top() - sealRoom - metrics.typedHeight - metrics.wordHeight - passGap;
    hop.isLevel = false;
    hop.tailDirection = {0, -1};
    hop.headDirection = {0, 1};
    hop.tail = {rect.right() - ownHopInset, rect.top()};
    hop.head = {rect.left() + ownHopInset, rect.top()};
    hop.seal = {rect.center().x(), top};
    const QPointF down(0, ownHopRound);
    const QPointF right(hop.tail.x(), top);
    const QPointF left(hop.head.x(), top);
    // Cubics throughout, as all parts of a curve are: the painter walks them by three points.
    const auto straightTo = [&hop](QPointF end) {
        hop.path.cubicTo(hop.path.currentPosition(), end, end);
    };
    hop.path.moveTo(hop.tail);
    straightTo(right + down);
    hop.path.cubicTo(right, right, right - QPointF(ownHopRound, 0));
    straightTo(left + QPointF(ownHopRound, 0));
    hop.path.cubicTo(left, left, left + down);
    straightTo(hop.head);
}

/// Straight when level; else a curve with horizontal ends, around what is in its way.
void CanvasGeometry::layPath(HopGeometry& hop, const model::Hop& drawn,
                             const CanvasMetrics& metrics) const
{
    hop.path.moveTo(hop.tail);
    const bool sideBySide = hop.tailDirection == hop.headDirection;
    const double length = std::abs(hop.head.x() - hop.tail.x());
    hop.isLevel = sideBySide && std::abs(hop.tail.y() - hop.head.y()) < 0.5;
    if (!sideBySide) {
        const double reach = std::max(hop.tail.x(), hop.head.x()) + loopReach;
        hop.path.cubicTo({reach, hop.tail.y()}, {reach, hop.head.y()}, hop.head);
        hop.seal = hop.path.pointAtPercent(0.5);
        return;
    }
    double pass = 0;
    if (hop.isLevel && hop.hasTwin && hop.headDirection.x() < 0) {
        pass =
            2 * sealRoom + metrics.typedHeight + metrics.wordHeight + metrics.titleHeight + passGap;
    } else if (hop.isLevel && isCrossed(hop, drawn)) {
        pass = -(edit::hopBaseLine + passGap + sealRoom + metrics.typedHeight + metrics.wordHeight);
    }
    if (pass != 0) {
        const QPointF middle((hop.tail.x() + hop.head.x()) / 2, hop.tail.y() + pass);
        const QPointF reach(hop.headDirection.x() * length / 4, 0);
        hop.path.cubicTo(hop.tail + reach, middle - reach, middle);
        hop.path.cubicTo(middle + reach, hop.head - reach, hop.head);
        hop.seal = middle;
        hop.isLevel = false;
        return;
    }
    if (hop.isLevel) {
        hop.path.lineTo(hop.head);
        hop.seal = {(hop.tail.x() + hop.head.x() - hop.headDirection.x() * 8) / 2, hop.tail.y()};
        return;
    }
    const QPointF reach(hop.headDirection.x() * std::max(32.0, length / 2), 0);
    hop.path.cubicTo(hop.tail + reach, hop.head - reach, hop.head);
    hop.seal = (hop.tail + hop.head) / 2;  // The curve is the same from both ends.
}

/// Whether a machine stands between the ends of a level hop.
bool CanvasGeometry::isCrossed(const HopGeometry& hop, const model::Hop& drawn) const
{
    const QRectF place = between(hop);
    return std::ranges::any_of(cardsIn(place), [&](model::ComputerId id) {
        return id != drawn.from && id != drawn.to.computer && m_cards.at(id).rect.intersects(place);
    });
}

void CanvasGeometry::updateFrames(const CanvasMetrics& metrics)
{
    std::map<model::DomainId, QRectF> rects;
    for (const auto& [id, card] : m_cards) {
        if (card.domain)
            rects[*card.domain] |= card.rect;
    }
    for (const auto& [id, hop] : m_hops) {
        if (hop.domain)
            rects[*hop.domain] |= hop.labelBounds();
    }
    m_frames.clear();
    for (const auto& [id, rect] : rects) {
        m_frames.push_back({.id = id,
                            .rect = rect.adjusted(-framePadding, -metrics.frameTitle - frameTop,
                                                  framePadding, frameBottom)
                                        .toAlignedRect()});
    }
    for (auto& [id, hop] : m_hops) {
        hop.inFrame = std::ranges::any_of(
            m_frames, [&hop](const FrameGeometry& frame) { return frame.rect.contains(hop.seal); });
    }
}

std::vector<model::ComputerId> CanvasGeometry::cardsIn(const QRectF& area) const
{
    return m_cardIndex.in(area);
}

bool CanvasGeometry::hasCardIn(const QRectF& area) const
{
    return m_cardIndex.any(
        area, [&](model::ComputerId id) { return m_cards.at(id).rect.intersects(area); });
}

std::vector<model::HopId> CanvasGeometry::hopsIn(const QRectF& area) const
{
    return m_hopIndex.in(area);
}

std::optional<Thing> CanvasGeometry::at(QPointF point, double reach) const
{
    const QRectF near(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach);
    std::optional<Thing> out;
    for (const model::ComputerId id : cardsIn(near)) {
        const CardGeometry& card = m_cards.at(id);
        if (!card.rect.contains(point))
            continue;
        out = id;
        for (const auto& [resource, rect] : card.rows) {
            if (rect.contains(point))
                out = resource;
        }
    }
    if (out)
        return out;
    double best = reach;
    for (const model::HopId id : hopsIn(near)) {
        const double distance = distanceTo(m_hops.at(id), point);
        if (distance <= best) {
            best = distance;
            out = id;
        }
    }
    return out;
}

std::optional<model::ComputerId> CanvasGeometry::handleAt(QPointF point, double reach) const
{
    const double radius = std::max(handleRadius, reach);
    const QRectF near(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius);
    for (const model::ComputerId id : cardsIn(near)) {
        if (QLineF(m_cards.at(id).handle(), point).length() <= radius)
            return id;
    }
    return std::nullopt;
}

std::vector<Thing> CanvasGeometry::inside(const QRectF& area, bool enclosed) const
{
    std::vector<Thing> out;
    for (const model::ComputerId id : cardsIn(area)) {
        const QRectF& rect = m_cards.at(id).rect;
        if (enclosed ? area.contains(rect) : area.intersects(rect))
            out.emplace_back(id);
    }
    for (const model::HopId id : hopsIn(area)) {
        const QPainterPath& path = m_hops.at(id).path;
        const QRectF rect = path.boundingRect().adjusted(-1, -1, 1, 1);
        if (enclosed ? area.contains(rect) : area.intersects(rect) && path.intersects(area))
            out.emplace_back(id);
    }
    return out;
}

QRectF CanvasGeometry::rectOf(const Thing& thing) const
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing)) {
        const auto found = m_cards.find(*computer);
        return found == m_cards.end() ? QRectF() : found->second.rect;
    }
    if (const auto* hop = std::get_if<model::HopId>(&thing)) {
        const auto found = m_hops.find(*hop);
        return found == m_hops.end()
                   ? QRectF()
                   : found->second.path.boundingRect() | found->second.labelBounds();
    }
    const auto found = m_rows.find(std::get<model::ResourceId>(thing));
    return found == m_rows.end() ? QRectF() : found->second;
}

}  // namespace hopwright::ui
