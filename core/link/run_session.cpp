#include "core/link/run_session.h"

#include "core/link/gates.h"
#include "core/link/lab_hosts.h"
#include "core/link/route_run.h"
#include "core/model/graph_rules.h"
#include "core/plan/predict.h"
#include "core/plan/route_walk.h"
#include "core/plan/state_check.h"
#include "core/practice/lab_translation.h"
#include "core/probe/route_step.h"
#include "core/text/ascii.h"
#include "core/wire/negotiate/initiator.h"

#include <QDateTime>
#include <QPointer>
#include <QSysInfo>

#include <algorithm>
#include <utility>

namespace hopwright::link {

namespace {

std::string nowText()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

NameLookup practiceLookup(const PracticeLab::Hosts& hosts)
{
    return [&hosts](const std::string& name) -> std::optional<Endpoint> {
        const lab::LabMachine* machine = hosts.world.find(name);
        if (machine == nullptr)
            return Endpoint{};
        return Endpoint{.addresses = {machine->boundAddress}, .port = machine->winrmPort};
    };
}

using Computers = SharedTable<model::ComputerId, model::Computer>;

/// The hosts of a lab in another process go by the names of machines; what else a hop may call one, this drawing says, as it
/// did to that lab.
NameLookup attachedLookup(std::vector<LabHostAddress> hosts,
                          std::shared_ptr<const lab::LabWorld> drawn)
{
    return [hosts = std::move(hosts),
            drawn = std::move(drawn)](const std::string& name) -> std::optional<Endpoint> {
        const lab::LabMachine* machine = drawn->find(name);
        const std::string& known = machine == nullptr ? name : machine->name;
        for (const LabHostAddress& each : hosts) {
            if (text::equalsIgnoringAsciiCase(each.name, known))
                return Endpoint{.addresses = {each.address}, .port = each.port};
        }
        return Endpoint{};
    };
}

/// The address that the drawing gives a machine, else DNS.
NameLookup drawnLookup(Computers machines)
{
    return [machines = std::move(machines)](const std::string& name) -> std::optional<Endpoint> {
        for (const auto& [id, each] : machines) {
            const bool same = text::equalsIgnoringAsciiCase(each.name, name)
                              || text::equalsIgnoringAsciiCase(each.dnsName, name);
            if (same && !each.address.empty()) {
                return Endpoint{.addresses = {std::string(text::withoutBrackets(each.address))},
                                .port = 0};
            }
        }
        return std::nullopt;
    };
}

}  // namespace

struct RunSession::Private {
    wire::tls::ClientContexts tls;
    PracticeLab* lab = nullptr;
    Shared<model::Graph> graph = {};
    std::optional<model::AccountNames> names = {};  ///< Of the graph.
    NameLookup lookup = {};
    RunOptions options = {};
    plan::KnownStates states = {};                ///< What the run is compared with.
    std::optional<plan::AskedStates> asked = {};  ///< Of the states.
    probe::RunReport report = {};
    std::size_t index = 0;
    QPointer<RouteRun> run = {};
    std::size_t open = 0;  ///< Routes whose run is not gone.
    bool running = false;
    bool isClosed = false;
    QElapsedTimer clock = {};

    const model::Hop* firstHop(model::RouteId id) const
    {
        const model::Route& route = graph->routes.at(id);
        return route.hops.empty() ? nullptr : &graph->hops.at(route.hops.front());
    }

    /// Whether this computer is the first machine of every route.
    bool beginsHere() const
    {
        return options.environment == Environment::Live && options.thisMachine
               && std::ranges::all_of(options.routes, [this](model::RouteId id) {
                      const model::Hop* const first = firstHop(id);
                      return first != nullptr && first->from == *options.thisMachine;
                  });
    }

    /// Who signs in on \p route where the drawing names nobody.
    model::AccountName openerOf(model::RouteId route) const
    {
        if (options.as.user.empty() && options.environment != Environment::Live)
            return names->labAccount(route);
        return {.domain = options.as.domain, .user = options.as.user};
    }

