#include "core/diagnose/drawing.h"
#include "core/model/graph_rules.h"
#include "core/store/graph_file.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

constexpr std::string_view now = "2026-11-30T12:00:00Z";

SaidDrawing drawn(std::string_view text, const Answers& answers = {})
{
    const auto out = drawingOf(diagnose::diagnose(text, answers), now);
    return out ? *out : SaidDrawing();
}

const model::Computer* machine(const SaidDrawing& drawing, std::string_view name)
{
    return model::computerByName(drawing.graph, name);
}

class TestDrawing : public QObject {
    Q_OBJECT

private slots:
    void isTheChainOfTheText_data();
    void isTheChainOfTheText();
    void readsWhereTheCommandReads_data();
    void readsWhereTheCommandReads();
    void saysWhereNamesComeFrom();
    void saysWhichHopStopped();
    void hasMethodsPortsAndCredentials();
    void aMachineThatComesTwiceIsOne();
    void isEmptyWithoutAChain();
    void takesFactsOfTheText();
    void anAnswerThatCannotBeDrawnIsRefused();
    void whatOfTheTextCannotBeDrawnIsLeftOut();
    void setsThePracticeLabUp_data();
    void setsThePracticeLabUp();
    void eachCauseOfTheListsHasItsFault();
    void isAValidDrawingOfEveryTicket();
};

}  // namespace

void TestDrawing::isTheChainOfTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("machines");
    QTest::addColumn<int>("hops");
    QTest::addColumn<QString>("last");

    const auto row = [](const char* name, const char* text, QStringList machines, int hops,
                        const char* last) {
        QTest::newRow(name) << text << machines << hops << last;
    };
    row("session and share", "From pc-4: icm web7.ost.example { dir \\\\nas3\\pics }",
        {"pc-4", "web7", "nas3"}, 2, "\\\\nas3\\pics");
    row("unnamed client", "icm web7 { dir \\\\nas3\\pics }", {"UNKNOWN", "web7", "nas3"}, 2,
        "\\\\nas3\\pics");
    row("two unnamed", "icm -cn $target { dir \\\\nas3\\pics }", {"UNKNOWN", "UNKNOWN-2", "nas3"},
        2, "\\\\nas3\\pics");
    row("below the share", "icm web7 { type \\\\nas3\\pics\\2026\\a.txt }",
        {"UNKNOWN", "web7", "nas3"}, 2, "\\\\nas3\\pics");
    row("session alone", "Enter-PSSession web7\nAccess is denied.", {"UNKNOWN", "web7"}, 1, "web7");
    row("domain", "icm web7 { Get-ADUser mira }", {"UNKNOWN", "web7", "UNKNOWN-2"}, 2, "");
    row("a machine with the name of none", "icm -cn $target { dir \\\\UNKNOWN\\pics }",
        {"UNKNOWN", "UNKNOWN-2", "UNKNOWN-3"}, 2, "");
    row("three sessions", "icm web7 { icm app8 { icm dc-9 { hostname } } }",
        {"UNKNOWN", "web7", "app8", "dc-9"}, 3, "dc-9");
}

void TestDrawing::isTheChainOfTheText()
{
    QFETCH(QString, text);
    QFETCH(QStringList, machines);
    QFETCH(int, hops);
    QFETCH(QString, last);

    const SaidDrawing drawing = drawn(text.toStdString());
    QStringList names;
    for (const auto& [id, computer] : drawing.graph.computers)
        names += QString::fromStdString(computer.name);
    QCOMPARE(names, machines);
    QCOMPARE(static_cast<int>(drawing.hops.size()), hops);
    QCOMPARE(drawing.graph.hops.size(), drawing.hops.size());
    QCOMPARE(drawing.graph.routes.size(), std::size_t{1});
    QVERIFY(model::checkGraph(drawing.graph));
    if (!last.isEmpty()) {
        const model::Hop& hop = drawing.graph.hops.at(drawing.hops.back().id);
        QCOMPARE(QString::fromStdString(model::typedTarget(drawing.graph, hop)), last);
    }
    // One base line, left to right, so that hops are straight.
    double right = -1;
    for (const auto& [id, computer] : drawing.graph.computers) {
        QVERIFY(computer.position.x > right);
        right = computer.position.x;
    }
}

