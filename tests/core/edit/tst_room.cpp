#include "core/edit/edit_nodes.h"
#include "core/edit/room.h"

#include <QTest>

#include <vector>

using namespace hopwright;
using namespace hopwright::edit;
using model::ComputerId;
using model::Position;

namespace {

constexpr CardSize usual{.width = 192, .height = 72};

/// Two rows of three: 1 2 3, and below them 4 5 6.
model::Graph twoRows()
{
    model::Graph graph;
    for (const double y : {0, 104}) {
        for (const double x : {0, 320, 640}) {
            graph = addComputer(graph,
                                {.name = "Rechner" + std::to_string(graph.computers.size()),
                                 .position = {.x = x, .y = y}},
                                "")
                        .value();
        }
    }
    return graph;
}

std::map<ComputerId, CardChange> grown(std::uint32_t machine, CardSize after)
{
    std::map<ComputerId, CardChange> out;
    for (std::uint32_t id = 1; id <= 6; ++id)
        out[ComputerId{id}] = {.before = usual, .after = id == machine ? after : usual};
    return out;
}

Position placeOf(const model::Graph& graph, std::uint32_t machine)
{
    return graph.computers.at(ComputerId{machine}).position;
}

}  // namespace

class TestRoom : public QObject {
    Q_OBJECT

private slots:
    void aWiderCardMovesTheColumnsBehindIt();
    void aHigherCardMovesTheRowsBelowIt();
    void whatIsFarEnoughStays();
    void pinnedMachinesStay();
    void aSmallerCardMovesNothing();
};

/// 192 + 128 is where the second column stands; 40 more is as much too near.
void TestRoom::aWiderCardMovesTheColumnsBehindIt()
{
    const model::Graph graph = makeRoom(twoRows(), grown(1, {.width = 232, .height = 72}));
    QCOMPARE(placeOf(graph, 1), (Position{.x = 0, .y = 0}));
    QCOMPARE(placeOf(graph, 4), (Position{.x = 0, .y = 104}));
    for (const std::uint32_t machine : {2U, 5U})
        QCOMPARE(placeOf(graph, machine).x, 360.0);
    for (const std::uint32_t machine : {3U, 6U})
        QCOMPARE(placeOf(graph, machine).x, 680.0);
}

/// Between the rows are 32; 24 of them are to be left, in steps of 8.
void TestRoom::aHigherCardMovesTheRowsBelowIt()
{
    const model::Graph graph = makeRoom(twoRows(), grown(2, {.width = 192, .height = 100}));
    for (const std::uint32_t machine : {1U, 2U, 3U})
        QCOMPARE(placeOf(graph, machine).y, 0.0);
    for (const std::uint32_t machine : {4U, 5U, 6U})
        QCOMPARE(placeOf(graph, machine).y, 128.0);
}

void TestRoom::whatIsFarEnoughStays()
{
    model::Graph graph = twoRows();
    for (std::uint32_t machine = 1; machine <= 6; ++machine) {
        Position& place = graph.computers[ComputerId{machine}].position;
        place = {.x = 2 * place.x, .y = 2 * place.y};
    }
    const model::Graph before = graph;
    graph = makeRoom(graph, grown(1, {.width = 272, .height = 128}));
    for (const auto& [id, computer] : graph.computers)
        QCOMPARE(computer.position, before.computers.at(id).position);
}

void TestRoom::pinnedMachinesStay()
{
    model::Graph graph = twoRows();
    graph.computers[ComputerId{5}].isPinned = true;
    graph = makeRoom(graph, grown(1, {.width = 232, .height = 72}));
    QCOMPARE(placeOf(graph, 5).x, 320.0);
    QCOMPARE(placeOf(graph, 2).x, 360.0);
}

void TestRoom::aSmallerCardMovesNothing()
{
    const model::Graph before = twoRows();
    std::map<ComputerId, CardChange> cards = grown(1, usual);
    cards.at(ComputerId{1}).before = {.width = 272, .height = 128};
    const model::Graph graph = makeRoom(before, cards);
    for (const auto& [id, computer] : graph.computers)
        QCOMPARE(computer.position, before.computers.at(id).position);
}

QTEST_APPLESS_MAIN(TestRoom)

#include "tst_room.moc"
