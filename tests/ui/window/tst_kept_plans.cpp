#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "tests/ui/window/window_bench.h"

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// What the window shows beside the drawing: another address is another one that was made.
struct Made {
    const void* plan;
    const void* now;
    const void* missing;
    const void* walk;

    bool operator==(const Made&) const = default;
};

Made madeIn(WindowBench& bench)
{
    const CanvasContent& content = bench.canvas().content();
    return {.plan = &*content.plan,
            .now = &*content.now,
            .missing = &*content.missing,
            .walk = &*content.walk};
}

}  // namespace

/// What is planned, predicted and counted is made anew where the drawing asks for it, and nowhere else.
class TestKeptPlans : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aMoveKeepsAll();
    void notesKeepAll();
    void whatAPlanDependsOnIsPlannedAnew_data();
    void whatAPlanDependsOnIsPlannedAnew();
    void anotherHopIsCountedAnew();
    void applyingKeepsThePlan();

private:
    const model::Graph& graph() const { return m_bench->window().document().graph(); }
    void edit(Result<model::Graph> next)
    {
        QVERIFY(next);
        m_bench->window().document().edit(QStringLiteral("Edit"), *std::move(next));
    }
    model::ComputerId machine() const { return graph().computers.begin()->first; }

    std::unique_ptr<WindowBench> m_bench;
};

void TestKeptPlans::init()
{
    m_bench = std::make_unique<WindowBench>();
}

void TestKeptPlans::cleanup()
{
    m_bench.reset();
}

void TestKeptPlans::aMoveKeepsAll()
{
    const Made before = madeIn(*m_bench);
    edit(edit::moveComputersBy(graph(), {machine()}, {.x = 8, .y = 8}));
    QVERIFY(m_bench->window().document().history().canUndo());
    QVERIFY(madeIn(*m_bench) == before);
    m_bench->window().document().history().undo();
    QVERIFY(madeIn(*m_bench) == before);
    QVERIFY(*m_bench->canvas().content().plan == plan::makePlan(graph()));
}

void TestKeptPlans::notesKeepAll()
{
    const Made before = madeIn(*m_bench);
    edit(edit::setNotes(graph(), machine(), "under the desk"));
    QVERIFY(madeIn(*m_bench) == before);
}

void TestKeptPlans::whatAPlanDependsOnIsPlannedAnew_data()
{
    using Edit = std::function<Result<model::Graph>(const model::Graph&)>;
    QTest::addColumn<Edit>("edits");
    QTest::newRow("another name") << Edit([](const model::Graph& graph) {
        return edit::renameComputer(graph, graph.computers.begin()->first, "DESK", {});
    });
    QTest::newRow("a move and another name") << Edit([](const model::Graph& graph) {
        const model::ComputerId id = graph.computers.begin()->first;
        return edit::renameComputer(*edit::moveComputersBy(graph, {id}, {.x = 8}), id, "DESK", {});
    });
    QTest::newRow("an address") << Edit([](const model::Graph& graph) {
        return edit::setAddress(graph, graph.computers.begin()->first, "10.0.0.9");
    });
    QTest::newRow("another method") << Edit([](const model::Graph& graph) {
        return edit::setMethod(graph, graph.hops.begin()->first, Method::Kerberos);
    });
}

void TestKeptPlans::whatAPlanDependsOnIsPlannedAnew()
{
    using Edit = std::function<Result<model::Graph>(const model::Graph&)>;
    QFETCH(Edit, edits);
    const Made before = madeIn(*m_bench);
    edit(edits(graph()));
    const Made after = madeIn(*m_bench);
    QVERIFY(after.plan != before.plan && after.now != before.now);
    const CanvasContent& content = m_bench->canvas().content();
    QVERIFY(*content.plan == plan::makePlan(graph()));
    QVERIFY(content.walk->isOf(graph()));
}

/// A machine is in no chain: the walk before answers for the drawing with it.
void TestKeptPlans::anotherHopIsCountedAnew()
{
    const Made before = madeIn(*m_bench);
    edit(edit::addComputer(graph(), {.name = "NEW"}, {}));
    QVERIFY(madeIn(*m_bench).walk == before.walk);
    const auto fresh = edit::newestComputer(graph());
    edit(edit::connectHop(graph(), {.from = machine(), .to = {.computer = *fresh}}, {}));
    QVERIFY(madeIn(*m_bench).walk != before.walk);
    QVERIFY(m_bench->canvas().content().walk->isOf(graph()));
}

void TestKeptPlans::applyingKeepsThePlan()
{
    edit(edit::useCredSsp(graph(), graph().hops.begin()->first));
    const Made before = madeIn(*m_bench);
    QVERIFY(!m_bench->canvas().content().missing->empty());
    QTest::mouseClick(m_bench->tool(QStringLiteral("Apply to practice lab")), Qt::LeftButton);
    QVERIFY(m_bench->canvas().content().missing->empty());
    const Made after = madeIn(*m_bench);
    QVERIFY(after.plan == before.plan && after.walk == before.walk && after.now != before.now);
}

int main(int argc, char** argv)
{
    return runWindowTest<TestKeptPlans>(argc, argv);
}

#include "tst_kept_plans.moc"
