#include "core/wire/credssp/key_proof.h"
#include "core/wire/credssp/server.h"
#include "tests/core/wire/credssp/scripted_mechanism.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::credssp;

namespace {

// Reference 1.5: this key, and proofs for the nonce 00 01 02 .. 1f.
constexpr auto publicKey = "3003020103";
constexpr auto clientProof = "40b086c5f8c522555fc77f5fe819df87aa82c921832462658136837afbb1247e";
constexpr auto serverProof = "914570b44a2223fd6bc86877b224594663f3f25f7361ea8471092761eb93148f";
// Reference 1.6: LAB / alice / Secret1.
constexpr auto aliceDer =
    "3035a003020101a12e042c302aa00804064c0041004200a10c040a61006c00690063006500"
    "a210040e5300650063007200650074003100";

Nonce countingNonce()
{
    Nonce nonce{};
    for (std::size_t i = 0; i < nonce.size(); ++i)
        nonce[i] = static_cast<std::byte>(i);
    return nonce;
}

struct Exchange {
    ScriptedMechanism mechanism;
    Server server;
    std::uint32_t clientVersion;

    explicit Exchange(std::uint32_t version = 6, ServerFaults faults = {},
                      std::uint32_t minVersion = 2)
        : server({.publicKey = hex(publicKey), .minVersion = minVersion, .faults = faults},
                 mechanism),
          clientVersion(version)
    {
    }

    Result<std::optional<TsRequest>> negotiate()
    {
        return server.receive({.version = clientVersion, .negoToken = bytes("one")});
    }
    Result<std::optional<TsRequest>> prove(const char* proof = nullptr)
    {
        const char* const good = clientVersion < 5 ? publicKey : clientProof;
        TsRequest message{.version = clientVersion,
                          .negoToken = bytes("two"),
                          .pubKeyAuth = *mechanism.wrap(hex(proof != nullptr ? proof : good))};
        if (clientVersion >= 5)
            message.clientNonce = countingNonce();
        return server.receive(message);
    }
    Result<std::optional<TsRequest>> delegate()
    {
        return server.receive(
            {.version = clientVersion, .authInfo = *mechanism.wrap(hex(aliceDer))});
    }
};

}  // namespace

class TestServer : public QObject {
    Q_OBJECT

private slots:
    void takesCredentials_data();
    void takesCredentials();
    void refusesAnotherKeyByItsVersion_data();
    void refusesAnotherKeyByItsVersion();
    void tellsTheMechanismsStatus();
    void refusesAnOldClient();
    void refusesAChangeOfNonceOrVersion();
    void refusesMessagesOutOfTurn();
    void misbehavesAsTold();
    void staysRefused();
};

void TestServer::takesCredentials_data()
{
    QTest::addColumn<unsigned>("version");
    for (const unsigned version : {2u, 3u, 4u, 5u, 6u})
        QTest::addRow("client version %u", version) << version;
}

void TestServer::takesCredentials()
{
    QFETCH(unsigned, version);
    Exchange exchange(version);
    const auto first = exchange.negotiate();
    QVERIFY(first);
    QCOMPARE(**first, (TsRequest{.version = 6, .negoToken = bytes("negotiate")}));
    const auto second = exchange.prove();
    QVERIFY(second);
    QCOMPARE((*second)->version, 6u);
    QCOMPARE((*second)->pubKeyAuth,
             *exchange.mechanism.wrap(hex(version < 5 ? "3103020103" : serverProof)));
    QCOMPARE(exchange.server.state(), Server::State::Bound);
    QVERIFY(!exchange.server.takeCredentials());
    const auto third = exchange.delegate();
    QVERIFY(third);
    QVERIFY(!*third);
    const auto credentials = exchange.server.takeCredentials();
    QVERIFY(credentials);
    QCOMPARE(credentials->user, std::string("alice"));
    QVERIFY(!exchange.server.takeCredentials());
}

void TestServer::refusesAnotherKeyByItsVersion_data()
{
    QTest::addColumn<unsigned>("version");
    QTest::addColumn<bool>("told");
    QTest::newRow("1.4 version 2") << 2u << false;
    QTest::newRow("1.4 version 3") << 3u << true;
    QTest::newRow("1.4 version 4") << 4u << true;
    QTest::newRow("1.4 version 5") << 5u << false;
    QTest::newRow("1.4 version 6") << 6u << true;
}

