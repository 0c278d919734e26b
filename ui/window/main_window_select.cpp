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

namespace hopwright::ui {

namespace {

ThingRef refOf(const Thing& thing)
{
    return std::visit([](auto id) { return ThingRef(id); }, thing);
}

}  // namespace

void MainWindow::selectionChanged()
{
    showPinned();
    if (m_selecting)
        return;
    const std::optional<Thing>& current = m_view->selection().current;
    m_thing = current ? refOf(*current) : ThingRef();
    m_outline->select(m_thing);
    m_inspector->showThing(m_thing);
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
    if (const auto* computer = std::get_if<model::ComputerId>(&thing)) {
        selection = selectionOf(*computer);
    } else if (const auto* resource = std::get_if<model::ResourceId>(&thing)) {
        selection = selectionOf(*resource);
    } else if (const auto* hop = std::get_if<model::HopId>(&thing)) {
        selection = selectionOf(*hop);
        m_run->selectHop(*hop);
        speakOf(*hop);
    } else if (const auto* route = std::get_if<model::RouteId>(&thing)) {
        const auto found = graph().routes.find(*route);
        if (found != graph().routes.end())
            selection.things.hops = {found->second.hops.begin(), found->second.hops.end()};
    }
    const QScopedValueRollback selecting(m_selecting, true);
    m_thing = thing;
    m_view->setSelection(selection);
    if (selection.current)
        m_view->reveal(*selection.current);
    m_outline->select(m_thing);
    m_inspector->showThing(m_thing);
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
