#include "core/edit/chain.h"
#include "core/edit/edit_nodes.h"
#include "core/link/lab_hosts.h"
#include "core/link/run_session.h"
#include "core/model/accounts.h"
#include "core/model/graph_rules.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace hopwright;

namespace {

constexpr int timeLimitMs = 60'000;

model::Graph drawing(const std::vector<std::string>& chains)
{
    const auto graph = edit::parseChains(chains);
    if (!graph)
        qFatal("%s", graph.error().detail.english().c_str());
    return *graph;
}

link::Identity identity(const QString& account, const char* password = "")
{
    model::AccountName name = model::accountFromText(account.toStdString());
    return {.domain = std::move(name.domain),
            .user = std::move(name.user),
            .password = Secret(std::as_bytes(std::span(password, std::strlen(password))))};
}

/// What a practice lab of \p graph says of all its routes; \p applied: everything that the plan asks for is there.
probe::RunReport probed(const model::Graph& graph, bool applied, link::Identity as = {})
{
    link::PracticeLab lab;
    if (const auto started = lab.start(graph, {}, as); !started)
        qFatal("%s", started.error().detail.english().c_str());
    if (applied)
        std::ignore = lab.apply(plan::makePlan(graph).changes);
    link::RunSession session(&lab);
    link::RunOptions options{.as = std::move(as)};
    for (const auto& [id, route] : graph.routes)
        options.routes.push_back(id);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(graph, std::move(options));
    if (!finished.wait(timeLimitMs))
        qFatal("the run did not end");
    return session.report();
}

/// "passed denied/access/5/not-delegated": what became of each hop of a route.
QString told(const probe::RouteResult& route)
{
    QStringList out;
    for (const probe::HopResult& hop : route.hops) {
        std::string text(wordOf(hop.state));
        if (hop.state == HopState::Denied || hop.state == HopState::Failed) {
            text += "/" + std::string(hop.stage ? wordOf(*hop.stage) : "-") + "/"
                    + textOf(hop.code, "-") + "/"
                    + std::string(hop.cause ? wordOf(*hop.cause) : "-");
        }
        if (!hop.skippedBecause.empty())
            text += "/" + hop.skippedBecause;
        out += QString::fromStdString(text);
    }
    return out.join(u' ');
}

QString told(const model::Graph& graph, bool applied, const QString& as = {})
{
    return told(probed(graph, applied, identity(as)).routes.front());
}

model::Computer& machine(model::Graph& graph, const char* name)
{
    return graph.computers[model::computerByName(graph, name)->id];
}

void placeInWorkgroup(model::Graph& graph, const char* name)
{
    auto next = edit::setDomain(graph, machine(graph, name).id, "WORKGROUP", {});
    if (!next)
        qFatal("%s", next.error().detail.english().c_str());
    graph = *next;
}

const QString passed = QStringLiteral("passed passed");
const QString notDelegated = QStringLiteral("passed denied/access/5/not-delegated");
const QString trustUnknown = QStringLiteral("skipped/trust-unknown not-reached");

}  // namespace

class TestLabAccounts : public QObject {
    Q_OBJECT
private slots:
    void anEstateTypedByHandIsItsOwnWorld_data();
    void anEstateTypedByHandIsItsOwnWorld();
    void whoeverIsNamedExists_data();
    void whoeverIsNamedExists();
    void aDeniedAccountIsDeniedInEachSpelling_data();
    void aDeniedAccountIsDeniedInEachSpelling();
    void aDrawnAccountIsFoundInEachSpelling_data();
    void aDrawnAccountIsFoundInEachSpelling();
    void aPasswordIsGivenInAnySpelling();
    void anUndrawnAccountHasThePasswordThatWasTyped();
    void eachRouteHasItsOwnOpener();
    void anAccountOfAnotherDomainIsUnknownBehindHop1Too();
    void aWorkgroupKnowsItsOwn();
    void whatPeopleTypeIsFound_data();
    void whatPeopleTypeIsFound();
    void sixtyMachinesAreOneWorld();
};

