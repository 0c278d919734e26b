#include "app/cli/seen_json.h"

#include <nlohmann/json.hpp>

namespace hopwright::cli {

std::string seenJson(const seen::Look& look)
{
    using Json = nlohmann::ordered_json;
    Json facts = Json::array();
    for (const import::Fact& each : look.reading.facts) {
        facts.push_back({{"kind", wordOf(each.kind)},
                         {"about", each.about},
                         {"value", each.value},
                         {"layer", wordOf(each.layer)}});
    }
    const Json out = {{"format", "hopwright.seen/1"},
                      {"machine", look.machine},
                      {"facts", std::move(facts)},
                      {"notReadable", look.notReadable}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hopwright::cli
