#include "ui/dialogs/keys_sheet.h"

#include "ui/text/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hopwright::ui {

namespace {

constexpr int sheetWidth = 520;
constexpr int sheetHeight = 560;

}  // namespace

KeysSheet::KeysSheet(const std::vector<KeyGroup>& groups, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(Text::tr("Keys"));
    setModal(true);
    resize(sheetWidth, sheetHeight);
    auto* tree = new QTreeWidget(this);
    tree->setColumnCount(2);
    tree->setHeaderLabels({Text::tr("What it does"), Text::tr("Key")});
    tree->setAccessibleName(windowTitle());
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->setFrameShape(QFrame::NoFrame);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (const KeyGroup& group : groups) {
        auto* head = new QTreeWidgetItem(tree, {group.title});
        head->setFirstColumnSpanned(true);
        head->setFont(0, fontFor(FontRole::Strong, font()));
        for (const KeyRow& row : group.rows)
            new QTreeWidgetItem(head, {row.does, row.key});
    }
    tree->expandAll();
    tree->setCurrentItem(tree->topLevelItem(0));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Size::grid, Size::grid, Size::grid, Size::grid);
    column->addWidget(tree, 1);
    column->addWidget(buttons);
}

}  // namespace hopwright::ui
