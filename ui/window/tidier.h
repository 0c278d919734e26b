#pragma once

#include "ui/canvas/tidy_input.h"
#include "ui/document/graph_document.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>
#include <map>
#include <memory>

namespace hopwright::ui {

/// Tidies drawings: a small one at once, a large one on a thread of Qt's pool. Only the answer for the last one is told, and none
/// that was stopped; the thread ends at its next step then.
class Tidier : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tidier)

public:
    /// So many machines and hops together take less than a frame of 16 ms (docs/performance.md).
    static constexpr std::size_t mostAtOnce = 300;

    using Positions = std::map<model::ComputerId, model::Position>;

    explicit Tidier(QObject* parent = nullptr);
    ~Tidier() override;

    /// Emits done() before it returns, or later. \p of is what \p input was made of.
    void start(TidyInput input, GraphDocument::Snapshot of);
    void stop();
    bool isBusy() const noexcept { return m_isBusy; }
    /// What is, or was, tidied.
    const GraphDocument::Snapshot& subject() const noexcept { return m_of; }

signals:
    void done(const hopwright::ui::Tidier::Positions& positions);

private:
    using Answer = std::shared_ptr<const Positions>;  ///< Nothing: it was stopped.

    void finished();

    QFutureWatcher<Answer> m_watcher;
    GraphDocument::Snapshot m_of;
    std::shared_ptr<std::atomic<bool>> m_isStopped;  ///< Of the last one; its thread reads it.
    bool m_isBusy = false;
};

}  // namespace hopwright::ui
