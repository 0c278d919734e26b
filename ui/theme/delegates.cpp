#include "ui/theme/delegates.h"

#include "ui/theme/fonts.h"
#include "ui/theme/roles.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>
#include <QTreeView>
#include <QtMath>

#include <algorithm>

namespace hopwright::ui {
namespace {

constexpr int sideMargin = 8;
constexpr int gap = 6;
constexpr int barHeight = 9;
constexpr int meterHeight = 6;
constexpr int accentBar = 3;
constexpr qreal mutedOpacity = 0.45;

Mark markAt(const QModelIndex& index, int role)
{
    return markFromInt(index.data(role).toInt());
}

bool isFirstColumn(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (const auto* tree = qobject_cast<const QTreeView*>(option.widget)) {
        return tree->header()->visualIndex(index.column()) == 0;
    }
    if (const auto* table = qobject_cast<const QTableView*>(option.widget)) {
        return table->horizontalHeader()->visualIndex(index.column()) == 0;
    }
    return index.column() == 0;
}

QColor textColour(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (!option.state.testFlag(QStyle::State_Enabled)) {
        return ink(Ink::TextDisabled, option.palette);
    }
    const Mark mark = markAt(index, MarkRole);
    if (index.data(StrongRole).toBool() && mark != Mark::None && mark != Mark::NotNeeded) {
        return ink(markInk(mark), option.palette);
    }
    if (const QVariant colour = index.data(Qt::ForegroundRole); colour.isValid()) {
        return qvariant_cast<QBrush>(colour).color();
    }
    return ink(Ink::Text, option.palette);
}

Qt::Alignment alignmentOf(const QModelIndex& index)
{
    const QVariant value = index.data(Qt::TextAlignmentRole);
    return value.isValid() ? Qt::Alignment(value.toInt()) | Qt::AlignVCenter
                           : Qt::AlignLeft | Qt::AlignVCenter;
}

QFont firstLineFont(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QVariant own = index.data(Qt::FontRole);
    const QFont base = own.isValid() ? qvariant_cast<QFont>(own) : option.font;
    return index.data(StrongRole).toBool() ? fontFor(FontRole::Strong, base) : base;
}

void drawElided(QPainter& painter, const QRect& box, Qt::Alignment alignment, const QString& text,
                Qt::TextElideMode mode)
{
    painter.drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, mode, box.width()));
}

/// Paints badge, count and dot at the right edge and gives back what is left of `cell`.
QRect paintBadges(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                  QRect cell)
{
    const Theme theme = themeOf(option.palette);
    const auto takeRight = [&cell](int width) {
        const QRect box(cell.right() + 1 - width, cell.top(), width, cell.height());
        cell.setRight(cell.right() - width - gap / 2);
        return box;
    };
    if (index.data(PendingRole).toBool()) {
        paintMark(painter, Mark::NotAppliedYet, takeRight(14), theme);
    }
    if (const int count = index.data(BadgeCountRole).toInt(); count > 1) {
        const QString number = QString::number(count);
        painter.setFont(fontFor(FontRole::CaptionStrong, option.font));
        painter.setPen(ink(Ink::Text, theme));
        const int width = painter.fontMetrics().horizontalAdvance(number);
        painter.drawText(takeRight(width), Qt::AlignCenter, number);
    }
    if (const Mark badge = markAt(index, BadgeMarkRole); badge != Mark::None) {
        const QRect box = takeRight(14);
        paintMark(painter, badge, QRectF(box.left(), box.center().y() - 6.5, 14, 14), theme);
    }
    return cell;
}

int badgesWidth(const QModelIndex& index)
{
    int width = index.data(PendingRole).toBool() ? 14 + gap : 0;
    width += markAt(index, BadgeMarkRole) != Mark::None ? 14 + gap : 0;
    return width + (index.data(BadgeCountRole).toInt() > 1 ? 16 : 0);
}

/// Where `inner` begins when it is in the middle of `outer`, on whole pixels.
int centred(int outer, int inner)
{
    return (outer - inner) / 2;
}

