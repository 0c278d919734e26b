#include "core/wire/wsman/clixml.h"

#include <QTest>

using namespace hopwright::wire::wsman;

namespace {

const std::string head =
    QByteArray::fromBase64("IzwgQ0xJWE1MDQo=").toStdString();  // winrm-protocol 6.12

std::string objects(const std::string& inside)
{
    return "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"
           + inside + "</Objs>";
}

std::string error(const std::string& text)
{
    return "<S S=\"Error\">" + text + "</S>";
}

}  // namespace

class TestClixml : public QObject {
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void whatCannotBeReadStaysAsItIs_data();
    void whatCannotBeReadStaysAsItIs();
    void eachCutStaysAsItIs();
    void limitsItsInput();
};

void TestClixml::decodes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) {
        QTest::newRow(name) << text << expected;
    };
    row("winrm-protocol 6.12: errors, joined",
        head + objects(error("no &lt;file&gt;_x000D__x000A_") + error("at line 1_x000D__x000A_")),
        "no <file>\r\nat line 1\r\n");
    row("6.12: progress and the others are dropped",
        head
            + objects("<Obj S=\"progress\" RefId=\"0\"><TN "
                      "RefId=\"0\"><T>System.Object</T></TN><MS><S N=\"T\">x</S>"
                      "</MS></Obj><S S=\"warning\">w</S><S S=\"verbose\">v</S><S S=\"debug\">d</S>"
                      "<S S=\"information\">i</S>"
                      + error("e")),
        "e");
    row("6.12: an underscore", head + objects(error("a_x005F_b_c_x005F_x000D_")), "a_b_c_x000D_");
    row("6.12: a pair as two units", head + objects(error("_xD83D__xDD11_")), "\U0001F511");
    row("small digits", head + objects(error("_xd83d__xdd11_")), "\U0001F511");
    row("half a pair", head + objects(error("a_xD83D_b")),
        "a\uFFFD"
        "b");
    row("the other half", head + objects(error("_xDD11_b")),
        "\uFFFD"
        "b");
    row("two first halves", head + objects(error("_xD83D__xD83D__xDD11_")), "\uFFFD\U0001F511");
    row("half a pair at the end", head + objects(error("_xD83D_")), "\uFFFD");
    row("no escapes", head + objects(error("_x00_ _xGGGG_ _x000 _")), "_x00_ _xGGGG_ _x000 _");
    row("letters beyond ASCII", head + objects(error("\u00FC_\U0001F511")), "\u00FC_\U0001F511");
    row("blanks alone", head + objects(error("a") + error(" ") + error("b")), "a b");
    row("6.12: several documents", head + objects(error("a")) + objects(error("b")), "ab");
    row("several heads", head + objects(error("a")) + "\r\n" + head + objects(error("b")), "ab");
    row("text before and behind", "native\r\n" + head + objects(error("a")) + "more",
        "native\r\namore");
    row("no errors", head + objects(""), "");
    row("another case", head + objects("<S S=\"error\">a</S>"), "a");
    row("a line end without CR", "#< CLIXML\n" + objects(error("a")), "a");
}

void TestClixml::decodes()
{
    QFETCH(const std::string, text);
    QFETCH(const std::string, expected);
    QCOMPARE(plainErrorText(text), expected);
}

void TestClixml::whatCannotBeReadStaysAsItIs_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* name, const std::string& text) {
        QTest::newRow(name) << text;
    };
    row("nothing", "");
    row("plain", "'x' is not recognized as an internal or external command,\r\n");
    row("XML without a head", objects(error("a")));
    row("the head alone", head);
    row("another document", head + "<Other/>");
    row("tags that cross", head + "<Objs><S S=\"Error\">a</Objs></S>");
    row("a second document that cannot be read", head + objects(error("a")) + head + "<Objs>");
    row("no UTF-8", head + objects(error("\xFF")));
}

void TestClixml::whatCannotBeReadStaysAsItIs()
{
    QFETCH(const std::string, text);
    QCOMPARE(plainErrorText(text), text);
}

void TestClixml::eachCutStaysAsItIs()
{
    const std::string whole = head + objects(error("a_x000D__x000A_b") + "<Obj S=\"progress\"/>");
    for (std::size_t size = 0; size < whole.size(); ++size)
        QCOMPARE(plainErrorText(whole.substr(0, size)), whole.substr(0, size));
    QCOMPARE(plainErrorText(whole), std::string("a\r\nb"));
}

void TestClixml::limitsItsInput()
{
    const std::size_t room = 1024 * 1024 - (head + objects(error(""))).size();
    QCOMPARE(plainErrorText(head + objects(error(std::string(room, 'x')))), std::string(room, 'x'));
    const std::string longer = head + objects(error(std::string(room + 1, 'x')));
    QCOMPARE(plainErrorText(longer), longer);
}

QTEST_APPLESS_MAIN(TestClixml)
#include "tst_clixml.moc"
