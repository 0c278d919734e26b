#include "core/edit/chain.h"
#include "core/plan/plan.h"
#include "tests/bench/large_drawing.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/hop_labels.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

#include <algorithm>
#include <memory>
#include <random>
#include <set>

using namespace hopwright;
using ui::CanvasGeometry;
using ui::GraphDocument;
using ui::GraphView;
using ui::PaintedLabel;

/// Where words stand at hops, by what was painted and by the shapes beneath, in drawings that nobody laid out.
class TestHopLabels : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::setUpApplication(*qApp, ui::Theme::Light); }

    void noWordLiesOnACardOrAnotherWord_data();
    void noWordLiesOnACardOrAnotherWord();
    void withoutAvoidanceWordsLieOnCards();
    void whereThereIsRoomAllWordsAreShown_data();
    void whereThereIsRoomAllWordsAreShown();
    void smallHopsKeepMethodAndWord();
    void aLabelStaysWhileTheDrawingIsMoved();
    void namesStayToAFifth_data();
    void namesStayToAFifth();
    void aCutWordHasItsWholeInTheTooltip();
    void manyHopsInSightAreNotAllTold();
};

namespace {

/// Names as people have them, at random: long, with signs of other scripts, from right to left.
const std::vector<std::string>& names()
{
    static const std::vector<std::string> all{
        "PC7",
        "srv-fileserver-frankfurt-am-main-0000001",
        "\xE5\xBE\xB3\xE5\xB7\x9E\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC",
        "\xD7\xA9\xD7\xA8\xD7\xAA-\xD7\xA7\xD7\x91\xD7\xA6\xD7\x99\xD7\x9D",
        "BÜRO-ÄÖÜ-12",
        "x",
        "WEBFRONTEND01",
        "db-postgres-cluster-member-3"};
    return all;
}

struct Kind {
    const char* name;
    std::uint32_t machines;
    std::uint32_t hops;
    double wide;  ///< The area that machines are strewn over.
    double high;
};

constexpr std::array<Kind, 5> kinds{
    {{.name = "three machines", .machines = 3, .hops = 3, .wide = 900, .high = 500},
     {.name = "a dozen", .machines = 12, .hops = 16, .wide = 2200, .high = 1400},
     {.name = "a dozen, crowded", .machines = 12, .hops = 30, .wide = 1100, .high = 700},
     {.name = "sixty", .machines = 60, .hops = 90, .wide = 5000, .high = 3200},
     {.name = "diagonal", .machines = 8, .hops = 20, .wide = 3000, .high = 3000}}};

/// Machines wherever chance has them, some on others, with hops between any two.
model::Graph strewn(const Kind& kind, std::uint32_t seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](std::uint32_t end) {
        return static_cast<std::uint32_t>(random() % end);
    };
    bench::LargeDrawing drawing(kind.machines);
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t i = 0; i < kind.hops; ++i) {
        const std::uint32_t from = below(kind.machines);
        const std::uint32_t to = below(kind.machines);
        if (!pairs.insert({from, to}).second)
            continue;
        if (from != to && below(4) == 0) {
            drawing.share(from, to);
        } else {
            drawing.session(from, to, below(2) == 0);
        }
    }
    model::Graph graph = drawing.take();
    std::size_t i = 0;
    const model::Graph before = graph;
    for (const auto& [id, was] : before.computers) {
        model::Computer& computer = graph.computers[id];
        computer.name =
            names().at(i % names().size()) + (i < names().size() ? "" : std::to_string(i));
        computer.position = {.x = 8.0 * below(static_cast<std::uint32_t>(kind.wide / 8)),
                             .y = 8.0 * below(static_cast<std::uint32_t>(kind.high / 8))};
        ++i;
    }
    return graph;
}

/// A view of a drawing with its plan, all of it in sight.
struct Shown {
    explicit Shown(const model::Graph& graph, double zoom)
        : document(std::make_unique<GraphDocument>(graph)), view(std::make_unique<GraphView>())
    {
        view->resize(1280, 800);
        view->show();
        view->setDocument(document.get());
        const plan::Plan plan = plan::makePlan(graph);
        view->setPlan(plan, plan.hops);
        view->zoomTo(zoom);
        const QSizeF all = view->canvasGeometry().bounds().size() * zoom;
        view->resize((all + QSizeF(80, 80)).toSize().boundedTo(QSize(6000, 4500)));
        view->fit();
        view->zoomTo(zoom);
        const QPointF corner = view->toView(view->canvasGeometry().bounds().topLeft());
        view->scrollBy(corner - QPointF(40, 40));
        std::ignore = view->viewport()->grab();
    }

