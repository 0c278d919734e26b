#include "core/plan/plan.h"
#include "tests/judges/credssp/judge_process.h"
#include "tests/ui/picture/pictured_drawing.h"
#include "ui/canvas/picture.h"
#include "ui/picture/pages.h"
#include "ui/picture/raster_file.h"
#include "ui/picture/svg_file.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace hopwright;
using namespace hopwright::test;
using ui::PageFit;
using ui::RecordedLine;
using ui::Recording;

namespace {

constexpr auto svgJudge = "librsvg and Python's XML, pictures as SVG";
constexpr auto pdfJudge = "poppler, pictures as PDF";

constexpr double mostDifferent = 0.2;  ///< Of the blocks with ink, where two pictures are the same.
constexpr double leastOfAFault = 0.5;  ///< What a planted fault must make of it.
constexpr QPageSize::PageSizeId largePaper = QPageSize::A2;  ///< It takes the drawing at 100 %.
constexpr double paperWidth = 594;  ///< Of that, across, in millimetres: ISO 216.
constexpr double paperMargin = 10;
constexpr double pixelsAMillimetre = 96 / 25.4;

struct Answer {
    int exitCode = -1;
    QByteArray out = {};
};

Answer ask(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    constexpr int patience = 60'000;
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {.exitCode = process.exitCode(), .out = process.readAllStandardOutput()};
}

Recording pictureOf(const model::Graph& graph)
{
    const plan::Plan plan = plan::makePlan(graph);
    const ui::CanvasLooks looks = ui::looksOf(graph, {.plan = plan, .now = plan.hops});
    return ui::pictureOf(graph, looks, QApplication::font(),
                         {.hasLegend = true, .caption = QStringLiteral("estate, as of 2026-11-30")})
        .value();
}

/// What Python's reader finds; nothing: it refused.
std::optional<QJsonObject> seenByPython(const QByteArray& svg)
{
    const Answer answer =
        ask(QStringLiteral("python3"),
            {QStringLiteral(HOPWRIGHT_SOURCE_DIR "/tests/judges/pictures/svg_texts.py")}, svg);
    if (answer.exitCode != 0)
        return std::nullopt;
    return QJsonDocument::fromJson(answer.out).object();
}

QStringList listOf(const QJsonObject& object, const char* name)
{
    QStringList out;
    for (const QJsonValue& each : object.value(QLatin1String(name)).toArray())
        out += each.toString();
    return out;
}

/// Null: librsvg refused.
QImage drawnByLibrsvg(const QByteArray& svg)
{
    const Answer answer = ask(QStringLiteral("rsvg-convert"), {QStringLiteral("--unlimited")}, svg);
    return answer.exitCode == 0 ? QImage::fromData(answer.out, "png") : QImage();
}

/// As it is read: one blank between words, letters instead of ligatures, without the marks that turn the direction.
QString asRead(QString text)
{
    text.remove(QChar(0x202A)).remove(QChar(0x202B)).remove(QChar(0x202C));
    text.remove(QChar(0x200E)).remove(QChar(0x200F)).remove(QChar(0x000C));
    return text.normalized(QString::NormalizationForm_KC).simplified();
}

/// A reader may give what is written from right to left in the order of the eye: its letters, or its words.
bool holds(const QString& read, const QString& name)
{
    const QString wanted = asRead(name);
    if (read.contains(wanted))
        return true;
    if (wanted.isEmpty() || wanted.at(0).direction() != QChar::DirR)
        return false;
    QString letters = wanted;
    std::ranges::reverse(letters);
    QString words;
    QString word;
    for (const QChar each : wanted) {
        if (!word.isEmpty() && word.back().direction() != each.direction())
            words.prepend(std::exchange(word, {}));
        word += each;
    }
    words.prepend(word);
    return read.contains(letters) || read.contains(words);
}

QString name(std::size_t index)
{
    return QString::fromStdString(picturedName(index, &PicturedName::shown));
}

/// The line that a name is on; as it is shown it may be elided.
std::optional<RecordedLine> lineOf(const Recording& picture, const QString& name)
{
    for (const ui::RecordedElement& each : picture.elements()) {
        if (const auto* line = std::get_if<RecordedLine>(&each);
            line != nullptr && line->full == name)
            return *line;
    }
    return std::nullopt;
}

/// What is not seen on paper without a font for it: its letters are boxes there.
bool hasGlyphs(const QString& name)
{
    const bool isJapanese = std::ranges::any_of(name, [](QChar each) {
        return each.script() == QChar::Script_Katakana || each.script() == QChar::Script_Han;
    });
    return !isJapanese || !QFontDatabase::families(QFontDatabase::Japanese).isEmpty();
}

/// How dark each block of 12 × 12 pixels is, against the paper.
std::vector<double> darknessOf(const QImage& image)
{
    constexpr int side = 12;
    const int paper = qGray(image.pixel(0, 0));
    std::vector<double> out;
    for (int top = 0; top + side <= image.height(); top += side) {
        for (int left = 0; left + side <= image.width(); left += side) {
            int sum = 0;
            for (int y = top; y < top + side; ++y) {
                for (int x = left; x < left + side; ++x)
                    sum += paper - qGray(image.pixel(x, y));
            }
            out.push_back(static_cast<double>(sum) / (side * side));
        }
    }
    return out;
}

/// The share of the blocks with ink in which one of two pictures has twice as much as the other. Words and seals count; a thin line
/// has too little ink, so that half a pixel does not count.
double differenceOf(const QImage& one, const QImage& other)
{
    constexpr double inked = 20;
    if (one.isNull() || one.size() != other.size())
        return 1;
    const std::vector<double> a = darknessOf(one);
    const std::vector<double> b = darknessOf(other);
    int all = 0;
    int different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double most = std::max(a[i], b[i]);
        if (most < inked)
            continue;
        ++all;
        different += 2 * std::min(a[i], b[i]) < most ? 1 : 0;
    }
    return all == 0 ? 1 : static_cast<double>(different) / all;
}

