#include "core/link/practice_lab.h"

#include "core/link/lab_hosts.h"
#include "core/link/lab_translation.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace hopwright::link {

namespace {

constexpr std::size_t passwordBytes = 12;
const QString loopback = QStringLiteral("127.0.0.1");

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
                                      crypto::RandomStream& random)
{
    const FileTime now = currentFileTime();
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
KeyOrder orderFor(std::size_t index, const lab::LabMachine& machine, crypto::RandomStream& random)
{
    std::vector<std::string> names = {machine.name};
    if (!machine.dnsName.empty() && machine.dnsName != machine.name)
        names.push_back(machine.dnsName);
    if (!machine.address.empty())
        names.push_back(machine.address);
    // As if somebody had registered the aliases too, for Kerberos or in a certificate: the lab knows no SPNs.
    names.insert(names.end(), machine.aliases.begin(), machine.aliases.end());
    return {.machine = index,
            .request = requestFor(machine.name, std::move(names), random),
            .fromAuthority = !machine.domain.empty()};
}

MachineLookup machinesOf(PracticeLab::Hosts& hosts)
{
    return [&hosts](model::ComputerId id) -> lab::LabMachine* {
        const auto found = hosts.machineIndex.find(id);
        return found == hosts.machineIndex.end() ? nullptr : &hosts.world.machines[found->second];
    };
}

}  // namespace

PracticeLab::PracticeLab(QObject* parent) : QObject(parent), m_hosts(std::make_unique<Hosts>())
{
    connect(&m_hosts->keys, &KeyMaker::made, this,
            [this](const std::shared_ptr<MadeKeys>& keys) { takeKeys(*keys); });
}

PracticeLab::~PracticeLab() = default;

Result<void> PracticeLab::start(const model::Graph& graph, const PracticeState& state,
                                const Identity& opener)
{
    stop();
    std::vector<lab::LabAccount> old = std::move(m_hosts->world.accounts);
    const std::string smbClient = m_hosts->world.smbClientPath;
    m_hosts->world = worldOf(graph);
    const bool isNew = m_hosts->world.accountNamed(opener.domain, opener.user) == nullptr;
    addOpener(m_hosts->world, graph, {.domain = opener.domain, .user = opener.user});
    m_hosts->world.smbClientPath = smbClient;
    if (m_hosts->authority)
        m_hosts->world.authorityPem = m_hosts->authority->certificatePem;
    m_hosts->machineIndex.clear();
    std::size_t index = 0;
    for (const auto& [id, computer] : graph.computers)
        m_hosts->machineIndex[id] = index++;
    m_hosts->met.clear();
    for (const auto& [id, route] : graph.routes) {
        for (const model::HopId hop : route.hops)
            m_hosts->met.insert(m_hosts->machineIndex.at(graph.hops.at(hop).to.computer));
    }
    for (lab::LabAccount& each : old) {  // A password that was set, or shown, stays.
        if (each.password.size() != 0)
            setPassword(each.domain, each.user, std::move(each.password));
    }
    if (isNew && opener.password.size() != 0)
        setPassword(opener.domain, opener.user, Secret(opener.password.expose()));
    for (const lab::LabAccount& each : m_hosts->world.accounts) {
        if (each.password.size() == 0)
            setPassword(each.domain, each.user, randomPassword(m_hosts->random));
    }
    m_hosts->state = {};
    static_cast<void>(apply(state.applied));
    m_hosts->listener = std::make_unique<LabListener>(m_hosts->world, m_hosts->random.fork());
    m_hosts->listener->setKeyQuestion([this](std::size_t machine) { return isKeyComing(machine); });
    if (auto opened = m_hosts->listener->open(loopback); !opened) {
        stop();
        return opened;
    }
    orderKeys();
    emit statesChanged();
    return {};
}

void PracticeLab::stop()
{
    m_hosts->listener.reset();
    m_hosts->keys.drop();
    m_hosts->ordered.clear();
}

/// A machine that no route meets gets its certificate now, when it is asked first.
bool PracticeLab::isKeyComing(std::size_t machine)
{
    const lab::LabMachine& asked = m_hosts->world.machines.at(machine);
    if (!asked.credSspServer || !asked.certificatePem.empty())
        return false;
    m_hosts->met.insert(machine);
    orderKeys();
    return m_hosts->keys.isBusy();
}

