#include "core/base/byte_writer.h"
#include "core/text/base64.h"
#include "core/wire/http/auth_header.h"
#include "core/wire/http/reader.h"
#include "core/wire/http/writer.h"
#include "core/wire/ntlm/server.h"
#include "core/wire/spnego/server.h"
#include "core/wire/wsman/encrypted_body.h"
#include "core/wire/wsman/shell.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire;
using namespace hopwright::wire::winrm;

Q_DECLARE_METATYPE(hopwright::wire::winrm::Scheme)
Q_DECLARE_METATYPE(hopwright::wire::winrm::ServerFault)

namespace {

/// A machine that lets LAB\alice in, and whose command says so many bytes of one stream in each answer, for ever.
class TalkativeHost {
public:
    TalkativeHost(std::string stream, std::size_t bytes)
        : m_piece("<rsp:ReceiveResponse><rsp:Stream Name=\"" + stream + "\" CommandId=\"command\">"
                  + text::toBase64(Bytes(bytes, std::byte{'x'}))
                  + "</rsp:Stream></rsp:ReceiveResponse>")
    {
    }

    /// To the only request in \p sent; empty where that cannot be read.
    Bytes answer(ByteView sent)
    {
        m_reader.append(sent);
        const auto request = m_reader.next();
        if (!request || !*request)
            return {};
        const auto given = http::challengesOf((*request)->headers, "Authorization");
        return given && !given->empty() ? signIn(given->front().token.value_or(Bytes{}))
                                        : soap((*request)->body);
    }
    int receives() const { return m_receives; }

private:
    static Bytes encoded(const http::Response& response)
    {
        return http::encode(response).value_or(Bytes{});
    }

    Bytes signIn(ByteView token)
    {
        const Bytes reply = m_mechanism.step(token).value_or(Bytes{});
        return encoded(
            {.status = m_mechanism.hasSessionKey() ? 200 : 401,
             .headers = {{"WWW-Authenticate", http::authorization("Negotiate", reply)}}});
    }

    std::string bodyOf(std::string_view action)
    {
        if (action == wsman::action::create)
            return wsman::createAnswer("shell", "LAB\\alice", "http://JUMP01/wsman");
        if (action == wsman::action::command)
            return wsman::commandAnswer("command");
        if (action == wsman::action::signal)
            return wsman::signalAnswer();
        if (action != wsman::action::receive)
            return {};
        ++m_receives;
        return m_piece;
    }

    Bytes soap(ByteView sealed)
    {
        const auto plain = wsman::decryptBody(m_sealer, sealed);
        if (!plain)
            return {};
        const auto envelope = wsman::Envelope::parse(textOf(*plain));
        if (!envelope)
            return {};
        const std::string action = envelope->action();
        const auto body = wsman::encryptBody(
            m_sealer, bytesOf(wsman::responseEnvelope(action + "Response", m_random.takeUuid(),
                                                      envelope->messageId(), bodyOf(action))));
        if (!body)
            return {};
        return encoded(
            {.status = 200, .headers = {{"Content-Type", body->contentType}}, .body = body->body});
    }

    std::string m_piece;
    http::RequestReader m_reader{};
    spnego::Server m_mechanism{jumpMechanisms()};
    wsman::MechanismSealer m_sealer{m_mechanism};
    crypto::RandomStream m_random = seeded(3);
    int m_receives = 0;
};

}  // namespace

/// However a session ends: nothing of it stays at the other end, and nothing of it is used again.
class TestSessionEnds : public QObject {
    Q_OBJECT

private slots:
    void cancellingEndsWhatRuns_data();
    void cancellingEndsWhatRuns();
    void everyEndOfAShellDeletesIt_data();
    void everyEndOfAShellDeletesIt();
    void outputWithoutEndIsCut_data();
    void outputWithoutEndIsCut();
    void inputWithoutEndIsCut();
    void aSignInThatIsGoneEndsTheSession();
    void nothingOutlivesASignIn_data();
    void nothingOutlivesASignIn();
    void nothingIsOpenedAfterASignInIsOver_data();
    void nothingIsOpenedAfterASignInIsOver();
    void aReceiveThatWaitsLeavesTimeToCleanUp();
};

