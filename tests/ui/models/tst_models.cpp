#include "ui/models/hop_table_model.h"
#include "ui/models/outline_model.h"
#include "ui/models/stage_model.h"
#include "ui/models/thing_id.h"
#include "ui/theme/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;
using Fatal = QAbstractItemModelTester::FailureReportingMode;

namespace {

/// ADM-PC01 → JUMP01 → Reports on FS01, and STRAY without a domain.
model::Graph chain()
{
    model::Graph graph;
    graph.domains[model::DomainId{1}] = {
        .id = model::DomainId{1}, .dnsName = "lab.example", .shortName = "LAB"};
    for (const auto& [id, name] :
         {std::pair(3U, "ADM-PC01"), std::pair(4U, "JUMP01"), std::pair(5U, "FS01")}) {
        graph.computers[model::ComputerId{id}] = {
            .id = model::ComputerId{id}, .name = name, .domain = model::DomainId{1}};
    }
    graph.computers[model::ComputerId{10}] = {.id = model::ComputerId{10}, .name = "STRAY"};
    graph.resources[model::ResourceId{6}] = {
        .id = model::ResourceId{6}, .computer = model::ComputerId{5}, .name = "Reports"};
    graph.hops[model::HopId{7}] = {.id = model::HopId{7},
                                   .from = model::ComputerId{3},
                                   .to = {.computer = model::ComputerId{4}}};
    graph.hops[model::HopId{8}] = {
        .id = model::HopId{8},
        .from = model::ComputerId{4},
        .to = {.computer = model::ComputerId{5}, .resource = model::ResourceId{6}}};
    graph.routes[model::RouteId{9}] = {.id = model::RouteId{9},
                                       .name = "Nightly report",
                                       .hops = {model::HopId{7}, model::HopId{8}}};
    graph.nextId = 11;
    return graph;
}

probe::RouteResult deniedRoute()
{
    probe::HopResult first{.hop = model::HopId{7}, .state = HopState::Passed, .ms = 186};
    probe::HopResult second{.hop = model::HopId{8},
                            .state = HopState::Denied,
                            .stage = Stage::Access,
                            .code = readStatusCode("5"),
                            .ms = 41};
    for (int i = 0; i < stageCount; ++i) {
        auto& stage = second.stages.at(static_cast<std::size_t>(i));
        stage = {.stage = Stage{i}, .state = StageState::Passed, .startMs = 200.0 + i * 4, .ms = 4};
    }
    second.stages.at(2).state = StageState::NotNeeded;
    second.stages.back().state = StageState::Denied;
    second.stages.back().evidence = Sentence::verbatim("5, access is denied");
    return {.route = model::RouteId{9}, .name = "Nightly report", .hops = {first, second}};
}

OutlineModel::Predictions predictions()
{
    return {{model::HopId{7}, {.hop = model::HopId{7}, .outcome = Outcome::Allowed}},
            {model::HopId{8}, {.hop = model::HopId{8}, .outcome = Outcome::Denied}}};
}

QStringList textsOf(const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    QStringList out;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        out.append(index.data().toString());
        out.append(textsOf(model, index));
    }
    return out;
}

Mark markAt(const QModelIndex& index, int role = MarkRole)
{
    return markFromInt(index.data(role).toInt());
}

}  // namespace

class TestModels : public QObject {
    Q_OBJECT

private slots:
    void idsAreReadBack_data();
    void idsAreReadBack();
    void otherTextIsNoThing_data();
    void otherTextIsNoThing();
    void hopsKeepTheRulesOfModels();
    void aHopRowSaysWhatHappened();
    void theSameRouteKeepsItsRows();
    void aRemovedHopIsSaid();
    void allRoutesOfARunAreOneTable();
    void aFilterShowsWhatItCounts();
    void whatTheEarlierRunAloneTestedStandsLast();
    void hopsOfAnOlderDrawingAreMuted();
    void stagesShareOneAxis();
    void aStageThatDidNotRunHasNoBar();
    void stagesKeepTheRulesOfModels();
    void stagesThatAreNotNeededFold();
    void oneStageAloneDoesNotFold();
    void theOutlineShowsDomainsThenRoutes();
    void theOutlineKeepsTheRulesOfModels();
    void theOutlineShowsPredictionsUntilATest();
    void newResultsKeepTheRowsOfTheOutline();
    void aThingIsFoundInTheOutline();
};

