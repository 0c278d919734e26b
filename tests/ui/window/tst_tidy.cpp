#include "core/edit/chain.h"
#include "core/edit/edit_nodes.h"
#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/ui/window/window_bench.h"
#include "ui/panels/notice_strip.h"

#include <QPushButton>
#include <QSemaphore>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

using Positions = std::map<model::ComputerId, model::Position>;

Positions positionsOf(const model::Graph& graph)
{
    Positions out;
    for (const auto& [id, computer] : graph.computers)
        out[id] = computer.position;
    return out;
}

/// As nobody would leave it: all near one place, with long names, a hop there and back, one to itself, and lone machines.
model::Graph untidy()
{
    const std::vector<std::string> chains{
        R"(ws-0042.munich.corp.example -> jump-a.dmz.corp.example -> \\fileserver-with-a-long-name.corp.example\Abrechnung)",
        R"(ws-0042.munich.corp.example -> jump-b.dmz.corp.example -> \\fileserver-with-a-long-name.corp.example\Archiv)",
        "jump-b.dmz.corp.example -> größe.süd.example -credssp-> サーバー01",
        "jump-a.dmz.corp.example -> jump-b.dmz.corp.example -> jump-a.dmz.corp.example",
        R"(PC9 -> SQL01 -> \\SQL02\dump)",
        "PC9 -> PC8 -> localhost",
    };
    model::Graph graph = edit::parseChains(chains).value();
    for (const char* name : {"LONE1", "LONE2", "LONE3"})
        graph = edit::addComputer(std::move(graph), {.name = name}, "").value();
    Positions positions = positionsOf(graph);
    double step = 0;
    for (auto& [id, position] : positions) {
        position = {.x = 500 - 24 * step, .y = 16 * step};
        ++step;
    }
    return edit::moveComputers(std::move(graph), positions).value();
}

model::Graph large(int chains)
{
    std::vector<std::string> texts;
    for (int i = 0; i < chains; ++i) {
        const std::string number = std::to_string(i);
        texts.push_back("PC" + number + " -> JUMP" + std::to_string(i / 4) + " -> APP" + number
                        + " -> \\\\FS" + std::to_string(i / 3) + "\\Data");
    }
    return edit::parseChains(texts).value();
}

/// Keeps what runs in the background from running until release(): nothing is done before the test has said its next word.
class HeldPool {
public:
    HeldPool()
    {
        const int threads = QThreadPool::globalInstance()->maxThreadCount();
        for (int i = 0; i < threads; ++i)
            QThreadPool::globalInstance()->start([this] { m_free.acquire(); });
    }
    ~HeldPool() { release(); }
    Q_DISABLE_COPY_MOVE(HeldPool)

    /// Returns when all is done, and told.
    void release()
    {
        m_free.release(QThreadPool::globalInstance()->maxThreadCount());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
    }

private:
    QSemaphore m_free;
};

/// Machines are seen to move while it lives.
class Motions {
public:
    Motions() { setMotionReduced(false); }
    ~Motions() { setMotionReduced(true); }
    Q_DISABLE_COPY_MOVE(Motions)
};

}  // namespace

/// *Tidy* and *Pin* by keys and menus.
class TestTidyWindow : public QObject {
    Q_OBJECT

private slots:
    void aKeyTidiesInOneStep();
    void whatIsTidyIsSaid();
    void anEmptyDrawingIsSaid();
    void pinnedMachinesStayAndAreSaved();
    void keysAlignAndDistribute_data();
    void keysAlignAndDistribute();
    void machinesAreSeenToMove();
    void whatIsDoneEndsTheMotion_data();
    void whatIsDoneEndsTheMotion();
    void reducedMotionIsASetting();
    void theResultOfATestStays();
    void aLargeDrawingCanBeStopped();
    void whatIsDoneMeanwhileCountsMore();
    void aLargeDrawingIsTidiedInTheBackground();

private:
    static void open(WindowBench& bench, const model::Graph& graph);
    static void tidy(WindowBench& bench)
    {
        bench.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    }
    static NoticeStrip& notice(WindowBench& bench)
    {
        return *bench.window().findChild<NoticeStrip*>();
    }
    static Positions now(WindowBench& bench) { return positionsOf(bench.canvas().graph()); }
    static std::map<model::ComputerId, std::vector<QPointF>> paintedNames(WindowBench& bench);
    static bool isSettled(WindowBench& bench);
};

