#include "tests/core/wire/auth/asking_mechanism.h"
#include "tests/core/wire/winrm/session_pair.h"

#include <QTest>

#include <set>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire;
using namespace hopwright::wire::winrm;

Q_DECLARE_METATYPE(hopwright::wire::winrm::Scheme)
Q_DECLARE_METATYPE(hopwright::Stage)
Q_DECLARE_METATYPE(hopwright::wire::winrm::ServerFault)

namespace {

std::set<int> turns(const QList<int>& list)
{
    return {list.begin(), list.end()};
}

bool contains(ByteView hay, ByteView needle)
{
    return !std::ranges::search(hay, needle).empty();
}

/// The made-up mechanism between two that the server does not have, or has.
ClientConfig threeMechanisms(Scheme scheme, const QList<int>& asksAt)
{
    ClientConfig config = clientConfig(scheme);
    config.initiator = negotiate::spnegoInitiator(
        {askingInitiator(turns(asksAt)),
         negotiate::ntlmInitiator({.workstation = "ADM-PC01", .now = fixedTime()})});
    return config;
}

ServerConfig askingServer(const QList<int>& asksAt)
{
    ServerConfig config = serverConfig();
    config.acceptor = negotiate::spnegoAcceptor(
        {negotiate::ntlmAcceptor({.computerName = "JUMP01", .domain = "LAB", .now = fixedTime()}),
         askingAcceptor(turns(asksAt))});
    return config;
}

/// As Kerberos: one token each way, and the client has its key with the server's.
class QuickMechanism : public AskingMechanism {
public:
    explicit QuickMechanism(Side side) : AskingMechanism(side), m_isClient(side == Side::Client) {}

    Result<Bytes> step(ByteView token) override
    {
        ++m_steps;
        if (!m_isClient)
            return bytesFrom("s1");
        if (token.empty())
            return bytesFrom("c1");
        return Bytes{};
    }
    bool hasSessionKey() const override { return m_steps == (m_isClient ? 2 : 1); }

private:
    bool m_isClient;
    int m_steps = 0;
};

template <typename Make>
Make quick(AskingMechanism::Side side)
{
    return [side](const auto&) -> Result<std::unique_ptr<auth::Mechanism>> {
        return std::make_unique<QuickMechanism>(side);
    };
}

}  // namespace

/// A connection with a mechanism that neither end knows by name, and which has to ask somebody else in between.
class TestMechanisms : public QObject {
    Q_OBJECT

private slots:
    void aCommandRunsByAnUnknownMechanism_data();
    void aCommandRunsByAnUnknownMechanism();
    void theServerTakesAnyOfItsMechanisms_data();
    void theServerTakesAnyOfItsMechanisms();
    void nothingIsSentWhileTheMechanismWaits_data();
    void nothingIsSentWhileTheMechanismWaits();
    void noCredentialLeavesBeforeTheKeyIsProven_data();
    void noCredentialLeavesBeforeTheKeyIsProven();
    void withoutAnAnswerTheSignInFails_data();
    void withoutAnAnswerTheSignInFails();
    void theServerRefusesWithoutAnAnswer_data();
    void theServerRefusesWithoutAnAnswer();
    void whatComesTooEarlyIsReadAfterTheWait();
    void theServerAnswersOneRequestAfterAnother();
    void oneTokenEachWayIsEnough();
    void aSuccessThatComesTooEarlyIsNone_data();
    void aSuccessThatComesTooEarlyIsNone();
    void aRefusalComesAtTheSameLegAsWithoutAWait();
    void whoWaitsCanBeEnded();
    void aMechanismThatCannotBeMadeIsTold_data();
    void aMechanismThatCannotBeMadeIsTold();
};

void TestMechanisms::aCommandRunsByAnUnknownMechanism_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QList<int>>("clientAsksAt");
    QTest::addColumn<QList<int>>("serverAsksAt");
    QTest::addColumn<Delivery>("delivery");
    for (const Scheme scheme : {Scheme::Negotiate, Scheme::CredSsp}) {
        const char* const name = scheme == Scheme::CredSsp ? "CredSSP" : "Negotiate";
        const auto row = [&](const char* what, const QList<int>& client, const QList<int>& server,
                             Delivery delivery = Delivery::Whole) {
            QTest::addRow("%s, %s", name, what) << scheme << client << server << delivery;
        };
        row("nobody asks", {}, {});
        row("the client asks before its first token", {1}, {});
        row("the client asks before its last token", {2}, {});
        row("the server asks before its first token", {}, {1});
        row("the server asks before its last word", {}, {2});
        row("both ask each time", {1, 2}, {1, 2});
        row("both ask each time, byte by byte", {1, 2}, {1, 2}, Delivery::Bytewise);
    }
}

