#include "core/base/byte_writer.h"
#include "core/text/base64.h"
#include "core/text/utf16.h"
#include "core/wire/credssp/channel.h"
#include "core/wire/credssp/ts_request_codec.h"
#include "core/wire/http/auth_header.h"
#include "core/wire/http/reader.h"
#include "core/wire/ntlm/server.h"
#include "core/wire/spnego/server.h"
#include "core/wire/wsman/shell.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire;
using namespace hopwright::wire::winrm;

Q_DECLARE_METATYPE(hopwright::wire::winrm::Scheme)
Q_DECLARE_METATYPE(hopwright::Stage)
Q_DECLARE_METATYPE(hopwright::StageState)
Q_DECLARE_METATYPE(hopwright::wire::winrm::ServerFault)
Q_DECLARE_METATYPE(hopwright::Refusal)
Q_DECLARE_METATYPE(hopwright::test::Delivery)

namespace {

std::string tell(const std::vector<StageEvent>& events)
{
    std::string out;
    for (const StageEvent& each : events) {
        out += std::to_string(static_cast<int>(each.stage)) + ":"
               + std::to_string(static_cast<int>(each.state)) + " " + each.evidence.english()
               + "\n";
    }
    return out;
}

bool contains(ByteView hay, ByteView needle)
{
    return !std::ranges::search(hay, needle).empty();
}

Bytes pattern(std::size_t size)
{
    Bytes out(size);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<std::byte>(i * 7 % 251);
    return out;
}

/// A server that this test plays itself, leg by leg: what it answers to a token is the test's choice.
class PlayedServer {
public:
    PlayedServer() : m_channel(make()) {}

    /// The token of the client's only request in \p sent.
    Bytes tokenOf(ByteView sent)
    {
        m_reader.append(sent);
        const auto request = m_reader.next();
        if (!request || !*request)
            return {};
        const auto given = http::challengesOf((*request)->headers, "Authorization");
        return given && !given->empty() ? given->front().token.value_or(Bytes{}) : Bytes{};
    }
    static Bytes unauthorized(ByteView token)
    {
        const std::string head = "HTTP/1.1 401 \r\nWWW-Authenticate: ";
        const std::string text =
            head + http::authorization("CredSSP", token) + "\r\nContent-Length: 0\r\n\r\n";
        const ByteView bytes = bytesOf(text);
        return {bytes.begin(), bytes.end()};
    }
    /// As it should: the answer to \p leg legs more, and then what \p session sends.
    ClientSession::Output play(ClientSession& session, ClientSession::Output output, int legs)
    {
        for (int i = 0; i < legs; ++i) {
            const auto answer = m_channel.step(tokenOf(output.send));
            output = session.receive(unauthorized(answer.value_or(Bytes{})));
        }
        return output;
    }
    /// The alert of TLS that follows on a token which was altered on the way.
    Bytes alertTo(Bytes token)
    {
        token.back() ^= std::byte{1};
        std::ignore = m_channel.step(token);
        return m_channel.takePending();
    }
    credssp::ServerChannel& channel() { return m_channel; }

private:
    static credssp::ServerChannel make()
    {
        auto made = credssp::ServerChannel::create(
            {.tls = {.certificatePem = hostKey().certificatePem,
                     .privateKeyPem = Secret(hostKey().privateKeyPem.expose())}},
            std::make_unique<spnego::Server>(jumpMechanisms()));
        if (!made)
            qFatal("%s", made.error().detail.english().c_str());
        return std::move(*made);
    }

    credssp::ServerChannel m_channel;
    http::RequestReader m_reader;
};

}  // namespace

