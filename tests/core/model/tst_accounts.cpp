#include "core/model/accounts.h"

#include <QTest>

namespace hopwright::model {

namespace {

constexpr DomainId corp{1};
constexpr DomainId asia{2};
constexpr DomainId workgroup{3};
constexpr ComputerId pc{11};
constexpr ComputerId kiosk{12};
constexpr ComputerId loose{13};
constexpr ComputerId longName{14};
constexpr ComputerId server{15};

/// Two domains whose short names say nothing of each other, a workgroup, and machines in each and in none.
Graph estate()
{
    Graph out;
    out.domains[corp] = {.id = corp, .dnsName = "corp.example", .shortName = "CORP"};
    out.domains[asia] = {.id = asia, .dnsName = "ad.apac.example"};
    out.domains[workgroup] = {.id = workgroup, .shortName = "WORKGROUP", .workgroup = true};
    const auto add = [&out](ComputerId id, const char* name, std::optional<DomainId> domain) {
        out.computers[id] = {.id = id, .name = name, .domain = domain};
    };
    add(pc, "PC1", corp);
    add(kiosk, "KIOSK", workgroup);
    add(loose, "LOOSE", std::nullopt);
    add(longName, "PRODUKTIONSSERVER-KÖLN", workgroup);
    add(server, "SRV", corp);
    out.computers[server].dnsName = "srv.corp.example";
    return out;
}

HopId hop(Graph& graph, std::uint32_t id, ComputerId from, ComputerId to)
{
    graph.hops[HopId{id}] = {.id = HopId{id}, .from = from, .to = {.computer = to}};
    return HopId{id};
}

RouteId route(Graph& graph, std::uint32_t id, std::vector<HopId> hops)
{
    graph.routes[RouteId{id}] = {.id = RouteId{id}, .hops = std::move(hops)};
    return RouteId{id};
}

}  // namespace

class TestAccounts : public QObject {
    Q_OBJECT
private slots:
    void oneAccountHasManySpellings_data();
    void oneAccountHasManySpellings();
    void anAccountIsAtHomeSomewhere_data();
    void anAccountIsAtHomeSomewhere();
    void aShortNameIsWhatWindowsProposes_data();
    void aShortNameIsWhatWindowsProposes();
    void aMachineKnowsItsOwnName();
    void aLabHasSomebodyForEachRoute();
    void aNameOfTwoThingsIsNotProposed();
    void aNameOfTwoDomainsMeansTheFirst();
};

void TestAccounts::oneAccountHasManySpellings_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("case") << "CORP\\alice" << "corp\\ALICE" << true;
    QTest::newRow("principal name") << "CORP\\alice" << "alice@corp.example" << true;
    QTest::newRow("full domain") << "CORP\\alice" << "Corp.Example\\alice" << true;
    QTest::newRow("principal of the short name") << "CORP\\alice" << "alice@CORP" << true;
    QTest::newRow("no short name drawn") << "AD\\jun" << "jun@ad.apac.example" << true;
    QTest::newRow("another user") << "CORP\\alice" << "bob@corp.example" << false;
    QTest::newRow("another domain") << "CORP\\alice" << "alice@ad.apac.example" << false;
    QTest::newRow("undrawn") << "OTHER\\alice" << "other\\Alice" << true;
    QTest::newRow("undrawn is not drawn") << "OTHER\\alice" << "CORP\\alice" << false;
    QTest::newRow("two undrawn") << "OTHER\\alice" << "ELSE\\alice" << false;
    QTest::newRow("own, both ways") << ".\\root" << "root" << true;
    QTest::newRow("own is not the domain's") << ".\\alice" << "CORP\\alice" << false;
    QTest::newRow("a machine's") << "KIOSK\\root" << "kiosk\\root" << true;
    QTest::newRow("cut to 15 characters")
        << "PRODUKTIONSSERV\\root" << "PRODUKTIONSSERVER-KÖLN\\root" << true;
    QTest::newRow("a workgroup is no domain") << "WORKGROUP\\root" << "KIOSK\\root" << false;
    QTest::newRow("an @ at an end is part of the name") << "@corp.example" << "CORP\\" << false;
}

void TestAccounts::oneAccountHasManySpellings()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    const Graph graph = estate();
    const AccountName a = accountFromText(one.toStdString());
    const AccountName b = accountFromText(other.toStdString());
    QCOMPARE(sameAccount(graph, a, b), same);
    QCOMPARE(sameAccount(graph, b, a), same);
    QVERIFY(sameAccount(graph, a, a));
    QCOMPARE(accountText(a), one.toStdString());
}

void TestAccounts::anAccountIsAtHomeSomewhere_data()
{
    using Kind = AccountHome::Kind;
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("user");
    QTest::newRow("short") << "corp\\ann" << int(Kind::Domain) << "CORP" << "ann";
    QTest::newRow("principal") << "ann@corp.example" << int(Kind::Domain) << "CORP" << "ann";
    QTest::newRow("two @") << "ann@home@corp.example" << int(Kind::Domain) << "CORP" << "ann@home";
    QTest::newRow("unnamed short") << "ann@ad.apac.example" << int(Kind::Domain) << "AD" << "ann";
    QTest::newRow("machine") << "srv\\ann" << int(Kind::Machine) << "SRV" << "ann";
    QTest::newRow("machine by its DNS name")
        << "srv.corp.example\\ann" << int(Kind::Machine) << "SRV" << "ann";
    QTest::newRow("dot") << ".\\ann" << int(Kind::Own) << "" << "ann";
    QTest::newRow("alone") << "ann" << int(Kind::Own) << "" << "ann";
    QTest::newRow("undrawn") << "ELSE\\ann" << int(Kind::Undrawn) << "ELSE" << "ann";
    QTest::newRow("undrawn principal") << "ann@else.example" << int(Kind::Undrawn) << "else.example"
                                       << "ann";
    QTest::newRow("principal of a machine") << "ann@SRV" << int(Kind::Undrawn) << "SRV" << "ann";
}

