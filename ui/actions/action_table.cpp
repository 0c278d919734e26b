#include "ui/actions/action_table.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"

#include <QActionGroup>

namespace hopwright::ui {

// A table: its columns are the fields of ActionRow, in their order.
// NOLINTBEGIN(modernize-use-designated-initializers)
const std::array<ActionRow, actionCount> actionTable{{
    {ActionId::New, QT_TRANSLATE_NOOP("hopwright", "&New"),
     QT_TRANSLATE_NOOP("hopwright", "Begin an empty drawing"), "Ctrl+N", "new", ActionMenu::File},
    {ActionId::Open, QT_TRANSLATE_NOOP("hopwright", "&Open…"),
     QT_TRANSLATE_NOOP("hopwright", "Open a drawing"), "Ctrl+O", "open", ActionMenu::File},
    {ActionId::Save, QT_TRANSLATE_NOOP("hopwright", "&Save"),
     QT_TRANSLATE_NOOP("hopwright", "Save the drawing"), "Ctrl+S", "save", ActionMenu::File},
    {ActionId::SaveAs, QT_TRANSLATE_NOOP("hopwright", "Save &as…"),
     QT_TRANSLATE_NOOP("hopwright", "Save the drawing under another name"), "Ctrl+Shift+S", "",
     ActionMenu::File},
    {ActionId::Export, QT_TRANSLATE_NOOP("hopwright", "&Export…"),
     QT_TRANSLATE_NOOP("hopwright", "Show the scripts for the machines, and save them"), "Ctrl+E",
     "export", ActionMenu::File},
    {ActionId::ExportPicture, QT_TRANSLATE_NOOP("hopwright", "Export p&icture…"),
     QT_TRANSLATE_NOOP("hopwright", "Save the drawing as a picture: PNG, SVG or PDF"),
     "Ctrl+Shift+I", "", ActionMenu::File},
    {ActionId::Print, QT_TRANSLATE_NOOP("hopwright", "&Print…"),
     QT_TRANSLATE_NOOP("hopwright", "Print the drawing, on one page or at full size"), "Ctrl+P", "",
     ActionMenu::File},
    {ActionId::Close, QT_TRANSLATE_NOOP("hopwright", "&Close"),
     QT_TRANSLATE_NOOP("hopwright", "Close the drawing; the program stays open"), "Ctrl+W", "close",
     ActionMenu::File},
    {ActionId::Quit, QT_TRANSLATE_NOOP("hopwright", "&Quit"),
     QT_TRANSLATE_NOOP("hopwright", "End the program"), "Ctrl+Q", "", ActionMenu::File},

    {ActionId::Delete, QT_TRANSLATE_NOOP("hopwright", "&Delete"),
     QT_TRANSLATE_NOOP("hopwright", "Remove what is selected, with the hops that hang on it"),
     "Delete", "delete", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::RemoveAndJoin, QT_TRANSLATE_NOOP("hopwright", "Remove and &join"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Remove the selected machines, and join what stood before and behind them"),
     "Ctrl+Delete", "", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Splice, QT_TRANSLATE_NOOP("hopwright", "Put &into hop"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Put the selected machine into the selected hop, as a drop on it does"),
     "I", "", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Mute, QT_TRANSLATE_NOOP("hopwright", "Mute hop&s"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Leave the selected hops, and what lies behind them, out of plan and test"),
     "M", "mute", ActionMenu::Edit, ActionScope::Canvas, true},
    {ActionId::Rename, QT_TRANSLATE_NOOP("hopwright", "Rena&me"),
     QT_TRANSLATE_NOOP("hopwright", "Type another name for what is selected"), "F2", "",
     ActionMenu::Edit},
    {ActionId::Properties, QT_TRANSLATE_NOOP("hopwright", "P&roperties"),
     QT_TRANSLATE_NOOP("hopwright", "Show what is selected in the Inspector, to change it"),
     "Alt+Return", "", ActionMenu::Edit},
    {ActionId::SelectAll, QT_TRANSLATE_NOOP("hopwright", "Select &all"),
     QT_TRANSLATE_NOOP("hopwright", "Select everything that is drawn"), "Ctrl+A", "",
     ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::AddMachine, QT_TRANSLATE_NOOP("hopwright", "Add ma&chine"),
     QT_TRANSLATE_NOOP("hopwright", "Draw a machine, joined to the selected one"), "A",
     "add-machine", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::DrawHop, QT_TRANSLATE_NOOP("hopwright", "Draw &hop"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Draw a hop from the selected machine to another, or to a share"),
     "L", "hop", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Cut, QT_TRANSLATE_NOOP("hopwright", "Cu&t"),
     QT_TRANSLATE_NOOP("hopwright", "Copy the selected machines, and remove them"), "Ctrl+X", "cut",
     ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Copy, QT_TRANSLATE_NOOP("hopwright", "Cop&y"),
     QT_TRANSLATE_NOOP("hopwright", "Copy the selected machines with the hops between them"),
     "Ctrl+C", "copy", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::CopyPicture, QT_TRANSLATE_NOOP("hopwright", "Copy as pictur&e"),
     QT_TRANSLATE_NOOP("hopwright", "Copy what is selected, else the whole drawing, as a picture"),
     "Ctrl+Shift+C", "", ActionMenu::Edit},
    {ActionId::PasteChain, QT_TRANSLATE_NOOP("hopwright", "&Paste"),
     QT_TRANSLATE_NOOP("hopwright", "Draw what was copied, a list of machines, or a chain such as "
                                    "A -credssp-> B -> \\\\C\\Share"),
     "Ctrl+V", "paste", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Duplicate, QT_TRANSLATE_NOOP("hopwright", "D&uplicate"),
     QT_TRANSLATE_NOOP("hopwright", "Draw the selected machines once more, with the hops between"),
     "Ctrl+D", "", ActionMenu::Edit, ActionScope::Canvas},
    {ActionId::Find, QT_TRANSLATE_NOOP("hopwright", "&Find"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Find names, accounts, entries of lists and findings, as you type"),
     "Ctrl+F", "search", ActionMenu::Edit},
    {ActionId::FindNext, QT_TRANSLATE_NOOP("hopwright", "Find &next"),
     QT_TRANSLATE_NOOP("hopwright", "Go to the next place that was found"), "F3", "",
     ActionMenu::Edit},
    {ActionId::FindPrevious, QT_TRANSLATE_NOOP("hopwright", "Find pre&vious"),
     QT_TRANSLATE_NOOP("hopwright", "Go to the previous place that was found"), "Shift+F3", "",
     ActionMenu::Edit},
    {ActionId::GoTo, QT_TRANSLATE_NOOP("hopwright", "&Go to…"),
     QT_TRANSLATE_NOOP("hopwright", "Go to a machine, a share, a hop or a route by its name"),
     "Ctrl+K", "", ActionMenu::Edit},

    {ActionId::SelectUpstream, QT_TRANSLATE_NOOP("hopwright", "&Upstream"),
     QT_TRANSLATE_NOOP("hopwright", "Select all that leads to what is selected"), "Alt+S, U", "",
     ActionMenu::Select},
    {ActionId::SelectDownstream, QT_TRANSLATE_NOOP("hopwright", "&Downstream"),
     QT_TRANSLATE_NOOP("hopwright", "Select all that what is selected leads to"), "Alt+S, D", "",
     ActionMenu::Select},
    {ActionId::SelectConnected, QT_TRANSLATE_NOOP("hopwright", "&Connected"),
     QT_TRANSLATE_NOOP("hopwright", "Select all that hops join with what is selected"), "Alt+S, C",
     "", ActionMenu::Select},
    {ActionId::SelectPath, QT_TRANSLATE_NOOP("hopwright", "&Path"),
     QT_TRANSLATE_NOOP("hopwright", "Select the shortest path between the two selected machines"),
     "Alt+S, P", "", ActionMenu::Select},
    {ActionId::SelectSame, QT_TRANSLATE_NOOP("hopwright", "With the same &finding"),
     QT_TRANSLATE_NOOP("hopwright", "Select all that has the finding of what is selected"),
     "Alt+S, F", "", ActionMenu::Select},

    {ActionId::Tidy, QT_TRANSLATE_NOOP("hopwright", "&Tidy"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Arrange the machines from left to right, so that few hops cross"),
     "Ctrl+Shift+L", "", ActionMenu::Arrange},
    {ActionId::Pin, QT_TRANSLATE_NOOP("hopwright", "P&in"),
     QT_TRANSLATE_NOOP("hopwright", "Keep the selected machines where they are when it is tidied"),
     "", "pin", ActionMenu::Arrange, ActionScope::Window, true},
    {ActionId::Group, QT_TRANSLATE_NOOP("hopwright", "&Group"),
     QT_TRANSLATE_NOOP("hopwright", "Make a group of the selected machines: a site, a tier or one "
                                    "of your own"),
     "G", "group", ActionMenu::Arrange, ActionScope::Canvas},
    {ActionId::Ungroup, QT_TRANSLATE_NOOP("hopwright", "&Ungroup"),
     QT_TRANSLATE_NOOP("hopwright", "Dissolve the groups of the selected machines, which stay"),
     "Ctrl+Shift+G", "", ActionMenu::Arrange, ActionScope::Canvas},
    {ActionId::Collapse, QT_TRANSLATE_NOOP("hopwright", "Coll&apse group"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Draw the groups of the selected machines as one card each, with the worst "
                       "of their hops"),
     "Shift+G", "", ActionMenu::Arrange, ActionScope::Canvas, true},
    {ActionId::AlignLeft, QT_TRANSLATE_NOOP("hopwright", "Align &left"),
     QT_TRANSLATE_NOOP("hopwright", "Line the selected machines up at the leftmost"), "Alt+A, L",
     "", ActionMenu::Arrange},
    {ActionId::AlignCentre, QT_TRANSLATE_NOOP("hopwright", "Align &centres"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Line the selected machines up one below the other, by their middles"),
     "Alt+A, C", "", ActionMenu::Arrange},
    {ActionId::AlignRight, QT_TRANSLATE_NOOP("hopwright", "Align &right"),
     QT_TRANSLATE_NOOP("hopwright", "Line the selected machines up at the rightmost"), "Alt+A, R",
     "", ActionMenu::Arrange},
    {ActionId::AlignTop, QT_TRANSLATE_NOOP("hopwright", "Align t&ops"),
     QT_TRANSLATE_NOOP(
         "hopwright",
         "Line the selected machines up at the highest, so that hops between them are level"),
     "Alt+A, T", "", ActionMenu::Arrange},
    {ActionId::AlignMiddle, QT_TRANSLATE_NOOP("hopwright", "Align &middles"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Line the selected machines up beside each other, by their middles"),
     "Alt+A, M", "", ActionMenu::Arrange},
    {ActionId::AlignBottom, QT_TRANSLATE_NOOP("hopwright", "Align &bottoms"),
     QT_TRANSLATE_NOOP("hopwright", "Line the selected machines up at the lowest"), "Alt+A, B", "",
     ActionMenu::Arrange},
    {ActionId::SpreadAcross, QT_TRANSLATE_NOOP("hopwright", "Distribute &horizontally"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Make the gaps between the selected machines equal, from left to right"),
     "Alt+A, H", "", ActionMenu::Arrange},
    {ActionId::SpreadDown, QT_TRANSLATE_NOOP("hopwright", "Distribute &vertically"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Make the gaps between the selected machines equal, from top to bottom"),
     "Alt+A, V", "", ActionMenu::Arrange},

    {ActionId::ZoomIn, QT_TRANSLATE_NOOP("hopwright", "Zoom &in"),
     QT_TRANSLATE_NOOP("hopwright", "Show the drawing larger"), "Ctrl++; Ctrl+=", "zoom-in",
     ActionMenu::View},
    {ActionId::ZoomOut, QT_TRANSLATE_NOOP("hopwright", "Zoom &out"),
     QT_TRANSLATE_NOOP("hopwright", "Show the drawing smaller"), "Ctrl+-", "zoom-out",
     ActionMenu::View},
    {ActionId::ZoomFull, QT_TRANSLATE_NOOP("hopwright", "&100 %"),
     QT_TRANSLATE_NOOP("hopwright", "Show the drawing in its own size"), "Ctrl+0", "",
     ActionMenu::View},
    {ActionId::Fit, QT_TRANSLATE_NOOP("hopwright", "&Fit"),
     QT_TRANSLATE_NOOP("hopwright", "Show all of the drawing"), "Ctrl+9", "fit", ActionMenu::View},
    {ActionId::FitSelection, QT_TRANSLATE_NOOP("hopwright", "Fit &selection"),
     QT_TRANSLATE_NOOP("hopwright", "Show all of what is selected"), "Shift+Home; Ctrl+Shift+9", "",
     ActionMenu::View, ActionScope::Canvas},
    {ActionId::Back, QT_TRANSLATE_NOOP("hopwright", "&Back"),
     QT_TRANSLATE_NOOP("hopwright", "Show the part of the drawing that was shown before"),
     "Alt+Left", "", ActionMenu::View},
    {ActionId::Forward, QT_TRANSLATE_NOOP("hopwright", "Fo&rward"),
     QT_TRANSLATE_NOOP("hopwright", "Show the part of the drawing that was left by Back"),
     "Alt+Right", "", ActionMenu::View},
    {ActionId::LightTheme, QT_TRANSLATE_NOOP("hopwright", "&Light"),
     QT_TRANSLATE_NOOP("hopwright", "Light colours"), "", "", ActionMenu::View, ActionScope::Window,
     true},
    {ActionId::DarkTheme, QT_TRANSLATE_NOOP("hopwright", "&Dark"),
     QT_TRANSLATE_NOOP("hopwright", "Dark colours"), "", "", ActionMenu::View, ActionScope::Window,
     true},
    {ActionId::ReduceMotion, QT_TRANSLATE_NOOP("hopwright", "Reduce &motion"),
     QT_TRANSLATE_NOOP("hopwright", "Things jump to their new places instead of moving there"), "",
     "", ActionMenu::View, ActionScope::Window, true},
    {ActionId::NextPane, QT_TRANSLATE_NOOP("hopwright", "Next &pane"),
     QT_TRANSLATE_NOOP("hopwright", "Move the focus to the next part of the window"), "F6", "",
     ActionMenu::View},
    {ActionId::PreviousPane, QT_TRANSLATE_NOOP("hopwright", "Pre&vious pane"),
     QT_TRANSLATE_NOOP("hopwright", "Move the focus to the previous part of the window"),
     "Shift+F6", "", ActionMenu::View},
    {ActionId::NextFinding, QT_TRANSLATE_NOOP("hopwright", "&Next finding"),
     QT_TRANSLATE_NOOP("hopwright", "Go to the next finding of Problems"), "F8", "problems",
     ActionMenu::View},
    {ActionId::PreviousFinding, QT_TRANSLATE_NOOP("hopwright", "Pr&evious finding"),
     QT_TRANSLATE_NOOP("hopwright", "Go to the previous finding of Problems"), "Shift+F8", "",
     ActionMenu::View},

    {ActionId::Diagnose, QT_TRANSLATE_NOOP("hopwright", "&Diagnose…"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Paste an error, a command or a ticket: which hop fails, and why"),
     "Ctrl+Shift+V", "diagnose", ActionMenu::Test},
    {ActionId::Test, QT_TRANSLATE_NOOP("hopwright", "&Test"),
     QT_TRANSLATE_NOOP("hopwright", "Test the selected route, else all, in the practice lab"), "F5",
     "play", ActionMenu::Test},
    {ActionId::Stop, QT_TRANSLATE_NOOP("hopwright", "&Stop"),
     QT_TRANSLATE_NOOP("hopwright", "End the test that runs"), "Shift+F5", "stop",
     ActionMenu::Test},
    {ActionId::Apply, QT_TRANSLATE_NOOP("hopwright", "&Apply to practice lab"),
     QT_TRANSLATE_NOOP("hopwright", "Set the roles and lists of the plan on the practice machines"),
     "", "apply", ActionMenu::Test},
    {ActionId::UndoApply, QT_TRANSLATE_NOOP("hopwright", "&Undo on machines…"),
     QT_TRANSLATE_NOOP("hopwright", "Take back what was applied to the practice machines"), "",
     "undo", ActionMenu::Test},
    {ActionId::CopyForTicket, QT_TRANSLATE_NOOP("hopwright", "&Copy for ticket"),
     QT_TRANSLATE_NOOP("hopwright", "Copy the result of the test as text"), "", "ticket",
     ActionMenu::Test},

    {ActionId::Commands, QT_TRANSLATE_NOOP("hopwright", "&Commands…"),
     QT_TRANSLATE_NOOP("hopwright", "Find anything that can be done, by its name"), "Ctrl+Shift+P",
     "", ActionMenu::Help},
    {ActionId::Keys, QT_TRANSLATE_NOOP("hopwright", "&Keys"),
     QT_TRANSLATE_NOOP("hopwright", "All keys on one sheet"), "?; Shift+?", "", ActionMenu::Help,
     ActionScope::Canvas},
    {ActionId::Explain, QT_TRANSLATE_NOOP("hopwright", "&Explain"),
     QT_TRANSLATE_NOOP("hopwright",
                       "Say what the selected machine, hop or finding means, and what to do"),
     "F1", "explain", ActionMenu::Help},
    {ActionId::ShowTour, QT_TRANSLATE_NOOP("hopwright", "Show the &tour"),
     QT_TRANSLATE_NOOP("hopwright", "Show the three notes of the first run again"), "", "",
     ActionMenu::Help},
    {ActionId::About, QT_TRANSLATE_NOOP("hopwright", "&About Hopwright"),
     QT_TRANSLATE_NOOP("hopwright", "Version, licences and facts of this system"), "", "",
     ActionMenu::Help},
}};
// NOLINTEND(modernize-use-designated-initializers)

Actions::Actions(QObject* parent) : QObject(parent)
{
    auto* themes = new QActionGroup(this);
    for (const ActionRow& row : actionTable) {
        auto* action = new QAction(Text::tr(row.text), this);
        const QList<QKeySequence> keys =
            row.shortcuts[0] == '\0' ? QList<QKeySequence>()
                                     : QKeySequence::listFromString(QLatin1String(row.shortcuts),
                                                                    QKeySequence::PortableText);
        action->setShortcuts(keys);
        action->setShortcutContext(row.scope == ActionScope::Canvas ? Qt::WidgetShortcut
                                                                    : Qt::WindowShortcut);
        const QString tip = Text::tr(row.tip);
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
        return Text::tr("&File");
    case ActionMenu::Edit:
        return Text::tr("&Edit");
    case ActionMenu::Select:
        return Text::tr("Se&lect");
    case ActionMenu::Arrange:
        return Text::tr("A&rrange");
    case ActionMenu::View:
        return Text::tr("&View");
    case ActionMenu::Test:
        return Text::tr("&Test");
    case ActionMenu::Help:
        return Text::tr("&Help");
    }
    return {};
}

}  // namespace hopwright::ui