bool hasSeal(const QModelIndex& index)
{
    return index.data(PredictedRole).isValid();
}

void paintCell(QPainter& painter, Mark stage, const QRectF& box, Theme theme)
{
    const QRectF line = box.adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor colour = ink(markShapeInk(stage), theme);
    switch (stage) {
    case Mark::None:
        painter.setPen(QPen(ink(Ink::Outline, theme), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(line, 1, 1);
        break;
    case Mark::NotNeeded:
        painter.setPen(QPen(colour, 1, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(box.left(), box.center().y() + 0.5),
                         QPointF(box.right(), box.center().y() + 0.5));
        break;
    case Mark::NotReached:
    case Mark::Skipped:
    case Mark::Cancelled:
        painter.setPen(QPen(colour, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(line, 1, 1);
        painter.drawLine(line.bottomLeft(), line.topRight());
        break;
    case Mark::Running:
        painter.setPen(QPen(colour, 1));
        painter.setBrush(ink(Ink::RunningSoft, theme));
        painter.drawRoundedRect(line, 1, 1);
        break;
    default:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(box, 1.5, 1.5);
        if (stage == Mark::Denied) {
            painter.fillRect(QRectF(box.left() + 2, box.center().y() - 1, box.width() - 4, 2),
                             ink(Ink::OnDenied, theme));
        }
        break;
    }
}

}  // namespace

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const
{
    painter->save();
    paintRow(*painter, option, index);
    if (index.data(MutedRole).toBool()) {
        painter->setOpacity(mutedOpacity);
    }
    paintContent(*painter, option, index, option.rect.adjusted(sideMargin, 0, -sideMargin, 0));
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int usual = m_rowHeight > 0 ? m_rowHeight : Size::row;
    const QFontMetrics metrics(firstLineFont(option, index));
    const QString second = index.data(SecondLineRole).toString();
    int width = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    int height = std::max(usual, metrics.height() + 2);
    if (!second.isEmpty()) {
        const QFontMetrics caption(fontFor(FontRole::Caption, option.font));
        width = std::max(width, caption.horizontalAdvance(second));
        height = std::max<int>(Size::twoLineRow, metrics.height() + caption.height() + 6);
    }
    return {width + contentWidth(index) + badgesWidth(index) + 2 * sideMargin + 2, height};
}

void RowDelegate::paintRow(QPainter& painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const Theme theme = themeOf(option.palette);
    if (const QVariant fill = index.data(Qt::BackgroundRole); fill.isValid() && !selected) {
        painter.fillRect(option.rect, qvariant_cast<QBrush>(fill));
    }
    if (selected) {
        painter.fillRect(option.rect, ink(Ink::AccentSoft, theme));
        if (isFirstColumn(option, index)) {
            const auto* tree = qobject_cast<const QTreeView*>(option.widget);
            const int left = tree != nullptr ? 0 : option.rect.left();
            painter.save();
            painter.setClipping(false);  // In a tree the first cell starts after the indentation.
            painter.fillRect(QRect(left, option.rect.top(), accentBar, option.rect.height()),
                             ink(Ink::Accent, theme));
            painter.restore();
        }
    }
    const QRectF line = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setBrush(Qt::NoBrush);
    if (selected && theme == Theme::HighContrast) {  // The fill alone would not show.
        painter.setPen(QPen(ink(Ink::Accent, theme), 1));
        painter.drawLine(line.topLeft(), line.topRight());
        painter.drawLine(line.bottomLeft(), line.bottomRight());
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(ink(Ink::Focus, theme), 1));
        painter.drawRect(line);
    }
}

void RowDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index, const QRect& cell) const
{
    QRect rest = paintBadges(painter, option, index, cell);
    const QVariant decoration = index.data(Qt::DecorationRole);
    if (decoration.isValid()) {
        const auto icon = qvariant_cast<QIcon>(decoration);
        const QRect box(rest.left(), rest.top() + centred(rest.height(), Size::iconSmall),
                        Size::iconSmall, Size::iconSmall);
        icon.paint(&painter, box, Qt::AlignCenter,
                   option.state.testFlag(QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
        rest.setLeft(rest.left() + Size::iconSmall + gap);
    }
    paintText(painter, option, index, rest);
}

void RowDelegate::paintText(QPainter& painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index, const QRect& cell) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString second = index.data(SecondLineRole).toString();
    const Qt::Alignment alignment = alignmentOf(index);
    painter.setFont(firstLineFont(option, index));
    painter.setPen(textColour(option, index));
    if (second.isEmpty()) {
        drawElided(painter, cell, alignment, text, option.textElideMode);
        return;
    }
    const int first = painter.fontMetrics().height();
    const QFont caption = fontFor(FontRole::Caption, option.font);
    const int below = QFontMetrics(caption).height();
    const int top = cell.top() + (cell.height() - first - below) / 2;
    drawElided(painter, QRect(cell.left(), top, cell.width(), first), alignment, text,
               option.textElideMode);
    painter.setFont(caption);
    painter.setPen(ink(Ink::TextSecondary, option.palette));
    drawElided(painter, QRect(cell.left(), top + first, cell.width(), below), alignment, second,
               Qt::ElideRight);
}

int RowDelegate::contentWidth(const QModelIndex& index) const
{
    return index.data(Qt::DecorationRole).isValid() ? Size::iconSmall + gap : 0;
}

void StateDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index, const QRect& cell) const
{
    const Mark mark = markAt(index, MarkRole);
    if (mark == Mark::None && !hasSeal(index)) {
        RowDelegate::paintContent(painter, option, index, cell);
        return;
    }
    QRect rest = paintBadges(painter, option, index, cell);
    const Theme theme = themeOf(option.palette);
    const qreal ratio = painter.device()->devicePixelRatio();
    const int top = rest.top() + centred(rest.height(), Size::iconSmall);
    if (hasSeal(index)) {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const Seal seal{.predicted = markAt(index, PredictedRole), .tested = mark};
        painter.drawPixmap(rest.left() - 3, top - 3,
                           sealPixmap(seal, Size::iconSmall, theme, ratio,
                                      selected ? Ink::AccentSoft : Ink::Base));
    } else if (mark != Mark::None) {
        painter.drawPixmap(rest.left(), top, markPixmap(mark, Size::iconSmall, theme, ratio));
    }
    rest.setLeft(rest.left() + Size::iconSmall + gap);
    paintText(painter, option, index, rest);
}

int StateDelegate::contentWidth(const QModelIndex&) const
{
    return Size::iconSmall + gap;
}

void StageStripDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                      const QModelIndex& index, const QRect& cell) const
{
    QList<Mark> stages;
    const QVariantList numbers = index.data(StageMarksRole).toList();
    for (const QVariant& number : numbers) {
        stages.append(markFromInt(number.toInt()));
    }
    const qreal top = cell.top() + centred(cell.height(), Size::stripCellHeight);
    paintStageStrip(painter, stages, QPointF(cell.left(), top),
                    QSizeF(Size::stripCell, Size::stripCellHeight), themeOf(option.palette));
}

int StageStripDelegate::contentWidth(const QModelIndex& index) const
{
    const qsizetype stages = index.data(StageMarksRole).toList().size();
    return qCeil(stageStripWidth(stages, Size::stripCell));
}

void StageBarDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                    const QModelIndex& index, const QRect& cell) const
{
    const Theme theme = themeOf(option.palette);
    for (int quarter = 0; quarter <= 4; ++quarter) {
        QPen guide(ink(Ink::Line, theme), 1, Qt::SolidLine, Qt::FlatCap);
        if (quarter % 4 != 0) {
            guide.setDashPattern({1, 3});
        }
        painter.setPen(guide);
        const int along = quarter * (cell.width() - 1) / 4;
        const qreal x = cell.left() + along + 0.5;
        painter.drawLine(QPointF(x, option.rect.top()), QPointF(x, option.rect.bottom() + 1));
    }
    const Mark mark = markAt(index, MarkRole);
    const double axis = index.data(BarMaxRole).toDouble();
    const double start = index.data(BarStartRole).toDouble();
    const double end = index.data(BarEndRole).toDouble();
    const bool blank = mark == Mark::None || mark == Mark::NotNeeded || mark == Mark::NotReached
                       || mark == Mark::Skipped;
    if (blank || axis <= 0 || end < start) {
        return;
    }
    const qreal scale = (cell.width() - 2) / axis;
    const qreal width = std::clamp((end - start) * scale, 2.0, std::max(2.0, cell.width() - 2.0));
    const qreal left = std::min(cell.left() + start * scale, cell.right() + 1 - width);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink(markShapeInk(mark), theme));
    painter.drawRoundedRect(
        QRectF(left, cell.top() + centred(cell.height(), barHeight), width, barHeight), 1.5, 1.5);
}

