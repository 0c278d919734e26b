#include "core/base/byte_writer.h"
#include "core/probe/probe_script.h"
#include "core/probe/route_probe.h"
#include "tests/judges/credssp/judge_process.h"
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

    probe::HopResult run(const probe::Step& step)
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
        process.write(bytesOfSecret(probe::standardInput(probe::scriptOf(step), {})));
        process.closeWriteChannel();
        constexpr int patience = 60'000;
        if (!process.waitForFinished(patience))
            qFatal("no answer");
        said = process.readAllStandardOutput() + process.readAllStandardError();
        probe::RouteResult route;
        route.hops = {{.hop = model::HopId{1}}, {.hop = model::HopId{2}}};
        const auto read = probe::readStepLine(QString::fromUtf8(said).trimmed().toStdString(),
                                              {true, !arrived.isEmpty()}, 0, route);
        if (!read)
            qWarning("%s: %s", read.error().detail.c_str(), said.constData());
        return route.hops[1];
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

std::string tell(const probe::HopResult& hop)
{
    return std::string(probe::hopStateName(hop.state)) + "/" + hop.code.value_or("-");
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
        QVERIFY2(!judgesAreRequired() || why == QLatin1String("no .NET SDK"), qPrintable(why));
        exit(0);
    }
    if (qgetenv("HOPWRIGHT_SMBD_STAGE") != "ready") {
        QTextStream(stdout) << "judge skipped: " << judge << ": no smbd in a namespace\n";
        QVERIFY2(!judgesAreRequired(), "smbd cannot run in a namespace of its own here");
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
    QVERIFY2(hop.evidence.contains("Get-NoSuchThing"), b.said.constData());
    m_saidNo = true;
}

void TestPowerShellProbeJudge::withTheCredentialTheFileIsMadeAndRemoved()
{
    HostB b;
    const probe::HopResult hop = b.run(stepAt("FS01", "Reports"));
    QVERIFY2(tell(hop) == "passed/-", b.said.constData());
    QVERIFY2(hop.evidence.contains("created, read back"), b.said.constData());
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
