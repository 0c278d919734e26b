#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/plan/plan.h"
#include "ui/panels/callouts.h"
#include "ui/panels/field.h"
#include "ui/panels/ink_label.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/palette_panel.h"
#include "ui/panels/run_panel.h"
#include "ui/panels/verdict_card.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

constexpr model::HopId firstHop{7};
constexpr model::HopId secondHop{8};

/// The broken sample: ADM-PC01 → JUMP01 → \\FS01\Reports.
model::Graph chain()
{
    model::Graph graph;
    graph.domains[model::DomainId{1}] = {
        .id = model::DomainId{1}, .dnsName = "lab.example", .shortName = "LAB"};
    graph.accounts[model::AccountId{2}] = {
        .id = model::AccountId{2}, .domain = "LAB", .user = "alice"};
    for (const auto& [id, name] :
         {std::pair(3U, "ADM-PC01"), std::pair(4U, "JUMP01"), std::pair(5U, "FS01")}) {
        graph.computers[model::ComputerId{id}] = {.id = model::ComputerId{id},
                                                  .name = name,
                                                  .dnsName = std::string(name) + ".lab.example",
                                                  .domain = model::DomainId{1}};
    }
    graph.resources[model::ResourceId{6}] = {
        .id = model::ResourceId{6}, .computer = model::ComputerId{5}, .name = "Reports"};
    graph.hops[firstHop] = {.id = firstHop,
                            .from = model::ComputerId{3},
                            .to = {.computer = model::ComputerId{4}},
                            .typedTarget = "JUMP01.lab.example"};
    graph.hops[secondHop] = {
        .id = secondHop,
        .from = model::ComputerId{4},
        .to = {.computer = model::ComputerId{5}, .resource = model::ResourceId{6}},
        .typedTarget = "\\\\FS01\\Reports"};
    graph.routes[model::RouteId{9}] = {
        .id = model::RouteId{9}, .name = "Nightly report", .hops = {firstHop, secondHop}};
    graph.nextId = 10;
    return graph;
}

probe::RunReport report(HopState second)
{
    const bool denied = second == HopState::Denied;
    const probe::HopResult first{
        .hop = firstHop, .state = HopState::Passed, .ms = 186, .predicted = {Outcome::Allowed}};
    probe::HopResult last{.hop = secondHop,
                          .state = second,
                          .ms = 41,
                          .predicted = {.outcome = Outcome::Denied,
                                        .stage = Stage::Access,
                                        .cause = Cause::NotDelegated,
                                        .code = readStatusCode("5")}};
    if (denied) {
        last.stage = Stage::Access;
        last.cause = Cause::NotDelegated;
        last.code = readStatusCode("5");
    }
    return {.routes = {{.route = model::RouteId{9},
                        .name = "Nightly report",
                        .runId = "7F3A",
                        .account = "LAB\\alice",
                        .hops = {first, last},
                        .finished = true}}};
}

InspectorContent contentOf(const model::Graph& graph)
{
    return {.plan = plan::makePlan(graph), .now = plan::predictNow(graph, {})};
}

/// The same, and JUMP01 holds the password of somebody.
InspectorContent contentWithPassword(const model::Graph& graph)
{
    plan::Plan plan = plan::makePlan(graph);
    plan.machines.at(model::ComputerId{4}).holdsPasswordOf = {"LAB\\alice"};
    return {.plan = plan, .now = plan::predictNow(graph, {})};
}

/// All that a reader of the widget sees as labels and buttons.
QString wordsIn(const QWidget& widget)
{
    QStringList out;
    for (const auto* label : widget.findChildren<QLabel*>()) {
        out.append(label->text());
    }
    for (const auto* button : widget.findChildren<QAbstractButton*>()) {
        out.append(button->text());
    }
    return out.join(QLatin1Char('\n'));
}

