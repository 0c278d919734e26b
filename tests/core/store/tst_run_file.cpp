#include "core/edit/chain.h"
#include "core/files/path.h"
#include "core/files/read_file.h"
#include "core/probe/run_reading.h"
#include "core/store/graph_file.h"
#include "core/store/run_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace hopwright;
using namespace hopwright::store;

namespace {

/// Written by hand, by another program's JSON, with another program's SHA-256.
std::string seed(const char* name)
{
    const auto bytes = files::readFile(
        files::pathFromUtf8(std::string(HOPWRIGHT_TEST_DATA "/fuzz_run_file/") + name),
        maxRunFileBytes);
    return bytes ? *bytes : std::string();
}

QString swapped(const char* name, const char* from, const char* to)
{
    QString text = QString::fromStdString(seed(name));
    return text.replace(QLatin1String(from), QLatin1String(to));
}

template <HasWords Value>
Value anyOf(std::mt19937& random)
{
    return static_cast<Value>(random() % wordCount<Value>);
}

std::optional<StatusCode> anyCode(std::mt19937& random)
{
    switch (random() % 6) {
    case 0:
        return StatusCode::http(401);
    case 1:
        return StatusCode::hresult(0x803381A3);
    case 2:
        return StatusCode::sql(18456);
    case 3:
        return StatusCode::tlsAlert(48);
    case 4:
        return StatusCode::win32(static_cast<std::uint32_t>(random()));
    default:
        return std::nullopt;
    }
}

constexpr std::array texts{"",           "Größe „drei\"", "名前の長い共有", "tab\tand\nline",
                           "a\\b/c <&>", "\u202Eevil"};

std::string anyText(std::mt19937& random)
{
    return texts.at(random() % texts.size());
}

probe::HopResult anyResult(std::mt19937& random, model::HopId hop)
{
    constexpr std::array ends{HopState::Passed,     HopState::Denied,  HopState::Failed,
                              HopState::NotReached, HopState::Skipped, HopState::Cancelled};
    probe::HopResult out{.hop = hop,
                         .state = ends.at(random() % ends.size()),
                         .code = anyCode(random),
                         .evidence = Sentence::verbatim(anyText(random)),
                         .ms = static_cast<double>(random() % 8000) / 8.0,
                         .predicted = {.outcome = anyOf<Outcome>(random), .code = anyCode(random)},
                         .skippedBecause = anyText(random),
                         .unseen = anyText(random)};
    if (random() % 2 == 0)
        out.stage = anyOf<Stage>(random);
    if (random() % 2 == 0)
        out.cause = anyOf<Cause>(random);
    if (random() % 2 == 0)
        out.predicted.stage = anyOf<Stage>(random);
    if (random() % 2 == 0)
        out.predicted.cause = anyOf<Cause>(random);
    for (int i = 0; i < stageCount; ++i) {
        probe::StageResult& stage = out.stages.at(std::size_t(i));
        stage = {.stage = Stage{i},
                 .state = anyOf<StageState>(random),
                 .startMs = static_cast<double>(random() % 800) / 8.0,
                 .ms = static_cast<double>(random() % 800) / 8.0,
                 .code = anyCode(random),
                 .evidence = Sentence::verbatim(anyText(random))};
        if (stage.state == StageState::ToCome)
            stage.state =
                StageState::NotReached;  // docs/cli.md: what has not begun was not reached.
    }
    return out;
}

StoredRun anyRun(unsigned seedNumber)
{
    std::mt19937 random(seedNumber);
    StoredRun out{.version = "0.1.0", .time = "2026-11-25T14:04:52Z", .title = anyText(random)};
    const std::vector<std::string> chains{R"(Größe-PC -> 跳躍01 -credssp-> APP -> \\FS\Daten)",
                                          R"(B -ntlm/https-> C:5986 -> \\FS\x)"};
    out.graph = edit::parseChains(chains, "2026-11-25T14:00:00Z").value_or(model::Graph());
    for (const auto& [id, route] : out.graph.routes) {
        probe::RouteResult result{.route = id,
                                  .name = route.name,
                                  .runId = "7F3A",
                                  .account = "LAB\\alice",
                                  .startedAt = "2026-11-25T14:04:51Z",
                                  .leftBehind = anyText(random),
                                  .finished = true};
        for (const model::HopId hop : route.hops)
            result.hops.push_back(anyResult(random, hop));
        out.report.routes.push_back(std::move(result));
    }
    out.report.environment = anyOf<Environment>(random);
    out.report.testedFromA = random() % 2 == 0;
    out.applied = {{.computer = out.graph.computers.begin()->first,
                    .setting = plan::Change::Setting::AllowFresh,
                    .value = "WSMAN/\"ü\\"}};
    return out;
}

}  // namespace

