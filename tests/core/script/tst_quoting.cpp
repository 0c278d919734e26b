#include "core/script/quoting.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::script;

class TestQuoting : public QObject {
    Q_OBJECT

private slots:
    void everyQuoteStandsTwice_data();
    void everyQuoteStandsTwice();
    void nothingElseIsTouched();
    void whatNobodySeesIsWrittenOut_data();
    void whatNobodySeesIsWrittenOut();
    void noCommentLineEndsEarly_data();
    void noCommentLineEndsEarly();
    void controlCharactersAreRefused_data();
    void controlCharactersAreRefused();
    void otherTextIsAllowed();
    void aSlugIsAPlainName_data();
    void aSlugIsAPlainName();
};

// powershell-engine §1: each of these ends a single-quoted string; a curly one closes a straight one too.
void TestQuoting::everyQuoteStandsTwice_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("quoted");
    QTest::newRow("U+0027") << std::string("a'b") << std::string("'a''b'");
    QTest::newRow("U+2018") << std::string("a\u2018b") << std::string("'a\u2018\u2018b'");
    QTest::newRow("U+2019") << std::string("a\u2019b") << std::string("'a\u2019\u2019b'");
    QTest::newRow("U+201A") << std::string("a\u201Ab") << std::string("'a\u201A\u201Ab'");
    QTest::newRow("U+201B") << std::string("a\u201Bb") << std::string("'a\u201B\u201Bb'");
    QTest::newRow("at both ends") << std::string("'\u2019") << std::string("'''\u2019\u2019'");
    QTest::newRow("empty") << std::string() << std::string("''");
}

void TestQuoting::everyQuoteStandsTwice()
{
    QFETCH(const std::string, text);
    QFETCH(const std::string, quoted);
    QCOMPARE(literal(text), quoted);
}

void TestQuoting::nothingElseIsTouched()
{
    const std::string text = "$(x) `n \u201C\u201D\u201E\" ]]> #> @ --% \xF0\x9F\x98\x80";
    QCOMPARE(literal(text), "'" + text + "'");
}

// In a sum that begins with text a character becomes text: about_Arithmetic_Operators. ConvertFromUtf32: .NET, System.Char.
void TestQuoting::whatNobodySeesIsWrittenOut_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("constant");
    const auto row = [](const char* name, const std::string& text, const std::string& constant) {
        QTest::newRow(name) << text << constant;
    };
    row("within", "FS\u202E01", "('FS' + [char]0x202E + '01')");
    row("first", "\u200BFS", "('' + [char]0x200B + 'FS')");
    row("last", "FS\u2069", "('FS' + [char]0x2069)");
    row("two together", "a\u202E\u00ADb", "('a' + [char]0x202E + [char]0x00AD + 'b')");
    row("nothing else", "\uFEFF", "('' + [char]0xFEFF)");
    row("C1", "a\u0085b", "('a' + [char]0x0085 + 'b')");
    row("beyond the basic plane", "a\U000E0001b",
        "('a' + [char]::ConvertFromUtf32(0xE0001) + 'b')");
    row("with quotes", "a'\u202E\u2019b", "('a''' + [char]0x202E + '\u2019\u2019b')");
    row("a line's end is seen", "a\tb\nc\r\nd", "'a\tb\nc\r\nd'");
    row("a carriage return alone is not", "a\rb\n", "('a' + [char]0x000D + 'b\n')");
}

void TestQuoting::whatNobodySeesIsWrittenOut()
{
    QFETCH(const std::string, text);
    QFETCH(const std::string, constant);
    QCOMPARE(literal(text), constant);
}

void TestQuoting::noCommentLineEndsEarly_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("LF") << std::string("a\nb");
    QTest::newRow("CR LF") << std::string("a\r\nb");
    QTest::newRow("CR") << std::string("a\rb");
    QTest::newRow("NUL") << std::string("a\0b", 3);
    QTest::newRow("VT") << std::string("a\vb");
    QTest::newRow("DEL") << std::string("a\x7F"
                                        "b");
    QTest::newRow("U+0080") << std::string("a\u0080b");
    QTest::newRow("U+009F") << std::string("a\u009Fb");
    QTest::newRow("U+0085") << std::string("a\u0085b");
    QTest::newRow("U+2028") << std::string("a\u2028b");
    QTest::newRow("U+2029") << std::string("a\u2029b");
}

void TestQuoting::noCommentLineEndsEarly()
{
    QFETCH(const std::string, text);
    for (const char32_t point : QString::fromStdString(commentText(text)).toUcs4())
        QVERIFY(QChar::isPrint(point));
    QVERIFY(commentText(text).starts_with('a') && commentText(text).ends_with('b'));
    QCOMPARE(commentText("\u00E4 #> $x"), std::string("\u00E4 #> $x"));
}

void TestQuoting::controlCharactersAreRefused_data()
{
    QTest::addColumn<std::string>("text");
    for (char c = 0; c < ' '; ++c)
        QTest::addRow("U+%04X", c) << std::string("ab") + c;
    QTest::newRow("U+007F") << std::string("ab\x7F");
    QTest::newRow("no UTF-8") << std::string("ab\xFF");
    QTest::newRow("cut UTF-8") << std::string("ab\xE2\x80");
}

void TestQuoting::controlCharactersAreRefused()
{
    QFETCH(const std::string, text);
    const auto checked = checkText(text);
    QVERIFY(!checked);
    QCOMPARE(checked.error().offset, std::optional<std::size_t>(2));
}

void TestQuoting::otherTextIsAllowed()
{
    QVERIFY(checkText(""));
    QVERIFY(checkText("a' \u2019 \u202E \u2028 \xF0\x9F\x98\x80 ]]> #>"));
}

void TestQuoting::aSlugIsAPlainName_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("plain") << std::string("ADM-PC01") << std::string("adm-pc01");
    QTest::newRow("dots") << std::string("jump01.lab.example") << std::string("jump01-lab-example");
    QTest::newRow("path") << std::string("..\\..\\x/y") << std::string("x-y");
    QTest::newRow("many dashes") << std::string("--a---b--") << std::string("a-b");
    QTest::newRow("no letter") << std::string("\u00E4\u00F6") << std::string("machine");
    QTest::newRow("empty") << std::string() << std::string("machine");
    QTest::newRow("trailing dot") << std::string("pc.") << std::string("pc");
    QTest::newRow("device") << std::string("CON") << std::string("con-pc");
    QTest::newRow("numbered device") << std::string("Com7") << std::string("com7-pc");
    QTest::newRow("like a device") << std::string("com") << std::string("com");
    QTest::newRow("like a numbered one") << std::string("lpt12") << std::string("lpt12");
    QTest::newRow("right to left") << std::string("\u202Epc") << std::string("pc");
    QTest::newRow("long") << std::string(100, 'x') << std::string(40, 'x');
    QTest::newRow("cut at a dash") << std::string(39, 'x') + ".yz" << std::string(39, 'x');
}

void TestQuoting::aSlugIsAPlainName()
{
    QFETCH(const std::string, name);
    QFETCH(const std::string, expected);
    QCOMPARE(slug(name), expected);
}

QTEST_GUILESS_MAIN(TestQuoting)
#include "tst_quoting.moc"
