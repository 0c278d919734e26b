#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"
#include "core/probe/run_difference.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::probe;

namespace {

model::Graph drawn(const std::vector<std::string>& chains)
{
    return edit::parseChains(chains, {}).value_or(model::Graph());
}

model::ComputerId machine(const model::Graph& graph, const char* name)
{
    return model::computerByName(graph, name)->id;
}

/// All hops of all routes, in these states.
RunReport reportOf(const model::Graph& graph, std::vector<HopState> states)
{
    RunReport out;
    auto next = states.begin();
    for (const auto& [id, route] : graph.routes) {
        RouteResult result{.route = id, .name = route.name, .finished = true};
        for (const model::HopId hop : route.hops)
            result.hops.push_back(
                {.hop = hop, .state = next == states.end() ? HopState::Passed : *next++});
        out.routes.push_back(std::move(result));
    }
    return out;
}

/// "-x|--": a route's hops, x: changed.
std::string textOf(const RunAge& age)
{
    std::string out;
    for (const std::vector<bool>& route : age.changed) {
        out += out.empty() ? "" : "|";
        for (const bool changed : route)
            out += changed ? 'x' : '-';
    }
    return out;
}

constexpr const char* chain = R"(PC -> JUMP -> APP -> \\FS\Data)";
constexpr const char* other = R"(Größe-PC -> 跳躍 -> \\名前\共有)";

using Edit = std::function<void(model::Graph&)>;

model::Hop& hopAt(model::Graph& graph, std::size_t route, std::size_t hop)
{
    const auto found = std::next(graph.routes.begin(), static_cast<std::ptrdiff_t>(route));
    return graph.hops[found->second.hops.at(hop)];
}

}  // namespace

Q_DECLARE_METATYPE(Edit)

class TestRunDifference : public QObject {
    Q_OBJECT

private slots:
    void whatAnEditMakesUntrue_data();
    void whatAnEditMakesUntrue();
    void anEditThatIsTakenBackChangesNothing();
    void machinesOfTheLabCountAsWell();
    void whatIsNotTrueAnyMoreIsNotTested();
    void theSameRunIsAsBefore();
    void whatEndedOtherwiseIsNamed();
    void aHopThatIsDrawnOtherwiseIsNamed();
    void hopsOfOneRunAlone();
    void otherDrawingsAreComparedByName();
    void aHopOfTwoRoutesStandsTwice();
};

void TestRunDifference::whatAnEditMakesUntrue_data()
{
    QTest::addColumn<Edit>("change");
    QTest::addColumn<bool>("older");
    QTest::addColumn<QString>("changed");
    const auto row = [](const char* name, bool older, const char* changed, Edit change) {
        QTest::newRow(name) << std::move(change) << older << QString::fromLatin1(changed);
    };
    row("nothing", false, "---|--", [](model::Graph&) {});
    row("a card that moved, a pin, and notes", false, "---|--", [](model::Graph& graph) {
        model::Computer& computer = graph.computers[machine(graph, "JUMP")];
        computer.position = {.x = 700, .y = 20};
        computer.isPinned = true;
        computer.notes = "below the stairs";
    });
    row("owner, ticket and last day", false, "---|--", [](model::Graph& graph) {
        graph.computers[machine(graph, "JUMP")].upkeep = {
            .owner = "Team Süd", .ticket = "CHG-7", .expires = "2026-03-31"};
        hopAt(graph, 0, 0).upkeep = {.owner = "me", .ticket = "", .expires = "2027-01-01"};
    });
    row("the name of a route", false, "---|--",
        [](model::Graph& graph) { graph.routes[graph.routes.begin()->first].name = "another"; });
    row("the method of the first hop, and so all behind it", true, "xxx|--",
        [](model::Graph& graph) { hopAt(graph, 0, 0).method = Method::CredSsp; });
    row("the port of the second", true, "-xx|--",
        [](model::Graph& graph) { hopAt(graph, 0, 1).port = 5986; });
    row("what is typed for the last", true, "--x|--",
        [](model::Graph& graph) { hopAt(graph, 0, 2).typedTarget = R"(\\fs.lab\Data)"; });
    row("a machine between two hops", true, "-xx|--",
        [](model::Graph& graph) { graph.computers[machine(graph, "APP")].address = "10.0.0.7"; });
    row("what was seen of a machine", true, "xxx|--",
        [](model::Graph& graph) { graph.seen[machine(graph, "PC")].credSspClient = true; });
    row("another machine", true, "---|--",
        [](model::Graph& graph) { graph = *edit::addComputer(graph, {.name = "NEW"}, {}); });
    row("what the probe does at the end", true, "--x|--", [](model::Graph& graph) {
        graph.routes[graph.routes.begin()->first].probe.kind = model::ProbeKind::ListShare;
    });
    row("a route that is gone", true, "---|xx",
        [](model::Graph& graph) { graph.routes.erase(std::next(graph.routes.begin())->first); });
}