class TestRunFile : public QObject {
    Q_OBJECT

private slots:
    void theDocumentedFormIsRead();
    void whatALaterVersionAddsIsLeftOut();
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void wrongFilesAreRefused_data();
    void wrongFilesAreRefused();
    void aFileCutAnywhereIsRefused();
    void itsHeadIsReadFromItsBeginning();
    void aHeadInAnotherFormIsNone();
    void anUnknownFileIsAnError();
    void aFileIsWrittenAndRead();
};

void TestRunFile::theDocumentedFormIsRead()
{
    const auto run = readRun(seed("denied.hoprun"));
    QVERIFY2(run.has_value(), run ? "" : run.error().detail.english().c_str());
    QCOMPARE(run->version, std::string("0.1.0"));
    QCOMPARE(run->time, std::string("2026-11-25T14:04:52Z"));
    QCOMPARE(run->title, std::string("nightly.hopw"));
    QCOMPARE(run->graph.hops.size(), std::size_t(2));
    QCOMPARE(run->applied.size(), std::size_t(1));
    QVERIFY(run->applied[0].setting == plan::Change::Setting::ServerRole);
    QVERIFY(run->report.environment == Environment::Practice);
    QVERIFY(run->report.testedFromA);
    QCOMPARE(run->report.routes.size(), std::size_t(1));
    const probe::RouteResult& route = run->report.routes[0];
    QCOMPARE(route.route, model::RouteId{9});
    QCOMPARE(route.runId, std::string("7F3A"));
    QCOMPARE(route.account, std::string("LAB\\alice"));
    QVERIFY(route.finished);
    QCOMPARE(route.hops.size(), std::size_t(2));
    QCOMPARE(route.hops[0].ms, 186.25);
    const probe::HopResult& denied = route.hops[1];
    QCOMPARE(denied.hop, model::HopId{8});
    QVERIFY(denied.state == HopState::Denied);
    QVERIFY(denied.stage == Stage::Access);
    QVERIFY(denied.cause == Cause::NotDelegated);
    QVERIFY(denied.code == StatusCode::win32(5));
    QVERIFY(denied.predicted.outcome == Outcome::Denied);
    const probe::StageResult& access = denied.stages[9];
    QVERIFY(access.state == StageState::Denied);
    QCOMPARE(access.startMs, 7.5);
    QCOMPARE(access.ms, 1.5);
    QVERIFY(access.evidence == "5, access is denied");
    QVERIFY(denied.stages[2].state == StageState::NotNeeded);
}

void TestRunFile::whatALaterVersionAddsIsLeftOut()
{
    const auto run = readRun(seed("later_fields.hoprun"));
    QVERIFY2(run.has_value(), run ? "" : run.error().detail.english().c_str());
    const probe::HopResult& hop = run->report.routes[0].hops[1];
    QVERIFY(hop.cause == Cause::Unknown);
    QVERIFY(hop.code == StatusCode::http(401));
    QVERIFY(hop.stages[9].state == StageState::Denied);
}

void TestRunFile::whatIsWrittenIsRead_data()
{
    QTest::addColumn<unsigned>("number");
    for (unsigned i = 1; i <= 200; ++i)
        QTest::addRow("%u", i) << i;
}

void TestRunFile::whatIsWrittenIsRead()
{
    QFETCH(const unsigned, number);
    const StoredRun run = anyRun(number);
    QCOMPARE(run.report.routes.size(), std::size_t(2));
    const auto written = writeRun(run);
    QVERIFY(written.has_value());
    const auto read = readRun(*written);
    QVERIFY2(read.has_value(), read ? "" : read.error().detail.english().c_str());
    QVERIFY(read->report == run.report);
    QVERIFY(*read == run);
    QVERIFY(writeRun(*read) == *written);
}

