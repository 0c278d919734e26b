#pragma once

#include "core/base/secret.h"
#include "core/link/practice_lab.h"
#include "core/model/graph.h"
#include "core/probe/route_probe.h"
#include "core/probe/run.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::link {

/// What a run is to do.
struct RunOptions {
    Environment environment = Environment::Practice;
    std::vector<model::RouteId> routes = {};  ///< One after another, in this order.
    Identity as = {};  ///< Opens hop 1. In a lab, empty means model::labAccount() of each route.
    /// Further accounts and their passwords, for hops with an explicit credential; however they are written there.
    std::vector<Identity> explicitCredentials = {};
    bool assumePolicy = false;  ///< Live: run although A's lists are not known.
    std::vector<std::string> allowedText =
        {};  ///< SHA-256 (hex) of the PowerShell texts that may run.
    std::vector<LabHostAddress> attached = {};  ///< Lab: the hosts of --lab F.
    std::string authorityPem = {};              ///< Lab: the CA of --lab F.
    /// Live: smbclient, by which this computer visits a share in place of A; empty: such a hop is skipped.
    std::string smbClientPath = {};
    std::optional<model::ComputerId> thisMachine =
        {};  ///< Live: the machine of the drawing that is this computer.
    double stageLimitMs = probe::stageTimeoutMs;  ///< How long one stage waits for an answer.
    /// How long what is open on a machine may take to close, behind the end of its route.
    double cleaningLimitMs = probe::cleaningTimeoutMs;
};

/// Runs routes over real sockets, one after another, and keeps the report current.
///
/// One event loop, no blocking call. stop() ends the run for the user at once (state cancelled); what is open on a
/// machine is then closed in the background, each connection within its cleaningLimitMs, and isClosed() when all are.
class RunSession : public QObject {
    Q_OBJECT

public:
    /// \p lab may be null for Lab and Live; it must outlive the session. A practice run waits until it is ready.
    explicit RunSession(PracticeLab* lab, QObject* parent = nullptr);
    ~RunSession() override;

    /// Call once. All routes share one copy of \p graph, and the names of its accounts.
    void start(const model::Graph& graph, RunOptions options);
    void stop();
    bool isRunning() const noexcept;
    /// It is not running, and nothing of it is open on a machine any more. Before that, to end it is to cut connections.
    bool isClosed() const noexcept;

    /// Valid at all times; the same stages appear in it from start on as ToCome.
    const probe::RunReport& report() const noexcept;

signals:
    void progressed();  ///< A stage began or ended; report() is new.
    void finished();    ///< Once. Every hop of report() has an end state.
    void closed();      ///< Once, behind finished(): isClosed().

private:
    void startNext();
    void finish();
    void look();

    struct Private;
    std::unique_ptr<Private> m;
};

}  // namespace hopwright::link