class TestClientSession : public QObject {
    Q_OBJECT

private slots:
    void aCommandRunsHoweverTheBytesArrive_data();
    void aCommandRunsHoweverTheBytesArrive();
    void coldRoundTripsAreCounted_data();
    void coldRoundTripsAreCounted();
    void longInputAndOutputArriveInChunks_data();
    void longInputAndOutputArriveInChunks();
    void onlyCredSspHandsTheCredentialOver();
    void theGateDecidesBeforeTheCredentialLeaves();
    void theProofForTheGateIsTheCertificate();
    void aWrongPasswordIsTriedOnce_data();
    void aWrongPasswordIsTriedOnce();
    void anotherPasswordInTheDelegationIsRefused();
    void aSchemeThatIsNotOfferedIsNamed_data();
    void aSchemeThatIsNotOfferedIsNamed();
    void anOldCredSspVersionGetsNoCredential();
    void thePhaseThatBreaksIsNamed_data();
    void thePhaseThatBreaksIsNamed();
    void aSilentServerLeavesThePhaseOpen();
    void receiveIsRepeatedWhenNothingCameInTime();
    void thePasswordIsOnTheWireInNoForm_data();
    void thePasswordIsOnTheWireInNoForm();
    void plainAnswersAreRefused();
    void oneTlsContextServesManySessions();
    void aTlsContextThatCouldNotBeMadeIsTold();
    void anAlertFailsAtTls_data();
    void anAlertFailsAtTls();
    void aStatusIsOfTheStageThatItAnswers_data();
    void aStatusIsOfTheStageThatItAnswers();
    void anIpv6AddressStandsInBrackets_data();
    void anIpv6AddressStandsInBrackets();
};

void TestClientSession::aCommandRunsHoweverTheBytesArrive_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<Delivery>("delivery");
    QTest::newRow("Negotiate, whole") << Scheme::Negotiate << Delivery::Whole;
    QTest::newRow("Negotiate, byte by byte") << Scheme::Negotiate << Delivery::Bytewise;
    QTest::newRow("Negotiate, in halves") << Scheme::Negotiate << Delivery::Halves;
    QTest::newRow("CredSSP, whole") << Scheme::CredSsp << Delivery::Whole;
    QTest::newRow("CredSSP, byte by byte") << Scheme::CredSsp << Delivery::Bytewise;
    QTest::newRow("CredSSP, in halves") << Scheme::CredSsp << Delivery::Halves;
}

void TestClientSession::aCommandRunsHoweverTheBytesArrive()
{
    QFETCH(Scheme, scheme);
    QFETCH(Delivery, delivery);
    SessionPair pair(clientConfig(scheme), serverConfig());
    pair.delivery = delivery;
    pair.run();
    QVERIFY2(pair.resultKnown, tell(pair.events).c_str());
    QVERIFY(pair.client().isOver());
    QVERIFY(pair.clientClosed);
    QCOMPARE(textOf(pair.client().result().standardOutput), std::string("lab\\alice\r\n"));
    QCOMPARE(textOf(pair.client().result().standardError), std::string("oops"));
    QCOMPARE(pair.client().result().exitCode, std::optional<std::uint32_t>(3));
    QCOMPARE(pair.commands.size(), std::size_t{1});
    QCOMPARE(pair.commands.front().commandLine, std::string("whoami"));
    QCOMPARE(pair.server().account(), std::string("LAB\\alice"));
    for (const Stage each : {Stage::Offer, Stage::Negotiate, Stage::Shell, Stage::Command})
        QVERIFY2(pair.passed(each), tell(pair.events).c_str());
    for (const Stage each : {Stage::Tls, Stage::Bind, Stage::Delegate})
        QCOMPARE(pair.passed(each), scheme == Scheme::CredSsp);
}

/// winrm-protocol §8.2, "minimum, CredSSP optimistic"; two legs in place of five for Negotiate.
void TestClientSession::coldRoundTripsAreCounted_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<bool>("withInput");
    QTest::addColumn<int>("trips");
    QTest::newRow("CredSSP") << Scheme::CredSsp << false << 10;
    QTest::newRow("CredSSP with stdin") << Scheme::CredSsp << true << 11;
    QTest::newRow("Negotiate") << Scheme::Negotiate << false << 7;
    QTest::newRow("Negotiate with stdin") << Scheme::Negotiate << true << 8;
}

void TestClientSession::coldRoundTripsAreCounted()
{
    QFETCH(Scheme, scheme);
    QFETCH(bool, withInput);
    QFETCH(int, trips);
    ClientConfig config = clientConfig(scheme);
    if (withInput)
        config.standardInput = Secret(bytesOf("some input"));
    SessionPair pair(std::move(config), serverConfig());
    pair.run();
    QVERIFY(pair.resultKnown);
    QCOMPARE(pair.client().roundTrips(), trips);
    // Counted on the wire too: each request is one POST.
    const std::string sent = textOf(pair.clientSent);
    int posts = 0;
    for (std::size_t at = sent.find("POST /wsman"); at != std::string::npos;
         at = sent.find("POST /wsman", at + 1))
        ++posts;
    QCOMPARE(posts, trips);
}

