#include "core/plan/findings.h"

#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"
#include "core/plan/entry_findings.h"
#include "core/plan/predict.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;

/// The oldest CredSSP version whose key proof cannot be relayed: MS-CSSP 5.1.
constexpr std::uint32_t safeCredSspVersion = 5;

template <typename Id>
std::string placeOf(const char* kind, Id id)
{
    return std::string(kind) + std::to_string(std::to_underlying(id));
}

Finding finding(Severity severity, std::string where, Because text)
{
    return {.id = text.rule + '/' + where,
            .rule = text.rule,
            .severity = severity,
            .where = std::move(where),
            .text = std::move(text)};
}

/// The reason that names the finding: the row of §6 for a hop that nothing arrives for, else the first.
std::string ruleOf(const HopPrediction& prediction)
{
    const auto row = std::ranges::find_if(
        prediction.because, [](const Because& each) { return each.rule.starts_with('M'); });
    return row != prediction.because.end() ? row->rule : prediction.because.front().rule;
}

void addDenied(const Graph& graph, const RouteWalk& walk, const HopPrediction& prediction,
               std::vector<Finding>& out)
{
    const Hop& hop = graph.hops.at(prediction.hop);
    const std::string number = std::to_string(walk.number(hop.id));
    Because text{.rule = ruleOf(prediction),
                 .key = "hop-will-be-denied",
                 .arguments = {number, model::hopTargetName(graph, hop)}};
    if (prediction.cause == Cause::NotDelegated) {
        text.key = "hop-finds-nothing";
        text.arguments = {number, graph.computers.at(hop.from).name};
    }
    if (prediction.cause == Cause::ImplicitCredentialWithCredSsp) {
        text.key = "credssp-needs-credential";
        text.arguments = {number};
    }
    out.push_back(finding(Severity::Error, placeOf("hop-", hop.id), std::move(text)));
}

/// Whether the NTLM-only list or TrustedHosts are asked for \p hop if NTLM is used, and nothing but the domains of its ends says
/// whether it is.
bool dependsOnDomains(const Graph& graph, const Hop& hop)
{
    const bool asksLists = hop.method == Method::CredSsp;
    const bool asksTrustedHosts =
        hop.method != Method::Kerberos
        && model::effectiveTransport(graph, hop) == model::Transport::Http;
    const Authentication authentication = authenticationOf(graph, hop);
    return authentication.proof == Proof::Unknown && (asksLists || asksTrustedHosts);
}

void addUnknownDomains(const Graph& graph, std::vector<Finding>& out)
{
    std::set<model::ComputerId> ends;
    for (const auto& [id, hop] : graph.hops) {
        if (!model::isSession(hop) || isLoopback(graph, hop) || !dependsOnDomains(graph, hop))
            continue;
        ends.insert(hop.from);
        ends.insert(hop.to.computer);
    }
    for (const model::ComputerId id : ends) {
        const model::Computer& computer = graph.computers.at(id);
        if (model::domainOf(graph, computer) == nullptr) {
            out.push_back(
                finding(Severity::Note, placeOf("computer-", id),
                        {.rule = "S4", .key = "domain-unknown", .arguments = {computer.name}}));
        }
    }
}

void addPasswords(const Graph& graph, const Plan& plan, std::vector<Finding>& out)
{
    for (const auto& [id, machine] : plan.machines) {
        const bool bySsh =
            std::ranges::find(machine.because, "M37", &Because::rule) != machine.because.end();
        const char* const other = bySsh ? "M37" : "R5";
        const bool delegated = machine.serverRole;
        std::size_t number = 0;
        for (const std::string& account : machine.holdsPasswordOf) {
            out.push_back(finding(Severity::Warning, placeOf("computer-", id),
                                  {.rule = delegated ? "M16" : other,
                                   .key = "machine-holds-password",
                                   .arguments = {graph.computers.at(id).name, account}}));
            if (++number > 1)
                out.back().id += '/' + std::to_string(number);
        }
    }
}

