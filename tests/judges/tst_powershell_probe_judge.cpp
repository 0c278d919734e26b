#include "core/base/byte_writer.h"
#include "core/model/graph_rules.h"
#include "core/probe/probe_script.h"
#include "core/probe/route_probe.h"
#include "core/probe/step_result.h"
#include "tests/judges/credssp/judge_process.h"
#include "tests/judges/powershell/hostile_names.h"
#include "tests/judges/powershell/script_engine.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

#include <array>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "powershell at a share";
constexpr auto account = "LAB\\alice";

/// Where tests/judges/smbd/in_namespace.sh put everything.
QDir place()
{
    return {qEnvironmentVariable("HOPWRIGHT_SMBD")};
}

QByteArray passwordOfAlice()
{
    return contentOf(place().filePath(QStringLiteral("alice.password")));
}

QByteArray bytesOfSecret(const Secret& secret)
{
    return {reinterpret_cast<const char*>(secret.expose().data()),
            static_cast<qsizetype>(secret.size())};
}

/// The probe's step at `\\host\share`, as `probe` sends it to B.
probe::Step stepAt(const std::string& host, const std::string& share)
{
    return {.hop = 2,
            .action = probe::Step::Action::CreateFile,
            .host = host,
            .share = share,
            .file = "hopwright-0123456789abcdef0123456789abcdef.tmp",
            .token = "00112233445566778899aabbccddeeff"};
}

/// Lab host B as Windows would be: the command line and the standard input that came by the wire go to powershell.exe,
/// which is the real engine; what the user sent there (CredSSP) reaches the share through smbclient.
struct HostB {
    QByteArray arrived = passwordOfAlice();  ///< Empty: nothing was delegated.
    QByteArray seen = {};  ///< Arguments and environment, for a look at who could read a password.

    probe::HopResult run(const probe::Step& step,
                         const std::vector<probe::CredentialLine>& credentials = {})
    {
        return runText(probe::probeScript(), {step}, credentials, 2).hops[1];
    }

