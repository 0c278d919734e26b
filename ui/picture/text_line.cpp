#include "ui/picture/text_line.h"

#include <QPaintEngine>
#include <QPainter>

namespace hopwright::ui {

void paintTextLine(QPainter& painter, QPointF baseline, const QString& shown, const QString& full)
{
    QPaintEngine* engine = painter.paintEngine();
    auto* taker = engine != nullptr && engine->type() == QPaintEngine::User
                      ? dynamic_cast<LineTaker*>(engine)
                      : nullptr;
    if (taker != nullptr) {
        taker->takeLine(painter, baseline, shown, full);
    } else {
        painter.drawText(baseline, shown);
    }
}

}  // namespace hopwright::ui
