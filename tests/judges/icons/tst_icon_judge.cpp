#include "tests/judges/credssp/judge_process.h"
#include "ui/theme/icons.h"

#include <QColor>
#include <QGuiApplication>
#include <QHash>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <vector>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "librsvg, icons";

constexpr std::array sizes{16, 18, 24, 32, 48};
constexpr double penWidth = 1.5;  ///< Pixels, at every size: design.md 14.
constexpr double dotFactor = 1.5;
const QColor colour(0x1A, 0x5F, 0xB4);

QByteArray fileOf(const QString& name)
{
    return contentOf(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/icons/%1.svg").arg(name));
}

/// The text of an icon as it is shown at \p size: in colour, with the pen of design.md, a dot heavier.
QByteArray shown(const QByteArray& file, int size)
{
    QByteArray out;
    for (const QByteArray& element : file.split('>')) {
        const double width = penWidth * 20 / size * (element.contains("h.01\"") ? dotFactor : 1);
        QByteArray each = element;
        each.replace("currentColor", colour.name().toLatin1());
        each.replace("stroke-width=\"1.5\"",
                     "stroke-width=\"" + QByteArray::number(width, 'f', 4) + '"');
        out += each + '>';
    }
    out.chop(1);
    return out;
}

/// What librsvg draws, \p width pixels wide. Null: it refused.
QImage drawnByLibrsvg(const QByteArray& svg, int width)
{
    constexpr int patience = 60'000;
    QProcess process;
    process.start(QStringLiteral("rsvg-convert"), {QStringLiteral("-w"), QString::number(width)});
    process.write(svg);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0)
        return {};
    return QImage::fromData(process.readAllStandardOutput(), "png")
        .convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

/// All of \p files in a row, each in a box of its own, as librsvg draws them at \p size: one process for all.
QImage rowByLibrsvg(const QList<QByteArray>& files, int size)
{
    const QByteArray width = QByteArray::number(size * files.size());
    QByteArray svg = R"(<svg xmlns="http://www.w3.org/2000/svg" width=")" + width + "\" height=\""
                     + QByteArray::number(size) + "\">";
    for (qsizetype i = 0; i < files.size(); ++i) {
        QByteArray each = shown(files.at(i), size);
        const QByteArray side = QByteArray::number(size);
        each.replace(R"(width="20" height="20")", "x=\"" + QByteArray::number(i * size)
                                                      + "\" y=\"0\" width=\"" + side
                                                      + "\" height=\"" + side + '"');
        svg += each;
    }
    return drawnByLibrsvg(svg + "</svg>", static_cast<int>(size * files.size()));
}

QImage ours(const QString& name, int size)
{
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    ui::paintIcon(painter, name, QRectF(0, 0, size, size), colour);
    return image;
}

/// How two pictures differ: 0 for the same, 1 for nothing in common.
struct Difference {
    double ink = 1;  ///< Of all ink, what is not in both.
    double spot =
        1;  ///< In the square of 2 by 2 pixels where they differ most, of what it can hold.
};

/// The sum over the channels of one pixel: of what is not in both, and of the more.
struct Channels {
    int different = 0;
    int most = 0;
};
Channels channelsOf(QRgb one, QRgb other)
{
    Channels out;
    for (const int shift : {0, 8, 16, 24}) {
        const int a = static_cast<int>(one >> shift & 0xFF);
        const int b = static_cast<int>(other >> shift & 0xFF);
        out.different += std::abs(a - b);
        out.most += std::max(a, b);
    }
    return out;
}

/// QImage::pixel() divides by the alpha; the bytes are what was painted.
Difference differenceOf(const QImage& one, const QImage& other)
{
    if (one.isNull() || one.size() != other.size())
        return {};
    double different = 0;
    double all = 0;
    const int width = one.width();
    std::vector<int> above(static_cast<std::size_t>(width));
    int spot = 0;
    for (int y = 0; y < one.height(); ++y) {
        const auto* a = reinterpret_cast<const QRgb*>(one.constScanLine(y));
        const auto* b = reinterpret_cast<const QRgb*>(other.constScanLine(y));
        std::vector<int> here;
        for (int x = 0; x < width; ++x) {
            const Channels each = channelsOf(a[x], b[x]);
            different += each.different;
            all += each.most;
            here.push_back(each.different);
        }
        for (std::size_t x = 1; x < here.size(); ++x)
            spot = std::max(spot, here[x - 1] + here[x] + above[x - 1] + above[x]);
        above = here;
    }
    constexpr double full = 4 * (0x1A + 0x5F + 0xB4 + 0xFF);  // Four pixels of the colour.
    return {.ink = all > 0 ? different / all : 1, .spot = spot / full};
}

/// Where two pictures are the same: both rasters round edges in their own way, and a thin line has much edge.
constexpr Difference mostOfAnIcon{.ink = 0.08, .spot = 0.25};
/// It has little edge; along its curve, at 256 pixels, the two are up to a pixel apart.
constexpr Difference mostOfTheProgram{.ink = 0.012, .spot = 0.7};

bool isWithin(const Difference& difference, const Difference& most)
{
    return difference.ink < most.ink && difference.spot < most.spot;
}

QString textOf(const Difference& difference)
{
    return QStringLiteral(" %1 of the ink, %2 of a spot")
        .arg(difference.ink, 0, 'f', 3)
        .arg(difference.spot, 0, 'f', 3);
}

}  // namespace

