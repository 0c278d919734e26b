#include "core/model/graph_rules.h"

#include <QTest>

#include <array>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace hopwright;
using namespace hopwright::model;

namespace {

/// Changes to a small drawing, right ones and wrong ones, always the same for one seed.
class Dice {
public:
    explicit Dice(unsigned seed) : m_numbers(seed) {}

    std::uint32_t below(std::uint32_t most)
    {
        return static_cast<std::uint32_t>(m_numbers() % most);
    }
    bool once(std::uint32_t times) { return below(times) == 0; }
    /// So few that some are taken, in both spellings.
    std::string name() { return (once(2) ? "M" : "m") + std::to_string(below(14)); }
    std::uint32_t id() { return 1 + below(60); }

    /// The key of a thing that is there, now and then of one that is not.
    template <typename Id, typename Thing>
    Id oneOf(const SharedTable<Id, Thing>& things)
    {
        if (things.empty() || once(20))
            return Id{id()};
        return std::next(things.begin(), below(static_cast<std::uint32_t>(things.size())))->first;
    }

    /// An id for something new: the next free one, seldom any other.
    std::uint32_t newId(Graph& graph) { return once(8) ? id() : graph.nextId++; }

private:
    std::mt19937 m_numbers;
};

using Change = std::function<void(Graph&, Dice&)>;

/// Only where there is one: else nothing is changed.
template <typename Id, typename Thing, typename Work>
void changeOne(SharedTable<Id, Thing>& things, Dice& dice, Work work)
{
    const Id id = dice.oneOf(things);
    if (things.contains(id))
        work(things[id]);
}

const std::vector<Change>& changes()
{
    static const std::vector<Change> all{
        [](Graph& g, Dice& dice) {
            const ComputerId id{dice.newId(g)};
            g.computers[id] = {.id = id, .name = dice.name()};
        },
        [](Graph& g, Dice& dice) {
            const ResourceId id{dice.newId(g)};
            g.resources[id] = {.id = id, .computer = dice.oneOf(g.computers), .name = dice.name()};
        },
        [](Graph& g, Dice& dice) {
            const DomainId id{dice.newId(g)};
            g.domains[id] = {.id = id, .dnsName = dice.name(), .shortName = dice.name()};
            if (dice.once(2))
                g.domains[id] = {.id = id, .shortName = dice.name(), .workgroup = true};
        },
        [](Graph& g, Dice& dice) {
            const AccountId id{dice.newId(g)};
            g.accounts[id] = {.id = id, .user = dice.name()};
        },
        [](Graph& g, Dice& dice) {
            const HopId id{dice.newId(g)};
            Hop hop{.id = id,
                    .from = dice.oneOf(g.computers),
                    .to = {.computer = dice.oneOf(g.computers)},
                    .typedTarget = dice.name()};
            if (dice.once(2)) {
                hop.to.resource = dice.oneOf(g.resources);
                if (g.resources.contains(*hop.to.resource))
                    hop.to.computer = g.resources.at(*hop.to.resource).computer;
            }
            g.hops[id] = hop;
        },
        [](Graph& g, Dice& dice) {
            const RouteId id{dice.newId(g)};
            g.routes[id] = {.id = id, .name = dice.name(), .hops = {dice.oneOf(g.hops)}};
            for (int i = 0; i < 2; ++i) {
                const HopId last = g.routes[id].hops.back();
                for (const auto& [next, hop] : g.hops) {
                    if (g.hops.contains(last) && hop.from == g.hops.at(last).to.computer
                        && dice.once(2)) {
                        g.routes[id].hops.push_back(next);
                        break;
                    }
                }
            }
        },
        [](Graph& g, Dice& dice) { g.seen[dice.oneOf(g.computers)] = {.credSspClient = true}; },
        [](Graph& g, Dice& dice) {
            const GroupId id{dice.newId(g)};
            g.groups[id] = {.id = id,
                            .name = dice.name(),
                            .kind = dice.once(2) ? GroupKind::Tier : GroupKind::Other,
                            .members = {dice.oneOf(g.computers), dice.oneOf(g.computers)}};
            if (dice.once(3))
                g.groups[id].defaults.domain = dice.oneOf(g.domains);
        },
        [](Graph& g, Dice& dice) { g.groups.erase(dice.oneOf(g.groups)); },
        [](Graph& g, Dice& dice) {
            changeOne(g.groups, dice,
                      [&](Group& each) { each.members.insert(dice.oneOf(g.computers)); });
        },
        [](Graph& g, Dice& dice) { g.computers.erase(dice.oneOf(g.computers)); },
        [](Graph& g, Dice& dice) { g.resources.erase(dice.oneOf(g.resources)); },
        [](Graph& g, Dice& dice) { g.domains.erase(dice.oneOf(g.domains)); },
        [](Graph& g, Dice& dice) { g.accounts.erase(dice.oneOf(g.accounts)); },
        [](Graph& g, Dice& dice) { g.hops.erase(dice.oneOf(g.hops)); },
        [](Graph& g, Dice& dice) { g.routes.erase(dice.oneOf(g.routes)); },
        [](Graph& g, Dice& dice) {
            changeOne(g.computers, dice, [&](Computer& each) { each.name = dice.name(); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.computers, dice, [&](Computer& each) { each.dnsName = dice.name(); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.computers, dice,
                      [&](Computer& each) { each.domain = dice.oneOf(g.domains); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.computers, dice,
                      [&](Computer& each) { each.position.x = dice.once(9) ? 2e6 : 8; });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.domains, dice, [&](Domain& each) {
                (each.workgroup ? each.shortName : each.dnsName) = dice.name();
            });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.resources, dice, [&](Resource& each) { each.name = dice.name(); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.resources, dice,
                      [&](Resource& each) { each.computer = dice.oneOf(g.computers); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.accounts, dice, [&](Account& each) { each.user = dice.name(); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.hops, dice, [&](Hop& each) {
                each.credential = {.isExplicit = true, .account = dice.oneOf(g.accounts)};
            });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.hops, dice, [&](Hop& each) { each.from = dice.oneOf(g.computers); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.hops, dice, [&](Hop& each) { each.to = {dice.oneOf(g.computers)}; });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.hops, dice, [&](Hop& each) { each.minCredSspVersion = 1 + dice.below(6); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.routes, dice, [&](Route& each) { each.name = dice.name(); });
        },
        [](Graph& g, Dice& dice) {
            changeOne(g.routes, dice, [](Route& each) {
                if (!each.hops.empty())
                    each.hops.pop_back();
            });
        },
        [](Graph& g, Dice& dice) { g.nextId -= dice.once(4) ? 1 : 0; },
        [](Graph& g, Dice& dice) {
            g.computers[dice.oneOf(g.computers)].id = ComputerId{dice.id()};
        },
    };
    return all;
}

}  // namespace

/// Whoever checks what changed comes to what whoever checks the whole comes to.
class TestChangeCheck : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatTheWholeTells_data();
    void tellsWhatTheWholeTells();
    void aMoveIsCheckedAlone();
};

void TestChangeCheck::tellsWhatTheWholeTells_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void TestChangeCheck::tellsWhatTheWholeTells()
{
    QFETCH(unsigned, seed);
    Dice dice(seed);
    Graph graph;
    std::array<int, 2> count{};
    for (int i = 0; i < 5'000; ++i) {
        Graph next = graph;
        for (std::uint32_t steps = 1 + dice.below(3); steps > 0; --steps)
            changes().at(dice.below(static_cast<std::uint32_t>(changes().size())))(next, dice);
        const auto whole = checkGraph(next);
        const auto changed = checkChange(graph, next);
        ++count.at(whole.has_value() ? 1 : 0);
        QVERIFY2(whole.has_value() == changed.has_value(),
                 whole ? "refused" : whole.error().detail.english().c_str());
        if (whole) {
            graph = std::move(next);
        } else {
            QCOMPARE(changed.error().detail, whole.error().detail);
            QCOMPARE(changed.error().code, whole.error().code);
        }
        if (graph.nextId > 50 && dice.once(300))
            graph = {};
    }
    QVERIFY(count[0] > 500 && count[1] > 500);
}

/// What nobody changed is not looked at: here it is wrong, and stays so.
void TestChangeCheck::aMoveIsCheckedAlone()
{
    Graph graph;
    for (std::uint32_t id = 1; id <= 3; ++id)
        graph.computers[ComputerId{id}] = {.id = ComputerId{id}, .name = "M"};
    graph.nextId = 4;
    QVERIFY(!checkGraph(graph));
    Graph next = graph;
    next.computers[ComputerId{2}].position.x = 8;
    QVERIFY(checkChange(graph, next));
    next.computers[ComputerId{2}].position.x = 2e6;
    QVERIFY(!checkChange(graph, next));
}

QTEST_APPLESS_MAIN(TestChangeCheck)
#include "tst_change_check.moc"
