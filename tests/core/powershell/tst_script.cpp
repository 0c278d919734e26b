#include "core/powershell/script.h"
#include "core/powershell/token.h"

#include <QDir>
#include <QTest>

#include <string>
#include <tuple>

using namespace hopwright;
using powershell::Argument;
using powershell::ArgumentKind;
using powershell::Command;
using powershell::Script;

namespace {

/// A command as one line: `name -parameter=value;value positional {block} @parameter=value >target`.
QString shown(const Command& command)
{
    QString out = QString::fromStdString(command.name);
    for (const Argument& each : command.arguments) {
        out += QLatin1Char(' ');
        if (each.kind == ArgumentKind::Redirection)
            out += QLatin1Char('>');
        if (each.kind == ArgumentKind::Verbatim)
            out += QLatin1String("%");
        if (!each.parameter.empty())
            out += QLatin1String(each.kind == ArgumentKind::Splatted ? "@" : "-")
                   + QString::fromStdString(each.parameter);
        QStringList values;
        for (const std::string& value : each.value.values)
            values += QString::fromStdString(value);
        if (each.value.block)
            values += QStringLiteral("{}");
        if (!each.parameter.empty() && !values.isEmpty())
            out += QLatin1Char('=');
        out += values.join(QLatin1Char(';'));
        if (!each.value.constant && !each.value.block && !values.isEmpty())
            out += QLatin1Char('?');
    }
    return out;
}

QStringList shownOf(const std::vector<Command>& commands)
{
    QStringList out;
    for (const Command& each : commands)
        out += shown(each);
    return out;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isWithin(text::Place inner, text::Place outer)
{
    return inner.offset >= outer.offset && inner.end() <= outer.end();
}

}  // namespace

/// What the grammar is, the engine says (judges/tst_powershell_reader_judge); here are values and what hangs together.
class TestScript : public QObject {
    Q_OBJECT

private slots:
    void commands_data();
    void commands();
    void aBlockKnowsItsCommand();
    void whatIsAssigned();
    void whatStandsInExpressions();
    void aSplatIsTheTableThatWasAssignedLast();
    void aPipelineIsChained();
    void aCommandInProse_data();
    void aCommandInProse();
    void tokensCoverWhatTheyName();
    void cutAnywhereItIsRead();
    void limitsEndTheReading();
    void hostileTextIsReadInLinearTime_data();
    void hostileTextIsReadInLinearTime();
    void filesInEachEncoding();
};

void TestScript::commands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* text, const QStringList& expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << expected;
    };
    row("a name alone", "hostname", {"hostname"});
    row("named and positional", "Get-Item -Path C:\\a b", {"Get-Item -Path=C:\\a b"});
    row("a switch takes nothing", "Enter-PSSession -UseSSL SRV01",
        {"Enter-PSSession -UseSSL SRV01"});
    row("a switch with its colon", "a -Confirm:$false b", {"a -Confirm=$false b"});
    row("colon and blank", "a -B: c", {"a -B=c"});
    row("quotes are resolved", "a 'it''s' \"b\"\"c\" d'e f'g", {"a it's b\"c de fg"});
    row("escapes are resolved", "a \"x`ty`\"z\" b` c `d", {"a x\ty\"z b c d"});
    row("no escape in single quotes", "a 'x`ty $b'", {"a x`ty $b"});
    row("a list", "icm -Cn a, 'b',\n c -x", {"icm -Cn=a;b;c -x"});
    row("a list in brackets", "icm -Cn @('a'\n\"b\") (1,2)", {"icm -Cn=a;b 1;2"});
    row("a sum", "a ('\\\\srv' + '\\share')", {"a \\\\srv\\share"});
    row("a list of variables is none", "a -b x,$y", {"a -b=x;$y?"});
    row("variables stand as typed", "a \"\\\\$srv\\x\" $env:TEMP\\y $z.B[0] ${a b}",
        {"a \\\\$srv\\x? $env:TEMP\\y? $z.B[0]? ${a b}?"});
    row("what is known to be constant", "a $true $NULL", {"a $true $NULL"});
    row("UNC as a command", "\\\\srv\\x\\setup.exe /q", {"\\\\srv\\x\\setup.exe /q"});
    row("called", "& 'C:\\a b.exe' c; . \\\\srv\\lib.ps1; & $x d",
        {"C:\\a b.exe c", "\\\\srv\\lib.ps1", " d"});
    row("no name that is expanded", "& \"$x\\a.exe\"", {""});
    row("typographic",
        "a \xE2\x80\x93"
        "b \xE2\x80\x98"
        "c d\xE2\x80\x99 \xE2\x80\x94"
        "e \xE2\x80\x9C"
        "f\xE2\x80\x9D",
        {"a -b=c d -e=f"});
    row("behind two dashes nothing is a parameter", "a -- -b c", {"a -- -b c"});
    row("a named block comes first", "[x()]\n[y()]\nparam()\nprocess { b }", {"b"});
    row("behind an attribute it is a command", "[x()]\nprocess { b }", {"process {}", "b"});
    row("else it is a command", "a\n[x()]\nprocess { b }", {"a", "process {}", "b"});
    row("verbatim", "icacls --% C:\\x /grant a:(OI)F | foo",
        {"icacls %C:\\x /grant a:(OI)F ", "foo"});
    row("redirected", "a > b 2>&1 c>d", {"a >b > c>d"});
    row("here-strings", "a @'\nx 'y'\nz\n'@ b @\"\n$c\n\"@", {"a x 'y'\nz b $c?"});
    row("comments", "a <# b #> c # d", {"a c"});
    row("continued", "a `\n  -b c `\r\n  d", {"a -b=c d"});
    row("alias or keyword", "foreach ($x in b) { c }; 1 | foreach { d }",
        {"b", "c", "foreach {}", "d"});
    row("quotes within a text within a text", "\"$(a \"b c\")\" ", {"a b c"});
}

