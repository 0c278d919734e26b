#include "ui/theme/path_drawing.h"
#include "ui/theme/svg_scanner.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes either read as a drawing with a frame that has a size and pens that are not below nothing; or fail, for their
/// length or at an offset within them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hopwright;
    const auto drawing = ui::readPathDrawing({reinterpret_cast<const char*>(data), size});
    if (!drawing) {
        const bool isTooLarge = drawing.error().code == ErrorCode::TooLarge;
        const bool isWithin = drawing.error().offset.value_or(size + 1) <= size;
        if (!isWithin && !(isTooLarge && size > ui::maxDrawingBytes))
            std::abort();
        return 0;
    }
    if (!(drawing->viewBox.width() > 0) || !(drawing->viewBox.height() > 0))
        std::abort();
    for (const ui::DrawnPath& each : drawing->paths) {
        if (!(each.strokeWidth >= 0) || each.strokeWidth > ui::maxSvgNumber)
            std::abort();
    }
    return 0;
}
