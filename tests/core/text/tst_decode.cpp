#include "core/text/decode.h"
#include "core/text/utf16.h"

#include <QTest>

#include <string>

using namespace hopwright;
using text::Decoded;
using text::Encoding;

class TestDecode : public QObject {
    Q_OBJECT

private slots:
    void namesTheEncoding_data();
    void namesTheEncoding();
    void whatMeansNothingIsReplaced_data();
    void whatMeansNothingIsReplaced();
    void everyPrefixIsText_data();
    void everyPrefixIsText();
    void eachByteAloneIsText();
    void hostileBytesStayBounded_data();
    void hostileBytesStayBounded();
};

namespace {

QByteArray bytesOf(const char* hex)
{
    return QByteArray::fromHex(hex);
}

/// UTF-16 without a byte order mark.
QByteArray utf16(std::string_view utf8, bool bigEnd = false)
{
    const auto made = text::toUtf16Le(utf8);
    QByteArray out(reinterpret_cast<const char*>(made->data()),
                   static_cast<qsizetype>(made->size()));
    for (qsizetype i = 0; bigEnd && i + 1 < out.size(); i += 2)
        std::swap(out[i], out[i + 1]);
    return out;
}

Decoded decoded(const QByteArray& bytes)
{
    return text::decode({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

/// Valid UTF-8 without a NUL.
bool isText(const std::string& utf8)
{
    return !utf8.contains('\0') && text::toUtf16Le(utf8).has_value();
}

}  // namespace

void TestDecode::namesTheEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<QByteArray>("encoding");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& utf8,
                        const char* encoding) {
        QTest::newRow(name) << bytes << utf8 << QByteArray(encoding);
    };
    row("empty", "", "", "UTF-8");
    row("ASCII", "AllowFresh\r\n", "AllowFresh\r\n", "UTF-8");
    row("UTF-8", "Ger\xC3\xA4t", "Gerät", "UTF-8");
    row("UTF-8 with its mark", "\xEF\xBB\xBFGer\xC3\xA4t", "Gerät", "UTF-8");
    row("the mark alone", "\xEF\xBB\xBF", "", "UTF-8");
    row("UTF-16LE with its mark", "\xFF\xFE" + utf16("winrm é"), "winrm é", "UTF-16LE");
    row("UTF-16BE with its mark", "\xFE\xFF" + utf16("winrm é", true), "winrm é", "UTF-16BE");
    row("UTF-16LE", utf16("LogonType: 8"), "LogonType: 8", "UTF-16LE");
    row("UTF-16BE", utf16("LogonType: 8", true), "LogonType: 8", "UTF-16BE");
    row("UTF-16LE, one letter", utf16("a"), "a", "UTF-16LE");
    row("UTF-16LE, Russian", utf16("Отказано в доступе.\r\n"), "Отказано в доступе.\r\n",
        "UTF-16LE");
    row("UTF-16LE, Japanese with a name", utf16("コンピューター JUMP01"), "コンピューター JUMP01",
        "UTF-16LE");
    row("UTF-16LE, beyond the basic plane", utf16("a 𐐷 b"), "a 𐐷 b", "UTF-16LE");

    // Consoles and editors: the same words, saved twice.
    row("German, console", bytesOf("5A75677269666620766572776569676572743a2047657284742081626572"),
        "Zugriff verweigert: Gerät über", "CP850");
    row("German, editor", bytesOf("5A75677269666620766572776569676572743a20476572e47420fc626572"),
        "Zugriff verweigert: Gerät über", "CP1252");
    row("German capitals, console", bytesOf("9A4245522044494520 8E4E444552554E47"),
        "ÜBER DIE ÄNDERUNG", "CP850");
    row("German capitals, editor", bytesOf("DC4245522044494520 C44E444552554E47"),
        "ÜBER DIE ÄNDERUNG", "CP1252");
    row("French, console", bytesOf("416363 8A73 20 7265667573 82"), "Accès refusé", "CP850");
    row("French, editor", bytesOf("416363 E873 20 7265667573 E9"), "Accès refusé", "CP1252");
    row("French, a curled apostrophe", bytesOf("6C92616363E873"), "l’accès", "CP1252");
    row("Spanish, console", bytesOf("436F6E74726173 65A461"), "Contraseña", "CP850");
    row("Spanish, editor", bytesOf("436F6E7472617365F161"), "Contraseña", "CP1252");
    row("Portuguese, editor", bytesOf("636F6E666967757261E7E36F"), "configuração", "CP1252");
    row("Portuguese, console", bytesOf("636F6E666967757261 87C6 6F"), "configuração", "CP850");
    row("a frame, console", bytesOf("C9CDCDBB0A BA 2041 20 BA0A C8CDCDBC"), "╔══╗\n║ A ║\n╚══╝",
        "CP850");
    row("a mail program's dash and quotes", bytesOf("93 41 94 20 96 20 42"), "“A” – B", "CP1252");
    row("a bullet alone", bytesOf("95 20 41"), "• A", "CP1252");
}

void TestDecode::namesTheEncoding()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, utf8);
    QFETCH(const QByteArray, encoding);
    const Decoded out = decoded(bytes);
    QCOMPARE(QByteArray::fromStdString(out.text), utf8);
    QCOMPARE(text::nameOf(out.encoding), std::string_view(encoding.constData()));
    QCOMPARE(out.replaced, 0U);
}

