#include "core/edit/chain.h"
#include "core/store/graph_file.h"
#include "tests/judges/display.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "AT-SPI, the drawing for assistive tools";
const QString python =
    QStringLiteral("/usr/bin/python3");  // Debian's own: only it sees Debian's packages.

/// Nobody's sample: three sessions and a share, with names as a harbour has them.
constexpr auto chain =
    "wks-0417.hafen.example -credssp-> kai-terminal-09.hafen.example -> zwischenstation-2 -> "
    "\\\\lagerhaus-nas\\eingang$";
const QStringList machines{QStringLiteral("wks-0417"), QStringLiteral("kai-terminal-09"),
                           QStringLiteral("zwischenstation-2"), QStringLiteral("lagerhaus-nas")};

bool pythonHasAtspi()
{
    QProcess process;
    process.start(python, {"-c", "import gi; gi.require_version('Atspi', '2.0'); "
                                 "from gi.repository import Atspi"});
    return process.waitForFinished(20000) && process.exitStatus() == QProcess::NormalExit
           && process.exitCode() == 0;
}

/// The things of the canvas whose names begin so.
QJsonArray thingsNamed(const QJsonObject& seen, const QString& beginning)
{
    QJsonArray out;
    for (const auto& each : seen[u"things"].toArray()) {
        if (each.toObject()[u"name"].toString().startsWith(beginning, Qt::CaseInsensitive))
            out.append(each);
    }
    return out;
}

/// Which of \p wanted is not seen as exactly one thing.
QStringList missing(const QJsonObject& seen, const QStringList& wanted)
{
    QStringList out;
    for (const QString& each : wanted) {
        if (thingsNamed(seen, each + QLatin1Char(',')).size() != 1)
            out += each;
    }
    return out;
}

}  // namespace

/// The real program, on a display of its own, as AT-SPI sees it.
class TestAtspiJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aMachineThatIsNotDrawnIsMissed();
    void eachMachineAndShareIsSeen();
    void eachHopIsSeenWithItsEnds();
    void selectingAndTheKeyboardAreFollowed();
    void theEndOfATestIsSaid();
    void cleanupTestCase();

private:
    void look();
    QString firstOf(const char* what) const
    {
        return m_seen[QLatin1String(what)].toArray().at(0).toString();
    }

    JudgeProcess m_display;
    QTemporaryDir m_folder;
    QJsonObject m_seen;
};

void TestAtspiJudge::initTestCase()
{
    const bool isThere =
        judgeIsPresent(judge, {QStringLiteral("Xvfb"), QStringLiteral("dbus-run-session")})
        && pythonHasAtspi() && QFile::exists(QStringLiteral("/usr/libexec/at-spi-bus-launcher"));
    if (isThere) {
        look();
        return;
    }
    QTextStream(stdout) << "judge skipped: " << judge << '\n';
    QVERIFY2(!isAllRequired(), "AT-SPI is missing, and HOPWRIGHT_REQUIRE_JUDGES is 1");
    exit(0);
}

void TestAtspiJudge::look()
{
    const auto graph = edit::parseChain(chain);
    QVERIFY(graph);
    const QString drawing = m_folder.filePath(QStringLiteral("hafen.hopw"));
    QVERIFY(store::saveGraph(std::filesystem::path(drawing.toStdU16String()), *graph));
    const QString log = m_folder.filePath(QStringLiteral("log"));
    const QString display = startDisplay(m_display, log, QStringLiteral("1440x900x24"));
    QVERIFY(!display.isEmpty());
    QProcess session;
    session.setProcessEnvironment(environmentAt(display, m_folder.path()));
    session.setStandardErrorFile(log, QIODevice::Append);
    session.start(QStringLiteral("dbus-run-session"),
                  {QStringLiteral("--"), python,
                   QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/judges/atspi/canvas_tree.py"),
                   QStringLiteral(HOPWRIGHT_GUI), drawing,
                   m_folder.filePath(QStringLiteral("settings.ini"))});
    constexpr int patience = 270'000;
    const bool ended = session.waitForFinished(patience);
    if (!ended) {
        session.kill();
        session.waitForFinished();
    }
    const QByteArray said = session.readAllStandardOutput();
    // What the bus starts says something there, too.
    m_seen = QJsonDocument::fromJson(said.mid(said.indexOf('{'))).object();
    if (!ended || m_seen.isEmpty() || m_seen.contains(u"error"))
        QTextStream(stdout) << said << '\n' << contentOf(log) << '\n';
    QVERIFY(ended && !m_seen.isEmpty());
    QCOMPARE(m_seen[u"error"].toString(), QString());
}

