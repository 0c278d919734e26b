#pragma once

#include "core/model/graph.h"
#include "ui/canvas/canvas_painter.h"
#include "ui/canvas/line_index.h"
#include "ui/canvas/tile_cache.h"
#include "ui/canvas/word_cells.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QImage>
#include <QRectF>
#include <QSize>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

class QPainter;

namespace hopwright::ui {

/// What a large drawing is painted from. What it refers to stays until the paint is over; between two paints without
/// TiledPainter::changed() it is the same.
struct TiledScene {
    const model::Graph& graph;
    const CanvasLooks& looks;
    const CanvasGeometry& geometry;
    QFont font = {};
    Theme theme = Theme::Light;
    QPointF origin = {};  ///< Scene position of the view's top left corner.
    QSize size = {};      ///< Of the view, in pixels that do not depend on the device.
    double ratio = 1;     ///< Pixels of the device for one of these.
};

/// How much of what is missing a paint makes up for.
enum class Effort {
    Slice,  ///< What fits in a frame, and at least one step.
    Whole,  ///< All: for a picture of the window, and for tests.
};

/// Paints a large drawing from squares of pixels that were painted before (ADR 0021). What is new is painted in slices, so that
/// a frame is never late; until then what another zoom shows there is scaled. Above the squares stands what changes often: hover,
/// rings, seals that turn.
class TiledPainter {
public:
    /// A drawing of fewer machines and hops is painted as a whole each time: that takes less than a frame.
    static constexpr std::size_t leastThings = 5'000;
    static constexpr int sliceMs = 6;

    /// What it did since it was made: tests assert these.
    struct Counts {
        std::size_t tiles = 0;     ///< Painted.
        std::size_t cards = 0;     ///< Painted in them.
        std::size_t hops = 0;      ///< The same.
        std::size_t compared = 0;  ///< Tiles that were looked at after a change.
        std::size_t cells = 0;     ///< Of words, placed.

        bool operator==(const Counts&) const = default;
    };

    TiledPainter();
    ~TiledPainter();
    TiledPainter(const TiledPainter&) = delete;
    TiledPainter& operator=(const TiledPainter&) = delete;

    /// Graph, looks, findings or geometry are others: each square is compared before it is sharp again.
    void changed();
    /// Nothing of what is kept is of use: another drawing.
    void forget();

    /// Paints into \p painter, in pixels of the view. \p state without area. \returns whether all that is seen is as it is now;
    /// else it is to be painted once more.
    bool paint(QPainter& painter, const TiledScene& scene, PaintState state, Effort effort);
    /// The same picture without squares.
    void paintAtOnce(QPainter& painter, const TiledScene& scene, PaintState state);

    /// What the last paint showed, in scene units.
    PaintNotes notes() const;
    const Counts& counts() const { return m_counts; }
    /// For a test: 0 is one step for each paint.
    void setSlice(int milliseconds) { m_sliceMs = milliseconds; }
    qsizetype bytes() const { return m_cache.bytes(); }

private:
    struct Frame;
    class Clock;

    void notice(const TiledScene& scene, const PaintState& state);
    void prepare(Frame& frame);
    bool work(Frame& frame, Effort effort);
    static std::vector<QRectF> movingCards(const Frame& frame);
    bool bringUpToDate(Frame& frame, TilePlace place, const Clock* clock);
    void paintTile(Frame& frame, TilePlace place, const Seen& seen,
                   const std::vector<HopWords>& words, std::uint64_t content);
    void compose(QPainter& painter, Frame& frame);
    std::vector<double> otherScales(const Frame& frame);
    void composeOthers(QPainter& painter, Frame& frame, const QRegion& missing);
    void paintAboveTiles(QPainter& painter, Frame& frame);

    QImage m_paper;  ///< Each square is painted on it.
    TileCache m_cache = {};
    LineIndex m_lines = {};
    WordCells m_cells = {};
    std::uint64_t m_version = 1;
    std::uint64_t m_preparedVersion = 0;  ///< Of lines and cells.
    double m_preparedScale = 0;           ///< Of the cells.
    std::uint64_t m_frame = 0;
    std::vector<const Tile*> m_shown = {};
    std::optional<PaintState> m_before = {};
    QFont m_font = {};
    Theme m_theme = {};
    double m_ratio = 1;
    Counts m_counts = {};
    int m_sliceMs = sliceMs;
};

}  // namespace hopwright::ui
