#include "core/edit/chain.h"
#include "core/edit/clip.h"
#include "core/edit/edit_groups.h"
#include "core/edit/splice.h"
#include "core/model/graph_rules.h"

#include <QTest>

#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::model;

namespace {

constexpr const char* now = "2026-03-04T05:06:07Z";

Graph drawn()
{
    const std::vector<std::string> chains{"PAW-1 -> Sprungwirt -> größe", "LAGER -> größe"};
    return edit::parseChains(chains).value();
}

std::set<ComputerId> ids(const Graph& graph, const std::vector<std::string>& names)
{
    std::set<ComputerId> out;
    for (const std::string& each : names)
        out.insert(computerByName(graph, each)->id);
    return out;
}

/// "Tier 0 (tier): PAW-1 Sprungwirt", one a line.
std::string told(const Graph& graph)
{
    std::string out;
    for (const auto& [id, group] : graph.groups) {
        out +=
            (out.empty() ? "" : "\n") + group.name + " (" + std::string(wordOf(group.kind)) + "):";
        for (const ComputerId each : group.members)
            out += ' ' + graph.computers.at(each).name;
    }
    return out;
}

Graph withTier(const std::vector<std::string>& names, const char* name = "Tier 0")
{
    Graph graph = drawn();
    const auto members = ids(graph, names);
    return edit::makeGroup(std::move(graph), members, GroupKind::Tier, name).value();
}

}  // namespace

class TestEditGroups : public QObject {
    Q_OBJECT

private slots:
    void aMachineIsInOneGroupOfAKind();
    void aGroupWithoutMachinesIsGone();
    void whoJoinsTakesWhatNobodySaidOfIt();
    void whatIsRemovedLeavesItsGroups();
    void aCopyIsInTheSameGroups();
    void whatIsPastedKeepsItsGroup();
    void groupsAreChangedByName();
    void whatIsNotThereIsRefused();
};

/// docs/file-format.md: at most one group of a kind; of other kinds as many as there are.
void TestEditGroups::aMachineIsInOneGroupOfAKind()
{
    Graph graph = withTier({"PAW-1", "Sprungwirt"});
    graph = edit::makeGroup(graph, ids(graph, {"Sprungwirt", "größe"}), GroupKind::Tier, "Tier 1")
                .value();
    QCOMPARE(told(graph), std::string("Tier 0 (tier): PAW-1\nTier 1 (tier): Sprungwirt größe"));
    graph = edit::makeGroup(graph, ids(graph, {"PAW-1", "größe"}), GroupKind::Site, "Köln").value();
    QCOMPARE(edit::groupsOf(graph, ids(graph, {"größe"})).size(), std::size_t{2});
    const GroupId site = *edit::newestGroup(graph);
    graph = edit::setGroupKind(graph, site, GroupKind::Tier).value();
    QCOMPARE(told(graph), std::string("Tier 1 (tier): Sprungwirt\nKöln (tier): PAW-1 größe"));
    graph = edit::addToGroup(graph, site, ids(graph, {"Sprungwirt", "größe"})).value();
    QCOMPARE(told(graph), std::string("Köln (tier): PAW-1 Sprungwirt größe"));
}

void TestEditGroups::aGroupWithoutMachinesIsGone()
{
    Graph graph = withTier({"PAW-1"});
    const GroupId group = *edit::newestGroup(graph);
    QVERIFY(edit::takeFromGroup(graph, group, ids(graph, {"LAGER"})).value() == graph);
    graph = edit::takeFromGroup(graph, group, ids(graph, {"PAW-1", "LAGER"})).value();
    QVERIFY(graph.groups.empty());
    const auto refused = edit::makeGroup(graph, {}, GroupKind::Own, "leer");
    QVERIFY(!refused && refused.error().code == ErrorCode::Malformed);
}

void TestEditGroups::whoJoinsTakesWhatNobodySaidOfIt()
{
    Graph graph = withTier({"PAW-1"});
    const GroupId group = *edit::newestGroup(graph);
    graph = edit::setGroupDomain(graph, group, "verwaltung.example", now).value();
    graph = edit::setGroupOs(graph, group, "Windows Server 2025").value();
    graph = edit::setGroupPort(graph, group, std::uint16_t{5986}).value();
    const ComputerId first = *ids(graph, {"PAW-1"}).begin();
    QVERIFY(graph.computers.at(first).os.empty());  // It was there before.
    const ComputerId said = *ids(graph, {"LAGER"}).begin();
    graph = edit::setOs(graph, said, "Windows Server 2016").value();
    graph = edit::addToGroup(graph, group, ids(graph, {"LAGER", "größe", "PAW-1"})).value();
    QCOMPARE(graph.computers.at(said).os, std::string("Windows Server 2016"));
    QCOMPARE(graph.computers.at(said).port, std::optional<std::uint16_t>(5986));
    const Computer& other = graph.computers.at(*ids(graph, {"größe"}).begin());
    QCOMPARE(other.os, std::string("Windows Server 2025"));
    QCOMPARE(graph.domains.at(*other.domain).dnsName, std::string("verwaltung.example"));
    QVERIFY(graph.computers.at(first).os.empty());
    const auto refused = edit::setGroupPort(graph, group, std::uint16_t{0});
    QVERIFY(!refused && refused.error().code == ErrorCode::OutOfRange);
}

