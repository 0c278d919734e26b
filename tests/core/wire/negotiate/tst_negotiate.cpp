#include "core/wire/negotiate/acceptor.h"
#include "core/wire/negotiate/initiator.h"
#include "core/wire/ntlm/oid.h"
#include "core/wire/spnego/tokens.h"
#include "tests/core/wire/auth/asking_mechanism.h"

#include <QTest>

#include <algorithm>
#include <variant>
#include <vector>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire;
using namespace hopwright::wire::negotiate;

namespace {

FileTime fixedTime()
{
    using namespace std::chrono;
    return *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2026) / 1 / 2)));
}

crypto::RandomStream seeded(unsigned char seed)
{
    return crypto::RandomStream(
        Secret(Bytes(crypto::RandomStream::seedSize, static_cast<std::byte>(seed))));
}

Result<std::unique_ptr<auth::Mechanism>> clientOf(const auth::MakeInitiator& make)
{
    const auth::Identity alice{
        .domain = "LAB", .user = "alice", .password = Secret(bytesOf("Secret1"))};
    crypto::RandomStream random = seeded(1);
    return make({.identity = alice, .targetName = "HTTP/JUMP01", .random = random});
}

Result<std::unique_ptr<auth::Mechanism>> serverOf(const auth::MakeAcceptor& make)
{
    crypto::RandomStream random = seeded(2);
    return make(
        {.passwordOf = [](std::string_view domain, std::string_view user) -> std::optional<Secret> {
             if (domain != "LAB" || user != "alice")
                 return std::nullopt;
             return Secret(bytesOf("Secret1"));
         },
         .random = random});
}

auth::MakeInitiator ntlmClient()
{
    return ntlmInitiator({.workstation = "ADM-PC01", .now = fixedTime()});
}

auth::MakeAcceptor ntlmServer(bool allowAnonymous = false)
{
    return ntlmAcceptor({.computerName = "JUMP01",
                         .domain = "LAB",
                         .now = fixedTime(),
                         .allowAnonymous = allowAnonymous});
}

/// Hands tokens to and fro until nobody has one. \returns who signed in.
Result<std::string> signIn(auth::Mechanism& client, auth::Mechanism& server)
{
    HOPWRIGHT_TRY(Bytes token, client.step({}));
    while (!token.empty()) {
        HOPWRIGHT_TRY(const Bytes answer, server.step(token));
        if (answer.empty())
            break;
        HOPWRIGHT_TRY(token, client.step(answer));
    }
    if (!client.hasSessionKey() || !server.hasSessionKey())
        return fail(ErrorCode::UnexpectedMessage, Sentence::verbatim("it did not end"));
    return server.peerName();
}

}  // namespace

class TestNegotiate : public QObject {
    Q_OBJECT

private slots:
    void theListIsOfferedInItsOrder();
    void bothEndsMeet_data();
    void bothEndsMeet();
    void ntlmsOwnTokensGoWhereverItStands_data();
    void ntlmsOwnTokensGoWhereverItStands();
    void oneMechanismThatCannotBeMadeIsAnError();
};

/// RFC 4178 4.2.1: best first.
void TestNegotiate::theListIsOfferedInItsOrder()
{
    const auto client = clientOf(spnegoInitiator({ntlmClient(), askingInitiator()})).value();
    const auto token = spnego::decodeToken(client->step({}).value()).value();
    const auto& offered = std::get<spnego::NegTokenInit>(token).mechTypes;
    QCOMPARE(offered.size(), std::size_t{2});
    QVERIFY(std::ranges::equal(offered.front(), ntlm::ntlmOid()));
    QVERIFY(std::ranges::equal(offered.back(), AskingMechanism::madeUpOid()));
}

void TestNegotiate::bothEndsMeet_data()
{
    QTest::addColumn<bool>("usual");
    QTest::addColumn<bool>("anonymous");
    QTest::addColumn<std::string>("signedIn");
    using std::string;
    QTest::newRow("the usual list") << true << false << string("LAB\\alice");
    QTest::newRow("another mechanism first") << false << false << string("LAB\\alice");
    QTest::newRow("MS-NLMP 3.2.5.1.2, nobody") << true << true << string();
}

void TestNegotiate::bothEndsMeet()
{
    QFETCH(bool, usual);
    QFETCH(bool, anonymous);
    QFETCH(std::string, signedIn);
    crypto::RandomStream random = seeded(1);
    const auth::Identity nobody;
    const auto make = usual ? usualInitiator({.workstation = "ADM-PC01", .now = fixedTime()})
                            : spnegoInitiator({askingInitiator(), ntlmClient()});
    const auto client = anonymous ? make({.identity = nobody, .random = random}) : clientOf(make);
    const auto server = serverOf(spnegoAcceptor({ntlmServer(anonymous)}));
    QCOMPARE(signIn(**client, **server).value(), signedIn);
    if (anonymous) {  // Only where it is allowed.
        const auto strict = serverOf(usualAcceptor({.computerName = "JUMP01", .now = fixedTime()}));
        const auto again = make({.identity = nobody, .random = random});
        QCOMPARE(signIn(**again, **strict).error().code, ErrorCode::LogonDenied);
    }
}

void TestNegotiate::ntlmsOwnTokensGoWhereverItStands_data()
{
    QTest::addColumn<int>("place");
    QTest::newRow("NTLM first") << 0;
    QTest::newRow("NTLM behind another") << 1;
    QTest::newRow("no NTLM") << -1;
}

/// winrm-protocol §3: a client may leave SPNEGO out.
void TestNegotiate::ntlmsOwnTokensGoWhereverItStands()
{
    QFETCH(int, place);
    std::vector<auth::MakeAcceptor> list{askingAcceptor()};
    if (place >= 0)
        list.insert(list.begin() + place, ntlmServer());
    const auto server = serverOf(spnegoAcceptor(std::move(list))).value();
    const auto client = clientOf(ntlmClient()).value();
    const auto signedIn = signIn(*client, *server);
    QCOMPARE(signedIn.has_value(), place >= 0);
    if (signedIn)
        QCOMPARE(*signedIn, std::string("LAB\\alice"));
}

void TestNegotiate::oneMechanismThatCannotBeMadeIsAnError()
{
    const auto none = [](const auto&) -> Result<std::unique_ptr<auth::Mechanism>> {
        return fail(ErrorCode::Unsupported, Sentence::verbatim("no credential cache"));
    };
    QCOMPARE(clientOf(spnegoInitiator({ntlmClient(), none})).error().code, ErrorCode::Unsupported);
    QCOMPARE(serverOf(spnegoAcceptor({none, ntlmServer()})).error().code, ErrorCode::Unsupported);
}

QTEST_APPLESS_MAIN(TestNegotiate)
#include "tst_negotiate.moc"
