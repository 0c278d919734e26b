#pragma once

#include <Qt>

namespace hopwright::ui {

/// The roles between models and delegates. Marks are ints (Mark); times are milliseconds as double.
/// Qt::AccessibleTextRole says in words what a delegate draws.
enum ItemRole : int {
    MarkRole = Qt::UserRole + 1,  ///< int: mark before the text (StateDelegate).
    PredictedRole,   ///< int: prediction of a hop; with MarkRole as tested it makes a seal.
    StrongRole,      ///< bool: text bold and in the colour of the mark.
    SecondLineRole,  ///< QString: caption below the text; the row is 40 high.
    StageMarksRole,  ///< QVariantList of int: ten marks (StageStripDelegate); None = to come.
    BarStartRole,    ///< double ms: where the bar begins (StageBarDelegate).
    BarEndRole,      ///< double ms: where it ends.
    BarMaxRole,      ///< double ms: end of the axis, the same for all rows.
    WidthKnownRole,  ///< int: names that an entry reaches (WidthDelegate).
    WidthTotalRole,  ///< int: names known.
    BadgeMarkRole,   ///< int: second mark at the right edge, such as the worst finding.
    BadgeCountRole,  ///< int: number beside it; shown from 2 on.
    PendingRole,     ///< bool: hollow dot at the right edge, not applied yet.
    MutedRole,       ///< bool: left out of the plan; drawn at 45 %.
    ThingIdRole,     ///< QString: id of the thing that the row is about; delegates ignore it.
    FirstFreeRole,   ///< Models number their own roles from here.
};

}  // namespace hopwright::ui