void TestEditGroups::whatIsRemovedLeavesItsGroups()
{
    const Graph graph = withTier({"PAW-1", "Sprungwirt"});
    const auto middle = ids(graph, {"Sprungwirt"});
    QCOMPARE(told(edit::removeThings(graph, {.computers = middle}).value()),
             std::string("Tier 0 (tier): PAW-1"));
    QCOMPARE(told(edit::removeAndJoin(graph, middle, now).value()),
             std::string("Tier 0 (tier): PAW-1"));
    const auto both = ids(graph, {"PAW-1", "Sprungwirt"});
    QVERIFY(edit::removeThings(graph, {.computers = both}).value().groups.empty());
}

void TestEditGroups::aCopyIsInTheSameGroups()
{
    const Graph graph = withTier({"PAW-1"});
    const Graph twice =
        edit::duplicateThings(graph, {.computers = ids(graph, {"PAW-1", "LAGER"})}, {.y = 200}, now)
            .value();
    QCOMPARE(told(twice), std::string("Tier 0 (tier): PAW-1 PAW-1-2"));
}

void TestEditGroups::whatIsPastedKeepsItsGroup()
{
    const Graph graph = withTier({"PAW-1", "Sprungwirt"});
    const Graph clip = edit::takeOut(graph, {.computers = ids(graph, {"Sprungwirt"})}).value();
    QCOMPARE(told(clip), std::string("Tier 0 (tier): Sprungwirt"));
    // Where there is none of that name and kind, it comes with it; else its machines join that one.
    QCOMPARE(told(edit::putIn({}, clip, {}, now).value()),
             std::string("Tier 0 (tier): Sprungwirt"));
    const Graph joined = edit::putIn(graph, clip, {.y = 300}, now).value();
    QCOMPARE(told(joined), std::string("Tier 0 (tier): PAW-1 Sprungwirt Sprungwirt-2"));
    const Graph other = withTier({"LAGER"}, "tier 0");
    QCOMPARE(edit::putIn(other, clip, {.y = 300}, now).value().groups.size(), std::size_t{1});
    QVERIFY(edit::takeOut(graph, {.computers = ids(graph, {"LAGER"})}).value().groups.empty());
}

void TestEditGroups::groupsAreChangedByName()
{
    const Graph graph = withTier({"PAW-1"});
    const GroupId group = *edit::newestGroup(graph);
    QCOMPARE(told(edit::renameGroup(graph, group, "Stufe Ä").value()),
             std::string("Stufe Ä (tier): PAW-1"));
    const auto refused = edit::renameGroup(graph, group, "");
    QVERIFY(!refused && refused.error().code == ErrorCode::Malformed);
    const Graph shut = edit::setCollapsed(graph, {group}, true).value();
    QVERIFY(shut.groups.at(group).isCollapsed);
    QVERIFY(edit::setCollapsed(shut, {group}, false).value() == graph);
    QVERIFY(edit::dissolveGroups(graph, {group}).value().groups.empty());
    QVERIFY(edit::groupsOfAll(graph, ids(graph, {"PAW-1", "LAGER"})).empty());
    QCOMPARE(edit::groupsOfAll(graph, ids(graph, {"PAW-1"})), (std::set{group}));
    QVERIFY(edit::groupsOfAll(graph, {}).empty());
}

void TestEditGroups::whatIsNotThereIsRefused()
{
    const Graph graph = withTier({"PAW-1"});
    const GroupId gone{999};
    const std::vector<Result<Graph>> all{
        edit::renameGroup(graph, gone, "x"),
        edit::addToGroup(graph, gone, {}),
        edit::takeFromGroup(graph, gone, {}),
        edit::dissolveGroups(graph, {gone}),
        edit::setCollapsed(graph, {gone}, true),
        edit::setGroupKind(graph, gone, GroupKind::Site),
        edit::setGroupDomain(graph, gone, "x", now),
        edit::setGroupOs(graph, gone, "x"),
        edit::setGroupPort(graph, gone, {}),
        edit::addToGroup(graph, *edit::newestGroup(graph), {ComputerId{999}}),
        edit::makeGroup(graph, {ComputerId{999}}, GroupKind::Own, "x")};
    for (const auto& each : all)
        QVERIFY(!each && each.error().code == ErrorCode::UnknownNode);
}

QTEST_APPLESS_MAIN(TestEditGroups)
#include "tst_edit_groups.moc"
