#include "ui/panels/floating_card.h"

#include "ui/theme/tokens.h"

#include <QEvent>
#include <QGraphicsDropShadowEffect>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

namespace hopwright::ui {

namespace {

constexpr double shadowBlur = 8;
constexpr double shadowOffset = 2;
constexpr double shadowOpacity = 0.14;

Theme currentTheme()
{
    return themeOf(QGuiApplication::palette());
}

}  // namespace

FloatingCard::FloatingCard(Edge edge, QWidget* parent) : QFrame(parent), m_edge(edge)
{
    setFrameShape(QFrame::NoFrame);
    setCursor(Qt::ArrowCursor);
    setShadow();
}

void FloatingCard::setShadow()
{
    if (currentTheme() == Theme::HighContrast) {
        setGraphicsEffect(nullptr);
        return;
    }
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(shadowBlur);
    shadow->setOffset(0, shadowOffset);
    QColor colour = ink(Ink::Text, Theme::Light);
    colour.setAlphaF(static_cast<float>(shadowOpacity));
    shadow->setColor(colour);
    setGraphicsEffect(shadow);  // Takes it, and removes the one before.
}

QPainterPath FloatingCard::outline() const
{
    QPainterPath path;
    path.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Size::radiusCard,
                        Size::radiusCard);
    return path;
}

void FloatingCard::paintBody(QPainter& /*painter*/) const {}

void FloatingCard::paintEvent(QPaintEvent* /*event*/)
{
    const Theme theme = currentTheme();
    const QPainterPath path = outline();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, ink(Ink::Card, theme));
    painter.save();
    painter.setClipPath(path);
    paintBody(painter);
    painter.restore();
    const Ink edge = m_edge == Edge::Accent || hasFocus() ? Ink::Accent : Ink::Outline;
    painter.strokePath(path, QPen(ink(edge, theme), theme == Theme::HighContrast ? 2 : 1));
}

void FloatingCard::mousePressEvent(QMouseEvent* event)
{
    event->accept();
}

void FloatingCard::mouseReleaseEvent(QMouseEvent* event)
{
    event->accept();
}

void FloatingCard::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->accept();
}

void FloatingCard::wheelEvent(QWheelEvent* event)
{
    event->accept();
}

void FloatingCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        setShadow();
        update();
    }
    QFrame::changeEvent(event);
}

}  // namespace hopwright::ui