void TestModels::idsAreReadBack_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"domain-1", "computer-3", "resource-5", "hop-7", "route-4294967295"}) {
        QTest::newRow(id) << QString::fromLatin1(id);
    }
}

void TestModels::idsAreReadBack()
{
    QFETCH(QString, id);
    QCOMPARE(thingIdOf(thingFromId(id)), id);
}

void TestModels::otherTextIsNoThing_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"", "hop", "hop-", "hop-0", "hop-07", "hop-7 ", "hop--7",
                           "hop-4294967296", "account-2", "-7"}) {
        QTest::newRow(id) << QString::fromLatin1(id);
    }
}

void TestModels::otherTextIsNoThing()
{
    QFETCH(QString, id);
    QVERIFY(std::holds_alternative<std::monostate>(thingFromId(id)));
}

void TestModels::hopsKeepTheRulesOfModels()
{
    HopTableModel hops;
    const QAbstractItemModelTester tester(&hops, Fatal::QtTest);
    hops.setRoute(chain(), deniedRoute());
    QCOMPARE(hops.rowCount(), 2);
    hops.clear();
    QCOMPARE(hops.rowCount(), 0);
    QVERIFY(hops.hopAt(0) == nullptr);
}

void TestModels::aHopRowSaysWhatHappened()
{
    HopTableModel hops;
    hops.setRoute(chain(), deniedRoute());
    QCOMPARE(hops.index(1, HopTableModel::Number).data().toString(), QStringLiteral("2"));
    const QModelIndex hop = hops.index(1, HopTableModel::Hop);
    QCOMPARE(hop.data().toString(), QStringLiteral("JUMP01 → Reports"));
    QCOMPARE(markAt(hop), Mark::Denied);
    QVERIFY(hop.data(StrongRole).toBool());
    QCOMPARE(hop.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("JUMP01 → Reports, denied, code 5"));
    QCOMPARE(hop.data(ThingIdRole).toString(), QStringLiteral("hop-8"));
    probe::RouteResult otherwise = deniedRoute();  // field/19
    otherwise.hops.back().predicted = {.outcome = Outcome::Denied,
                                       .stage = Stage::Delegate,
                                       .cause = Cause::DelegateListMismatch,
                                       .code = readStatusCode("0x803381A3")};
    HopTableModel compared;
    compared.setRoute(chain(), otherwise);
    const QModelIndex differs = compared.index(1, HopTableModel::Hop);
    const QString text = QStringLiteral("denied, code 5; predicted: denied at delegate: the "
                                        "delegate list has other names (0x803381A3)");
    QCOMPARE(differs.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("JUMP01 → Reports, ") + text);
    QVERIFY(differs.data(Qt::ToolTipRole).toString().contains(text));
    QCOMPARE(hops.index(1, HopTableModel::Method).data().toString(), QStringLiteral("SMB"));
    QCOMPARE(hops.index(1, HopTableModel::Time).data().toString(), QStringLiteral("41 ms"));
    const QVariantList stages = hops.index(1, HopTableModel::Stages).data(StageMarksRole).toList();
    QCOMPARE(stages.size(), stageCount);
    QCOMPARE(markFromInt(stages.at(2).toInt()), Mark::NotNeeded);
    QCOMPARE(markFromInt(stages.at(9).toInt()), Mark::Denied);
    QVERIFY(!hops.index(0, HopTableModel::Hop).data(StrongRole).toBool());
}

void TestModels::theSameRouteKeepsItsRows()
{
    HopTableModel hops;
    hops.setRoute(chain(), deniedRoute());
    const QSignalSpy resets(&hops, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&hops, &QAbstractItemModel::dataChanged);
    probe::RouteResult route = deniedRoute();
    route.hops.back().state = HopState::Running;
    hops.setRoute(chain(), route);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(markAt(hops.index(1, HopTableModel::Hop)), Mark::Running);
    QCOMPARE(hops.rowOf(model::HopId{8}), 1);
    QCOMPARE(hops.rowOf(model::HopId{99}), -1);
}

void TestModels::aRemovedHopIsSaid()
{
    HopTableModel hops;
    model::Graph graph = chain();
    graph.hops.erase(model::HopId{8});
    hops.setRoute(graph, deniedRoute());
    QCOMPARE(hops.index(1, HopTableModel::Hop).data().toString(), QStringLiteral("a removed hop"));
}

