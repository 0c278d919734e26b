#include "tests/core/plan/drawing.h"
#include "ui/models/finding_model.h"
#include "ui/models/outline_model.h"
#include "ui/text/glossary.h"
#include "ui/theme/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace hopwright;
using namespace hopwright::ui;
using plan::tests::Drawing;

namespace {

constexpr std::array allSeverities{true, true, true};

/// A double hop, a wide entry, two CredSSP sessions for nothing.
model::Graph mixedDrawing()
{
    Drawing drawing;
    const auto pc = drawing.machine("werkbank-0417");
    const auto gate = drawing.machine("Schleuse-9");
    const auto nas = drawing.machine("nas3");
    drawing.route({drawing.session(pc, gate), drawing.use(gate, drawing.share(nas, "bilder"))});
    drawing.route({drawing.credSsp(pc, drawing.machine("b1"))});
    drawing.route({drawing.credSsp(pc, drawing.machine("b2"))});
    drawing.graph.computers[pc].practice.allowFresh = {"WSMAN/*"};
    return drawing.graph;
}

QString cell(const FindingModel& model, int row, int column, const QModelIndex& parent = {})
{
    return model.index(row, column, parent).data().toString();
}

QStringList column(const FindingModel& model, int which)
{
    QStringList out;
    for (int i = 0; i < model.rowCount(); ++i)
        out += cell(model, i, which);
    return out;
}

}  // namespace

class TestFindingModel : public QObject {
    Q_OBJECT

private slots:
    void theWorstStandFirst();
    void groupsAreRulesInTheSameOrder();
    void theFilterLooksAtSentencePlaceAndRule();
    void severitiesAreHiddenAndShown();
    void stepsGoRoundAndThroughGroups();
    void rowsStayWhileTheFindingsDo();
    void whatATestSawIsNamed();
    void entriesTellWhereTheyAreFrom();
    void tenThousandAreQuick();
    void badgesTellTheWorstAndHowMany();
};

void TestFindingModel::theWorstStandFirst()
{
    FindingModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const model::Graph graph = mixedDrawing();
    model.setContent(graph, plan::makePlan(graph), {});
    const QStringList severities = column(model, FindingModel::Severity);
    QCOMPARE(severities.first(), QStringLiteral("error"));
    QCOMPARE(severities.last(), QStringLiteral("note"));
    QCOMPARE(severities.count(QStringLiteral("error")), 1);
    QCOMPARE(cell(model, 0, FindingModel::Where), QStringLiteral("Schleuse-9 → bilder"));
    QCOMPARE(cell(model, 0, FindingModel::Rule), QStringLiteral("M1"));
    QCOMPARE(cell(model, 0, FindingModel::KnownFrom), QStringLiteral("predicted"));
    QCOMPARE(markFromInt(model.index(0, 0).data(MarkRole).toInt()), Mark::Error);
    QVERIFY(model.index(0, 0)
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QLatin1String("error: ")));
    QVERIFY(model.index(0, FindingModel::Rule)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QLatin1String("Double hop")));
    // What the rule means, and what the words of the finding mean.
    const plan::Finding& first = *model.findingAt(model.index(0, 0));
    QVERIFY(model.index(0, FindingModel::Rule)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(meaningOf(explain::topicOf(first.text.key, first.rule)).toHtmlEscaped()));
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex finding = model.index(row, FindingModel::Finding);
        const QString tip = finding.data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(finding.data().toString().toHtmlEscaped()));
        QVERIFY(tip.endsWith(glossaryTip(finding.data().toString())));
    }
    QCOMPARE(model.findingAt(model.index(0, 2))->where,
             model.index(0, 0).data(ThingIdRole).toString().toStdString());
    const FindingCounts counts = countsOf(plan::makePlan(graph).findings);
    QCOMPARE(counts.errors, 1);
    QCOMPARE(counts.all(), model.rowCount());
}

