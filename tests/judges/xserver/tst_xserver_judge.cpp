#include "core/edit/chain.h"
#include "core/store/graph_file.h"
#include "tests/judges/xserver/desktop.h"

#include <QMap>
#include <QPoint>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "X server with blackbox and xdotool, the window under hands";
constexpr QSize screen(1366, 768);
constexpr int patience = 30'000;  // Under the sanitizers, beside other tests.

/// Nobody's sample: a shipyard.
constexpr auto chain =
    "kran-07.werft.example -credssp-> leitstand-nord.werft.example -> \\\\plan-archiv\\zeichnungen$";
const QString dragged = QStringLiteral("leitstand-nord");

/// What a file says, read by Qt's own reader of XML.
struct Drawn {
    QMap<QString, QPointF> machines;
    int hops = 0;
    QStringList resources;
};

Drawn drawnIn(const QString& path)
{
    Drawn out;
    QXmlStreamReader reader(contentOf(path));
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto of = [&reader](const char* name) {
            return reader.attributes().value(QLatin1String(name));
        };
        if (reader.name() == QLatin1String("computer"))
            out.machines[of("name").toString()] = {of("x").toDouble(), of("y").toDouble()};
        else if (reader.name() == QLatin1String("hop"))
            ++out.hops;
        else if (reader.name() == QLatin1String("resource"))
            out.resources += of("name").toString();
    }
    return out;
}

}  // namespace

/// The real program on a real X server, beside a window manager, used by its keyboard and mouse alone. One program is used by all:
/// each test leaves the drawing saved.
class TestXserverJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aKeyToNoWindowIsMissed();
    void theWindowWithItsFrameFitsTheScreen();
    void aMachineIsDragged();
    void aChainIsTyped();
    void aMachineIsAddedAndTakenBack();
    void whatIsCopiedIsReadByAnotherProgram();
    void closingTheDrawingLeavesTheProgram();
    void closingTheWindowAsksForUnsavedChanges();
    void cleanupTestCase();

private:
    void open();
    bool isRunning() { return m_desktop.program().state() == QProcess::Running; }
    bool isUnsaved() const { return m_desktop.titleOf(m_window).contains(QLatin1Char('*')); }
    bool becomesUnsaved(bool unsaved) const
    {
        return QTest::qWaitFor([&] { return isUnsaved() == unsaved; }, patience);
    }
    /// By its key. \returns what the file holds then.
    Drawn saved()
    {
        m_desktop.keys({"ctrl+s"});
        return becomesUnsaved(false) ? drawnIn(m_file) : Drawn();
    }
    bool addByKey(const QString& name) const
    {
        return m_desktop.keys({"a"}) && m_desktop.type(name) && m_desktop.keys({"Return"});
    }
    /// Whether a click there and Ctrl+C copy that machine alone, within that time.
    bool isCopiedFrom(QPoint at, const QString& name, int milliseconds) const;
    /// Where on the screen they do.
    std::optional<QPoint> find(const QString& name) const;
    /// The button of the window manager at the right end of its title bar.
    bool closeByManager() const;

    QTemporaryDir m_folder;
    QString m_file;
    Desktop m_desktop;
    QString m_window;
};

void TestXserverJudge::initTestCase()
{
    if (judgeIsPresent(judge, Desktop::programs())) {
        open();
        return;
    }
    QVERIFY2(
        !isAllRequired(),
        "a program for X is missing, and HOPWRIGHT_REQUIRE_JUDGES is 1 (installer/packages.sh)");
    exit(0);
}

void TestXserverJudge::open()
{
    const auto graph = edit::parseChain(chain);
    QVERIFY(graph);
    m_file = m_folder.filePath(QStringLiteral("werft.hopw"));
    QVERIFY(store::saveGraph(std::filesystem::path(m_file.toStdU16String()), *graph));
    QVERIFY2(m_desktop.start(m_folder.path(), screen), m_desktop.log());
    m_desktop.open(QStringLiteral(HOPWRIGHT_GUI),
                   {"--settings-file", m_folder.filePath(QStringLiteral("settings.ini")), m_file});
    const auto isThere = [this] {
        m_window = m_desktop.windows(QStringLiteral("werft.*Hopwright$")).value(0);
        return !m_window.isEmpty() && m_desktop.active() == m_window;
    };
    QVERIFY2(QTest::qWaitFor(isThere, patience), m_desktop.log());
}

