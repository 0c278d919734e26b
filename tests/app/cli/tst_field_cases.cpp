#include "app/cli/printing.h"
#include "core/base/byte_writer.h"
#include "core/link/lab_hosts.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/probe/comparison.h"
#include "core/probe/denial.h"
#include "tests/core/plan/drawing.h"
#include "ui/text/run_text.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <sstream>

using namespace hopwright;

namespace {

constexpr int patienceMs = 30'000;

/// LAPTOP-31 to gw, both of corp.example, as CORP\ops.
struct Corp : plan::tests::Drawing {
    model::DomainId corp = domain("corp.example", "CORP");
    model::AccountId ops = account("CORP", "ops");
    model::ComputerId laptop = corpMachine("LAPTOP-31");
    model::ComputerId gw = corpMachine("gw");
    model::HopId first;

    explicit Corp(Method method) : first(session(laptop, gw, method, "gw.corp.example"))
    {
        giveCredential(first, ops);
    }

    model::ComputerId corpMachine(const std::string& name)
    {
        const model::ComputerId id = machine(name, corp);
        graph.computers[id].dnsName = name + ".corp.example";
        return id;
    }
};

struct Tested {
    probe::RunReport report;
    std::string printed;

    const probe::HopResult& hop(std::size_t index) const
    {
        return report.routes.front().hops.at(index);
    }
    bool has(std::string_view text) const { return printed.find(text) != std::string::npos; }
};

Tested test(link::PracticeLab* lab, const model::Graph& graph, model::RouteId route,
            link::RunOptions options = {})
{
    options.routes = {route};
    link::RunSession session(lab);
    QSignalSpy finished(&session, &link::RunSession::finished);
    session.start(graph, std::move(options));
    if (finished.isEmpty())
        std::ignore = finished.wait(patienceMs);
    std::ostringstream out;
    cli::printReport(out, graph, session.report());
    return {.report = session.report(), .printed = out.str()};
}

std::string tell(const probe::HopResult& hop)
{
    return std::string(wordOf(hop.state)) + " "
           + (hop.stage ? std::string(wordOf(*hop.stage)) : "-") + " " + textOf(hop.code, "-") + " "
           + (hop.cause ? std::string(wordOf(*hop.cause)) : "-");
}

}  // namespace

/// Situations that people met, from the drawing to what the command line prints.
class TestFieldCases : public QObject {
    Q_OBJECT

private slots:
    void aWorkgroupIsNoWrongPassword_data();
    void aWorkgroupIsNoWrongPassword();
    void aMachineThatHoldsNothingIsNotDenied();
    void anotherDenialThanThePredictedIsNotAsPredicted();
    void whatWasNotSeenIsNoFact_data();
    void whatWasNotSeenIsNoFact();
};

void TestFieldCases::aWorkgroupIsNoWrongPassword_data()
{
    QTest::addColumn<std::string>("account");
    // One account, so one answer (issue 15, step 1).
    QTest::newRow("field/13") << std::string("CORP\\ops");
    QTest::newRow("field/13, by the DNS name") << std::string("corp.example\\ops");
    QTest::newRow("field/13, user principal name") << std::string("ops@corp.example");
}

void TestFieldCases::aWorkgroupIsNoWrongPassword()
{
    QFETCH(const std::string, account);
    Corp drawn(Method::CredSsp);
    const model::AccountName name = model::accountFromText(account);
    drawn.giveCredential(drawn.first, drawn.account(name.domain, name.user));
    const auto nas = drawn.machine("nas-2", drawn.workgroup("WORKGROUP"));
    const auto second = drawn.use(drawn.gw, drawn.share(nas, "Archive"));
    const auto route = drawn.route({drawn.first, second});
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    std::ignore = lab.apply(plan::makePlan(drawn.graph).changes);
    const auto predicted = plan::predictNow(drawn.graph, lab.states()).at(second);
    QCOMPARE(predicted.outcome, Outcome::Unknown);
    QVERIFY(std::ranges::any_of(predicted.because, [](const plan::Because& each) {
        return each.key == plan::ReasonKey::WorkgroupKnowsItsOwn;
    }));
    const Tested run = test(&lab, drawn.graph, route);
    QCOMPARE(tell(run.hop(1)), std::string("denied negotiate 1326 account-not-known"));
    QVERIFY2(run.has("nas-2 is in a workgroup and knows its own accounts only"),
             run.printed.c_str());
    QVERIFY2(!run.has("Check name and password"), run.printed.c_str());
    QVERIFY2(!run.has("as predicted"), run.printed.c_str());
}

