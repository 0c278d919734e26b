#include "core/wire/credssp/client.h"
#include "tests/core/wire/credssp/scripted_mechanism.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::credssp;

namespace {

// A key and its proofs for the nonce 00 01 02 .. 1f. Expected values: sha256sum over the text of
// MS-CSSP 3.1.5 with its NUL, the nonce and the key.
constexpr auto publicKey = "3003020103";
constexpr auto clientProof = "40b086c5f8c522555fc77f5fe819df87aa82c921832462658136837afbb1247e";
constexpr auto serverProof = "914570b44a2223fd6bc86877b224594663f3f25f7361ea8471092761eb93148f";
constexpr auto oldServerProof = "3103020103";

Nonce countingNonce()
{
    Nonce nonce{};
    for (std::size_t i = 0; i < nonce.size(); ++i)
        nonce[i] = static_cast<std::byte>(i);
    return nonce;
}

/// A client, the mechanism in it, and the server's side of one good exchange.
struct Exchange {
    ScriptedMechanism mechanism;
    Client client;
    std::uint32_t serverVersion;

    explicit Exchange(std::uint32_t version = 6, std::uint32_t minVersion = 2)
        : client({.serverPublicKey = hex(publicKey),
                  .nonce = countingNonce(),
                  .credentials = Secret(bytes("password")),
                  .minVersion = minVersion},
                 mechanism),
          serverVersion(version)
    {
    }

    TsRequest challenge() const
    {
        return {.version = serverVersion, .negoToken = bytes("challenge")};
    }
    TsRequest keyProof(Bytes proof)
    {
        return {.version = serverVersion, .pubKeyAuth = *mechanism.wrap(proof)};
    }

    Bytes goodProof() const { return hex(serverVersion < 5 ? oldServerProof : serverProof); }

    /// Runs up to the point where the server's proof of its key is due.
    void reachProof()
    {
        QVERIFY(client.start());
        QVERIFY(client.receive(challenge()));
        QCOMPARE(client.state(), Client::State::ProvingKey);
    }
};

}  // namespace

class TestClient : public QObject {
    Q_OBJECT

private slots:
    void delegatesToAnAuthenticServer_data();
    void delegatesToAnAuthenticServer();
    void keepsTheCredentialsFromAnImpostor();
    void checksTheClosingToken();
    void refusesAServerTooOld();
    void refusesAChangeOfVersion();
    void reportsTheRefusal();
    void refusesAMessageOutOfTurn();
    void staysFailed();
    void delegatesOnceAndOnlyWhenReady();
    void anOldClientAnnouncesItself();
    void aRefusalAfterDelegationIsReported();
};

void TestClient::delegatesToAnAuthenticServer_data()
{
    QTest::addColumn<unsigned>("version");
    for (const unsigned version : {2u, 3u, 4u, 5u, 6u})
        QTest::addRow("server version %u", version) << version;
}

void TestClient::delegatesToAnAuthenticServer()
{
    QFETCH(unsigned, version);
    Exchange exchange(version);

    const auto first = exchange.client.start();
    QVERIFY(first);
    QCOMPARE(first->value(), (TsRequest{.version = 6, .negoToken = bytes("negotiate")}));

    const auto second = exchange.client.receive(exchange.challenge());
    QVERIFY(second);
    QCOMPARE((*second)->version, 6u);  // Our own, whatever the server's is.
    QCOMPARE((*second)->negoToken, bytes("authenticate"));
    QCOMPARE((*second)->pubKeyAuth,
             *exchange.mechanism.wrap(hex(version < 5 ? publicKey : clientProof)));
    QCOMPARE((*second)->clientNonce.has_value(), version >= 5);

    QVERIFY((*second)->authInfo.empty());

    const auto third = exchange.client.receive(exchange.keyProof(exchange.goodProof()));
    QVERIFY(third);
    QVERIFY(!*third);  // Nothing leaves before the caller says so.
    QCOMPARE(exchange.client.state(), Client::State::ReadyToDelegate);
    const auto fourth = exchange.client.delegate();
    QVERIFY(fourth);
    QCOMPARE(*fourth, (TsRequest{.version = 6, .authInfo = bytes("<password>")}));
    QCOMPARE(exchange.client.state(), Client::State::Done);
}

