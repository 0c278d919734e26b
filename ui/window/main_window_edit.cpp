// The part of the window that edits by menus and lists: the clipboard, menus of things, and what is found by typing.

#include "core/edit/chain.h"
#include "core/edit/clip.h"
#include "core/edit/edit_groups.h"
#include "core/edit/host_list.h"
#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "ui/dialogs/keys_sheet.h"
#include "ui/dialogs/pick_list.h"
#include "ui/document/clipboard.h"
#include "ui/models/machine_icon.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"
#include "ui/text/error_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

/// Ways out that an edit of the drawing is.
bool isEdit(plan::WayOutKind kind)
{
    constexpr std::array textOnly{plan::WayOutKind::RunFromClient,
                                  plan::WayOutKind::ResourceBasedDelegation,
                                  plan::WayOutKind::JeaEndpoint, plan::WayOutKind::RunAsEndpoint};
    return std::ranges::find(textOnly, kind) == textOnly.end();
}

/// "Add &machine" without its mnemonic.
QString plain(const QString& text)
{
    QString out = text;
    return out.remove(u'&');
}

/// Keys that the canvas has without a row in the table of actions, since they go on what is under way.
struct CanvasKey {
    const char* key;
    const char* does;
};

constexpr std::array<CanvasKey, 12> canvasKeys{
    {{.key = "Tab",
      .does = QT_TRANSLATE_NOOP(
          "hopwright", "Next machine along the chain, then the hops; then out of the drawing")},
     {.key = "Shift+Tab", .does = QT_TRANSLATE_NOOP("hopwright", "The one before")},
     {.key = "Left",
      .does = QT_TRANSLATE_NOOP("hopwright", "Nearest thing in that direction, with each arrow")},
     {.key = "Ctrl+Left",
      .does = QT_TRANSLATE_NOOP("hopwright", "Move what is selected by the grid, with each arrow")},
     {.key = "Ctrl+Shift+Left", .does = QT_TRANSLATE_NOOP("hopwright", "Move it by one unit")},
     {.key = "Return", .does = QT_TRANSLATE_NOOP("hopwright", "Properties of what is selected")},
     {.key = "Home", .does = QT_TRANSLATE_NOOP("hopwright", "Show all of the drawing")},
     {.key = "+", .does = QT_TRANSLATE_NOOP("hopwright", "Larger")},
     {.key = "-", .does = QT_TRANSLATE_NOOP("hopwright", "Smaller")},
     {.key = "Space", .does = QT_TRANSLATE_NOOP("hopwright", "Held: a drag moves the view")},
     {.key = "Menu", .does = QT_TRANSLATE_NOOP("hopwright", "Menu of what is selected")},
     {.key = "Esc", .does = QT_TRANSLATE_NOOP("hopwright", "End what was begun; select nothing")}}};

/// More groups are no menu to choose from: then the Inspector of a group is the way.
constexpr std::size_t mostJoinable = 30;

QString keyOf(const QAction& action)
{
    return action.shortcut().toString(QKeySequence::NativeText);
}

/// What \p menu, called \p place, and those within it have and can be done now, but for \p except.
void addCommands(const QMenu& menu, const QString& place, const QAction* except,
                 std::vector<PickRow>& rows)
{
    for (QAction* action : menu.actions()) {
        if (action->isSeparator() || !action->isEnabled() || action == except)
            continue;
        if (action->menu() != nullptr) {
            addCommands(*action->menu(), filled(Text::tr("%1, %2"), {place, plain(action->text())}),
                        except, rows);
            continue;
        }
        const QString key = keyOf(*action);
        rows.push_back({.text = plain(action->text()),
                        .detail = key.isEmpty() ? place : filled(Text::tr("%1, %2"), {place, key}),
                        .icon = action->icon(),
                        .pick = [action] {
                            action->trigger();
                        }});
    }
}

}  // namespace

/// \returns whether there was something to copy.
bool MainWindow::copySelection()
{
    const edit::Selection things = m_view->selection().things;
    if (things.computers.empty() && things.resources.empty()) {
        m_notice->say(NoticeKind::Note, Text::tr("Select the machines to copy."));
        return false;
    }
    const auto clip = edit::takeOut(graph(), things);
    if (!clip) {
        say(clip.error(), Text::tr("Nothing was copied"));
        return false;
    }
    auto copied = mimeOf(*clip, QString::fromStdString(edit::textOf(*clip)));
    addSvg(*copied, things);
    QApplication::clipboard()->setMimeData(copied.release());
    m_notice->say(NoticeKind::Note, Text::tr("%n machines copied.", nullptr,
                                             static_cast<int>(clip->computers.size())));
    return true;
}

