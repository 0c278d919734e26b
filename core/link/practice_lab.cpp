#include "core/link/practice_lab.h"

#include "core/link/lab_hosts.h"

#include <utility>

namespace hopwright::link {

namespace {

const QString loopback = QStringLiteral("127.0.0.1");

}  // namespace

PracticeLab::PracticeLab(QObject* parent) : QObject(parent), m_hosts(std::make_unique<Hosts>())
{
    connect(&m_hosts->keys, &KeyMaker::made, this,
            [this](const std::shared_ptr<practice::MadeKeys>& keys) { takeKeys(*keys); });
}

PracticeLab::~PracticeLab() = default;

Result<void> PracticeLab::start(const model::Graph& graph, const practice::State& state,
                                const Identity& opener)
{
    stop();
    m_hosts->build(graph, state, opener);
    m_hosts->listener = std::make_unique<LabListener>(m_hosts->world, m_hosts->forkRandom());
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
    m_hosts->forgetOrders();
}

/// A machine that no route meets gets its certificate now, when it is asked first.
bool PracticeLab::isKeyComing(std::size_t machine)
{
    if (!m_hosts->wantsKey(machine))
        return false;
    orderKeys();
    return m_hosts->keys.isBusy();
}

/// Asks for the certificates that hosts with the server role lack, each once.
void PracticeLab::orderKeys()
{
    if (!isRunning() || m_hosts->keys.isBusy())
        return;
    const FileTime now = currentFileTime();
    std::vector<practice::KeyOrder> orders = m_hosts->orderKeys(now);
    if (!orders.empty())
        m_hosts->keys.make(std::move(orders), m_hosts->authority, m_hosts->authorityRequest(now));
}

void PracticeLab::takeKeys(practice::MadeKeys& keys)
{
    m_hosts->takeKeys(keys);
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
    return m_hosts->states();
}

std::vector<plan::Change> PracticeLab::apply(const std::vector<plan::Change>& changes)
{
    std::vector<plan::Change> done = m_hosts->apply(changes);
    orderKeys();
    emit statesChanged();
    return done;
}

void PracticeLab::undo(const std::vector<plan::Change>& changes)
{
    m_hosts->undo(changes);
    emit statesChanged();
}

practice::State PracticeLab::practiceState() const
{
    return m_hosts->state();
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
    return m_hosts->accounts();
}

std::optional<Secret> PracticeLab::passwordOf(std::string_view domain, std::string_view user) const
{
    return m_hosts->passwordOf(domain, user);
}

void PracticeLab::setPassword(std::string_view domain, std::string_view user, Secret password)
{
    m_hosts->setPassword(domain, user, std::move(password));
}

}  // namespace hopwright::link
