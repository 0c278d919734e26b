#include "core/wire/ntlm/oid.h"
#include "core/wire/spnego/client.h"
#include "core/wire/spnego/server.h"
#include "tests/core/wire/auth/asking_mechanism.h"
#include "tests/core/wire/ntlm/exchange_sample.h"
#include "tests/core/wire/ntlm/vectors.h"

#include <QTest>

#include <set>
#include <tuple>

using namespace hopwright;
using namespace hopwright::wire;
using namespace hopwright::wire::spnego;
using ntlm::sample::hex;
using text::toHex;

namespace {

using Mechanisms = std::vector<std::unique_ptr<auth::Mechanism>>;

/// A mechanism that is spoken in clear, so that a failure shows what was sent. It never gets further than `rounds`.
class Scripted : public auth::Mechanism {
public:
    Scripted(Bytes oid, int rounds) : m_oid(std::move(oid)), m_rounds(rounds) {}

    Result<Bytes> step(ByteView) override
    {
        ++m_steps;
        return Bytes{static_cast<std::byte>(m_steps)};
    }
    bool hasSessionKey() const override { return m_steps >= m_rounds; }
    Result<Bytes> wrap(ByteView plain) override { return Bytes(plain.begin(), plain.end()); }
    Result<Bytes> unwrap(ByteView sealed) override { return Bytes(sealed.begin(), sealed.end()); }
    ByteView oid() const override { return m_oid; }
    Result<Bytes> signMic(ByteView message) override
    {
        return Bytes(message.begin(), message.end());
    }
    Result<void> verifyMic(ByteView message, ByteView mic) override
    {
        if (!std::ranges::equal(message, mic))
            return fail(ErrorCode::PeerNotAuthentic, Sentence::verbatim("scripted"));
        return {};
    }

private:
    Bytes m_oid;
    int m_rounds;
    int m_steps = 0;
};

Bytes kerberosOid()
{
    return hex("06092a864886f712010202");
}

std::unique_ptr<auth::Mechanism> ntlmClient(auth::Identity identity = ntlm::sample::alice())
{
    return std::make_unique<ntlm::Client>(ntlm::sample::clientConfig(std::move(identity)));
}

Client clientOf(std::unique_ptr<auth::Mechanism> first,
                std::unique_ptr<auth::Mechanism> second = nullptr)
{
    Mechanisms list;
    list.push_back(std::move(first));
    if (second)
        list.push_back(std::move(second));
    return Client(std::move(list));
}

Server ntlmServer(ServerFaults faults = {}, bool allowAnonymous = false)
{
    ntlm::Server::Config config = ntlm::sample::serverConfig();
    config.allowAnonymous = allowAnonymous;
    Server::Config server{
        .mechanisms = {}, .rawTokens = {.matches = startsWithNtlmSignature}, .faults = faults};
    server.mechanisms.push_back(std::make_unique<ntlm::Server>(std::move(config)));
    return Server(std::move(server));
}

/// Hands tokens to and fro until the client has nothing to say; counts the client's tokens.
Result<int> negotiate(auth::Mechanism& client, auth::Mechanism& server)
{
    HOPWRIGHT_TRY(Bytes token, client.step({}));
    int sent = 0;
    while (!token.empty()) {
        ++sent;
        HOPWRIGHT_TRY(const Bytes answer, server.step(token));
        if (answer.empty())
            break;
        HOPWRIGHT_TRY(token, client.step(answer));
    }
    return sent;
}

NegTokenResp responseOf(const Bytes& token)
{
    return std::get<NegTokenResp>(decodeToken(token).value());
}

}  // namespace

class TestExchange : public QObject {
    Q_OBJECT

private slots:
    void ntlmRunsWithAListMic();
    void theClientIsReadyAtItsLastToken();
    void anonymousRunsWithoutAListMic();
    void rawTokensAreAnsweredInKind();
    void rawTokensAreRefusedWithoutTheRule();
    void theServersChoiceNeedsAMic();
    void aServerWithoutOurMechanismSaysSo();
    void aWrongListMicIsNotAuthentic();
    void aMissingListMicIsNotAuthentic();
    void anEchoedTokenIsNoMic();
    void aChangedListIsNotAuthentic();
    void aWrongSignatureIsNoticed();
    void aRejectIsARefusal();
    void theClientRefusesWhatItDidNotOffer();
    void aWrongPasswordIsDenied();
    void aMechanismMayAskBetween_data();
    void aMechanismMayAskBetween();
    void nothingGoesOnWhileItWaits();
    void withoutAnAnswerItFails();
    void aThirdMechanismIsTaken_data();
    void aThirdMechanismIsTaken();
};

