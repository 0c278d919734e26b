#include "tests/stop_process.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The program as built, in processes of its own: word for word what a shell sees.
namespace {

using hopwright::test::Stop;

const QString program = QStringLiteral(HOPWRIGHT_CLI);
const QString samples = QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples/");
constexpr int patienceMs = 60'000;

struct Ran {
    int code = -1;
    QByteArray out = {};
    QByteArray err = {};

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Ran run(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patienceMs))
        return {};
    const bool whole = process.exitStatus() == QProcess::NormalExit;
    return {.code = whole ? process.exitCode() : -1,
            .out = process.readAllStandardOutput(),
            .err = process.readAllStandardError()};
}

QString stateOf(const QJsonObject& report, int hop)
{
    const QJsonObject route = report[QStringLiteral("routes")].toArray().at(0).toObject();
    return route[QStringLiteral("hops")].toArray().at(hop)[QStringLiteral("state")].toString();
}

/// `lab FILE` in a process of its own, with its ports known.
struct Lab {
    QProcess process;
    QJsonObject ports;

    bool start(const QString& drawing, const QString& portFile, const QByteArray& passwords)
    {
        hopwright::test::makeStoppable(process);
        process.start(program, {QStringLiteral("lab"), drawing, QStringLiteral("--port-file"),
                                portFile, QStringLiteral("--password-stdin")});
        process.write(passwords);
        process.closeWriteChannel();
        const bool there = QTest::qWaitFor([&] { return QFile::exists(portFile); }, patienceMs);
        QFile file(portFile);
        if (!there || !file.open(QIODevice::ReadOnly))
            return false;
        ports = QJsonDocument::fromJson(file.readAll()).object();
        return true;
    }
    int portOf(const QString& name) const
    {
        for (const QJsonValue& host : ports[QStringLiteral("hosts")].toArray()) {
            if (host[QStringLiteral("name")].toString() == name)
                return host[QStringLiteral("port")].toInt();
        }
        return 0;
    }
    int stop(Stop how)
    {
        const bool ended =
            hopwright::test::requestStop(process, how) && process.waitForFinished(patienceMs);
        return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
};

}  // namespace

class TestBuiltProgram : public QObject {
    Q_OBJECT

private slots:
    void demoEndsWellAndLeavesNothing();
    void newDrawsAndPlanPredicts();
    void aStrangersOwnChainWorks_data();
    void aStrangersOwnChainWorks();
    void threeHopsAreDeniedAtTheSecond();
    void credSspAndOwnCredentialPassThreeHops();
    void anotherProcessReachesTheLabByItsPortFile();
    void anotherProcessReachesTheLabLive();
    void theLabEndsWhenAsked_data();
    void theLabEndsWhenAsked();
};

void TestBuiltProgram::demoEndsWellAndLeavesNothing()
{
    const QTemporaryDir folder;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), folder.path());
    process.setProcessEnvironment(environment);
    process.start(program, {QStringLiteral("demo")});
    QVERIFY(process.waitForFinished(patienceMs));
    const QByteArray out = process.readAllStandardOutput();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
             (out + process.readAllStandardError()).constData());
    QVERIFY(out.contains("FS01 denies hop 2."));
    QVERIFY(out.contains("denied, code 5"));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestBuiltProgram::newDrawsAndPlanPredicts()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.hopw"));
    const Ran drawn = run({QStringLiteral("new"), file,
                           QStringLiteral(R"(ADM-PC01 -credssp-> JUMP01 -> \\FS01\Reports)")});
    QCOMPARE(drawn.code, 0);
    const Ran again = run({QStringLiteral("new"), file, QStringLiteral("A -> B")});
    QCOMPARE(again.code, 1);
    const Ran plan = run({QStringLiteral("plan"), file, QStringLiteral("--json")});
    QCOMPARE(plan.code, 0);
    QCOMPARE(plan.json()[QStringLiteral("format")].toString(), QStringLiteral("hopwright.plan/1"));
    for (const QJsonValue& hop : plan.json()[QStringLiteral("hops")].toArray())
        QCOMPARE(hop[QStringLiteral("predicted")].toString(), QStringLiteral("allowed"));
}

void TestBuiltProgram::aStrangersOwnChainWorks_data()
{
    QTest::addColumn<QString>("as");
    QTest::newRow("field/1") << QString();
    QTest::newRow("field/1 short") << "CORP\\alice";
    QTest::newRow("field/1 principal") << "alice@corp.example";
    QTest::newRow("field/1 full") << "corp.example\\alice";
}

void TestBuiltProgram::aStrangersOwnChainWorks()
{
    QFETCH(QString, as);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("x.hopw"));
    QStringList probe{QStringLiteral("probe"), file, QStringLiteral("--practice"),
                      QStringLiteral("--json")};
    if (!as.isEmpty())
        probe += {QStringLiteral("--as"), as};
    const QString end = QStringLiteral(R"( JUMP.corp.example -> \\FS.corp.example\Data)");
    QCOMPARE(run({QStringLiteral("new"), file, QStringLiteral("PC1.corp.example ->") + end}).code,
             0);
    const Ran denied = run(probe);
    QVERIFY2(denied.code == 3, (denied.out + denied.err).constData());
    QCOMPARE(stateOf(denied.json(), 0), QStringLiteral("passed"));
    QCOMPARE(stateOf(denied.json(), 1), QStringLiteral("denied"));

    QCOMPARE(run({QStringLiteral("new"), QStringLiteral("--force"), file,
                  QStringLiteral("PC1.corp.example -credssp->") + end})
                 .code,
             0);
    QCOMPARE(run({QStringLiteral("apply"), file, QStringLiteral("--practice")}).code, 0);
    const Ran passed = run(probe);
    QVERIFY2(passed.code == 0, (passed.out + passed.err).constData());
    QCOMPARE(stateOf(passed.json(), 1), QStringLiteral("passed"));
}

