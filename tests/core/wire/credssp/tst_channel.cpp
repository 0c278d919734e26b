#include "core/crypto/certificate.h"
#include "core/wire/credssp/channel.h"
#include "core/wire/credssp/ts_request_codec.h"
#include "tests/core/wire/auth/asking_mechanism.h"
#include "tests/core/wire/credssp/accounts.h"

#include <QTest>

#include <set>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire;
using namespace hopwright::wire::credssp;

Q_DECLARE_METATYPE(ServerFaults)

namespace {

const crypto::CertifiedKey& identity()
{
    using namespace std::chrono;
    static const crypto::CertifiedKey made = *crypto::makeSelfSignedCertificate(
        {.commonName = "CREDSSP-HOST-B",
         .serial = Bytes{std::byte{1}},
         .notBefore = *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2020) / 1 / 2))),
         .notAfter = *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2021) / 1 / 2)))});
    return made;
}

enum class Tokens { Raw, Spnego };

struct Options {
    Tokens tokens = Tokens::Raw;
    bool allowTls13 = false;
    std::uint32_t clientVersion = 6;
    std::uint32_t serverVersion = 6;
    std::uint32_t minVersion = 2;
    ServerFaults faults = {};
    std::string_view password = "Secret1";
};

struct Exchange {
    ClientChannel client;
    ServerChannel server;
    std::vector<Bytes> sent = {};  ///< Each token that left the client.

    Result<Bytes> clientStep(ByteView token)
    {
        auto reply = client.step(token);
        if (reply && !reply->empty())
            sent.push_back(*reply);
        return reply;
    }
    /// Runs until the client may delegate, or someone fails.
    Result<void> negotiate()
    {
        Bytes fromServer;
        while (client.stage() != Stage::Delegate) {
            HOPWRIGHT_TRY(const Bytes token, clientStep(fromServer));
            if (token.empty())
                break;
            HOPWRIGHT_TRY(fromServer, server.step(token));
        }
        return {};
    }
    Result<void> delegate()
    {
        HOPWRIGHT_TRY(const Bytes token, client.delegate());
        sent.push_back(token);
        HOPWRIGHT_TRY(const Bytes nothing, server.step(token));
        return nothing.empty() ? Result<void>() : fail(ErrorCode::UnexpectedMessage);
    }
};

Exchange exchangeOf(const Options& options)
{
    auto credentials = encodeCredentials(
        {.domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))});
    auto client =
        ClientChannel::create({.tls = {.allowTls13 = options.allowTls13},
                               .nonce = Nonce{std::byte{7}},
                               .credentials = *std::move(credentials),
                               .minVersion = options.minVersion,
                               .highestVersion = options.clientVersion},
                              options.tokens == Tokens::Raw ? ntlmClient(options.password)
                                                            : spnegoClient(options.password));
    auto server =
        ServerChannel::create({.tls = {.certificatePem = identity().certificatePem,
                                       .privateKeyPem = Secret(identity().privateKeyPem.expose())},
                               .highestVersion = options.serverVersion,
                               .faults = options.faults},
                              anyServer());
    return {.client = *std::move(client), .server = *std::move(server)};
}

}  // namespace

class TestChannel : public QObject {
    Q_OBJECT

private slots:
    void delegatesInFiveLegs_data();
    void delegatesInFiveLegs();
    void sealsMessagesOfOneRecord_data();
    void sealsMessagesOfOneRecord();
    void keepsTheCredentialsFromALiar_data();
    void keepsTheCredentialsFromALiar();
    void namesTheStageThatFailed();
    void sealsNothingBeforeTheEnd();
    void takesAnEmptyTokenInTls13Only();
    void eachCutOfAServerTokenFails();
    void aRefusalAfterDelegationIsRead();
    void nothingGoesOnWhileTheMechanismWaits();
    void theServerTellsThatItGotNoAnswer();
};

void TestChannel::delegatesInFiveLegs_data()
{
    QTest::addColumn<bool>("spnego");
    QTest::addColumn<bool>("allowTls13");
    QTest::addColumn<unsigned>("clientVersion");
    QTest::addColumn<unsigned>("serverVersion");
    for (const bool spnego : {false, true}) {
        for (const bool allowTls13 : {false, true}) {
            const char* const tokens = spnego ? "SPNEGO" : "raw NTLM";
            const char* const tls = allowTls13 ? "TLS 1.3" : "TLS 1.2";
            QTest::addRow("1.1 %s, %s", tokens, tls) << spnego << allowTls13 << 6u << 6u;
            for (const unsigned version : {2u, 3u, 4u, 5u}) {
                QTest::addRow("1.4 %s, %s, server version %u", tokens, tls, version)
                    << spnego << allowTls13 << 6u << version;
                QTest::addRow("1.4 %s, %s, client version %u", tokens, tls, version)
                    << spnego << allowTls13 << version << 6u;
            }
        }
    }
}