void TestExchange::ntlmRunsWithAListMic()
{
    Client client = clientOf(ntlmClient());
    Server server = ntlmServer();
    const Bytes init = client.step({}).value();
    QCOMPARE(toHex(init), "604806062b0601050502a03e303ca00e300c060a2b06010401823702020aa22a0428"
                              + std::string(ntlm::vectors::micNegotiate));
    const Bytes challenge = server.step(init).value();
    QCOMPARE(toHex(responseOf(challenge).responseToken.value()),
             std::string(ntlm::vectors::micChallenge));
    QCOMPARE(responseOf(challenge).negState, NegState::AcceptIncomplete);

    // MS-SPNG 3.3.5.1. The values: pyspnego, and a script of its own.
    const Bytes last = client.step(challenge).value();
    QCOMPARE(toHex(responseOf(last).mechListMic.value()),
             std::string("0100000022a3984fefbb9c3200000000"));
    const Bytes closing = server.step(last).value();
    QCOMPARE(responseOf(closing).negState, NegState::AcceptCompleted);
    QCOMPARE(toHex(responseOf(closing).mechListMic.value()),
             std::string("010000007dd6da05648a73ae00000000"));
    QVERIFY(client.step(closing).value().empty());

    const Bytes plain = hex("50006c00610069006e007400650078007400");
    QCOMPARE(toHex(client.wrap(plain).value()),
             std::string("010000001deafbcced2a4ea90100000054e50165bf1936dc996020c1811b0f06fb5f"));
    QCOMPARE(toHex(server.wrap(plain).value()),
             std::string("01000000402afecc9e41bb4601000000160871b730ba74e946c453d7465b54278dd0"));
    QCOMPARE(server.peerName(), std::string("LAB\\alice"));
    QVERIFY(!server.isRaw());
}

void TestExchange::theClientIsReadyAtItsLastToken()
{
    Client client = clientOf(ntlmClient());
    Server server = ntlmServer();
    const Bytes challenge = server.step(client.step({}).value()).value();
    QVERIFY(!client.hasSessionKey());
    QVERIFY(!client.wrap(Bytes(1)));
    const Bytes last = client.step(challenge).value();
    QVERIFY(client.hasSessionKey());
    const Bytes early = client.wrap(bytesOf("before the closing token")).value();
    const Bytes closing = server.step(last).value();
    QCOMPARE(textOf(server.unwrap(early).value()), std::string("before the closing token"));
    QVERIFY(client.step(closing));
    QCOMPARE(textOf(client.unwrap(server.wrap(bytesOf("after")).value()).value()),
             std::string("after"));
    QCOMPARE(client.step(closing).error().code, ErrorCode::UnexpectedMessage);
}

void TestExchange::anonymousRunsWithoutAListMic()
{
    Client client = clientOf(ntlmClient(auth::Identity{}));
    Server server = ntlmServer({}, true);
    QCOMPARE(negotiate(client, server).value(), 2);
    QVERIFY(client.hasSessionKey());
    QVERIFY(server.hasSessionKey());
    QVERIFY(server.peerName().empty());
    const Bytes wrapped = client.wrap(bytesOf("hi")).value();
    QCOMPARE(toHex(ByteView(wrapped).subspan(12, 4)), std::string("00000000"));
    QCOMPARE(textOf(server.unwrap(wrapped).value()), std::string("hi"));
}

void TestExchange::rawTokensAreAnsweredInKind()
{
    ntlm::Client client(ntlm::sample::clientConfig());
    Server server = ntlmServer();
    QCOMPARE(negotiate(client, server).value(), 2);
    QVERIFY(server.isRaw());
    QCOMPARE(server.peerName(), std::string("LAB\\alice"));
    const Bytes wrapped = client.wrap(bytesOf("hi")).value();
    QCOMPARE(toHex(ByteView(wrapped).subspan(12, 4)), std::string("00000000"));
    QCOMPARE(textOf(server.unwrap(wrapped).value()), std::string("hi"));
}

void TestExchange::rawTokensAreRefusedWithoutTheRule()
{
    Server::Config config;
    config.mechanisms.push_back(std::make_unique<ntlm::Server>(ntlm::sample::serverConfig()));
    Server server(std::move(config));
    QVERIFY(!server.step(hex(ntlm::vectors::micNegotiate)));
    QVERIFY(!startsWithNtlmSignature(bytesOf("NTLMSSP")));
    QVERIFY(!startsWithNtlmSignature(bytesOf("NTLMSSPP and more")));
}