void TestTidyWindow::open(WindowBench& bench, const model::Graph& graph)
{
    const QString file = bench.path(QStringLiteral("own.hopw"));
    QVERIFY(store::saveGraph(files::pathFromUtf8(file.toStdString()), graph).has_value());
    bench.key(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(bench.answer(file));
    bench.canvas().setFocus();
}

void TestTidyWindow::aKeyTidiesInOneStep()
{
    WindowBench bench;
    open(bench, untidy());
    const Positions before = now(bench);
    tidy(bench);
    QCOMPARE(bench.window().document().history().count(), 1);
    QCOMPARE(bench.window().document().history().undoText(), QStringLiteral("Tidy"));
    const CanvasGeometry& geometry = bench.canvas().canvasGeometry();
    for (const auto& [id, card] : geometry.cards()) {
        for (const auto& [otherId, other] : geometry.cards())
            QVERIFY(id == otherId || !card.rect.intersects(other.rect));
    }
    // jump-a and jump-b lead to each other: of these two one leads back.
    int back = 0;
    for (const auto& [id, hop] : geometry.hops()) {
        const bool isOwn = hop.from == hop.to.computer;
        back += !isOwn && hop.headDirection.x() < 0 ? 1 : 0;
    }
    QCOMPARE(back, 1);
    const QString folder = qEnvironmentVariable("HOPWRIGHT_PICTURES");
    if (!folder.isEmpty())
        bench.window().grab().save(folder + QStringLiteral("/tidy.png"));
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(now(bench), before);
}

void TestTidyWindow::whatIsTidyIsSaid()
{
    WindowBench bench;
    open(bench, untidy());
    tidy(bench);
    const Positions once = now(bench);
    QVERIFY(!notice(bench).isVisible());
    QVERIFY(bench.choose(QStringLiteral("Arrange"), QStringLiteral("Tidy")));
    QCOMPARE(now(bench), once);
    QCOMPARE(bench.window().document().history().count(), 1);
    QVERIFY(notice(bench).text().startsWith(QStringLiteral("The drawing is tidy")));
}

void TestTidyWindow::anEmptyDrawingIsSaid()
{
    WindowBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    tidy(bench);
    QCOMPARE(bench.window().document().history().count(), 0);
    QVERIFY(!notice(bench).text().isEmpty());
}

void TestTidyWindow::pinnedMachinesStayAndAreSaved()
{
    WindowBench bench;
    open(bench, untidy());
    bench.canvas().setSelection(selectionOf(bench.idOf("SQL01")));
    QVERIFY(bench.choose(QStringLiteral("Arrange"), QStringLiteral("Pin")));
    QCOMPARE(bench.window().document().history().undoText(), QStringLiteral("Pin"));
    const Positions before = now(bench);
    tidy(bench);
    QCOMPARE(now(bench).at(bench.idOf("SQL01")), before.at(bench.idOf("SQL01")));
    QVERIFY(now(bench).at(bench.idOf("SQL02")) != before.at(bench.idOf("SQL02")));
    bench.key(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(WindowBench::read(bench.path(QStringLiteral("own.hopw"))).count("pinned=\"true\""),
             qsizetype{1});
    // The menu shows it, and lets it go.
    bench.canvas().setSelection(selectionOf(bench.idOf("PC9")));
    bench.canvas().setSelection(selectionOf(bench.idOf("SQL01")));
    QVERIFY(bench.choose(QStringLiteral("Arrange"), QStringLiteral("Pin")));
    QVERIFY(!bench.canvas().graph().computers.at(bench.idOf("SQL01")).isPinned);
}

void TestTidyWindow::keysAlignAndDistribute_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QString>("undo");
    QTest::newRow("left") << Qt::Key_L << "Align";
    QTest::newRow("centres") << Qt::Key_C << "Align";
    QTest::newRow("right") << Qt::Key_R << "Align";
    QTest::newRow("tops") << Qt::Key_T << "Align";
    QTest::newRow("middles") << Qt::Key_M << "Align";
    QTest::newRow("bottoms") << Qt::Key_B << "Align";
    QTest::newRow("horizontally") << Qt::Key_H << "Distribute";
    QTest::newRow("vertically") << Qt::Key_V << "Distribute";
}

/// What each says of the cards as they are drawn, which are of different sizes.
void TestTidyWindow::keysAlignAndDistribute()
{
    QFETCH(Qt::Key, key);
    QFETCH(QString, undo);
    WindowBench bench;
    open(bench, untidy());
    CanvasSelection three;
    three.things.computers = {bench.idOf("ws-0042"), bench.idOf("SQL02"), bench.idOf("LONE1")};
    bench.canvas().setSelection(three);
    bench.key(Qt::Key_A, Qt::AltModifier);
    bench.key(key);
    QCOMPARE(bench.window().document().history().count(), 1);
    QCOMPARE(bench.window().document().history().undoText(), undo);
    QCOMPARE(bench.canvas().graph().computers.size(), untidy().computers.size());
    std::vector<QRectF> rects;
    for (const model::ComputerId id : three.things.computers)
        rects.push_back(bench.canvas().canvasGeometry().cards().at(id).rect);
    const auto of = [key](const QRectF& rect) {
        switch (key) {
        case Qt::Key_L:
            return rect.left();
        case Qt::Key_C:
            return rect.center().x();
        case Qt::Key_R:
            return rect.right();
        case Qt::Key_T:
            return rect.top();
        case Qt::Key_M:
            return rect.center().y();
        default:
            return rect.bottom();
        }
    };
    if (undo == QLatin1String("Align")) {
        for (const QRectF& rect : rects)
            QVERIFY(std::abs(of(rect) - of(rects.front())) <= 1);
        return;
    }
    const bool isAcross = key == Qt::Key_H;
    std::ranges::sort(rects, {}, [isAcross](const QRectF& rect) {
        return isAcross ? rect.center().x() : rect.center().y();
    });
    const auto gap = [isAcross](const QRectF& before, const QRectF& behind) {
        return isAcross ? behind.left() - before.right() : behind.top() - before.bottom();
    };
    QVERIFY(std::abs(gap(rects[0], rects[1]) - gap(rects[1], rects[2])) <= 2);
}

/// Where the name of each machine is painted: on its card, and perhaps at a hop to it.
std::map<model::ComputerId, std::vector<QPointF>> TestTidyWindow::paintedNames(WindowBench& bench)
{
    bench.painted();
    std::map<model::ComputerId, std::vector<QPointF>> out;
    for (const auto& [id, computer] : bench.canvas().graph().computers) {
        for (const PaintedLabel& label : bench.canvas().paintedLabels()) {
            if (label.full == QString::fromStdString(computer.name))
                out[id].push_back(label.rect.center());
        }
    }
    return out;
}

/// Whether each machine is painted where the drawing has it.
bool TestTidyWindow::isSettled(WindowBench& bench)
{
    const auto names = paintedNames(bench);
    return std::ranges::all_of(names, [&](const auto& each) {
        const QRectF card = bench.canvas().cardRect(each.first);
        return std::ranges::any_of(each.second,
                                   [&card](QPointF point) { return card.contains(point); });
    });
}

void TestTidyWindow::machinesAreSeenToMove()
{
    const Motions motions;
    WindowBench bench;
    open(bench, untidy());
    const auto before = paintedNames(bench);
    QVERIFY(before.size() > 3);
    QVERIFY(isSettled(bench));
    const Positions stood = now(bench);
    tidy(bench);
    const Positions then = now(bench);
    QVERIFY(then != stood);
    QCOMPARE(bench.window().document().history().count(), 1);
    QVERIFY2(!isSettled(bench), "the drawing is tidy, and its picture on the way");
    QTRY_VERIFY(isSettled(bench));
    QVERIFY2(now(bench) == then, "the way is no edit");
    QCOMPARE(bench.window().document().history().count(), 1);
    QVERIFY(paintedNames(bench) != before);
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(now(bench), stood);
}

void TestTidyWindow::whatIsDoneEndsTheMotion_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("undo") << 0;
    QTest::newRow("an edit") << 1;
    QTest::newRow("a click") << 2;
    QTest::newRow("a key of the canvas") << 3;
    QTest::newRow("another drawing") << 4;
}

