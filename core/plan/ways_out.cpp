#include "core/plan/ways_out.h"

#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/plan/predict.h"

#include <algorithm>
#include <string>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;
using model::HopId;

const std::string& nameOf(const Graph& graph, model::ComputerId id)
{
    return graph.computers.at(id).name;
}

bool isServedByDelegation(const Graph& graph, const Hop& hop)
{
    return hop.to.resource
           && resourceRow(graph.resources.at(*hop.to.resource).kind).isServedByDelegation;
}

/// The domain of \p computer; null where it is not known, and for a workgroup.
const model::Domain* realDomainOf(const Graph& graph, model::ComputerId computer)
{
    const model::Domain* domain = model::domainOf(graph, graph.computers.at(computer));
    return domain == nullptr || domain->workgroup ? nullptr : domain;
}

/// All machines of the chain up to hop \p last are in one domain, and it is known.
bool inOneDomain(const Graph& graph, const std::vector<HopId>& chain, std::size_t last)
{
    const model::Domain* first = realDomainOf(graph, graph.hops.at(chain.front()).from);
    return first != nullptr
           && std::all_of(chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                          [&](HopId id) {
                              return realDomainOf(graph, graph.hops.at(id).to.computer) == first;
                          });
}

/// Tries edits of single hops of one chain.
class Tried {
public:
    Tried(const Graph& graph, const std::vector<HopId>& chain, RuleSet rules,
          const AskedStates* states)
        : m_graph(graph), m_chain(chain), m_rules(rules), m_states(states)
    {
    }

    /// Hop \p index as it would be with another method. CredSSP brings the credential that core/edit would choose.
    Hop with(std::size_t index, Method method) const
    {
        Hop out = m_graph.hops.at(m_chain[index]);
        out.method = method;
        if (method == Method::CredSsp)
            giveCredential(out);
        return out;
    }

    void giveCredential(Hop& hop) const
    {
        hop.credential.isExplicit = true;
        if (m_graph.accounts.size() == 1)
            hop.credential.account = m_graph.accounts.begin()->first;
    }

    bool lets(std::size_t index, const Hop& changed) const
    {
        return letsThrough(m_graph, m_chain, index, changed, m_rules, m_states);
    }

    bool letsAll(const Hop& changed) const { return lets(m_chain.size() - 1, changed); }

private:
    const Graph& m_graph;
    const std::vector<HopId>& m_chain;
    RuleSet m_rules;
    const AskedStates* m_states;
};

/// What is set at one hop so that Windows takes it: for causes other than that nothing arrived.
void addCorrections(const Graph& graph, const Tried& tried, const std::vector<HopId>& chain,
                    std::size_t denied, std::vector<WayOut>& out)
{
    const Hop& hop = graph.hops.at(chain[denied]);
    const std::string number = std::to_string(denied + 1);
    Hop changed = hop;
    changed.typedTarget = model::defaultTypedTarget(graph, hop.to);
    if (tried.letsAll(changed)) {
        out.push_back({.kind = WayOutKind::TypeName,
                       .exposure = Exposure::Nothing,
                       .hop = hop.id,
                       .names = {number, changed.typedTarget},
                       .canBeSet = true});
    }
    changed = hop;
    changed.transport = model::Transport::Https;
    if (hop.transport == model::Transport::Http && tried.letsAll(changed)) {
        out.push_back({.kind = WayOutKind::UseHttps,
                       .exposure = Exposure::Nothing,
                       .hop = hop.id,
                       .names = {number},
                       .canBeSet = true});
    }
    if (tried.letsAll(tried.with(denied, Method::Default))) {
        out.push_back({.kind = WayOutKind::UseDefaultMethod,
                       .exposure = Exposure::Nothing,
                       .hop = hop.id,
                       .names = {number},
                       .canBeSet = true});
    }
}

/// CredSSP on the hop before, else on the hop itself where it is a session: where one of the two lets the whole chain pass.
void addCredSsp(const Graph& graph, const Tried& tried, const std::vector<HopId>& chain,
                std::size_t denied, std::vector<WayOut>& out)
{
    for (const std::size_t index : {denied - 1, denied}) {
        const Hop& hop = graph.hops.at(chain[index]);
        if (!model::isSession(hop) || !tried.letsAll(tried.with(index, Method::CredSsp)))
            continue;
        out.push_back({.kind = WayOutKind::UseCredSsp,
                       .exposure = Exposure::PasswordOnServer,
                       .hop = hop.id,
                       .names = {std::to_string(index + 1), nameOf(graph, hop.to.computer)},
                       .canBeSet = true});
        return;
    }
}