/// Asks for the certificates that hosts with the server role lack, each once.
void PracticeLab::orderKeys()
{
    if (!isRunning() || m_hosts->keys.isBusy())
        return;
    std::vector<KeyOrder> orders;
    const auto& machines = m_hosts->world.machines;
    for (const std::size_t i : m_hosts->met) {
        const bool lacks = machines[i].credSspServer && machines[i].certificatePem.empty();
        if (lacks && m_hosts->ordered.insert(i).second)
            orders.push_back(orderFor(i, machines[i], m_hosts->random));
    }
    if (!orders.empty()) {
        m_hosts->keys.make(std::move(orders), m_hosts->authority,
                           requestFor("Hopwright practice lab", {}, m_hosts->random));
    }
}

void PracticeLab::takeKeys(MadeKeys& keys)
{
    m_hosts->authority = keys.authority;
    if (keys.authority)
        m_hosts->world.authorityPem = keys.authority->certificatePem;
    for (auto& [index, key] : keys.hosts) {
        lab::LabMachine& machine = m_hosts->world.machines.at(index);
        machine.certificatePem = std::move(key.certificatePem);
        machine.privateKeyPem = std::move(key.privateKeyPem);
        machine.certificateFromLabAuthority = !machine.domain.empty();
    }
    orderKeys();  // For what was applied or asked in the meantime.
    if (isRunning())
        m_hosts->listener->serveWaiting();
    if (isReady())
        emit ready();
}

bool PracticeLab::isRunning() const noexcept
{
    return m_hosts->listener != nullptr;
}

bool PracticeLab::isReady() const noexcept
{
    return isRunning() && !m_hosts->keys.isBusy();
}

plan::KnownStates PracticeLab::states() const
{
    plan::KnownStates out;
    for (const auto& [id, index] : m_hosts->machineIndex)
        out[id] = stateOf(m_hosts->world.machines[index]);
    return out;
}

std::vector<plan::Change> PracticeLab::apply(const std::vector<plan::Change>& changes)
{
    std::vector<plan::Change> done = setChanges(machinesOf(*m_hosts), changes);
    m_hosts->state.applied.insert(m_hosts->state.applied.end(), done.begin(), done.end());
    orderKeys();
    emit statesChanged();
    return done;
}

void PracticeLab::undo(const std::vector<plan::Change>& changes)
{
    takeBackChanges(machinesOf(*m_hosts), changes);
    std::set<std::tuple<model::ComputerId, plan::Change::Setting, std::string>> gone;
    for (const plan::Change& each : changes)
        gone.emplace(each.computer, each.setting, each.value);
    std::erase_if(m_hosts->state.applied, [&gone](const plan::Change& each) {
        return gone.contains({each.computer, each.setting, each.value});
    });
    emit statesChanged();
}

PracticeState PracticeLab::practiceState() const
{
    return m_hosts->state;
}

std::vector<LabHostAddress> PracticeLab::addresses() const
{
    std::vector<LabHostAddress> out;
    for (const lab::LabMachine& each : m_hosts->world.machines)
        out.push_back({.name = each.name, .address = each.boundAddress, .port = each.winrmPort});
    return out;
}

std::string PracticeLab::authorityPem() const
{
    return m_hosts->world.authorityPem;
}

std::vector<std::string> PracticeLab::accounts() const
{
    std::vector<std::string> out;
    for (const lab::LabAccount& each : m_hosts->world.accounts) {
        out.push_back(
            model::accountText(model::AccountName{.domain = each.domain, .user = each.user}));
    }
    return out;
}

std::optional<Secret> PracticeLab::passwordOf(std::string_view domain, std::string_view user) const
{
    const lab::LabAccount* const found = m_hosts->world.accountNamed(domain, user);
    if (found == nullptr)
        return std::nullopt;
    return Secret(found->password.expose());
}

void PracticeLab::setPassword(std::string_view domain, std::string_view user, Secret password)
{
    lab::LabWorld& world = m_hosts->world;
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

plan::KnownStates statesAtStart(const model::Graph& graph, const PracticeState& state)
{
    LabMachines machines;
    for (const auto& [id, computer] : graph.computers)
        machines.emplace(id, settingsOf(computer));
    addShares(machines, graph);
    std::ignore = setChanges(
        [&machines](model::ComputerId id) {
            const auto found = machines.find(id);
            return found == machines.end() ? nullptr : &found->second;
        },
        state.applied);
    plan::KnownStates out;
    for (const auto& [id, machine] : machines)
        out.emplace_hint(out.end(), id, stateOf(machine));
    return out;
}

}  // namespace hopwright::link
