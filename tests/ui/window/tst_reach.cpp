#include "core/edit/chain.h"
#include "core/model/graph_rules.h"
#include "tests/ui/window/window_bench.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/problems_panel.h"

#include <QTreeView>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

using Names = std::set<std::string>;

model::Graph net()
{
    const std::vector<std::string> chains{
        R"(PC1.nord.example -credssp-> TOR.nord.example -> ZIEL.nord.example -> \\LAGER.nord.example\A)",
        R"(PC2.nord.example -> TOR.nord.example)",
        "أحمد.sued.example -credssp-> 独立.sued.example"};
    return edit::parseChains(chains).value();
}

}  // namespace

/// What leads where, by keys; edits of what is selected; and the view that goes back.
class TestReach : public QObject {
    Q_OBJECT

private slots:
    void upstreamDownstreamAndConnectedByKeys();
    void thePathOfTwoByKeys();
    void allWithTheSameFinding();
    void theFindingOfProblemsCounts();
    void aMachineIsPutIntoAHopByKeys();
    void theMenuOfAMachineJoins();
    void theViewGoesBackAndForward();
    void aDragOfTheViewIsOneStep();
    void theSelectionIsFitted();
    void anotherDrawingBeginsAnew();

private:
    static void select(WindowBench& bench, Qt::Key key)
    {
        bench.key(Qt::Key_S, Qt::AltModifier);
        bench.key(key);
    }
    static Names machines(WindowBench& bench)
    {
        Names out;
        for (const model::ComputerId id : bench.canvas().selection().things.computers)
            out.insert(bench.canvas().graph().computers.at(id).name);
        return out;
    }
    static void add(WindowBench& bench, QPointF at)
    {
        QTest::mouseClick(bench.canvas().viewport(), Qt::LeftButton, Qt::ControlModifier,
                          at.toPoint());
    }
};

void TestReach::upstreamDownstreamAndConnectedByKeys()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    select(bench, Qt::Key_U);  // Of nothing.
    QVERIFY(bench.window().findChild<NoticeStrip*>()->isVisible());
    bench.click(bench.middleOf("ZIEL"));
    select(bench, Qt::Key_U);
    QCOMPARE(machines(bench), (Names{"PC1", "PC2", "TOR", "ZIEL"}));
    QCOMPARE(bench.canvas().selection().things.hops.size(), std::size_t{3});
    QVERIFY(bench.canvas().selection().current == Thing(bench.idOf("ZIEL")));
    bench.click(bench.middleOf("TOR"));
    bench.click(bench.middleOf("TOR"));
    select(bench, Qt::Key_D);
    QCOMPARE(machines(bench), (Names{"LAGER", "TOR", "ZIEL"}));
    bench.key(Qt::Key_Escape);
    bench.click(bench.middleOf("独立"));
    select(bench, Qt::Key_C);
    QCOMPARE(machines(bench), (Names{"أحمد", "独立"}));
}

void TestReach::thePathOfTwoByKeys()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    bench.click(bench.middleOf("ZIEL"));
    add(bench, bench.middleOf("PC2"));
    select(bench, Qt::Key_P);
    QCOMPARE(machines(bench), (Names{"PC2", "TOR", "ZIEL"}));
    QCOMPARE(bench.canvas().selection().things.hops.size(), std::size_t{2});
    bench.key(Qt::Key_Escape);
    bench.click(bench.middleOf("PC1"));
    add(bench, bench.middleOf("PC2"));
    select(bench, Qt::Key_P);  // Neither leads to the other.
    QVERIFY(bench.window().findChild<NoticeStrip*>()->isVisible());
    QCOMPARE(machines(bench), (Names{"PC1", "PC2"}));
}

void TestReach::allWithTheSameFinding()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    // What the plan says of this drawing: the findings of one rule, and where.
    const auto* problems = bench.window().findChild<ProblemsPanel*>();
    const auto& findings = bench.canvas().content().plan->findings;
    QVERIFY(problems != nullptr && !findings.empty());
    for (const plan::Finding& each : findings) {
        const auto thing = canvasThingOf(thingFromId(QString::fromStdString(each.where)));
        if (!thing)
            continue;
        std::set<std::string> wanted;
        for (const plan::Finding& other : findings) {
            if (other.rule == each.rule)
                wanted.insert(other.where);
        }
        // The worst of a thing is the one that is meant.
        const auto first = std::ranges::find(findings, each.where, &plan::Finding::where);
        if (first->rule != each.rule)
            continue;
        bench.canvas().setSelection(selectionOf(*thing));
        select(bench, Qt::Key_F);
        std::set<std::string> selected;
        const edit::Selection& things = bench.canvas().selection().things;
        for (const model::ComputerId id : things.computers)
            selected.insert(thingIdOf(id).toStdString());
        for (const model::HopId id : things.hops)
            selected.insert(thingIdOf(id).toStdString());
        for (const model::ResourceId id : things.resources)
            selected.insert(thingIdOf(id).toStdString());
        QCOMPARE(selected, wanted);
    }
    bench.canvas().setSelection({});
    select(bench, Qt::Key_F);
    QVERIFY(bench.canvas().selection().things.empty());
    QVERIFY(bench.window().findChild<NoticeStrip*>()->isVisible());
}

