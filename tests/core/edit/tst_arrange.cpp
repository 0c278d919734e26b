#include "core/edit/arrange.h"
#include "core/edit/edit_nodes.h"

#include <QTest>

#include <vector>

using namespace hopwright;
using namespace hopwright::edit;
using model::Position;

namespace {

/// Three machines of different sizes; the ids are 1, 2 and 3.
const std::vector<Position> places{{.x = 10, .y = 300}, {.x = 500, .y = 20}, {.x = 260, .y = 100}};
const std::map<model::ComputerId, CardSize> cards{
    {model::ComputerId{1}, {.width = 192, .height = 72}},
    {model::ComputerId{2}, {.width = 272, .height = 128}},
    {model::ComputerId{3}, {.width = 200, .height = 100}}};

model::Graph three()
{
    model::Graph graph;
    for (const Position& place : places) {
        graph = addComputer(
                    graph,
                    {.name = "M" + std::to_string(graph.computers.size()), .position = place}, "")
                    .value();
    }
    return graph;
}

}  // namespace

class TestArrange : public QObject {
    Q_OBJECT

private slots:
    void machinesAreLinedUp_data();
    void machinesAreLinedUp();
    void gapsBecomeEqual();
    void whatDoesNotFitOverlapsEqually();
    void tooFewAreRefused();
};

void TestArrange::machinesAreLinedUp_data()
{
    QTest::addColumn<Arrange>("how");
    QTest::addColumn<std::vector<double>>("wanted");
    // Across, all take 10 to 772; down, 20 to 372.
    QTest::newRow("left") << Arrange::Left << std::vector<double>{10, 10, 10};
    QTest::newRow("centre") << Arrange::Centre << std::vector<double>{295, 255, 291};
    QTest::newRow("right") << Arrange::Right << std::vector<double>{580, 500, 572};
    QTest::newRow("top") << Arrange::Top << std::vector<double>{20, 20, 20};
    QTest::newRow("middle") << Arrange::Middle << std::vector<double>{160, 132, 146};
    QTest::newRow("bottom") << Arrange::Bottom << std::vector<double>{300, 244, 272};
}

void TestArrange::machinesAreLinedUp()
{
    QFETCH(Arrange, how);
    QFETCH(std::vector<double>, wanted);
    const model::Graph after = arrange(three(), cards, how).value();
    const bool isAcross = how < Arrange::Top;
    std::size_t i = 0;
    for (const auto& [id, computer] : after.computers) {
        QCOMPARE(isAcross ? computer.position.x : computer.position.y, wanted[i]);
        QCOMPARE(isAcross ? computer.position.y : computer.position.x,
                 isAcross ? places[i].y : places[i].x);
        ++i;
    }
}

void TestArrange::gapsBecomeEqual()
{
    const model::Graph across = arrange(three(), cards, Arrange::Across).value();
    // 202 to 500 is free but for 200: twice 49.
    QVERIFY(across.computers.at(model::ComputerId{1}).position == places[0]);
    QVERIFY(across.computers.at(model::ComputerId{2}).position == places[1]);
    QVERIFY(across.computers.at(model::ComputerId{3}).position == (Position{.x = 251, .y = 100}));
    const model::Graph down = arrange(three(), cards, Arrange::Down).value();
    // 148 to 300 is free but for 100: twice 26.
    QVERIFY(down.computers.at(model::ComputerId{3}).position == (Position{.x = 260, .y = 174}));
    QVERIFY(down.computers.at(model::ComputerId{1}).position == places[0]);
    QVERIFY(down.computers.at(model::ComputerId{2}).position == places[1]);
}

void TestArrange::whatDoesNotFitOverlapsEqually()
{
    model::Graph graph = three();
    graph = moveComputers(graph, {{model::ComputerId{2}, {.x = 250, .y = 20}},
                                  {model::ComputerId{3}, {.x = 100, .y = 20}}})
                .value();
    // 202 to 250 for 200: each gap is -76.
    const model::Graph after = arrange(graph, cards, Arrange::Across).value();
    QCOMPARE(after.computers.at(model::ComputerId{3}).position.x, 126.0);
}

void TestArrange::tooFewAreRefused()
{
    const auto isRefused = [](const Result<model::Graph>& result, ErrorCode code) {
        return !result && result.error().code == code;
    };
    auto some = cards;
    some.erase(model::ComputerId{3});
    QVERIFY(arrange(three(), some, Arrange::Left));
    QVERIFY(isRefused(arrange(three(), some, Arrange::Down), ErrorCode::NotAllowed));
    some.erase(model::ComputerId{2});
    QVERIFY(isRefused(arrange(three(), some, Arrange::Left), ErrorCode::NotAllowed));
    some[model::ComputerId{99}] = {};
    QVERIFY(isRefused(arrange(three(), some, Arrange::Left), ErrorCode::UnknownNode));
}

QTEST_APPLESS_MAIN(TestArrange)

#include "tst_arrange.moc"
