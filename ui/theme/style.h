#pragma once

#include "ui/theme/tokens.h"

#include <QProxyStyle>

class QAbstractButton;

namespace hopwright::ui {

/// How a push button looks beside the plain one.
enum class ButtonKind {
    Plain,
    Primary,  ///< Filled with the accent: at most one per screen, never one that hands a password over.
    Link,  ///< Without a frame, in the accent colour.
};

/// Sets the dynamic properties that HopStyle reads.
void setButtonKind(QAbstractButton& button, ButtonKind kind);

/// 24 instead of 28 high, for buttons inside cards and panels.
void setSmall(QWidget& widget, bool small = true);

/// The style of the window on every system: Fusion with our shapes, in the colours of the palette
/// (paletteFor). No style sheet may be set on any widget: it would take the place of this style below it.
class HopStyle : public QProxyStyle {
    Q_OBJECT

public:
    HopStyle();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                            QPainter* painter, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
    /// A letter in an open menu is the menu's, whatever the window has for a shortcut.
    bool eventFilter(QObject* watched, QEvent* event) override;
    QIcon standardIcon(StandardPixmap standard, const QStyleOption* option,
                       const QWidget* widget) const override;
};

}  // namespace hopwright::ui