void TestExchange::theServersChoiceNeedsAMic()
{
    Client client = clientOf(std::make_unique<Scripted>(kerberosOid(), 2), ntlmClient());
    Server server = ntlmServer();
    const Bytes choice = server.step(client.step({}).value()).value();
    QCOMPARE(responseOf(choice).negState, NegState::RequestMic);
    QVERIFY(!responseOf(choice).responseToken);
    const Bytes first = client.step(choice).value();
    QCOMPARE(toHex(responseOf(first).responseToken.value()),
             std::string(ntlm::vectors::micNegotiate));
    const Bytes last = client.step(server.step(first).value()).value();
    QVERIFY(responseOf(last).mechListMic.has_value());
    QVERIFY(client.step(server.step(last).value()).value().empty());
    QVERIFY(client.hasSessionKey());
    QCOMPARE(toHex(client.active().oid()), std::string("060a2b06010401823702020a"));
}

void TestExchange::aServerWithoutOurMechanismSaysSo()
{
    Client client = clientOf(std::make_unique<Scripted>(kerberosOid(), 1));
    Server server = ntlmServer();
    QCOMPARE(server.step(client.step({}).value()).error().code, ErrorCode::Unsupported);
}

void TestExchange::aWrongListMicIsNotAuthentic()
{
    Client client = clientOf(ntlmClient());
    Server server = ntlmServer({.wrongListMic = true});
    const auto done = negotiate(client, server);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::PeerNotAuthentic);
    QVERIFY(!client.hasSessionKey());
}

void TestExchange::aMissingListMicIsNotAuthentic()
{
    // The client's,
    Client client = clientOf(ntlmClient());
    Server server = ntlmServer();
    const Bytes last = client.step(server.step(client.step({}).value()).value()).value();
    NegTokenResp without = responseOf(last);
    without.mechListMic.reset();
    QCOMPARE(server.step(encode(without)).error().code, ErrorCode::PeerNotAuthentic);
    // and the server's.
    QCOMPARE(client.step(encode(NegTokenResp{.negState = NegState::AcceptCompleted})).error().code,
             ErrorCode::PeerNotAuthentic);
}

/// Some old servers repeat their token in the field of the MIC.
void TestExchange::anEchoedTokenIsNoMic()
{
    Client client = clientOf(std::make_unique<Scripted>(kerberosOid(), 2));
    QVERIFY(client.step({}));
    const auto done = client.step(encode(NegTokenResp{.negState = NegState::AcceptIncomplete,
                                                      .responseToken = Bytes(4),
                                                      .mechListMic = Bytes(4)}));
    QVERIFY(done);

    Client other = clientOf(std::make_unique<Scripted>(kerberosOid(), 2));
    QVERIFY(other.step({}));
    const auto refused = other.step(encode(NegTokenResp{.negState = NegState::AcceptIncomplete,
                                                        .responseToken = Bytes(4),
                                                        .mechListMic = Bytes(5)}));
    QCOMPARE(refused.error().code, ErrorCode::PeerNotAuthentic);
}

/// Someone between strikes the better mechanism from the list.
void TestExchange::aChangedListIsNotAuthentic()
{
    Client client = clientOf(ntlmClient(), std::make_unique<Scripted>(kerberosOid(), 2));
    Server server = ntlmServer();
    NegTokenInit init = std::get<NegTokenInit>(decodeToken(client.step({}).value()).value());
    init.mechTypes.pop_back();
    const Bytes challenge = server.step(encode(init)).value();
    QCOMPARE(server.step(client.step(challenge).value()).error().code, ErrorCode::PeerNotAuthentic);
}

void TestExchange::aWrongSignatureIsNoticed()
{
    Client client = clientOf(ntlmClient());
    Server server = ntlmServer({.wrongSignature = true});
    QVERIFY(negotiate(client, server));
    QCOMPARE(client.unwrap(server.wrap(bytesOf("hi")).value()).error().code,
             ErrorCode::PeerNotAuthentic);
}

void TestExchange::aRejectIsARefusal()
{
    Client client = clientOf(ntlmClient());
    QVERIFY(client.step({}));
    QCOMPARE(client.step(hex("a1073005a0030a0102")).error().code, ErrorCode::PeerRefused);
    QCOMPARE(client.step(hex("a1073005a0030a0100")).error().code, ErrorCode::UnexpectedMessage);
}