void TestDrawing::readsWhereTheCommandReads_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("isRead");

    const auto row = [](const char* command, bool isRead) {
        QTest::newRow(command) << command << isRead;
    };
    row("Get-ChildItem \\\\nas3\\pics", true);
    row("dir \\\\nas3\\pics", true);
    row("Get-Content -Path \\\\nas3\\pics\\a.txt", true);
    row("Test-Path '\\\\nas3\\pics'", true);
    row("net use X: \\\\nas3\\pics", true);
    row("Get-Acl \\\\nas3\\pics", true);
    row("Set-Acl \\\\nas3\\pics", false);
    row("New-Item \\\\nas3\\pics\\a.txt", false);
    row("del \\\\nas3\\pics\\a.txt", false);
    row("Out-File -FilePath \\\\nas3\\pics\\a.txt", false);
    row("Copy-Item \\\\nas3\\pics\\a.txt C:\\in", true);
    row("Copy-Item C:\\in\\a.txt \\\\nas3\\pics", false);
    row("Copy-Item -Destination \\\\nas3\\pics -Path C:\\in\\a.txt", false);
    row("robocopy \\\\nas3\\pics D:\\pics /MIR", true);
    row("robocopy D:\\pics \\\\nas3\\pics /MIR", false);
}

/// The test of the drawing does no more to a share than the command of the text does.
void TestDrawing::readsWhereTheCommandReads()
{
    QFETCH(QString, command);
    QFETCH(bool, isRead);

    const auto expected = isRead ? model::ProbeKind::ListShare : model::ProbeKind::CreateFile;
    const std::string typed = command.toStdString();
    for (const std::string& text :
         {"icm web7 { " + typed + " }", "[web7]: PS C:\\> " + typed + "\nAccess is denied."}) {
        const SaidDrawing drawing = drawn(text);
        QCOMPARE(drawing.graph.routes.size(), std::size_t{1});
        QCOMPARE(drawing.graph.routes.begin()->second.probe.kind, expected);
    }
    QCOMPARE(drawn("\\\\nas3\\pics: Access is denied.").graph.routes.begin()->second.probe.kind,
             model::ProbeKind::CreateFile);
}

void TestDrawing::saysWhereNamesComeFrom()
{
    const SaidDrawing drawing = drawn("icm web7 { dir \\\\nas3\\pics }", {.ranOn = "web7"});
    QCOMPARE(drawing.machines.size(), std::size_t{3});
    QCOMPARE(drawing.machines.at(machine(drawing, "UNKNOWN")->id), NamedBy::Nobody);
    QCOMPARE(drawing.machines.at(machine(drawing, "web7")->id), NamedBy::Answer);
    QCOMPARE(drawing.machines.at(machine(drawing, "nas3")->id), NamedBy::Text);
}

void TestDrawing::saysWhichHopStopped()
{
    const SaidDrawing second = drawn("icm web7 { dir \\\\nas3\\pics }\nAccess is denied (5)");
    QCOMPARE(second.hops.size(), std::size_t{2});
    QCOMPARE(second.hops[0].said, Outcome::Allowed);
    QCOMPARE(second.hops[1].said, Outcome::Denied);
    QVERIFY(second.failing == second.hops[1].id);
    const SaidDrawing first =
        drawn("icm web7 -auth CredSSP -cred $c { dir \\\\nas3\\pics }\n"
              "[web7] Connecting to remote server web7 failed: 0x803381A2 CredSSP is disabled in "
              "the client configuration");
    QVERIFY(first.failing == first.hops[0].id);
    QCOMPARE(first.hops[0].said, Outcome::Denied);
    QVERIFY(!first.hops[1].reached);
    QVERIFY(!drawn("icm web7 { dir \\\\nas3\\pics }").failing);
}