QPushButton* buttonOf(const QWidget& widget, const QString& text)
{
    for (auto* button : widget.findChildren<QPushButton*>()) {
        if (button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

Field* fieldOf(const QWidget& widget, const QString& label)
{
    for (auto* field : widget.findChildren<Field*>()) {
        if (field->editor()->accessibleName() == label && !field->isHidden()) {
            return field;
        }
    }
    return nullptr;
}

QString type(Field& field, const QString& text)
{
    auto* line = qobject_cast<QLineEdit*>(field.editor());
    line->setText(text);
    emit line->editingFinished();
    return line->text();
}

QTableView* hopsOf(const RunPanel& run)
{
    const auto tables = run.findChildren<QTableView*>();
    const auto found =
        std::ranges::find(tables, QStringLiteral("Hops of the run"), &QWidget::accessibleName);
    return found != tables.end() ? *found : nullptr;
}

}  // namespace

class TestPanels : public QObject {
    Q_OBJECT

private slots:
    static void initTestCase();
    void theOutlineTellsWhatTheUserPicks();
    void selectingFromOutsideIsQuiet();
    void aKindIsChosenByKey();
    void theHopPageSaysWhyAndTheWaysOut();
    void aWayOutIsASignal();
    void credSspHasAlternativesInTheInspector();
    void theMachinePageSaysWhatItCosts();
    void aPageShowsAHundredLinesAndCountsTheRest_data();
    void aPageShowsAHundredLinesAndCountsTheRest();
    void aTabIsMadeWhenItIsSeen();
    void whatIsGoneShowsTheEmptyState();
    void nothingSelectedTellsOfTheWholeDrawing();
    void theOverviewOutlivesAMachineOfItsPlan();
    void anEmptyDrawingSaysWhatToSelect();
    void aFieldIsOneUndoStep();
    void aRefusedValueStaysWithItsReason();
    void everyFieldHasALabel_data();
    void everyFieldHasALabel();
    void credSspMakesAnAccountFieldAppear();
    void theTransportIsAFieldThatFollowsThePort();
    void anEmptyRunSaysWhatATestDoes();
    void theDeniedHopIsShownFirst();
    void anotherHopIsPickedByKey();
    void theVerdictOffersNoPasswordAsMainButton();
    void withLittleRoomTheWaysOutAreInAMenu();
    void escClosesTheVerdict();
    void aPassSaysWhatItCosts();
    void theTourGoesWhenHidden();
    void errorsStayAndNotesGo();
    void aPathOfTheNetworkIsNotBrokenInItsSlashes();
};

void TestPanels::initTestCase()
{
    setUpApplication(*qApp, Theme::Light);
}

void TestPanels::theOutlineTellsWhatTheUserPicks()
{
    OutlinePanel outline;
    outline.setContent(chain(), {}, {});
    const QSignalSpy picked(&outline, &OutlinePanel::picked);
    QTest::keyClick(&outline.view(), Qt::Key_Down);
    QTest::keyClick(&outline.view(), Qt::Key_Down);
    QVERIFY(picked.count() > 0);
    QCOMPARE(thingIdOf(picked.last().first().value<ThingRef>()), QStringLiteral("computer-3"));
}

void TestPanels::selectingFromOutsideIsQuiet()
{
    OutlinePanel outline;
    outline.setContent(chain(), {}, {});
    const QSignalSpy picked(&outline, &OutlinePanel::picked);
    outline.select(thingFromId(QStringLiteral("hop-8")));
    QCOMPARE(outline.view().currentIndex().data().toString(), QStringLiteral("2 JUMP01 → Reports"));
    outline.select({});
    QVERIFY(!outline.view().currentIndex().isValid());
    QCOMPARE(picked.count(), 0);
}

void TestPanels::aKindIsChosenByKey()
{
    PalettePanel palette;
    const QSignalSpy chosen(&palette, &PalettePanel::chosen);
    QTest::keyClick(palette.findChild<QToolButton*>(QStringLiteral("jump")), Qt::Key_Return);
    palette.findChild<QToolButton*>(QStringLiteral("share"))->click();
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.at(0).first().toString(), QStringLiteral("jump"));
    QCOMPARE(chosen.at(1).first().toString(), QStringLiteral("share"));
}

void TestPanels::theHopPageSaysWhyAndTheWaysOut()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(contentOf(document.graph()));
    inspector.showThing(thingFromId(QStringLiteral("hop-8")));
    const QString words = wordsIn(*inspector.widget(0));
    for (const char* each :
         {"Hop 2: JUMP01 → Reports", "Will be denied (code 5).", "Not tested yet",
          "What arrives where", "Use CredSSP on hop 1", "R1"}) {
        QVERIFY2(words.contains(QString::fromUtf8(each)), each);
    }
    InspectorContent content = contentOf(document.graph());
    content.report = report(HopState::Denied);
    inspector.setContent(content);
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("Denied, as predicted.")));
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("Code 5, stage access.")));
}