void TestScript::commands()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(shownOf(powershell::readCommands(text.toStdString())), expected);
}

void TestScript::aBlockKnowsItsCommand()
{
    const std::string text = "function F {\n  icm A { b (c) | ? { d } }\n}\n& { e }\nf";
    const auto commands = powershell::readCommands(text);
    QCOMPARE(shownOf(commands),
             (QStringList{"icm A {}", "b (c)?", "c", "? {}", "d", "", "e", "f"}));
    QVERIFY(!commands[0].within && commands[0].function == "F" && commands[0].line == 2);
    QCOMPARE(commands[1].within, std::optional<std::size_t>(0));
    QCOMPARE(commands[2].within, std::optional<std::size_t>(0));  // In brackets, not in a block.
    QCOMPARE(commands[4].within, std::optional<std::size_t>(3));
    QCOMPARE(commands[6].within, std::optional<std::size_t>(5));
    QVERIFY(!commands[7].within && commands[7].function.empty() && commands[7].line == 5);
    QCOMPARE(text::at(text, *commands[0].arguments[1].value.block),
             std::string_view("{ b (c) | ? { d } }"));
    QCOMPARE(text::at(text, commands[0].place), std::string_view("icm A { b (c) | ? { d } }"));
    QCOMPARE(text::at(text, commands[1].place), std::string_view("b (c)"));
}

void TestScript::whatIsAssigned()
{
    const Script script = powershell::parse(
        "$s = New-PSSession A\n$script:p += '\\\\x\\y'\n[string[]]$l = 'a',\n 'b'\n$x.Y = 5; $a, $b = c\n"
        "$q = d | New-PSSession; $k = { e }; $v = $w = 'z'");
    const auto& all = script.assignments;
    QCOMPARE(all.size(), std::size_t{8});
    QVERIFY(all[0].variable == "s" && all[0].value.command == std::size_t{0} && all[0].line == 1);
    QCOMPARE(script.commands[0].assignedTo, std::string("s"));
    QVERIFY(all[1].variable == "p" && all[1].adds && all[1].value.constant);
    QCOMPARE(all[1].value.text, std::string("\\\\x\\y"));
    QVERIFY(all[2].variable == "l" && all[2].value.values == (std::vector<std::string>{"a", "b"}));
    QVERIFY(all[2].value.constant && !all[2].adds && all[2].line == 3);
    QVERIFY(all[3].variable == "x.Y" && all[3].value.text == "5");
    QVERIFY(all[4].variable == "q" && all[5].variable == "k" && all[5].value.block);
    QVERIFY(
        script.commands[1].assignedTo.empty());  // To two variables: which is which is not told.
    QCOMPARE(script.commands[3].assignedTo, std::string("q"));
    QVERIFY(all[6].variable == "w" && all[7].variable == "v" && all[7].value.text == "z");
}

