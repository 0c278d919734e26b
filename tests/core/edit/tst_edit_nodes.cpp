#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "core/model/graph_rules.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace hopwright;
using namespace hopwright::model;

namespace {

Graph drawn(const char* chain)
{
    auto graph = edit::parseChain(chain);
    return graph ? *std::move(graph) : Graph{};
}

ComputerId idOf(const Graph& graph, const char* name)
{
    const Computer* const computer = computerByName(graph, name);
    return computer == nullptr ? ComputerId{} : computer->id;
}

}  // namespace

class TestEditNodes : public QObject {
    Q_OBJECT

private slots:
    void aNameWithDotsNamesItsDomain();
    void aNameWithoutDotsLeavesTheDomainUnknown();
    void twoMachinesOfOneNameAreRefused();
    void oneShortNameInTwoDomainsKeepsTheFullName();
    void aRenameIsFollowedByWhatWasCalledSo();
    void aShareIsRenamedInItsTargets();
    void whatHangsOnAMachineGoesWithIt();
    void aRouteIsShortenedOrRemoved();
    void copiesStandApart();
    void thereIsRoomBelow();
    void movesAreExact();
    void aDomainIsChosenByName();
    void whatIsNotThereIsRefused();
    void theNextPlaceIsFree();
    void aFreePlaceIsTheNextBelow();
    void behindAWideCardIsAWholeHop();
    void aPlaceNearARowIsOnIt();
    void theRowOfAShareIsLevelWithTheMachineBefore();
    void pinnedMachinesAreLetGoAgain();
    void mutedHopsCountAgain();
    void upkeepIsSetOfMachinesAndHops();
};

void TestEditNodes::aNameWithDotsNamesItsDomain()
{
    auto graph =
        edit::addComputer({}, {.name = "JUMP01.lab.example", .kind = ComputerKind::JumpServer},
                          "2026-01-02T03:04:05Z");
    QVERIFY(graph);
    const Computer& computer = graph->computers.at(*edit::newestComputer(*graph));
    QCOMPARE(computer.name, std::string("JUMP01"));
    QCOMPARE(computer.dnsName, std::string("JUMP01.lab.example"));
    QCOMPARE(domainOf(*graph, computer)->shortName, std::string("LAB"));
    QVERIFY(computer.provenance
            == (Provenance{.source = Source::Drawn, .time = "2026-01-02T03:04:05Z"}));
    graph = edit::addComputer(*std::move(graph), {.name = "fs01.LAB.example"}, "");
    QVERIFY(graph);
    QCOMPARE(graph->domains.size(), std::size_t{1});
}

void TestEditNodes::aNameWithoutDotsLeavesTheDomainUnknown()
{
    for (const char* const name : {"JUMP01", "10.0.0.5"}) {
        const auto graph = edit::addComputer({}, {.name = name}, "");
        QVERIFY(graph);
        QVERIFY(!graph->computers.begin()->second.domain);
        QVERIFY(graph->domains.empty());
    }
    for (const char* const name : {"", ".", "a..b", "a.", "a\\b"})
        QVERIFY(!edit::addComputer({}, {.name = name}, ""));
}

void TestEditNodes::twoMachinesOfOneNameAreRefused()
{
    const Graph graph = drawn("A -> B.lab.example");
    for (const char* const name : {"a", "B", "b.LAB.example"}) {
        const auto second = edit::addComputer(graph, {.name = name}, "");
        QVERIFY2(!second && second.error().code == ErrorCode::NameTaken, name);
        QVERIFY(second.error().detail.english().find("two machines are called")
                != std::string::npos);
    }
    QVERIFY(!edit::renameComputer(graph, idOf(graph, "A"), "b", ""));
    QVERIFY(edit::renameComputer(graph, idOf(graph, "A"), "a", ""));
}

void TestEditNodes::oneShortNameInTwoDomainsKeepsTheFullName()
{
    const auto graph =
        edit::addComputer(drawn("A -> B.lab.example"), {.name = "B.other.example"}, "");
    QVERIFY(graph);
    QCOMPARE(graph->computers.at(*edit::newestComputer(*graph)).name,
             std::string("B.other.example"));
}

