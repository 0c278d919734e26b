#include "core/files/path.h"
#include "core/link/lab_hosts.h"
#include "core/link/run_session.h"
#include "core/store/graph_file.h"
#include "tests/judges/credssp/judge_process.h"

#include <QDir>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

#include <vector>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "smbd";
const QString samples = QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples/");
const QString meddler =
    QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/judges/smbd/meddling_smbclient.sh");
constexpr uint aliceId = 20001;  // As in in_namespace.sh.
constexpr uint carolId = 20002;

/// Where in_namespace.sh put everything.
QDir place()
{
    return {qEnvironmentVariable("HOPWRIGHT_SMBD")};
}

Secret secretOf(const QByteArray& text)
{
    return Secret(std::as_bytes(std::span(text.data(), static_cast<std::size_t>(text.size()))));
}

QByteArray passwordOf(const char* user)
{
    return contentOf(place().filePath(QLatin1String(user) + QLatin1String(".password")));
}

bool writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    constexpr int patience = 20'000;
    return process.waitForFinished(patience) ? process.readAll() : QByteArray("no answer");
}

/// What smbd says to `ls` when nothing of ours is between.
QByteArray smbdSaysTo(const char* user, const QByteArray& password)
{
    const QString file = place().filePath("signin");
    if (!writeFile(file,
                   "username=" + QByteArray(user) + "\npassword=" + password + "\ndomain=LAB\n"))
        return "no file";
    return outputOf("/usr/bin/smbclient", {"//FS01/Reports", "-A", file, "-c", "ls"});
}

QStringList filesOnShare()
{
    return QDir(place().filePath("share")).entryList(QDir::Files | QDir::Hidden);
}

void clearFolder(const QString& path)
{
    QDir folder(path);
    for (const QString& each : folder.entryList(QDir::Files | QDir::Hidden))
        folder.remove(each);
}

/// Keeps a second name for each file that appears on the share, so that its owner and content can be looked at after it
/// is deleted there: the look is the kernel's, through neither smbd nor smbclient.
class ShareWatch {
public:
    ShareWatch() : m_watcher({place().filePath("share")})
    {
        QObject::connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_watcher, [] {
            for (const QString& each : filesOnShare()) {
                const QByteArray from = QFile::encodeName(place().filePath("share/" + each));
                const QByteArray to = QFile::encodeName(place().filePath("seen/" + each));
                std::ignore = ::link(from.constData(), to.constData());
            }
        });
    }

    QFileInfoList seen() const { return QDir(place().filePath("seen")).entryInfoList(QDir::Files); }

private:
    QFileSystemWatcher m_watcher;
};

/// The check of the judge: exactly one file was there, and alice made it.
bool aliceMadeOneFile(const ShareWatch& watch)
{
    const QFileInfoList files = watch.seen();
    return files.size() == 1 && files.first().ownerId() == aliceId;
}

model::Graph sample(const char* name)
{
    const auto graph =
        store::loadGraph(files::pathFromUtf8((samples + QLatin1String(name)).toStdString()));
    return graph ? *graph : model::Graph{};
}

/// F5 on a drawing whose FS01 is the smbd.
struct Run {
    explicit Run(const model::Graph& graph, const QString& program = "/usr/bin/smbclient")
    {
        lab.hosts().world.smbClientPath = program.toStdString();
        if (const auto started = lab.start(graph, {}); !started)
            qFatal("%s", started.error().detail.english().c_str());
        std::ignore = lab.apply(plan::makePlan(graph).changes);
        for (const char* user : {"alice", "carol"})
            lab.setPassword("LAB", user, secretOf(passwordOf(user)));
    }

    void go(const model::Graph& graph)
    {
        link::RunOptions options;
        for (const auto& [id, route] : graph.routes)
            options.routes.push_back(id);
        QSignalSpy finished(&session, &link::RunSession::finished);
        session.start(graph, std::move(options));
        QVERIFY(finished.wait(40'000));
    }

    const probe::RouteResult& route() const { return session.report().routes.front(); }
    const probe::HopResult& hop(std::size_t index) const { return route().hops.at(index); }
    std::string access() const
    {
        return hop(1).stages[static_cast<std::size_t>(Stage::Access)].evidence.english();
    }

    link::PracticeLab lab;
    link::RunSession session{&lab};
};

std::string tell(const probe::HopResult& hop)
{
    return std::string(wordOf(hop.state)) + "/"
           + (hop.stage ? std::string(wordOf(*hop.stage)) : "-") + "/" + textOf(hop.code, "-") + "/"
           + (hop.cause ? std::string(wordOf(*hop.cause)) : "-");
}

}  // namespace

class TestSmbdJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void theJudgeRefusesAWrongPassword();
    void theJudgeRefusesAFileOfSomebodyElse();
    void withoutDelegationSmbdItselfDenies();
    void withCredSspTheFileIsThereAndAlices();
    void theAddressOfTheDrawingIsUsed();
    void anotherAccountLacksThePermission();
    void aFolderThatMayNotBeWrittenIsAPermission();
    void aPasswordThatSmbdDoesNotKnowIsWrong();
    void aShareThatIsNotThereIsNamedSo();
    void aClosedPortIsABadNetworkPath();
    void aFileOfThatNameIsLeftAsItIs();
    void aFileThatSomebodyChangedIsNotDeleted();
    void thePasswordIsInNoArgumentAndNoEnvironment();

private:
    bool m_isThere = false;
    bool m_saidNoToPassword = false;
    bool m_saidNoToOwner = false;
    bool m_ran = false;
};

