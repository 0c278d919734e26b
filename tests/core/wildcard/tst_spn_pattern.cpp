#include "core/target/typed_target.h"
#include "core/wildcard/spn_pattern.h"

#include <QTest>

using namespace hopwright;
using wildcard::Coverage;
using wildcard::EntryForm;
using wildcard::Risk;
using wildcard::SpnPattern;

class TestSpnPattern : public QObject {
    Q_OBJECT

private slots:
    void saysWhereTheEntryIsWrong_data();
    void saysWhereTheEntryIsWrong();
    void cuttingAnEntryAnywhereEndsWell();
    void covers_data();
    void covers();
    void namesItsForm_data();
    void namesItsForm();
    void takesTheHostOfATarget_data();
    void takesTheHostOfATarget();
    void gradesTheRisk_data();
    void gradesTheRisk();
    void keepsItsSpelling();
    void anEntryBeyondTheLimitIsTooLarge();
};

void TestSpnPattern::saysWhereTheEntryIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("why");
    const auto row = [](const char* name, const QByteArray& text, int offset, const char* why) {
        QTest::newRow(name) << text << offset << QByteArray(why);
    };
    const char* const slash = "the entry lacks the '/' between service and host";
    const char* const service = "the entry names no service";
    const char* const blank = "the entry has a blank or a control character";
    const char* const host = "the entry names no host";
    const char* const stars = "an entry with a second '*' never matches";
    row("empty", "", 0, slash);
    row("no slash", "wsman", 5, slash);
    row("no service", "/web01", 0, service);
    row("star for a service", "*/web01", 0, service);
    row("blank before", " wsman/web01", 0, blank);
    row("blank after", "wsman/web01 ", 11, blank);
    row("control byte", "wsman/a\x01", 7, blank);
    row("a byte of zero", QByteArray("wsman/a\0b", 9), 7, blank);
    row("DEL", "wsman/a\x7f", 7, blank);
    row("no host", "wsman/", 6, host);
    row("star and a dot", "wsman/*.", 8, host);
    row("S3.2 two wildcards", "WSMAN/*.eu*.contoso.com", 10, stars);
    row("two stars alone", "wsman/**", 7, stars);
}

void TestSpnPattern::saysWhereTheEntryIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    QFETCH(QByteArray, why);

    const auto pattern = SpnPattern::parse(text.toStdString());
    QVERIFY(!pattern);
    QCOMPARE(pattern.error().code, ErrorCode::Malformed);
    QCOMPARE(pattern.error().offset, std::size_t(offset));
    QCOMPARE(pattern.error().detail, why.toStdString());
}

void TestSpnPattern::cuttingAnEntryAnywhereEndsWell()
{
    const std::string whole = "WSMAN/*.contoso.com";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto pattern = SpnPattern::parse(whole.substr(0, size));
        const bool readable = size == 7 || size > 8;  // `WSMAN/*` and all behind `WSMAN/*.`
        QCOMPARE(pattern.has_value(), readable);
        if (!pattern)
            QVERIFY(pattern.error().offset.value_or(whole.size()) <= size);
    }
}