void TestClientSession::longInputAndOutputArriveInChunks_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("Negotiate") << Scheme::Negotiate;
    QTest::newRow("CredSSP") << Scheme::CredSsp;
}

void TestClientSession::longInputAndOutputArriveInChunks()
{
    QFETCH(Scheme, scheme);
    const Bytes input = pattern(300'000);
    ClientConfig config = clientConfig(scheme);
    config.standardInput = Secret(input);
    SessionPair pair(std::move(config), serverConfig());
    pair.commandSays = textOf(pattern(200'000));
    pair.run();
    QVERIFY2(pair.resultKnown, tell(pair.events).c_str());
    QCOMPARE(pair.commands.size(), std::size_t{1});
    QVERIFY(std::ranges::equal(pair.commands.front().standardInput.expose(), input));
    QCOMPARE(textOf(pair.client().result().standardOutput), pair.commandSays);
    // MS-WSMV 2.2.9.1.3: more than one TLS record is x-multi-encrypted, both ways.
    const bool multi = scheme == Scheme::CredSsp;
    QCOMPARE(contains(pair.clientSent, bytesOf("multipart/x-multi-encrypted")), multi);
    QCOMPARE(contains(pair.serverSent, bytesOf("multipart/x-multi-encrypted")), multi);
}

void TestClientSession::onlyCredSspHandsTheCredentialOver()
{
    SessionPair negotiate(clientConfig(Scheme::Negotiate), serverConfig());
    negotiate.run();
    QVERIFY(negotiate.resultKnown);
    QCOMPARE(negotiate.gateAsked, 0);
    QVERIFY(negotiate.server().delegated() == nullptr);

    SessionPair credSsp(clientConfig(Scheme::CredSsp), serverConfig());
    credSsp.run();
    QVERIFY(credSsp.resultKnown);
    QCOMPARE(credSsp.gateAsked, 1);
    const auth::Identity* arrived = credSsp.server().delegated();
    QVERIFY(arrived != nullptr);
    QCOMPARE(arrived->domain, std::string("LAB"));
    QCOMPARE(arrived->user, std::string("alice"));
    QVERIFY(equalInConstantTime(arrived->password.expose(), bytesOf("Secret1")));
}

void TestClientSession::theGateDecidesBeforeTheCredentialLeaves()
{
    SessionPair pair(clientConfig(Scheme::CredSsp), serverConfig());
    pair.allowDelegation = false;
    pair.run();
    QCOMPARE(pair.gateAsked, 1);
    QVERIFY(pair.server().delegated() == nullptr);
    QVERIFY(pair.server().account().empty());
    QCOMPARE(pair.client().roundTrips(), 4);  // The fifth leg is the one with the credential.
    QCOMPARE(pair.last()->stage, Stage::Delegate);
    QCOMPARE(pair.last()->state, StageState::Denied);
    QCOMPARE(pair.last()->refusal, Refusal::PolicyOfClient);
    QCOMPARE(pair.last()->code, std::optional<std::uint32_t>(0x803381A3));
    QVERIFY(pair.clientClosed);
}

void TestClientSession::theProofForTheGateIsTheCertificate()
{
    SessionPair unknown(clientConfig(Scheme::CredSsp), serverConfig());
    unknown.run();
    QCOMPARE(unknown.client().gateProof(), Proof::NtlmOnly);

    ClientConfig config = clientConfig(Scheme::CredSsp);
    config.tls = trusting(authority().certificatePem);
    SessionPair trusted(std::move(config), serverConfig());
    trusted.run();
    QVERIFY(trusted.resultKnown);
    QCOMPARE(trusted.client().gateProof(), Proof::Trusted);

    // The same authority, but the name typed is not in the certificate.
    ClientConfig renamed = clientConfig(Scheme::CredSsp);
    renamed.tls = trusting(authority().certificatePem);
    renamed.host = "OTHER01";
    SessionPair other(std::move(renamed), serverConfig());
    other.run();
    QVERIFY(other.resultKnown);
    QCOMPARE(other.client().gateProof(), Proof::NtlmOnly);
}

void TestClientSession::aWrongPasswordIsTriedOnce_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<int>("trips");
    QTest::newRow("Negotiate") << Scheme::Negotiate << 2;
    QTest::newRow("CredSSP") << Scheme::CredSsp << 4;
}

void TestClientSession::aWrongPasswordIsTriedOnce()
{
    QFETCH(Scheme, scheme);
    QFETCH(int, trips);
    SessionPair pair(clientConfig(scheme, "Secret2"), serverConfig());
    pair.run();
    QCOMPARE(pair.last()->stage, Stage::Negotiate);
    QCOMPARE(pair.last()->state, StageState::Denied);
    QCOMPARE(pair.last()->refusal, Refusal::LogonFailed);
    QCOMPARE(pair.last()->code, std::optional<std::uint32_t>(1326));
    QCOMPARE(pair.client().roundTrips(), trips);
    QCOMPARE(pair.gateAsked, 0);
    QVERIFY(pair.server().delegated() == nullptr);
    QVERIFY(pair.clientClosed);
}

/// What NTLM proved and what CredSSP delegates are looked at apart: here the account changes in between.
void TestClientSession::anotherPasswordInTheDelegationIsRefused()
{
    ServerConfig server = serverConfig();
    int asked = 0;
    server.passwordOf = [&asked](std::string_view, std::string_view) -> std::optional<Secret> {
        ++asked;
        return Secret(bytesOf(asked == 1 ? "Secret1" : "Changed"));
    };
    SessionPair pair(clientConfig(Scheme::CredSsp), std::move(server));
    pair.run();
    QCOMPARE(pair.last()->stage, Stage::Delegate);
    QCOMPARE(pair.last()->state, StageState::Denied);
    QVERIFY(pair.server().delegated() == nullptr);
}

void TestClientSession::aSchemeThatIsNotOfferedIsNamed_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("Negotiate") << Scheme::Negotiate;
    QTest::newRow("CredSSP") << Scheme::CredSsp;
}

void TestClientSession::aSchemeThatIsNotOfferedIsNamed()
{
    QFETCH(Scheme, scheme);
    ServerConfig server = serverConfig();
    server.offerNegotiate = scheme != Scheme::Negotiate;
    server.offerCredSsp = scheme != Scheme::CredSsp;
    SessionPair pair(clientConfig(scheme), std::move(server));
    pair.run();
    QCOMPARE(pair.last()->stage, Stage::Offer);
    QCOMPARE(pair.last()->state, StageState::Denied);
    QCOMPARE(pair.last()->refusal, Refusal::SchemeNotOffered);
    QCOMPARE(pair.last()->evidence,
             std::string(scheme == Scheme::CredSsp ? "offered: Negotiate" : "offered: CredSSP"));
    QCOMPARE(pair.client().roundTrips(), 1);
}

void TestClientSession::anOldCredSspVersionGetsNoCredential()
{
    ClientConfig config = clientConfig(Scheme::CredSsp);
    config.minCredSspVersion = 7;
    SessionPair pair(std::move(config), serverConfig());
    pair.run();
    QCOMPARE(pair.last()->stage, Stage::Negotiate);
    QCOMPARE(pair.last()->state, StageState::Failed);
    QCOMPARE(pair.gateAsked, 0);
    QVERIFY(pair.server().delegated() == nullptr);
}

void TestClientSession::thePhaseThatBreaksIsNamed_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<Stage>("place");
    QTest::addColumn<ServerFault>("fault");
    QTest::addColumn<Stage>("named");
    QTest::addColumn<StageState>("state");
    QTest::addColumn<bool>("delegated");

    struct Place {
        const char* name;
        Stage stage;
        bool inNegotiate;
    };
    const std::vector<Place> places = {
        {"offer", Stage::Offer, true},         {"tls", Stage::Tls, false},
        {"negotiate", Stage::Negotiate, true}, {"bind", Stage::Bind, false},
        {"delegate", Stage::Delegate, false},  {"shell", Stage::Shell, true},
        {"command", Stage::Command, true}};
    for (const Scheme scheme : {Scheme::Negotiate, Scheme::CredSsp}) {
        const bool credSsp = scheme == Scheme::CredSsp;
        for (const Place& place : places) {
            if (!credSsp && !place.inNegotiate)
                continue;
            const bool late = place.stage == Stage::Shell || place.stage == Stage::Command;
            const QByteArray at = QByteArray(credSsp ? "CredSSP " : "Negotiate ") + place.name;
            for (const auto& [how, fault] :
                 {std::pair(" closed", ServerFault::Close),
                  std::pair(" half a message", ServerFault::HalfMessage)}) {
                QTest::newRow(at + how) << scheme << place.stage << fault << place.stage
                                        << StageState::Failed << (credSsp && late);
            }
            // A 401 in place of the key proof is how a server refuses the account: one leg carries both.
            const bool bind = place.stage == Stage::Bind;
            QTest::newRow(at + " refused")
                << scheme << place.stage << ServerFault::Refuse
                << (bind ? Stage::Negotiate : place.stage)
                << (place.stage == Stage::Tls ? StageState::Failed : StageState::Denied)
                << (credSsp && late);
        }
    }
    const auto lie = [](const char* name, Scheme scheme, Stage place, Stage named) {
        QTest::newRow(name) << scheme << place << ServerFault::WrongProof << named
                            << StageState::Failed << false;
    };
    lie("Negotiate, wrong MIC over the list", Scheme::Negotiate, Stage::Negotiate,
        Stage::Negotiate);
    lie("Negotiate, wrong signature on an answer", Scheme::Negotiate, Stage::Shell, Stage::Shell);
    // In CredSSP the closing MIC and the key proof come in one message: both are what binds.
    lie("CredSSP, wrong MIC over the list", Scheme::CredSsp, Stage::Negotiate, Stage::Bind);
    lie("CredSSP, wrong key proof", Scheme::CredSsp, Stage::Bind, Stage::Bind);
}

