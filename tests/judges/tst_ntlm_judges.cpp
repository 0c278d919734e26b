#include "core/text/base64.h"
#include "core/wire/ntlm/client.h"
#include "core/wire/ntlm/server.h"
#include "core/wire/spnego/client.h"
#include "core/wire/spnego/server.h"
#include "tests/core/wire/ntlm/exchange_sample.h"
#include "tests/needed.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <functional>

using namespace hopwright;
using namespace hopwright::wire;
using hopwright::test::isAllRequired;
using ntlm::sample::alice;
using text::toHex;

/// Other people's NTLM says yes or no to ours, as client and as server. Each judge is first given something wrong, and
/// must say no to that. What they have no way to refuse (a session key that only the helper knows) is compared.

namespace {

constexpr int answerTimeout = 20'000;  // Milliseconds; a loaded machine takes some.

void say(const char* what, const char* judge)
{
    std::fprintf(stdout, "%s: %s\n", what, judge);
    std::fflush(stdout);
}

/// A program that answers each line with a line.
class Judge {
public:
    Judge(const QString& program, const QStringList& arguments,
          const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
    {
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(program, arguments);
    }
    ~Judge()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(2000)) {
            m_process.kill();
            m_process.waitForFinished(2000);
        }
    }
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;

    void tell(const std::string& line) { m_process.write(QByteArray::fromStdString(line + '\n')); }

    /// Empty when no answer comes.
    std::string ask(const std::string& line)
    {
        tell(line);
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(answerTimeout))
                return {};
        }
        return m_process.readLine().trimmed().toStdString();
    }

private:
    QProcess m_process;
};

/// The bytes of `T token`; none in a `NO`.
Bytes hexOf(const std::string& line)
{
    return line.size() < 2 ? Bytes{} : text::fromHex(line.substr(2)).value_or(Bytes{});
}

/// The words of `AF token name`.
std::vector<std::string> words(const std::string& line)
{
    std::vector<std::string> out;
    for (const QString& word : QString::fromStdString(line).split(QLatin1Char(' ')))
        out.push_back(word.toStdString());
    return out;
}

Bytes tokenOf(const std::string& line)
{
    const auto parts = words(line);
    return parts.size() < 2 ? Bytes{} : text::fromBase64(parts[1]).value_or(Bytes{});
}

std::string command(const char* verb, ByteView token)
{
    return std::string(verb) + ' ' + text::toBase64(token);
}

std::unique_ptr<auth::Mechanism> clientOf(bool spnego, auth::Identity identity = alice())
{
    auto inner = std::make_unique<ntlm::Client>(ntlm::sample::clientConfig(std::move(identity)));
    if (!spnego)
        return inner;
    std::vector<std::unique_ptr<auth::Mechanism>> list;
    list.push_back(std::move(inner));
    return std::make_unique<spnego::Client>(std::move(list));
}

/// Our server, and a view of its session key.
struct OurServer {
    std::unique_ptr<spnego::Server> server;
    const ntlm::Server* inner;
};

FileTime thisMoment()
{
    return FileTime::fromUnix(
               std::chrono::floor<FileTime::Duration>(std::chrono::system_clock::now()))
        .value();
}

/// gss-ntlmssp refuses a server whose clock is wrong, so the clock is this machine's unless told.
OurServer ourServer(spnego::ServerFaults faults = {}, FileTime now = thisMoment())
{
    ntlm::Server::Config config = ntlm::sample::serverConfig();
    config.now = now;
    auto inner = std::make_unique<ntlm::Server>(std::move(config));
    const ntlm::Server* const view = inner.get();
    spnego::Server::Config outer{.mechanisms = {},
                                 .rawTokens = {.matches = spnego::startsWithNtlmSignature},
                                 .faults = faults};
    outer.mechanisms.push_back(std::move(inner));
    return {.server = std::make_unique<spnego::Server>(std::move(outer)), .inner = view};
}

