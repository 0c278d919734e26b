#include "tests/core/layout/layout_drawings.h"
#include "tests/judges/credssp/judge_process.h"

#include <QTest>

#include <optional>
#include <vector>

using namespace hopwright;
using namespace hopwright::test;

namespace {

constexpr auto judge = "Graphviz dot, crossings of tidy drawings";

constexpr std::uint32_t seeds = 8;

using Lines = std::vector<std::vector<Point>>;

/// The drawing in the language of dot: cards as boxes of their size, columns as far apart as ours.
QByteArray textOf(const Drawing& drawing)
{
    constexpr double inch = 72;
    QByteArray out = "digraph drawing { rankdir=LR; nodesep=0.4; ranksep=1.8;\n"
                     "node [shape=box fixedsize=true label=\"\"];\n";
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
        out += "n" + QByteArray::number(static_cast<qulonglong>(i))
               + " [width=" + QByteArray::number(drawing.nodes[i].width / inch)
               + " height=" + QByteArray::number(drawing.nodes[i].height / inch) + "];\n";
    }
    for (std::size_t i = 0; i < drawing.edges.size(); ++i) {
        const Edge& edge = drawing.edges[i];
        out += "n" + QByteArray::number(static_cast<qulonglong>(edge.from)) + " -> n"
               + QByteArray::number(static_cast<qulonglong>(edge.to)) + " [style=\"hop"
               + QByteArray::number(static_cast<qulonglong>(i)) + "\"];\n";
    }
    return out + "}\n";
}

/// The curve through Bézier control points: each piece has its first point from the piece before.
std::vector<Point> curveOf(const std::vector<Point>& control)
{
    constexpr int steps = 12;
    std::vector<Point> out{control.front()};
    for (std::size_t i = 0; i + 3 < control.size(); i += 3) {
        for (int step = 1; step <= steps; ++step) {
            const double t = static_cast<double>(step) / steps;
            const double u = 1 - t;
            const auto at = [&](double Point::* axis) {
                return u * u * u * control[i].*axis + 3 * u * u * t * control[i + 1].*axis
                       + 3 * u * t * t * control[i + 2].*axis + t * t * t * control[i + 3].*axis;
            };
            out.push_back({.x = at(&Point::x), .y = at(&Point::y)});
        }
    }
    return out;
}

/// What dot draws, by the order of our hops; empty where dot said something else.
Lines linesOfDot(const QByteArray& text, std::size_t hops)
{
    QProcess dot;
    dot.start(QStringLiteral("dot"), {QStringLiteral("-Tplain")});
    dot.write(text);
    dot.closeWriteChannel();
    constexpr int patience = 60'000;
    if (!dot.waitForFinished(patience) || dot.exitCode() != 0)
        return {};
    Lines out(hops);
    QByteArray said = dot.readAllStandardOutput();
    said.replace("\\\n", "");
    for (const QByteArray& line : said.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.front() != "edge")
            continue;
        const int count = words.at(3).toInt();
        std::vector<Point> control;
        for (int i = 0; i < count; ++i)
            control.push_back(
                {.x = words.at(4 + 2 * i).toDouble(), .y = words.at(5 + 2 * i).toDouble()});
        // "hop7", perhaps quoted: which of the hops between two machines it is.
        QByteArray name = words.at(4 + 2 * count);
        name.replace("\"", "").replace("hop", "");
        out.at(name.toULongLong()) = curveOf(control);
    }
    return out;
}

/// A hop of a machine to itself is no line between columns.
Lines withoutLoops(const Drawing& drawing, Lines lines)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (drawing.edges[i].from == drawing.edges[i].to)
            lines[i].clear();
    }
    return lines;
}

std::vector<Point> positionsOf(const Drawing& drawing)
{
    std::vector<Point> out;
    for (const Node& node : drawing.nodes)
        out.push_back(node.position);
    return out;
}

/// The rule: at most as many as dot has, and a fifth.
bool isFewEnough(int ours, int ofDot)
{
    return 5 * ours <= 6 * ofDot;
}