void TestClientSession::thePhaseThatBreaksIsNamed()
{
    QFETCH(Scheme, scheme);
    QFETCH(Stage, place);
    QFETCH(ServerFault, fault);
    QFETCH(Stage, named);
    QFETCH(StageState, state);
    QFETCH(bool, delegated);
    ServerConfig server = serverConfig();
    server.faultStage = place;
    server.fault = fault;
    SessionPair pair(clientConfig(scheme), std::move(server));
    pair.run();
    QVERIFY2(pair.client().isOver(), tell(pair.events).c_str());
    QVERIFY2(pair.last()->stage == named, tell(pair.events).c_str());
    QVERIFY2(pair.last()->state == state, tell(pair.events).c_str());
    QVERIFY(!pair.passed(named));
    QCOMPARE(pair.server().delegated() != nullptr, delegated);
    const bool beforeDelegation = named != Stage::Delegate && !delegated;
    if (beforeDelegation)
        QCOMPARE(pair.gateAsked, 0);
}

void TestClientSession::aSilentServerLeavesThePhaseOpen()
{
    for (const Stage place : {Stage::Offer, Stage::Tls, Stage::Negotiate, Stage::Bind,
                              Stage::Delegate, Stage::Shell, Stage::Command}) {
        ServerConfig server = serverConfig();
        server.faultStage = place;
        server.fault = ServerFault::Silence;
        SessionPair pair(clientConfig(Scheme::CredSsp), std::move(server));
        pair.run();
        QVERIFY(!pair.client().isOver());
        QVERIFY(!pair.passed(place));
        // Whoever waits gives up: it closes, and the stage is told.
        const auto output = pair.client().peerClosed();
        QCOMPARE(output.events.size(), std::size_t{1});
        QCOMPARE(output.events.front().stage, place);
        QCOMPARE(output.events.front().state, StageState::Failed);
        QVERIFY(output.closed);
    }
}