void TestScript::whatStandsInExpressions()
{
    const Script script = powershell::parse(
        "$t = [System.IO.File]::ReadAllText('\\\\srv\\x') + \"$y\"\n"
        "icm A { [adsi]'LDAP://dc'; $c.Open('z') }\n'a' > \\\\srv\\log; Write-Host 'no'");
    QCOMPARE(script.literals.size(), std::size_t{6});
    const auto& all = script.literals;
    QVERIFY(all[0].text == "\\\\srv\\x" && all[0].of == "System.IO.File::ReadAllText"
            && all[0].constant);
    QVERIFY(all[1].text == "$y" && all[1].of.empty() && !all[1].constant && !all[1].within);
    QVERIFY(all[2].text == "LDAP://dc" && all[2].of == "adsi" && all[2].within == std::size_t{0});
    QVERIFY(all[3].text == "z" && all[3].of == ".Open" && all[3].line == 2);
    QVERIFY(all[4].text == "a" && all[5].of == ">" && all[5].text == "\\\\srv\\log");
}

void TestScript::aSplatIsTheTableThatWasAssignedLast()
{
    const Script script = powershell::parse(
        "$p = @{ ComputerName = 'A'; 'Use SSL' = $true }\nicm @P -x\n$p = @{\n ComputerName = 'B'\n}\n"
        "icm @p\nicm @unknown");
    QCOMPARE(shownOf(script.commands), (QStringList{"icm @ComputerName=A @Use SSL=$true -x",
                                                    "icm @ComputerName=B", "icm @unknown?"}));
}

void TestScript::aPipelineIsChained()
{
    const auto commands = powershell::readCommands("a | b |\n c\n| d\ne && f");
    QCOMPARE(commands.size(), std::size_t{6});
    QVERIFY(!commands[0].pipedFrom && commands[1].pipedFrom == std::size_t{0});
    QVERIFY(commands[2].pipedFrom == std::size_t{1} && commands[3].pipedFrom == std::size_t{2});
    QVERIFY(!commands[4].pipedFrom && !commands[5].pipedFrom);
}

void TestScript::aCommandInProse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* text, const QStringList& expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << expected;
    };
    // The command begins behind the colon.
    row("it ends with its line", "I ran:Enter-PSSession SRV01\nand it doesn't work\n",
        {"Enter-PSSession SRV01"});
    row("an apostrophe", "x:Enter-PSSession SRV01 doesn't work\nit's 'so'",
        {"Enter-PSSession SRV01 doesn't work"});
    row("a quote that is not closed", "x:dir 'C:\\a b\nthen\nnothing", {"dir C:\\a b"});
    row("and closed in the next part", "x:dir \"C:\\a b\nthen\n\n\"nothing", {"dir C:\\a b"});
    row("the full stop of a sentence", "x:dir \\\\FS01\\Data.\nthen", {"dir \\\\FS01\\Data"});
    row("a folder's dot", "x:copy a .\nthen", {"copy a ."});
    row("a block goes on", "x:icm A {\n dir \\\\FS\\x\n}\nsays no", {"icm A {}", "dir \\\\FS\\x"});
    row("until a blank line", "x:icm A {\n dir b\n\nget c }\n", {"icm A {}", "dir b"});
    row("a backtick goes on", "x:icm `\n A `\n B\nsays no", {"icm A B"});
    row("a pipe goes on", "x:a |\n b\nsays", {"a", "b"});
    row("a comma goes on", "x:a b,\n c\nsays", {"a b;c"});
    row("in Markdown", "x`:`dir C:\\x` says no", {"dir C:\\x"});
    row("in brackets", "(x:dir C:\\x) says no", {"dir C:\\x"});
    row("an assignment", "x:$s = nsn A\nsays", {"nsn A"});
    row("nothing", "x:", {});
    row("no command", "x:'a'", {});
}

void TestScript::aCommandInProse()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const std::string bytes = text.toStdString();
    const std::size_t at = bytes.find(':') + (bytes.contains(":`") ? 2 : 1);
    const auto commands = powershell::readCommandAt(bytes, at);
    QCOMPARE(shownOf(commands), expected);
    for (const Command& each : commands)
        QVERIFY(each.place.offset >= at && each.place.end() <= bytes.size());
}

void TestScript::tokensCoverWhatTheyName()
{
    using enum powershell::TokenKind;
    const std::string text = "if ($a -eq 'b') { icm -Cn \"x$(d)\" } # e\n[int]$f = 5; & g --% h";
    QString shownTokens;
    for (const powershell::Token& each : powershell::readTokens(text)) {
        constexpr std::string_view letters = "ckpvtwyobCV";
        shownTokens +=
            QString(QLatin1Char(letters[static_cast<std::size_t>(each.kind)])) + QLatin1Char(':')
            + QString::fromStdString(std::string(text::at(text, each.place))) + QLatin1Char(' ');
    }
    QCOMPARE(shownTokens,
             QString("k:if b:( v:$a o:-eq t:'b' b:) b:{ c:icm p:-Cn t:\"x$(d)\" b:$( c:d b:) b:} "
                     "C:# e y:[int] v:$f o:= w:5 o:& c:g V:--% h "));
}

