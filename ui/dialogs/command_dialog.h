#pragma once

#include "core/commands/command_table.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hopwright::ui {

/// Asks which command is run on a machine, and what it wants: of those that have a hop of their own (core/commands). Opened, never
/// executed: the answer is a signal.
class CommandDialog : public QDialog {
    Q_OBJECT

public:
    /// \p machine: the name of the machine that it is run on.
    explicit CommandDialog(const QString& machine, QWidget* parent = nullptr);

    /// Those that are offered: what a drawing has no resource for is not.
    static std::vector<const CommandRow*> offered();

    /// The choice cannot be drawn: why; it stays open.
    void refuse(const QString& reason);

signals:
    void chosen(const hopwright::CommandRow& command, const QString& target);

private:
    const CommandRow* row() const;
    void follow();

    QComboBox* m_command;
    QLabel* m_does;
    QLineEdit* m_target;
    QLabel* m_reason;
    QPushButton* m_act;
};

}  // namespace hopwright::ui
