#pragma once

#include "ui/canvas/canvas_geometry.h"

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

#include <array>
#include <cstdint>
#include <vector>

namespace hopwright::ui {

/// The lines that stand at a hop: design §8.
enum class LabelLine : std::uint8_t { Title, Typed, Word };

/// How large each line of a hop is as written, in scene units; an empty one is not shown.
using LabelSizes = std::array<QSizeF, 3>;

/// A line and its box: its text is elided to the width of that.
struct PlacedLine {
    LabelLine line = {};
    QRectF box = {};

    bool operator==(const PlacedLine&) const = default;
};

/// Distances that stay on the screen while the zoom changes, in scene units.
struct LabelRoom {
    double seal = 0;      ///< From a hop's line to what stands above or below its seal.
    double gap = 0;       ///< Around what is avoided.
    double longest = 0;   ///< A line takes no more, beside its hop.
    double shortest = 0;  ///< What of a line is still worth showing, between two cards.
};

/// None: each hop has all its lines where they stand when nothing is in the way. For a test that says no to that.
enum class LabelAvoidance : std::uint8_t { Full, None };

/// Finds places for the lines of hops, one hop after the other: off cards, seals, their own line and what was placed before.
/// Where there is not room for all lines, the name as typed goes first, then the number and method or, of a hop that went
/// wrong, these before the word; last, the seal stands alone.
/// Of free places those within the drawing come first: the window may just show that.
/// Cost of a hop: some forty places at most, each a look into an index of what is near.
class LabelPlacer {
public:
    /// \p geometry outlives it. The seals of \p hops are in the way, with \p sealSize.
    LabelPlacer(const CanvasGeometry& geometry, const std::vector<model::HopId>& hops,
                double sealSize, LabelRoom room, LabelAvoidance avoidance = LabelAvoidance::Full);

    /// Nothing is placed on \p box from now on: a title of a frame.
    void avoid(const QRectF& box) { m_taken.enter(m_count++, box); }
    /// Nothing is placed outside of \p limit, where that is not empty.
    void stayWithin(const QRectF& limit) { m_limit = limit; }
    /// Of one of these hops; \p isLoud: its word is worth more than its number.
    std::vector<PlacedLine> place(const HopGeometry& hop, const LabelSizes& sizes, bool isLoud);

private:
    struct Place;

    QPointF pointAlong(const QPainterPath& path, double part) const;
    std::vector<Place> placesOf(const HopGeometry& hop, bool isSmall) const;
    void addCentred(Place place, bool isAround, std::vector<Place>& out) const;
    void addBeside(const HopGeometry& hop, QPointF at, double reach, std::vector<Place>& out) const;
    void addOverCards(const HopGeometry& hop, std::vector<Place>& out) const;
    /// Where the first line begins.
    double topAt(const Place& place, const LabelSizes& sizes) const;
    std::vector<PlacedLine> boxesAt(const Place& place, const LabelSizes& sizes) const;
    bool isFree(const std::vector<PlacedLine>& lines, const HopGeometry& hop) const;
    bool isWithin(const std::vector<PlacedLine>& lines) const;
    /// The first place where all of \p sizes are free; empty: there is none.
    std::vector<PlacedLine> placed(const HopGeometry& hop, const LabelSizes& sizes,
                                   bool isSmall) const;

    const CanvasGeometry& m_geometry;
    LabelRoom m_room;
    LabelAvoidance m_avoidance;
    AreaIndex<model::HopId> m_seals = {};
    AreaIndex<std::size_t> m_taken = {};
    std::size_t m_count = 0;
    QRectF m_limit = {};
    QPolygonF m_line = {};  ///< Of the hop that is being placed.
};

}  // namespace hopwright::ui
