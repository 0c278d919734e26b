#include "ui/panels/diagnosis_card.h"

#include "ui/panels/ink_label.h"
#include "ui/text/diagnosis_text.h"
#include "ui/text/words.h"
#include "ui/theme/chip.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int padding = 16;
constexpr int sealSize = 24;
constexpr int stackedBelow = 640;  ///< The width from which both halves have room.
constexpr int whoWidth = 190;

using diagnose::Candidate;
using diagnose::Diagnosis;

Mark markOf(const Diagnosis& diagnosis)
{
    if (diagnosis.candidates.front().cause == Cause::Unrelated)
        return Mark::Note;
    if (!diagnosis.denied)
        return Mark::CannotSay;
    return *diagnosis.denied ? Mark::WillBeDenied : Mark::WillFail;
}

constexpr int edges = 2;  ///< Both together.

/// What the buttons stand on: opaque, since the card goes on below it where its lower edge is not seen.
class Foot : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Theme theme = themeOf(QGuiApplication::palette());
        QPainter painter(this);
        // At the card's edge the corners are the card's.
        const bool isAtEdge = geometry().bottom() + 1 >= parentWidget()->height();
        const int corner = isAtEdge ? int(Size::radiusCard) : 0;
        painter.fillRect(rect().adjusted(0, 0, 0, -corner), ink(Ink::Card, theme));
        painter.fillRect(rect().adjusted(corner, height() - corner, -corner, 0),
                         ink(Ink::Card, theme));
        painter.fillRect(0, 0, width(), 1, ink(Ink::Line, theme));
    }
};

QVBoxLayout* columnIn(QWidget* part)
{
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(padding + 4, 12, padding + 4, 12);
    column->setSpacing(6);
    return column;
}

/// With a capital, as a sentence begins.
QString sentenceStart(const QString& text)
{
    return text.left(1).toUpper() + text.mid(1);
}

}  // namespace

DiagnosisCard::DiagnosisCard(QWidget* parent) : FloatingCard(Edge::Outline, parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
}

void DiagnosisCard::setDiagnosis(const Diagnosis& diagnosis, const std::vector<FixText>& fixes,
                                 bool canTest)
{
    if (m_content != nullptr) {  // One of its buttons may be what led here.
        m_content->hide();
        layout()->removeWidget(m_content);
        m_content->deleteLater();
    }
    m_lines.clear();
    m_right = nullptr;
    m_foot = nullptr;
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    layout()->addWidget(m_content);
    if (!diagnosis.isUnderstood())
        return;
    column->addWidget(makeHead(diagnosis));
    m_halves = new QHBoxLayout;
    m_halves->setSpacing(0);
    QWidget* const left = makeOthers(diagnosis);
    m_right = makeCheck(diagnosis);
    m_halves->addWidget(left, 1);
    m_halves->addWidget(m_right, 1);
    column->addLayout(m_halves);
    QWidget* const cures = makeFixes(fixes);
    m_foot = makeFoot(diagnosis, canTest);
    column->addWidget(cures);
    column->addStretch(1);
    m_lines = {left, cures};
    setAccessibleName(textOf(diagnosis, diagnosis.candidates.front()).headline);
    setAccessibleDescription(ticketText(diagnosis, TicketForm::Plain));
    m_content->show();
    update();
}

QWidget* DiagnosisCard::makeHead(const Diagnosis& diagnosis)
{
    auto* head = new QWidget(m_content);
    auto* column = columnIn(head);
    const Candidate& first = diagnosis.candidates.front();
    const CandidateText text = textOf(diagnosis, first);
    m_head = new QGridLayout;
    m_head->setHorizontalSpacing(12);
    m_head->setVerticalSpacing(6);
    m_head->setColumnStretch(1, 1);
    auto* mark = new MarkLabel(sealSize, head);
    mark->setMark(markOf(diagnosis), certaintyWord(first.certainty));
    m_head->addWidget(mark, 0, 0, Qt::AlignTop);
    m_head->addWidget(wrapped(text.headline, FontRole::Verdict, Ink::Text, head), 0, 1);
    m_chips = new QWidget(head);
    auto* chips = new QHBoxLayout(m_chips);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(Size::grid);
    chips->addWidget(
        new Chip(sentenceStart(certaintyWord(first.certainty)), ChipKind::Neutral, m_chips));
    chips->addWidget(new Chip(Text::tr("Read, not tested"), ChipKind::Neutral, m_chips));
    chips->addStretch(1);
    m_head->addWidget(m_chips, 0, 2, Qt::AlignTop);
    column->addLayout(m_head);
    auto* why = wrapped(text.why, FontRole::Body, Ink::Text, head);
    why->setContentsMargins(sealSize + 12, 0, 0, 0);
    column->addWidget(why);
    return head;
}