void TestMechanisms::aCommandRunsByAnUnknownMechanism()
{
    QFETCH(Scheme, scheme);
    QFETCH(QList<int>, clientAsksAt);
    QFETCH(QList<int>, serverAsksAt);
    QFETCH(Delivery, delivery);
    SessionPair pair(threeMechanisms(scheme, clientAsksAt), askingServer(serverAsksAt));
    pair.delivery = delivery;
    pair.run();
    QVERIFY2(pair.resultKnown, pair.last()->evidence.english().c_str());
    QVERIFY(pair.client().isOver());
    QCOMPARE(pair.clientAsked, static_cast<int>(clientAsksAt.size()));
    QCOMPARE(pair.serverAsked, static_cast<int>(serverAsksAt.size()));
    QCOMPARE(pair.server().account(), std::string("LAB\\alice"));
    QCOMPARE(textOf(pair.client().result().standardOutput), std::string("lab\\alice\r\n"));
    // As many round trips, and the same phases, as by NTLM: to ask is nobody else's business.
    SessionPair ntlm(clientConfig(scheme), serverConfig());
    ntlm.run();
    QCOMPARE(pair.client().roundTrips(), ntlm.client().roundTrips());
    QVERIFY(pair.events == ntlm.events);
    QCOMPARE(pair.gateAsked, ntlm.gateAsked);
    QCOMPARE(pair.server().delegated() != nullptr, scheme == Scheme::CredSsp);
}

void TestMechanisms::theServerTakesAnyOfItsMechanisms_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("Negotiate") << Scheme::Negotiate;
    QTest::newRow("CredSSP") << Scheme::CredSsp;
}

/// RFC 4178 4.2.1: the client's first is unknown here, so the server names another, and the list wants a MIC.
void TestMechanisms::theServerTakesAnyOfItsMechanisms()
{
    QFETCH(Scheme, scheme);
    SessionPair pair(threeMechanisms(scheme, {}), serverConfig());
    pair.run();
    QVERIFY2(pair.resultKnown, pair.last()->evidence.english().c_str());
    QCOMPARE(pair.server().account(), std::string("LAB\\alice"));
}

void TestMechanisms::nothingIsSentWhileTheMechanismWaits_data()
{
    theServerTakesAnyOfItsMechanisms_data();
}

void TestMechanisms::nothingIsSentWhileTheMechanismWaits()
{
    QFETCH(Scheme, scheme);
    const bool credSsp = scheme == Scheme::CredSsp;
    ClientSession client(threeMechanisms(scheme, {1, 2}));
    ServerSession server(askingServer({1, 2}));
    int waits = 0;
    ClientSession::Output output = client.start();
    while (!output.askGate && !client.isOver() && waits < 5) {
        if (output.request) {
            ++waits;
            const int before = client.roundTrips();
            QVERIFY(output.send.empty());
            QVERIFY(client.receive({}).send.empty());
            QCOMPARE(client.roundTrips(), before);
            output = client.answerRequest(answerTo(*output.request));
            QCOMPARE(client.roundTrips(), before + 1);
            continue;
        }
        ServerSession::Output answer = server.receive(output.send);
        QVERIFY(!server.isSignedIn());
        if (answer.request) {
            QVERIFY(answer.send.empty());
            answer = server.answerRequest(answerTo(*answer.request));
        }
        if (server.isSignedIn())
            break;
        output = client.receive(answer.send);
    }
    QCOMPARE(waits, 2);
    QCOMPARE(output.askGate, credSsp);
    QVERIFY(server.delegated() == nullptr);
}

void TestMechanisms::noCredentialLeavesBeforeTheKeyIsProven_data()
{
    QTest::addColumn<ServerFault>("fault");
    QTest::addColumn<Stage>("place");
    QTest::newRow("MS-CSSP 3.1.5, wrong key proof") << ServerFault::WrongProof << Stage::Bind;
    QTest::newRow("wrong MIC on the proof") << ServerFault::WrongProof << Stage::Negotiate;
    QTest::newRow("half a message for a proof") << ServerFault::HalfMessage << Stage::Bind;
    QTest::newRow("no proof") << ServerFault::Close << Stage::Bind;
}

