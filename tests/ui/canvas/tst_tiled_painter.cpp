#include "core/edit/edit_groups.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/plan/plan.h"
#include "tests/bench/large_drawing.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/shown_drawing.h"
#include "ui/canvas/tiled_painter.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <random>
#include <set>

using namespace hopwright;
using ui::Effort;
using ui::Theme;
using ui::TiledPainter;

namespace {

/// A drawing before a view, without a window: of any ratio of pixels.
class Sheet {
public:
    explicit Sheet(model::Graph drawn) : graph(std::move(drawn))
    {
        content.plan = plan::makePlan(graph);
        content.now = plan::predictNow(graph, {});
        remake();
    }

    void remake()
    {
        m_looks = ui::looksOf(Shared<model::Graph>(graph), content);
        m_shown = ui::ShownDrawing(graph, &m_looks.hops);
        ui::addGroupLooks(graph, m_shown, m_looks);
        m_geometry.update(m_shown.graph(), m_looks, m_font);
        state.findings = ui::CanvasFindings(
            content.plan, [this](const ui::Thing& thing) { return m_shown.standIn(thing); });
        tiles.changed();
    }

    void replan()
    {
        content.plan = plan::makePlan(graph);
        content.now = plan::predictNow(graph, {});
        remake();
    }

    void tested(model::HopId hop, HopState result)
    {
        probe::RunReport report = *content.report;
        report.routes.push_back({.hops = {{.hop = hop, .state = result}}});
        content.report = std::move(report);
        remake();
    }

    /// As GraphView has it: on whole pixels.
    void look(QPointF at, double zoom)
    {
        state.zoom = zoom;
        origin = QPointF(std::round(at.x() * zoom), std::round(at.y() * zoom)) / zoom;
    }

    void pan(QPointF pixels) { look(origin + pixels / state.zoom, state.zoom); }

    QImage painted(TiledPainter& with, Effort effort = Effort::Whole)
    {
        return onPaper(
            [&](QPainter& painter) { isDone = with.paint(painter, scene(), state, effort); });
    }

    QImage painted(Effort effort = Effort::Whole) { return painted(tiles, effort); }

    QImage paintedAtOnce()
    {
        TiledPainter other;
        return onPaper([&](QPainter& painter) { other.paintAtOnce(painter, scene(), state); });
    }

    /// From nothing.
    QImage paintedAnew()
    {
        TiledPainter other;
        return painted(other);
    }

    /// Lines at hops, as a small drawing has them.
    std::size_t wordsOfSmall() const
    {
        ui::PaintNotes notes;
        ui::PaintState seen = state;
        seen.area = QRectF(origin, QSizeF(size) / state.zoom);
        std::ignore = onPaper([&](QPainter& painter) {
            painter.scale(state.zoom, state.zoom);
            painter.translate(-origin);
            ui::paintCanvas(painter, m_shown.graph(), m_looks, m_geometry, seen, m_font, theme,
                            notes);
        });
        return static_cast<std::size_t>(std::ranges::count_if(
            notes.labels, [](const auto& each) { return each.hop.has_value(); }));
    }

    const ui::CanvasGeometry& geometry() const { return m_geometry; }
    TiledPainter::Counts counts() const { return tiles.counts(); }

    model::Graph graph;
    ui::CanvasContent content = {};
    ui::PaintState state = {};
    Theme theme = Theme::Light;
    QPointF origin = {};
    QSize size = {700, 500};
    double ratio = 1;
    TiledPainter tiles;
    bool isDone = false;

private:
    ui::TiledScene scene() const
    {
        return {.graph = m_shown.graph(),
                .looks = m_looks,
                .geometry = m_geometry,
                .font = m_font,
                .theme = theme,
                .origin = origin,
                .size = size,
                .ratio = ratio};
    }

    template <typename Work>
    QImage onPaper(const Work& work) const
    {
        QImage out(size * ratio, QImage::Format_RGB32);
        out.setDevicePixelRatio(ratio);
        out.fill(ui::ink(ui::Ink::Canvas, theme));
        QPainter painter(&out);
        work(painter);
        return out;
    }