void TestServer::refusesAnotherKeyByItsVersion()
{
    QFETCH(unsigned, version);
    QFETCH(bool, told);
    Exchange exchange(version);
    QVERIFY(exchange.negotiate());
    const auto reply = exchange.prove("3003020104");
    QCOMPARE(reply.has_value(), told);
    if (told)
        QCOMPARE(**reply, (TsRequest{.version = 6, .errorCode = 0xC000006D}));
    QCOMPARE(exchange.server.state(), Server::State::Refused);
    QCOMPARE(exchange.server.refusal()->code, ErrorCode::PeerNotAuthentic);
}

void TestServer::tellsTheMechanismsStatus()
{
    Exchange exchange;
    const auto reply =
        exchange.server.receive({.version = 6, .negoToken = bytes("wrong password")});
    QVERIFY(reply);
    QCOMPARE((*reply)->errorCode, 0xC000006Au);
    QCOMPARE(exchange.server.refusal()->code, ErrorCode::LogonDenied);
}

void TestServer::refusesAnOldClient()
{
    Exchange exchange(4, {}, 5);
    const auto reply = exchange.negotiate();
    QVERIFY(reply);
    QCOMPARE((*reply)->errorCode, 0xC00000BBu);  // Reference 1.4.
    Exchange older(2, {}, 5);
    const auto silent = older.negotiate();
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, ErrorCode::PeerTooOld);
}

void TestServer::refusesAChangeOfNonceOrVersion()
{
    Exchange nonce;
    TsRequest first{.version = 6, .negoToken = bytes("one"), .clientNonce = Nonce{}};
    QVERIFY(nonce.server.receive(first));  // FreeRDP sends it so early.
    QVERIFY(nonce.prove());
    QCOMPARE(nonce.server.refusal()->code, ErrorCode::UnexpectedMessage);

    Exchange version;
    QVERIFY(version.negotiate());
    version.clientVersion = 5;
    QVERIFY(!version.prove());
    QCOMPARE(version.server.refusal()->code, ErrorCode::UnexpectedMessage);
}

void TestServer::refusesMessagesOutOfTurn()
{
    Exchange early;
    QVERIFY(early.server.receive({.version = 6, .authInfo = bytes("<x>")}));
    QCOMPARE(early.server.refusal()->code, ErrorCode::UnexpectedMessage);
    Exchange proof;
    QVERIFY(proof.prove());  // The key proof before the logon is complete.
    QCOMPARE(proof.server.refusal()->code, ErrorCode::UnexpectedMessage);
    Exchange empty;
    QVERIFY(empty.negotiate() && empty.prove());
    QVERIFY(empty.server.receive({.version = 6}));
    QCOMPARE(empty.server.refusal()->code, ErrorCode::UnexpectedMessage);
    QVERIFY(!empty.server.takeCredentials());
}

void TestServer::misbehavesAsTold()
{
    Exchange refusing(6, {.refuseLogon = 0xC0000234});
    QVERIFY(refusing.negotiate());
    QCOMPARE((*refusing.prove())->errorCode, 0xC0000234u);

    Exchange wrongKey(6, {.wrongKeyProof = true});
    QVERIFY(wrongKey.negotiate());
    const auto proof = wrongKey.prove();
    QVERIFY((*proof)->pubKeyAuth != *wrongKey.mechanism.wrap(hex(serverProof)));

    Exchange wrongMic(6, {.wrongMic = true});
    QVERIFY(wrongMic.negotiate());
    QVERIFY(!wrongMic.mechanism.unwrap((*wrongMic.prove())->pubKeyAuth));

    Exchange changing(6, {.changeVersion = true});
    QCOMPARE((*changing.negotiate())->version, 6u);
    QCOMPARE((*changing.prove())->version, 5u);
}

void TestServer::staysRefused()
{
    Exchange exchange;
    QVERIFY(exchange.negotiate());
    QVERIFY(exchange.prove("00"));
    const auto late = exchange.delegate();
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::UnexpectedMessage);
    QVERIFY(!exchange.server.takeCredentials());
}

QTEST_APPLESS_MAIN(TestServer)
#include "tst_server.moc"