    /// The password of \p account: from what was given, however it was written there, else the lab's own. It is sent as
    /// \p account has it.
    Identity identityFor(const model::AccountName& account) const
    {
        const auto isMeant = [&](const Identity& each) {
            return names->sameAccount({.domain = each.domain, .user = each.user}, account);
        };
        Identity out{.domain = account.domain, .user = account.user};
        const auto given = std::ranges::find_if(options.explicitCredentials, isMeant);
        if (given != options.explicitCredentials.end()) {
            out.password = Secret(given->password.expose());
        } else if (isMeant(options.as) && options.as.password.size() != 0) {
            out.password = Secret(options.as.password.expose());
        } else if (lab != nullptr) {
            if (auto password = lab->passwordOf(account.domain, account.user))
                out.password = std::move(*password);
        }
        return out;
    }

    Identity identityOf(const model::Hop& hop, model::RouteId route) const
    {
        if (hop.credential.isExplicit && hop.credential.account) {
            const model::Account& account = graph->accounts.at(*hop.credential.account);
            return identityFor({.domain = account.domain, .user = account.user});
        }
        return identityFor(openerOf(route));
    }

    std::vector<probe::CredentialLine> laterCredentials(model::RouteId id) const
    {
        std::vector<probe::CredentialLine> out;
        const model::Route& route = graph->routes.at(id);
        for (std::size_t i = 1; i < route.hops.size(); ++i) {
            const model::Hop& hop = graph->hops.at(route.hops[i]);
            if (!hop.credential.isExplicit)
                continue;
            Identity identity = identityOf(hop, id);
            const std::string account = model::accountText(
                model::AccountName{.domain = identity.domain, .user = identity.user});
            out.push_back({.hop = static_cast<int>(i) + 1,
                           .account = account,
                           .password = std::move(identity.password)});
        }
        return out;
    }

    probe::Gate gateFor(const model::Hop* first) const
    {
        if (first == nullptr) {
            return [](const probe::GateQuestion&) -> probe::GateAnswer {
                return {};
            };
        }
        if (options.environment == Environment::Practice && lab != nullptr) {
            const PracticeLab::Hosts& hosts = lab->hosts();
            if (const auto found = hosts.machineIndex.find(first->from);
                found != hosts.machineIndex.end())
                return practiceGate(hosts.world, hosts.world.machines[found->second]);
        }
        if (options.assumePolicy)
            return assumedGate(*graph, first->id);
        const auto seen = graph->seen.find(first->from);
        return liveGate(*graph, first->id,
                        seen == graph->seen.end() ? model::MachineState{} : seen->second);
    }

    /// Lab host A in practice; in a live run the program of the command line, in place of A. Else nobody.
    ShareVisitor visitorFor(const model::Hop* first) const
    {
        if (first == nullptr || model::isSession(*first))
            return {};
        if (options.environment == Environment::Practice && lab != nullptr) {
            const PracticeLab::Hosts& hosts = lab->hosts();
            const auto found = hosts.machineIndex.find(first->from);
            if (found == hosts.machineIndex.end())
                return {};
            // The lab outlives the run.
            return {.world =
                        std::shared_ptr<const lab::LabWorld>(std::shared_ptr<void>(), &hosts.world),
                    .machine = &hosts.world.machines[found->second]};
        }
        if (options.environment != Environment::Live || options.smbClientPath.empty())
            return {};
        return programVisitor(options.smbClientPath, graph->computers.at(first->from).name,
                              probe::hostOfShare(*graph, *first),
                              graph->computers.at(first->to.computer).address);
    }

    NameLookup makeLookup() const
    {
        switch (options.environment) {
        case Environment::Practice:
            return lab == nullptr ? NameLookup() : practiceLookup(lab->hosts());
        case Environment::Lab:
            return attachedLookup(options.attached,
                                  std::make_shared<lab::LabWorld>(practice::worldOf(*graph)));
        case Environment::Live:
            break;
        }
        return drawnLookup(graph->computers);
    }

    /// The passwords go with the run, not with this object, which is kept for its report.
    void end()
    {
        running = false;
        options.as.password = {};
        options.explicitCredentials.clear();
    }

    /// As this route ends: a hop of several routes may end differently in another.
    std::map<model::HopId, plan::HopPrediction> predictionsOf(model::RouteId id) const
    {
        std::map<model::HopId, plan::HopPrediction> out;
        for (plan::HopPrediction& each :
             plan::predictChain(*names, plan::hopsOf(*graph, id), &*asked, openerOf(id)))
            out.emplace(each.hop, std::move(each));
        return out;
    }

    /// What signs in at hop 1. Kerberos will come here, before NTLM, where the environment has a KDC (ADR 0015).
    wire::auth::MakeInitiator initiatorFor(const model::Hop* first) const
    {
        return wire::negotiate::usualInitiator(
            {.workstation =
                 first == nullptr ? std::string() : graph->computers.at(first->from).name,
             .now = currentFileTime()});
    }

