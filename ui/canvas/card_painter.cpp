#include "core/edit/layout.h"
#include "ui/canvas/paint.h"
#include "ui/models/machine_icon.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr double nameLeft = 52;
constexpr double rowIcon = 18;
constexpr double rowText = 44;
constexpr double chipPadding = 6;
constexpr double chipGap = 4;
constexpr double chipDot = 10;      ///< Dot and gap of a role that is not applied yet.
constexpr double compactName = 11;  ///< Pixels on the screen.
constexpr double blockName = 10;
constexpr double leastNamed =
    0.20;  ///< The zoom down to which blocks have names: some seven letters.
constexpr std::size_t mostNames =
    600;  ///< More blocks in sight have no names: each costs some ten microseconds.

QString iconNameOf(const Paint& paint, model::ComputerId id)
{
    return paint.looks.machines.at(id).isGroup ? QStringLiteral("group")
                                               : iconOf(paint.graph.computers.at(id).kind);
}

/// \p on and \p off: of a pen of that width.
QPen dashed(const QColor& colour, double width, double on, double off)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({on, off});
    return pen;
}

QPainterPath rounded(const QRectF& rect, double radius)
{
    QPainterPath out;
    out.addRoundedRect(rect, radius, radius);
    return out;
}

void paintTile(const Paint& paint, const QRectF& tile, model::ComputerId id, double icon)
{
    paint.painter.setPen(paint.theme == Theme::HighContrast ? QPen(paint.colour(Ink::Outline), 1)
                                                            : QPen(Qt::NoPen));
    paint.painter.setBrush(paint.colour(Ink::NeutralSoft));
    paint.painter.drawRoundedRect(tile, Size::radiusControl, Size::radiusControl);
    const QPointF corner = tile.center() - QPointF(icon / 2, icon / 2);
    paintIcon(paint.painter, iconNameOf(paint, id), QRectF(corner, QSizeF(icon, icon)),
              paint.colour(Ink::Text));
}

void paintHead(const Paint& paint, const CardGeometry& card, const MachineLook& look)
{
    const QPointF corner = card.rect.topLeft();
    paintTile(paint,
              QRectF(corner + QPointF(12, 12), QSizeF(Size::nodeIconTile, Size::nodeIconTile)),
              card.id, Size::icon);
    const double room = card.rect.width() - nameLeft - Size::nodePad;
    paint.text(corner + QPointF(nameLeft, paint.metrics.nameBaseline), room, Qt::AlignLeft,
               paint.fontOf(FontRole::Strong), Ink::Text, look.name);
    paint.text(corner + QPointF(nameLeft, paint.metrics.secondBaseline), room, Qt::AlignLeft,
               paint.fontOf(FontRole::Caption), Ink::TextSecondary, look.second);
}

/// \returns the width that the chip takes.
double paintChip(const Paint& paint, QPointF corner, double room, const RoleLook& role)
{
    const QFont used = paint.fontOf(FontRole::Caption);
    const QFontMetricsF measure(used);
    const double before = chipPadding + (role.notApplied ? chipDot : 0);
    const double width =
        std::min(room, measure.horizontalAdvance(role.text) + before + chipPadding + 0.5);
    const QRectF box(corner, QSizeF(width, paint.metrics.chipHeight));
    const QRectF rim = box.adjusted(0.5, 0.5, -0.5, -0.5);
    paint.painter.setPen(role.notApplied ? QPen(Qt::NoPen)
                                         : QPen(paint.colour(Ink::NeutralSoft), 1));
    paint.painter.setBrush(paint.colour(role.notApplied ? Ink::PlannedSoft : Ink::NeutralSoft));
    paint.painter.drawRoundedRect(rim, 3, 3);
    if (role.notApplied)
        paint.dashed(rounded(rim, 3), dashed(paint.colour(Ink::Planned), 1, 3, 2));
    if (role.notApplied) {
        paint.painter.setPen(QPen(paint.colour(Ink::Planned), 1.5));
        paint.painter.setBrush(Qt::NoBrush);
        paint.painter.drawEllipse(QPointF(box.left() + chipPadding + 3, box.center().y()), 3, 3);
    }
    const double baseline = box.center().y() + (measure.ascent() - measure.descent()) / 2;
    paint.text({box.left() + before, baseline}, width - before - chipPadding + 0.5, Qt::AlignLeft,
               used, role.notApplied ? Ink::Planned : Ink::Text, role.text, Qt::ElideRight);
    return width;
}