void TestChannel::delegatesInFiveLegs()
{
    QFETCH(bool, spnego);
    QFETCH(bool, allowTls13);
    QFETCH(unsigned, clientVersion);
    QFETCH(unsigned, serverVersion);
    Exchange exchange = exchangeOf({.tokens = spnego ? Tokens::Spnego : Tokens::Raw,
                                    .allowTls13 = allowTls13,
                                    .clientVersion = clientVersion,
                                    .serverVersion = serverVersion});
    const auto negotiated = exchange.negotiate();
    QVERIFY2(negotiated, negotiated ? "" : negotiated.error().detail.english().c_str());
    QCOMPARE(exchange.client.stage(), Stage::Delegate);
    QCOMPARE(exchange.sent.size(), std::size_t{4});
    QVERIFY(!exchange.server.takeCredentials());
    QVERIFY(exchange.delegate());
    QCOMPARE(exchange.server.stage(), Stage::Done);
    QCOMPARE(exchange.client.version(), std::min(clientVersion, serverVersion));
    QCOMPARE(exchange.server.peerName(), std::string("LAB\\alice"));
    const auto credentials = exchange.server.takeCredentials();
    QVERIFY(credentials);
    QCOMPARE(credentials->domain, std::string("LAB"));
    QCOMPARE(credentials->user, std::string("alice"));
    QVERIFY(equalInConstantTime(credentials->password.expose(), bytesOf("Secret1")));
}

void TestChannel::sealsMessagesOfOneRecord_data()
{
    QTest::addColumn<bool>("allowTls13");
    QTest::addColumn<int>("trailer");
    QTest::addColumn<int>("overhead");
    QTest::newRow("5.4 TLS 1.2 GCM") << false << 16 << 29;
    QTest::newRow("5.4 TLS 1.3") << true << 17 << 22;
}

void TestChannel::sealsMessagesOfOneRecord()
{
    QFETCH(bool, allowTls13);
    QFETCH(int, trailer);
    QFETCH(int, overhead);
    Exchange exchange = exchangeOf({.allowTls13 = allowTls13});
    QVERIFY(exchange.negotiate() && exchange.delegate());
    for (const std::size_t size : {std::size_t{1}, std::size_t{4}, maxSealedPlaintext}) {
        const Bytes plain(size, std::byte{'x'});
        const auto up = exchange.client.seal(plain);
        QVERIFY(up);
        QCOMPARE(static_cast<int>(up->trailerLength), trailer);
        QCOMPARE(up->record.size(), size + static_cast<std::size_t>(overhead));
        QCOMPARE(*exchange.server.open(up->record), plain);
        const auto down = exchange.server.seal(plain);
        QVERIFY(down);
        QCOMPARE(*exchange.client.open(down->record), plain);
    }
    QCOMPARE(exchange.client.seal(Bytes(maxSealedPlaintext + 1)).error().code,
             ErrorCode::OutOfRange);
    QCOMPARE(exchange.client.seal({}).error().code, ErrorCode::OutOfRange);
    const auto record = exchange.server.seal(bytesOf("<s/>"));
    const auto half = exchange.client.open(ByteView(record->record).first(8));
    QVERIFY(!half);
    QCOMPARE(half.error().code, ErrorCode::Truncated);
}

void TestChannel::keepsTheCredentialsFromALiar_data()
{
    QTest::addColumn<ServerFaults>("faults");
    QTest::addColumn<unsigned>("serverVersion");
    QTest::addColumn<int>("code");
    const auto value = [](ErrorCode code) {
        return static_cast<int>(code);
    };
    QTest::newRow("wrong key hash")
        << ServerFaults{.wrongKeyProof = true} << 6u << value(ErrorCode::PeerNotAuthentic);
    QTest::newRow("wrong key, version 2")
        << ServerFaults{.wrongKeyProof = true} << 2u << value(ErrorCode::PeerNotAuthentic);
    QTest::newRow("wrong MIC") << ServerFaults{.wrongMic = true} << 6u
                               << value(ErrorCode::PeerNotAuthentic);
    QTest::newRow("change of version")
        << ServerFaults{.changeVersion = true} << 6u << value(ErrorCode::UnexpectedMessage);
    QTest::newRow("half a message")
        << ServerFaults{.halfMessage = true} << 6u << value(ErrorCode::Truncated);
    QTest::newRow("refused logon")
        << ServerFaults{.refuseLogon = 0xC0000234} << 6u << value(ErrorCode::PeerRefused);
}