void MainWindow::cutSelection()
{
    if (copySelection())
        m_view->deleteSelection();
}

/// What was copied from a drawing; else a text, which may be a chain or a ticket.
void MainWindow::paste()
{
    const QMimeData* content = QApplication::clipboard()->mimeData();
    const auto clip = content == nullptr ? std::nullopt : drawingIn(*content);
    const std::string text = QApplication::clipboard()->text().toStdString();
    const edit::HostTable table =
        clip || edit::looksLikeChain(text) ? edit::HostTable() : edit::hostTableIn(text);
    if (!table.columns.empty()) {
        drawTables({table}, {});
    } else if (!clip) {
        pasteOrDiagnose();
    } else if (*clip) {
        m_view->put(**clip);
    } else {
        say(clip->error(), Text::tr("Nothing was pasted"));
    }
}

void MainWindow::showProperties()
{
    m_inspectorDock->show();
    m_inspectorDock->raise();
    m_inspector->showProperties();
}

/// What can be done with what is selected, or where nothing is.
void MainWindow::showThingMenu(QPoint global)
{
    if (const auto* group = std::get_if<model::GroupId>(&m_thing)) {
        showGroupMenu(*group, global);
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [&](std::initializer_list<ActionId> ids) {
        if (!menu->isEmpty())
            menu->addSeparator();
        for (const ActionId id : ids)
            menu->addAction((*m_actions)[id]);
    };
    const std::optional<Thing>& current = m_view->selection().current;
    const auto addSplice = [&] {
        const edit::Selection& things = m_view->selection().things;
        if (things.computers.size() == 1 && things.hops.size() == 1)
            add({ActionId::Splice});
    };
    if (!current) {
        add({ActionId::AddMachine, ActionId::PasteChain});
        add({ActionId::SelectAll, ActionId::Tidy, ActionId::Find, ActionId::GoTo});
        add({ActionId::Fit, ActionId::ZoomFull});
    } else if (const auto* hop = std::get_if<model::HopId>(&*current)) {
        addHopActions(*menu, *hop);
        add({ActionId::Rename, ActionId::Properties});
        add({ActionId::Test, ActionId::Mute});
        addSplice();
        add({ActionId::SelectUpstream, ActionId::SelectDownstream});
        add({ActionId::Delete});
    } else if (std::holds_alternative<model::ComputerId>(*current)) {
        add({ActionId::AddMachine, ActionId::DrawHop});
        auto* share = menu->addAction(icon(QStringLiteral("share")), Text::tr("Add &share"));
        connect(share, &QAction::triggered, m_view, [this] { m_view->addShare(); });
        auto* command = menu->addAction(Text::tr("Run a &command…"));
        connect(command, &QAction::triggered, this, &MainWindow::askCommand);
        add({ActionId::Cut, ActionId::Copy, ActionId::PasteChain, ActionId::Duplicate});
        add({ActionId::Rename, ActionId::Properties, ActionId::Pin, ActionId::Mute});
        addSplice();
        add({ActionId::Group});
        addJoining(*menu);
        if (!edit::groupsOf(graph(), m_view->selection().things.computers).empty())
            add({ActionId::Collapse, ActionId::Ungroup});
        add({ActionId::SelectUpstream, ActionId::SelectDownstream});
        add({ActionId::Delete, ActionId::RemoveAndJoin});
    } else {
        add({ActionId::Rename, ActionId::Properties});
        add({ActionId::Copy, ActionId::PasteChain});
        add({ActionId::Delete});
    }
    menu->popup(global);
}

/// The groups that the selected machines can join, and leave.
void MainWindow::addJoining(QMenu& menu)
{
    const std::set<model::ComputerId>& machines = m_view->selection().things.computers;
    const auto all = edit::groupsOfAll(graph(), machines);
    if (graph().groups.empty() || graph().groups.size() > mostJoinable)
        return;
    QMenu* joining = menu.addMenu(Text::tr("&In groups"));
    for (const auto& [id, group] : graph().groups) {
        QAction* action = joining->addAction(
            filled(Text::tr("%1, %2"), {fromUtf8(group.name), groupKindText(group.kind)}));
        action->setCheckable(true);
        action->setChecked(all.contains(id));
        connect(action, &QAction::triggered, this, [this, each = id, isIn = all.contains(id)] {
            const std::set<model::ComputerId>& chosen = m_view->selection().things.computers;
            edit(isIn ? Text::tr("Leave group") : Text::tr("Join group"),
                 isIn ? edit::takeFromGroup(graph(), each, chosen)
                      : edit::addToGroup(graph(), each, chosen));
        });
    }
}

/// What can be done with a group: its machines are selected.
void MainWindow::showGroupMenu(model::GroupId group, QPoint global)
{
    if (m_thing != ThingRef(group))
        pick(group);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const ActionId id : {ActionId::Properties, ActionId::Collapse, ActionId::Ungroup})
        menu->addAction((*m_actions)[id]);
    menu->addSeparator();
    for (const ActionId id : {ActionId::Mute, ActionId::Pin, ActionId::Copy, ActionId::Delete})
        menu->addAction((*m_actions)[id]);
    menu->popup(global);
}

