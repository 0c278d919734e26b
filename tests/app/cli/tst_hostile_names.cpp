#include "core/edit/chain.h"
#include "core/files/path.h"
#include "core/files/read_file.h"
#include "core/probe/run_json.h"
#include "core/store/graph_file.h"
#include "tests/app/cli/cli_run.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace hopwright;
using namespace hopwright::cli::tests;

namespace {

constexpr int drawings = 12;

/// What a name may hold by the file format and would do harm where it is printed.
const QStringList hostile{
    QStringLiteral("\u0085"),    QStringLiteral("\u009B2J"), QStringLiteral("\u009D0t\u009C"),
    QStringLiteral("\u2028"),    QStringLiteral("\u2029"),   QStringLiteral("\u202A"),
    QStringLiteral("\u202E"),    QStringLiteral("\u2066"),   QStringLiteral("\u2069"),
    QStringLiteral("\u200E"),    QStringLiteral("\u200F"),   QStringLiteral("\u061C"),
    QStringLiteral("\u200B"),    QStringLiteral("\u2060"),   QStringLiteral("\uFEFF"),
    QStringLiteral("\u00AD"),    QStringLiteral("\u3164"),   QStringLiteral("\U000E0001"),
    QStringLiteral("\U0001D173")};

QString nameFrom(QRandomGenerator& random, const QString& first)
{
    QString out = first;
    for (int i = 0; i < 3; ++i) {
        out += hostile[random.bounded(static_cast<int>(hostile.size()))];
        out += QChar(u'a' + random.bounded(26));
    }
    return out;
}

/// Two routes with names to be wary of, by every method that is planned.
QStringList chainsFrom(QRandomGenerator& random)
{
    const QString first = nameFrom(random, QStringLiteral("DESK"));
    const QString second = nameFrom(random, QStringLiteral("GATE"));
    const QString third = nameFrom(random, QStringLiteral("BOOKS"));
    const QString share = nameFrom(random, QStringLiteral("S"));
    return {QStringLiteral("%1 -credssp-> %2 -> \\\\%3\\%4").arg(first, second, third, share),
            QStringLiteral("%1 -> %2 -> %3 -> \\\\%4\\%5")
                .arg(nameFrom(random, QStringLiteral("KIOSK")),
                     nameFrom(random, QStringLiteral("HALL")), second, third, share)};
}

/// The first point of \p bytes that a terminal, or a reader, would be misled by: by the tables of Qt.
QString foundIn(const std::string& bytes)
{
    const QString text = QString::fromStdString(bytes);
    QString before;
    for (const char32_t point : text.toUcs4()) {
        const QChar::Category category = QChar::category(point);
        const bool isBreak = point == U'\n' || point == U'\r' || point == U'\t';
        const bool isBad = category == QChar::Other_Control || category == QChar::Other_Format
                           || category == QChar::Separator_Line
                           || category == QChar::Separator_Paragraph || point == 0x3164
                           || point == QChar::ReplacementCharacter;
        if (isBad && !isBreak) {
            return QStringLiteral("U+%1 behind %2")
                .arg(static_cast<uint>(point), 4, 16)
                .arg(before.right(80));
        }
        before += QString::fromUcs4(&point, 1);
    }
    return {};
}

}  // namespace

/// A drawing of names that would turn, hide or clear what stands beside them, wherever it is printed.
class TestHostileNames : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsPrintedIsClean_data();
    void whatIsPrintedIsClean();
    void jsonKeepsTheNames();
    void scriptsAreClean();
    void aTicketIsClean();
    void anErrorIsClean();

private:
    std::string drawing(int number) const
    {
        return m_folder.file(qPrintable(QStringLiteral("%1.hopw").arg(number)));
    }

    Folder m_folder;
};

void TestHostileNames::initTestCase()
{
    for (int i = 0; i < drawings; ++i) {
        QRandomGenerator random(static_cast<quint32>(i));
        std::vector<std::string> arguments{"new", drawing(i)};
        for (const QString& chain : chainsFrom(random))
            arguments.push_back(chain.toStdString());
        const Ran ran = run(arguments);
        QVERIFY2(ran.code == 0, ran.err.c_str());
    }
}

