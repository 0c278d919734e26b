// Prints how the times of docs/performance.md grow with the drawing: seconds for 10 to 10,000 machines in four shapes, and by
// which power of the number of machines they grew over the last two sizes (1: twice the drawing, twice the time). Asserts
// nothing: a number is for a reader. Arguments: the most machines, then a part of the names of what to measure.

#include "app/cli/plan_json.h"
#include "app/cli/printing.h"
#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/files/path.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/model/graph_difference.h"
#include "core/plan/plan.h"
#include "core/script/script_files.h"
#include "core/store/graph_file.h"
#include "tests/bench/large_drawing.h"
#include "ui/models/outline_model.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

using namespace hopwright;
using bench::Shape;

namespace {

using Work = std::function<void()>;
/// Makes what is needed for one size, and gives what is measured.
using Prepare = std::function<Work(Shape, const model::Graph&)>;

constexpr double enough = 1.5;  ///< Seconds for all rounds of one figure,
constexpr int rounds = 5;       ///< and the most of them; the least of their times counts.
constexpr double tooLong =
    4;  ///< After that the next size, of ten times as many machines, is left out.

/// Of this thread on a processor: what others do on the machine meanwhile counts less than on a clock, and for as long nothing
/// else happens in a window.
double threadSeconds()
{
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double secondsOf(const Work& work)
{
    const double begin = threadSeconds();
    work();
    return threadSeconds() - begin;
}

double leastSecondsOf(const Work& work)
{
    double least = std::numeric_limits<double>::infinity();
    double all = 0;
    for (int i = 0; i < rounds && all < enough; ++i) {
        const double took = secondsOf(work);
        all += took;
        least = std::min(least, took);
    }
    return least;
}

void measure(const char* name, std::uint32_t most, const Prepare& prepare)
{
    for (const auto& [shape, shapeName] : bench::shapes) {
        std::printf("%-38s %-6s", name, shapeName);
        double before = 0;
        double last = 0;
        for (std::uint32_t machines = 10; machines <= most; machines *= 10) {
            if (last > tooLong) {
                std::printf(" %9s", "not run");
                continue;
            }
            const Work work = prepare(shape, bench::drawingOf(shape, machines));
            if (!work) {
                std::printf(" %9s", "-");
                continue;
            }
            before = last;
            last = leastSecondsOf(work);
            std::printf(" %9.6f", last);
            std::fflush(stdout);
        }
        if (before > 0)
            std::printf("   power %.2f", std::log10(last / before));
        std::printf("\n");
    }
}

Work copying(Shape, const model::Graph& graph)
{
    return [graph] {
        const model::Graph copy = graph;  // NOLINT(performance-unnecessary-copy-initialization)
    };
}

/// The edit and its check, and what it changed.
Work moving(Shape, const model::Graph& graph)
{
    return [graph] {
        const auto moved = edit::moveComputersBy(graph, {graph.computers.begin()->first}, {.x = 8});
        std::ignore = model::differenceOf(graph, *moved);
    };
}

Work changingAHop(Shape, const model::Graph& graph)
{
    return [graph] {
        std::ignore = edit::setMethod(graph, graph.hops.begin()->first, Method::Kerberos);
    };
}

Work renaming(Shape, const model::Graph& graph)
{
    return [graph] {
        std::ignore = edit::renameComputer(graph, graph.computers.begin()->first, "ANOTHER", {});
    };
}

/// Until the first of up to 1,000 routes begins; nothing of it is sent yet.
Work startingRoutes(Shape, const model::Graph& graph)
{
    constexpr std::size_t most = 1000;
    std::vector<model::RouteId> routes;
    for (const auto& [id, route] : graph.routes) {
        if (routes.size() < most)
            routes.push_back(id);
    }
    if (routes.empty())
        return {};
    return [graph, routes] {
        link::RunSession session(nullptr);
        session.start(graph, {.environment = Environment::Lab, .routes = routes});
    };
}

Work planning(Shape, const model::Graph& graph)
{
    return [graph] {
        std::ignore = plan::makePlan(graph);
    };
}

Work predicting(Shape, const model::Graph& graph)
{
    const auto states = std::make_shared<plan::KnownStates>(practice::statesAtStart(graph, {}));
    return [graph, states] {
        std::ignore = plan::predictNow(graph, *states);
    };
}

/// All that the plan asks for is applied: the lists of a machine in the middle are long.
Work predictingApplied(Shape, const model::Graph& graph)
{
    const practice::State state{.applied = plan::makePlan(graph).changes};
    return [graph, state] {
        const plan::KnownStates states = practice::statesAtStart(graph, state);
        std::ignore = plan::predictNow(graph, states);
        std::ignore = plan::missingChanges({.changes = state.applied}, states);
    };
}

Work printingText(Shape, const model::Graph& graph)
{
    return [graph] {
        std::ostringstream out;
        cli::printPlan(out, graph, plan::makePlan(graph));
    };
}

Work printingJson(Shape, const model::Graph& graph)
{
    return [graph] {
        std::ignore = cli::planToJson(graph, plan::makePlan(graph));
    };
}

Work writing(Shape, const model::Graph& graph)
{
    return [graph] {
        std::ignore = store::writeGraph(graph);
    };
}

Work reading(Shape, const model::Graph& graph)
{
    return [text = store::writeGraph(graph)] {
        std::ignore = store::readGraph(text);
    };
}

/// As `new` is given it: each route as one chain.
Work drawing(Shape, const model::Graph& graph)
{
    std::vector<std::string> chains;
    for (const auto& [id, route] : graph.routes) {
        const model::Hop& first = graph.hops.at(route.hops.front());
        std::string chain = graph.computers.at(first.from).dnsName;
        for (const model::HopId each : route.hops) {
            const model::Hop& hop = graph.hops.at(each);
            chain += hop.method == Method::CredSsp ? " -credssp-> " : " -> ";
            chain += hop.typedTarget;
        }
        chains.push_back(std::move(chain));
    }
    if (chains.empty())
        return {};
    return [chains] {
        std::ignore = edit::parseChains(chains, "2026-01-01T00:00:00Z");
    };
}

Work scripting(Shape shape, const model::Graph& graph)
{
    if (shape
        == Shape::Chain)  // The script of a route of 64 hops is another matter than their number.
        return {};
    return [graph, made = plan::makePlan(graph)] {
        const auto files = script::makeScripts(graph, made, {});
        for (const auto& each : *files)
            std::ignore = script::fileBytes(each);
    };
}

Work startingLab(Shape, const model::Graph& graph)
{
    return [graph] {
        link::PracticeLab lab;
        std::ignore = lab.start(graph, {});
    };
}

Work outlining(Shape, const model::Graph& graph)
{
    return [graph, now = plan::predictNow(graph, {})] {
        ui::OutlineModel model;
        model.setContent(graph, now, {});
    };
}

/// A window with a drawing, as a user has it before him.
struct Bench {
    explicit Bench(const model::Graph& graph)
        : path(folder.filePath(QStringLiteral("large.hopw"))),
          settings(folder.filePath(QStringLiteral("hopwright.ini")), QSettings::IniFormat),
          window(settings)
    {
        std::ignore = store::saveGraph(files::pathFromUtf8(path.toStdString()), graph);
        window.show();
        open();
    }
    void open()
    {
        window.openFile(path);
        settle();
    }
    static void settle() { QCoreApplication::processEvents(); }
    model::HopId hop(int number) const
    {
        return std::next(drawing().graph().hops.begin(), number)->first;
    }
    const ui::GraphDocument& drawing() const { return const_cast<Bench*>(this)->window.document(); }

    QTemporaryDir folder;
    QString path;
    QSettings settings;
    ui::MainWindow window;
};

Work openingWindow(Shape, const model::Graph& graph)
{
    return [bench = std::make_shared<Bench>(graph)] {
        bench->open();
    };
}

/// Another method for one hop, and back: what the plan asks for changes with it.
Work editingInWindow(Shape, const model::Graph& graph)
{
    return [bench = std::make_shared<Bench>(graph)] {
        ui::GraphDocument& document = bench->window.document();
        const model::HopId hop = bench->hop(0);
        const bool credSsp = document.graph().hops.at(hop).method == Method::CredSsp;
        auto next =
            edit::setMethod(document.graph(), hop, credSsp ? Method::Default : Method::CredSsp);
        document.edit(QStringLiteral("Method"), *std::move(next));
        Bench::settle();
    };
}

Work movingInWindow(Shape, const model::Graph& graph)
{
    return [bench = std::make_shared<Bench>(graph), step = 8.0]() mutable {
        ui::GraphDocument& document = bench->window.document();
        model::Graph next = document.graph();
        next.computers[next.computers.begin()->first].position.x += step;
        step = -step;
        document.edit(QStringLiteral("Move"), std::move(next));
        Bench::settle();
    };
}

Work selectingHop(Shape, const model::Graph& graph)
{
    return [bench = std::make_shared<Bench>(graph), number = 0]() mutable {
        number = 1 - number;
        bench->window.canvas().setSelection(ui::selectionOf(bench->hop(number)));
        Bench::settle();
    };
}

Work selectingMachine(Shape, const model::Graph& graph)
{
    return [bench = std::make_shared<Bench>(graph), number = 0]() mutable {
        number = 1 - number;
        const auto& computers = bench->window.document().graph().computers;
        bench->window.canvas().setSelection(
            ui::selectionOf(std::next(computers.begin(), number)->first));
        Bench::settle();
    };
}

Work panning(Shape, const model::Graph& graph)
{
    auto bench = std::make_shared<Bench>(graph);
    bench->window.canvas().zoomTo(1);
    Bench::settle();
    return [bench, step = 64.0]() mutable {
        step = -step;
        bench->window.canvas().scrollBy({step, 0});
        Bench::settle();
    };
}

/// A route as long as one may be, from its start to its report, by the clock; the keys of the lab's hosts are made before.
void measureLongestRoute()
{
    const model::Graph graph = bench::drawingOf(Shape::Chain, model::maxRouteHops + 1);
    link::PracticeLab lab;
    QEventLoop loop;
    QObject::connect(&lab, &link::PracticeLab::ready, &loop, &QEventLoop::quit);
    if (!lab.start(graph, {.applied = plan::makePlan(graph).changes}))
        return;
    if (!lab.isReady())
        loop.exec();
    link::RunSession session(&lab);
    QObject::connect(&session, &link::RunSession::finished, &loop, &QEventLoop::quit);
    QElapsedTimer clock;
    clock.start();
    session.start(graph, {.routes = {graph.routes.begin()->first}});
    loop.exec();
    std::printf("%-38s %-6s %9.4f   %s\n", "a route of 64 hops in practice", "",
                static_cast<double>(clock.nsecsElapsed()) / 1e9,
                probe::worstOf(session.report()) == HopState::Passed ? "passed" : "not passed");
}

}  // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::setUpApplication(application, ui::Theme::Light);
    constexpr std::uint32_t largest = 10'000;
    const std::uint32_t most = argc > 1 ? static_cast<std::uint32_t>(std::atoi(argv[1])) : largest;
    const std::string_view only = argc > 2 ? argv[2] : "";
    const std::pair<const char*, Prepare> all[]{
        {"copy of a drawing", copying},
        {"move of a machine, and its difference", moving},
        {"another method for a hop", changingAHop},
        {"another name for a machine", renaming},
        {"start of up to 1,000 routes", startingRoutes},
        {"makePlan", planning},
        {"predictNow", predicting},
        {"predictNow, all applied", predictingApplied},
        {"plan as text", printingText},
        {"plan --json", printingJson},
        {"write .hopw", writing},
        {"read .hopw", reading},
        {"new, a chain a route", drawing},
        {"scripts", scripting},
        {"lab start", startingLab},
        {"outline", outlining},
        {"window: open", openingWindow},
        {"window: edit", editingInWindow},
        {"window: move a machine", movingInWindow},
        {"window: select a hop", selectingHop},
        {"window: select a machine", selectingMachine},
        {"window: pan at 100 %", panning},
    };
    std::printf("seconds%-38s", "");
    for (std::uint32_t machines = 10; machines <= most; machines *= 10)
        std::printf(" %9u", machines);
    std::printf("\n");
    for (const auto& [name, prepare] : all) {
        if (std::string_view(name).find(only) != std::string_view::npos)
            measure(name, most, prepare);
    }
    if (std::string_view("a route of 64 hops in practice").find(only) != std::string_view::npos)
        measureLongestRoute();
    return 0;
}