void TestPanels::aWayOutIsASignal()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(contentOf(document.graph()));
    inspector.showThing(thingFromId(QStringLiteral("hop-8")));
    QSignalSpy taken(&inspector, &Inspector::takeWayOut);
    buttonOf(inspector, QStringLiteral("Use CredSSP on hop 1"))->click();
    buttonOf(inspector, QStringLiteral("Give the command its own credential"))->click();
    QCOMPARE(taken.size(), 2);
    QCOMPARE(taken.at(0).at(0).value<plan::WayOutKind>(), plan::WayOutKind::UseCredSsp);
    QCOMPARE(taken.at(0).at(1).value<model::HopId>(), firstHop);
    QCOMPARE(taken.at(1).at(0).value<plan::WayOutKind>(), plan::WayOutKind::OwnCredential);
    QCOMPARE(taken.at(1).at(1).value<model::HopId>(), secondHop);
    QVERIFY(
        wordsIn(inspector).contains(QStringLiteral("JUMP01 will hold the password of LAB\\alice")));
}

void TestPanels::credSspHasAlternativesInTheInspector()
{
    GraphDocument document(*edit::useCredSsp(chain(), firstHop));
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(contentOf(document.graph()));
    inspector.showThing(thingFromId(QStringLiteral("hop-7")));
    const QString words = wordsIn(*inspector.widget(0));
    QVERIFY(words.contains(QStringLiteral("In place of CredSSP, safest first")));
    QVERIFY(words.contains(QStringLiteral("Run it from ADM-PC01")));
    QVERIFY(words.contains(QStringLiteral("password stored on JUMP01")));
    const QSignalSpy taken(&inspector, &Inspector::takeWayOut);
    buttonOf(inspector, QStringLiteral("Give hop 2 its own credential"))->click();
    QCOMPARE(taken.at(0).at(0).value<plan::WayOutKind>(), plan::WayOutKind::OwnCredentialInstead);
    QCOMPARE(taken.at(0).at(1).value<model::HopId>(), firstHop);
}

void TestPanels::theMachinePageSaysWhatItCosts()
{
    GraphDocument document(*edit::useCredSsp(chain(), firstHop));
    InspectorContent content = contentOf(document.graph());
    content.missing = content.plan->changes;
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(content);
    inspector.showThing(thingFromId(QStringLiteral("computer-4")));
    const QString jump = wordsIn(*inspector.widget(0));
    QVERIFY(jump.contains(QStringLiteral("CredSSP server")));
    QVERIFY(jump.contains(QStringLiteral("will hold the password of LAB\\alice")));
    inspector.showThing(thingFromId(QStringLiteral("computer-3")));
    const QString client = wordsIn(*inspector.widget(0));
    QVERIFY(client.contains(QStringLiteral("CredSSP client")));
    QVERIFY(client.contains(QStringLiteral("WSMAN/JUMP01.lab.example")));
}

