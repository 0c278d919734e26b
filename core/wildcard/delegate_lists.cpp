#include "core/wildcard/delegate_lists.h"

#include <optional>

namespace hopwright::wildcard {

namespace {

struct Match {
    SpnPattern pattern;
    Coverage coverage;
};

/// The first certain entry, else the first likely one.
std::optional<Match> bestMatch(const PolicyList& list, std::string_view target)
{
    std::optional<Match> best;
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

}  // namespace

Decision ask(const DelegateLists& lists, std::string_view target, ServerProof proof)
{
    const bool ntlmOnly = proof == ServerProof::NtlmOnly;
    const std::uint32_t code = ntlmOnly ? codeNotInNtlmOnlyList : codeNotListed;
    if (lists.denyFresh.enabled) {
        if (const auto match = bestMatch(lists.denyFresh, target))
            return decided(Decision::Reason::DeniedByDenyList, code, *match);
    }
    const PolicyList& list = ntlmOnly ? lists.allowFreshNtlmOnly : lists.allowFresh;
    if (!list.enabled || list.entries.empty())
        return {.reason = Decision::Reason::ListNotEnabled, .code = code};
    if (const auto match = bestMatch(list, target))
        return decided(Decision::Reason::Listed, 0, *match);
    return {.reason = Decision::Reason::NotListed, .code = code};
}

}  // namespace hopwright::wildcard