    /// \p hops: how many the route has of which the script tells.
    probe::RouteResult runText(const std::string& script, const std::vector<probe::Step>& steps,
                               const std::vector<probe::CredentialLine>& credentials,
                               std::size_t hops)
    {
        const QString line = QString::fromStdString(probe::bootstrapCommand());
        QStringList arguments = line.split(QLatin1Char(' '));
        if (arguments.takeFirst() != QLatin1String("powershell.exe"))
            qFatal("no powershell.exe: %s", qPrintable(line));
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0
            || ::write(ends[1], arrived.constData(), static_cast<std::size_t>(arrived.size()))
                   != arrived.size())
            qFatal("no pipe");
        ::close(ends[1]);
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("POWERSHELL_JUDGE_SMBCLIENT"),
                           arrived.isEmpty()
                               ? QStringLiteral("/usr/bin/smbclient -N -U %")
                               : QStringLiteral("/usr/bin/smbclient -U ") + QLatin1String(account));
        environment.insert(QStringLiteral("POWERSHELL_JUDGE_MACHINE"), machineFile());
        if (!arrived.isEmpty())
            environment.insert(QStringLiteral("PASSWD_FD"), QString::number(ends[0]));
        process.setProcessEnvironment(environment);
        process.setChildProcessModifier([end = ends[0]] { ::fcntl(end, F_SETFD, 0); });
        process.start(ScriptEngine::program(), arguments);
        ::close(ends[0]);
        seen =
            (arguments.join(QLatin1Char('\n')) + environment.toStringList().join(QLatin1Char('\n')))
                .toUtf8();
        process.write(bytesOfSecret(probe::standardInput(script, steps, credentials)));
        process.closeWriteChannel();
        constexpr int patience = 60'000;
        if (!process.waitForFinished(patience))
            qFatal("no answer");
        said = process.readAllStandardOutput() + process.readAllStandardError();
        probe::RouteResult route;
        for (std::size_t i = 0; i < hops; ++i)
            route.hops.push_back({.hop = model::HopId{static_cast<std::uint32_t>(i + 1)}});
        std::vector<bool> held(hops, !arrived.isEmpty());
        for (const probe::CredentialLine& each : credentials)
            held[static_cast<std::size_t>(each.hop) - 1] = true;
        const auto read =
            probe::readStepLine(QString::fromUtf8(said).trimmed().toStdString(), held, 0, route);
        if (!read)
            qWarning("%s: %s", read.error().detail.english().c_str(), said.constData());
        return route;
    }

    /// The machine's state has a name and a user, no password.
    static QString machineFile()
    {
        const QString path = place().filePath(QStringLiteral("b.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        const Json machine = {{"name", "JUMP01"}, {"user", account}, {"elevated", false}};
        file.write(QByteArray::fromStdString(machine.dump()));
        return path;
    }

    QByteArray said = {};
};

probe::CredentialLine lineOf(int hop, const QByteArray& password)
{
    return {.hop = hop, .account = account, .password = Secret(bytesOf(password.toStdString()))};
}

std::vector<probe::CredentialLine> linesOf(int hop, const QByteArray& password)
{
    std::vector<probe::CredentialLine> out;
    out.push_back(lineOf(hop, password));
    return out;
}

/// The probe's script with functions in place of the cmdlets of remoting, which the engine has not here: New-PSSession fails with
/// \p code as WinRM does, or opens a session in which the block runs on this machine. The steps go through the serializer of
/// remoting, at its own depth. `$handed`: the hops whose credentials went along; `$names`: whom the sessions went to.
/// \p steps: what stands for the steps, `$args[1]` or PowerShell text.
std::string withoutWinRm(int code, const std::string& steps = "$args[1]")
{
    return R"PS($global:handed = 'handed:'
$global:opened = ''
$global:names = ''
$global:texts = @{}
function New-PSSession {
    param([string]$ComputerName, [int]$Port, [string]$Authentication, [PSCredential]$Credential)
    if ()PS"
           + std::to_string(code) + R"PS( -ne 0) {
        $failure = [Management.Automation.Remoting.PSRemotingTransportException]::new('planted')
        $failure.ErrorCode = )PS"
           + std::to_string(code) + R"PS(
        throw $failure
    }
    $global:opened += ' ' + $ComputerName + '/' + $Authentication + '/' + $Credential.UserName
    $global:names += ' ' + $Port + ':' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($ComputerName))
    'session'
}
function Invoke-Command {
    param($Session, [ScriptBlock]$ScriptBlock, [object[]]$ArgumentList)
    $global:handed += ' [' + [string]@($ArgumentList[2] | ForEach-Object { $_.Split([char]9)[0] }) + ']'
    $global:texts[[string]$ScriptBlock] = 1
    $global:texts[$ArgumentList[0]] = 1
    $sent = [Management.Automation.PSSerializer]::Serialize($ArgumentList[1], 1)
    & $ScriptBlock $ArgumentList[0] ([Management.Automation.PSSerializer]::Deserialize($sent)) $ArgumentList[2]
}
function Remove-PSSession { param($Session) }
$inner = {)PS"
           + probe::probeScript() + "}\n& $inner ([string]$inner) (" + steps + ") $args[2]\n";
}

probe::Step sessionTo(int hop, const std::string& host)
{
    return {.hop = hop,
            .action = probe::Step::Action::Session,
            .host = host,
            .method = Method::CredSsp,
            .explicitCredential = true};
}

probe::Step ending(const std::string& text)
{
    return {.action = probe::Step::Action::Script, .text = text};
}

/// JUMP01 → HV01 → HV02, each with a credential of its own; at the end, what the stand-ins saw.
std::vector<probe::Step> twoSessions()
{
    return {sessionTo(2, "HV01"), sessionTo(3, "HV02"), ending("$global:handed + $global:opened")};
}

