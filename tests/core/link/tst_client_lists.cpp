#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "tests/core/plan/drawing.h"

#include <QSignalSpy>
#include <QTest>

using namespace hopwright;
using plan::tests::Drawing;

namespace {

constexpr int patienceMs = 30'000;
constexpr const char* missing = "denied delegate 0x803381A3 delegate-list-missing";
constexpr const char* mismatch = "denied delegate 0x803381A3 delegate-list-mismatch";
constexpr const char* ntlmNeeded = "denied delegate 0x803381A4 ntlm-only-list-needed";
constexpr const char* denies = "denied delegate 0x803381A3 delegate-list-denies";

/// As plan::tests::summaryOf() has a prediction.
std::string summaryOf(const probe::HopResult& hop)
{
    if (hop.state == HopState::Passed)
        return "allowed";
    if (hop.state == HopState::NotReached)
        return "not reached";
    if (hop.state != HopState::Denied || !hop.stage || !hop.cause)
        return "neither passed nor denied: " + hop.evidence.english();
    return "denied " + std::string(wordOf(*hop.stage)) + ' ' + textOf(hop.code, "null") + ' '
           + std::string(wordOf(*hop.cause));
}

probe::RunReport runIn(link::PracticeLab& lab, const model::Graph& graph,
                       std::vector<model::RouteId> routes)
{
    link::RunSession session(&lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(graph, {.routes = std::move(routes)});
    if (finished.isEmpty())
        finished.wait(patienceMs);
    return session.report();
}

/// Made once: what takes time in a lab's start.
std::shared_ptr<practice::HostKeys> keys()
{
    static const auto made = std::make_shared<practice::HostKeys>();
    return made;
}

void setUp(model::PracticeFacts& facts, const QByteArray& allow, const QByteArray& ntlm,
           const QByteArray& deny)
{
    facts.credSspClient = true;
    facts.credSspServer = true;
    facts.trustedHosts = {"*"};
    const auto entries = [](const QByteArray& text) {
        return text.isEmpty() ? std::vector<std::string>{} : std::vector{text.toStdString()};
    };
    facts.allowFresh = entries(allow);
    facts.allowFreshNtlmOnly = entries(ntlm);
    facts.denyFresh = entries(deny);
}

}  // namespace

/// The lists of a client in the practice lab, of hop 1 and of a hop behind it: what each says, predicted and observed. The
/// expectation stands here, taken from neither.
class TestClientLists : public QObject {
    Q_OBJECT

private slots:
    void bothEndAsTheListsSay_data();
    void bothEndAsTheListsSay();
    void aMachineToItself_data();
    void aMachineToItself();
};

void TestClientLists::bothEndAsTheListsSay_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("allow");
    QTest::addColumn<QByteArray>("ntlm");
    QTest::addColumn<QByteArray>("deny");
    QTest::addColumn<QByteArray>("summary");
    const auto row = [](const char* name, const char* typed, const char* account, const char* allow,
                        const char* ntlm, const char* deny, const char* summary) {
        QTest::newRow(name) << QByteArray(typed) << QByteArray(account) << QByteArray(allow)
                            << QByteArray(ntlm) << QByteArray(deny) << QByteArray(summary);
    };
    const char* const full = "gw.corp.example";
    row("proven, listed", full, "CORP", "wsman/GW.corp.example", "", "", "allowed");
    row("proven, the NTLM-only list alone", full, "CORP", "", "WSMAN/*", "", missing);
    row("field/19: the short name alone", full, "CORP", "WSMAN/gw", "", "", mismatch);
    row("field/15: proven, denied", full, "CORP", "WSMAN/*", "", "WSMAN/*.corp.example", denies);
    row("field/15: another name denied", full, "CORP", "WSMAN/*", "", "WSMAN/nas", "allowed");
    row("field/6: an address, no list", "10.20.0.9", "CORP", "", "", "", missing);
    row("field/6: IPv6, other names", "[fd00::9]:5985", "CORP", "WSMAN/gw", "", "", mismatch);
    row("field/6: other names in the NTLM-only list", "10.20.0.9", "CORP", "", "WSMAN/gw", "",
        mismatch);
    row("an address, the first list alone", "10.20.0.9", "CORP", "WSMAN/*", "WSMAN/gw", "",
        ntlmNeeded);
    row("an address, the NTLM-only list", "10.20.0.9", "CORP", "", "WSMAN/10.20.0.9", "",
        "allowed");
    row("IPv6, the NTLM-only list", "[fd00::9]", "CORP", "WSMAN/gw", "WSMAN/[fd00::9]", "",
        "allowed");
    row("field/15: an address, denied", "10.20.0.9", "CORP", "WSMAN/*", "WSMAN/*", "WSMAN/*",
        denies);
    row("an account of its own, the first list alone", "GW", "GW", "WSMAN/gw", "", "", ntlmNeeded);
    row("an account of its own, no list", "GW", "GW", "", "", "", missing);
}