void TestSessionEnds::cancellingEndsWhatRuns_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<int>("after");
    QTest::addColumn<bool>("shellIsOpen");
    QTest::addColumn<bool>("commandRuns");
    for (int after = 1; after <= 2; ++after)
        QTest::addRow("Negotiate, after request %d", after)
            << Scheme::Negotiate << after << false << false;
    QTest::newRow("Negotiate, Create is out") << Scheme::Negotiate << 3 << true << false;
    QTest::newRow("Negotiate, Command is out") << Scheme::Negotiate << 4 << true << false;
    QTest::newRow("Negotiate, Receive waits") << Scheme::Negotiate << 5 << true << true;
    for (int after = 1; after <= 5; ++after)
        QTest::addRow("CredSSP, after request %d", after)
            << Scheme::CredSsp << after << false << false;
    QTest::newRow("CredSSP, Create is out") << Scheme::CredSsp << 6 << true << false;
    QTest::newRow("CredSSP, Command is out") << Scheme::CredSsp << 7 << true << false;
    QTest::newRow("CredSSP, Receive waits") << Scheme::CredSsp << 8 << true << true;
}

void TestSessionEnds::cancellingEndsWhatRuns()
{
    QFETCH(Scheme, scheme);
    QFETCH(int, after);
    QFETCH(bool, shellIsOpen);
    QFETCH(bool, commandRuns);
    SessionPair pair(clientConfig(scheme), serverConfig());
    pair.finishCommands = false;
    pair.cancelAfter = after;
    pair.run();
    QVERIFY(pair.client().isOver());
    QVERIFY(pair.clientClosed);
    QVERIFY(!pair.resultKnown);
    QCOMPARE(pair.commandCancelled, commandRuns);
    const int cleaning = pair.client().roundTrips() - after;
    // ctrl_c, terminate, Delete; the last alone without a command.
    QCOMPARE(cleaning, commandRuns ? 3 : (shellIsOpen ? 1 : 0));
    QVERIFY(!pair.server().isReceiveWaiting());
    QVERIFY(!pair.server().hasShell());
    if (scheme == Scheme::CredSsp && after < 5)
        QVERIFY(pair.server().delegated() == nullptr);
}

void TestSessionEnds::everyEndOfAShellDeletesIt_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<ServerFault>("fault");
    QTest::addColumn<bool>("tooMuch");
    QTest::addColumn<int>("cleaning");
    for (const Scheme scheme : {Scheme::Negotiate, Scheme::CredSsp}) {
        const std::string with = scheme == Scheme::CredSsp ? "CredSSP" : "Negotiate";
        const auto row = [&](const char* what, ServerFault fault, bool tooMuch, int cleaning) {
            QTest::newRow((with + ", " + what).c_str()) << scheme << fault << tooMuch << cleaning;
        };
        row("a fault for Command", ServerFault::Refuse, false, 1);
        row("a fault for Send", ServerFault::RefuseInput, false, 2);
        row("a fault for Receive", ServerFault::RefuseOutput, false, 2);
        row("too much output", ServerFault::None, true, 2);
    }
}

/// Terminate where a command runs, then Delete; no shell and no command is left on the server.
void TestSessionEnds::everyEndOfAShellDeletesIt()
{
    QFETCH(Scheme, scheme);
    QFETCH(ServerFault, fault);
    QFETCH(bool, tooMuch);
    QFETCH(int, cleaning);
    auto client = clientConfig(scheme);
    client.standardInput = Secret(bytesOf("one line"));
    auto server = serverConfig();
    server.faultStage = Stage::Command;
    server.fault = fault;
    SessionPair pair(std::move(client), std::move(server));
    if (tooMuch)
        pair.commandSays = std::string(wsman::maxOutput + 1, 'x');
    pair.run();
    QVERIFY(pair.client().isOver());
    QVERIFY(pair.clientClosed);
    QVERIFY(!pair.serverClosed);
    QVERIFY(!pair.resultKnown);
    QCOMPARE(pair.last()->stage, Stage::Command);
    QCOMPARE(pair.last()->state, tooMuch ? StageState::Failed : StageState::Denied);
    QCOMPARE(pair.last()->code, tooMuch ? std::nullopt : std::optional(5U));
    QVERIFY(!pair.server().hasShell());
    const int signIn = scheme == Scheme::CredSsp ? 5 : 2;
    const int until = fault == ServerFault::Refuse        ? 2   // Create, Command
                      : fault == ServerFault::RefuseInput ? 3   // and Send
                                                          : 4;  // and Receive.
    QCOMPARE(pair.client().roundTrips(), signIn + until + cleaning);
}