QStringList sambaArguments(const char* protocol, const char* password)
{
    return {QStringLiteral("--helper-protocol=%1").arg(QLatin1String(protocol)),
            QStringLiteral("--username=alice"), QStringLiteral("--domain=LAB"),
            QStringLiteral("--password=%1").arg(QLatin1String(password)),
            QStringLiteral("--configfile=/dev/null")};
}

using Change = std::function<void(Bytes&)>;

/// Runs our client against Samba's acceptor; \p change may spoil its last token. Gives the judge's last answer.
std::string askSambaAcceptor(Judge& samba, auth::Mechanism& client, const Change& change = {})
{
    const std::string challenge = samba.ask(command("YR", client.step({}).value()));
    if (!challenge.starts_with("TT "))
        return challenge;
    auto last = client.step(tokenOf(challenge));
    if (!last)
        return "our client: " + last.error().detail.english();
    if (change)
        change(*last);
    return samba.ask(command("KK", *last));
}

/// Spoils what \p offset of the AUTHENTICATE within a token names.
Change flipInAuthenticate(std::size_t offset)
{
    return [offset](Bytes& token) {
        const auto start = std::ranges::search(token, bytesOf("NTLMSSP")).begin();
        *(start + static_cast<std::ptrdiff_t>(offset)) ^= std::byte{1};
    };
}

/// The last byte of the encrypted session key, which is the last field of our AUTHENTICATE.
Change flipSessionKey()
{
    return [](Bytes& token) {
        const auto start = static_cast<std::size_t>(
            std::ranges::search(token, bytesOf("NTLMSSP")).begin() - token.begin());
        const std::size_t field = start + 52 + 4;
        const auto low = std::to_integer<std::size_t>(token[field]);
        const auto high = std::to_integer<std::size_t>(token[field + 1]);
        token[start + (high << 8U | low)] ^= std::byte{1};
    };
}

}  // namespace

class TestNtlmJudges : public QObject {
    Q_OBJECT

private slots:
    void sambaAcceptsOurClient_data();
    void sambaAcceptsOurClient();
    void sambaLogsOnToOurServer_data();
    void sambaLogsOnToOurServer();
    void gssAcceptsAndOpensWhatWeSeal_data();
    void gssAcceptsAndOpensWhatWeSeal();
    void gssLogsOnToOurServer_data();
    void gssLogsOnToOurServer();

private:
    QString samba() const { return QStandardPaths::findExecutable(QStringLiteral("ntlm_auth")); }
    static QString gssPeer()
    {
        const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/gss_peer");
        const bool hasNtlm = QFile::exists(QStringLiteral("/etc/gss/mech.d/mech.ntlmssp.conf"));
        return hasNtlm && QFile::exists(path) ? path : QString();
    }
    /// \returns whether to go on.
    static bool isHere(const QString& program, const char* judge)
    {
        if (!program.isEmpty())
            return true;
        say("judge skipped", judge);
        if (isAllRequired()) {
            QTest::qFail("a judge is missing, and HOPWRIGHT_REQUIRE_JUDGES is 1", __FILE__,
                         __LINE__);
        }
        return false;
    }
    /// The environment in which gss_peer knows LAB\alice, and no file of this machine but its own.
    QProcessEnvironment gssEnvironment(const char* password)
    {
        const QString path =
            m_folder.filePath(QStringLiteral("accounts-%1").arg(QLatin1String(password)));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArrayLiteral("LAB:alice:") + password + '\n');
        QProcessEnvironment out = QProcessEnvironment::systemEnvironment();
        out.insert(QStringLiteral("NTLM_USER_FILE"), path);
        return out;
    }

    QTemporaryDir m_folder;
};

void TestNtlmJudges::sambaAcceptsOurClient_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<bool>("spnego");
    QTest::newRow("raw NTLM") << QByteArray("squid-2.5-ntlmssp") << false;
    QTest::newRow("SPNEGO") << QByteArray("gss-spnego") << true;
}

