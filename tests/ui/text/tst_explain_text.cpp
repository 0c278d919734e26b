#include "tests/core/plan/drawing.h"
#include "ui/text/explain_text.h"
#include "ui/text/words.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::ui;
using plan::tests::Drawing;

namespace {

/// A drawing with what follows from it.
struct Scene {
    explicit Scene(model::Graph drawn)
        : graph(std::move(drawn)), walk(graph), plan(plan::makePlan(graph, walk))
    {
    }
    ExplainScene of() const { return {.graph = graph, .plan = plan, .walk = walk, .now = now}; }
    std::vector<Explained> named(std::string_view name) const { return explainNamed(of(), name); }

    model::Graph graph;
    plan::RouteWalk walk;
    plan::Plan plan;
    std::map<model::HopId, plan::HopPrediction> now = {};
};

QStringList linesOf(const Explained& explained, ExplainPart part)
{
    QStringList out;
    for (const ExplainSection& section : explained.sections) {
        if (section.part != part)
            continue;
        for (const ExplainLine& line : section.lines)
            out += line.text;
    }
    return out;
}

QString wholeOf(const Explained& explained)
{
    QStringList out{explained.title, explained.about};
    for (const ExplainSection& section : explained.sections)
        out += linesOf(explained, section.part);
    return out.join(u'\n');
}

QStringList idsOf(const std::vector<Explained>& all)
{
    QStringList out;
    for (const Explained& each : all)
        out += each.id;
    return out;
}

/// A double hop with names that nobody here would choose.
Scene doubleHop()
{
    Drawing drawing;
    const auto pc = drawing.machine("hafen-arbeitsplatz-der-nachtschicht-0417");
    const auto jump = drawing.machine("kai-terminal-09");
    const auto nas = drawing.machine("倉庫-nas");
    drawing.route({drawing.session(pc, jump), drawing.use(jump, drawing.share(nas, "Eingang$"))});
    return Scene(drawing.graph);
}

}  // namespace

class TestExplainText : public QObject {
    Q_OBJECT

private slots:
    void eachTopicIsWholeByItself();
    void aDoubleHopIsToldWithItsNames();
    void generalWordsBeginSentences();
    void aNameIsNoPlace();
    void rolesAndListsOfAMachine();
    void anEntryIsTightenedToWhatHopsNeed();
    void aHeldPasswordNamesWhoseAndWhere();
    void thingsAreFoundByName();
    void aTopicListsItsFindings();
    void manyReasonsAreCounted();
};

void TestExplainText::eachTopicIsWholeByItself()
{
    std::vector<explain::Topic> topics;
    for (const explain::Explanation& each : explain::explanations())
        topics.push_back({.row = &each});
    for (const ErrorRow& each : errorRows())
        topics.push_back({.error = &each});
    for (const explain::Topic& topic : topics) {
        const Explained explained = explainTopic(topic);
        const std::string id = topic.id();
        QCOMPARE(explained.id.toStdString(), id);
        QVERIFY2(!explained.title.isEmpty(), id.c_str());
        QVERIFY2(explained.sections.front().part == ExplainPart::Means, id.c_str());
        QVERIFY2(explained.sections.back().part == ExplainPart::Source, id.c_str());
        for (std::size_t i = 1; i < explained.sections.size(); ++i)
            QVERIFY2(explained.sections[i - 1].part < explained.sections[i].part, id.c_str());
        const QString source = linesOf(explained, ExplainPart::Source).join(u' ');
        QVERIFY2(source.endsWith(QLatin1String("Not verified on Windows.")), id.c_str());
        if (topic.row != nullptr) {
            QCOMPARE(explained.sections.size(), std::size_t{5});  // No drawing: no "Why here".
            for (const char* place : {"%1", "%2", "%3", "%4"})
                QVERIFY2(!wholeOf(explained).contains(QLatin1String(place)), id.c_str());
        }
    }
}

