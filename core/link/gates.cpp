#include "core/link/gates.h"

#include "core/lab/client_policy.h"
#include "core/wildcard/delegate_lists.h"
#include "core/wildcard/trusted_hosts.h"

namespace hopwright::link {

namespace {

using About = probe::GateQuestion::About;

constexpr std::uint32_t clientRoleOff = 0x803381A2;
constexpr std::uint32_t serverNotTrusted = 0x803380E4;
constexpr std::uint32_t addressNotTrusted = 0x803381BB;

plan::Cause causeOf(About about, bool listConfigured)
{
    switch (about) {
    case About::ClientRole:
        return plan::Cause::ClientRoleMissing;
    case About::NtlmOnly:
        return plan::Cause::NtlmOnlyListNeeded;
    case About::TrustedHosts:
        return plan::Cause::TrustedHosts;
    case About::Delegation:
        break;
    }
    return listConfigured ? plan::Cause::DelegateListMismatch : plan::Cause::DelegateListMissing;
}

lab::PolicyAnswer askLab(const lab::LabMachine& client, const probe::GateQuestion& question)
{
    switch (question.about) {
    case About::ClientRole:
        return lab::askClientRole(client);
    case About::TrustedHosts:
        return lab::askTrustedHosts(client, question.target);
    case About::NtlmOnly:
        return lab::askDelegation(client, question.target, lab::Proof::NtlmOnly);
    case About::Delegation:
        break;
    }
    return lab::askDelegation(client, question.target, lab::Proof::TrustedCertificate);
}

wildcard::PolicyList listOf(const std::optional<model::DelegateList>& list)
{
    return list ? wildcard::PolicyList{.enabled = list->enabled, .entries = list->entries}
                : wildcard::PolicyList{};
}

/// What was not seen may be there: it allows nothing, and is not said to lack anything.
std::string notSeen(const std::string& list, const std::string& entry)
{
    return list + " was not seen: whether it has " + entry + " is not known";
}

std::string trustedHostsEvidence(const model::MachineState& client, const std::string& target,
                                 const std::optional<std::string>& entry)
{
    if (!client.trustedHosts)
        return notSeen("TrustedHosts", target);
    return entry ? "TrustedHosts has " + *entry : "TrustedHosts has no entry for " + target;
}

probe::GateAnswer askTrustedHostsSeen(const model::MachineState& client,
                                      const probe::GateQuestion& question)
{
    const auto patterns = client.trustedHosts.value_or(std::vector<std::string>{});
    const auto entry = wildcard::trustedBy(patterns, question.target);
    const std::uint32_t refused =
        lab::isAddress(question.target) ? addressNotTrusted : serverNotTrusted;
    return {.allowed = entry.has_value(),
            .code = entry ? 0 : refused,
            .cause = plan::Cause::TrustedHosts,
            .evidence = trustedHostsEvidence(client, question.target, entry)};
}

std::string delegationEvidence(const model::MachineState& client, bool ntlm,
                               const std::string& target, const std::string& entry)
{
    if (!entry.empty())
        return "entry " + entry;
    const std::string spn = "WSMAN/" + target;
    if (!(ntlm ? client.allowFreshNtlmOnly : client.allowFresh))
        return notSeen(ntlm ? "AllowFreshCredentialsWhenNTLMOnly" : "AllowFreshCredentials", spn);
    return "no entry for " + spn;
}

probe::GateAnswer askSeen(const model::MachineState& client, const probe::GateQuestion& question)
{
    if (question.about == About::ClientRole) {
        const bool on = client.credSspClient.value_or(false);
        return {.allowed = on,
                .code = on ? 0 : clientRoleOff,
                .cause = causeOf(question.about, true),
                .evidence = on ? "Client\\Auth\\CredSSP was seen to be true"
                               : "Client\\Auth\\CredSSP was not seen to be true"};
    }
    if (question.about == About::TrustedHosts)
        return askTrustedHostsSeen(client, question);
    const wildcard::DelegateLists lists{.denyFresh = listOf(client.denyFresh),
                                        .allowFresh = listOf(client.allowFresh),
                                        .allowFreshNtlmOnly = listOf(client.allowFreshNtlmOnly)};
    const bool ntlm = question.about == About::NtlmOnly;
    const wildcard::Decision decision =
        wildcard::ask(lists, question.target,
                      ntlm ? wildcard::ServerProof::NtlmOnly
                           : wildcard::ServerProof::KerberosOrTrustedCertificate);
    const bool configured = decision.reason != wildcard::Decision::Reason::ListNotEnabled;
    return {.allowed = decision.allowed(),
            .code = decision.code,
            .cause = causeOf(question.about, configured),
            .evidence = delegationEvidence(client, ntlm, question.target, decision.entry)};
}

}  // namespace

probe::Gate practiceGate(const lab::LabMachine& client)
{
    return [&client](const probe::GateQuestion& question) -> probe::GateAnswer {
        const lab::PolicyAnswer answer = askLab(client, question);
        return {.allowed = answer.allowed,
                .code = answer.code,
                .cause = answer.allowed
                             ? std::nullopt
                             : std::optional(causeOf(question.about, answer.listConfigured)),
                .evidence = answer.evidence};
    };
}

probe::Gate liveGate(const model::MachineState& client)
{
    return [client](const probe::GateQuestion& question) {
        return askSeen(client, question);
    };
}

probe::Gate assumedGate()
{
    return [](const probe::GateQuestion&) -> probe::GateAnswer {
        return {.allowed = true,
                .code = 0,
                .cause = {},
                .evidence = "the policy of the client was assumed"};
    };
}

}  // namespace hopwright::link
