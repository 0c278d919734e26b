#include "core/plan/entry_findings.h"

#include "core/wildcard/spn_pattern.h"

#include <algorithm>
#include <iterator>
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

enum class List { AllowFresh, NtlmOnly, DenyFresh, TrustedHosts };

/// How a list is called in the id of a finding.
std::string_view wordOf(List list)
{
    switch (list) {
    case List::AllowFresh:
        return "fresh";
    case List::NtlmOnly:
        return "ntlm";
    case List::DenyFresh:
        return "deny";
    case List::TrustedHosts:
        break;
    }
    return "trusted";
}

struct Said {
    Severity severity = Severity::Warning;
    std::string key = {};
    std::vector<std::string> more = {};  ///< Arguments behind machine and entry.
};

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

/// The sentences of one kind of entry by its width.
struct WidthKeys {
    const char* medium;
    const char* high;
    const char* critical;
};

constexpr WidthKeys wide{
    .medium = "entry-wide-medium", .high = "entry-wide-high", .critical = "entry-wide-critical"};
constexpr WidthKeys wideNtlm{.medium = "entry-wide-ntlm-medium",
                             .high = "entry-wide-ntlm-high",
                             .critical = "entry-wide-ntlm-critical"};
constexpr WidthKeys wideTrusted{.medium = "trusted-wide-medium",
                                .high = "trusted-wide-high",
                                .critical = "trusted-wide-critical"};
/// A form of no document is never below high.
constexpr WidthKeys undocumented{.medium = "entry-undocumented-high",
                                 .high = "entry-undocumented-high",
                                 .critical = "entry-undocumented-critical"};

const char* keyOf(const WidthKeys& keys, Risk risk)
{
    if (risk == Risk::Critical)
        return keys.critical;
    return risk == Risk::High ? keys.high : keys.medium;
}

Severity severityOf(Risk risk)
{
    return risk == Risk::High || risk == Risk::Critical ? Severity::Warning : Severity::Note;
}

/// Why an entry without a readable form never matches.
Said unreadable(std::string_view entry)
{
    if (std::ranges::count(entry, '*') > 1)
        return {.key = "entry-two-stars"};
    if (entry.find('/') == std::string_view::npos)
        return {.key = "entry-without-service"};
    return {.key = "entry-not-readable"};
}

/// `WSMAN/b:5985`; an IPv6 address has more colons than one.
bool hasPort(std::string_view host)
{
    const std::size_t colon = host.rfind(':');
    if (colon == std::string_view::npos)
        return false;
    return host.starts_with('[') ? colon > host.find(']') : host.find(':') == colon;
}

/// About one entry of a list of delegation; nothing where there is nothing to say.
std::optional<Said> aboutEntry(List list, std::string_view entry)
{
    if (const std::size_t names = namesIn(entry); names > 1)
        return Said{.key = "entry-of-several-names", .more = {std::to_string(names)}};
    const auto pattern = SpnPattern::parse(entry);
    if (!pattern)
        return unreadable(entry);
    if (pattern->form() == EntryForm::OtherService)
        return std::nullopt;
    if (hasPort(pattern->host()))
        return Said{.key = "entry-with-port"};
    if (pattern->form() == EntryForm::OneHost || list == List::DenyFresh)
        return std::nullopt;
    const bool ntlmOnly = list == List::NtlmOnly;
    if (pattern->form() == EntryForm::AnyService)
        return Said{.key = "entry-any-service"};
    const Risk risk = riskOf(*pattern, ntlmOnly);
    if (pattern->form() == EntryForm::UndocumentedGlob)
        return Said{.key = keyOf(undocumented, risk)};
    return Said{.severity = severityOf(risk), .key = keyOf(ntlmOnly ? wideNtlm : wide, risk)};
}

/// About one pattern of TrustedHosts: those are names alone, for servers that prove nothing, but nothing is delegated to them.
std::optional<Said> aboutTrusted(std::string_view pattern)
{
    if (const std::size_t names = namesIn(pattern); names > 1)
        return Said{.key = "trusted-of-several-names", .more = {std::to_string(names)}};
    if (pattern.find('*') == std::string_view::npos)
        return std::nullopt;
    const auto read = SpnPattern::parse("WSMAN/" + std::string(pattern));
    if (!read)
        return Said{.key = "trusted-not-readable"};
    const Risk risk = riskOf(*read, false);
    return Said{.severity = severityOf(risk), .key = keyOf(wideTrusted, risk)};
}

/// What one machine has, drawn and seen: an entry that is in both is told of once.
class MachineEntries {
public:
    MachineEntries(const model::Computer& computer, std::vector<Finding>& out)
        : m_computer(computer), m_out(out)
    {
    }

    void add(List list, const std::vector<std::string>& entries)
    {
        for (const std::string& entry : entries) {
            if (!m_told.emplace(list, entry).second)
                continue;
            auto about = list == List::TrustedHosts ? aboutTrusted(entry) : aboutEntry(list, entry);
            if (about)
                tell(list, entry, std::move(*about));
        }
    }

    /// A policy that is off lets nothing through, so its width says nothing.
    void add(List list, const std::optional<model::DelegateList>& seen)
    {
        if (seen && seen->enabled)
            add(list, seen->entries);
    }

private:
    void tell(List list, const std::string& entry, Said about)
    {
        const std::string where = "computer-" + std::to_string(std::to_underlying(m_computer.id));
        std::vector<std::string> arguments{m_computer.name, entry};
        std::ranges::move(about.more, std::back_inserter(arguments));
        m_out.push_back({.id = "S3/" + where + '/' + std::string(wordOf(list)) + '/' + entry,
                         .rule = "S3",
                         .severity = about.severity,
                         .where = where,
                         .text = {.rule = "S3",
                                  .key = std::move(about.key),
                                  .arguments = std::move(arguments)}});
    }

    const model::Computer& m_computer;
    std::vector<Finding>& m_out;
    std::set<std::pair<List, std::string>> m_told = {};
};

}  // namespace

std::vector<Finding> entryFindingsOf(const model::Graph& graph)
{
    std::vector<Finding> out;
    for (const auto& [id, computer] : graph.computers) {
        MachineEntries machine(computer, out);
        machine.add(List::AllowFresh, computer.practice.allowFresh);
        machine.add(List::NtlmOnly, computer.practice.allowFreshNtlmOnly);
        machine.add(List::DenyFresh, computer.practice.denyFresh);
        machine.add(List::TrustedHosts, computer.practice.trustedHosts);
        const auto seen = graph.seen.find(id);
        if (seen == graph.seen.end())
            continue;
        machine.add(List::AllowFresh, seen->second.allowFresh);
        machine.add(List::NtlmOnly, seen->second.allowFreshNtlmOnly);
        machine.add(List::DenyFresh, seen->second.denyFresh);
        if (seen->second.trustedHosts)
            machine.add(List::TrustedHosts, *seen->second.trustedHosts);
    }
    return out;
}

}  // namespace hopwright::plan
