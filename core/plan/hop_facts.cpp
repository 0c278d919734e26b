#include "core/plan/hop_facts.h"

#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"
#include "core/plan/caller.h"
#include "core/plan/permission.h"
#include "core/rules/hop_rows.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <cassert>
#include <span>
#include <tuple>
#include <utility>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;
using rules::Argument;
using rules::Fact;
using rules::Row;

/// The oldest CredSSP version whose key proof cannot be relayed: MS-CSSP 5.1.
constexpr std::uint32_t safeCredSspVersion = 5;

template <typename Role>
Role roleOf(const model::MachineState* machine, std::optional<bool> model::MachineState::* role)
{
    if (machine == nullptr || !(machine->*role))
        return Role::NotKnown;
    return *(machine->*role) ? Role::On : Role::Off;
}

rules::DelegateList readingOf(const wildcard::Decision& decision)
{
    using Reason = wildcard::Decision::Reason;
    switch (decision.reason) {
    case Reason::DeniedByDenyList:
        return rules::DelegateList::InDenyList;
    case Reason::ListNotEnabled:
        return rules::DelegateList::Off;
    case Reason::NotListed:
        return rules::DelegateList::Lacking;
    case Reason::NtlmOnlyListLacks:
        return decision.code ? rules::DelegateList::NtlmOnlyLacking
                             : rules::DelegateList::NtlmOnlyLackingAlone;
    case Reason::Listed:
    case Reason::NotKnown:
        break;
    }
    return rules::DelegateList::NotRefusing;
}

/// What the lists have in place of a host, those that were asked, and so are known; of long ones the first names.
std::string namesIn(const model::MachineState& client, bool ntlmOnly)
{
    constexpr std::size_t most = 3;
    std::string out;
    std::size_t shown = 0;
    std::size_t all = 0;
    const auto add = [&](const model::DelegateList& list) {
        if (!list.enabled)
            return;
        all += list.entries.size();
        const std::size_t room = std::min(most - shown, list.entries.size());
        for (const std::string& entry : std::span(list.entries).first(room))
            out += (shown++ == 0 ? "" : ", ") + entry;
    };
    if (ntlmOnly)
        add(client.allowFreshNtlmOnly.value());
    add(client.allowFresh.value());
    return all > most ? out + " …" : out;
}

std::string dnsNameOf(const Graph& graph, const model::Computer& computer)
{
    const model::Domain* domain = model::domainOf(graph, computer);
    return domain == nullptr ? std::string() : domain->dnsName;
}

unsigned number(auto answer)
{
    return unsigned(std::to_underlying(answer));
}

template <typename Answers>
unsigned either(bool isFirst, Answers first, Answers second)
{
    return number(isFirst ? first : second);
}

}  // namespace

rules::Credential credentialOf(const Graph& graph, const Hop& hop)
{
    if (!hop.credential.isExplicit)
        return rules::Credential::Callers;
    return explicitAccount(graph, hop).empty() ? rules::Credential::AskedFor
                                               : rules::Credential::Named;
}

unsigned HopFacts::answer(Fact fact)
{
    if (!m_known.knows(fact))
        m_known.set(fact, find(fact));
    return m_known.of(fact);
}

/// What arrives, who asks, and what machines are known to have; else what the drawing alone says.
unsigned HopFacts::find(Fact fact)
{
    switch (fact) {
    case Fact::Proof:
        readProofs();
        return m_known.of(Fact::Proof);
    case Fact::Arrives:
        return number(atStart() ? rules::Arrives::AtStart : m_place.held->what);
    case Fact::Caller:
        return number(callerSeen());
    case Fact::Stranger:
        return number(stranger());
    case Fact::ClientRole:
        return number(roleOf<rules::ClientRole>(stateOf(m_place.hop.from),
                                                &model::MachineState::credSspClient));
    case Fact::ServerRole:
        return number(roleOf<rules::ServerRole>(stateOf(m_place.hop.to.computer),
                                                &model::MachineState::credSspServer));
    case Fact::TrustedHosts:
        return number(trustedHosts());
    case Fact::DelegateList:
        return number(delegateList());
    case Fact::Delegation:
        return either(surelyDelegates(), rules::Delegation::Sure, rules::Delegation::NotSure);
    case Fact::Permission:
        return number(permission());
    default:
        return findDrawn(fact);
    }
}

