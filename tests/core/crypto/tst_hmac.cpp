#include "core/base/byte_writer.h"
#include "core/crypto/hmac.h"
#include "core/crypto/md5.h"

#include <QTest>

using namespace hopwright;

class TestHmac : public QObject {
    Q_OBJECT

private slots:
    void md5HoldsItsVectors_data();
    void md5HoldsItsVectors();
    void hmacHoldsItsVectors_data();
    void hmacHoldsItsVectors();
};

void TestHmac::md5HoldsItsVectors_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("digest");
    const auto row = [](const char* name, const char* message, const char* digest) {
        QTest::newRow(name) << QByteArray(message) << QByteArray::fromHex(digest);
    };
    row("RFC 1321 A.5: empty", "", "d41d8cd98f00b204e9800998ecf8427e");
    row("RFC 1321 A.5: abc", "abc", "900150983cd24fb0d6963f7d28e17f72");
    row("RFC 1321 A.5: message digest", "message digest", "f96b697d7cb7938d525a2f31aaf161d0");
}

void TestHmac::md5HoldsItsVectors()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, digest);
    QCOMPARE(textOf(crypto::md5(bytesOf(message.toStdString())).value()), digest.toStdString());
}

void TestHmac::hmacHoldsItsVectors_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("digest");
    const auto row = [](const char* name, const QByteArray& key, const QByteArray& message,
                        const char* digest) {
        QTest::newRow(name) << key << message << QByteArray::fromHex(digest);
    };
    row("RFC 2202 2: case 1", QByteArray(16, '\x0b'), "Hi There",
        "9294727a3638bb1c13f48ef8158bfc9d");
    row("RFC 2202 2: case 2", "Jefe", "what do ya want for nothing?",
        "750c783e6ab0b503eaa86e310a5db738");
    row("RFC 2202 2: case 6, a key above the block size", QByteArray(80, '\xaa'),
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd");
    // Python 3.11: hmac.new(b'', b'', 'md5').hexdigest()
    row("nothing under nothing", "", "", "74e6f7298a9c2d168935f58c001bad88");
}

void TestHmac::hmacHoldsItsVectors()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, digest);
    // An HMAC that was made before must not leave its key behind.
    QVERIFY(crypto::hmacMd5(bytesOf("another key"), bytesOf("another message")));
    const auto made = crypto::hmacMd5(bytesOf(key.toStdString()), bytesOf(message.toStdString()));
    QVERIFY(made);
    QCOMPARE(textOf(*made), digest.toStdString());
}

QTEST_APPLESS_MAIN(TestHmac)
#include "tst_hmac.moc"
