#include "core/target/typed_target.h"

#include <QTest>

#include <string>

using namespace hopwright;
using target::TypedTarget;
using Form = TypedTarget::Form;
using Kind = TypedTarget::HostKind;

namespace {

struct Row {
    const char* text;
    TypedTarget expected;
};

const std::vector<Row>& rows()
{
    static const std::vector<Row> all{
        {"", {}},
        {"JUMP01", {.hostKind = Kind::Short, .host = "JUMP01"}},
        {"JUMP01.corp.example", {.hostKind = Kind::Full, .host = "JUMP01.corp.example"}},
        {"JUMP01:5986", {.hostKind = Kind::Short, .host = "JUMP01", .port = 5986}},
        {"JUMP01:0", {.hostKind = Kind::Short, .host = "JUMP01"}},
        {"JUMP01:65536", {.hostKind = Kind::Short, .host = "JUMP01"}},
        {"JUMP01:80x", {.hostKind = Kind::Short, .host = "JUMP01"}},
        {"JUMP01:", {.hostKind = Kind::Short, .host = "JUMP01"}},
        {"10.0.0.5", {.hostKind = Kind::Ipv4, .host = "10.0.0.5"}},
        {"10.0.0.5:80", {.hostKind = Kind::Ipv4, .host = "10.0.0.5", .port = 80}},
        {"999.9.9.9", {.hostKind = Kind::Full, .host = "999.9.9.9"}},
        {"...", {.hostKind = Kind::Full, .host = "..."}},
        {"fd00::5", {.hostKind = Kind::Ipv6, .host = "fd00::5"}},
        {"[fd00::5]", {.hostKind = Kind::Ipv6, .host = "[fd00::5]"}},
        {"[fd00::5]:5985", {.hostKind = Kind::Ipv6, .host = "[fd00::5]", .port = 5985}},
        {"[fe80::1%eth0]:1", {.hostKind = Kind::Ipv6, .host = "[fe80::1%eth0]", .port = 1}},
        {"[10.0.0.5]", {.hostKind = Kind::Full, .host = "[10.0.0.5]"}},
        {"[fd00::5", {.hostKind = Kind::Short, .host = "[fd00::5"}},
        {"[]", {.hostKind = Kind::Short, .host = "[]"}},
        {"a:b:c", {.hostKind = Kind::Short, .host = "a:b:c"}},
        {"https://WEB01",
         {.form = Form::Url, .hostKind = Kind::Short, .scheme = "https", .host = "WEB01"}},
        {"https://WEB01.corp.example:8443/wsman?x#y",
         {.form = Form::Url,
          .hostKind = Kind::Full,
          .scheme = "https",
          .host = "WEB01.corp.example",
          .port = 8443}},
        {"http://[::1]:80/wsman",
         {.form = Form::Url,
          .hostKind = Kind::Ipv6,
          .scheme = "http",
          .host = "[::1]",
          .port = 80}},
        {"://", {.form = Form::Url}},
        {"JUMP01/wsman", {.hostKind = Kind::Short, .host = "JUMP01"}},
        {"\\\\FS01\\Reports",
         {.form = Form::Share, .hostKind = Kind::Short, .host = "FS01", .share = "Reports"}},
        {"\\\\fs01.corp.example\\Reports\\2026\\q1",
         {.form = Form::Share,
          .hostKind = Kind::Full,
          .host = "fs01.corp.example",
          .share = "Reports"}},
        {"\\\\10.0.0.5\\C$",
         {.form = Form::Share, .hostKind = Kind::Ipv4, .host = "10.0.0.5", .share = "C$"}},
        {"\\\\FS01", {.form = Form::Share, .hostKind = Kind::Short, .host = "FS01"}},
        {"\\\\", {.form = Form::Share}},
        {"\\\\\\x", {.form = Form::Share, .share = "x"}},
        {"\xD1\x81\xD0\xB5\xD1\x80\xD0\xB2\xD0\xB5\xD1\x80.\xD1\x84:5985",
         {.hostKind = Kind::Full,
          .host = "\xD1\x81\xD0\xB5\xD1\x80\xD0\xB2\xD0\xB5\xD1\x80.\xD1\x84",
          .port = 5985}},
    };
    return all;
}

bool isPieceOf(std::string_view piece, std::string_view whole)
{
    return piece.empty()
           || (piece.data() >= whole.data()
               && piece.data() + piece.size() <= whole.data() + whole.size());
}

}  // namespace

/// What was typed, in its parts.
class TestTypedTarget : public QObject {
    Q_OBJECT

private slots:
    void targetsAreRead_data();
    void targetsAreRead();
    void cutAnywhereEachPartIsAPieceOfTheText();
    void hosts();
};

void TestTypedTarget::targetsAreRead_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Row& each : rows())
        QTest::newRow(each.text) << index++;
}

void TestTypedTarget::targetsAreRead()
{
    QFETCH(int, index);
    const Row& row = rows().at(static_cast<std::size_t>(index));
    const TypedTarget read = target::readTarget(row.text);
    QCOMPARE(std::string(read.host), std::string(row.expected.host));
    QCOMPARE(std::string(read.share), std::string(row.expected.share));
    QCOMPARE(read.port, row.expected.port);
    QCOMPARE(static_cast<int>(read.hostKind), static_cast<int>(row.expected.hostKind));
    QVERIFY(read == row.expected);
}

void TestTypedTarget::cutAnywhereEachPartIsAPieceOfTheText()
{
    for (const Row& row : rows()) {
        const std::string whole = row.text;
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            const std::string text = whole.substr(0, cut);
            const TypedTarget read = target::readTarget(text);
            QVERIFY(isPieceOf(read.host, text) && isPieceOf(read.share, text)
                    && isPieceOf(read.scheme, text));
            QVERIFY(read.host.empty() == (read.hostKind == Kind::None));
            QVERIFY(read.share.empty() || read.form == Form::Share);
        }
    }
}

void TestTypedTarget::hosts()
{
    QCOMPARE(target::shortNameOf("JUMP01.corp.example"), std::string_view("JUMP01"));
    QCOMPARE(target::shortNameOf("JUMP01"), std::string_view("JUMP01"));
    QCOMPARE(target::shortNameOf("10.0.0.5"), std::string_view("10.0.0.5"));
    QCOMPARE(target::shortNameOf("999.0.0.5"), std::string_view("999"));
    QVERIFY(target::isAddress("[::1]") && target::isAddress("::1") && target::isAddress("1.2.3.4"));
    QVERIFY(!target::isAddress("[1.2.3.4]") && !target::isAddress("...") && !target::isAddress(""));
}

QTEST_APPLESS_MAIN(TestTypedTarget)
#include "tst_typed_target.moc"
