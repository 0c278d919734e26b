#include "ui/actions/action_table.h"

#include "ui/theme/icons.h"

#include <QActionGroup>
#include <QCoreApplication>

namespace hopwright::ui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Actions", text);
}

}  // namespace

// A table: its columns are the fields of ActionRow, in their order.
// NOLINTBEGIN(modernize-use-designated-initializers)
const std::array<ActionRow, actionCount> actionTable{{
    {ActionId::New, QT_TRANSLATE_NOOP("Actions", "&New"),
     QT_TRANSLATE_NOOP("Actions", "Begin an empty drawing"), "Ctrl+N", "new", ActionMenu::File},
    {ActionId::Open, QT_TRANSLATE_NOOP("Actions", "&Open…"),
     QT_TRANSLATE_NOOP("Actions", "Open a drawing"), "Ctrl+O", "open", ActionMenu::File},
    {ActionId::Save, QT_TRANSLATE_NOOP("Actions", "&Save"),
     QT_TRANSLATE_NOOP("Actions", "Save the drawing"), "Ctrl+S", "save", ActionMenu::File},
    {ActionId::SaveAs, QT_TRANSLATE_NOOP("Actions", "Save &as…"),
     QT_TRANSLATE_NOOP("Actions", "Save the drawing under another name"), "Ctrl+Shift+S", "",
     ActionMenu::File},
    {ActionId::Export, QT_TRANSLATE_NOOP("Actions", "&Export…"),
     QT_TRANSLATE_NOOP("Actions", "Show the scripts for the machines, and save them"), "Ctrl+E",
     "export", ActionMenu::File},
    {ActionId::Close, QT_TRANSLATE_NOOP("Actions", "&Close"),
     QT_TRANSLATE_NOOP("Actions", "Close the drawing with its window"), "Ctrl+W", "close",
     ActionMenu::File},
    {ActionId::Quit, QT_TRANSLATE_NOOP("Actions", "&Quit"),
     QT_TRANSLATE_NOOP("Actions", "End the program"), "Ctrl+Q", "", ActionMenu::File},

    {ActionId::Delete, QT_TRANSLATE_NOOP("Actions", "&Delete"),
     QT_TRANSLATE_NOOP("Actions", "Remove what is selected, with the hops that hang on it"),
     "Delete", "delete", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Rename, QT_TRANSLATE_NOOP("Actions", "Rena&me"),
     QT_TRANSLATE_NOOP("Actions", "Type another name for what is selected"), "F2", "",
     ActionMenu::Edit},
    {ActionId::SelectAll, QT_TRANSLATE_NOOP("Actions", "Select &all"),
     QT_TRANSLATE_NOOP("Actions", "Select everything that is drawn"), "Ctrl+A", "",
     ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::AddMachine, QT_TRANSLATE_NOOP("Actions", "Add ma&chine"),
     QT_TRANSLATE_NOOP("Actions", "Draw a machine, joined to the selected one"), "A", "add-machine",
     ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::DrawHop, QT_TRANSLATE_NOOP("Actions", "Draw &hop"),
     QT_TRANSLATE_NOOP("Actions", "Draw a hop from the selected machine to another, or to a share"),
     "L", "hop", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::PasteChain, QT_TRANSLATE_NOOP("Actions", "&Paste chain"),
     QT_TRANSLATE_NOOP("Actions", "Draw a chain from text, such as A -credssp-> B -> \\\\C\\Share"),
     "Ctrl+V", "paste", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Duplicate, QT_TRANSLATE_NOOP("Actions", "D&uplicate"),
     QT_TRANSLATE_NOOP("Actions", "Draw the selected machines once more, with the hops between"),
     "Ctrl+D", "copy", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Find, QT_TRANSLATE_NOOP("Actions", "&Find"),
     QT_TRANSLATE_NOOP("Actions", "Find a machine, a share or a hop by its name"), "Ctrl+F",
     "search", ActionMenu::Edit},

    {ActionId::ZoomIn, QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
     QT_TRANSLATE_NOOP("Actions", "Show the drawing larger"), "Ctrl++; Ctrl+=", "zoom-in",
     ActionMenu::View},
    {ActionId::ZoomOut, QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
     QT_TRANSLATE_NOOP("Actions", "Show the drawing smaller"), "Ctrl+-", "zoom-out",
     ActionMenu::View},
    {ActionId::ZoomFull, QT_TRANSLATE_NOOP("Actions", "&100 %"),
     QT_TRANSLATE_NOOP("Actions", "Show the drawing in its own size"), "Ctrl+0", "",
     ActionMenu::View},
    {ActionId::Fit, QT_TRANSLATE_NOOP("Actions", "&Fit"),
     QT_TRANSLATE_NOOP("Actions", "Show all of the drawing"), "Ctrl+9", "fit", ActionMenu::View},
    {ActionId::LightTheme, QT_TRANSLATE_NOOP("Actions", "&Light"),
     QT_TRANSLATE_NOOP("Actions", "Light colours"), "", "", ActionMenu::View, ActionScope::Window,
     true},
    {ActionId::DarkTheme, QT_TRANSLATE_NOOP("Actions", "&Dark"),
     QT_TRANSLATE_NOOP("Actions", "Dark colours"), "", "", ActionMenu::View, ActionScope::Window,
     true},
    {ActionId::NextPane, QT_TRANSLATE_NOOP("Actions", "Next &pane"),
     QT_TRANSLATE_NOOP("Actions", "Move the focus to the next part of the window"), "F6", "",
     ActionMenu::View},
    {ActionId::PreviousPane, QT_TRANSLATE_NOOP("Actions", "Pre&vious pane"),
     QT_TRANSLATE_NOOP("Actions", "Move the focus to the previous part of the window"), "Shift+F6",
     "", ActionMenu::View},

    {ActionId::Test, QT_TRANSLATE_NOOP("Actions", "&Test"),
     QT_TRANSLATE_NOOP("Actions", "Test the selected route, else all, in the practice lab"), "F5",
     "play", ActionMenu::Test},
    {ActionId::Stop, QT_TRANSLATE_NOOP("Actions", "&Stop"),
     QT_TRANSLATE_NOOP("Actions", "End the test that runs"), "Shift+F5", "stop", ActionMenu::Test},
    {ActionId::Apply, QT_TRANSLATE_NOOP("Actions", "&Apply to practice lab"),
     QT_TRANSLATE_NOOP("Actions", "Set the roles and lists of the plan on the practice machines"),
     "", "apply", ActionMenu::Test},
    {ActionId::UndoApply, QT_TRANSLATE_NOOP("Actions", "&Undo on machines…"),
     QT_TRANSLATE_NOOP("Actions", "Take back what was applied to the practice machines"), "",
     "undo", ActionMenu::Test},
    {ActionId::CopyForTicket, QT_TRANSLATE_NOOP("Actions", "&Copy for ticket"),
     QT_TRANSLATE_NOOP("Actions", "Copy the result of the test as text"), "", "ticket",
     ActionMenu::Test},

    {ActionId::ShowTour, QT_TRANSLATE_NOOP("Actions", "Show the &tour"),
     QT_TRANSLATE_NOOP("Actions", "Show the three notes of the first run again"), "", "",
     ActionMenu::Help},
    {ActionId::About, QT_TRANSLATE_NOOP("Actions", "&About Hopwright"),
     QT_TRANSLATE_NOOP("Actions", "Version and licence"), "", "", ActionMenu::Help},
}};
// NOLINTEND(modernize-use-designated-initializers)

