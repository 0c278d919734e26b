#include "ui/document/graph_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace hopwright;
using ui::GraphDocument;

namespace {

constexpr model::ComputerId web{1};

model::Graph webAt(double x)
{
    model::Graph graph;
    graph.computers[web] = {.id = web, .name = "WEB", .position = {.x = x, .y = 0}};
    graph.nextId = 2;
    return graph;
}

}  // namespace

class TestGraphDocument : public QObject {
    Q_OBJECT

private slots:
    void undoAndRedoSwapTheGraph();
    void aDragIsOneStep();
    void theNextDragIsAnother();
    void aDragBackIsNoStep();
    void anEditThatChangesNothingIsNoStep();
    void aSnapshotNeverChanges();
    void anotherDrawingHasNoHistory();
};

void TestGraphDocument::undoAndRedoSwapTheGraph()
{
    GraphDocument document(webAt(0));
    QSignalSpy changed(&document, &GraphDocument::graphChanged);

    document.edit("Move machine", webAt(10));
    QCOMPARE(document.graph(), webAt(10));
    QCOMPARE(document.history().undoText(), "Move machine");

    document.history().undo();
    QCOMPARE(document.graph(), webAt(0));
    document.history().redo();
    QCOMPARE(document.graph(), webAt(10));
    QCOMPARE(changed.count(), 3);
}

void TestGraphDocument::aDragIsOneStep()
{
    GraphDocument document(webAt(0));
    const auto drag = document.beginGesture();
    for (const double x : {1.0, 2.0, 3.0})
        document.edit("Move machine", webAt(x), drag);
    QCOMPARE(document.history().count(), 1);

    document.history().undo();
    QCOMPARE(document.graph(), webAt(0));
}

void TestGraphDocument::theNextDragIsAnother()
{
    GraphDocument document(webAt(0));
    document.edit("Move machine", webAt(1), document.beginGesture());
    document.edit("Move machine", webAt(2), document.beginGesture());
    QCOMPARE(document.history().count(), 2);

    document.history().undo();
    QCOMPARE(document.graph(), webAt(1));
}

void TestGraphDocument::aDragBackIsNoStep()
{
    GraphDocument document(webAt(0));
    const auto drag = document.beginGesture();
    document.edit("Move machine", webAt(1), drag);
    document.edit("Move machine", webAt(0), drag);
    QCOMPARE(document.history().count(), 0);
    QVERIFY(document.history().isClean());
}

void TestGraphDocument::anEditThatChangesNothingIsNoStep()
{
    GraphDocument document(webAt(0));
    document.edit("Move machine", webAt(0));
    QCOMPARE(document.history().count(), 0);
}

void TestGraphDocument::aSnapshotNeverChanges()
{
    GraphDocument document(webAt(0));
    const auto before = document.snapshot();
    document.edit("Move machine", webAt(1));
    QCOMPARE(*before, webAt(0));
    QCOMPARE(document.graph(), webAt(1));
}

void TestGraphDocument::anotherDrawingHasNoHistory()
{
    GraphDocument document(webAt(0));
    document.edit("Move machine", webAt(1));
    QSignalSpy changed(&document, &GraphDocument::graphChanged);

    document.replace(webAt(5));
    QCOMPARE(document.graph(), webAt(5));
    QCOMPARE(document.history().count(), 0);
    QVERIFY(document.history().isClean());
    QCOMPARE(changed.count(), 1);
}

QTEST_GUILESS_MAIN(TestGraphDocument)
#include "tst_graph_document.moc"
