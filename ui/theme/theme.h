#pragma once

#include "ui/theme/tokens.h"

class QApplication;

namespace hopwright::ui {

/// Gives `application` HopStyle, the system font, and the palette of `theme`, and calls
/// initResources(). Once, before the first widget is shown.
void setUpApplication(QApplication& application, Theme theme);

/// Changes the theme while the program runs: new palette, mark cache cleared. Widgets repaint by
/// themselves; a canvas must call update() on QEvent::ApplicationPaletteChange.
void switchTheme(Theme theme);

}  // namespace hopwright::ui
