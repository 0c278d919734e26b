#include "ui/canvas/shown_drawing.h"

#include "core/edit/edit_nodes.h"
#include "ui/text/words.h"

#include <algorithm>
#include <set>
#include <utility>

namespace hopwright::ui {

namespace {

bool hasCollapsed(const model::Graph& graph)
{
    return std::ranges::any_of(graph.groups,
                               [](const auto& item) { return item.second.isCollapsed; });
}

/// The domain of all \p members; nothing: they differ.
std::optional<model::DomainId> domainOf(const model::Graph& graph,
                                        const std::set<model::ComputerId>& members)
{
    const auto first = graph.computers.at(*members.begin()).domain;
    const bool isOne = std::ranges::all_of(
        members, [&](model::ComputerId each) { return graph.computers.at(each).domain == first; });
    return isOne ? first : std::nullopt;
}

/// What went wrong, or will, on hops of one group, each counted once.
class HopCounts {
public:
    void add(model::HopId id, const HopMarks& marks)
    {
        m_all.insert(id);
        if (marks.seal.tested == Mark::Denied || marks.seal.tested == Mark::Failed)
            m_bad.insert(id);
        if (marks.predictedDenied)
            m_predicted.insert(id);
    }

    QString text() const
    {
        const auto count = [](const std::set<model::HopId>& of) {
            return static_cast<int>(of.size());
        };
        if (!m_bad.empty())
            return Text::tr("%n hops denied or failed", nullptr, count(m_bad));
        if (!m_predicted.empty())
            return Text::tr("%n hops will be denied", nullptr, count(m_predicted));
        return Text::tr("%n hops", nullptr, count(m_all));
    }

private:
    std::set<model::HopId> m_bad = {};
    std::set<model::HopId> m_predicted = {};
    std::set<model::HopId> m_all = {};
};

MachineLook lookOf(const model::Group& group, const CanvasLooks& looks)
{
    MachineLook out{.name = fromUtf8(group.name), .isGroup = true};
    out.second = Text::tr("%n machines", nullptr, static_cast<int>(group.members.size()));
    for (const model::ComputerId each : group.members) {
        const MachineLook& machine = looks.machines.at(each);
        out.notApplied = out.notApplied || machine.notApplied;
        if (!machine.password.isEmpty())
            out.password = Text::tr("Holds passwords");
        out.passwordIsSeen = out.passwordIsSeen || machine.passwordIsSeen;
    }
    return out;
}

}  // namespace

ShownDrawing::ShownDrawing(const model::Graph& graph, const HopLooks* looks) : m_graph(graph)
{
    if (!hasCollapsed(graph))
        return;
    standFor(graph);
    lead(graph, looks);
}

/// A machine of two collapsed groups is in the card of the first.
void ShownDrawing::standFor(const model::Graph& graph)
{
    for (const auto& [id, group] : graph.groups) {
        if (!group.isCollapsed)
            continue;
        std::set<model::ComputerId> members = group.members;
        std::erase_if(members,
                      [this](model::ComputerId each) { return m_machines.contains(each); });
        if (members.empty())
            continue;
        const model::ComputerId card = *members.begin();
        m_cards.emplace(card, id);
        m_graph.computers[card].domain = domainOf(graph, members);
        for (const model::ComputerId each : members) {
            m_machines.emplace(each, card);
            if (each != card)
                m_graph.computers.erase(each);
        }
    }
    for (const auto& [id, resource] : graph.resources) {
        if (const auto card = m_machines.find(resource.computer); card != m_machines.end()) {
            m_resources.emplace(id, card->second);
            m_graph.resources.erase(id);
        }
    }
}

model::ComputerId ShownDrawing::cardOf(model::ComputerId id) const
{
    const auto found = m_machines.find(id);
    return found == m_machines.end() ? id : found->second;
}

void ShownDrawing::lead(const model::Graph& graph, const HopLooks* looks)
{
    Crossing crossing;
    for (const auto& [id, hop] : graph.hops) {
        const bool isAt = m_machines.contains(hop.from) || m_machines.contains(hop.to.computer);
        if (!isAt)
            continue;
        const model::ComputerId from = cardOf(hop.from);
        const model::ComputerId to = cardOf(hop.to.computer);
        if (from == to) {
            hide(id, from);
            continue;
        }
        model::Hop& led = m_graph.hops[id];
        led.from = from;
        led.to.computer = to;
        if (isCard(to))
            led.to.resource.reset();
        crossing[{from, to, led.to.resource.value_or(model::ResourceId{})}].push_back(id);
    }
    for (const auto& [ends, hops] : crossing)
        join(hops, looks);
}

/// One of \p hops, which lead from and to the same, stands for all.
void ShownDrawing::join(const std::vector<model::HopId>& hops, const HopLooks* looks)
{
    const auto loud = std::ranges::find_if(
        hops, [looks](model::HopId id) { return looks != nullptr && looks->marksOf(id).isLoud(); });
    const model::HopId stands = loud == hops.end() ? hops.front() : *loud;
    for (const model::HopId id : hops) {
        if (id != stands)
            hide(id, stands);
    }
}

void ShownDrawing::hide(model::HopId id, const Thing& standIn)
{
    m_hops.emplace(id, standIn);
    m_hidden.push_back(id);
    m_graph.hops.erase(id);
}

Thing ShownDrawing::standIn(const Thing& thing) const
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing))
        return cardOf(*computer);
    if (const auto* resource = std::get_if<model::ResourceId>(&thing)) {
        const auto found = m_resources.find(*resource);
        return found == m_resources.end() ? thing : Thing(found->second);
    }
    const auto found = m_hops.find(std::get<model::HopId>(thing));
    return found == m_hops.end() ? thing : found->second;
}

