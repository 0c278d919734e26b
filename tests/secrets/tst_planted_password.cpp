#include "tests/secrets/world.h"

#include <QDirIterator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace hopwright::secrets;

/// "A planted password (and its UTF-16, base64 and hex forms) is found in no file, log, journal, JSON or core dump": the
/// built program, in processes of its own whose every folder is below one that is searched afterwards by search.py.
namespace {

const QString program = QStringLiteral(HOPWRIGHT_CLI);

QByteArray utf16(const QByteArray& text, bool bigEndian)
{
    QByteArray out;
    for (const char each : text) {
        const char zero = 0;
        out += bigEndian ? zero : each;
        out += bigEndian ? each : zero;
    }
    return out;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestPlantedPassword : public QObject {
    Q_OBJECT

private slots:
    void theSearchFindsEachForm_data();
    void theSearchFindsEachForm();
    void theSearchLooksEverywhere_data();
    void theSearchLooksEverywhere();
    void theSearchFindsNothingWhereNothingIs();
    void whatAProcessTellsIsSearched();
    void practiceJourneysKeepIt();
    void journeysToALabKeepIt();
    void aLiveJourneyThatIsStoppedKeepsIt();
    void anAbortedLabLeavesNoCore();
};

void TestPlantedPassword::theSearchFindsEachForm_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray little = utf16(planted, false);
    const QByteArray big = utf16(planted, true);
    QTest::newRow("UTF-8") << "a line\n\"" + planted + "\"\n";
    QTest::newRow("UTF-16LE") << "x" + little;
    QTest::newRow("UTF-16BE") << big;
    for (int before = 0; before < 3; ++before) {
        for (int after = 0; after < 3; ++after) {
            const QByteArray head(before, 'h');
            const QByteArray tail(after, 't');
            QTest::addRow("base64 of UTF-8, %d before, %d after", before, after)
                << (head + planted + tail).toBase64();
            QTest::addRow("base64 of UTF-16LE, %d before, %d after", before, after)
                << (head + little + tail).toBase64();
        }
    }
    QTest::newRow("base64 of UTF-16BE") << big.toBase64();
    QTest::newRow("hexadecimal") << "0x" + planted.toHex();
    QTest::newRow("hexadecimal, upper case") << planted.toHex().toUpper();
    QTest::newRow("hexadecimal of UTF-16LE") << little.toHex();
    QTest::newRow("hexadecimal of UTF-16LE, upper case") << little.toHex().toUpper();
}

void TestPlantedPassword::theSearchFindsEachForm()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    QVERIFY(write(folder.filePath(QStringLiteral("file")), content));
    const Search found = search(folder.path());
    QVERIFY2(found.code == 1 && found.said.contains("secret 1"), found.said.constData());
    QVERIFY(!found.said.contains(planted));
}

void TestPlantedPassword::theSearchLooksEverywhere_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a hidden file in a hidden folder") << QStringLiteral(".a/.b/c");
    QTest::newRow("the name of a file") << QString::fromLatin1(planted);
    QTest::newRow("the name of a folder") << QString::fromLatin1(planted) + QStringLiteral("/c");
    QTest::newRow("where a link leads") << QStringLiteral("link");
}

void TestPlantedPassword::theSearchLooksEverywhere()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    if (name == QStringLiteral("link"))
        QVERIFY(QFile::link(QString::fromLatin1("/nowhere/" + planted), path));
    else
        QVERIFY(write(path, name.startsWith(u'.') ? planted : QByteArray("empty")));
    const Search found = search(folder.path());
    QVERIFY2(found.code == 1, found.said.constData());
}

void TestPlantedPassword::theSearchFindsNothingWhereNothingIs()
{
    const QTemporaryDir folder;
    QVERIFY(write(folder.filePath(QStringLiteral("file")), planted.left(planted.size() - 1)));
    QCOMPARE(search(folder.path()).code, 0);
    QCOMPARE(search(folder.path(), "short").code, 1);  // And says so: a search for it is none.
    QVERIFY(search(folder.path(), "short").said.contains("less than"));
}

