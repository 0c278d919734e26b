#include "core/link/gates.h"

#include "core/lab/client_policy.h"
#include "core/plan/authentication.h"
#include "core/target/typed_target.h"
#include "core/wildcard/delegate_lists.h"
#include "core/wildcard/trusted_hosts.h"

#include <utility>

namespace hopwright::link {

namespace {

using probe::GateAnswer;
using probe::GateQuestion;

std::optional<Cause> causeOf(lab::PolicyRefusal refusal)
{
    switch (refusal) {
    case lab::PolicyRefusal::None:
        break;
    case lab::PolicyRefusal::NeedsPassword:
        return Cause::ImplicitCredentialWithCredSsp;
    case lab::PolicyRefusal::NeedsCredential:
    case lab::PolicyRefusal::TrustedHosts:
        return Cause::TrustedHosts;
    case lab::PolicyRefusal::ClientRole:
        return Cause::ClientRoleMissing;
    case lab::PolicyRefusal::DenyList:
        return Cause::DelegateListDenies;
    case lab::PolicyRefusal::ListMissing:
        return Cause::DelegateListMissing;
    case lab::PolicyRefusal::ListMismatch:
        return Cause::DelegateListMismatch;
    case lab::PolicyRefusal::NtlmOnlyList:
        return Cause::NtlmOnlyListNeeded;
    }
    return std::nullopt;
}

GateAnswer askLab(const lab::LabWorld& world, const lab::LabMachine& client,
                  const GateQuestion& question)
{
    const lab::SessionQuestion session{.target = question.target,
                                       .server = lab::reachedFrom(world, client, question.target),
                                       .method = question.method,
                                       .ntlm = question.ntlm,
                                       .https = question.https,
                                       .explicitCredential = question.explicitCredential,
                                       .accountDomain =
                                           lab::domainOrOwn(question.accountDomain, question.user)};
    const bool proven = question.shown == Proof::Trusted;
    const lab::PolicyAnswer answer =
        question.moment == GateQuestion::Moment::BeforeSending
            ? lab::askBeforeSending(client, session)
            : lab::askDelegation(client, session, proven ? Proof::Trusted : Proof::NtlmOnly);
    return {.allowed = answer.allowed,
            .code = statusCodeOf(answer.code),
            .cause = causeOf(answer.refusal),
            .stage = lab::isOfDelegation(answer.refusal) ? Stage::Delegate : Stage::Negotiate,
            .evidence = answer.evidence,
            .setting = std::string(answer.setting),
            .ntlmOnly = lab::isNtlmOnly(client, session)};
}

/// The answer where the setting was not seen: nothing is allowed, but nobody claims that an entry is missing.
GateAnswer notSeen(Stage stage, std::string_view setting, Sentence evidence)
{
    return {.stage = stage,
            .evidence = std::move(evidence),
            .setting = std::string(setting),
            .known = false};
}

GateAnswer listNotSeen(Stage stage, std::string_view setting, std::string_view wanted)
{
    return notSeen(
        stage, setting,
        Sentence::saying("%1 was not seen: whether it has %2 is not known", setting, wanted));
}

/// The session of hop 1 as drawn, and what its client was seen to have.
class SeenClient {
public:
    /// \p graph must outlive it.
    SeenClient(const model::Graph& graph, model::HopId hop, model::MachineState client)
        : m_graph(graph), m_hop(hop), m_client(std::move(client))
    {
    }

    GateAnswer ask(const GateQuestion& question) const
    {
        const plan::Authentication authentication = authenticationOf(question);
        const bool ntlmOnly = authentication.proof == Proof::NtlmOnly;
        const bool early = question.moment == GateQuestion::Moment::BeforeSending;
        GateAnswer out =
            early ? beforeSending(question, authentication) : beforeCredential(question, ntlmOnly);
        out.ntlmOnly = ntlmOnly;
        if (!early)
            out.note = noteOf(ntlmOnly);
        return out;
    }

    /// As if each of its settings let the session through.
    GateAnswer assume(const GateQuestion& question) const
    {
        const plan::Authentication authentication = authenticationOf(question);
        GateAnswer out{.allowed = true,
                       .evidence = Sentence::saying("the policy of the client was assumed")};
        if (question.moment == GateQuestion::Moment::BeforeSending) {
            if (auto refused = refusedAnyway(question, authentication))
                out = std::move(*refused);
        }
        out.ntlmOnly = authentication.proof == Proof::NtlmOnly;
        return out;
    }

private:
    const model::Hop& hop() const { return m_graph.hops.at(m_hop); }

    plan::Authentication authenticationOf(const GateQuestion& question) const
    {
        return plan::authenticationOf(m_graph, hop(),
                                      {.domain = question.accountDomain, .user = question.user});
    }

    Sentence noteOf(bool ntlmOnly) const
    {
        if (ntlmOnly)
            return {};
        return Sentence::saying(
            "%1 was asked: this run signed in by NTLM; Windows on %2 would use Kerberos here",
            probe::allowFreshSetting, m_graph.computers.at(hop().from).name);
    }