void TestSmbdJudge::initTestCase()
{
    m_isThere = qgetenv("HOPWRIGHT_SMBD_STAGE") == "ready";
    if (m_isThere) {
        QVERIFY(QFile::copy(meddler, place().filePath("smbclient.sh")));
        return;
    }
    QTextStream(stdout) << "judge skipped: " << judge << '\n';
    QVERIFY2(!isAllRequired(), "smbd cannot run in a namespace of its own here");
    exit(0);  // Nothing below can be judged, and none of it is to count as passed.
}

void TestSmbdJudge::init()
{
    clearFolder(place().filePath("share"));
    clearFolder(place().filePath("seen"));
}

void TestSmbdJudge::cleanupTestCase()
{
    QVERIFY(m_saidNoToPassword);
    QVERIFY(m_saidNoToOwner);
    QVERIFY(m_ran);
    sayJudgeRan(judge);
}

void TestSmbdJudge::theJudgeRefusesAWrongPassword()
{
    const QByteArray no = smbdSaysTo("alice", "wrong");
    QVERIFY2(no.contains("NT_STATUS_LOGON_FAILURE"), no.constData());
    const QByteArray notCarol = smbdSaysTo("carol", passwordOf("carol"));
    QVERIFY2(notCarol.contains("NT_STATUS_ACCESS_DENIED"), notCarol.constData());
    const QByteArray yes = smbdSaysTo("alice", passwordOf("alice"));
    QVERIFY2(yes.contains("blocks of size"), yes.constData());
    m_saidNoToPassword = true;
}

void TestSmbdJudge::theJudgeRefusesAFileOfSomebodyElse()
{
    const ShareWatch watch;
    QVERIFY(!aliceMadeOneFile(watch));
    const QString planted = place().filePath("share/hopwright-planted.txt");
    QVERIFY(writeFile(planted, "planted"));
    QCOMPARE(::chown(planted.toLocal8Bit().constData(), carolId, carolId), 0);
    QTRY_COMPARE(watch.seen().size(), 1);
    QVERIFY(!aliceMadeOneFile(watch));
    m_saidNoToOwner = true;
}

void TestSmbdJudge::withoutDelegationSmbdItselfDenies()
{
    const ShareWatch watch;
    const model::Graph graph = sample("double-hop-broken.hopw");
    Run run(graph);
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "passed/-/-/-");
    QCOMPARE(tell(run.hop(1)), "denied/access/5/not-delegated");
    QCOMPARE(run.access(), "smbclient: tree connect failed: NT_STATUS_ACCESS_DENIED");
    QVERIFY(watch.seen().isEmpty());
}

void TestSmbdJudge::withCredSspTheFileIsThereAndAlices()
{
    const ShareWatch watch;
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph);
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "passed/-/-/-");
    QVERIFY2(tell(run.hop(1)) == "passed/-/-/-", run.hop(1).evidence.english().c_str());
    QVERIFY(aliceMadeOneFile(watch));
    const QByteArray token = contentOf(watch.seen().first().filePath());
    QVERIFY2(QRegularExpression("^[0-9a-f]{32}$").match(QString::fromLatin1(token)).hasMatch(),
             token.constData());
    QVERIFY(filesOnShare().isEmpty());
    QVERIFY(run.route().leftBehind.empty());

    const QString account = QString::fromLatin1(outputOf("pdbedit", {"-L", "-v", "alice"}));
    const auto sid = QRegularExpression("User SID: +(S-[0-9-]+)").match(account);
    QVERIFY(sid.hasMatch());
    QVERIFY2(run.access().ends_with("deleted; owner " + sid.captured(1).toStdString()),
             run.access().c_str());
    m_ran = true;
}

