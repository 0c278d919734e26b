#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/canvas_order.h"

#include <QGuiApplication>
#include <QTest>

#include <cmath>
#include <utility>

using namespace hopwright;
using ui::CanvasGeometry;
using ui::Thing;

namespace {

const QFont& font()
{
    static const QFont made = [] {
        QFont out(QStringLiteral("Noto Sans"));
        out.setPixelSize(13);
        return out;
    }();
    return made;
}

model::Graph chain(const char* text)
{
    auto graph = edit::parseChain(text);
    return graph ? std::move(*graph) : model::Graph{};
}

CanvasGeometry placed(const model::Graph& graph, const ui::CanvasContent& content = {})
{
    return {graph, ui::looksOf(graph, content), font()};
}

model::ComputerId machine(const model::Graph& graph, std::string_view name)
{
    for (const auto& [id, computer] : graph.computers) {
        if (computer.name == name)
            return id;
    }
    return {};
}

}  // namespace

class TestCanvasGeometry : public QObject {
    Q_OBJECT

private slots:
    void aCardIs192By72();
    void aLongNameWidensTheCardInStepsOf8UpTo272();
    void eachResourceIsARowOf28();
    void aHopGoesStraightFromEdgeToEdge();
    void aHopToAShareEndsAtTheMiddleOfItsRow();
    void theWayBackPassesBelow();
    void aHopToItselfGoesOverItsCard();
    void aLinePassesAboveTheMachineInItsWay();
    void aSlantedLineGoesAroundTheMachineInItsWay_data();
    void aSlantedLineGoesAroundTheMachineInItsWay();
    void aLineGoesBackWhenItsWayIsFree();
    void aFrameHoldsItsMachinesAndTheLabelsBetweenThem();
    void whatIsUnderThePointerIsFound();
    void theRubberBandEnclosesOrTouches();
    void aPasswordIsSeenWhereAPassedHopBroughtIt();
    void aPasswordThatArrivesIsADoubleLine();
    void aHopSaysItsMethodAndHttps();
    void arrowsGoToTheNearestInTheirDirection();
    void tabGoesAlongTheChainThenTheHops();
    void lettersFindANameThatBeginsWithThem();
};

void TestCanvasGeometry::aCardIs192By72()
{
    const CanvasGeometry geometry = placed(chain("A -> B"));
    QCOMPARE(geometry.cards().size(), 2U);
    for (const auto& [id, card] : geometry.cards())
        QCOMPARE(card.rect.size(), QSizeF(192, 72));
}

void TestCanvasGeometry::aLongNameWidensTheCardInStepsOf8UpTo272()
{
    const model::Graph some = chain("APPLICATION-FRONT-1 -> B");
    const double width = placed(some).cards().at(machine(some, "APPLICATION-FRONT-1")).rect.width();
    QVERIFY(width > 192 && width < 272);
    QCOMPARE(std::fmod(width, 8), 0.0);
    const std::string longest(60, 'W');
    const model::Graph many = chain((longest + " -> B").c_str());
    QCOMPARE(placed(many).cards().at(machine(many, longest)).rect.width(), 272.0);
}

void TestCanvasGeometry::eachResourceIsARowOf28()
{
    const model::Graph graph = chain("A -> \\\\FS01\\Reports");
    const auto geometry = placed(graph);
    const auto& card = geometry.cards().at(machine(graph, "FS01"));
    QCOMPARE(card.rect.height(), 100.0);
    QCOMPARE(card.rows.size(), 1U);
    QCOMPARE(card.rows.front().second, QRectF(card.rect.left(), card.rect.top() + 72, 192, 28));
}

void TestCanvasGeometry::aHopGoesStraightFromEdgeToEdge()
{
    const model::Graph graph = chain("A -> B");
    const auto geometry = placed(graph);
    const auto& hop = geometry.hops().begin()->second;
    const QRectF a = geometry.cards().at(machine(graph, "A")).rect;
    const QRectF b = geometry.cards().at(machine(graph, "B")).rect;
    QVERIFY(hop.isLevel);
    QCOMPARE(hop.tail, QPointF(a.right(), a.top() + 36));
    QCOMPARE(hop.head, QPointF(b.left(), b.top() + 36));
    // The middle of what is left of the arrow (kit.js).
    QCOMPARE(hop.seal, QPointF((hop.tail.x() + hop.head.x() - 8) / 2, hop.tail.y()));
    QVERIFY(hop.titleBox.bottom() <= hop.seal.y() - 13);
    QVERIFY(hop.typedBox.top() >= hop.seal.y() + 13);
    QVERIFY(hop.labelBounds().left() >= a.right() && hop.labelBounds().right() <= b.left());
}

