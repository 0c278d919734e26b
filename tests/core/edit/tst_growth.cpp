#include "core/edit/chain.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "core/model/graph_difference.h"
#include "core/model/graph_rules.h"
#include "tests/allocation_count.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <utility>

using namespace hopwright;

namespace {

using Chains = std::vector<std::string>;

/// \p count routes of three hops, each over machines of its own.
Chains apart(int count)
{
    Chains out;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        out.push_back("KLIENT" + number + " -> SPRUNG" + number + ".werk.example -credssp-> ZIEL"
                      + number + " -> \\\\LAGER" + number + "\\Ablage");
    }
    return out;
}

/// \p count routes with one name, through one machine: each asks for the next free number.
Chains alike(int count)
{
    Chains out;
    for (int i = 0; i < count; ++i)
        out.push_back("KLIENT -> SPRUNG" + std::to_string(i) + " -> ZIEL.werk.example");
    return out;
}

/// \p count routes from one machine into shares of one name.
Chains fan(int count)
{
    Chains out;
    for (int i = 0; i < count; ++i)
        out.push_back("KLIENT -credssp-> NABE -> \\\\LAGER" + std::to_string(i) + "\\Ablage");
    return out;
}

/// Chains that share machines, names and mistakes, always the same for one \p seed.
Chains random(unsigned seed)
{
    std::mt19937 numbers(seed);
    const auto below = [&](unsigned bound) {
        return static_cast<unsigned>(numbers() % bound);
    };
    const auto name = [&] {
        std::string out = "r" + std::to_string(below(9));
        if (below(3) == 0)
            out += below(2) == 0 ? ".oben.example" : ".unten.example";
        if (below(12) == 0)
            out += "@10.9.8." + std::to_string(below(3));
        if (below(12) == 0)
            out += ":" + std::to_string(5985 + below(3));
        return out;
    };
    Chains out;
    for (unsigned count = 1 + below(8); count > 0; --count) {
        std::string chain = name();
        for (unsigned hops = 1 + below(4); hops > 0; --hops)
            chain += (below(3) == 0 ? " -credssp-> " : " -> ") + name();
        if (below(3) == 0)
            chain += " -> \\\\r" + std::to_string(below(9)) + "\\Ablage";
        out.push_back(std::move(chain));
    }
    return out;
}

/// Chains of one drawing stand in rows; one that is drawn into a drawing, beside the machines that it has in common with it.
model::Graph withoutPlaces(model::Graph graph)
{
    const auto computers = graph.computers;
    for (const auto& [id, computer] : computers)
        graph.computers[id].position = {};
    return graph;
}

}  // namespace

/// To draw many chains takes work that grows as their number does, and what comes out is what one after the other gives.
class TestGrowth : public QObject {
    Q_OBJECT

private slots:
    void drawingGrowsWithTheChains_data();
    void drawingGrowsWithTheChains();
    void manyAreDrawnAsOneAfterTheOther();
    void theFirstThatIsRefusedIsNamed_data();
    void theFirstThatIsRefusedIsNamed();
    void aRenamedMachineIsFoundByItsNewName();
    void asManyChainsAsRoutesFitIntoTheDrawing();
    void routesOfSessionsGrowWithTheirNumber();
    void aCopyAsksForNoMemory();
    void anEditOfOneThingDoesNotGrowWithTheDrawing_data();
    void anEditOfOneThingDoesNotGrowWithTheDrawing();
};

void TestGrowth::drawingGrowsWithTheChains_data()
{
    using Make = Chains (*)(int);
    QTest::addColumn<Make>("make");
    QTest::newRow("machines of their own") << &apart;
    QTest::newRow("routes of one name") << &alike;
    QTest::newRow("through one machine") << &fan;
}