void TestNtlmJudges::sambaAcceptsOurClient()
{
    QFETCH(const QByteArray, protocol);
    QFETCH(const bool, spnego);
    const std::string name = "samba ntlm_auth " + protocol.toStdString();
    if (!isHere(samba(), name.c_str()))
        return;
    const auto judged = [&](const char* password, const Change& change) {
        Judge judge(samba(), sambaArguments(protocol.constData(), password));
        const auto client = clientOf(spnego);
        return askSambaAcceptor(judge, *client, change);
    };
    const auto isNo = [](const std::string& answer) {
        return answer.starts_with("NA") || answer.starts_with("BH");
    };
    // It says no to a wrong password, a changed MIC, a changed session key, a changed mechListMIC.
    const std::string denied = judged("Secret2", {});
    QVERIFY2(isNo(denied), denied.c_str());
    QVERIFY2(
        QString::fromStdString(denied).contains(QLatin1String("NT_STATUS_LOGON_FAILURE"))
            || QString::fromStdString(denied).contains(QLatin1String("NT_STATUS_WRONG_PASSWORD")),
        denied.c_str());
    const std::string wrongMic = judged("Secret1", flipInAuthenticate(72));
    QVERIFY2(isNo(wrongMic), wrongMic.c_str());
    const std::string wrongKey = judged("Secret1", flipSessionKey());
    QVERIFY2(isNo(wrongKey), wrongKey.c_str());
    if (spnego) {
        const std::string wrongList = judged("Secret1", [](Bytes& token) {
            token[token.size() - 8] ^= std::byte{1};  // In the checksum of the MIC, the last field.
        });
        QVERIFY2(isNo(wrongList), wrongList.c_str());
    }

    Judge judge(samba(), sambaArguments(protocol.constData(), "Secret1"));
    const auto client = clientOf(spnego);
    const std::string accepted = askSambaAcceptor(judge, *client);
    QVERIFY2(accepted.starts_with("AF "), accepted.c_str());
    QCOMPARE(words(accepted).back(), std::string("LAB\\alice"));
    if (spnego) {
        QVERIFY(client->step(tokenOf(accepted)));  // Its MIC over our list.
    }
    QVERIFY(client->hasSessionKey());
    const Bytes key = tokenOf(judge.ask("GK"));
    QCOMPARE(toHex(key), std::string(32, '5'));
    say("judge ran", name.c_str());
}

void TestNtlmJudges::sambaLogsOnToOurServer_data()
{
    QTest::addColumn<QByteArray>("protocol");
    QTest::addColumn<bool>("spnego");
    QTest::newRow("raw NTLM") << QByteArray("ntlmssp-client-1") << false;
    QTest::newRow("SPNEGO") << QByteArray("gss-spnego-client") << true;
}

void TestNtlmJudges::sambaLogsOnToOurServer()
{
    QFETCH(const QByteArray, protocol);
    QFETCH(const bool, spnego);
    const std::string name = "samba ntlm_auth " + protocol.toStdString();
    if (!isHere(samba(), name.c_str()))
        return;
    // Gives the server's word on the client's last token; `answer` is the judge's on the server's last.
    const auto run = [&](Judge& judge, spnego::Server& server, const Change& change,
                         std::string& answer) -> Result<Bytes> {
        judge.ask("SF NTLMSSP_FEATURE_SESSION_KEY");
        judge.ask("SF NTLMSSP_FEATURE_SIGN");
        judge.ask("SF NTLMSSP_FEATURE_SEAL");
        answer = judge.ask("YR");
        HOPWRIGHT_TRY(Bytes challenge, server.step(tokenOf(answer)));
        if (change)
            change(challenge);
        answer = judge.ask(command("TT", challenge));
        HOPWRIGHT_TRY(Bytes last, server.step(tokenOf(answer)));
        if (!last.empty())
            answer = judge.ask(command("TT", last));
        return last;
    };
    std::string answer;
    {
        // Ours says no to a wrong password,
        Judge judge(samba(), sambaArguments(protocol.constData(), "Secret2"));
        const auto ours = ourServer();
        const auto done = run(judge, *ours.server, {}, answer);
        QVERIFY(!done);
        QCOMPARE(done.error().peerStatus, ntlm::statusLogonFailure);
    }
    {
        // and the judge says no to a broken challenge,
        Judge judge(samba(), sambaArguments(protocol.constData(), "Secret1"));
        const auto ours = ourServer();
        const auto done = run(judge, *ours.server, flipInAuthenticate(3), answer);
        QVERIFY(!done);
        QVERIFY2(answer.starts_with("BH") || answer.starts_with("NA"), answer.c_str());
    }
    if (spnego) {
        // and to a wrong MIC over its list.
        Judge judge(samba(), sambaArguments(protocol.constData(), "Secret1"));
        const auto ours = ourServer({.wrongListMic = true});
        QVERIFY(run(judge, *ours.server, {}, answer));
        QVERIFY2(answer.starts_with("BH") || answer.starts_with("NA"), answer.c_str());
    }

    Judge judge(samba(), sambaArguments(protocol.constData(), "Secret1"));
    const auto ours = ourServer();
    const auto done = run(judge, *ours.server, {}, answer);
    QVERIFY2(done.has_value(), done ? "" : done.error().detail.english().c_str());
    QVERIFY2(answer.starts_with("AF"), answer.c_str());
    QCOMPARE(ours.server->peerName(), std::string("LAB\\alice"));
    QCOMPARE(ours.server->isRaw(), !spnego);
    const std::string key = toHex(ours.inner->exportedSessionKeyForTests().secret().expose());
    QCOMPARE(toHex(tokenOf(judge.ask("GK"))), key);
    say("judge ran", name.c_str());
}