void TestRunDifference::whatAnEditMakesUntrue()
{
    QFETCH(const Edit, change);
    QFETCH(const bool, older);
    QFETCH(const QString, changed);
    const model::Graph then = drawn({chain, other});
    model::Graph now = then;
    change(now);
    const RunAge age = ageOf(reportOf(then, {}), then, now);
    QCOMPARE(age.isOlder, older);
    QCOMPARE(QString::fromStdString(textOf(age)), changed);
}

void TestRunDifference::anEditThatIsTakenBackChangesNothing()
{
    const model::Graph then = drawn({chain});
    model::Graph now = then;
    hopAt(now, 0, 0).port = 80;
    QVERIFY(ageOf(reportOf(then, {}), then, now).isOlder);
    hopAt(now, 0, 0).port.reset();
    QVERIFY(!ageOf(reportOf(then, {}), then, now).isOlder);
}

void TestRunDifference::machinesOfTheLabCountAsWell()
{
    const model::Graph graph = drawn({chain});
    const RunAge age = ageOf(reportOf(graph, {}), graph, graph, {machine(graph, "FS")});
    QVERIFY(age.isOlder);
    QCOMPARE(textOf(age), std::string("--x"));
}

void TestRunDifference::whatIsNotTrueAnyMoreIsNotTested()
{
    using enum HopState;
    const model::Graph then = drawn({chain, other});
    model::Graph now = then;
    hopAt(now, 0, 1).port = 80;
    hopAt(now, 1, 0).port = 80;
    const RunReport report = reportOf(then, {Passed, Denied, NotReached, Failed, NotReached});
    const RunReport left = stillTrue(report, ageOf(report, then, now));
    QCOMPARE(left.routes.size(), std::size_t(1));
    QVERIFY(left.routes[0].hops[0].state == Passed);
    QVERIFY(left.routes[0].hops[1].state == NotRun);
    QVERIFY(left.routes[0].hops[2].state == NotRun);
    QCOMPARE(left.routes[0].hops[2].hop, report.routes[0].hops[2].hop);
    QVERIFY(left.routes[0].hops[2].stages[9].stage == Stage::Access);
    QVERIFY(stillTrue(report, ageOf(report, then, then)) == report);
}

void TestRunDifference::theSameRunIsAsBefore()
{
    const model::Graph graph = drawn({chain, other});
    const RunReport report = reportOf(graph, {HopState::Passed, HopState::Denied});
    const auto hops =
        differenceOf({.graph = graph, .report = report}, {.graph = graph, .report = report});
    QCOMPARE(hops.size(), std::size_t(5));
    for (const HopDifference& each : hops)
        QVERIFY(each.isSame());
}

