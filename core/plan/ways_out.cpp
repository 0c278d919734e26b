#include "core/plan/ways_out.h"

#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/plan/hop_facts.h"
#include "core/plan/predict.h"
#include "core/rules/way_out_rows.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <utility>

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

/// The edits that ways out of one chain stand for, tried.
class Trials {
public:
    Trials(const Graph& graph, const std::vector<HopId>& chain, std::size_t denied,
           const AskedStates* states)
        : m_graph(graph), m_chain(chain), m_denied(denied), m_states(states)
    {
    }

    /// The hop as it is edited, where what \p trial asks for passes with it.
    std::optional<Hop> passing(rules::Trial trial) const
    {
        using rules::Trial;
        const Hop& hop = m_graph.hops.at(m_chain[m_denied]);
        Hop changed = hop;
        switch (trial) {
        case Trial::None:
            return hop;
        case Trial::OwnCredential:
            giveCredential(changed);
            return ifPasses(m_denied, changed);
        case Trial::TypeName:
            changed.typedTarget = model::defaultTypedTarget(m_graph, hop.to);
            break;
        case Trial::UseHttps:
            if (hop.transport != model::Transport::Http)
                return std::nullopt;
            changed.transport = model::Transport::Https;
            break;
        case Trial::UseDefaultMethod:
            changed.method = Method::Default;
            break;
        case Trial::UseCredSsp:
            return byCredSsp();
        }
        return ifPasses(m_chain.size() - 1, changed);
    }

    /// How \p hop is counted.
    std::size_t numberOf(const Hop& hop) const
    {
        return m_chain[m_denied] == hop.id ? m_denied + 1 : m_denied;
    }

private:
    std::optional<Hop> ifPasses(std::size_t last, const Hop& changed) const
    {
        return letsThrough(m_graph, m_chain, last, changed, m_states) ? std::optional(changed)
                                                                      : std::nullopt;
    }

    /// On the hop before, else on the hop itself. There is one before: at the start nobody lacks what to sign in with.
    std::optional<Hop> byCredSsp() const
    {
        assert(m_denied > 0);
        for (const std::size_t index : {m_denied - 1, m_denied}) {
            Hop changed = m_graph.hops.at(m_chain[index]);
            if (!model::isSession(changed))
                continue;
            changed.method = Method::CredSsp;
            giveCredential(changed);
            if (auto passing = ifPasses(m_chain.size() - 1, changed))
                return passing;
        }
        return std::nullopt;
    }

    /// The one that core/edit would choose.
    void giveCredential(Hop& hop) const
    {
        hop.credential.isExplicit = true;
        if (m_graph.accounts.size() == 1)
            hop.credential.account = m_graph.accounts.begin()->first;
    }

    const Graph& m_graph;
    const std::vector<HopId>& m_chain;
    std::size_t m_denied;
    const AskedStates* m_states;
};

/// What fills the sentence of a way out about one hop.
struct Names {
    const Graph& graph;
    const Hop& hop;
    std::size_t number = 0;
    model::ComputerId client{};
    const Uses* uses = nullptr;
    int useNumber = 0;

    /// Nothing: there is none.
    std::optional<std::string> of(rules::WayOutName name) const
    {
        using rules::WayOutName;
        switch (name) {
        case WayOutName::Number:
            return std::to_string(number);
        case WayOutName::From:
            return nameOf(graph, hop.from);
        case WayOutName::Server:
            return nameOf(graph, hop.to.computer);
        case WayOutName::Client:
            return nameOf(graph, client);
        case WayOutName::TypedName:
            return hop.typedTarget;
        case WayOutName::UseServer:
            return nameOf(graph, graph.hops.at(uses->first).to.computer);
        case WayOutName::UseNumber:
            return std::to_string(useNumber);
        case WayOutName::FurtherUses:
            if (uses->count > 1)
                return std::to_string(uses->count - 1);
            break;
        }
        return std::nullopt;
    }

    WayOut wayOut(const rules::WayOutRow& row) const
    {
        WayOut out{
            .kind = row.kind, .exposure = row.exposure, .hop = hop.id, .canBeSet = row.canBeSet};
        for (const rules::WayOutName each : row.names()) {
            if (auto name = of(each))
                out.names.push_back(std::move(*name));
        }
        return out;
    }
};

/// What the rows of ways out ask; all of it costs little.
struct WayOutFacts {
    rules::Facts facts = {};

    unsigned answer(rules::Fact fact) const { return facts.of(fact); }
};

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
                              std::size_t denied, const HopPrediction& prediction,
                              const AskedStates* states)
{
    std::vector<WayOut> out;
    const Hop& hop = graph.hops.at(chain[denied]);
    const Trials trials(graph, chain, denied, states);
    WayOutFacts asked;
    asked.facts.set(chain.size() > 1 ? rules::Chain::Several : rules::Chain::OneHop);
    asked.facts.set(prediction.cause.value());
    asked.facts.set(isServedByDelegation(graph, hop) ? rules::ByDelegation::Yes
                                                     : rules::ByDelegation::No);
    asked.facts.set(inOneDomain(graph, chain, denied) ? rules::OneDomain::Yes
                                                      : rules::OneDomain::No);
    asked.facts.set(credentialOf(graph, hop));
    for (const rules::WayOutRow& row : rules::waysOut()) {
        if (!row.when.holds(asked))
            continue;
        if (const auto changed = trials.passing(row.trial)) {
            const Names names{.graph = graph,
                              .hop = *changed,
                              .number = trials.numberOf(*changed),
                              .client = graph.hops.at(chain.front()).from};
            out.push_back(names.wayOut(row));
        }
    }
    return out;
}

std::vector<WayOut> alternativesTo(const Graph& graph, const Hop& hop, int hopNumber,
                                   model::ComputerId client, const Uses& uses, int useNumber)
{
    std::vector<WayOut> out;
    const model::Domain* domain = realDomainOf(graph, hop.to.computer);
    WayOutFacts asked;
    asked.facts.set(uses.count == 0 ? rules::Uses::None : rules::Uses::Some);
    asked.facts.set(uses.byDelegation ? rules::ByDelegation::Yes : rules::ByDelegation::No);
    asked.facts.set(uses.sameDomain && realDomainOf(graph, client) == domain
                        ? rules::OneDomain::Yes
                        : rules::OneDomain::No);
    asked.facts.set(homeOf<rules::TargetHome>(graph, hop.to.computer));
    const Names names{.graph = graph,
                      .hop = hop,
                      .number = static_cast<std::size_t>(hopNumber),
                      .client = client,
                      .uses = &uses,
                      .useNumber = useNumber};
    for (const rules::WayOutRow& row : rules::alternatives()) {
        if (row.when.holds(asked))
            out.push_back(names.wayOut(row));
    }
    return out;
}

}  // namespace hopwright::plan