    QFont m_font = ui::systemFont();
    ui::CanvasLooks m_looks = {};
    ui::ShownDrawing m_shown = {};
    ui::CanvasGeometry m_geometry = {};
};

/// How many pixels are further apart than a shade in one of their colours. Not at the edges, where a circle that lies half outside
/// has another rim.
int differences(const QImage& one, const QImage& other)
{
    constexpr int least = 24;
    constexpr int edge = 32;
    int out = 0;
    for (int y = edge; y < one.height() - edge; ++y) {
        for (int x = edge; x < one.width() - edge; ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            const int apart =
                std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                          std::abs(qBlue(a) - qBlue(b))});
            out += apart > least ? 1 : 0;
        }
    }
    return out;
}

/// Icons and thin lines stand on parts of pixels, and are rounded either way: of these so many may differ, a word has more.
constexpr int mostApart = 40;

/// Machines with long and foreign names in two domains and none, hops to near and far ones, shares, and pins.
model::Graph crowd()
{
    constexpr std::uint32_t machines = 40;
    constexpr std::uint32_t columns = 8;
    bench::LargeDrawing drawing(machines);
    std::vector<model::HopId> hops;
    for (std::uint32_t i = 0; i < machines; ++i) {
        hops.push_back(drawing.session(i, (i + 1) % machines, i % 3 == 0));
        drawing.session(i, (i * 17 + 5) % machines, i % 4 == 0);
        if (i % 5 == 0)
            drawing.share(i, (i + 9) % machines);
    }
    drawing.route({hops[0], hops[1], hops[2]});
    drawing.route({hops[12], hops[13]});
    model::Graph graph = drawing.take();
    const auto second = model::DomainId{graph.nextId++};
    graph.domains[second] = {
        .id = second, .dnsName = "häfen.beispiel.internal", .shortName = "HÄFEN"};
    std::uint32_t i = 0;
    const model::Graph before = graph;
    for (const auto& [id, was] : before.computers) {
        model::Computer& computer = graph.computers[id];
        computer.position = {.x = 344.0 * (i % columns) + 24.0 * (i / columns),
                             .y = 208.0 * (i / columns) + 16.0 * (i % 3)};
        computer.isPinned = i % 7 == 0;
        if (i % 6 == 1)
            computer.name = "Verwaltungsserver-Süd-Ost-Außenstelle-" + std::to_string(i);
        if (i % 6 == 2)
            computer.name = "東京サーバー" + std::to_string(i);
        if (i % columns > 5)
            computer.domain = second;
        if (i % columns == 5)
            computer.domain.reset();
        ++i;
    }
    return graph;
}

/// Machines in a row, one of each square, without a domain; a hop from the first to the second.
model::Graph apart()
{
    constexpr std::uint32_t machines = 4;
    bench::LargeDrawing drawing(machines);
    drawing.session(0, 1, false);
    model::Graph graph = drawing.take();
    int i = 0;
    const model::Graph before = graph;
    for (const auto& [id, was] : before.computers) {
        graph.computers[id].domain.reset();
        graph.computers[id].position = {.x = 512.0 * i + 32, .y = 40};
        ++i;
    }
    return graph;
}

void addGroup(model::Graph& graph, const std::vector<std::size_t>& places, model::GroupKind kind,
              const char* name, bool isCollapsed)
{
    std::set<model::ComputerId> members;
    for (const std::size_t place : places)
        members.insert(
            std::next(graph.computers.begin(), static_cast<std::ptrdiff_t>(place))->first);
    graph = edit::makeGroup(std::move(graph), members, kind, name).value();
    const auto group = *edit::newestGroup(graph);
    graph = edit::setCollapsed(std::move(graph), {group}, isCollapsed).value();
}

/// crowd() with groups side by side, one over another, and two that are collapsed, one of them between domains; and muted hops.
model::Graph grouped()
{
    model::Graph graph = crowd();
    addGroup(graph, {0, 1, 8, 9}, model::GroupKind::Tier, "Stufe 0 – Verzeichnisdienste", false);
    addGroup(graph, {1, 2, 10}, model::GroupKind::Site, "東京", false);
    addGroup(graph, {17, 25}, model::GroupKind::Own, "Überwachung", false);
    addGroup(graph, {18, 19, 26, 27}, model::GroupKind::Own,
             "Köln-Außenstelle-Süd-Ost-Rechenzentrum", true);
    addGroup(graph, {11, 12, 13}, model::GroupKind::Tier, "Stufe 1", true);
    std::size_t i = 0;
    const model::Graph before = graph;
    for (const auto& [id, was] : before.hops)
        graph.hops[id].isMuted = i++ % 6 == 1;
    return graph;
}

