#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPainterPath>
#include <QPixmap>
#include <QPointF>
#include <QRectF>

class QPainter;

namespace hopwright::ui {

/// A state of a hop, stage or setting, or a kind of finding, as it is drawn (docs/design.md, states).
/// A mark never stands alone: its word is beside it or in the next column.
enum class Mark {
    None,        ///< Draws nothing.
    Passed,      ///< Filled circle, tick.
    Denied,      ///< Filled octagon, bar: the other side said no.
    Failed,      ///< Filled square, cross: could not ask.
    NotReached,  ///< Hatched pill.
    WillPass,  ///< Left half of passed, right half dashed ring. Also WillBeDenied, WillFail, CannotSay.
    WillBeDenied,
    WillFail,
    CannotSay,
    Unknown,        ///< Dashed ring, question mark.
    NotAppliedYet,  ///< Hollow dot.
    Running,        ///< Ring with a quarter arc.
    Cancelled,      ///< Ring, block.
    Skipped,        ///< Ring, two chevrons.
    NotNeeded,      ///< Dash.
    Error,          ///< Finding: triangle.
    Warning,        ///< Finding: diamond.
    Note,           ///< Finding: ring with i.
};

inline constexpr int markCount = static_cast<int>(Mark::Note) + 1;

/// The mark of an item role (roles.h); None when `number` is none.
Mark markFromInt(int number);

/// The colour of the word of a mark; readable as text on every surface.
Ink markInk(Mark mark);

/// The colour of lines, bars and cells in that state; for shapes only.
Ink markShapeInk(Mark mark);

/// The fill behind text about that state (notices, chips).
Ink markSoftInk(Mark mark);

/// What a hop shows at its middle: what was predicted, left, and what was seen, right.
struct Seal {
    Mark predicted =
        Mark::None;  ///< Passed, Denied, Failed, Unknown, the Will… marks (same), or None.
    Mark tested = Mark::None;  ///< None until a test has run.
    /// What was seen is not what was predicted: both halves stay apart, also where their marks are the same.
    bool differs = false;

    bool operator==(const Seal&) const = default;
};

/// The one mark that says what a seal says, for lists and trees: the tested state, else the prediction.
Mark markOf(const Seal& seal);

/// Paints `mark` as large as fits into the middle of `box`. `turn` is the position of the running arc,
/// 0 to 1 of a whole turn; other marks ignore it.
void paintMark(QPainter& painter, Mark mark, const QRectF& box, Theme theme, qreal turn = 0);

/// Paints a seal `size` wide around `centre` on a disc of `beneath`, 3 px larger, so that the hop's line
/// ends before it. Agreeing halves are one mark with a 2 px slit above and below, disagreeing halves
/// are displaced by 3 px at size 26; untested: the right half is a dashed ring.
void paintSeal(QPainter& painter, const Seal& seal, const QPointF& centre, qreal size, Theme theme,
               const QColor& beneath, qreal turn = 0);

/// The outline of a mark around (0, 0): octagon, square, diamond, triangle, otherwise a circle.
QPainterPath markShape(Mark mark, qreal radius);

/// A picture of the mark, `size` pixels wide times `ratio`. Kept in QPixmapCache by mark, size, theme
/// and ratio; the running arc stands still in it.
QPixmap markPixmap(Mark mark, int size, Theme theme, qreal ratio);

/// The same for a seal, on the surface `beneath`; `size` is that of the mark, the picture is 6 wider.
QPixmap sealPixmap(const Seal& seal, int size, Theme theme, qreal ratio, Ink beneath);

/// The mark as an icon that follows the theme of the application's palette and keeps its colour when
/// disabled or selected.
QIcon markIcon(Mark mark);

}  // namespace hopwright::ui