void TestEditNodes::aRenameIsFollowedByWhatWasCalledSo()
{
    Graph graph = drawn(R"(A -> B.lab.example -> \\C\Share)");
    const auto renamed = edit::renameComputer(graph, idOf(graph, "B"), "JUMP", "");
    QVERIFY(renamed);
    QCOMPARE(computerByName(*renamed, "JUMP")->dnsName, std::string("JUMP.lab.example"));
    QCOMPARE(renamed->hops.begin()->second.typedTarget, std::string("JUMP.lab.example"));
    const auto head = edit::renameComputer(graph, idOf(graph, "A"), "ADM", "");
    QCOMPARE(head->routes.begin()->second.name, std::string("ADM → Share"));
    const auto server = edit::renameComputer(graph, idOf(graph, "C"), "FS01.lab.example", "");
    QCOMPARE(server->hops.rbegin()->second.typedTarget, std::string(R"(\\FS01\Share)"));
    QVERIFY(computerByName(*server, "FS01")->domain == computerByName(*server, "B")->domain);
    // An alias that somebody typed stays.
    const auto alias = edit::setTypedTarget(graph, graph.hops.begin()->first, "jump-alias");
    const auto after = edit::renameComputer(*alias, idOf(graph, "B"), "JUMP", "");
    QCOMPARE(after->hops.begin()->second.typedTarget, std::string("jump-alias"));
}

void TestEditNodes::aShareIsRenamedInItsTargets()
{
    const Graph graph = drawn(R"(A -> B -> \\C\Share)");
    const auto renamed = edit::renameResource(graph, graph.resources.begin()->first, "Reports");
    QVERIFY(renamed);
    QCOMPARE(renamed->hops.rbegin()->second.typedTarget, std::string(R"(\\C\Reports)"));
    QCOMPARE(renamed->routes.begin()->second.name, std::string("A → Reports"));
}

void TestEditNodes::whatHangsOnAMachineGoesWithIt()
{
    Graph graph = drawn(R"(A -> B -> \\C\Share)");
    graph.seen[idOf(graph, "C")] = {};
    const auto left = edit::removeThings(graph, {.computers = {idOf(graph, "C")}});
    QVERIFY(left);
    QVERIFY(checkGraph(*left));
    QCOMPARE(left->computers.size(), std::size_t{2});
    QCOMPARE(left->hops.size(), std::size_t{1});
    QVERIFY(left->resources.empty() && left->routes.empty() && left->seen.empty());
    const auto noShare = edit::removeThings(graph, {.resources = {graph.resources.begin()->first}});
    QCOMPARE(noShare->hops.size(), std::size_t{1});
    QCOMPARE(noShare->computers.size(), std::size_t{3});
    // An id is never given twice.
    const auto again = edit::addComputer(*left, {.name = "D"}, "");
    QVERIFY(!graph.computers.contains(*edit::newestComputer(*again)));
}

void TestEditNodes::aRouteIsShortenedOrRemoved()
{
    const Graph graph = drawn(R"(A -> B -> C -> \\D\Share)");
    const auto withoutHead = edit::removeThings(graph, {.computers = {idOf(graph, "A")}});
    QVERIFY(withoutHead);
    QCOMPARE(withoutHead->routes.begin()->second.hops.size(), std::size_t{2});
    QCOMPARE(withoutHead->routes.begin()->second.name, std::string("B → Share"));
    const auto withoutMiddle = edit::removeThings(graph, {.computers = {idOf(graph, "B")}});
    QCOMPARE(withoutMiddle->routes.begin()->second.name, std::string("C → Share"));
    const auto withoutLast = edit::removeThings(graph, {.hops = {graph.hops.rbegin()->first}});
    QVERIFY(withoutLast && withoutLast->routes.empty());
    QCOMPARE(withoutLast->resources.size(), std::size_t{1});
}