void TestTidyWindow::whatIsDoneEndsTheMotion()
{
    QFETCH(int, what);
    const Motions motions;
    WindowBench bench;
    open(bench, untidy());
    bench.canvas().setSelection(selectionOf(bench.idOf("LONE1")));
    const Positions stood = now(bench);
    tidy(bench);
    QVERIFY(!isSettled(bench));
    if (what == 0) {
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(now(bench), stood);
    } else if (what == 1) {
        bench.key(Qt::Key_Delete);
        QCOMPARE(bench.canvas().graph().computers.size(), stood.size() - 1);
    } else if (what == 2) {
        bench.click({2, 2});
    } else if (what == 3) {
        bench.key(Qt::Key_Escape);
    } else {
        bench.window().openSample(QStringLiteral("web-to-sql"));
    }
    QVERIFY(isSettled(bench));
}

void TestTidyWindow::reducedMotionIsASetting()
{
    const Motions motions;
    WindowBench bench;
    QVERIFY(bench.choose(QStringLiteral("View"), QStringLiteral("Reduce motion")));
    open(bench, untidy());
    tidy(bench);
    QVERIFY(isSettled(bench));
    // At the next start, too, and until it is taken back.
    setMotionReduced(false);
    bench.start();
    open(bench, untidy());
    tidy(bench);
    QVERIFY(isSettled(bench));
    QVERIFY(bench.choose(QStringLiteral("View"), QStringLiteral("Reduce motion")));
    bench.canvas().setFocus();
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    tidy(bench);
    QVERIFY(!isSettled(bench));
}