int StageBarDelegate::contentWidth(const QModelIndex&) const
{
    return 160;
}

void WidthDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index, const QRect& cell) const
{
    const Theme theme = themeOf(option.palette);
    const Mark mark = markAt(index, MarkRole);
    const QFont code = fontFor(FontRole::Code, option.font);
    const QFont caption = fontFor(FontRole::Caption, option.font);
    const int first = QFontMetrics(code).height();
    const int below = std::max(QFontMetrics(caption).height(), 14);
    const int top = cell.top() + (cell.height() - first - below - 2) / 2;
    painter.setFont(code);
    painter.setPen(ink(Ink::Text, theme));
    drawElided(painter, QRect(cell.left(), top, cell.width(), first), Qt::AlignLeft,
               index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle);
    const int lineTop = top + first + 2;
    const int meter = std::min(130, cell.width() / 3);
    paintWidthMeter(
        painter, QRectF(cell.left(), lineTop + centred(below, meterHeight), meter, meterHeight),
        index.data(WidthKnownRole).toInt(), index.data(WidthTotalRole).toInt(), mark, theme);
    const int markLeft = cell.left() + meter + sideMargin;
    paintMark(painter, mark, QRectF(markLeft, lineTop + centred(below, 14), 14, 14), theme);
    painter.setFont(caption);
    painter.setPen(ink(Ink::Text, theme));
    drawElided(
        painter, QRect(markLeft + 14 + gap, lineTop, cell.right() - markLeft - 14 - gap, below),
        Qt::AlignLeft | Qt::AlignVCenter, index.data(SecondLineRole).toString(), Qt::ElideRight);
}