template <typename Map>
auto keyAt(const Map& map, std::size_t index)
{
    return std::next(map.begin(), static_cast<std::ptrdiff_t>(index % map.size()))->first;
}

/// The same numbers each time.
class Dice {
public:
    explicit Dice(unsigned seed) : m_random(seed) {}

    std::size_t below(std::size_t end) { return static_cast<std::size_t>(m_random()) % end; }
    double between(int low, int high)
    {
        return low + static_cast<double>(below(static_cast<std::size_t>(high - low)));
    }

private:
    std::mt19937 m_random;
};

// What a drawing sees in an hour.

void changeThings(Sheet& sheet, Dice& dice, int step)
{
    constexpr std::array results{HopState::Passed, HopState::Denied, HopState::Failed,
                                 HopState::Running, HopState::NotReached};
    const model::HopId hop = keyAt(sheet.graph.hops, dice.below(80));
    model::Computer& machine = sheet.graph.computers[keyAt(sheet.graph.computers, dice.below(40))];
    switch (dice.below(5)) {
    case 0:
        machine.position.x += 8 * dice.between(-10, 10);
        sheet.remake();
        break;
    case 1:
        machine.name = "N" + std::to_string(step);
        sheet.replan();
        break;
    case 2:
        sheet.tested(hop, results.at(dice.below(results.size())));
        break;
    case 3:
        sheet.graph.hops[hop].method = dice.below(2) == 0 ? Method::CredSsp : Method::Default;
        sheet.replan();
        break;
    default:
        machine.isPinned = !machine.isPinned;
        sheet.remake();
    }
}

void changeView(Sheet& sheet, Dice& dice)
{
    constexpr std::array zooms{1.0, 0.5, 0.36, 0.25, 0.1};
    const model::ComputerId machine = keyAt(sheet.graph.computers, dice.below(40));
    switch (dice.below(6)) {
    case 0:
        sheet.state.selection = ui::selectionOf(machine);
        break;
    case 1:
        sheet.state.selection = ui::selectionOf(keyAt(sheet.graph.hops, dice.below(80)));
        sheet.state.hasFocus = dice.below(2) == 0;
        break;
    case 2:
        sheet.theme = sheet.theme == Theme::Light ? Theme::Dark : Theme::Light;
        break;
    case 3:
        sheet.look({dice.between(0, 900), dice.between(0, 500)},
                   zooms.at(dice.below(zooms.size())));
        break;
    case 4:
        sheet.state.hover = machine;
        break;
    default:
        sheet.pan({dice.between(-200, 200), dice.between(-150, 150)});
    }
}

void changeGroups(Sheet& sheet, Dice& dice, int step)
{
    const model::GroupId id = keyAt(sheet.graph.groups, dice.below(5));
    model::Group& group = sheet.graph.groups[id];
    const model::ComputerId machine = keyAt(sheet.graph.computers, dice.below(40));
    model::Hop& hop = sheet.graph.hops[keyAt(sheet.graph.hops, dice.below(80))];
    switch (dice.below(6)) {
    case 0:
        group.isCollapsed = !group.isCollapsed;
        break;
    case 1:
        group.name = "Größe " + std::to_string(step);
        break;
    case 2:
        group.kind =
            group.kind == model::GroupKind::Tier ? model::GroupKind::Own : model::GroupKind::Tier;
        break;
    case 3:
        if (group.members.size() < 2 || group.members.erase(machine) == 0)
            group.members.insert(machine);
        break;
    case 4:
        sheet.graph.computers[*group.members.begin()].position.y += 8 * dice.between(-4, 5);
        break;
    default:
        hop.isMuted = !hop.isMuted;
    }
    sheet.replan();
}

}  // namespace