std::vector<Drawing> trees()
{
    std::vector<Drawing> out;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed)
        out.push_back(RandomDrawings(seed).forest(40, seed % 2 == 0 ? 40 : 10));
    return out;
}

std::vector<Drawing> webs()
{
    std::vector<Drawing> out;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        RandomDrawings random(seed);
        out.push_back(random.withoutCircles(24, 30));
        out.push_back(random.withoutCircles(60, 80));
        out.push_back(random.wild(30, 40));
        out.push_back(random.wild(60, 90));
    }
    return out;
}

struct Sum {
    int ours = 0;
    int ofDot = 0;
    int untidy = 0;
};

/// Nothing: dot did not answer with each hop.
std::optional<Sum> judged(const std::vector<Drawing>& drawings)
{
    Sum out;
    for (const Drawing& drawing : drawings) {
        const Lines lines =
            withoutLoops(drawing, linesOfDot(textOf(drawing), drawing.edges.size()));
        if (lines.size() != drawing.edges.size())
            return std::nullopt;
        out.ours += crossingsOf(drawing, linesOf(drawing, *layout::tidy(drawing)));
        out.ofDot += crossingsOf(drawing, lines);
        out.untidy += crossingsOf(drawing, linesOf(drawing, positionsOf(drawing)));
    }
    QTextStream(stdout) << "crossings: " << out.ours << ", dot " << out.ofDot << ", untidy "
                        << out.untidy << '\n';
    return out;
}

}  // namespace

class TestLayoutJudge : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aPlantedCrossingIsCounted();
    void tidyTreesCrossNoMoreThanThoseOfDot();
    void tidyWebsCrossNoMoreThanThoseOfDot();
};

void TestLayoutJudge::initTestCase()
{
    if (judgeIsPresent(judge, {QStringLiteral("dot")}))
        return;
    QVERIFY2(!isAllRequired(), "Graphviz is missing, and HOPWRIGHT_REQUIRE_JUDGES is 1");
    exit(0);
}

void TestLayoutJudge::aPlantedCrossingIsCounted()
{
    const Drawing drawing{.nodes = {nodeOf(), nodeOf(), nodeOf(), nodeOf()},
                          .edges = {hopOf(0, 2), hopOf(1, 3)}};
    const std::vector<Point> planar{{0, 0}, {0, 200}, {400, 0}, {400, 200}};
    // Not in the middle, where a point of both lines would be.
    const std::vector<Point> crossed{{0, 0}, {0, 200}, {400, 270}, {400, -30}};
    QCOMPARE(crossingsOf(drawing, linesOf(drawing, planar)), 0);
    QCOMPARE(crossingsOf(drawing, linesOf(drawing, crossed)), 1);
    // In what dot draws, too: K3,3 has no plane.
    Drawing full;
    for (int i = 0; i < 6; ++i)
        full.nodes.push_back(nodeOf());
    for (std::size_t from = 0; from < 3; ++from) {
        for (std::size_t to = 3; to < 6; ++to)
            full.edges.push_back(hopOf(from, to));
    }
    QVERIFY(crossingsOf(full, linesOfDot(textOf(full), full.edges.size())) > 0);
    QVERIFY(crossingsOf(full, linesOf(full, *layout::tidy(full))) > 0);
}

void TestLayoutJudge::tidyTreesCrossNoMoreThanThoseOfDot()
{
    const auto sum = judged(trees());
    QVERIFY(sum);
    QVERIFY(!isFewEnough(sum->untidy, sum->ofDot));
    QVERIFY(isFewEnough(sum->ours, sum->ofDot));
    sayJudgeRan(judge);
}

void TestLayoutJudge::tidyWebsCrossNoMoreThanThoseOfDot()
{
    const auto sum = judged(webs());
    QVERIFY(sum && sum->ofDot > 0);
    QVERIFY(!isFewEnough(sum->untidy, sum->ofDot));
    QVERIFY(isFewEnough(sum->ours, sum->ofDot));
    sayJudgeRan(judge);
}

QTEST_GUILESS_MAIN(TestLayoutJudge)

#include "tst_layout_judge.moc"
