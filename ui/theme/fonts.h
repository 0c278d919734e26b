#pragma once

#include <QFont>

namespace hopwright::ui {

/// docs/design.md, type. Factors of the system size; weights 400 and 700 only.
enum class FontRole {
    Caption,        ///< 0.85: table heads, second lines, legends, evidence dates.
    CaptionStrong,  ///< 0.85, bold: leads of inspector sections, counts.
    Body,           ///< 1.0.
    Strong,         ///< 1.0, bold: names, section leads, the word of a state.
    Title,          ///< 1.15, bold: inspector head, empty states.
    Verdict,        ///< 1.38, bold: the sentence of a verdict card or dialog; once per screen.
    Code,           ///< 0.9, fixed pitch: scripts, delegate entries, log lines.
};

/// `base` scaled to `role`, never under 9 pixels. `base` is the system font (QWidget::font()); its size
/// stays in the unit it came in, points or pixels.
QFont fontFor(FontRole role, const QFont& base);

/// The general font of the system, DejaVu Sans where the system names none that exists.
QFont systemFont();

}  // namespace hopwright::ui
