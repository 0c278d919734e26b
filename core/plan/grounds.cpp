#include "core/plan/plan.h"

#include <algorithm>
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
std::string originOf(const model::Hop& hop, std::optional<model::HopId> before, Fact fact)
{
    const std::string client = idOf(hop.from);
    const std::string target = idOf(hop.to.computer);
    switch (fact) {
    case Fact::Mechanism:
        return idOf(hop.id) + "/method";
    case Fact::Credential:
    case Fact::Identity:
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
    case Fact::AnsweringHome:
        return target + "/domain";
    case Fact::Domains:
        return client + "/domain, " + target + "/domain";
    case Fact::Arrives:
        return before ? idOf(*before) + "/left" : client + "/user";
    case Fact::ClientRole:
        return client + "/seen/client-role";
    case Fact::ServerRole:
        return target + "/seen/server-role";
    case Fact::TrustedHosts:
        return client + "/seen/trusted-hosts";
    case Fact::DelegateList:
    case Fact::Delegation:
        return client + "/seen/delegate-lists";
    case Fact::Permission:
        return target + "/seen/denied-accounts";
    case Fact::Answer:
        return "resource-" + std::to_string(std::to_underlying(hop.to.resource.value())) + "/kind";
    default:
        break;  // It follows from others: of its rows, which stand beside it.
    }
    return idOf(hop.id) + '/' + std::string(rules::wordOf(fact));
}

}  // namespace

std::vector<Ground> groundsOf(const model::Graph& graph, const HopPrediction& prediction)
{
    std::vector<Ground> out;
    const rules::Facts& facts = prediction.derivation.facts;
    const model::Hop& hop = graph.hops.at(prediction.hop);
    for (const rules::Row* row : prediction.derivation.rows()) {
        for (const rules::Condition& each : row->when.conditions()) {
            if (std::ranges::find(out, each.fact, &Ground::fact) != out.end())
                continue;
            out.push_back({.fact = each.fact,
                           .answer = rules::answerWord(each.fact, facts.of(each.fact)),
                           .from = originOf(hop, prediction.before, each.fact)});
        }
    }
    return out;
}

}  // namespace hopwright::plan
