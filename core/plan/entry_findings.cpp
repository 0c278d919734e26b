#include "core/plan/entry_findings.h"

#include "core/rules/finding_rows.h"
#include "core/wildcard/spn_pattern.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace hopwright::plan {

namespace {

using wildcard::EntryForm;
using wildcard::Risk;
using wildcard::SpnPattern;

using rules::EntryList;

/// How a list is called in the id of a finding.
std::string_view wordOf(EntryList list)
{
    switch (list) {
    case EntryList::AllowFresh:
        return "fresh";
    case EntryList::NtlmOnly:
        return "ntlm";
    case EntryList::DenyFresh:
        return "deny";
    case EntryList::TrustedHosts:
        break;
    }
    return "trusted";
}

/// How many names stand in one value. A list of the registry has one name a value, one of TrustedHosts ends at a comma.
std::size_t namesIn(std::string_view entry)
{
    constexpr std::string_view between = " \t,;";
    std::size_t count = 0;
    std::size_t at = entry.find_first_not_of(between);
    while (at != std::string_view::npos) {
        ++count;
        at = entry.find_first_not_of(between,
                                     std::min(entry.find_first_of(between, at), entry.size()));
    }
    return count;
}

/// `WSMAN/b:5985`; an IPv6 address has more colons than one.
bool hasPort(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    if (colon == std::string_view::npos)
        return false;
    return host.starts_with('[') ? colon > host.find(']') : host.find(':') == colon;
}

rules::Width widthOf(Risk risk)
{
    switch (risk) {
    case Risk::Critical:
        return rules::Width::Critical;
    case Risk::High:
        return rules::Width::High;
    case Risk::Medium:
    case Risk::LowToMedium:
    case Risk::Low:
        break;
    }
    return rules::Width::MediumOrLess;
}

/// What rules ask about one entry.
class EntryFacts {
public:
    EntryFacts(EntryList list, std::string_view entry)
    {
        m_facts.set(list);
        if (namesIn(entry) > 1) {
            m_facts.set(rules::EntryForm::SeveralNames);
        } else if (list == EntryList::TrustedHosts) {
            readTrusted(entry);
        } else {
            readDelegate(list, entry);
        }
    }

    unsigned answer(rules::Fact fact) const { return m_facts.of(fact); }

private:
    void readDelegate(EntryList list, std::string_view entry)
    {
        const auto pattern = SpnPattern::parse(entry);
        m_facts.set(pattern ? formOf(*pattern) : unreadable(entry));
        if (pattern)
            m_facts.set(widthOf(riskOf(*pattern, list == EntryList::NtlmOnly)));
    }

    void readTrusted(std::string_view pattern)
    {
        if (!pattern.contains('*')) {
            m_facts.set(rules::EntryForm::OneHost);
            return;
        }
        const auto read = SpnPattern::parse("WSMAN/" + std::string(pattern));
        m_facts.set(read ? rules::EntryForm::Wide : rules::EntryForm::NotReadable);
        if (read)
            m_facts.set(widthOf(riskOf(*read, false)));
    }

    /// Why an entry without a readable form never matches.
    static rules::EntryForm unreadable(std::string_view entry)
    {
        if (std::ranges::count(entry, '*') > 1)
            return rules::EntryForm::TwoStars;
        return entry.contains('/') ? rules::EntryForm::NotReadable
                                   : rules::EntryForm::WithoutService;
    }

    static rules::EntryForm formOf(const SpnPattern& pattern)
    {
        if (pattern.form() != EntryForm::OtherService && hasPort(pattern.host()))
            return rules::EntryForm::WithPort;
        switch (pattern.form()) {
        case EntryForm::OtherService:
            return rules::EntryForm::OtherService;
        case EntryForm::OneHost:
            return rules::EntryForm::OneHost;
        case EntryForm::AnyService:
            return rules::EntryForm::AnyService;
        case EntryForm::UndocumentedGlob:
            return rules::EntryForm::Undocumented;
        case EntryForm::BelowDomain:
        case EntryForm::AnyHost:
            break;
        }
        return rules::EntryForm::Wide;
    }

    rules::Facts m_facts = {};
};

/// What one machine has, drawn and seen: an entry that is in both is told of once.
class MachineEntries {
public:
    MachineEntries(const model::Computer& computer, std::vector<Finding>& out)
        : m_computer(computer), m_out(out)
    {
    }

    void add(EntryList list, const std::vector<std::string>& entries)
    {
        for (const std::string& entry : entries) {
            if (!m_told.emplace(list, entry).second)
                continue;
            EntryFacts facts(list, entry);
            for (const rules::FindingRow& row : rules::entryFindings()) {
                if (!row.when.holds(facts))
                    continue;
                if (row.text)
                    tell(list, entry, row);
                break;
            }
        }
    }

    /// A policy that is off lets nothing through, so its width says nothing.
    void add(EntryList list, const std::optional<model::DelegateList>& seen)
    {
        if (seen && seen->enabled)
            add(list, seen->entries);
    }

private:
    void tell(EntryList list, const std::string& entry, const rules::FindingRow& row)
    {
        const std::string where = "computer-" + std::to_string(std::to_underlying(m_computer.id));
        const std::string rule(row.text->rule);
        std::vector<std::string> arguments{m_computer.name, entry};
        if (const std::size_t names = namesIn(entry); names > 1)
            arguments.push_back(std::to_string(names));
        m_out.push_back(
            {.id = rule + '/' + where + '/' + std::string(wordOf(list)) + '/' + entry,
             .rule = rule,
             .severity = row.severity,
             .where = where,
             .text = {.rule = rule, .key = row.text->key, .arguments = std::move(arguments)}});
    }

    const model::Computer& m_computer;
    std::vector<Finding>& m_out;
    std::set<std::pair<EntryList, std::string>> m_told = {};
};

}  // namespace

std::vector<Finding> entryFindingsOf(const model::Graph& graph)
{
    std::vector<Finding> out;
    for (const auto& [id, computer] : graph.computers) {
        MachineEntries machine(computer, out);
        machine.add(EntryList::AllowFresh, computer.practice.allowFresh);
        machine.add(EntryList::NtlmOnly, computer.practice.allowFreshNtlmOnly);
        machine.add(EntryList::DenyFresh, computer.practice.denyFresh);
        machine.add(EntryList::TrustedHosts, computer.practice.trustedHosts);
        const auto seen = graph.seen.find(id);
        if (seen == graph.seen.end())
            continue;
        machine.add(EntryList::AllowFresh, seen->second.allowFresh);
        machine.add(EntryList::NtlmOnly, seen->second.allowFreshNtlmOnly);
        machine.add(EntryList::DenyFresh, seen->second.denyFresh);
        if (seen->second.trustedHosts)
            machine.add(EntryList::TrustedHosts, *seen->second.trustedHosts);
    }
    return out;
}

}  // namespace hopwright::plan
