#include "ui/theme/tokens.h"

#include <QPalette>

namespace hopwright::ui {

QColor ink(Ink ink, Theme theme)
{
    return QColor::fromRgb(
        inkTable.at(static_cast<std::size_t>(theme)).at(static_cast<std::size_t>(ink)));
}

Theme themeOf(const QPalette& palette)
{
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        if (window == ink(Ink::Window, theme)) {
            return theme;
        }
    }
    if (window == ink(Ink::Window, Theme::HighContrast)
        && text == ink(Ink::Text, Theme::HighContrast)) {
        return Theme::HighContrast;
    }
    return window.lightnessF() < 0.5F ? Theme::Dark : Theme::Light;
}

QColor ink(Ink ink, const QPalette& palette)
{
    return hopwright::ui::ink(ink, themeOf(palette));
}

}  // namespace hopwright::ui