unsigned HopFacts::findDrawn(Fact fact)
{
    const Graph& graph = m_place.graph;
    const Hop& hop = m_place.hop;
    switch (fact) {
    case Fact::End:
        return either(model::isSession(hop), rules::End::Session, rules::End::Resource);
    case Fact::Method:
        return number(hop.method);
    case Fact::MethodWord:
        return either(model::equalNames(hop.methodWord, "digest"), rules::MethodWord::Digest,
                      rules::MethodWord::Other);
    case Fact::Credential:
        return number(credentialOf(graph, hop));
    case Fact::Identity:
        return number(identity());
    case Fact::Encryption:
        return either(model::effectiveTransport(graph, hop) == model::Transport::Http,
                      rules::Encryption::Http, rules::Encryption::Https);
    case Fact::TargetForm:
        return number(targetForm());
    case Fact::Loop:
        return either(isLoopback(graph, hop), rules::Loop::Yes, rules::Loop::No);
    case Fact::Ends:
        return either(hop.from == hop.to.computer, rules::Ends::Same, rules::Ends::Different);
    case Fact::Account:
        return number(account());
    case Fact::ClientHome:
        return number(homeOf<rules::ClientHome>(graph, hop.from));
    case Fact::TargetHome:
        return number(homeOf<rules::TargetHome>(graph, hop.to.computer));
    case Fact::AnsweringHome:
        return number(homeOf<rules::AnsweringHome>(graph, answering().id));
    case Fact::Domains:
        return number(domains());
    case Fact::Refusal:
        return number(refusal());
    case Fact::CredSspVersion:
        return either(hop.minCredSspVersion < safeCredSspVersion, rules::CredSspVersion::Old,
                      rules::CredSspVersion::Safe);
    default:
        break;
    }
    assert(false && "no fact of a hop");
    return 0;
}

rules::Identity HopFacts::identity() const
{
    const Hop& hop = m_place.hop;
    const bool provesItself = model::isSession(hop) && model::bringsOwnProof(hop.method);
    return provesItself || hop.credential.isExplicit ? rules::Identity::Own
                                                     : rules::Identity::Arriving;
}

rules::TargetForm HopFacts::targetForm()
{
    if (target::isAddress(host()))
        return rules::TargetForm::Address;
    return target::isOwnName(host()) ? rules::TargetForm::OwnName : rules::TargetForm::Name;
}

rules::Stranger HopFacts::stranger()
{
    const Row* const row = rules::read(rules::strangers(), *this, [](const Row&) {});
    const bool isOne = row != nullptr && row->verdict == rules::Verdict::Unknown;
    return isOne ? rules::Stranger::Yes : rules::Stranger::No;
}

const model::MachineState* HopFacts::stateOf(model::ComputerId computer) const
{
    return m_place.states == nullptr ? nullptr : m_place.states->of(computer);
}

rules::Domains HopFacts::domains() const
{
    const model::Domain* from = model::domainOf(m_place.graph, client());
    const model::Domain* to = model::domainOf(m_place.graph, server());
    const bool areDifferent = from != nullptr && to != nullptr && from->id != to->id;
    return areDifferent ? rules::Domains::Different : rules::Domains::NotDifferent;
}

