#pragma once

#include <QDialog>

class QHBoxLayout;
class QPushButton;

namespace hopwright::ui {

/// One sentence, one fact and the answers below: what the questions about a file have in common. Opened, never executed: the
/// answer is a signal.
class Question : public QDialog {
    Q_OBJECT

protected:
    Question(const QString& title, const QString& sentence, const QString& fact, QWidget* parent);

    /// An answer, to the right of those that were added. \returns its button.
    QPushButton* addAnswer(const QString& text);
    /// What destroys stands apart, on the left of this.
    void addGap();
    /// The answer of Enter.
    static void makeDefault(QPushButton& button);

private:
    QHBoxLayout* m_foot;
};

}  // namespace hopwright::ui