void paintRoles(const Paint& paint, const CardGeometry& card, const MachineLook& look)
{
    const double right = card.rect.right() - Size::nodePad;
    double left = card.rect.left() + Size::nodePad;
    const double top = card.rect.top() + paint.metrics.chipTop;
    if (look.roles.empty()) {
        paint.text({left, top + 12}, right - left, Qt::AlignLeft, paint.fontOf(FontRole::Caption),
                   Ink::TextSecondary, look.noRole, Qt::ElideRight);
        return;
    }
    for (const RoleLook& role : look.roles)
        left += paintChip(paint, {left, top}, right - left, role) + chipGap;
}

void paintRow(const Paint& paint, model::ResourceId id, const QRectF& row)
{
    const ResourceLook& look = paint.looks.resources.at(id);
    if (paint.isSelected(id))
        paint.painter.fillRect(row.adjusted(1, 1, -1, -1), paint.colour(Ink::AccentSoft));
    paint.painter.setPen(QPen(paint.colour(Ink::Line), 1));
    paint.painter.drawLine(row.topLeft() + QPointF(1, 0.5), row.topRight() + QPointF(-1, 0.5));
    paintIcon(paint.painter, look.icon,
              QRectF(row.left() + 18, row.center().y() - rowIcon / 2, rowIcon, rowIcon),
              paint.colour(Ink::Text));
    const QFontMetricsF measure(paint.fontOf(FontRole::Body));
    const double baseline = row.center().y() + (measure.ascent() - measure.descent()) / 2;
    const double verb =
        paint.text({row.right() - Size::nodePad, baseline}, row.width() / 2, Qt::AlignRight,
                   paint.fontOf(FontRole::Caption), Ink::TextSecondary, look.verb);
    paint.text({row.left() + rowText, baseline},
               row.width() - rowText - Size::nodePad - (verb > 0 ? verb + 8 : 0), Qt::AlignLeft,
               paint.fontOf(FontRole::Body), Ink::Text, look.name);
}

/// The strip of a machine that holds a password: filled when a test showed it, dashed while it is only predicted.
void paintStrip(const Paint& paint, const CardGeometry& card, const MachineLook& look)
{
    const QRectF& strip = card.passwordStrip;
    if (strip.isEmpty())
        return;
    QPainterPath edge(strip.topLeft() + QPointF(1, 0.5));
    edge.lineTo(strip.topRight() + QPointF(-1, 0.5));
    if (look.passwordIsSeen) {
        paint.painter.save();
        paint.painter.setClipRect(strip, Qt::IntersectClip);
        paint.painter.setPen(Qt::NoPen);
        paint.painter.setBrush(paint.colour(Ink::WarningSoft));
        paint.painter.drawRoundedRect(card.rect.adjusted(1, 1, -1, -1), 5, 5);
        paint.painter.restore();
        paint.painter.strokePath(
            edge, QPen(paint.colour(Ink::WarningShape), 1, Qt::SolidLine, Qt::FlatCap));
    } else {
        paint.dashed(edge, dashed(paint.colour(Ink::WarningShape), 1, 4, 3));
    }
    paintIcon(paint.painter, QStringLiteral("key"),
              QRectF(strip.left() + 18, strip.center().y() - rowIcon / 2, rowIcon, rowIcon),
              paint.colour(Ink::Warning));
    const QFont used =
        paint.fontOf(look.passwordIsSeen ? FontRole::CaptionStrong : FontRole::Caption);
    const QFontMetricsF measure(used);
    const double baseline = strip.center().y() + (measure.ascent() - measure.descent()) / 2;
    paint.text({strip.left() + rowText, baseline}, strip.width() - rowText - 10, Qt::AlignLeft,
               used, Ink::Text, look.password, Qt::ElideRight);
}

void paintOutline(const Paint& paint, const CardGeometry& card)
{
    const double width = paint.detail == Detail::Full ? 1 : paint.screen(1);
    const QRectF rim = card.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    const bool isDashed = paint.looks.machines.at(card.id).isDashed;
    paint.painter.setBrush(paint.colour(Ink::Card));
    paint.painter.setPen(isDashed ? QPen(Qt::NoPen) : QPen(paint.colour(Ink::Outline), width));
    paint.painter.drawRoundedRect(rim, Size::radiusCard, Size::radiusCard);
    if (isDashed) {
        paint.dashed(rounded(rim, Size::radiusCard),
                     dashed(paint.colour(Ink::Outline), width, 4, 3));
    }
}

void paintPendingDot(const Paint& paint, const CardGeometry& card)
{
    const QPointF corner = card.rect.bottomRight();
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.colour(Ink::Canvas));
    paint.painter.drawEllipse(corner, 7, 7);
    paint.painter.setPen(QPen(paint.colour(Ink::Planned), 2));
    paint.painter.setBrush(paint.colour(Ink::Card));
    paint.painter.drawEllipse(corner, 4, 4);
}