void TestAccounts::anAccountIsAtHomeSomewhere()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    QFETCH(QString, name);
    QFETCH(QString, user);
    const AccountName account = accountFromText(typed.toStdString());
    const Graph graph = estate();
    const AccountHome home = homeOf(graph, account);
    QVERIFY(AccountNames(graph).homeOf(account) == home);
    for (const auto& [id, computer] : graph.computers)
        QVERIFY(AccountNames(graph).homeAt(computer, account) == homeAt(graph, computer, account));
    QCOMPARE(int(home.kind), kind);
    QCOMPARE(home.name, name.toStdString());
    QCOMPARE(home.user, user.toStdString());
    QCOMPARE(home.domain.has_value(), home.kind == AccountHome::Kind::Domain);
    QCOMPARE(home.computer.has_value(), home.kind == AccountHome::Kind::Machine);
}

void TestAccounts::aShortNameIsWhatWindowsProposes_data()
{
    QTest::addColumn<QString>("dnsName");
    QTest::addColumn<QString>("shortName");
    QTest::newRow("first label") << "corp.example" << "CORP";
    QTest::newRow("of four") << "ad.emea.corp.example" << "AD";
    QTest::newRow("15 characters") << "verylongcompanyname.example" << "VERYLONGCOMPANY";
    QTest::newRow("no part of a letter") << "grünewalderstraße12.example" << "GRüNEWALDERSTRA";
    QTest::newRow("other letters stay whole") << "東京営業本部東京営業本部東京営業本部.example"
                                              << "東京営業本部東京営業本部東京営";
}

void TestAccounts::aShortNameIsWhatWindowsProposes()
{
    QFETCH(QString, dnsName);
    QFETCH(QString, shortName);
    QCOMPARE(QString::fromStdString(proposedShortName(dnsName.toStdString())), shortName);
}

void TestAccounts::aMachineKnowsItsOwnName()
{
    const Graph graph = estate();
    const Computer& cut = graph.computers.at(longName);
    QVERIFY(isOwnDomain(cut, "produktionsserver-KÖLN"));
    QVERIFY(isOwnDomain(cut, "PRODUKTIONSSERV"));
    QVERIFY(!isOwnDomain(cut, "PRODUKTIONS"));
    QVERIFY(!isOwnDomain(cut, ""));
    const Computer full{.id = pc, .name = "FS.other.example"};
    QCOMPARE(ownDomain(full), std::string("FS"));
    QVERIFY(isOwnDomain(full, "fs"));
    const Computer known{.id = pc, .name = "FS", .dnsName = "FS.other.example"};
    QVERIFY(isOwnDomain(known, "fs.OTHER.example"));
    const Computer address{.id = pc, .name = "10.0.0.7"};
    QCOMPARE(ownDomain(address), std::string("10.0.0.7"));
}

void TestAccounts::aLabHasSomebodyForEachRoute()
{
    Graph graph = estate();
    const auto who = [&graph](RouteId id) {
        const AccountName out = labAccount(graph, id);
        return AccountNames(graph).labAccount(id) == out ? accountText(out) : std::string();
    };
    QCOMPARE(who(route(graph, 40, {hop(graph, 20, pc, server)})), std::string("CORP\\alice"));
    QCOMPARE(who(route(graph, 41, {hop(graph, 21, kiosk, server)})), std::string("KIOSK\\alice"));
    const HopId toKiosk = hop(graph, 22, loose, kiosk);
    QCOMPARE(who(route(graph, 42, {toKiosk})), std::string("LAB\\alice"));
    // What stands first on the way says more than nothing.
    QCOMPARE(who(route(graph, 43, {toKiosk, hop(graph, 23, kiosk, server)})),
             std::string("CORP\\alice"));
    QCOMPARE(who(RouteId{99}), std::string("LAB\\alice"));
    graph.computers[pc].domain = asia;
    QCOMPARE(who(RouteId{40}), std::string("AD\\alice"));
}

void TestAccounts::aNameOfTwoThingsIsNotProposed()
{
    Graph domains = estate();
    domains.domains[asia].shortName = "corp";
    Graph machine = estate();
    machine.computers[loose].name = "CORP";
    const std::string full = "corp.example\\alice";
    for (Graph* const graph : {&domains, &machine}) {
        const RouteId first = route(*graph, 40, {hop(*graph, 20, pc, server)});
        QCOMPARE(accountText(labAccount(*graph, pc)), full);
        QCOMPARE(accountText(labAccount(*graph, first)), full);
        QCOMPARE(accountText(AccountNames(*graph).labAccount(first)), full);
    }
}

/// Whether the drawing is walked over for it or its names are made ready: plan and test must mean the same.
void TestAccounts::aNameOfTwoDomainsMeansTheFirst()
{
    Graph graph = estate();
    graph.domains[asia].shortName = "corp";
    const auto meant = [&graph](const char* typed) {
        const AccountName account = accountFromText(typed);
        const auto walked = homeOf(graph, account).domain;
        return AccountNames(graph).homeOf(account).domain == walked ? walked : std::nullopt;
    };
    QVERIFY(meant("CORP\\ann") == corp);
    QVERIFY(meant("ann@CORP") == corp);
    QVERIFY(meant("ad.apac.example\\ann") == asia);  // A DNS name says which.
}

}  // namespace hopwright::model

QTEST_GUILESS_MAIN(hopwright::model::TestAccounts)
#include "tst_accounts.moc"
