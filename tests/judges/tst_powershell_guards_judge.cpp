#include "tests/judges/credssp/judge_process.h"
#include "tests/judges/powershell/script_cases.h"

#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "powershell";

/// In place of what an exported probe asks of Windows and the engine has not here. A session to a machine that `$failing` has
/// ends with that code, as WinRM's does; in any other the block runs on this machine. Each says what it was asked for.
constexpr auto standIns = R"PS(
function Get-Credential {
    param([string]$Credential)
    $Host.UI.WriteLine('asked: ' + $Credential)
    New-Object System.Management.Automation.PSCredential($Credential, (New-Object System.Security.SecureString))
}
function Open-Session([string]$ComputerName, [PSCredential]$Credential) {
    $Host.UI.WriteLine(('tried: ' + $ComputerName + ' ' + $Credential.UserName).Trim())
    if ($failing[$ComputerName]) {
        $failure = [Management.Automation.Remoting.PSRemotingTransportException]::new('planted')
        $failure.ErrorCode = $failing[$ComputerName]
        throw $failure
    }
}
function New-PSSession {
    param([string]$ComputerName, [int]$Port, [string]$Authentication, [PSCredential]$Credential)
    Open-Session $ComputerName $Credential
    'session'
}
function Invoke-Command {
    param([string]$ComputerName, [int]$Port, [string]$Authentication, [PSCredential]$Credential,
        $Session, [ScriptBlock]$ScriptBlock, [object[]]$ArgumentList)
    if ($Session -eq $null) { Open-Session $ComputerName $Credential }
    & $ScriptBlock @ArgumentList
}
function Remove-PSSession { param($Session) }
)PS";

/// Sessions from PC on, each target with the user whose credential is drawn before it: `alice@JUMP01 FS01`. `cert:` before
/// a target: by a certificate.
model::Graph drawingOf(const QStringList& routes)
{
    Drawing drawing(Names{.user = "nobody"});  // The others are added below.
    std::map<std::string, model::ComputerId> computers;
    std::map<std::string, model::AccountId> accounts;
    const auto computer = [&](const std::string& name) {
        if (!computers.contains(name))
            computers[name] = drawing.computer(name);
        return computers[name];
    };
    const auto account = [&](const std::string& user) {
        if (!accounts.contains(user)) {
            const model::AccountId id{drawing.graph.nextId++};
            drawing.graph.accounts[id] = {.id = id, .domain = "LAB", .user = user};
            accounts[user] = id;
        }
        return accounts[user];
    };
    for (const QString& route : routes) {
        std::vector<model::HopId> hops;
        model::ComputerId from = computer("PC");
        for (const QString& each : route.split(u' ')) {
            const bool byCertificate = each.startsWith(QLatin1String("cert:"));
            const std::string target = each.section(QRegularExpression("[@:]"), -1).toStdString();
            const model::ComputerId to = computer(target);
            const auto hop = drawing.session(
                from, to, target,
                byCertificate ? model::Method::Certificate : model::Method::Kerberos, false);
            if (each.contains(u'@')) {
                drawing.graph.hops[hop].credential = {
                    .isExplicit = true, .account = account(each.section(u'@', 0, 0).toStdString())};
            }
            hops.push_back(hop);
            from = to;
        }
        drawing.route(hops);
        drawing.graph.routes.rbegin()->second.name = route.toStdString();
    }
    return drawing.graph;
}

/// The text of the only probe of \p graph, as Windows reads it.
std::string probeOf(const model::Graph& graph)
{
    for (const ExportFile& file : scriptsFor(graph)) {
        if (file.purpose == Purpose::Probe)
            return asWindowsReads(fileBytes(file));
    }
    return {};
}

/// What stands behind \p mark in the lines of \p run that begin so.
QStringList linesOf(const Json& run, const QString& mark)
{
    QStringList out;
    const auto said = QString::fromStdString(run["result"]["stdout"].get<std::string>());
    for (const QString& line : said.split(QStringLiteral("\r\n"))) {
        if (line.startsWith(mark))
            out += line.mid(mark.size());
    }
    return out;
}

QByteArray told(const Faults& faults)
{
    return faults.empty() ? QByteArray() : QByteArray::fromStdString(faults.front());
}

}  // namespace

/// Where a script must not go on, or must not say that all is well, in Microsoft's own engine.
class TestPowerShellGuardsJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void aProbeTriesNoRefusedPasswordAgain_data();
    void aProbeTriesNoRefusedPasswordAgain();
    void a32BitProcessIsToldSoAndChangesNothing();
    void aPolicyThatComesMeanwhileBlocks();
    void localTrustsNamesAlone_data();
    void localTrustsNamesAlone();