void TestSessionEnds::outputWithoutEndIsCut_data()
{
    QTest::addColumn<std::string>("stream");
    QTest::newRow("stdout") << std::string("stdout");
    QTest::newRow("stderr") << std::string("stderr");
}

/// The most bytes of one stream that are kept: not of one answer alone.
void TestSessionEnds::outputWithoutEndIsCut()
{
    QFETCH(std::string, stream);
    constexpr int keptAnswers = 4;
    TalkativeHost host(stream, wsman::maxOutput / keptAnswers);
    ClientSession client(clientConfig(Scheme::Negotiate));
    std::optional<StageEvent> last;
    auto said = client.start();
    while (!said.closed && !said.send.empty() && host.receives() < 2 * keptAnswers) {
        said = client.receive(host.answer(said.send));
        if (!said.events.empty())
            last = said.events.back();
        QVERIFY(!said.resultIsKnown);
    }
    QCOMPARE(host.receives(), keptAnswers + 1);
    QVERIFY(client.isOver());
    QVERIFY(last);
    QCOMPARE(last->stage, Stage::Command);
    QCOMPARE(last->state, StageState::Failed);
}

/// A lab host keeps what a client sends until all of it is there: not without end, in however many parts.
void TestSessionEnds::inputWithoutEndIsCut()
{
    auto config = clientConfig(Scheme::Negotiate);
    config.standardInput = Secret(Bytes(std::size_t{3} * 1024 * 1024, std::byte{'x'}));
    SessionPair pair(std::move(config), serverConfig());
    pair.run();
    QVERIFY(pair.commands.empty());
    QVERIFY(!pair.resultKnown);
    QVERIFY(pair.clientClosed);
    QCOMPARE(pair.last()->stage, Stage::Command);
    QCOMPARE(pair.last()->state, StageState::Failed);
    QVERIFY(!pair.server().hasShell());
}

/// The server is asked for nothing more where it forgot the sign-in.
void TestSessionEnds::aSignInThatIsGoneEndsTheSession()
{
    SessionPair pair(clientConfig(Scheme::Negotiate), serverConfig());
    pair.finishCommands = false;
    pair.run();
    const auto output = pair.client().receive(
        bytesOf("HTTP/1.1 401 \r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n"));
    QVERIFY(output.closed);
    QVERIFY(output.send.empty());
    QCOMPARE(output.events.back().state, StageState::Failed);
}

void TestSessionEnds::nothingOutlivesASignIn_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QByteArray>("request");
    const std::string post = "POST /wsman HTTP/1.1\r\nHost: b\r\n";
    const std::string empty = "Content-Length: 0\r\n\r\n";
    const auto row = [&](const char* name, Scheme scheme, const std::string& header) {
        QTest::newRow(name) << scheme
                            << QByteArray::fromStdString(post + header
                                                         + (header.empty() ? "" : "\r\n") + empty);
    };
    const std::string negotiate = "Authorization: Negotiate "
                                  "TlRMTVNTUAABAAAAt4II4gAAAAAAAAAAAAAAAAAAAAAKAGNFAAAADw==";
    row("CredSSP, then another by Negotiate begins", Scheme::CredSsp, negotiate);
    row("CredSSP, then one by Negotiate fails", Scheme::CredSsp, "Authorization: Negotiate AAAA");
    row("CredSSP, then another by CredSSP fails", Scheme::CredSsp, "Authorization: CredSSP AAAA");
    row("CredSSP, then a scheme that is not there", Scheme::CredSsp, "Authorization: Basic AAAA");
    row("CredSSP, then plain SOAP", Scheme::CredSsp, "");
    row("Negotiate, then another by Negotiate", Scheme::Negotiate, negotiate);
    row("Negotiate, then one by Negotiate fails", Scheme::Negotiate,
        "Authorization: Negotiate AAAA");
    row("Negotiate, then one by CredSSP begins", Scheme::Negotiate, "Authorization: CredSSP FgMB");
    row("Negotiate, then plain SOAP", Scheme::Negotiate, "");
}

