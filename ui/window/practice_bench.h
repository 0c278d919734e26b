#pragma once

#include "core/base/result.h"
#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/practice/state.h"
#include "core/probe/run.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace hopwright::ui {

/// The practice lab of the open drawing, what was applied to it, and the test that runs in it. Its hosts are built, and
/// their ports opened, when a test begins. What was applied is kept beside a saved drawing, and in memory for an untitled
/// one.
class PracticeBench : public QObject {
    Q_OBJECT

public:
    explicit PracticeBench(QObject* parent = nullptr);
    ~PracticeBench() override;

    /// Takes up another drawing, with what was applied to it before. \p path empty: untitled, nothing is applied.
    /// \returns what reading its practice state returned; the lab then begins without it.
    Result<void> open(const QString& path);
    /// The drawing was saved there: from now on its state is too. \returns as apply() does.
    Result<void> saveTo(const QString& path);

    /// What the lab's machines have: the same facts that its hosts will decide by.
    plan::KnownStates states(const model::Graph& graph) const;
    const std::vector<plan::Change>& applied() const { return m_state.applied; }

    /// Both begin with what the file holds now: another program may have applied or undone something since.
    /// \returns what reading or writing the state returned; the lab has the changes either way. A file that cannot be read is
    /// not written.
    Result<void> apply(const std::vector<plan::Change>& changes);
    Result<void> undoApplied();

    /// Builds the hosts anew and tests \p routes; an empty list: all. \p as empty: model::labAccount() of each route, with
    /// the lab's own password; who is named in it exists in the lab.
    Result<void> test(const model::Graph& graph, std::vector<model::RouteId> routes,
                      link::Identity as = {});
    void stop();
    bool isRunning() const;
    const probe::RunReport& report() const { return m_report; }

signals:
    void statesChanged();
    void progressed();
    void finished();

private:
    Result<void> readState();  ///< From the file, when another program changed it.
    Result<void> keep();       ///< Into the file.
    void retire();

    link::PracticeLab m_lab;
    practice::State m_state;
    practice::State m_kept;  ///< As it was last read from the file or written to it.
    std::unique_ptr<link::RunSession> m_session;
    /// Tests that ended for the user, and may still close what is open on a machine.
    std::vector<std::unique_ptr<link::RunSession>> m_retired;
    probe::RunReport m_report;
    QString m_path;
};

}  // namespace hopwright::ui
