#include "ui/panels/verdict_card.h"

#include "ui/models/state_marks.h"
#include "ui/panels/exposure.h"
#include "ui/panels/ink_label.h"
#include "ui/panels/wrapped_link.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int padding = 16;
constexpr int verdictMark = 22;
constexpr int exposureWidth = 170;  ///< At most, of the word beside a way out.
constexpr int stackedBelow = 720;   ///< The width from which both halves have room.

bool isPass(const Verdict& verdict)
{
    return !verdict.costHeadline.isEmpty();
}

/// Whether a machine holds a password after this pass.
bool costsSomething(const Verdict& verdict)
{
    return isPass(verdict) && verdict.exposed != plan::Exposure::Nothing;
}

QPushButton* makeButton(const QString& text, ButtonKind kind, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    setButtonKind(*button, kind);
    setSmall(*button);
    return button;
}

/// In one line where that is short, as wide as a line may be where it has a long name.
InkLabel* makeExposure(const VerdictWayOut& way, QWidget* parent)
{
    auto* label = new InkLabel(way.exposureText, FontRole::Body, exposureInk(way.exposure), parent);
    if (label->sizeHint().width() <= exposureWidth)
        return label;
    delete label;
    label = wrapped(way.exposureText, FontRole::Body, exposureInk(way.exposure), parent);
    label->setFixedWidth(exposureWidth);
    return label;
}

QHBoxLayout* headOf(Mark mark, const QString& word, const QString& text, QWidget* parent)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    if (mark != Mark::None) {
        auto* label = new MarkLabel(verdictMark, parent);
        label->setMark(mark, word);
        row->addWidget(label, 0, Qt::AlignTop);
    }
    row->addWidget(wrapped(text, FontRole::Verdict, Ink::Text, parent), 1);
    return row;
}

}  // namespace

VerdictCard::VerdictCard(QWidget* parent) : FloatingCard(Edge::Outline, parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1 + pointerSize, 1, 1 + pointerSize);
    layout->setSpacing(0);
    setFocusPolicy(Qt::StrongFocus);
}

void VerdictCard::setVerdict(const Verdict& verdict, int machines)
{
    if (verdict.hop != m_verdict.hop)
        m_explained.reset();
    m_verdict = verdict;
    m_machines = machines;
    rebuild();
}

void VerdictCard::rebuild()
{
    const QWidget* before = m_content;
    for (QWidget* old : {m_content, m_short}) {
        if (old == nullptr)
            continue;
        // One of its buttons may be what led here.
        old->hide();
        layout()->removeWidget(old);
        old->deleteLater();
    }
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_halves = new QHBoxLayout;
    m_halves->setSpacing(0);
    m_halves->addWidget(makeFindings(), 47);
    m_right = makeRight();
    if (m_right != nullptr) {
        m_halves->addWidget(m_right, 53);
    }
    column->addLayout(m_halves, 1);
    m_foot = makeFoot();
    column->addWidget(m_foot);
    layout()->addWidget(m_content);
    m_short = makeShort();
    m_short->hide();
    layout()->addWidget(m_short);
    setAccessibleName(m_verdict.headline);
    setAccessibleDescription(m_verdict.comparison.isEmpty()
                                 ? verdictText(m_verdict)
                                 : verdictText(m_verdict) + u'\n' + m_verdict.comparison);
    if (before != nullptr && isVisible()) {
        m_content->show();
        fit({width(), QWIDGETSIZE_MAX});
    }
    update();
}

QWidget* VerdictCard::makeFindings()
{
    auto* left = new QWidget(m_content);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(padding, padding - 2, padding, padding - 4);
    column->setSpacing(6);
    column->addLayout(
        headOf(markFor(m_verdict.state), hopStateWord(m_verdict.state), m_verdict.headline, left));
    column->addWidget(wrapped(m_verdict.why, FontRole::Body, Ink::Text, left));
    if (!m_verdict.comparison.isEmpty())
        column->addWidget(wrapped(m_verdict.comparison, FontRole::Caption, Ink::Text, left));
    if (const VerdictWayOut* explained = explainedWay()) {
        column->addWidget(
            new InkLabel(Text::tr("How it is done"), FontRole::CaptionStrong, Ink::Text, left));
        column->addWidget(wrapped(explained->detail, FontRole::Caption, Ink::Text, left));
    } else if (const QString known = knownText(); !known.isEmpty()) {
        column->addWidget(wrapped(known, FontRole::Caption, Ink::TextSecondary, left));
    }
    column->addStretch(1);
    return left;
}