/// Two routes, the second passed.
probe::RunReport twoRoutes()
{
    probe::RouteResult passed = deniedRoute();
    passed.name = "名前の長いルート";
    for (probe::HopResult& each : passed.hops)
        each.state = HopState::Passed;
    return {.routes = {deniedRoute(), passed}};
}

QStringList titlesOf(const HopTableModel& hops)
{
    QStringList out;
    for (int row = 0; row < hops.rowCount(); ++row)
        out += hops.index(row, HopTableModel::Hop).data().toString();
    return out;
}

void TestModels::allRoutesOfARunAreOneTable()
{
    HopTableModel hops;
    const QAbstractItemModelTester tester(&hops, Fatal::QtTest);
    hops.setRun(Shared<model::Graph>(chain()), twoRoutes());
    QCOMPARE(
        titlesOf(hops),
        (QStringList{QStringLiteral("Nightly report"), QStringLiteral("ADM-PC01 → JUMP01"),
                     QStringLiteral("JUMP01 → Reports"), QStringLiteral("名前の長いルート"),
                     QStringLiteral("ADM-PC01 → JUMP01"), QStringLiteral("JUMP01 → Reports")}));
    QCOMPARE(markAt(hops.index(0, HopTableModel::Hop)), Mark::Denied);
    QCOMPARE(markAt(hops.index(3, HopTableModel::Hop)), Mark::Passed);
    QVERIFY(hops.hopAt(0) == nullptr);
    QVERIFY(hops.placeAt(3) == (probe::HopPlace{.route = 1, .hop = 0}));
    QCOMPARE(hops.rowOf(probe::HopPlace{.route = 1, .hop = 1}), 5);
    QCOMPARE(hops.rowOf(model::HopId{8}), 2);
    QVERIFY(!hops.index(0, HopTableModel::Number).data().isValid());
    QCOMPARE(hops.index(5, HopTableModel::Number).data().toString(), QStringLiteral("2"));
}

void TestModels::aFilterShowsWhatItCounts()
{
    HopTableModel hops;
    const QAbstractItemModelTester tester(&hops, Fatal::QtTest);
    hops.setRun(Shared<model::Graph>(chain()), twoRoutes());
    QCOMPARE(hops.count(HopFilter::All), 4);
    QCOMPARE(hops.count(HopFilter::Failed), 1);
    QCOMPARE(hops.count(HopFilter::Changed), 0);
    hops.setFilter(HopFilter::Failed);
    QCOMPARE(titlesOf(hops),
             (QStringList{QStringLiteral("Nightly report"), QStringLiteral("JUMP01 → Reports")}));
    hops.setFilter(HopFilter::Changed);
    QCOMPARE(hops.rowCount(), 0);
    probe::RunReport before = twoRoutes();
    before.routes[1].hops[0].state = HopState::Failed;
    RunComparison comparison{.graph = chain(), .before = before};
    comparison.hops = probe::differenceOf({.graph = chain(), .report = before},
                                          {.graph = chain(), .report = twoRoutes()});
    hops.setComparison(comparison);
    QCOMPARE(hops.count(HopFilter::Changed), 1);
    QCOMPARE(titlesOf(hops), (QStringList{QStringLiteral("名前の長いルート"),
                                          QStringLiteral("ADM-PC01 → JUMP01")}));
    const QModelIndex changed = hops.index(1, HopTableModel::Before);
    QCOMPARE(changed.data().toString(), QStringLiteral("failed"));
    QVERIFY(changed.data(StrongRole).toBool());
    QVERIFY(hops.index(1, HopTableModel::Hop)
                .data(Qt::AccessibleTextRole)
                .toString()
                .endsWith(QStringLiteral("another outcome")));
}

void TestModels::whatTheEarlierRunAloneTestedStandsLast()
{
    HopTableModel hops;
    const QAbstractItemModelTester tester(&hops, Fatal::QtTest);
    const probe::RunReport now{.routes = {twoRoutes().routes[1]}};
    hops.setRun(Shared<model::Graph>(chain()), now);
    RunComparison comparison{.graph = chain(),
                             .before = {.routes = {deniedRoute(), now.routes[0]}}};
    comparison.hops = probe::differenceOf({.graph = chain(), .report = comparison.before},
                                          {.graph = chain(), .report = now});
    hops.setComparison(comparison);
    // One id is of both: the route is the same, so its hops were found once.
    QCOMPARE(hops.rowCount(), 4);
    QVERIFY(hops.hopAt(3) == nullptr);
    QVERIFY(!hops.placeAt(3).has_value());
    QVERIFY(hops.index(3, HopTableModel::Hop).data(MutedRole).toBool());
    QVERIFY(hops.index(3, HopTableModel::Hop)
                .data(Qt::AccessibleTextRole)
                .toString()
                .endsWith(QStringLiteral("not tested this time")));
}

