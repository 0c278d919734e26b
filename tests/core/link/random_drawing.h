#pragma once

#include "core/model/graph.h"
#include "core/model/graph_rules.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hopwright::link::tests {

/// The same numbers for one seed on every machine: splitmix64 (the standard's distributions differ between libraries).
class Dice {
public:
    explicit Dice(std::uint64_t seed) noexcept : m_state(seed) {}

    std::uint64_t next() noexcept
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    std::size_t below(std::size_t count) noexcept
    {
        return static_cast<std::size_t>(next() % count);
    }
    bool percent(unsigned chance) noexcept { return next() % 100 < chance; }
    template <typename List>
    const auto& oneOf(const List& list) noexcept
    {
        return list[below(std::size(list))];
    }

private:
    std::uint64_t m_state;
};

/// Draws a world of machines and chains through it from a seed: pure, and always a valid drawing.
///
/// Nothing here knows what a plan or a lab makes of it. What is drawn is what people type: short names, full names, names of
/// another alphabet and of more than 15 characters, addresses, ports, other spellings of one name and of one account, mistakes
/// among them; lists with the right entry, with one of another case, with `*.domain`, `*`, two stars, four names in one value.
class RandomDrawing {
public:
    explicit RandomDrawing(std::uint64_t seed) : m_dice(seed) {}

    model::Graph make()
    {
        drawDomains();
        drawMachines();
        drawAccounts();
        const std::size_t routes = 1 + m_dice.below(4);
        for (std::size_t i = 0; i < routes; ++i)
            drawRoute(i);
        drawPractice();
        return std::move(m_graph);
    }

private:
    using Names = std::span<const std::string_view>;

    template <typename Id>
    Id take()
    {
        return static_cast<Id>(m_graph.nextId++);
    }

    // --- Domains and workgroups ---

    struct DomainName {
        std::string_view dnsName;
        std::string_view shortName;
    };

    void drawDomains()
    {
        static constexpr std::array<DomainName, 8> domains{
            {{"corp.example", "CORP"},
             {"werk.süd.example", "WERKSÜD"},
             {"a-holding-with-a-very-long-name.example", "A-HOLDING-WITH"},
             {"eu.corp.example", "EU"},
             {"ad.contoso.example", "CONTOSO"},
             {"prod.internal", "prod"},
             {"Example.ORG", "EXAMPLE"},
             {"レブ.example", "LEB"}}};
        static constexpr std::array<std::string_view, 3> groups{"WORKGROUP", "Arbeitsgruppe",
                                                                "DMZ"};
        const std::size_t count = 1 + m_dice.below(3);
        for (std::size_t i = 0; i < count; ++i) {
            const bool workgroup = m_dice.percent(i == 0 ? 15 : 35);
            model::Domain made{.id = {}, .workgroup = workgroup};
            if (workgroup) {
                made.shortName = m_dice.oneOf(groups);
            } else {
                const DomainName& name =
                    hasOtherDomains ? m_dice.oneOf(domains)
                                    : DomainName{.dnsName = "lab.example", .shortName = "LAB"};
                made.dnsName = name.dnsName;
                made.shortName = name.shortName;
            }
            const bool known = std::ranges::any_of(m_domains, [&](model::DomainId each) {
                const model::Domain& other = m_graph.domains.at(each);
                return other.workgroup == made.workgroup && other.dnsName == made.dnsName
                       && other.shortName == made.shortName;
            });
            if (known)
                continue;
            made.id = take<model::DomainId>();
            m_domains.push_back(made.id);
            m_graph.domains[made.id] = std::move(made);
        }
    }

    const model::Domain* domainOf(const model::Computer& computer) const
    {
        return model::domainOf(m_graph, computer);
    }

    // --- Machines ---

    void drawMachines()
    {
        const std::size_t count = 2 + m_dice.below(7);
        for (std::size_t i = 0; i < count; ++i)
            drawMachine(i);
    }

