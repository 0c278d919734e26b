#include "core/plan/grounds.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hopwright::plan {

namespace {

using rules::Fact;

std::string idOf(model::HopId hop)
{
    return "hop-" + std::to_string(std::to_underlying(hop));
}

std::string idOf(model::ComputerId computer)
{
    return "computer-" + std::to_string(std::to_underlying(computer));
}

/// What says so of \p fact at \p hop; \p before is the hop in front of it.
std::string originOf(const model::Hop& hop, std::optional<model::HopId> before, Fact fact,
                     const rules::Facts& facts)
{
    const std::string client = idOf(hop.from);
    const std::string target = idOf(hop.to.computer);
    switch (fact) {
    case Fact::Method:
    case Fact::MethodWord:
        return idOf(hop.id) + "/method";
    case Fact::Identity:
        return idOf(hop.id) + (methodRow(hop.method).bringsOwnProof ? "/method" : "/credential");
    case Fact::Credential:
    case Fact::Account:
        return idOf(hop.id) + "/credential";
    case Fact::Encryption:
        return idOf(hop.id) + "/transport";
    case Fact::TargetForm:
    case Fact::Loop:
        return idOf(hop.id) + "/typed-target";
    case Fact::End:
    case Fact::Ends:
        return idOf(hop.id) + "/ends";
    case Fact::CredSspVersion:
        return idOf(hop.id) + "/credssp-version";
    case Fact::ClientHome:
        return client + "/domain";
    case Fact::TargetHome:
        return target + "/domain";
    case Fact::AnsweringHome:
        return (facts.of(Fact::Loop) == std::to_underlying(rules::Loop::Yes) ? client : target)
               + "/domain";
    case Fact::Domains:
        return client + "/domain, " + target + "/domain";
    case Fact::Arrives:
        return before ? idOf(*before) + "/left" : client + "/user";
    case Fact::ClientRole:
        return client + "/client-role";
    case Fact::ServerRole:
        return target + "/server-role";
    case Fact::TrustedHosts:
        return client + "/trusted-hosts";
    case Fact::DelegateList:
        return client + "/delegate-lists";
    case Fact::Delegation:  // Of another method it does not depend on them.
        return hop.method == Method::CredSsp ? client + "/delegate-lists"
                                             : idOf(hop.id) + "/method";
    case Fact::Permission:
        return target + "/denied-accounts";
    case Fact::Refusal:
        return "resource-" + std::to_string(std::to_underlying(hop.to.resource.value())) + "/kind";
    case Fact::Proof:
    case Fact::Caller:
    case Fact::Stranger:
    case Fact::Cause:
    case Fact::Chain:
    case Fact::ByDelegation:
    case Fact::OneDomain:
    case Fact::Uses:
    case Fact::Holding:
    case Fact::EntryList:
    case Fact::EntryForm:
    case Fact::Width:
        break;  // It follows from other facts.
    }
    return idOf(hop.id) + '/' + std::string(rules::wordOf(fact));
}

/// Answers what was answered.
struct Answered {
    const rules::Facts& facts;

    unsigned answer(Fact fact) const { return facts.of(fact); }
};

}  // namespace

std::vector<Ground> groundsOf(const model::Graph& graph, const HopPrediction& prediction)
{
    std::vector<Ground> out;
    const rules::Facts& facts = prediction.derivation.facts;
    const model::Hop& hop = graph.hops.at(prediction.hop);
    const auto add = [&](const rules::Condition& each) {
        if (std::ranges::find(out, each.fact, &Ground::fact) != out.end())
            return;
        out.push_back({.fact = each.fact,
                       .answer = rules::answerWord(each.fact, facts.of(each.fact)),
                       .from = originOf(hop, prediction.before, each.fact, facts)});
    };
    for (const rules::Row* row : prediction.derivation.rows()) {
        for (const rules::Condition& each : row->when.conditions()) {
            if (!row->proof || each.fact != Fact::Proof)  // That is what the row concludes.
                add(each);
        }
        for (const rules::Reason& reason : row->reasons()) {
            if (reason.when.holds(Answered{facts}))
                std::ranges::for_each(reason.when.conditions(), add);
        }
    }
    return out;
}

}  // namespace hopwright::plan
