#pragma once

#include "ui/canvas/canvas_findings.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/hop_labels.h"

#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace hopwright::ui {

/// A text as it was painted: what tests and assistive tools read.
struct PaintedLabel {
    QString text = {};  ///< As painted, perhaps elided.
    QString full = {};
    QRectF rect =
        {};  ///< Around the text as painted; scene units here, of the viewport from GraphView.

    std::optional<model::HopId> hop = {};  ///< At which it stands.

    bool isElided() const { return text != full; }
};

/// The badge of what is found about a thing, as it was painted.
struct PaintedBadge {
    Thing thing = {};
    FindingBadge badge = {};
    QRectF rect = {};  ///< Scene units here, of the viewport from GraphView.
};

/// What a paint notes of itself.
struct PaintNotes {
    std::vector<PaintedLabel> labels = {};
    std::vector<PaintedBadge> badges = {};
};

/// What a paint needs beside geometry and content.
struct PaintState {
    CanvasSelection selection = {};
    std::optional<model::ComputerId> hover = {};
    std::optional<Thing> dropTarget = {};
    bool dropAllowed = true;
    bool hasFocus = false;
    double zoom = 1;
    double turn = 0;   ///< Of a running seal, 0 to 1.
    QRectF area = {};  ///< The part of the scene that is seen.
    /// Painted once, to be kept: without the points of the grid, and each hop has its words, however many there are.
    bool isPicture = false;
    /// A piece of a larger picture: what is painted of a thing does not hang on what else is in sight.
    bool isPiece = false;
    CanvasFindings findings = {};
    LabelAvoidance avoidance = LabelAvoidance::Full;
};

/// Paints the drawing in batches, with less detail when small (design §9): frames, quiet hops, machines, marked hops with
/// their seals, labels, badges, and above them what changes often: rings, hover, seals that turn (§17). \p painter is in scene units. What was painted where goes into \p notes.
void paintCanvas(QPainter& painter, const model::Graph& graph, const CanvasLooks& looks,
                 const CanvasGeometry& geometry, const PaintState& state, const QFont& font,
                 Theme theme, PaintNotes& notes);

}  // namespace hopwright::ui
