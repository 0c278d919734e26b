#include "core/plan/matched.h"

#include "core/wildcard/spn_pattern.h"

namespace hopwright::plan {

namespace {

using wildcard::Coverage;
using wildcard::SpnPattern;

std::optional<MatchedMachine> match(const SpnPattern& pattern, const model::Computer& computer)
{
    std::optional<MatchedMachine> out;
    for (const std::string* const name : {&computer.dnsName, &computer.name, &computer.address}) {
        const Coverage coverage = name->empty() ? Coverage::No : pattern.covers(*name);
        if (coverage == Coverage::No || (out && (out->isCertain || coverage == Coverage::Likely)))
            continue;
        out = MatchedMachine{
            .computer = computer.id, .name = *name, .isCertain = coverage == Coverage::Certain};
    }
    return out;
}

}  // namespace

std::optional<std::vector<MatchedMachine>> matchedBy(const model::Graph& graph,
                                                     std::string_view entry)
{
    const bool hasService = entry.contains('/');
    if (!hasService && !entry.contains('*'))
        return std::nullopt;
    const bool isAny = entry == "*";  // Every service: an entry as it stands.
    const auto pattern =
        SpnPattern::parse(hasService || isAny ? std::string(entry) : "WSMAN/" + std::string(entry));
    if (!pattern)
        return std::nullopt;
    std::vector<MatchedMachine> out;
    for (const auto& [id, computer] : graph.computers) {
        if (auto found = match(*pattern, computer))
            out.push_back(*std::move(found));
    }
    return out;
}

}  // namespace hopwright::plan