void TestPanels::aPageShowsAHundredLinesAndCountsTheRest_data()
{
    QTest::addColumn<unsigned>("servers");
    QTest::addColumn<QString>("rest");
    QTest::newRow("100") << 100U << QString();
    QTest::newRow("101") << 101U << QStringLiteral("… and 1 more.");
    QTest::newRow("350") << 350U << QStringLiteral("… and 250 more.");
}

/// A client with CredSSP to each server: so many names in its list, each with its reason.
void TestPanels::aPageShowsAHundredLinesAndCountsTheRest()
{
    QFETCH(const unsigned, servers);
    QFETCH(const QString, rest);
    model::Graph graph;
    graph.computers[model::ComputerId{1}] = {.id = model::ComputerId{1}, .name = "DESK"};
    for (unsigned i = 0; i < servers; ++i) {
        const model::ComputerId to{1000 + i};
        graph.computers[to] = {.id = to, .name = "N" + std::to_string(i)};
        const model::HopId hop{5000 + i};
        graph.hops[hop] = {.id = hop,
                           .from = model::ComputerId{1},
                           .to = {.computer = to},
                           .method = Method::CredSsp};
    }
    graph.nextId = 10000;
    GraphDocument document(graph);
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(contentOf(graph));
    inspector.showThing(thingFromId(QStringLiteral("computer-1")));
    const QString words = wordsIn(*inspector.widget(0));
    const QStringList lines = words.split(u'\n');
    QCOMPARE(std::ranges::count_if(lines,
                                   [](const QString& each) { return each.startsWith(u"WSMAN/N"); }),
             std::min(servers, 100U));
    QVERIFY(lines.contains(QStringLiteral("WSMAN/N0")));
    // The reasons are more than a hundred in each row: one a hop, and that no domain is known.
    QCOMPARE(
        std::ranges::count_if(lines, [](const QString& each) { return each.startsWith(u"… and"); }),
        rest.isEmpty() ? 1 : 2);
    QVERIFY(words.contains(rest));
}

/// What is seen is of the thing that is shown, in each tab; a tab that nobody looks at costs an edit nothing (docs/performance.md).
void TestPanels::aTabIsMadeWhenItIsSeen()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(contentOf(document.graph()));
    inspector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&inspector));
    const auto nameOf = [&] {
        const Field* field = fieldOf(*inspector.widget(1), QStringLiteral("Name"));
        return field == nullptr ? QString() : qobject_cast<QLineEdit*>(field->editor())->text();
    };
    inspector.showThing(thingFromId(QStringLiteral("computer-3")));
    QCOMPARE(nameOf(), QString());
    inspector.setCurrentIndex(1);
    QCOMPARE(nameOf(), QStringLiteral("ADM-PC01"));
    inspector.setCurrentIndex(0);
    inspector.showThing(thingFromId(QStringLiteral("computer-4")));
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("JUMP01")));
    QCOMPARE(nameOf(), QStringLiteral("ADM-PC01"));
    document.edit(QStringLiteral("Rename"),
                  *edit::renameComputer(document.graph(), model::ComputerId{4}, "GATE",
                                        "2026-01-01T00:00:00Z"));
    inspector.setContent(contentOf(document.graph()));
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("GATE")));
    inspector.setCurrentIndex(1);
    QCOMPARE(nameOf(), QStringLiteral("GATE"));
    inspector.showThing(thingFromId(QStringLiteral("computer-5")));
    QCOMPARE(nameOf(), QStringLiteral("FS01"));
    inspector.setCurrentIndex(0);
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("FS01")));
}

void TestPanels::whatIsGoneShowsTheEmptyState()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(contentOf(document.graph()));
    inspector.showThing(thingFromId(QStringLiteral("computer-4")));
    document.edit(QStringLiteral("Delete"),
                  *edit::removeThings(chain(), {.computers = {model::ComputerId{4}}}));
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("Nothing is selected")));
    QVERIFY(wordsIn(*inspector.widget(1)).contains(QStringLiteral("Nothing is selected")));
}

