#include "ui/theme/chip.h"

#include "ui/theme/fonts.h"

#include <QPainter>

#include <algorithm>

namespace hopwright::ui {
namespace {

constexpr int sideMargin = 6;
constexpr int iconSize = 14;
constexpr int iconGap = 4;
constexpr qreal radius = 3;

}  // namespace

Ink chipFill(ChipKind kind)
{
    switch (kind) {
    case ChipKind::Planned:
        return Ink::PlannedSoft;
    case ChipKind::Warning:
        return Ink::WarningSoft;
    case ChipKind::Denied:
        return Ink::DeniedSoft;
    case ChipKind::Passed:
        return Ink::PassedSoft;
    case ChipKind::Failed:
        return Ink::FailedSoft;
    case ChipKind::Accent:
        return Ink::AccentSoft;
    case ChipKind::Neutral:
        break;
    }
    return Ink::NeutralSoft;
}

Ink chipInk(ChipKind kind)
{
    switch (kind) {
    case ChipKind::Planned:
        return Ink::Planned;
    case ChipKind::Warning:
        return Ink::Warning;
    case ChipKind::Denied:
        return Ink::Denied;
    case ChipKind::Passed:
        return Ink::Passed;
    case ChipKind::Failed:
        return Ink::Failed;
    case ChipKind::Accent:
        return Ink::Accent;
    case ChipKind::Neutral:
        break;
    }
    return Ink::Text;
}

Chip::Chip(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Chip::Chip(const QString& text, ChipKind kind, QWidget* parent) : Chip(parent)
{
    m_kind = kind;
    setText(text);
}

void Chip::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Chip::setKind(ChipKind kind)
{
    m_kind = kind;
    update();
}

void Chip::setIcon(const QIcon& icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

void Chip::setStrong(bool strong)
{
    m_strong = strong;
    updateGeometry();
    update();
}

QFont Chip::chipFont() const
{
    return fontFor(m_strong ? FontRole::CaptionStrong : FontRole::Caption, font());
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(chipFont());
    const int iconWidth = m_icon.isNull() ? 0 : iconSize + iconGap;
    // Advances are fractions: without the last pixel the text would be elided.
    return {metrics.horizontalAdvance(m_text) + iconWidth + 2 * sideMargin + 1,
            std::max<int>(Size::chip, metrics.height() + 2)};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(palette());
    const QColor word = ink(isEnabled() ? chipInk(m_kind) : Ink::TextDisabled, theme);
    painter.setPen(theme == Theme::HighContrast ? QPen(word, 1) : QPen(Qt::NoPen));
    painter.setBrush(ink(chipFill(m_kind), theme));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    QRect inside = rect().adjusted(sideMargin, 0, -sideMargin, 0);
    if (!m_icon.isNull()) {
        m_icon.paint(&painter, QRect(inside.left(), (height() - iconSize) / 2, iconSize, iconSize));
        inside.setLeft(inside.left() + iconSize + iconGap);
    }
    painter.setFont(chipFont());
    painter.setPen(word);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, inside.width()));
}

}  // namespace hopwright::ui