void TestDrawing::hasMethodsPortsAndCredentials()
{
    const SaidDrawing drawing =
        drawn("From pc-4 as OST\\mira: icm web7:5999 -UseSSL -auth CredSSP -cred $c { dir "
              "\\\\nas3\\pics }");
    const model::Hop& hop = drawing.graph.hops.at(drawing.hops[0].id);
    QCOMPARE(hop.method, Method::CredSsp);
    QCOMPARE(hop.transport, Transport::Https);
    QCOMPARE(model::effectivePort(drawing.graph, hop), std::uint16_t{5999});
    QVERIFY(hop.credential.isExplicit);
    QVERIFY(hop.credential.account.has_value());
    QCOMPARE(model::accountText(drawing.graph.accounts.at(*hop.credential.account)),
             std::string("OST\\mira"));
    QVERIFY(!drawing.graph.hops.at(drawing.hops[1].id).credential.isExplicit);

    const SaidDrawing without = drawn("icm web7 -auth CredSSP { dir \\\\nas3\\pics }\n"
                                      "0x803381A1 CredSSP requires an explicit credential");
    QVERIFY2(!without.graph.hops.at(without.hops[0].id).credential.isExplicit,
             "that it lacks one is what is wrong");
}

void TestDrawing::aMachineThatComesTwiceIsOne()
{
    const SaidDrawing drawing =
        drawn("icm WEB7 { dir \\\\web7\\pics }", {.startedFrom = "web7.ost.example"});
    QCOMPARE(drawing.graph.computers.size(), std::size_t{1});
    QCOMPARE(drawing.hops.size(), std::size_t{2});
    QVERIFY(model::checkGraph(drawing.graph));
}

void TestDrawing::isEmptyWithoutAChain()
{
    QVERIFY(drawn("it does not work").graph == model::Graph());
    QVERIFY(drawn("").graph == model::Graph());
}

void TestDrawing::takesFactsOfTheText()
{
    const SaidDrawing drawing = drawn(
        "From pc-4: icm web7 { dir \\\\nas3\\pics }\n\n[web7]: PS C:\\> Get-WSManCredSSP\n"
        "The machine is not configured to allow delegating fresh credentials.\n"
        "This computer is configured to receive credentials from a remote client computer.\n");
    const model::Computer* const web7 = machine(drawing, "web7");
    QVERIFY(web7 != nullptr);
    QVERIFY(drawing.graph.seen.contains(web7->id));
}

void TestDrawing::anAnswerThatCannotBeDrawnIsRefused()
{
    const Diagnosis diagnosis = diagnose::diagnose("icm web7 { dir \\\\nas3\\pics }",
                                                   {.startedFrom = std::string(4000, 'x')});
    QVERIFY(!drawingOf(diagnosis, now));
}

/// Where an answer is refused: nobody typed these to be drawn.
void TestDrawing::whatOfTheTextCannotBeDrawnIsLeftOut()
{
    const std::string tooLong(300, 'x');
    const Diagnosis account =
        diagnose::diagnose("as " + tooLong + "\\mira: icm web7 { dir \\\\nas3\\pics }");
    QCOMPARE(account.reading.accounts.size(), std::size_t{1});
    const auto drawing = drawingOf(account, now);
    QVERIFY(drawing.has_value());
    QVERIFY(drawing->graph.accounts.empty());
    QCOMPARE(drawing->hops.size(), std::size_t{2});

    const auto machine =
        drawingOf(diagnose::diagnose("icm web7 { dir \\\\" + tooLong + "-7\\pics }"), now);
    QVERIFY(machine.has_value());
    QCOMPARE(machine->hops.size(), std::size_t{2});
    QVERIFY(model::checkGraph(machine->graph));
}