/// A name in place of the password: an argument, and an error that tells it.
void TestPlantedPassword::whatAProcessTellsIsSearched()
{
    World world(program);
    const QString drawing = world.path("work/a.hopw");
    QCOMPARE(world.run({QStringLiteral("new"), drawing, QStringLiteral("A -> B")}), 0);
    QCOMPARE(world.run({QStringLiteral("probe"), drawing, QStringLiteral("--practice"),
                        QStringLiteral("--route"), QString::fromLatin1(planted)}),
             1);
    const Search found = search(world.root());
    QCOMPARE(found.code, 1);
    QVERIFY2(found.said.contains("-cmdline"), found.said.constData());
    QVERIFY2(found.said.contains(".err"), found.said.constData());
}

void TestPlantedPassword::practiceJourneysKeepIt()
{
    World world(program);
    const QString broken = world.path("work/broken.hopw");
    const QString credSsp = world.path("work/credssp.hopw");
    QCOMPARE(world.run({QStringLiteral("new"), broken,
                        QStringLiteral(R"(ADM-PC01 -> JUMP01 -> \\FS01\Reports)")}),
             0);
    QCOMPARE(world.run({QStringLiteral("new"), credSsp,
                        QStringLiteral(R"(ADM-PC01 -credssp-> JUMP01 -> \\FS01\Reports)")}),
             0);
    QCOMPARE(world.run({QStringLiteral("apply"), credSsp, QStringLiteral("--practice")}), 0);
    const QByteArray lines = planted + "\nLAB\\bob:" + planted + "\n";
    // The lab makes its own password: this one is wrong there, by NTLM and by CredSSP.
    for (const QString& drawing : {broken, credSsp}) {
        for (const QStringList& more : {QStringList(), QStringList(QStringLiteral("--json"))}) {
            const QStringList arguments{QStringLiteral("probe"), drawing,
                                        QStringLiteral("--practice"),
                                        QStringLiteral("--password-stdin")};
            QCOMPARE(world.run(arguments + more, lines), 3);
        }
        const QString saved = drawing + QStringLiteral(".hoprun");
        QCOMPARE(world.run({QStringLiteral("probe"), drawing, QStringLiteral("--practice"),
                            QStringLiteral("--password-stdin"), QStringLiteral("--save"), saved},
                           lines),
                 3);
        QCOMPARE(world.run({QStringLiteral("show"), saved}), 3);
    }
    // A line that is no account, and one that is too long: errors tell the line's number, not the line.
    QCOMPARE(world.run({QStringLiteral("probe"), broken, QStringLiteral("--practice"),
                        QStringLiteral("--password-stdin")},
                       "first\n" + planted + "\n"),
             1);
    QCOMPARE(world.run({QStringLiteral("probe"), broken, QStringLiteral("--practice"),
                        QStringLiteral("--password-stdin")},
                       planted.repeated(500) + "\n"),
             1);
    QCOMPARE(world.run({QStringLiteral("apply"), credSsp, QStringLiteral("--practice"),
                        QStringLiteral("--undo")}),
             0);
    QCOMPARE(world.run({QStringLiteral("demo")}, lines), 0);
    QVERIFY(world.lookedAt() > 0);
    const Search found = search(world.root());
    QVERIFY2(found.code == 0, found.said.constData());
}