/// Squares show what the painter paints, whatever happened before, and are painted again only where something is new.
class TestTiledPainter : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::setUpApplication(*qApp, Theme::Light); }

    void squaresShowWhatIsPaintedAtOnce_data();
    void squaresShowWhatIsPaintedAtOnce();
    void afterChangesTheyAreAsPaintedAnew_data();
    void afterChangesTheyAreAsPaintedAnew();
    void whatChangesOftenIsAboveThem_data();
    void whatChangesOftenIsAboveThem();
    void aPanPaintsTheNewColumn();
    void aMovePaintsTheSquaresThatItTouches();
    void aResultPaintsTheSquaresOfItsHop();
    void aMutedHopPaintsItsSquares();
    void aChangedGroupPaintsTheSquaresThatShowIt();
    void aBarStandsWhereAHopCrossesABorder_data();
    void aBarStandsWhereAHopCrossesABorder();
    void anotherThemePaintsAllAnew();
    void anotherScreenPaintsAllAnew();
    void aSliceMakesOneStep();
    void whileOneZoomsTheOldIsScaled();
    void wordsKeepOffCardsAndEachOther();
    void theCacheLetsTheOldestGo();
    void aPictureOfTheWindowIsWhole();
    void theWindowShowsACollapsedGroup();
    void theWindowIsSharpInTheEnd();
    void aSmallDrawingIsPaintedAtOnce();
};

void TestTiledPainter::squaresShowWhatIsPaintedAtOnce_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<bool>("hasGroups");
    for (const double zoom : {2.0, 1.0, 0.86, 0.6, 0.36, 0.3, 0.2, 0.13, 0.08}) {
        for (const double ratio : {1.0, 2.0}) {
            QTest::addRow("%g %%, %g pixels", zoom * 100, ratio) << zoom << ratio << false;
            QTest::addRow("groups, %g %%, %g pixels", zoom * 100, ratio) << zoom << ratio << true;
        }
    }
}

/// Curves are parted at the edges of what is painted, so their smoothed edges may differ by a shade, and by no more.
void TestTiledPainter::squaresShowWhatIsPaintedAtOnce()
{
    QFETCH(double, zoom);
    QFETCH(double, ratio);
    QFETCH(bool, hasGroups);
    Sheet sheet(hasGroups ? grouped() : crowd());
    sheet.ratio = ratio;
    sheet.state.hasFocus = true;
    sheet.state.selection.things.hops = {keyAt(sheet.graph.hops, 3), keyAt(sheet.graph.hops, 50)};
    sheet.state.selection.things.computers = {keyAt(sheet.graph.computers, 9)};
    sheet.state.selection.current = ui::Thing(keyAt(sheet.graph.hops, 3));
    for (const QPointF at : {QPointF(-33, -41), QPointF(415, 277)}) {
        sheet.look(at, zoom);
        const QImage squares = sheet.painted();
        QVERIFY(sheet.isDone);
        QVERIFY(differences(squares, sheet.paintedAtOnce()) <= mostApart);
    }
}

void TestTiledPainter::afterChangesTheyAreAsPaintedAnew_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<bool>("hasGroups");
    QTest::newRow("first") << 1U << 1.0 << false;
    QTest::newRow("second") << 2U << 2.0 << false;
    QTest::newRow("third") << 3U << 1.0 << false;
    QTest::newRow("groups") << 4U << 1.0 << true;
    QTest::newRow("groups, small pixels") << 5U << 2.0 << true;
    QTest::newRow("groups once more") << 6U << 1.0 << true;
}

/// Squares of any age are among those that are shown.
void TestTiledPainter::afterChangesTheyAreAsPaintedAnew()
{
    constexpr int steps = 40;
    QFETCH(unsigned, seed);
    QFETCH(double, ratio);
    QFETCH(bool, hasGroups);
    Sheet sheet(hasGroups ? grouped() : crowd());
    sheet.ratio = ratio;
    sheet.size = {500, 360};
    Dice dice(seed);
    for (int step = 0; step < steps; ++step) {
        if (hasGroups && step % 2 == 0) {
            changeGroups(sheet, dice, step);
        } else if (dice.below(11) < 5) {
            changeThings(sheet, dice, step);
        } else {
            changeView(sheet, dice);
        }
        const QImage squares = sheet.painted();
        QVERIFY(sheet.isDone);
        QVERIFY2(squares == sheet.paintedAnew(), qPrintable(QString::number(step)));
    }
    QVERIFY(sheet.counts().compared > sheet.counts().tiles);  // Some were kept.
}

void TestTiledPainter::whatChangesOftenIsAboveThem_data()
{
    QTest::addColumn<double>("zoom");
    QTest::newRow("all of it") << 1.0;
    QTest::newRow("small") << 0.5;
    QTest::newRow("blocks") << 0.25;
}