void TestExplainText::aDoubleHopIsToldWithItsNames()
{
    const Scene scene = doubleHop();
    const plan::Finding& finding = scene.plan.findings.front();
    QCOMPARE(finding.severity, plan::Severity::Error);
    const Explained byFinding = explainFinding(scene.of(), finding);
    QCOMPARE(byFinding.id, QStringLiteral("hop-finds-nothing"));
    QVERIFY(byFinding.title.startsWith(QLatin1String("Double hop")));
    QCOMPARE(byFinding.about, QStringLiteral("Hop 2: kai-terminal-09 → Eingang$"));
    // As typed, also where a sentence begins.
    QVERIFY(linesOf(byFinding, ExplainPart::Means)
                .first()
                .startsWith(QLatin1String("kai-terminal-09 is to go on as")));
    const QStringList why = linesOf(byFinding, ExplainPart::Why);
    QVERIFY(why.size() > 3);
    QVERIFY(why.join(u' ').contains(QStringLiteral("倉庫-nas")));
    const QStringList fix = linesOf(byFinding, ExplainPart::Fix);
    QVERIFY(fix.first().startsWith(
        QLatin1String("Run it from hafen-arbeitsplatz-der-nachtschicht-0417 (nothing exposed).")));
    QVERIFY(!linesOf(byFinding, ExplainPart::Logs).isEmpty());
    // The hop that is denied is explained as its finding.
    const std::vector<Explained> byHop =
        scene.named("hop-" + std::to_string(std::to_underlying(scene.plan.hops.rbegin()->first)));
    QCOMPARE(byHop.size(), std::size_t{1});
    QCOMPARE(wholeOf(byHop.front()), wholeOf(byFinding));
    // The hop before it is the network logon.
    const std::vector<Explained> first =
        scene.named("hop-" + std::to_string(std::to_underlying(scene.plan.hops.begin()->first)));
    QCOMPARE(idsOf(first), QStringList{QStringLiteral("M1")});
}

void TestExplainText::generalWordsBeginSentences()
{
    const Explained wide = explainTopic(explain::topicOf("entry-wide-high"));
    QVERIFY(
        linesOf(wide, ExplainPart::Means).first().startsWith(QLatin1String("The entry covers")));
    const Explained held = explainTopic(explain::topicOf("M16"));
    QVERIFY(
        linesOf(held, ExplainPart::Means)
            .first()
            .startsWith(QLatin1String("By CredSSP the server gets the password of the account")));
    QVERIFY(linesOf(held, ExplainPart::Exposes)
                .first()
                .startsWith(QLatin1String("The server holds the password")));
}

void TestExplainText::aNameIsNoPlace()
{
    Drawing drawing;
    const auto pc = drawing.machine("50%2off");
    const auto jump = drawing.machine("%1");
    drawing.route({drawing.credSsp(pc, jump)});
    const Scene scene(drawing.graph);
    QString text;
    for (const Explained& each : scene.named("50%2off"))
        text += wholeOf(each);
    QVERIFY(text.contains(QLatin1String("50%2off opens CredSSP sessions")));
    QVERIFY(!text.contains(QLatin1String("50%1off")));
}

void TestExplainText::rolesAndListsOfAMachine()
{
    Drawing drawing;
    const auto pc = drawing.machine("PC7");
    const auto gate = drawing.machine("gate.ost.example");
    const auto nas = drawing.machine("nas3");
    drawing.route({drawing.credSsp(pc, gate, "gate.ost.example"),
                   drawing.use(gate, drawing.share(nas, "pics"))});
    drawing.graph.computers[pc].practice.denyFresh = {"WSMAN/old.ost.example"};
    const Scene scene(drawing.graph);

    const std::vector<Explained> client = scene.named("pc7");
    QCOMPARE(idsOf(client),
             (QStringList{QStringLiteral("client-role"), QStringLiteral("fresh-list"),
                          QStringLiteral("deny-list")}));
    QVERIFY(linesOf(client[1], ExplainPart::Why)
                .contains(QStringLiteral("Hops that are drawn need: WSMAN/gate.ost.example.")));
    QVERIFY(linesOf(client[2], ExplainPart::Why)
                .contains(QStringLiteral("It has: WSMAN/old.ost.example.")));
    const std::vector<Explained> server = scene.named("GATE.ost.example");
    QCOMPARE(idsOf(server), QStringList{QStringLiteral("server-role")});
    QVERIFY(
        linesOf(server[0], ExplainPart::Exposes)
            .contains(QStringLiteral("gate.ost.example will hold the password of LAB\\alice; its "
                                     "administrators can read it.")));
    const std::vector<Explained> files = scene.named("nas3");
    QCOMPARE(files.size(), std::size_t{1});
    QCOMPARE(files[0].title, QStringLiteral("No role needed"));
}

