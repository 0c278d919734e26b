#include "core/base/byte_writer.h"
#include "core/lab/lab_world.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::lab;

namespace {

LabMachine machine(const char* name, const char* domain, const char* dnsDomain)
{
    LabMachine out{.name = name};
    if (*dnsDomain != '\0')
        out.dnsName = std::string(name) + "." + dnsDomain;
    out.domain = domain;
    out.dnsDomain = dnsDomain;
    return out;
}

/// Two domains, a workgroup's machine with a long name, and one that nobody placed.
LabWorld estate()
{
    LabWorld out;
    out.machines.push_back(machine("JUMP", "CORP", "corp.example"));
    out.machines.push_back(machine("FS", "EAST", "east.example"));
    out.machines.push_back(machine("PRODUKTIONSSERVER01", "", ""));
    out.machines.push_back(machine("LOOSE", "CORP", ""));
    out.machines.back().anyDomain = true;
    out.machines.push_back(machine("LAGERVERWALTUNG-KÖLN", "", ""));
    out.machines.push_back(machine("倉庫管理システム東京大阪名古屋札幌", "", ""));
    out.makeAccount("LAGERVERWALTUNG-KÖLN", "root");
    out.makeAccount("倉庫管理システム東京大阪名古屋札幌", "root");
    out.machines[0].address = "10.1.2.3";
    out.machines[0].aliases = {"mgmt.corp.example", "FS"};
    out.machines[1].address = "fd00::5";
    out.domains = {{.name = "CORP", .dnsName = "corp.example"},
                   {.name = "EAST", .dnsName = "east.example"}};
    out.makeAccount("CORP", "alice");
    out.makeAccount("EAST", "eve");
    out.makeAccount("PRODUKTIONSSERVER01", "root");
    out.makeAccount("JUMP", "root");
    out.makeAccount("NOWHERE", "nick");
    return out;
}

const LabMachine& at(const LabWorld& world, const QString& name)
{
    const LabMachine* found = world.find(name.toStdString());
    Q_ASSERT(found != nullptr);
    return *found;
}

std::pair<std::string, std::string> parts(const QString& account)
{
    const qsizetype slash = account.indexOf(u'\\');
    return {slash < 0 ? std::string() : account.left(slash).toStdString(),
            account.mid(slash + 1).toStdString()};
}

}  // namespace

class TestLabWorld : public QObject {
    Q_OBJECT
private slots:
    void aMachineIsFoundByWhatPeopleType_data();
    void aMachineIsFoundByWhatPeopleType();
    void aMachineKnowsAnAccountHoweverItIsTyped_data();
    void aMachineKnowsAnAccountHoweverItIsTyped();
    void anotherDomainIsADoubt_data();
    void anotherDomainIsADoubt();
    void twoDomainsOfOneShortNameAreTwo();
    void anAccountIsCalledByItsDomain();
};

void TestLabWorld::aMachineIsFoundByWhatPeopleType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::newRow("name") << "jump" << "JUMP";
    QTest::newRow("full name") << "Jump.Corp.Example" << "JUMP";
    QTest::newRow("port") << "JUMP:5985" << "JUMP";
    QTest::newRow("address") << "10.1.2.3" << "JUMP";
    QTest::newRow("IPv6") << "fd00::5" << "FS";
    QTest::newRow("IPv6, brackets and port") << "[FD00::5]:15985" << "FS";
    QTest::newRow("alias") << "MGMT.corp.example" << "JUMP";
    QTest::newRow("a name goes before an alias") << "FS" << "FS";
    QTest::newRow("unknown") << "JUMP.east.example" << "";
    QTest::newRow("nothing") << "" << "";
}

void TestLabWorld::aMachineIsFoundByWhatPeopleType()
{
    QFETCH(QString, typed);
    QFETCH(QString, name);
    const LabWorld world = estate();
    const LabMachine* found = world.find(typed.toStdString());
    QCOMPARE(found == nullptr ? std::string() : found->name, name.toStdString());
}

