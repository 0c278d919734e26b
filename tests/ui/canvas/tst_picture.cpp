#include "core/plan/plan.h"
#include "tests/ui/picture/pictured_drawing.h"
#include "ui/canvas/canvas_painter.h"
#include "ui/canvas/picture.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <set>

using namespace hopwright;
using namespace hopwright::test;
using ui::CanvasLooks;
using ui::Ink;
using ui::PictureParts;
using ui::RecordedLine;
using ui::RecordedShape;
using ui::Recording;
using ui::Theme;

namespace {

QFont font()
{
    QFont out = QApplication::font();
    out.setPixelSize(13);
    return out;
}

CanvasLooks looksOf(const model::Graph& graph)
{
    const plan::Plan plan = plan::makePlan(graph);
    return ui::looksOf(graph, {.plan = plan, .now = plan.hops});
}

Recording pictureOf(const model::Graph& graph, const PictureParts& parts = {})
{
    return ui::pictureOf(graph, looksOf(graph), font(), parts).value();
}

std::vector<RecordedLine> linesOf(const Recording& picture)
{
    std::vector<RecordedLine> out;
    for (const ui::RecordedElement& each : picture.elements()) {
        if (const auto* line = std::get_if<RecordedLine>(&each))
            out.push_back(*line);
    }
    return out;
}

QStringList textsOf(const Recording& picture)
{
    QStringList out;
    for (const RecordedLine& each : linesOf(picture))
        out += each.full;
    return out;
}

QString shownName(std::size_t index)
{
    return QString::fromStdString(picturedName(index, &PicturedName::shown));
}

model::ComputerId machine(const model::Graph& graph, std::size_t index)
{
    return std::next(graph.computers.begin(), static_cast<std::ptrdiff_t>(index))->first;
}

/// Begins with the number and method of a hop, as each title does.
std::ptrdiff_t titlesIn(const QStringList& texts)
{
    return std::ranges::count_if(texts, [](const QString& each) {
        return each.endsWith(QStringLiteral("Default")) || each.endsWith(QStringLiteral("CredSSP"))
               || each.endsWith(QStringLiteral("SMB"));
    });
}

}  // namespace

class TestPicture : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::setUpApplication(*qApp, Theme::Light); }
    void cleanup() { ui::switchTheme(Theme::Light); }

    void itHasEachNameWhole_data();
    void itHasEachNameWhole();
    void nothingStandsOutsideOfIt();
    void eachHopIsToldHoweverManyThereAre();
    void itIsLightInADarkWindow();
    void itHasNoGridAndNoPixels();
    void aSelectionIsThatAlone();
    void aSelectedHopBringsItsEnds();
    void hopsOfASelectionKeepTheirWords();
    void legendAndCaptionAreThereByChoice();
    void anEmptyDrawingIsNoPicture();
    void itShowsWhatTheCanvasPaints();
};

void TestPicture::itHasEachNameWhole_data()
{
    QTest::addColumn<std::uint32_t>("machines");
    for (const std::uint32_t machines : {1U, 12U, 60U})
        QTest::addRow("%u", machines) << machines;
}

void TestPicture::itHasEachNameWhole()
{
    QFETCH(const std::uint32_t, machines);
    const QStringList texts = textsOf(pictureOf(picturedDrawing(machines)));
    for (std::size_t i = 0; i < machines; ++i)
        QVERIFY2(texts.contains(shownName(i)), qPrintable(shownName(i)));
    for (const char* domain : {"north.contoso.test", "south.contoso.test", "werk-3.example"})
        QCOMPARE(texts.contains(QLatin1String(domain)), machines >= 3 || domain[0] == 'n');
}

void TestPicture::nothingStandsOutsideOfIt()
{
    const Recording picture =
        pictureOf(picturedDrawing(60), {.hasLegend = true, .caption = QStringLiteral("estate")});
    for (const RecordedLine& each : linesOf(picture))
        QVERIFY2(picture.bounds().contains(each.box), qPrintable(each.full));
}

void TestPicture::eachHopIsToldHoweverManyThereAre()
{
    // More than the canvas tells at once.
    constexpr std::uint32_t machines = 480;
    model::Graph graph = picturedDrawing(machines);
    // In one row, far from each other, so that there is room for the words of each.
    double x = 0;
    const model::Graph before = graph;
    for (const auto& [id, computer] : before.computers) {
        graph.computers[id].position = {.x = x, .y = 0};
        x += 800;
    }
    QVERIFY(graph.hops.size() > 500);
    QVERIFY(titlesIn(textsOf(pictureOf(graph))) >= machines - 1);
}

void TestPicture::itIsLightInADarkWindow()
{
    const model::Graph graph = picturedDrawing(12);
    const auto coloursOf = [](const Recording& picture) {
        std::set<QRgb> out;
        for (const ui::RecordedElement& each : picture.elements()) {
            if (const auto* shape = std::get_if<RecordedShape>(&each)) {
                if (shape->fill.isValid())
                    out.insert(shape->fill.rgba());
                out.insert(shape->pen.color().rgba());
            } else {
                out.insert(std::get<RecordedLine>(each).colour.rgba());
            }
        }
        return out;
    };
    const Recording light = pictureOf(graph, {.hasLegend = true});
    ui::switchTheme(Theme::Dark);
    const Recording dark = pictureOf(graph, {.hasLegend = true});
    QCOMPARE(coloursOf(dark), coloursOf(light));
    QVERIFY(!coloursOf(dark).contains(ink(Ink::Canvas, Theme::Dark).rgba()));
    QCOMPARE(std::get<RecordedShape>(dark.elements().at(0)).fill, ink(Ink::Canvas, Theme::Light));
}