    /// What no policy lets through: rows 1, 30 and 31 of domain reference §8.
    std::optional<GateAnswer> refusedAnyway(const GateQuestion& question,
                                            const plan::Authentication& authentication) const
    {
        if (hop().method == Method::CredSsp && !question.explicitCredential) {
            return GateAnswer{
                .code = errorRow<1>().code(),
                .cause = Cause::ImplicitCredentialWithCredSsp,
                .evidence = Sentence::saying(
                    "CredSSP takes a user name and password; none was given for this hop")};
        }
        if (!authentication.lacksCredential)
            return std::nullopt;
        return GateAnswer{.code = plan::lacksCredentialError(hop().method).code(),
                          .cause = Cause::TrustedHosts,
                          .stage = Stage::Negotiate,
                          .evidence = Sentence::saying(
                              "over HTTP an address takes an explicit credential, whatever "
                              "TrustedHosts has; none was given for this hop to %1",
                              question.target)};
    }

    GateAnswer beforeSending(const GateQuestion& question,
                             const plan::Authentication& authentication) const
    {
        if (auto refused = refusedAnyway(question, authentication))
            return *std::move(refused);
        if (hop().method == Method::CredSsp) {
            if (auto refused = refusedByClientRole())
                return *std::move(refused);
        }
        if (authentication.trustedHosts)
            return askTrustedHosts(question);
        return {.allowed = true};
    }

    std::optional<GateAnswer> refusedByClientRole() const
    {
        if (!m_client.credSspClient) {
            return notSeen(Stage::Delegate, probe::clientRoleSetting,
                           Sentence::saying("%1 was not seen: whether it is true is not known",
                                            probe::clientRoleSetting));
        }
        if (*m_client.credSspClient)
            return std::nullopt;
        return GateAnswer{.code = errorRow<2>().code(),
                          .cause = Cause::ClientRoleMissing,
                          .evidence =
                              Sentence::saying("%1 was seen to be false", probe::clientRoleSetting),
                          .setting = std::string(probe::clientRoleSetting)};
    }

    GateAnswer askTrustedHosts(const GateQuestion& question) const
    {
        if (!m_client.trustedHosts)
            return listNotSeen(Stage::Negotiate, probe::trustedHostsSetting, question.target);
        if (const auto entry = wildcard::trustedBy(*m_client.trustedHosts, question.target)) {
            return {.allowed = true,
                    .evidence = Sentence::saying("TrustedHosts has %1", *entry),
                    .setting = std::string(probe::trustedHostsSetting)};
        }
        return {.code = (target::readTarget(question.target).isAddress() ? errorRow<30>()
                                                                         : errorRow<29>())
                            .code(),
                .cause = Cause::TrustedHosts,
                .stage = Stage::Negotiate,
                .evidence = Sentence::saying("TrustedHosts has no entry for %1", question.target),
                .setting = std::string(probe::trustedHostsSetting)};
    }

    GateAnswer beforeCredential(const GateQuestion& question, bool ntlmOnly) const
    {
        using Reason = wildcard::Decision::Reason;
        const wildcard::DelegateLists lists{.denyFresh = listOf(m_client.denyFresh),
                                            .allowFresh = listOf(m_client.allowFresh),
                                            .allowFreshNtlmOnly =
                                                listOf(m_client.allowFreshNtlmOnly)};
        const wildcard::Decision decision =
            wildcard::ask(lists, question.target, ntlmOnly ? Proof::NtlmOnly : Proof::Trusted);
        const std::string_view setting =
            ntlmOnly ? probe::allowFreshNtlmOnlySetting : probe::allowFreshSetting;
        const std::string spn = "WSMAN/" + question.target;
        if (decision.reason == Reason::NotKnown)
            return listNotSeen(Stage::Delegate, setting, spn);
        if (decision.allowed()) {
            return {.allowed = true,
                    .evidence = Sentence::saying("entry %1", decision.entry),
                    .setting = std::string(setting)};
        }
        const bool denied = decision.reason == Reason::DeniedByDenyList;
        return {.code = decision.code,
                .cause = causeOf(decision.reason),
                .evidence =
                    denied ? Sentence::saying("%1 has %2", probe::denyFreshSetting, decision.entry)
                           : Sentence::saying("%1 has no entry for %2", setting, spn),
                .setting = std::string(denied ? probe::denyFreshSetting : setting)};
    }

    static wildcard::PolicyList listOf(const std::optional<model::DelegateList>& list)
    {
        return list ? wildcard::PolicyList{.enabled = list->enabled, .entries = list->entries}
                    : wildcard::PolicyList{.known = false};
    }

    static std::optional<Cause> causeOf(wildcard::Decision::Reason reason)
    {
        using Reason = wildcard::Decision::Reason;
        switch (reason) {
        case Reason::DeniedByDenyList:
            return Cause::DelegateListDenies;
        case Reason::ListNotEnabled:
            return Cause::DelegateListMissing;
        case Reason::NotListed:
            return Cause::DelegateListMismatch;
        case Reason::NtlmOnlyListLacks:
            return Cause::NtlmOnlyListNeeded;
        case Reason::Listed:
        case Reason::NotKnown:
            break;
        }
        return std::nullopt;
    }

    const model::Graph& m_graph;
    model::HopId m_hop;
    model::MachineState m_client;
};

}  // namespace

probe::Gate practiceGate(const lab::LabWorld& world, const lab::LabMachine& client)
{
    return [&world, &client](const GateQuestion& question) {
        return askLab(world, client, question);
    };
}

probe::Gate liveGate(const model::Graph& graph, model::HopId hop, const model::MachineState& client)
{
    return [seen = SeenClient(graph, hop, client)](const GateQuestion& question) {
        return seen.ask(question);
    };
}

probe::Gate assumedGate(const model::Graph& graph, model::HopId hop)
{
    return [seen = SeenClient(graph, hop, {})](const GateQuestion& question) {
        return seen.assume(question);
    };
}

}  // namespace hopwright::link
