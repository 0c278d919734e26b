#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "tests/core/plan/drawing.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace hopwright;
using plan::tests::Drawing;

namespace {

constexpr int patienceMs = 30'000;

/// ADM -> \\FS\Données, in corp.example. No session at all.
struct Direct : Drawing {
    Direct()
    {
        graph.domains[lab()].dnsName = "corp.example";
        graph.domains[lab()].shortName = "CORP";
        graph.computers[server].dnsName = "fs.corp.example";
        graph.computers[server].address = "fd00::9";
        account("CORP", "ann");
    }

    model::ComputerId client = machine("ADM");
    model::ComputerId server = machine("FS");
    model::ResourceId data = share(server, "Données");
    model::HopId hop = use(client, data);
    model::RouteId whole = route({hop});
};

link::RunOptions optionsFor(const Direct& drawn)
{
    return {.routes = {drawn.whole}, .as = {.domain = "CORP", .user = "ann", .password = {}}};
}

probe::RouteResult runIn(link::PracticeLab* lab, const model::Graph& graph,
                         link::RunOptions options)
{
    link::RunSession session(lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(graph, std::move(options));
    if (finished.isEmpty())
        finished.wait(patienceMs);
    return session.report().routes.front();
}

/// "passed", "denied access 5 permission-on-resource", "failed resolve 53".
std::string summaryOf(const probe::HopResult& hop)
{
    std::string out(wordOf(hop.state));
    if (hop.stage)
        out += ' ' + std::string(wordOf(*hop.stage));
    if (hop.code)
        out += ' ' + textOf(*hop.code);
    return hop.cause ? out + ' ' + std::string(wordOf(*hop.cause)) : out;
}

struct Row {
    const char* name;
    std::function<void(Direct&)> change;
    const char* summary;
    const char* predicted = "allowed";
};

const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {.name = "field/18: the identity of who sits there",
         .change = [](Direct&) {},
         .summary = "passed"},
        {.name = "field/18: by its full name",
         .change =
             [](Direct& d) { d.graph.hops[d.hop].typedTarget = "\\\\fs.CORP.example\\Données"; },
         .summary = "passed"},
        {.name = "field/18: by its address",
         .change = [](Direct& d) { d.graph.hops[d.hop].typedTarget = "\\\\fd00::9\\Données"; },
         .summary = "passed"},
        {.name = "field/18: an explicit credential",
         .change = [](Direct& d) { d.giveCredential(d.hop, d.account("CORP", "svc-files")); },
         .summary = "passed"},
        {.name = "field/18: a local account of the server",
         .change = [](Direct& d) { d.giveCredential(d.hop, d.account("FS", "backup")); },
         .summary = "passed"},
        {.name = "field/18: the same, as .\\backup",
         .change = [](Direct& d) { d.giveCredential(d.hop, d.account(".", "backup")); },
         .summary = "passed"},
        {.name = "field/18: the share refuses the account",
         .change =
             [](Direct& d) { d.graph.computers[d.server].practice.denyAccount = "CORP\\ann"; },
         .summary = "denied access 5 permission-on-resource",
         .predicted = "unknown"},
        {.name = "field/18: it refuses the explicit account",
         .change =
             [](Direct& d) {
                 d.giveCredential(d.hop, d.account("CORP", "svc-files"));
                 d.graph.computers[d.server].practice.denyAccount = "CORP\\svc-files";
             },
         .summary = "denied access 5 permission-on-resource",
         .predicted = "denied access 5 permission-on-resource"},
        {.name = "field/18: by a name that only the hop gives it",
         .change = [](Direct& d) { d.graph.hops[d.hop].typedTarget = "\\\\fs2\\Données"; },
         .summary = "passed"},
        {.name = "field/18: listed only",
         .change =
             [](Direct& d) { d.graph.routes[d.whole].probe.kind = model::ProbeKind::ListShare; },
         .summary = "passed"},
        {.name = "field/18: a file that is not there",
         .change =
             [](Direct& d) {
                 d.graph.routes[d.whole].probe = {.kind = model::ProbeKind::ReadFile,
                                                  .path = "none.txt"};
             },
         .summary = "failed access 2"},
        {.name = "R9: a share of its own",
         .change = [](Direct& d) { d.graph.hops[d.hop].from = d.server; },
         .summary = "passed"},
    };
    return all;
}

constexpr const char* smbClient = R"sh(#!/bin/bash
d=$(dirname "$0")
printf '%s\n' "$@" > "$d/arguments"
[ -n "${PASSWD_FD:-}" ] && cat <&"$PASSWD_FD" > "$d/password"
case ${*: -1} in
allinfo*) echo 'NT_STATUS_OBJECT_NAME_NOT_FOUND getting alt name for it'; exit 1 ;;
put*) cat > "$d/content" ;;
get*) cat "$d/content"; printf 'FILENAME:x\nOwner SID: CORP\\ann\nSIZE:%s\n' "$(stat -c %s "$d/content")" ;;
del*) rm "$d/content" ;;
esac
exit 0
)sh";

}  // namespace

/// A share that the first machine visits by itself: there is no session, and no machine between.
class TestShareVisit : public QObject {
    Q_OBJECT

private slots:
    void labHostAVisitsIt_data();
    void labHostAVisitsIt();
    void itsStagesAreThoseOfTheVisit();
    void aShareThatIsNotThere();
    void aServerThatIsSilent();
    void stoppingItIsAtOnce();
    void elsewhereItIsSkippedByName_data();
    void elsewhereItIsSkippedByName();
    void liveAProgramVisitsIt();
    void liveAProgramThatIsGoneFails();
};

