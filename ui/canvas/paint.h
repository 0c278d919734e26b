#pragma once

#include "ui/canvas/canvas_painter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <utility>
#include <vector>

namespace hopwright::ui {

/// How much is drawn at a zoom: design §9.
enum class Detail { Bar, Block, Compact, Full };

Detail detailAt(double zoom) noexcept;

/// One paint: what its parts share. Inside ui/canvas only.
// No constructor leaves a field open: what holds references is made whole or not at all.
struct Paint {  // NOLINT(cppcoreguidelines-pro-type-member-init)
    QPainter& painter;
    const model::Graph& graph;
    const CanvasLooks& looks;
    const CanvasGeometry& geometry;
    const PaintState& state;
    const QFont& font;
    Theme theme;
    std::vector<PaintedLabel>& labels;
    std::vector<PaintedBadge>& badges;
    CanvasMetrics metrics;
    Detail detail;

    QColor colour(Ink which) const { return ink(which, theme); }
    QFont fontOf(FontRole role) const { return fontFor(role, font); }
    /// A font that has \p pixels on the screen at every zoom.
    QFont fixedFont(double pixels, bool strong) const;
    /// \p pixels of the screen in scene units.
    double screen(double pixels) const { return pixels / state.zoom; }
    bool isSelected(const Thing& thing) const { return contains(state.selection.things, thing); }

    /// One line of text, its baseline at \p baseline, elided to \p width; noted as a label. \returns its width.
    double text(QPointF baseline, double width, Qt::Alignment alignment, const QFont& used,
                Ink colourOf, const QString& words, Qt::TextElideMode elide = Qt::ElideMiddle,
                std::optional<model::HopId> hop = {}) const;
};

/// What stands in the title row of a frame: its name, and what it is.
std::pair<QString, QString> frameTitle(const model::Graph& graph, const FrameGeometry& frame);

// By part, in the order of design §17.
void paintFrames(const Paint& paint);
void paintCards(const Paint& paint, const std::vector<model::ComputerId>& cards);
/// Lines and arrows. \p loud: those that are painted last, or the others.
void paintHopLines(const Paint& paint, const std::vector<model::HopId>& hops, bool loud);
/// Where a hop crosses the border of a group: a bar across its line.
void paintCrossings(const Paint& paint, const std::vector<model::HopId>& hops);
void paintSeals(const Paint& paint, const std::vector<model::HopId>& hops);
/// Finds places for what stands at the hops in what is seen and a little around it: so that a label stays where it is when the
/// drawing is moved.
void paintHopLabels(const Paint& paint);
void paintRings(const Paint& paint, const std::vector<model::ComputerId>& cards);
/// Badges down to 35 %, with counts down to 50 %; below, the outlines of blocks.
void paintBadges(const Paint& paint, const std::vector<model::ComputerId>& cards,
                 const std::vector<model::HopId>& hops);
/// Where paintBadges() has them: labels keep off.
std::vector<QRectF> badgeBoxes(const Paint& paint, const std::vector<model::ComputerId>& cards,
                               const std::vector<model::HopId>& hops);
/// Beside the seal; empty: the hop has none.
QRectF hopBadge(const Paint& paint, const HopGeometry& hop);
double sealSizeAt(const Paint& paint);

}  // namespace hopwright::ui