void TestNtlmJudges::gssAcceptsAndOpensWhatWeSeal_data()
{
    QTest::addColumn<bool>("spnego");
    QTest::newRow("raw NTLM: sealing begins at 0") << false;
    QTest::newRow("SPNEGO: sealing begins at 1") << true;
}

void TestNtlmJudges::gssAcceptsAndOpensWhatWeSeal()
{
    QFETCH(const bool, spnego);
    const char* const name = spnego ? "gss-ntlmssp acceptor, SPNEGO" : "gss-ntlmssp acceptor, raw";
    if (!isHere(gssPeer(), name))
        return;
    const auto logOn = [&](Judge& judge, auth::Mechanism& client, const Change& change) {
        const std::string challenge = judge.ask("T " + toHex(client.step({}).value()));
        if (!challenge.starts_with("T "))
            return challenge;
        auto last = client.step(hexOf(challenge));
        if (!last)
            return "our client: " + last.error().detail.english();
        if (change)
            change(*last);
        return judge.ask("T " + toHex(*last));
    };
    const auto judged = [&](const char* password, const Change& change) {
        Judge judge(gssPeer(), {QStringLiteral("accept")}, gssEnvironment(password));
        const auto client = clientOf(spnego);
        return logOn(judge, *client, change);
    };
    // A wrong password, a changed MIC, a changed session key.
    for (const std::string& no : {judged("Secret2", {}), judged("Secret1", flipInAuthenticate(72)),
                                  judged("Secret1", flipSessionKey())})
        QVERIFY2(no.starts_with("NO"), no.c_str());

    Judge judge(gssPeer(), {QStringLiteral("accept")}, gssEnvironment("Secret1"));
    const auto client = clientOf(spnego);
    const std::string done = logOn(judge, *client, {});
    QVERIFY2(done.starts_with("D"), done.c_str());
    if (spnego)
        QVERIFY(client->step(hexOf(done)));
    const std::string caller = judge.ask("N");
    QVERIFY2(caller == "N " + toHex(bytesOf("LAB\\alice")), caller.c_str());
    for (const char* const text : {"first", "second, longer", "third"}) {
        const std::string plain = toHex(bytesOf(text));
        QCOMPARE(judge.ask("U " + toHex(client->wrap(bytesOf(text)).value())), "P " + plain);
        const std::string back = judge.ask("W " + plain);
        QVERIFY2(back.starts_with("W "), back.c_str());
        QCOMPARE(textOf(client->unwrap(hexOf(back)).value()), std::string(text));
    }
    // A changed byte in what is sealed: last, because the stream is lost after it.
    Bytes changed = client->wrap(bytesOf("changed")).value();
    changed.back() ^= std::byte{1};
    QVERIFY(judge.ask("U " + toHex(changed)).starts_with("NO"));
    say("judge ran", name);
}

