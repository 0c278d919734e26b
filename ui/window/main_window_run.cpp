#include "core/edit/edit_hops.h"
#include "core/model/accounts.h"
#include "core/model/graph_difference.h"
#include "core/model/graph_rules.h"
#include "ui/canvas/canvas_news.h"
#include "ui/dialogs/credential_dialog.h"
#include "ui/models/state_marks.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/run_panel.h"
#include "ui/text/calendar.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_history_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/diagnose_page.h"
#include "ui/window/find_panel.h"
#include "ui/window/main_window.h"
#include "ui/window/status_line.h"
#include "ui/window/tool_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>

#include <algorithm>
#include <set>

namespace hopwright::ui {

namespace {

/// A test and its lab share the event loop with the window, and showing costs more than a stage takes: what happens within one
/// such time is shown together, so that the times of the stages are not those of the window.
constexpr int progressMs = 40;

/// Whether the drawings differ in more than what no plan depends on.
bool isPlannedOtherwise(const model::Graph& before, const model::Graph& after)
{
    return !model::withoutLooks(model::differenceOf(before, after)).isEmpty();
}

/// Whether they do so in more than what no test depends on.
bool isTestedOtherwise(const model::Graph& before, const model::Graph& after)
{
    return !model::withoutUntested(model::differenceOf(before, after)).isEmpty();
}

/// It has a route, or a session that can become one.
bool isTestable(const model::Graph& graph)
{
    return !graph.routes.empty() || std::ranges::any_of(graph.hops, [](const auto& item) {
        return model::isSession(item.second);
    });
}

int machinesIn(const std::vector<plan::Change>& changes)
{
    std::set<model::ComputerId> out;
    for (const plan::Change& each : changes)
        out.insert(each.computer);
    return static_cast<int>(out.size());
}

/// The route that a verdict speaks of: the first with a hop that is denied or failed, else the first that was stopped, else the last.
const probe::RouteResult* tellingRoute(const probe::RunReport& report)
{
    using enum HopState;
    const auto firstWith = [&report](std::initializer_list<HopState> states) {
        return std::ranges::find_if(report.routes, [&](const probe::RouteResult& route) {
            return std::ranges::any_of(route.hops, [&](const probe::HopResult& hop) {
                return std::ranges::find(states, hop.state) != states.end();
            });
        });
    };
    for (const auto& found : {firstWith({Denied, Failed}), firstWith({Cancelled})}) {
        if (found != report.routes.end())
            return &*found;
    }
    return report.routes.empty() ? nullptr : &report.routes.back();
}

}  // namespace

int MainWindow::appliedMachines() const
{
    return machinesIn(m_bench.applied());
}

void MainWindow::graphChanged()
{
    stopTidying();
    showPinned();
    if (m_bench.isRunning() && m_shown.tested && isTestedOtherwise(*m_shown.tested, graph())) {
        m_bench.stop();
        m_notice->say(NoticeKind::Note, Text::tr("The drawing was changed: the test was stopped."));
    }
    refresh();
    showTitle();
    m_cards->place();
}

/// To move a card asks for nothing new, and to apply the plan for no other plan.
void MainWindow::makePlans()
{
    const bool another =
        !m_planned
        || (m_planned != m_document->snapshot() && isPlannedOtherwise(*m_planned, graph()));
    m_planned = m_document->snapshot();
    if (another) {
        m_walk = plan::walkOf(graph(), m_walk);
        m_plan = plan::makePlan(graph(), *m_walk, today());
    } else if (m_applied == m_bench.applied()) {
        return;
    }
    m_applied = m_bench.applied();
    const plan::KnownStates states = m_bench.states(graph());
    m_now = plan::predictNow(graph(), *m_walk, states);
    m_missing = plan::missingChanges(*m_plan, states);
}

void MainWindow::refresh()
{
    makePlans();
    followRun();
    m_view->setPlan(m_plan, m_now, m_walk);
    m_view->setMissing(m_missing);
    m_status->setFindings(countsOf(m_plan->findings));
    m_status->setPlanState(m_missing->empty() ? Text::tr("Plan current")
                                              : Text::tr("Plan current, not applied yet"));
    m_cards->setTour(*m_plan, m_walk, !m_shown.current.routes.empty());
    const bool running = m_bench.isRunning();
    const auto enable = [this](ActionId id, bool on) {
        (*m_actions)[id]->setEnabled(on);
    };
    enable(ActionId::Test, !running && isTestable(graph()));
    m_testAs->setEnabled(!running && isTestable(graph()));
    enable(ActionId::Stop, running);
    enable(ActionId::Apply, !running && !m_missing->empty());
    const std::vector<plan::Change> applied = m_bench.applied();
    enable(ActionId::UndoApply, !running && !applied.empty());
    (*m_actions)[ActionId::UndoApply]->setText(
        applied.empty() ? Text::tr("&Undo on the practice lab")
                        : QStringLiteral("&%1").arg(undoText(applied)));  // With a letter there.
    m_tools->setRunning(running);
    showResult();
    followExport();
}

void MainWindow::showResult()
{
    const Shared<probe::RunReport> current(m_shown.current);
    m_view->setReport(current);
    m_outline->setContent(Shared<model::Graph>(m_document->snapshot()), m_now, m_shown.current,
                          m_walk, m_plan->findings);
    m_problems->setContent(Shared<model::Graph>(m_document->snapshot()), m_plan, m_shown.current);
    m_find->setContent(Shared<model::Graph>(m_document->snapshot()), m_plan);
    m_inspector->setContent(
        {.plan = m_plan, .now = m_now, .missing = m_missing, .report = current, .walk = m_walk});
    m_run->setReport(Shared<model::Graph>(m_shown.tested ? m_shown.tested : m_document->snapshot()),
                     *m_plan, m_shown.report, m_walk, m_shown.age);
    m_run->setRunning(m_bench.isRunning());
    sizeRunDock();
    showSelected();
    const probe::RouteResult* route = tellingRoute(m_shown.report);
    (*m_actions)[ActionId::CopyForTicket]->setEnabled(route != nullptr && route->finished);
    if (route == nullptr) {
        m_status->setRun(Mark::None, {});
    } else if (m_bench.isRunning()) {
        m_status->setRun(Mark::Running, Text::tr("The test is running"));
    } else {
        const QString line =
            filled(Text::tr("Run %1: %2"), {fromUtf8(route->runId), runHeadline(m_shown.report)});
        m_status->setRun(markFor(probe::worstOf(m_shown.report)),
                         m_shown.age.isOlder ? filled(Text::tr("%1 Of an older drawing."), {line})
                                             : line);
    }
    enableActions();
}

void MainWindow::forgetResult()
{
    m_shown = {};
    m_cards->hideVerdict();
}

void MainWindow::edit(const QString& text, Result<model::Graph> next)
{
    if (next) {
        m_document->edit(text, *std::move(next));
    } else {
        say(next.error(), filled(Text::tr("%1: not done"), {text}));
    }
}

void MainWindow::useCredSsp(model::HopId hop)
{
    const QString number = QString::number(plan::hopNumber(graph(), hop));
    edit(filled(Text::tr("Use CredSSP on hop %1"), {number}), edit::useCredSsp(graph(), hop));
    if (m_missing->empty())
        return;
    m_noticeAction = [this] {
        apply();
    };
    m_notice->say(
        NoticeKind::Note,
        filled(Text::tr("Hop %1 uses CredSSP. Its machines have to be set up for it."), {number}),
        Text::tr("Apply to practice lab"));
}

void MainWindow::giveOwnCredential(model::HopId hop)
{
    const QString number = QString::number(plan::hopNumber(graph(), hop));
    edit(filled(Text::tr("Give hop %1 its own credential"), {number}),
         edit::giveOwnCredential(graph(), hop));
}

void MainWindow::takeWayOut(plan::WayOutKind kind, model::HopId hop)
{
    const QString number = QString::number(plan::hopNumber(graph(), hop));
    switch (kind) {
    case plan::WayOutKind::UseCredSsp:
        useCredSsp(hop);
        break;
    case plan::WayOutKind::OwnCredential:
        giveOwnCredential(hop);
        break;
    case plan::WayOutKind::OwnCredentialInstead:
        edit(filled(Text::tr("Take CredSSP from hop %1"), {number}),
             edit::replaceCredSsp(graph(), hop));
        break;
    case plan::WayOutKind::UseDefaultMethod:
        edit(filled(Text::tr("Use the default method on hop %1"), {number}),
             edit::setMethod(graph(), hop, Method::Default));
        break;
    case plan::WayOutKind::UseHttps:
        edit(filled(Text::tr("Use HTTPS on hop %1"), {number}),
             edit::setTransport(graph(), hop, model::Transport::Https));
        break;
    case plan::WayOutKind::TypeName:
        edit(filled(Text::tr("Type the name for hop %1"), {number}),
             edit::setTypedTarget(graph(), hop,
                                  model::defaultTypedTarget(graph(), graph().hops.at(hop).to)));
        break;
    case plan::WayOutKind::RunFromClient:
    case plan::WayOutKind::ResourceBasedDelegation:
    case plan::WayOutKind::JeaEndpoint:
    case plan::WayOutKind::RunAsEndpoint:
        break;  // Text only: nothing in the drawing sets them.
    }
}

void MainWindow::test(link::Identity as)
{
    if (m_bench.isRunning() || !isTestable(graph()) || !commitPending())
        return;
    // A session that nothing was drawn behind is in no route yet.
    if (auto routed = edit::routeSessions(graph()); routed && routed->routes != graph().routes)
        edit(Text::tr("Add routes"), routed);
    if (as.user.empty()) {
        as.domain = m_testAccount.domain;
        as.user = m_testAccount.user;
    }
    m_cards->hideVerdict();
    m_notice->dismiss();
    m_shown = {.tested = m_document->snapshot(), .plan = m_plan, .applied = m_bench.applied()};
    m_runDock->show();
    m_runDock->raise();  // Problems may stand before it.
    const auto started = m_bench.test(graph(), chosenRoutes(), std::move(as));
    if (!started) {
        forgetResult();
        say(started.error(), Text::tr("The practice lab did not start"));
    } else {
        m_shown.report = m_bench.report();
    }
    refresh();
    showRuns();
}

void MainWindow::testAs()
{
    std::vector<model::RouteId> routes = chosenRoutes();
    if (routes.empty() && !graph().routes.empty())
        routes.push_back(graph().routes.begin()->first);
    const QString proposed =
        routes.empty() ? QString()
                       : fromUtf8(model::accountText(model::labAccount(graph(), routes.front())));
    auto* dialog = new CredentialDialog(Text::tr("Test with which account?"), proposed, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CredentialDialog::signedIn, this, [this, dialog](const QString& account) {
        model::AccountName name = model::accountFromText(account.toStdString());
        test({.domain = std::move(name.domain),
              .user = std::move(name.user),
              .password = dialog->takePassword()});
    });
    dialog->open();
}

void MainWindow::testProgressed()
{
    if (!m_progressTimer.isActive())
        m_progressTimer.start(progressMs);
}

void MainWindow::showProgress()
{
    if (!m_bench.isRunning())
        return;
    m_shown.report = m_bench.report();
    followRun();
    showResult();
}

/// Where a pass is said: at the selected hop, where the route has it, else at its last.
model::HopId MainWindow::hopToSpeakAt(const probe::RouteResult& route) const
{
    const auto* selected = std::get_if<model::HopId>(&m_thing);
    const bool isHere =
        selected != nullptr
        && std::ranges::find(route.hops, *selected, &probe::HopResult::hop) != route.hops.end();
    return isHere ? *selected : route.hops.back().hop;
}

void MainWindow::testFinished()
{
    m_progressTimer.stop();
    if (!m_shown.tested)
        return;  // Another drawing was opened meanwhile.
    m_shown.report = m_bench.report();
    refresh();
    const probe::RouteResult* route = tellingRoute(m_shown.report);
    if (route == nullptr)
        return;
    const Verdict verdict = verdictOf(*m_shown.tested, *m_shown.plan, *route);
    if (!route->hops.empty()) {
        m_cards->showVerdict(verdict, route->route, verdict.hop.value_or(hopToSpeakAt(*route)),
                             appliedMachines());
        followRun();
    }
    if (verdict.hop)
        m_run->selectHop(*verdict.hop);
    m_view->news().say(filled(Text::tr("Test finished. %1"), {runHeadline(m_shown.report)}));
    keepRun();
}

void MainWindow::apply()
{
    const std::vector<plan::Change> changes = *m_missing;
    if (changes.empty() || m_bench.isRunning())
        return;
    if (const auto applied = m_bench.apply(changes); !applied) {
        say(applied.error(), Text::tr("What was applied to the practice lab was not kept"));
        return;  // The notice of success would take the place of the error.
    }
    m_noticeAction = [this] {
        undoApplied();
    };
    m_notice->say(NoticeKind::Passed, appliedText(changes), undoText(changes));
}

void MainWindow::undoApplied()
{
    const std::vector<plan::Change> changes = m_bench.applied();
    if (changes.empty() || m_bench.isRunning())
        return;
    if (const auto undone = m_bench.undoApplied(); !undone) {
        say(undone.error(), Text::tr("What was undone on the practice lab was not kept"));
        return;
    }
    m_noticeAction = {};
    m_notice->say(NoticeKind::Note, undoneText(changes));
}

void MainWindow::copyForTicket()
{
    if (isDiagnosing()) {
        m_diagnose->copyTicket();
        return;
    }
    const probe::RouteResult* route = tellingRoute(m_shown.report);
    if (route == nullptr)
        return;
    QApplication::clipboard()->setText(ticketText(*m_shown.tested, *m_shown.plan, *route,
                                                  m_shown.report.environment,
                                                  QStringLiteral(HOPWRIGHT_VERSION)));
    m_notice->say(NoticeKind::Note, Text::tr("Copied: the result as text, for a ticket."));
}

}  // namespace hopwright::ui
