#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/files/path.h"
#include "core/model/graph_rules.h"
#include "core/plan/plan.h"
#include "core/store/graph_file.h"
#include "tests/ui/window/window_bench.h"

#include <QUndoStack>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

/// The drawing of a row, which names a way out for its first hop.
using Change = std::function<Result<model::Graph>(model::Graph, model::HopId)>;
/// What of the drawing the way out sets.
using Look = std::function<QString(const model::Graph&)>;

QString methodsOf(const model::Graph& graph)
{
    QStringList out;
    for (const auto& [id, hop] : graph.hops) {
        out << QString::fromStdString(std::string(wordOf(hop.method)))
                   + (hop.credential.isExplicit ? QStringLiteral(" own") : QString());
    }
    return out.join(QStringLiteral(", "));
}

QString transportOf(const model::Graph& graph)
{
    const model::Hop& hop = graph.hops.begin()->second;
    return hop.transport == model::Transport::Https ? QStringLiteral("HTTPS")
                                                    : QStringLiteral("other");
}

QString targetOf(const model::Graph& graph)
{
    return QString::fromStdString(graph.hops.begin()->second.typedTarget);
}

Result<model::Graph> asItIs(model::Graph graph, model::HopId)
{
    return graph;
}

Result<model::Graph> byAddress(model::Graph graph, model::HopId hop)
{
    return edit::setTypedTarget(std::move(graph), hop, "10.20.30.40");
}

Result<model::Graph> certificateOverHttp(model::Graph graph, model::HopId hop)
{
    auto out = edit::setMethod(std::move(graph), hop, Method::Certificate);
    return out ? edit::setTransport(*std::move(out), hop, model::Transport::Http) : out;
}

}  // namespace

/// Each way out that can be set is a button of the Inspector, and one step that does what it says.
class TestWaysOut : public QObject {
    Q_OBJECT

private slots:
    void theButtonDoesWhatItSays_data();
    void theButtonDoesWhatItSays();
};

void TestWaysOut::theButtonDoesWhatItSays_data()
{
    QTest::addColumn<QString>("chain");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("step");
    QTest::addColumn<Look>("look");
    QTest::addColumn<QString>("set");
    const auto row = [](const char* name, const char* chain, const Change& change,
                        const char* button, const char* step, const Look& look, const char* set) {
        QTest::newRow(name) << QString::fromUtf8(chain) << change << QString::fromUtf8(button)
                            << QString::fromUtf8(step) << look << QString::fromUtf8(set);
    };
    const char* session = "PC1.corp.example -> SRV1.corp.example";
    row("M8: type the name", "PC1.corp.example -kerberos-> SRV1.corp.example", byAddress,
        "Type SRV1.corp.example as the target of hop 1", "Type the name for hop 1", targetOf,
        "SRV1.corp.example");
    row("M14: HTTPS", session, certificateOverHttp, "Use HTTPS on hop 1", "Use HTTPS on hop 1",
        transportOf, "HTTPS");
    row("M14: the default method", session, certificateOverHttp, "Use the default method on hop 1",
        "Use the default method on hop 1", methodsOf, "default");
    // The user's own word stays: who signs in is a credential of his choice before and after.
    row("field/25: nothing goes on from there", "PC1.corp.example -credssp-> SRV1.corp.example",
        asItIs, "Use the default method on hop 1", "Use the default method on hop 1", methodsOf,
        "default own");
    row("field/25: a credential in place of CredSSP",
        R"(PC1.corp.example -credssp-> SRV1.corp.example -> \\FS1.corp.example\Data)", asItIs,
        "Give hop 2 its own credential", "Take CredSSP from hop 1", methodsOf,
        "default own, default own");
    row("M1: a credential of its own",
        R"(PC1.corp.example -> SRV1.corp.example -> \\FS1.corp.example\Data)", asItIs,
        "Give the command its own credential", "Give hop 2 its own credential", methodsOf,
        "default, default own");
    row("M1: CredSSP", R"(PC1.corp.example -> SRV1.corp.example -> \\FS1.corp.example\Data)",
        asItIs, "Use CredSSP on hop 1", "Use CredSSP on hop 1", methodsOf, "credssp own, default");
}

void TestWaysOut::theButtonDoesWhatItSays()
{
    QFETCH(const QString, chain);
    QFETCH(const Change, change);
    QFETCH(const QString, button);
    QFETCH(const QString, step);
    QFETCH(const Look, look);
    QFETCH(const QString, set);
    auto drawn = edit::parseChain(chain.toStdString());
    QVERIFY(drawn.has_value());
    const model::HopId first = drawn->hops.begin()->first;
    const auto graph = change(*std::move(drawn), first);
    QVERIFY(graph.has_value());

    WindowBench bench;
    const QString file = bench.path(QStringLiteral("own.hopw"));
    QVERIFY(store::saveGraph(files::pathFromUtf8(file.toStdString()), *graph).has_value());
    QVERIFY(bench.window().openFile(file));
    const bool isOfLast = button.contains(QStringLiteral("the command"))
                          || step == QLatin1String("Use CredSSP on hop 1");
    bench.canvas().setSelection(selectionOf(isOfLast ? graph->hops.rbegin()->first : first));
    auto* inspector = bench.window().findChild<QWidget*>(QStringLiteral("inspectorDock"));
    const model::Graph before = bench.window().document().graph();
    QVERIFY(look(before) != set);
    QVERIFY2(bench.press(button, inspector), qPrintable(button));

    QUndoStack& history = bench.window().document().history();
    const model::Graph after = bench.window().document().graph();
    QCOMPARE(look(after), set);
    QCOMPARE(history.count(), 1);
    QCOMPARE(history.undoText(), step);
    for (const auto& [hop, prediction] : plan::makePlan(after).hops)
        QVERIFY2(prediction.outcome != Outcome::Denied, "the way out leads out");
    history.undo();
    QVERIFY(bench.window().document().graph() == before);
}

int main(int argc, char** argv)
{
    return runWindowTest<TestWaysOut>(argc, argv);
}

#include "tst_ways_out.moc"
