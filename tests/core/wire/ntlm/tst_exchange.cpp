#include "core/wire/ntlm/client.h"
#include "core/wire/ntlm/flags.h"
#include "core/wire/ntlm/server.h"
#include "core/wire/ntlm/target_info.h"
#include "tests/core/wire/ntlm/exchange_sample.h"
#include "tests/core/wire/ntlm/vectors.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::ntlm;
using sample::hex;
using text::toHex;

namespace {

/// Runs both ends to the server's answer to the AUTHENTICATE.
Result<Bytes> logOn(Client& client, Server& server)
{
    HOPWRIGHT_TRY(const Bytes negotiate, client.step({}));
    HOPWRIGHT_TRY(const Bytes challenge, server.step(negotiate));
    HOPWRIGHT_TRY(const Bytes authenticate, client.step(challenge));
    return server.step(authenticate);
}

wire::auth::Identity nobody()
{
    return {};
}

}  // namespace

class TestExchange : public QObject {
    Q_OBJECT

private slots:
    void makesTheDocumentedBytes();
    void answersTheOfficialChallenge();
    void acceptsAPaddedBlob();
    void bothEndsSealForEachOther();
    void aWrongPasswordIsDenied_data();
    void aWrongPasswordIsDenied();
    void aChangedMessageIsNotAuthentic();
    void aMissingMicIsNotAuthentic();
    void anonymousIsTakenWhereAllowed();
    void anonymousIsDeniedElsewhere();
    void aNameInPrincipalFormHasNoDomain();
    void bothEndsNeedTheirFlags();
    void aClientMayAskForOemText();
    void noTokenIsTakenTwice();
    void theKeyIsNotUsedBeforeItIsThere();
    void aBindingAndTheServersFlagsAreKept();
};

void TestExchange::makesTheDocumentedBytes()
{
    Client client(sample::clientConfig());
    Server server(sample::serverConfig());
    const Bytes negotiate = client.step({}).value();
    QCOMPARE(toHex(negotiate), std::string(vectors::micNegotiate));
    const Bytes challenge = server.step(negotiate).value();
    QCOMPARE(toHex(challenge), std::string(vectors::micChallenge));
    const Bytes authenticate = client.step(challenge).value();
    QCOMPARE(toHex(authenticate), toHex(hex(vectors::micAuthenticate)));
    QVERIFY(client.wantsListMic());
    QVERIFY(server.step(authenticate).value().empty());
    QVERIFY(server.wantsListMic());
    QCOMPARE(server.peerName(), std::string("LAB\\alice"));
    QCOMPARE(toHex(server.exportedSessionKeyForTests().secret().expose()),
             std::string("55555555555555555555555555555555"));
    QCOMPARE(toHex(client.wrap(bytesOf("<s/>")).value()),
             std::string("01000000b3fdde1074bcd6ab000000003896425b"));
    QCOMPARE(toHex(client.oid()), std::string("060a2b06010401823702020a"));
}

void TestExchange::answersTheOfficialChallenge()
{
    Client::Config config = sample::clientConfig(
        {.domain = "Domain", .user = "User", .password = Secret(bytesOf("Password"))});
    config.workstation = "COMPUTER";
    config.spn = "";
    config.now = FileTime::fromTicks(0).value();
    Client client(std::move(config));
    QVERIFY(client.step({}));
    const auto made = client.step(hex(vectors::officialChallenge));
    QVERIFY(made);
    QVERIFY(!client.wantsListMic());
    const auto expected = decodeAuthenticate(hex(vectors::officialAuthenticate)).value();
    const auto message = decodeAuthenticate(*made).value();
    QVERIFY(!message.mic);
    QCOMPARE(toHex(message.ntResponse), toHex(expected.ntResponse));
    QCOMPARE(toHex(message.lmResponse), toHex(expected.lmResponse));
    QCOMPARE(toHex(message.encryptedSessionKey), toHex(expected.encryptedSessionKey));
    // MS-NLMP 4.2.4.4
    QCOMPARE(toHex(client.wrap(hex("50006c00610069006e007400650078007400")).value()),
             std::string("010000007fb38ec5c55d49760000000054e50165bf1936dc996020c1811b0f06fb5f"));
}