/// Whose explanation stands in the place of what else is known, so that the card keeps its size; nullptr: of none.
const VerdictWayOut* VerdictCard::explainedWay() const
{
    const auto found = std::ranges::find_if(m_verdict.waysOut, [this](const VerdictWayOut& way) {
        return !way.canBeSet && m_explained == way.kind;
    });
    return found == m_verdict.waysOut.end() ? nullptr : &*found;
}

QString VerdictCard::knownText() const
{
    QStringList known{m_verdict.confirmedBy, m_verdict.notTheCause};
    known.removeAll(QString());
    return known.join(QLatin1Char(' '));
}

QWidget* VerdictCard::makeRight()
{
    if (isPass(m_verdict)) {
        return makeText(m_verdict.costHeadline, m_verdict.cost,
                        costsSomething(m_verdict) ? Mark::Warning : Mark::None);
    }
    if (!m_verdict.waysOut.empty()) {
        return makeWaysOut();
    }
    if (!m_verdict.whatToDo.isEmpty()) {
        return makeText(Text::tr("What to do"), m_verdict.whatToDo, Mark::None);
    }
    return nullptr;
}

QWidget* VerdictCard::makeText(const QString& headline, const QString& text, Mark mark)
{
    auto* right = new QWidget(m_content);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(padding + 4, padding - 2, padding + 20, padding - 4);
    column->setSpacing(6);
    if (isPass(m_verdict)) {
        column->addLayout(headOf(mark, Text::tr("warning"), headline, right));
    } else {
        column->addWidget(wrapped(headline, FontRole::Strong, Ink::Text, right));
    }
    column->addWidget(wrapped(text, FontRole::Body, Ink::Text, right));
    column->addStretch(1);
    return right;
}

QWidget* VerdictCard::makeWaysOut()
{
    auto* right = new QWidget(m_content);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(padding + 4, padding - 2, padding, padding - 4);
    column->setSpacing(6);
    column->addWidget(
        new InkLabel(Text::tr("Ways out, safest first"), FontRole::Strong, Ink::Text, right));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Size::grid);
    grid->setVerticalSpacing(Size::half);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    int row = 0;
    for (const VerdictWayOut& way : m_verdict.waysOut) {
        grid->addWidget(
            new InkLabel(QString::number(row + 1), FontRole::Body, Ink::TextSecondary, right), row,
            0);
        if (way.canBeSet) {
            grid->addWidget(makeWayOut(way, right), row, 1, Qt::AlignLeft | Qt::AlignVCenter);
        } else {
            grid->addWidget(makeExplained(way, right), row, 1);
        }
        grid->addWidget(new IconLabel(exposureIcon(way.exposure), Size::iconSmall,
                                      exposureInk(way.exposure), right),
                        row, 2);
        grid->addWidget(makeExposure(way, right), row, 3);
        ++row;
    }
    column->addStretch(1);
    return right;
}

/// A link that changes the drawing.
QWidget* VerdictCard::makeWayOut(const VerdictWayOut& way, QWidget* parent)
{
    auto* button = makeButton(way.text, ButtonKind::Link, parent);
    button->setToolTip(way.detail);
    button->setAccessibleDescription(way.exposureText);
    connect(button, &QPushButton::clicked, this, [this, way] { take(way); });
    return button;
}

/// Nothing in the drawing sets it: the link says how it is done.
QWidget* VerdictCard::makeExplained(const VerdictWayOut& way, QWidget* parent)
{
    auto* link = new WrappedLink(way.text, parent);
    link->setToolTip(tipOf(way.detail));
    link->setAccessibleName(m_explained == way.kind ? filled(Text::tr("%1, explained"), {way.text})
                                                    : filled(Text::tr("%1, explain"), {way.text}));
    link->setAccessibleDescription(way.exposureText);
    link->setObjectName(QStringLiteral("explain%1").arg(static_cast<int>(way.kind)));
    connect(link, &QAbstractButton::clicked, this, [this, kind = way.kind] { explain(kind); });
    return link;
}

