#include "app/cli/fact_json.h"

namespace hopwright::cli {

using Json = nlohmann::ordered_json;

Json factJson(const import::Fact& fact)
{
    return {{"kind", wordOf(fact.kind)},
            {"subject", fact.subject},
            {"about", fact.about},
            {"value", fact.value},
            {"layer", wordOf(fact.layer)},
            {"source", wordOf(fact.source)},
            {"time", fact.time},
            {"line", fact.line},
            {"offset", fact.place.offset},
            {"length", fact.place.length},
            {"reader", wordOf(fact.reader)}};
}

Json factsJson(const std::vector<import::Fact>& facts)
{
    Json out = Json::array();
    for (const import::Fact& each : facts)
        out.push_back(factJson(each));
    return out;
}

}  // namespace hopwright::cli