void TestChannel::keepsTheCredentialsFromALiar()
{
    QFETCH(ServerFaults, faults);
    QFETCH(unsigned, serverVersion);
    QFETCH(int, code);
    for (const Tokens tokens : {Tokens::Raw, Tokens::Spnego}) {
        Exchange exchange =
            exchangeOf({.tokens = tokens, .serverVersion = serverVersion, .faults = faults});
        const auto negotiated = exchange.negotiate();
        QVERIFY(!negotiated);
        QCOMPARE(static_cast<int>(negotiated.error().code), code);
        QCOMPARE(negotiated.error().peerStatus, faults.refuseLogon);
        QCOMPARE(exchange.client.stage(), Stage::Bind);
        // Four tokens left: two of TLS, two of the logon. The fifth is the one with authInfo.
        QCOMPARE(exchange.sent.size(), std::size_t{4});
        const auto delegated = exchange.client.delegate();
        QVERIFY(!delegated);
        QCOMPARE(delegated.error().code, ErrorCode::NotAllowed);
        QVERIFY(!exchange.clientStep({}));
        QVERIFY(!exchange.server.takeCredentials());
    }
}

void TestChannel::namesTheStageThatFailed()
{
    Exchange tls = exchangeOf({});
    QVERIFY(tls.clientStep({}));
    QVERIFY(!tls.clientStep(bytesOf("no TLS")));
    QCOMPARE(tls.client.stage(), Stage::Tls);

    Exchange tooOld = exchangeOf({.serverVersion = 4, .minVersion = 5});
    const auto old = tooOld.negotiate();
    QVERIFY(!old);
    QCOMPARE(old.error().code, ErrorCode::PeerTooOld);
    QCOMPARE(tooOld.client.stage(), Stage::Negotiate);
    QCOMPARE(tooOld.sent.size(), std::size_t{3});

    Exchange wrongPassword = exchangeOf({.password = "Secret2"});
    const auto denied = wrongPassword.negotiate();
    QVERIFY(!denied);
    QCOMPARE(denied.error().code, ErrorCode::PeerRefused);
    QCOMPARE(denied.error().peerStatus, 0xC000006Du);
    QCOMPARE(wrongPassword.client.stage(), Stage::Bind);
    QCOMPARE(wrongPassword.server.refusal()->code, ErrorCode::LogonDenied);
}

void TestChannel::sealsNothingBeforeTheEnd()
{
    Exchange exchange = exchangeOf({});
    QCOMPARE(exchange.client.seal(bytesOf("<s/>")).error().code, ErrorCode::NotAllowed);
    QCOMPARE(exchange.client.open(bytesOf("<s/>")).error().code, ErrorCode::NotAllowed);
    QVERIFY(exchange.negotiate());
    QCOMPARE(exchange.client.seal(bytesOf("<s/>")).error().code, ErrorCode::NotAllowed);
    QCOMPARE(exchange.server.seal(bytesOf("<s/>")).error().code, ErrorCode::NotAllowed);
}

void TestChannel::takesAnEmptyTokenInTls13Only()
{
    Exchange modern = exchangeOf({.allowTls13 = true});
    const auto hello = modern.clientStep({});
    const auto finished = modern.clientStep(*modern.server.step(*hello));
    QVERIFY(finished);
    QVERIFY(modern.clientStep({}));  // A server without tickets has nothing to say here.
    QCOMPARE(modern.client.stage(), Stage::Negotiate);

    Exchange silent = exchangeOf({});
    QVERIFY(silent.clientStep({}));
    const auto broken = silent.clientStep({});
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, ErrorCode::UnexpectedMessage);
}