/// The ways out of a hop that an edit is: first in its menu, since they are what one looks for there.
void MainWindow::addHopActions(QMenu& menu, model::HopId hop)
{
    const auto found = m_plan->waysOut.find(hop);
    if (found == m_plan->waysOut.end())
        return;
    for (const plan::WayOut& each : found->second) {
        if (!isEdit(each.kind))
            continue;
        QAction* action = menu.addAction(wayOutText(each));
        action->setToolTip(tipOf(wayOutDetail(each)));
        connect(action, &QAction::triggered, this,
                [this, kind = each.kind, changed = each.hop] { takeWayOut(kind, changed); });
    }
}

/// Any machine, share, hop or route of the drawing, by typing.
void MainWindow::goTo()
{
    std::vector<PickRow> rows;
    const auto add = [&](const ThingRef& thing, const QString& text, const QString& detail,
                         const QString& iconName) {
        rows.push_back(
            {.text = text, .detail = detail, .icon = icon(iconName), .pick = [this, thing] {
                 pick(thing);
                 m_view->setFocus();
             }});
    };
    for (const auto& [id, computer] : graph().computers)
        add(id, computerName(graph(), id), fromUtf8(computer.dnsName), iconOf(computer.kind));
    for (const auto& [id, resource] : graph().resources) {
        add(id, fromUtf8(resource.name), computerName(graph(), resource.computer),
            fromUtf8(resourceRow(resource.kind).icon));
    }
    for (const auto& [id, route] : graph().routes)
        add(id, fromUtf8(route.name), Text::tr("route"), QStringLiteral("link"));
    for (const auto& [id, group] : graph().groups)
        add(id, fromUtf8(group.name), groupKindText(group.kind), QStringLiteral("group"));
    for (const auto& [id, hop] : graph().hops) {
        add(id,
            filled(Text::tr("%1 to %2"),
                   {computerName(graph(), hop.from), fromUtf8(model::endName(graph(), hop.to))}),
            fromUtf8(hop.typedTarget), QStringLiteral("hop"));
    }
    auto* list =
        new PickList(Text::tr("Go to"), Text::tr("Name of a machine, a share, a hop or a route"),
                     Text::tr("Nothing in this drawing is called so."), std::move(rows), this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->open();
}

/// Whatever a menu has and can be done now.
void MainWindow::showCommands()
{
    std::vector<PickRow> rows;
    for (const QAction* top : menuBar()->actions()) {
        if (top->menu() != nullptr)
            addCommands(*top->menu(), plain(top->text()), (*m_actions)[ActionId::Commands], rows);
    }
    auto* list = new PickList(Text::tr("Commands"), Text::tr("What do you want to do?"),
                              Text::tr("No command is called so."), std::move(rows), this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->open();
}

void MainWindow::showKeys()
{
    std::vector<KeyGroup> groups;
    for (const QAction* top : menuBar()->actions()) {
        if (top->menu() == nullptr)
            continue;
        KeyGroup group{.title = plain(top->text())};
        for (const QAction* action : top->menu()->actions()) {
            for (const QKeySequence& key : action->shortcuts()) {
                group.rows.push_back(
                    {.key = key.toString(QKeySequence::NativeText), .does = plain(action->text())});
            }
        }
        if (!group.rows.empty())
            groups.push_back(std::move(group));
    }
    KeyGroup canvas{.title = Text::tr("In the drawing")};
    for (const CanvasKey& each : canvasKeys) {
        canvas.rows.push_back(
            {.key = QKeySequence(QLatin1String(each.key)).toString(QKeySequence::NativeText),
             .does = Text::tr(each.does)});
    }
    groups.push_back(std::move(canvas));
    auto* sheet = new KeysSheet(groups, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

}  // namespace hopwright::ui
