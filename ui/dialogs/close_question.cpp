#include "ui/dialogs/close_question.h"

#include <QPushButton>

namespace hopwright::ui {

CloseQuestion::CloseQuestion(const QString& document, QWidget* parent)
    : Question(tr("Unsaved changes"), tr("Save the changes to %1?").arg(document),
               tr("Without saving, they are lost."), parent)
{
    auto* discard = addAnswer(tr("Discard"));
    addGap();
    auto* cancel = addAnswer(tr("Cancel"));
    auto* save = addAnswer(tr("Save"));
    makeDefault(*save);
    connect(save, &QPushButton::clicked, this, [this] {
        accept();
        emit saveChosen();
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        done(Accepted);
        emit discardChosen();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

}  // namespace hopwright::ui