/// FreeRDP and Samba's client end the blob with more zeros than the document; the proof covers them.
void TestExchange::acceptsAPaddedBlob()
{
    Server server(sample::serverConfig());
    const Bytes negotiate = hex(vectors::micNegotiate);
    const Bytes challenge = server.step(negotiate).value();

    auto message = decodeAuthenticate(hex(vectors::micAuthenticate)).value();
    const auto hash = NtHash::ofPassword(Secret(bytesOf("Secret1"))).value();
    const auto key = ntowfV2(hash, "LAB", "alice").value();
    Bytes blob(message.ntResponse.begin() + 16, message.ntResponse.end());
    blob.resize(blob.size() + 8);
    const Hash proof = ntProof(key, sample::serverChallenge(), blob).value();
    message.ntResponse.assign(proof.begin(), proof.end());
    append(message.ntResponse, blob);
    const SessionKey exported(sample::repeated<16>(0x55));
    message.encryptedSessionKey = encryptSessionKey(sessionBaseKey(key, proof).value(), exported);
    message.mic = Hash{};
    message.mic =
        messageIntegrity(exported, negotiate, challenge, encodeAuthenticate(message).value())
            .value();
    QVERIFY(server.step(encodeAuthenticate(message).value()));
}

void TestExchange::bothEndsSealForEachOther()
{
    Client client(sample::clientConfig());
    Server server(sample::serverConfig());
    QVERIFY(logOn(client, server));
    for (const char* const text : {"", "one", "two and more"}) {
        const auto there = client.wrap(bytesOf(text));
        QCOMPARE(textOf(server.unwrap(*there).value()), std::string(text));
        const auto back = server.wrap(bytesOf(text));
        QCOMPARE(textOf(client.unwrap(*back).value()), std::string(text));
    }
}

void TestExchange::aWrongPasswordIsDenied_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::newRow("password") << "LAB" << "alice" << "secret1";
    QTest::newRow("user") << "LAB" << "alicia" << "Secret1";
    QTest::newRow("domain") << "OTHER" << "alice" << "Secret1";
    QTest::newRow("no password") << "LAB" << "alice" << "";
}

void TestExchange::aWrongPasswordIsDenied()
{
    QFETCH(const QString, domain);
    QFETCH(const QString, user);
    QFETCH(const QString, password);
    Client client(sample::clientConfig({.domain = domain.toStdString(),
                                        .user = user.toStdString(),
                                        .password = Secret(bytesOf(password.toStdString()))}));
    Server server(sample::serverConfig());
    const auto done = logOn(client, server);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::LogonDenied);
    QCOMPARE(done.error().peerStatus, statusLogonFailure);
    QVERIFY(!server.hasSessionKey());
    QVERIFY(server.peerName().empty());
}

void TestExchange::aChangedMessageIsNotAuthentic()
{
    // Flags, version, MIC, LM response and workstation are protected by the MIC alone.
    for (const int at : {60, 64, 72, 0x58, 0x132}) {
        Server server(sample::serverConfig());
        QVERIFY(server.step(hex(vectors::micNegotiate)));
        Bytes authenticate = hex(vectors::micAuthenticate);
        authenticate[static_cast<std::size_t>(at)] ^= std::byte{0x04};
        const auto done = server.step(authenticate);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::PeerNotAuthentic);
    }
    // And so is the NEGOTIATE.
    Server server(sample::serverConfig());
    Bytes negotiate = hex(vectors::micNegotiate);
    negotiate.back() ^= std::byte{1};
    QVERIFY(server.step(negotiate));
    QCOMPARE(server.step(hex(vectors::micAuthenticate)).error().code, ErrorCode::PeerNotAuthentic);
}

void TestExchange::aMissingMicIsNotAuthentic()
{
    Server server(sample::serverConfig());
    QVERIFY(server.step(hex(vectors::micNegotiate)));
    auto message = decodeAuthenticate(hex(vectors::micAuthenticate)).value();
    message.mic.reset();
    QCOMPARE(server.step(encodeAuthenticate(message).value()).error().code,
             ErrorCode::PeerNotAuthentic);
}

void TestExchange::anonymousIsTakenWhereAllowed()
{
    Client client(sample::clientConfig(nobody()));
    Server::Config config = sample::serverConfig();
    config.allowAnonymous = true;
    Server server(std::move(config));
    const Bytes challenge = server.step(client.step({}).value()).value();
    const Bytes authenticate = client.step(challenge).value();
    const auto message = decodeAuthenticate(authenticate).value();
    QVERIFY((message.flags & flag::anonymous) != 0);
    QVERIFY(message.ntResponse.empty());
    QVERIFY(message.lmResponse == Bytes(1));
    QVERIFY(message.domain.empty());
    QVERIFY(!message.mic);
    QVERIFY(server.step(authenticate));
    QVERIFY(server.hasSessionKey());
    QCOMPARE(server.peerName(), std::string());
    QVERIFY(!client.wantsListMic());
    QVERIFY(!server.wantsListMic());
    QCOMPARE(textOf(server.unwrap(client.wrap(bytesOf("hi")).value()).value()), std::string("hi"));
}

void TestExchange::anonymousIsDeniedElsewhere()
{
    Client client(sample::clientConfig(nobody()));
    Server server(sample::serverConfig());
    QCOMPARE(logOn(client, server).error().peerStatus, statusLogonFailure);
}

