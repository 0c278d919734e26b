#include "core/practice/lab.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>
#include <utility>

namespace hopwright::practice {

namespace {

constexpr std::size_t passwordBytes = 12;

/// Letters that need no escaping anywhere: base16 of random bytes, with a capital for those who count classes.
Secret randomPassword(crypto::RandomStream& random)
{
    constexpr std::string_view digits = "0123456789abcdef";
    Bytes text = {std::byte{'P'}};
    for (const std::byte each : random.take(passwordBytes)) {
        text.push_back(static_cast<std::byte>(digits[std::to_integer<std::size_t>(each >> 4)]));
        text.push_back(
            static_cast<std::byte>(digits[std::to_integer<std::size_t>(each & std::byte{0x0F})]));
    }
    Secret out((ByteView(text)));
    OPENSSL_cleanse(text.data(), text.size());
    return out;
}

/// Whether \p account is what a drawing's `.\bob` may stand for, or that itself.
bool isLocal(const lab::LabWorld& world, const lab::LabAccount& account)
{
    return account.dnsDomain.empty()
           && (account.domain == "."
               || std::ranges::any_of(world.machines, [&](const lab::LabMachine& each) {
                      return lab::isOwnDomain(each, account.domain);
                  }));
}

crypto::CertificateRequest requestFor(const std::string& name, std::vector<std::string> names,
                                      FileTime now, crypto::RandomStream& random)
{
    constexpr auto day = std::chrono::hours(24);
    Bytes serial = random.take(16);
    serial[0] &= std::byte{0x7F};
    serial[0] |= std::byte{0x01};
    return {.commonName = name.substr(0, 64),
            .hostNames = std::move(names),
            .serial = std::move(serial),
            .notBefore = FileTime::fromUnix(now.toUnix() - day).value_or(now),
            .notAfter = FileTime::fromUnix(now.toUnix() + 365 * day).value_or(now)};
}

/// A host of a domain proves itself by the lab's CA; one in a workgroup has what Windows makes by default.
KeyOrder orderFor(std::size_t index, const lab::LabMachine& machine, FileTime now,
                  crypto::RandomStream& random)
{
    std::vector<std::string> names = {machine.name};
    if (!machine.dnsName.empty() && machine.dnsName != machine.name)
        names.push_back(machine.dnsName);
    if (!machine.address.empty())
        names.push_back(machine.address);
    // As if somebody had registered the aliases too, for Kerberos or in a certificate: the lab knows no SPNs.
    names.insert(names.end(), machine.aliases.begin(), machine.aliases.end());
    return {.machine = index,
            .request = requestFor(machine.name, std::move(names), now, random),
            .fromAuthority = !machine.domain.empty()};
}

}  // namespace

Lab::Lab(crypto::RandomStream random) : m_random(std::move(random)) {}

void Lab::build(const model::Graph& graph, const State& state, const wire::auth::Identity& opener)
{
    std::vector<lab::LabAccount> old = std::move(world.accounts);
    const std::string smbClient = world.smbClientPath;
    world = worldOf(graph);
    const bool isNew = world.accountNamed(opener.domain, opener.user) == nullptr;
    addOpener(world, graph, {.domain = opener.domain, .user = opener.user});
    world.smbClientPath = smbClient;
    if (authority)
        world.authorityPem = authority->certificatePem;
    machineIndex.clear();
    std::size_t index = 0;
    for (const auto& [id, computer] : graph.computers)
        machineIndex[id] = index++;
    m_met.clear();
    for (const auto& [id, route] : graph.routes) {
        for (const model::HopId hop : route.hops)
            m_met.insert(machineIndex.at(graph.hops.at(hop).to.computer));
    }
    for (lab::LabAccount& each : old) {  // A password that was set, or shown, stays.
        if (each.password.size() != 0)
            setPassword(each.domain, each.user, std::move(each.password));
    }
    if (isNew && opener.password.size() != 0)
        setPassword(opener.domain, opener.user, Secret(opener.password.expose()));
    for (const lab::LabAccount& each : world.accounts) {
        if (each.password.size() == 0)
            setPassword(each.domain, each.user, randomPassword(m_random));
    }
    m_state = {};
    std::ignore = apply(state.applied);
}

lab::LabMachine* Lab::machineOf(model::ComputerId id)
{
    const auto found = machineIndex.find(id);
    return found == machineIndex.end() ? nullptr : &world.machines[found->second];
}

plan::KnownStates Lab::states() const
{
    plan::KnownStates out;
    for (const auto& [id, index] : machineIndex)
        out[id] = stateOf(world.machines[index]);
    return out;
}

std::vector<plan::Change> Lab::apply(const std::vector<plan::Change>& changes)
{
    std::vector<plan::Change> done =
        setChanges([this](model::ComputerId id) { return machineOf(id); }, changes);
    m_state.applied.insert(m_state.applied.end(), done.begin(), done.end());
    return done;
}

void Lab::undo(const std::vector<plan::Change>& changes)
{
    takeBackChanges([this](model::ComputerId id) { return machineOf(id); }, changes);
    std::set<std::tuple<model::ComputerId, plan::Change::Setting, std::string>> gone;
    for (const plan::Change& each : changes)
        gone.emplace(each.computer, each.setting, each.value);
    std::erase_if(m_state.applied, [&gone](const plan::Change& each) {
        return gone.contains({each.computer, each.setting, each.value});
    });
}

std::vector<std::string> Lab::accounts() const
{
    std::vector<std::string> out;
    out.reserve(world.accounts.size());
    for (const lab::LabAccount& each : world.accounts) {
        out.push_back(
            model::accountText(model::AccountName{.domain = each.domain, .user = each.user}));
    }
    return out;
}

std::optional<Secret> Lab::passwordOf(std::string_view domain, std::string_view user) const
{
    const lab::LabAccount* const found = world.accountNamed(domain, user);
    if (found == nullptr)
        return std::nullopt;
    return Secret(found->password.expose());
}

void Lab::setPassword(std::string_view domain, std::string_view user, Secret password)
{
    lab::LabAccount& account = world.makeAccount(domain, user);
    const lab::LabAccount* const dot = world.accountNamed(".", account.user);
    if (dot == nullptr || !isLocal(world, account)) {
        account.password = std::move(password);
        return;
    }
    const std::string name = account.user;
    for (lab::LabAccount& each : world.accounts) {
        if (text::equalsIgnoringAsciiCase(each.user, name) && isLocal(world, each))
            each.password = Secret(password.expose());
    }
}

bool Lab::wantsKey(std::size_t machine)
{
    const lab::LabMachine& asked = world.machines.at(machine);
    if (!asked.credSspServer || !asked.certificatePem.empty())
        return false;
    m_met.insert(machine);
    return true;
}

std::vector<KeyOrder> Lab::orderKeys(FileTime now)
{
    std::vector<KeyOrder> orders;
    const auto& machines = world.machines;
    for (const std::size_t i : m_met) {
        const bool lacks = machines[i].credSspServer && machines[i].certificatePem.empty();
        if (lacks && m_ordered.insert(i).second)
            orders.push_back(orderFor(i, machines[i], now, m_random));
    }
    return orders;
}

crypto::CertificateRequest Lab::authorityRequest(FileTime now)
{
    return requestFor("Hopwright practice lab", {}, now, m_random);
}

void Lab::takeKeys(MadeKeys& keys)
{
    authority = keys.authority;
    if (authority)
        world.authorityPem = authority->certificatePem;
    for (auto& [index, key] : keys.hosts) {
        lab::LabMachine& machine = world.machines.at(index);
        machine.certificatePem = std::move(key.certificatePem);
        machine.privateKeyPem = std::move(key.privateKeyPem);
        machine.certificateFromLabAuthority = !machine.domain.empty();
    }
}

}  // namespace hopwright::practice
