#pragma once

#include <QObject>
#include <QPointF>
#include <QRectF>

class QAbstractScrollArea;

namespace hopwright::ui {

/// Ties the bars of a scroll area to a view that can go anywhere: they span the drawing and what is seen, and are there only
/// while some of the drawing is out of sight. Pixels of the screen at the present zoom.
class ScrollBars : public QObject {
    Q_OBJECT

public:
    /// \p area outlives it.
    explicit ScrollBars(QAbstractScrollArea* area);

    /// \p drawing and \p seen in pixels; sets the bars without a signal.
    void show(const QRectF& drawing, const QRectF& seen);

signals:
    /// Somebody moved a bar: the top left corner is to be here.
    void moved(QPointF corner);

private:
    QAbstractScrollArea* m_area;
    bool m_isShowing = false;  ///< What the bars tell is what show() told them.
};

}  // namespace hopwright::ui
