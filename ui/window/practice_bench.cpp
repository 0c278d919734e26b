#include "ui/window/practice_bench.h"

#include "core/link/practice_files.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace hopwright::ui {

PracticeBench::PracticeBench(QObject* parent) : QObject(parent) {}

PracticeBench::~PracticeBench() = default;

Result<void> PracticeBench::open(const QString& path)
{
    stop();
    retire();
    m_report = {};
    m_state = {};
    m_kept = {};
    m_path = path;
    return readState();
}

Result<void> PracticeBench::saveTo(const QString& path)
{
    if (path == m_path)
        return {};
    m_path = path;
    m_kept = {};
    // Read only to see that nothing broken is written over; what is there is of the drawing that was replaced.
    HOPWRIGHT_TRY(m_kept, link::readPracticeState(path.toStdString()));
    return keep();
}

plan::KnownStates PracticeBench::states(const model::Graph& graph) const
{
    return practice::statesAtStart(graph, m_state);
}

Result<void> PracticeBench::readState()
{
    if (m_path.isEmpty())
        return {};
    HOPWRIGHT_TRY(auto onDisk, link::readPracticeState(m_path.toStdString()));
    if (onDisk == m_kept)
        return {};  // What could not be written is in memory alone, and stays.
    m_kept = std::move(onDisk);
    m_state = m_kept;
    return {};
}

Result<void> PracticeBench::keep()
{
    if (m_path.isEmpty())
        return {};
    HOPWRIGHT_TRY_VOID(link::writePracticeState(m_path.toStdString(), m_state));
    m_kept = m_state;
    return {};
}

Result<void> PracticeBench::apply(const std::vector<plan::Change>& changes)
{
    const auto read = readState();
    std::set<std::tuple<model::ComputerId, plan::Change::Setting, std::string>> known;
    const auto isNew = [&known](const plan::Change& each) {
        return known.emplace(each.computer, each.setting, each.value).second;
    };
    std::ranges::for_each(m_state.applied, isNew);
    std::ranges::copy_if(changes, std::back_inserter(m_state.applied), isNew);
    auto kept = read ? keep() : read;
    emit statesChanged();
    return kept;
}

Result<void> PracticeBench::undoApplied()
{
    const auto read = readState();
    m_state.applied.clear();
    auto kept = read ? keep() : read;
    emit statesChanged();
    return kept;
}

void PracticeBench::retire()
{
    if (m_session == nullptr)
        return;
    m_session->disconnect(this);
    if (m_session->isClosed()) {
        m_session.reset();
        return;
    }
    link::RunSession* const session = m_session.get();
    m_retired.push_back(std::move(m_session));
    // Later: it is within its own signal.
    const auto forget = [this, session] {
        std::erase_if(m_retired, [session](const auto& each) { return each.get() == session; });
    };
    connect(session, &link::RunSession::closed, this, forget, Qt::QueuedConnection);
}

Result<void> PracticeBench::test(const model::Graph& graph, std::vector<model::RouteId> routes,
                                 link::Identity as)
{
    stop();
    retire();
    HOPWRIGHT_TRY_VOID(m_lab.start(graph, m_state, as));
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
    m_session->start(
        graph,
        {.environment = Environment::Practice, .routes = std::move(routes), .as = std::move(as)});
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