void TestExplainText::anEntryIsTightenedToWhatHopsNeed()
{
    Drawing drawing;
    const auto pc = drawing.machine("PC7");
    const auto gate = drawing.machine("gate");
    drawing.route({drawing.credSsp(pc, gate, "gate.ost.example")});
    drawing.graph.computers[pc].practice.allowFresh = {"WSMAN/*"};
    drawing.graph.computers[gate].practice.trustedHosts = {"*.ost.example"};
    const Scene scene(drawing.graph);
    QStringList seen;
    for (const plan::Finding& each : scene.plan.findings) {
        if (each.rule != "S3")
            continue;
        const Explained explained = explainFinding(scene.of(), each);
        seen += explained.id + u' ' + linesOf(explained, ExplainPart::Fix).first();
    }
    seen.sort();
    QCOMPARE(seen,
             (QStringList{QStringLiteral("entry-wide-critical Hops of PC7 need: "
                                         "WSMAN/gate.ost.example."),
                          QStringLiteral("trusted-wide-high No hop of gate that is drawn needs an "
                                         "entry in this list.")}));
}

void TestExplainText::aHeldPasswordNamesWhoseAndWhere()
{
    Drawing drawing;
    const auto pc = drawing.machine("PC7");
    const auto gate = drawing.machine("gate");
    const auto nas = drawing.machine("nas");
    drawing.route({drawing.credSsp(pc, gate), drawing.use(gate, drawing.share(nas, "pics"))});
    const Scene scene(drawing.graph);
    const std::vector<Explained> held =
        scene.named("M16/computer-" + std::to_string(std::to_underlying(gate)));
    QCOMPARE(idsOf(held), QStringList{QStringLiteral("M16")});
    QCOMPARE(held[0].about, QStringLiteral("gate"));
    QVERIFY(linesOf(held[0], ExplainPart::Means)
                .first()
                .startsWith(QLatin1String("By CredSSP gate gets the password of LAB\\alice")));
}

void TestExplainText::thingsAreFoundByName()
{
    const Scene scene = doubleHop();
    for (const char* none : {"", "hop-", "hop-9999", "hop-x", "computer-0", "route-1x", "M1/hop-99",
                             "kai-terminal", "R1"})
        QVERIFY2(scene.named(none).empty(), none);
    QCOMPARE(scene.named("KAI-terminal-09").size(), std::size_t{1});
    const auto resource = std::to_underlying(scene.graph.resources.begin()->first);
    const std::vector<Explained> share = scene.named("resource-" + std::to_string(resource));
    QCOMPARE(idsOf(share), QStringList{QStringLiteral("R3")});
    QCOMPARE(share[0].about, QStringLiteral("Eingang$ on 倉庫-nas"));
    // A route is explained where it is denied.
    const auto route = std::to_underlying(scene.graph.routes.begin()->first);
    QCOMPARE(idsOf(scene.named("route-" + std::to_string(route))),
             QStringList{QStringLiteral("hop-finds-nothing")});
}

void TestExplainText::aTopicListsItsFindings()
{
    const Scene scene = doubleHop();
    const Explained topic = explainTopic(explain::topicOf("hop-finds-nothing"), scene.of());
    QCOMPARE(linesOf(topic, ExplainPart::Why).size(), 1);
    QVERIFY(linesOf(topic, ExplainPart::Why).first().contains(QLatin1String("kai-terminal-09")));
    const Explained other = explainTopic(explain::topicOf("M37"), scene.of());
    QVERIFY(linesOf(other, ExplainPart::Why).isEmpty());
}

void TestExplainText::manyReasonsAreCounted()
{
    Drawing drawing;
    const auto pc = drawing.machine("PC7");
    constexpr int machines = 300;
    for (int i = 0; i < machines; ++i)
        drawing.route({drawing.credSsp(pc, drawing.machine("srv" + std::to_string(i)))});
    const Scene scene(drawing.graph);
    for (const Explained& each : scene.named("PC7")) {
        const QStringList why = linesOf(each, ExplainPart::Why);
        QVERIFY2(why.size() <= static_cast<int>(mostExplainLines) + 3, qPrintable(each.id));
        QVERIFY2(why.join(u' ').contains(QLatin1String("more")), qPrintable(each.id));
    }
}

QTEST_GUILESS_MAIN(TestExplainText)

#include "tst_explain_text.moc"