CanvasSelection ShownDrawing::whole(CanvasSelection selection) const
{
    if (m_cards.empty())
        return selection;
    std::set<model::ComputerId> cards;
    for (const model::ComputerId id : selection.things.computers) {
        if (m_machines.contains(id))
            cards.insert(cardOf(id));
    }
    for (const auto& [id, card] : m_machines) {
        if (cards.contains(card))
            selection.things.computers.insert(id);
    }
    for (const auto& [id, stands] : m_hops) {
        const auto* hop = std::get_if<model::HopId>(&stands);
        if (hop != nullptr && selection.things.hops.contains(*hop))
            selection.things.hops.insert(id);
    }
    if (selection.current)
        selection.current = standIn(*selection.current);
    if (selection.current && !contains(selection.things, *selection.current))
        selection.current = firstOf(selection.things);
    return selection;
}

void addGroupLooks(const model::Graph& graph, const ShownDrawing& shown, CanvasLooks& looks)
{
    if (shown.cards().empty())
        return;
    std::map<model::ComputerId, HopCounts> counts;
    for (const auto& [id, hop] : graph.hops) {
        const HopMarks& marks = looks.hops.marksOf(id);
        for (const Thing& each : {shown.standIn(hop.from), shown.standIn(hop.to.computer)}) {
            const auto card = std::get<model::ComputerId>(each);
            if (shown.isCard(card))
                counts[card].add(id, marks);
        }
    }
    for (const auto& [card, id] : shown.cards()) {
        MachineLook look = lookOf(graph.groups.at(id), looks);
        look.noRole = counts[card].text();
        looks.machines[card] = std::move(look);
    }
}

model::Graph withFollowers(const model::Graph& before, model::Graph next)
{
    if (!hasCollapsed(next))
        return next;
    const ShownDrawing shown(next, nullptr);
    std::map<model::ComputerId, model::Position> moved;
    for (const auto& [card, group] : shown.cards()) {
        const auto old = before.computers.find(card);
        if (old == before.computers.end())
            continue;
        const model::Position& was = old->second.position;
        const model::Position& is = next.computers.at(card).position;
        if (was == is)
            continue;
        for (const model::ComputerId each : next.groups.at(group).members) {
            const auto known = before.computers.find(each);
            const model::Position& at = next.computers.at(each).position;
            const bool isHidden = shown.standIn(each) == Thing(card) && each != card;
            if (isHidden && known != before.computers.end() && known->second.position == at)
                moved[each] = {.x = at.x + is.x - was.x, .y = at.y + is.y - was.y};
        }
    }
    if (moved.empty())
        return next;
    auto out = edit::moveComputers(next, moved);
    return out ? *std::move(out) : next;
}

}  // namespace hopwright::ui
