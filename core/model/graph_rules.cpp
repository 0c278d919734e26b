#include "core/model/graph_rules.h"

#include "core/base/date.h"
#include "core/errors/resource_table.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>
#include <type_traits>
#include <unordered_set>
#include <utility>

namespace hopwright::model {

namespace {

/// A name that may be empty: not known.
Result<void> checkOptionalName(std::string_view name)
{
    return name.empty() ? Result<void>() : checkName(name);
}

Result<void> checkList(const std::vector<std::string>& list)
{
    if (list.size() > maxListEntries)
        return fail(ErrorCode::TooLarge, Sentence::saying("a list has more than 1,000 entries"));
    for (const std::string& entry : list)
        HOPWRIGHT_TRY_VOID(checkName(entry));
    return {};
}

Result<void> checkUpkeep(const Upkeep& upkeep)
{
    HOPWRIGHT_TRY_VOID(checkOptionalName(upkeep.owner));
    if (!upkeep.ticket.empty())
        HOPWRIGHT_TRY_VOID(checkTarget(upkeep.ticket));
    if (!upkeep.expires.empty() && !readDate(upkeep.expires)) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a date is written as 2026-03-31, year, month and day"));
    }
    return {};
}

Result<void> checkFact(const SeenFact& fact)
{
    HOPWRIGHT_TRY_VOID(checkName(fact.kind));
    HOPWRIGHT_TRY_VOID(checkOptionalName(fact.subject));
    if (!fact.about.empty())
        HOPWRIGHT_TRY_VOID(checkTarget(fact.about));
    HOPWRIGHT_TRY_VOID(checkText(fact.value));
    HOPWRIGHT_TRY_VOID(checkOptionalName(fact.layer));
    return checkOptionalName(fact.time);
}

Result<void> checkSeen(const MachineState& state)
{
    if (state.facts.size() > maxSeenFacts || state.commands.size() > maxSeenFacts) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("more than 10,000 facts or commands were read of a machine"));
    }
    for (const SeenFact& fact : state.facts)
        HOPWRIGHT_TRY_VOID(checkFact(fact));
    for (const SeenCommand& command : state.commands) {
        HOPWRIGHT_TRY_VOID(checkName(command.name));
        HOPWRIGHT_TRY_VOID(checkOptionalName(command.machine));
    }
    return {};
}

Result<void> checkPort(const std::optional<std::uint16_t>& port)
{
    if (port == 0)
        return fail(ErrorCode::OutOfRange, Sentence::saying("port 0 is none: 1 to 65535"));
    return {};
}

Result<void> checkWord(bool unknown, const std::string& word, bool known)
{
    if (!unknown && !word.empty()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a known word is kept as an unknown one"));
    }
    if (unknown && (known || word.empty())) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("an unknown word is missing, or is a known one"));
    }
    return checkOptionalName(word);
}