/// Hover, a place to drop and a turning seal are seen, and no square is painted for them.
void TestTiledPainter::whatChangesOftenIsAboveThem()
{
    QFETCH(double, zoom);
    Sheet sheet(crowd());
    const model::HopId hop = keyAt(sheet.graph.hops, 0);
    sheet.tested(hop, HopState::Running);
    sheet.look({-20, -20}, zoom);
    QImage last = sheet.painted();
    const auto counts = sheet.counts();
    const auto isSeen = [&] {
        const QImage next = sheet.painted();
        return std::exchange(last, next) != next;
    };
    sheet.state.hover = keyAt(sheet.graph.computers, 0);
    QVERIFY(isSeen());
    sheet.state.dropTarget = ui::Thing(keyAt(sheet.graph.computers, 1));
    QVERIFY(isSeen());
    sheet.state.turn = 0.4;
    QCOMPARE(isSeen(), zoom > 0.35);
    QVERIFY(sheet.counts() == counts);
    QVERIFY(differences(last, sheet.paintedAtOnce()) <= mostApart);
}

/// A view of four by three squares shows one more column at each second edge that it passes.
void TestTiledPainter::aPanPaintsTheNewColumn()
{
    Sheet sheet(crowd());
    sheet.size = {1024, 768};
    sheet.look({0, 0}, 1);
    std::ignore = sheet.painted();
    QCOMPARE(sheet.counts().tiles, 12U);
    const std::size_t cards = sheet.counts().cards;
    sheet.pan({64, 0});
    std::ignore = sheet.painted();
    QCOMPARE(sheet.counts().tiles, 15U);
    QVERIFY(sheet.counts().cards - cards < cards / 2);
    for (int i = 0; i < 3; ++i) {
        sheet.pan({64, 0});
        std::ignore = sheet.painted();
    }
    QCOMPARE(sheet.counts().tiles, 15U);
    sheet.pan({-256, 0});
    std::ignore = sheet.painted();
    QCOMPARE(sheet.counts().tiles, 15U);
    QCOMPARE(sheet.counts().compared, 15U);
}

void TestTiledPainter::aMovePaintsTheSquaresThatItTouches()
{
    Sheet sheet(apart());
    sheet.size = {2048, 512};
    sheet.look({0, 0}, 1);
    std::ignore = sheet.painted();
    QCOMPARE(sheet.counts().tiles, 16U);
    // The last one, which no hop leads to, stays within the square at 1536.
    const model::ComputerId last = keyAt(sheet.graph.computers, 3);
    sheet.graph.computers[last].position.y += 8;
    sheet.remake();
    std::ignore = sheet.painted();
    QCOMPARE(sheet.counts().tiles, 17U);
    QCOMPARE(sheet.counts().compared, 32U);
    // The second one takes the line to it along: the squares from the first to the second, of the row on top.
    const model::ComputerId second = keyAt(sheet.graph.computers, 1);
    sheet.graph.computers[second].position.y += 8;
    sheet.remake();
    std::ignore = sheet.painted();
    QCOMPARE(sheet.counts().tiles, 20U);
}

void TestTiledPainter::aResultPaintsTheSquaresOfItsHop()
{
    Sheet sheet(apart());
    sheet.size = {2048, 512};
    sheet.look({0, 0}, 1);
    const QImage before = sheet.painted();
    sheet.tested(keyAt(sheet.graph.hops, 0), HopState::Failed);
    const QImage after = sheet.painted();
    QVERIFY(after != before);
    // From the right edge of the first machine, at 224, to the left one of the second, at 544; its arrow and key at both ends.
    QCOMPARE(sheet.counts().tiles, 16U + 3);
}

void TestTiledPainter::aMutedHopPaintsItsSquares()
{
    Sheet sheet(apart());
    sheet.size = {2048, 512};
    sheet.look({0, 0}, 1);
    const QImage before = sheet.painted();
    sheet.graph.hops[keyAt(sheet.graph.hops, 0)].isMuted = true;
    sheet.replan();
    const QImage after = sheet.painted();
    QVERIFY(sheet.counts().tiles >= 16U + 3 && sheet.counts().tiles <= 16U + 4);
    // A quarter of its way, where neither icon, seal, nor words are: 45 % of what it was on the canvas (design §7).
    const ui::HopGeometry& hop = sheet.geometry().hops().begin()->second;
    const QPoint at = (hop.tail + (hop.head - hop.tail) / 4).toPoint();
    const auto depth = [&at](const QImage& image) {
        int darkest = 255;
        for (int y = at.y() - 3; y <= at.y() + 3; ++y)
            darkest = std::min(darkest, image.pixelColor(at.x(), y).green());
        return ui::ink(ui::Ink::Canvas, Theme::Light).green() - darkest;
    };
    QVERIFY(depth(before) > 60);
    QVERIFY(std::abs(depth(after) - 0.45 * depth(before)) <= 3);
}

