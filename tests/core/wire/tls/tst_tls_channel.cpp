#include "core/crypto/certificate.h"
#include "core/wire/tls/tls_channel.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::tls;

namespace {

FileTime at(int year)
{
    return *FileTime::fromUnix(
        FileTime::UnixTime(std::chrono::sys_days(std::chrono::year(year) / 1 / 2)));
}

crypto::CertificateRequest request(std::string commonName)
{
    return {.commonName = std::move(commonName),
            .hostNames = {"host-b.lab.test", "192.0.2.2"},
            .serial = Bytes{std::byte{1}},
            .notBefore = at(2020),
            .notAfter = at(2060)};
}

/// Keys take long to make: one set for all tests.
struct Lab {
    crypto::CertifiedKey authority = *crypto::makeAuthority(request("Lab CA"));
    crypto::CertifiedKey host = *crypto::makeHostCertificate(request("host-b"), authority);
    crypto::CertifiedKey self = *crypto::makeSelfSignedCertificate(request("CREDSSP-HOST-B"));
};

const Lab& lab()
{
    static const Lab made;
    return made;
}

TlsChannel::ServerConfig serverConfig(const crypto::CertifiedKey& identity,
                                      const char* ciphers = defaultCiphers, bool allowTls13 = true)
{
    return {.certificatePem = identity.certificatePem,
            .privateKeyPem = Secret(identity.privateKeyPem.expose()),
            .allowTls13 = allowTls13,
            .ciphers = ciphers};
}

struct Pair {
    TlsChannel client;
    TlsChannel server;
};

Pair pairOf(const TlsChannel::ClientConfig& client, const TlsChannel::ServerConfig& server)
{
    return {.client = *TlsChannel::client(client), .server = *TlsChannel::server(server)};
}

/// Runs the handshake, \p step bytes at a time; 0 is all at once. \returns how many tokens went out.
Result<int> shakeHands(Pair& pair, std::size_t step = 0)
{
    int tokens = 0;
    HOPWRIGHT_TRY(Bytes toServer, pair.client.handshake({}));
    const auto feed = [step](TlsChannel& end, const Bytes& in) -> Result<Bytes> {
        Bytes out;
        const std::size_t each = step == 0 ? in.size() : step;
        for (std::size_t from = 0; from < in.size(); from += each) {
            const ByteView part = ByteView(in).subspan(from, std::min(each, in.size() - from));
            HOPWRIGHT_TRY(const Bytes answer,
                          end.isEstablished() ? end.decrypt(part) : end.handshake(part));
            out.insert(out.end(), answer.begin(), answer.end());
        }
        return out;
    };
    while (!toServer.empty()) {
        HOPWRIGHT_TRY(const Bytes toClient, feed(pair.server, toServer));
        HOPWRIGHT_TRY(toServer, feed(pair.client, toClient));
        tokens += 1;
    }
    return tokens;
}

Bytes plain(std::size_t size)
{
    Bytes out(size);
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<std::byte>(i * 7 & 0xFF);
    return out;
}

}  // namespace

class TestTlsChannel : public QObject {
    Q_OBJECT

private slots:
    void carriesBothWays_data();
    void carriesBothWays();
    void takesAnyCut();
    void theTrailerIsThatOfTheCipher_data();
    void theTrailerIsThatOfTheCipher();
    void aRecordHasItsSize_data();
    void aRecordHasItsSize();
    void refusesMoreThanOneRecord();
    void theServersKeyIsSeen();
    void saysWhetherThePeerIsTrusted_data();
    void saysWhetherThePeerIsTrusted();
    void theAlertHasItsNumber();
    void offersNoTicketAndNoChaCha();
    void tls13ServersAreNeverSilent();
    void anAlteredRecordIsNoticed();
    void garbageIsNoHandshake();
    void refusesTooMuch();
    void refusesABadConfig();
};

void TestTlsChannel::carriesBothWays_data()
{
    QTest::addColumn<bool>("allowTls13");
    QTest::addColumn<QString>("protocol");
    QTest::newRow("TLS 1.2") << false << QStringLiteral("TLSv1.2");
    QTest::newRow("TLS 1.3") << true << QStringLiteral("TLSv1.3");
}

