#pragma once

#include "ui/theme/tokens.h"

#include <QPointF>
#include <QString>

class QPainter;

namespace hopwright::ui {

class GraphView;

/// What a gesture would do, in a bubble beside \p at, within the viewport of \p view. Inside ui/canvas only.
void paintHint(QPainter& painter, const GraphView& view, QPointF at, const QString& text,
               Theme theme);

}  // namespace hopwright::ui
