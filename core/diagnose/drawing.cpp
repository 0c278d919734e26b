#include "core/diagnose/drawing.h"

#include "core/diagnose/machine_name.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/edit/layout.h"
#include "core/import/into_drawing.h"
#include "core/model/accounts.h"
#include "core/model/graph_rules.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"
#include "core/vocabulary/probe_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace hopwright::diagnose {

namespace {

using model::ComputerId;
using model::Graph;
using model::HopId;

constexpr std::string_view unnamed = "UNKNOWN";

/// The host of a target as typed, without the brackets of an address; empty: nobody names it.
std::string_view hostOf(const Named& target)
{
    if (target.name.starts_with('$'))
        return {};
    return text::withoutBrackets(target::readTarget(target.name).host);
}

/// The first word of a command: `Get-ADUser`.
std::string_view commandOf(const ReadResource& resource)
{
    return std::string_view(resource.command)
        .substr(0, std::min(resource.command.find_first_of(" \t\r\n"), resource.command.size()));
}

/// Builds the drawing hop by hop.
class Drawing {
public:
    Drawing(const Diagnosis& diagnosis, std::string_view now) : m_diagnosis(diagnosis), m_now(now)
    {
    }

    Result<SaidDrawing> run()
    {
        const Reading& reading = m_diagnosis.reading;
        if (m_diagnosis.chain.empty())
            return std::move(m_out);
        HOPWRIGHT_TRY(ComputerId at, machine(reading.client, model::ComputerKind::Client));
        for (const ReadSession& each : reading.sessions) {
            const bool isLast = &each == &reading.sessions.back() && !reading.resource;
            HOPWRIGHT_TRY(const ComputerId to,
                          machine(each.target, isLast ? model::ComputerKind::Server
                                                      : model::ComputerKind::JumpServer));
            HOPWRIGHT_TRY_VOID(drawSession(at, to, each));
            at = to;
        }
        if (reading.resource) {
            HOPWRIGHT_TRY_VOID(drawResource(at, *reading.resource));
        } else {
            HOPWRIGHT_TRY_VOID(take(edit::routeSessions(std::move(m_out.graph))));
        }
        HOPWRIGHT_TRY_VOID(setCredentials());
        saySaid();
        HOPWRIGHT_TRY_VOID(setUpLab());
        takeFacts();
        return std::move(m_out);
    }

private:
    Result<void> take(Result<Graph> next)
    {
        if (!next)
            return fail(std::move(next).error());
        m_out.graph = *std::move(next);
        return {};
    }

    const Candidate* first() const
    {
        return m_diagnosis.candidates.empty() ? nullptr : &m_diagnosis.candidates.front();
    }
    bool isFirst(Cause cause) const { return first() != nullptr && first()->cause == cause; }

    std::string freeName() const
    {
        std::string out(unnamed);
        for (int i = 2; model::computerByName(m_out.graph, out) != nullptr; ++i)
            out = std::string(unnamed) + '-' + std::to_string(i);
        return out;
    }

    NamedBy namedBy(std::string_view name) const
    {
        const Answers& answers = m_diagnosis.answers;
        const bool isAnswer =
            isSameMachine(name, answers.startedFrom) || isSameMachine(name, answers.ranOn);
        return isAnswer ? NamedBy::Answer : NamedBy::Text;
    }

    /// The machine that \p target means, drawn where it is not yet.
    Result<ComputerId> machine(const Named& target, model::ComputerKind kind, double lift = 0)
    {
        const std::string_view host = hostOf(target);
        if (!host.empty()) {
            for (const auto& [id, computer] : m_out.graph.computers) {
                if (m_out.machines.at(id) != NamedBy::Nobody
                    && (isSameMachine(computer.name, host)
                        || isSameMachine(computer.dnsName, host)))
                    return id;
            }
        }
        const model::Position position{.x = m_left, .y = -lift};
        NamedBy by = host.empty() ? NamedBy::Nobody : namedBy(host);
        Result<Graph> next =
            edit::addComputer(m_out.graph,
                              {.name = host.empty() ? freeName() : std::string(host),
                               .kind = kind,
                               .position = position},
                              m_now);
        if (!next && by == NamedBy::Text) {  // What was taken for a name cannot be one.
            by = NamedBy::Nobody;
            next = edit::addComputer(
                m_out.graph, {.name = freeName(), .kind = kind, .position = position}, m_now);
        }
        HOPWRIGHT_TRY_VOID(take(std::move(next)));
        const ComputerId id = *edit::newestComputer(m_out.graph);
        m_out.machines[id] = by;
        constexpr std::size_t longName = 16;
        m_left += edit::chainHopLength
                  + (m_out.graph.computers.at(id).name.size() > longName ? edit::widestCard
                                                                         : edit::cardWidth);
        return id;
    }