/// Whether the client of a CredSSP session is known to let credentials go there, however the server proves its name.
bool HopFacts::surelyDelegates()
{
    const Hop& hop = m_place.hop;
    if (hop.method != Method::CredSsp || stateOf(hop.from) == nullptr)
        return false;
    const wildcard::DelegateMatcher& lists = m_place.states->listsOf(hop.from);
    return lists.ask(host(), Proof::Trusted).allowed()
           && lists.ask(host(), Proof::NtlmOnly).allowed();
}

rules::Account HopFacts::account() const
{
    const Hop& hop = m_place.hop;
    if (hop.method == Method::Certificate)  // It stands for an account that the target has for it.
        return rules::Account::Other;
    model::AccountName who = drawnAccount(m_place.graph, hop);
    if (who.user.empty() && (m_place.index == 0 || hop.credential.isExplicit))
        who = m_place.opener;
    return model::isOwnAccount(server(), who) ? rules::Account::OfTarget : rules::Account::Other;
}

rules::Caller HopFacts::callerSeen()
{
    const std::optional<model::AccountHome>& home = caller();
    if (!home)
        return rules::Caller::Unplaced;
    if (home->computer == answering().id)
        return rules::Caller::OfTarget;
    if (home->kind == model::AccountHome::Kind::Machine) {
        return home->user.empty() ? rules::Caller::SomeoneOfAnotherMachine
                                  : rules::Caller::OfAnotherMachine;
    }
    const model::Domain* domain = model::domainOf(m_place.graph, answering());
    if (domain == nullptr)
        return rules::Caller::Unplaced;
    return home->domain == domain->id ? rules::Caller::OfSameDomain
                                      : rules::Caller::OfAnotherDomain;
}

rules::DelegateList HopFacts::delegateList()
{
    if (stateOf(m_place.hop.from) == nullptr)
        return rules::DelegateList::NotRefusing;
    const wildcard::DelegateMatcher& lists = m_place.states->listsOf(m_place.hop.from);
    const bool byNtlm = ask<Proof>() == Proof::NtlmOnly;
    m_decision = lists.ask(host(), byNtlm ? Proof::NtlmOnly : Proof::Trusted);
    const rules::DelegateList reading = readingOf(m_decision);
    // Where it is not known which list is asked, they deny if they do so in one way.
    const bool isSure = !rules::whenOwnNameIsUnproven().holds(*this)
                        || readingOf(lists.ask(host(), Proof::NtlmOnly)) == reading;
    return isSure ? reading : rules::DelegateList::NotRefusing;
}

rules::TrustedHosts HopFacts::trustedHosts()
{
    const model::MachineState* const machine = stateOf(m_place.hop.from);
    const bool areLacking = machine != nullptr && machine->trustedHosts
                            && rules::whenTrustedHostsAreAsked().holds(*this)
                            && !m_place.states->trustedHostsOf(m_place.hop.from).trusting(host());
    return areLacking ? rules::TrustedHosts::Lacking : rules::TrustedHosts::NotLacking;
}

rules::Permission HopFacts::permission() const
{
    const model::HopEnd& end = m_place.hop.to;
    const ResourceKind kind = m_place.graph.resources.at(end.resource.value()).kind;
    if (kind != ResourceKind::SmbShare || m_place.states == nullptr)
        return rules::Permission::NotLookedAt;
    return permissionOf(m_place.graph, end.computer, signingAccount(), *m_place.states);
}

rules::Refusal HopFacts::refusal() const
{
    const ResourceKind kind = m_place.graph.resources.at(m_place.hop.to.resource.value()).kind;
    const ResourceRow& row = resourceRow(kind);
    if (row.refusal == nullptr)
        return rules::Refusal::NotKnown;
    if (row.refusal().codeCount == 0)
        return rules::Refusal::WithoutCode;
    return kind == ResourceKind::SmbShare ? rules::Refusal::SmbCode : rules::Refusal::Code;
}

void HopFacts::readProofs()
{
    m_known.set(Proof::Trusted);
    std::ignore = rules::read(rules::proofs(), *this, [this](const Row& row) {
        if (!row.proof)
            return;
        m_known.set(*row.proof);
        m_proofRows.push_back(&row);
    });
}