/// Mockup 06: counts, whom wide entries cover, who holds passwords, the last test.
void TestPanels::nothingSelectedTellsOfTheWholeDrawing()
{
    model::Graph graph = chain();
    graph.hops[firstHop].method = Method::CredSsp;
    graph.computers[model::ComputerId{3}].practice.allowFresh = {"WSMAN/*"};
    GraphDocument document(graph);
    Inspector inspector;
    inspector.setDocument(&document);
    InspectorContent content = contentWithPassword(graph);
    inspector.setContent(content);
    inspector.showThing({});
    const QString before = wordsIn(*inspector.widget(0));
    for (const char* each : {"The whole drawing", "Machines", "Client role", "WSMAN/*",
                             "on 1 machine; covers 3 of 3 that are drawn",
                             "Passwords held while sessions last", "JUMP01", "of 1 account"})
        QVERIFY2(before.contains(QLatin1String(each)), qPrintable(before));
    QVERIFY(!before.contains(QStringLiteral("Last test")));
    const auto numbers = inspector.widget(0)->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(numbers, [](const QLabel* each) {
        return each->accessibleName() == QStringLiteral("Machines: 3");
    }));
    content.report = report(HopState::Passed);
    inspector.setContent(content);
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("Last test")));
}

/// Between an edit and the plan of it, and when another drawing is opened.
void TestPanels::theOverviewOutlivesAMachineOfItsPlan()
{
    model::Graph graph = chain();
    graph.hops[firstHop].method = Method::CredSsp;
    GraphDocument document(graph);
    Inspector inspector;
    inspector.setDocument(&document);
    const InspectorContent content = contentWithPassword(graph);
    inspector.setContent(content);
    inspector.showThing({});
    QVERIFY(wordsIn(*inspector.widget(0)).contains(QStringLiteral("of 1 account")));
    document.edit(QStringLiteral("Delete"),
                  *edit::removeThings(graph, {.computers = {model::ComputerId{4}}}));
    inspector.setContent(content);
    QVERIFY(!wordsIn(*inspector.widget(0)).contains(QStringLiteral("of 1 account")));
}

void TestPanels::anEmptyDrawingSaysWhatToSelect()
{
    GraphDocument document({});
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.setContent(contentOf({}));
    inspector.showThing({});
    const QString words = wordsIn(*inspector.widget(0));
    QVERIFY(words.contains(QStringLiteral("Select a machine or a hop")));
    QVERIFY(!words.contains(QStringLiteral("The whole drawing")));
}

void TestPanels::aFieldIsOneUndoStep()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.showThing(thingFromId(QStringLiteral("computer-4")));
    Field* name = fieldOf(inspector, QStringLiteral("Name"));
    QCOMPARE(type(*name, QStringLiteral("GATE01")), QStringLiteral("GATE01"));
    QCOMPARE(document.history().count(), 1);
    QCOMPARE(document.graph().computers.at(model::ComputerId{4}).name, std::string("GATE01"));
    type(*name, QStringLiteral("GATE01"));
    QCOMPARE(document.history().count(), 1);
    document.history().undo();
    QCOMPARE(qobject_cast<QLineEdit*>(name->editor())->text(), QStringLiteral("JUMP01"));
}

void TestPanels::aRefusedValueStaysWithItsReason()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.showThing(thingFromId(QStringLiteral("computer-4")));
    Field* name = fieldOf(inspector, QStringLiteral("Name"));
    QCOMPARE(type(*name, QStringLiteral("fs01")), QStringLiteral("fs01"));
    QVERIFY(!name->reason().isEmpty());
    QCOMPARE(document.history().count(), 0);
    Field* port = fieldOf(inspector, QStringLiteral("WinRM port"));
    type(*port, QStringLiteral("65536"));
    QCOMPARE(port->reason(), QStringLiteral("A port is a number from 1 to 65535."));
    type(*port, QStringLiteral("443"));
    QCOMPARE(port->reason(), QString());
    QCOMPARE(document.graph().computers.at(model::ComputerId{4}).port, std::uint16_t{443});
    QCOMPARE(qobject_cast<QLineEdit*>(name->editor())->text(), QStringLiteral("fs01"));
}