void TestSpnPattern::covers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("target");
    QTest::addColumn<Coverage>("expected");

    const auto row = [](const char* name, const QString& text, const QString& target,
                        Coverage expected) {
        QTest::newRow(name) << text << target << expected;
    };
    // Domain reference §3.3, "Test vectors", in its order.
    row("S3.3 (*.contoso.com, b.contoso.com)", "WSMAN/*.contoso.com", "b.contoso.com",
        Coverage::Certain);
    row("S3.3 (*.contoso.com, contoso.com)", "WSMAN/*.contoso.com", "contoso.com", Coverage::No);
    row("S3.3 (*.contoso.com, b)", "WSMAN/*.contoso.com", "b", Coverage::No);
    row("S3.3 (*.contoso.com, evilcontoso.com)", "WSMAN/*.contoso.com", "evilcontoso.com",
        Coverage::No);
    row("S3.3 (*.contoso.com, b.eu.contoso.com)", "WSMAN/*.contoso.com", "b.eu.contoso.com",
        Coverage::Likely);
    row("S3.3 (*, anything)", "WSMAN/*", "anything", Coverage::Certain);
    row("S3.3 (B.CONTOSO.COM, b.contoso.com)", "WSMAN/B.CONTOSO.COM", "b.contoso.com",
        Coverage::Certain);
    row("S3.3 (b.contoso.com, b.contoso.com:5985)", "WSMAN/b.contoso.com", "b.contoso.com:5985",
        Coverage::Certain);
    // §3.2
    row("S3.2 prefix case", "wsman/b.contoso.com", "b.contoso.com", Coverage::Certain);
    row("S3.2 short name is another target", "WSMAN/b.contoso.com", "b", Coverage::No);
    row("S3.2 address is another target", "WSMAN/*.contoso.com", "10.0.0.5", Coverage::No);
    row("S3.2 address listed", "WSMAN/10.0.0.5", "10.0.0.5", Coverage::Certain);
    row("S3.2 any host takes an address", "WSMAN/*", "10.0.0.5", Coverage::Certain);
    row("S3.2 wildcard elsewhere", "WSMAN/web*.contoso.com", "web07.contoso.com", Coverage::Likely);
    row("S3.2 wildcard elsewhere, other name", "WSMAN/web*.contoso.com", "sql07.contoso.com",
        Coverage::No);
    row("S3.2 wildcard elsewhere, another domain", "WSMAN/web*.contoso.com", "web07.fabrikam.com",
        Coverage::No);
    row("S3.2 wildcard elsewhere, for nothing", "WSMAN/web*.contoso.com", "web.contoso.com",
        Coverage::Likely);
    row("S3.2 wildcard at the end", "WSMAN/web*", "web07", Coverage::Likely);
    row("S3.2 the parts of a glob do not overlap", "WSMAN/ab*ba", "aba", Coverage::No);
    row("S3.2 bare star", "*", "anything", Coverage::Certain);
    row("S3.2 port in an entry", "WSMAN/b:5985", "b:5985", Coverage::No);
    row("S3.1 another service", "TERMSRV/*", "b.contoso.com", Coverage::No);
    row("IPv6 in brackets", "WSMAN/[fe80::1]", "[FE80::1]:5985", Coverage::Certain);
    row("an empty first label", "WSMAN/*.contoso.com", ".contoso.com", Coverage::No);
    row("an empty label before the domain", "WSMAN/*.contoso.com", "a..contoso.com", Coverage::No);
    row("an empty label first of more", "WSMAN/*.contoso.com", ".b.contoso.com", Coverage::No);
    row("no host at all", "WSMAN/*", "", Coverage::No);
}

void TestSpnPattern::covers()
{
    QFETCH(QString, text);
    QFETCH(QString, target);
    QFETCH(Coverage, expected);

    const auto pattern = SpnPattern::parse(text.toStdString());
    QVERIFY(pattern);
    QCOMPARE(pattern->covers(target.toStdString()), expected);
}

void TestSpnPattern::namesItsForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<EntryForm>("expected");
    QTest::newRow("one host") << "WSMAN/b" << EntryForm::OneHost;
    QTest::newRow("below a domain") << "WSMAN/*.contoso.com" << EntryForm::BelowDomain;
    QTest::newRow("any host") << "wsman/*" << EntryForm::AnyHost;
    QTest::newRow("bare star") << "*" << EntryForm::AnyService;
    QTest::newRow("undocumented form") << "WSMAN/web*" << EntryForm::UndocumentedGlob;
    QTest::newRow("remote desktop") << "TERMSRV/*" << EntryForm::OtherService;
}

