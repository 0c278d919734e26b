#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace hopwright;
using cli::tests::Folder;
using cli::tests::Ran;
using cli::tests::run;

namespace {

bool has(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

class TestExplainCommand : public QObject {
    Q_OBJECT

private slots:
    void plainWordsComeFirst();
    void aCodeNamesItsErrors_data();
    void aCodeNamesItsErrors();
    void whatIsNotKnownIsUsage_data();
    void whatIsNotKnownIsUsage();
    void allTopicsAreListed();
    void thingsOfADrawingHaveTheirNames();
    void printsTheFormat();
    void linesFitATerminal();
};

void TestExplainCommand::plainWordsComeFirst()
{
    const Ran ran = run({"explain", "r1"});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.err, std::string());
    QVERIFY2(ran.out.starts_with("Double hop"), ran.out.c_str());
    std::size_t at = 0;
    for (const char* each : {"\nR1\n", "What it means", "What it exposes",
                             "How to fix or tighten it", "How it shows in event logs", "Source"}) {
        at = ran.out.find(each, at);
        QVERIFY2(at != std::string::npos, each);
    }
    QVERIFY(!has(ran.out, "Why here"));
}

void TestExplainCommand::aCodeNamesItsErrors_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("first");
    QTest::newRow("code") << "0x803381A3"
                          << "0x803381A3, 0x8009035E: A computer policy does not allow";
    QTest::newRow("small") << "0x803381a4"
                           << "0x803381A4, 0x8009035F: ...because the computer is not";
    QTest::newRow("decimal") << "18456"
                             << "18456: Login failed for user 'NT AUTHORITY\\ANONYMOUS LOGON'.";
    QTest::newRow("row") << "E2" << "0x803381A2: CredSSP authentication is currently disabled";
}

void TestExplainCommand::aCodeNamesItsErrors()
{
    QFETCH(QString, typed);
    QFETCH(QString, first);
    const Ran ran = run({"explain", typed.toStdString()});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.out.starts_with(first.toStdString()), ran.out.c_str());
}

void TestExplainCommand::whatIsNotKnownIsUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing is called so") << QStringList{"explain", "R77"};
    QTest::newRow("a hop without its drawing") << QStringList{"explain", "hop-5"};
    QTest::newRow("two") << QStringList{"explain", "R1", "R2"};
    QTest::newRow("a drawing alone") << QStringList{"explain", "--in", "x.hopw"};
}

void TestExplainCommand::whatIsNotKnownIsUsage()
{
    QFETCH(const QStringList, arguments);
    std::vector<std::string> given;
    for (const QString& each : arguments)
        given.push_back(each.toStdString());
    const Ran ran = run(given);
    QCOMPARE(ran.code, 2);
    QCOMPARE(ran.out, std::string());
    QVERIFY(!ran.err.empty());
}

/// Each rule of the table as the file has it is in the list, and can be explained.
void TestExplainCommand::allTopicsAreListed()
{
    QFile table(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/explanations.tsv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const std::string list = run({"explain"}).out;
    const QList<QByteArray> lines = table.readAll().split('\n');
    QVERIFY(lines.size() > 50);
    for (const QByteArray& line : lines.sliced(1, lines.size() - 2)) {
        const std::string id = line.split('\t').first().toStdString();
        QVERIFY2(has(list, ("  " + id + ' ').c_str()), id.c_str());
        QCOMPARE(run({"explain", id}).code, 0);
    }
}

void TestExplainCommand::thingsOfADrawingHaveTheirNames()
{
    const Folder folder;
    const std::string file = folder.drawing(
        "x.hopw", {"wks-0417.hafen.example -> kai-09.hafen.example -> \\\\nas.hafen.example\\in"});
    QVERIFY(!file.empty());
    const auto plan = nlohmann::json::parse(run({"plan", file, "--json"}).out);
    const std::string finding = plan["findings"][0]["id"];
    const std::string hop = plan["findings"][0]["where"];
    const Ran byFinding = run({"explain", finding, "--in", file});
    QCOMPARE(byFinding.code, 0);
    for (const char* each : {"Double hop", "Why here", "kai-09", "nas", "Run it from wks-0417"})
        QVERIFY2(has(byFinding.out, each), (std::string(each) + " in\n" + byFinding.out).c_str());
    QCOMPARE(run({"explain", "--in", file, hop}).out, byFinding.out);
    const Ran machine = run({"explain", "--in", file, "KAI-09"});
    QVERIFY2(has(machine.out, "No role needed"), machine.out.c_str());
    // A rule by itself: where it is found here.
    QVERIFY(has(run({"explain", "hop-finds-nothing", "--in", file}).out, "Why here"));
    QCOMPARE(run({"explain", "R1", "--in", folder.file("none.hopw")}).code, 1);
}

/// hopwright.explanation/1 as docs/cli.md has it.
void TestExplainCommand::printsTheFormat()
{
    const Folder folder;
    const std::string file = folder.drawing("x.hopw", {"PC1 -credssp-> B1 -> \\\\C1\\data"});
    const Ran ran = run({"explain", "B1", "--in", file, "--json"});
    QCOMPARE(ran.code, 0);
    const auto json = nlohmann::json::parse(ran.out);
    QCOMPARE(json["format"].get<std::string>(), std::string("hopwright.explanation/1"));
    QVERIFY(!json["topics"].empty());
    for (const auto& topic : json["topics"]) {
        for (const char* key : {"id", "title", "about", "certainty", "means", "why", "exposes",
                                "fix", "logs", "source"})
            QVERIFY2(topic.contains(key), key);
        QCOMPARE(topic.size(), std::size_t{10});
        for (const char* key : {"means", "why", "exposes", "fix", "logs", "source"}) {
            for (const auto& line : topic[key]) {
                QVERIFY(line["text"].is_string());
                QVERIFY(line["rule"].is_null() || line["rule"].is_string());
            }
        }
    }
    QCOMPARE(json["topics"][0]["id"].get<std::string>(), std::string("server-role"));
    QCOMPARE(json["topics"][0]["certainty"].get<std::string>(), std::string("documented"));
}

void TestExplainCommand::linesFitATerminal()
{
    const Ran ran = run({"explain", "M16"});
    for (const QString& line : QString::fromStdString(ran.out).split(u'\n')) {
        if (line.startsWith(QLatin1String("  ")))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestExplainCommand)

#include "tst_explain_command.moc"
