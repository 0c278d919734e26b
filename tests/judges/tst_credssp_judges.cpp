#include "core/crypto/certificate.h"
#include "core/wire/credssp/client.h"
#include "core/wire/credssp/server.h"
#include "tests/core/wire/credssp/accounts.h"
#include "tests/judges/credssp/judge_process.h"
#include "tests/judges/credssp/rdp_connection.h"
#include "tests/judges/display.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire;
using namespace hopwright::wire::credssp;

namespace {

/// FreeRDP's acceptor, with the account LAB\alice, Secret1.
class ShadowServer {
public:
    bool start()
    {
        const QString display = startDisplay(m_display, m_folder.filePath("xvfb.log"));
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DISPLAY", display);
        environment.insert("HOME", m_folder.path());
        environment.insert("WLOG_LEVEL", "DEBUG");
        environment.insert("WLOG_APPENDER", "FILE");  // Flushed at each line.
        environment.insert("WLOG_FILEAPPENDER_OUTPUT_FILE_PATH", m_folder.path());
        environment.insert("WLOG_FILEAPPENDER_OUTPUT_FILE_NAME", "shadow.log");
        m_port = freePort();
        if (display.isEmpty() || m_port == 0 || !writeAccounts())
            return false;
        m_server.start("freerdp-shadow-cli",
                       {QStringLiteral("/port:%1").arg(m_port), "/bind-address:127.0.0.1",
                        "/sec:nla", "+auth", "/sam-file:" + m_folder.filePath("sam")},
                       environment, m_folder.filePath("output.log"));
        return QTest::qWaitFor([this] { return answers(); }, 15000);
    }
    quint16 port() const { return m_port; }
    QByteArray log() const { return contentOf(logPath()); }

private:
    QString logPath() const { return m_folder.filePath("shadow.log"); }
    bool writeAccounts() const
    {
        QProcess hash;
        hash.start("winpr-hash", {"-u", "alice", "-d", "LAB", "-p", "Secret1", "-f", "sam"});
        QFile file(m_folder.filePath("sam"));
        return hash.waitForFinished() && file.open(QIODevice::WriteOnly)
               && file.write(hash.readAllStandardOutput()) > 0;
    }
    bool answers() const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        return socket.waitForConnected(200);
    }

    QTemporaryDir m_folder;
    JudgeProcess m_display;
    JudgeProcess m_server;
    quint16 m_port = 0;
};

enum class Flaw { None, WrongPassword, WrongKeyHash, WrongMic, WrongAuthInfo };

struct Attempt {
    std::uint32_t version = 6;
    bool allowTls13 = false;
    Flaw flaw = Flaw::None;
};

Result<void> converse(RdpConnection& connection, const Attempt& attempt)
{
    HOPWRIGHT_TRY_VOID(connection.requestHybrid());
    HOPWRIGHT_TRY_VOID(connection.shakeHands(true));
    Bytes publicKey = connection.tls().peerSubjectPublicKey();
    if (attempt.flaw == Flaw::WrongKeyHash)
        publicKey.back() ^= std::byte{2};
    HOPWRIGHT_TRY(Secret credentials,
                  encodeCredentials(
                      {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))}));
    const auto mechanism = ntlmClient(attempt.flaw == Flaw::WrongPassword ? "Secret2" : "Secret1");
    Client client({.serverPublicKey = publicKey,
                   .nonce = Nonce{std::byte{9}},
                   .credentials = std::move(credentials),
                   .minVersion = 2,
                   .highestVersion = attempt.version},
                  *mechanism);
    HOPWRIGHT_TRY(auto first, client.start());
    TsRequest next = *std::move(first);
    while (client.state() != Client::State::ReadyToDelegate) {
        if (attempt.flaw == Flaw::WrongMic && !next.pubKeyAuth.empty())
            next.pubKeyAuth.front() ^= std::byte{1};
        HOPWRIGHT_TRY_VOID(connection.send(next));
        HOPWRIGHT_TRY(const TsRequest answer, connection.receive());
        HOPWRIGHT_TRY(auto reply, client.receive(answer));
        if (reply)
            next = *std::move(reply);
    }
    if (client.version() != attempt.version) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::verbatim("another version was agreed on"));
    }
    HOPWRIGHT_TRY(TsRequest last, client.delegate());
    if (attempt.flaw == Flaw::WrongAuthInfo)
        last.authInfo.front() ^= std::byte{1};
    return connection.send(last);
}

