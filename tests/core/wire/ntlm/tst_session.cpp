#include "core/wire/ntlm/flags.h"
#include "core/wire/ntlm/session.h"
#include "tests/core/wire/ntlm/exchange_sample.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::ntlm;
using sample::hex;
using text::toHex;

namespace {

constexpr std::uint32_t officialFlags = 0xE28A8233;

Session session(Sender self, std::uint32_t flags = officialFlags)
{
    return Session::create(SessionKey(sample::repeated<16>(0x55)), flags, self).value();
}

/// MS-NLMP 4.2.1: "Plaintext" in UTF-16.
Bytes plaintext()
{
    return hex("50006c00610069006e007400650078007400");
}

/// The list of a client that offers NTLM alone.
Bytes ntlmOnlyList()
{
    return hex("300c060a2b06010401823702020a");
}

}  // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void wrapsAsDocumented_data();
    void wrapsAsDocumented();
    void theMicTakesANumberAndLeavesTheStream_data();
    void theMicTakesANumberAndLeavesTheStream();
    void withoutKeyExchangeTheChecksumIsPlain();
    void refusesWhatWasChanged();
    void refusesAMicOverAnotherList();
    void refusesARepeatedMessage();
};

void TestSession::wrapsAsDocumented_data()
{
    QTest::addColumn<bool>("client");
    QTest::addColumn<QList<QByteArray>>("wrapped");
    // The first: MS-NLMP 4.2.4.4. The others: pyspnego, and a script of its own, with the same keys.
    QTest::newRow("MS-NLMP 4.2.4.4: client")
        << true
        << QList<QByteArray>{
               "010000007fb38ec5c55d49760000000054e50165bf1936dc996020c1811b0f06fb5f",
               "01000000255405955d31d8c40100000064c308e09ea236e7f4232553c94a01e700fa",
               "0100000082e8226b5a549c7a0200000012ac08156750cad4d6428bc8958b582d05b0"};
    QTest::newRow("server")
        << false
        << QList<QByteArray>{
               "01000000b298b847ce7c580700000000160871b730ba74e946c453d7465b54278dd0",
               "010000001c358b931a2feeb2010000003db8ae180836dceebba76946aab5e969c977",
               "01000000d0586cd254ac28d70200000070f0cb048fc9f5b156b09d17cf9876be0e83"};
}

void TestSession::wrapsAsDocumented()
{
    QFETCH(const bool, client);
    QFETCH(const QList<QByteArray>, wrapped);
    Session sender = session(client ? Sender::Client : Sender::Server);
    Session receiver = session(client ? Sender::Server : Sender::Client);
    for (const QByteArray& expected : wrapped) {
        const Bytes made = sender.wrap(plaintext()).value();
        QCOMPARE(toHex(made), expected.toStdString());
        QVERIFY(receiver.unwrap(made).value() == plaintext());
    }
}

void TestSession::theMicTakesANumberAndLeavesTheStream_data()
{
    QTest::addColumn<bool>("client");
    QTest::addColumn<QByteArray>("mic");
    QTest::addColumn<QByteArray>("next");
    // pyspnego, and a script of its own, over 300c060a2b06010401823702020a.
    QTest::newRow("client") << true << QByteArray("0100000022a3984fefbb9c3200000000")
                            << QByteArray("010000001deafbcced2a4ea901000000"
                                          "54e50165bf1936dc996020c1811b0f06fb5f");
    QTest::newRow("server") << false << QByteArray("010000007dd6da05648a73ae00000000")
                            << QByteArray("01000000402afecc9e41bb4601000000"
                                          "160871b730ba74e946c453d7465b54278dd0");
}

void TestSession::theMicTakesANumberAndLeavesTheStream()
{
    QFETCH(const bool, client);
    QFETCH(const QByteArray, mic);
    QFETCH(const QByteArray, next);
    Session sender = session(client ? Sender::Client : Sender::Server);
    Session receiver = session(client ? Sender::Server : Sender::Client);
    const Bytes made = sender.signMic(ntlmOnlyList()).value();
    QCOMPARE(toHex(made), mic.toStdString());
    QVERIFY(receiver.verifyMic(ntlmOnlyList(), made));
    const Bytes wrapped = sender.wrap(plaintext()).value();
    QCOMPARE(toHex(wrapped), next.toStdString());
    QVERIFY(receiver.unwrap(wrapped).value() == plaintext());
}

void TestSession::withoutKeyExchangeTheChecksumIsPlain()
{
    // pyspnego's tests, from the keys of MS-NLMP 4.2.4.4.
    Session sender = session(Sender::Client, officialFlags & ~flag::keyExchange);
    const Bytes made = sender.wrap(plaintext()).value();
    QCOMPARE(toHex(ByteView(made).first(signatureSize)),
             std::string("0100000070352851f256430900000000"));
}

void TestSession::refusesWhatWasChanged()
{
    const Bytes made = session(Sender::Client).wrap(plaintext()).value();
    for (std::size_t at = 0; at < made.size(); ++at) {
        Bytes changed = made;
        changed[at] ^= std::byte{0x20};
        const auto read = session(Sender::Server).unwrap(changed);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::PeerNotAuthentic);
    }
    for (std::size_t size = 0; size < made.size(); ++size)
        QVERIFY(!session(Sender::Server).unwrap(ByteView(made).first(size)));
    QCOMPARE(session(Sender::Server).unwrap(ByteView(made).first(15)).error().code,
             ErrorCode::Truncated);
}

void TestSession::refusesAMicOverAnotherList()
{
    Bytes list = ntlmOnlyList();
    const Bytes mic = session(Sender::Client).signMic(list).value();
    QVERIFY(!session(Sender::Server).verifyMic(list, ByteView(mic).first(15)));
    QVERIFY(!session(Sender::Client).verifyMic(list, mic));  // It is the client's own.
    list.back() ^= std::byte{1};
    QCOMPARE(session(Sender::Server).verifyMic(list, mic).error().code,
             ErrorCode::PeerNotAuthentic);
}

void TestSession::refusesARepeatedMessage()
{
    Session receiver = session(Sender::Server);
    const Bytes made = session(Sender::Client).wrap(plaintext()).value();
    QVERIFY(receiver.unwrap(made));
    QVERIFY(!receiver.unwrap(made));
}

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
