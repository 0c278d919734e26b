// Prints the painting times of docs/performance.md. Asserts nothing: a number is for a reader.

#include "tests/bench/large_drawing.h"
#include "tests/bench/stopwatch.h"
#include "ui/canvas/graph_view.h"
#include "ui/theme/theme.h"

#include <QApplication>

using namespace hopwright;
using bench::medianMs;
using bench::tell;

namespace {

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
    return 0;
}
