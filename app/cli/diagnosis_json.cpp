#include "app/cli/diagnosis_json.h"

#include "app/cli/fact_json.h"
#include "ui/text/diagnosis_text.h"
#include "ui/text/language.h"

#include <nlohmann/json.hpp>

namespace hopwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json() : Json(text);
}

Json candidateJson(const diagnose::Diagnosis& diagnosis, const diagnose::Candidate& candidate)
{
    const ui::CandidateText text = ui::textOf(diagnosis, candidate);
    return {{"cause", wordOf(candidate.cause)},
            {"rule", candidate.row == nullptr ? Json() : Json(candidate.row->id())},
            {"hop", candidate.hop == 0 ? Json() : Json(candidate.hop)},
            {"stage", candidate.stage ? Json(wordOf(*candidate.stage)) : Json()},
            {"code", textOrNull(textOf(candidate.code))},
            {"certainty", wordOf(candidate.certainty)},
            {"why", text.why.toStdString()},
            {"check", text.check.toStdString()},
            {"fix", text.fix.toStdString()},
            {"who", textOrNull(text.who.toStdString())}};
}

Json machinesJson(const diagnose::Reading& reading)
{
    Json out = Json::array();
    if (!reading.client.empty())
        out.push_back(reading.client.name);
    for (const diagnose::ReadSession& each : reading.sessions)
        out.push_back(each.target.empty() ? Json() : Json(each.target.name));
    return out;
}

}  // namespace

std::string diagnosisToJson(const diagnose::Diagnosis& diagnosis)
{
    const ui::InEnglish english;
    Json candidates = Json::array();
    for (const diagnose::Candidate& each : diagnosis.candidates)
        candidates.push_back(candidateJson(diagnosis, each));
    Json questions = Json::array();
    for (const diagnose::Question each : diagnosis.questions)
        questions.push_back(wordOf(each));
    const Json out = {{"format", "hopwright.diagnosis/1"},
                      {"chain", textOrNull(diagnosis.chain)},
                      {"denied", diagnosis.denied ? Json(*diagnosis.denied) : Json()},
                      {"candidates", candidates},
                      {"facts", factsJson(diagnosis.facts)},
                      {"machines", machinesJson(diagnosis.reading)},
                      {"questions", questions},
                      {"blanked", diagnosis.pasted.blanks.size()}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hopwright::cli