void TestTlsChannel::carriesBothWays()
{
    QFETCH(bool, allowTls13);
    QFETCH(QString, protocol);
    auto pair = pairOf({.allowTls13 = allowTls13}, serverConfig(lab().self));
    QVERIFY(shakeHands(pair));
    QVERIFY(pair.client.isEstablished() && pair.server.isEstablished());
    QCOMPARE(QString::fromStdString(pair.client.protocolName()), protocol);
    for (const std::size_t size : {std::size_t{1}, std::size_t{16384}}) {
        const auto up = pair.client.encrypt(plain(size));
        QVERIFY(up);
        QCOMPARE(*pair.server.decrypt(*up), plain(size));
        const auto down = pair.server.encrypt(plain(size));
        QVERIFY(down);
        QCOMPARE(*pair.client.decrypt(*down), plain(size));
    }
}

void TestTlsChannel::takesAnyCut()
{
    auto pair = pairOf({}, serverConfig(lab().self));
    QVERIFY(shakeHands(pair, 1));
    const auto record = pair.client.encrypt(plain(300));
    QVERIFY(record);
    Bytes got;
    for (std::size_t i = 0; i < record->size(); ++i) {
        const auto part = pair.server.decrypt(ByteView(*record).subspan(i, 1));
        QVERIFY(part);
        QCOMPARE(part->empty(), i + 1 < record->size());
        got.insert(got.end(), part->begin(), part->end());
    }
    QCOMPARE(got, plain(300));
}

void TestTlsChannel::theTrailerIsThatOfTheCipher_data()
{
    QTest::addColumn<QByteArray>("cipher");
    QTest::addColumn<QList<int>>("trailers");  // For 1, 15, 16, 100 and 16384 plain bytes.
    QTest::newRow("5.4 AES-GCM") << QByteArray("ECDHE-RSA-AES128-GCM-SHA256")
                                 << QList<int>{16, 16, 16, 16, 16};
    QTest::newRow("5.4 AES256-GCM")
        << QByteArray("ECDHE-RSA-AES256-GCM-SHA384") << QList<int>{16, 16, 16, 16, 16};
    QTest::newRow("5.4 AES-CCM") << QByteArray("DHE-RSA-AES128-CCM")
                                 << QList<int>{16, 16, 16, 16, 16};
    QTest::newRow("5.4 AES-CCM_8")
        << QByteArray("DHE-RSA-AES128-CCM8") << QList<int>{8, 8, 8, 8, 8};
    QTest::newRow("5.4 ChaCha20") << QByteArray("ECDHE-RSA-CHACHA20-POLY1305")
                                  << QList<int>{16, 16, 16, 16, 16};
    QTest::newRow("5.4 CBC SHA-1") << QByteArray("AES128-SHA") << QList<int>{31, 33, 32, 28, 32};
    QTest::newRow("5.4 CBC SHA-256")
        << QByteArray("AES128-SHA256") << QList<int>{47, 33, 48, 44, 48};
    QTest::newRow("5.4 CBC SHA-384")
        << QByteArray("ECDHE-RSA-AES256-SHA384") << QList<int>{63, 49, 64, 60, 64};
    QTest::newRow("5.4 TLS 1.3") << QByteArray() << QList<int>{17, 17, 17, 17, 17};
}

void TestTlsChannel::theTrailerIsThatOfTheCipher()
{
    QFETCH(QByteArray, cipher);
    QFETCH(QList<int>, trailers);
    const std::string ciphers = cipher.isEmpty() ? defaultCiphers : cipher.toStdString();
    auto pair = pairOf({.allowTls13 = cipher.isEmpty(),
                        .ciphers = ciphers,
                        .securityLevel = SecurityLevel::LegacyHosts},
                       serverConfig(lab().self, ciphers.c_str()));
    QVERIFY(shakeHands(pair));
    if (!cipher.isEmpty())
        QCOMPARE(pair.client.cipherName(), ciphers);
    const QList<std::size_t> sizes{1, 15, 16, 100, 16384};
    for (qsizetype i = 0; i < sizes.size(); ++i) {
        const auto record = pair.client.encrypt(plain(sizes[i]));
        QVERIFY(record);
        QCOMPARE(static_cast<int>(pair.client.trailerLength(record->size(), sizes[i])),
                 trailers[i]);
    }
}