void TestModels::hopsOfAnOlderDrawingAreMuted()
{
    HopTableModel hops;
    const probe::RunReport report{.routes = {deniedRoute()}};
    const Shared<model::Graph> graph(chain());
    hops.setRun(graph, report, {.isOlder = true, .changed = {{false, true}}});
    QVERIFY(!hops.index(0, HopTableModel::Hop).data(MutedRole).toBool());
    QVERIFY(hops.index(1, HopTableModel::Stages).data(MutedRole).toBool());
    QCOMPARE(hops.index(1, HopTableModel::Hop).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("JUMP01 → Reports, denied, code 5, of an older drawing"));
    const QSignalSpy resets(&hops, &QAbstractItemModel::modelReset);
    hops.setRun(graph, report, {.isOlder = false, .changed = {{false, false}}});
    QVERIFY(!hops.index(1, HopTableModel::Hop).data(MutedRole).toBool());
    QCOMPARE(resets.count(), 0);
}

void TestModels::stagesShareOneAxis()
{
    StageModel stages;
    stages.setHop(deniedRoute().hops.back());
    const QModelIndex last = stages.index(9, StageModel::Bar);
    QCOMPARE(last.data(BarStartRole).toDouble(), 36.0);
    QCOMPARE(last.data(BarEndRole).toDouble(), 40.0);
    QCOMPARE(last.data(BarMaxRole).toDouble(), 40.0);
    QCOMPARE(stages.index(0, StageModel::Bar).data(BarStartRole).toDouble(), 0.0);
    QCOMPARE(stages.headerData(StageModel::Bar, Qt::Horizontal).toString(),
             QStringLiteral("0 – 40 ms"));
    QCOMPARE(stages.index(9, StageModel::Evidence).data().toString(),
             QStringLiteral("5, access is denied"));
    QCOMPARE(stages.index(9, StageModel::Stage).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("access, denied"));
}

void TestModels::aStageThatDidNotRunHasNoBar()
{
    StageModel stages;
    stages.setHop(deniedRoute().hops.back());
    const QModelIndex tls = stages.index(2, StageModel::Bar);
    QVERIFY(!tls.data(BarStartRole).isValid());
    QCOMPARE(markAt(tls), Mark::NotNeeded);
    QCOMPARE(stages.index(2, StageModel::Time).data().toString(), QStringLiteral("–"));
}

void TestModels::stagesKeepTheRulesOfModels()
{
    StageModel stages;
    const QAbstractItemModelTester tester(&stages, Fatal::QtTest);
    QCOMPARE(stages.rowCount(), 0);
    stages.setHop({});
    stages.setHop(deniedRoute().hops.back());
    QCOMPARE(stages.rowCount(), stageCount);
    stages.clear();
    QCOMPARE(stages.rowCount(), 0);
}

void TestModels::stagesThatAreNotNeededFold()
{
    probe::HopResult hop = deniedRoute().hops.back();
    hop.stages.at(5).state = StageState::NotNeeded;
    StageModel stages;
    const QAbstractItemModelTester tester(&stages, Fatal::QtTest);
    stages.setHop(hop);
    QCOMPARE(stages.foldRow(), -1);
    const QStringList all = textsOf(stages);
    stages.setFolding(true);
    QCOMPARE(stages.foldRow(), 8);
    QCOMPARE(stages.rowCount(), 9);
    const QModelIndex line = stages.index(8, StageModel::Stage);
    QCOMPARE(line.data().toString(), QStringLiteral("2 stages not needed"));
    QCOMPARE(line.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("2 stages not needed, folded"));
    QCOMPARE(markAt(stages.index(7, StageModel::Stage)), Mark::Denied);
    QVERIFY(!textsOf(stages).contains(all.at(2)));
    stages.setOpen(true);
    QCOMPARE(textsOf(stages).mid(9), QStringList({all.at(2), all.at(5)}));
    QCOMPARE(stages.index(8, StageModel::Stage).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("2 stages not needed, shown"));
    stages.setFolding(false);
    QCOMPARE(textsOf(stages), all);
}