QWidget* DiagnosisCard::makeOthers(const Diagnosis& diagnosis)
{
    auto* part = new QWidget(m_content);
    auto* column = columnIn(part);
    column->addWidget(
        new InkLabel(Text::tr("Other candidates"), FontRole::Strong, Ink::Text, part));
    if (diagnosis.candidates.size() == 1) {
        column->addWidget(wrapped(Text::tr("None that the text speaks for."), FontRole::Body,
                                  Ink::TextSecondary, part));
    }
    for (std::size_t i = 1; i < diagnosis.candidates.size(); ++i) {
        const Candidate& each = diagnosis.candidates[i];
        auto* row = new QHBoxLayout;
        row->setSpacing(10);
        auto* mark = new MarkLabel(Size::iconSmall, part);
        mark->setMark(Mark::Unknown, certaintyWord(each.certainty));
        row->addWidget(mark, 0, Qt::AlignTop);
        const QString text = textOf(diagnosis, each).why;
        row->addWidget(
            wrapped(filled(Text::tr("%1, %2. %3"), {sentenceStart(causeName(each.cause)),
                                                    certaintyWord(each.certainty), text}),
                    FontRole::Body, Ink::Text, part),
            1);
        column->addLayout(row);
    }
    column->addStretch(1);
    return part;
}

QWidget* DiagnosisCard::makeCheck(const Diagnosis& diagnosis)
{
    auto* part = new QWidget(m_content);
    auto* column = columnIn(part);
    column->addWidget(new InkLabel(diagnosis.candidates.size() > 1
                                       ? Text::tr("The check that separates them")
                                       : Text::tr("The check that makes it sure"),
                                   FontRole::Strong, Ink::Text, part));
    const QString check = textOf(diagnosis, diagnosis.candidates.front()).check;
    auto* row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    auto* text = wrapped(check, FontRole::Body, Ink::Text, part);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(text, 1);
    auto* button = new QToolButton(part);
    button->setIcon(icon(QStringLiteral("copy")));
    button->setAutoRaise(true);
    button->setAccessibleName(Text::tr("Copy the check"));
    button->setToolTip(button->accessibleName());
    connect(button, &QToolButton::clicked, this, [this, check] { emit copy(check); });
    row->addWidget(button, 0, Qt::AlignTop);
    column->addLayout(row);
    column->addStretch(1);
    return part;
}

QWidget* DiagnosisCard::makeFixes(const std::vector<FixText>& fixes)
{
    auto* part = new QWidget(m_content);
    auto* column = columnIn(part);
    column->addWidget(new InkLabel(fixes.size() > 1 ? Text::tr("Fix, choose one") : Text::tr("Fix"),
                                   FontRole::Strong, Ink::Text, part));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(Size::grid);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(3, whoWidth);
    int row = 0;
    for (const FixText& each : fixes) {
        if (fixes.size() > 1) {
            grid->addWidget(
                new InkLabel(QString(QChar(u'A' + row)), FontRole::Strong, Ink::Text, part), row, 0,
                Qt::AlignTop);
        }
        auto* text = wrapped(each.text, FontRole::Body, Ink::Text, part);
        text->setToolTip(tipOf(each.detail));
        grid->addWidget(text, row, 1, Qt::AlignTop);
        if (!each.who.isEmpty()) {
            grid->addWidget(
                new IconLabel(QStringLiteral("account"), Size::iconSmall, Ink::TextSecondary, part),
                row, 2, Qt::AlignTop);
            auto* who = wrapped(each.who, FontRole::Caption, Ink::TextSecondary, part);
            who->setFixedWidth(whoWidth);
            grid->addWidget(who, row, 3, Qt::AlignTop);
        }
        ++row;
    }
    column->addLayout(grid);
    return part;
}