/// Explains it, or no more. The focus stays where it is.
void VerdictCard::explain(plan::WayOutKind kind)
{
    m_explained = m_explained == kind ? std::nullopt : std::optional(kind);
    const QWidget* focus = focusWidget();
    const QString name = focus == nullptr ? QString() : focus->objectName();
    rebuild();
    if (auto* again = name.isEmpty() ? nullptr : m_content->findChild<QWidget*>(name))
        again->setFocus();
    emit sizeChanged();
}

QWidget* VerdictCard::makeFoot()
{
    auto* foot = new QWidget(m_content);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(padding, 9, 12, 9);
    row->setSpacing(Size::grid);
    row->addWidget(wrapped(isPass(m_verdict) ? QString() : m_verdict.cost, FontRole::Caption,
                           Ink::TextSecondary, foot),
                   1, Qt::AlignVCenter);
    if (isPass(m_verdict) && m_machines > 0) {
        auto* undo = makeButton(Text::tr("Undo on %n machines…", nullptr, m_machines),
                                ButtonKind::Link, foot);
        connect(undo, &QPushButton::clicked, this, &VerdictCard::undoApplied);
        row->addWidget(undo);
    }
    auto* copy = makeButton(Text::tr("Copy for ticket"), ButtonKind::Plain, foot);
    copy->setIcon(icon(QStringLiteral("copy")));
    connect(copy, &QPushButton::clicked, this, &VerdictCard::copyForTicket);
    row->addWidget(copy);
    const auto credSsp = std::ranges::find_if(m_verdict.waysOut, [](const VerdictWayOut& way) {
        return way.kind == plan::WayOutKind::UseCredSsp && way.canBeSet;
    });
    if (credSsp != m_verdict.waysOut.end()) {
        auto* use = makeButton(credSsp->text, ButtonKind::Plain, foot);
        use->setAccessibleDescription(m_verdict.cost);
        connect(use, &QPushButton::clicked, this, [this, way = *credSsp] { take(way); });
        row->addWidget(use);
    }
    row->addWidget(makeClose(foot));
    return foot;
}

QToolButton* VerdictCard::makeClose(QWidget* parent) const
{
    auto* close = new QToolButton(parent);
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setAccessibleName(Text::tr("Close the verdict"));
    close->setToolTip(Text::tr("Close (Esc); a click on the seal brings it back"));
    connect(close, &QToolButton::clicked, this, &VerdictCard::closed);
    return close;
}

/// What it is and why, or what it costs; everything else behind a button.
QWidget* VerdictCard::makeShort()
{
    auto* all = new QWidget(this);
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(padding, Size::grid, Size::grid, Size::grid);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    row->addLayout(
        headOf(markFor(m_verdict.state), hopStateWord(m_verdict.state), m_verdict.headline, all),
        1);
    if (!m_verdict.waysOut.empty())
        row->addWidget(makeWaysButton(all));
    auto* copy = makeButton(Text::tr("Copy for ticket"), ButtonKind::Plain, all);
    connect(copy, &QPushButton::clicked, this, &VerdictCard::copyForTicket);
    row->addWidget(copy);
    row->addWidget(makeClose(all));
    column->addLayout(row);
    column->addWidget(wrapped(isPass(m_verdict) ? m_verdict.cost : m_verdict.why, FontRole::Caption,
                              Ink::Text, all));
    return all;
}