void TestModels::oneStageAloneDoesNotFold()
{
    StageModel stages;
    stages.setHop(deniedRoute().hops.back());
    const QStringList all = textsOf(stages);
    stages.setFolding(true);
    QCOMPARE(stages.foldRow(), -1);
    QCOMPARE(textsOf(stages), all);
}

void TestModels::theOutlineShowsDomainsThenRoutes()
{
    OutlineModel outline;
    outline.setContent(chain(), predictions(), {});
    QCOMPARE(
        textsOf(outline),
        (QStringList{QStringLiteral("lab.example"), QStringLiteral("ADM-PC01"),
                     QStringLiteral("JUMP01"), QStringLiteral("FS01"), QStringLiteral("Reports"),
                     QStringLiteral("Domain not known"), QStringLiteral("STRAY"),
                     QStringLiteral("Nightly report"), QStringLiteral("1 ADM-PC01 → JUMP01"),
                     QStringLiteral("2 JUMP01 → Reports")}));
}

void TestModels::theOutlineKeepsTheRulesOfModels()
{
    OutlineModel outline;
    const QAbstractItemModelTester tester(&outline, Fatal::QtTest);
    outline.setContent(chain(), predictions(), {});
    outline.setContent(chain(), predictions(), {.routes = {deniedRoute()}});
    model::Graph graph = chain();
    graph.routes.clear();
    outline.setContent(graph, {}, {});
    QVERIFY(textsOf(outline).contains(QStringLiteral("In no route, not tested")));
    outline.setContent({}, {}, {});
    QCOMPARE(outline.rowCount(), 0);
}

void TestModels::theOutlineShowsPredictionsUntilATest()
{
    OutlineModel outline;
    outline.setContent(chain(), predictions(), {});
    QCOMPARE(markAt(outline.indexOf(thingFromId(QStringLiteral("hop-7")))), Mark::WillPass);
    QCOMPARE(markAt(outline.indexOf(thingFromId(QStringLiteral("hop-8")))), Mark::WillBeDenied);
    const QModelIndex route = outline.indexOf(thingFromId(QStringLiteral("route-9")));
    QCOMPARE(markAt(route, BadgeMarkRole), Mark::WillBeDenied);
    QCOMPARE(outline.indexOf(thingFromId(QStringLiteral("hop-8")))
                 .data(Qt::AccessibleTextRole)
                 .toString(),
             QStringLiteral("2 JUMP01 → Reports, will be denied"));

    outline.setContent(chain(), predictions(), {.routes = {deniedRoute()}});
    QCOMPARE(markAt(outline.indexOf(thingFromId(QStringLiteral("hop-7")))), Mark::Passed);
    QCOMPARE(markAt(outline.indexOf(thingFromId(QStringLiteral("route-9"))), BadgeMarkRole),
             Mark::Denied);
}

void TestModels::newResultsKeepTheRowsOfTheOutline()
{
    OutlineModel outline;
    outline.setContent(chain(), predictions(), {});
    const QSignalSpy resets(&outline, &QAbstractItemModel::modelReset);
    outline.setContent(chain(), predictions(), {.routes = {deniedRoute()}});
    QCOMPARE(resets.count(), 0);
    model::Graph graph = chain();
    graph.computers.erase(model::ComputerId{10});
    outline.setContent(graph, predictions(), {});
    QCOMPARE(resets.count(), 1);
}

void TestModels::aThingIsFoundInTheOutline()
{
    OutlineModel outline;
    outline.setContent(chain(), predictions(), {});
    QCOMPARE(outline.indexOf(thingFromId(QStringLiteral("resource-6"))).data().toString(),
             QStringLiteral("Reports"));
    QCOMPARE(outline.indexOf(thingFromId(QStringLiteral("resource-6")))
                 .parent()
                 .data(ThingIdRole)
                 .toString(),
             QStringLiteral("computer-5"));
    QVERIFY(!outline.indexOf(thingFromId(QStringLiteral("hop-99"))).isValid());
    QVERIFY(!outline.indexOf(thingFromId(QString())).isValid());
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