/// What it must say no to: else its yes means nothing.
void TestXserverJudge::aKeyToNoWindowIsMissed()
{
    QVERIFY(m_desktop.clipboard().isEmpty());
    QVERIFY(m_desktop.windows(QStringLiteral("Unsaved changes")).isEmpty());
    QVERIFY(!isUnsaved());
    m_desktop.keys({"Tab", "ctrl+Right"});  // The first machine, by one step of the grid.
    QVERIFY(becomesUnsaved(true));
    const QByteArray before = contentOf(m_file);
    const auto isWritten = [&] {
        return contentOf(m_file) != before;
    };
    // The root is no window of the program.
    const QString root = QString::fromLatin1(
        m_desktop.ask(QStringLiteral("xdotool"), {"search", "--maxdepth", "0", ""}).value_or(""));
    QVERIFY(!root.trimmed().isEmpty());
    QVERIFY(m_desktop.act({"key", "--window", root.trimmed(), "ctrl+s"}));
    QVERIFY(!QTest::qWaitFor(isWritten, 1500));
    QVERIFY(isUnsaved());
    m_desktop.keys({"ctrl+s"});
    QVERIFY(QTest::qWaitFor(isWritten, patience));
    QVERIFY(becomesUnsaved(false));
}

void TestXserverJudge::theWindowWithItsFrameFitsTheScreen()
{
    const auto frame = m_desktop.frameOf(m_window);
    QVERIFY(frame);
    QVERIFY2(!m_desktop.frameOf(*frame), "a frame has no frame, and the judge must see that");
    const QRect window = m_desktop.rectOf(m_window);
    const QRect all = m_desktop.rectOf(*frame);
    constexpr int leastTitleBar = 10;
    QVERIFY(all.contains(window));
    QVERIFY(window.top() - all.top() >= leastTitleBar);
    QVERIFY2(QRect(QPoint(), screen).contains(all), qPrintable(QStringLiteral("%1 x %2 at %3, %4")
                                                                   .arg(all.width())
                                                                   .arg(all.height())
                                                                   .arg(all.x())
                                                                   .arg(all.y())));
    constexpr int unused = 60;
    QVERIFY2(window.width() > screen.width() - unused, "it takes what there is");
}

bool TestXserverJudge::isCopiedFrom(QPoint at, const QString& name, int milliseconds) const
{
    constexpr int doubleClick = 500;
    const QString nothing = QStringLiteral("nothing was copied yet");
    QTest::qWait(doubleClick);
    if (!m_desktop.copy(nothing))
        return false;
    m_desktop.click(at);
    m_desktop.keys({"ctrl+c"});
    QString copied;
    const auto isCopied = [&] {
        copied = QString::fromUtf8(m_desktop.clipboard());
        return copied != nothing;
    };
    return QTest::qWaitFor(isCopied, milliseconds) && copied.startsWith(name)
           && !copied.contains(QLatin1String("->"));
}

std::optional<QPoint> TestXserverJudge::find(const QString& name) const
{
    constexpr int across = 70;  // Less than a card is wide, at any size that it fits at.
    constexpr int down = 18;
    constexpr int rings = 8;
    const QRect window = m_desktop.rectOf(m_window);
    const QPoint middle = window.topLeft() + QPoint(window.width() * 45 / 100, window.height() / 2);
    const auto isThere = [&](QPoint at) {
        return isCopiedFrom(at, name, 400)
               // What an earlier place gave may come late. Two clicks at once would be a double click.
               && isCopiedFrom(at, name, patience / 10);
    };
    for (int ring = 0; ring <= rings; ++ring) {
        for (int y = -ring; y <= ring; ++y) {
            for (int x = -ring; x <= ring; ++x) {
                const bool isOnRing = std::max(std::abs(x), std::abs(y)) == ring;
                const QPoint at = middle + QPoint(x * across, y * down);
                if (isOnRing && std::abs(x) <= 4 && isThere(at))
                    return at;
            }
        }
    }
    return std::nullopt;
}

void TestXserverJudge::aMachineIsDragged()
{
    const Drawn before = drawnIn(m_file);
    m_desktop.keys({"ctrl+9"});  // All of it is seen.
    const auto at = find(dragged);
    QVERIFY2(at, "no click finds the machine");
    m_desktop.keys({"Escape"});
    QVERIFY(!isUnsaved());
    QTest::qWait(600);  // Else what presses the button were a double click.
    constexpr int far = 90;
    QVERIFY(m_desktop.drag(*at, *at + QPoint(0, far)));
    QVERIFY(becomesUnsaved(true));
    const Drawn after = saved();
    QCOMPARE(after.machines.keys(), before.machines.keys());
    for (auto each = before.machines.begin(); each != before.machines.end(); ++each) {
        const QPointF moved = after.machines[each.key()] - each.value();
        if (each.key() == dragged)
            // It may be shown smaller than it is, and snap.
            QVERIFY2(moved.y() > far - 20 && moved.y() < 4 * far && std::abs(moved.x()) < 30,
                     qPrintable(QStringLiteral("%1, %2").arg(moved.x()).arg(moved.y())));
        else
            QVERIFY2(moved.isNull(), qPrintable(each.key()));
    }
}

