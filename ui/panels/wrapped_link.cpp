#include "ui/panels/wrapped_link.h"

#include "ui/panels/ink_label.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QVBoxLayout>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int sideMargin = 6;    ///< As a small link has beside its text.
constexpr int leastWidth = 120;  ///< Below it a text is no text any more.

}  // namespace

WrappedLink::WrappedLink(const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_label(wrapped(text, FontRole::Body, Ink::Accent, this))
{
    setLink(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    QFont underlined = m_label->font();
    underlined.setUnderline(true);
    m_label->setFont(underlined);
    m_label->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(sideMargin, 2, sideMargin, 2);
    column->addWidget(m_label);
}

void WrappedLink::setLink(const QString& text)
{
    setText(QString(text).replace(u'&', QLatin1String("&&")));  // It is no mnemonic.
    m_label->setText(text);
    updateGeometry();
}

QSize WrappedLink::sizeHint() const
{
    return {leastWidth, Size::buttonSmall};
}

QSize WrappedLink::minimumSizeHint() const
{
    constexpr int around = 4;
    return {leastWidth, m_label->fontMetrics().height() + around};
}

int WrappedLink::heightForWidth(int width) const
{
    const QMargins around = layout()->contentsMargins();
    return std::max(int(Size::buttonSmall),
                    m_label->heightForWidth(width - around.left() - around.right()) + around.top()
                        + around.bottom());
}

void WrappedLink::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || event->isAutoRepeat()) {
        QAbstractButton::keyPressEvent(event);
        return;
    }
    click();
}

void WrappedLink::paintEvent(QPaintEvent* /*event*/)
{
    if (!hasFocus())
        return;  // The label paints itself.
    QPainter painter(this);
    QStyleOptionFocusRect option;
    option.initFrom(this);
    option.backgroundColor = palette().color(QPalette::Window);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

}  // namespace hopwright::ui
