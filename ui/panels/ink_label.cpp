#include "ui/panels/ink_label.h"

#include "ui/theme/icons.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QTextLayout>
#include <QtMath>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int sealMargin = 6;  ///< Of the disc around a seal.

Theme currentTheme()
{
    return themeOf(QGuiApplication::palette());
}

/// \p layout in lines of \p width. \returns their height.
qreal layOut(QTextLayout& layout, qreal width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    const qreal leading = QFontMetricsF(layout.font()).leading();
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        height += height > 0 ? leading : 0;
        line.setLineWidth(std::max(width, 1.0));
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

/// \p text as it is laid out: the two backslashes that a path of the network begins with stay in one line.
QString inLines(QString text)
{
    constexpr QChar wordJoiner(0x2060);  // No line breaks here; it has no width.
    text.replace(u'\n', QChar(QChar::LineSeparator));
    for (qsizetype at = text.indexOf(QLatin1String("\\\\")); at >= 0;
         at = text.indexOf(QLatin1String("\\\\"), at + 2))
        text.insert(at + 1, wordJoiner);
    return text;
}

}  // namespace

InkLabel::InkLabel(const QString& text, FontRole role, Ink ink, QWidget* parent)
    : QLabel(text, parent), m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    // Not that of the surface: on Base it would be Text.
    setForegroundRole(QPalette::WindowText);
    setFont(fontFor(role, QGuiApplication::font()));
    colour();
}

void InkLabel::setInk(Ink ink)
{
    m_ink = ink;
    colour();
}

int InkLabel::heightForWidth(int width) const
{
    if (!wordWrap())
        return QLabel::heightForWidth(width);
    const QMargins around = contentsMargins();
    QTextLayout layout(inLines(text()), font());
    return qCeil(layOut(layout, width - around.left() - around.right())) + around.top()
           + around.bottom();
}

void InkLabel::paintEvent(QPaintEvent* event)
{
    if (!wordWrap()) {
        QLabel::paintEvent(event);
        return;
    }
    const QRectF box = contentsRect();
    QTextLayout layout(inLines(text()), font());
    const qreal height = layOut(layout, box.width());
    const bool isCentred = (alignment() & Qt::AlignVCenter) != 0;
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    layout.draw(&painter, {box.x(), box.y() + (isCentred ? (box.height() - height) / 2 : 0)});
}

void InkLabel::changeEvent(QEvent* event)
{
    // Qt sends no ApplicationPaletteChange to a widget's changeEvent.
    if (event->type() == QEvent::PaletteChange) {
        colour();
    }
    QLabel::changeEvent(event);
}

void InkLabel::colour()
{
    const QColor wanted = ink(m_ink, currentTheme());
    if (palette().color(QPalette::WindowText) == wanted && testAttribute(Qt::WA_SetPalette))
        return;  // Setting a palette is itself a change of palette.
    // Only what differs from the application's palette is set, so that the rest follows it.
    QPalette own;
    own.setColor(QPalette::WindowText, wanted);
    setPalette(own);
}

InkLabel* wrapped(const QString& text, FontRole role, Ink ink, QWidget* parent)
{
    auto* label = new InkLabel(text, role, ink, parent);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    label->setMinimumWidth(40);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

MarkLabel::MarkLabel(int size, QWidget* parent) : QWidget(parent), m_size(size)
{
    setFixedSize(size, size);
}

void MarkLabel::setMark(Mark mark, const QString& word)
{
    m_seal = {.tested = mark};
    m_isSeal = false;
    setAccessibleName(word);
    update();
}

void MarkLabel::setSeal(const Seal& seal, const QString& word)
{
    m_seal = seal;
    m_isSeal = true;
    setAccessibleName(word);
    update();
}

void MarkLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_isSeal) {
        paintSeal(painter, m_seal, QRectF(rect()).center(), m_size - sealMargin, currentTheme(),
                  ink(Ink::Card, currentTheme()));
        return;
    }
    paintMark(painter, m_seal.tested, QRectF(rect()), currentTheme());
}

IconLabel::IconLabel(QString icon, int size, Ink ink, QWidget* parent)
    : QWidget(parent), m_icon(std::move(icon)), m_size(size), m_ink(ink)
{
    setFixedSize(size, size);
}

void IconLabel::setTile(int tile)
{
    m_tile = tile;
    setFixedSize(tile, tile);
}

void IconLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_tile > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink(Ink::NeutralSoft, currentTheme()));
        painter.drawRoundedRect(QRectF(rect()), Size::radiusControl, Size::radiusControl);
    }
    // Whole pixels: an icon is sharp only there.
    const QRectF box(QPoint((width() - m_size) / 2, (height() - m_size) / 2),
                     QSize(m_size, m_size));
    paintIcon(painter, m_icon, box, ink(m_ink, currentTheme()));
}

}  // namespace hopwright::ui
