#include "core/plan/plan.h"
#include "tests/bench/large_drawing.h"
#include "ui/canvas/graph_view.h"
#include "ui/models/thing_id.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QTest>
#include <QToolTip>

#include <algorithm>
#include <memory>
#include <optional>

using namespace hopwright;
using plan::Severity;
using ui::GraphDocument;
using ui::GraphView;
using ui::Mark;
using ui::PaintedBadge;
using ui::Thing;

namespace {

template <typename Id>
std::string nameOf(Id id)
{
    return ui::thingIdOf(ui::ThingRef(id)).toStdString();
}

plan::Finding found(std::string where, Severity severity, int number)
{
    return {
        .id = "T" + std::to_string(number) + "/" + where,
        .rule = "T" + std::to_string(number),
        .severity = severity,
        .where = std::move(where),
        .text = {.key = plan::ReasonKey::MachineHoldsPassword,
                 .arguments = {"KAI-TERMINAL-09", "HAFEN\\kranführer-" + std::to_string(number)}}};
}

/// A drawing in which each machine is beside others and hops lead everywhere, each with something found about it.
struct Crowd {
    Crowd()
    {
        constexpr std::uint32_t machines = 9;
        bench::LargeDrawing drawing(machines);
        for (std::uint32_t i = 0; i < machines; ++i) {
            drawing.session(i, (i + 1) % machines, i % 2 == 0);
            drawing.session(i, (i + 4) % machines, false);
        }
        graph = drawing.take();
        std::uint32_t i = 0;
        const model::Graph before = graph;
        for (const auto& [id, was] : before.computers) {
            // Three rows, each a little right of the one above: no hop is level but those in a row.
            graph.computers[id].position = {.x = 360.0 * (i % 3) + 40.0 * (i / 3),
                                            .y = 200.0 * (i / 3)};
            plan.findings.push_back(found(nameOf(id), Severity::Warning, 1));
            plan.findings.push_back(found(nameOf(id), Severity::Note, 2));
            ++i;
        }
        for (const auto& [id, hop] : graph.hops)
            plan.findings.push_back(found(nameOf(id), Severity::Error, 3));
    }

    model::Graph graph;
    plan::Plan plan;
};

struct Shown {
    Shown(const model::Graph& graph, const plan::Plan& plan, double zoom)
        : document(std::make_unique<GraphDocument>(graph)), view(std::make_unique<GraphView>())
    {
        view->resize(2600, 1700);
        view->show();
        view->setDocument(document.get());
        view->setPlan(plan, {});
        view->fit();
        view->zoomTo(zoom);
        paint();
    }

    void paint() const { std::ignore = view->viewport()->grab(); }
    std::optional<PaintedBadge> badgeOf(const Thing& thing) const
    {
        const auto& all = view->paintedBadges();
        const auto at = std::ranges::find(all, thing, &PaintedBadge::thing);
        return at == all.end() ? std::nullopt : std::optional(*at);
    }

    std::unique_ptr<GraphDocument> document;
    std::unique_ptr<GraphView> view;
};

}  // namespace

/// Badges of findings on cards and hops: design §10.
class TestBadges : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::setUpApplication(*qApp, ui::Theme::Light); }

    void aBadgeHasTheWorstAndHowMany();
    void badgesStandOffWords_data();
    void badgesStandOffWords();
    void countsAreShownToAHalfAndMarksBelow();
    void blocksHaveTheWorstAsTheirOutline();
    void theTooltipSaysWhatIsFound();
    void ofManyTheTooltipSaysHowManyMore();
    void aClickSelectsAndIsSaid();
    void badgesGoWithTheirFindings();
};