void TestEditNodes::copiesStandApart()
{
    const Graph graph = drawn(R"(A -> B.lab.example -> \\C\Share)");
    const auto copied = edit::duplicateThings(
        graph, {.computers = {idOf(graph, "A"), idOf(graph, "B"), idOf(graph, "C")}},
        {.x = 16, .y = 200}, "now");
    QVERIFY(copied);
    QVERIFY(checkGraph(*copied));
    QCOMPARE(copied->computers.size(), std::size_t{6});
    QCOMPARE(copied->hops.size(), std::size_t{4});
    QCOMPARE(copied->routes.size(), std::size_t{2});
    QCOMPARE(copied->routes.rbegin()->second.name, std::string("A-2 → Share"));
    QCOMPARE(copied->hops.rbegin()->second.typedTarget, std::string(R"(\\C-2\Share)"));
    QCOMPARE(computerByName(*copied, "B-2")->dnsName, std::string("B-2.lab.example"));
    QCOMPARE(computerByName(*copied, "A-2")->position.y,
             computerByName(*copied, "A")->position.y + 200);
    const auto one = edit::duplicateThings(*copied, {.computers = {idOf(graph, "A")}}, {}, "");
    QVERIFY(one && computerByName(*one, "A-3") != nullptr);
    QCOMPARE(one->hops.size(), copied->hops.size());
}

void TestEditNodes::thereIsRoomBelow()
{
    const Graph graph = drawn(R"(A -> B -> \\C\Share)");
    const auto heightOf = [](const Graph& in, ComputerId id) {
        const auto rows = std::ranges::count_if(
            in.resources, [id](const auto& item) { return item.second.computer == id; });
        return edit::cardHeight + static_cast<double>(rows) * edit::resourceRowHeight;
    };
    const std::set all{idOf(graph, "A"), idOf(graph, "B"), idOf(graph, "C")};
    Graph next = graph;
    for (int i = 0; i < 3; ++i) {
        const Position delta = edit::roomBelow(next, all);
        QCOMPARE(delta.x, 0.0);
        QCOMPARE(std::fmod(delta.y, edit::gridStep), 0.0);
        next = edit::duplicateThings(next, {.computers = all}, delta, "").value();
        for (const auto& [id, one] : next.computers) {
            for (const auto& [otherId, other] : next.computers) {
                const bool isApart = one.position.x != other.position.x
                                     || one.position.y >= other.position.y
                                     || one.position.y + heightOf(next, id) < other.position.y;
                QVERIFY(id == otherId || isApart);
            }
        }
    }
    QCOMPARE(next.computers.size(), std::size_t{12});
    // Not further than it must be: below the share of C, and with nothing in the way no step more.
    QVERIFY(edit::roomBelow(graph, {idOf(graph, "A")}).y < edit::roomBelow(graph, all).y);
}

void TestEditNodes::movesAreExact()
{
    const Graph graph = drawn("A -> B");
    const ComputerId a = idOf(graph, "A");
    QVERIFY(edit::moveComputers(graph, {{a, {.x = 5, .y = -7}}})->computers.at(a).position
            == (Position{.x = 5, .y = -7}));
    const auto moved = edit::moveComputersBy(graph, {a}, {.x = 8, .y = 16});
    QVERIFY(moved->computers.at(a).position == (Position{.x = 8, .y = 16}));
    QVERIFY(moved->computers.at(idOf(graph, "B")) == graph.computers.at(idOf(graph, "B")));
    QVERIFY(!edit::moveComputersBy(graph, {a}, {.x = 1e300}));
}

void TestEditNodes::aDomainIsChosenByName()
{
    const Graph graph = drawn("A -> B.lab.example");
    const auto joined = edit::setDomain(graph, idOf(graph, "A"), "LAB.example", "");
    QVERIFY(joined->computers.at(idOf(graph, "A")).domain
            == graph.computers.at(idOf(graph, "B")).domain);
    const auto workgroup = edit::setDomain(graph, idOf(graph, "A"), "WORKGROUP", "");
    QVERIFY(domainOf(*workgroup, *computerByName(*workgroup, "A"))->workgroup);
    const auto unknown = edit::setDomain(graph, idOf(graph, "B"), "", "");
    QVERIFY(!computerByName(*unknown, "B")->domain);
}

void TestEditNodes::whatIsNotThereIsRefused()
{
    const Graph graph = drawn("A -> B");
    const auto isUnknown = [](const Result<Graph>& result) {
        return !result && result.error().code == ErrorCode::UnknownNode;
    };
    QVERIFY(isUnknown(edit::renameComputer(graph, ComputerId{99}, "x", "")));
    QVERIFY(isUnknown(edit::renameResource(graph, ResourceId{99}, "x")));
    QVERIFY(isUnknown(edit::addResource(graph, ComputerId{99}, ResourceKind::SmbShare, "x", "")));
    QVERIFY(isUnknown(edit::setKind(graph, ComputerId{99}, ComputerKind::Client)));
    QVERIFY(isUnknown(edit::removeThings(graph, {.hops = {HopId{99}}})));
    QVERIFY(isUnknown(edit::duplicateThings(graph, {.computers = {ComputerId{99}}}, {}, "")));
    const auto twice = edit::addAccount(*edit::addAccount(graph, "LAB\\alice"), "lab\\ALICE");
    QVERIFY(!twice && twice.error().code == ErrorCode::NameTaken);
}

