#include "ui/canvas/scroll_bars.h"

#include <QAbstractScrollArea>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double margin = 24;  ///< Of canvas beyond the drawing.
constexpr int step = 32;       ///< Of an arrow key on a bar.
constexpr double farthest = 1e9;

int whole(double value)
{
    return static_cast<int>(std::clamp(std::round(value), -farthest, farthest));
}

void setBar(QScrollBar* bar, double drawnFrom, double drawnTo, double seenFrom, double seenTo)
{
    const bool isWhole = drawnFrom >= seenFrom && drawnTo <= seenTo;
    const int value = whole(seenFrom);
    const int last = whole(std::max(drawnTo + margin - (seenTo - seenFrom), seenFrom));
    bar->setRange(isWhole ? value : whole(std::min(drawnFrom - margin, seenFrom)),
                  isWhole ? value : last);
    bar->setPageStep(whole(seenTo - seenFrom));
    bar->setSingleStep(step);
    bar->setValue(value);
}

}  // namespace

ScrollBars::ScrollBars(QAbstractScrollArea* area) : QObject(area), m_area(area)
{
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    for (QScrollBar* bar : {area->horizontalScrollBar(), area->verticalScrollBar()}) {
        bar->setRange(0, 0);
        // The area has to hear of a range: by it, it shows and hides its bars.
        connect(bar, &QScrollBar::valueChanged, this, [this] {
            if (m_isShowing)
                return;
            emit moved(QPointF(m_area->horizontalScrollBar()->value(),
                               m_area->verticalScrollBar()->value()));
        });
    }
}

void ScrollBars::show(const QRectF& drawing, const QRectF& seen)
{
    const QScopedValueRollback showing(m_isShowing, true);
    const QRectF all = drawing.isEmpty() ? seen : drawing;
    setBar(m_area->horizontalScrollBar(), all.left(), all.right(), seen.left(), seen.right());
    setBar(m_area->verticalScrollBar(), all.top(), all.bottom(), seen.top(), seen.bottom());
}

}  // namespace hopwright::ui