void TestSmbdJudge::theAddressOfTheDrawingIsUsed()
{
    model::Graph graph = sample("double-hop-credssp.hopw");
    for (const auto& [id, computer] : model::Graph(graph).computers) {
        if (computer.name == "FS01") {
            graph.computers[id].name = "FS02";  // No name that the namespace knows.
            graph.computers[id].address = "127.0.0.1";
        }
    }
    graph.hops[graph.hops.rbegin()->first].typedTarget = R"(\\FS02\Reports)";
    Run run(graph);
    run.go(graph);
    QVERIFY2(tell(run.hop(1)) == "passed/-/-/-", run.hop(1).evidence.english().c_str());
}

void TestSmbdJudge::anotherAccountLacksThePermission()
{
    const ShareWatch watch;
    model::Graph graph = sample("double-hop-credssp.hopw");
    graph.accounts[graph.accounts.begin()->first].user = "carol";
    Run run(graph);
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "passed/-/-/-");
    QCOMPARE(tell(run.hop(1)), "denied/access/5/permission-on-resource");
    QVERIFY(watch.seen().isEmpty());
}

void TestSmbdJudge::aFolderThatMayNotBeWrittenIsAPermission()
{
    QFile folder(place().filePath("share"));
    const auto before = folder.permissions();
    QVERIFY(folder.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                  | QFile::ReadOther | QFile::ExeOther));
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph);
    run.go(graph);
    QVERIFY(folder.setPermissions(before | QFile::WriteOther));
    QCOMPARE(tell(run.hop(1)), "denied/access/5/permission-on-resource");
    QVERIFY(run.route().leftBehind.empty());
}

void TestSmbdJudge::aPasswordThatSmbdDoesNotKnowIsWrong()
{
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph);
    run.lab.setPassword("LAB", "alice", secretOf("known in the lab only"));
    run.go(graph);
    QCOMPARE(tell(run.hop(0)), "passed/-/-/-");
    QCOMPARE(tell(run.hop(1)), "denied/negotiate/1326/wrong-password");
}

void TestSmbdJudge::aShareThatIsNotThereIsNamedSo()
{
    model::Graph graph = sample("double-hop-credssp.hopw");
    graph.resources[graph.resources.begin()->first].name = "Nowhere";
    graph.hops[graph.hops.rbegin()->first].typedTarget = R"(\\FS01\Nowhere)";
    Run run(graph);
    run.go(graph);
    QCOMPARE(tell(run.hop(1)), "failed/access/67/-");
}

void TestSmbdJudge::aClosedPortIsABadNetworkPath()
{
    model::Graph graph = sample("double-hop-credssp.hopw");
    for (const auto& [id, computer] : model::Graph(graph).computers) {
        if (computer.name == "FS01") {
            graph.computers[id].address =
                "192.0.2.1";  // RFC 5737: nobody's, and the namespace has no way there.
        }
    }
    Run run(graph);
    run.go(graph);
    QCOMPARE(tell(run.hop(1)), "failed/connect/53/-");
}

void TestSmbdJudge::aFileOfThatNameIsLeftAsItIs()
{
    QVERIFY(writeFile(place().filePath("wish"), "plant"));
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph, place().filePath("smbclient.sh"));
    run.go(graph);
    QCOMPARE(tell(run.hop(1)), "failed/access/80/-");
    QCOMPARE(filesOnShare().size(), 1);
    const QFileInfo file(place().filePath("share/" + filesOnShare().first()));
    QCOMPARE(contentOf(file.filePath()), "mine");
    QCOMPARE(file.ownerId(), carolId);
    QVERIFY(run.route().leftBehind.empty());
}

void TestSmbdJudge::aFileThatSomebodyChangedIsNotDeleted()
{
    QVERIFY(writeFile(place().filePath("wish"), "change"));
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph, place().filePath("smbclient.sh"));
    run.go(graph);
    QCOMPARE(tell(run.hop(1)), "failed/access/-/-");
    QCOMPARE(filesOnShare().size(), 1);
    QCOMPARE(contentOf(place().filePath("share/" + filesOnShare().first())), "changed");
    QCOMPARE(run.route().leftBehind, R"(\\FS01\Reports\)" + filesOnShare().first().toStdString());
}

void TestSmbdJudge::thePasswordIsInNoArgumentAndNoEnvironment()
{
    QVERIFY(writeFile(place().filePath("wish"), "note"));
    const model::Graph graph = sample("double-hop-credssp.hopw");
    Run run(graph, place().filePath("smbclient.sh"));
    run.go(graph);
    QCOMPARE(tell(run.hop(1)), "passed/-/-/-");
    const QByteArray noted = contentOf(place().filePath("noted"));
    QVERIFY2(noted.contains("LAB\\alice") && noted.contains("PASSWD_FD="), noted.constData());
    QVERIFY(!noted.contains(passwordOf("alice")));
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
    TestSmbdJudge test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_smbd_judge.moc"