void TestCanvasGeometry::aHopToAShareEndsAtTheMiddleOfItsRow()
{
    const model::Graph graph = chain("A -> \\\\FS01\\Reports");
    const auto geometry = placed(graph);
    const auto& row = geometry.cards().at(machine(graph, "FS01")).rows.front().second;
    QCOMPARE(geometry.hops().begin()->second.head, QPointF(row.left(), row.center().y()));
}

void TestCanvasGeometry::theWayBackPassesBelow()
{
    model::Graph graph = chain("A -> B");
    auto back = edit::connectHop(
        graph, {.from = machine(graph, "B"), .to = {.computer = machine(graph, "A")}}, {});
    QVERIFY(back);
    const auto geometry = placed(*back);
    const auto& there = geometry.hops().begin()->second;
    const auto& again = geometry.hops().rbegin()->second;
    QVERIFY(!there.labelBounds().intersects(again.labelBounds()));
    QCOMPARE(again.headDirection, QPointF(-1, 0));
}

void TestCanvasGeometry::aLinePassesAboveTheMachineInItsWay()
{
    model::Graph graph = chain("A -> B -> C");
    auto direct = edit::connectHop(
        graph, {.from = machine(graph, "A"), .to = {.computer = machine(graph, "C")}}, {});
    QVERIFY(direct);
    const auto geometry = placed(*direct);
    const auto& hop = geometry.hops().at(*edit::newestHop(*direct));
    const QRectF between = geometry.cards().at(machine(graph, "B")).rect;
    QVERIFY(hop.seal.y() < between.top());
    QVERIFY(!hop.labelBounds().intersects(between));
}

void TestCanvasGeometry::aSlantedLineGoesAroundTheMachineInItsWay_data()
{
    QTest::addColumn<double>("y");
    QTest::addColumn<bool>("isBack");
    for (const double y : {-400, -150, 150, 400}) {
        QTest::addRow("there, %g", y) << y << false;
        QTest::addRow("back, %g", y) << y << true;
    }
}

/// The stranger stands where the one curve would pass, and its line begins and ends as before.
void TestCanvasGeometry::aSlantedLineGoesAroundTheMachineInItsWay()
{
    QFETCH(double, y);
    QFETCH(bool, isBack);
    model::Graph graph = chain(isBack ? "Büro -> Archiv" : "Archiv -> Büro");
    graph =
        edit::addComputer(graph, {.name = "Fremd", .position = {.x = 350, .y = y / 2}}, "").value();
    graph = edit::moveComputers(graph, {{machine(graph, "Archiv"), {.x = 0, .y = 0}},
                                        {machine(graph, "Büro"), {.x = 700, .y = y}}})
                .value();
    const auto geometry = placed(graph);
    const auto& hop = geometry.hops().begin()->second;
    const QRectF stranger = geometry.cards().at(machine(graph, "Fremd")).rect;
    QPainterPathStroker stroker;  // A path alone is taken for the area that it goes around.
    stroker.setWidth(1);
    QVERIFY(!stroker.createStroke(hop.path).intersects(stranger));
    QVERIFY(!stranger.contains(hop.seal));
    QCOMPARE(QPointF(hop.path.elementAt(0)), hop.tail);
    QCOMPARE(hop.path.currentPosition(), hop.head);
    QVERIFY(std::abs(hop.seal.x() - (hop.tail.x() + hop.head.x()) / 2) < 1);
}

/// What is laid anew after the stranger has gone is as if it had never been there.
void TestCanvasGeometry::aLineGoesBackWhenItsWayIsFree()
{
    model::Graph graph = chain("Archiv -> Büro");
    graph = edit::moveComputers(graph, {{machine(graph, "Büro"), {.x = 700, .y = 200}}}).value();
    const auto free = placed(graph);
    model::Graph crossed =
        edit::addComputer(graph, {.name = "Fremd", .position = {.x = 350, .y = 100}}, "").value();
    auto geometry = placed(crossed);
    QVERIFY(geometry.hops().begin()->second.path != free.hops().begin()->second.path);
    crossed =
        edit::moveComputers(crossed, {{machine(crossed, "Fremd"), {.x = 350, .y = 900}}}).value();
    geometry.update(crossed, ui::looksOf(crossed, {}), font());
    QCOMPARE(geometry.hops().begin()->second.path, free.hops().begin()->second.path);
}

