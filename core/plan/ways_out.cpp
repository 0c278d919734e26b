#include "core/plan/ways_out.h"

#include "core/model/graph_rules.h"

#include <algorithm>
#include <string>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;
using model::HopId;

bool isSmb(const Graph& graph, const Hop& hop)
{
    if (!hop.to.resource)
        return false;
    const auto found = graph.resources.find(*hop.to.resource);
    return found != graph.resources.end() && found->second.kind == model::ResourceKind::SmbShare;
}

/// All machines of the chain up to \p last are in one domain, and it is known.
bool inOneDomain(const Graph& graph, const std::vector<HopId>& chain, std::size_t last)
{
    const auto domainId = [&](model::ComputerId id) {
        return graph.computers.at(id).domain;
    };
    const auto first = domainId(graph.hops.at(chain.front()).from);
    const model::Domain* domain =
        model::domainOf(graph, graph.computers.at(graph.hops.at(chain.front()).from));
    if (domain == nullptr || domain->workgroup)
        return false;
    return std::ranges::all_of(
        chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(last) + 1,
        [&](HopId id) { return domainId(graph.hops.at(id).to.computer) == first; });
}

}  // namespace

std::vector<WayOut> waysOutOf(const Graph& graph, const std::vector<HopId>& chain,
                              std::size_t denied, const HopPrediction& prediction)
{
    std::vector<WayOut> out;
    const Hop& hop = graph.hops.at(chain[denied]);
    const auto nameOf = [&](model::ComputerId id) {
        return graph.computers.at(id).name;
    };
    const bool notDelegated = prediction.cause == Cause::NotDelegated;
    const std::string number = std::to_string(denied + 1);
    out.push_back({.kind = WayOutKind::RunFromClient,
                   .exposure = Exposure::Nothing,
                   .hop = hop.id,
                   .names = {nameOf(graph.hops.at(chain.front()).from)}});
    if (notDelegated && isSmb(graph, hop) && inOneDomain(graph, chain, denied)) {
        out.push_back({.kind = WayOutKind::ResourceBasedDelegation,
                       .exposure = Exposure::DirectoryChange,
                       .hop = hop.id,
                       .names = {nameOf(hop.to.computer), nameOf(hop.from)}});
    }
    if (!hop.credential.isExplicit) {
        out.push_back({.kind = WayOutKind::OwnCredential,
                       .exposure = Exposure::PasswordInMemory,
                       .hop = hop.id,
                       .names = {number, nameOf(hop.from)},
                       .canBeSet = true});
    }
    if (notDelegated && denied > 0) {
        const Hop& before = graph.hops.at(chain[denied - 1]);
        if (before.method != model::Method::CredSsp) {
            out.push_back({.kind = WayOutKind::UseCredSsp,
                           .exposure = Exposure::PasswordOnServer,
                           .hop = before.id,
                           .names = {std::to_string(denied), nameOf(before.to.computer)},
                           .canBeSet = true});
        }
    }
    return out;
}

}  // namespace hopwright::plan
