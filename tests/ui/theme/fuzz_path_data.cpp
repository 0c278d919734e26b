#include "ui/theme/path_data.h"
#include "ui/theme/svg_scanner.h"

#include <QPainterPath>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes either read as an outline of finite points, at most two elements a byte, whose last one lies where numbers
/// may be; or fail, for their length or at an offset within them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hopwright;
    const auto path = ui::readPathData({reinterpret_cast<const char*>(data), size});
    if (!path) {
        const bool isTooLarge = path.error().code == ErrorCode::TooLarge;
        if (isTooLarge ? size <= ui::maxPathBytes : path.error().offset.value_or(size + 1) > size)
            std::abort();
        return 0;
    }
    const int count = path->elementCount();
    if (static_cast<std::size_t>(count) > 2 * size + 1)
        std::abort();
    for (int i = 0; i < count; ++i) {
        const QPainterPath::Element each = path->elementAt(i);
        if (!std::isfinite(each.x) || !std::isfinite(each.y))
            std::abort();
    }
    const QPointF end = path->currentPosition();
    if (std::abs(end.x()) > ui::maxSvgNumber || std::abs(end.y()) > ui::maxSvgNumber)
        std::abort();
    return 0;
}
