#include "ui/dialogs/button_row.h"

#include "ui/text/words.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hopwright::ui {

void addButtonRow(QDialog& dialog, QVBoxLayout& column, QPushButton& act)
{
    column.addSpacing(2 * Size::grid);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(Size::grid);
    foot->addStretch(1);
    auto* cancel = new QPushButton(Text::tr("Cancel"), &dialog);
    cancel->setAutoDefault(false);
    setButtonKind(act, ButtonKind::Primary);
    act.setDefault(true);
    foot->addWidget(cancel);
    foot->addWidget(&act);
    column.addLayout(foot);
    QObject::connect(cancel, &QPushButton::clicked, &dialog, &QDialog::reject);
}

}  // namespace hopwright::ui
