#include "core/wildcard/trusted_hosts.h"

#include <QTest>

using namespace hopwright;

class TestTrustedHosts : public QObject {
    Q_OBJECT

private slots:
    void splitsTheSetting();
    void trusts_data();
    void trusts();
};

void TestTrustedHosts::splitsTheSetting()
{
    QCOMPARE(wildcard::trustedHostsOf(" a, *.lab.example,,<local> "),
             (std::vector<std::string>{"a", "*.lab.example", "<local>"}));
    QVERIFY(wildcard::trustedHostsOf("").empty());
    QVERIFY(wildcard::trustedHostsOf(" , ").empty());
}

void TestTrustedHosts::trusts_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("by");
    QTest::newRow("star") << "*" << "anything" << "*";
    QTest::newRow("exact, other case") << "Web01" << "WEB01" << "Web01";
    QTest::newRow("another name") << "web01" << "web02" << "";
    QTest::newRow("below a domain") << "*.lab.example" << "a.lab.example" << "*.lab.example";
    QTest::newRow("the domain itself") << "*.lab.example" << "lab.example" << "";
    QTest::newRow("address with port") << "10.0.0.*" << "10.0.0.5:5985" << "10.0.0.*";
    QTest::newRow("local name") << "<local>" << "jump01" << "<local>";
    QTest::newRow("a full name is not local") << "<local>" << "jump01.lab.example" << "";
    QTest::newRow("an address is not local") << "<local>" << "[fe80::1]" << "";
    QTest::newRow("two stars") << "*.lab.*" << "a.lab.example" << "";
    QTest::newRow("two stars, and nothing between") << "web**" << "web01" << "";
    QTest::newRow("two stars, and one is typed") << "web**" << "web01*" << "";
    QTest::newRow("a star for nothing") << "web*.lab.example" << "web.lab.example"
                                        << "web*.lab.example";
    QTest::newRow("the parts do not overlap") << "ab*ba" << "aba" << "";
    QTest::newRow("another end") << "web*.lab.example" << "web01.far.example" << "";
    QTest::newRow("the second decides") << "x,jump*" << "jump01" << "jump*";
    QTest::newRow("a name before a pattern") << "web01,web*" << "web01" << "web01";
    QTest::newRow("a pattern before a name") << "web*,<local>,web01" << "web01" << "web*";
    QTest::newRow("the first of two spellings") << "x,WEB01,web01" << "web01" << "WEB01";
    QTest::newRow("nothing typed") << "*" << "" << "";
    QTest::newRow("nothing set") << "" << "a" << "";
}

void TestTrustedHosts::trusts()
{
    QFETCH(QString, setting);
    QFETCH(QString, target);
    QFETCH(QString, by);
    const auto patterns = wildcard::trustedHostsOf(setting.toStdString());
    QCOMPARE(wildcard::trustedBy(patterns, target.toStdString()).value_or(""), by.toStdString());
}

QTEST_APPLESS_MAIN(TestTrustedHosts)
#include "tst_trusted_hosts.moc"
