#pragma once

#include "ui/canvas/canvas_geometry.h"

#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace hopwright::ui {

/// A text as it was painted: what tests and assistive tools read.
struct PaintedLabel {
    QString text = {};  ///< As painted, perhaps elided.
    QString full = {};
    QRectF rect = {};  ///< In scene units.
};

/// What a paint needs beside geometry and content.
struct PaintState {
    const CanvasSelection* selection = nullptr;
    std::optional<model::ComputerId> hover = {};
    std::optional<Thing> dropTarget = {};
    bool dropAllowed = true;
    bool hasFocus = false;
    double zoom = 1;
    double turn = 0;   ///< Of a running seal, 0 to 1.
    QRectF area = {};  ///< The part of the scene that is seen.
};

/// Paints the drawing in batches: frames, quiet hops, machines, marked hops with their seals, labels, rings (design §17).
/// \p painter is in scene units. Texts go into \p labels when it is not null.
void paintCanvas(QPainter& painter, const model::Graph& graph, const CanvasContent& content,
                 const CanvasGeometry& geometry, const PaintState& state, const QFont& font,
                 Theme theme, std::vector<PaintedLabel>* labels);

}  // namespace hopwright::ui