void TestClientSession::receiveIsRepeatedWhenNothingCameInTime()
{
    SessionPair pair(clientConfig(Scheme::Negotiate), serverConfig());
    pair.finishCommands = false;
    pair.run();
    QVERIFY(pair.server().isReceiveWaiting());
    // winrm-protocol §6.6: fault 2150858793 means "Receive again", however often.
    for (int i = 0; i < 3; ++i) {
        const auto fault = pair.server().receiveTimedOut();
        QVERIFY(!pair.server().isReceiveWaiting());
        const auto again = pair.client().receive(fault.send);
        QVERIFY(!again.closed);
        QVERIFY(again.events.empty());
        std::ignore = pair.server().receive(again.send);
        QVERIFY(pair.server().isReceiveWaiting());
    }
    const auto end = pair.server().finish(bytesOf("late"), {}, 0);
    const auto output = pair.client().receive(end.send);
    QVERIFY(output.resultIsKnown);
    QCOMPARE(textOf(pair.client().result().standardOutput), std::string("late"));
}

void TestClientSession::thePasswordIsOnTheWireInNoForm_data()
{
    longInputAndOutputArriveInChunks_data();
}

void TestClientSession::thePasswordIsOnTheWireInNoForm()
{
    QFETCH(Scheme, scheme);
    ClientConfig config = clientConfig(scheme);
    config.standardInput = Secret(bytesOf("line of Secret1"));
    SessionPair pair(std::move(config), serverConfig());
    pair.run();
    QVERIFY(pair.resultKnown);
    const Bytes wide = *text::toUtf16Le("Secret1");
    for (const Bytes* sent : {&pair.clientSent, &pair.serverSent}) {
        QVERIFY(!contains(*sent, bytesOf("Secret1")));
        QVERIFY(!contains(*sent, wide));
        QVERIFY(!contains(*sent, bytesOf(text::toBase64(bytesOf("Secret1")).substr(0, 8))));
    }
    for (const StageEvent& each : pair.events)
        QVERIFY(each.evidence.english().find("Secret1") == std::string::npos);
}

