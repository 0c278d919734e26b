#include "ui/models/thing_id.h"

#include <cstdint>
#include <type_traits>

namespace hopwright::ui {

namespace {

template <typename Id>
QString named(const char* kind, Id id)
{
    return QLatin1String(kind) + QLatin1Char('-') + QString::number(static_cast<std::uint32_t>(id));
}

struct Namer {
    QString operator()(std::monostate) const { return {}; }
    QString operator()(model::DomainId id) const { return named("domain", id); }
    QString operator()(model::ComputerId id) const { return named("computer", id); }
    QString operator()(model::ResourceId id) const { return named("resource", id); }
    QString operator()(model::HopId id) const { return named("hop", id); }
    QString operator()(model::RouteId id) const { return named("route", id); }
    QString operator()(model::GroupId id) const { return named("group", id); }
};

}  // namespace

QString thingIdOf(const ThingRef& thing)
{
    return std::visit(Namer{}, thing);
}

ThingRef thingFromId(const QString& id)
{
    const qsizetype dash = id.indexOf(QLatin1Char('-'));
    if (dash < 0) {
        return {};
    }
    bool isNumber = false;
    const std::uint32_t number = id.mid(dash + 1).toUInt(&isNumber);
    if (!isNumber || number == 0) {
        return {};
    }
    for (const ThingRef& thing :
         {ThingRef(model::DomainId{number}), ThingRef(model::ComputerId{number}),
          ThingRef(model::ResourceId{number}), ThingRef(model::HopId{number}),
          ThingRef(model::RouteId{number}), ThingRef(model::GroupId{number})}) {
        if (thingIdOf(thing) == id) {
            return thing;
        }
    }
    return {};
}

}  // namespace hopwright::ui
