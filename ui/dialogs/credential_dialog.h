#pragma once

#include "core/base/secret.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace hopwright::ui {

/// Asks for one account and its password, for one run. The password field is never prefilled, and is cleared when the
/// dialog closes, however it closes. Nothing is kept here.
class CredentialDialog : public QDialog {
    Q_OBJECT

public:
    /// \p question in verdict size: "Sign in to JUMP01 as?"; \p account may be empty.
    CredentialDialog(const QString& question, const QString& account, QWidget* parent = nullptr);

    QString account() const;
    /// Takes the password out: it is empty afterwards. Once, in a slot of signedIn().
    Secret takePassword();

    void done(int result) override;

signals:
    /// Both fields are filled and the user agreed; takePassword() gives the password until the slots return.
    void signedIn(const QString& account);

private:
    void check();

    QLineEdit* m_account;
    QLineEdit* m_password;
    QPushButton* m_act;
    Secret m_secret;
};

}  // namespace hopwright::ui
