// MainWindow's runs: how the one that is shown stands to the drawing, and those that are kept.
#include "core/store/run_file.h"
#include "ui/document/clock.h"
#include "ui/models/state_marks.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/run_panel.h"
#include "ui/text/file_path.h"
#include "ui/text/run_history_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/main_window.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <ranges>
#include <set>
#include <tuple>

namespace hopwright::ui {

namespace {

using Key = std::tuple<model::ComputerId, plan::Change::Setting, std::string>;

std::set<Key> keysOf(const std::vector<plan::Change>& changes)
{
    std::set<Key> out;
    for (const plan::Change& each : changes)
        out.emplace(each.computer, each.setting, each.value);
    return out;
}

/// The machines of the practice lab to which something was applied in one of the two and not in the other.
std::set<model::ComputerId> machinesThatDiffer(const std::vector<plan::Change>& then,
                                               const std::vector<plan::Change>& now)
{
    std::set<model::ComputerId> out;
    if (then == now)
        return out;
    const std::set<Key> before = keysOf(then);
    const std::set<Key> after = keysOf(now);
    const auto add = [&out](const std::set<Key>& from, const std::set<Key>& without) {
        for (const Key& each : from) {
            if (!without.contains(each))
                out.insert(std::get<0>(each));
        }
    };
    add(before, after);
    add(after, before);
    return out;
}

RunChoice choiceOf(const RunHistory::Entry& entry)
{
    return {.number = entry.number,
            .mark = markFor(probe::worstOf(entry.head.counters)),
            .text =
                filled(QStringLiteral("%1: %2"), {whenText(entry.head.time, entry.head.environment),
                                                  endText(entry.head.counters)})};
}

}  // namespace

void MainWindow::keepRunsIn(std::filesystem::path dataFolder)
{
    m_runFolder = std::move(dataFolder);
    openRuns();
    showRuns();
}

void MainWindow::openRuns()
{
    if (m_file.isUntitled() && graph().computers.empty()) {
        m_runs.begin(m_file, m_runFolder);
    } else {
        m_runs.open(m_file, m_runFolder);
    }
}

/// After each change of the drawing, of the practice lab, and of the run.
void MainWindow::followRun()
{
    if (!m_shown.tested)
        return;
    // What was tested in a lab of its own, or of real machines, has nothing of this one.
    const bool isHere = m_shown.report.environment == Environment::Practice;
    m_shown.age = probe::ageOf(m_shown.report, *m_shown.tested, graph(),
                               isHere ? machinesThatDiffer(m_shown.applied, m_bench.applied())
                                      : std::set<model::ComputerId>());
    m_shown.current =
        m_shown.age.isOlder ? probe::stillTrue(m_shown.report, m_shown.age) : m_shown.report;
    const auto spoken = m_cards->verdictRoute();
    const auto found = std::ranges::find_if(
        m_shown.report.routes, [&](const auto& route) { return route.route == spoken; });
    if (found == m_shown.report.routes.end())
        return;
    const auto& changed =
        m_shown.age.changed.at(static_cast<std::size_t>(found - m_shown.report.routes.begin()));
    m_cards->setVerdictStale(std::ranges::find(changed, true) != changed.end());
}

/// The lists of the dock, and the comparison.
void MainWindow::showRuns()
{
    std::vector<RunChoice> choices;
    choices.reserve(m_runs.entries().size());
    for (const RunHistory::Entry& each : std::views::reverse(m_runs.entries()))
        choices.push_back(choiceOf(each));
    const bool isThere = std::ranges::find(m_runs.entries(), m_compared, &RunHistory::Entry::number)
                         != m_runs.entries().end();
    if (!isThere || m_compared == m_shown.number)
        m_compared = 0;
    m_run->setRuns(choices, m_shown.number, m_compared);
    showComparison();
}

void MainWindow::showComparison()
{
    RunComparison out;
    if (m_compared != 0 && m_shown.tested && !m_bench.isRunning()) {
        if (const auto before = m_runs.load(m_compared)) {
            out.graph = (*before)->graph;
            out.before = (*before)->report;
            out.hops = probe::differenceOf({.graph = (*before)->graph, .report = (*before)->report},
                                           {.graph = *m_shown.tested, .report = m_shown.report});
        } else {
            m_compared = 0;
            say(before.error(), Text::tr("The run was not compared"));
        }
    }
    m_run->setComparison(out);
}

void MainWindow::keepRun()
{
    const auto kept = m_runs.keep({.version = HOPWRIGHT_VERSION,
                                   .time = nowUtc(),
                                   .graph = *m_shown.tested,
                                   .applied = m_shown.applied,
                                   .report = m_shown.report});
    m_shown.number = m_runs.entries().back().number;
    showRuns();
    if (!kept)
        say(kept.error(), Text::tr("The run is in memory alone: it was not kept as a file"));
}

/// To where the drawing now is saved. Beside runs that are there already they get other numbers.
void MainWindow::moveRuns()
{
    const auto indexOf = [this](std::uint32_t number) {
        return std::ranges::find(m_runs.entries(), number, &RunHistory::Entry::number)
               - m_runs.entries().begin();
    };
    const auto shown = indexOf(m_shown.number);
    const auto compared = indexOf(m_compared);
    if (const auto kept = m_runs.saveAs(m_file); !kept)
        say(kept.error(), Text::tr("Not all runs of the drawing were kept beside it"));
    const auto numberAt = [this](std::ptrdiff_t index) {
        return index < std::ssize(m_runs.entries())
                   ? m_runs.entries().at(static_cast<std::size_t>(index)).number
                   : 0;
    };
    m_shown.number = numberAt(shown);
    m_compared = numberAt(compared);
    showRuns();
}

void MainWindow::showStored(const store::StoredRun& run, std::uint32_t number)
{
    m_cards->hideVerdict();
    m_shown = {.report = run.report,
               .tested = std::make_shared<const model::Graph>(run.graph),
               .plan = plan::makePlan(run.graph),
               .applied = run.applied,
               .number = number};
    m_runDock->show();
    refresh();
    showRuns();
}

void MainWindow::openRun(std::uint32_t number)
{
    if (m_bench.isRunning())
        return;
    if (const auto run = m_runs.load(number)) {
        showStored(**run, number);
    } else {
        say(run.error(), Text::tr("The run was not opened"));
        showRuns();
    }
}

void MainWindow::chooseRunFile()
{
    auto* dialog = new QFileDialog(this, Text::tr("Open a run"), QFileInfo(m_file.path).path(),
                                   Text::tr("Hopwright runs (*.hoprun)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const auto file = filePath(path);
        const auto run =
            file ? store::loadRun(*file) : Result<store::StoredRun>(fail(file.error()));
        if (run && !m_bench.isRunning()) {
            showStored(*run, 0);
        } else if (!run) {
            say(run.error(),
                filled(Text::tr("%1 was not opened"), {shownPath(QFileInfo(path).fileName())}));
        }
    });
    dialog->open();
}

void MainWindow::compareWith(std::uint32_t number)
{
    m_compared = number;
    showRuns();
}

/// The one that is shown. Nothing else remembers it, so it can be brought back.
void MainWindow::deleteRun()
{
    if (m_bench.isRunning() || m_shown.number == 0)
        return;
    auto removed = m_runs.remove(m_shown.number);
    if (!removed) {
        say(removed.error(), Text::tr("The run was not deleted"));
        return;
    }
    forgetResult();
    refresh();
    showRuns();
    const QString said = filled(Text::tr("The run of %1 was deleted."),
                                {whenText(removed->head.time, removed->head.environment)});
    if (!removed->run) {
        m_noticeAction = {};
        m_notice->say(NoticeKind::Note, said);
        return;
    }
    m_noticeAction = [this, entry = *std::move(removed)] {
        if (const auto back = m_runs.bringBack(entry); !back)
            say(back.error(), Text::tr("The run is in memory alone: it was not kept as a file"));
        openRun(entry.number);
    };
    m_notice->say(NoticeKind::Note, said, Text::tr("Bring it back"));
}

/// The route of the shown run of which \p hop is the telling one, where its result is still so: the hop that went wrong, or any hop of
/// a route that passed.
void MainWindow::speakOf(model::HopId hop)
{
    for (std::size_t i = 0; i < m_shown.report.routes.size(); ++i) {
        const probe::RouteResult& route = m_shown.report.routes[i];
        const auto& changed = m_shown.age.changed.at(i);
        const bool isTrue = std::ranges::find(changed, true) == changed.end();
        const bool has =
            std::ranges::find(route.hops, hop, &probe::HopResult::hop) != route.hops.end();
        if (!has || !route.finished || !isTrue)
            continue;
        const Verdict verdict = verdictOf(*m_shown.tested, *m_shown.plan, route);
        if (verdict.headline.isEmpty() || verdict.hop.value_or(hop) != hop)
            continue;
        m_cards->showVerdict(verdict, route.route, hop, appliedMachines());
        return;
    }
}

/// With a run the dock takes what is set for it; without one a line, but where another dock shares its place what that takes.
void MainWindow::sizeRunDock()
{
    const bool isLine = m_run->isEmpty();
    if (m_runIsLine == isLine || isDiagnosing())
        return;
    m_runIsLine = isLine;
    const QList<QDockWidget*> beside = tabifiedDockWidgets(m_runDock);
    const bool isShared =
        std::ranges::any_of(beside, [](const QDockWidget* each) { return !each->isHidden(); });
    if ((isShared && isLine) || m_runDock->isFloating() || !m_collapse)
        return;
    const QRectF bounds = m_view->toView(m_view->canvasGeometry().bounds());
    const bool wasWhole = QRectF(m_view->viewport()->rect()).contains(bounds);
    resizeDocks({m_runDock}, {runDockHeight(*m_collapse)}, Qt::Vertical);
    if (!wasWhole)
        return;
    QTimer::singleShot(0, m_view, [this] {  // The docks take their sizes first.
        const QRectF now = m_view->toView(m_view->canvasGeometry().bounds());
        if (!QRectF(m_view->viewport()->rect()).contains(now))
            m_view->fit();
    });
}

}  // namespace hopwright::ui