void TestLabAccounts::anEstateTypedByHandIsItsOwnWorld_data()
{
    QTest::addColumn<QString>("before");  ///< With the default method, and a share at the end.
    QTest::addColumn<QString>("after");   ///< With CredSSP on hop 1.
    QTest::addColumn<QString>("account");
    QTest::newRow("field/1") << "PC1.corp.example -> JUMP.corp.example -> \\\\FS.corp.example\\Data"
                             << "PC1.corp.example -credssp-> JUMP.corp.example -> "
                                "\\\\FS.corp.example\\Data"
                             << "CORP\\alice";
    QTest::newRow("four labels")
        << "w1.ad.emea.corp.example -> gw.ad.emea.corp.example -> \\\\nas.ad.emea.corp.example\\q$"
        << "w1.ad.emea.corp.example -credssp-> gw.ad.emea.corp.example -> "
           "\\\\nas.ad.emea.corp.example\\q$"
        << "AD\\alice";
    QTest::newRow("short names alone") << "PC1 -> JUMP -> \\\\FS\\Data"
                                       << "PC1 -credssp-> JUMP -> \\\\FS\\Data" << "LAB\\alice";
    QTest::newRow("only the first is full") << "PC1.corp.example -> JUMP -> \\\\FS\\Data"
                                            << "PC1.corp.example -credssp-> JUMP -> \\\\FS\\Data"
                                            << "CORP\\alice";
    QTest::newRow("only the second is full") << "PC1 -> JUMP.corp.example -> \\\\FS\\Data"
                                             << "PC1 -credssp-> JUMP.corp.example -> \\\\FS\\Data"
                                             << "CORP\\alice";
    QTest::newRow("a port") << "PC1.corp.example -> JUMP.corp.example:15985 -> \\\\FS\\Data"
                            << "PC1.corp.example -credssp-> JUMP.corp.example:15985 -> \\\\FS\\Data"
                            << "CORP\\alice";
    QTest::newRow("long names")
        << "verwaltungsrechner-0815.langername-der-firma.example -> "
           "produktionsserver-17.langername-der-firma.example -> \\\\dateiablage-zentral\\Ablage"
        << "verwaltungsrechner-0815.langername-der-firma.example -credssp-> "
           "produktionsserver-17.langername-der-firma.example -> \\\\dateiablage-zentral\\Ablage"
        << "LANGERNAME-DER-\\alice";
    QTest::newRow("German") << QStringLiteral("büro1.müller.example -> schlüssel.müller.example -> "
                                              "\\\\größe.müller.example\\Übergabe")
                            << QStringLiteral("büro1.müller.example -credssp-> "
                                              "schlüssel.müller.example -> "
                                              "\\\\größe.müller.example\\Übergabe")
                            << QStringLiteral("MüLLER\\alice");
    QTest::newRow("Japanese") << QStringLiteral("端末.東京.example -> 踏み台.東京.example -> "
                                                "\\\\共有.東京.example\\資料")
                              << QStringLiteral("端末.東京.example -credssp-> 踏み台.東京.example "
                                                "-> \\\\共有.東京.example\\資料")
                              << QStringLiteral("東京\\alice");
}

void TestLabAccounts::anEstateTypedByHandIsItsOwnWorld()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, account);
    const probe::RunReport first = probed(drawing({before.toStdString()}), false);
    QCOMPARE(told(first.routes.front()), notDelegated);
    QCOMPARE(QString::fromStdString(first.routes.front().account), account);
    const probe::RunReport second = probed(drawing({after.toStdString()}), true);
    QCOMPARE(told(second.routes.front()), passed);
    QCOMPARE(QString::fromStdString(second.routes.front().account), account);
}

void TestLabAccounts::whoeverIsNamedExists_data()
{
    QTest::addColumn<QString>("as");
    QTest::addColumn<QString>("expected");
    QTest::newRow("field/1 short") << "CORP\\alice" << passed;
    QTest::newRow("field/1 principal") << "alice@corp.example" << passed;
    QTest::newRow("field/1 full") << "corp.example\\alice" << passed;
    QTest::newRow("case") << "cOrP\\Alice" << passed;
    QTest::newRow("nobody drew her") << "CORP\\zoë.müller" << passed;
    QTest::newRow("nobody drew her, principal") << "zoë.müller@corp.example" << passed;
    QTest::newRow("another domain") << "OTHER\\bob" << trustUnknown;
    QTest::newRow("another domain, principal") << "bob@other.example" << trustUnknown;
    QTest::newRow("LAB is another domain here") << "LAB\\alice" << trustUnknown;
}

void TestLabAccounts::whoeverIsNamedExists()
{
    QFETCH(QString, as);
    QFETCH(QString, expected);
    const model::Graph graph =
        drawing({R"(PC1.corp.example -credssp-> JUMP.corp.example -> \\FS.corp.example\Data)"});
    const probe::RunReport report = probed(graph, true, identity(as));
    const probe::RouteResult& route = report.routes.front();
    QCOMPARE(told(route), expected);
    QCOMPARE(QString::fromStdString(route.account), as);
    const bool unknown = expected == trustUnknown;
    QCOMPARE(route.hops.front().predicted.outcome, unknown ? Outcome::Unknown : Outcome::Allowed);
    if (unknown) {
        const QString evidence = QString::fromStdString(route.hops.front().evidence.english());
        QVERIFY2(evidence.contains(QStringLiteral("CORP")), qPrintable(evidence));
        QVERIFY(!route.hops.front().cause && !route.hops.front().code);
    }
}