/// Of the third and the fourth, to which no hop leads: their frame is in the three squares from 1024 to 1791 of the row on top, and
/// not near others.
void TestTiledPainter::aChangedGroupPaintsTheSquaresThatShowIt()
{
    model::Graph graph = apart();
    addGroup(graph, {2, 3}, model::GroupKind::Own, "Größe", false);
    graph.computers[keyAt(graph.computers, 2)].position.x = 1070;
    graph.computers[keyAt(graph.computers, 3)].position.x = 1544;
    Sheet sheet(std::move(graph));
    sheet.size = {2048, 512};
    sheet.look({0, 0}, 1);
    std::ignore = sheet.painted();
    QCOMPARE(sheet.counts().tiles, 16U);
    const model::GroupId id = keyAt(sheet.graph.groups, 0);
    const auto squaresAfter = [&](const auto& change) {
        const std::size_t before = sheet.counts().tiles;
        change();
        sheet.remake();
        std::ignore = sheet.painted();
        return sheet.counts().tiles - before;
    };
    const auto rename = [&](const char* name) {
        return squaresAfter([&] { sheet.graph.groups[id].name = name; });
    };
    const auto collapse = [&](bool isCollapsed) {
        return squaresAfter([&] { sheet.graph.groups[id].isCollapsed = isCollapsed; });
    };
    const auto moveDown = [&](std::size_t machine) {
        return squaresAfter(
            [&] { sheet.graph.computers[keyAt(sheet.graph.computers, machine)].position.y += 8; });
    };
    QCOMPARE(rename("Überwachung"), 3U);
    QCOMPARE(squaresAfter([&] { sheet.graph.groups[id].kind = model::GroupKind::Site; }), 3U);
    QCOMPARE(collapse(true), 3U);
    // Of a collapsed one there is a card in the place of the third, and no other machine.
    QCOMPARE(rename("Größe"), 1U);
    QCOMPARE(moveDown(3), 0U);
    QCOMPARE(moveDown(2), 1U);
    QCOMPARE(collapse(false), 3U);
}

void TestTiledPainter::aBarStandsWhereAHopCrossesABorder_data()
{
    QTest::addColumn<bool>("isCollapsed");
    QTest::newRow("of a frame") << false;
    QTest::newRow("at the card of a collapsed group") << true;
}

/// It is 16 long across the line, in the colour of a warning where the group is a tier (design §7).
void TestTiledPainter::aBarStandsWhereAHopCrossesABorder()
{
    QFETCH(bool, isCollapsed);
    model::Graph graph = apart();
    addGroup(graph, {0}, model::GroupKind::Tier, "Stufe 0", isCollapsed);
    Sheet sheet(std::move(graph));
    sheet.look({0, 0}, 1);
    const ui::CardGeometry& card = sheet.geometry().cards().begin()->second;
    const double x =
        isCollapsed ? card.rect.right() + 14 : sheet.geometry().frames().front().rect.right();
    const auto hasBar = [&](const QImage& image, const QColor& colour) {
        const QPoint end(static_cast<int>(std::lround(x)),
                         static_cast<int>(std::lround(card.baseLine + 5)));
        for (int left = end.x() - 2; left <= end.x() + 1; ++left) {
            if (image.pixelColor(left, end.y()) == colour)
                return true;
        }
        return false;
    };
    const QColor warning = ui::ink(ui::Ink::Warning, Theme::Light);
    QVERIFY(hasBar(sheet.painted(), warning));
    QVERIFY(hasBar(sheet.paintedAtOnce(), warning));
    sheet.graph.groups[keyAt(sheet.graph.groups, 0)].kind = model::GroupKind::Site;
    sheet.remake();
    QVERIFY(!hasBar(sheet.painted(), warning));
    QVERIFY(hasBar(sheet.painted(), ui::ink(ui::Ink::Neutral, Theme::Light)));
}