void TestGrowth::drawingGrowsWithTheChains()
{
    using Make = Chains (*)(int);
    QFETCH(Make, make);
    constexpr int count = 200;
    const auto draws = [&](int number) {
        const Chains chains = make(number);
        return static_cast<double>(allocationsOf([&] { QVERIFY(edit::parseChains(chains)); }));
    };
    const double small = draws(count);
    const double large = draws(2 * count);
    QVERIFY2(large <= linearGrowth * small,
             qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
}

void TestGrowth::manyAreDrawnAsOneAfterTheOther()
{
    int refused = 0;
    constexpr unsigned seeds = 400;
    for (unsigned seed = 0; seed < seeds; ++seed) {
        const Chains chains = random(seed);
        const auto many = edit::parseChains(chains, "2031-05-06T07:08:09Z");
        Result<model::Graph> single;
        for (std::size_t i = 0; i < chains.size() && single; ++i) {
            single = edit::addChain(*std::move(single), chains[i],
                                    {.y = 3 * edit::cardHeight * static_cast<double>(i)},
                                    "2031-05-06T07:08:09Z");
            if (!single && chains.size() > 1) {
                single.error().detail =
                    Sentence::saying("chain %1: %2", i + 1, single.error().detail);
            }
        }
        QCOMPARE(many.has_value(), single.has_value());
        if (many) {
            QVERIFY(withoutPlaces(*many) == withoutPlaces(*single));
            QVERIFY(model::checkGraph(*many));
            continue;
        }
        ++refused;
        QCOMPARE(many.error().code, single.error().code);
        QCOMPARE(many.error().detail, single.error().detail);
        QCOMPARE(many.error().offset, single.error().offset);
    }
    QVERIFY(refused > 20 && refused < static_cast<int>(seeds) - 20);  // Both happen.
}

void TestGrowth::theFirstThatIsRefusedIsNamed_data()
{
    QTest::addColumn<Chains>("chains");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<int>("offset");
    Chains twice = apart(40);
    twice[25] =
        "RING1 -> RING2 -> RING1 -> RING2";  // The hop RING1 -> RING2 twice: no edit, but the check refuses it.
    QTest::newRow("by the check at the end")
        << twice << QStringLiteral("chain 26: a route goes over one hop twice") << 0;
    twice[30] = "A -> ";
    QTest::newRow("by the check before one that cannot be read")
        << twice << QStringLiteral("chain 26: a route goes over one hop twice") << 0;
    Chains long_ = apart(3);
    const std::string name(250, 'n');
    long_[1] = "KURZ -> " + name + ".werk.example";
    QTest::newRow("a name that is too long")
        << long_ << QStringLiteral("chain 2: a name is longer than 255 bytes") << 8 + 255;
    Chains unread = apart(9);
    unread[8] = "A -> B ->";
    QTest::newRow("one that cannot be read")
        << unread << QStringLiteral("chain 9: the name is empty") << 9;
}

void TestGrowth::theFirstThatIsRefusedIsNamed()
{
    QFETCH(Chains, chains);
    QFETCH(QString, detail);
    QFETCH(int, offset);
    const auto drawn = edit::parseChains(chains);
    QVERIFY(!drawn);
    QCOMPARE(QString::fromStdString(drawn.error().detail.english()), detail);
    QCOMPARE(drawn.error().offset, std::optional<std::size_t>(static_cast<std::size_t>(offset)));
}

/// A machine that was typed short at first learns its full name, and is one machine.
void TestGrowth::aRenamedMachineIsFoundByItsNewName()
{
    const Chains chains{"TOR -> HOF", "TOR.burg.example -> HOF",
                        "tor.BURG.example -> HOF.burg.example", "hof -> KELLER"};
    const auto drawn = edit::parseChains(chains);
    QVERIFY(drawn);
    QCOMPARE(drawn->computers.size(), 3U);
    QCOMPARE(drawn->hops.size(), 2U);
    QCOMPARE(drawn->routes.size(), 2U);
}

/// Rows below each other would leave the drawing after 4,629 of them.
void TestGrowth::asManyChainsAsRoutesFitIntoTheDrawing()
{
    constexpr int count = 9'900;
    Chains chains;
    for (int i = 0; i < count; ++i)
        chains.push_back("R" + std::to_string(i) + " -> MITTE");
    const auto drawn = edit::parseChains(chains);
    QVERIFY2(drawn, drawn ? "" : drawn.error().detail.english().c_str());
    QCOMPARE(drawn->routes.size(), static_cast<std::size_t>(count));
    std::set<std::pair<double, double>> places;
    double right = 0;
    for (const auto& [id, computer] : drawn->computers) {
        const bool isNew = places.emplace(computer.position.x, computer.position.y).second;
        QVERIFY2(isNew, computer.name.c_str());
        right = std::max(right, computer.position.x);
    }
    QVERIFY(right > 0 && right < model::maxCoordinate / 10);
    const auto at = [&drawn](const char* name) {
        return model::computerByName(*drawn, name)->position;
    };
    QCOMPARE(at("R999").y, 3 * edit::cardHeight * 999);
    QCOMPARE(at("R1000").y, 0.0);  // The next block, beside MITTE.
    QVERIFY(at("R1000").x > at("MITTE").x + edit::cardWidth);
}

/// Sessions of one name, in no route: each gets a route, and a number behind its name.
void TestGrowth::routesOfSessionsGrowWithTheirNumber()
{
    const auto drawn = [](int count) {
        model::Graph graph = *edit::parseChains(alike(count));
        graph.routes.clear();
        return graph;
    };
    const auto costs = [&](int count) {
        const model::Graph graph = drawn(count);
        return static_cast<double>(allocationsOf([&] { QVERIFY(edit::routeSessions(graph)); }));
    };
    const double small = costs(300);
    const double large = costs(600);
    QVERIFY2(large <= linearGrowth * small,
             qPrintable(QStringLiteral("%1 and %2").arg(small).arg(large)));
    const auto routed = edit::routeSessions(drawn(3));
    QVERIFY(routed);
    std::set<std::string> names;
    for (const auto& [id, route] : routed->routes)
        names.insert(route.name);
    QCOMPARE(names,
             (std::set<std::string>{"KLIENT → ZIEL", "KLIENT → ZIEL (2)", "KLIENT → ZIEL (3)"}));
}

void TestGrowth::aCopyAsksForNoMemory()
{
    const auto graph = edit::parseChains(apart(100));
    QCOMPARE(allocationsOf([&] { QVERIFY(model::Graph(*graph) == *graph); }), 0U);
}

void TestGrowth::anEditOfOneThingDoesNotGrowWithTheDrawing_data()
{
    using Edit = std::function<Result<model::Graph>(const model::Graph&)>;
    QTest::addColumn<Edit>("edits");
    QTest::newRow("a machine moved") << Edit([](const model::Graph& graph) {
        return edit::moveComputersBy(graph, {graph.computers.begin()->first}, {.x = 8});
    });
    QTest::newRow("another method for a hop") << Edit([](const model::Graph& graph) {
        return edit::setMethod(graph, graph.hops.begin()->first, Method::Kerberos);
    });
    QTest::newRow("notes") << Edit([](const model::Graph& graph) {
        return edit::setNotes(graph, graph.computers.begin()->first, "im Keller");
    });
    QTest::newRow("another test for a route") << Edit([](const model::Graph& graph) {
        return edit::setProbe(graph, graph.routes.begin()->first,
                              {.kind = model::ProbeKind::ListShare});
    });
}

/// Neither the edit, with its check, nor to tell what it changed.
void TestGrowth::anEditOfOneThingDoesNotGrowWithTheDrawing()
{
    using Edit = std::function<Result<model::Graph>(const model::Graph&)>;
    QFETCH(Edit, edits);
    const auto asksFor = [&](int chains) {
        const auto graph = edit::parseChains(apart(chains));
        return allocationsOf([&] {
            const auto edited = edits(*graph);
            QVERIFY(edited);
            QVERIFY(!model::differenceOf(*graph, *edited).isEmpty());
        });
    };
    const std::size_t small = asksFor(100);
    QVERIFY2(small < 60, qPrintable(QString::number(small)));
    QCOMPARE(asksFor(1000), small);
}

QTEST_APPLESS_MAIN(TestGrowth)
#include "tst_growth.moc"
