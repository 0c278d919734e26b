#pragma once

#include "core/diagnose/diagnosis.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <memory>
#include <string>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace hopwright::ui {

class InkLabel;
class TicketEdit;

/// The left half of *Diagnose* (mockup 07): the text with what was understood marked in it, the same in sentences, and up to three
/// fields that confirm it. It diagnoses nothing: whoever hears changed() does, and shows the answer here.
class DiagnosePane : public QWidget {
    Q_OBJECT

public:
    explicit DiagnosePane(QWidget* parent = nullptr);

    TicketEdit& text() const { return *m_text; }
    /// What stands in the fields and can be a name; a field that its user did not touch is the text's.
    diagnose::Answers answers() const;
    /// Another text: what was confirmed was confirmed for the one before.
    void forgetAnswers();

    void setDiagnosis(const diagnose::Diagnosis& diagnosis);
    /// A large text is being read.
    void showWorking(bool working);
    /// What the text and the fields say cannot be drawn, nor kept: why.
    void showRefusal(const QString& reason);

signals:
    void changed();  ///< The text, or an answer.
    void pasteAgain();
    void keepAsDrawing();
    void filesGiven(const QStringList& paths);

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum Part { StartedFrom, RanOn, Account, PartCount };

    QLineEdit* addField(Part part, const QString& text, QVBoxLayout& column);
    void showUnderstood(const diagnose::Diagnosis& diagnosis);
    void showAnswers(const diagnose::Diagnosis& diagnosis);
    void leaveField(Part part);
    void showReason(const QString& reason);

    TicketEdit* m_text;
    InkLabel* m_kept;
    QWidget* m_understood;
    QVBoxLayout* m_lines;
    QWidget* m_confirm;
    std::array<QLineEdit*, PartCount> m_fields = {};
    std::array<QWidget*, 6> m_inOrder = {};  ///< Of Tab.
    std::array<bool, PartCount> m_isTyped = {};
    std::array<QString, PartCount> m_said = {};  ///< What the fields have of the text.
    InkLabel* m_reason;
    QPushButton* m_keep;
};

}  // namespace hopwright::ui
