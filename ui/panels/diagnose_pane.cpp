#include "ui/panels/diagnose_pane.h"

#include "core/model/graph_rules.h"
#include "ui/panels/ink_label.h"
#include "ui/panels/ticket_edit.h"
#include "ui/text/diagnosis_text.h"
#include "ui/text/understood_text.h"
#include "ui/text/words.h"
#include "ui/theme/style.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int side = 16;
constexpr int textHeight = 132;
constexpr int labelWidth = 104;

using Kind = UnderstoodText::Kind;

QString iconOf(Kind kind)
{
    switch (kind) {
    case Kind::Resource:
        return QStringLiteral("share");
    case Kind::Session:
        return QStringLiteral("winrm");
    case Kind::Account:
        return QStringLiteral("account");
    case Kind::Facts:
        return QStringLiteral("policy");
    case Kind::Error:
        break;
    }
    return QStringLiteral("problems");
}

Mark errorMark(const diagnose::Diagnosis& diagnosis)
{
    if (diagnosis.candidates.front().cause == Cause::Unrelated)
        return Mark::Note;
    return diagnosis.denied.value_or(false) ? Mark::Denied : Mark::Failed;
}

/// A name of a machine that can be drawn; empty is none, and allowed.
bool canBeMachine(const QString& text)
{
    return text.isEmpty() || model::checkMachineName(text.toStdString()).has_value();
}

}  // namespace

DiagnosePane::DiagnosePane(QWidget* parent)
    : QWidget(parent),
      m_text(new TicketEdit(this)),
      m_kept(wrapped({}, FontRole::Caption, Ink::TextSecondary, this)),
      m_understood(new QWidget(this)),
      m_lines(new QVBoxLayout(m_understood)),
      m_confirm(new QWidget(this)),
      m_reason(wrapped({}, FontRole::Caption, Ink::Denied, this)),
      m_keep(new QPushButton(Text::tr("Keep as drawing"), this))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto* upper = new QScrollArea(this);  // In a low window, or with large text, more than fits.
    upper->setFrameShape(QFrame::NoFrame);
    upper->setWidgetResizable(true);
    upper->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    upper->setWidget(content);
    whole->addWidget(upper, 1);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(side, 12, side, Size::half);
    column->setSpacing(Size::grid);
    auto* lead = wrapped(Text::tr("Paste the error, the command, or the whole ticket."),
                         FontRole::Body, Ink::Text, this);
    lead->setBuddy(m_text);
    column->addWidget(lead);
    m_text->setMinimumHeight(textHeight);
    column->addWidget(m_text, 1);
    column->addWidget(m_kept);
    m_lines->setContentsMargins(0, Size::half, 0, 0);
    m_lines->setSpacing(Size::half);
    column->addWidget(m_understood);

    auto* fields = new QVBoxLayout(m_confirm);
    fields->setContentsMargins(0, Size::half, 0, 0);
    fields->setSpacing(Size::half);
    fields->addWidget(new InkLabel(Text::tr("Confirm"), FontRole::Strong, Ink::Text, m_confirm));
    addField(StartedFrom, Text::tr("Started from"), *fields);
    addField(RanOn, Text::tr("Ran on"), *fields);
    addField(Account, Text::tr("Account"), *fields);
    fields->addWidget(m_reason);
    m_reason->hide();
    column->addWidget(m_confirm);

    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(side, Size::half, side, 12);
    foot->setSpacing(Size::grid);
    auto* again = new QPushButton(Text::tr("Paste again"), this);
    again->setToolTip(Text::tr("What is in the clipboard takes the place of this text"));
    foot->addWidget(again);
    foot->addWidget(m_keep);
    foot->addStretch(1);
    whole->addLayout(foot);
    upper->setFocusPolicy(Qt::NoFocus);  // What is in it has.
    m_inOrder = {m_text, m_fields[StartedFrom], m_fields[RanOn], m_fields[Account], again, m_keep};

    connect(again, &QPushButton::clicked, this, &DiagnosePane::pasteAgain);
    connect(m_keep, &QPushButton::clicked, this, &DiagnosePane::keepAsDrawing);
    connect(m_text, &TicketEdit::textEdited, this, &DiagnosePane::changed);
    connect(m_text, &TicketEdit::replaced, this, &DiagnosePane::forgetAnswers);
    connect(m_text, &TicketEdit::filesGiven, this, &DiagnosePane::filesGiven);
    setFocusProxy(m_text);
    setDiagnosis({});
}

QLineEdit* DiagnosePane::addField(Part part, const QString& text, QVBoxLayout& column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    auto* label = new InkLabel(text, FontRole::Body, Ink::TextSecondary, m_confirm);
    label->setMinimumWidth(labelWidth);
    auto* field = new QLineEdit(m_confirm);
    field->setAccessibleName(text);
    label->setBuddy(field);
    row->addWidget(label);
    row->addWidget(field, 1);
    column.addLayout(row);
    m_fields.at(part) = field;
    connect(field, &QLineEdit::textEdited, this, [this, part] {
        m_isTyped.at(part) = true;
        emit changed();
    });
    connect(field, &QLineEdit::editingFinished, this, [this, part] { leaveField(part); });
    return field;
}