/// What it must say no to: else its yes means nothing.
void TestAtspiJudge::aMachineThatIsNotDrawnIsMissed()
{
    const QString planted = QStringLiteral("kai-terminal-10");
    QCOMPARE(missing(m_seen, machines + QStringList{planted}), QStringList{planted});
    QJsonObject without = m_seen;
    QJsonArray things = without[u"things"].toArray();
    things.removeFirst();
    without[u"things"] = things;
    QCOMPARE(missing(without, machines).size(), 1);
}

void TestAtspiJudge::eachMachineAndShareIsSeen()
{
    QCOMPARE(missing(m_seen, machines), QStringList());
    QCOMPARE(missing(m_seen, {QStringLiteral("eingang$")}), QStringList());
    for (const auto& each : m_seen[u"things"].toArray()) {
        const QJsonObject thing = each.toObject();
        const QString name = thing[u"name"].toString();
        const QJsonArray rect = thing[u"rect"].toArray();
        QVERIFY2(!name.isEmpty(), "a thing without a name");
        QVERIFY2(rect.at(2).toInt() > 0 && rect.at(3).toInt() > 0, qPrintable(name));
        for (const char* state : {"selectable", "focusable", "showing"})
            QVERIFY2(thing[u"states"].toArray().contains(QLatin1String(state)), qPrintable(name));
        QVERIFY2(!thing[u"actions"].toArray().isEmpty(), qPrintable(name));
    }
    // One is right of the other, as drawn.
    const auto left = [this](const QString& name) {
        return thingsNamed(m_seen, name).at(0).toObject()[u"rect"].toArray().at(0).toInt();
    };
    for (qsizetype i = 1; i < machines.size(); ++i)
        QVERIFY(left(machines[i - 1]) < left(machines[i]));
    sayJudgeRan(judge);
}

void TestAtspiJudge::eachHopIsSeenWithItsEnds()
{
    const QJsonArray hops = thingsNamed(m_seen, QStringLiteral("Hop "));
    QCOMPARE(hops.size(), 3);
    const QStringList ends = machines.mid(0, 3) + QStringList{QStringLiteral("eingang$")};
    for (qsizetype i = 0; i < 3; ++i) {
        const QJsonObject hop =
            thingsNamed(m_seen, QStringLiteral("Hop %1 ").arg(i + 1)).at(0).toObject();
        QStringList from;
        QStringList to;
        for (const auto& each : hop[u"relations"].toArray()) {
            const QJsonArray relation = each.toArray();
            (relation.at(0).toString() == u"from" ? from : to) += relation.at(1).toString();
        }
        QVERIFY2(from.size() == 1 && from[0].startsWith(ends[i], Qt::CaseInsensitive),
                 qPrintable(hop[u"name"].toString()));
        QVERIFY2(to.size() == 1 && to[0].startsWith(ends[i + 1], Qt::CaseInsensitive),
                 qPrintable(hop[u"name"].toString()));
    }
}

void TestAtspiJudge::selectingAndTheKeyboardAreFollowed()
{
    QCOMPARE(m_seen[u"selected"].toArray().size(), 1);
    QVERIFY(firstOf("selected").startsWith(u"Hop 2 "));
    QCOMPARE(m_seen[u"focused"].toArray().size(), 1);
    QVERIFY(firstOf("focused").startsWith(machines[0], Qt::CaseInsensitive));
    QVERIFY(firstOf("tabbed").startsWith(machines[1], Qt::CaseInsensitive));
    const QJsonArray heard = m_seen[u"heard"].toArray();
    for (const char* name : {"focused", "tabbed"})
        QVERIFY2(heard.contains(firstOf(name)), name);
}

void TestAtspiJudge::theEndOfATestIsSaid()
{
    const QJsonArray said = m_seen[u"said"].toArray();
    QVERIFY(std::ranges::any_of(said, [](const auto& each) {
        return QJsonValue(each).toString().startsWith(u"Test finished. ");
    }));
}

void TestAtspiJudge::cleanupTestCase()
{
    m_display.stop();
}

QTEST_GUILESS_MAIN(TestAtspiJudge)

#include "tst_atspi_judge.moc"
