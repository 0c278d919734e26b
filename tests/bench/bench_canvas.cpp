// Prints the painting times of docs/performance.md. Asserts nothing: a number is for a reader.

#include "tests/bench/large_drawing.h"
#include "tests/bench/stopwatch.h"
#include "ui/canvas/graph_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using namespace hopwright;
using bench::medianMs;
using bench::tell;

namespace {

constexpr double second = 1e3;  ///< In milliseconds.
constexpr double nanosecond = 1e-6;
constexpr QSize window(1920, 1080);
constexpr double panStep = 64;
constexpr int panSteps = 12;  ///< To one side.
constexpr int zoomSteps = 6;

/// What this thread took of a processor: other programs do not count.
double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * second + static_cast<double>(now.tv_nsec) * nanosecond;
}

double timeOf(const std::function<void()>& work)
{
    const double begin = threadMs();
    work();
    return threadMs() - begin;
}

/// A window with a drawing, painted frame by frame as a user sees it.
class Screen {
public:
    explicit Screen(const model::Graph& graph) : m_document(graph)
    {
        m_view.resize(window);
        m_view.setDocument(&m_document);
        const plan::Plan plan = plan::makePlan(graph);
        m_view.setPlan(plan, plan::predictNow(graph, {}));
        m_view.show();
        m_view.fit();
        rest();
    }

    ui::GraphView& view() { return m_view; }

    /// One step of a hand until it is seen; and how long the loop of events is away behind it, at most.
    std::pair<double, double> frame(const std::function<void()>& step)
    {
        const double seen = timeOf([&] {
            step();
            m_view.viewport()->repaint();
        });
        return {seen, timeOf([] { QCoreApplication::processEvents(); })};
    }

    /// Until nothing is painted any more. \returns the longest time that the loop of events was away, and how long it took.
    std::pair<double, double> rest()
    {
        constexpr int quietRounds = 5;
        constexpr double none = 0.3;
        double longest = 0;
        double all = 0;
        int quiet = 0;
        while (quiet < quietRounds) {
            const double took = timeOf([] { QCoreApplication::processEvents(); });
            longest = std::max(longest, took);
            all += took;
            quiet = took < none ? quiet + 1 : 0;
        }
        return {longest, all};
    }

private:
    ui::GraphDocument m_document;
    ui::GraphView m_view;
};

/// The times of several frames.
class Frames {
public:
    void add(std::pair<double, double> frame)
    {
        m_seen.push_back(frame.first);
        m_away = std::max(m_away, frame.second);
    }

    void tell(const std::string& what)
    {
        std::ranges::sort(m_seen);
        std::printf("%-40s median %6.1f   worst %6.1f   behind it at most %6.1f ms\n", what.c_str(),
                    m_seen[m_seen.size() / 2], m_seen.back(), m_away);
        std::fflush(stdout);
    }

private:
    std::vector<double> m_seen;
    double m_away = 0;
};

void measurePans(Screen& screen, const std::string& what)
{
    Frames frames;
    for (const QPointF way :
         {QPointF(panStep, 0), QPointF(0, panStep), QPointF(-panStep, 0), QPointF(0, -panStep)}) {
        for (int i = 0; i < panSteps; ++i)
            frames.add(screen.frame([&] { screen.view().scrollBy(way); }));
    }
    frames.tell(what + ", pan by 64");
}

void measureZooms(Screen& screen, const std::string& what)
{
    Frames frames;
    for (const int sign : {1, -1, -1, 1}) {
        for (int i = 0; i < zoomSteps; ++i) {
            const double factor = sign > 0 ? ui::Zoom::step : 1 / ui::Zoom::step;
            frames.add(screen.frame([&] { screen.view().zoomBy(factor, QPointF(700, 400)); }));
        }
    }
    frames.tell(what + ", zoom by steps");
}

void measureView(Screen& screen, const std::string& what, double zoom)
{
    screen.view().fit();
    if (zoom > 0)
        screen.view().zoomTo(zoom);
    const auto [longest, all] = screen.rest();
    std::printf("%-40s sharp after %5.0f, away at most %5.1f ms\n", what.c_str(), all, longest);
    measurePans(screen, what);
    screen.rest();
    measureZooms(screen, what);
}

void painting10000()
{
    constexpr std::uint32_t machines = 10'000;
    const std::array<std::pair<const char*, model::Graph>, 2> drawings{
        {{"grid", bench::gridOf(machines)}, {"anywhere", bench::anywhereOf(machines)}}};
    for (const auto& [name, graph] : drawings) {
        Screen screen(graph);
        int loud = 0;
        for (const auto& [id, hop] : graph.hops)
            loud += screen.view().looks().hops.marksOf(id).isLoud() ? 1 : 0;
        std::printf("%s: %zu machines, %zu hops, %d of them failing, 1920 x 1080\n", name,
                    graph.computers.size(), graph.hops.size(), loud);
        measureView(screen, std::string(name) + ", all in view", 0);
        for (const double zoom : {0.12, 0.2, 0.35, 0.6, 1.0}) {
            measureView(screen,
                        std::string(name) + ", " + std::to_string(std::lround(zoom * 100)) + " %",
                        zoom);
        }
    }
}

void painting()
{
    const model::Graph graph = bench::largeDrawing();
    ui::GraphDocument document(graph);
    ui::GraphView view;
    view.resize(1440, 900);
    view.show();
    tell("take over 1,000 machines and 3,000 hops",
         medianMs(5,
                  [&] {
                      view.setDocument(nullptr);
                      view.setDocument(&document);
                  }),
         "ms");
    const plan::Plan plan = plan::makePlan(graph);
    view.setPlan(plan, plan.hops);
    const auto paint = [&] {
        std::ignore = view.viewport()->grab();
    };
    view.fit();
    paint();
    tell("paint all of it, 1440 x 900", medianMs(15, paint), "ms");
    view.zoomTo(1);
    tell("paint a part at 100 %", medianMs(15, paint), "ms");
}

}  // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::setUpApplication(application, ui::Theme::Light);
    painting();
    painting10000();
    return 0;
}