void TestExchange::theClientRefusesWhatItDidNotOffer()
{
    Client client = clientOf(ntlmClient());
    QVERIFY(client.step({}));
    QCOMPARE(client
                 .step(encode(NegTokenResp{.negState = NegState::AcceptIncomplete,
                                           .supportedMech = kerberosOid()}))
                 .error()
                 .code,
             ErrorCode::UnexpectedMessage);
    // Nor does it complete before its mechanism has.
    Client early = clientOf(std::make_unique<Scripted>(kerberosOid(), 3));
    QVERIFY(early.step({}));
    QCOMPARE(early.step(hex("a1073005a0030a0100")).error().code, ErrorCode::UnexpectedMessage);
}

void TestExchange::aWrongPasswordIsDenied()
{
    Client client = clientOf(ntlmClient(ntlm::sample::alice("Secret2")));
    Server server = ntlmServer();
    const auto done = negotiate(client, server);
    QCOMPARE(done.error().code, ErrorCode::LogonDenied);
    QCOMPARE(done.error().peerStatus, ntlm::statusLogonFailure);
}

void TestExchange::aMechanismMayAskBetween_data()
{
    QTest::addColumn<QList<int>>("clientAsksAt");
    QTest::addColumn<QList<int>>("serverAsksAt");
    QTest::addColumn<bool>("raw");
    for (const bool raw : {false, true}) {
        const char* const form = raw ? "raw" : "SPNEGO";
        QTest::addRow("%s: nobody asks", form) << QList<int>{} << QList<int>{} << raw;
        QTest::addRow("%s: before the first token", form) << QList<int>{1} << QList<int>{} << raw;
        QTest::addRow("%s: before the last token", form) << QList<int>{2} << QList<int>{} << raw;
        QTest::addRow("%s: the server", form) << QList<int>{} << QList<int>{1, 2} << raw;
        QTest::addRow("%s: both, always", form) << QList<int>{1, 2} << QList<int>{1, 2} << raw;
    }
}

/// RFC 4120: a ticket may have to be fetched first. What is then said is what would have been said at once.
void TestExchange::aMechanismMayAskBetween()
{
    QFETCH(QList<int>, clientAsksAt);
    QFETCH(QList<int>, serverAsksAt);
    QFETCH(bool, raw);
    using test::AskingMechanism;
    const auto exchange = [raw](const QList<int>& clientAsks, const QList<int>& serverAsks) {
        const std::set<int> ofClient(clientAsks.begin(), clientAsks.end());
        const std::set<int> ofServer(serverAsks.begin(), serverAsks.end());
        auto inner = std::make_unique<AskingMechanism>(AskingMechanism::Side::Client, ofClient);
        std::unique_ptr<auth::Mechanism> client;
        if (raw) {
            client = std::move(inner);
        } else {
            Mechanisms list;
            list.push_back(std::move(inner));
            client = std::make_unique<Client>(std::move(list));
        }
        Server::Config config{.mechanisms = {}, .rawTokens = {.matches = [raw](ByteView) {
                                                    return raw;
                                                }}};
        config.mechanisms.push_back(
            std::make_unique<AskingMechanism>(AskingMechanism::Side::Server, ofServer));
        Server server(std::move(config));
        std::vector<Bytes> said;
        int asked = 0;
        const auto answered = [&asked](auth::Mechanism& end, Result<Bytes> reply) {
            while (reply && end.pending() != nullptr) {
                ++asked;
                if (!reply->empty() || end.hasSessionKey()) {
                    return Result<Bytes>(
                        fail(ErrorCode::UnexpectedMessage, Sentence::verbatim("it did not wait")));
                }
                reply = end.resume(test::answerTo(*end.pending()));
            }
            return reply;
        };
        Result<Bytes> token = answered(*client, client->step({}));
        while (token && !token->empty()) {
            said.push_back(*token);
            const Result<Bytes> answer = answered(server, server.step(*token));
            if (!answer || answer->empty())
                break;
            said.push_back(*answer);
            token = answered(*client, client->step(*answer));
        }
        const bool done = client->hasSessionKey() && server.hasSessionKey();
        return std::tuple(said, asked, done);
    };
    const auto [said, asked, done] = exchange(clientAsksAt, serverAsksAt);
    QVERIFY(done);
    QCOMPARE(asked, static_cast<int>(clientAsksAt.size() + serverAsksAt.size()));
    QCOMPARE(said, std::get<0>(exchange({}, {})));
}