/// A renderer that nobody here wrote draws the icons, and sees what the window shows.
class TestIconJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void librsvgRefusesWhatIsNoSvg();
    void aPlantedFaultIsSeen_data();
    void aPlantedFaultIsSeen();
    void librsvgDrawsTheIconsAsTheWindowDoes_data();
    void librsvgDrawsTheIconsAsTheWindowDoes();
    void librsvgDrawsTheProgramsIconAsWeDo();

private:
    bool m_isThere = false;
};

void TestIconJudge::initTestCase()
{
    m_isThere = judgeIsPresent(judge, {QStringLiteral("rsvg-convert")});
    QVERIFY2(m_isThere || !isAllRequired(),
             "librsvg2-bin is missing, and HOPWRIGHT_REQUIRE_JUDGES is 1");
    if (!m_isThere)
        exit(0);
    ui::initResources();
}

void TestIconJudge::cleanupTestCase()
{
    if (m_isThere)
        sayJudgeRan(judge);
}

void TestIconJudge::librsvgRefusesWhatIsNoSvg()
{
    QByteArray svg = fileOf(QStringLiteral("key"));
    QVERIFY(!drawnByLibrsvg(svg, 20).isNull());
    svg.chop(8);
    QVERIFY(drawnByLibrsvg(svg, 20).isNull());
}

void TestIconJudge::aPlantedFaultIsSeen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("instead");
    const auto row = [](const char* fault, const char* name, const char* in, const char* instead) {
        QTest::newRow(fault) << QString::fromLatin1(name) << QByteArray(in) << QByteArray(instead);
    };
    row("half a unit to the left", "key", R"(viewBox="0 )", R"(viewBox="0.5 )");
    row("half a unit too low", "server", R"(viewBox="0 0 )", R"(viewBox="0 -0.5 )");
    row("a path is missing", "clock", R"(<path d="M10 6v4.250l2.750 1.750")", R"(<path d="")");
    row("a dot is missing", "jump", R"(<path d="M6 6.25h.01")", R"(<path d="")");
    row("a relative line is absolute", "policy", "M7.500 6.500h5", "M7.500 6.500H5");
    row("an absolute line is relative", "group", "M3 6V4.5", "M3 6v4.5");
    row("h is v", "add", "M4 10h12", "M4 10v12");
    row("an arc turns the other way", "ticket", "a1.5 1.5 0 0 0 0 3V14", "a1.5 1.5 0 0 1 0 3V14");
    row("an arc is the small one", "explain", "a2 2 0 1 1 2.900", "a2 2 0 0 1 2.900");
    row("the second arc of a sequence is left out", "account", "0 6 3 3 0 0 0 0-6z", "0 6z");
    row("s does not reflect", "sql", "6-2.25s6 .85", "6-2.25c0 0 6 .85");
    row("z does not close", "problems", "H2.750z", "H2.750");
    row("z closes the wrong side", "share", "v9z", "z");
    row("a curve is a line", "http", "M10 3c-4.2 4-4.2 10 0 14", "M10 3l0 14");
    row("lines end where they end", "why", R"(stroke-linecap="round")", R"(stroke-linecap="butt")");
    row("the pen is too narrow", "lock", R"(stroke-width="1.5")", R"(stroke-width="0.45")");
    row("a fill is a stroke", "play", R"(fill="currentColor")",
        R"(fill="none" stroke="currentColor")");
    row("another colour", "stop", R"(fill="currentColor")", R"(fill="#7a4fb4")");
}