    /// What was typed for \p to, where the text has it.
    std::string typedFor(const Named& target, ComputerId to) const
    {
        const std::string_view host = hostOf(target);
        const bool isTyped = !host.empty() && m_out.machines.at(to) != NamedBy::Nobody
                             && model::checkTarget(target.name).has_value();
        return isTyped ? target.name : std::string();
    }

    Result<void> drawSession(ComputerId from, ComputerId to, const ReadSession& session)
    {
        HOPWRIGHT_TRY_VOID(take(edit::connectHop(
            std::move(m_out.graph),
            {.from = from, .to = {.computer = to}, .typedTarget = typedFor(session.target, to)},
            m_now)));
        const HopId hop = *edit::newestHop(m_out.graph);
        m_out.hops.push_back({.id = hop});
        if (session.method && *session.method != Method::Unknown) {
            HOPWRIGHT_TRY_VOID(
                take(edit::setMethodAlone(std::move(m_out.graph), hop, *session.method)));
        }
        if (session.transport) {
            HOPWRIGHT_TRY_VOID(
                take(edit::setTransport(std::move(m_out.graph), hop, *session.transport)));
        }
        return {};
    }

    Result<void> drawResource(ComputerId at, const ReadResource& resource)
    {
        const target::TypedTarget typed = target::readTarget(resource.target.name);
        const bool isShare = resource.kind == ResourceKind::SmbShare && !typed.share.empty();
        // The hop to its row stands on the line of the others.
        constexpr double lift = edit::shareLift;
        HOPWRIGHT_TRY(const ComputerId server,
                      machine(resource.target, model::ComputerKind::Server, lift));
        const ResourceKind kind =
            resource.kind == ResourceKind::Unknown ? ResourceKind::SmbShare : resource.kind;
        const std::string name = isShare                       ? std::string(typed.share)
                                 : commandOf(resource).empty() ? std::string(wordOf(kind))
                                                               : std::string(commandOf(resource));
        Result<Graph> next = edit::addResource(m_out.graph, server, kind, name, m_now);
        if (!next)
            next = edit::addResource(m_out.graph, server, kind, wordOf(kind), m_now);
        HOPWRIGHT_TRY_VOID(take(std::move(next)));
        const std::string target =
            isShare ? "\\\\" + std::string(typed.host) + '\\' + std::string(typed.share) : "";
        const model::HopEnd to{.computer = server, .resource = edit::newestResource(m_out.graph)};
        HOPWRIGHT_TRY_VOID(take(
            edit::connectHop(std::move(m_out.graph),
                             {.from = at,
                              .to = to,
                              .typedTarget = model::checkTarget(target) ? target : std::string()},
                             m_now)));
        const HopId hop = *edit::newestHop(m_out.graph);
        m_out.hops.push_back({.id = hop});
        if (kind != ResourceKind::SmbShare || !resource.isOnlyRead)
            return {};
        const auto route = model::routeOf(m_out.graph, hop);
        return route ? take(edit::setProbe(std::move(m_out.graph), *route,
                                           {.kind = ProbeKind::ListShare}))
                     : Result<void>();
    }

    /// The account that the text names, drawn; nothing: it names none, or none that can be.
    Result<std::optional<model::AccountId>> account()
    {
        const std::vector<Named>& accounts = m_diagnosis.reading.accounts;
        if (accounts.empty())
            return std::optional<model::AccountId>();
        Result<Graph> next = edit::addAccount(m_out.graph, accounts.front().name);
        if (!next && m_diagnosis.answers.account.empty())
            return std::optional<model::AccountId>();
        HOPWRIGHT_TRY_VOID(take(std::move(next)));
        return edit::newestAccount(m_out.graph);
    }

    /// An own credential where the text has one; CredSSP needs one, unless that it lacks it is what is wrong.
    Result<void> setCredentials()
    {
        HOPWRIGHT_TRY(m_account, account());
        const Reading& reading = m_diagnosis.reading;
        for (std::size_t i = 0; i < m_out.hops.size(); ++i) {
            const bool isSession = i < reading.sessions.size();
            const bool hasOwn =
                isSession ? reading.sessions[i].hasCredential : reading.resource->hasCredential;
            const bool needsOwn = isSession && reading.sessions[i].method == Method::CredSsp
                                  && !isFirst(Cause::ImplicitCredentialWithCredSsp);
            const bool lacksOwn = isFirst(Cause::ImplicitCredentialWithCredSsp)
                                  && static_cast<std::size_t>(first()->hop) == i + 1;
            if ((!hasOwn && !needsOwn) || lacksOwn)
                continue;
            HOPWRIGHT_TRY_VOID(
                take(edit::setCredential(std::move(m_out.graph), m_out.hops[i].id,
                                         {.isExplicit = true, .account = m_account})));
        }
        return {};
    }

