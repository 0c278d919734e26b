#include "core/text/hex.h"

#include <QTest>

using namespace hopwright;

class TestHex : public QObject {
    Q_OBJECT

private slots:
    void writesAndReads();
    void saysWhereItIsWrong();
};

void TestHex::writesAndReads()
{
    const Bytes bytes{std::byte{0x00}, std::byte{0x9A}, std::byte{0xF0}, std::byte{0x0F}};
    QCOMPARE(text::toHex(bytes), std::string("009af00f"));
    QVERIFY(text::fromHex("009aF00f").value() == bytes);
    QVERIFY(text::fromHex("").value().empty());
}

void TestHex::saysWhereItIsWrong()
{
    QCOMPARE(text::fromHex("00 1").error(),
             (Error{.code = ErrorCode::Malformed,
                    .detail = Sentence::verbatim("not a hexadecimal digit"),
                    .offset = 2}));
    QCOMPARE(text::fromHex("0g").error().offset, 1u);
    QCOMPARE(text::fromHex("001").error().code, ErrorCode::Truncated);
    QCOMPARE(text::fromHex("001").error().offset, 3u);
}

QTEST_APPLESS_MAIN(TestHex)
#include "tst_hex.moc"