void TestHostileNames::whatIsPrintedIsClean_data()
{
    QTest::addColumn<QStringList>("rest");
    QTest::newRow("plan") << QStringList{"plan", "FILE"};
    QTest::newRow("plan, JSON") << QStringList{"plan", "FILE", "--json"};
    QTest::newRow("probe") << QStringList{"probe", "FILE", "--practice"};
    QTest::newRow("probe, JSON") << QStringList{"probe", "FILE", "--practice", "--json"};
    QTest::newRow("apply") << QStringList{"apply", "FILE", "--practice"};
    QTest::newRow("apply, undo") << QStringList{"apply", "FILE", "--practice", "--undo"};
    QTest::newRow("live") << QStringList{"probe", "FILE", "--live", "--as",
                                         "W\u202E\u009B\\k\u200Bim"};
}

void TestHostileNames::whatIsPrintedIsClean()
{
    QFETCH(const QStringList, rest);
    for (int i = 0; i < drawings; ++i) {
        std::vector<std::string> arguments;
        for (const QString& each : rest)
            arguments.push_back(each == QLatin1String("FILE") ? drawing(i) : each.toStdString());
        const Ran ran = run(arguments);
        QVERIFY(!ran.out.empty() || !ran.err.empty());
        const QString bad = foundIn(ran.out + ran.err);
        QVERIFY2(bad.isEmpty(), qPrintable(bad));
    }
}

void TestHostileNames::jsonKeepsTheNames()
{
    const auto graph = store::loadGraph(files::pathFromUtf8(drawing(3)));
    QVERIFY(graph);
    const QString first = QString::fromStdString(graph->computers.begin()->second.name);
    QVERIFY(!foundIn(first.toStdString()).isEmpty());
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(run({"plan", drawing(3), "--json"}).out));
    QVERIFY(json.isObject());
    QVERIFY(json.toJson(QJsonDocument::Compact).contains(first.toUtf8()));
}

void TestHostileNames::scriptsAreClean()
{
    for (int i = 0; i < drawings; ++i) {
        const std::string out = m_folder.file(qPrintable(QStringLiteral("s%1").arg(i)));
        const Ran ran = run({"script", drawing(i), "--out", out});
        QVERIFY2(ran.code == 0, ran.err.c_str());
        QCOMPARE(foundIn(ran.out), QString());
        const QStringList names =
            QDir(QString::fromStdString(out)).entryList(QDir::Files | QDir::Hidden);
        QVERIFY(names.size() > 4);
        for (const QString& name : names) {
            QVERIFY2(QString::fromLatin1(name.toLatin1()) == name, qPrintable(name));
            auto bytes =
                files::readFile(files::pathFromUtf8(out + "/" + name.toStdString()), 10'000'000);
            QVERIFY(bytes);
            if (bytes->starts_with("\xEF\xBB\xBF"))
                bytes->erase(0, 3);  // The mark of UTF-8.
            const QString bad = foundIn(*bytes);
            QVERIFY2(bad.isEmpty(), qPrintable(name + QStringLiteral(": ") + bad));
        }
    }
}

void TestHostileNames::anErrorIsClean()
{
    for (const std::string& name :
         {std::string("no\nsuch\u009B\u202E.hopw"), std::string("\xFF\xFE.hopw")}) {
        for (const char* command : {"plan", "lab"}) {
            const Ran ran = run({command, m_folder.file("") + name});
            QCOMPARE(ran.code, 1);
            QCOMPARE(foundIn(ran.err), QString());
            QCOMPARE(std::count(ran.err.begin(), ran.err.end(), '\n'), 3);
        }
    }
}

void TestHostileNames::aTicketIsClean()
{
    for (int i = 0; i < drawings; ++i) {
        const auto graph = store::loadGraph(files::pathFromUtf8(drawing(i)));
        QVERIFY(graph);
        const plan::Plan plan = plan::makePlan(*graph);
        for (const auto& [id, drawn] : graph->routes) {
            probe::RouteResult result;
            result.route = id;
            result.name = drawn.name;
            result.finished = true;
            result.account = "W\u202EORK\\ki\u200Bm";
            result.leftBehind = "\\\\x\u009B\\hopwright.tmp";
            for (const model::HopId hop : drawn.hops) {
                probe::HopResult each;
                each.hop = hop;
                each.state = HopState::Denied;
                each.evidence = Sentence::verbatim("denied by \u202Ethem\u0085passed");
                result.hops.push_back(each);
            }
            const QString ticket =
                ui::ticketText(*graph, plan, result, Environment::Practice, "0.1");
            QVERIFY(ticket.size() > 100);
            const QString bad = foundIn(ticket.toStdString());
            QVERIFY2(bad.isEmpty(), qPrintable(bad));
        }
    }
}

QTEST_GUILESS_MAIN(TestHostileNames)
#include "tst_hostile_names.moc"