void TestTlsChannel::aRecordHasItsSize_data()
{
    QTest::addColumn<bool>("allowTls13");
    QTest::addColumn<int>("overhead");
    QTest::newRow("5.4 TLS 1.2 GCM") << false << 29;
    QTest::newRow("5.4 TLS 1.3") << true << 22;
}

void TestTlsChannel::aRecordHasItsSize()
{
    QFETCH(bool, allowTls13);
    QFETCH(int, overhead);
    auto pair = pairOf({.allowTls13 = allowTls13}, serverConfig(lab().self));
    QVERIFY(shakeHands(pair));
    for (const std::size_t size : {std::size_t{1}, std::size_t{16128}, std::size_t{16384}})
        QCOMPARE(pair.client.encrypt(plain(size))->size(),
                 size + static_cast<std::size_t>(overhead));
}

void TestTlsChannel::refusesMoreThanOneRecord()
{
    auto pair = pairOf({}, serverConfig(lab().self));
    const auto early = pair.client.encrypt(plain(1));
    QVERIFY(!early);
    QCOMPARE(early.error().code, ErrorCode::OutOfRange);
    QVERIFY(shakeHands(pair));
    for (const std::size_t size : {std::size_t{0}, std::size_t{16385}}) {
        const auto record = pair.client.encrypt(plain(size));
        QVERIFY(!record);
        QCOMPARE(record.error().code, ErrorCode::OutOfRange);
    }
}

void TestTlsChannel::theServersKeyIsSeen()
{
    auto pair = pairOf({}, serverConfig(lab().self));
    QVERIFY(pair.client.peerSubjectPublicKey().empty());
    QVERIFY(shakeHands(pair));
    QCOMPARE(pair.client.peerSubjectPublicKey(),
             *crypto::subjectPublicKey(lab().self.certificatePem));
    QCOMPARE(pair.client.peerCertificatePem(), lab().self.certificatePem);
    QVERIFY(pair.server.peerSubjectPublicKey().empty());
}

void TestTlsChannel::saysWhetherThePeerIsTrusted_data()
{
    QTest::addColumn<bool>("checks");
    QTest::addColumn<bool>("selfSigned");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("trust");
    const auto value = [](PeerTrust trust) {
        return static_cast<int>(trust);
    };
    QTest::newRow("no authority given")
        << false << true << QByteArray("host-b.lab.test") << value(PeerTrust::NotChecked);
    QTest::newRow("signed, no name asked")
        << true << false << QByteArray() << value(PeerTrust::Trusted);
    QTest::newRow("signed, right name")
        << true << false << QByteArray("host-b.lab.test") << value(PeerTrust::Trusted);
    QTest::newRow("signed, right address")
        << true << false << QByteArray("192.0.2.2") << value(PeerTrust::Trusted);
    QTest::newRow("signed, other name")
        << true << false << QByteArray("host-c.lab.test") << value(PeerTrust::Untrusted);
    QTest::newRow("signed, other address")
        << true << false << QByteArray("192.0.2.3") << value(PeerTrust::Untrusted);
    QTest::newRow("self-signed") << true << true << QByteArray("host-b.lab.test")
                                 << value(PeerTrust::Untrusted);
}

void TestTlsChannel::saysWhetherThePeerIsTrusted()
{
    QFETCH(bool, checks);
    QFETCH(bool, selfSigned);
    QFETCH(QByteArray, name);
    QFETCH(int, trust);
    auto pair =
        pairOf({.trustedAuthoritiesPem = checks ? lab().authority.certificatePem : std::string(),
                .expectedName = name.toStdString()},
               serverConfig(selfSigned ? lab().self : lab().host));
    QCOMPARE(pair.client.peerTrust(), PeerTrust::NotChecked);
    QVERIFY(shakeHands(pair));  // Whatever the verdict: it is a fact, not a failure.
    QCOMPARE(static_cast<int>(pair.client.peerTrust()), trust);
    QCOMPARE(pair.client.peerTrustDetail().empty(),
             trust != static_cast<int>(PeerTrust::Untrusted));
}