void TestLabAccounts::aDeniedAccountIsDeniedInEachSpelling_data()
{
    QTest::addColumn<QString>("denied");
    QTest::addColumn<QString>("as");
    const QStringList spellings{"CORP\\alice", "corp.example\\ALICE", "alice@corp.example"};
    for (const QString& denied : spellings) {
        for (const QString& as : spellings)
            QTest::addRow("%s as %s", qPrintable(denied), qPrintable(as)) << denied << as;
    }
}

void TestLabAccounts::aDeniedAccountIsDeniedInEachSpelling()
{
    QFETCH(QString, denied);
    QFETCH(QString, as);
    model::Graph graph =
        drawing({R"(PC1.corp.example -credssp-> JUMP.corp.example -> \\FS.corp.example\Data)"});
    machine(graph, "FS").practice.denyAccount = denied.toStdString();
    QCOMPARE(told(graph, true, as),
             QStringLiteral("passed denied/access/5/permission-on-resource"));
    QCOMPARE(told(graph, true, QStringLiteral("CORP\\bob")), passed);
}

void TestLabAccounts::aDrawnAccountIsFoundInEachSpelling_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("user");
    QTest::newRow("short") << "CORP" << "carol";
    QTest::newRow("full") << "corp.example" << "carol";
    QTest::newRow("principal") << "" << "carol@corp.example";
}

void TestLabAccounts::aDrawnAccountIsFoundInEachSpelling()
{
    QFETCH(QString, domain);
    QFETCH(QString, user);
    model::Graph graph =
        drawing({R"(PC1.corp.example -credssp-> JUMP.corp.example -> \\FS.corp.example\Data)"});
    const model::AccountId id{graph.nextId++};
    graph.accounts[id] = {.id = id, .domain = domain.toStdString(), .user = user.toStdString()};
    for (const auto& [hopId, hop] : model::Graph(graph).hops) {
        if (hop.credential.isExplicit)
            graph.hops[hopId].credential.account = id;
    }
    const probe::RunReport report = probed(graph, true);
    QCOMPARE(told(report.routes.front()), passed);
    const std::string evidence = report.routes.front()
                                     .hops.back()
                                     .stages[static_cast<std::size_t>(Stage::Access)]
                                     .evidence.english();
    QVERIFY2(evidence.ends_with("owner CORP\\carol"), evidence.c_str());
}

void TestLabAccounts::aPasswordIsGivenInAnySpelling()
{
    const model::Graph graph = drawing({"PC1.corp.example -> JUMP.corp.example"});
    link::PracticeLab lab;
    lab.setPassword("", "alice@corp.example", identity({}, "before").password);
    QVERIFY(lab.start(graph, {}).has_value());
    const auto password = [&lab](const char* domain, const char* user) {
        const auto found = lab.passwordOf(domain, user);
        return found ? QByteArray(reinterpret_cast<const char*>(found->expose().data()),
                                  static_cast<qsizetype>(found->size()))
                     : QByteArray("none");
    };
    QCOMPARE(password("CORP", "alice"), QByteArray("before"));
    lab.setPassword("corp.example", "ALICE", identity({}, "after").password);
    QCOMPARE(password("corp", "Alice"), QByteArray("after"));
    QCOMPARE(password("", "alice@corp.example"), QByteArray("after"));
    QCOMPARE(password("", "bob@corp.example"), QByteArray("none"));
    QCOMPARE(lab.accounts(), std::vector<std::string>{"CORP\\alice"});
}

void TestLabAccounts::anUndrawnAccountHasThePasswordThatWasTyped()
{
    const model::Graph graph = drawing({R"(PC1.corp.example -> JUMP.corp.example)"});
    const auto tested = [&graph](const char* account, const char* password) {
        return told(
            probed(graph, false, identity(QString::fromUtf8(account), password)).routes.front());
    };
    QCOMPARE(tested("CORP\\bob", "typed"), QStringLiteral("passed"));
    // Alice is the lab's: what is typed for her is compared.
    QCOMPARE(tested("CORP\\alice", "typed"),
             QStringLiteral("denied/negotiate/1326/wrong-password"));
}

