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
probe::GateAnswer notSeen(std::string_view setting, const std::string& what)
{
    return {.evidence =
                std::string(setting) + " was not seen: whether it " + what + " is not known",
            .setting = std::string(setting),
            .known = false};
}

std::string trustedHostsEvidence(const std::string& target, const std::optional<std::string>& entry)
{
    return entry ? "TrustedHosts has " + *entry : "TrustedHosts has no entry for " + target;
}

probe::GateAnswer askTrustedHostsSeen(const model::MachineState& client,
                                      const probe::GateQuestion& question)
{
    if (!client.trustedHosts)
        return notSeen(probe::trustedHostsSetting, "has " + question.target);
    const auto entry = wildcard::trustedBy(*client.trustedHosts, question.target);
    const std::uint32_t refused =
        lab::isAddress(question.target) ? addressNotTrusted : serverNotTrusted;
    return {.allowed = entry.has_value(),
            .code = entry ? 0 : refused,
            .cause = plan::Cause::TrustedHosts,
            .evidence = trustedHostsEvidence(question.target, entry)};
}

probe::GateAnswer askRoleSeen(const model::MachineState& client)
{
    if (!client.credSspClient)
        return notSeen(probe::clientRoleSetting, "is true");
    const bool on = *client.credSspClient;
    return {.allowed = on,
            .code = on ? 0 : clientRoleOff,
            .cause = causeOf(About::ClientRole, true),
            .evidence = on ? "Client\\Auth\\CredSSP was seen to be true"
                           : "Client\\Auth\\CredSSP was seen to be false"};
}

probe::GateAnswer askSeen(const model::MachineState& client, const probe::GateQuestion& question)
{
    if (question.about == About::ClientRole)
        return askRoleSeen(client);
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
    const std::string spn = "WSMAN/" + question.target;
    const bool isListSeen = (ntlm ? client.allowFreshNtlmOnly : client.allowFresh).has_value();
    if (!isListSeen && decision.reason != wildcard::Decision::Reason::DeniedByDenyList)
        return notSeen(ntlm ? probe::allowFreshNtlmOnlySetting : probe::allowFreshSetting,
                       "has " + spn);
    const bool configured = decision.reason != wildcard::Decision::Reason::ListNotEnabled;
    return {.allowed = decision.allowed(),
            .code = decision.code,
            .cause = causeOf(question.about, configured),
            .evidence = decision.entry.empty() ? "no entry for " + spn : "entry " + decision.entry};
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