void TestLabWorld::aMachineKnowsAnAccountHoweverItIsTyped_data()
{
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("known");
    QTest::newRow("short") << "JUMP" << "corp\\Alice" << "CORP\\alice";
    QTest::newRow("full") << "JUMP" << "corp.example\\alice" << "CORP\\alice";
    QTest::newRow("principal") << "JUMP" << "alice@corp.example" << "CORP\\alice";
    QTest::newRow("principal, short") << "JUMP" << "alice@corp" << "CORP\\alice";
    QTest::newRow("another user") << "JUMP" << "CORP\\bob" << "";
    QTest::newRow("another domain") << "JUMP" << "EAST\\eve" << "";
    QTest::newRow("a domain has no own names") << "JUMP" << "alice" << "";
    QTest::newRow("own") << "JUMP" << "root" << "JUMP\\root";
    QTest::newRow("dot") << "JUMP" << ".\\root" << "JUMP\\root";
    QTest::newRow("own by name") << "JUMP" << "jump\\root" << "JUMP\\root";
    QTest::newRow("own by full name") << "JUMP" << "jump.corp.example\\root" << "JUMP\\root";
    QTest::newRow("another machine's own") << "FS" << "JUMP\\root" << "";
    QTest::newRow("a workgroup's") << "PRODUKTIONSSERVER01" << ".\\root"
                                   << "PRODUKTIONSSERVER01\\root";
    QTest::newRow("NetBIOS") << "PRODUKTIONSSERVER01" << "PRODUKTIONSSERV\\root"
                             << "PRODUKTIONSSERVER01\\root";
    QTest::newRow("NetBIOS, other letters") << "LAGERVERWALTUNG-KÖLN" << "LAGERVERWALTUNG\\root"
                                            << "LAGERVERWALTUNG-KÖLN\\root";
    QTest::newRow("NetBIOS counts letters") << "倉庫管理システム東京大阪名古屋札幌"
                                            << "倉庫管理システム東京大阪名古屋\\root"
                                            << "倉庫管理システム東京大阪名古屋札幌\\root";
    QTest::newRow("a workgroup knows no domain") << "PRODUKTIONSSERVER01" << "CORP\\alice" << "";
    QTest::newRow("unplaced knows one domain") << "LOOSE" << "alice@corp.example" << "CORP\\alice";
    QTest::newRow("and the other") << "LOOSE" << "EAST\\eve" << "EAST\\eve";
    QTest::newRow("and no machine's") << "LOOSE" << "JUMP\\root" << "";
}

void TestLabWorld::aMachineKnowsAnAccountHoweverItIsTyped()
{
    QFETCH(QString, machine);
    QFETCH(QString, typed);
    QFETCH(QString, known);
    const LabWorld world = estate();
    const auto [domain, user] = parts(typed);
    const LabAccount* found = world.account(at(world, machine), domain, user);
    QCOMPARE(found == nullptr ? std::string() : found->domain + "\\" + found->user,
             known.toStdString());
}

void TestLabWorld::anotherDomainIsADoubt_data()
{
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("trusted");  ///< Whose trust is in doubt; empty: there is no doubt.
    QTest::newRow("its own") << "JUMP" << "CORP\\bob" << "";
    QTest::newRow("its own, full") << "JUMP" << "bob@corp.example" << "";
    QTest::newRow("another's") << "JUMP" << "east.example\\eve" << "EAST";
    QTest::newRow("of an unknown domain") << "FS" << "NOWHERE\\nick" << "NOWHERE";
    QTest::newRow("principal of an unknown domain") << "FS" << "nick@far.example" << "far.example";
    QTest::newRow("a machine's own") << "FS" << "JUMP\\root" << "";
    QTest::newRow("own") << "FS" << ".\\root" << "";
    QTest::newRow("a workgroup trusts nobody") << "PRODUKTIONSSERVER01" << "CORP\\alice" << "";
    QTest::newRow("unplaced") << "LOOSE" << "NOWHERE\\nick" << "";
}

void TestLabWorld::anotherDomainIsADoubt()
{
    QFETCH(QString, machine);
    QFETCH(QString, typed);
    QFETCH(QString, trusted);
    const LabWorld world = estate();
    const auto [domain, user] = parts(typed);
    const LabMachine& asked = at(world, machine);
    const QString doubt = QString::fromStdString(world.doubtAbout(asked, domain, user));
    QCOMPARE(doubt.isEmpty(), trusted.isEmpty());
    if (!trusted.isEmpty()) {
        QVERIFY2(doubt.contains(QString::fromStdString(asked.domain)), qPrintable(doubt));
        QVERIFY2(doubt.contains(QStringLiteral("trusts ") + trusted), qPrintable(doubt));
    }
}

void TestLabWorld::twoDomainsOfOneShortNameAreTwo()
{
    LabWorld world;
    world.machines.push_back(machine("A", "AD", "ad.emea.example"));
    world.machines.push_back(machine("B", "AD", "ad.apac.example"));
    world.domains = {{.name = "AD", .dnsName = "ad.emea.example"},
                     {.name = "AD", .dnsName = "ad.apac.example"}};
    world.makeAccount("ad.apac.example", "jun");
    QVERIFY(world.account(world.machines[0], "ad.apac.example", "jun") == nullptr);
    QVERIFY(!world.doubtAbout(world.machines[0], "ad.apac.example", "jun").empty());
    QVERIFY(world.account(world.machines[1], "ad.apac.example", "jun") != nullptr);
    QVERIFY(world.account(world.machines[1], "", "jun@ad.apac.example") != nullptr);
}

void TestLabWorld::anAccountIsCalledByItsDomain()
{
    const LabWorld world = estate();
    const LabMachine& jump = at(world, QStringLiteral("JUMP"));
    QCOMPARE(world.accountName(jump, "alice@corp.example"), std::string("CORP\\alice"));
    QCOMPARE(world.accountName(jump, "east.example\\eve"), std::string("EAST\\eve"));
    QCOMPARE(world.accountName(jump, ".\\root"), std::string("JUMP\\root"));
    QCOMPARE(world.accountName(jump, "root"), std::string("JUMP\\root"));
    QCOMPARE(world.accountName(jump, "NOWHERE\\nick"), std::string("NOWHERE\\nick"));
    QCOMPARE(world.accountName(jump, ""), std::string());
}

QTEST_GUILESS_MAIN(TestLabWorld)
#include "tst_lab_world.moc"
