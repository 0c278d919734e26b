#pragma once

#include "core/edit/edit_nodes.h"
#include "ui/models/thing_id.h"

#include <optional>
#include <variant>

namespace hopwright::ui {

/// One thing of a drawing that can have the focus.
using Thing = std::variant<model::ComputerId, model::ResourceId, model::HopId>;

/// What is selected, and which of it has the focus: the Inspector shows that one.
struct CanvasSelection {
    edit::Selection things = {};
    std::optional<Thing> current = {};

    bool operator==(const CanvasSelection&) const = default;
};

/// What the canvas can select of what panels name; nothing: a domain, a route.
std::optional<Thing> canvasThingOf(const ThingRef& thing);
/// \p thing alone.
CanvasSelection selectionOf(const Thing& thing);
bool isIn(const model::Graph& graph, const Thing& thing);
bool contains(const edit::Selection& selection, const Thing& thing);
/// A machine, else a resource, else a hop: what has the focus when several are selected at once.
std::optional<Thing> firstOf(const edit::Selection& selection);
void add(edit::Selection& selection, const Thing& thing);
void remove(edit::Selection& selection, const Thing& thing);

}  // namespace hopwright::ui