/// With what is left of \p svg when its texts are gone.
QByteArray withoutTexts(const QByteArray& svg)
{
    QByteArray out;
    for (const QByteArray& line : svg.split('\n')) {
        if (!line.contains("<text "))
            out += line + '\n';
    }
    return out;
}

QByteArray pdfOf(const Recording& picture, PageFit fit, QPageSize::PageSizeId paper)
{
    return ui::pdfOf(picture, QStringLiteral("estate"), layoutFor(QPageSize(paper), picture), fit)
        .value();
}

}  // namespace

/// Readers that nobody here wrote open what is written, and see what the canvas shows.
class TestPictureJudges : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void thePythonReaderRefusesWhatIsNoSvg_data();
    void thePythonReaderRefusesWhatIsNoSvg();
    void aNameThatIsLeftOutIsMissed();
    void aPlantedDifferenceIsSeen();
    void eachNameIsATextOfTheSvg();
    void librsvgDrawsWhatThePngShows();
    void eachNameIsInThePdf();
    void tilesHoldAllNamesToo();
    void popplerDrawsWhatThePngShows();

private:
    QString write(const QString& name, const QByteArray& bytes)
    {
        const QString path = m_scratch.filePath(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path
                                                                                    : QString();
    }
    /// All that pdftotext reads, as asRead(); nothing: it refused.
    std::optional<QString> readByPoppler(const QByteArray& pdf)
    {
        const Answer answer = ask(QStringLiteral("pdftotext"),
                                  {QStringLiteral("-enc"), QStringLiteral("UTF-8"),
                                   write(QStringLiteral("read.pdf"), pdf), QStringLiteral("-")});
        return answer.exitCode == 0 ? std::optional(asRead(QString::fromUtf8(answer.out)))
                                    : std::nullopt;
    }
    /// The first page, a unit of the picture a pixel.
    QImage drawnByPoppler(const QByteArray& pdf)
    {
        const QString out = m_scratch.filePath(QStringLiteral("page"));
        const Answer answer =
            ask(QStringLiteral("pdftoppm"),
                {QStringLiteral("-r"), QStringLiteral("96"), QStringLiteral("-png"),
                 QStringLiteral("-singlefile"), write(QStringLiteral("draw.pdf"), pdf), out});
        return answer.exitCode == 0 ? QImage(out + QStringLiteral(".png")) : QImage();
    }

    QTemporaryDir m_scratch;
    model::Graph m_graph = {};
    std::optional<Recording> m_picture = {};
    bool m_hasPoppler = false;
};

