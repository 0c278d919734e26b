#include "app/cli/import_json.h"

#include "app/cli/fact_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace hopwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json machineJson(const import::Imported& imported, const import::Imported::Machine& machine)
{
    Json changed = Json::array();
    for (const auto& each : machine.merged.changed) {
        changed.push_back(
            {{"kind", wordOf(each.kind)}, {"before", each.before}, {"now", each.now}});
    }
    Json contradictions = Json::array();
    for (const auto* list : {&machine.contradictions, &machine.merged.undecided}) {
        for (const import::Contradiction& each : *list) {
            Json one = {{"first", factJson(each.first)}, {"other", factJson(each.other)}};
            if (std::ranges::find(contradictions, one) == contradictions.end())
                contradictions.push_back(std::move(one));
        }
    }
    return {{"name", imported.graph.computers.at(machine.computer).name},
            {"facts", factsJson(machine.merged.taken)},
            {"further", factsJson(machine.merged.further)},
            {"changed", std::move(changed)},
            {"contradictions", std::move(contradictions)}};
}

}  // namespace

std::string importJson(const import::Imported& imported, std::span<const ImportedText> texts,
                       std::span<const import::Reading> readings)
{
    Json files = Json::array();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        Json parts = Json::array();
        for (const import::Part& each : readings[i].parts) {
            parts.push_back({{"reader", wordOf(each.reader)},
                             {"offset", each.place.offset},
                             {"length", each.place.length}});
        }
        files.push_back({{"file", texts[i].file},
                         {"encoding", texts[i].encoding},
                         {"machine", readings[i].machine},
                         {"facts", readings[i].facts.size()},
                         {"parts", std::move(parts)}});
    }
    Json machines = Json::array();
    for (const import::Imported::Machine& each : imported.machines)
        machines.push_back(machineJson(imported, each));
    Json left = Json::array();
    for (const import::Imported::Left& each : imported.left) {
        left.push_back({{"file", texts[each.text].file}, {"fact", factJson(each.fact)}});
    }
    const Json out = {{"format", "hopwright.import/1"},
                      {"files", std::move(files)},
                      {"machines", std::move(machines)},
                      {"left", std::move(left)}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hopwright::cli
