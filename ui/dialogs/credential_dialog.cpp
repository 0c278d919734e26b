#include "ui/dialogs/credential_dialog.h"

#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <openssl/crypto.h>

#include <span>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int dialogWidth = 420;

QLabel* makeLabel(const QString& text, FontRole role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(fontFor(role, parent->font()));
    label->setWordWrap(true);
    return label;
}

QLineEdit* addField(QVBoxLayout& column, const QString& text, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    auto* label = makeLabel(text, FontRole::Caption, parent);
    label->setBuddy(field);
    field->setAccessibleName(text);
    column.addWidget(label);
    column.addWidget(field);
    return field;
}

}  // namespace

CredentialDialog::CredentialDialog(const QString& question, const QString& account, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(Text::tr("Credential"));
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->addStrut(dialogWidth - 4 * Size::grid);
    column->setSizeConstraint(QLayout::SetFixedSize);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 12);
    column->setSpacing(Size::half);
    column->addWidget(makeLabel(question, FontRole::Verdict, this));
    column->addSpacing(Size::grid);
    m_account = addField(*column, Text::tr("Account"), this);
    m_account->setPlaceholderText(Text::tr("DOMAIN\\user"));
    m_account->setText(account);
    column->addSpacing(Size::grid);
    m_password = addField(*column, Text::tr("Password"), this);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData
                                    | Qt::ImhNoPredictiveText);
    auto* kept = makeLabel(Text::tr("Kept in memory until this run ends"), FontRole::Caption, this);
    kept->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(kept);
    column->addSpacing(2 * Size::grid);

    auto* foot = new QHBoxLayout;
    foot->setSpacing(Size::grid);
    foot->addStretch(1);
    auto* cancel = new QPushButton(Text::tr("Cancel"), this);
    m_act = new QPushButton(Text::tr("Sign in"), this);
    setButtonKind(*m_act, ButtonKind::Primary);
    m_act->setDefault(true);
    cancel->setAutoDefault(false);
    foot->addWidget(cancel);
    foot->addWidget(m_act);
    column->addLayout(foot);

    connect(m_account, &QLineEdit::textChanged, this, &CredentialDialog::check);
    connect(m_password, &QLineEdit::textChanged, this, &CredentialDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, &QDialog::accept);
    (account.isEmpty() ? m_account : m_password)->setFocus();
    check();
}

QString CredentialDialog::account() const
{
    return m_account->text().trimmed();
}

void CredentialDialog::check()
{
    m_act->setEnabled(!account().isEmpty() && !m_password->text().isEmpty());
}

Secret CredentialDialog::takePassword()
{
    return std::exchange(m_secret, Secret());
}

void CredentialDialog::done(int result)
{
    if (result == Accepted && !m_act->isEnabled()) {
        return;
    }
    if (result == Accepted) {
        QByteArray bytes = m_password->text().toUtf8();
        m_secret = Secret(
            std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
        OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
    }
    m_password->clear();
    QDialog::done(result);
    if (result == Accepted) {
        emit signedIn(account());
    }
    m_secret = Secret();
}

}  // namespace hopwright::ui
