#include "ui/dialogs/close_question.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hopwright::ui {

CloseQuestion::CloseQuestion(const QString& document, QWidget* parent) : QDialog(parent)
{
    constexpr int dialogWidth = 400;
    setWindowTitle(tr("Unsaved changes"));
    setModal(true);
    auto* column = new QVBoxLayout(this);
    column->addStrut(dialogWidth - 4 * Size::grid);
    column->setSizeConstraint(QLayout::SetFixedSize);
    column->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 12);
    column->setSpacing(Size::grid);
    auto* question = new QLabel(tr("Save the changes to %1?").arg(document), this);
    question->setTextFormat(Qt::PlainText);
    question->setFont(fontFor(FontRole::Verdict, font()));
    question->setWordWrap(true);
    column->addWidget(question);
    auto* fact = new QLabel(tr("Without saving, they are lost."), this);
    fact->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(fact);
    column->addSpacing(Size::grid);

    auto* foot = new QHBoxLayout;
    foot->setSpacing(Size::grid);
    auto* discard = new QPushButton(tr("Discard"), this);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* save = new QPushButton(tr("Save"), this);
    setButtonKind(*save, ButtonKind::Primary);
    discard->setAutoDefault(false);
    cancel->setAutoDefault(false);
    save->setDefault(true);
    foot->addWidget(discard);
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(save);
    column->addLayout(foot);

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