void paintStageStrip(QPainter& painter, const QList<Mark>& stages, const QPointF& topLeft,
                     const QSizeF& cell, Theme theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    qreal x = topLeft.x();
    for (const Mark stage : stages) {
        paintCell(painter, stage, QRectF(QPointF(x, topLeft.y()), cell), theme);
        x += cell.width() + Size::stageCellGap;
    }
    painter.restore();
}

qreal stageStripWidth(qsizetype stages, qreal cellWidth)
{
    if (stages <= 0) {
        return 0;
    }
    const auto count = static_cast<qreal>(stages);
    return count * cellWidth + (count - 1) * Size::stageCellGap;
}

void paintWidthMeter(QPainter& painter, const QRectF& box, int known, int total, Mark grade,
                     Theme theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink(Ink::Line, theme), 1));
    painter.setBrush(ink(Ink::NeutralSoft, theme));
    const qreal radius = box.height() / 2;
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (total > 0 && known > 0) {
        const qreal share = std::min(1.0, static_cast<qreal>(known) / total);
        QRectF bar = box;
        bar.setWidth(std::max(box.width() * share, std::min(box.height() * 0.7, box.width())));
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink(markShapeInk(grade), theme));
        painter.drawRoundedRect(bar, std::min(radius, bar.width() / 2), radius);
    }
    painter.restore();
}

}  // namespace hopwright::ui