void TestExchange::aNameInPrincipalFormHasNoDomain()
{
    Server::Config config = sample::serverConfig();
    config.account = [](std::string_view domain, std::string_view user) -> std::optional<NtHash> {
        if (!domain.empty() || user != "alice@lab.test")
            return std::nullopt;
        return NtHash::ofPassword(Secret(bytesOf("Secret1"))).value();
    };
    Server server(std::move(config));
    Client client(
        sample::clientConfig({.user = "alice@lab.test", .password = Secret(bytesOf("Secret1"))}));
    QVERIFY(logOn(client, server));
    QCOMPARE(server.peerName(), std::string("alice@lab.test"));
}

void TestExchange::bothEndsNeedTheirFlags()
{
    for (const std::uint32_t lacking : {flag::unicode | flag::oem, flag::extendedSessionSecurity,
                                        flag::sign, flag::seal, flag::keyExchange, flag::key128}) {
        Server server(sample::serverConfig());
        const auto refused =
            server.step(encodeNegotiate({.flags = 0xE2088237U & ~lacking, .version = {}}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::PeerTooOld);
    }
    for (const std::uint32_t lacking : {flag::unicode, flag::ntlm, flag::extendedSessionSecurity,
                                        flag::sign, flag::seal, flag::keyExchange, flag::key128}) {
        Client client(sample::clientConfig());
        QVERIFY(client.step({}));
        auto challenge = decodeChallenge(hex(vectors::micChallenge)).value();
        challenge.flags &= ~lacking;
        const auto given = client.step(encodeChallenge(challenge).value());
        QVERIFY(!given);
        QCOMPARE(given.error().code, ErrorCode::PeerTooOld);
    }
}

void TestExchange::aClientMayAskForOemText()
{
    // What Python's ntlm-auth 1.5.0 sends: OEM, no Unicode, no NTLM, the domain LAB.
    const Bytes negotiate = hex("4e544c4d5353500001000000329088e20300030028000000000000002b000000"
                                "0601b11d0000000f4c4142");
    Server server(sample::serverConfig());
    const auto challenge = server.step(negotiate);
    QVERIFY2(challenge, challenge ? "" : challenge.error().detail.english().c_str());
    const auto read = decodeChallenge(*challenge);
    QVERIFY(read);
    QCOMPARE(read->flags & (flag::unicode | flag::oem | flag::ntlm), flag::oem | flag::ntlm);
    QCOMPARE(read->targetName, std::string("LAB"));
}

void TestExchange::noTokenIsTakenTwice()
{
    Client client(sample::clientConfig());
    Server server(sample::serverConfig());
    QVERIFY(logOn(client, server));
    QCOMPARE(client.step(hex(vectors::micChallenge)).error().code, ErrorCode::UnexpectedMessage);
    QCOMPARE(server.step(hex(vectors::micNegotiate)).error().code, ErrorCode::UnexpectedMessage);
    Client early(sample::clientConfig());
    QCOMPARE(early.step(hex(vectors::micChallenge)).error().code, ErrorCode::UnexpectedMessage);
}

void TestExchange::theKeyIsNotUsedBeforeItIsThere()
{
    Client client(sample::clientConfig());
    QVERIFY(!client.wrap(bytesOf("early")));
    QVERIFY(!client.unwrap(Bytes(20)));
    QVERIFY(!client.signMic(bytesOf("early")));
    QVERIFY(!client.verifyMic(bytesOf("early"), Bytes(16)));
}

void TestExchange::aBindingAndTheServersFlagsAreKept()
{
    Client::Config config = sample::clientConfig();
    config.channelBinding = sample::repeated<16>(0x77);
    Client client(std::move(config));
    QVERIFY(client.step({}));
    auto challenge = decodeChallenge(hex(vectors::micChallenge)).value();
    auto info = decodeTargetInfo(challenge.targetInfo).value();
    info.pairs.insert(info.pairs.begin(), {.id = AvId::Flags, .value = hex("01000000")});
    challenge.targetInfo = encodeTargetInfo(info).value();
    const auto made = decodeAuthenticate(client.step(encodeChallenge(challenge).value()).value());
    const auto sent = decodeTargetInfo(ByteView(made->ntResponse).subspan(16 + 28)).value();
    QCOMPARE(toHex(sent.pairs.front().value), std::string("03000000"));
    QCOMPARE(toHex(sent.find(AvId::ChannelBindings)->value), std::string(32, '7'));
    QCOMPARE(toHex(sent.find(AvId::DnsComputerName)->value),
             std::string("7300720076002e006c00610062002e007400650073007400"));
}

QTEST_APPLESS_MAIN(TestExchange)
#include "tst_exchange.moc"
