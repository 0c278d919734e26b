#include "ui/canvas/selection.h"

namespace hopwright::ui {

namespace {

template <typename... Visitors>  // NOLINTNEXTLINE(misc-multiple-inheritance): of lambdas
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

}  // namespace

std::optional<Thing> canvasThingOf(const ThingRef& thing)
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing))
        return *computer;
    if (const auto* resource = std::get_if<model::ResourceId>(&thing))
        return *resource;
    if (const auto* hop = std::get_if<model::HopId>(&thing))
        return *hop;
    return std::nullopt;
}

CanvasSelection selectionOf(const Thing& thing)
{
    CanvasSelection out{.things = {}, .current = thing};
    add(out.things, thing);
    return out;
}

bool contains(const edit::Selection& selection, const Thing& thing)
{
    return std::visit(
        Overloaded{[&](model::ComputerId id) { return selection.computers.contains(id); },
                   [&](model::ResourceId id) { return selection.resources.contains(id); },
                   [&](model::HopId id) {
                       return selection.hops.contains(id);
                   }},
        thing);
}

void add(edit::Selection& selection, const Thing& thing)
{
    std::visit(Overloaded{[&](model::ComputerId id) { selection.computers.insert(id); },
                          [&](model::ResourceId id) { selection.resources.insert(id); },
                          [&](model::HopId id) {
                              selection.hops.insert(id);
                          }},
               thing);
}

void remove(edit::Selection& selection, const Thing& thing)
{
    std::visit(Overloaded{[&](model::ComputerId id) { selection.computers.erase(id); },
                          [&](model::ResourceId id) { selection.resources.erase(id); },
                          [&](model::HopId id) {
                              selection.hops.erase(id);
                          }},
               thing);
}

bool isIn(const model::Graph& graph, const Thing& thing)
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing))
        return graph.computers.contains(*computer);
    if (const auto* resource = std::get_if<model::ResourceId>(&thing))
        return graph.resources.contains(*resource);
    return graph.hops.contains(std::get<model::HopId>(thing));
}

std::optional<Thing> firstOf(const edit::Selection& selection)
{
    if (!selection.computers.empty())
        return *selection.computers.begin();
    if (!selection.resources.empty())
        return *selection.resources.begin();
    if (!selection.hops.empty())
        return *selection.hops.begin();
    return std::nullopt;
}

}  // namespace hopwright::ui
