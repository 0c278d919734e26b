#pragma once

#include "core/layout/drawing.h"

#include <vector>

namespace hopwright::layout {

/// How far each box is moved so that they stand in rows of about sheetRatio, the highest first, and no two nearer than the gaps
/// between parts. The first row begins at 0, 0. On the grid. Cost: O(boxes × log(boxes)).
std::vector<Point> packed(const std::vector<Box>& boxes);

/// Things that stand somewhere, found by where they stand.
class Standing {
public:
    void enter(const Box& box);
    /// How far \p box has to be moved down, in steps of the grid, until it is \p gap away from all that stand.
    double wayDown(Box box, double gap) const;

private:
    static long columnAt(double x);

    struct Column {
        long number;
        std::vector<Box> boxes = {};  ///< By their tops.
        double highest = 0;
    };
    const Column* find(long number) const;

    std::vector<Column> m_columns;  ///< By number.
};

}  // namespace hopwright::layout
