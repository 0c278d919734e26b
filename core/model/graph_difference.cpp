#include "core/model/graph_difference.h"

#include <utility>

namespace hopwright::model {

namespace {

template <typename Thing>
std::optional<Thing> valueOf(const Thing* thing)
{
    return thing == nullptr ? std::nullopt : std::optional(*thing);
}

template <typename Id, typename Thing>
std::map<Id, Changed<Thing>> changesOf(const SharedTable<Id, Thing>& before,
                                       const SharedTable<Id, Thing>& after)
{
    std::map<Id, Changed<Thing>> out;
    forEachDifference(before, after, [&out](Id id, const Thing* old, const Thing* now) {
        out.emplace_hint(out.end(), id,
                         Changed<Thing>{.before = valueOf(old), .after = valueOf(now)});
    });
    return out;
}

template <typename Thing>
std::optional<Changed<Thing>> changeOf(const Thing& before, const Thing& after)
{
    if (before == after)
        return std::nullopt;
    return Changed<Thing>{.before = before, .after = after};
}

enum class Side { Before, After };

template <typename Thing>
const std::optional<Thing>& sideOf(const Changed<Thing>& change, Side side)
{
    return side == Side::Before ? change.before : change.after;
}

/// Takes \p side of each change into \p things.
template <typename Id, typename Thing>
void take(SharedTable<Id, Thing>& things, const std::map<Id, Changed<Thing>>& changes, Side side)
{
    for (const auto& [id, change] : changes) {
        if (const std::optional<Thing>& thing = sideOf(change, side)) {
            things[id] = *thing;
        } else {
            things.erase(id);
        }
    }
}

template <typename Thing>
void take(Thing& value, const std::optional<Changed<Thing>>& change, Side side)
{
    if (change)
        value = *sideOf(*change, side);
}

/// For each part of a drawing, \p work of that part of \p a and of \p b.
template <typename A, typename B, typename Work>
void forEachPart(A& a, B& b, Work work)
{
    work(a.domains, b.domains);
    work(a.computers, b.computers);
    work(a.resources, b.resources);
    work(a.accounts, b.accounts);
    work(a.hops, b.hops);
    work(a.routes, b.routes);
    work(a.groups, b.groups);
    work(a.seen, b.seen);
    work(a.nextId, b.nextId);
    work(a.unknown, b.unknown);
}

template <typename Id, typename Thing>
void join(std::map<Id, Changed<Thing>>& first, const std::map<Id, Changed<Thing>>& later)
{
    for (const auto& [id, change] : later) {
        const auto [at, isNew] = first.try_emplace(id, change);
        if (isNew)
            continue;
        at->second.after = change.after;
        if (at->second.before == at->second.after)
            first.erase(at);
    }
}

template <typename Thing>
void join(std::optional<Changed<Thing>>& first, const std::optional<Changed<Thing>>& later)
{
    if (!first) {
        first = later;
    } else if (later) {
        first->after = later->after;
        if (first->before == first->after)
            first.reset();
    }
}

/// Leaves out the things that are the same once \p takeOver has made them alike in what does not count.
template <typename Id, typename Thing, typename TakeOver>
void leaveOut(std::map<Id, Changed<Thing>>& changes, TakeOver takeOver)
{
    std::erase_if(changes, [&](const auto& item) {
        const auto& [before, after] = item.second;
        if (!before || !after)
            return false;
        Thing alike = *after;
        takeOver(alike, *before);
        return alike == *before;
    });
}

void takeRemarks(Upkeep& after, const Upkeep& before)
{
    after.owner = before.owner;
    after.ticket = before.ticket;
}

}  // namespace

GraphDifference differenceOf(const Graph& before, const Graph& after)
{
    return {.domains = changesOf(before.domains, after.domains),
            .computers = changesOf(before.computers, after.computers),
            .resources = changesOf(before.resources, after.resources),
            .accounts = changesOf(before.accounts, after.accounts),
            .hops = changesOf(before.hops, after.hops),
            .routes = changesOf(before.routes, after.routes),
            .groups = changesOf(before.groups, after.groups),
            .seen = changesOf(before.seen, after.seen),
            .nextId = changeOf(before.nextId, after.nextId),
            .unknown = changeOf(before.unknown, after.unknown)};
}

GraphDifference withoutLooks(GraphDifference difference)
{
    difference.nextId.reset();
    leaveOut(difference.computers, [](Computer& after, const Computer& before) {
        after.position = before.position;
        after.isPinned = before.isPinned;
        after.notes = before.notes;
        takeRemarks(after.upkeep, before.upkeep);
    });
    leaveOut(difference.hops,
             [](Hop& after, const Hop& before) { takeRemarks(after.upkeep, before.upkeep); });
    leaveOut(difference.groups, [](Group& after, const Group& before) {
        after.isCollapsed = before.isCollapsed;
        after.defaults = before.defaults;
    });
    return difference;
}

GraphDifference withoutUntested(GraphDifference difference)
{
    difference = withoutLooks(std::move(difference));
    leaveOut(difference.computers, [](Computer& after, const Computer& before) {
        after.position = before.position;
        after.isPinned = before.isPinned;
        after.notes = before.notes;
        after.upkeep = before.upkeep;
    });
    leaveOut(difference.hops, [](Hop& after, const Hop& before) { after.upkeep = before.upkeep; });
    difference.groups.clear();
    return difference;
}

void goForward(Graph& graph, const GraphDifference& difference)
{
    forEachPart(graph, difference,
                [](auto& things, const auto& changes) { take(things, changes, Side::After); });
}

void goBack(Graph& graph, const GraphDifference& difference)
{
    forEachPart(graph, difference,
                [](auto& things, const auto& changes) { take(things, changes, Side::Before); });
}

GraphDifference joined(GraphDifference first, const GraphDifference& later)
{
    forEachPart(first, later, [](auto& a, const auto& b) { join(a, b); });
    return first;
}

}  // namespace hopwright::model
