#include "app/cli/explain_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace hopwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json linesJson(const ui::Explained& explained, ui::ExplainPart part)
{
    Json out = Json::array();
    const auto found = std::ranges::find(explained.sections, part, &ui::ExplainSection::part);
    if (found == explained.sections.end())
        return out;
    for (const ui::ExplainLine& each : found->lines) {
        out.push_back({{"rule", each.rule.isEmpty() ? Json() : Json(each.rule.toStdString())},
                       {"text", each.text.toStdString()}});
    }
    return out;
}

Json topicJson(const ui::Explained& explained)
{
    using enum ui::ExplainPart;
    return {{"id", explained.id.isEmpty() ? Json() : Json(explained.id.toStdString())},
            {"title", explained.title.toStdString()},
            {"about", explained.about.isEmpty() ? Json() : Json(explained.about.toStdString())},
            {"certainty", wordOf(explained.certainty)},
            {"means", linesJson(explained, Means)},
            {"why", linesJson(explained, Why)},
            {"exposes", linesJson(explained, Exposes)},
            {"fix", linesJson(explained, Fix)},
            {"logs", linesJson(explained, Logs)},
            {"source", linesJson(explained, Source)}};
}

}  // namespace

std::string explanationsToJson(const std::vector<ui::Explained>& all)
{
    Json topics = Json::array();
    for (const ui::Explained& each : all)
        topics.push_back(topicJson(each));
    const Json out = {{"format", "hopwright.explanation/1"}, {"topics", std::move(topics)}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hopwright::cli
