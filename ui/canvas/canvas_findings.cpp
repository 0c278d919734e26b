#include "ui/canvas/canvas_findings.h"

#include "ui/models/thing_id.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr std::size_t mostLines = 4;  ///< Of a tooltip.

std::optional<Thing> thingOf(const plan::Finding& finding)
{
    const ThingRef where = thingFromId(exactFromUtf8(finding.where));
    if (const auto* computer = std::get_if<model::ComputerId>(&where))
        return *computer;
    if (const auto* resource = std::get_if<model::ResourceId>(&where))
        return *resource;
    if (const auto* hop = std::get_if<model::HopId>(&where))
        return *hop;
    return std::nullopt;
}

}  // namespace

CanvasFindings::CanvasFindings(Shared<plan::Plan> plan)
    : CanvasFindings(std::move(plan), [](const Thing& thing) { return thing; })
{
}

CanvasFindings::CanvasFindings(Shared<plan::Plan> plan,
                               const std::function<Thing(const Thing&)>& standIn)
    : m_plan(std::move(plan))
{
    const std::vector<plan::Finding>& findings = m_plan->findings;
    Places places;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (const auto thing = thingOf(findings[i]))
            places[standIn(*thing)].push_back(i);
    }
    // A plan has its findings worst first; that a badge shows the worst shall not hang on it.
    for (auto& [thing, of] : places) {
        std::ranges::sort(of, {}, [&findings](std::size_t place) {
            return std::pair(findings[place].severity, place);
        });
    }
    m_places = Shared<Places>(std::move(places));
}

const std::vector<std::size_t>* CanvasFindings::placesOf(const Thing& thing) const
{
    const auto found = m_places->find(thing);
    return found == m_places->end() ? nullptr : &found->second;
}

FindingBadge CanvasFindings::badgeOf(const Thing& thing) const
{
    const std::vector<std::size_t>* places = placesOf(thing);
    if (places == nullptr)
        return {};
    return {.worst = markFor(m_plan->findings[places->front()].severity),
            .count = static_cast<int>(places->size())};
}

const plan::Finding* CanvasFindings::findingOf(const Thing& thing, std::size_t number) const
{
    const std::vector<std::size_t>* places = placesOf(thing);
    return places == nullptr || number >= places->size() ? nullptr
                                                         : &m_plan->findings[(*places)[number]];
}

QStringList CanvasFindings::textsOf(const Thing& thing) const
{
    QStringList out;
    const plan::Finding* finding = findingOf(thing);
    for (std::size_t i = 0; finding != nullptr && i < mostLines; finding = findingOf(thing, ++i))
        out += severityText(finding->severity) + QStringLiteral(": ") + findingText(*finding);
    if (finding != nullptr) {
        const int more = badgeOf(thing).count - static_cast<int>(mostLines);
        out += Text::tr("… and %n more", nullptr, more);
    }
    return out;
}

}  // namespace hopwright::ui