void TestTlsChannel::theAlertHasItsNumber()
{
    auto pair = pairOf({.ciphers = "AES128-SHA"}, serverConfig(lab().self, "AES256-SHA", false));
    const auto hello = pair.client.handshake({});
    QVERIFY(hello);
    const auto refusal = pair.server.handshake(*hello);
    QVERIFY(!refusal);
    QCOMPARE(refusal.error().code, ErrorCode::UnexpectedMessage);
    const Bytes alert = pair.server.takePending();
    QCOMPARE(alert.size(), std::size_t{7});
    const auto told = pair.client.handshake(alert);
    QVERIFY(!told);
    QCOMPARE(told.error().code, ErrorCode::PeerRefused);
    QCOMPARE(told.error().peerStatus, 40u);  // RFC 5246 7.2: handshake_failure.
}

void TestTlsChannel::offersNoTicketAndNoChaCha()
{
    auto client = TlsChannel::client({.allowTls13 = true});
    QVERIFY(client);
    const auto hello = client->handshake({});
    QVERIFY(hello);
    const QByteArray bytes(reinterpret_cast<const char*>(hello->data()),
                           static_cast<qsizetype>(hello->size()));
    QVERIFY(
        bytes.contains(QByteArray::fromHex("c02f")));  // ECDHE-RSA-AES128-GCM-SHA256 is offered,
    QVERIFY(
        !bytes.contains(QByteArray::fromHex("cca8")));  // its ChaCha20 sister is not (RFC 7905),
    QVERIFY(!bytes.contains(
        QByteArray::fromHex("00230000")));  // nor an empty session ticket (RFC 5077).
}

void TestTlsChannel::tls13ServersAreNeverSilent()
{
    auto pair = pairOf({.allowTls13 = true}, serverConfig(lab().self));
    const auto hello = pair.client.handshake({});
    const auto flight = pair.server.handshake(*hello);
    QVERIFY(flight);
    const auto finished = pair.client.handshake(*flight);
    QVERIFY(finished);
    QVERIFY(pair.client.isEstablished());
    const auto tickets = pair.server.handshake(*finished);
    QVERIFY(tickets);
    QVERIFY(!tickets->empty());
    QCOMPARE(pair.client.decrypt(*tickets)->size(), std::size_t{0});
}

void TestTlsChannel::anAlteredRecordIsNoticed()
{
    auto pair = pairOf({}, serverConfig(lab().self));
    QVERIFY(shakeHands(pair));
    Bytes record = *pair.client.encrypt(plain(40));
    record.back() ^= std::byte{1};
    const auto got = pair.server.decrypt(record);
    QVERIFY(!got);
    QCOMPARE(got.error().code, ErrorCode::PeerNotAuthentic);
}

void TestTlsChannel::garbageIsNoHandshake()
{
    auto server = TlsChannel::server(serverConfig(lab().self));
    const auto answer =
        server->handshake(std::as_bytes(std::span(std::string_view("GET / HTTP/1.1\r\n\r\n"))));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::UnexpectedMessage);
    QVERIFY(!server->isEstablished());
}

void TestTlsChannel::refusesTooMuch()
{
    auto server = TlsChannel::server(serverConfig(lab().self));
    const auto answer = server->handshake(Bytes(maxInput + 1));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::TooLarge);
}

void TestTlsChannel::refusesABadConfig()
{
    const auto ciphers = TlsChannel::client({.ciphers = "NO-SUCH-CIPHER"});
    QVERIFY(!ciphers);
    QCOMPARE(ciphers.error().code, ErrorCode::OutOfRange);
    const auto authority = TlsChannel::client({.trustedAuthoritiesPem = "no PEM"});
    QVERIFY(!authority);
    QCOMPARE(authority.error().code, ErrorCode::Malformed);
    auto config = serverConfig(lab().self);
    config.certificatePem = lab().host.certificatePem;
    const auto noPair = TlsChannel::server(config);
    QVERIFY(!noPair);
    QCOMPARE(noPair.error().code, ErrorCode::Malformed);
}

QTEST_APPLESS_MAIN(TestTlsChannel)
#include "tst_tls_channel.moc"