void TestIconJudge::aPlantedFaultIsSeen()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, in);
    QFETCH(const QByteArray, instead);
    QByteArray file = fileOf(name);
    QVERIFY2(file.contains(in), "the icon is another by now: plant another fault");
    file.replace(in, instead);
    Difference least;
    for (const int size : sizes) {
        const QImage theirs = rowByLibrsvg({file}, size);
        QVERIFY(!theirs.isNull());
        const Difference each = differenceOf(ours(name, size), theirs);
        least = {.ink = std::min(least.ink, each.ink), .spot = std::min(least.spot, each.spot)};
        QVERIFY2(!isWithin(each, mostOfAnIcon), qPrintable(textOf(each)));
    }
    QTextStream(stdout) << "planted: " << QTest::currentDataTag() << ": " << textOf(least) << '\n';
}

void TestIconJudge::librsvgDrawsTheIconsAsTheWindowDoes_data()
{
    QTest::addColumn<int>("size");
    for (const int size : sizes)
        QTest::addRow("%d pixels", size) << size;
}

void TestIconJudge::librsvgDrawsTheIconsAsTheWindowDoes()
{
    QFETCH(const int, size);
    const QStringList names = ui::iconNames();
    QVERIFY(names.size() >= 60);
    QList<QByteArray> files;
    for (const QString& name : names)
        files += fileOf(name);
    const QImage row = rowByLibrsvg(files, size);
    QCOMPARE(row.size(), QSize(size * static_cast<int>(names.size()), size));
    Difference most{.ink = 0, .spot = 0};
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QImage theirs = row.copy(static_cast<int>(i) * size, 0, size, size);
        const Difference each = differenceOf(ours(names.at(i), size), theirs);
        QVERIFY2(isWithin(each, mostOfAnIcon), qPrintable(names.at(i) + textOf(each)));
        most = {.ink = std::max(most.ink, each.ink), .spot = std::max(most.spot, each.spot)};
    }
    QTextStream(stdout) << "librsvg, " << size << " pixels: at most" << textOf(most) << '\n';
}

void TestIconJudge::librsvgDrawsTheProgramsIconAsWeDo()
{
    const QByteArray file =
        contentOf(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/app/hopwright.svg"));
    QByteArray moved = file;
    moved.replace("M13 39", "M13 29");
    QVERIFY(moved != file);
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        const QImage image = ui::programIcon()
                                 .pixmap(QSize(side, side), 1.0)
                                 .toImage()
                                 .convertToFormat(QImage::Format_ARGB32_Premultiplied);
        QCOMPARE(image.size(), QSize(side, side));
        const Difference wrong = differenceOf(image, drawnByLibrsvg(moved, side));
        QVERIFY2(!isWithin(wrong, mostOfTheProgram), qPrintable(textOf(wrong)));
        const Difference right = differenceOf(image, drawnByLibrsvg(file, side));
        QVERIFY2(isWithin(right, mostOfTheProgram), qPrintable(textOf(right)));
        QTextStream(stdout) << "the program's own, " << side << " pixels:" << textOf(right)
                            << ", planted" << textOf(wrong) << '\n';
    }
}

/// Pixmaps want an application with a screen.
int main(int argc, char* argv[])
{
    QGuiApplication application(argc, argv);
    TestIconJudge test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_icon_judge.moc"
