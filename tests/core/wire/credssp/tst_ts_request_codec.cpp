#include "core/wire/credssp/ts_request_codec.h"
#include "tests/core/wire/credssp/scripted_mechanism.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::test;
using namespace hopwright::wire::credssp;

Q_DECLARE_METATYPE(TsRequest)

namespace {

Nonce countingNonce()
{
    Nonce nonce{};
    for (std::size_t i = 0; i < nonce.size(); ++i)
        nonce[i] = static_cast<std::byte>(i);
    return nonce;
}

constexpr auto fullMessage = "303ea003020106a10b30093007a0050403010203a3060404aaaaaaaaa522042000010"
                             "2030405060708090a0b0c0d0e0f"
                             "101112131415161718191a1b1c1d1e1f";

}  // namespace

class TestTsRequestCodec : public QObject {
    Q_OBJECT

private slots:
    void writesAndReadsTheVectors_data();
    void writesAndReadsTheVectors();
    void readsWhatServersBend_data();
    void readsWhatServersBend();
    void refusesEachCut();
    void refusesBrokenInput_data();
    void refusesBrokenInput();
    void refusesALyingLength();
};

void TestTsRequestCodec::writesAndReadsTheVectors_data()
{
    QTest::addColumn<TsRequest>("message");
    QTest::addColumn<QByteArray>("der");
    QTest::newRow("1.6 negoTokens") << TsRequest{.version = 6, .negoToken = hex("010203")}
                                    << QByteArray("3012a003020106a10b30093007a0050403010203");
    QTest::newRow("1.6 nego, pubKeyAuth, nonce") << TsRequest{.version = 6,
                                                              .negoToken = hex("010203"),
                                                              .pubKeyAuth = hex("aaaaaaaa"),
                                                              .clientNonce = countingNonce()}
                                                 << QByteArray(fullMessage);
    QTest::newRow("1.6 version 2") << TsRequest{.version = 2, .pubKeyAuth = hex("aaaaaaaa")}
                                   << QByteArray("300da003020102a3060404aaaaaaaa");
    QTest::newRow("1.6 authInfo") << TsRequest{.version = 6, .authInfo = hex("bbbbbbbb")}
                                  << QByteArray("300da003020106a2060404bbbbbbbb");
    QTest::newRow("1.6 errorCode") << TsRequest{.version = 6, .errorCode = 0xC000006D}
                                   << QByteArray("300da003020106a4060204c000006d");
    // Section 11: a raw token of 40 bytes makes a message of 57.
    QTest::newRow("11 raw NTLM") << TsRequest{.version = 6, .negoToken = Bytes(40, std::byte{7})}
                                 << QByteArray("3037a003020106a130302e302ca02a0428")
                                        + QByteArray(40, '\x07').toHex();
}

void TestTsRequestCodec::writesAndReadsTheVectors()
{
    QFETCH(TsRequest, message);
    QFETCH(QByteArray, der);
    QCOMPARE(toHex(encode(message)), der);
    const auto read = decode(hex(der.constData()));
    QVERIFY(read);
    QCOMPARE(*read, message);
}

void TestTsRequestCodec::readsWhatServersBend_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<TsRequest>("message");
    const TsRequest refusal{.version = 6, .errorCode = 0xC000006D};
    const TsRequest proof{.version = 2, .pubKeyAuth = hex("aaaaaaaa")};
    QTest::newRow("1.4 errorCode of 5 bytes")
        << QByteArray("300ea003020106a407020500c000006d") << refusal;
    QTest::newRow("1.4 errorCode beside zeroed negoTokens")
        << QByteArray("3013a003020106a10400000000a4060204c000006d") << refusal;
    QTest::newRow("1.4 long lengths") << QByteArray("30820012a083000003020102a3820006048200020102")
                                      << TsRequest{.version = 2, .pubKeyAuth = hex("0102")};
    QTest::newRow("1.4 unknown field")
        << QByteArray("3012a003020102a3060404aaaaaaaaa603020101") << proof;
    QTest::newRow("no field but the version")
        << QByteArray("3005a003020106") << TsRequest{.version = 6};
    QTest::newRow("empty negoTokens")
        << QByteArray("3009a003020106a1023000") << TsRequest{.version = 6};
}

void TestTsRequestCodec::readsWhatServersBend()
{
    QFETCH(QByteArray, der);
    QFETCH(TsRequest, message);
    const auto read = decode(hex(der.constData()));
    QVERIFY2(read, read ? "" : read.error().detail.english().c_str());
    QCOMPARE(*read, message);
}

void TestTsRequestCodec::refusesEachCut()
{
    const Bytes whole = hex(fullMessage);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto read = decode(ByteView(whole).first(size));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Truncated);
        QVERIFY(read.error().offset.value() <= size);
    }
}

void TestTsRequestCodec::refusesBrokenInput_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    const int malformed = static_cast<int>(ErrorCode::Malformed);
    const int unexpected = static_cast<int>(ErrorCode::UnexpectedMessage);
    QTest::newRow("no sequence") << QByteArray("0400") << unexpected << 0;
    QTest::newRow("no version") << QByteArray("3008a3060404aaaaaaaa") << malformed << 2;
    QTest::newRow("a byte behind") << QByteArray("3005a00302010600") << malformed << 7;
    QTest::newRow("short nonce") << QByteArray("300ba003020106a5040402aaaa") << malformed << 7;
    QTest::newRow("version as text") << QByteArray("3005a003040106") << unexpected << 4;
}

void TestTsRequestCodec::refusesBrokenInput()
{
    QFETCH(QByteArray, der);
    QFETCH(int, code);
    QFETCH(int, offset);
    const auto read = decode(hex(der.constData()));
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
    QCOMPARE(static_cast<int>(read.error().offset.value()), offset);
}

void TestTsRequestCodec::refusesALyingLength()
{
    const auto announced = decode(hex("3083020001"));  // 128 KiB and a byte, of which 5 came.
    QVERIFY(!announced);
    QCOMPARE(announced.error().code, ErrorCode::TooLarge);
    const auto sent = decode(Bytes(maxTsRequest + 1));
    QVERIFY(!sent);
    QCOMPARE(sent.error().code, ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(TestTsRequestCodec)
#include "tst_ts_request_codec.moc"