void TestEditNodes::theNextPlaceIsFree()
{
    Graph graph;
    QVERIFY(edit::nextPosition(graph) == Position{});
    std::vector<Position> places;
    for (int i = 0; i < 12; ++i) {
        const auto tail = i % 3 == 2 ? std::optional(graph.computers.begin()->first) : std::nullopt;
        const Position place = edit::nextPosition(graph, tail);
        for (const Position& other : places)
            QVERIFY(std::abs(other.x - place.x) >= 192 || std::abs(other.y - place.y) >= 72);
        QVERIFY(place == edit::onGrid(place));
        places.push_back(place);
        auto next =
            edit::addComputer(graph, {.name = "M" + std::to_string(i), .position = place}, "");
        QVERIFY(next);
        graph = *std::move(next);
    }
    // Cards of 192, at least 128 of hop between them.
    QCOMPARE(places[1].x - places[0].x, 320.0);
    QCOMPARE(places[1].y, places[0].y);
}

/// Found again by trying step by step.
void TestEditNodes::aFreePlaceIsTheNextBelow()
{
    Graph graph;
    std::uint32_t random = 1;
    const auto below = [&random](std::uint32_t end) {
        random = random * 1664525 + 1013904223;
        return (random >> 8) % end;
    };
    const auto isFree = [&graph](Position place) {
        return std::ranges::none_of(graph.computers, [&](const auto& item) {
            const Position& other = item.second.position;
            return std::abs(other.x - place.x) < 192 + 64 && std::abs(other.y - place.y) < 72 + 24;
        });
    };
    for (int i = 0; i < 200; ++i) {
        const Position wanted{.x = 8.0 * below(60), .y = 8.0 * below(400)};
        Position expected = wanted;
        while (!isFree(expected))
            expected.y += 72 + 24;
        QVERIFY(edit::freeFrom(graph, wanted) == expected);
        if (i % 2 == 0) {
            graph =
                edit::addComputer(graph, {.name = "M" + std::to_string(i), .position = wanted}, "")
                    .value();
        }
    }
}

void TestEditNodes::behindAWideCardIsAWholeHop()
{
    const Graph graph =
        edit::addComputer({}, {.name = "A", .position = {.x = 16, .y = 40}}, "").value();
    QVERIFY(edit::nextPosition(graph, idOf(graph, "A"), 272) == (Position{.x = 416, .y = 40}));
    QVERIFY(edit::nextPosition(graph, idOf(graph, "A"), 265) == (Position{.x = 416, .y = 40}));
}

void TestEditNodes::aPlaceNearARowIsOnIt()
{
    Graph graph = edit::addComputer({}, {.name = "A", .position = {.x = 0, .y = 0}}, "").value();
    graph = edit::addComputer(graph, {.name = "B", .position = {.x = 320, .y = 50}}, "").value();
    QVERIFY(edit::onRow(graph, {.x = 637, .y = 21}) == (Position{.x = 640, .y = 0}));
    QVERIFY(edit::onRow(graph, {.x = 637, .y = 31}) == (Position{.x = 640, .y = 50}));
    QVERIFY(edit::onRow(graph, {.x = 637, .y = 31}, idOf(graph, "A"))
            == (Position{.x = 640, .y = 0}));
    QVERIFY(edit::onRow(graph, {.x = 637, .y = 36}, idOf(graph, "A"))
            == (Position{.x = 640, .y = 50}));
    QVERIFY(edit::onRow(graph, {.x = 637, .y = 90}) == (Position{.x = 640, .y = 88}));
    QVERIFY(edit::onRow({}, {.x = 637, .y = 31}) == (Position{.x = 640, .y = 32}));
}

