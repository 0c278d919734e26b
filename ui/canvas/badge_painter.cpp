// The badges of findings: on the corner of a card, and beside the seal of a hop (design §10).
#include "ui/canvas/paint.h"
#include "ui/theme/marks.h"

#include <QFontMetricsF>
#include <QList>

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

constexpr double pillHeight = 18;
constexpr double pillMark = 14;
constexpr double pillPad = 3;  ///< At its ends; and between mark and count.
constexpr double overEdge = 6;
constexpr double besideSeal = 6;  ///< From a seal's mark: its disc takes the half.
constexpr double markAlone = 12;  ///< Where a pill would cover the name.
constexpr double countPixels = 11;
constexpr double leastPill = 0.5;  ///< The zoom down to which counts are shown.

double unitOf(const Paint& paint)
{
    return paint.detail == Detail::Full ? 1 : paint.screen(1);
}

bool hasPills(const Paint& paint)
{
    return paint.detail >= Detail::Compact && paint.state.zoom >= leastPill;
}

QFont countFont(const Paint& paint)
{
    return paint.detail == Detail::Full ? paint.fontOf(FontRole::CaptionStrong)
                                        : paint.fixedFont(countPixels, true);
}

/// Nothing for one: the mark alone says it.
QString countText(const FindingBadge& badge)
{
    return badge.count > 1 ? QString::number(badge.count) : QString();
}

QSizeF pillSize(const Paint& paint, const FindingBadge& badge)
{
    const double unit = unitOf(paint);
    const QString count = countText(badge);
    if (count.isEmpty())
        return {pillHeight * unit, pillHeight * unit};
    const QFontMetricsF measure(countFont(paint));
    return {(pillMark + 3 * pillPad) * unit + measure.horizontalAdvance(count),
            std::max(pillHeight * unit, measure.height())};
}

QRectF cardBadge(const Paint& paint, const CardGeometry& card, const FindingBadge& badge)
{
    const double unit = unitOf(paint);
    const QSizeF size =
        hasPills(paint) ? pillSize(paint, badge) : QSizeF(markAlone * unit, markAlone * unit);
    return {card.rect.topRight() + QPointF(overEdge * unit - size.width(), -overEdge * unit), size};
}

void paintPill(const Paint& paint, const QRectF& box, const FindingBadge& badge)
{
    const double unit = unitOf(paint);
    const double radius = box.height() / 2;
    paint.painter.setPen(QPen(paint.colour(markShapeInk(badge.worst)), unit));
    paint.painter.setBrush(paint.colour(Ink::Card));
    paint.painter.drawRoundedRect(box, radius, radius);
    const QString count = countText(badge);
    const double mark = pillMark * unit;
    const double left = count.isEmpty() ? box.center().x() - mark / 2 : box.left() + pillPad * unit;
    paintMark(paint.painter, badge.worst, QRectF(left, box.center().y() - mark / 2, mark, mark),
              paint.theme);
    if (count.isEmpty())
        return;
    const QFontMetricsF measure(countFont(paint));
    paint.painter.setFont(countFont(paint));
    paint.painter.setPen(paint.colour(markInk(badge.worst)));
    paint.painter.drawText(QPointF(left + mark + pillPad * unit,
                                   box.center().y() + (measure.ascent() - measure.descent()) / 2),
                           count);
}

void paintBadge(const Paint& paint, const QRectF& box, const FindingBadge& badge)
{
    if (hasPills(paint)) {
        paintPill(paint, box, badge);
    } else {
        paintMark(paint.painter, badge.worst, box, paint.theme);
    }
}

/// Where it may be seen; noted.
void paintNoted(const Paint& paint, const Thing& thing, const QRectF& box,
                const FindingBadge& badge)
{
    const double edge = unitOf(paint);
    if (!box.adjusted(-edge, -edge, edge, edge).intersects(paint.state.area))
        return;
    paintBadge(paint, box, badge);
    paint.badges.push_back({.thing = thing, .badge = badge, .rect = box});
}

/// Blocks and bars have their worst finding as their outline: one batch a severity, the worst last.
void paintOutlines(const Paint& paint, const std::vector<model::ComputerId>& cards)
{
    constexpr std::array outlined{Mark::Warning, Mark::Error};
    std::array<QList<QRectF>, outlined.size()> rects;
    for (const model::ComputerId id : cards) {
        const Mark worst = paint.state.findings.badgeOf(id).worst;
        for (std::size_t i = 0; i < outlined.size(); ++i) {
            if (worst == outlined.at(i))
                rects.at(i).append(paint.geometry.cards().at(id).rect);
        }
    }
    paint.painter.setRenderHint(QPainter::Antialiasing, false);
    paint.painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < outlined.size(); ++i) {
        paint.painter.setPen(QPen(paint.colour(markShapeInk(outlined.at(i))), paint.screen(2)));
        paint.painter.drawRects(rects.at(i));
    }
    paint.painter.setRenderHint(QPainter::Antialiasing);
}

}  // namespace

QRectF hopBadge(const Paint& paint, const HopGeometry& hop)
{
    const FindingBadge badge = paint.state.findings.badgeOf(hop.id);
    if (badge.worst == Mark::None || !hasPills(paint))
        return {};
    const QSizeF size = pillSize(paint, badge);
    const double away = sealSizeAt(paint) / 2 + besideSeal * unitOf(paint);
    const double top = hop.seal.y() - size.height() / 2;
    const QRectF right(QPointF(hop.seal.x() + away, top), size);
    const QRectF left(QPointF(hop.seal.x() - away - size.width(), top), size);
    return paint.geometry.hasCardIn(right) && !paint.geometry.hasCardIn(left) ? left : right;
}

void paintBadges(const Paint& paint, const Seen& seen)
{
    if (paint.detail < Detail::Compact) {
        paintOutlines(paint, seen.cards);
        return;
    }
    for (const model::ComputerId id : seen.cards) {
        const FindingBadge badge = paint.state.findings.badgeOf(id);
        if (badge.worst != Mark::None)
            paintNoted(paint, id, cardBadge(paint, paint.geometry.cards().at(id), badge), badge);
    }
    for (const model::HopId id : seen.hops) {
        const QRectF box = hopBadge(paint, paint.geometry.hops().at(id));
        if (!box.isEmpty())
            paintNoted(paint, id, box, paint.state.findings.badgeOf(id));
    }
}

void paintBadgesAgain(const Paint& paint, const std::vector<model::ComputerId>& cards)
{
    for (const model::ComputerId id : cards) {
        const FindingBadge badge = paint.state.findings.badgeOf(id);
        if (badge.worst != Mark::None && paint.detail >= Detail::Compact)
            paintBadge(paint, cardBadge(paint, paint.geometry.cards().at(id), badge), badge);
    }
}

std::vector<QRectF> badgeBoxes(const Paint& paint, const std::vector<model::ComputerId>& cards,
                               const std::vector<model::HopId>& hops)
{
    std::vector<QRectF> out;
    for (const model::ComputerId id : cards) {
        const FindingBadge badge = paint.state.findings.badgeOf(id);
        if (badge.worst != Mark::None)
            out.push_back(cardBadge(paint, paint.geometry.cards().at(id), badge));
    }
    for (const model::HopId id : hops) {
        if (const QRectF box = hopBadge(paint, paint.geometry.hops().at(id)); !box.isEmpty())
            out.push_back(box);
    }
    return out;
}

}  // namespace hopwright::ui