/// A name in quotes, cut so that an error stays one line.
std::string quoted(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

const std::string& nameOf(const Domain& domain)
{
    return domain.workgroup ? domain.shortName : domain.dnsName;
}

using Ends = std::tuple<ComputerId, ComputerId, ResourceId>;

Ends endsOf(const Hop& hop)
{
    return {hop.from, hop.to.computer, hop.to.resource.value_or(ResourceId{})};
}

/// Walks a graph once and stops at the first thing that is wrong with it.
class Checker {
public:
    explicit Checker(const Graph& graph) : m_graph(graph) {}

    std::optional<GraphFault> run()
    {
        const Result<void> result = all();
        if (result)
            return std::nullopt;
        return GraphFault{.error = result.error(), .id = m_current};
    }

    Result<void> all()
    {
        HOPWRIGHT_TRY_VOID(counts());
        for (const auto& [id, domain] : m_graph.domains)
            HOPWRIGHT_TRY_VOID(check(id, domain));
        for (const auto& [id, computer] : m_graph.computers)
            HOPWRIGHT_TRY_VOID(check(id, computer));
        for (const auto& [id, resource] : m_graph.resources)
            HOPWRIGHT_TRY_VOID(check(id, resource));
        for (const auto& [id, account] : m_graph.accounts)
            HOPWRIGHT_TRY_VOID(check(id, account));
        for (const auto& [id, hop] : m_graph.hops)
            HOPWRIGHT_TRY_VOID(check(id, hop));
        for (const auto& [id, route] : m_graph.routes)
            HOPWRIGHT_TRY_VOID(check(id, route));
        for (const auto& [id, group] : m_graph.groups)
            HOPWRIGHT_TRY_VOID(check(id, group));
        for (const auto& [id, state] : m_graph.seen)
            HOPWRIGHT_TRY_VOID(check(id, state));
        return {};
    }

    Result<void> counts() const
    {
        if (m_graph.computers.size() > maxComputers) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the drawing has more than 10,000 machines"));
        }
        if (m_graph.hops.size() > maxHops) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the drawing has more than 40,000 hops"));
        }
        if (m_graph.resources.size() > maxResources) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the drawing has more than 40,000 resources"));
        }
        if (m_graph.routes.size() > maxRoutes) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the drawing has more than 10,000 routes"));
        }
        if (m_graph.domains.size() > maxDomains) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the drawing has more than 1,000 domains"));
        }
        if (m_graph.groups.size() > maxGroups) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the drawing has more than 1,000 groups"));
        }
        if (m_graph.accounts.size() > maxAccounts) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("the drawing has more than 10,000 accounts"));
        }
        return {};
    }

    // Whether a thing of before has a name, or the ends, of those that were checked until now.

    bool takesFrom(const Domain& domain) const
    {
        return m_domainNames.contains(foldedName(nameOf(domain)));
    }
    bool takesFrom(const Computer& computer) const
    {
        return m_computerNames.contains(foldedName(computer.name))
               || (!computer.dnsName.empty()
                   && m_computerNames.contains(foldedName(computer.dnsName)));
    }
    bool takesFrom(const Resource& resource) const
    {
        return m_resourceNames.contains({resource.computer, foldedName(resource.name)});
    }
    bool takesFrom(const Account& account) const
    {
        return m_accountNames.contains(foldedName(accountText(account)));
    }
    bool takesFrom(const Hop& hop) const { return m_hopEnds.contains(endsOf(hop)); }
    bool takesFrom(const Route& route) const { return m_routeNames.contains(route.name); }
    bool takesFrom(const Group& group) const
    {
        return group.kind != GroupKind::Other
               && std::ranges::any_of(group.members, [&](ComputerId each) {
                      return m_members.contains({group.kind, each});
                  });
    }

    /// Notes the thing that is being checked; its key must be its id, and its id given once.
    template <typename Id>
    Result<void> begin(Id key, Id id)
    {
        m_current = static_cast<std::uint32_t>(key);
        if (key != id) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("a thing is filed under another id"));
        }
        if (m_current == 0)
            return fail(ErrorCode::OutOfRange, Sentence::saying("id 0 names nothing"));
        if (m_current >= m_graph.nextId) {
            return fail(ErrorCode::OutOfRange,
                        Sentence::saying("an id is not below the next free one"));
        }
        if (!m_ids.insert(m_current).second) {
            return fail(ErrorCode::NameTaken,
                        Sentence::saying("two things have one id, %1", m_current));
        }
        return {};
    }

    Result<void> check(DomainId key, const Domain& domain)
    {
        HOPWRIGHT_TRY_VOID(begin(key, domain.id));
        HOPWRIGHT_TRY_VOID(checkOptionalName(domain.dnsName));
        HOPWRIGHT_TRY_VOID(checkOptionalName(domain.shortName));
        HOPWRIGHT_TRY_VOID(checkOptionalName(domain.provenance.time));
        if (domain.workgroup && !domain.dnsName.empty())
            return fail(ErrorCode::NotAllowed, Sentence::saying("a workgroup has no DNS name"));
        const std::string& name = nameOf(domain);
        if (name.empty())
            return fail(ErrorCode::Malformed, Sentence::saying("a domain has no name"));
        if (!m_domainNames.insert(foldedName(name)).second) {
            return fail(ErrorCode::NameTaken,
                        Sentence::saying("two domains are called %1", quoted(name)));
        }
        return {};
    }

    Result<void> check(ComputerId key, const Computer& computer)
    {
        HOPWRIGHT_TRY_VOID(begin(key, computer.id));
        HOPWRIGHT_TRY_VOID(checkMachineName(computer.name));
        if (!computer.dnsName.empty())
            HOPWRIGHT_TRY_VOID(checkMachineName(computer.dnsName));
        HOPWRIGHT_TRY_VOID(checkOptionalName(computer.address));
        HOPWRIGHT_TRY_VOID(checkOptionalName(computer.os));
        HOPWRIGHT_TRY_VOID(checkText(computer.notes));
        HOPWRIGHT_TRY_VOID(checkOptionalName(computer.provenance.time));
        HOPWRIGHT_TRY_VOID(checkPort(computer.port));
        HOPWRIGHT_TRY_VOID(checkUpkeep(computer.upkeep));
        HOPWRIGHT_TRY_VOID(checkOptionalName(computer.practice.denyAccount));
        HOPWRIGHT_TRY_VOID(checkList(computer.practice.allowFresh));
        HOPWRIGHT_TRY_VOID(checkList(computer.practice.allowFreshNtlmOnly));
        HOPWRIGHT_TRY_VOID(checkList(computer.practice.denyFresh));
        HOPWRIGHT_TRY_VOID(checkList(computer.practice.trustedHosts));
        // Written so that a coordinate that is not a number is refused too.
        if (!(std::abs(computer.position.x) <= maxCoordinate
              && std::abs(computer.position.y) <= maxCoordinate)) {
            return fail(ErrorCode::OutOfRange,
                        Sentence::saying("a machine stands outside the drawing"));
        }
        if (computer.domain && !m_graph.domains.contains(*computer.domain)) {
            return fail(ErrorCode::UnknownNode,
                        Sentence::saying("a machine's domain is not in the drawing"));
        }
        HOPWRIGHT_TRY_VOID(takeName(computer.name));
        if (!computer.dnsName.empty() && !equalNames(computer.name, computer.dnsName))
            HOPWRIGHT_TRY_VOID(takeName(computer.dnsName));
        return {};
    }

    Result<void> takeName(const std::string& name)
    {
        if (!m_computerNames.insert(foldedName(name)).second) {
            return fail(ErrorCode::NameTaken,
                        Sentence::saying(
                            "two machines are called %1: a name must say which machine is meant",
                            quoted(name)));
        }
        return {};
    }

    Result<void> check(ResourceId key, const Resource& resource)
    {
        HOPWRIGHT_TRY_VOID(begin(key, resource.id));
        HOPWRIGHT_TRY_VOID(checkMachineName(resource.name));
        HOPWRIGHT_TRY_VOID(checkOptionalName(resource.provenance.time));
        HOPWRIGHT_TRY_VOID(checkWord(resource.kind == ResourceKind::Unknown, resource.kindWord,
                                     fromTypedWord<ResourceKind>(resource.kindWord).has_value()));
        if (!m_graph.computers.contains(resource.computer)) {
            return fail(ErrorCode::UnknownNode,
                        Sentence::saying("a resource is on no machine of the drawing"));
        }
        if (!m_resourceNames.emplace(resource.computer, foldedName(resource.name)).second) {
            return fail(ErrorCode::NameTaken,
                        Sentence::saying("two resources of one machine are called %1",
                                         quoted(resource.name)));
        }
        return {};
    }

    Result<void> check(AccountId key, const Account& account)
    {
        HOPWRIGHT_TRY_VOID(begin(key, account.id));
        HOPWRIGHT_TRY_VOID(checkName(account.user));
        HOPWRIGHT_TRY_VOID(checkOptionalName(account.domain));
        if (!m_accountNames.insert(foldedName(accountText(account))).second) {
            return fail(ErrorCode::NameTaken,
                        Sentence::saying("the account %1 is there twice", accountText(account)));
        }
        return {};
    }

    Result<void> check(HopId key, const Hop& hop)
    {
        HOPWRIGHT_TRY_VOID(begin(key, hop.id));
        HOPWRIGHT_TRY_VOID(checkHopEnds(hop));
        HOPWRIGHT_TRY_VOID(checkTarget(hop.typedTarget));
        HOPWRIGHT_TRY_VOID(checkOptionalName(hop.provenance.time));
        HOPWRIGHT_TRY_VOID(checkPort(hop.port));
        HOPWRIGHT_TRY_VOID(checkUpkeep(hop.upkeep));
        HOPWRIGHT_TRY_VOID(checkWord(hop.method == Method::Unknown, hop.methodWord,
                                     fromTypedWord<Method>(hop.methodWord).has_value()));
        if (hop.minCredSspVersion < 2 || hop.minCredSspVersion > 6) {
            return fail(ErrorCode::OutOfRange,
                        Sentence::saying("a hop asks for a CredSSP version that is not 2 to 6"));
        }
        if (!hop.credential.isExplicit && hop.credential.account) {
            return fail(ErrorCode::NotAllowed,
                        Sentence::saying("a hop names an account, but its credential is implicit"));
        }
        if (hop.credential.account && !m_graph.accounts.contains(*hop.credential.account)) {
            return fail(ErrorCode::UnknownNode,
                        Sentence::saying("a hop's account is not in the drawing"));
        }
        return {};
    }

    Result<void> checkHopEnds(const Hop& hop)
    {
        HOPWRIGHT_TRY_VOID(checkStands(hop));
        if (!m_hopEnds.insert(endsOf(hop)).second) {
            return fail(ErrorCode::NotAllowed,
                        Sentence::saying("the hop from %1 to %2 is drawn already",
                                         m_graph.computers.at(hop.from).name,
                                         endName(m_graph, hop.to)));
        }
        return {};
    }

    /// Whether its ends are there.
    Result<void> checkStands(const Hop& hop) const
    {
        if (!m_graph.computers.contains(hop.from))
            return fail(ErrorCode::UnknownNode, Sentence::saying("a hop has no start"));
        if (!m_graph.computers.contains(hop.to.computer))
            return fail(ErrorCode::UnknownNode, Sentence::saying("a hop has no target"));
        if (hop.to.resource) {
            const auto resource = m_graph.resources.find(*hop.to.resource);
            if (resource == m_graph.resources.end()) {
                return fail(ErrorCode::UnknownNode,
                            Sentence::saying("a hop's resource is not in the drawing"));
            }
            if (resource->second.computer != hop.to.computer) {
                return fail(
                    ErrorCode::NotAllowed,
                    Sentence::saying("a hop's resource is on another machine than the hop's end"));
            }
        }
        return {};
    }

    Result<void> check(RouteId key, const Route& route)
    {
        HOPWRIGHT_TRY_VOID(begin(key, route.id));
        HOPWRIGHT_TRY_VOID(checkTarget(route.name));
        HOPWRIGHT_TRY_VOID(checkText(route.probe.text));
        HOPWRIGHT_TRY_VOID(checkText(route.probe.sideEffects));
        HOPWRIGHT_TRY_VOID(checkText(route.probe.path));
        if (!m_routeNames.insert(route.name).second) {
            return fail(ErrorCode::NameTaken,
                        Sentence::saying("two routes are called %1", quoted(route.name)));
        }
        if (route.hops.empty())
            return fail(ErrorCode::Malformed, Sentence::saying("a route has no hops"));
        if (route.hops.size() > maxRouteHops)
            return fail(ErrorCode::TooLarge, Sentence::saying("a route has more than 64 hops"));
        return checkRouteHops(route);
    }

    Result<void> checkRouteHops(const Route& route) const
    {
        const Hop* before = nullptr;
        std::set<HopId> used;
        for (const HopId id : route.hops) {
            const auto hop = m_graph.hops.find(id);
            if (hop == m_graph.hops.end()) {
                return fail(ErrorCode::UnknownNode,
                            Sentence::saying("a route goes over a hop that is not in the drawing"));
            }
            if (!used.insert(id).second) {
                return fail(ErrorCode::NotAllowed,
                            Sentence::saying("a route goes over one hop twice"));
            }
            if (before != nullptr
                && (!isSession(*before) || before->to.computer != hop->second.from)) {
                return fail(ErrorCode::NotAllowed,
                            Sentence::saying("the hops of a route do not form a chain"));
            }
            before = &hop->second;
        }
        return {};
    }

    Result<void> check(GroupId key, const Group& group)
    {
        HOPWRIGHT_TRY_VOID(begin(key, group.id));
        HOPWRIGHT_TRY_VOID(checkName(group.name));
        HOPWRIGHT_TRY_VOID(checkOptionalName(group.defaults.os));
        HOPWRIGHT_TRY_VOID(checkPort(group.defaults.port));
        if (group.members.empty())
            return fail(ErrorCode::Malformed, Sentence::saying("a group has no machine"));
        HOPWRIGHT_TRY_VOID(checkStands(group));
        for (const ComputerId each : group.members) {
            if (group.kind != GroupKind::Other && !m_members.emplace(group.kind, each).second) {
                return fail(ErrorCode::NotAllowed,
                            Sentence::saying("%1 is in two groups of one kind",
                                             m_graph.computers.at(each).name));
            }
        }
        return {};
    }

    /// Whether what it refers to is there.
    Result<void> checkStands(const Group& group) const
    {
        for (const ComputerId each : group.members) {
            if (!m_graph.computers.contains(each)) {
                return fail(ErrorCode::UnknownNode,
                            Sentence::saying("a machine of a group is not in the drawing"));
            }
        }
        if (group.defaults.domain && !m_graph.domains.contains(*group.defaults.domain)) {
            return fail(ErrorCode::UnknownNode,
                        Sentence::saying("a group's domain is not in the drawing"));
        }
        return {};
    }

    Result<void> check(ComputerId key, const MachineState& state)
    {
        m_current = static_cast<std::uint32_t>(key);
        if (!m_graph.computers.contains(key)) {
            return fail(
                ErrorCode::UnknownNode,
                Sentence::saying("something was seen on a machine that is not in the drawing"));
        }
        HOPWRIGHT_TRY_VOID(checkOptionalName(state.provenance.time));
        for (const auto* list : {&state.allowFresh, &state.allowFreshNtlmOnly, &state.denyFresh}) {
            if (*list)
                HOPWRIGHT_TRY_VOID(checkList((*list)->entries));
        }
        HOPWRIGHT_TRY_VOID(checkSeen(state));
        return state.trustedHosts ? checkList(*state.trustedHosts) : Result<void>();
    }