/// R1: a CredSSP session whose machine opens nothing with what arrives.
void addNeedlessCredSsp(const Graph& graph, const RouteWalk& walk, std::vector<Finding>& out)
{
    std::set<model::ComputerId> needing;
    for (const auto& [id, hop] : graph.hops) {
        if (!hop.credential.isExplicit)
            needing.insert(hop.from);
    }
    for (const auto& [id, hop] : graph.hops) {
        if (hop.method != Method::CredSsp || !model::isSession(hop)
            || needing.contains(hop.to.computer))
            continue;
        out.push_back(finding(Severity::Note, placeOf("hop-", id),
                              {.rule = "R1",
                               .key = "credssp-not-needed",
                               .arguments = {std::to_string(walk.number(id)),
                                             graph.computers.at(hop.to.computer).name}}));
    }
}

void addAboutSession(const Graph& graph, const RouteWalk& walk, const Hop& hop,
                     std::vector<Finding>& out)
{
    const std::string number = std::to_string(walk.number(hop.id));
    const std::string where = placeOf("hop-", hop.id);
    const bool credSsp = hop.method == Method::CredSsp;
    const Authentication authentication = authenticationOf(graph, hop);
    if (credSsp && authentication.proof == Proof::NtlmOnly) {
        out.push_back(finding(Severity::Warning, where,
                              {.rule = "S4",
                               .key = "ntlm-only-entry",
                               .arguments = {number, targetHost(graph, hop)}}));
    }
    const auto trust = std::ranges::find(authentication.because, "trust-unknown", &Because::key);
    if (authentication.proof == Proof::Unknown && trust != authentication.because.end())
        out.push_back(finding(Severity::Note, where, *trust));
    if (authentication.localAccount && hop.method != Method::Ssh) {
        out.push_back(finding(Severity::Note, where,
                              {.rule = "M20",
                               .key = "local-account-token",
                               .arguments = {graph.computers.at(hop.to.computer).name}}));
    }
    if (credSsp && hop.minCredSspVersion < safeCredSspVersion) {
        out.push_back(finding(Severity::Warning, where,
                              {.rule = "E15",
                               .key = "old-credssp",
                               .arguments = {number, std::to_string(hop.minCredSspVersion)}}));
    }
    if (hop.method == Method::Basic) {
        out.push_back(finding(Severity::Warning, where,
                              {.rule = "M11",
                               .key = "basic-is-off",
                               .arguments = {number, graph.computers.at(hop.to.computer).name}}));
    }
    if (hop.method == Method::Unknown) {
        out.push_back(finding(
            Severity::Warning, where,
            {.rule = "R1", .key = "method-unknown", .arguments = {number, hop.methodWord}}));
    }
}

}  // namespace

std::vector<Finding> findingsOf(const Graph& graph, const RouteWalk& walk, const Plan& plan,
                                RuleSet rules)
{
    std::vector<Finding> out;
    for (const auto& [id, prediction] : plan.hops) {
        if (prediction.outcome == Outcome::Denied)
            addDenied(graph, walk, prediction, out);
    }
    addPasswords(graph, plan, out);
    if (rules.has(Rule::R1))
        addNeedlessCredSsp(graph, walk, out);
    for (const auto& [id, hop] : graph.hops) {
        if (model::isSession(hop))
            addAboutSession(graph, walk, hop, out);
    }
    addUnknownDomains(graph, out);
    std::ranges::move(entryFindingsOf(graph), std::back_inserter(out));
    // By hand: with clang, libstdc++ 12's stable_sort warns of what it uses itself.
    std::vector<Finding> sorted;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note}) {
        std::ranges::copy_if(out, std::back_inserter(sorted),
                             [&](const Finding& each) { return each.severity == severity; });
    }
    return sorted;
}

}  // namespace hopwright::plan