void TestClientLists::bothEndAsTheListsSay()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, allow);
    QFETCH(QByteArray, ntlm);
    QFETCH(QByteArray, deny);
    QFETCH(QByteArray, summary);
    Drawing drawn;
    drawn.graph.domains[drawn.lab()].dnsName = "corp.example";
    drawn.graph.domains[drawn.lab()].shortName = "CORP";
    const auto client = drawn.machine("ADM");
    const auto middle = drawn.machine("MID");
    const auto server = drawn.machine("GW");
    drawn.graph.computers[server].dnsName = "gw.corp.example";
    drawn.graph.computers[server].address = typed.startsWith('[') ? "fd00::9" : "10.20.0.9";
    drawn.graph.computers[server].practice.credSspServer = true;
    const auto ann = drawn.account(account.toStdString(), "ann");
    const auto before = drawn.session(client, middle);
    drawn.giveCredential(before, drawn.account("CORP", "bea"));
    std::vector<model::HopId> hops;
    for (const model::ComputerId each : {client, middle}) {
        setUp(drawn.graph.computers[each].practice, allow, ntlm, deny);
        hops.push_back(drawn.session(each, server, Method::CredSsp, typed.toStdString()));
        drawn.giveCredential(hops.back(), ann);
    }
    const std::vector routes{drawn.route({hops.front()}), drawn.route({before, hops.back()})};
    link::PracticeLab lab;
    lab.hosts().keys.share(keys());
    QVERIFY(lab.start(drawn.graph, {}));
    const auto predicted = plan::predictNow(drawn.graph, lab.states());
    const auto report = runIn(lab, drawn.graph, routes);
    for (std::size_t i = 0; i < routes.size(); ++i) {
        QCOMPARE(plan::tests::summaryOf(predicted.at(hops[i])), summary.toStdString());
        QCOMPARE(summaryOf(report.routes[i].hops.back()), summary.toStdString());
    }
}