const std::string& HopFacts::host()
{
    if (!m_host)
        m_host = model::typedHost(m_place.graph, m_place.hop);
    return *m_host;
}

std::string HopFacts::signingAccount() const
{
    const Hop& hop = m_place.hop;
    if (isOpenersHop(hop, atStart()))
        return model::accountText(m_place.opener);
    return hop.credential.isExplicit ? explicitAccount(m_place.graph, hop) : m_place.held->account;
}

const std::optional<model::AccountHome>& HopFacts::caller()
{
    if (!m_hasCaller) {
        m_caller = callerOf(*m_place.names, m_place.hop,
                            {.home = m_place.held == nullptr ? std::nullopt : m_place.held->home,
                             .atStart = atStart(),
                             .opener = m_place.opener});
        m_hasCaller = true;
    }
    return m_caller;
}

const model::Computer& HopFacts::answering()
{
    return ask<rules::Loop>() == rules::Loop::Yes ? client() : server();
}

const ErrorRow* HopFacts::errorOf(const rules::Denial& denial) const
{
    if (denial.ofResource) {
        const auto& resource = m_place.graph.resources.at(m_place.hop.to.resource.value());
        return &resourceRow(resource.kind).refusal();
    }
    return denial.error == 0 ? nullptr : &errorRows()[static_cast<std::size_t>(denial.error - 1)];
}

std::string HopFacts::text(Argument argument, const ErrorRow* error)
{
    const Graph& graph = m_place.graph;
    const Hop& hop = m_place.hop;
    switch (argument) {
    case Argument::Number:
        return std::to_string(m_place.index + 1);
    case Argument::NumberBefore:
        return std::to_string(m_place.index);
    case Argument::From:
        return client().name;
    case Argument::Server:
        return server().name;
    case Argument::Host:
        return host();
    case Argument::EndName:
        return model::hopTargetName(graph, hop);
    case Argument::DrawnAccount:
        return explicitAccount(graph, hop);
    case Argument::SigningAccount:
        return signingAccount();
    case Argument::CallerAccount:
        return caller()->name + '\\' + caller()->user;
    case Argument::CallerHome: {
        const model::AccountHome& home = caller().value();
        return home.domain ? fullName(graph.domains.at(*home.domain)) : home.name;
    }
    case Argument::Answering:
        return answering().name;
    case Argument::AnsweringDomain:
        return fullName(*model::domainOf(graph, answering()));
    case Argument::ClientDomain:
        return dnsNameOf(graph, client());
    case Argument::ServerDomain:
        return dnsNameOf(graph, server());
    case Argument::Code:
        return error == nullptr ? std::string() : textOf(error->code());
    case Argument::MethodWord:
        return hop.methodWord;
    case Argument::Entry:
        return m_decision.entry;
    case Argument::ListNames:
        return namesIn(*m_place.states->of(hop.from), ask<Proof>() == Proof::NtlmOnly);
    case Argument::Version:
        return std::to_string(hop.minCredSspVersion);
    }
    return {};
}

void HopFacts::addReasons(const Row& row, std::vector<rules::Because>& out)
{
    for (const rules::Reason& reason : row.reasons()) {
        if (!reason.when.holds(*this))
            continue;
        if (reason.carried) {
            out.insert(out.end(), m_place.held->because.begin(), m_place.held->because.end());
            continue;
        }
        const ErrorRow* const error = errorOf(row.denial);
        rules::Because because{.rule = reason.rule.empty() ? error->id() : std::string(reason.rule),
                               .key = reason.key};
        because.arguments.reserve(reason.argumentCount);
        for (const Argument each : reason.arguments())
            because.arguments.push_back(text(each, error));
        out.push_back(std::move(because));
    }
}

}  // namespace hopwright::plan