void TestPanels::everyFieldHasALabel_data()
{
    QTest::addColumn<int>("fields");
    QTest::newRow("computer-4") << 11;
    QTest::newRow("resource-6") << 1;
    QTest::newRow("hop-7") << 9;
    QTest::newRow("hop-8") << 6;
    QTest::newRow("route-9") << 2;
}

void TestPanels::everyFieldHasALabel()
{
    QFETCH(int, fields);
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.showThing(thingFromId(QString::fromLatin1(QTest::currentDataTag())));
    const auto found = inspector.findChildren<Field*>();
    QCOMPARE(found.size(), fields);
    for (const Field* field : found) {
        const auto labels = field->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(
            labels, [&](const QLabel* label) { return label->buddy() == field->editor(); }));
        QVERIFY(!field->editor()->accessibleName().isEmpty());
    }
}

void TestPanels::credSspMakesAnAccountFieldAppear()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.showThing(thingFromId(QStringLiteral("hop-7")));
    QVERIFY(fieldOf(inspector, QStringLiteral("Account")) == nullptr);
    auto* box = qobject_cast<QComboBox*>(fieldOf(inspector, QStringLiteral("Method"))->editor());
    box->setCurrentIndex(box->findText(QStringLiteral("CredSSP")));
    emit box->activated(box->currentIndex());
    QCOMPARE(document.graph().hops.at(firstHop).method, Method::CredSsp);
    QCOMPARE(document.history().count(), 1);
    Field* account = fieldOf(inspector, QStringLiteral("Account"));
    QVERIFY(account != nullptr);
    type(*account, QStringLiteral("LAB\\bob"));
    const auto& hop = document.graph().hops.at(firstHop);
    QCOMPARE(document.graph().accounts.at(*hop.credential.account).user, std::string("bob"));
}

void TestPanels::theTransportIsAFieldThatFollowsThePort()
{
    GraphDocument document(chain());
    Inspector inspector;
    inspector.setDocument(&document);
    inspector.showThing(thingFromId(QStringLiteral("hop-7")));
    const auto box = [&inspector](const char* label) {
        Field* field = fieldOf(inspector, QString::fromLatin1(label));
        return field != nullptr ? qobject_cast<QComboBox*>(field->editor()) : nullptr;
    };
    const auto choose = [](QComboBox* from, const QString& text) {
        from->setCurrentIndex(from->findText(text));
        emit from->activated(from->currentIndex());
    };
    QCOMPARE(box("Transport")->currentText(), QStringLiteral("by the port: HTTP"));
    type(*fieldOf(inspector, QStringLiteral("Port")), QStringLiteral("5986"));
    QCOMPARE(box("Transport")->currentText(), QStringLiteral("by the port: HTTPS"));
    choose(box("Transport"), QStringLiteral("HTTP"));
    QCOMPARE(document.graph().hops.at(firstHop).transport, model::Transport::Http);
    QCOMPARE(box("Transport")->currentText(), QStringLiteral("HTTP"));
    QCOMPARE(document.history().count(), 2);
    document.history().undo();
    QCOMPARE(box("Transport")->currentText(), QStringLiteral("by the port: HTTPS"));
    choose(box("Method"), QStringLiteral("SSH"));
    QVERIFY(box("Transport") == nullptr);
}

void TestPanels::anEmptyRunSaysWhatATestDoes()
{
    RunPanel run;
    run.setReport(chain(), plan::makePlan(chain()), {});
    QCOMPARE(run.currentIndex(), 0);
    QString words = wordsIn(run);
    words.remove(QChar(0x2060));  // A path does not break: word joiners hold it together.
    QVERIFY(words.contains(QStringLiteral("create a file in \\\\FS01\\Reports")));
    QVERIFY(!run.route().has_value());
    const QSignalSpy test(&run, &RunPanel::testRequested);
    buttonOf(run, QStringLiteral("Test, F5"))->click();
    QCOMPARE(test.count(), 1);
}

