#include "core/edit/chain.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_document.h"

#include <QTest>

#include <cmath>

using namespace hopwright;

namespace {

model::ComputerId machine(const model::Graph& graph, std::string_view name)
{
    for (const auto& [id, computer] : graph.computers) {
        if (computer.name == name)
            return id;
    }
    return {};
}

/// How much lies between the cards of two machines, from left to right.
double gap(const ui::GraphView& view, model::ComputerId left, model::ComputerId right)
{
    const auto& cards = view.canvasGeometry().cards();
    return cards.at(right).rect.left() - cards.at(left).rect.right();
}

}  // namespace

/// An edit that makes a card larger moves what is behind it.
class TestCardGrowth : public QObject {
    Q_OBJECT

private slots:
    void aLongerNameMovesTheRestOfTheChainInOneStep();
    void moreRowsMoveWhatIsBelow();
    void pinnedMachinesStay();
};

void TestCardGrowth::aLongerNameMovesTheRestOfTheChainInOneStep()
{
    ui::GraphDocument document(*edit::parseChain("Zoll -> Lager -> Kasse"));
    ui::GraphView view;
    view.setDocument(&document);
    const model::Graph before = document.graph();
    const auto first = machine(before, "Zoll");
    const auto second = machine(before, "Lager");
    const auto third = machine(before, "Kasse");
    const double width = view.canvasGeometry().cards().at(first).rect.width();
    document.edit(QStringLiteral("Rename"),
                  *edit::renameComputer(before, first, "ZOLLABFERTIGUNG-SUED-0000000042", ""));
    QVERIFY(view.canvasGeometry().cards().at(first).rect.width() > width);
    QVERIFY(gap(view, first, second) >= edit::minHopLength);
    QVERIFY(gap(view, second, third) >= edit::minHopLength);
    const auto place = [&](model::ComputerId id) {
        return document.graph().computers.at(id).position;
    };
    QCOMPARE(place(second).y, place(first).y);
    QCOMPARE(document.history().count(), 1);
    document.history().undo();
    for (const auto id : {first, second, third})
        QCOMPARE(place(id), before.computers.at(id).position);
}

void TestCardGrowth::moreRowsMoveWhatIsBelow()
{
    model::Graph graph;
    for (const double y : {0, 104})
        graph = edit::addComputer(
                    graph, {.name = y > 0 ? "Unten" : "Oben", .position = {.x = 0, .y = y}}, "")
                    .value();
    ui::GraphDocument document(graph);
    ui::GraphView view;
    view.setDocument(&document);
    document.edit(
        QStringLiteral("Add file share"),
        *edit::addResource(graph, machine(graph, "Oben"), ResourceKind::SmbShare, "Belege", ""));
    const auto& cards = view.canvasGeometry().cards();
    const double below = cards.at(machine(graph, "Unten")).rect.top()
                         - cards.at(machine(graph, "Oben")).rect.bottom();
    QVERIFY(below >= 24 && below < 32);
    QCOMPARE(document.history().count(), 1);
}

void TestCardGrowth::pinnedMachinesStay()
{
    model::Graph graph = *edit::parseChain("Zoll -> Lager");
    graph = *edit::setPinned(graph, {machine(graph, "Lager")}, true);
    ui::GraphDocument document(graph);
    ui::GraphView view;
    view.setDocument(&document);
    document.edit(QStringLiteral("Rename"),
                  *edit::renameComputer(graph, machine(graph, "Zoll"),
                                        "ZOLLABFERTIGUNG-SUED-0000000042", ""));
    const auto pinned = machine(graph, "Lager");
    QCOMPARE(document.graph().computers.at(pinned).position, graph.computers.at(pinned).position);
}

QTEST_MAIN(TestCardGrowth)

#include "tst_card_growth.moc"
