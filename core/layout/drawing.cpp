#include "core/layout/drawing.h"

#include <algorithm>

namespace hopwright::layout {

void Box::include(const Box& other)
{
    left = std::min(left, other.left);
    top = std::min(top, other.top);
    right = std::max(right, other.right);
    bottom = std::max(bottom, other.bottom);
}

bool Box::touches(const Box& other) const
{
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
}

Box Box::movedBy(const Point& way) const
{
    return {
        .left = left + way.x, .top = top + way.y, .right = right + way.x, .bottom = bottom + way.y};
}

}  // namespace hopwright::layout
