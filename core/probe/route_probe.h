#pragma once

#include "core/base/shared.h"
#include "core/crypto/random_stream.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/gate.h"
#include "core/probe/probe_script.h"
#include "core/probe/run.h"
#include "core/wire/winrm/client_session.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::probe {

inline constexpr double connectTimeoutMs = 10'000;
inline constexpr double stageTimeoutMs = 30'000;
/// How long a connection may go on closing shells after its run is over: the one value that all of that follows from.
inline constexpr double cleaningTimeoutMs = 10'000;
// A Receive that a server holds keeps ctrl_c waiting; then ctrl_c, terminate and Delete are answered one after another.
static_assert(2'000 * wire::winrm::usualReceiveSeconds < cleaningTimeoutMs);

/// A share that machine A visits by itself: the first hop of a route without a session before it. Move-only.
struct ShareVisit {
    wire::auth::Identity as = {};  ///< Who is signed in on A, or the hop's explicit credential.
    Secret input = {};             ///< The step, as standardInput() has it.
};

struct RouteProbeConfig {
    Shared<model::Graph> graph = {};
    model::RouteId route{};
    wire::auth::Identity opener =
        {};  ///< Opens hop 1: the signed-in user, or hop 1's explicit credential.
    /// Credentials of later hops that have an explicit one, by hop number from 2 on.
    std::vector<CredentialLine> laterCredentials = {};
    Gate gate;
    bool canVisitShares = false;  ///< Somebody carries out ShareVisit. Else such a hop is skipped.
    Environment environment = Environment::Practice;
    std::map<model::HopId, plan::HopPrediction> predictions = {};
    /// Made once a run: who is trusted, and how TLS is spoken. An error is told by the hop that needs it.
    Result<wire::tls::ClientContext> tls =
        fail(ErrorCode::NotAllowed, Sentence::saying("no TLS was given"));
    /// Makes what signs in at hop 1. Needed where that is a session.
    wire::auth::MakeInitiator initiator = {};
    std::string startedAt = {};
    double stageLimitMs = stageTimeoutMs;  ///< How long one stage waits for an answer.
    double cleaningLimitMs = cleaningTimeoutMs;
    /// SHA-256 in hexadecimal, in any case, of each own PowerShell text that may run. No other is ever sent.
    std::vector<std::string> allowedText = {};
    crypto::RandomStream random;
};

/// The test of one route, over any number of hops: opens hop 1 itself, and hands the first machine a step that opens the
/// next hop with only what arrived there, nested as deep as the route goes.
///
/// Sans I/O: asks for a name, a connection and time; times are milliseconds since the run began. Each call returns what to
/// do next. Exactly one hop ends denied or failed; those behind it are not reached. An authentication is never tried twice.
class RouteProbe {
public:
    struct Output {
        /// Not empty: find this name, or address without brackets, then call resolved() or resolveFailed().
        std::string resolve = {};
        std::string connectAddress = {};
        std::uint16_t connectPort = 0;
        /// Let machine A visit the share, then call visitEnded(); close is to stop it.
        std::optional<ShareVisit> visit = {};
        Bytes send = {};
        /// What the sign-in has to know: ask a KDC, then call answered().
        std::optional<wire::auth::Request> request = {};
        bool close = false;
        bool done = false;  ///< Every hop has its end state; what is still sent is cleaning up.
    };

    explicit RouteProbe(RouteProbeConfig config);

    Output start(double nowMs);
    /// \p port 0: the hop's own. \p name is shown, as `127.0.0.1`.
    Output resolved(const std::string& address, std::uint16_t port, double nowMs);
    Output resolveFailed(const Sentence& why, double nowMs);
    /// \p address: which one answered, of those that the name has; resolved() named the first.
    Output connected(const std::string& address, double nowMs);
    Output connectFailed(const Sentence& why, double nowMs);
    Output received(ByteView bytes, double nowMs);
    /// \p line: as a machine tells of its step.
    Output visitEnded(const std::string& line, double nowMs);
    /// \p answer is an error where nobody could be asked.
    Output answered(Result<Bytes> answer, double nowMs);
    Output peerClosed(double nowMs);
    Output timedOut(double nowMs);
    /// Ends the run for the user at once; what it returns closes what is open on the machine.
    Output cancel(double nowMs);

    /// How long the stage that is under way may take from now on without moving on; when it is over, how long the connection may
    /// go on closing. A command may ask for more time again
    /// and again, up to what the stages of the hops behind it may take together.
    double timeoutMs(double nowMs) const noexcept;
    const RouteResult& result() const noexcept { return m_result; }

private:
    void plan();
    std::vector<Step> stepsFrom(std::size_t index);
    Output startVisit(double nowMs);
    Output startSession(double nowMs);
    Output sessionOutput(wire::winrm::ClientSession::Output output, double nowMs);
    Output answerGate(double nowMs);
    Output finish();
    void onStage(const wire::winrm::StageEvent& event, double nowMs);
    bool refusedByPolicy(double nowMs);
    std::string nameToFind() const;
    GateQuestion question() const;
    void endByGate(const GateAnswer& answer, double nowMs);
    void readResult(double nowMs);

    void begin(Stage stage, double nowMs);
    void pass(Stage stage, const Sentence& evidence, double nowMs);
    void notNeeded(Stage stage, const Sentence& evidence);
    void endHop(HopState state, Stage stage, std::optional<Cause> cause,
                std::optional<StatusCode> code, const Sentence& evidence, double nowMs);
    void skipHop(Stage stage, const std::string& because, const Sentence& evidence, double nowMs);
    const model::Hop& hopAt(std::size_t index) const;
    Sentence negotiateEvidence(const Sentence& seen) const;
    std::string notRunnable(const model::Hop& hop) const;
    bool mayHaveLeftFile() const noexcept;

    RouteProbeConfig m_config;
    RouteResult m_result;
    std::vector<model::HopId> m_hops;
    std::size_t m_runnable = 0;  ///< How many hops from the first are built in this version.
    std::string m_address = {};  ///< That the name stands for, the first of several.
    std::uint16_t m_port = 0;
    std::optional<wire::winrm::ClientSession> m_session;
    Stage m_stage = Stage::Resolve;
    double m_stageStart = 0;
    double m_hopStart = 0;
    bool m_ended = false;
    bool m_visits = false;      ///< A visits the share of hop 1 by itself.
    bool m_isNtlmOnly = false;  ///< Hop 1: Windows would use NTLM too.
    Sentence m_gateNote = {};   ///< Behind what delegate says: which list was asked, and why.
    std::string m_file =
        {};  ///< That the last hop's step creates, as `\\\\host\\share\\name`; empty: none.
};

}  // namespace hopwright::probe