void TestXserverJudge::aChainIsTyped()
{
    const Drawn before = drawnIn(m_file);
    m_desktop.keys({"Escape"});  // Nothing is selected: what comes now begins a chain.
    QVERIFY(addByKey(QStringLiteral("wache-17.hafen.example")));
    QVERIFY(addByKey(QStringLiteral("zwischenstation-2.hafen.example")));
    QVERIFY(addByKey(QStringLiteral(R"(\\lager-nas\eingang$)")));
    QVERIFY(becomesUnsaved(true));
    const Drawn after = saved();
    QCOMPARE(after.machines.size(), before.machines.size() + 3);
    for (const char* name : {"wache-17", "zwischenstation-2", "lager-nas"})
        QVERIFY2(after.machines.contains(QLatin1String(name)), name);
    QVERIFY(after.resources.contains(QStringLiteral("eingang$")));
    QCOMPARE(after.hops, before.hops + 2);
    sayJudgeRan(judge);
}

void TestXserverJudge::aMachineIsAddedAndTakenBack()
{
    const Drawn before = drawnIn(m_file);
    m_desktop.keys({"Escape"});
    QVERIFY(addByKey(QStringLiteral("boje-113")));
    QVERIFY(becomesUnsaved(true));
    QVERIFY(saved().machines.contains(QStringLiteral("boje-113")));
    m_desktop.keys({"ctrl+z"});
    QVERIFY(becomesUnsaved(true));
    const Drawn after = saved();
    QCOMPARE(after.machines, before.machines);
    QCOMPARE(after.hops, before.hops);
}

void TestXserverJudge::whatIsCopiedIsReadByAnotherProgram()
{
    m_desktop.keys({"Escape", "ctrl+a", "ctrl+c"});
    const auto isCopied = [this] {
        return m_desktop.clipboard().contains("kran-07");
    };
    QVERIFY(QTest::qWaitFor(isCopied, patience));
    const QString text = QString::fromUtf8(m_desktop.clipboard());
    // Two chains are no chain: each machine has a line.
    for (const char* each : {"kran-07.werft.example", "leitstand-nord.werft.example",
                             "zwischenstation-2.hafen.example"})
        QVERIFY2(text.split(u'\n').contains(QLatin1String(each)), qPrintable(text));
    // For programs of pictures, the same as one.
    QVERIFY(m_desktop.clipboard(QStringLiteral("TARGETS")).contains("image/svg+xml"));
    const QByteArray svg = m_desktop.clipboard(QStringLiteral("image/svg+xml"));
    QVERIFY(svg.contains("<svg") && svg.contains("zwischenstation-2"));
}

void TestXserverJudge::closingTheDrawingLeavesTheProgram()
{
    QVERIFY(!isUnsaved());
    m_desktop.keys({"ctrl+w"});
    const auto isClosed = [this] {
        const QString title = m_desktop.titleOf(m_window);
        return !title.isEmpty() && !title.contains(QLatin1String("werft"));
    };
    QVERIFY(QTest::qWaitFor(isClosed, patience));
    QVERIFY(isRunning());
    QCOMPARE(m_desktop.windows(QStringLiteral("Hopwright$")), QStringList{m_window});
}

bool TestXserverJudge::closeByManager() const
{
    const auto frame = m_desktop.frameOf(m_window);
    if (!frame)
        return false;
    const QRect all = m_desktop.rectOf(*frame);
    constexpr QPoint button(11, 10);
    return m_desktop.click(all.topRight() + QPoint(-button.x(), button.y()));
}

void TestXserverJudge::closingTheWindowAsksForUnsavedChanges()
{
    const QString question = QStringLiteral("Unsaved changes");
    m_desktop.keys({"Escape"});
    QVERIFY(addByKey(QStringLiteral("leuchtfeuer-3")));
    QVERIFY(becomesUnsaved(true));
    QVERIFY(closeByManager());
    QVERIFY(QTest::qWaitFor([&] { return m_desktop.windows(question).size() == 1; }, patience));
    QVERIFY(isRunning());
    m_desktop.keys({"Escape"});
    QVERIFY(QTest::qWaitFor([&] { return m_desktop.windows(question).isEmpty(); }, patience));
    QVERIFY(isRunning() && isUnsaved());
    // Without unsaved changes there is nothing to ask.
    QVERIFY(QTest::qWaitFor([&] { return m_desktop.active() == m_window; }, patience));
    m_desktop.keys({"ctrl+z"});
    QVERIFY(becomesUnsaved(false));
    QVERIFY(closeByManager());
    QVERIFY(m_desktop.program().waitForFinished(patience));
    QCOMPARE(m_desktop.program().exitStatus(), QProcess::NormalExit);
    QVERIFY2(m_desktop.program().exitCode() == 0, m_desktop.log());
}

void TestXserverJudge::cleanupTestCase()
{
    m_desktop.stop();
}

QTEST_GUILESS_MAIN(TestXserverJudge)

#include "tst_xserver_judge.moc"
