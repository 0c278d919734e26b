#include "core/edit/layout.h"
#include "core/layout/route.h"
#include "ui/canvas/canvas_geometry.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_set>
#include <utility>

/// The lines of hops.
namespace hopwright::ui {

namespace {

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

/// Above so many changes each hop is laid anew: to look whether one of them is in its way costs more.
constexpr std::size_t manyChanges = 64;

/// In a drawing with more hops no line is led around cards: a change would lay too many anew.
constexpr std::size_t maxRoutedHops = 3'000;

/// Two ends as one number.
std::uint64_t pairOf(model::ComputerId from, model::ComputerId to)
{
    return (static_cast<std::uint64_t>(from) << 32) | static_cast<std::uint64_t>(to);
}

layout::Point pointOf(QPointF point)
{
    return {.x = point.x(), .y = point.y()};
}

QRectF areaOf(const layout::Box& box)
{
    return {QPointF(box.left, box.top), QPointF(box.right, box.bottom)};
}

/// From edge to edge, of a level line with some height.
QRectF betweenEnds(const HopGeometry& hop)
{
    return QRectF(hop.tail, hop.head).normalized().adjusted(0, -1, 0, 1);
}

/// As one curve, whatever is in its way.
layout::Line lineOf(const HopGeometry& hop)
{
    return {.tail = pointOf(hop.tail), .head = pointOf(hop.head)};
}

/// Whether \p line as one curve meets \p area: what is between its ends is the whole drawing for a hop from corner to corner.
bool passes(const layout::Line& line, const QRectF& area)
{
    const auto [left, right] = std::minmax(line.tail.x, line.head.x);
    if (left > area.right() || right < area.left())
        return false;
    // Its curve only rises, or only falls.
    const auto [top, bottom] = left == right ? std::minmax({line.tail.y, line.head.y})
                                             : std::minmax({layout::heightAt(line, area.left()),
                                                            layout::heightAt(line, area.right())});
    return top <= area.bottom() + 1 && bottom >= area.top() - 1;
}

/// All that its way depends on.
QRectF areaOf(const HopGeometry& hop)
{
    return areaOf(layout::areaOfRoute(pointOf(hop.tail), pointOf(hop.head)));
}

bool isSideBySide(const HopGeometry& hop)
{
    return hop.from != hop.to.computer && hop.tailDirection == hop.headDirection;
}

/// Whether no other hop sees a difference.
bool isSameLine(const HopGeometry& one, const HopGeometry& other)
{
    return one.from == other.from && one.to == other.to && one.tail == other.tail
           && one.head == other.head && one.tailDirection == other.tailDirection
           && one.headDirection == other.headDirection;
}

bool shareCard(const HopGeometry& one, const HopGeometry& other)
{
    return one.from == other.from || one.from == other.to.computer || one.to.computer == other.from
           || one.to.computer == other.to.computer;
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

/// A piece between two level ends.
void curveTo(QPainterPath& path, QPointF end)
{
    const QPointF start = path.currentPosition();
    if (end == start)
        return;
    const QPointF reach((end.x() - start.x()) / 2, 0);
    path.cubicTo(start + reach, end - reach, end);
}

/// The point of a line that leads to one side, in the middle of its way across: one of its level parts, or of a curve between.
QPointF middleOf(const HopGeometry& hop, const std::vector<layout::Run>& runs)
{
    const double x = (hop.tail.x() + hop.head.x()) / 2;
    const double sign = hop.headDirection.x();
    layout::Point at = pointOf(hop.tail);
    for (const layout::Run& run : runs) {
        const layout::Point next{.x = run.from, .y = run.y};
        if (sign * x < sign * run.from)
            return {x, layout::heightAt({.tail = at, .head = next}, x)};
        if (sign * x <= sign * run.to)
            return {x, run.y};
        at = {.x = run.to, .y = run.y};
    }
    return {x, layout::heightAt({.tail = at, .head = pointOf(hop.head)}, x)};
}

}  // namespace

bool CanvasGeometry::Changes::haveCardIn(const QRectF& area) const
{
    return places.size() > manyChanges || std::ranges::any_of(places, [&area](const QRectF& place) {
               return place.intersects(area);
           });
}

bool CanvasGeometry::Changes::haveLineIn(const QRectF& area) const
{
    return lines.size() > manyChanges
           || std::ranges::any_of(lines,
                                  [&area](const layout::Line& line) { return passes(line, area); });
}

void CanvasGeometry::updateHops(const model::Graph& graph, const CanvasMetrics& metrics)
{
    const bool areRouted = graph.hops.size() <= maxRoutedHops;
    if (std::exchange(m_areRouted, areRouted) != areRouted) {
        m_hops.clear();
        m_hopIndex = {};
        m_lineIndex = {};
    }
    updateEnds(graph);
    for (auto& [id, hop] : m_hops) {
        if (hop.bounds.isNull()) {
            layHop(hop, metrics);
        } else if (!isLaid(hop)) {
            m_hopIndex.remove(id, hop.bounds);
            layHop(hop, metrics);
        } else {
            continue;
        }
        m_hopIndex.enter(id, hop.bounds);
    }
}

/// Where hops begin and end; what has another end has no line then.
void CanvasGeometry::updateEnds(const model::Graph& graph)
{
    std::unordered_set<std::uint64_t> ends;
    ends.reserve(graph.hops.size());
    for (const auto& [id, hop] : graph.hops)
        ends.insert(pairOf(hop.from, hop.to.computer));
    auto at = m_hops.begin();
    for (const auto& [id, hop] : graph.hops) {
        while (at != m_hops.end() && at->first < id)
            at = forget(at);
        at = updateEndsOf(at, id, hop, ends.contains(pairOf(hop.to.computer, hop.from)));
    }
    while (at != m_hops.end())
        at = forget(at);
}

/// \p at is the hop's own place, or where it will stand before. Returns what comes after the hop.
std::map<model::HopId, HopGeometry>::iterator
CanvasGeometry::updateEndsOf(std::map<model::HopId, HopGeometry>::iterator at, model::HopId id,
                             const model::Hop& hop, bool hasTwin)
{
    const bool isThere = at != m_hops.end() && at->first == id;
    if (isThere && hasItsEnds(at->second, hop, hasTwin))
        return std::next(at);
    const bool hasCards = m_cards.contains(hop.from) && m_cards.contains(hop.to.computer);
    HopGeometry made = hasCards ? endsOf(hop, hasTwin) : HopGeometry{};
    if (isThere && hasCards && isSameLine(at->second, made)) {
        m_hopIndex.remove(id, at->second.bounds);
        at->second = std::move(made);
        return std::next(at);
    }
    if (isThere)
        at = forget(at);
    if (!hasCards)
        return at;
    if (isSideBySide(made)) {
        m_lineIndex.enter(id, betweenEnds(made));
        m_changed.lines.push_back(lineOf(made));
    }
    m_hops.emplace_hint(at, id, std::move(made));
    return at;
}

std::map<model::HopId, HopGeometry>::iterator
CanvasGeometry::forget(std::map<model::HopId, HopGeometry>::iterator at)
{
    const HopGeometry& hop = at->second;
    m_hopIndex.remove(at->first, hop.bounds);
    if (isSideBySide(hop)) {
        m_lineIndex.remove(at->first, betweenEnds(hop));
        m_changed.lines.push_back(lineOf(hop));
    }
    return m_hops.erase(at);
}

/// Whether \p hop is as endsOf() would make it.
bool CanvasGeometry::hasItsEnds(const HopGeometry& hop, const model::Hop& drawn, bool hasTwin) const
{
    return hop.from == drawn.from && hop.to == drawn.to && hop.hasTwin == hasTwin
           && !m_changed.ids.contains(drawn.from) && !m_changed.ids.contains(drawn.to.computer);
}

/// Whether \p hop, whose ends are as they were, is as layHop() would lay it.
bool CanvasGeometry::isLaid(const HopGeometry& hop) const
{
    if (!isSideBySide(hop))
        return true;
    if (m_changed.haveCardIn(betweenEnds(hop)))
        return false;
    return !hop.isInTheWay
           || (!m_changed.haveCardIn(areaOf(hop)) && !m_changed.haveLineIn(areaOf(hop)));
}

HopGeometry CanvasGeometry::endsOf(const model::Hop& hop, bool hasTwin) const
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
    if (end.right() <= start.left()) {
        out.tailDirection = out.headDirection = {-1, 0};
        out.tail = {start.left(), from.baseLine};
        out.head = {end.right(), arrival};
        return out;
    }
    out.tail = {start.right(), from.baseLine};
    out.head = {end.left(), arrival};
    if (end.left() < start.right()) {
        out.headDirection = {-1, 0};
        out.head = {end.right(), arrival};
    }
    return out;
}

/// \p hop has its ends.
void CanvasGeometry::layHop(HopGeometry& hop, const CanvasMetrics& metrics) const
{
    hop.path = {};
    if (hop.from == hop.to.computer && !hop.to.resource) {
        layOverCard(hop, m_cards.at(hop.from), metrics);
    } else {
        hop.path.moveTo(hop.tail);
        layPath(hop, metrics);
    }
    placeLabels(hop, metrics);
    hop.bounds = hop.path.boundingRect().adjusted(-8, -8, 8, 8) | hop.labelBounds()
                 | hop.wordBox.translated(0, cellsRoom);
    if (hop.tailDirection.x() > 0 && hop.headDirection.x() < 0)
        hop.bounds |= QRectF(hop.seal - QPointF(0, loopLabels.height() / 2), loopLabels);
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
void CanvasGeometry::layPath(HopGeometry& hop, const CanvasMetrics& metrics) const
{
    const bool sideBySide = hop.tailDirection == hop.headDirection;
    if (!sideBySide) {
        const double reach = std::max(hop.tail.x(), hop.head.x()) + loopReach;
        hop.isLevel = false;
        hop.path.cubicTo({reach, hop.tail.y()}, {reach, hop.head.y()}, hop.head);
        hop.seal = hop.path.pointAtPercent(0.5);
        return;
    }
    hop.isLevel = std::abs(hop.tail.y() - hop.head.y()) < 0.5;
    hop.isInTheWay = hasStrangerIn(hop, betweenEnds(hop));
    const double labels = 2 * sealRoom + metrics.typedHeight + metrics.wordHeight;
    if (hop.isLevel && hop.hasTwin && hop.headDirection.x() < 0) {
        layBow(hop, labels + metrics.titleHeight + passGap);
        return;
    }
    const double over = -(edit::hopBaseLine + passGap + labels - sealRoom);
    const bool isCrossed = hop.isLevel && hop.isInTheWay;
    const QRectF bow = betweenEnds(hop).adjusted(0, over - sealRoom - metrics.titleHeight, 0,
                                                 -edit::hopBaseLine - 1);
    if (isCrossed && !hasStrangerIn(hop, bow)) {
        layBow(hop, over);
        return;
    }
    const std::vector<layout::Run> runs = runsOf(hop);
    if (!runs.empty()) {
        layRuns(hop, runs);
    } else if (isCrossed) {
        layBow(hop, over);
    } else if (hop.isLevel) {
        hop.path.lineTo(hop.head);
        hop.seal = {(hop.tail.x() + hop.head.x() - hop.headDirection.x() * 8) / 2, hop.tail.y()};
    } else {
        const double length = std::abs(hop.head.x() - hop.tail.x());
        const QPointF reach(hop.headDirection.x() * std::max(32.0, length / 2), 0);
        hop.path.cubicTo(hop.tail + reach, hop.head - reach, hop.head);
        hop.seal = (hop.tail + hop.head) / 2;  // The curve is the same from both ends.
    }
}

/// From end to end, \p down below them in the middle.
void CanvasGeometry::layBow(HopGeometry& hop, double down)
{
    const double length = std::abs(hop.head.x() - hop.tail.x());
    const QPointF middle((hop.tail.x() + hop.head.x()) / 2, hop.tail.y() + down);
    const QPointF reach(hop.headDirection.x() * length / 4, 0);
    hop.path.cubicTo(hop.tail + reach, middle - reach, middle);
    hop.path.cubicTo(middle + reach, hop.head - reach, hop.head);
    hop.seal = middle;
    hop.isLevel = false;
}

void CanvasGeometry::layRuns(HopGeometry& hop, const std::vector<layout::Run>& runs)
{
    hop.isLevel = false;
    for (const layout::Run& run : runs) {
        curveTo(hop.path, {run.from, run.y});
        curveTo(hop.path, {run.to, run.y});
    }
    curveTo(hop.path, hop.head);
    hop.seal = middleOf(hop, runs);
}

/// The way around the cards between its ends.
std::vector<layout::Run> CanvasGeometry::runsOf(const HopGeometry& hop) const
{
    if (!m_areRouted || !hop.isInTheWay)
        return {};
    return layout::runsOf(pointOf(hop.tail), pointOf(hop.head), [&](const layout::Box& box) {
        const QRectF area = areaOf(box);
        layout::Surroundings out;
        for (const model::ComputerId id : m_cardIndex.in(area)) {
            const QRectF& card = m_cards.at(id).rect;
            if (id != hop.from && id != hop.to.computer && card.intersects(area)) {
                out.cards.push_back({.left = card.left(),
                                     .top = card.top(),
                                     .right = card.right(),
                                     .bottom = card.bottom()});
            }
        }
        for (const model::HopId id : m_lineIndex.in(area)) {
            const HopGeometry& other = m_hops.at(id);
            if (!shareCard(hop, other) && passes(lineOf(other), area))
                out.lines.push_back(lineOf(other));
        }
        return out;
    });
}

/// Whether \p area meets a card at neither end of \p hop.
bool CanvasGeometry::hasStrangerIn(const HopGeometry& hop, const QRectF& area) const
{
    return m_cardIndex.any(area, [&](model::ComputerId id) {
        return id != hop.from && id != hop.to.computer && m_cards.at(id).rect.intersects(area);
    });
}

}  // namespace hopwright::ui