/// One logon at the shadow server: fails unless our client came to the end, and the server says
/// in its log that it went on behind the credentials.
Result<void> logOn(const ShadowServer& server, const Attempt& attempt)
{
    const qsizetype before = server.log().size();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port());
    if (!socket.waitForConnected(5000))
        return fail(ErrorCode::Unreachable, Sentence::verbatim("nobody answers"));
    HOPWRIGHT_TRY(tls::TlsChannel tls, tls::TlsChannel::client({.allowTls13 = attempt.allowTls13}));
    RdpConnection connection(socket, std::move(tls));
    HOPWRIGHT_TRY_VOID(converse(connection, attempt));
    const auto wentOn = [&] {
        const QByteArray log = server.log().mid(before);
        const qsizetype credentials = log.indexOf("Receive Encryption Credentials");
        return credentials >= 0
               && log.indexOf("CONNECTION_STATE_INITIAL --> CONNECTION_STATE_NEGO", credentials)
                      >= 0;
    };
    constexpr int patience = 2000;
    if (!QTest::qWaitFor(wentOn, attempt.flaw == Flaw::None ? 5 * patience : patience)) {
        return fail(ErrorCode::PeerRefused,
                    Sentence::verbatim("the server did not take the credentials"));
    }
    return {};
}

/// FreeRDP's client. It goes on with RDP behind the credentials, which nobody here speaks, so its
/// verdict is what it says of NLA in its log, and whether it gives its password away.
class RdpClient {
public:
    bool start(const char* password, quint16 port, const QString& display)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DISPLAY", display);
        environment.insert("HOME", m_folder.path());
        m_client.start("xfreerdp",
                       {QStringLiteral("/v:127.0.0.1:%1").arg(port), "/u:alice", "/d:LAB",
                        QStringLiteral("/p:%1").arg(QLatin1String(password)), "/sec:nla",
                        "/cert:ignore", "+auth-only"},
                       environment, m_folder.filePath("client.log"));
        return m_client.process().waitForStarted();
    }
    /// What it complains of, once it has ended; nothing when it is content with CredSSP.
    QByteArray complaint()
    {
        if (!m_client.process().waitForFinished(15000))
            return "it does not end";
        QByteArray found;
        for (const QByteArray& line : log().split('\n')) {
            if (line.contains("[com.freerdp.core.nla]")
                || line.contains("ERRCONNECT_LOGON_FAILURE"))
                found += line + '\n';
        }
        return found;
    }

private:
    QByteArray log() const { return contentOf(m_folder.filePath("client.log")); }

    QTemporaryDir m_folder;
    JudgeProcess m_client;
};

const crypto::CertifiedKey& identity()
{
    using namespace std::chrono;
    static const crypto::CertifiedKey made = *crypto::makeSelfSignedCertificate(
        {.commonName = "CREDSSP-HOST-B",
         .serial = Bytes{std::byte{1}},
         .notBefore = *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2020) / 1 / 2))),
         .notAfter = *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2060) / 1 / 2)))});
    return made;
}

