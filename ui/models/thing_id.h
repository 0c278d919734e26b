#pragma once

#include "core/model/ids.h"

#include <QString>

#include <variant>

namespace hopwright::ui {

/// One thing of a drawing, whatever its kind; nothing when an id names none.
using ThingRef = std::variant<std::monostate, model::DomainId, model::ComputerId, model::ResourceId,
                              model::HopId, model::RouteId, model::GroupId>;

/// `computer-3`, `resource-5`, `hop-7`, `domain-1`, `route-9`, `group-4`: how panels name things. Empty for nothing.
QString thingIdOf(const ThingRef& thing);
/// The same back; nothing for any other text.
ThingRef thingFromId(const QString& id);

}  // namespace hopwright::ui