QWidget* DiagnosisCard::makeFoot(const Diagnosis& diagnosis, bool canTest)
{
    auto* foot = new Foot(m_content);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(padding + 4, 9, 12, 9);
    row->setSpacing(Size::grid);
    row->addWidget(wrapped(Text::tr("A test runs in the practice lab and reaches no real machine."),
                           FontRole::Caption, Ink::TextSecondary, foot),
                   1, Qt::AlignVCenter);
    const auto add = [&](const QString& text, ButtonKind kind, const QString& iconName) {
        auto* button = new QPushButton(text, foot);
        setButtonKind(*button, kind);
        setSmall(*button);
        if (!iconName.isEmpty())
            button->setIcon(icon(iconName));
        row->addWidget(button);
        return button;
    };
    auto* markdown = add(Text::tr("Copy as Markdown"), ButtonKind::Link, {});
    connect(markdown, &QPushButton::clicked, this,
            [this, text = ticketText(diagnosis, TicketForm::Markdown)] { emit copy(text); });
    auto* plain = add(Text::tr("Copy for ticket"), ButtonKind::Plain, QStringLiteral("copy"));
    connect(plain, &QPushButton::clicked, this,
            [this, text = ticketText(diagnosis, TicketForm::Plain)] { emit copy(text); });
    auto* test = add(Text::tr("Test it"), ButtonKind::Primary, QStringLiteral("play"));
    test->setEnabled(canTest);
    test->setToolTip(Text::tr("Keep it as a drawing, and test that in the practice lab"));
    connect(test, &QPushButton::clicked, this, &DiagnosisCard::testIt);
    return foot;
}

int DiagnosisCard::heightFor(int width)
{
    if (m_content == nullptr || m_content->layout() == nullptr)
        return 0;
    if (m_right != nullptr) {
        const bool isNarrow = width < stackedBelow;
        m_halves->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        m_head->removeWidget(m_chips);
        m_head->addWidget(m_chips, isNarrow ? 1 : 0, isNarrow ? 1 : 2, Qt::AlignTop);
    }
    QLayout& inside = *m_content->layout();
    inside.setContentsMargins(0, 0, 0, footHeight(width - edges));
    inside.invalidate();
    inside.activate();
    return edges
           + (inside.hasHeightForWidth() ? inside.heightForWidth(width - edges)
                                         : inside.sizeHint().height());
}

int DiagnosisCard::footHeight(int width) const
{
    if (m_foot == nullptr)
        return 0;
    QLayout& row = *m_foot->layout();
    row.invalidate();
    return std::max(row.hasHeightForWidth() ? row.heightForWidth(width) : 0,
                    row.sizeHint().height());
}

void DiagnosisCard::keepButtonsAbove(int bottom)
{
    m_footBottom = bottom;
    placeFoot();
}

void DiagnosisCard::placeFoot()
{
    if (m_foot == nullptr)
        return;
    const int room = width() - edges;
    const int least = footHeight(room);
    const int lowest = std::max(least, height() - edges);
    const int bottom = std::clamp(m_footBottom - edges / 2, least, lowest);
    m_foot->setGeometry(0, bottom - least, room, least);
    m_foot->raise();
}

void DiagnosisCard::resizeEvent(QResizeEvent* event)
{
    FloatingCard::resizeEvent(event);
    placeFoot();
}

void DiagnosisCard::paintBody(QPainter& painter) const
{
    const QColor line = ink(Ink::Line, themeOf(QGuiApplication::palette()));
    for (const QWidget* each : m_lines)
        painter.fillRect(0, each->mapTo(this, QPoint(0, 0)).y(), width(), 1, line);
    if (m_right == nullptr)
        return;
    const QPoint corner = m_right->mapTo(this, QPoint(0, 0));
    if (m_halves->direction() == QBoxLayout::TopToBottom) {
        painter.fillRect(0, corner.y(), width(), 1, line);
    } else {
        painter.fillRect(corner.x(), corner.y(), 1, m_right->height(), line);
    }
}

/// What it lies in scrolls.
void DiagnosisCard::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

}  // namespace hopwright::ui