void TestBuiltProgram::threeHopsAreDeniedAtTheSecond()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("three-hops.hopw"));
    QVERIFY(QFile::copy(samples + QStringLiteral("three-hops.hopw"), file));
    const Ran ran = run(
        {QStringLiteral("probe"), file, QStringLiteral("--practice"), QStringLiteral("--json")});
    QCOMPARE(ran.code, 3);
    QCOMPARE(stateOf(ran.json(), 0), QStringLiteral("passed"));
    QCOMPARE(stateOf(ran.json(), 1), QStringLiteral("denied"));
    QCOMPARE(stateOf(ran.json(), 2), QStringLiteral("not-reached"));
}

// Domain reference §5.3: A→B plain, B→C by CredSSP with an explicit credential.
void TestBuiltProgram::credSspAndOwnCredentialPassThreeHops()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.hopw"));
    const QString chain =
        QStringLiteral(R"(ADM-PC01 -> JUMP01 -credssp-> APP01 -> \\FS01\Reports)");
    QCOMPARE(run({QStringLiteral("new"), file, chain}).code, 0);
    QCOMPARE(run({QStringLiteral("apply"), file, QStringLiteral("--practice")}).code, 0);
    const Ran ran = run(
        {QStringLiteral("probe"), file, QStringLiteral("--practice"), QStringLiteral("--json")});
    QVERIFY2(ran.code == 0, ran.out.constData());
    for (int hop = 0; hop < 3; ++hop)
        QCOMPARE(stateOf(ran.json(), hop), QStringLiteral("passed"));
}

void TestBuiltProgram::anotherProcessReachesTheLabByItsPortFile()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.hopw"));
    const QString ports = folder.filePath(QStringLiteral("ports"));
    QCOMPARE(run({QStringLiteral("new"), file,
                  QStringLiteral(R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)")})
                 .code,
             0);
    Lab lab;
    QVERIFY(lab.start(file, ports, "LAB\\alice:for this test\n"));
    QStringList arguments = {QStringLiteral("probe"),
                             file,
                             QStringLiteral("--lab"),
                             ports,
                             QStringLiteral("--password-stdin"),
                             QStringLiteral("--json")};
    QCOMPARE(run(arguments, "for this test\n").code, 2);  // Nobody looked at the policy of A.
    arguments += QStringLiteral("--assume-policy");
    const Ran ran = run(arguments, "for this test\n");
    QVERIFY2(ran.code == 3, (ran.out + ran.err).constData());
    QCOMPARE(ran.json()[QStringLiteral("environment")].toString(), QStringLiteral("lab"));
    QCOMPARE(stateOf(ran.json(), 0), QStringLiteral("passed"));
    QCOMPARE(stateOf(ran.json(), 1), QStringLiteral("denied"));
    QVERIFY(!ran.out.contains("for this test"));
    QCOMPARE(lab.stop(Stop::Terminate), 0);
}

// The ninth command of "done when": NAME@127.0.0.1:PORT, and A's policy not known.
void TestBuiltProgram::anotherProcessReachesTheLabLive()
{
    const QTemporaryDir folder;
    const QString drawn = folder.filePath(QStringLiteral("lab.hopw"));
    const QString live = folder.filePath(QStringLiteral("live.hopw"));
    QCOMPARE(run({QStringLiteral("new"), drawn,
                  QStringLiteral(R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)")})
                 .code,
             0);
    Lab lab;
    QVERIFY(lab.start(drawn, folder.filePath(QStringLiteral("ports")), "LAB\\alice:p1\n"));
    const QString chain = QStringLiteral(R"(ADM-PC01 -> JUMP01@127.0.0.1:%1 -> \\FS01\Reports)")
                              .arg(lab.portOf(QStringLiteral("JUMP01")));
    QCOMPARE(run({QStringLiteral("new"), live, chain}).code, 0);
    QStringList arguments = {QStringLiteral("probe"),      live,
                             QStringLiteral("--live"),     QStringLiteral("--as"),
                             QStringLiteral("LAB\\alice"), QStringLiteral("--password-stdin")};
    const Ran refused = run(arguments, "p1\n");
    QCOMPARE(refused.code, 2);
    arguments += QStringLiteral("--assume-policy");
    const Ran ran = run(arguments, "p1\n");
    QVERIFY2(ran.code == 3, (ran.out + ran.err).constData());
    QVERIFY2(ran.out.contains("not tested from A"), ran.out.constData());
    const Ran json = run(arguments + QStringList{QStringLiteral("--json")}, "p1\n");
    QVERIFY(!json.json()[QStringLiteral("testedFromA")].toBool(true));
    QCOMPARE(stateOf(json.json(), 0), QStringLiteral("passed"));
    QCOMPARE(stateOf(json.json(), 1), QStringLiteral("denied"));
    QCOMPARE(lab.stop(Stop::Interrupt), 0);
}

void TestBuiltProgram::theLabEndsWhenAsked_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("SIGINT") << static_cast<int>(Stop::Interrupt);
    QTest::newRow("SIGTERM") << static_cast<int>(Stop::Terminate);
}

void TestBuiltProgram::theLabEndsWhenAsked()
{
    QFETCH(const int, how);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.hopw"));
    QCOMPARE(run({QStringLiteral("new"), file, QStringLiteral("A -> B")}).code, 0);
    Lab lab;
    QVERIFY(lab.start(file, folder.filePath(QStringLiteral("ports")), {}));
    QCOMPARE(lab.stop(static_cast<Stop>(how)), 0);
}

QTEST_GUILESS_MAIN(TestBuiltProgram)
#include "tst_built_program.moc"
