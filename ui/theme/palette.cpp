#include "ui/theme/palette.h"

#include <array>
#include <utility>

namespace hopwright::ui {
namespace {

constexpr std::array<std::pair<QPalette::ColorRole, Ink>, 20> roles{{
    {QPalette::Window, Ink::Window},
    {QPalette::Base, Ink::Base},
    {QPalette::AlternateBase, Ink::Alternate},
    {QPalette::Button, Ink::Card},
    {QPalette::Light, Ink::Card},
    {QPalette::Midlight, Ink::NeutralSoft},
    {QPalette::WindowText, Ink::Text},
    {QPalette::Text, Ink::Text},
    {QPalette::ButtonText, Ink::Text},
    {QPalette::BrightText, Ink::Denied},
    {QPalette::HighlightedText, Ink::Text},
    {QPalette::PlaceholderText, Ink::TextSecondary},
    {QPalette::Highlight, Ink::AccentSoft},
    {QPalette::Link, Ink::Accent},
    {QPalette::LinkVisited, Ink::Accent},
    {QPalette::Mid, Ink::Line},
    {QPalette::Dark, Ink::Outline},
    {QPalette::Shadow, Ink::Outline},
    {QPalette::ToolTipBase, Ink::Tooltip},
    {QPalette::ToolTipText, Ink::OnTooltip},
}};

}  // namespace

QPalette paletteFor(Theme theme)
{
    QPalette palette;
    for (const auto& [role, name] : roles) {
        palette.setColor(QPalette::All, role, ink(name, theme));
    }
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, ink(Ink::TextDisabled, theme));
    }
    return palette;
}

}  // namespace hopwright::ui