void TestRunFile::wrongFilesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QString& text, ErrorCode code,
                        const char* says = "") {
        QTest::newRow(name) << text << static_cast<int>(code) << QString::fromUtf8(says);
    };
    row("nothing", {}, ErrorCode::Malformed);
    row("no JSON", QStringLiteral("run"), ErrorCode::Malformed);
    row("a list", QStringLiteral("[]"), ErrorCode::Malformed);
    row("another program's", QStringLiteral(R"({"format":"other/1"})"), ErrorCode::Malformed);
    row("a later version", QString::fromStdString(seed("newer.hoprun")), ErrorCode::NewerVersion,
        "hopwright.run/2");
    row("what probe --json prints", QString::fromStdString(seed("printed_by_probe.json")),
        ErrorCode::Malformed, "probe --save");
    row("a drawing of another hash", QString::fromStdString(seed("other_hash.hoprun")),
        ErrorCode::Malformed, "hash");
    row("a drawing that was edited",
        swapped("denied.hoprun", "JUMP01.lab.example\\\" domain", "EVIL01.lab.example\\\" domain"),
        ErrorCode::Malformed, "hash");
    row("a hop of no drawing", swapped("denied.hoprun", "hop-8", "hop-80"), ErrorCode::Malformed,
        "Nightly report");
    row("a route of no drawing", swapped("denied.hoprun", "route-9", "route-1"),
        ErrorCode::Malformed, "Nightly report");
    row("an id that is none", swapped("denied.hoprun", "hop-8", "hop-x"), ErrorCode::Malformed,
        "/routes/0/hops/1/id");
    row("a hop that still runs",
        swapped("denied.hoprun", R"("state": "denied", "stage")", R"("state": "running", "stage")"),
        ErrorCode::Malformed, "/routes/0/hops/1/state");
    row("a state of no word",
        swapped("denied.hoprun", R"("state": "denied", "stage")",
                R"("state": "vanished", "stage")"),
        ErrorCode::Malformed, "/routes/0/hops/1/state");
    row("a time before all", swapped("denied.hoprun", "186.25", "-1"), ErrorCode::Malformed,
        "/routes/0/hops/0/ms");
    row("a time without end", swapped("denied.hoprun", "186.25", "1e300"), ErrorCode::Malformed,
        "/routes/0/hops/0/ms");
    row("a code of no number", swapped("denied.hoprun", R"("code": "5")", R"("code": "five")"),
        ErrorCode::Malformed, "/code");
    row("an unknown setting", swapped("denied.hoprun", "server-role", "firewall"),
        ErrorCode::Malformed, "/applied/0/setting");
    row("a title that is a number", swapped("denied.hoprun", R"("nightly.hopw")", "7"),
        ErrorCode::Malformed, "/title");
    row("a long text", swapped("denied.hoprun", "nightly.hopw", QByteArray(70'000, 'n')),
        ErrorCode::TooLarge, "64 KiB");
    row("deep", QString(1'000'000, u'['), ErrorCode::Malformed);
    row("deep in a field that is not known",
        swapped(
            "denied.hoprun", R"("counters")",
            QByteArray(R"("x":)" + QByteArray(200, '[') + QByteArray(200, ']') + R"(,"counters")")),
        ErrorCode::Malformed);
    row("more than 64 MiB", QString(static_cast<qsizetype>(maxRunFileBytes) + 1, u' '),
        ErrorCode::TooLarge);
}

void TestRunFile::wrongFilesAreRefused()
{
    QFETCH(const QString, text);
    QFETCH(const int, code);
    QFETCH(const QString, says);
    const auto run = readRun(text.toStdString());
    QVERIFY(!run.has_value());
    QCOMPARE(static_cast<int>(run.error().code), code);
    const QString detail = QString::fromStdString(run.error().detail.english());
    QVERIFY2(detail.contains(says), qPrintable(detail));
}

void TestRunFile::aFileCutAnywhereIsRefused()
{
    const std::string whole = seed("denied.hoprun");
    QVERIFY(readRun(whole).has_value());
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY2(!readRun(std::string_view(whole).substr(0, length)).has_value(),
                 std::to_string(length).c_str());
}

void TestRunFile::itsHeadIsReadFromItsBeginning()
{
    StoredRun run = *readRun(seed("denied.hoprun"));
    run.title = "a \"quoted\"\n \"routes\": title";
    const std::string written = writeRun(run).value_or("");
    const auto head = probe::readRunHead(std::string_view(written).substr(0, probe::runHeadBytes));
    QVERIFY(head.has_value());
    QCOMPARE(head->time, run.time);
    QCOMPARE(head->title, run.title);
    QCOMPARE(head->counters.passed, 1);
    QCOMPARE(head->counters.denied, 1);
    QVERIFY(probe::worstOf(head->counters) == HopState::Denied);
}

void TestRunFile::aHeadInAnotherFormIsNone()
{
    const std::string whole = writeRun(*readRun(seed("denied.hoprun"))).value_or("");
    QVERIFY(!probe::readRunHead(seed("denied.hoprun")).has_value());
    const std::size_t end = whole.find("\n \"routes\"");
    for (std::size_t length = 0; length < end; ++length)
        QVERIFY(!probe::readRunHead(std::string_view(whole).substr(0, length)).has_value());
}

void TestRunFile::anUnknownFileIsAnError()
{
    const auto run = loadRun(files::pathFromUtf8("/nowhere/at/all.hoprun"));
    QVERIFY(!run.has_value());
    QVERIFY(run.error().code == ErrorCode::FileUnreadable);
}

void TestRunFile::aFileIsWrittenAndRead()
{
    const QTemporaryDir folder;
    const auto path =
        files::pathFromUtf8(folder.filePath(QStringLiteral("1.hoprun")).toStdString());
    const StoredRun run = anyRun(7);
    QVERIFY(saveRun(path, run).has_value());
    const auto read = loadRun(path);
    QVERIFY(read.has_value());
    QVERIFY(*read == run);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

QTEST_APPLESS_MAIN(TestRunFile)
#include "tst_run_file.moc"
