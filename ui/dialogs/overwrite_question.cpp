#include "ui/dialogs/overwrite_question.h"

#include <QPushButton>

namespace hopwright::ui {

OverwriteQuestion::OverwriteQuestion(const QString& document, QWidget* parent)
    : Question(tr("File changed"), tr("%1 was changed by another program.").arg(document),
               tr("Overwriting it loses those changes."), parent)
{
    auto* overwrite = addAnswer(tr("Overwrite"));
    addGap();
    auto* saveAs = addAnswer(tr("Save As…"));
    auto* cancel = addAnswer(tr("Cancel"));
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