void TestTidyWindow::theResultOfATestStays()
{
    WindowBench bench;
    open(bench, edit::parseChain(R"(PC1.lab.example -> JUMP1.lab.example -> \\FS1\Data)").value());
    QVERIFY(bench.test());
    bench.canvas().setSelection(selectionOf(bench.idOf("PC1")));
    bench.canvas().pinSelection();
    tidy(bench);
    QVERIFY(!bench.window().report().routes.empty());
}

void TestTidyWindow::aLargeDrawingCanBeStopped()
{
    WindowBench bench;
    open(bench, large(400));
    const Positions before = now(bench);
    HeldPool held;
    tidy(bench);
    QVERIFY(notice(bench).text().contains(QStringLiteral("are being arranged")));
    auto* stop = notice(bench).findChild<QPushButton*>();
    QVERIFY(stop != nullptr && stop->isVisible());
    stop->click();
    QVERIFY(notice(bench).text().startsWith(QStringLiteral("Stopped")));
    held.release();
    QCOMPARE(now(bench), before);
    QCOMPARE(bench.window().document().history().count(), 0);
}

void TestTidyWindow::whatIsDoneMeanwhileCountsMore()
{
    WindowBench bench;
    open(bench, large(400));
    const Positions before = now(bench);
    HeldPool held;
    tidy(bench);
    bench.canvas().setSelection(selectionOf(bench.idOf("PC7")));
    bench.key(Qt::Key_Down, Qt::ControlModifier);
    QVERIFY(notice(bench).text().contains(QStringLiteral("not tidied")));
    held.release();
    QCOMPARE(bench.window().document().history().count(), 1);
    Positions moved = before;
    moved.at(bench.idOf("PC7")).y += 8;
    QCOMPARE(now(bench), moved);
}

void TestTidyWindow::aLargeDrawingIsTidiedInTheBackground()
{
    WindowBench bench;
    open(bench, large(400));
    tidy(bench);
    constexpr int patienceMs = 60'000;
    QTRY_COMPARE_WITH_TIMEOUT(bench.window().document().history().count(), 1, patienceMs);
    QVERIFY(!notice(bench).isVisible());
    const CanvasGeometry& geometry = bench.canvas().canvasGeometry();
    for (const auto& [id, hop] : geometry.hops())
        QVERIFY(hop.headDirection.x() > 0);
}

int main(int argc, char** argv)
{
    return runWindowTest<TestTidyWindow>(argc, argv);
}

#include "tst_tidy.moc"
