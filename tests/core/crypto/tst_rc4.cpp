#include "core/base/byte_writer.h"
#include "core/crypto/rc4.h"

#include <QTest>

using namespace hopwright;

namespace {

QByteArray toQt(ByteView bytes)
{
    return QByteArray::fromStdString(textOf(bytes));
}

}  // namespace

class TestRc4 : public QObject {
    Q_OBJECT

private slots:
    void makesTheDocumentedStream_data();
    void makesTheDocumentedStream();
    void goesOnBetweenCalls();
    void aCopyIsASecondStream();
};

void TestRc4::makesTheDocumentedStream_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("sealed");
    const auto row = [](const char* name, const char* key, const char* plain, const char* sealed) {
        QTest::newRow(name) << QByteArray::fromHex(key) << QByteArray::fromHex(plain)
                            << QByteArray::fromHex(sealed);
    };
    // The first is in draft-kaukonen-cipher-arcfour-03 A.2 too.
    row("Kaukonen A.1", "0123456789abcdef", "0123456789abcdef", "75b7878099e0c596");
    row("RFC 6229: 40-bit key, offset 0", "0102030405", "00000000000000000000000000000000",
        "b2396305f03dc027ccc3524a0a1118a8");
    row("RFC 6229: 128-bit key, offset 0", "0102030405060708090a0b0c0d0e0f10",
        "00000000000000000000000000000000", "9ac7cc9a609d1ef7b2932899cde41b97");
    // MS-NLMP 4.2.4.2.3: RandomSessionKey under the NTLMv2 KeyExchangeKey.
    row("MS-NLMP 4.2.4.2.3", "8de40ccadbc14a82f15cb0ad0de95ca3", "55555555555555555555555555555555",
        "c5dad2544fc9799094ce1ce90bc9d03e");
}

void TestRc4::makesTheDocumentedStream()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, plain);
    QFETCH(const QByteArray, sealed);
    crypto::Rc4 cipher(bytesOf(key.toStdString()));
    QCOMPARE(toQt(cipher.apply(bytesOf(plain.toStdString()))), sealed);
}

void TestRc4::goesOnBetweenCalls()
{
    // RFC 6229, 40-bit key, offset 240, reached in uneven steps.
    const Bytes key{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}};
    crypto::Rc4 cipher(key);
    cipher.apply(Bytes(1));
    cipher.apply({});
    cipher.apply(Bytes(239));
    QCOMPARE(toQt(cipher.apply(Bytes(16))),
             QByteArray::fromHex("28cb1132c96ce286421dcaadb8b69eae"));
}

void TestRc4::aCopyIsASecondStream()
{
    crypto::Rc4 cipher(Bytes(5, std::byte{7}));
    cipher.apply(Bytes(3));
    crypto::Rc4 copy = cipher;
    const Bytes first = cipher.apply(Bytes(8));
    QVERIFY(copy.apply(Bytes(8)) == first);
    QVERIFY(cipher.apply(Bytes(8)) != first);
}

QTEST_APPLESS_MAIN(TestRc4)
#include "tst_rc4.moc"
