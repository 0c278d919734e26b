#include "ui/window/practice_bench.h"

#include <QTimer>

#include <chrono>
#include <utility>

namespace hopwright::ui {

namespace {

/// A test that ended for the user has 10 s to close what it opened.
constexpr std::chrono::seconds cleanUpTime(12);

/// What hosts are built from: no hops, no routes, no places.
model::Graph machinesOf(const model::Graph& graph)
{
    model::Graph out = graph;
    out.hops.clear();
    out.routes.clear();
    out.nextId = 1;
    for (auto& [id, computer] : out.computers)
        computer.position = {};
    return out;
}

std::string statePath(const QString& path)
{
    return link::practiceStatePath(path.toStdString());
}

}  // namespace

PracticeBench::PracticeBench(QObject* parent) : QObject(parent)
{
    connect(&m_lab, &link::PracticeLab::statesChanged, this, &PracticeBench::statesChanged);
}

PracticeBench::~PracticeBench() = default;

Result<void> PracticeBench::open(const model::Graph& graph, const QString& path)
{
    stop();
    m_report = {};
    m_path = path;
    m_built = machinesOf(graph);
    link::PracticeState state;
    Result<void> out;
    if (!path.isEmpty()) {
        if (auto read = link::readPracticeState(statePath(path)))
            state = *std::move(read);
        else
            out = fail(read.error());
    }
    if (auto started = m_lab.start(graph, state); !started)
        return started;
    return out;
}

Result<void> PracticeBench::saveTo(const QString& path)
{
    if (path == m_path)
        return {};
    m_path = path;
    return keep();
}

Result<void> PracticeBench::follow(const model::Graph& graph)
{
    if (isRunning())
        return {};
    model::Graph machines = machinesOf(graph);
    if (machines == m_built)
        return {};
    m_built = std::move(machines);
    return m_lab.start(graph, m_lab.practiceState());
}

Result<void> PracticeBench::keep()
{
    if (m_path.isEmpty())
        return {};
    return link::writePracticeState(statePath(m_path), m_lab.practiceState());
}

Result<void> PracticeBench::apply(const std::vector<plan::Change>& changes)
{
    m_lab.apply(changes);
    return keep();
}

Result<void> PracticeBench::undoApplied()
{
    m_lab.undo(applied());
    return keep();
}

void PracticeBench::retire()
{
    if (m_session == nullptr)
        return;
    m_session->disconnect(this);
    m_retired.push_back(std::move(m_session));
    QTimer::singleShot(cleanUpTime, this, [this] { m_retired.erase(m_retired.begin()); });
}

Result<void> PracticeBench::test(const model::Graph& graph, std::vector<model::RouteId> routes,
                                 link::Identity as)
{
    stop();
    retire();
    m_built = machinesOf(graph);
    HOPWRIGHT_TRY_VOID(m_lab.start(graph, m_lab.practiceState()));
    if (routes.empty()) {
        for (const auto& [id, route] : graph.routes)
            routes.push_back(id);
    }
    m_session = std::make_unique<link::RunSession>(&m_lab);
    const link::RunSession* session = m_session.get();
    connect(session, &link::RunSession::progressed, this, [this, session] {
        m_report = session->report();
        emit progressed();
    });
    connect(session, &link::RunSession::finished, this, [this, session] {
        m_report = session->report();
        emit finished();
    });
    m_session->start(graph, {.environment = probe::Environment::Practice,
                             .routes = std::move(routes),
                             .as = std::move(as)});
    m_report = m_session->report();
    emit progressed();
    return {};
}

void PracticeBench::stop()
{
    if (isRunning())
        m_session->stop();
}

bool PracticeBench::isRunning() const
{
    return m_session != nullptr && m_session->isRunning();
}

}  // namespace hopwright::ui