/// Only now: taken into a window, it would lose the last one of the order.
void DiagnosePane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    for (std::size_t i = 1; i < m_inOrder.size(); ++i)
        setTabOrder(m_inOrder.at(i - 1), m_inOrder.at(i));
}

/// What was emptied answers nothing: the text counts again, and is what is seen.
void DiagnosePane::leaveField(Part part)
{
    QLineEdit& field = *m_fields.at(part);
    if (!m_isTyped.at(part) || !field.text().trimmed().isEmpty())
        return;
    m_isTyped.at(part) = false;
    field.setText(m_said.at(part));
    field.setCursorPosition(0);
}

diagnose::Answers DiagnosePane::answers() const
{
    const auto typed = [this](Part part) {
        const QString text = m_fields.at(part)->text().trimmed();
        const bool isRight = part == Account || canBeMachine(text);
        return m_isTyped.at(part) && isRight ? text.toStdString() : std::string();
    };
    return {.startedFrom = typed(StartedFrom), .ranOn = typed(RanOn), .account = typed(Account)};
}

void DiagnosePane::forgetAnswers()
{
    m_isTyped = {};
    for (QLineEdit* each : m_fields)
        each->clear();
}

void DiagnosePane::setDiagnosis(const diagnose::Diagnosis& diagnosis)
{
    m_text->setDiagnosis(diagnosis);
    QString kept = keptText(m_text->blanked());
    if (m_text->unread() > 0) {
        const auto sizeOf = [](std::size_t bytes) {
            return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1);
        };
        kept += u' '
                + filled(Text::tr("Its first part is shown. Of the text the first %1 were read; "
                                  "the last %2 were not."),
                         {sizeOf(diagnosis.pasted.text.size()), sizeOf(m_text->unread())});
    } else if (m_text->isPart()) {
        kept += u' ' + Text::tr("Its first part is shown; all of it was read.");
    }
    m_kept->setText(kept);
    showUnderstood(diagnosis);
    showAnswers(diagnosis);
    m_keep->setEnabled(!diagnosis.chain.empty());
}

void DiagnosePane::showUnderstood(const diagnose::Diagnosis& diagnosis)
{
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    const auto lines = understoodTexts(diagnosis);
    const bool isEmpty = diagnosis.pasted.text.empty();
    m_understood->setVisible(!isEmpty);
    if (isEmpty)
        return;
    m_lines->addWidget(
        new InkLabel(Text::tr("Understood"), FontRole::Strong, Ink::Text, m_understood));
    if (lines.empty()) {
        m_lines->addWidget(wrapped(Text::tr("Nothing was understood in this text."), FontRole::Body,
                                   Ink::Text, m_understood));
    }
    for (const UnderstoodText& each : lines) {
        auto* line = new QWidget(m_understood);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(10);
        if (each.kind == Kind::Error) {
            auto* mark = new MarkLabel(Size::iconSmall, line);
            mark->setMark(errorMark(diagnosis), Text::tr("error"));
            row->addWidget(mark, 0, Qt::AlignTop);
        } else {
            row->addWidget(new IconLabel(iconOf(each.kind), Size::iconSmall, Ink::Text, line), 0,
                           Qt::AlignTop);
        }
        row->addWidget(wrapped(each.text, FontRole::Body, Ink::Text, line), 1);
        m_lines->addWidget(line);
    }
}

void DiagnosePane::showAnswers(const diagnose::Diagnosis& diagnosis)
{
    const diagnose::Answers said = diagnose::answersOf(diagnosis.reading);
    const std::array<const std::string*, PartCount> values{&said.startedFrom, &said.ranOn,
                                                           &said.account};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        m_said.at(i) = fromUtf8(*values.at(i));
        if (!m_isTyped.at(i)) {
            m_fields.at(i)->setText(m_said.at(i));
            m_fields.at(i)->setCursorPosition(0);  // Of a long name the beginning tells most.
        }
    }
    const auto asks = [&](diagnose::Question question) {
        return std::ranges::find(diagnosis.questions, question) != diagnosis.questions.end();
    };
    m_fields[StartedFrom]->setPlaceholderText(
        asks(diagnose::Question::StartedFrom)
            ? questionText(diagnose::Question::StartedFrom)
            : Text::tr("the machine that opens the first session"));
    m_fields[RanOn]->setPlaceholderText(asks(diagnose::Question::RanOn)
                                            ? questionText(diagnose::Question::RanOn)
                                            : Text::tr("the machine that the command ran on"));
    m_fields[Account]->setPlaceholderText(Text::tr("DOMAIN\\user"));
    m_confirm->setVisible(diagnosis.isUnderstood() || !diagnosis.chain.empty());
    const auto isRefused = [this](Part part) {
        return m_isTyped.at(part) && !canBeMachine(m_fields.at(part)->text().trimmed());
    };
    const bool isRight = !isRefused(StartedFrom) && !isRefused(RanOn);
    showReason(isRight ? QString() : Text::tr("That cannot be the name of a machine."));
}

void DiagnosePane::showWorking(bool working)
{
    if (!working)
        return;
    m_kept->setText(Text::tr("Reading…"));
    m_keep->setEnabled(false);
}

void DiagnosePane::showRefusal(const QString& reason)
{
    showReason(reason);
    m_keep->setEnabled(false);
}

void DiagnosePane::showReason(const QString& reason)
{
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

}  // namespace hopwright::ui