void TestBadges::aBadgeHasTheWorstAndHowMany()
{
    bench::LargeDrawing drawing(3);
    const model::HopId hop = drawing.session(0, 1, false);
    const model::HopId quiet = drawing.session(1, 2, false);
    const std::string one = nameOf(drawing.machine(0));
    plan::Plan plan;
    // Not in the order of their worth.
    plan.findings = {found(one, Severity::Note, 1),
                     found(one, Severity::Error, 2),
                     found(one, Severity::Warning, 3),
                     found(nameOf(hop), Severity::Warning, 4),
                     found(nameOf(drawing.machine(2)), Severity::Note, 5),
                     found("domain-1", Severity::Error, 6),
                     found("nonsense", Severity::Error, 7)};
    const model::ComputerId first = drawing.machine(0);
    const model::ComputerId second = drawing.machine(1);
    const model::ComputerId third = drawing.machine(2);
    const Shown shown(drawing.take(), plan, 1);
    QCOMPARE(shown.view->paintedBadges().size(), 3U);
    QCOMPARE(shown.badgeOf(first)->badge, (ui::FindingBadge{.worst = Mark::Error, .count = 3}));
    QCOMPARE(shown.badgeOf(hop)->badge, (ui::FindingBadge{.worst = Mark::Warning, .count = 1}));
    QCOMPARE(shown.badgeOf(third)->badge, (ui::FindingBadge{.worst = Mark::Note, .count = 1}));
    QVERIFY(!shown.badgeOf(second) && !shown.badgeOf(quiet));
    // On the top right corner, over both edges; the hop's beside its seal, on the line.
    const QRectF card = shown.view->cardRect(first);
    const QRectF badge = shown.badgeOf(first)->rect;
    QVERIFY(badge.contains(card.topRight()));
    QVERIFY(badge.height() >= 18 && badge.width() > badge.height());
    const QPointF seal = shown.view->sealCentre(hop);
    const QRectF beside = shown.badgeOf(hop)->rect;
    QVERIFY(!beside.intersects(QRectF(seal - QPointF(13, 13), QSizeF(26, 26))));
    QVERIFY(qAbs(beside.center().y() - seal.y()) < 1 && qAbs(beside.center().x() - seal.x()) < 50);
}

void TestBadges::badgesStandOffWords_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {2.0, 1.0, 0.71, 0.5, 0.4})
        QTest::addRow("%g %%", zoom * 100) << zoom;
}

void TestBadges::badgesStandOffWords()
{
    QFETCH(const double, zoom);
    const Crowd crowd;
    const Shown shown(crowd.graph, crowd.plan, zoom);
    const auto& badges = shown.view->paintedBadges();
    // At 200 % some machines have theirs out of sight.
    QVERIFY(badges.size() >= (zoom > 1 ? 4 : crowd.graph.computers.size()));
    int words = 0;
    for (const ui::PaintedLabel& label : shown.view->paintedLabels()) {
        words += label.hop ? 1 : 0;
        for (const PaintedBadge& badge : badges) {
            const QRectF box = label.rect.adjusted(0.5, 2, -0.5, -2);
            QVERIFY2(!box.intersects(badge.rect), qPrintable(label.full));
        }
    }
    QVERIFY(words > 0);
}

void TestBadges::countsAreShownToAHalfAndMarksBelow()
{
    const Crowd crowd;
    for (const double zoom : {0.84, 0.5}) {
        const Shown shown(crowd.graph, crowd.plan, zoom);
        QCOMPARE(shown.view->paintedBadges().size(),
                 crowd.graph.computers.size() + crowd.graph.hops.size());
        for (const PaintedBadge& each : shown.view->paintedBadges())
            QVERIFY(each.rect.height() >= 17.9
                    && (each.badge.count < 2) == (each.rect.width() < 19));
    }
    const Shown small(crowd.graph, crowd.plan, 0.4);
    QCOMPARE(small.view->paintedBadges().size(), crowd.graph.computers.size());
    for (const PaintedBadge& each : small.view->paintedBadges())
        QVERIFY(each.rect.height() < 13);
}

void TestBadges::blocksHaveTheWorstAsTheirOutline()
{
    const Crowd crowd;
    for (const double zoom : {0.2, 0.1}) {
        const Shown with(crowd.graph, crowd.plan, zoom);
        const Shown without(crowd.graph, {}, zoom);
        const QRect card =
            with.view->cardRect(crowd.graph.computers.begin()->first).toAlignedRect();
        QVERIFY(with.view->paintedBadges().empty());
        const auto warns = [&card](const Shown& shown) {
            const QImage picture = shown.view->viewport()->grab().toImage();
            const QRgb sought = ui::ink(ui::Ink::WarningShape, ui::Theme::Light).rgb();
            for (int x = card.left() - 2; x <= card.right() + 2; ++x) {
                for (int y = card.top() - 2; y <= card.bottom() + 2; ++y) {
                    if (picture.pixel(x, y) == sought)
                        return true;
                }
            }
            return false;
        };
        QVERIFY(warns(with));
        QVERIFY(!warns(without));
    }
}