void TestChannel::eachCutOfAServerTokenFails()
{
    // The token with the challenge is one TLS record: no prefix of it is a message.
    std::size_t size = 0;
    for (std::size_t cut = 0; cut == 0 || cut < size; ++cut) {
        Exchange exchange = exchangeOf({});
        Bytes token;
        for (int leg = 0; leg < 3; ++leg)
            token = *exchange.server.step(*exchange.clientStep(token));
        size = token.size();
        const auto reply = exchange.clientStep(ByteView(token).first(cut));
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::Truncated);
        QCOMPARE(exchange.sent.size(), std::size_t{3});
        cut += 6;  // Each exchange costs two RSA operations.
    }
    QVERIFY(size > 100);
}

void TestChannel::aRefusalAfterDelegationIsRead()
{
    Exchange exchange = exchangeOf({});
    QVERIFY(exchange.negotiate() && exchange.delegate());
    const auto refusal =
        exchange.server.seal(encode(TsRequest{.version = 6, .errorCode = 0xC000015B}));
    const auto told = exchange.clientStep(refusal->record);
    QVERIFY(!told);
    QCOMPARE(told.error().code, ErrorCode::PeerRefused);
    QCOMPARE(told.error().peerStatus, 0xC000015Bu);
    QCOMPARE(exchange.client.seal(bytesOf("<s/>")).error().code, ErrorCode::NotAllowed);
}

namespace {

Exchange askingExchange(std::set<int> clientAsksAt, std::set<int> serverAsksAt)
{
    using test::AskingMechanism;
    auto client = ClientChannel::create(
        {.nonce = Nonce{std::byte{7}}, .credentials = Secret(bytesOf("credentials"))},
        std::make_unique<AskingMechanism>(AskingMechanism::Side::Client, std::move(clientAsksAt)));
    auto server = ServerChannel::create(
        {.tls = {.certificatePem = identity().certificatePem,
                 .privateKeyPem = Secret(identity().privateKeyPem.expose())}},
        std::make_unique<AskingMechanism>(AskingMechanism::Side::Server, std::move(serverAsksAt)));
    return {.client = *std::move(client), .server = *std::move(server)};
}

}  // namespace

void TestChannel::nothingGoesOnWhileTheMechanismWaits()
{
    Exchange exchange = askingExchange({1}, {});
    QVERIFY(exchange.client.pending() == nullptr);
    QVERIFY(!exchange.client.resume(Bytes(1)));  // Nothing was asked, and nothing is broken by it.
    QVERIFY(exchange.negotiate());  // To the end of TLS, where the first token is to be made.
    QVERIFY(exchange.client.pending() != nullptr);
    QCOMPARE(exchange.client.stage(), Stage::Negotiate);
    QVERIFY(!exchange.client.delegate());
    QVERIFY(!exchange.client.seal(Bytes(1)));

    Exchange good = askingExchange({1}, {});
    QVERIFY(good.negotiate());
    const auto first = good.client.resume(test::answerTo(*good.client.pending()));
    QVERIFY(first && !first->empty());
    QVERIFY(good.client.pending() == nullptr);
    QVERIFY(good.server.step(*first));

    // A token is not due, and ends it.
    QVERIFY(!exchange.client.step(Bytes(5)));
    QVERIFY(!exchange.client.resume(test::bytesFrom("answer 1")));
}

/// MS-CSSP 2.2.1: errorCode. Its mechanism asked a domain controller in vain.
void TestChannel::theServerTellsThatItGotNoAnswer()
{
    Exchange exchange = askingExchange({}, {1});
    Bytes fromServer;
    while (exchange.server.pending() == nullptr) {
        const auto token = exchange.client.step(fromServer);
        QVERIFY(token && !token->empty());
        const auto answer = exchange.server.step(*token);
        QVERIFY(answer.has_value());
        fromServer = *answer;
    }
    QVERIFY(fromServer.empty());
    QCOMPARE(exchange.server.stage(), Stage::Negotiate);
    const auto told = exchange.server.resume(
        fail(ErrorCode::LogonDenied, Sentence::verbatim("nobody of that name")));
    QVERIFY(told && !told->empty());
    QCOMPARE(exchange.server.refusal()->code, ErrorCode::LogonDenied);
    QVERIFY(!exchange.client.step(*told));
    QCOMPARE(exchange.client.refusal(), std::optional<std::uint32_t>(0xC000006D));
    QVERIFY(!exchange.server.step(Bytes(5)));
}

QTEST_APPLESS_MAIN(TestChannel)
#include "tst_channel.moc"
