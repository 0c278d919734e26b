#include "core/import/facts.h"

#include "core/model/graph_rules.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace hopwright::import {

namespace {

using enum FactKind;

bool isList(FactKind kind)
{
    return kind == AllowFresh || kind == AllowFreshNtlmOnly || kind == DenyFresh
           || kind == TrustedHosts || kind == OtherDelegateList;
}

/// In small letters and without order; \p wsmanOnly: as Get-WSManCredSSP shows a list.
std::set<std::string> comparable(std::string_view value, bool wsmanOnly)
{
    std::set<std::string> out;
    for (const std::string& each : entriesOf(value)) {
        std::string entry = text::asciiLower(each);
        if (!wsmanOnly || entry.starts_with("wsman"))
            out.insert(std::move(entry));
    }
    return out;
}

using Key = std::tuple<FactKind, FactLayer, std::string, std::string>;

Key keyOf(const Fact& fact)
{
    return {fact.kind, fact.layer, text::asciiLower(fact.subject), text::asciiLower(fact.about)};
}

}  // namespace

std::vector<std::string> entriesOf(std::string_view value)
{
    std::vector<std::string> out;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find('\n'), value.size());
        if (end != 0)
            out.emplace_back(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return out;
}

bool saySame(const Fact& a, const Fact& b)
{
    if (isList(a.kind)) {
        const bool wsmanOnly =
            a.reader == Reader::CredSspStatus || b.reader == Reader::CredSspStatus;
        return comparable(a.value, wsmanOnly) == comparable(b.value, wsmanOnly);
    }
    return text::equalsIgnoringAsciiCase(a.value, b.value);
}

std::vector<Contradiction> contradictionsIn(std::span<const Fact> facts)
{
    struct Seen {
        const Fact* first = nullptr;
        bool isTold = false;
    };
    std::map<Key, Seen> seen;
    std::vector<Contradiction> out;
    for (const Fact& fact : facts) {
        if (!hasOneValue(fact.kind))
            continue;
        Seen& at = seen[keyOf(fact)];
        if (at.first == nullptr) {
            at.first = &fact;
        } else if (!at.isTold && !saySame(*at.first, fact)) {
            at.isTold = true;
            out.push_back({.first = *at.first, .other = fact});
        }
    }
    return out;
}

namespace {

/// From which layer a field is taken, the first that says anything. A policy's file decides nothing.
constexpr std::array<FactLayer, 4> order{FactLayer::Configuration, FactLayer::EffectivePolicy,
                                         FactLayer::DomainPolicy, FactLayer::LocalPolicy};

/// Puts fields together from facts of one machine.
class Merger {
public:
    Merger(const model::MachineState& before, std::span<const Fact> facts)
        : m_facts(facts), m_isTaken(facts.size(), false)
    {
        m_out.state = before;
    }

    Merged run(std::span<const Command> commands, std::string_view now)
    {
        role(ClientRole, m_out.state.credSspClient);
        role(ServerRole, m_out.state.credSspServer);
        list(AllowFresh, AllowFreshEnabled, m_out.state.allowFresh);
        list(AllowFreshNtlmOnly, AllowFreshNtlmOnlyEnabled, m_out.state.allowFreshNtlmOnly);
        list(DenyFresh, DenyFreshEnabled, m_out.state.denyFresh);
        trustedHosts();
        if (!m_out.taken.empty())
            m_out.state.provenance = {.source = m_out.taken.front().source,
                                      .time = std::string(now)};
        keepFurther();
        keepCommands(commands);
        return std::move(m_out);
    }

private:
    /// The one fact that decides; nothing: none does. \p isSaid: there are some of that kind.
    const Fact* decisive(FactKind kind, bool layersAgree)
    {
        const Fact* out = nullptr;
        for (const FactLayer layer : order) {
            for (const Fact& fact : m_facts) {
                if (fact.kind != kind || fact.layer != layer)
                    continue;
                if (out == nullptr) {
                    out = &fact;
                } else if (!saySame(*out, fact) && (out->layer == layer || layersAgree)) {
                    m_out.undecided.push_back({.first = *out, .other = fact});
                    return nullptr;
                }
            }
        }
        return out;
    }

    /// A list that was shown whole before one that Get-WSManCredSSP shows in part.
    const Fact* decisiveList(FactKind kind)
    {
        const Fact* const fact = decisive(kind, false);
        if (fact == nullptr || fact->reader != Reader::CredSspStatus)
            return fact;
        const auto whole = std::ranges::find_if(m_facts, [fact](const Fact& each) {
            return each.kind == fact->kind && each.layer == fact->layer
                   && each.reader != Reader::CredSspStatus;
        });
        return whole == m_facts.end() ? fact : &*whole;
    }

