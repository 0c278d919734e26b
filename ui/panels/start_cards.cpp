#include "ui/panels/start_cards.h"

#include "ui/panels/ink_label.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int between = 14;
constexpr int least = 168;  ///< Of a card beside others.
constexpr int padding = 14;
constexpr int tile = 36;

}  // namespace

StartCard::StartCard(const QString& title, const QString& text, const QString& iconName,
                     QWidget* parent)
    : QAbstractButton(parent),
      m_title(wrapped(title, FontRole::Title, Ink::Text, this)),
      m_text(wrapped(text, FontRole::Body, Ink::TextSecondary, this)),
      m_key(new InkLabel(QString(), FontRole::Caption, Ink::TextSecondary, this))
{
    setText(title);
    setToolTip(tipOf(text));
    setAccessibleDescription(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(padding, padding, padding, padding);
    column->setSpacing(Size::grid);
    auto* icon = new IconLabel(iconName, Size::iconLarge, Ink::Accent, this);
    icon->setTile(tile);
    column->addWidget(icon);
    for (InkLabel* each : {m_title, m_text, m_key}) {
        each->setAttribute(Qt::WA_TransparentForMouseEvents);
        column->addWidget(each);
    }
    column->insertStretch(3);  // The keys of all cards are in a row.
}

void StartCard::setKey(const QString& key)
{
    m_key->setText(key);
}

void StartCard::setShort(bool isShort)
{
    m_text->setVisible(!isShort);
    layout()->itemAt(0)->widget()->setVisible(!isShort);
}

int StartCard::heightFor(int width) const
{
    return layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width)
                                         : layout()->totalSizeHint().height();
}

void StartCard::paintEvent(QPaintEvent* /*event*/)
{
    const Theme theme = themeOf(palette());
    const bool isLit = hasFocus() || underMouse();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ink(Ink::Card, theme));
    painter.setPen(QPen(ink(isLit ? Ink::Accent : Ink::Outline, theme), hasFocus() ? 2 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Size::radiusCard,
                            Size::radiusCard);
}

void StartCard::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || event->isAutoRepeat()) {
        QAbstractButton::keyPressEvent(event);
        return;
    }
    click();
}

void StartCard::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void StartCard::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

StartCards::StartCards(QWidget* parent)
    : QWidget(parent),
      m_cards{new StartCard(Text::tr("Diagnose a ticket…"),
                            Text::tr("Paste an error, a command or a ticket: which hop fails, "
                                     "and why."),
                            QStringLiteral("diagnose"), this),
              new StartCard(Text::tr("Draw a chain"),
                            Text::tr("Type the name of the first machine. The same key adds the "
                                     "next one."),
                            QStringLiteral("hop"), this),
              new StartCard(Text::tr("Open a file…"),
                            Text::tr("A drawing, a list of hosts, a table or a script. Or drop "
                                     "files here."),
                            QStringLiteral("import"), this)}
{
    connect(m_cards[0], &StartCard::clicked, this, &StartCards::diagnoseAsked);
    connect(m_cards[1], &StartCard::clicked, this, &StartCards::drawAsked);
    connect(m_cards[2], &StartCard::clicked, this, &StartCards::openAsked);
}

void StartCards::setKeys(const QKeySequence& diagnose, const QKeySequence& draw,
                         const QKeySequence& open)
{
    const std::array keys{diagnose, draw, open};
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        m_cards.at(i)->setKey(keys.at(i).toString(QKeySequence::NativeText));
}

int StartCards::heightFor(int width, bool isShort)
{
    const int across = (width - 2 * between) / 3;
    const bool isBeside = across >= least;
    int all = 0;
    for (StartCard* each : m_cards) {
        each->setShort(isShort || !isBeside);
        const int height = each->heightFor(isBeside ? across : width);
        all = isBeside ? std::max(all, height) : all + height + (all > 0 ? Size::grid : 0);
    }
    return all;
}

void StartCards::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int across = (width() - 2 * between) / 3;
    int top = 0;
    int left = 0;
    for (StartCard* each : m_cards) {
        if (across >= least) {
            each->setGeometry(left, 0, across, height());
            left += across + between;
        } else {
            const int needed = each->heightFor(width());
            each->setGeometry(0, top, width(), needed);
            top += needed + Size::grid;
        }
    }
}

}  // namespace hopwright::ui
