#include "core/diagnose/clean_text.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

class TestCleanText : public QObject {
    Q_OBJECT

private slots:
    void isCleaned_data();
    void isCleaned();
    void placesLeadBack_data();
    void placesLeadBack();
};

}  // namespace

void TestCleanText::isCleaned_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QByteArray>("clean");

    const auto row = [](const char* name, const char* pasted, const char* clean) {
        QTest::newRow(name) << QByteArray(pasted) << QByteArray(clean);
    };
    row("quoted mail", "> a\n> > b\n>c", "a\nb\nc");
    row("quoted as HTML", "&gt; a\n&gt;&gt; b", "a\nb");
    row("an append is no quote", ">> log.txt", ">> log.txt");
    row("a prompt is none", "PS C:\\> dir", "PS C:\\> dir");
    row("PowerShell 7", "     | Access is denied", "Access is denied");
    row("entities", "&quot;a&quot; &#39;b&#39; &lt;c&gt; d&amp;e&nbsp;f", "\"a\" 'b' <c> d&e f");
    row("typographic", "\u201Ca\u201D \u2018b\u2019 \u2013Name\u00A0x", "\"a\" 'b' -Name x");
    row("line ends", "a\r\nb\rc", "a\nb\nc");
    row("terminal", "\x1B[31;1mdenied\x1B[0m", "denied");
    row("no width", "Access\u200B is\uFEFF denied\u00AD", "Access is denied");
    row("other letters stay", "Zugriff f\u00FCr \u65E5\u672C", "Zugriff f\u00FCr \u65E5\u672C");
    row("an entity that is none", "a &copy b & c &", "a &copy b & c &");
    row("an escape that is cut", "a\x1B[", "a[");
    // At 80 columns: a console in the middle of a word, a mail program behind a dash or at a blank.
    row("a path that a console broke",
        "PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock { dir \\\\nas3.o.example\\pi\n"
        "cs\\a.txt }\nAccess is denied",
        "PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock { dir \\\\nas3.o.example\\pics\\a.txt }\n"
        "Access is denied");
    row("a path that a mail broke behind a dash",
        "> PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock { Get-ChildItem \\\\nas-\r\n"
        "> 3\\pics }\r\n> Access is denied",
        "PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock { Get-ChildItem \\\\nas-3\\pics }\n"
        "Access is denied");
    row("a path in quotes that a mail broke at a blank",
        "Invoke-Command -ComputerName web7 -ScriptBlock { dir '\\\\nas3\\pics\\of last\nyear' }",
        "Invoke-Command -ComputerName web7 -ScriptBlock { dir '\\\\nas3\\pics\\of last year' }");
    row("a path at the end of a shorter line",
        "2026/03/09 02:00:07 ERROR 5 (0x00000005) Copying File \\\\nas3\\pics\\a.txt\nAccess is denied",
        "2026/03/09 02:00:07 ERROR 5 (0x00000005) Copying File \\\\nas3\\pics\\a.txt\nAccess is denied");
    row("a line of 80 columns that its message follows",
        "PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock $s; dir \\\\nas3.example\\pi\n"
        "dir : Access is denied",
        "PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock $s; dir \\\\nas3.example\\pi\n"
        "dir : Access is denied");
    row("a line of 80 columns that a sentence follows",
        "PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock $s; dir \\\\nas3.example\\pi\n"
        "Access is denied.",
        "PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock $s; dir \\\\nas3.example\\pi\n"
        "Access is denied.");
}

void TestCleanText::isCleaned()
{
    QFETCH(QByteArray, pasted);
    QFETCH(QByteArray, clean);

    QCOMPARE(QByteArray::fromStdString(std::string(CleanText(pasted.toStdString()).text())), clean);
}

void TestCleanText::placesLeadBack_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QByteArray>("clean");
    QTest::addColumn<QByteArray>("back");

    QTest::newRow("behind an entity")
        << QByteArray("&quot;a&quot; denied now") << QByteArray("denied") << QByteArray("denied");
    QTest::newRow("over an entity")
        << QByteArray("x a&quot;b y") << QByteArray("a\"b") << QByteArray("a&quot;b");
    QTest::newRow("in a quoted line")
        << QByteArray("> a\n> > denied") << QByteArray("denied") << QByteArray("denied");
    QTest::newRow("over the end of a quoted line")
        << QByteArray("> is\n> denied") << QByteArray("is\ndenied") << QByteArray("is\n> denied");
    QTest::newRow("over a line that was broken in a path")
        << QByteArray("> PS C:\\> Invoke-Command -ComputerName web7 -ScriptBlock { Get-ChildItem "
                      "\\\\nas-\n> 3\\pics }")
        << QByteArray("\\\\nas-3\\pics") << QByteArray("\\\\nas-\n> 3\\pics");
}

void TestCleanText::placesLeadBack()
{
    QFETCH(QByteArray, pasted);
    QFETCH(QByteArray, clean);
    QFETCH(QByteArray, back);

    const std::string whole = pasted.toStdString();
    const CleanText text(whole);
    const std::size_t at = text.text().find(clean.toStdString());
    QVERIFY(at != std::string_view::npos);

    const text::Place place =
        text.pasted({.offset = at, .length = static_cast<std::size_t>(clean.size())});

    QCOMPARE(QByteArray::fromStdString(std::string(text::at(whole, place))), back);
}

QTEST_APPLESS_MAIN(TestCleanText)

#include "tst_clean_text.moc"