void TestExchange::nothingGoesOnWhileItWaits()
{
    using test::AskingMechanism;
    Client client =
        clientOf(std::make_unique<AskingMechanism>(AskingMechanism::Side::Client, std::set{1}));
    QVERIFY(client.pending() == nullptr);
    QCOMPARE(client.resume(Bytes(1)).error().code, ErrorCode::UnexpectedMessage);

    Client waiting =
        clientOf(std::make_unique<AskingMechanism>(AskingMechanism::Side::Client, std::set{1}));
    QVERIFY(waiting.step({}).value().empty());
    QCOMPARE(waiting.pending()->realm, std::string("LAB.EXAMPLE"));
    QVERIFY(waiting.resume(test::bytesFrom("ask again")).value().empty());  // A referral, say.
    QVERIFY(waiting.pending() != nullptr);
    // A token is not due, and ends it.
    QCOMPARE(waiting.step(encode(NegTokenResp{})).error().code, ErrorCode::UnexpectedMessage);
    QVERIFY(waiting.pending() == nullptr);
    QVERIFY(!waiting.resume(test::bytesFrom("answer 1")));
}

void TestExchange::withoutAnAnswerItFails()
{
    using test::AskingMechanism;
    Client client =
        clientOf(std::make_unique<AskingMechanism>(AskingMechanism::Side::Client, std::set{1}));
    QVERIFY(client.step({}));
    QCOMPARE(client.resume(fail(ErrorCode::Unreachable, Sentence::verbatim("no KDC"))).error().code,
             ErrorCode::Unreachable);
    QVERIFY(client.pending() == nullptr);
    QVERIFY(!client.step(encode(NegTokenResp{})));

    Server::Config config;
    config.mechanisms.push_back(
        std::make_unique<AskingMechanism>(AskingMechanism::Side::Server, std::set{1}));
    Server server(std::move(config));
    Client good = clientOf(std::make_unique<AskingMechanism>(AskingMechanism::Side::Client));
    QVERIFY(server.step(good.step({}).value()).value().empty());
    QVERIFY(server.pending() != nullptr);
    QCOMPARE(server.resume(test::bytesFrom("answer 2")).error().code, ErrorCode::PeerNotAuthentic);
    QVERIFY(server.pending() == nullptr);
}

void TestExchange::aThirdMechanismIsTaken_data()
{
    QTest::addColumn<int>("placeAtClient");
    QTest::addColumn<bool>("serverHasNtlm");
    QTest::addColumn<bool>("taken");
    QTest::newRow("RFC 4178 4.2.1, first of three") << 0 << true << true;
    QTest::newRow("second of three, the first unknown to the server") << 1 << true << true;
    QTest::newRow("last of three, NTLM goes first") << 2 << true << false;
    QTest::newRow("last of three, the server has no NTLM") << 2 << false << true;
}

/// Client: the made-up mechanism, Kerberos' OID and NTLM; server: the made-up one, and perhaps NTLM.
void TestExchange::aThirdMechanismIsTaken()
{
    QFETCH(int, placeAtClient);
    QFETCH(bool, serverHasNtlm);
    QFETCH(bool, taken);
    using test::AskingMechanism;
    Mechanisms list;
    list.push_back(std::make_unique<Scripted>(kerberosOid(), 2));
    list.push_back(ntlmClient());
    list.insert(list.begin() + placeAtClient,
                std::make_unique<AskingMechanism>(AskingMechanism::Side::Client));
    Client client(std::move(list));
    Server::Config config;
    if (serverHasNtlm)
        config.mechanisms.push_back(std::make_unique<ntlm::Server>(ntlm::sample::serverConfig()));
    config.mechanisms.push_back(std::make_unique<AskingMechanism>(AskingMechanism::Side::Server));
    Server server(std::move(config));
    QVERIFY(negotiate(client, server));
    QVERIFY(client.hasSessionKey() && server.hasSessionKey());
    const ByteView oid = taken ? AskingMechanism::madeUpOid() : ntlm::ntlmOid();
    QVERIFY(std::ranges::equal(client.active().oid(), oid));
    QVERIFY(std::ranges::equal(server.active().oid(), oid));
    QCOMPARE(textOf(server.unwrap(client.wrap(bytesOf("hi")).value()).value()), std::string("hi"));
}

QTEST_APPLESS_MAIN(TestExchange)
#include "tst_exchange.moc"