/// However often the mechanism had to ask in between: the gate is not even asked.
void TestMechanisms::noCredentialLeavesBeforeTheKeyIsProven()
{
    QFETCH(ServerFault, fault);
    QFETCH(Stage, place);
    ServerConfig server = askingServer({1, 2});
    server.fault = fault;
    server.faultStage = place;
    SessionPair pair(threeMechanisms(Scheme::CredSsp, {1, 2}), std::move(server));
    pair.run();
    QVERIFY(pair.client().isOver());
    QCOMPARE(pair.last()->stage, Stage::Bind);
    QCOMPARE(pair.last()->state, StageState::Failed);
    QCOMPARE(pair.clientAsked, 2);
    QCOMPARE(pair.gateAsked, 0);
    QCOMPARE(pair.client().roundTrips(), 4);  // The fifth leg is the one with the credential.
    QVERIFY(pair.server().delegated() == nullptr);
    QVERIFY(!contains(pair.clientSent, bytesOf("Secret1")));
}

void TestMechanisms::withoutAnAnswerTheSignInFails_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<int>("turn");
    QTest::addColumn<Stage>("named");
    QTest::addColumn<int>("trips");
    QTest::newRow("Negotiate, first token") << Scheme::Negotiate << 1 << Stage::Offer << 0;
    QTest::newRow("Negotiate, last token") << Scheme::Negotiate << 2 << Stage::Negotiate << 1;
    QTest::newRow("CredSSP, first token") << Scheme::CredSsp << 1 << Stage::Negotiate << 2;
    QTest::newRow("CredSSP, last token") << Scheme::CredSsp << 2 << Stage::Negotiate << 3;
}

void TestMechanisms::withoutAnAnswerTheSignInFails()
{
    QFETCH(Scheme, scheme);
    QFETCH(int, turn);
    QFETCH(Stage, named);
    QFETCH(int, trips);
    SessionPair pair(threeMechanisms(scheme, {turn}), askingServer({}));
    pair.kdc = [](const auth::Request&) -> Result<Bytes> {
        return fail(ErrorCode::Unreachable, Sentence::verbatim("no KDC answers"));
    };
    pair.run();
    QVERIFY(pair.client().isOver());
    QVERIFY(pair.clientClosed);
    QCOMPARE(pair.last()->stage, named);
    QCOMPARE(pair.last()->state, StageState::Failed);
    QCOMPARE(pair.last()->evidence, std::string("no KDC answers"));
    QCOMPARE(pair.client().roundTrips(), trips);
    QCOMPARE(pair.gateAsked, 0);
}

void TestMechanisms::theServerRefusesWithoutAnAnswer_data()
{
    theServerTakesAnyOfItsMechanisms_data();
}

void TestMechanisms::theServerRefusesWithoutAnAnswer()
{
    QFETCH(Scheme, scheme);
    SessionPair pair(threeMechanisms(scheme, {}), askingServer({2}));
    pair.kdc = [](const auth::Request&) -> Result<Bytes> {
        return fail(ErrorCode::LogonDenied,
                    Sentence::verbatim("the domain controller knows nobody of that name"));
    };
    pair.run();
    QCOMPARE(pair.serverAsked, 1);
    QVERIFY(pair.client().isOver());
    QCOMPARE(pair.last()->stage, Stage::Negotiate);
    QCOMPARE(pair.last()->state, StageState::Denied);
    QVERIFY(!pair.server().isSignedIn());
}

/// A server that does not wait for its turn: what it says counts as the answer to the token that goes out first.
void TestMechanisms::whatComesTooEarlyIsReadAfterTheWait()
{
    ClientSession client(threeMechanisms(Scheme::Negotiate, {2}));
    ServerSession server(askingServer({}));
    const auto waiting = client.receive(server.receive(client.start().send).send);
    QVERIFY(waiting.request && waiting.send.empty());
    const std::string early = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    const auto nothing = client.receive(bytesOf(early));
    QVERIFY(nothing.send.empty() && nothing.events.empty() && !nothing.closed);
    const auto output = client.answerRequest(answerTo(*waiting.request));
    QVERIFY(output.closed);
    QCOMPARE(output.events.back().state, StageState::Failed);
    QCOMPARE(output.events.back().evidence,
             std::string("HTTP 200 without the server's closing token"));
}

void TestMechanisms::theServerAnswersOneRequestAfterAnother()
{
    ClientSession client(threeMechanisms(Scheme::Negotiate, {}));
    ServerSession server(askingServer({1}));
    const auto waiting = server.receive(client.start().send);
    QVERIFY(waiting.request && waiting.send.empty());
    // RFC 9112 9.3.2: it was sent without waiting, and is answered in its turn.
    const std::string early = "POST /elsewhere HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
    QVERIFY(server.receive(bytesOf(early)).send.empty());
    const std::string both = textOf(server.answerRequest(answerTo(*waiting.request)).send);
    QVERIFY(both.starts_with("HTTP/1.1 401"));
    QVERIFY(both.find("HTTP/1.1 404") != std::string::npos);
}