void TestFindingModel::groupsAreRulesInTheSameOrder()
{
    FindingModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const model::Graph graph = mixedDrawing();
    model.setContent(graph, plan::makePlan(graph), {});
    QStringList rules = column(model, FindingModel::Rule);
    const qsizetype count = rules.size();
    rules.removeDuplicates();
    model.setGrouped(true);
    QCOMPARE(model.rowCount(), rules.size());
    int below = 0;
    for (int i = 0; i < model.rowCount(); ++i) {
        const QModelIndex group = model.index(i, 0);
        QCOMPARE(model.findingAt(group), nullptr);
        QVERIFY(group.data().toString().endsWith(rules.at(i)));
        for (int child = 0; child < model.rowCount(group); ++child) {
            QCOMPARE(cell(model, child, FindingModel::Rule, group), rules.at(i));
            ++below;
        }
    }
    QCOMPARE(below, count);
    // Found and named the same way in both.
    const std::string id = model.findingAt(model.index(0, 0, model.index(1, 0)))->id;
    QCOMPARE(model.findingAt(model.indexOf(id))->id, id);
    QVERIFY(!model.indexOf("M1/hop-77").isValid());
}

void TestFindingModel::theFilterLooksAtSentencePlaceAndRule()
{
    FindingModel model;
    const model::Graph graph = mixedDrawing();
    model.setContent(graph, plan::makePlan(graph), {});
    const auto shown = [&](const char* text) {
        model.setFilter(QString::fromUtf8(text), allSeverities);
        return model.rowCount();
    };
    const int all = shown("");
    QCOMPARE(shown("SCHLEUSE-9"), 1);
    QCOMPARE(shown("wsman/*"), 1);
    QCOMPARE(shown(" s3 "), 1);
    QCOMPARE(shown("nothing of this kind"), 0);
    QCOMPARE(shown(""), all);
}

void TestFindingModel::severitiesAreHiddenAndShown()
{
    FindingModel model;
    const model::Graph graph = mixedDrawing();
    model.setContent(graph, plan::makePlan(graph), {});
    model.setFilter({}, {false, true, false});
    const QStringList severities = column(model, FindingModel::Severity);
    QVERIFY(!severities.isEmpty());
    QCOMPARE(severities.count(QStringLiteral("warning")), severities.size());
    QVERIFY(!model.firstOf(plan::Severity::Error).isValid());
    QCOMPARE(model.firstOf(plan::Severity::Warning).row(), 0);
}

void TestFindingModel::stepsGoRoundAndThroughGroups()
{
    FindingModel model;
    QVERIFY(!model.stepFrom({}, 1).isValid());
    const model::Graph graph = mixedDrawing();
    model.setContent(graph, plan::makePlan(graph), {});
    for (const bool grouped : {false, true}) {
        model.setGrouped(grouped);
        std::set<std::string> seen;
        QModelIndex at;
        for (int i = 0; i < model.count(); ++i) {
            at = model.stepFrom(at, 1);
            seen.insert(model.findingAt(at)->id);
        }
        QCOMPARE(static_cast<int>(seen.size()), model.count());
        const QModelIndex first = model.stepFrom(at, 1);
        QCOMPARE(model.findingAt(first), model.findingAt(model.stepFrom({}, 1)));
        QCOMPARE(model.stepFrom(first, -1), at);
        QCOMPARE(model.stepFrom({}, -1), at);
    }
    // From the row of a rule to its first finding.
    const QModelIndex rule = model.index(1, 0);
    QCOMPARE(model.stepFrom(rule, 1), model.index(0, 0, rule));
    QCOMPARE(model.stepFrom(rule, -1).parent(), model.index(0, 0));
    QCOMPARE(model.stepFrom(model.index(0, 0), 1), model.index(0, 0, model.index(0, 0)));
}

void TestFindingModel::rowsStayWhileTheFindingsDo()
{
    FindingModel model;
    const model::Graph graph = mixedDrawing();
    const Shared<plan::Plan> plan = plan::makePlan(graph);
    model.setContent(graph, plan, {});
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setContent(graph, plan, {});
    model.setContent(graph, plan::makePlan(graph), {});
    QCOMPARE(reset.size(), 0);
    model::Graph other = graph;
    other.computers[model::ComputerId{2}].practice.allowFresh = {};
    model.setContent(other, plan::makePlan(other), {});
    QCOMPARE(reset.size(), 1);
}

