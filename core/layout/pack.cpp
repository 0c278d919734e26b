#include "core/layout/pack.h"

#include "core/layout/indices.h"
#include "core/layout/tidy.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hopwright::layout {

namespace {

double upToGrid(double value)
{
    return std::ceil(value / grid) * grid;
}

/// How wide the rows may be.
double sheetWidth(const std::vector<Box>& boxes)
{
    double area = 0;
    double widest = 0;
    for (const Box& box : boxes) {
        area += (box.width() + partGapAcross) * (box.height() + partGapDown);
        widest = std::max(widest, box.width());
    }
    return std::max(widest, std::sqrt(area * sheetRatio));
}

}  // namespace

std::vector<Point> packed(const std::vector<Box>& boxes)
{
    std::vector<std::size_t> order = indices(boxes.size());
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(-boxes[i].height(), i); });
    const double width = sheetWidth(boxes);
    std::vector<Point> out(boxes.size());
    Point next;
    double rowHeight = 0;
    for (const std::size_t i : order) {
        const Box& box = boxes[i];
        if (next.x > 0 && next.x + box.width() > width) {
            next = {.x = 0, .y = next.y + upToGrid(rowHeight + partGapDown)};
            rowHeight = 0;
        }
        out[i] = {.x = upToGrid(next.x - box.left), .y = upToGrid(next.y - box.top)};
        next.x += upToGrid(box.width() + partGapAcross);
        rowHeight = std::max(rowHeight, box.height());
    }
    return out;
}

long Standing::columnAt(double x)
{
    constexpr double width = 512;
    return std::lround(std::floor(x / width));
}

const Standing::Column* Standing::find(long number) const
{
    const auto at = std::ranges::lower_bound(m_columns, number, {}, &Column::number);
    return at == m_columns.end() || at->number != number ? nullptr : &*at;
}

void Standing::enter(const Box& box)
{
    for (long number = columnAt(box.left); number <= columnAt(box.right); ++number) {
        auto at = std::ranges::lower_bound(m_columns, number, {}, &Column::number);
        if (at == m_columns.end() || at->number != number)
            at = m_columns.insert(at, {.number = number});
        at->highest = std::max(at->highest, box.height());
        at->boxes.insert(std::ranges::upper_bound(at->boxes, box.top, {}, &Box::top), box);
    }
}

double Standing::wayDown(Box box, double gap) const
{
    const double start = box.top;
    box.left -= gap;
    box.right += gap;
    // Each round goes below a box, from above to below, so it ends.
    for (bool moved = true; moved;) {
        moved = false;
        for (long number = columnAt(box.left); number <= columnAt(box.right); ++number) {
            const Column* const column = find(number);
            if (column == nullptr)
                continue;
            auto at = std::ranges::lower_bound(column->boxes, box.top - gap - column->highest, {},
                                               &Box::top);
            for (; at != column->boxes.end() && at->top < box.bottom + gap; ++at) {
                const Box around{.left = at->left,
                                 .top = at->top - gap,
                                 .right = at->right,
                                 .bottom = at->bottom + gap};
                if (!box.touches(around))
                    continue;
                box = box.movedBy({.y = upToGrid(around.bottom - box.top)});
                moved = true;
            }
        }
    }
    return box.top - start;
}

}  // namespace hopwright::layout