void TestPanels::theDeniedHopIsShownFirst()
{
    RunPanel run;
    const QSignalSpy picked(&run, &RunPanel::hopPicked);
    run.setReport(chain(), plan::makePlan(chain()), report(HopState::Denied));
    QCOMPARE(hopsOf(run)->currentIndex().row(), 1);
    QVERIFY(wordsIn(run).contains(QStringLiteral("Hop 2 is denied, as predicted.")));
    QVERIFY(wordsIn(run).contains(QStringLiteral("denied 1")));
    QCOMPARE(picked.count(), 0);
    QVERIFY(run.minimumSizeHint().height() <= 272);
}

void TestPanels::anotherHopIsPickedByKey()
{
    RunPanel run;
    run.setReport(chain(), plan::makePlan(chain()), report(HopState::Denied));
    QSignalSpy picked(&run, &RunPanel::hopPicked);
    QTest::keyClick(hopsOf(run), Qt::Key_Up);
    QCOMPARE(picked.count(), 1);
    QCOMPARE(picked.first().first().value<model::HopId>(), firstHop);
    // A later report of the same run leaves it there.
    run.setReport(chain(), plan::makePlan(chain()), report(HopState::Failed));
    QCOMPARE(hopsOf(run)->currentIndex().row(), 0);
    run.selectHop(secondHop);
    QCOMPARE(hopsOf(run)->currentIndex().row(), 1);
    QCOMPARE(picked.count(), 1);
}

void TestPanels::theVerdictOffersNoPasswordAsMainButton()
{
    const model::Graph graph = chain();
    VerdictCard card;
    card.setVerdict(
        verdictOf(graph, plan::makePlan(graph), report(HopState::Denied).routes.front()));
    card.fit({2000, 2000});
    QCOMPARE(card.width(), 846);
    QCOMPARE(wordsIn(card).count(QStringLiteral("Use CredSSP on hop 1")), 2);
    const QSignalSpy taken(&card, &VerdictCard::takeWayOut);
    QSignalSpy copy(&card, &VerdictCard::copyForTicket);
    QPushButton primary;
    setButtonKind(primary, ButtonKind::Primary);
    const QByteArrayList names = primary.dynamicPropertyNames();
    QCOMPARE(names.size(), 1);
    for (auto* button : card.findChildren<QPushButton*>()) {
        if (!button->isVisibleTo(&card))
            continue;  // Of the short form.
        QVERIFY(button->property(names.first().constData())
                != primary.property(names.first().constData()));
        button->click();
    }
    QCOMPARE(copy.count(), 1);
    int credSsp = 0;
    int own = 0;
    for (const QList<QVariant>& each : taken) {
        const bool isCredSsp = each.at(0).value<plan::WayOutKind>() == plan::WayOutKind::UseCredSsp;
        QCOMPARE(each.at(1).value<model::HopId>(), isCredSsp ? firstHop : secondHop);
        ++(isCredSsp ? credSsp : own);
    }
    QCOMPARE(credSsp, 2);
    QCOMPARE(own, 1);
}

void TestPanels::withLittleRoomTheWaysOutAreInAMenu()
{
    const model::Graph graph = chain();
    VerdictCard card;
    card.setVerdict(
        verdictOf(graph, plan::makePlan(graph), report(HopState::Denied).routes.front()));
    card.fit({600, 100});
    QVERIFY(card.isShort());
    QVERIFY(card.height() <= 100);
    auto* button = buttonOf(card, QStringLiteral("Ways out"));
    QVERIFY(button->isVisibleTo(&card));
    const QSignalSpy credSsp(&card, &VerdictCard::takeWayOut);
    const QList<QAction*> ways = button->findChild<QMenu*>()->actions();
    QCOMPARE(ways.size(), 4);
    QVERIFY2(!ways.first()->isEnabled(), "that one is done by hand");
    ways.last()->trigger();
    QCOMPARE(credSsp.count(), 1);
    card.fit({2000, 2000});
    QVERIFY(!card.isShort());
}