void TestFindingModel::whatATestSawIsNamed()
{
    FindingModel model;
    const model::Graph graph = mixedDrawing();
    const plan::Plan plan = plan::makePlan(graph);
    probe::RunReport report;
    probe::RouteResult route{.startedAt = "2026-11-25T14:04:51Z"};
    const ThingRef denied = thingFromId(QString::fromStdString(plan.findings.front().where));
    route.hops.push_back({.hop = std::get<model::HopId>(denied), .state = HopState::Denied});
    report.routes.push_back(route);
    model.setContent(graph, plan, report);
    QVERIFY(cell(model, 0, FindingModel::KnownFrom).startsWith(QLatin1String("tested ")));
    QVERIFY(cell(model, 0, FindingModel::KnownFrom).endsWith(QLatin1String(":04")));
    report.routes[0].hops[0].state = HopState::Passed;
    model.setContent(graph, plan, report);
    QCOMPARE(cell(model, 0, FindingModel::KnownFrom), QStringLiteral("predicted"));
}

void TestFindingModel::entriesTellWhereTheyAreFrom()
{
    Drawing drawing;
    const auto pc = drawing.machine("pc");
    const auto other = drawing.machine("other");
    drawing.graph.computers[pc].practice.allowFresh = {"WSMAN/*"};
    drawing.graph.seen[other] = {
        .allowFresh = model::DelegateList{.enabled = true, .entries = {"WSMAN/*.ost.example"}},
        .provenance = {.source = model::Source::Imported, .time = "2026-11-28T08:00:00Z"}};
    FindingModel model;
    model.setContent(drawing.graph, plan::makePlan(drawing.graph), {});
    QStringList known = column(model, FindingModel::KnownFrom);
    known.sort();
    QCOMPARE(known, (QStringList{QStringLiteral("drawn"), QStringLiteral("imported 2026-11-28")}));
}

void TestFindingModel::tenThousandAreQuick()
{
    constexpr int many = 10'000;
    plan::Plan plan;
    for (int i = 0; i < many; ++i) {
        plan.findings.push_back({.id = "S3/computer-" + std::to_string(i),
                                 .rule = i % 2 == 0 ? "S3" : "M16",
                                 .severity = plan::Severity::Warning,
                                 .where = "computer-" + std::to_string(i),
                                 .text = {.rule = "S3",
                                          .key = plan::ReasonKey::EntryWideHigh,
                                          .arguments = {"srv" + std::to_string(i), "WSMAN/*.a"}}});
    }
    FindingModel model;
    const Shared<plan::Plan> shared(std::move(plan));
    QBENCHMARK_ONCE
    {
        model.setContent({}, shared, {});
        model.setGrouped(true);
        model.setFilter(QStringLiteral("srv77"), allSeverities);
    }
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.shownCount(), 111);  // srv77, srv770 to 779, srv7700 to 7799.
    model.setFilter({}, allSeverities);
    QCOMPARE(model.rowCount(model.index(0, 0)), many / 2);
    QCOMPARE(model.shownCount(), many);
}

void TestFindingModel::badgesTellTheWorstAndHowMany()
{
    const model::Graph graph = mixedDrawing();
    const plan::Plan plan = plan::makePlan(graph);
    OutlineModel outline;
    outline.setContent(graph, {}, {}, {}, plan.findings);
    const auto badge = [&](const std::string& id) {
        const QModelIndex row = outline.indexOf(thingFromId(QString::fromStdString(id)));
        return std::pair(markFromInt(row.data(BadgeMarkRole).toInt()),
                         row.data(BadgeCountRole).toInt());
    };
    QCOMPARE(badge(plan.findings.front().where), std::pair(Mark::Error, 0));  // A count from 2 on.
    QCOMPARE(badge("computer-2").first, Mark::Warning);
    QCOMPARE(badge("computer-4"), std::pair(Mark::None, 0));
    const QModelIndex row = outline.indexOf(thingFromId(QStringLiteral("computer-2")));
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().endsWith(QLatin1String("1 finding")));
}

QTEST_MAIN(TestFindingModel)

#include "tst_finding_model.moc"