void TestPicture::itHasNoGridAndNoPixels()
{
    const Recording picture = pictureOf(picturedDrawing(12));
    bool hasIcon = false;
    for (const ui::RecordedElement& each : picture.elements()) {
        const auto* shape = std::get_if<RecordedShape>(&each);
        if (shape == nullptr)
            continue;
        QVERIFY(shape->pen.color() != ink(Ink::Grid, Theme::Light)
                || shape->pen.style() == Qt::NoPen);
        // The pen of icons: 1.5 units, round.
        hasIcon |= shape->pen.style() != Qt::NoPen && shape->pen.capStyle() == Qt::RoundCap
                   && shape->pen.color() == ink(Ink::Text, Theme::Light)
                   && qAbs(shape->pen.widthF() - 1.5) < 0.01;
    }
    QVERIFY2(hasIcon, "icons are drawn as lines");
}

void TestPicture::aSelectionIsThatAlone()
{
    const model::Graph graph = picturedDrawing(12);
    const PictureParts parts{.only = {.computers = {machine(graph, 1), machine(graph, 2)}}};
    const Recording picture = pictureOf(graph, parts);
    const QStringList texts = textsOf(picture);
    for (std::size_t i = 0; i < 12; ++i)
        QCOMPARE(texts.contains(shownName(i)), i == 1 || i == 2);
    QVERIFY(picture.bounds().width() < pictureOf(graph).bounds().width());
    QCOMPARE(titlesIn(texts), 1);
}

void TestPicture::aSelectedHopBringsItsEnds()
{
    const model::Graph graph = picturedDrawing(12);
    const auto hop = std::ranges::find_if(graph.hops, [&](const auto& each) {
        return each.second.from == machine(graph, 2) && !each.second.to.resource;
    });
    QVERIFY(hop != graph.hops.end());
    const QStringList texts = textsOf(pictureOf(graph, {.only = {.hops = {hop->first}}}));
    QVERIFY(texts.contains(shownName(2)) && texts.contains(shownName(3)));
    QVERIFY(!texts.contains(shownName(1)));
}

void TestPicture::hopsOfASelectionKeepTheirWords()
{
    const model::Graph graph = picturedDrawing(12);
    // Machines 2 and 3: their hop is the third of its route, whatever else is left out.
    const QStringList texts =
        textsOf(pictureOf(graph, {.only = {.computers = {machine(graph, 2), machine(graph, 3)}}}));
    QVERIFY2(std::ranges::any_of(
                 texts, [](const QString& each) { return each.startsWith(QStringLiteral("3 ")); }),
             qPrintable(texts.join(u'\n')));
}

void TestPicture::legendAndCaptionAreThereByChoice()
{
    const model::Graph graph = picturedDrawing(1);
    const QString caption = QStringLiteral("estate.hopw, as of 2026-11-30");
    const QString row = QStringLiteral("the password arrives");
    const Recording plain = pictureOf(graph);
    QVERIFY(!textsOf(plain).contains(row));
    const Recording legend = pictureOf(graph, {.hasLegend = true});
    QVERIFY(textsOf(legend).contains(row));
    QVERIFY(legend.bounds().height() > plain.bounds().height() + 90);
    const Recording both = pictureOf(graph, {.hasLegend = true, .caption = caption});
    QVERIFY(textsOf(both).contains(row) && textsOf(both).contains(caption));
    const QStringList captioned = textsOf(pictureOf(graph, {.caption = caption}));
    QVERIFY(captioned.contains(caption) && !captioned.contains(row));
    // However long a name is, the picture is not.
    const Recording lengthy = pictureOf(graph, {.caption = QString(5000, u'x')});
    QVERIFY(lengthy.bounds().width() < 600);
}

void TestPicture::anEmptyDrawingIsNoPicture()
{
    const auto none = ui::pictureOf({}, looksOf({}), font(), {});
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotAllowed);
    QCOMPARE(QString::fromStdString(none.error().detail.english()),
             QStringLiteral("nothing is drawn"));
}

/// The same painter, once on pixels, once recorded: what differs is how icons are made.
void TestPicture::itShowsWhatTheCanvasPaints()
{
    const model::Graph graph = picturedDrawing(12);
    const CanvasLooks looks = looksOf(graph);
    const Recording picture = pictureOf(graph);
    QFont same = font();
    same.setHintingPreference(QFont::PreferNoHinting);
    const auto blank = [&] {
        QImage out(picture.bounds().size().toSize(), QImage::Format_RGB32);
        out.fill(ink(Ink::Canvas, Theme::Light));
        return out;
    };
    QImage wanted = blank();
    {
        QPainter painter(&wanted);
        painter.translate(-picture.bounds().topLeft());
        ui::PaintNotes notes;
        paintCanvas(painter, graph, looks, {graph, looks, same},
                    {.area = picture.bounds().adjusted(-600, -600, 600, 600), .isPicture = true},
                    same, Theme::Light, notes);
    }
    QImage seen = blank();
    {
        QPainter painter(&seen);
        painter.translate(-picture.bounds().topLeft());
        picture.paint(painter, picture.bounds());
    }
    qint64 far = 0;
    for (int y = 0; y < seen.height(); ++y) {
        for (int x = 0; x < seen.width(); ++x)
            far += qAbs(qGray(seen.pixel(x, y)) - qGray(wanted.pixel(x, y))) > 48 ? 1 : 0;
    }
    // A card has some thousand pixels of ink; edges of icons may differ.
    QVERIFY2(far < 12 * 80, qPrintable(QString::number(far)));
}

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