    void take(const Fact& fact)
    {
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            const Fact& each = m_facts[i];
            if (each.kind == fact.kind && each.layer == fact.layer && !m_isTaken[i]
                && saySame(each, fact)) {
                m_isTaken[i] = true;
                m_out.taken.push_back(each);
            }
        }
    }

    void change(FactKind kind, std::string before, std::string now, bool isKnown)
    {
        if (isKnown && before != now) {
            m_out.changed.push_back(
                {.kind = kind, .before = std::move(before), .now = std::move(now)});
        }
    }

    void role(FactKind kind, std::optional<bool>& field)
    {
        // A policy that locks the setting and the setting itself cannot differ: one of the two is older.
        const Fact* const fact = decisive(kind, true);
        if (fact == nullptr)
            return;
        const bool isOn = fact->value == "true";
        change(kind, field == true ? "true" : "false", fact->value, field.has_value());
        field = isOn;
        take(*fact);
    }

    static std::string lines(const std::vector<std::string>& entries)
    {
        std::string out;
        for (const std::string& each : entries)
            out += (out.empty() ? "" : "\n") + each;
        return out;
    }

    static bool fits(const std::vector<std::string>& entries)
    {
        return entries.size() <= model::maxListEntries
               && std::ranges::all_of(entries, [](const std::string& each) {
                      return model::checkName(each).has_value();
                  });
    }

    void list(FactKind kind, FactKind enabledKind, std::optional<model::DelegateList>& field)
    {
        const Fact* const enabled = decisive(enabledKind, false);
        if (enabled == nullptr)
            return;
        const bool isOn = enabled->value == "true";
        const Fact* const entries = decisiveList(kind);
        const bool isSameLayer = entries != nullptr && entries->layer == enabled->layer;
        // What a list that is switched off would hold changes nothing.
        if (isOn && !isSameLayer)
            return;
        model::DelegateList now{.enabled = isOn};
        if (isSameLayer)
            now.entries = entriesOf(entries->value);
        if (!fits(now.entries))
            return;
        change(kind, field ? lines(field->entries) : "", lines(now.entries), field.has_value());
        if (field)
            change(enabledKind, field->enabled ? "true" : "false", enabled->value, true);
        field = std::move(now);
        take(*enabled);
        if (isSameLayer)
            take(*entries);
    }

    void trustedHosts()
    {
        const Fact* const fact = decisiveList(TrustedHosts);
        if (fact == nullptr)
            return;
        std::vector<std::string> now = entriesOf(fact->value);
        if (!fits(now))
            return;
        auto& field = m_out.state.trustedHosts;
        change(TrustedHosts, field ? lines(*field) : "", lines(now), field.has_value());
        field = std::move(now);
        take(*fact);
    }

    void keepFurther()
    {
        std::set<std::tuple<std::string, std::string, std::string, std::string, std::string,
                            std::string>>
            known;
        const auto keyOfSeen = [](const model::SeenFact& each) {
            return std::tuple{each.kind,  each.subject, each.about,
                              each.value, each.layer,   each.time};
        };
        for (const model::SeenFact& each : m_out.state.facts)
            known.insert(keyOfSeen(each));
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            if (m_isTaken[i])
                continue;
            const Fact& fact = m_facts[i];
            m_out.further.push_back(fact);
            model::SeenFact seen{
                .kind = std::string(wordOf(fact.kind)),
                .subject = fact.subject,
                .about = fact.about,
                .value = fact.value,
                .layer = std::string(wordOf(fact.layer)),
                .source = fact.source,
                .time = fact.time,
                .line = static_cast<std::uint32_t>(std::min<std::size_t>(fact.line, 0xFFFF'FFFE))};
            if (m_out.state.facts.size() < model::maxSeenFacts
                && known.insert(keyOfSeen(seen)).second)
                m_out.state.facts.push_back(std::move(seen));
        }
    }

    void keepCommands(std::span<const Command> commands)
    {
        for (const Command& each : commands) {
            model::SeenCommand seen{.name = each.name, .machine = each.machine};
            auto& all = m_out.state.commands;
            if (all.size() < model::maxSeenFacts && std::ranges::find(all, seen) == all.end())
                all.push_back(std::move(seen));
        }
    }

    std::span<const Fact> m_facts;
    std::vector<bool> m_isTaken;
    Merged m_out = {};
};

}  // namespace

Merged mergedWith(const model::MachineState& before, std::span<const Fact> facts,
                  std::span<const Command> commands, std::string_view now)
{
    return Merger(before, facts).run(commands, now);
}

}  // namespace hopwright::import