private:
    const Graph& m_graph;
    std::uint32_t m_current = 0;
    std::unordered_set<std::uint32_t> m_ids;
    std::unordered_set<std::string> m_domainNames;
    std::unordered_set<std::string> m_computerNames;
    std::set<std::pair<ComputerId, std::string>> m_resourceNames;
    std::unordered_set<std::string> m_accountNames;
    std::set<Ends> m_hopEnds;
    std::unordered_set<std::string> m_routeNames;
    std::set<std::pair<GroupKind, ComputerId>> m_members;
};

// Whether \p a and \p b, the same thing before and after, go by the same name, or lead from and to the same.

bool isNamedAlike(const Domain& a, const Domain& b)
{
    return nameOf(a) == nameOf(b);
}
bool isNamedAlike(const Computer& a, const Computer& b)
{
    return a.name == b.name && a.dnsName == b.dnsName;
}
bool isNamedAlike(const Resource& a, const Resource& b)
{
    return a.computer == b.computer && a.name == b.name;
}
bool isNamedAlike(const Account& a, const Account& b)
{
    return a.domain == b.domain && a.user == b.user;
}
bool isNamedAlike(const Hop& a, const Hop& b)
{
    return endsOf(a) == endsOf(b);
}
bool isNamedAlike(const Route& a, const Route& b)
{
    return a.name == b.name;
}
bool isNamedAlike(const Group& a, const Group& b)
{
    return a.kind == b.kind && a.members == b.members;
}