/// On the corner of a machine that stays where it is when the drawing is tidied.
void paintPin(const Paint& paint, const CardGeometry& card)
{
    constexpr double radius = 9;
    constexpr double icon = 12;
    if (!paint.graph.computers.at(card.id).isPinned)
        return;
    const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
    const QPointF corner = card.rect.topLeft();
    paint.painter.setPen(QPen(paint.colour(Ink::Outline), unit));
    paint.painter.setBrush(paint.colour(Ink::Card));
    paint.painter.drawEllipse(corner, radius * unit, radius * unit);
    const QPointF half(icon * unit / 2, icon * unit / 2);
    paintIcon(paint.painter, QStringLiteral("pin"), QRectF(corner - half, corner + half),
              paint.colour(Ink::Text));
}

void paintFull(const Paint& paint, const CardGeometry& card)
{
    const MachineLook& look = paint.looks.machines.at(card.id);
    paintOutline(paint, card);
    paintHead(paint, card, look);
    paintRoles(paint, card, look);
    for (const auto& [id, row] : card.rows)
        paintRow(paint, id, row);
    paintStrip(paint, card, look);
    if (look.notApplied)
        paintPendingDot(paint, card);
}

/// Icon and name at a fixed size; rows merge. The icon goes where the name would be cut beside it.
void paintCompact(const Paint& paint, const CardGeometry& card)
{
    paintOutline(paint, card);
    const QString& name = paint.looks.machines.at(card.id).name;
    const QFont used = paint.fixedFont(compactName, true);
    const QFontMetricsF measure(used);
    const double size = paint.screen(rowIcon);
    const double pad = paint.screen(6);
    const double behindIcon = card.rect.left() + pad + size + paint.screen(4);
    const bool hasIcon =
        measure.horizontalAdvance(name) <= card.rect.right() - behindIcon - paint.screen(4);
    if (hasIcon) {
        const QRectF icon(card.rect.left() + pad, card.rect.center().y() - size / 2, size, size);
        paintIcon(paint.painter, iconNameOf(paint, card.id), icon, paint.colour(Ink::Text));
    }
    const double left = hasIcon ? behindIcon : card.rect.left() + paint.screen(4);
    const double baseline = card.rect.center().y() + (measure.ascent() - measure.descent()) / 2;
    paint.text({left, baseline}, card.rect.right() - left - paint.screen(4), Qt::AlignLeft, used,
               Ink::Text, name);
}

/// In the place of tile and bar.
void paintBlockName(const Paint& paint, const CardGeometry& card, const QFont& used)
{
    const QFontMetricsF measure(used);
    const double baseline = card.rect.center().y() + (measure.ascent() - measure.descent()) / 2;
    const double left = card.rect.left() + paint.screen(2);
    paint.text({left, baseline}, card.rect.right() - left - paint.screen(1), Qt::AlignLeft, used,
               Ink::Text, paint.looks.machines.at(card.id).name);
}

/// Blocks with tile and bar, or bars alone: three batches for all machines. Names where they can be read.
void paintBlocks(const Paint& paint, const std::vector<model::ComputerId>& cards)
{
    const bool bars = paint.detail == Detail::Bar;
    const bool names =
        paint.state.zoom >= leastNamed && (paint.state.isPiece || cards.size() <= mostNames);
    QList<QRectF> boxes;
    QList<QRectF> tiles;
    QList<QRectF> lines;
    for (const model::ComputerId id : cards) {
        const CardGeometry& card = paint.geometry.cards().at(id);
        boxes.append(card.rect);
        tiles.append(
            QRectF(card.rect.topLeft() + QPointF(12, 12), QSizeF(40, card.headHeight - 24)));
        lines.append(QRectF(card.rect.left() + 64, card.rect.top() + card.headHeight / 2 - 5,
                            card.rect.width() - 88, 10));
    }
    QPainter& painter = paint.painter;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(bars ? QPen(Qt::NoPen) : QPen(paint.colour(Ink::Outline), 0));
    painter.setBrush(paint.colour(bars ? Ink::Hop : Ink::Card));
    painter.drawRects(boxes);
    if (!bars && !names) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(paint.colour(Ink::NeutralSoft));
        painter.drawRects(tiles);
        painter.setBrush(paint.colour(Ink::Hop));
        painter.drawRects(lines);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (names) {
        const QFont used = paint.fixedFont(blockName, false);
        for (const model::ComputerId id : cards)
            paintBlockName(paint, paint.geometry.cards().at(id), used);
    }
}

/// Around \p rect, \p out pixels outside.
void paintRingAt(const Paint& paint, const QRectF& rect, double out, const QPen& pen)
{
    const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
    paint.painter.setPen(pen);
    paint.painter.setBrush(Qt::NoBrush);
    paint.painter.drawRoundedRect(rect.adjusted(-out * unit, -out * unit, out * unit, out * unit),
                                  Size::radiusCard + out, Size::radiusCard + out);
}