/// User, shell, command and credential belong to the sign-in, which ends when another begins or fails.
void TestSessionEnds::nothingOutlivesASignIn()
{
    QFETCH(Scheme, scheme);
    QFETCH(QByteArray, request);
    SessionPair pair(clientConfig(scheme), serverConfig());
    pair.finishCommands = false;
    pair.run();
    QVERIFY(pair.server().isSignedIn() && pair.server().hasShell());
    QVERIFY(pair.server().isReceiveWaiting());
    QCOMPARE(pair.server().delegated() != nullptr, scheme == Scheme::CredSsp);
    const auto output = pair.server().receive(bytesOf(request.toStdString()));
    QVERIFY(output.cancelled);
    const std::string said = textOf(output.send);
    QVERIFY(said.starts_with("HTTP/1.1 500"));  // The Receive that waited, still sealed.
    QVERIFY(said.find("HTTP/1.1 401") != std::string::npos);
    QVERIFY(!output.close);
    QVERIFY(!pair.server().isSignedIn());
    QVERIFY(!pair.server().hasShell());
    QVERIFY(!pair.server().isReceiveWaiting());
    QVERIFY(pair.server().delegated() == nullptr);
    QCOMPARE(pair.server().account(), std::string());
    QVERIFY(pair.server().finish(bytesOf("late"), {}, 0).send.empty());
}

void TestSessionEnds::nothingIsOpenedAfterASignInIsOver_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("Negotiate") << Scheme::Negotiate;
    QTest::newRow("CredSSP") << Scheme::CredSsp;
}

/// The 401 ends the sign-in; what was sealed for it comes too late.
void TestSessionEnds::nothingIsOpenedAfterASignInIsOver()
{
    QFETCH(Scheme, scheme);
    SessionPair pair(clientConfig(scheme), serverConfig());
    pair.run();
    QVERIFY(pair.resultKnown);
    const std::string sent = std::string(textOf(pair.clientSent));
    const std::string sealed = sent.substr(sent.rfind("POST /wsman"));
    QVERIFY(sealed.find("multipart/") != std::string::npos);
    const std::string plain = "POST /wsman HTTP/1.1\r\nHost: b\r\nContent-Length: 0\r\n\r\n";
    for (const std::string& request : {plain, sealed}) {
        const auto answer = pair.server().receive(bytesOf(request));
        QVERIFY(textOf(answer.send).starts_with("HTTP/1.1 401"));
    }
}

/// As HTTP.sys has it: no request is read before the one ahead of it is answered, so ctrl_c waits as long as Receive does.
void TestSessionEnds::aReceiveThatWaitsLeavesTimeToCleanUp()
{
    SessionPair pair(clientConfig(Scheme::Negotiate), serverConfig());
    pair.finishCommands = false;
    pair.run();
    QVERIFY(pair.server().isReceiveWaiting());
    constexpr double halfOfTheCleanUp = 5'000;  // docs/architecture.md: at most 10 s.
    QVERIFY(pair.server().receiveLimitMs() < halfOfTheCleanUp);
    auto held = pair.client().cancel();
    QVERIFY(!held.send.empty());
    const auto late = pair.client().receive(pair.server().receiveTimedOut().send);
    QVERIFY(late.send.empty());             // No other Receive.
    for (int more = 3; more > 0; --more) {  // ctrl_c, terminate, Delete.
        QVERIFY(!pair.client().isOver());
        held = pair.client().receive(pair.server().receive(held.send).send);
    }
    QVERIFY(pair.client().isOver());
    QVERIFY(!pair.server().hasShell());
}

QTEST_APPLESS_MAIN(TestSessionEnds)
#include "tst_session_ends.moc"