/// Looks at what differs between two versions, of which the first is valid. It may doubt what is right, and never passes what is
/// wrong: whoever doubts looks at the whole.
class ChangeChecker {
public:
    ChangeChecker(const Graph& before, const Graph& after)
        : m_before(before), m_after(after), m_checker(after)
    {
    }

    bool isRight()
    {
        return m_before.nextId <= m_after.nextId && m_checker.counts()
               && isRight(&Graph::domains, &m_domains) && isRight(&Graph::computers, &m_computers)
               && isRight(&Graph::resources, &m_resources) && isRight(&Graph::accounts, &m_accounts)
               && isRight(&Graph::hops, &m_hops) && isRight(&Graph::routes, &m_routes)
               && isRight(&Graph::groups, &m_groups) && isSeenRight() && standsRight();
    }

private:
    /// What happened to things of one kind, beside what is seen in each of them alone.
    struct Change {
        bool names = false;  ///< One has a name, or ends, that it did not have.
        bool supports =
            false;  ///< One is gone, or a resource or hop elsewhere: others may stand on nothing.
    };

    /// Hops lead to resources where they are, and routes over hops.
    template <typename Id>
    static constexpr bool movesOthers = std::is_same_v<Id, ResourceId> || std::is_same_v<Id, HopId>;

