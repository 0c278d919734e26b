#pragma once

#include "ui/theme/tokens.h"

#include <QPalette>

namespace hopwright::ui {

/// The palette of a theme (docs/design.md, colour): Window, Base, AlternateBase as named, Button and
/// Light = card, Highlight = accentSoft with text on it, Link = accent, Mid = line, Dark and
/// Shadow = outline. themeOf() gives the theme back.
QPalette paletteFor(Theme theme);

}  // namespace hopwright::ui
