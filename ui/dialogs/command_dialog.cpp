#include "ui/dialogs/command_dialog.h"

#include "ui/dialogs/button_row.h"
#include "ui/panels/ink_label.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr int dialogWidth = 460;

QString exampleOf(ResourceKind kind)
{
    switch (kind) {
    case ResourceKind::SmbShare:
        return QStringLiteral("\\\\FS01\\Reports");
    case ResourceKind::SqlServer:
        return QStringLiteral("SQL01\\PROD");
    default:
        return Text::tr("the name of the machine");
    }
}

}  // namespace

CommandDialog::CommandDialog(const QString& machine, QWidget* parent)
    : QDialog(parent),
      m_command(new QComboBox(this)),
      m_does(wrapped({}, FontRole::Caption, Ink::TextSecondary, this)),
      m_target(new QLineEdit(this)),
      m_reason(wrapped({}, FontRole::Caption, Ink::Denied, this)),
      m_act(new QPushButton(Text::tr("Draw hop"), this))
{
    setWindowTitle(Text::tr("Command"));
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->addStrut(dialogWidth);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 12);
    column->setSpacing(Size::half);
    column->addWidget(
        wrapped(filled(Text::tr("What is run on %1, and what does it want?"), {machine}),
                FontRole::Verdict, Ink::Text, this));
    column->addSpacing(Size::grid);
    const auto label = [&](const QString& text, QWidget* field) {
        auto* out = new InkLabel(text, FontRole::Caption, Ink::TextSecondary, this);
        out->setBuddy(field);
        field->setAccessibleName(text);
        column->addWidget(out);
        column->addWidget(field);
    };
    label(Text::tr("Command"), m_command);
    m_command->setEditable(true);
    m_command->setInsertPolicy(QComboBox::NoInsert);
    for (const CommandRow* each : offered())
        m_command->addItem(fromUtf8(each->name), each->number);
    m_command->completer()->setFilterMode(Qt::MatchContains);
    m_command->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_command->setCurrentText({});
    column->addWidget(m_does);
    label(Text::tr("Target, as typed"), m_target);
    column->addWidget(m_reason);
    m_reason->hide();
    addButtonRow(*this, *column, *m_act);
    connect(m_command, &QComboBox::currentTextChanged, this, &CommandDialog::follow);
    connect(m_target, &QLineEdit::textChanged, this, &CommandDialog::follow);
    connect(m_act, &QPushButton::clicked, this, [this] {
        const CommandRow* const command = row();
        if (command == nullptr)
            return;
        emit chosen(*command, m_target->text().trimmed());
    });
    follow();
    m_command->setFocus();
}

std::vector<const CommandRow*> CommandDialog::offered()
{
    std::vector<const CommandRow*> out;
    for (const CommandRow& each : commandRows()) {
        if (each.resourceKind() != ResourceKind::Unknown)
            out.push_back(&each);
    }
    std::ranges::sort(out, {}, [](const CommandRow* each) { return each->name; });
    return out;
}

/// Of the name that was chosen or typed, an alias too.
const CommandRow* CommandDialog::row() const
{
    const std::string typed = m_command->currentText().trimmed().toStdString();
    const std::size_t blank = typed.find(' ');
    const CommandRow* const found =
        blank == std::string::npos ? commandRow(typed)
                                   : commandRow(typed.substr(0, blank), typed.substr(blank + 1));
    return found == nullptr || found->resourceKind() == ResourceKind::Unknown ? nullptr : found;
}

void CommandDialog::refuse(const QString& reason)
{
    m_reason->setText(reason);
    m_reason->show();
}

void CommandDialog::follow()
{
    m_reason->hide();
    const CommandRow* const command = row();
    m_act->setEnabled(command != nullptr && !m_target->text().trimmed().isEmpty());
    if (command == nullptr) {
        m_does->setText(Text::tr("Choose one of those that go to another machine by themselves."));
        m_target->setPlaceholderText({});
        return;
    }
    m_does->setText(
        filled(Text::tr("It talks to: %1."), {resourceKindText(command->resourceKind())}) + u' '
        + fromUtf8(command->does));
    m_target->setPlaceholderText(exampleOf(command->resourceKind()));
}

}  // namespace hopwright::ui