namespace {

QString tipAt(const GraphView& view, QPointF at)
{
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, at.toPoint(), view.viewport()->mapToGlobal(at.toPoint()));
    QApplication::sendEvent(view.viewport(), &help);
    return QToolTip::text();
}

}  // namespace

void TestBadges::theTooltipSaysWhatIsFound()
{
    const Crowd crowd;
    const Shown shown(crowd.graph, crowd.plan, 1);
    const Thing machine = crowd.graph.computers.begin()->first;
    const QString tip = tipAt(*shown.view, shown.badgeOf(machine)->rect.center());
    const QStringList lines = tip.split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith(QStringLiteral("warning: "))
                 && lines[0].contains(u"kranf\u00FChrer-1"),
             qPrintable(tip));
    QVERIFY2(lines[1].startsWith(QStringLiteral("note: "))
                 && lines[1].contains(u"kranf\u00FChrer-2"),
             qPrintable(tip));
    const Thing hop = crowd.graph.hops.begin()->first;
    QVERIFY(tipAt(*shown.view, shown.badgeOf(hop)->rect.center()).startsWith(u"error: "));
    QToolTip::hideText();
}

void TestBadges::ofManyTheTooltipSaysHowManyMore()
{
    bench::LargeDrawing drawing(2);
    const model::ComputerId machine = drawing.machine(0);
    plan::Plan plan;
    for (int i = 0; i < 120; ++i)
        plan.findings.push_back(found(nameOf(machine), Severity::Warning, i));
    const Shown shown(drawing.take(), plan, 1);
    QCOMPARE(shown.badgeOf(machine)->badge.count, 120);
    const QStringList lines = shown.view->findings().textsOf(machine);
    QCOMPARE(lines.size(), 5);
    QVERIFY2(lines.back().contains(u"116"), qPrintable(lines.back()));
}

void TestBadges::aClickSelectsAndIsSaid()
{
    const Crowd crowd;
    const Shown shown(crowd.graph, crowd.plan, 1);
    std::optional<Thing> said;
    connect(shown.view.get(), &GraphView::badgeClicked, this,
            [&said](const Thing& thing) { said = thing; });
    const auto click = [&](const Thing& thing, Qt::KeyboardModifiers keys) {
        // The part of a card's badge that lies beyond the card.
        const QRectF box = shown.badgeOf(thing)->rect;
        const bool isHop = std::holds_alternative<model::HopId>(thing);
        const QPointF at = isHop ? box.center() : box.topRight() + QPointF(-3, 4);
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, keys, at.toPoint());
        shown.paint();
    };
    for (const Thing& thing :
         {Thing(crowd.graph.computers.begin()->first), Thing(crowd.graph.hops.begin()->first)}) {
        said.reset();
        click(thing, {});
        QCOMPARE(said, std::optional(thing));
        QCOMPARE(shown.view->selection(), ui::selectionOf(thing));
    }
    // With a key it is a click on what lies beneath.
    said.reset();
    click(crowd.graph.hops.begin()->first, Qt::ControlModifier);
    QVERIFY(!said);
}

void TestBadges::badgesGoWithTheirFindings()
{
    const Crowd crowd;
    const Shown shown(crowd.graph, crowd.plan, 1);
    QVERIFY(!shown.view->paintedBadges().empty());
    shown.view->setPlan(plan::Plan(), {});
    shown.paint();
    QVERIFY(shown.view->paintedBadges().empty());
    QVERIFY(shown.view->findings().textsOf(crowd.graph.hops.begin()->first).isEmpty());
}

QTEST_MAIN(TestBadges)
#include "tst_badges.moc"