private:
    ScriptEngine m_engine;
};

void TestPowerShellGuardsJudge::initTestCase()
{
    const QString why = ScriptEngine::whyNot();
    if (why.isEmpty())
        return;
    QTextStream(stdout) << "judge skipped: " << judge << ": " << why << '\n';
    QVERIFY2(!isAllRequired() || why == QLatin1String("no .NET SDK"), qPrintable(why));
    exit(0);
}

void TestPowerShellGuardsJudge::cleanupTestCase()
{
    m_engine.stop();
    sayJudgeRan(judge);
}

// Codes: domain reference 8.2 row 23 (a wrong password), 8.3 rows 51 to 53 (nobody was reached, so nobody saw a password).
void TestPowerShellGuardsJudge::aProbeTriesNoRefusedPasswordAgain_data()
{
    QTest::addColumn<QStringList>("routes");
    QTest::addColumn<QString>("failing");
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("tried");
    QTest::addColumn<QStringList>("passed");
    const auto row = [](const char* name, const QStringList& routes, const char* failing, int code,
                        const QStringList& tried, const QStringList& passed) {
        QTest::newRow(name) << routes << QString::fromLatin1(failing) << code << tried << passed;
    };
    row("all pass", {"alice@J1", "alice@J2 bob@F1", "J3"}, "", 0,
        {R"(J1 LAB\alice)", R"(J2 LAB\alice)", R"(F1 LAB\bob)", "J3"},
        {"alice@J1", "alice@J2 bob@F1", "J3"});
    row("without a credential there is none to refuse", {"J1", "J2"}, "J1 = -2146893044", 1,
        {"J1", "J2"}, {"J2"});
    row("the last does not pass", {"alice@J1", "bob@J2"}, "J2 = -2146893044", 1,
        {R"(J1 LAB\alice)", R"(J2 LAB\bob)"}, {"alice@J1"});
    row("a wrong password", {"alice@J1", "alice@J2", "bob@J3"}, "J1 = -2146893044", 1,
        {R"(J1 LAB\alice)", R"(J3 LAB\bob)"}, {"bob@J3"});
    row("a wrong password, and then for a later hop", {"alice@J1", "J2 alice@F1"},
        "J1 = -2146893044", 1, {R"(J1 LAB\alice)"}, {});
    row("a route that was not tried says nothing of its other credential",
        {"alice@J1", "bob@J2 alice@F2", "bob@J3"}, "J1 = -2146893044", 1,
        {R"(J1 LAB\alice)", R"(J3 LAB\bob)"}, {"bob@J3"});
    for (const char* code : {"-2144108526", "-2144108250", "-2144108103", "-2144108270"}) {
        QTest::addRow("not reached: %s", code)
            << QStringList{"alice@J1", "alice@J2"}
            << QStringLiteral("J1 = %1").arg(QLatin1String(code)) << 1
            << QStringList{R"(J1 LAB\alice)", R"(J2 LAB\alice)"} << QStringList{"alice@J2"};
    }
    row("a wrong password of a later hop", {"J1 alice@F1", "J2 alice@F2", "J3 bob@F3"},
        "F1 = -2146893044", 1, {"J1", R"(F1 LAB\alice)", "J3", R"(F3 LAB\bob)"}, {"J3 bob@F3"});
    row("a wrong password of a later hop, and then for hop 1", {"J1 alice@F1", "alice@J2"},
        "F1 = -2146893044", 1, {"J1", R"(F1 LAB\alice)"}, {});
    row("a later hop is not reached", {"J1 alice@F1", "J2 alice@F2"}, "F1 = -2144108526", 1,
        {"J1", R"(F1 LAB\alice)", "J2", R"(F2 LAB\alice)"}, {"J2 alice@F2"});
    row("a hop 1 that no script opens", {"cert:J1", "J2"}, "", 1, {"J2"}, {"J2"});
}

/// docs/cli.md, "script": 0 all passed, 1 not all. docs/threat-model.md: a wrong password counts once against the lock-out.
void TestPowerShellGuardsJudge::aProbeTriesNoRefusedPasswordAgain()
{
    QFETCH(const QStringList, routes);
    QFETCH(const QString, failing);
    QFETCH(const int, code);
    QFETCH(const QStringList, tried);
    QFETCH(const QStringList, passed);
    const std::string script =
        "$failing = @{ " + failing.toStdString() + " }" + standIns + probeOf(drawingOf(routes));
    const Json run = m_engine.run({script}, StartState().notElevated().machine())[0];
    Faults faults;
    codeIs(faults, run, code, "probe");
    QVERIFY2(faults.empty(), told(faults).constData());
    QCOMPARE(linesOf(run, QStringLiteral("tried: ")), tried);
    QCOMPARE(linesOf(run, QStringLiteral("passed: ")), passed);
    QStringList asked = linesOf(run, QStringLiteral("asked: "));
    QCOMPARE(asked.removeDuplicates(), 0);
}