/// As an exported script names \p steps.
std::string tablesOf(const std::vector<probe::Step>& steps)
{
    std::string out;
    for (const probe::Step& step : steps)
        out += (out.empty() ? "" : ", ") + probe::stepTable(step);
    return "@(" + out + ")";
}

/// What the innermost line of \p said gives as evidence.
std::string innermostEvidence(const QByteArray& said)
{
    Json line = Json::parse(said.begin(), said.end(), nullptr, false);
    while (line.is_object() && line["next"].is_object())
        line = Json(line["next"]);
    return line.is_object() ? line["evidence"].get<std::string>() : std::string();
}

std::string tell(const probe::HopResult& hop)
{
    return std::string(wordOf(hop.state)) + "/" + textOf(hop.code, "-");
}

QStringList filesOnShare()
{
    return QDir(place().filePath(QStringLiteral("share"))).entryList(QDir::Files | QDir::Hidden);
}

}  // namespace

/// The script block that `probe` sends to B, run by the real engine against the real smbd.
class TestPowerShellProbeJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void theJudgeRefusesAScriptThatFails();
    void withTheCredentialTheFileIsMadeAndRemoved();
    void withoutTheCredentialItIsAccessDenied();
    void aHostThatIsNotThereIsABadNetworkPath();
    void aShareThatIsNotThereIsNamedSo();
    void aWrongPasswordIsNamedSo();
    void aFileOfThatNameIsLeftAsItIs();
    void theOwnCredentialOfTheHopIsUsed_data();
    void theOwnCredentialOfTheHopIsUsed();
    void eachMachineGetsTheCredentialsBehindItAlone();
    void sixtyFourMachinesRunOneScript_data();
    void sixtyFourMachinesRunOneScript();
    void everyNameArrivesAsItWas_data();
    void everyNameArrivesAsItWas();
    void aRefusedSessionNamesItsStage_data();
    void aRefusedSessionNamesItsStage();
    void thePasswordIsInNoArgumentNoEnvironmentAndNoFile();

private:
    bool m_saidNo = false;
    bool m_ran = false;
};

void TestPowerShellProbeJudge::initTestCase()
{
    const QString why = ScriptEngine::whyNot();
    if (!why.isEmpty()) {
        QTextStream(stdout) << "judge skipped: " << judge << ": " << why << '\n';
        QVERIFY2(!isAllRequired() || why == QLatin1String("no .NET SDK"), qPrintable(why));
        exit(0);
    }
    if (qgetenv("HOPWRIGHT_SMBD_STAGE") != "ready") {
        QTextStream(stdout) << "judge skipped: " << judge << ": no smbd in a namespace\n";
        QVERIFY2(!isAllRequired(), "smbd cannot run in a namespace of its own here");
        exit(0);
    }
}

void TestPowerShellProbeJudge::cleanupTestCase()
{
    QVERIFY(m_saidNo);
    QVERIFY(m_ran);
    sayJudgeRan(judge);
}

void TestPowerShellProbeJudge::theJudgeRefusesAScriptThatFails()
{
    HostB b;
    probe::Step broken = stepAt("FS01", "Reports");
    broken.action = probe::Step::Action::Script;
    broken.text = "Get-NoSuchThing";
    const probe::HopResult hop = b.run(broken);
    QVERIFY2(tell(hop).starts_with("failed/"), b.said.constData());
    QVERIFY2(hop.evidence.english().contains("Get-NoSuchThing"), b.said.constData());
    m_saidNo = true;
}

void TestPowerShellProbeJudge::withTheCredentialTheFileIsMadeAndRemoved()
{
    HostB b;
    const probe::HopResult hop = b.run(stepAt("FS01", "Reports"));
    QVERIFY2(tell(hop) == "passed/-", b.said.constData());
    QVERIFY2(hop.evidence.english().contains("created, read back"), b.said.constData());
    QVERIFY2(b.said.contains("alice"), b.said.constData());
    QVERIFY(filesOnShare().isEmpty());
    m_ran = true;
}