/// winrm-protocol §5.6 row 3: over plain HTTP an answer that is not sealed is a downgrade.
void TestClientSession::plainAnswersAreRefused()
{
    SessionPair pair(clientConfig(Scheme::Negotiate), serverConfig());
    pair.finishCommands = false;
    pair.run();
    const std::string plain =
        "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml;charset=UTF-8\r\n"
        "Content-Length: 4\r\n\r\n<x/>";
    auto output = pair.client().receive(bytesOf(plain));
    QVERIFY(!output.closed);
    QCOMPARE(output.events.back().stage, Stage::Command);
    QCOMPARE(output.events.back().state, StageState::Failed);
    // Terminate and Delete go out all the same; the first answer is the one that the Receive still had to get.
    output = pair.client().receive(pair.server().receive(output.send).send);
    QVERIFY(output.events.empty());
    QVERIFY(pair.server().receive(output.send).send.size() > 0);
    QVERIFY(pair.client().isOver());
    QVERIFY(!pair.server().hasShell());
}

void TestClientSession::oneTlsContextServesManySessions()
{
    const auto shared = trusting(authority().certificatePem);
    QVERIFY(shared);
    for (int i = 0; i < 3; ++i) {
        auto client = clientConfig(Scheme::CredSsp);
        client.tls = shared;
        const std::size_t before = tls::ClientContext::madeSoFar();
        SessionPair pair(std::move(client), serverConfig());
        pair.run();
        QVERIFY(pair.resultKnown);
        QCOMPARE(pair.client().gateProof(), Proof::Trusted);
        QCOMPARE(tls::ClientContext::madeSoFar(), before);
    }
}

/// CredSSP alone needs one; what was wrong with it is told there, and nothing is sent.
void TestClientSession::aTlsContextThatCouldNotBeMadeIsTold()
{
    auto client = clientConfig(Scheme::CredSsp);
    client.tls = trusting("no PEM");
    const std::string why = client.tls.error().detail.english();
    SessionPair broken(std::move(client), serverConfig());
    broken.run();
    QCOMPARE(broken.last()->stage, Stage::Tls);
    QCOMPARE(broken.last()->state, StageState::Failed);
    QCOMPARE(broken.last()->evidence, why);
    QVERIFY(broken.clientSent.empty());

    auto negotiate = clientConfig(Scheme::Negotiate);
    negotiate.tls = trusting("no PEM");
    SessionPair plain(std::move(negotiate), serverConfig());
    plain.run();
    QVERIFY(plain.resultKnown);
}

void TestClientSession::anAlertFailsAtTls_data()
{
    QTest::addColumn<int>("legs");
    QTest::newRow("to the ClientHello") << 0;
    QTest::newRow("to the client's Finished") << 1;
    QTest::newRow("to the first token inside TLS") << 2;
    QTest::newRow("to the key proof") << 3;
    QTest::newRow("to the credential") << 4;
}

/// However far TLS carried the sign-in: its alert is no answer to the account, and its number no code of Windows'.
void TestClientSession::anAlertFailsAtTls()
{
    QFETCH(int, legs);
    constexpr int legsInTheClear = 2;
    ClientSession session(clientConfig(Scheme::CredSsp));
    PlayedServer server;
    auto output = server.play(session, session.start(), legs);
    if (output.askGate)
        output = session.answerGate(true, 0, {});
    const Bytes token = server.tokenOf(output.send);
    QVERIFY(!token.empty());
    // RFC 5246 7.2: fatal, handshake_failure (40); inside TLS the server's own for an altered record.
    const Bytes clear{std::byte{21}, std::byte{3}, std::byte{3}, std::byte{0},
                      std::byte{2},  std::byte{2}, std::byte{40}};
    const Bytes alert = legs < legsInTheClear ? clear : server.alertTo(token);
    QVERIFY(!alert.empty());
    output = session.receive(PlayedServer::unauthorized(alert));
    QVERIFY(output.closed);
    QVERIFY2(output.events.back().stage == Stage::Tls, tell(output.events).c_str());
    QCOMPARE(output.events.back().state, StageState::Failed);
    QCOMPARE(output.events.back().code, std::nullopt);
    QCOMPARE(output.events.back().evidence, std::string("the peer sent a TLS alert, number ")
                                                + (legs < legsInTheClear ? "40" : "20"));
}