    template <typename Id, typename Thing>
    bool isRight(SharedTable<Id, Thing> Graph::* part, Change* change)
    {
        bool right = true;
        forEachDifference(
            m_before.*part, m_after.*part, [&](Id id, const Thing* old, const Thing* now) {
                const bool alike = old != nullptr && now != nullptr && isNamedAlike(*old, *now);
                change->names = change->names || (now != nullptr && !alike);
                const bool moved = movesOthers<Id> && !alike;
                change->supports =
                    change->supports || (old != nullptr && (now == nullptr || moved));
                right = right && (now == nullptr || m_checker.check(id, *now))
                        && (old != nullptr || kindsWith(id) == 1);
            });
        return right
               && (!change->names || std::ranges::none_of(m_after.*part, [&](const auto& each) {
                      return m_checker.takesFrom(each.second) && isAsBefore(part, each);
                  }));
    }

    template <typename Id, typename Thing>
    bool isAsBefore(SharedTable<Id, Thing> Graph::* part,
                    const std::pair<const Id, Thing>& each) const
    {
        const auto old = (m_before.*part).find(each.first);
        return old != (m_before.*part).end() && old->second == each.second;
    }

    template <typename Id>
    int kindsWith(Id id) const
    {
        const auto number = static_cast<std::uint32_t>(id);
        return int{m_after.domains.contains(DomainId{number})}
               + int{m_after.computers.contains(ComputerId{number})}
               + int{m_after.resources.contains(ResourceId{number})}
               + int{m_after.accounts.contains(AccountId{number})}
               + int{m_after.hops.contains(HopId{number})}
               + int{m_after.routes.contains(RouteId{number})}
               + int{m_after.groups.contains(GroupId{number})};
    }

