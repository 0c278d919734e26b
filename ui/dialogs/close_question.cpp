#include "ui/dialogs/close_question.h"

#include "ui/text/words.h"

#include <QPushButton>

namespace hopwright::ui {

CloseQuestion::CloseQuestion(const QString& document, QWidget* parent)
    : Question(Text::tr("Unsaved changes"), Text::tr("Save the changes to %1?").arg(document),
               Text::tr("Without saving, they are lost."), parent)
{
    auto* discard = addAnswer(Text::tr("Discard"));
    addGap();
    auto* cancel = addAnswer(Text::tr("Cancel"));
    auto* save = addAnswer(Text::tr("Save"));
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