void TestTiledPainter::anotherThemePaintsAllAnew()
{
    Sheet sheet(crowd());
    const QImage light = sheet.painted();
    const std::size_t tiles = sheet.counts().tiles;
    sheet.theme = Theme::HighContrast;
    QVERIFY(sheet.painted() != light);
    QCOMPARE(sheet.counts().tiles, 2 * tiles);
}

/// As large on the screen, and yet another picture: half the size on one with twice the pixels.
void TestTiledPainter::anotherScreenPaintsAllAnew()
{
    Sheet sheet(crowd());
    sheet.look({0, 0}, 2);
    std::ignore = sheet.painted();
    sheet.ratio = 2;
    sheet.look({0, 0}, 1);
    QVERIFY(sheet.painted() == sheet.paintedAnew());
}

void TestTiledPainter::aSliceMakesOneStep()
{
    constexpr int most = 400;
    Sheet sheet(crowd());
    sheet.look({0, 0}, 0.5);
    sheet.tiles.setSlice(0);
    int slices = 0;
    auto before = sheet.counts();
    do {
        std::ignore = sheet.painted(Effort::Slice);
        const auto now = sheet.counts();
        QCOMPARE(now.tiles + now.cells, before.tiles + before.cells + 1);
        before = now;
    } while (!sheet.isDone && ++slices < most);
    QVERIFY(slices > 3);
    QVERIFY(sheet.isDone);
    QVERIFY(sheet.painted(Effort::Slice) == sheet.paintedAnew());
    QVERIFY(sheet.counts() == before);
}

void TestTiledPainter::whileOneZoomsTheOldIsScaled()
{
    Sheet sheet(crowd());
    sheet.tiles.setSlice(0);
    const QRgb empty = ui::ink(ui::Ink::Canvas, Theme::Light).rgb();
    const auto painted = [&](const QImage& image) {
        int out = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                out += image.pixel(x, y) == empty ? 0 : 1;
        }
        return out;
    };
    sheet.look({100, 100}, 1);
    const int before = painted(sheet.painted());
    for (const double zoom : {1.25, 0.8}) {
        sheet.look({100, 100}, zoom);
        const int scaled = painted(sheet.painted(Effort::Slice));
        QVERIFY(!sheet.isDone);
        QVERIFY2(scaled > before / 2, qPrintable(QString::number(scaled)));
    }
}

void TestTiledPainter::wordsKeepOffCardsAndEachOther()
{
    Sheet sheet(crowd());
    sheet.size = {3000, 1600};
    for (const double zoom : {1.0, 0.6}) {
        sheet.look({-100, -100}, zoom);
        std::ignore = sheet.painted();
        std::vector<ui::PaintedLabel> words = sheet.tiles.notes().labels;
        std::erase_if(words, [](const ui::PaintedLabel& each) { return !each.hop; });
        // Cells have fewer than a view as a whole: not by far.
        QVERIFY2(
            2 * words.size() >= sheet.wordsOfSmall(),
            qPrintable(QStringLiteral("%1 of %2").arg(words.size()).arg(sheet.wordsOfSmall())));
        for (std::size_t i = 0; i < words.size(); ++i) {
            const QRectF box = words[i].rect.adjusted(0.5, 2, -0.5, -2);
            QVERIFY2(!sheet.geometry().hasCardIn(box), qPrintable(words[i].full));
            for (std::size_t k = 0; k < i; ++k) {
                QVERIFY2(!box.intersects(words[k].rect.adjusted(0.5, 2, -0.5, -2)),
                         qPrintable(words[i].full + u' ' + words[k].full));
            }
        }
    }
}

void TestTiledPainter::theCacheLetsTheOldestGo()
{
    ui::TileCache cache;
    const auto square = [](std::uint64_t used) {
        return ui::Tile{.pixels =
                            QImage(ui::TileCache::side, ui::TileCache::side, QImage::Format_RGB32),
                        .used = used};
    };
    const auto most = static_cast<int>(ui::TileCache::mostBytes
                                       / (ui::TileCache::side * ui::TileCache::side * 4));
    for (int i = 0; i < most + 10; ++i)
        cache.enter(i % 2 == 0 ? 1.0 : 0.5, {.column = i}, square(static_cast<std::uint64_t>(i)));
    cache.enter(2, {.column = -1}, square(0));
    cache.trim(static_cast<std::uint64_t>(most) + 9);
    QVERIFY(cache.bytes() <= ui::TileCache::mostBytes);
    QVERIFY(cache.find(2, {.column = -1}) == nullptr);
    QVERIFY(cache.find(1, {.column = 0}) == nullptr);
    QVERIFY(cache.find(most % 2 == 0 ? 0.5 : 1, {.column = most + 9}) != nullptr);
    // What one frame shows stays, however much it is.
    for (int i = 0; i < most + 10; ++i)
        cache.enter(4, {.column = i}, square(7));
    cache.trim(7);
    for (int i = 0; i < most + 10; ++i)
        QVERIFY(cache.find(4, {.column = i}) != nullptr);
}