void TestSpnPattern::namesItsForm()
{
    QFETCH(QString, text);
    QFETCH(EntryForm, expected);
    const auto pattern = SpnPattern::parse(text.toStdString());
    QVERIFY(pattern);
    QCOMPARE(pattern->form(), expected);
}

void TestSpnPattern::takesTheHostOfATarget_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("host");
    QTest::newRow("name") << "JUMP01" << "JUMP01";
    QTest::newRow("name and port") << "JUMP01.lab.example:5985" << "JUMP01.lab.example";
    QTest::newRow("connection URI") << "http://b.contoso.com:5985/wsman" << "b.contoso.com";
    QTest::newRow("IPv6 and port") << "[fe80::1]:5986" << "[fe80::1]";
    QTest::newRow("IPv6 alone") << "fe80::1" << "fe80::1";
    QTest::newRow("IPv4 and port") << "10.0.0.5:5985" << "10.0.0.5";
    QTest::newRow("bracket without end") << "[fe80::1" << "[fe80::1";
    QTest::newRow("nothing") << "" << "";
}

void TestSpnPattern::takesTheHostOfATarget()
{
    QFETCH(QString, target);
    QFETCH(QString, host);
    QCOMPARE(QString::fromStdString(std::string(target::readTarget(target.toStdString()).host)),
             host);
}

void TestSpnPattern::gradesTheRisk_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Risk>("plain");
    QTest::addColumn<Risk>("ntlmOnly");
    QTest::newRow("S3.4 exact FQDN") << "WSMAN/b.contoso.com" << Risk::Low << Risk::LowToMedium;
    QTest::newRow("S3.4 exact short name") << "WSMAN/b" << Risk::LowToMedium << Risk::Medium;
    QTest::newRow("S3.4 exact IP") << "WSMAN/10.0.0.5" << Risk::Medium << Risk::High;
    QTest::newRow("S3.4 *.sub.domain") << "WSMAN/*.eu.contoso.com" << Risk::Medium << Risk::High;
    QTest::newRow("S3.4 *.domain") << "WSMAN/*.contoso.com" << Risk::High << Risk::Critical;
    QTest::newRow("S3.4 *") << "WSMAN/*" << Risk::Critical << Risk::Critical;
    QTest::newRow("S3.4 bare *") << "*" << Risk::Critical << Risk::Critical;
    QTest::newRow("undocumented form") << "WSMAN/web*" << Risk::High << Risk::Critical;
    QTest::newRow("another service") << "TERMSRV/*" << Risk::Low << Risk::Low;
}

void TestSpnPattern::gradesTheRisk()
{
    QFETCH(QString, text);
    QFETCH(Risk, plain);
    QFETCH(Risk, ntlmOnly);
    const auto pattern = SpnPattern::parse(text.toStdString());
    QVERIFY(pattern);
    QCOMPARE(wildcard::riskOf(*pattern, false), plain);
    QCOMPARE(wildcard::riskOf(*pattern, true), ntlmOnly);
}

void TestSpnPattern::keepsItsSpelling()
{
    const auto pattern = SpnPattern::parse("WsMan/*.Corp.Example");
    QVERIFY(pattern);
    QCOMPARE(pattern->text(), std::string("WsMan/*.Corp.Example"));
    QCOMPARE(pattern->host(), std::string("*.Corp.Example"));
}

void TestSpnPattern::anEntryBeyondTheLimitIsTooLarge()
{
    const std::string longest = "wsman/" + std::string(wildcard::maxEntryBytes - 6, 'a');
    QVERIFY(SpnPattern::parse(longest));
    const auto pattern = SpnPattern::parse(longest + 'a');
    QVERIFY(!pattern);
    QCOMPARE(pattern.error().code, ErrorCode::TooLarge);
    QCOMPARE(pattern.error().detail, std::string("the entry is too long"));
}

QTEST_APPLESS_MAIN(TestSpnPattern)
#include "tst_spn_pattern.moc"
