#include "core/plan/authentication.h"

#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"

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

/// What targetHost() gives, as a part of what was typed; of what stands for that, as a part of \p room.
std::string_view hostOf(const Graph& graph, const Hop& hop, std::string& room)
{
    if (!hop.typedTarget.empty())
        return target::readTarget(hop.typedTarget).host;
    room = model::defaultTypedTarget(graph, hop.to);
    return target::readTarget(room).host;
}

/// The account that is drawn for \p hop; no user: none is.
model::AccountName drawnAccount(const Graph& graph, const Hop& hop)
{
    if (!hop.credential.isExplicit || !hop.credential.account)
        return {};
    const auto found = graph.accounts.find(*hop.credential.account);
    if (found == graph.accounts.end())
        return {};
    return {.domain = found->second.domain, .user = found->second.user};
}

/// Row M4, of §6: it is Negotiate's, so not CredSSP's and not Kerberos'.
bool lacksCredential(const Graph& graph, const Hop& hop, bool address)
{
    const bool negotiates = hop.method == Method::Default || hop.method == Method::Negotiate
                            || hop.method == Method::Ntlm;
    return address && negotiates && !hop.credential.isExplicit
           && model::effectiveTransport(graph, hop) == model::Transport::Http;
}

/// Whether a hop of \p method asks Kerberos or NTLM, and so the lists that depend on it. A method that is not known is taken for
/// one that does.
bool asksWindowsLists(Method method)
{
    return method != Method::Basic && method != Method::Certificate && method != Method::Ssh;
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
    return {Proof::Trusted, {}};
}

/// R9, M29: a session of \p computer to itself. TrustedHosts and row M4 are not asked for it; CredSSP asks its lists all the
/// same.
void judgeLoopback(const Graph& graph, const Hop& hop, const Computer& computer,
                   Authentication& out)
{
    const Domain* domain = model::domainOf(graph, computer);
    const auto ntlm = [&](const char* key, std::vector<std::string> arguments) {
        out.proof = Proof::NtlmOnly;
        out.because.push_back({.rule = "S4", .key = key, .arguments = std::move(arguments)});
    };
    if (domain != nullptr && domain->workgroup)
        ntlm("ntlm-workgroup", {computer.name});
    if (out.localAccount)
        ntlm("ntlm-local-account", {computer.name});
    if (hop.method == Method::Ntlm)
        ntlm("ntlm-chosen", {});
    if (out.proof == Proof::NtlmOnly)
        return;
    const std::string host = targetHost(graph, hop);
    out.ownNameUnproven = target::isAddress(host) || target::isOwnName(host);
    if (out.ownNameUnproven) {
        out.proof = Proof::Unknown;
        out.because.push_back({.rule = "S4", .key = "own-name-unproven", .arguments = {host}});
    } else if (domain == nullptr) {
        out.proof = Proof::Unknown;
        out.because.push_back(
            {.rule = "S4", .key = "domain-unknown", .arguments = {computer.name}});
    }
}

}  // namespace

std::string targetHost(const Graph& graph, const Hop& hop)
{
    std::string room;
    return std::string(hostOf(graph, hop, room));
}

bool isLoopback(const Graph& graph, const Hop& hop)
{
    std::string room;
    return hop.from == hop.to.computer || target::isOwnName(hostOf(graph, hop, room));
}

Authentication authenticationOf(const Graph& graph, const Hop& hop,
                                const model::AccountName& opener)
{
    Authentication out;
    const Computer* client = computerOf(graph, hop.from);
    const Computer* server = computerOf(graph, hop.to.computer);
    if (client == nullptr || server == nullptr)
        return out;
    std::string room;
    const std::string_view host = hostOf(graph, hop, room);
    const model::AccountName drawn = drawnAccount(graph, hop);
    const bool address = target::isAddress(host);
    if (!asksWindowsLists(hop.method)) {
        out.localAccount = hop.method != Method::Certificate && model::isOwnAccount(*server, drawn);
        return out;
    }
    out.localAccount = model::isOwnAccount(*server, drawn.user.empty() ? opener : drawn);
    if (isLoopback(graph, hop)) {
        judgeLoopback(graph, hop, *client, out);
        return out;
    }
    out.lacksCredential = lacksCredential(graph, hop, address);
    if (address) {
        out.proof = Proof::NtlmOnly;
        out.because.push_back(
            {.rule = "S4", .key = "ntlm-address", .arguments = {std::string(host)}});
    }
    if (out.localAccount) {
        out.proof = Proof::NtlmOnly;
        out.because.push_back(
            {.rule = "S4", .key = "ntlm-local-account", .arguments = {server->name}});
    }
    auto [proof, because] = proofByDomains(graph, *client, *server);
    if (proof == Proof::NtlmOnly || out.proof == Proof::Trusted) {
        out.proof = proof;
        if (!because.key.empty())
            out.because.push_back(std::move(because));
    }
    if (hop.method == Method::Ntlm && out.proof != Proof::NtlmOnly) {
        out.proof = Proof::NtlmOnly;
        out.because.push_back({.rule = "S4", .key = "ntlm-chosen", .arguments = {}});
    }
    out.trustedHosts = out.proof == Proof::NtlmOnly && hop.method != Method::Kerberos
                       && model::effectiveTransport(graph, hop) == model::Transport::Http;
    return out;
}

bool hasLocalAccount(const Graph& graph, const Hop& hop)
{
    const Computer* server = computerOf(graph, hop.to.computer);
    return server != nullptr && model::isOwnAccount(*server, drawnAccount(graph, hop));
}

bool isStranger(const Graph& graph, const Hop& hop, const model::AccountName& account)
{
    const Computer* server = computerOf(graph, hop.to.computer);
    if (server == nullptr || account == model::AccountName{})
        return false;
    const model::AccountHome home = model::homeAt(graph, *server, account);
    if (home.computer == server->id || home.kind == model::AccountHome::Kind::Own)
        return false;
    const Domain* of = model::domainOf(graph, *server);
    return (of != nullptr && of->workgroup) || home.kind == model::AccountHome::Kind::Machine;
}

const ErrorRow& lacksCredentialError(Method method) noexcept
{
    return method == Method::Default ? errorRow<30>() : errorRow<31>();
}

}  // namespace hopwright::plan