void TestClient::keepsTheCredentialsFromAnImpostor()
{
    Exchange exchange;
    exchange.reachProof();
    const auto reply = exchange.client.receive(exchange.keyProof(bytes("some other key")));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::PeerNotAuthentic);
    QCOMPARE(exchange.client.state(), Client::State::Failed);
}

void TestClient::checksTheClosingToken()
{
    Exchange exchange;
    exchange.reachProof();
    TsRequest message = exchange.keyProof(exchange.goodProof());
    message.negoToken = bytes("forged");
    const auto reply = exchange.client.receive(message);
    QVERIFY(!reply);
    QCOMPARE(reply.error().detail, std::string("the MIC does not fit"));
}

void TestClient::refusesAServerTooOld()
{
    Exchange exchange(4, 5);
    QVERIFY(exchange.client.start());
    const auto reply = exchange.client.receive(exchange.challenge());
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::PeerTooOld);
}

void TestClient::refusesAChangeOfVersion()
{
    Exchange exchange;
    exchange.reachProof();
    exchange.serverVersion = 5;  // With a proof that would do.
    const auto reply = exchange.client.receive(exchange.keyProof(exchange.goodProof()));
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::UnexpectedMessage);
}

void TestClient::reportsTheRefusal()
{
    Exchange exchange;
    exchange.reachProof();
    const auto reply = exchange.client.receive({.version = 6, .errorCode = 0xC000006D});
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, ErrorCode::PeerRefused);
    QCOMPARE(reply.error().peerStatus, 0xC000006Du);
}

void TestClient::refusesAMessageOutOfTurn()
{
    Exchange exchange;
    const auto beforeStart = exchange.client.receive(exchange.challenge());
    QVERIFY(!beforeStart);
    QCOMPARE(beforeStart.error().code, ErrorCode::UnexpectedMessage);

    Exchange silent;
    QVERIFY(silent.client.start());
    const auto noToken = silent.client.receive({.version = 6});
    QVERIFY(!noToken);
    QCOMPARE(noToken.error().code, ErrorCode::UnexpectedMessage);
}

void TestClient::staysFailed()
{
    Exchange exchange;
    exchange.reachProof();
    QVERIFY(!exchange.client.receive({.version = 6}));
    const auto late = exchange.client.receive(exchange.keyProof(exchange.goodProof()));
    QVERIFY(!late);
    QCOMPARE(exchange.client.state(), Client::State::Failed);
    QVERIFY(!exchange.client.delegate());
}

void TestClient::delegatesOnceAndOnlyWhenReady()
{
    Exchange exchange;
    const auto early = exchange.client.delegate();
    QVERIFY(!early);
    QCOMPARE(early.error().code, ErrorCode::NotAllowed);
    exchange.reachProof();
    QVERIFY(!exchange.client.delegate());
    QVERIFY(exchange.client.receive(exchange.keyProof(exchange.goodProof())));
    QVERIFY(exchange.client.delegate());
    QVERIFY(!exchange.client.delegate());
}

void TestClient::anOldClientAnnouncesItself()
{
    ScriptedMechanism mechanism;
    Client client({.serverPublicKey = hex(publicKey),
                   .nonce = countingNonce(),
                   .credentials = Secret(bytes("password")),
                   .minVersion = 2,
                   .highestVersion = 2},
                  mechanism);
    QCOMPARE(client.start().value()->version, 2u);
    const auto proof = client.receive({.version = 6, .negoToken = bytes("challenge")});
    QVERIFY(proof);
    QCOMPARE((*proof)->pubKeyAuth, *mechanism.wrap(hex(publicKey)));
    QVERIFY(!(*proof)->clientNonce);
    QCOMPARE(client.version(), 2u);
}

void TestClient::aRefusalAfterDelegationIsReported()
{
    Exchange exchange;
    exchange.reachProof();
    QVERIFY(exchange.client.receive(exchange.keyProof(exchange.goodProof())));
    QVERIFY(exchange.client.delegate());
    const auto late = exchange.client.receive({.version = 6, .errorCode = 0xC000015B});
    QVERIFY(!late);
    QCOMPARE(late.error().peerStatus, 0xC000015Bu);
}

QTEST_APPLESS_MAIN(TestClient)
#include "tst_client.moc"