/// Design §7: the row of 28 lies below a head of 72, the base line 36 below the top.
void TestEditNodes::theRowOfAShareIsLevelWithTheMachineBefore()
{
    Graph graph = edit::addComputer({}, {.name = "A", .position = {.x = 0, .y = 200}}, "").value();
    QVERIFY(edit::forShare(graph, {.x = 320, .y = 200}) == (Position{.x = 320, .y = 150}));
    graph = edit::addComputer(graph, {.name = "B", .position = {.x = 320, .y = 90}}, "").value();
    QVERIFY(edit::forShare(graph, {.x = 320, .y = 200}) == (Position{.x = 320, .y = 200}));
}

void TestEditNodes::pinnedMachinesAreLetGoAgain()
{
    const Graph graph = drawn("A -> B -> C");
    const Graph pinned = edit::setPinned(graph, {idOf(graph, "A"), idOf(graph, "C")}, true).value();
    QVERIFY(pinned.computers.at(idOf(graph, "A")).isPinned);
    QVERIFY(!pinned.computers.at(idOf(graph, "B")).isPinned);
    QVERIFY(pinned.computers.at(idOf(graph, "C")).isPinned);
    QVERIFY(edit::setPinned(pinned, {idOf(graph, "A"), idOf(graph, "C")}, false).value() == graph);
    const auto refused = edit::setPinned(graph, {ComputerId{99}}, true);
    QVERIFY(!refused && refused.error().code == ErrorCode::UnknownNode);
    // Nobody has chosen the place of a copy.
    const Graph twice =
        edit::duplicateThings(pinned, {.computers = {idOf(graph, "A")}}, {.y = 200}, "").value();
    QVERIFY(!twice.computers.at(*edit::newestComputer(twice)).isPinned);
}

void TestEditNodes::mutedHopsCountAgain()
{
    const Graph graph = drawn("A -> B -> C");
    const edit::Selection middle{.computers = {idOf(graph, "B")}};
    QCOMPARE(edit::hopsAt(graph, middle).size(), std::size_t{2});
    const Graph muted = edit::setMuted(graph, middle, true).value();
    for (const auto& [id, hop] : muted.hops)
        QVERIFY(hop.isMuted);
    QVERIFY(edit::setMuted(muted, middle, false).value() == graph);
    const model::HopId first = graph.hops.begin()->first;
    const Graph one = edit::setMuted(graph, {.hops = {first}}, true).value();
    QVERIFY(one.hops.at(first).isMuted && !one.hops.rbegin()->second.isMuted);
    const auto refused = edit::setMuted(graph, {.hops = {model::HopId{99}}}, true);
    QVERIFY(!refused && refused.error().code == ErrorCode::UnknownNode);
    // A copy asks the same question as what it was copied from.
    const Graph twice =
        edit::duplicateThings(muted, {.computers = {idOf(graph, "A"), idOf(graph, "B")}},
                              {.y = 200}, "")
            .value();
    QVERIFY(twice.hops.at(*edit::newestHop(twice)).isMuted);
}

void TestEditNodes::upkeepIsSetOfMachinesAndHops()
{
    const Graph graph = drawn("A -> B -> C");
    const model::HopId hop = graph.hops.begin()->first;
    const edit::Selection both{.computers = {idOf(graph, "B")}, .hops = {hop}};
    Graph next = edit::setOwner(graph, both, "Betrieb Süd").value();
    next = edit::setTicket(next, both, "https://tickets.example/CHG-7?x=1&y=2").value();
    next = edit::setExpiry(next, both, "2028-02-29").value();
    const model::Upkeep expected{.owner = "Betrieb Süd",
                                 .ticket = "https://tickets.example/CHG-7?x=1&y=2",
                                 .expires = "2028-02-29"};
    QVERIFY(next.computers.at(idOf(graph, "B")).upkeep == expected);
    QVERIFY(next.hops.at(hop).upkeep == expected);
    QVERIFY(next.computers.at(idOf(graph, "A")).upkeep == model::Upkeep{});
    for (const char* const day : {"2026-02-29", "soon", "31.12.2026", "2026-12-31 "}) {
        const auto refused = edit::setExpiry(graph, both, day);
        QVERIFY2(!refused && refused.error().code == ErrorCode::Malformed, day);
    }
    next = edit::setOwner(next, both, "").value();
    next = edit::setTicket(next, both, "").value();
    QVERIFY(edit::setExpiry(next, both, "").value() == graph);
}

QTEST_APPLESS_MAIN(TestEditNodes)
#include "tst_edit_nodes.moc"