    /// Hops before the one that failed passed, as the text has it; those behind it were not reached.
    void saySaid()
    {
        if (first() == nullptr || first()->hop <= 0)
            return;
        const std::size_t failing = static_cast<std::size_t>(first()->hop) - 1;
        for (std::size_t i = 0; i < m_out.hops.size(); ++i) {
            if (i < failing) {
                m_out.hops[i].said = Outcome::Allowed;
            } else if (i == failing) {
                m_out.hops[i].said = Outcome::Denied;
            } else {
                m_out.hops[i].reached = false;
            }
        }
        if (failing < m_out.hops.size())
            m_out.failing = m_out.hops[failing].id;
    }

    /// The practice machines have what CredSSP needs on each hop of it, but for what the first candidate says is missing.
    Result<void> setUpLab()
    {
        for (const SaidDrawing::Hop& each : m_out.hops) {
            const model::Hop hop = m_out.graph.hops.at(each.id);
            const bool fails = m_out.failing == each.id;
            if (model::isSession(hop) && !(fails && isFirst(Cause::TrustedHosts)))
                HOPWRIGHT_TRY_VOID(trust(hop));
            if (hop.method == Method::CredSsp && model::isSession(hop))
                HOPWRIGHT_TRY_VOID(setUpCredSsp(hop, fails));
            if (fails && isFirst(Cause::PermissionOnResource) && hop.to.resource)
                HOPWRIGHT_TRY_VOID(denyOnResource(hop));
        }
        return {};
    }

    /// An address, and a machine that no domain vouches for, must be in TrustedHosts.
    Result<void> trust(const model::Hop& hop)
    {
        model::PracticeFacts client = m_out.graph.computers.at(hop.from).practice;
        client.trustedHosts.push_back(model::typedHost(m_out.graph, hop));
        return take(edit::setPractice(std::move(m_out.graph), hop.from, client));
    }

    Result<void> setUpCredSsp(const model::Hop& hop, bool fails)
    {
        const auto lacks = [&](Cause cause) {
            return fails && isFirst(cause);
        };
        model::PracticeFacts client = m_out.graph.computers.at(hop.from).practice;
        const std::string entry = "WSMAN/" + model::typedHost(m_out.graph, hop);
        client.credSspClient = !lacks(Cause::ClientRoleMissing);
        if (lacks(Cause::DelegateListMismatch)) {
            client.allowFresh.emplace_back("WSMAN/other.example");
        } else if (!lacks(Cause::DelegateListMissing) && !lacks(Cause::NtlmOnlyListNeeded)
                   && !lacks(Cause::ClientRoleMissing)) {
            client.allowFresh.push_back(entry);
            client.allowFreshNtlmOnly.push_back(entry);
        }
        if (lacks(Cause::NtlmOnlyListNeeded))
            client.allowFresh.push_back(entry);
        if (lacks(Cause::DelegateListDenies))
            client.denyFresh.push_back(entry);
        HOPWRIGHT_TRY_VOID(take(edit::setPractice(std::move(m_out.graph), hop.from, client)));
        model::PracticeFacts server = m_out.graph.computers.at(hop.to.computer).practice;
        server.credSspServer = !lacks(Cause::ServerRoleMissing);
        HOPWRIGHT_TRY_VOID(
            take(edit::setPractice(std::move(m_out.graph), hop.to.computer, server)));
        return {};
    }

    /// Refuses whoever comes there: the account that the text names, where a hop is opened with it, else the one that the practice
    /// lab signs in with.
    Result<void> denyOnResource(const model::Hop& hop)
    {
        model::PracticeFacts server = m_out.graph.computers.at(hop.to.computer).practice;
        const auto route = model::routeOf(m_out.graph, hop.id);
        if (!route)
            return {};
        const bool isOwn = m_account && std::ranges::any_of(m_out.hops, [&](const auto& each) {
                               return m_out.graph.hops.at(each.id).credential.isExplicit;
                           });
        server.denyAccount = isOwn ? model::accountText(m_out.graph.accounts.at(*m_account))
                                   : model::accountText(model::labAccount(m_out.graph, *route));
        HOPWRIGHT_TRY_VOID(
            take(edit::setPractice(std::move(m_out.graph), hop.to.computer, server)));
        return {};
    }

    void takeFacts()
    {
        if (m_diagnosis.facts.empty())
            return;
        const std::array texts{import::Reading{.facts = m_diagnosis.facts}};
        import::Imported imported = import::intoDrawing(m_out.graph, texts, std::nullopt, m_now);
        m_out.graph = std::move(imported.graph);
    }

    const Diagnosis& m_diagnosis;
    std::string_view m_now;
    double m_left = 0;  ///< Of the next card.
    std::optional<model::AccountId> m_account = {};
    SaidDrawing m_out = {};
};

}  // namespace

Result<SaidDrawing> drawingOf(const Diagnosis& diagnosis, std::string_view now)
{
    return Drawing(diagnosis, now).run();
}

}  // namespace hopwright::diagnose