void TestScript::cutAnywhereItIsRead()
{
    QDir folder(HOPWRIGHT_TEST_DATA "/scripts");
    const auto names = folder.entryList({"*.ps1"});
    QVERIFY(names.size() >= 60);
    for (const QString& name : names) {
        const std::string text =
            powershell::sourceText(contentOf(folder.filePath(name)).toStdString());
        // Each script at some two hundred places; fuzz_powershell cuts at all others.
        const std::size_t step = 1 + text.size() / 200;
        for (std::size_t cut = 0; cut <= text.size(); cut += step) {
            const std::string_view part = std::string_view(text).substr(0, cut);
            const Script script = powershell::parse(part);
            QVERIFY(script.whole && script.looks <= powershell::maxLooks * (cut + 1));
            const auto& all = script.commands;
            for (std::size_t i = 0; i < all.size(); ++i) {
                QVERIFY(all[i].place.end() <= cut);
                QVERIFY(i == 0 || all[i - 1].place.offset < all[i].place.offset);
                QVERIFY(!all[i].within || isWithin(all[i].place, all[*all[i].within].place));
            }
        }
    }
}

void TestScript::limitsEndTheReading()
{
    const auto deep = [](std::size_t depth) {
        return std::string(depth, '(') + "a" + std::string(depth, ')') + "; b";
    };
    const Script allowed = powershell::parse(deep(powershell::maxDepth));
    QVERIFY(allowed.whole && allowed.commands.size() == 2);
    const Script refused = powershell::parse(deep(powershell::maxDepth + 1));
    QVERIFY(!refused.whole && refused.commands.empty());
    const auto many = [](std::string_view piece, std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i)
            out += piece;
        return powershell::parse(out).whole;
    };
    // That of tokens is ten times as far, too long for the sanitizers.
    QVERIFY(many("a;", 1000) && !many("a;", powershell::maxCommands + 1));
}

void TestScript::hostileTextIsReadInLinearTime_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char* piece : {"(",         "{",    "@{a=",  "\"$(",
                              "'",         "\"",   "$a=",   "a|",
                              "`\n",       "<#",   "@'\n",  "[",
                              "a -b ",     "if(",  "${",    "$(",
                              "a,",        "1..",  "-not ", "a\n\n\n",
                              "#\n",       "}",    ")",     "\"\"",
                              "''",        "$x.y", "::",    "a b'c ",
                              "switch(",   "@(",   "try{}", "1e",
                              "0x",        "--",   "- ",    "\xE2\x80\x98",
                              "\x80",      "&",    "?:",    "class a{",
                              "function ", "[a(",  "@p ",   "$p=@{a=1};b @p;"})
        QTest::newRow(piece) << QByteArray(piece);
}

void TestScript::hostileTextIsReadInLinearTime()
{
    QFETCH(QByteArray, piece);
    constexpr qsizetype size = 20'000;
    const std::string text = piece.repeated(size / piece.size()).toStdString();
    const Script script = powershell::parse(text);
    QVERIFY2(script.looks <= powershell::maxLooks * text.size(),
             std::to_string(script.looks).c_str());
    std::ignore = powershell::readCommandAt(text, 0);
}

void TestScript::filesInEachEncoding()
{
    using namespace std::string_view_literals;
    const std::string text = "dir 'ä€'";
    QCOMPARE(powershell::sourceText(text), text);
    QCOMPARE(powershell::sourceText("\xEF\xBB\xBF" + text), text);
    QCOMPARE(powershell::sourceText("dir '\xE4\x80'"), text);  // Windows-1252.
    QCOMPARE(powershell::sourceText("\xFF\xFE"
                                    "d\0\xE4\0\x3D\xD8\x00\xDE"sv),
             std::string("dä\xF0\x9F\x98\x80"));
    QCOMPARE(powershell::sourceText("\xFE\xFF"
                                    "\0d\0\xE4\xD8\x3D\xDE\x00"sv),
             std::string("dä\xF0\x9F\x98\x80"));
    QCOMPARE(powershell::sourceText("\xFF\xFE"
                                    "d\0\x3D\xD8!"sv),
             std::string("d\xEF\xBF\xBD\xEF\xBF\xBD"));
    QCOMPARE(powershell::sourceText("\x81\xE4"), std::string("\xEF\xBF\xBDä"));
    QVERIFY(powershell::sourceText("").empty());
}

QTEST_APPLESS_MAIN(TestScript)
#include "tst_script.moc"