void TestPowerShellProbeJudge::withoutTheCredentialItIsAccessDenied()
{
    HostB b;
    b.arrived.clear();
    QVERIFY2(tell(b.run(stepAt("FS01", "Reports"))) == "denied/5", b.said.constData());
}

void TestPowerShellProbeJudge::aHostThatIsNotThereIsABadNetworkPath()
{
    HostB b;  // RFC 5737: nobody's, and the namespace has no way there.
    QVERIFY2(tell(b.run(stepAt("192.0.2.1", "Reports"))) == "failed/53", b.said.constData());
}

void TestPowerShellProbeJudge::aShareThatIsNotThereIsNamedSo()
{
    HostB b;
    QVERIFY2(tell(b.run(stepAt("FS01", "Nowhere"))) == "failed/67", b.said.constData());
}

void TestPowerShellProbeJudge::aWrongPasswordIsNamedSo()
{
    HostB b;
    b.arrived = "not hers";
    QVERIFY2(tell(b.run(stepAt("FS01", "Reports"))) == "denied/1326", b.said.constData());
}

void TestPowerShellProbeJudge::aFileOfThatNameIsLeftAsItIs()
{
    const probe::Step step = stepAt("FS01", "Reports");
    const QString path =
        place().filePath(QStringLiteral("share/") + QString::fromStdString(step.file));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    HostB b;
    QVERIFY2(tell(b.run(step)) == "failed/80", b.said.constData());
    QCOMPARE(contentOf(path), "mine");
    QVERIFY(QFile::remove(path));
}

void TestPowerShellProbeJudge::theOwnCredentialOfTheHopIsUsed_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("hop");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<QByteArray>("cause");
    using Action = probe::Step::Action;
    const auto row = [](const char* name, Action action, const QByteArray& password, int hop,
                        const char* told, const char* cause) {
        QTest::newRow(name) << static_cast<int>(action) << password << hop << QByteArray(told)
                            << QByteArray(cause);
    };
    row("create a file", Action::CreateFile, passwordOfAlice(), 2, "passed/-", "");
    row("wrong password", Action::CreateFile, "not hers", 2, "denied/1326", "wrong-password");
    row("another hop's", Action::CreateFile, passwordOfAlice(), 3, "failed/", "");
}

/// Nothing was delegated to B: only the line of this hop can open the share.
void TestPowerShellProbeJudge::theOwnCredentialOfTheHopIsUsed()
{
    QFETCH(int, action);
    QFETCH(QByteArray, password);
    QFETCH(int, hop);
    QFETCH(QByteArray, told);
    QFETCH(QByteArray, cause);
    HostB b;
    b.arrived.clear();
    probe::Step step = stepAt("FS01", "Reports");
    step.action = static_cast<probe::Step::Action>(action);
    step.explicitCredential = true;
    const probe::RouteResult route = b.runText(probe::probeScript(), {step}, linesOf(hop, password),
                                               static_cast<std::size_t>(hop));
    QVERIFY2(QByteArray::fromStdString(tell(route.hops[1])).startsWith(told), b.said.constData());
    QCOMPARE(route.hops[1].cause ? QByteArray(wordOf(*route.hops[1].cause).data()) : QByteArray(),
             cause);
    QVERIFY(filesOnShare().isEmpty());
    QVERIFY(!b.said.contains(password));
}

void TestPowerShellProbeJudge::eachMachineGetsTheCredentialsBehindItAlone()
{
    HostB b;
    b.arrived.clear();
    std::vector<probe::CredentialLine> lines = linesOf(2, "second");
    lines.push_back(lineOf(3, "third"));
    lines.push_back(lineOf(4, "fourth"));
    const probe::RouteResult route = b.runText(withoutWinRm(0), twoSessions(), lines, 4);
    QVERIFY2(tell(route.hops[1]) == "passed/-", b.said.constData());
    QCOMPARE(route.hops[2].evidence,
             std::string("handed: [3 4] [4] HV01/Credssp/LAB\\alice HV02/Credssp/LAB\\alice"));
}

