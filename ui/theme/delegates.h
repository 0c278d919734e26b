#pragma once

#include "ui/theme/marks.h"

#include <QList>
#include <QStyledItemDelegate>

namespace hopwright::ui {

/// Rows of 26, or 40 with SecondLineRole, that grow with the font. Draws the 3 px accent bar of a
/// selected row in the first column, an icon (DecorationRole), text, the second line, and the badge, count
/// and hollow dot of roles.h at the right edge. Base of the other delegates; set it on a whole view.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The height of rows without a second line; 0 = 26. Stage rows have 21.
    void setRowHeight(int height) { m_rowHeight = height; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// Background, selection, accent bar, focus.
    void paintRow(QPainter& painter, const QStyleOptionViewItem& option,
                  const QModelIndex& index) const;

    /// What stands in the cell; `cell` is without the margins of 8.
    virtual void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index, const QRect& cell) const;

    /// Paints text and second line into `cell` as roles say.
    void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& cell) const;

    /// Width wanted by the content besides text and margins.
    virtual int contentWidth(const QModelIndex& index) const;

private:
    int m_rowHeight = 0;
};

/// A mark (MarkRole, 16 px, or a seal with PredictedRole) and its word or name (DisplayRole). Serves
/// findings as well: their first line is a sentence, their second where. A row without a mark shows its icon, as in the base.
class StateDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index, const QRect& cell) const override;
    int contentWidth(const QModelIndex& index) const override;
};

/// Ten cells 10 × 8 of StageMarksRole.
class StageStripDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index, const QRect& cell) const override;
    int contentWidth(const QModelIndex& index) const override;
};

/// A bar 9 high on a common axis with guides at quarters: BarStartRole, BarEndRole, BarMaxRole, in the
/// colour of MarkRole. Not needed and not reached stages have guides only.
class StageBarDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index, const QRect& cell) const override;
    int contentWidth(const QModelIndex& index) const override;
};

/// An entry of a delegate list in fixed pitch (DisplayRole), below it the width meter (WidthKnownRole of
/// WidthTotalRole), mark and words (MarkRole, SecondLineRole).
class WidthDelegate : public RowDelegate {
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index, const QRect& cell) const override;
};

/// Ten (or any number of) stage cells from `topLeft`, for delegates and canvas. Filled = passed, denied,
/// failed; outlined = running; hollow = to come (None); hatched = not reached; a line = not needed.
void paintStageStrip(QPainter& painter, const QList<Mark>& stages, const QPointF& topLeft,
                     const QSizeF& cell, Theme theme);

/// The width of such a strip.
qreal stageStripWidth(qsizetype stages, qreal cellWidth);

/// The meter of a delegate entry: 6 high, the share `known` of `total` in the colour of `grade`.
void paintWidthMeter(QPainter& painter, const QRectF& box, int known, int total, Mark grade,
                     Theme theme);

}  // namespace hopwright::ui
