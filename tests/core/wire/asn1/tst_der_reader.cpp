#include "core/base/byte_writer.h"
#include "core/wire/asn1/der_reader.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::wire::asn1;

namespace {

Bytes hex(const QByteArray& digits)
{
    const QByteArray raw = QByteArray::fromHex(digits);
    const ByteView view =
        std::as_bytes(std::span(raw.data(), static_cast<std::size_t>(raw.size())));
    return {view.begin(), view.end()};
}

}  // namespace

class TestDerReader : public QObject {
    Q_OBJECT

private slots:
    void readsIntegers_data();
    void readsIntegers();
    void reads32Bits_data();
    void reads32Bits();
    void takesLongLengths_data();
    void takesLongLengths();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
    void readsNestedElements();
    void stopsAtItsDepth();
    void saysHowManyBytesAnElementHas();
};

void TestDerReader::readsIntegers_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<qint64>("value");
    const auto row = [](const char* der, qint64 value) {
        QTest::newRow(der) << QByteArray(der) << value;
    };
    row("020100", 0);
    row("02017f", 127);
    row("02020080", 128);
    row("020180", -128);
    row("0204c000006d", -1073741715);
    row("020500c000006d", 3221225581);
    row("02080000000000000001", 1);
    row("02088000000000000000", std::numeric_limits<qint64>::min());
}

void TestDerReader::readsIntegers()
{
    QFETCH(const QByteArray, der);
    QFETCH(const qint64, value);
    const Bytes bytes = hex(der);
    QCOMPARE(DerReader(bytes).integer().value(), value);
}

void TestDerReader::reads32Bits_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<bool>("good");
    QTest::addColumn<uint>("value");
    const auto row = [](const char* der, bool good, uint value) {
        QTest::newRow(der) << QByteArray(der) << good << value;
    };
    row("0204c000006d", true, 0xC000006D);
    row("020500c000006d", true, 0xC000006D);
    row("020500ffffffff", true, 0xFFFFFFFF);
    row("020480000000", true, 0x80000000);
    row("0205010000 0000", false, 0);
    row("0205ff7fffffff", false, 0);
}

void TestDerReader::reads32Bits()
{
    QFETCH(const QByteArray, der);
    QFETCH(const bool, good);
    QFETCH(const uint, value);
    const Bytes bytes = hex(der);
    const auto read = DerReader(bytes).bits32();
    QCOMPARE(read.has_value(), good);
    if (good)
        QCOMPARE(*read, value);
    else
        QCOMPARE(read.error().code, ErrorCode::TooLarge);
}

void TestDerReader::takesLongLengths_data()
{
    QTest::addColumn<QByteArray>("der");
    for (const char* der : {"0402abcd", "048102abcd", "04820002abcd", "0484 00000002 abcd",
                            "0488 0000000000000002 abcd"})
        QTest::newRow(der) << QByteArray(der);
}

void TestDerReader::takesLongLengths()
{
    QFETCH(const QByteArray, der);
    const Bytes bytes = hex(der);
    DerReader reader(bytes);
    QCOMPARE(textOf(reader.octetString().value()), std::string("\xab\xcd"));
    QVERIFY(reader.expectEnd());
}

void TestDerReader::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* name, const char* der, ErrorCode code, int offset) {
        QTest::newRow(name) << QByteArray(der) << static_cast<int>(code) << offset;
    };
    // Each is read as SEQUENCE { OCTET STRING }.
    row("empty", "", ErrorCode::Truncated, 0);
    row("tag alone", "30", ErrorCode::Truncated, 1);
    row("content cut", "3003 0401", ErrorCode::Truncated, 2);
    row("inner content cut", "3002 0401", ErrorCode::Truncated, 4);
    row("inner tag is another", "3003 020100", ErrorCode::UnexpectedMessage, 2);
    row("nothing inside", "3000", ErrorCode::Truncated, 2);
    row("left over inside", "3005 0401ab 0500", ErrorCode::Malformed, 5);
    row("X.690 8.1.3.6: indefinite length", "3080 0401ab 0000", ErrorCode::Malformed, 1);
    row("X.690 8.1.2.4: long tag", "3004 1f810100", ErrorCode::Malformed, 2);
    row("nine length octets", "3089 000000000000000000", ErrorCode::TooLarge, 1);
    row("above maxElementSize", "3083 100001", ErrorCode::TooLarge, 1);
    row("all bits of the length", "3088 ffffffffffffffff", ErrorCode::TooLarge, 1);
    row("length octets cut", "3082 01", ErrorCode::Truncated, 2);
}

void TestDerReader::saysWhatIsWrongAndWhere()
{
    QFETCH(const QByteArray, der);
    QFETCH(const int, code);
    QFETCH(const int, offset);
    const Bytes bytes = hex(der);
    const auto read = [&]() -> Result<void> {
        DerReader outer(bytes);
        HOPWRIGHT_TRY(DerReader inner, outer.enter(tag::sequence));
        HOPWRIGHT_TRY_VOID(inner.octetString());
        return inner.expectEnd();
    }();
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().code), code);
    QCOMPARE(read.error().offset, static_cast<std::size_t>(offset));
}

void TestDerReader::readsNestedElements()
{
    const Bytes bytes = hex("301a a003020106 a2050a01030500 a304030200fe 06062b0601050502");
    DerReader reader(bytes);
    auto fields = reader.enter(tag::sequence);
    QVERIFY(fields);
    QVERIFY(!fields->enterIf(tag::context(1)).value());  // Another field: nothing is taken.
    QCOMPARE(fields->enterIf(tag::context(0)).value()->integer().value(), 6);
    auto second = fields->enterIf(tag::context(2)).value();
    QCOMPARE(second->enumerated().value(), 3);
    QCOMPARE(second->peekTag(), std::uint8_t{0x05});
    QCOMPARE(second->offset(), 12u);
    QCOMPARE(textOf(fields->enter(tag::context(3))->bitString().value()), std::string("\xfe"));
    QCOMPARE(fields->objectIdentifier().value().size(), 8u);
}

void TestDerReader::stopsAtItsDepth()
{
    Bytes bytes;
    for (int level = 0; level < 40; ++level) {
        Bytes outer{std::byte{0x30}, static_cast<std::byte>(bytes.size())};
        append(outer, bytes);
        bytes = std::move(outer);
    }
    int depth = 0;
    auto reader = Result<DerReader>(DerReader(bytes));
    while (reader) {
        reader = reader->enter(tag::sequence);
        depth += reader ? 1 : 0;
    }
    QCOMPARE(depth, maxDepth);
    QCOMPARE(reader.error().code, ErrorCode::TooLarge);
    QCOMPARE(reader.error().offset, static_cast<std::size_t>(2 * maxDepth));
}

void TestDerReader::saysHowManyBytesAnElementHas()
{
    QVERIFY(!elementSize({}).value());
    QVERIFY(!elementSize(hex("30")).value());
    QVERIFY(!elementSize(hex("308201")).value());
    QCOMPARE(elementSize(hex("3037")).value(), 57u);
    QCOMPARE(elementSize(hex("30820102")).value(), 262u);
    QCOMPARE(elementSize(hex("3080")).error().code, ErrorCode::Malformed);
    QCOMPARE(elementSize(hex("3084ffffffff")).error().code, ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(TestDerReader)
#include "tst_der_reader.moc"
