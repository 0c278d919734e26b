#include "core/plan/grounds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
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

/// The part of \p hop that says so of \p fact; empty: none of its own does.
std::string_view partOf(const model::Hop& hop, Fact fact)
{
    switch (fact) {
    case Fact::Method:
    case Fact::MethodWord:
        return "method";
    case Fact::Identity:
        return methodRow(hop.method).bringsOwnProof ? "method" : "credential";
    case Fact::Credential:
    case Fact::Account:
        return "credential";
    case Fact::Encryption:
        return "transport";
    case Fact::TargetForm:
    case Fact::Loop:
        return "typed-target";
    case Fact::End:
    case Fact::Ends:
        return "ends";
    case Fact::CredSspVersion:
        return "credssp-version";
    case Fact::Delegation:  // Of another method it does not depend on the lists.
        return hop.method == Method::CredSsp ? "" : "method";
    default:
        return {};
    }
}

/// What the machine at one end of a hop says of a fact.
struct MachineFact {
    Fact fact;
    bool ofClient;
    std::string_view part;
};

constexpr std::array machineFacts{
    MachineFact{.fact = Fact::ClientHome, .ofClient = true, .part = "domain"},
    MachineFact{.fact = Fact::TargetHome, .ofClient = false, .part = "domain"},
    MachineFact{.fact = Fact::ClientRole, .ofClient = true, .part = "client-role"},
    MachineFact{.fact = Fact::ServerRole, .ofClient = false, .part = "server-role"},
    MachineFact{.fact = Fact::TrustedHosts, .ofClient = true, .part = "trusted-hosts"},
    MachineFact{.fact = Fact::DelegateList, .ofClient = true, .part = "delegate-lists"},
    MachineFact{.fact = Fact::Delegation, .ofClient = true, .part = "delegate-lists"},
    MachineFact{.fact = Fact::Permission, .ofClient = false, .part = "denied-accounts"},
};

/// What says so of \p fact at \p hop; \p before is the hop in front of it.
std::string originOf(const model::Hop& hop, std::optional<model::HopId> before, Fact fact,
                     const rules::Facts& facts)
{
    const std::string client = idOf(hop.from);
    const std::string target = idOf(hop.to.computer);
    if (const std::string_view part = partOf(hop, fact); !part.empty())
        return idOf(hop.id) + '/' + std::string(part);
    const auto* const found = std::ranges::find(machineFacts, fact, &MachineFact::fact);
    if (found != machineFacts.end())
        return (found->ofClient ? client : target) + '/' + std::string(found->part);
    if (fact == Fact::AnsweringHome) {
        const bool loops = facts.of(Fact::Loop) == std::to_underlying(rules::Loop::Yes);
        return (loops ? client : target) + "/domain";
    }
    if (fact == Fact::Domains)
        return client + "/domain, " + target + "/domain";
    if (fact == Fact::Arrives)
        return before ? idOf(*before) + "/left" : client + "/user";
    if (fact == Fact::Refusal)
        return "resource-" + std::to_string(std::to_underlying(hop.to.resource.value())) + "/kind";
    return idOf(hop.id) + '/' + std::string(rules::wordOf(fact));  // It follows from other facts.
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
    Answered answered{facts};
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
            if (reason.when.holds(answered))
                std::ranges::for_each(reason.when.conditions(), add);
        }
    }
    return out;
}

}  // namespace hopwright::plan