void TestPanels::escClosesTheVerdict()
{
    const model::Graph graph = chain();
    VerdictCard card;
    card.setVerdict(
        verdictOf(graph, plan::makePlan(graph), report(HopState::Denied).routes.front()));
    const QSignalSpy closed(&card, &VerdictCard::closed);
    QTest::keyClick(card.findChild<QPushButton*>(), Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
}

void TestPanels::aPassSaysWhatItCosts()
{
    const model::Graph graph = *edit::useCredSsp(chain(), firstHop);
    VerdictCard card;
    card.setVerdict(
        verdictOf(graph, plan::makePlan(graph), report(HopState::Passed).routes.front()), 2);
    QVERIFY(wordsIn(card).contains(QStringLiteral("What it costs")));
    QVERIFY(wordsIn(card).contains(QStringLiteral("can read the password of LAB\\alice")));
    const QSignalSpy undo(&card, &VerdictCard::undoApplied);
    buttonOf(card, QStringLiteral("Undo on 2 machines…"))->click();
    QCOMPARE(undo.count(), 1);
}

void TestPanels::theTourGoesWhenHidden()
{
    QWidget viewport;
    Callouts tour(&viewport);
    tour.setShown(true);
    QVERIFY(tour.frame(1).isHidden());  // Nothing to say yet.
    tour.setContent(chain(), plan::makePlan(chain()));
    QVERIFY(!tour.frame(1).isHidden());
    const QSignalSpy test(&tour, &Callouts::testRequested);
    tour.frame(1).findChild<QPushButton*>()->click();
    QCOMPARE(test.count(), 1);
    tour.setTested(true);
    QVERIFY(tour.frame(1).isHidden());
    QVERIFY(!tour.frame(2).isHidden());
    const QSignalSpy hidden(&tour, &Callouts::hidden);
    qobject_cast<QPushButton*>(&tour.link())->click();
    QCOMPARE(hidden.count(), 1);
    QVERIFY(tour.frame(3).isHidden());
}

void TestPanels::errorsStayAndNotesGo()
{
    NoticeStrip note;
    NoticeStrip error;
    note.say(NoticeKind::Passed, QStringLiteral("Applied."));
    error.say(NoticeKind::Passed, QStringLiteral("Applied."));
    error.say(NoticeKind::Error, QStringLiteral("Not opened."));
    QVERIFY(!note.isHidden());
    const QSignalSpy noteGone(&note, &NoticeStrip::dismissed);
    const QSignalSpy errorGone(&error, &NoticeStrip::dismissed);
    QTRY_COMPARE_WITH_TIMEOUT(noteGone.count(), 1, 2 * Motion::toast);
    QVERIFY(note.isHidden());
    QTest::qWait(Motion::normal);
    QCOMPARE(error.text(), QStringLiteral("Not opened."));
    QCOMPARE(errorGone.count(), 0);
    QTest::keyClick(&error, Qt::Key_Escape);
    QCOMPARE(errorGone.count(), 1);
}

/// A line that has room for one backslash of two ends before both.
void TestPanels::aPathOfTheNetworkIsNotBrokenInItsSlashes()
{
    const QString words = QStringLiteral("zugriff verweigert auf ");
    const QString path = QStringLiteral("\\\\LAGER\\x");
    const auto picture = [&](const QString& text) {
        std::unique_ptr<InkLabel> label(wrapped(text, FontRole::Body, Ink::Text));
        const QFontMetrics measure(label->font());
        label->resize(measure.horizontalAdvance(words + u'\\') + 2, 80);
        return label->grab().toImage();
    };
    QVERIFY(picture(words + path) == picture(words + u'\n' + path));
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