void TestClientLists::aMachineToItself_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("allow");
    QTest::addColumn<QByteArray>("ntlm");
    QTest::addColumn<bool>("workgroup");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("known");  ///< Predicted, too.
    const auto row = [](const char* name, const char* typed, Method method, const char* allow,
                        const char* ntlm, bool workgroup, const char* first, const char* second,
                        bool known = true) {
        QTest::newRow(name) << QByteArray(typed) << int(method) << QByteArray(allow)
                            << QByteArray(ntlm) << workgroup << QByteArray(first)
                            << QByteArray(second) << known;
    };
    const char* const full = "SP01.corp.example";
    const char* const notDelegated = "denied access 5 not-delegated";
    row("field/17: the full name", full, Method::CredSsp, "WSMAN/sp01.corp.example", "", false,
        "allowed", "allowed");
    row("field/17: the short name", "sp01", Method::CredSsp, "WSMAN/SP01", "", false, "allowed",
        "allowed");
    row("field/17: full against short", full, Method::CredSsp, "WSMAN/SP01", "", false, mismatch,
        "not reached");
    row("field/17: short against full", "SP01", Method::CredSsp, "WSMAN/*.corp.example", "", false,
        mismatch, "not reached");
    row("field/17: localhost, neither list", "localhost", Method::CredSsp, "WSMAN/SP01", "", false,
        mismatch, "not reached");
    row("field/17: localhost, both lists", "localhost", Method::CredSsp, "WSMAN/*", "WSMAN/*",
        false, "allowed", "allowed");
    row("field/17: ::1, both lists", "[::1]:5985", Method::CredSsp, "WSMAN/*", "WSMAN/*", false,
        "allowed", "allowed");
    row("field/17: localhost, the first alone", "localhost", Method::CredSsp, "WSMAN/localhost", "",
        false, ntlmNeeded, "not reached", false);
    row("field/17: in a workgroup, the first alone", "SP01", Method::CredSsp, "WSMAN/SP01", "",
        true, ntlmNeeded, "not reached");
    row("field/17: in a workgroup, the NTLM-only list", "SP01", Method::CredSsp, "", "WSMAN/SP01",
        true, "allowed", "denied negotiate 1326 account-not-known", false);
    row("R9: Negotiate counts as a hop", full, Method::Negotiate, "", "", false, "allowed",
        notDelegated);
    row("R9: Default by localhost", "localhost", Method::Default, "", "", false, "allowed",
        notDelegated);
    row("R9: NTLM", "SP01", Method::Ntlm, "", "", false, "allowed", notDelegated);
}

void TestClientLists::aMachineToItself()
{
    QFETCH(QByteArray, typed);
    QFETCH(int, method);
    QFETCH(QByteArray, allow);
    QFETCH(QByteArray, ntlm);
    QFETCH(bool, workgroup);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(bool, known);
    Drawing drawn;
    drawn.graph.domains[drawn.lab()].dnsName = "corp.example";
    drawn.graph.domains[drawn.lab()].shortName = "CORP";
    const auto farm =
        workgroup ? drawn.machine("SP01", drawn.workgroup("WG")) : drawn.machine("SP01");
    drawn.graph.computers[farm].dnsName = workgroup ? "" : "SP01.corp.example";
    setUp(drawn.graph.computers[farm].practice, allow, ntlm, {});
    drawn.graph.computers[farm].practice.trustedHosts.clear();  // It is not asked.
    const auto client = drawn.machine("ADM");
    drawn.graph.computers[client].practice.trustedHosts = {"*"};
    const auto before = drawn.session(client, farm);
    const char* const domain = workgroup ? "SP01" : "CORP";
    drawn.giveCredential(before, drawn.account(domain, "bea"));
    const auto loop = drawn.session(farm, farm, static_cast<Method>(method), typed.toStdString());
    drawn.giveCredential(loop, drawn.account(domain, "farm"));
    const auto data = drawn.use(farm, drawn.share(drawn.machine("FS"), "Daten für Köln"));
    // Where the user sits, and behind a session.
    const std::vector routes{drawn.route({loop, data}), drawn.route({before, loop, data})};
    QVERIFY(!model::findFault(drawn.graph));
    link::PracticeLab lab;
    lab.hosts().keys.share(keys());
    QVERIFY(lab.start(drawn.graph, {}));
    const auto report = runIn(lab, drawn.graph, routes);
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const auto predicted = plan::tests::predictRoute(drawn.graph, routes[i], lab.states());
        const auto& seen = report.routes[i].hops;
        QCOMPARE(summaryOf(seen[i]), first.toStdString());
        QCOMPARE(summaryOf(seen.back()), second.toStdString());
        if (known) {
            QCOMPARE(plan::tests::summaryOf(predicted[i]), first.toStdString());
            QCOMPARE(plan::tests::summaryOf(predicted.back()), second.toStdString());
        } else {
            QVERIFY(std::ranges::any_of(predicted, [](const plan::HopPrediction& each) {
                return each.outcome == Outcome::Unknown;
            }));
        }
    }
}

QTEST_GUILESS_MAIN(TestClientLists)
#include "tst_client_lists.moc"