    std::vector<PaintedLabel> ofHops() const
    {
        std::vector<PaintedLabel> out;
        std::ranges::copy_if(view->paintedLabels(), std::back_inserter(out),
                             [](const PaintedLabel& each) { return each.hop.has_value(); });
        return out;
    }

    std::unique_ptr<GraphDocument> document;
    std::unique_ptr<GraphView> view;
};

void eachDrawing()
{
    QTest::addColumn<model::Graph>("graph");
    QTest::addColumn<double>("zoom");
    for (const Kind& kind : kinds) {
        for (std::uint32_t seed = 1; seed <= 4; ++seed) {
            for (const double zoom : {2.0, 1.0, 0.71, 0.5, 0.36}) {
                QTest::addRow("%s, %u, %g %%", kind.name, seed, zoom * 100)
                    << strewn(kind, seed) << zoom;
            }
        }
    }
}

/// What of \p labels lies on a card, or on another one.
int overlaps(const std::vector<PaintedLabel>& labels, const std::vector<QRectF>& cards)
{
    int out = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const QRectF box = labels[i].rect.adjusted(0.5, 1.5, -0.5, -1.5);
        for (const QRectF& card : cards)
            out += box.intersects(card) ? 1 : 0;
        for (std::size_t k = i + 1; k < labels.size(); ++k)
            out += box.intersects(labels[k].rect.adjusted(0.5, 1.5, -0.5, -1.5)) ? 1 : 0;
    }
    return out;
}

std::vector<QRectF> cardsOf(const GraphView& view)
{
    std::vector<QRectF> out;
    for (const auto& [id, card] : view.canvasGeometry().cards())
        out.push_back(view.toView(card.rect));
    return out;
}

model::Graph chain(const char* text)
{
    auto graph = edit::parseChain(text);
    return graph ? std::move(*graph) : model::Graph{};
}

}  // namespace

void TestHopLabels::noWordLiesOnACardOrAnotherWord_data()
{
    eachDrawing();
}

void TestHopLabels::noWordLiesOnACardOrAnotherWord()
{
    QFETCH(const model::Graph, graph);
    QFETCH(const double, zoom);
    const Shown shown(graph, zoom);
    QCOMPARE(overlaps(shown.ofHops(), cardsOf(*shown.view)), 0);
}

/// The judge above says no to words where they stand without looking.
void TestHopLabels::withoutAvoidanceWordsLieOnCards()
{
    int found = 0;
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        const Shown shown(strewn(kinds[2], seed), 1);
        std::vector<PaintedLabel> natural;
        for (const auto& [id, hop] : shown.view->canvasGeometry().hops()) {
            for (const QRectF& box : {hop.titleBox, hop.typedBox, hop.wordBox})
                natural.push_back({.rect = shown.view->toView(box), .hop = id});
        }
        found += overlaps(natural, cardsOf(*shown.view));
    }
    QVERIFY(found > 20);
}

void TestHopLabels::whereThereIsRoomAllWordsAreShown_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::newRow("two hops") << QByteArray("A -> B -> \\\\C\\Data");
    QTest::newRow("seven machines") << QByteArray(
        "PC -> J1 -credssp-> J2 -credssp-> J3 -credssp-> J4 -credssp-> J5 -> \\\\FS\\Data");
    QTest::newRow("long names") << QByteArray(
        "WORKSTATION-0123.corp.contoso.example -credssp-> JUMPSERVER-EU-01.corp.contoso.example "
        "-> \\\\FILESERVER-EU-77.corp.contoso.example\\Reports");
}

void TestHopLabels::whereThereIsRoomAllWordsAreShown()
{
    QFETCH(const QByteArray, chain);
    const model::Graph graph = ::chain(chain.constData());
    QVERIFY(!graph.hops.empty());
    const Shown shown(graph, 1);
    QCOMPARE(shown.ofHops().size(), 3 * graph.hops.size());
    for (const PaintedLabel& each : shown.ofHops()) {
        // What was typed may be long; number, method and word are read at once.
        const bool isTyped = each.full.contains(u'.') || each.full.contains(u'\\');
        QVERIFY2(isTyped || !each.isElided(), qPrintable(each.text));
    }
}