    void drawMachine(std::size_t index)
    {
        static constexpr std::array<std::string_view, 12> stems{
            "PC",         "JUMP",   "fs",  "Srv-Köln", "SQL",   "a-name-of-more-than-fifteen-",
            "web.front-", "サーバ", "Dc0", "ÅRHUS",    "b_box", "node"};
        model::Computer made{.id = take<model::ComputerId>()};
        // One throw after the other: compilers differ in which side of a `+` they throw first.
        std::string label(m_dice.oneOf(stems));
        label += std::to_string(1 + index * 10 + m_dice.below(10));
        made.name = label;
        const model::Domain* domain = nullptr;
        if (!m_dice.percent(4)) {
            made.domain = m_dice.percent(60) ? m_domains.front() : m_dice.oneOf(m_domains);
            domain = &m_graph.domains.at(*made.domain);
        }
        if (domain != nullptr && !domain->workgroup && m_dice.percent(75)) {
            made.dnsName = label + '.' + domain->dnsName;
            if (m_dice.percent(10))  // As a second machine of that short name is drawn.
                made.name = made.dnsName;
        }
        if (m_dice.percent(65))
            made.address = addressOf(index);
        if (m_dice.percent(10))
            made.port =
                m_dice.percent(15)
                    ? std::uint16_t{5986}
                    : static_cast<std::uint16_t>(m_dice.percent(50) ? 5985 : 15'985 + index);
        made.kind = static_cast<model::ComputerKind>(m_dice.below(3));
        if (m_dice.percent(30))
            made.os = "Windows Server 2022";
        m_machines.push_back(made.id);
        m_graph.computers[made.id] = std::move(made);
    }

    std::string addressOf(std::size_t index)
    {
        const std::string number = std::to_string(10 + index);
        switch (m_dice.below(6)) {
        case 0:
            return "fd00:12::" + number;
        case 1:
            return "[fd00:34::" + number + "]";
        default:
            return "10.20.3." + number;
        }
    }

    /// As somebody spells \p name: mostly so, else in capitals or in small letters.
    std::string spelt(std::string name)
    {
        const std::size_t way = m_dice.below(8);
        const auto flip = [way](char c) {
            if (way == 0 && c >= 'a' && c <= 'z')
                return static_cast<char>(c - 'a' + 'A');
            if (way == 1 && c >= 'A' && c <= 'Z')
                return static_cast<char>(c - 'A' + 'a');
            return c;
        };
        std::ranges::transform(name, name.begin(), flip);
        return name;
    }

    // --- Accounts ---

    void drawAccounts()
    {
        static constexpr std::array<std::string_view, 6> users{"alice", "bob",     "Änne",
                                                               "svc$x", "o'brien", "max.m"};
        const std::size_t count = m_dice.below(5);
        for (std::size_t i = 0; i < count; ++i) {
            model::Account made{.id = {}, .domain = {}, .user = std::string(m_dice.oneOf(users))};
            nameAccount(made);
            const std::string text = model::foldedName(model::accountText(made));
            const bool known = std::ranges::any_of(m_graph.accounts, [&](const auto& each) {
                return model::foldedName(model::accountText(each.second)) == text;
            });
            if (known)
                continue;
            made.id = take<model::AccountId>();
            m_accounts.push_back(made.id);
            m_graph.accounts[made.id] = std::move(made);
        }
    }

    /// Gives \p account a domain, in one of the ways in which people write it.
    void nameAccount(model::Account& account)
    {
        const model::Domain& domain =
            m_graph.domains.at(m_dice.percent(70) ? m_domains.front() : m_dice.oneOf(m_domains));
        const model::Computer& machine = m_graph.computers.at(m_dice.oneOf(m_machines));
        const std::size_t way = hasAccountSpellings ? m_dice.below(20) : plainWay();
        if (way == 0) {
            account.domain = "NOBODYS";  // Of a domain that is not drawn.
        } else if (way < 4) {
            account.domain = ".";
        } else if (domain.workgroup && !hasAccountSpellings) {
            account.domain = ".";
        } else if (way < 7 || domain.workgroup) {
            account.domain = spelt(machine.name);
        } else if (way < 10) {
            account.domain = spelt(domain.dnsName);
        } else if (way < 13) {
            account.user += '@' + spelt(domain.dnsName);
        } else if (way == 13) {
            return;  // A bare name.
        } else {
            account.domain = spelt(domain.shortName);
        }
    }

    // --- Chains ---

    void drawRoute(std::size_t index)
    {
        model::Route made{.id = {}, .name = "route " + std::to_string(index + 1)};
        model::ComputerId at = m_dice.percent(70) ? m_machines.front() : m_dice.oneOf(m_machines);
        if (index > 0 && m_dice.percent(50))
            at = followOther(made);
        const std::size_t wanted = lengthOfChain();
        while (made.hops.size() < wanted) {
            const auto hop = sessionFrom(at, made);
            if (!hop)
                break;
            made.hops.push_back(*hop);
            at = m_graph.hops.at(*hop).to.computer;
        }
        if (made.hops.empty() || m_dice.percent(70)) {
            if (const auto hop = resourceFrom(at))
                made.hops.push_back(*hop);
        }
        if (made.hops.empty())
            return;
        const model::Hop& last = m_graph.hops.at(made.hops.back());
        made.probe.kind = model::isSession(last) ? model::ProbeKind::Session
                          : m_dice.percent(80)   ? model::ProbeKind::CreateFile
                                                 : model::ProbeKind::ListShare;
        made.id = take<model::RouteId>();
        m_graph.routes[made.id] = std::move(made);
    }

    /// One to six hops, short ones most often; none: a resource at once.
    std::size_t lengthOfChain()
    {
        if (m_dice.percent(8))
            return 0;
        static constexpr std::array<std::size_t, 10> lengths{1, 1, 1, 1, 2, 2, 2, 3, 4, 5};
        return m_dice.oneOf(lengths);
    }

    /// The first hops of a route that is there: both share them. \returns the machine where they end.
    model::ComputerId followOther(model::Route& route)
    {
        auto other = m_graph.routes.begin();
        if (other == m_graph.routes.end())
            return m_machines.front();
        std::advance(other, static_cast<std::ptrdiff_t>(m_dice.below(m_graph.routes.size())));
        model::ComputerId at = m_graph.hops.at(other->second.hops.front()).from;
        const std::size_t shared = m_dice.below(other->second.hops.size() + 1);
        for (std::size_t i = 0; i < shared; ++i) {
            const model::Hop& hop = m_graph.hops.at(other->second.hops[i]);
            if (!model::isSession(hop))
                break;
            route.hops.push_back(hop.id);
            at = hop.to.computer;
        }
        return at;
    }

    std::optional<model::HopId> hopBetween(model::ComputerId from, const model::HopEnd& to) const
    {
        for (const auto& [id, hop] : m_graph.hops) {
            if (hop.from == from && hop.to == to)
                return id;
        }
        return std::nullopt;
    }

    static bool hasHop(const model::Route& route, model::HopId hop)
    {
        return std::ranges::find(route.hops, hop) != route.hops.end();
    }

    /// A session from \p at to somewhere, new or drawn before; nothing where the route goes over that one already.
    std::optional<model::HopId> sessionFrom(model::ComputerId at, const model::Route& route)
    {
        static constexpr std::array<std::uint16_t, 4> ports{5985, 5985, 80, 5986};
        model::ComputerId to = m_dice.oneOf(m_machines);
        const model::Domain* here = domainOf(m_graph.computers.at(at));
        const bool loops =
            m_dice.percent(6) && (hasOtherDomains || here == nullptr || !here->workgroup);
        for (int i = 0; i < 5 && to == at; ++i)
            to = m_dice.oneOf(m_machines);
        if (loops)
            to = at;
        if (to == at && !loops)
            return std::nullopt;
        if (const auto known = hopBetween(at, {.computer = to}))
            return hasHop(route, *known) ? std::nullopt : known;
        model::Hop made{.id = take<model::HopId>(), .from = at, .to = {.computer = to}};
        made.method = methodOfHop();
        if (made.method == Method::Unknown)
            made.methodWord = "digest";
        giveCredential(made);
        made.typedTarget = typedFor(m_graph.computers.at(to), to == at);
        if (m_dice.percent(6))
            made.transport = m_dice.percent(50) ? model::Transport::Http : model::Transport::Https;
        if (m_dice.percent(5))
            made.port = m_dice.oneOf(ports);
        if (m_dice.percent(5))
            made.minCredSspVersion = static_cast<std::uint32_t>(2 + m_dice.below(5));
        m_graph.hops[made.id] = made;
        return made.id;
    }

    Method methodOfHop()
    {
        using enum Method;
        static constexpr std::array<Method, 20> all{
            CredSsp, CredSsp,   CredSsp,   CredSsp, CredSsp, CredSsp, CredSsp,
            CredSsp, CredSsp,   CredSsp,   CredSsp, Default, Default, Default,
            Default, Negotiate, Negotiate, Ntlm,    Ntlm,    Kerberos};
        static constexpr std::array<Method, 4> others{Basic, Certificate, Ssh, Unknown};
        return m_dice.percent(4) ? m_dice.oneOf(others) : m_dice.oneOf(all);
    }

    void giveCredential(model::Hop& hop)
    {
        const bool credSsp = hop.method == Method::CredSsp;
        hop.credential.isExplicit = m_dice.percent(credSsp ? 95 : 30);
        if (hop.credential.isExplicit && !m_accounts.empty() && m_dice.percent(70))
            hop.credential.account = m_dice.oneOf(m_accounts);
    }

    /// What somebody types for \p machine.
    std::string typedFor(const model::Computer& machine, bool loopback)
    {
        static constexpr std::array<std::string_view, 4> here{"localhost", "127.0.0.1", "::1",
                                                              "LOCALHOST"};
        const std::size_t way = m_dice.below(20);
        if (loopback && way < 8)
            return std::string(m_dice.oneOf(here));
        std::string out =
            machine.dnsName.empty() || m_dice.percent(30) ? machine.name : machine.dnsName;
        if (way < 4 && !machine.address.empty())
            out = typedAddress(machine.address);
        if (hasAliases && way == 4)
            out = aliasOf(machine);
        out = spelt(std::move(out));
        if (way > 16 && (out.find(':') == std::string::npos || out.ends_with(']')))
            out += m_dice.percent(10) ? ":5986" : ":5985";
        if (way == 16 && out.find(':') == std::string::npos)
            out = (m_dice.percent(10) ? "https://" : "http://") + out + ":5985/wsman";
        return out;
    }

    /// An IPv6 address as people write one, with brackets or not.
    std::string typedAddress(const std::string& address)
    {
        if (address.find(':') == std::string::npos || address.starts_with('[')
            || m_dice.percent(50))
            return address;
        return '[' + address + ']';
    }

    /// A name that is not the machine's own, in its domain or without one.
    std::string aliasOf(const model::Computer& machine)
    {
        static constexpr std::array<std::string_view, 3> names{"mgmt", "files", "cluster-a"};
        std::string out(m_dice.oneOf(names));
        const model::Domain* domain = domainOf(machine);
        if (domain != nullptr && !domain->workgroup && m_dice.percent(70))
            out += '.' + domain->dnsName;
        return out + std::to_string(static_cast<std::uint32_t>(machine.id));
    }

    std::optional<model::HopId> resourceFrom(model::ComputerId at)
    {
        const model::ComputerId on = m_dice.oneOf(m_machines);
        if (on == at && m_dice.percent(70))
            return std::nullopt;
        const model::Resource& resource = resourceOn(on);
        const model::HopEnd end{.computer = on, .resource = resource.id};
        if (const auto known = hopBetween(at, end))
            return known;
        model::Hop made{.id = take<model::HopId>(), .from = at, .to = end};
        made.credential.isExplicit = m_dice.percent(15);
        if (made.credential.isExplicit && !m_accounts.empty() && m_dice.percent(70))
            made.credential.account = m_dice.oneOf(m_accounts);
        made.typedTarget = "\\\\" + hostOfShare(m_graph.computers.at(on)) + '\\' + resource.name;
        m_graph.hops[made.id] = made;
        return made.id;
    }

    /// A share is asked for by any of its machine's names; an IPv6 address is none in a UNC path.
    std::string hostOfShare(const model::Computer& machine)
    {
        std::string out =
            machine.dnsName.empty() || m_dice.percent(50) ? machine.name : machine.dnsName;
        if (m_dice.percent(15) && !machine.address.empty()
            && machine.address.find(':') == std::string::npos)
            out = machine.address;
        if (hasAliases && m_dice.percent(5))
            out = aliasOf(machine);
        return spelt(std::move(out));
    }

    const model::Resource& resourceOn(model::ComputerId computer)
    {
        static constexpr std::array<std::string_view, 6> names{"Reports", "Data$",       "C$",
                                                               "Größe 2", "b'b; whoami", "100%"};
        using enum ResourceKind;
        static constexpr std::array<ResourceKind, 8> others{
            SqlServer, Ldap, Cim, Web, RemoteRegistry, ActiveDirectoryWebServices, SharePoint, Wmi};
        const std::string name(m_dice.oneOf(names));
        if (const model::Resource* found = model::resourceByName(m_graph, computer, name))
            return *found;
        model::Resource made{
            .id = take<model::ResourceId>(), .computer = computer, .kind = SmbShare, .name = name};
        if (m_dice.percent(10))
            made.kind = m_dice.oneOf(others);
        return m_graph.resources[made.id] = made;
    }

    // --- What the practice lab gives ---

    void drawPractice()
    {
        const auto computers = m_graph.computers;
        for (const auto& [id, drawn] : computers) {
            model::Computer& computer = m_graph.computers[id];
            model::PracticeFacts& facts = computer.practice;
            facts.credSspServer = m_dice.percent(55);
            facts.credSspClient = m_dice.percent(55);
            drawLists(computer);
            if (m_dice.percent(25))
                facts.denyAccount = deniedAccount(id);
        }
    }

    /// Of each name that is typed from \p computer some entry, right or wrong, in some of its lists.
    void drawLists(model::Computer& computer)
    {
        model::PracticeFacts& facts = computer.practice;
        for (const auto& [id, hop] : m_graph.hops) {
            if (hop.from != computer.id || !model::isSession(hop))
                continue;
            if (m_dice.percent(60))
                facts.allowFresh.push_back(entryFor(hop, "WSMAN/"));
            if (m_dice.percent(50))
                facts.allowFreshNtlmOnly.push_back(entryFor(hop, "wsman/"));
            if (m_dice.percent(6))
                facts.denyFresh.push_back(entryFor(hop, "WSMAN/"));
            if (m_dice.percent(60))
                facts.trustedHosts.push_back(entryFor(hop, ""));
        }
        if (m_dice.percent(5))
            facts.trustedHosts.emplace_back("<local>");
    }

    /// The host part of what was typed: the test's own reading.
    static std::string hostOf(std::string typed)
    {
        if (const std::size_t scheme = typed.find("://"); scheme != std::string::npos)
            typed = typed.substr(scheme + 3, typed.find(":5985/") - scheme - 3);
        const std::size_t colon = typed.rfind(':');
        const std::string end = colon == std::string::npos ? std::string() : typed.substr(colon);
        const bool port = end == ":5985" || end == ":5986";
        return port ? typed.substr(0, colon) : typed;
    }

    /// The first character, which UTF-8 has in one to four bytes.
    static std::string beginOf(const std::string& text)
    {
        std::size_t end = 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            ++end;
        return text.substr(0, end);
    }

    std::string entryFor(const model::Hop& hop, const std::string& prefix)
    {
        const std::string host = hostOf(hop.typedTarget);
        const std::size_t dot = host.find('.');
        const std::string suffix = dot == std::string::npos ? "corp.example" : host.substr(dot + 1);
        const std::string name = m_graph.computers.at(hop.to.computer).name;
        switch (m_dice.below(16)) {
        case 0:
            return prefix + "*." + suffix;
        case 1:
            return prefix + "*";
        case 2:
            return prefix + name;  // Short, where the full name is typed: another name.
        case 3:
            return prefix + "other.corp.example";
        case 4:
            return prefix + "*." + beginOf(suffix) + "*";
        case 5:
            return prefix + host + " " + prefix + name + " " + prefix + "third";  // In one value.
        case 6:
            return prefix + beginOf(host) + "*";
        case 7:
            return prefix.empty() ? host : "TERMSRV/" + host;
        case 8:
            return prefix.empty() ? host : "*";
        default:
            return prefix + spelt(host);
        }
    }

    /// Mostly one that comes there.
    std::string deniedAccount(model::ComputerId computer)
    {
        std::vector<model::AccountId> coming;
        for (const auto& [id, route] : m_graph.routes) {
            const model::Hop& last = m_graph.hops.at(route.hops.back());
            for (const model::HopId each : route.hops) {
                const auto& account = m_graph.hops.at(each).credential.account;
                const bool isDot = account && m_graph.accounts.at(*account).domain == ".";
                if (account && last.to.resource && last.to.computer == computer
                    && (hasAccountSpellings || !isDot))
                    coming.push_back(*account);
            }
        }
        if (!coming.empty() && m_dice.percent(70))
            return spelt(model::accountText(m_graph.accounts.at(m_dice.oneOf(coming))));
        if (hasAccountSpellings && !m_accounts.empty() && m_dice.percent(60))
            return model::accountText(m_graph.accounts.at(m_dice.oneOf(m_accounts)));
        const model::Domain& domain = m_graph.domains.at(m_domains.front());
        return spelt(domain.shortName) + "\\alice";
    }

    std::size_t plainWay()
    {
        static constexpr std::array<std::size_t, 4> ways{2, 19, 19, 19};
        return m_dice.oneOf(ways);
    }

    // What is not built yet where the plan or the lab should know it.
    static constexpr bool hasOtherDomains = true;
    static constexpr bool hasAccountSpellings = true;
    static constexpr bool hasAliases = true;

    Dice m_dice;
    model::Graph m_graph = {};
    std::vector<model::DomainId> m_domains = {};
    std::vector<model::ComputerId> m_machines = {};
    std::vector<model::AccountId> m_accounts = {};
};

}  // namespace hopwright::link::tests
