#pragma once

#include <QSize>

namespace hopwright::ui {

/// The window as the design draws it, where the screen has room for it (design §2).
inline constexpr QSize designedSize{1440, 900};
inline constexpr QSize smallestSize{960, 600};

/// What window managers put round a window: title bar, borders. How much is known only once it is shown.
inline constexpr QSize frameRoom{16, 48};

/// The size of the first start: as designed, but with its frame within the \p available part of the screen; never below
/// smallestSize.
constexpr QSize defaultSizeOn(QSize available)
{
    return designedSize.boundedTo(available - frameRoom).expandedTo(smallestSize);
}

}  // namespace hopwright::ui