void TestPowerShellProbeJudge::sixtyFourMachinesRunOneScript_data()
{
    QTest::addColumn<bool>("tables");
    QTest::newRow("as probe sends the steps") << false;
    QTest::newRow("as an exported script holds them") << true;
}

/// The route's limit: each machine gets the same text, one step less, and the credentials behind it.
void TestPowerShellProbeJudge::sixtyFourMachinesRunOneScript()
{
    QFETCH(const bool, tables);
    constexpr int hops = static_cast<int>(model::maxRouteHops);
    std::vector<probe::Step> steps;
    std::vector<probe::CredentialLine> lines;
    std::string handed = "handed:";
    for (int hop = 2; hop <= hops; ++hop) {
        steps.push_back(sessionTo(hop, "srv" + std::to_string(hop) + ".corp.example"));
        lines.push_back(lineOf(hop, "pw\twith a tab"));
        handed += " [";
        for (int later = hop + 1; later <= hops; ++later)
            handed += (later == hop + 1 ? "" : " ") + std::to_string(later);
        handed += "]";
    }
    steps.push_back(ending("$global:handed + ' texts: ' + $global:texts.Count"));
    HostB b;
    b.arrived.clear();
    const probe::RouteResult route =
        b.runText(withoutWinRm(0, tables ? tablesOf(steps) : "$args[1]"), steps, lines, hops);
    for (std::size_t i = 1; i < route.hops.size(); ++i)
        QVERIFY2(tell(route.hops[i]) == "passed/-", b.said.constData());
    QCOMPARE(innermostEvidence(b.said), handed + " texts: 1");
    QVERIFY(b.said.size() < 64 * 1024);
}

void TestPowerShellProbeJudge::everyNameArrivesAsItWas_data()
{
    QTest::addColumn<bool>("tables");
    QTest::addColumn<int>("from");
    for (const bool tables : {false, true}) {
        for (const int from : {0, 50, 100})
            QTest::addRow("%s, from %d", tables ? "tables" : "lines", from) << tables << from;
    }
}

/// Fifty names that try to end a constant, a line or a field, each the target of a session.
void TestPowerShellProbeJudge::everyNameArrivesAsItWas()
{
    QFETCH(const bool, tables);
    QFETCH(const int, from);
    std::vector<std::string> names = {"a\\u0041\\", "\\x41\\n\\t\\", "a=b\tHost=c", "a\nHop=3",
                                      "\x1b[31m\x07"};
    for (std::size_t i = 0; i < 45; ++i)
        names.push_back(hostileName(static_cast<std::size_t>(from) + i));
    std::vector<probe::Step> steps;
    std::vector<probe::CredentialLine> lines;
    std::string expected;
    for (const std::string& name : names) {
        const int hop = static_cast<int>(steps.size()) + 2;
        steps.push_back(sessionTo(hop, name));
        lines.push_back(lineOf(hop, "pw"));
        steps.back().port = static_cast<std::uint16_t>(40'000 + hop);
        expected += " " + std::to_string(steps.back().port) + ":"
                    + QByteArray::fromStdString(name).toBase64().toStdString();
    }
    steps.push_back(ending("$global:names"));
    HostB b;
    b.arrived.clear();
    std::ignore = b.runText(withoutWinRm(0, tables ? tablesOf(steps) : "$args[1]"), steps, lines,
                            names.size() + 1);
    QCOMPARE(innermostEvidence(b.said), expected);
}

void TestPowerShellProbeJudge::aRefusedSessionNamesItsStage_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<QByteArray>("stage");
    QTest::addColumn<QByteArray>("cause");
    const auto row = [](const char* name, int code, const char* told, const char* stage,
                        const char* cause) {
        QTest::newRow(name) << code << QByteArray(told) << QByteArray(stage) << QByteArray(cause);
    };
    row("8.1 row 1", -2144108127, "denied/0x803381A1", "delegate",
        "implicit-credential-with-credssp");
    row("8.1 row 2", -2144108126, "denied/0x803381A2", "delegate", "client-role-missing");
    row("8.1 row 3", -2144108125, "denied/0x803381A3", "delegate", "delegate-list-mismatch");
    row("8.1 row 4", -2144108124, "denied/0x803381A4", "delegate", "ntlm-only-list-needed");
    row("8.2 row 21", 5, "denied/5", "negotiate", "permission-on-resource");
    row("8.2 row 21, HRESULT", -2147024891, "denied/5", "negotiate", "permission-on-resource");
    row("8.2 row 22", 1326, "denied/1326", "negotiate", "wrong-password");
    row("8.2 row 23", -2146893044, "denied/0x8009030C", "negotiate", "wrong-password");
    row("8.2 row 29", -2144108316, "denied/0x803380E4", "negotiate", "trusted-hosts");
    row("8.2 row 30", -2144108101, "denied/0x803381BB", "negotiate", "trusted-hosts");
    row("8.2 row 31", -2144108315, "denied/0x803380E5", "negotiate", "trusted-hosts");
    // The hop has a credential of its own, so what did not arrive is not why.
    row("8.2 row 39", -2146893042, "denied/0x8009030E", "negotiate", "unknown");
    row("8.2 row 40: wrong principal", -2146893022, "failed/0x80090322", "negotiate", "");
    row("8.3 row 51", -2144108526, "failed/0x80338012", "connect", "");
    row("8.3 row 52", -2144108250, "failed/0x80338126", "connect", "");
    row("8.3 row 53", -2144108103, "failed/0x803381B9", "connect", "");
    row("8.3 row 62: too many shells", -2144108123, "failed/0x803381A5", "negotiate", "");
}