void TestHopLabels::smallHopsKeepMethodAndWord()
{
    const model::Graph graph = chain("PC -> J1 -credssp-> J2 -> \\\\FS\\Data");
    QCOMPARE(graph.hops.size(), 3U);
    for (const double zoom : {0.84, 0.71, 0.5}) {
        const Shown shown(graph, zoom);
        QCOMPARE(shown.ofHops().size(), 2 * graph.hops.size());
        for (const auto& [id, hop] : graph.hops) {
            const ui::HopLook& look = shown.view->looks().hops.at(id);
            for (const QString& wanted : {look.title, look.word}) {
                const auto labels = shown.ofHops();
                QVERIFY2(std::ranges::any_of(labels,
                                             [&](const PaintedLabel& each) {
                                                 return each.hop == id && each.full == wanted;
                                             }),
                         qPrintable(wanted));
            }
        }
    }
}

void TestHopLabels::aLabelStaysWhileTheDrawingIsMoved()
{
    const Shown shown(strewn(kinds[3], 7), 0.71);
    shown.view->resize(900, 700);
    for (int i = 0; i < 12; ++i) {
        std::ignore = shown.view->viewport()->grab();
        const auto before = shown.ofHops();
        shown.view->scrollBy({23, 11});
        std::ignore = shown.view->viewport()->grab();
        const auto after = shown.ofHops();
        const QRectF inner = QRectF(shown.view->viewport()->rect()).adjusted(60, 60, -60, -60);
        for (const PaintedLabel& each : before) {
            const QRectF moved = each.rect.translated(-23, -11);
            if (!inner.contains(moved))
                continue;
            QVERIFY2(std::ranges::any_of(
                         after,
                         [&](const PaintedLabel& other) {
                             return other.full == each.full
                                    && (other.rect.center() - moved.center()).manhattanLength() < 1;
                         }),
                     qPrintable(each.full));
        }
    }
}

void TestHopLabels::namesStayToAFifth_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<bool>("named");
    QTest::newRow("50 %") << 0.5 << true;
    QTest::newRow("35 %") << 0.35 << true;
    QTest::newRow("20 %") << 0.2 << true;
    QTest::newRow("19 %") << 0.19 << false;
}

void TestHopLabels::namesStayToAFifth()
{
    QFETCH(const double, zoom);
    QFETCH(const bool, named);
    const model::Graph graph = strewn(kinds[3], 3);
    const Shown shown(graph, zoom);
    std::size_t found = 0;
    for (const auto& [id, computer] : graph.computers) {
        const QRectF card = shown.view->cardRect(id);
        const QString name = QString::fromStdString(computer.name);
        found += std::ranges::any_of(
                     shown.view->paintedLabels(),
                     [&](const PaintedLabel& each) {
                         return each.full == name
                                && card.adjusted(-1, -1, 1, 1).contains(each.rect.center())
                                && each.rect.width() <= card.width();
                     })
                     ? 1
                     : 0;
    }
    QCOMPARE(found, named ? graph.computers.size() : 0U);
}

void TestHopLabels::aCutWordHasItsWholeInTheTooltip()
{
    const model::Graph graph =
        chain("PC -credssp-> JUMPSERVER-OF-THE-DEPARTMENT-FOR-LONG-NAMES-01.corp.example");
    const Shown shown(graph, 1);
    const auto labels = shown.view->paintedLabels();
    const auto cut = std::ranges::find_if(labels, &PaintedLabel::isElided);
    QVERIFY(cut != labels.end());
    QHelpEvent help(QEvent::ToolTip, cut->rect.center().toPoint(),
                    shown.view->viewport()->mapToGlobal(cut->rect.center().toPoint()));
    QApplication::sendEvent(shown.view->viewport(), &help);
    QTRY_COMPARE(QToolTip::text(), cut->full);
    QToolTip::hideText();
}

void TestHopLabels::manyHopsInSightAreNotAllTold()
{
    const model::Graph graph = bench::largeDrawing();
    const Shown shown(graph, 0.5);
    std::set<model::HopId> told;
    for (const PaintedLabel& each : shown.ofHops())
        told.insert(*each.hop);
    QVERIFY(!told.empty() && told.size() <= 400);
    // Those that go wrong are.
    for (const model::HopId id : told)
        QVERIFY(shown.view->looks().hops.marksOf(id).isLoud());
}

QTEST_MAIN(TestHopLabels)
#include "tst_hop_labels.moc"