void TestPictureJudges::initTestCase()
{
    ui::setUpApplication(*qApp, ui::Theme::Light);
    const bool hasSvg =
        judgeIsPresent(svgJudge, {QStringLiteral("rsvg-convert"), QStringLiteral("python3")});
    m_hasPoppler =
        judgeIsPresent(pdfJudge, {QStringLiteral("pdftotext"), QStringLiteral("pdftoppm"),
                                  QStringLiteral("pdfinfo")});
    QVERIFY2((hasSvg && m_hasPoppler) || !isAllRequired(),
             "librsvg2-bin or poppler-utils is missing, and HOPWRIGHT_REQUIRE_JUDGES is 1");
    if (!hasSvg)
        exit(0);
    m_graph = picturedDrawing(picturedNames.size());
    m_picture = pictureOf(m_graph);
}

void TestPictureJudges::cleanupTestCase()
{
    sayJudgeRan(svgJudge);
    if (m_hasPoppler)
        sayJudgeRan(pdfJudge);
}

void TestPictureJudges::thePythonReaderRefusesWhatIsNoSvg_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("instead");
    QTest::newRow("a bare ampersand") << QByteArray("PC7") << QByteArray("P&C7");
    QTest::newRow("an element of a name") << QByteArray("PC7") << QByteArray("</text><a x=\"");
    QTest::newRow("a control character") << QByteArray("PC7") << QByteArray("PC\x07");
    QTest::newRow("not UTF-8") << QByteArray("PC7") << QByteArray("PC\xFF");
    QTest::newRow("its end is missing") << QByteArray("</svg>") << QByteArray();
}

void TestPictureJudges::thePythonReaderRefusesWhatIsNoSvg()
{
    QFETCH(const QByteArray, in);
    QFETCH(const QByteArray, instead);
    QByteArray svg = svgOf(*m_picture, QStringLiteral("estate"));
    QVERIFY(svg.contains(in) && seenByPython(svg));
    svg.replace(in, instead);
    QVERIFY(!seenByPython(svg));
}

void TestPictureJudges::aNameThatIsLeftOutIsMissed()
{
    model::Graph graph = m_graph;
    graph.computers[m_graph.computers.begin()->first].name = "OTHER";
    const Recording picture = pictureOf(graph);
    const auto seen = seenByPython(svgOf(picture, {}));
    QVERIFY(seen);
    QVERIFY(!listOf(*seen, "texts").contains(name(0)));
    QVERIFY(listOf(*seen, "texts").contains(QStringLiteral("OTHER")));
    if (!m_hasPoppler)
        return;
    const auto read = readByPoppler(pdfOf(picture, PageFit::OnePage, QPageSize::A4));
    QVERIFY(read && !holds(*read, name(0)) && holds(*read, QStringLiteral("OTHER")));
    QVERIFY(!readByPoppler("%PDF-1.4 and no more"));
}

void TestPictureJudges::aPlantedDifferenceIsSeen()
{
    const QImage ours = ui::imageOf(*m_picture, 1).value();
    const QByteArray svg = svgOf(*m_picture, {});
    const QByteArray mute = withoutTexts(svg);
    QVERIFY(mute.size() < svg.size());
    const double texts = differenceOf(ours, drawnByLibrsvg(mute));
    QImage moved = ours.copy(ours.rect().translated(31, 17));  // What comes in is black.
    for (int y = 0; y < moved.height(); ++y) {
        for (int x = 0; x < moved.width(); ++x) {
            if (x + 31 >= ours.width() || y + 17 >= ours.height())
                moved.setPixel(x, y, ours.pixel(0, 0));
        }
    }
    const double place = differenceOf(ours, moved);
    QTextStream(stdout) << "planted: without texts " << texts << ", moved " << place << '\n';
    QVERIFY(texts > leastOfAFault);
    QVERIFY(place > leastOfAFault);
    QVERIFY(drawnByLibrsvg(svg.first(svg.size() / 2)).isNull());
}

void TestPictureJudges::eachNameIsATextOfTheSvg()
{
    const auto seen = seenByPython(svgOf(*m_picture, QStringLiteral("estate <1>")));
    QVERIFY(seen);
    const QStringList texts = listOf(*seen, "texts");
    const QStringList titles = listOf(*seen, "titles");
    QCOMPARE(titles.value(0), QStringLiteral("estate <1>"));
    for (std::size_t i = 0; i < picturedNames.size(); ++i) {
        const auto line = lineOf(*m_picture, name(i));
        QVERIFY2(line, qPrintable(name(i)));
        QVERIFY2(texts.contains(line->shown), qPrintable(line->shown));
        QVERIFY2(line->shown == name(i) || titles.contains(name(i)), qPrintable(name(i)));
    }
    // Nothing that a name brought.
    for (const QString& each : listOf(*seen, "elements")) {
        QVERIFY2(
            QStringList({"svg", "title", "defs", "clipPath", "path", "g", "text"}).contains(each),
            qPrintable(each));
    }
}