void TestDecode::whatMeansNothingIsReplaced_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("replaced");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& utf8,
                        const char* encoding, int replaced) {
        QTest::newRow(name) << bytes << utf8 << QByteArray(encoding) << replaced;
    };
    row("a NUL in ASCII", QByteArray("net\0use of many letters", 23), "netuse of many letters",
        "UTF-8", 0);
    row("UTF-8, one stray", "\xC3\xA4 \xC3\xBC \xFF", "ä ü \uFFFD", "UTF-8", 1);
    row("UTF-8, cut in a letter of two", "\xC3\xA4 \xC3", "ä \uFFFD", "UTF-8", 1);
    row("UTF-8, cut in its only letter", "win \xE3\x82", "win \uFFFD\uFFFD", "UTF-8", 2);
    row("RFC 3629: no surrogate",
        "\xC3\xA4\xC3\xA4\xC3\xA4"
        "\xED\xA0\x80",
        "äää\uFFFD\uFFFD\uFFFD", "UTF-8", 3);
    row("UTF-16LE, half a pair", utf16("winrm") + bytesOf("00D8") + utf16("ab"), "winrm\uFFFDab",
        "UTF-16LE", 1);
    row("UTF-16LE, a second half alone", utf16("winrm") + bytesOf("00DC"), "winrm\uFFFD",
        "UTF-16LE", 1);
    row("UTF-16LE, cut in a unit", "\xFF\xFE" + utf16("ab") + "c", "ab\uFFFD", "UTF-16LE", 1);
    row("UTF-16LE, a NUL", utf16("ab") + bytesOf("0000") + utf16("cdefghijklmnopqrstuvwxyz"),
        "abcdefghijklmnopqrstuvwxyz", "UTF-16LE", 0);
    row("CP1252 has no 0x81", bytesOf("6C92616363E873 20 6C92616363E873 20 81 20"),
        "l’accès l’accès \uFFFD ", "CP1252", 1);
}

void TestDecode::whatMeansNothingIsReplaced()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, utf8);
    QFETCH(const QByteArray, encoding);
    QFETCH(const int, replaced);
    const Decoded out = decoded(bytes);
    QCOMPARE(QByteArray::fromStdString(out.text), utf8);
    QCOMPARE(text::nameOf(out.encoding), std::string_view(encoding.constData()));
    QCOMPARE(static_cast<int>(out.replaced), replaced);
}

void TestDecode::everyPrefixIsText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("UTF-8") << QByteArray("Ger\xC3\xA4t \xE3\x82\xB3 \xF0\x90\x90\xB7.");
    QTest::newRow("UTF-16LE with its mark") << "\xFF\xFE" + utf16("Gerät コ 𐐷.");
    QTest::newRow("UTF-16BE with its mark") << "\xFE\xFF" + utf16("Gerät コ 𐐷.", true);
    QTest::newRow("UTF-16LE") << utf16("Gerät コ 𐐷.");
    QTest::newRow("console") << bytesOf("C9CDCDBB0A5A756772696666204765728474");
}

void TestDecode::everyPrefixIsText()
{
    QFETCH(const QByteArray, bytes);
    for (qsizetype length = 0; length <= bytes.size(); ++length) {
        const Decoded out = decoded(bytes.first(length));
        QVERIFY2(isText(out.text), out.text.c_str());
        // A cut costs what it cuts: what came before it is the same but for that.
        QVERIFY(out.replaced <= 3);
    }
}

void TestDecode::eachByteAloneIsText()
{
    for (int byte = 0; byte < 256; ++byte) {
        const Decoded out = decoded(QByteArray(1, static_cast<char>(byte)));
        QVERIFY2(isText(out.text), qPrintable(QString::number(byte, 16)));
        QCOMPARE(out.text.empty(), byte == 0);
    }
}

void TestDecode::hostileBytesStayBounded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    constexpr qsizetype size = qsizetype{256} * 1024;
    QTest::newRow("bytes that mean nothing") << QByteArray(size, '\xFF');
    QTest::newRow("zeros") << QByteArray(size, '\0');
    QTest::newRow("halves of pairs") << "\xFF\xFE" + QByteArray(size, '\xD8');
    QTest::newRow("beginnings of sequences") << QByteArray("\xF0\x90\x90").repeated(size / 3);
}

void TestDecode::hostileBytesStayBounded()
{
    QFETCH(const QByteArray, bytes);
    const Decoded out = decoded(bytes);
    QVERIFY(isText(out.text));
    QVERIFY(out.text.size() <= 3 * static_cast<std::size_t>(bytes.size()));
}

QTEST_APPLESS_MAIN(TestDecode)
#include "tst_decode.moc"