void TestShareVisit::labHostAVisitsIt_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& row : rows())
        QTest::newRow(row.name) << index++;
}

void TestShareVisit::labHostAVisitsIt()
{
    QFETCH(int, index);
    const Row& row = rows().at(std::size_t(index));
    Direct drawn;
    row.change(drawn);
    QVERIFY(!model::findFault(drawn.graph));
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    const auto predicted = plan::predictNow(drawn.graph, lab.states()).at(drawn.hop);
    QCOMPARE(plan::tests::summaryOf(predicted), std::string(row.predicted));
    const auto route = runIn(&lab, drawn.graph, optionsFor(drawn));
    QCOMPARE(summaryOf(route.hops.front()), std::string(row.summary));
    QVERIFY(route.finished);
    QCOMPARE(route.leftBehind, std::string());
}

void TestShareVisit::itsStagesAreThoseOfTheVisit()
{
    const Direct drawn;
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    const auto route = runIn(&lab, drawn.graph, optionsFor(drawn));
    const auto& stages = route.hops.front().stages;
    std::string states;
    for (const probe::StageResult& each : stages)
        states += std::string(wordOf(each.state)) + ' ';
    QCOMPARE(states, std::string("passed passed not-needed passed passed not-needed not-needed "
                                 "not-needed passed passed "));
    QVERIFY(stages[1].evidence.english().contains("stands in for SMB"));
    QVERIFY(stages.back().evidence.english().contains("owner CORP\\ann"));
    QVERIFY(route.hops.front().ms > 0);
    QCOMPARE(route.account, std::string("CORP\\ann"));
    // What was created is gone again.
    QVERIFY(lab.hosts().world.find("FS")->shares.front().files.empty());
}

void TestShareVisit::aShareThatIsNotThere()
{
    const Direct drawn;
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    lab.hosts().world.find("FS")->shares.front().name = "Other";
    QCOMPARE(summaryOf(runIn(&lab, drawn.graph, optionsFor(drawn)).hops.front()),
             std::string("failed access 67"));
}

void TestShareVisit::aServerThatIsSilent()
{
    const Direct drawn;
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    lab.hosts().world.nextHopLimitMs = 300;
    lab.hosts().world.find("FS")->fault = {.place = Stage::Access, .kind = lab::FaultKind::Silence};
    const auto route = runIn(&lab, drawn.graph, optionsFor(drawn));
    QCOMPARE(route.hops.front().state, HopState::Failed);
    QCOMPARE(route.hops.front().evidence, std::string("no answer in time"));
}

void TestShareVisit::stoppingItIsAtOnce()
{
    const Direct drawn;
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    lab.hosts().world.find("FS")->fault = {.place = Stage::Access, .kind = lab::FaultKind::Silence};
    link::RunSession session(&lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(drawn.graph, optionsFor(drawn));
    QTRY_VERIFY(!session.report().routes.empty()
                && session.report().routes.front().hops.front().state == HopState::Running);
    QVERIFY(finished.isEmpty());
    session.stop();
    QCOMPARE(finished.size(), 1);
    const probe::RouteResult& route = session.report().routes.front();
    QCOMPARE(route.hops.front().state, HopState::Cancelled);
    QVERIFY(route.leftBehind.starts_with("\\\\FS\\Données\\hopwright-"));
}

void TestShareVisit::elsewhereItIsSkippedByName_data()
{
    QTest::addColumn<int>("environment");
    QTest::newRow("live") << int(Environment::Live);
    QTest::newRow("lab") << int(Environment::Lab);
}

void TestShareVisit::elsewhereItIsSkippedByName()
{
    QFETCH(int, environment);
    const Direct drawn;
    auto options = optionsFor(drawn);
    options.environment = static_cast<Environment>(environment);
    const auto route = runIn(nullptr, drawn.graph, std::move(options));
    QCOMPARE(route.hops.front().state, HopState::Skipped);
    QCOMPARE(route.hops.front().skippedBecause, std::string("share-from-client"));
}

void TestShareVisit::liveAProgramVisitsIt()
{
    const QTemporaryDir folder;
    QFile program(folder.filePath(QStringLiteral("smb client")));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write(smbClient);
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    program.close();
    const Direct drawn;
    auto options = optionsFor(drawn);
    options.environment = Environment::Live;
    options.as.password = Secret(std::as_bytes(std::span("Pä ss;1", 8)));
    options.smbClientPath = program.fileName().toStdString();
    const auto route = runIn(nullptr, drawn.graph, std::move(options));
    QVERIFY2(
        route.hops.front().state == HopState::Passed,
        (summaryOf(route.hops.front()) + ": " + route.hops.front().evidence.english()).c_str());
    const auto readAll = [&folder](const char* name) {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray arguments = readAll("arguments");
    QVERIFY(arguments.startsWith("//FS/Données\n-I\nfd00::9\n-U\nCORP\\ann\n"));
    QCOMPARE(readAll("password"), QByteArray("Pä ss;1"));
    QVERIFY(!arguments.contains("ss;1"));
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("content"))));
    QVERIFY(route.hops.front().stages.back().evidence.english().contains("owner CORP\\ann"));
}

void TestShareVisit::liveAProgramThatIsGoneFails()
{
    const Direct drawn;
    auto options = optionsFor(drawn);
    options.environment = Environment::Live;
    options.smbClientPath = "/nonexistent/smbclient";
    const auto route = runIn(nullptr, drawn.graph, std::move(options));
    QCOMPARE(route.hops.front().state, HopState::Failed);
    QCOMPARE(route.hops.front().evidence, std::string("smbclient could not be run"));
}

QTEST_GUILESS_MAIN(TestShareVisit)
#include "tst_share_visit.moc"