void TestMechanisms::oneTokenEachWayIsEnough()
{
    ClientConfig client = clientConfig(Scheme::Negotiate);
    client.initiator =
        negotiate::spnegoInitiator({quick<auth::MakeInitiator>(AskingMechanism::Side::Client)});
    ServerConfig server = serverConfig();
    server.acceptor =
        negotiate::spnegoAcceptor({quick<auth::MakeAcceptor>(AskingMechanism::Side::Server)});
    SessionPair pair(std::move(client), std::move(server));
    pair.run();
    QVERIFY2(pair.resultKnown, pair.last()->evidence.english().c_str());
    QVERIFY(pair.passed(Stage::Offer) && pair.passed(Stage::Negotiate));
    constexpr int fewerThanByNtlm = 1;
    QCOMPARE(pair.client().roundTrips(), 7 - fewerThanByNtlm);
}

void TestMechanisms::aSuccessThatComesTooEarlyIsNone_data()
{
    QTest::addColumn<bool>("ntlm");
    QTest::newRow("MS-NLMP 3.1.5, with the CHALLENGE") << true;
    QTest::newRow("with the first token of another") << false;
}

/// winrm-protocol §9: nobody signed in, whatever the status says. Nothing is sent behind it.
void TestMechanisms::aSuccessThatComesTooEarlyIsNone()
{
    QFETCH(bool, ntlm);
    ClientSession client(ntlm ? clientConfig(Scheme::Negotiate)
                              : threeMechanisms(Scheme::Negotiate, {}));
    ServerSession server(ntlm ? serverConfig() : askingServer({}));
    std::string answer = textOf(server.receive(client.start().send).send);
    QVERIFY(answer.starts_with("HTTP/1.1 401"));
    answer.replace(answer.find("401"), 3, "200");
    const auto output = client.receive(bytesOf(answer));
    QVERIFY(output.closed && output.send.empty());
    QCOMPARE(output.events.back().state, StageState::Failed);
    QCOMPARE(output.events.back().evidence,
             std::string("HTTP 200 without the server's closing token"));
    QCOMPARE(client.roundTrips(), 1);
}

/// winrm-protocol §9 row 4: it is the last leg that is refused.
void TestMechanisms::aRefusalComesAtTheSameLegAsWithoutAWait()
{
    ServerConfig server = askingServer({1, 2});
    server.fault = ServerFault::Refuse;
    server.faultStage = Stage::Negotiate;
    SessionPair pair(threeMechanisms(Scheme::Negotiate, {}), std::move(server));
    pair.run();
    QCOMPARE(pair.client().roundTrips(), 2);
    QCOMPARE(pair.last()->stage, Stage::Negotiate);
    QCOMPARE(pair.last()->state, StageState::Denied);
    QCOMPARE(pair.last()->refusal, Refusal::LogonFailed);
}

void TestMechanisms::whoWaitsCanBeEnded()
{
    ClientSession cancelled(threeMechanisms(Scheme::Negotiate, {1}));
    QVERIFY(cancelled.start().request);
    const ClientSession::Output ended = cancelled.cancel();
    QVERIFY(ended.closed && ended.send.empty());
    const ClientSession::Output late = cancelled.answerRequest(bytesFrom("answer 1"));
    QVERIFY(late.send.empty() && late.events.empty());

    ClientSession closed(threeMechanisms(Scheme::Negotiate, {1}));
    QVERIFY(closed.start().request);
    QCOMPARE(closed.peerClosed().events.back().state, StageState::Failed);
    QVERIFY(closed.isOver());
}

void TestMechanisms::aMechanismThatCannotBeMadeIsTold_data()
{
    theServerTakesAnyOfItsMechanisms_data();
}

void TestMechanisms::aMechanismThatCannotBeMadeIsTold()
{
    QFETCH(Scheme, scheme);
    const auto none = [](const auto&) -> Result<std::unique_ptr<auth::Mechanism>> {
        return fail(ErrorCode::Unsupported, Sentence::verbatim("no credential cache"));
    };
    ClientConfig client = clientConfig(scheme);
    client.initiator = negotiate::spnegoInitiator({none});
    SessionPair pair(std::move(client), serverConfig());
    pair.run();
    QCOMPARE(pair.last()->evidence, std::string("no credential cache"));
    QCOMPARE(pair.client().roundTrips(), 0);

    ServerConfig server = serverConfig();
    server.acceptor = negotiate::spnegoAcceptor({none});
    SessionPair other(clientConfig(scheme), std::move(server));
    other.run();
    QCOMPARE(other.last()->state, StageState::Failed);
    QVERIFY(other.last()->evidence.english().starts_with("HTTP 500"));
}

QTEST_APPLESS_MAIN(TestMechanisms)
#include "tst_mechanisms.moc"