    bool isSeenRight()
    {
        bool right = true;
        forEachDifference(m_before.seen, m_after.seen,
                          [&](ComputerId id, const MachineState* /*old*/, const MachineState* now) {
                              right = right && (now == nullptr || m_checker.check(id, *now));
                          });
        return right;
    }

    /// Whether all is there that what did not change stands on.
    bool standsRight()
    {
        const auto all = [](const auto& things, auto stands) {
            return std::ranges::all_of(things, [&](const auto& each) { return stands(each); });
        };
        const auto& computers = m_after.computers;
        const bool hopsMayFall =
            m_computers.supports || m_resources.supports || m_accounts.supports;
        return (!m_domains.supports
                || all(computers,
                       [this](const auto& each) {
                           return !each.second.domain
                                  || m_after.domains.contains(*each.second.domain);
                       }))
               && (!m_computers.supports
                   || all(
                       m_after.resources,
                       [&](const auto& each) { return computers.contains(each.second.computer); }))
               && (!m_computers.supports
                   || all(m_after.seen,
                          [&](const auto& each) { return computers.contains(each.first); }))
               && ((!m_computers.supports && !m_domains.supports)
                   || all(m_after.groups,
                          [this](const auto& each) {
                              return m_checker.checkStands(each.second).has_value();
                          }))
               && (!hopsMayFall
                   || all(m_after.hops,
                          [this](const auto& each) {
                              const auto& account = each.second.credential.account;
                              return m_checker.checkStands(each.second)
                                     && (!account || m_after.accounts.contains(*account));
                          }))
               && (!m_hops.supports || all(m_after.routes, [this](const auto& each) {
                      return m_checker.checkRouteHops(each.second).has_value();
                  }));
    }

    const Graph& m_before;
    const Graph& m_after;
    Checker m_checker;
    Change m_domains;
    Change m_computers;
    Change m_resources;
    Change m_accounts;
    Change m_hops;
    Change m_routes;
    Change m_groups;
};

template <typename Map>
auto findIn(const Map& map, auto matches) -> const Map::mapped_type*
{
    const auto found =
        std::ranges::find_if(map, [&](const auto& item) { return matches(item.second); });
    return found == map.end() ? nullptr : &found->second;
}

template <typename Id, typename Map>
std::vector<Id> idsWhere(const Map& map, auto matches)
{
    std::vector<Id> out;
    for (const auto& [id, thing] : map) {
        if (matches(thing))
            out.push_back(id);
    }
    return out;
}

}  // namespace

