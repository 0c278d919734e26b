#pragma once

#include "ui/theme/style.h"

#include <QStyleOption>

class QPainter;

namespace hopwright::ui {

// What HopStyle paints, as functions of an option: shapes, no state and no measure of a widget. Each takes its colours from the
// palette of the option.

/// As setButtonKind() and setSmall() set it; null: plain, not small.
ButtonKind buttonKindOf(const QWidget* widget);
bool isSmall(const QWidget* widget);

inline constexpr int menuArrowWidth = 18;  ///< Beside the word of a button with a menu.
inline constexpr int sliderMinimum = 24;   ///< The shortest slider of a scroll bar.

/// The line that ends a tool bar, a row of tabs or a header.
void paintLineBelow(QPainter& painter, const QStyleOption& option);
/// The title of a dock, elided in \p textRect.
void paintDockTitle(QPainter& painter, const QStyleOptionDockWidget& option, const QRect& textRect);
void paintSplitter(QPainter& painter, const QStyleOption& option);
/// Where \p part of a scroll bar is, which has no arrows.
QRect scrollBarPart(const QStyleOptionSlider& option, QStyle::SubControl part);
void paintScrollBar(QPainter& painter, const QStyleOptionSlider& option);
/// \p arrow, \p up, \p down: where the style has these parts.
void paintComboBox(QPainter& painter, const QStyleOptionComboBox& option, const QRect& arrow);
void paintSpinBox(QPainter& painter, const QStyleOptionSpinBox& option, const QRect& up,
                  const QRect& down);
/// Panels and frames; false for all other elements.
bool paintPanel(QStyle::PrimitiveElement element, const QStyleOption& option, QPainter& painter,
                const QWidget* widget);
/// Boxes, arrows and separators; false for all other elements.
bool paintIndicator(QStyle::PrimitiveElement element, const QStyleOption& option,
                    QPainter& painter);
/// Word of a tab: bold when selected, secondary otherwise; without a focus rectangle, which the shape has.
QStyleOptionTab tabLabelOption(const QStyleOptionTab& tab);
/// The parts of a push button, header, progress bar and menu bar; false for all other elements.
bool paintPart(QStyle::ControlElement element, const QStyleOption& option, QPainter& painter,
               const QWidget* widget);

}  // namespace hopwright::ui