void TestReach::theFindingOfProblemsCounts()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    bench.key(Qt::Key_F8);  // The first finding.
    auto* problems = bench.window().findChild<ProblemsPanel*>();
    const plan::Finding* finding = problems->current();
    QVERIFY(finding != nullptr);
    const std::string rule = finding->rule;
    bench.canvas().setSelection({});
    problems->view().setFocus();
    select(bench, Qt::Key_F);
    const auto& findings = bench.canvas().content().plan->findings;
    std::set<std::string> wanted;
    for (const plan::Finding& each : findings) {
        if (each.rule == rule)
            wanted.insert(each.where);
    }
    QCOMPARE(bench.canvas().selection().things.size(), wanted.size());
}

void TestReach::aMachineIsPutIntoAHopByKeys()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    const model::HopId hop = bench.canvas().graph().routes.begin()->second.hops.at(1);
    bench.click(bench.middleOf("独立"));
    bench.key(Qt::Key_I);  // Without a hop.
    QCOMPARE(bench.window().document().history().count(), 0);
    add(bench, bench.canvas().sealCentre(hop));
    bench.key(Qt::Key_I);
    QCOMPARE(bench.window().document().history().count(), 1);
    QCOMPARE(bench.canvas().graph().hops.at(hop).from, bench.idOf("独立"));
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.canvas().graph().hops.at(hop).from, bench.idOf("TOR"));
}

void TestReach::theMenuOfAMachineJoins()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    bench.click(bench.middleOf("TOR"));
    QVERIFY(bench.choose(QStringLiteral("Edit"), QStringLiteral("Remove and join")));
    QCOMPARE(bench.idOf("TOR"), model::ComputerId{});
    QCOMPARE(bench.window().document().history().count(), 1);
    // PC2 led to TOR in a route of its own, which ended there.
    Names tails;
    for (const auto& [id, each] : bench.canvas().graph().hops) {
        if (each.to.computer == bench.idOf("ZIEL"))
            tails.insert(bench.canvas().graph().computers.at(each.from).name);
    }
    QCOMPARE(tails, (Names{"PC1", "PC2"}));
}

void TestReach::theViewGoesBackAndForward()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    GraphView& view = bench.canvas();
    bench.key(Qt::Key_9, Qt::ControlModifier);
    const QPointF fitted = view.toScene({});
    const double zoom = view.zoom();
    bench.key(Qt::Key_Plus, Qt::ControlModifier);
    bench.key(Qt::Key_Plus, Qt::ControlModifier);
    const double larger = view.zoom();
    QVERIFY(larger > zoom);
    bench.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(view.zoom(), zoom);
    QCOMPARE(view.toScene({}), fitted);
    bench.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(view.zoom(), larger);
    // What lay ahead is gone after another step.
    bench.key(Qt::Key_Left, Qt::AltModifier);
    bench.key(Qt::Key_Minus, Qt::ControlModifier);
    const double smaller = view.zoom();
    bench.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(view.zoom(), smaller);
    QVERIFY(bench.window().findChild<NoticeStrip*>()->isVisible());
}

void TestReach::aDragOfTheViewIsOneStep()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    GraphView& view = bench.canvas();
    const auto pan = [&](QPoint by) {
        const QPoint from(300, 400);
        QTest::mousePress(view.viewport(), Qt::MiddleButton, {}, from);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(view.viewport(), from + by * i / 4);
        QTest::mouseRelease(view.viewport(), Qt::MiddleButton, {}, from + by);
    };
    const QPointF first = view.toScene({});
    pan({120, 80});
    const QPointF second = view.toScene({});
    QVERIFY(first != second);
    pan({40, 40});
    bench.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(view.toScene({}), second);
    bench.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(view.toScene({}), first);
}

void TestReach::theSelectionIsFitted()
{
    WindowBench bench;
    QVERIFY(bench.open(net()));
    GraphView& view = bench.canvas();
    view.zoomTo(0.2);
    bench.click(view.cardRect(bench.idOf("ZIEL")).center());
    add(bench, view.cardRect(bench.idOf("LAGER")).center());
    QCOMPARE(view.selection().things.computers.size(), std::size_t{2});
    bench.key(Qt::Key_Home, Qt::ShiftModifier);
    const QRectF seen(view.viewport()->rect());
    for (const char* name : {"ZIEL", "LAGER"})
        QVERIFY(seen.contains(view.cardRect(bench.idOf(name))));
    QCOMPARE(view.zoom(), 1.0);
    bench.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(view.zoom(), 0.2);
    bench.key(Qt::Key_Escape);
    bench.key(Qt::Key_Home, Qt::ShiftModifier);  // Of nothing.
    QCOMPARE(view.zoom(), 0.2);
    QVERIFY(bench.window().findChild<NoticeStrip*>()->isVisible());
}

void TestReach::anotherDrawingBeginsAnew()
{
    WindowBench bench;
    bench.canvas().setFocus();
    bench.key(Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(bench.open(net()));
    const QPointF shown = bench.canvas().toScene({});
    bench.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(bench.canvas().toScene({}), shown);
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestReach>(argc, argv);
}
#include "tst_reach.moc"