void TestPowerShellProbeJudge::aRefusedSessionNamesItsStage()
{
    QFETCH(int, code);
    QFETCH(QByteArray, told);
    QFETCH(QByteArray, stage);
    QFETCH(QByteArray, cause);
    HostB b;
    std::vector<probe::CredentialLine> lines = linesOf(2, "second");
    lines.push_back(lineOf(3, "third"));
    const probe::HopResult hop = b.runText(withoutWinRm(code), twoSessions(), lines, 3).hops[1];
    QVERIFY2(QByteArray::fromStdString(tell(hop)) == told, b.said.constData());
    QVERIFY(hop.stage.has_value());
    QCOMPARE(QByteArray(wordOf(*hop.stage).data()), stage);
    QCOMPARE(hop.cause ? QByteArray(wordOf(*hop.cause).data()) : QByteArray(), cause);
}

void TestPowerShellProbeJudge::thePasswordIsInNoArgumentNoEnvironmentAndNoFile()
{
    HostB b;
    QCOMPARE(tell(b.run(stepAt("FS01", "Reports"))), "passed/-");
    QVERIFY(b.seen.contains("PASSWD_FD=") && b.seen.contains("-EncodedCommand"));
    QVERIFY(!b.seen.contains(passwordOfAlice()));
    QVERIFY(!b.said.contains(passwordOfAlice()));
    QVERIFY(!contentOf(HostB::machineFile()).contains(passwordOfAlice()));
}

/// All of it happens inside the namespaces that in_namespace.sh makes, which starts this program again.
int main(int argc, char* argv[])
{
    if (!qEnvironmentVariableIsSet("HOPWRIGHT_SMBD_STAGE")) {
        QByteArray script(HOPWRIGHT_SOURCE_DIR "/tests/judges/smbd/in_namespace.sh");
        QByteArray self =
            QFile::encodeName(QFileInfo(QStringLiteral("/proc/self/exe")).canonicalFilePath());
        std::vector<char*> arguments = {script.data(), self.data()};
        arguments.insert(arguments.end(), argv + 1, argv + argc);
        arguments.push_back(nullptr);
        ::execv(script.constData(), arguments.data());
    }
    QCoreApplication app(argc, argv);
    TestPowerShellProbeJudge test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_powershell_probe_judge.moc"