// Such a process sees other keys below HKLM\SOFTWARE: what it wrote would be in effect for nobody.
void TestPowerShellGuardsJudge::a32BitProcessIsToldSoAndChangesNothing()
{
    const Case one = casesOf(doubleHop()).front();
    const Json enabled = m_engine.run({one.scripts.enable}, StartState().machine())[0]["machine"];
    for (const Json& start : {StartState().machine(), enabled}) {
        // The variable is the process's, which goes on to serve: it is taken away again.
        const Json runs =
            m_engine.run({"$env:PROCESSOR_ARCHITEW6432 = 'AMD64'", one.scripts.enable,
                          one.scripts.verify, one.scripts.undo, "$env:PROCESSOR_ARCHITEW6432 = ''"},
                         start);
        for (const std::size_t i : {1U, 2U, 3U}) {
            Faults faults;
            codeIs(faults, runs[i], 2, "script " + std::to_string(i));
            QVERIFY2(faults.empty(), told(faults).constData());
            QVERIFY(runs[i]["result"]["stdout"].get<std::string>().contains("32-bit"));
            QCOMPARE(differenceOf(runs[0]["machine"], runs[i]["machine"]), std::string());
        }
    }
}

/// A refresh of policy between the look at what blocks and the change: the service starts, and with it the policy is there.
void TestPowerShellGuardsJudge::aPolicyThatComesMeanwhileBlocks()
{
    const Case server = casesOf(doubleHop()).back();
    QVERIFY(server.wanted.server && !server.wanted.client);
    const std::string parameters = "param([switch]$WhatIf)";
    const std::string script = replaced(server.scripts.enable, parameters, parameters + R"PS(
function Start-Service {
    param([string]$Name)
    $key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WinRM\Service'
    [void](New-Item -Path $key -Force)
    [void](New-ItemProperty -LiteralPath $key -Name AllowCredSSP -PropertyType DWord -Value 0 -Force)
    & (Get-Command -Name Start-Service -CommandType Cmdlet) -Name $Name
}
)PS");
    QVERIFY(script != server.scripts.enable);
    const Json start = StartState().service("Stopped", "Manual").machine();
    const Json run = m_engine.run({script}, start)[0];
    Faults faults;
    codeIs(faults, run, 3, "enable");
    QVERIFY2(faults.empty(), told(faults).constData());
    QVERIFY(run["result"]["stdout"].get<std::string>().contains("policies"));
    Json after = run["machine"];
    QVERIFY(after["registry"].erase(winRmPolicyKey + "Service") == 1);
    for (const char* part : {"registry", "localPolicy", "services"})
        QCOMPARE(differenceOf(start[part], after[part]), std::string());
}

void TestPowerShellGuardsJudge::localTrustsNamesAlone_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("a short name") << QStringLiteral("HOST-9") << true;
    QTest::newRow("a full name") << QStringLiteral("host-9.lab.example") << false;
    QTest::newRow("an address") << QStringLiteral("10.0.0.9") << false;
    QTest::newRow("an address without a dot") << QStringLiteral("[fd00::9]") << false;
}

/// Domain reference 4, TrustedHosts: `<local>` is the names without a dot.
void TestPowerShellGuardsJudge::localTrustsNamesAlone()
{
    QFETCH(const QString, target);
    QFETCH(const bool, trusted);
    Drawing drawing({});
    const auto from = drawing.computer("PC");
    drawing.session(from, drawing.computer("HOST-9", false), target.toStdString(),
                    model::Method::Ntlm);
    const Case one = casesOf(drawing.graph).front();
    QCOMPARE(one.wanted.trusted, std::vector<std::string>{target.toStdString()});
    const Json start =
        StartState().direct(wsmanKey + "Client", "trusted_hosts", "<local>").machine();
    const Json runs = m_engine.run({one.scripts.verify, one.scripts.enable}, start);
    Faults faults;
    codeIs(faults, runs[0], trusted ? 0 : 1, "verify");
    codeIs(faults, runs[1], trusted ? 0 : 1, "enable");
    QVERIFY2(faults.empty(), told(faults).constData());
    QCOMPARE(linesOf(runs[0], QStringLiteral("covered, wider than needed: ")).size(),
             trusted ? 1 : 0);
}

QTEST_GUILESS_MAIN(TestPowerShellGuardsJudge)
#include "tst_powershell_guards_judge.moc"