    probe::RouteProbeConfig configFor(model::RouteId id)
    {
        const model::Hop* first = firstHop(id);
        Identity opener = first == nullptr ? Identity{} : identityOf(*first, id);
        const bool practice = options.environment == Environment::Practice && lab != nullptr;
        return {.graph = graph,
                .route = id,
                .opener = std::move(opener),
                .laterCredentials = laterCredentials(id),
                .gate = gateFor(first),
                .canVisitShares = visitorFor(first).machine != nullptr,
                .environment = options.environment,
                .predictions = predictionsOf(id),
                .tls = tls.of(practice ? lab->authorityPem() : options.authorityPem),
                .initiator = initiatorFor(first),
                .startedAt = nowText(),
                .stageLimitMs = options.stageLimitMs,
                .cleaningLimitMs = options.cleaningLimitMs,
                .allowedText = options.allowedText,
                .random = systemRandom()};
    }
};

RunSession::RunSession(PracticeLab* lab, QObject* parent)
    : QObject(parent), m(std::make_unique<Private>())
{
    m->lab = lab;
}

RunSession::~RunSession() = default;

void RunSession::start(const model::Graph& graph, RunOptions options)
{
    m->graph = graph;
    m->names.emplace(*m->graph);
    m->options = std::move(options);
    m->report.environment = m->options.environment;
    m->report.testedFromA = m->options.environment == Environment::Practice || m->beginsHere();
    const bool practice = m->options.environment == Environment::Practice && m->lab != nullptr;
    m->states =
        practice ? m->lab->states() : plan::KnownStates(graph.seen.begin(), graph.seen.end());
    m->asked.emplace(m->states);
    m->running = true;
    m->clock.start();
    m->lookup = m->makeLookup();
    for (const model::RouteId id : m->options.routes)
        m->report.routes.push_back(probe::RouteProbe(m->configFor(id)).result());
    QTimer::singleShot(0, this, [this] { startNext(); });
}

void RunSession::startNext()
{
    if (!m->running)
        return;
    const bool practice = m->options.environment == Environment::Practice && m->lab != nullptr;
    if (practice && m->lab->isRunning() && !m->lab->isReady()) {
        // Two flags in one argument is how Qt documents SingleShotConnection; their sum is not an enumerator.
        constexpr auto once =
            // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange)
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection);
        connect(m->lab, &PracticeLab::ready, this, [this] { startNext(); }, once);
        return;
    }
    if (m->index == m->options.routes.size()) {
        finish();
        return;
    }
    const std::size_t index = m->index++;
    const double startMs = static_cast<double>(m->clock.nsecsElapsed()) / 1e6;
    auto* run = new RouteRun(m->configFor(m->options.routes[index]), m->lookup, startMs, this);
    m->run = run;
    ++m->open;
    // It holds what it signed in with, and may close what is open on a machine: it goes by itself.
    connect(run, &QObject::destroyed, this, [this] {
        --m->open;
        look();
    });
    run->setShareVisitor(m->visitorFor(m->firstHop(m->options.routes[index])));
    connect(run, &RouteRun::changed, this, [this, run, index] {
        m->report.routes[index] = run->result();
        emit progressed();
    });
    connect(run, &RouteRun::done, this, [this, run, index] {
        m->report.routes[index] = run->result();
        QTimer::singleShot(0, this, [this] { startNext(); });
    });
    run->start();
}

void RunSession::stop()
{
    if (!m->running)
        return;
    m->running = false;
    if (m->run)
        m->run->cancel();
    for (; m->index < m->options.routes.size(); ++m->index) {
        probe::RouteProbe probe(m->configFor(m->options.routes[m->index]));
        std::ignore = probe.cancel(0);
        m->report.routes[m->index] = probe.result();
    }
    emit progressed();
    finish();
}

void RunSession::finish()
{
    m->end();
    emit finished();
    look();
}

void RunSession::look()
{
    if (m->running || m->open != 0 || std::exchange(m->isClosed, true))
        return;
    emit closed();
}

bool RunSession::isRunning() const noexcept
{
    return m->running;
}

bool RunSession::isClosed() const noexcept
{
    return m->isClosed;
}

const probe::RunReport& RunSession::report() const noexcept
{
    return m->report;
}

}  // namespace hopwright::link
