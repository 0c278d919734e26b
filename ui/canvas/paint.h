#pragma once

#include "core/model/group.h"
#include "ui/canvas/canvas_painter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>
#include <QPen>

#include <cstddef>
#include <optional>
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
    /// A dashed line. In a piece its dashes are shapes: those of a pen begin where the piece does.
    void dashed(const QPainterPath& path, const QPen& pen) const;
    bool isSelected(const Thing& thing) const { return contains(state.selection.things, thing); }

    /// One line of text, its baseline at \p baseline, elided to \p width; noted as a label. \returns its width.
    double text(QPointF baseline, double width, Qt::Alignment alignment, const QFont& used,
                Ink colourOf, const QString& words, Qt::TextElideMode elide = Qt::ElideMiddle,
                std::optional<model::HopId> hop = {}) const;
};

/// What stands in the title row of a frame: its name, and what it is.
std::pair<QString, QString> frameTitle(const model::Graph& graph, const FrameGeometry& frame);

/// What of a drawing is painted.
struct Seen {
    std::vector<model::ComputerId> cards = {};
    std::vector<model::HopId> hops = {};
};

/// How one line at a hop is written.
struct WrittenLine {
    QString words = {};
    QFont font = {};
    Ink colour = Ink::Text;
    Qt::TextElideMode elide = Qt::ElideRight;
};

/// A line at a hop, where it stands.
struct HopWords {
    model::HopId hop = {};
    PlacedLine place = {};
    WrittenLine line = {};
    bool inFrame = false;  ///< A frame lies beneath it.
};

/// A bar across the line of a hop, where it crosses the border of a group.
struct CrossingBar {
    QPointF at = {};
    QPointF along = {};  ///< The way of the line, of length 1.
    GroupKind kind = {};
};

/// Which words are placed, and what they keep off.
struct WordsRoom {
    std::vector<model::HopId> hops = {};  ///< Whose words are placed.
    std::vector<model::HopId> near = {};  ///< Whose seals and badges are in the way.
    QRectF around = {};                   ///< The badges of the cards in it are in the way, too.
    std::vector<QRectF> taken = {};
    QRectF limit = {};  ///< No word stands outside; empty: anywhere.
    std::size_t most =
        0;  ///< With more hops only those that went wrong are told, and the selected.
};

// By part, in the order of design §17.
void paintGrid(const Paint& paint);
void paintFrames(const Paint& paint);
/// Lines, machines, marked lines, crossings of borders, and seals but those that turn.
void paintThings(const Paint& paint, const Seen& seen);
void paintCards(const Paint& paint, const std::vector<model::ComputerId>& cards);
/// Lines and arrows. \p loud: those that are painted last, or the others.
void paintHopLines(const Paint& paint, const std::vector<model::HopId>& hops, bool loud);
/// The same from afar: thin lines, a batch a colour.
void paintFarLines(const Paint& paint, const std::vector<model::HopId>& hops, bool loud);
/// Those that may be seen, below compact none. Cost: O(frames + hops + members of the groups whose borders are seen).
std::vector<CrossingBar> crossingBars(const Paint& paint, const std::vector<model::HopId>& hops);
void paintCrossings(const Paint& paint, const std::vector<model::HopId>& hops);
/// \p running: those that turn, or the others.
void paintSeals(const Paint& paint, const std::vector<model::HopId>& hops, bool running);
/// Seals from afar: of loud hops, as pictures.
void paintFarSeals(const Paint& paint, const std::vector<model::HopId>& hops);
/// Finds places for what stands at the hops in what is seen and a little around it: so that a label stays where it is when the
/// drawing is moved.
void paintHopLabels(const Paint& paint);
/// Finds places for words.
std::vector<HopWords> placeWords(const Paint& paint, const WordsRoom& room);
/// How far the bed of words reaches beside their box: scene units.
double bedOfWords(const Paint& paint);
/// Whether the title of \p frame, which may stand above it, may reach into the area.
bool seesTitle(const Paint& paint, const FrameGeometry& frame);
/// Paints those that meet what is seen.
void paintWords(const Paint& paint, const std::vector<HopWords>& words);
/// Badges down to 35 %, with counts down to 50 %; below, the outlines of blocks.
void paintBadges(const Paint& paint, const Seen& seen);
/// The badges of cards once more, above what was painted since.
void paintBadgesAgain(const Paint& paint, const std::vector<model::ComputerId>& cards);
/// What changes often, above all else: seals that turn, hover, rings of what is selected, focused or aimed at.
void paintAbove(const Paint& paint, const std::vector<model::HopId>& running);
/// Hover, rings and handle.
void paintRings(const Paint& paint, const std::vector<model::ComputerId>& cards);
/// Where paintBadges() has them: labels keep off.
std::vector<QRectF> badgeBoxes(const Paint& paint, const std::vector<model::ComputerId>& cards,
                               const std::vector<model::HopId>& hops);
/// Beside the seal; empty: the hop has none.
QRectF hopBadge(const Paint& paint, const HopGeometry& hop);
double sealSizeAt(const Paint& paint);
/// The colour of a hop's line.
Ink lineInk(const HopMarks& look, Detail detail);

}  // namespace hopwright::ui