QWidget* VerdictCard::makeWaysButton(QWidget* parent)
{
    auto* button = makeButton(Text::tr("Ways out"), ButtonKind::Plain, parent);
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const VerdictWayOut& way : m_verdict.waysOut) {
        // A name may hold an ampersand, which a menu reads as the mark of its key.
        QString text = filled(Text::tr("%1 (%2)"), {way.text, way.exposureText});
        QAction* action = menu->addAction(text.replace(u'&', QLatin1String("&&")));
        action->setToolTip(way.detail);
        action->setEnabled(way.canBeSet);  // Its tooltip says how it is done.
        connect(action, &QAction::triggered, this, [this, way] { take(way); });
    }
    // QPushButton's own menu would wait in a loop of its own.
    button->setIcon(icon(QStringLiteral("chevron-down")));
    connect(button, &QPushButton::clicked, menu,
            [button, menu] { menu->popup(button->mapToGlobal(button->rect().bottomLeft())); });
    return button;
}

void VerdictCard::take(const VerdictWayOut& wayOut)
{
    emit takeWayOut(wayOut.kind, wayOut.hop);
}

bool VerdictCard::isShort() const
{
    return m_short != nullptr && !m_short->isHidden();
}

void VerdictCard::fit(QSize room)
{
    if (m_content == nullptr)
        return;
    const int wide =
        std::max<int>(Size::verdictWidthMin, std::min<int>(room.width(), Size::verdictWidth));
    m_halves->setDirection(wide < stackedBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const auto heightOf = [](const QWidget& part, int width) {
        QLayout& inside = *part.layout();
        inside.invalidate();
        inside.activate();
        constexpr int edges = 2 * (1 + pointerSize);
        return edges
               + (inside.hasHeightForWidth() ? inside.heightForWidth(width - 2)
                                             : inside.sizeHint().height());
    };
    const int full = heightOf(*m_content, wide);
    const bool isShort = wide > room.width() || full > room.height();
    m_content->setHidden(isShort);
    m_short->setHidden(!isShort);
    const int narrow = std::min<int>(room.width(), Size::verdictWidth);
    resize(isShort ? QSize(narrow, heightOf(*m_short, narrow)) : QSize(wide, full));
}

void VerdictCard::setPointer(Pointer pointer, int offset)
{
    m_pointer = pointer;
    m_pointerAt = offset;
    update();
}

/// The room for a pointer is there on both edges, so that the card does not move when it changes sides.
QPainterPath VerdictCard::outline() const
{
    const QRectF body = QRectF(rect()).adjusted(0.5, pointerSize + 0.5, -0.5, -pointerSize - 0.5);
    QPainterPath out;
    out.addRoundedRect(body, Size::radiusCard, Size::radiusCard);
    if (m_pointer == Pointer::None)
        return out;
    const double x = std::clamp<double>(m_pointerAt, 2 * pointerSize, width() - 2 * pointerSize);
    const bool isUp = m_pointer == Pointer::Up;
    const double foot = isUp ? body.top() + 1 : body.bottom() - 1;
    QPolygonF tip;
    tip << QPointF(x - pointerSize, foot) << QPointF(x, isUp ? 0.5 : height() - 0.5)
        << QPointF(x + pointerSize, foot);
    QPainterPath pointer;
    pointer.addPolygon(tip);
    pointer.closeSubpath();
    return out.united(pointer);
}

void VerdictCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        emit closed();
        return;
    }
    FloatingCard::keyPressEvent(event);
}

void VerdictCard::paintBody(QPainter& painter) const
{
    if (m_foot == nullptr || isShort()) {
        return;
    }
    const Theme theme = themeOf(QGuiApplication::palette());
    const int footTop = m_foot->mapTo(this, QPoint(0, 0)).y();
    const QColor line = ink(Ink::Line, theme);
    if (m_right != nullptr) {
        const QPoint corner = m_right->mapTo(this, QPoint(0, 0));
        const bool isStacked = m_halves->direction() == QBoxLayout::TopToBottom;
        const QRect half(isStacked ? QPoint(0, corner.y()) : QPoint(corner.x(), 0),
                         QPoint(width(), footTop - 1));
        if (costsSomething(m_verdict)) {
            painter.fillRect(half, ink(Ink::WarningSoft, theme));
        }
        painter.fillRect(half.x(), half.y(), isStacked ? width() : 1, isStacked ? 1 : half.height(),
                         line);
    }
    painter.fillRect(0, footTop, width(), 1, line);
}

}  // namespace hopwright::ui