Result<void> checkGraph(const Graph& graph)
{
    if (auto fault = findFault(graph))
        return fail(std::move(fault->error));
    return {};
}

Result<void> checkChange(const Graph& before, const Graph& after)
{
    return ChangeChecker(before, after).isRight() ? Result<void>() : checkGraph(after);
}

std::optional<GraphFault> findFault(const Graph& graph)
{
    return Checker(graph).run();
}

Result<void> checkCharacters(std::string_view text, LineEnds lineEnds)
{
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        if (control && !(lineEnds == LineEnds::Allowed && (c == '\n' || c == '\t' || c == '\r'))) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("a control character stands in the text"), at);
        }
        if (static_cast<unsigned char>(c) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        const auto point = text::takeCodePoint(text, at);
        if (!point || *point == 0xFFFE || *point == 0xFFFF)  // XML 1.0, 2.2: no characters.
            return fail(ErrorCode::Malformed, Sentence::saying("the text is not UTF-8"), begin);
    }
    return {};
}

Result<void> checkName(std::string_view name)
{
    if (name.empty())
        return fail(ErrorCode::Malformed, Sentence::saying("a name is empty"), 0);
    if (name.size() > maxNameBytes) {
        return fail(ErrorCode::TooLarge, Sentence::saying("a name is longer than 255 bytes"),
                    maxNameBytes);
    }
    return checkCharacters(name, LineEnds::Refused);
}

Result<void> checkMachineName(std::string_view name)
{
    if (const std::size_t at = name.find_first_of("\\/"); at != std::string_view::npos) {
        return fail(ErrorCode::Malformed, Sentence::saying("a slash or backslash stands in a name"),
                    at);
    }
    return checkName(name);
}

Result<void> checkTarget(std::string_view target)
{
    if (target.empty())
        return fail(ErrorCode::Malformed, Sentence::saying("a name is empty"), 0);
    if (target.size() > maxTargetBytes) {
        return fail(ErrorCode::TooLarge, Sentence::saying("a typed target is longer than 1 KiB"),
                    maxTargetBytes);
    }
    return checkCharacters(target, LineEnds::Refused);
}

Result<void> checkText(std::string_view text)
{
    if (text.size() > maxTextBytes) {
        return fail(ErrorCode::TooLarge, Sentence::saying("a text is longer than 64 KiB"),
                    maxTextBytes);
    }
    return checkCharacters(text, LineEnds::Allowed);
}

bool equalNames(std::string_view a, std::string_view b) noexcept
{
    return text::equalsIgnoringAsciiCase(a, b);
}

std::string foldedName(std::string_view name)
{
    return text::asciiLower(name);
}

const Computer* computerByName(const Graph& graph, std::string_view name)
{
    if (name.empty())
        return nullptr;
    return findIn(graph.computers, [name](const Computer& computer) {
        return equalNames(computer.name, name) || equalNames(computer.dnsName, name);
    });
}

const Resource* resourceByName(const Graph& graph, ComputerId computer, std::string_view name)
{
    return findIn(graph.resources, [&](const Resource& resource) {
        return resource.computer == computer && equalNames(resource.name, name);
    });
}

const Account* accountByName(const Graph& graph, std::string_view domain, std::string_view user)
{
    return findIn(graph.accounts, [&](const Account& account) {
        return equalNames(account.domain, domain) && equalNames(account.user, user);
    });
}

const Domain* domainByDnsName(const Graph& graph, std::string_view dnsName)
{
    return findIn(graph.domains, [dnsName](const Domain& domain) {
        return !domain.workgroup && equalNames(domain.dnsName, dnsName);
    });
}

const Domain* domainOf(const Graph& graph, const Computer& computer)
{
    if (!computer.domain)
        return nullptr;
    const auto found = graph.domains.find(*computer.domain);
    return found == graph.domains.end() ? nullptr : &found->second;
}

std::string accountText(const Account& account)
{
    return account.domain.empty() ? account.user : account.domain + '\\' + account.user;
}

std::string arrowText(const Hop& hop)
{
    const bool isSaid = hop.transport != Transport::ByPort;
    if (!isSession(hop) || (hop.method == Method::Default && !isSaid))
        return "->";
    std::string out = "-" + std::string(wordOf(hop.method));
    if (isSaid)
        out += "/" + std::string(wordOf(hop.transport));
    return out + "->";
}

