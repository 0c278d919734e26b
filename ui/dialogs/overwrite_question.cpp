#include "ui/dialogs/overwrite_question.h"

#include "ui/text/words.h"

#include <QPushButton>

namespace hopwright::ui {

OverwriteQuestion::OverwriteQuestion(const QString& document, QWidget* parent)
    : Question(Text::tr("File changed"),
               Text::tr("%1 was changed by another program.").arg(document),
               Text::tr("Overwriting it loses those changes."), parent)
{
    auto* overwrite = addAnswer(Text::tr("Overwrite"));
    addGap();
    auto* saveAs = addAnswer(Text::tr("Save As…"));
    auto* cancel = addAnswer(Text::tr("Cancel"));
    makeDefault(*cancel);
    cancel->setFocus();
    connect(overwrite, &QPushButton::clicked, this, [this] {
        accept();
        emit overwriteChosen();
    });
    connect(saveAs, &QPushButton::clicked, this, [this] {
        accept();
        emit saveAsChosen();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

}  // namespace hopwright::ui
