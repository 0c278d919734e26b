#include "core/base/byte_writer.h"
#include "core/wire/asn1/der_writer.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::asn1;

namespace {

QByteArray hex(ByteView bytes)
{
    return QByteArray::fromStdString(textOf(bytes)).toHex();
}

}  // namespace

class TestDerWriter : public QObject {
    Q_OBJECT

private slots:
    void writesNumbersInAsFewOctetsAsCan_data();
    void writesNumbersInAsFewOctetsAsCan();
    void writesLengths_data();
    void writesLengths();
    void writesNestedElements();
};

void TestDerWriter::writesNumbersInAsFewOctetsAsCan_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QByteArray>("der");
    // openssl asn1parse -genstr INTEGER:... -noout -out -
    const auto row = [](qint64 value, const char* der) {
        QTest::newRow(der) << value << QByteArray(der);
    };
    row(0, "020100");
    row(6, "020106");
    row(127, "02017f");
    row(128, "02020080");
    row(255, "020200ff");
    row(256, "02020100");
    row(-1, "0201ff");
    row(-128, "020180");
    row(-129, "0202ff7f");
    row(3221225581, "020500c000006d");
    row(-1073741715, "0204c000006d");
    row(std::numeric_limits<qint64>::max(), "02087fffffffffffffff");
    row(std::numeric_limits<qint64>::min(), "02088000000000000000");
}

void TestDerWriter::writesNumbersInAsFewOctetsAsCan()
{
    QFETCH(const qint64, value);
    QFETCH(const QByteArray, der);
    QCOMPARE(hex(DerWriter().integer(value).bytes()), der);
}

void TestDerWriter::writesLengths_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("header");
    const auto row = [](int size, const char* header) {
        QTest::newRow(header) << size << QByteArray(header);
    };
    row(0, "0400");
    row(127, "047f");
    row(128, "048180");
    row(255, "0481ff");
    row(256, "04820100");
    row(65535, "0482ffff");
    row(65536, "0483010000");
}

void TestDerWriter::writesLengths()
{
    QFETCH(const int, size);
    QFETCH(const QByteArray, header);
    const Bytes made = DerWriter().octetString(Bytes(static_cast<std::size_t>(size))).bytes();
    QCOMPARE(static_cast<qsizetype>(made.size()), header.size() / 2 + size);
    QCOMPARE(hex(ByteView(made).first(static_cast<std::size_t>(header.size() / 2))), header);
}

void TestDerWriter::writesNestedElements()
{
    // MS-CSSP 2.2.1: a TSRequest of version 6 that holds the token "\x01\x02".
    DerWriter writer;
    writer.nested(tag::sequence, [](DerWriter& request) {
        request.nested(tag::context(0), [](DerWriter& field) { field.integer(6); });
        request.nested(tag::context(1), [](DerWriter& field) {
            field.nested(tag::sequence, [](DerWriter& tokens) {
                tokens.nested(tag::sequence, [](DerWriter& token) {
                    token.nested(tag::context(0), [](DerWriter& octets) {
                        octets.octetString(bytesOf("\x01\x02"));
                    });
                });
            });
        });
    });
    QCOMPARE(hex(writer.bytes()), QByteArray("3011a003020106a10a30083006a00404020102"));
    QCOMPARE(hex(writer.secret().expose()), hex(writer.bytes()));
    QCOMPARE(hex(DerWriter().bitString(bytesOf("\x30")).bytes()), QByteArray("03020030"));
    QCOMPARE(hex(DerWriter().enumerated(3).bytes()), QByteArray("0a0103"));
}

QTEST_APPLESS_MAIN(TestDerWriter)
#include "tst_der_writer.moc"