/// JEA with a group managed service account: an endpoint of WinRM on a machine of a domain.
void addJea(const Graph& graph, const Hop& hop, model::ComputerId server, std::vector<WayOut>& out)
{
    if (realDomainOf(graph, server) == nullptr)
        return;
    out.push_back({.kind = WayOutKind::JeaEndpoint,
                   .exposure = Exposure::Endpoint,
                   .hop = hop.id,
                   .names = {nameOf(graph, server)}});
}

}  // namespace

std::map<model::ComputerId, Uses> usesOf(const Graph& graph)
{
    std::map<model::ComputerId, Uses> out;
    for (const auto& [id, hop] : graph.hops) {
        const bool ownProof = model::isSession(hop) && model::bringsOwnProof(hop.method);
        if (hop.credential.isExplicit || ownProof)
            continue;
        Uses& uses = out[hop.from];
        if (uses.count++ == 0)
            uses.first = id;
        const model::Domain* domain = realDomainOf(graph, hop.from);
        uses.byDelegation = uses.byDelegation && isServedByDelegation(graph, hop);
        uses.sameDomain =
            uses.sameDomain && domain != nullptr && realDomainOf(graph, hop.to.computer) == domain;
    }
    return out;
}

std::vector<WayOut> waysOutOf(const Graph& graph, const std::vector<HopId>& chain,
                              std::size_t denied, const HopPrediction& prediction, RuleSet rules,
                              const AskedStates* states)
{
    std::vector<WayOut> out;
    const Hop& hop = graph.hops.at(chain[denied]);
    const Tried tried(graph, chain, rules, states);
    const bool notDelegated = prediction.cause == Cause::NotDelegated;
    if (chain.size() > 1) {
        out.push_back({.kind = WayOutKind::RunFromClient,
                       .exposure = Exposure::Nothing,
                       .hop = hop.id,
                       .names = {nameOf(graph, graph.hops.at(chain.front()).from)}});
    }
    if (!notDelegated) {
        addCorrections(graph, tried, chain, denied, out);
    } else if (isServedByDelegation(graph, hop) && inOneDomain(graph, chain, denied)) {
        out.push_back({.kind = WayOutKind::ResourceBasedDelegation,
                       .exposure = Exposure::DirectoryChange,
                       .hop = hop.id,
                       .names = {nameOf(graph, hop.to.computer), nameOf(graph, hop.from)}});
    }
    Hop changed = hop;
    tried.giveCredential(changed);
    // One that has a credential gets no other: an account that the server cannot know would only hide what denies the hop.
    if (!hop.credential.isExplicit && tried.lets(denied, changed)) {
        out.push_back({.kind = WayOutKind::OwnCredential,
                       .exposure = Exposure::PasswordInMemory,
                       .hop = hop.id,
                       .names = {std::to_string(denied + 1), nameOf(graph, hop.from)},
                       .canBeSet = true});
    }
    if (notDelegated)
        addCredSsp(graph, tried, chain, denied, out);
    return out;
}

std::vector<WayOut> alternativesTo(const Graph& graph, const Hop& hop, int hopNumber,
                                   model::ComputerId client, const Uses& uses, int useNumber)
{
    std::vector<WayOut> out;
    const std::string number = std::to_string(hopNumber);
    const std::string& server = nameOf(graph, hop.to.computer);
    if (uses.count == 0) {
        out.push_back({.kind = WayOutKind::UseDefaultMethod,
                       .exposure = Exposure::Nothing,
                       .hop = hop.id,
                       .names = {number},
                       .canBeSet = true});
        return out;
    }
    const Hop& use = graph.hops.at(uses.first);
    out.push_back({.kind = WayOutKind::RunFromClient,
                   .exposure = Exposure::Nothing,
                   .hop = hop.id,
                   .names = {nameOf(graph, client)}});
    if (uses.byDelegation && uses.sameDomain
        && realDomainOf(graph, client) == realDomainOf(graph, hop.to.computer)) {
        out.push_back({.kind = WayOutKind::ResourceBasedDelegation,
                       .exposure = Exposure::DirectoryChange,
                       .hop = hop.id,
                       .names = {nameOf(graph, use.to.computer), server}});
        if (uses.count > 1)
            out.back().names.push_back(std::to_string(uses.count - 1));
    }
    addJea(graph, hop, hop.to.computer, out);
    out.push_back({.kind = WayOutKind::OwnCredentialInstead,
                   .exposure = Exposure::PasswordInMemory,
                   .hop = hop.id,
                   .names = {std::to_string(useNumber), server, number},
                   .canBeSet = true});
    if (uses.count > 1)
        out.back().names.push_back(std::to_string(uses.count - 1));
    out.push_back({.kind = WayOutKind::RunAsEndpoint,
                   .exposure = Exposure::PasswordStored,
                   .hop = hop.id,
                   .names = {server, server}});
    return out;
}

}  // namespace hopwright::plan