/// Of a focused or aimed at thing.
void paintRing(const Paint& paint, const Thing& thing, const QRectF& rect)
{
    QPainter& painter = paint.painter;
    const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
    const bool isRow = std::holds_alternative<model::ResourceId>(thing);
    const bool selected = !isRow && paint.isSelected(thing);
    if (paint.state.hasFocus && paint.state.selection.current == thing) {
        paintRingAt(paint, rect,
                    isRow      ? -2
                    : selected ? 6
                               : 4,
                    dashed(paint.colour(Ink::Focus), 2 * unit, 2, 1.5));
    }
    if (paint.state.dropTarget == thing) {
        paintRingAt(
            paint, rect, 3,
            QPen(paint.colour(paint.state.dropAllowed ? Ink::Passed : Ink::Denied), 2 * unit));
        paintMark(painter, paint.state.dropAllowed ? Mark::Passed : Mark::Denied,
                  QRectF(rect.right() - 8 * unit, rect.top() - 8 * unit, 16 * unit, 16 * unit),
                  paint.theme);
    }
}

/// Between blocks, all may be selected: these have theirs in one batch.
void paintSelectedRings(const Paint& paint, const std::vector<model::ComputerId>& cards)
{
    constexpr double out = 3;
    const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
    const QPen pen(paint.colour(Ink::Accent), 2 * unit);
    QList<QRectF> rects;
    for (const model::ComputerId id : cards) {
        if (!paint.isSelected(id))
            continue;
        const QRectF& rect = paint.geometry.cards().at(id).rect;
        if (paint.detail >= Detail::Compact) {
            paintRingAt(paint, rect, out, pen);
        } else {
            rects.append(rect.adjusted(-out * unit, -out * unit, out * unit, out * unit));
        }
    }
    paint.painter.setPen(pen);
    paint.painter.setBrush(Qt::NoBrush);
    paint.painter.setRenderHint(QPainter::Antialiasing, false);
    paint.painter.drawRects(rects);
    paint.painter.setRenderHint(QPainter::Antialiasing);
}

void paintHandle(const Paint& paint, const CardGeometry& card)
{
    const QPointF at = card.handle();
    const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
    paint.painter.setPen(QPen(paint.colour(Ink::Accent), 2 * unit));
    paint.painter.setBrush(paint.colour(Ink::Card));
    paint.painter.drawEllipse(at, 7 * unit, 7 * unit);
    paint.painter.setPen(QPen(paint.colour(Ink::Accent), 1.5 * unit));
    paint.painter.drawLine(at - QPointF(3.5 * unit, 0), at + QPointF(3.5 * unit, 0));
    paint.painter.drawLine(at - QPointF(0, 3.5 * unit), at + QPointF(0, 3.5 * unit));
}

/// The outline becomes the accent; what stands on it stays above.
void paintHover(const Paint& paint, const CardGeometry& card)
{
    if (paint.detail >= Detail::Compact) {
        const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
        paint.painter.setBrush(Qt::NoBrush);
        paint.painter.setPen(QPen(paint.colour(Ink::Accent), 2 * unit));
        paint.painter.drawRoundedRect(card.rect, Size::radiusCard, Size::radiusCard);
        paintPin(paint, card);
        if (paint.detail == Detail::Full && paint.looks.machines.at(card.id).notApplied)
            paintPendingDot(paint, card);
    }
}

}  // namespace

void paintCards(const Paint& paint, const std::vector<model::ComputerId>& cards)
{
    if (paint.detail == Detail::Block || paint.detail == Detail::Bar) {
        paintBlocks(paint, cards);
        return;
    }
    for (const model::ComputerId id : cards) {
        const CardGeometry& card = paint.geometry.cards().at(id);
        if (paint.detail == Detail::Full) {
            paintFull(paint, card);
        } else {
            paintCompact(paint, card);
        }
        paintPin(paint, card);
    }
}

void paintRings(const Paint& paint, const std::vector<model::ComputerId>& cards)
{
    const auto& all = paint.geometry.cards();
    const auto hovered = paint.state.hover ? all.find(*paint.state.hover) : all.end();
    if (hovered != all.end())
        paintHover(paint, hovered->second);
    paintSelectedRings(paint, cards);
    for (const model::ComputerId id : cards) {
        const CardGeometry& card = all.at(id);
        paintRing(paint, id, card.rect);
        for (const auto& [resource, row] : card.rows)
            paintRing(paint, resource, row);
    }
    if (hovered != all.end())
        paintHandle(paint, hovered->second);
}

}  // namespace hopwright::ui