void TestRunDifference::whatEndedOtherwiseIsNamed()
{
    const model::Graph graph = drawn({chain});
    RunReport before = reportOf(graph, {HopState::Passed, HopState::Denied, HopState::Denied});
    RunReport after = reportOf(graph, {HopState::Denied, HopState::Denied, HopState::Denied});
    before.routes[0].hops[1].code = StatusCode::win32(5);
    after.routes[0].hops[1].code = StatusCode::win32(1326);
    before.routes[0].hops[1].ms = 1;
    before.routes[0].hops[2].stage = Stage::Access;
    after.routes[0].hops[2].stage = Stage::Connect;
    after.routes[0].hops[2].cause = Cause::Unknown;
    const auto hops =
        differenceOf({.graph = graph, .report = before}, {.graph = graph, .report = after});
    QVERIFY(hops[0].differs == std::vector{Part::Outcome});
    QVERIFY(hops[1].differs == std::vector{Part::Code});
    QVERIFY((hops[2].differs == std::vector{Part::Stage, Part::Cause}));
    QVERIFY(!hops[2].isDrawnOtherwise);
}

void TestRunDifference::aHopThatIsDrawnOtherwiseIsNamed()
{
    const model::Graph then = drawn({chain});
    model::Graph now = then;
    hopAt(now, 0, 1).method = Method::CredSsp;
    hopAt(now, 0, 2).credential.isExplicit = true;
    const RunReport report = reportOf(then, {});
    const auto hops =
        differenceOf({.graph = then, .report = report}, {.graph = now, .report = report});
    QVERIFY(hops[0].isSame());
    QVERIFY(hops[1].isDrawnOtherwise);
    QVERIFY(hops[2].isDrawnOtherwise);
    QVERIFY(hops[1].differs.empty() && !hops[1].isSame());
}

void TestRunDifference::hopsOfOneRunAlone()
{
    const model::Graph graph = drawn({chain, other});
    const RunReport both = reportOf(graph, {});
    RunReport one = both;
    one.routes.erase(one.routes.begin());
    const auto fewer =
        differenceOf({.graph = graph, .report = both}, {.graph = graph, .report = one});
    QCOMPARE(fewer.size(), std::size_t(5));
    QVERIFY(fewer[0].isSame() && fewer[1].isSame());
    QVERIFY(fewer[2].before == (HopPlace{.route = 0, .hop = 0}));
    QVERIFY(!fewer[2].after && !fewer[4].after);
    const auto more =
        differenceOf({.graph = graph, .report = one}, {.graph = graph, .report = both});
    QCOMPARE(more.size(), std::size_t(5));
    QVERIFY(!more[0].before && !more[2].before);
    QVERIFY(more[3].isSame() && more[4].isSame());
}

void TestRunDifference::otherDrawingsAreComparedByName()
{
    // The same chains drawn in another order: no id is the same.
    const model::Graph then = drawn({chain, other});
    const model::Graph now = drawn({other, chain});
    const RunReport before = reportOf(then, {HopState::Denied});
    const RunReport after = reportOf(now, {});
    const auto hops =
        differenceOf({.graph = then, .report = before}, {.graph = now, .report = after});
    QCOMPARE(hops.size(), std::size_t(5));
    QVERIFY(hops[0].isSame() && hops[1].isSame());
    QVERIFY(hops[2].before == (HopPlace{.route = 0, .hop = 0}));
    QVERIFY(hops[2].differs == std::vector{Part::Outcome});
    QVERIFY(hops[3].isSame() && hops[4].isSame());
}

void TestRunDifference::aHopOfTwoRoutesStandsTwice()
{
    const model::Graph graph = drawn({R"(PC -> JUMP -> \\FS\One)", R"(PC -> JUMP -> \\FS\Two)"});
    const RunReport before =
        reportOf(graph, {HopState::Passed, HopState::Passed, HopState::Denied});
    const RunReport after = reportOf(graph, {});
    const auto hops =
        differenceOf({.graph = graph, .report = before}, {.graph = graph, .report = after});
    QCOMPARE(hops.size(), std::size_t(4));
    QVERIFY(hops[0].isSame());
    QVERIFY(hops[2].differs == std::vector{Part::Outcome});
}

QTEST_APPLESS_MAIN(TestRunDifference)
#include "tst_run_difference.moc"