void TestClientSession::aStatusIsOfTheStageThatItAnswers_data()
{
    QTest::addColumn<std::uint32_t>("status");
    QTest::addColumn<Refusal>("refusal");
    QTest::addColumn<std::uint32_t>("code");
    // MS-ERREF 2.3.1: STATUS_LOGON_FAILURE, STATUS_WRONG_PASSWORD, STATUS_ACCOUNT_LOCKED_OUT.
    QTest::newRow("logon failure") << 0xC000006DU << Refusal::LogonFailed << 1326U;
    QTest::newRow("wrong password") << 0xC000006AU << Refusal::LogonFailed << 1326U;
    QTest::newRow("SEC_E_LOGON_DENIED") << 0x8009030CU << Refusal::LogonFailed << 1326U;
    QTest::newRow("locked out") << 0xC0000234U << Refusal::None << 0xC0000234U;
}

/// winrm-protocol §9 row 5: what answers the fifth leg is about the delegated logon.
void TestClientSession::aStatusIsOfTheStageThatItAnswers()
{
    QFETCH(std::uint32_t, status);
    QFETCH(Refusal, refusal);
    QFETCH(std::uint32_t, code);
    ClientSession session(clientConfig(Scheme::CredSsp));
    PlayedServer server;
    constexpr int legsBeforeTheGate = 4;
    auto output = server.play(session, session.start(), legsBeforeTheGate);
    QVERIFY(output.askGate);
    output = session.answerGate(true, 0, {});
    QVERIFY(server.channel().step(server.tokenOf(output.send)).has_value());
    const auto sealed = server.channel().seal(
        credssp::encode({.version = credssp::newestVersion, .errorCode = status}));
    QVERIFY(sealed.has_value());
    output = session.receive(PlayedServer::unauthorized(sealed->record));
    QVERIFY2(output.events.back().stage == Stage::Delegate, tell(output.events).c_str());
    QCOMPARE(output.events.back().state, StageState::Denied);
    QCOMPARE(output.events.back().refusal, refusal);
    QCOMPARE(output.events.back().code, std::optional(code));
}

void TestClientSession::anIpv6AddressStandsInBrackets_data()
{
    QTest::addColumn<std::string>("typed");
    QTest::addColumn<std::string>("inUrl");
    using std::string;
    QTest::newRow("a name") << string("JUMP01") << string("JUMP01");
    QTest::newRow("IPv4") << string("10.0.0.5") << string("10.0.0.5");
    QTest::newRow("IPv6") << string("fd00::5") << string("[fd00::5]");
    QTest::newRow("IPv6 in brackets") << string("[fd00::5]") << string("[fd00::5]");
    QTest::newRow("IPv6 with a zone") << string("fe80::5%eth0") << string("[fe80::5]");
    QTest::newRow("with a zone, in brackets") << string("[fe80::5%eth0]") << string("[fe80::5]");
}

/// RFC 3986 3.2.2, RFC 6874 4: brackets around an address of IPv6, and its zone is of this machine alone.
void TestClientSession::anIpv6AddressStandsInBrackets()
{
    QFETCH(std::string, typed);
    QFETCH(std::string, inUrl);
    ClientConfig config = clientConfig(Scheme::CredSsp);
    config.tls = trusting(authority().certificatePem);
    config.host = typed;
    SessionPair pair(std::move(config), serverConfig());
    pair.run();
    QVERIFY2(pair.resultKnown, tell(pair.events).c_str());
    const std::string sent = textOf(pair.clientSent);
    QVERIFY2(sent.contains("\r\nHost: " + inUrl + ":5985\r\n"), sent.substr(0, 200).c_str());
}

QTEST_APPLESS_MAIN(TestClientSession)
#include "tst_client_session.moc"