void TestPlantedPassword::journeysToALabKeepIt()
{
    World world(program);
    const QString drawing = world.path("work/a.hopw");
    const QString ports = world.path("work/ports");
    // B gets the password by CredSSP; C one that travels; hop 3 uses what arrived at C.
    QCOMPARE(world.run({QStringLiteral("new"), drawing,
                        QStringLiteral(
                            R"(ADM-PC01 -credssp-> JUMP01 -credssp-> APP01 -> \\FS01\Reports)")}),
             0);
    QCOMPARE(world.run({QStringLiteral("apply"), drawing, QStringLiteral("--practice")}), 0);
    QProcess lab;
    world.start(lab,
                {QStringLiteral("lab"), drawing, QStringLiteral("--port-file"), ports,
                 QStringLiteral("--password-stdin")},
                "LAB\\alice:" + planted + "\n");
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(ports); }, patienceMs));
    const QStringList arguments{
        QStringLiteral("probe"),           drawing,
        QStringLiteral("--lab"),           ports,
        QStringLiteral("--assume-policy"), QStringLiteral("--password-stdin")};
    QCOMPARE(world.run(arguments, planted + "\n"), 0);
    QCOMPARE(world.run(arguments + QStringList(QStringLiteral("--json")), planted + "\n"), 0);
    QCOMPARE(
        world.run(arguments + QStringList{QStringLiteral("--save"), world.path("work/a.hoprun")},
                  planted + "\n"),
        0);
    QCOMPARE(world.run(arguments, planted + "x\n"), 3);
    world.look(lab);
    World::signal(lab, SIGTERM);
    QCOMPARE(World::ended(lab), 0);
    const Search found = search(world.root());
    QVERIFY2(found.code == 0, found.said.constData());
}

void TestPlantedPassword::aLiveJourneyThatIsStoppedKeepsIt()
{
    World world(program);
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString drawing = world.path("work/a.hopw");
    QCOMPARE(
        world.run({QStringLiteral("new"), drawing,
                   QStringLiteral(R"(ADM-PC01 -credssp-> JUMP01@127.0.0.1:%1 -> \\FS01\Reports)")
                       .arg(silent.serverPort())}),
        0);
    for (const int signal : {SIGINT, SIGTERM}) {
        QProcess probe;
        world.start(probe,
                    {QStringLiteral("probe"), drawing, QStringLiteral("--live"),
                     QStringLiteral("--as"), QStringLiteral("LAB\\alice"),
                     QStringLiteral("--assume-policy"), QStringLiteral("--password-stdin"),
                     QStringLiteral("--json")},
                    planted + "\n");
        QVERIFY(silent.waitForNewConnection(patienceMs));
        QVERIFY(silent.nextPendingConnection()->waitForReadyRead(patienceMs));  // Its ClientHello.
        world.look(probe);
        World::signal(probe, signal);
        QCOMPARE(World::ended(probe), 130);
    }
    const Search found = search(world.root());
    QVERIFY2(found.code == 0, found.said.constData());
}

void TestPlantedPassword::anAbortedLabLeavesNoCore()
{
    World world(program);
    const QString drawing = world.path("work/a.hopw");
    const QString ports = world.path("work/ports");
    QCOMPARE(world.run({QStringLiteral("new"), drawing, QStringLiteral("A -> B")}), 0);
    QProcess lab;
    world.start(lab,
                {QStringLiteral("lab"), drawing, QStringLiteral("--port-file"), ports,
                 QStringLiteral("--password-stdin")},
                "LAB\\alice:" + planted + "\n");
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(ports); }, patienceMs));
    // The kernel's own word, wherever its core_pattern sends a dump.
    const QByteArray limits = contentOf(QStringLiteral("/proc/%1/limits").arg(lab.processId()));
    const qsizetype at = limits.indexOf("Max core file size");
    QVERIFY2(at >= 0, limits.constData());
    const QByteArray line = limits.mid(at, limits.indexOf('\n', at) - at).simplified();
    QCOMPARE(line, QByteArray("Max core file size 0 0 bytes"));
    World::signal(lab, SIGABRT);
    QVERIFY(lab.waitForFinished(patienceMs));
    QCOMPARE(lab.exitStatus(), QProcess::CrashExit);
    QDirIterator files(world.root(), {QStringLiteral("*core*")}, QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    QVERIFY(!files.hasNext());
    const Search found = search(world.root());
    QVERIFY2(found.code == 0, found.said.constData());
}

QTEST_GUILESS_MAIN(TestPlantedPassword)
#include "tst_planted_password.moc"