void TestCanvasGeometry::aFrameHoldsItsMachinesAndTheLabelsBetweenThem()
{
    const model::Graph graph = chain("A.lab.example -> B.lab.example");
    const auto geometry = placed(graph);
    QCOMPARE(geometry.frames().size(), 1U);
    const QRectF frame = geometry.frames().front().rect;
    for (const auto& [id, card] : geometry.cards())
        QVERIFY(frame.contains(card.rect.adjusted(-16, -28, 16, 16)));
    QVERIFY(frame.contains(geometry.hops().begin()->second.labelBounds()));
    QVERIFY(geometry.hops().begin()->second.inFrame);
    QVERIFY(placed(chain("A -> B")).frames().empty());
}

void TestCanvasGeometry::whatIsUnderThePointerIsFound()
{
    const model::Graph graph = chain("A -> B -> \\\\FS01\\Reports");
    const auto geometry = placed(graph);
    const auto b = machine(graph, "B");
    const auto& first = geometry.hops().begin()->second;
    const auto& row = geometry.cards().at(machine(graph, "FS01")).rows.front();
    QCOMPARE(geometry.at(geometry.cards().at(b).rect.center(), 6), std::optional<Thing>(b));
    QCOMPARE(geometry.at(row.second.center(), 6), std::optional<Thing>(row.first));
    QCOMPARE(geometry.at(first.seal + QPointF(20, 5.9), 6), std::optional<Thing>(first.id));
    QVERIFY(!geometry.at(first.seal + QPointF(20, 6.1), 6));
    QCOMPARE(geometry.handleAt(geometry.cards().at(b).handle() + QPointF(6, 0), 9), b);
    QVERIFY(!geometry.handleAt(geometry.cards().at(b).rect.center(), 9));
}

void TestCanvasGeometry::theRubberBandEnclosesOrTouches()
{
    const model::Graph graph = chain("A -> B");
    const auto geometry = placed(graph);
    const QRectF a = geometry.cards().at(machine(graph, "A")).rect;
    const QRectF part = a.adjusted(-5, -5, -20, 5);
    QVERIFY(geometry.inside(part, true).empty());
    QCOMPARE(geometry.inside(part, false), std::vector<Thing>{machine(graph, "A")});
    QCOMPARE(geometry.inside(geometry.bounds(), true).size(), 3U);
}

void TestCanvasGeometry::aPasswordIsSeenWhereAPassedHopBroughtIt()
{
    const auto seenOn = [](const char* drawn, std::string_view name) {
        const model::Graph graph = chain(drawn);
        probe::RunReport report{.routes = {{}}};
        for (const auto& [id, hop] : graph.hops)
            report.routes[0].hops.push_back({.hop = id, .state = HopState::Passed});
        return ui::looksOf(graph, {.report = std::move(report)})
            .machines.at(machine(graph, name))
            .passwordIsSeen;
    };
    QVERIFY(seenOn("A -credssp-> B", "B"));
    QVERIFY2(!seenOn("A -> B", "B"), "its logon left nothing there");
    QVERIFY2(seenOn("A -> B -credssp-> C", "B"), "it opened the hop with it");
}

/// field/17: it is seen, can be taken by a click, and keeps clear of its card and of the hop that goes on.
void TestCanvasGeometry::aHopToItselfGoesOverItsCard()
{
    const model::Graph graph =
        chain("SP01.corp.example -credssp-> SP01.corp.example -> \\\\FS01\\Data");
    const auto geometry = placed(graph);
    const auto farm = machine(graph, "SP01");
    const auto loop = graph.hops.begin()->first;
    const ui::CardGeometry& card = geometry.cards().at(farm);
    const ui::HopGeometry& hop = geometry.hops().at(loop);
    QVERIFY(!hop.isLevel);
    QCOMPARE(hop.tail.y(), card.rect.top());
    QCOMPARE(hop.head.y(), card.rect.top());
    QVERIFY(hop.head.x() < hop.tail.x());
    QCOMPARE(hop.headDirection, QPointF(0, 1));  // Into the card.
    const QRectF line = hop.path.boundingRect();
    QVERIFY2(line.left() >= card.rect.left() && line.right() <= card.rect.right(),
             "the sides of the card are for other hops");
    QVERIFY(!geometry.frames().empty()
            && geometry.frames().front().rect.contains(line.toAlignedRect()));
    QCOMPARE(hop.seal.x(), card.rect.center().x());
    QVERIFY(!hop.labelBounds().intersects(card.rect));
    QVERIFY(hop.typedBox.width() > 96);
    QCOMPARE(geometry.at(hop.seal, 6), std::optional(Thing(loop)));
    QCOMPARE(geometry.at(hop.path.pointAtPercent(0.1), 6), std::optional(Thing(loop)));
    const ui::HopGeometry& next = geometry.hops().rbegin()->second;
    QCOMPARE(geometry.at(next.seal, 6), std::optional(Thing(next.id)));
    QVERIFY(!hop.labelBounds().intersects(next.labelBounds()));
    QVERIFY(geometry.bounds().contains(hop.labelBounds()));
    // The painter walks a curve's cubics by three points each.
    QCOMPARE(hop.path.elementCount() % 3, 1);
}

