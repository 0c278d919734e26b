#include "app/cli/printing.h"
#include "app/cli/sample_drawing.h"
#include "tests/app/cli/cli_run.h"
#include "ui/text/run_text.h"

#include <QFile>
#include <QTest>
#include <QTimer>

using namespace hopwright;
using namespace hopwright::cli::tests;

namespace {

QByteArray contentsOf(const char* path)
{
    QFile file(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/") + QLatin1String(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestProgram : public QObject {
    Q_OBJECT

private slots:
    void theDocumentationShowsTheHelpOfEachCommand();
    void aWrongCommandLineIsUsage_data();
    void aWrongCommandLineIsUsage();
    void anUnknownCommandIsNamed();
    void theWorstHopDecidesTheExitCode();
    void theDemoIsDeniedAndThenPasses();
    void theDemoEndsWhenStopped();
    void verdictsAreTheWindowsSentences();
    void accountLinesAreReadWithoutBeingRepeated();
};

void TestProgram::theDocumentationShowsTheHelpOfEachCommand()
{
    const std::string doc = contentsOf("docs/cli.md").toStdString();
    QVERIFY(!cli::commands().empty());
    for (const cli::Command* each : cli::commands()) {
        const Ran help = run({std::string(each->name), "--help"});
        QCOMPARE(help.code, 0);
        QVERIFY2(doc.find(help.out) != std::string::npos, help.out.c_str());
    }
}

void TestProgram::aWrongCommandLineIsUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{"fly"};
    QTest::newRow("unknown option") << QStringList{"plan", "a.hopw", "--xml"};
    QTest::newRow("no file") << QStringList{"plan"};
    QTest::newRow("no chain") << QStringList{"new", "a.hopw"};
    QTest::newRow("a password as an argument")
        << QStringList{"probe", "a.hopw", "--practice", "--password", "x"};
}

void TestProgram::aWrongCommandLineIsUsage()
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

void TestProgram::anUnknownCommandIsNamed()
{
    const Ran ran = run({"prope", "a.hopw"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("There is no command prope."), ran.err.c_str());
    QVERIFY(ran.err.contains("--help"));
}

void TestProgram::theWorstHopDecidesTheExitCode()
{
    using enum HopState;
    QCOMPARE(static_cast<int>(cli::exitCodeOf(Passed)), 0);
    QCOMPARE(static_cast<int>(cli::exitCodeOf(Denied)), 3);
    QCOMPARE(static_cast<int>(cli::exitCodeOf(Failed)), 4);
    QCOMPARE(static_cast<int>(cli::exitCodeOf(Skipped)), 5);
    QCOMPARE(static_cast<int>(cli::exitCodeOf(Cancelled)), 130);
}

void TestProgram::theDemoIsDeniedAndThenPasses()
{
    const Ran ran = run({"demo"});
    QVERIFY2(ran.code == 0, (ran.out + ran.err).c_str());
    std::size_t at = 0;
    for (const char* each : {"will be denied (code 5)", "FS01 denies hop 2.",
                             "Ways out, safest first:", "Use CredSSP on hop 1",
                             "JUMP01 will hold the password of LAB\\alice",
                             "Applied: ", "All 2 hops passed", "What it costs", "Taken back."}) {
        at = ran.out.find(each, at);
        QVERIFY2(at != std::string::npos, (std::string(each) + " in:\n" + ran.out).c_str());
    }
}

void TestProgram::theDemoEndsWhenStopped()
{
    process::StopSignal stop;
    QTimer::singleShot(0, &stop, [&stop] { emit stop.raised(); });
    QCOMPARE(run({"demo"}, {}, &stop).code, 130);
}

void TestProgram::verdictsAreTheWindowsSentences()
{
    const auto graph = cli::readSample(ui::firstSamples().front());
    QVERIFY(graph.has_value());
    const model::Route& route = graph->routes.begin()->second;
    probe::RunReport report{.environment = Environment::Practice, .testedFromA = true};
    probe::RouteResult result{.route = route.id, .name = route.name, .runId = "7F3A"};
    result.hops.push_back({.hop = route.hops[0], .state = HopState::Passed});
    result.hops.push_back({.hop = route.hops[1],
                           .state = HopState::Denied,
                           .stage = Stage::Access,
                           .cause = Cause::NotDelegated,
                           .code = readStatusCode("5")});
    report.routes = {result};
    std::ostringstream out;
    cli::printReport(out, *graph, report);
    const QString verdict = ui::verdictText(ui::verdictOf(*graph, plan::makePlan(*graph), result));
    QVERIFY(verdict.contains(QStringLiteral("FS01 denies hop 2.")));
    for (const QString& line : verdict.split(u'\n'))
        QVERIFY2(out.str().find("  " + line.toStdString() + "\n") != std::string::npos,
                 qPrintable(line));
}

void TestProgram::accountLinesAreReadWithoutBeingRepeated()
{
    GivenLines good({"LAB\\alice:a:b", "", "bob@lab.example:c"});
    const auto read = cli::readAccountLines(good, 1);
    QVERIFY(read.has_value());
    QCOMPARE(read->size(), std::size_t(2));
    QCOMPARE(cli::accountOf(read->at(0)), std::string("LAB\\alice"));
    QCOMPARE(read->at(0).password.size(), std::size_t(3));
    QCOMPARE(cli::accountOf(read->at(1)), std::string("bob@lab.example"));

    GivenLines bad({"LAB\\alice:a", "only-a-secret"});
    const auto refused = cli::readAccountLines(bad, 2);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().detail, std::string("line 3 is not DOMAIN\\user:password"));
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
