#include "core/plan/authentication.h"

#include "core/model/graph_rules.h"
#include "core/wildcard/spn_pattern.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::plan {

namespace {

using model::Computer;
using model::Domain;
using model::Graph;
using model::Hop;

const Computer* computerOf(const Graph& graph, model::ComputerId id)
{
    const auto found = graph.computers.find(id);
    return found == graph.computers.end() ? nullptr : &found->second;
}

bool isLocalAccount(const Graph& graph, const Hop& hop, const Computer& server)
{
    if (!hop.credential.isExplicit || !hop.credential.account)
        return false;
    const auto found = graph.accounts.find(*hop.credential.account);
    if (found == graph.accounts.end() || found->second.domain.empty())
        return false;
    return found->second.domain == "." || model::equalNames(found->second.domain, server.name);
}

/// What the domains of both ends say, when names and accounts say nothing.
std::pair<Proof, Because> proofByDomains(const Graph& graph, const Computer& client,
                                         const Computer& server)
{
    const Domain* from = model::domainOf(graph, client);
    const Domain* to = model::domainOf(graph, server);
    if (from != nullptr && from->workgroup) {
        return {Proof::NtlmOnly,
                {.rule = "S4", .key = "ntlm-workgroup", .arguments = {client.name}}};
    }
    if (to != nullptr && to->workgroup) {
        return {Proof::NtlmOnly,
                {.rule = "S4", .key = "ntlm-workgroup", .arguments = {server.name}}};
    }
    if (from == nullptr) {
        return {Proof::Unknown,
                {.rule = "S4", .key = "domain-unknown", .arguments = {client.name}}};
    }
    if (to == nullptr) {
        return {Proof::Unknown,
                {.rule = "S4", .key = "domain-unknown", .arguments = {server.name}}};
    }
    if (from->id != to->id) {
        return {Proof::Unknown,
                {.rule = "S4", .key = "trust-unknown", .arguments = {from->dnsName, to->dnsName}}};
    }
    return {Proof::Kerberos, {}};
}

}  // namespace

std::string targetHost(const Graph& graph, const Hop& hop)
{
    const std::string typed =
        hop.typedTarget.empty() ? model::defaultTypedTarget(graph, hop.to) : hop.typedTarget;
    return wildcard::hostOfTarget(typed);
}

bool isLoopback(const Graph& graph, const Hop& hop)
{
    constexpr std::array<std::string_view, 4> names{"localhost", "127.0.0.1", "::1", "[::1]"};
    if (hop.from == hop.to.computer)
        return true;
    const std::string host = targetHost(graph, hop);
    return std::ranges::any_of(
        names, [&](std::string_view name) { return model::equalNames(name, host); });
}

Authentication authenticationOf(const Graph& graph, const Hop& hop)
{
    Authentication out;
    const Computer* client = computerOf(graph, hop.from);
    const Computer* server = computerOf(graph, hop.to.computer);
    if (client == nullptr || server == nullptr || isLoopback(graph, hop))
        return out;
    const std::string host = targetHost(graph, hop);
    out.localAccount = isLocalAccount(graph, hop, *server);
    if (model::isAddress(host)) {
        out.proof = Proof::NtlmOnly;
        out.because.push_back({.rule = "S4", .key = "ntlm-address", .arguments = {host}});
    }
    if (out.localAccount) {
        out.proof = Proof::NtlmOnly;
        out.because.push_back(
            {.rule = "S4", .key = "ntlm-local-account", .arguments = {server->name}});
    }
    auto [proof, because] = proofByDomains(graph, *client, *server);
    if (proof == Proof::NtlmOnly || out.proof == Proof::Kerberos) {
        out.proof = proof;
        if (!because.key.empty())
            out.because.push_back(std::move(because));
    }
    if (hop.method == model::Method::Ntlm && out.proof != Proof::NtlmOnly) {
        out.proof = Proof::NtlmOnly;
        out.because.push_back({.rule = "S4", .key = "ntlm-chosen", .arguments = {}});
    }
    out.trustedHosts = out.proof == Proof::NtlmOnly && hop.transport == model::Transport::Http
                       && hop.method != model::Method::Kerberos;
    return out;
}

}  // namespace hopwright::plan