/// Our server's side of one connection; the credentials that came.
Result<auth::Identity> serve(QTcpSocket& socket, ServerFaults faults)
{
    HOPWRIGHT_TRY(
        tls::TlsChannel tls,
        tls::TlsChannel::server({.certificatePem = identity().certificatePem,
                                 .privateKeyPem = Secret(identity().privateKeyPem.expose())}));
    RdpConnection connection(socket, std::move(tls));
    HOPWRIGHT_TRY_VOID(connection.selectHybrid());
    HOPWRIGHT_TRY_VOID(connection.shakeHands(false));
    HOPWRIGHT_TRY(Bytes publicKey, crypto::subjectPublicKey(identity().certificatePem));
    const auto mechanism = anyServer();
    Server server({.publicKey = std::move(publicKey), .faults = faults}, *mechanism);
    while (server.state() != Server::State::Done) {
        HOPWRIGHT_TRY(const TsRequest message, connection.receive());
        HOPWRIGHT_TRY(const auto reply, server.receive(message));
        if (reply)
            HOPWRIGHT_TRY_VOID(connection.send(*reply));
        if (server.refusal())
            return fail(*server.refusal());
    }
    return server.takeCredentials();
}

}  // namespace

class TestCredsspJudges : public QObject {
    Q_OBJECT

private slots:
    void freeRdpTakesOurClient();
    void freeRdpTakesOurServer();
};

void TestCredsspJudges::freeRdpTakesOurClient()
{
    constexpr auto name = "freerdp-shadow-cli";
    if (!judgeIsPresent(name, {"freerdp-shadow-cli", "winpr-hash", "Xvfb"})) {
        QVERIFY(!isAllRequired());
        return;
    }
    ShadowServer server;
    QVERIFY(server.start());
    for (const std::uint32_t version : {6U, 2U}) {
        for (const Flaw flaw :
             {Flaw::WrongPassword, Flaw::WrongKeyHash, Flaw::WrongMic, Flaw::WrongAuthInfo}) {
            const auto refused = logOn(server, {.version = version, .flaw = flaw});
            QVERIFY2(!refused, "the judge says yes to anything");
        }
        for (const bool allowTls13 : {false, true}) {
            const auto taken = logOn(server, {.version = version, .allowTls13 = allowTls13});
            QVERIFY2(taken, taken ? "" : taken.error().detail.english().c_str());
        }
    }
    sayJudgeRan(name);
}

void TestCredsspJudges::freeRdpTakesOurServer()
{
    constexpr auto name = "xfreerdp";
    if (!judgeIsPresent(name, {"xfreerdp", "Xvfb"})) {
        QVERIFY(!isAllRequired());
        return;
    }
    QTemporaryDir folder;
    JudgeProcess xvfb;
    const QString display = startDisplay(xvfb, folder.filePath("xvfb.log"));
    QVERIFY(!display.isEmpty());
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    const auto run = [&](const char* password, ServerFaults faults, auto&& check) {
        RdpClient client;
        QVERIFY(client.start(password, listener.serverPort(), display));
        QVERIFY(listener.waitForNewConnection(15000));
        const std::unique_ptr<QTcpSocket> socket(listener.nextPendingConnection());
        const auto credentials = serve(*socket, faults);
        socket->disconnectFromHost();
        check(client.complaint(), credentials);
    };
    const auto isRefusal = [](const QByteArray& complaint,
                              const Result<auth::Identity>& credentials) {
        QVERIFY2(!complaint.isEmpty(), "the judge says yes to anything");
        QVERIFY(!credentials);
    };
    run("Secret1", {.wrongKeyProof = true}, isRefusal);
    run("Secret1", {.wrongMic = true}, isRefusal);
    run("Secret1", {.refuseLogon = 0xC0000234}, isRefusal);
    run("Secret2", {}, isRefusal);
    run("Secret1", {}, [](const QByteArray& complaint, const Result<auth::Identity>& credentials) {
        QVERIFY2(credentials, credentials ? "" : credentials.error().detail.english().c_str());
        QCOMPARE(complaint, QByteArray());
        QCOMPARE(credentials->domain, std::string("LAB"));
        QCOMPARE(credentials->user, std::string("alice"));
        QVERIFY(equalInConstantTime(credentials->password.expose(), bytesOf("Secret1")));
    });
    if (!QTest::currentTestFailed())
        sayJudgeRan(name);
}

QTEST_GUILESS_MAIN(TestCredsspJudges)
#include "tst_credssp_judges.moc"