void TestNtlmJudges::gssLogsOnToOurServer_data()
{
    QTest::addColumn<bool>("spnego");
    QTest::newRow("raw NTLM") << false;
    QTest::newRow("SPNEGO") << true;
}

void TestNtlmJudges::gssLogsOnToOurServer()
{
    QFETCH(const bool, spnego);
    const char* const name =
        spnego ? "gss-ntlmssp initiator, SPNEGO" : "gss-ntlmssp initiator, raw";
    if (!isHere(gssPeer(), name))
        return;
    const QStringList arguments{QStringLiteral("initiate"),
                                spnego ? QStringLiteral("spnego") : QStringLiteral("ntlm")};
    const auto run = [&](Judge& judge, const char* password, spnego::Server& server,
                         std::string& answer) -> Result<void> {
        judge.tell(password);
        answer = judge.ask("T");
        HOPWRIGHT_TRY(const Bytes challenge, server.step(hexOf(answer)));
        answer = judge.ask("T " + toHex(challenge));
        HOPWRIGHT_TRY(const Bytes last, server.step(hexOf(answer)));
        if (!last.empty())
            answer = judge.ask("T " + toHex(last));
        return {};
    };
    std::string answer;
    {
        Judge judge(gssPeer(), arguments, gssEnvironment("Secret1"));
        const auto ours = ourServer();
        const auto denied = run(judge, "Secret2", *ours.server, answer);
        QVERIFY2(!denied, answer.c_str());
        QVERIFY2(denied.error().code == ErrorCode::LogonDenied,
                 (denied.error().detail.english() + ": " + answer).c_str());
        QCOMPARE(denied.error().peerStatus, ntlm::statusLogonFailure);
    }
    {
        // The judge says no to a challenge of the year 2007,
        Judge judge(gssPeer(), arguments, gssEnvironment("Secret1"));
        const auto ours = ourServer({}, ntlm::sample::now());
        QVERIFY(!run(judge, "Secret1", *ours.server, answer));
        QVERIFY2(answer.starts_with("NO"), answer.c_str());
    }
    if (spnego) {
        // to a wrong MIC over its list,
        Judge judge(gssPeer(), arguments, gssEnvironment("Secret1"));
        const auto ours = ourServer({.wrongListMic = true});
        QVERIFY(run(judge, "Secret1", *ours.server, answer));
        QVERIFY2(answer.starts_with("NO"), answer.c_str());
    }
    {
        // and to a wrong signature.
        Judge judge(gssPeer(), arguments, gssEnvironment("Secret1"));
        const auto ours = ourServer({.wrongSignature = true});
        QVERIFY(run(judge, "Secret1", *ours.server, answer));
        const std::string spoiled =
            judge.ask("U " + toHex(ours.server->wrap(bytesOf("spoiled")).value()));
        QVERIFY2(spoiled.starts_with("NO"), spoiled.c_str());
    }

    Judge judge(gssPeer(), arguments, gssEnvironment("Secret1"));
    const auto ours = ourServer();
    const auto done = run(judge, "Secret1", *ours.server, answer);
    QVERIFY2(done.has_value(), done ? "" : done.error().detail.english().c_str());
    QVERIFY2(answer.starts_with("D"), answer.c_str());
    QCOMPARE(ours.server->peerName(), std::string("LAB\\alice"));
    for (const char* const text : {"first", "second, longer", "third"}) {
        const std::string plain = toHex(bytesOf(text));
        QCOMPARE(judge.ask("U " + toHex(ours.server->wrap(bytesOf(text)).value())), "P " + plain);
        const std::string back = judge.ask("W " + plain);
        QVERIFY2(back.starts_with("W "), back.c_str());
        QCOMPARE(textOf(ours.server->unwrap(hexOf(back)).value()), std::string(text));
    }
    say("judge ran", name);
}

QTEST_GUILESS_MAIN(TestNtlmJudges)
#include "tst_ntlm_judges.moc"
