#include "core/model/graph_rules.h"
#include "ui/dialogs/command_dialog.h"
#include "ui/models/thing_id.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/run_panel.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"
#include "ui/window/main_window.h"

#include <QScopedValueRollback>

#include <set>

namespace hopwright::ui {

namespace {

ThingRef refOf(const Thing& thing)
{
    return std::visit([](auto id) { return ThingRef(id); }, thing);
}

/// Adds what the entry \p id of \p table has as \p part; nothing where there is no such entry.
template <typename Things, typename Table, typename Id, typename Part>
void addPart(Things& out, const Table& table, Id id, Part part)
{
    const auto found = table.find(id);
    if (found != table.end())
        out.insert((found->second.*part).begin(), (found->second.*part).end());
}

}  // namespace

void MainWindow::selectionChanged()
{
    showPinned();
    if (m_selecting)
        return;
    const std::optional<Thing>& current = m_view->selection().current;
    m_thing = current ? refOf(*current) : ThingRef();
    // The card of a collapsed group is that group.
    if (const auto* card = current ? std::get_if<model::ComputerId>(&*current) : nullptr) {
        const auto& cards = m_view->shown().cards();
        if (const auto group = cards.find(*card); group != cards.end())
            m_thing = group->second;
    }
    showSelected();
    if (!current)
        return;
    if (const auto* hop = std::get_if<model::HopId>(&*current)) {
        m_run->selectHop(*hop);
        speakOf(*hop);
    }
}

void MainWindow::pick(const ThingRef& thing)
{
    CanvasSelection selection;
    if (const auto one = canvasThingOf(thing)) {
        selection = selectionOf(*one);
        if (const auto* hop = std::get_if<model::HopId>(&*one)) {
            m_run->selectHop(*hop);
            speakOf(*hop);
        }
    } else if (const auto* route = std::get_if<model::RouteId>(&thing)) {
        const auto found = graph().routes.find(*route);
        if (found != graph().routes.end())
            selection.things.hops = {found->second.hops.begin(), found->second.hops.end()};
    } else if (const auto* group = std::get_if<model::GroupId>(&thing)) {
        const auto found = graph().groups.find(*group);
        if (found != graph().groups.end())
            selection.things.computers = found->second.members;
        selection.current = firstOf(selection.things);
    }
    const QScopedValueRollback selecting(m_selecting, true);
    m_thing = thing;
    m_view->setSelection(selection);
    if (selection.current)
        m_view->reveal(*selection.current);
    showSelected();
}

/// A route is one thing, although the canvas shows its hops as selected; so is a group with its machines.
void MainWindow::showSelected()
{
    const bool isOne = std::holds_alternative<model::RouteId>(m_thing)
                       || std::holds_alternative<model::GroupId>(m_thing);
    const edit::Selection several = isOne ? edit::Selection() : m_view->selection().things;
    m_outline->select(m_thing, several);
    m_inspector->showThing(m_thing, several);
}

/// Of rows of the Outline: of a route its hops, of a domain or group its machines.
edit::Selection MainWindow::thingsOfRows(const std::vector<ThingRef>& rows) const
{
    edit::Selection out;
    std::set<model::DomainId> domains;
    for (const ThingRef& each : rows) {
        if (const auto* route = std::get_if<model::RouteId>(&each)) {
            addPart(out.hops, graph().routes, *route, &model::Route::hops);
        } else if (const auto* group = std::get_if<model::GroupId>(&each)) {
            addPart(out.computers, graph().groups, *group, &model::Group::members);
        } else if (const auto* domain = std::get_if<model::DomainId>(&each)) {
            domains.insert(*domain);
        } else if (const auto thing = canvasThingOf(each)) {
            add(out, *thing);
        }
    }
    for (const auto& [id, computer] : graph().computers) {
        if (computer.domain && domains.contains(*computer.domain))
            out.computers.insert(id);
    }
    return out;
}

void MainWindow::pickSeveral(const std::vector<ThingRef>& rows, const ThingRef& current)
{
    CanvasSelection selection{.things = thingsOfRows(rows)};
    selection.current = canvasThingOf(current);
    if (!selection.current)
        selection.current = firstOf(selection.things);
    const QScopedValueRollback selecting(m_selecting, true);
    m_thing = selection.current ? refOf(*selection.current) : ThingRef();
    m_view->setSelection(selection);
    if (selection.current)
        m_view->reveal(*selection.current);
    m_inspector->showThing(m_thing, selection.things);
}

/// The route that is selected, or through the selected hop; empty: all.
std::vector<model::RouteId> MainWindow::chosenRoutes() const
{
    if (const auto* route = std::get_if<model::RouteId>(&m_thing))
        return {*route};
    if (const auto* hop = std::get_if<model::HopId>(&m_thing)) {
        if (const auto route = model::routeOf(graph(), *hop))
            return {*route};
    }
    return {};
}

/// Which command is run on the selected machine, and draws what it wants.
void MainWindow::askCommand()
{
    const std::optional<model::ComputerId> on = m_view->currentComputer();
    if (!on) {
        m_notice->say(NoticeKind::Warning,
                      Text::tr("A command runs on a machine. Select the machine first."));
        return;
    }
    auto* dialog = new CommandDialog(computerName(graph(), *on), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CommandDialog::chosen, this,
            [this, dialog, on = *on](const CommandRow& command, const QString& target) {
                const QString reason = m_view->addAccess(on, command.resourceKind(), target,
                                                         exactFromUtf8(command.name));
                if (reason.isEmpty()) {
                    dialog->accept();
                } else {
                    dialog->refuse(reason);
                }
            });
    dialog->open();
}

}  // namespace hopwright::ui