void TestTiledPainter::aPictureOfTheWindowIsWhole()
{
    ui::GraphDocument document(crowd());
    ui::GraphView view;
    view.resize(900, 600);
    view.setTiledFrom(0);
    view.show();
    view.setDocument(&document);
    view.zoomTo(0.6);
    const QImage picture = view.viewport()->grab().toImage();
    QVERIFY(view.tiles().counts().tiles >= 12);
    QVERIFY(differences(picture, view.paintedAtOnce()) <= mostApart);
    std::set<std::pair<double, QString>> words;
    for (const ui::PaintedLabel& each : view.paintedLabels())
        QVERIFY(words.emplace(each.rect.left() * 10'000 + each.rect.top(), each.full).second);
    QVERIFY(words.size() > 20);
}

/// Its card with the findings of all its machines, and none of these.
void TestTiledPainter::theWindowShowsACollapsedGroup()
{
    ui::GraphDocument document(grouped());
    ui::GraphView view;
    view.resize(900, 600);
    view.setTiledFrom(0);
    view.show();
    view.setDocument(&document);
    const auto replan = [&] {
        view.setPlan(plan::makePlan(document.graph()), {});
    };
    replan();
    view.zoomTo(0.6);
    const model::GroupId group = *edit::newestGroup(document.graph());
    const std::set<model::ComputerId> members = document.graph().groups.at(group).members;
    const auto isSaid = [&view](const std::string& name) {
        return std::ranges::any_of(view.paintedLabels(), [&name](const ui::PaintedLabel& each) {
            return each.full == QString::fromStdString(name);
        });
    };
    const auto badges = [&] {
        return std::ranges::count_if(view.paintedBadges(), [&](const ui::PaintedBadge& each) {
            const auto* machine = std::get_if<model::ComputerId>(&each.thing);
            return machine != nullptr && members.contains(*machine);
        });
    };
    const std::string hidden = document.graph().computers.at(*members.rbegin()).name;
    view.reveal(ui::Thing(*members.begin()));
    QVERIFY(differences(view.viewport()->grab().toImage(), view.paintedAtOnce()) <= mostApart);
    QVERIFY(isSaid("Stufe 1"));
    QVERIFY(!isSaid(hidden));
    QVERIFY(badges() <= 1);
    document.edit(QStringLiteral("Expand"),
                  edit::setCollapsed(document.graph(), {group}, false).value());
    replan();
    view.reveal(ui::Thing(*members.rbegin()));
    QVERIFY(differences(view.viewport()->grab().toImage(), view.paintedAtOnce()) <= mostApart);
    QVERIFY(isSaid(hidden));
    // Its name stands at the left end of its frame, below the machine of the row above.
    view.reveal(ui::Thing(keyAt(document.graph().computers, 3)));
    QVERIFY(differences(view.viewport()->grab().toImage(), view.paintedAtOnce()) <= mostApart);
    QVERIFY(isSaid("Stufe 1"));
}

void TestTiledPainter::theWindowIsSharpInTheEnd()
{
    ui::GraphDocument document(crowd());
    ui::GraphView view;
    view.resize(900, 600);
    view.setTiledFrom(0);
    view.show();
    view.setDocument(&document);
    view.zoomTo(0.6);
    QTRY_VERIFY_WITH_TIMEOUT(view.tiles().counts().tiles >= 12, 60'000);
}

void TestTiledPainter::aSmallDrawingIsPaintedAtOnce()
{
    ui::GraphDocument document(crowd());
    ui::GraphView view;
    view.resize(900, 600);
    view.show();
    view.setDocument(&document);
    std::ignore = view.viewport()->grab();
    QCOMPARE(view.tiles().counts().tiles, 0U);
}

QTEST_MAIN(TestTiledPainter)
#include "tst_tiled_painter.moc"