/// Design §8: two lines for the reusable password.
void TestCanvasGeometry::aPasswordThatArrivesIsADoubleLine()
{
    const auto isDouble = [](const char* drawn, bool isExplicit) {
        model::Graph graph = chain(drawn);
        model::Hop& hop = graph.hops[graph.hops.begin()->first];
        hop.credential.isExplicit = isExplicit;
        return ui::looksOf(graph, {}).hops.at(hop.id).doubleLine;
    };
    QVERIFY(isDouble("A -credssp-> B", true));
    QVERIFY(isDouble("A -ssh-> B", true));
    QVERIFY(!isDouble("A -ssh-> B", false));
    QVERIFY(!isDouble("A -basic-> B", true));
    QVERIFY(!isDouble("A -certificate-> B", false));
    QVERIFY(!isDouble("A -> B", true));
}

void TestCanvasGeometry::aHopSaysItsMethodAndHttps()
{
    const auto title = [](const char* drawn) {
        const model::Graph graph = chain(drawn);
        return ui::looksOf(graph, {}).hops.at(graph.hops.begin()->first).title;
    };
    QCOMPARE(title("A -ntlm-> B:5986"), QStringLiteral("1 NTLM/HTTPS"));
    QCOMPARE(title("A -ntlm/http-> B:5986"), QStringLiteral("1 NTLM"));
    QCOMPARE(title("A -basic-> B"), QStringLiteral("1 Basic"));
    QCOMPARE(title("A -certificate-> B"), QStringLiteral("1 Certificate/HTTPS"));
    QCOMPARE(title("A -ssh-> B:5986"), QStringLiteral("1 SSH"));
}

void TestCanvasGeometry::arrowsGoToTheNearestInTheirDirection()
{
    const model::Graph graph = chain("A -> B -> C");
    const auto geometry = placed(graph);
    const Thing b = machine(graph, "B");
    QCOMPARE(ui::nearestIn(geometry, b, Qt::Key_Right), std::optional<Thing>(machine(graph, "C")));
    QCOMPARE(ui::nearestIn(geometry, b, Qt::Key_Left), std::optional<Thing>(machine(graph, "A")));
    QVERIFY(!ui::nearestIn(geometry, b, Qt::Key_Down));
}

void TestCanvasGeometry::tabGoesAlongTheChainThenTheHops()
{
    const model::Graph graph = chain("A -> B -> \\\\FS01\\Reports");
    const auto first = graph.hops.begin()->first;
    const auto second = graph.hops.rbegin()->first;
    const std::vector<Thing> wanted{machine(graph, "A"),
                                    machine(graph, "B"),
                                    machine(graph, "FS01"),
                                    graph.resources.begin()->first,
                                    first,
                                    second};
    QCOMPARE(ui::chainOrder(graph), wanted);
}

void TestCanvasGeometry::lettersFindANameThatBeginsWithThem()
{
    const model::Graph graph = chain("ADM-PC01 -> JUMP01 -> \\\\FS01\\Reports");
    const auto from = machine(graph, "ADM-PC01");
    const Thing jump = machine(graph, "JUMP01");
    const Thing share = graph.resources.begin()->first;
    QCOMPARE(ui::beginningWith(graph, "ju", from), std::optional(jump));
    QCOMPARE(ui::beginningWith(graph, "rep", from), std::optional(share));
    QCOMPARE(ui::beginningWith(graph, "\\\\fs01\\r", from), std::optional(share));
    QCOMPARE(ui::beginningWith(graph, "adm", from), std::optional(ui::Thing(from)));
    QVERIFY(!ui::beginningWith(graph, "adm-pc02", from));
    QVERIFY(!ui::beginningWith(graph, "", from));
}

QTEST_MAIN(TestCanvasGeometry)
#include "tst_canvas_geometry.moc"