void TestDrawing::setsThePracticeLabUp_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<bool>("client");
    QTest::addColumn<bool>("listed");
    QTest::addColumn<bool>("server");

    QTest::newRow("E2 client role")
        << "0x803381A2 CredSSP is disabled in the client configuration" << false << false << true;
    QTest::newRow("E3 list without the name")
        << "0x803381A3 policy does not allow the delegation of user credentials to the target computer; Get-WSManCredSSP shows wsman/web9 only"
        << true << false << true;
    QTest::newRow("E5 server role")
        << "The authentication mechanism requested by the client is not supported by the server. Offered: Negotiate, Kerberos; CredSSP is not among them"
        << true << true << false;
}

void TestDrawing::setsThePracticeLabUp()
{
    QFETCH(QString, error);
    QFETCH(bool, client);
    QFETCH(bool, listed);
    QFETCH(bool, server);

    const SaidDrawing drawing =
        drawn("From pc-4: icm web7 -auth CredSSP -cred $c { dir \\\\nas3\\pics }\n"
              + error.toStdString());
    const model::PracticeFacts& pc = machine(drawing, "pc-4")->practice;
    QCOMPARE(pc.credSspClient, client);
    const bool has = std::ranges::find(pc.allowFresh, "WSMAN/web7") != pc.allowFresh.end();
    QCOMPARE(has, listed);
    QCOMPARE(machine(drawing, "web7")->practice.credSspServer, server);
}

/// Causes that few texts name: told as candidates, each has its fault.
void TestDrawing::eachCauseOfTheListsHasItsFault()
{
    Diagnosis diagnosis = diagnose::diagnose(
        "From pc-4: icm web7 -auth CredSSP -cred $c { dir \\\\nas3\\pics }\n0x803381A2");
    QVERIFY(diagnosis.isUnderstood());
    const auto practiceFor = [&](Cause cause) {
        diagnosis.candidates.front().cause = cause;
        return machine(*drawingOf(diagnosis, now), "pc-4")->practice;
    };
    const std::vector<std::string> entry{"WSMAN/web7"};
    QVERIFY(practiceFor(Cause::DelegateListDenies).denyFresh == entry);
    const model::PracticeFacts ntlm = practiceFor(Cause::NtlmOnlyListNeeded);
    QVERIFY(ntlm.allowFresh == entry && ntlm.allowFreshNtlmOnly.empty());
    QVERIFY(practiceFor(Cause::DelegateListMissing).allowFresh.empty());
    const model::PracticeFacts other = practiceFor(Cause::DelegateListMismatch);
    QVERIFY(other.allowFresh.size() == 1 && other.allowFresh != entry);
    QVERIFY(practiceFor(Cause::TrustedHosts).trustedHosts.empty());
    QVERIFY(!practiceFor(Cause::ServerRoleMissing).trustedHosts.empty());
}

/// All tickets of the sets: whatever a text says, the drawing is one that could be saved and opened.
void TestDrawing::isAValidDrawingOfEveryTicket()
{
    int drawings = 0;
    for (const char* folder : {"tickets", "tickets2", "tickets3", "tickets4", "tickets5"}) {
        const QDir dir(QStringLiteral(HOPWRIGHT_TEST_DATA "/") + QLatin1String(folder));
        for (const QString& name : dir.entryList({QStringLiteral("*.txt")}, QDir::Files)) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto drawing = drawingOf(diagnose::diagnose(file.readAll().toStdString()), now);
            QVERIFY2(drawing.has_value(), qPrintable(name));
            QVERIFY2(model::checkGraph(drawing->graph).has_value(), qPrintable(name));
            QVERIFY2(store::readGraph(store::writeGraph(drawing->graph)).has_value(),
                     qPrintable(name));
            drawings += drawing->graph.hops.empty() ? 0 : 1;
        }
    }
    QVERIFY(drawings > 300);
}

QTEST_APPLESS_MAIN(TestDrawing)

#include "tst_drawing.moc"