void TestPictureJudges::librsvgDrawsWhatThePngShows()
{
    const QImage ours = QImage::fromData(ui::pngOf(*m_picture, 1).value(), "png")
                            .convertToFormat(QImage::Format_RGB32);
    const QImage theirs =
        drawnByLibrsvg(svgOf(*m_picture, {})).convertToFormat(QImage::Format_RGB32);
    QCOMPARE(theirs.size(), ours.size());
    const double different = differenceOf(ours, theirs);
    QTextStream(stdout) << "librsvg: " << different << " of the blocks differ\n";
    QVERIFY(different < mostDifferent);
}

void TestPictureJudges::eachNameIsInThePdf()
{
    if (!m_hasPoppler)
        QSKIP("poppler-utils is missing");
    const auto read = readByPoppler(pdfOf(*m_picture, PageFit::OnePage, QPageSize::A4));
    QVERIFY(read);
    for (std::size_t i = 0; i < picturedNames.size(); ++i) {
        const auto line = lineOf(*m_picture, name(i));
        QVERIFY2(line, qPrintable(name(i)));
        if (hasGlyphs(line->shown)) {
            QVERIFY2(holds(*read, line->shown), qPrintable(line->shown + u'\n' + *read));
        } else {
            QTextStream(stdout) << "no font here has the letters of " << line->shown << '\n';
        }
    }
    QVERIFY(holds(*read, QStringLiteral("the password arrives")));
    QVERIFY(holds(*read, QStringLiteral("estate, as of 2026-11-30")));
}

void TestPictureJudges::tilesHoldAllNamesToo()
{
    if (!m_hasPoppler)
        QSKIP("poppler-utils is missing");
    const Recording picture = pictureOf(picturedDrawing(60));
    const auto layout = layoutFor(QPageSize(QPageSize::A4), picture);
    const int pages = ui::pagesFor(layout, picture, PageFit::Tiled).value().pages();
    QVERIFY(pages > 6);
    const QByteArray pdf = pdfOf(picture, PageFit::Tiled, QPageSize::A4);
    const Answer info = ask(QStringLiteral("pdfinfo"), {write(QStringLiteral("tiles.pdf"), pdf)});
    QVERIFY(
        QString::fromUtf8(info.out).simplified().contains(QStringLiteral("Pages: %1 ").arg(pages)));
    const auto read = readByPoppler(pdf);
    QVERIFY(read);
    for (std::size_t i = 0; i < 60; ++i) {
        const auto line = lineOf(picture, name(i));
        QVERIFY2(line, qPrintable(name(i)));
        QVERIFY2(!hasGlyphs(line->shown) || holds(*read, line->shown), qPrintable(line->shown));
    }
    QVERIFY(holds(*read, QStringLiteral("Page %1 of %1").arg(pages)));
}

void TestPictureJudges::popplerDrawsWhatThePngShows()
{
    if (!m_hasPoppler)
        QSKIP("poppler-utils is missing");
    const QImage ours = ui::imageOf(*m_picture, 1).value();
    const double room = (paperWidth - 2 * paperMargin) * pixelsAMillimetre;
    QVERIFY2(ours.width() < room, "the drawing fits at 100 %");
    const QImage page = drawnByPoppler(pdfOf(*m_picture, PageFit::OnePage, largePaper));
    QVERIFY(!page.isNull());
    // In the middle of the paper, from its upper margin on.
    const double left = paperMargin * pixelsAMillimetre + (room - ours.width()) / 2;
    const QRect place(qRound(left), qRound(paperMargin * pixelsAMillimetre), ours.width(),
                      ours.height());
    QVERIFY(page.rect().contains(place));
    const double different =
        differenceOf(ours, page.copy(place).convertToFormat(QImage::Format_RGB32));
    QTextStream(stdout) << "poppler: " << different << " of the blocks differ\n";
    QVERIFY(different < mostDifferent);
}

/// Fonts and painters want more of an application than the other judges do.
int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestPictureJudges test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_picture_judges.moc"
