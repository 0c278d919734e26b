#include "app/cli/command.h"
#include "app/cli/printing.h"
#include "app/cli/run_routes.h"
#include "app/cli/sample_drawing.h"
#include "core/edit/edit_hops.h"
#include "core/link/practice_files.h"
#include "core/store/graph_file.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QTemporaryDir>

#include <CLI/CLI.hpp>

namespace hopwright::cli {

namespace {

constexpr const char* testTitle = QT_TRANSLATE_NOOP("hopwright", "Test in the practice lab");

/// The journey of the window in the terminal: denied, why, the way out, applied, passed, taken back.
class Demo {
public:
    Demo(const Context& context, std::string file) : m_context(context), m_file(std::move(file)) {}

    ExitCode run()
    {
        if (const auto done = drawAndPlan(); !done)
            return exitWith(m_context, done.error(), ui::Text::tr("The demo ended early"));
        const probe::RunReport denied = test();
        if (const auto wrong = checkDenied(denied))
            return *wrong;
        if (const auto done = useCredSsp(denied); !done)
            return exitWith(m_context, done.error(), ui::Text::tr("The demo ended early"));
        const probe::RunReport passed = test();
        if (const auto done = takeBack(); !done)
            return exitWith(m_context, done.error(), ui::Text::tr("The demo ended early"));
        return exitCodeOf(probe::worstOf(passed));
    }

private:
    void title(const QString& text) { m_context.out << '\n' << utf8(text) << '\n'; }

    Result<void> drawAndPlan()
    {
        HOPWRIGHT_TRY(m_graph, readSample(ui::firstSamples().front()));
        HOPWRIGHT_TRY_VOID(store::saveGraph(files::pathFromUtf8(m_file), m_graph));
        HOPWRIGHT_TRY_VOID(startLab(m_lab, m_graph, m_file));
        m_context.out << R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)" << '\n';
        title(ui::Text::tr("What the plan says"));
        printPredictions(m_context.out, m_graph, plan::makePlan(m_graph));
        return {};
    }

    probe::RunReport test()
    {
        title(ui::Text::tr(testTitle));
        link::RunOptions options{.routes = {m_graph.routes.begin()->first}};
        return runRoutes(
            m_context, &m_lab, m_graph, std::move(options),
            [this](const probe::RunReport& done) { printReport(m_context.out, m_graph, done); });
    }

    /// The demo goes on when hop 2 was denied because nothing was delegated, which is what it is about.
    std::optional<ExitCode> checkDenied(const probe::RunReport& report)
    {
        const HopState worst = probe::worstOf(report);
        const auto& hops = report.routes.front().hops;
        if (worst == HopState::Denied && hops.back().cause == Cause::NotDelegated)
            return std::nullopt;
        return worst == HopState::Passed ? ExitCode::Failed : exitCodeOf(worst);
    }

    Result<void> useCredSsp(const probe::RunReport& report)
    {
        const model::HopId first = report.routes.front().hops.front().hop;
        HOPWRIGHT_TRY(m_graph, edit::useCredSsp(m_graph, first));
        HOPWRIGHT_TRY_VOID(store::saveGraph(files::pathFromUtf8(m_file), m_graph));
        const plan::Plan plan = plan::makePlan(m_graph);
        title(ui::Text::tr("Use CredSSP on hop 1"));
        for (const auto& [id, machine] : plan.machines) {
            if (const QString cost = ui::costText(m_graph, machine); !cost.isEmpty())
                m_context.out << "  " << utf8(cost) << '\n';
        }
        printPredictions(m_context.out, m_graph, plan);
        title(ui::Text::tr("Apply to practice lab"));
        m_changes = m_lab.apply(plan::missingChanges(plan, m_lab.states()));
        for (const plan::Change& each : m_changes)
            m_context.out << "  " << utf8(ui::changeText(m_graph, each)) << '\n';
        m_context.out << utf8(ui::appliedText(m_changes)) << '\n';
        return link::writePracticeState(m_file, m_lab.practiceState());
    }

    Result<void> takeBack()
    {
        title(ui::undoText(m_changes));
        m_lab.undo(m_changes);
        for (const plan::Change& each : m_changes)
            m_context.out << "  " << utf8(ui::takenBackText(m_graph, each)) << '\n';
        m_context.out << utf8(ui::Text::tr("Taken back.")) << '\n';
        return link::writePracticeState(m_file, m_lab.practiceState());
    }

    const Context& m_context;
    std::string m_file;
    model::Graph m_graph = {};
    link::PracticeLab m_lab;
    std::vector<plan::Change> m_changes = {};
};

ExitCode run(const Context& context)
{
    context.stop.listen();
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        return exitWith(context,
                        {.code = ErrorCode::FileUnwritable,
                         .detail = Sentence::verbatim(folder.errorString().toStdString())});
    }
    return Demo(context, folder.filePath(QStringLiteral("demo.hopw")).toStdString()).run();
}

std::function<ExitCode(const Context&)> define(CLI::App&)
{
    return run;
}

}  // namespace

const Command demoCommand{
    .name = "demo",
    .summary = "See a denied second hop, why, the way out, and the hop pass; changes nothing.",
    .define = define};

}  // namespace hopwright::cli