void TestLabAccounts::eachRouteHasItsOwnOpener()
{
    model::Graph graph = drawing(
        {"PC1.corp.example -> JUMP.corp.example", "W7.east.example -> GW", "KIOSK -ntlm-> STAND"});
    placeInWorkgroup(graph, "KIOSK");
    placeInWorkgroup(graph, "STAND");
    const probe::RunReport report = probed(graph, true);
    QCOMPARE(report.routes.size(), std::size_t(3));
    QCOMPARE(report.routes[0].account, std::string("CORP\\alice"));
    QCOMPARE(told(report.routes[0]), QStringLiteral("passed"));
    QCOMPARE(report.routes[1].account, std::string("EAST\\alice"));
    QCOMPARE(told(report.routes[1]), QStringLiteral("passed"));
    QCOMPARE(report.routes[2].account, std::string("KIOSK\\alice"));
    QCOMPARE(report.routes[2].hops.front().predicted.outcome, Outcome::Unknown);
}

void TestLabAccounts::anAccountOfAnotherDomainIsUnknownBehindHop1Too()
{
    const model::Graph share =
        drawing({R"(PC1.corp.example -credssp-> JUMP.corp.example -> \\FS.east.example\Data)"});
    const probe::RunReport atShare = probed(share, true);
    QCOMPARE(told(atShare.routes.front()), QStringLiteral("passed skipped/trust-unknown"));
    QCOMPARE(atShare.routes.front().hops.back().predicted.outcome, Outcome::Unknown);
    const QString evidence =
        QString::fromStdString(atShare.routes.front().hops.back().evidence.english());
    QVERIFY2(evidence.contains(QStringLiteral("EAST"))
                 && evidence.contains(QStringLiteral("trusts CORP")),
             qPrintable(evidence));

    const model::Graph session = drawing(
        {R"(PC1.corp.example -credssp-> JUMP.corp.example -> GW.east.example -> \\FS\Data)"});
    const probe::RunReport atSession = probed(session, true);
    QCOMPARE(told(atSession.routes.front()),
             QStringLiteral("passed skipped/trust-unknown not-reached"));
}

void TestLabAccounts::aWorkgroupKnowsItsOwn()
{
    model::Graph graph = drawing({R"(PC1.corp.example -credssp-> GW -> \\NAS\Data)"});
    placeInWorkgroup(graph, "GW");
    placeInWorkgroup(graph, "NAS");
    for (const char* own : {"GW\\operator", ".\\operator", "gw\\operator"}) {
        const QString said = told(graph, true, QString::fromUtf8(own));
        QVERIFY2(said.startsWith(QStringLiteral("passed denied/negotiate/1326/")),
                 qPrintable(QString::fromUtf8(own) + QStringLiteral(": ") + said));
    }
}

void TestLabAccounts::whatPeopleTypeIsFound_data()
{
    QTest::addColumn<QString>("chain");
    QTest::addColumn<QString>("typed");  ///< For the share, in place of what the chain says.
    const QString toShare = QStringLiteral(
        R"(PC1.corp.example -credssp-> JUMP.corp.example -> \\FS.corp.example\Data)");
    QTest::newRow("short name") << toShare << R"(\\FS\Data)";
    QTest::newRow("short name, small") << toShare << R"(\\fs\data)";
    QTest::newRow("alias") << toShare << R"(\\files.corp.example\Data)";
    QTest::newRow("alias without a dot") << toShare << R"(\\ablage\Data)";
    QTest::newRow("IPv4") << R"(PC1.corp.example -credssp-> JUMP.corp.example -> \\10.0.0.7\share)"
                          << QString();
}

void TestLabAccounts::whatPeopleTypeIsFound()
{
    QFETCH(QString, chain);
    QFETCH(QString, typed);
    model::Graph graph = drawing({chain.toStdString()});
    for (const auto& [id, hop] : model::Graph(graph).hops) {
        if (!model::isSession(hop) && !typed.isEmpty())
            graph.hops[id].typedTarget = typed.toStdString();
    }
    QCOMPARE(told(graph, true), passed);
}

void TestLabAccounts::sixtyMachinesAreOneWorld()
{
    std::vector<std::string> chains;
    for (int i = 0; i < 20; ++i) {
        const std::string n = std::to_string(i);
        chains.push_back("pc" + n + ".plant.example -credssp-> jump" + n
                         + ".plant.example -> \\\\files" + n + ".plant.example\\D" + n);
    }
    const model::Graph graph = drawing(chains);
    QCOMPARE(graph.computers.size(), std::size_t(60));
    const probe::RunReport report = probed(graph, true);
    for (const probe::RouteResult& route : report.routes)
        QCOMPARE(told(route), passed);
}

QTEST_GUILESS_MAIN(TestLabAccounts)
#include "tst_lab_accounts.moc"
