#pragma once

#include <QLineF>
#include <QPointF>
#include <QRectF>

#include <vector>

namespace hopwright::ui {

/// Where a dragged box goes instead, and what it lines up with. Scene units.
struct Snapped {
    QPointF shift = {};  ///< From where the pointer has it; 0 on an axis that nothing is near on.
    std::vector<QLineF> guides = {};  ///< Through edges and centres that are the same.
    std::vector<QLineF> gaps =
        {};  ///< Between boxes that are equally far from each other, from edge to edge.
};

/// Lines \p box up with \p others: edges and centres on both axes, else as far from its neighbour in a row or a column as that
/// is from its own; what is nearest within \p reach. Nothing of \p others moves.
/// Cost: O(others × log others).
Snapped snapped(const QRectF& box, const std::vector<QRectF>& others, double reach);

}  // namespace hopwright::ui