void TestFieldCases::aMachineThatHoldsNothingIsNotDenied()  // field/14
{
    Corp drawn(Method::Default);
    const auto second =
        drawn.session(drawn.gw, drawn.corpMachine("app-2"), Method::Default, "app-2.corp.example");
    const auto route = drawn.route({drawn.first, second});
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    const Tested run = test(&lab, drawn.graph, route);
    QCOMPARE(tell(run.hop(1)), std::string("denied negotiate 0x8009030E not-delegated"));
    QCOMPARE(probe::denierOf(run.hop(1)), probe::Denier::Client);
    QVERIFY2(run.has("gw could not sign in to app-2."), run.printed.c_str());
    QVERIFY2(run.has("nobody asked app-2"), run.printed.c_str());
    QVERIFY2(!run.has("app-2 denies"), run.printed.c_str());
    QVERIFY2(run.has("Hop 2 is denied, as predicted."), run.printed.c_str());
}

void TestFieldCases::anotherDenialThanThePredictedIsNotAsPredicted()  // field/19
{
    Corp drawn(Method::CredSsp);
    const auto route = drawn.route({drawn.first});
    link::PracticeLab lab;
    QVERIFY(lab.start(drawn.graph, {}));
    std::ignore = lab.apply(plan::makePlan(drawn.graph).changes);
    lab.hosts().world.find("LAPTOP-31")->allowFresh.entries = {"WSMAN/gw"};
    // With the right password it is what was predicted.
    const Tested refused = test(&lab, drawn.graph, route);
    QCOMPARE(tell(refused.hop(0)),
             std::string("denied delegate 0x803381A3 delegate-list-mismatch"));
    QVERIFY2(refused.has("Hop 1 is denied, as predicted."), refused.printed.c_str());

    link::RunOptions wrong;
    wrong.explicitCredentials.push_back(
        {.domain = "CORP", .user = "ops", .password = Secret(bytesOf("not this one"))});
    const Tested run = test(&lab, drawn.graph, route, std::move(wrong));
    QCOMPARE(tell(run.hop(0)), std::string("denied negotiate 1326 wrong-password"));
    QCOMPARE(probe::compare(run.hop(0)).differs,
             (std::vector{probe::Part::Stage, probe::Part::Cause, probe::Part::Code}));
    QVERIFY2(!run.has("as predicted."), run.printed.c_str());
    QVERIFY2(run.has("Not as predicted: hop 1. Predicted: denied at delegate: the delegate list "
                     "has other names (0x803381A3). Seen: denied at negotiate: name or password "
                     "(1326)."),
             run.printed.c_str());
}

void TestFieldCases::whatWasNotSeenIsNoFact_data()  // field/20
{
    QTest::addColumn<int>("environment");
    QTest::newRow("field/20: lab") << int(Environment::Lab);
    QTest::newRow("field/20: live") << int(Environment::Live);
}

void TestFieldCases::whatWasNotSeenIsNoFact()
{
    QFETCH(int, environment);
    Corp drawn(Method::CredSsp);
    const auto route = drawn.route({drawn.first});
    // Somebody looked at TrustedHosts, and at no more.
    drawn.graph.seen[drawn.laptop] = {.trustedHosts = std::vector<std::string>{"*.corp.example"}};
    link::RunOptions options{.environment = static_cast<Environment>(environment)};
    options.as = {.domain = "CORP", .user = "ops", .password = Secret(bytesOf("Secret1"))};
    const Tested run = test(nullptr, drawn.graph, route, std::move(options));
    QCOMPARE(tell(run.hop(0)), std::string("failed delegate - -"));
    QCOMPARE(run.hop(0).unseen, std::string(probe::clientRoleSetting));
    QVERIFY2(run.has("It is not known whether the client role of LAPTOP-31 is on, so no password "
                     "was sent."),
             run.printed.c_str());
    QVERIFY2(run.has("--assume-policy"), run.printed.c_str());
    for (const char* fact : {"is off", "0x803381A2", "denies", "as predicted"})
        QVERIFY2(!run.has(fact), run.printed.c_str());
}

QTEST_GUILESS_MAIN(TestFieldCases)
#include "tst_field_cases.moc"
