#include "core/base/byte_writer.h"
#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/probe/run_json.h"
#include "tests/judges/credssp/judge_process.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "python3-winrm";
const QString python =
    QStringLiteral("/usr/bin/python3");  // Debian's own: only it sees Debian's packages.

/// A machine JUMP01 of the domain LAB, and whoever LAB\alice is.
model::Graph oneMachine()
{
    model::Graph graph;
    const model::DomainId domain{1};
    const model::ComputerId computer{2};
    graph.domains[domain] = {.id = domain, .dnsName = "lab.example", .shortName = "LAB"};
    graph.computers[computer] = {
        .id = computer, .name = "JUMP01", .dnsName = "JUMP01.lab.example", .domain = domain};
    return graph;
}

bool pythonHasWinrm()
{
    QProcess process;
    process.start(python, {"-c", "import winrm, requests_ntlm"});
    return process.waitForFinished(20000) && process.exitStatus() == QProcess::NormalExit
           && process.exitCode() == 0;
}

/// Python's NTLM takes MD4 from OpenSSL, which has it in the legacy provider only.
QString writeOpenSslConf(const QTemporaryDir& folder)
{
    QFile file(folder.filePath("openssl.cnf"));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("openssl_conf = init\n[init]\nproviders = providers\n[providers]\n"
               "default = on\nlegacy = on\n[on]\nactivate = 1\n");
    return file.fileName();
}

/// What pywinrm says of each command, in order.
class Pywinrm {
public:
    std::vector<QJsonObject> run(std::uint16_t port, const char* password,
                                 const QStringList& commands)
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("OPENSSL_CONF", writeOpenSslConf(m_folder));
        environment.insert("NO_PROXY", "127.0.0.1");
        process.setProcessEnvironment(environment);
        process.start(python,
                      QStringList{HOPWRIGHT_SOURCE_DIR "/tests/judges/winrm/pywinrm_client.py",
                                  QString::number(port), "LAB\\alice"}
                          + commands);
        process.write(password);
        process.write("\n");
        process.closeWriteChannel();
        // The lab answers on this thread's event loop meanwhile.
        const bool ended =
            QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60000);
        if (!ended) {
            process.kill();
            process.waitForFinished();
        }
        std::vector<QJsonObject> out;
        for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
            if (!line.isEmpty())
                out.push_back(QJsonDocument::fromJson(line).object());
        }
        m_complaints = process.readAllStandardError();
        return out;
    }
    const char* complaints() const { return m_complaints.constData(); }

private:
    QTemporaryDir m_folder;
    QByteArray m_complaints;
};

struct Expected {
    const char* command;
    int code;
    const char* out;
    const char* err;
};

}  // namespace

class TestWinrmJudges : public QObject {
    Q_OBJECT

private slots:
    void pywinrmTakesOurServer();
};

void TestWinrmJudges::pywinrmTakesOurServer()
{
    if (!pythonHasWinrm()) {
        QTextStream(stdout) << "judge skipped: " << judge << '\n';
        QVERIFY(!isAllRequired());
        return;
    }
    link::PracticeLab lab;
    const auto started = lab.start(oneMachine(), {});
    QVERIFY2(started, started ? "" : started.error().detail.english().c_str());
    lab.setPassword("LAB", "alice", Secret(bytesOf("Secret1")));
    const std::uint16_t port = lab.addresses().front().port;
    lab::Fault& fault = lab.hosts().world.machines.front().fault;
    Pywinrm client;

    // What it must refuse: else its yes means nothing.
    auto said = client.run(port, "Secret2", {"whoami"});
    QVERIFY2(said.size() == 1, client.complaints());
    QCOMPARE(said.front()["error"].toString(), "InvalidCredentialsError");
    fault = {.place = Stage::Shell, .kind = lab::FaultKind::WrongProof};
    said = client.run(port, "Secret1", {"whoami"});
    QVERIFY2(said.size() == 1, client.complaints());
    QVERIFY2(said.front()["text"].toString().contains("ignature"),
             QJsonDocument(said.front()).toJson().constData());

    // A fault is read as one.
    fault = {.place = Stage::Shell, .kind = lab::FaultKind::Refuse};
    said = client.run(port, "Secret1", {"whoami"});
    QVERIFY2(said.size() == 1, client.complaints());
    QCOMPARE(said.front()["error"].toString(), "WinRMError");
    QVERIFY(said.front()["text"].toString().contains("'wsmanfault_code': '5'"));
    fault = {};

    const std::vector<Expected> expected = {
        {"whoami", 0, "lab\\alice\r\n", ""},
        {"hostname", 0, "JUMP01\r\n", ""},
        {"echo a & <b> \"c\" \xc3\xa9", 0, "a & <b> \"c\" \xc3\xa9\r\n", ""},
        {"exit 7", 7, "", ""},
        {"nosuchthing --help", 9009, "",
         "'nosuchthing' is not recognized as an internal or external command,\r\n"
         "operable program or batch file.\r\n"}};
    QStringList commands;
    for (const Expected& each : expected)
        commands.append(QString::fromUtf8(each.command));
    said = client.run(port, "Secret1", commands);
    QVERIFY2(said.size() == expected.size(), client.complaints());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY2(!said[i].contains("error"), QJsonDocument(said[i]).toJson().constData());
        QCOMPARE(said[i]["code"].toInt(), expected[i].code);
        QCOMPARE(said[i]["out"].toString(), QString::fromUtf8(expected[i].out));
        QCOMPARE(said[i]["err"].toString(), QString::fromUtf8(expected[i].err));
    }
    sayJudgeRan(judge);
}

QTEST_GUILESS_MAIN(TestWinrmJudges)
#include "tst_winrm_judges.moc"
