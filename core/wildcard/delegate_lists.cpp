#include "core/wildcard/delegate_lists.h"

#include "core/errors/error_table.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <utility>

namespace hopwright::wildcard {

namespace {

using Match = ListMatcher::Match;

Decision decided(Decision::Reason reason, std::optional<StatusCode> code, const Match& match)
{
    return {.reason = reason,
            .coverage = match.coverage,
            .code = code,
            .entry = match.pattern.text(),
            .severeWarning = match.pattern.form() == EntryForm::AnyService,
            .undocumentedForm = match.pattern.form() == EntryForm::UndocumentedGlob};
}

Decision lacking(bool configured)
{
    return {.reason = configured ? Decision::Reason::NotListed : Decision::Reason::ListNotEnabled,
            .code = errorRow<3>().code()};
}

}  // namespace

ListMatcher::ListMatcher(const PolicyList& list)
    : m_isKnown(list.known), m_isConfigured(list.enabled && !list.entries.empty())
{
    if (!list.enabled || !list.known)
        return;
    for (const std::string& entry : list.entries) {
        auto pattern = SpnPattern::parse(entry);
        if (!pattern)
            continue;
        if (pattern->form() == EntryForm::OneHost) {
            m_hosts.try_emplace(text::asciiLower(pattern->host()), m_patterns.size());
        } else {
            m_wide.push_back(m_patterns.size());
        }
        m_patterns.push_back(*std::move(pattern));
    }
}

std::optional<Match> ListMatcher::bestFor(std::string_view target) const
{
    if (m_patterns.empty())
        return std::nullopt;
    const auto host = m_hosts.find(text::asciiLower(target::readTarget(target).host));
    const SpnPattern* likely = nullptr;
    for (const std::size_t place : m_wide) {
        if (host != m_hosts.end() && place > host->second)
            break;
        const SpnPattern& pattern = m_patterns[place];
        const Coverage coverage = pattern.covers(target);
        if (coverage == Coverage::Certain)
            return Match{.pattern = pattern};
        if (coverage == Coverage::Likely && likely == nullptr)
            likely = &pattern;
    }
    if (host != m_hosts.end())
        return Match{.pattern = m_patterns[host->second]};
    if (likely != nullptr)
        return Match{.pattern = *likely, .coverage = Coverage::Likely};
    return std::nullopt;
}

DelegateMatcher::DelegateMatcher(const DelegateLists& lists)
    : m_denyFresh(lists.denyFresh),
      m_allowFresh(lists.allowFresh),
      m_allowFreshNtlmOnly(lists.allowFreshNtlmOnly)
{
}

/// The NTLM-only list is the one that counts, and lacks \p target: the code goes by the other.
Decision DelegateMatcher::lackingForNtlm(std::string_view target) const
{
    if (!m_allowFresh.isKnown())
        return {.reason = Decision::Reason::NtlmOnlyListLacks};
    if (const auto match = m_allowFresh.bestFor(target))
        return decided(Decision::Reason::NtlmOnlyListLacks, errorRow<4>().code(), *match);
    return lacking(m_allowFreshNtlmOnly.isConfigured() || m_allowFresh.isConfigured());
}

Decision DelegateMatcher::ask(std::string_view target, Proof proof) const
{
    const bool ntlmOnly = proof == Proof::NtlmOnly;
    if (const auto match = m_denyFresh.bestFor(target))
        return decided(Decision::Reason::DeniedByDenyList, errorRow<3>().code(), *match);
    const ListMatcher& list = ntlmOnly ? m_allowFreshNtlmOnly : m_allowFresh;
    if (!list.isKnown())
        return {.reason = Decision::Reason::NotKnown};
    if (const auto match = list.bestFor(target))
        return decided(Decision::Reason::Listed, std::nullopt, *match);
    return ntlmOnly ? lackingForNtlm(target) : lacking(list.isConfigured());
}

Decision ask(const DelegateLists& lists, std::string_view target, Proof proof)
{
    return DelegateMatcher(lists).ask(target, proof);
}

}  // namespace hopwright::wildcard