Actions::Actions(QObject* parent) : QObject(parent)
{
    auto* themes = new QActionGroup(this);
    for (const ActionRow& row : actionTable) {
        auto* action = new QAction(translated(row.text), this);
        const QList<QKeySequence> keys =
            row.shortcuts[0] == '\0' ? QList<QKeySequence>()
                                     : QKeySequence::listFromString(QLatin1String(row.shortcuts),
                                                                    QKeySequence::PortableText);
        action->setShortcuts(keys);
        action->setShortcutContext(row.scope == ActionScope::Canvas ? Qt::WidgetShortcut
                                                                    : Qt::WindowShortcut);
        const QString tip = translated(row.tip);
        action->setStatusTip(tip);
        action->setToolTip(keys.isEmpty()
                               ? tip
                               : QStringLiteral("%1 (%2)").arg(
                                     tip, keys.first().toString(QKeySequence::NativeText)));
        action->setMenuRole(QAction::NoRole);
        action->setCheckable(row.checkable);
        if (row.icon[0] != '\0') {
            action->setIcon(icon(QLatin1String(row.icon)));
        }
        if (row.id == ActionId::LightTheme || row.id == ActionId::DarkTheme) {
            themes->addAction(action);
        }
        m_actions.at(static_cast<std::size_t>(row.id)) = action;
    }
}

QList<QAction*> Actions::of(ActionMenu menu) const
{
    QList<QAction*> out;
    for (const ActionRow& row : actionTable) {
        if (row.menu == menu) {
            out.append((*this)[row.id]);
        }
    }
    return out;
}

QList<QAction*> Actions::of(ActionScope scope) const
{
    QList<QAction*> out;
    for (const ActionRow& row : actionTable) {
        if (row.scope == scope) {
            out.append((*this)[row.id]);
        }
    }
    return out;
}

QString menuText(ActionMenu menu)
{
    switch (menu) {
    case ActionMenu::File:
        return translated(QT_TRANSLATE_NOOP("Actions", "&File"));
    case ActionMenu::Edit:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Edit"));
    case ActionMenu::View:
        return translated(QT_TRANSLATE_NOOP("Actions", "&View"));
    case ActionMenu::Test:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Test"));
    case ActionMenu::Help:
        return translated(QT_TRANSLATE_NOOP("Actions", "&Help"));
    }
    return {};
}

}  // namespace hopwright::ui