bool isSession(const Hop& hop) noexcept
{
    return !hop.to.resource.has_value();
}

bool bringsOwnProof(Method method) noexcept
{
    return methodRow(method).bringsOwnProof;
}

std::vector<RouteId> routesThrough(const Graph& graph, HopId hop)
{
    return idsWhere<RouteId>(graph.routes, [hop](const Route& route) {
        return std::ranges::find(route.hops, hop) != route.hops.end();
    });
}

std::optional<RouteId> routeOf(const Graph& graph, HopId hop)
{
    const std::vector<RouteId> routes = routesThrough(graph, hop);
    return routes.empty() ? std::nullopt : std::optional(routes.front());
}

std::vector<HopId> hopsInto(const Graph& graph, ComputerId computer)
{
    return idsWhere<HopId>(graph.hops, [computer](const Hop& hop) {
        return isSession(hop) && hop.to.computer == computer;
    });
}

std::vector<HopId> hopsInto(const Graph& graph, ResourceId resource)
{
    return idsWhere<HopId>(graph.hops,
                           [resource](const Hop& hop) { return hop.to.resource == resource; });
}

std::vector<HopId> hopsOutOf(const Graph& graph, ComputerId computer)
{
    return idsWhere<HopId>(graph.hops, [computer](const Hop& hop) { return hop.from == computer; });
}

std::string endName(const Graph& graph, const HopEnd& end)
{
    const auto computer = graph.computers.find(end.computer);
    if (computer == graph.computers.end())
        return {};
    if (!end.resource)
        return computer->second.name;
    const auto resource = graph.resources.find(*end.resource);
    return resource == graph.resources.end() ? std::string()
                                             : computer->second.name + '\\' + resource->second.name;
}

std::string hopTargetName(const Graph& graph, const Hop& hop)
{
    return endName(graph, hop.to);
}

std::string defaultTypedTarget(const Graph& graph, const HopEnd& end)
{
    const auto computer = graph.computers.find(end.computer);
    if (computer == graph.computers.end())
        return {};
    if (!end.resource)
        return computer->second.dnsName.empty() ? computer->second.name : computer->second.dnsName;
    const auto resource = graph.resources.find(*end.resource);
    return resource == graph.resources.end()
               ? std::string()
               : resourceRow(resource->second.kind)
                     .typed(computer->second.name, resource->second.name);
}

std::string typedTarget(const Graph& graph, const Hop& hop)
{
    return hop.typedTarget.empty() ? defaultTypedTarget(graph, hop.to) : hop.typedTarget;
}

std::string typedHost(const Graph& graph, const Hop& hop)
{
    std::string room;
    return std::string(typedHost(graph, hop, room));
}

std::string_view typedHost(const Graph& graph, const Hop& hop, std::string& room)
{
    if (!hop.typedTarget.empty())
        return target::readTarget(hop.typedTarget).host;
    room = defaultTypedTarget(graph, hop.to);
    return target::readTarget(room).host;
}

namespace {

/// The port that somebody said for \p hop, at the place that counts most.
std::optional<std::uint16_t> saidPort(const Graph& graph, const Hop& hop)
{
    if (hop.port)
        return hop.port;
    if (const auto typed = target::readTarget(hop.typedTarget).port)
        return typed;
    const auto computer = graph.computers.find(hop.to.computer);
    const bool isWinRm = hop.method != Method::Ssh;
    return isWinRm && computer != graph.computers.end() ? computer->second.port : std::nullopt;
}

}  // namespace

std::uint16_t effectivePort(const Graph& graph, const Hop& hop)
{
    if (const auto said = saidPort(graph, hop))
        return *said;
    if (hop.method == Method::Ssh)
        return sshPort;
    return effectiveTransport(graph, hop) == Transport::Https ? httpsPort : httpPort;
}

Transport effectiveTransport(const Graph& graph, const Hop& hop)
{
    if (hop.transport != Transport::ByPort)
        return hop.transport;
    if (hop.method == Method::Certificate)
        return Transport::Https;
    if (const auto scheme = fromTypedWord<Transport>(target::readTarget(hop.typedTarget).scheme))
        return *scheme;
    return saidPort(graph, hop) == httpsPort ? Transport::Https : Transport::Http;
}

}  // namespace hopwright::model
