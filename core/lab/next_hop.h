#pragma once

#include "core/base/file_time.h"
#include "core/lab/client_policy.h"
#include "core/lab/lab_world.h"
#include "core/lab/probe_step.h"
#include "core/lab/share_client.h"
#include "core/lab/share_program.h"
#include "core/wire/winrm/client_session.h"

#include <optional>
#include <string>
#include <vector>

namespace hopwright::lab {

/// What a host asks of the outside for its next hop.
struct NextHopOutput {
    std::string connectAddress = {};  ///< Not empty: open a connection there.
    std::uint16_t connectPort = 0;
    Bytes send = {};
    std::optional<ProgramRun> program = {};
    bool close = false;  ///< Close the connection.
    bool done = false;   ///< report() is final.
};

/// A lab host opening the next hop of a probe, with only what arrived on the wire: nothing after Negotiate, the
/// delegated credential after CredSSP, or a credential line of this hop. Before a session it asks its own policy, as a
/// Windows client does.
///
/// Sans I/O; times are milliseconds of the caller's clock.
class NextHop {
public:
    /// \p self is the host that opens it. \p held is the credential that CredSSP brought; an empty user: nothing arrived.
    NextHop(const LabWorld& world, const LabMachine& self, ProbeInput input,
            wire::auth::Identity held, std::string account, FileTime now,
            crypto::RandomStream random);

    NextHopOutput start(double nowMs);
    NextHopOutput connected(double nowMs);
    NextHopOutput connectFailed(const std::string& why, double nowMs);
    NextHopOutput received(ByteView bytes, double nowMs);
    NextHopOutput peerClosed(double nowMs);
    /// \p output is standard output, a line end, standard error.
    NextHopOutput programEnded(int exitCode, const std::string& output, double nowMs);
    /// The stage that is under way took too long.
    NextHopOutput timedOut(double nowMs);

    const StepReport& report() const noexcept { return m_report; }

private:
    NextHopOutput startShare(double nowMs);
    NextHopOutput startSession(double nowMs);
    bool refusedByPolicy(const LabMachine* target, double nowMs);
    NextHopOutput startProgram(const LabMachine& target);
    NextHopOutput programOutput(ShareProgram::Output output, double nowMs);
    NextHopOutput sessionOutput(wire::winrm::ClientSession::Output output, double nowMs);
    NextHopOutput shareOutput(ShareClient::Output output, double nowMs);
    NextHopOutput finish(double nowMs);
    NextHopOutput answerGate(double nowMs);
    void readInner();

    SessionQuestion questionFor(const LabMachine* target) const;
    wire::auth::Identity takeIdentity();
    bool holdsCredential() const noexcept;
    void pass(Stage stage, const std::string& evidence, double nowMs);
    void notNeeded(Stage stage, const std::string& evidence);
    void end(Stage stage, StageState state, std::optional<StatusCode> code,
             const std::string& evidence, double nowMs);
    void skip(Stage stage, const std::string& evidence, double nowMs);
    void onStage(const wire::winrm::StageEvent& event, double nowMs);

    const LabWorld& m_world;
    const LabMachine& m_self;
    ProbeInput m_input;
    wire::auth::Identity m_held;
    FileTime m_now;
    crypto::RandomStream m_random;
    StepReport m_report;
    std::optional<wire::winrm::ClientSession> m_session;
    std::optional<ShareClient> m_share;
    std::optional<ShareProgram> m_program;
    double m_stageStart = 0;
    Stage m_stage = Stage::Resolve;  ///< The stage that is under way.
    bool m_ended = false;
    bool m_isResultKnown = false;  ///< Of the session's command.
};

}  // namespace hopwright::lab
