#include "core/wildcard/delegate_lists.h"

#include <optional>

namespace hopwright::wildcard {

namespace {

struct Match {
    SpnPattern pattern;
    Coverage coverage;
};

/// The first certain entry, else the first likely one. A list that is off has none.
std::optional<Match> bestMatch(const PolicyList& list, std::string_view target)
{
    std::optional<Match> best;
    if (!list.enabled || !list.known)
        return best;
    for (const std::string& entry : list.entries) {
        auto pattern = SpnPattern::parse(entry);
        if (!pattern)
            continue;
        const Coverage coverage = pattern->covers(target);
        if (coverage == Coverage::Certain)
            return Match{.pattern = *std::move(pattern), .coverage = coverage};
        if (coverage == Coverage::Likely && !best)
            best = Match{.pattern = *std::move(pattern), .coverage = coverage};
    }
    return best;
}

Decision decided(Decision::Reason reason, std::uint32_t code, const Match& match)
{
    return {.reason = reason,
            .coverage = match.coverage,
            .code = code,
            .entry = match.pattern.text(),
            .severeWarning = match.pattern.form() == EntryForm::AnyService,
            .undocumentedForm = match.pattern.form() == EntryForm::UndocumentedGlob};
}

bool isConfigured(const PolicyList& list) noexcept
{
    return list.enabled && !list.entries.empty();
}

Decision lacking(bool configured)
{
    return {.reason = configured ? Decision::Reason::NotListed : Decision::Reason::ListNotEnabled,
            .code = codeNotListed};
}

/// The NTLM-only list is the one that counts, and lacks \p target: the code goes by the other.
Decision lackingForNtlm(const DelegateLists& lists, std::string_view target)
{
    if (!lists.allowFresh.known)
        return {.reason = Decision::Reason::NtlmOnlyListLacks};
    if (const auto match = bestMatch(lists.allowFresh, target))
        return decided(Decision::Reason::NtlmOnlyListLacks, codeNotInNtlmOnlyList, *match);
    return lacking(isConfigured(lists.allowFreshNtlmOnly) || isConfigured(lists.allowFresh));
}

}  // namespace

Decision ask(const DelegateLists& lists, std::string_view target, ServerProof proof)
{
    const bool ntlmOnly = proof == ServerProof::NtlmOnly;
    if (const auto match = bestMatch(lists.denyFresh, target))
        return decided(Decision::Reason::DeniedByDenyList, codeNotListed, *match);
    const PolicyList& list = ntlmOnly ? lists.allowFreshNtlmOnly : lists.allowFresh;
    if (!list.known)
        return {.reason = Decision::Reason::NotKnown};
    if (const auto match = bestMatch(list, target))
        return decided(Decision::Reason::Listed, 0, *match);
    return ntlmOnly ? lackingForNtlm(lists, target) : lacking(isConfigured(list));
}

}  // namespace hopwright::wildcard
