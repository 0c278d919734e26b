// MainWindow's plan and tests: what is predicted, what a run found, and what is done about it.
#include "core/edit/edit_hops.h"
#include "core/model/graph_rules.h"
#include "ui/models/thing_id.h"
#include "ui/text/error_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <set>

namespace hopwright::ui {

namespace {

constexpr int floatMargin = 16;
constexpr int belowHop = 60;

int machinesOf(const std::vector<plan::Change>& changes)
{
    std::set<model::ComputerId> out;
    for (const plan::Change& each : changes)
        out.insert(each.computer);
    return static_cast<int>(out.size());
}

}  // namespace

/// The drawing or the lab changed: everything that follows from them is computed and shown anew.
void MainWindow::refresh()
{
    const model::Graph& graph = m_document->graph();
    m_plan = plan::makePlan(graph);
    // The lab's state is known before it runs: it is built from the drawing and what was applied.
    plan::KnownStates states =
        m_lab.isRunning() ? m_lab.states() : link::statesAtStart(graph, m_practice);
    m_now = plan::predictNow(graph, states);
    m_missing = plan::missingChanges(m_plan, states);
    m_canvas->setPlan(m_plan, m_now);
    m_canvas->setMissing(m_missing);
    m_callouts->setContent(graph, m_plan);
    showState();
}

/// What was tested, into every panel.
void MainWindow::showState()
{
    const model::Graph& graph = m_document->graph();
    m_canvas->setReport(m_report);
    m_inspector->setContent(
        {.plan = m_plan, .now = m_now, .missing = m_missing, .report = m_report});
    m_outline->setContent(graph, m_now, m_report);
    m_run->setReport(graph, m_plan, m_report);
    const bool running = isRunning();
    m_testItem->setVisible(!running);
    m_stopItem->setVisible(running);
    m_test->setEnabled(!graph.routes.empty());
    m_actions[ActionId::Test]->setEnabled(!running && !graph.routes.empty());
    m_actions[ActionId::Stop]->setEnabled(running);
    m_apply->setEnabled(!running && !m_missing.empty());
    m_actions[ActionId::Apply]->setEnabled(m_apply->isEnabled());
    m_actions[ActionId::UndoApply]->setEnabled(!running && !m_undoable.empty());
    m_actions[ActionId::UndoApply]->setText(undoText(m_undoable));
    m_actions[ActionId::CopyForTicket]->setEnabled(shownRoute() != nullptr);
    const auto errors =
        std::ranges::count(m_plan.findings, plan::Severity::Error, &plan::Finding::severity);
    const QString plan = m_missing.empty() ? tr("Plan current")
                                           : tr("Plan: %n setting(s) not applied yet", nullptr,
                                                static_cast<int>(m_missing.size()));
    m_statusPlan->setText(errors == 0 ? plan
                                      : tr("%n error(s)", nullptr, static_cast<int>(errors))
                                            + QStringLiteral("  |  ") + plan);
    m_statusRun->setText(m_report.routes.empty() ? tr("Not tested yet")
                         : running               ? tr("Testing…")
                                                 : routeLine(m_report.routes.front()));
    m_callouts->setTested(!m_report.routes.empty());
    updateTitle();
    placeFloating();
}

void MainWindow::forgetResults()
{
    m_report = {};
    m_verdict->hide();
}

const probe::RouteResult* MainWindow::shownRoute() const
{
    const auto chosen = m_run->route();
    for (const probe::RouteResult& each : m_report.routes) {
        if (each.finished && (!chosen || each.route == *chosen))
            return &each;
    }
    return nullptr;
}

/// F5: the routes of what is selected, else all of them, one after another.
void MainWindow::test()
{
    const model::Graph& graph = m_document->graph();
    if (isRunning() || graph.routes.empty())
        return;
    link::RunOptions options;
    const auto current = m_canvas->selection().current;
    if (current && std::holds_alternative<model::HopId>(*current))
        options.routes = model::routesThrough(graph, std::get<model::HopId>(*current));
    if (options.routes.empty()) {
        for (const auto& [id, route] : graph.routes)
            options.routes.push_back(id);
    }
    if (const auto started = m_lab.start(graph, m_practice); !started) {
        m_notice->say(NoticeKind::Error,
                      oneLine(errorText(started.error(), tr("The practice lab did not start"))));
        return;
    }
    m_verdictClosed = false;
    m_verdict->hide();
    m_session = std::make_unique<link::RunSession>(&m_lab);
    connect(m_session.get(), &link::RunSession::progressed, this, &MainWindow::onProgress);
    connect(m_session.get(), &link::RunSession::finished, this, &MainWindow::onFinished);
    m_session->start(graph, std::move(options));
    onProgress();
}

void MainWindow::stop()
{
    if (isRunning())
        m_session->stop();
}

void MainWindow::onProgress()
{
    m_report = m_session->report();
    showState();
}

void MainWindow::onFinished()
{
    m_report = m_session->report();
    showState();
    showVerdict();
    for (const probe::RouteResult& each : m_report.routes) {
        if (!each.leftBehind.empty())
            m_notice->say(NoticeKind::Warning,
                          tr("%1 is not confirmed as removed.").arg(fromUtf8(each.leftBehind)));
    }
}

void MainWindow::applyToLab()
{
    if (isRunning() || m_missing.empty())
        return;
    if (!m_lab.isRunning()) {
        if (const auto started = m_lab.start(m_document->graph(), m_practice); !started) {
            m_notice->say(
                NoticeKind::Error,
                oneLine(errorText(started.error(), tr("The practice lab did not start"))));
            return;
        }
    }
    const std::vector<plan::Change> done = m_lab.apply(m_missing);
    m_undoable.insert(m_undoable.end(), done.begin(), done.end());
    m_practice = m_lab.practiceState();
    storePractice();
    forgetResults();
    refresh();
    m_notice->say(NoticeKind::Passed, appliedText(done));
}

void MainWindow::undoApplied()
{
    if (isRunning() || m_undoable.empty())
        return;
    const int machines = machinesOf(m_undoable);
    std::erase_if(m_practice.applied, [this](const plan::Change& each) {
        return std::ranges::find(m_undoable, each) != m_undoable.end();
    });
    m_lab.undo(m_undoable);
    m_undoable.clear();
    storePractice();
    forgetResults();
    refresh();
    m_notice->say(NoticeKind::Note, tr("Taken back on %n machine(s).", nullptr, machines));
}

/// Beside a saved drawing; an untitled one keeps it in memory.
void MainWindow::storePractice()
{
    if (m_file.isUntitled())
        return;
    const std::string path = link::practiceStatePath(m_file.path.toStdString());
    if (const auto stored = link::writePracticeState(path, m_practice); !stored)
        m_notice->say(NoticeKind::Error,
                      oneLine(errorText(stored.error(), tr("What was applied was not noted"))));
}

void MainWindow::useCredSsp(model::HopId hop)
{
    const auto next = edit::useCredSsp(m_document->graph(), hop);
    if (!next) {
        m_notice->say(NoticeKind::Error,
                      oneLine(errorText(next.error(), tr("Nothing was changed"))));
        return;
    }
    m_document->edit(tr("Use CredSSP on a hop"), *next);
    m_canvas->setSelection(selectionOf(hop));
    m_notice->say(NoticeKind::Note, tr("The hop uses CredSSP with a credential of its own. Apply "
                                       "it to the practice lab, then test again."));
}

void MainWindow::giveOwnCredential(model::HopId hop)
{
    const auto next = edit::giveOwnCredential(m_document->graph(), hop);
    if (!next) {
        m_notice->say(NoticeKind::Error,
                      oneLine(errorText(next.error(), tr("Nothing was changed"))));
        return;
    }
    m_document->edit(tr("Give the command its own credential"), *next);
    m_canvas->setSelection(selectionOf(hop));
    m_notice->say(NoticeKind::Note, tr("The command brings its own credential. Test again."));
}

void MainWindow::copyForTicket()
{
    const probe::RouteResult* route = shownRoute();
    if (route == nullptr)
        return;
    QApplication::clipboard()->setText(ticketText(m_document->graph(), m_plan, *route,
                                                  m_report.environment,
                                                  QLatin1String(HOPWRIGHT_VERSION)));
    m_notice->say(NoticeKind::Note, tr("Copied for the ticket."));
}

void MainWindow::showVerdict()
{
    const probe::RouteResult* route = shownRoute();
    if (route == nullptr || m_verdictClosed || isRunning())
        return;
    m_verdict->setVerdict(verdictOf(m_document->graph(), m_plan, *route), machinesOf(m_undoable));
    m_verdict->show();
    m_verdict->raise();
    placeFloating();
}

/// The verdict card below the route it is about, the callouts and the legend at their places.
void MainWindow::placeFloating()
{
    if (m_verdict == nullptr || m_callouts == nullptr)
        return;
    const QRect area =
        m_canvas->viewport()->rect().adjusted(floatMargin, floatMargin, -floatMargin, -floatMargin);
    const auto& geometry = m_canvas->geometry();
    double bottom = 0;
    QPoint hopPoint(area.center().x(), area.top());
    for (const auto& [id, card] : geometry.cards())
        bottom = std::max(bottom, m_canvas->toView(card.rect.bottomLeft()).y());
    for (const auto& [id, prediction] : m_now) {
        const QPointF seal = m_canvas->sealCentre(id);
        if (prediction.outcome == plan::Outcome::Denied && prediction.reached)
            hopPoint = seal.toPoint() + QPoint(0, qRound(belowHop * m_canvas->zoom()));
        bottom = std::max(bottom, seal.y() + belowHop * m_canvas->zoom());
    }
    if (!m_verdict->isHidden()) {
        m_verdict->fitWidth(area.width());
        const int top = std::min(qRound(bottom) + floatMargin, area.bottom() - m_verdict->height());
        m_verdict->move(area.left() + (area.width() - m_verdict->width()) / 2,
                        std::max(area.top(), top));
        m_verdict->raise();
    }
    m_callouts->place(area, hopPoint);
    m_legend->adjustSize();
    m_legend->move(area.left(), area.bottom() - m_legend->height());
    const bool firstRun =
        m_callouts->isShown() && m_report.routes.empty() && !m_document->graph().computers.empty();
    m_legend->setVisible(firstRun);
}

void MainWindow::select(const QString& thingId)
{
    const ThingRef thing = thingFromId(thingId);
    if (const auto* computer = std::get_if<model::ComputerId>(&thing))
        m_canvas->setSelection(selectionOf(*computer));
    else if (const auto* resource = std::get_if<model::ResourceId>(&thing))
        m_canvas->setSelection(selectionOf(*resource));
    else if (const auto* hop = std::get_if<model::HopId>(&thing))
        m_canvas->setSelection(selectionOf(*hop));
    else
        m_inspector->showThing(thingId);
    if (m_canvas->selection().current)
        m_canvas->reveal(*m_canvas->selection().current);
}

void MainWindow::onCanvasSelection()
{
    const auto& current = m_canvas->selection().current;
    QString id;
    if (current) {
        if (const auto* computer = std::get_if<model::ComputerId>(&*current))
            id = thingIdOf(*computer);
        else if (const auto* resource = std::get_if<model::ResourceId>(&*current))
            id = thingIdOf(*resource);
        else
            id = thingIdOf(std::get<model::HopId>(*current));
        if (const auto* hop = std::get_if<model::HopId>(&*current))
            m_run->selectHop(*hop);
    }
    m_outline->select(id);
    m_inspector->showThing(id);
}

/// Names, DNS names, shares, typed targets and accounts that hold \p text; each Enter goes to the next.
void MainWindow::find(const QString& text, bool again)
{
    if (text.isEmpty())
        return;
    const model::Graph& graph = m_document->graph();
    const auto holds = [&text](const std::string& name) {
        return fromUtf8(name).contains(text, Qt::CaseInsensitive);
    };
    std::vector<Thing> found;
    for (const auto& [id, each] : graph.computers) {
        if (holds(each.name) || holds(each.dnsName) || holds(each.address) || holds(each.notes))
            found.emplace_back(id);
    }
    for (const auto& [id, each] : graph.resources) {
        if (holds(each.name))
            found.emplace_back(id);
    }
    for (const auto& [id, each] : graph.hops) {
        const bool account =
            each.credential.account
            && holds(model::accountText(graph.accounts.at(*each.credential.account)));
        if (holds(each.typedTarget) || account)
            found.emplace_back(id);
    }
    if (found.empty()) {
        m_notice->say(NoticeKind::Note, tr("No name, account or target holds \"%1\".").arg(text));
        return;
    }
    std::size_t at = 0;
    if (again && m_canvas->selection().current) {
        const auto current = std::ranges::find(found, *m_canvas->selection().current);
        if (current != found.end())
            at = (static_cast<std::size_t>(current - found.begin()) + 1) % found.size();
    }
    m_canvas->setSelection(selectionOf(found[at]));
    m_canvas->reveal(found[at]);
}

}  // namespace hopwright::ui
