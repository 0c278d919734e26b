#include "core/lab/next_hop.h"

#include "core/base/byte_writer.h"
#include "core/lab/sign_in.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace hopwright::lab {

namespace {

constexpr StatusCode noLogonSession = StatusCode::hresult(0x8009030E);

/// What the report says of a client's own no. The codes tell the rest.
Refusal refusalOf(PolicyRefusal refusal)
{
    switch (refusal) {
    case PolicyRefusal::ListMissing:
        return Refusal::PolicyListMissing;
    case PolicyRefusal::DenyList:
        return Refusal::PolicyDenyList;
    default:
        return Refusal::PolicyOfClient;
    }
}

/// The last stays: nothing comes behind it.
Stage after(Stage stage)
{
    return stage == Stage::Access ? stage : static_cast<Stage>(std::to_underlying(stage) + 1);
}

bool isShare(const std::string& action)
{
    return action == "create-file" || action == "list-share" || action == "read-file";
}

}  // namespace

NextHop::NextHop(const LabWorld& world, const LabMachine& self, ProbeInput input,
                 wire::auth::Identity held, std::string account, FileTime now,
                 crypto::RandomStream random)
    : m_world(world),
      m_self(self),
      m_input(std::move(input)),
      m_held(std::move(held)),
      m_now(now),
      m_random(std::move(random))
{
    m_report.hop = m_input.step.hop;
    m_report.identity = std::move(account);
    const bool own = m_held.domain.empty() && !m_held.user.empty() && !m_held.user.contains('@');
    if (m_held.domain == "." || own)  // An account of this machine, not of the next.
        m_held.domain = m_self.name;
}

bool NextHop::holdsCredential() const noexcept
{
    return !m_held.user.empty();
}

wire::auth::Identity NextHop::takeIdentity()
{
    if (!m_input.step.explicitCredential)
        return std::move(m_held);
    for (const StepCredential& each : m_input.credentials) {
        if (each.hop == m_input.step.hop)
            return each.identity.copy();
    }
    return {};
}

void NextHop::pass(Stage stage, const std::string& evidence, double nowMs)
{
    m_report.stages[static_cast<std::size_t>(stage)] = {.state = StageState::Passed,
                                                        .startMs = m_stageStart,
                                                        .ms = nowMs - m_stageStart,
                                                        .code = {},
                                                        .evidence = evidence};
    m_stageStart = nowMs;
    m_stage = after(stage);
}

void NextHop::notNeeded(Stage stage, const std::string& evidence)
{
    m_report.stages[static_cast<std::size_t>(stage)].state = StageState::NotNeeded;
    m_report.stages[static_cast<std::size_t>(stage)].evidence = evidence;
    if (m_stage == stage)
        m_stage = after(stage);
}

void NextHop::end(Stage stage, StageState state, std::optional<StatusCode> code,
                  const std::string& evidence, double nowMs)
{
    m_report.stages[static_cast<std::size_t>(stage)] = {.state = state,
                                                        .startMs = m_stageStart,
                                                        .ms = nowMs - m_stageStart,
                                                        .code = code,
                                                        .evidence = evidence};
    if (m_ended)
        return;
    m_ended = true;
    m_report.state = state == StageState::Denied ? HopState::Denied : HopState::Failed;
    m_report.stage = stage;
    m_report.code = code;
    m_report.evidence = evidence;
}

/// The lab cannot say how this hop ends: it knows of no trusts.
void NextHop::skip(Stage stage, const std::string& evidence, double nowMs)
{
    const bool hadEnded = m_ended;
    end(stage, StageState::Unknown, {}, evidence, nowMs);
    if (hadEnded)
        return;
    m_report.state = HopState::Skipped;
    m_report.refusal = Refusal::TrustUnknown;
}

NextHopOutput NextHop::finish(double nowMs)
{
    static_cast<void>(nowMs);
    if ((m_share && m_share->leavesFile()) || (m_program && m_program->leavesFile())) {
        m_report.left =
            "\\\\" + m_input.step.host + "\\" + m_input.step.share + "\\" + m_input.step.file;
    }
    return {.close = true, .done = true};
}

NextHopOutput NextHop::start(double nowMs)
{
    m_stageStart = nowMs;
    const std::string& action = m_input.step.action;
    if (action == "whoami") {
        m_report.evidence = m_report.identity;
        return {.done = true};
    }
    if (action == "session")
        return startSession(nowMs);
    if (isShare(action))
        return startShare(nowMs);
    m_report.state = HopState::Skipped;
    m_report.evidence = "the practice lab runs no PowerShell text of its own";
    return {.done = true};
}

NextHopOutput NextHop::startShare(double nowMs)
{
    const LabMachine* target = reachedFrom(m_world, m_self, m_input.step.host);
    if (target == nullptr) {
        end(Stage::Resolve, StageState::Failed, statusCodeOf(errorBadNetworkPath),
            m_input.step.host + " is not known in the lab", nowMs);
        return finish(nowMs);
    }
    if (!m_world.smbClientPath.empty())
        return startProgram(*target);
    pass(Stage::Resolve, m_input.step.host + " is " + target->boundAddress, nowMs);
    m_share.emplace(ShareTask{.host = m_input.step.host,
                              .share = m_input.step.share,
                              .action = m_input.step.action,
                              .file = m_input.step.file,
                              .token = m_input.step.token},
                    takeIdentity(), shareInitiator(m_now), m_random.fork());
    return {.connectAddress = target->boundAddress, .connectPort = target->sharePort};
}

SessionQuestion NextHop::questionFor(const LabMachine* target) const
{
    const ProbeStep& step = m_input.step;
    SessionQuestion out{.target = step.host,
                        .server = target,
                        .method = step.method,
                        .ntlm = step.ntlm,
                        .explicitCredential = step.explicitCredential};
    if (!step.explicitCredential) {
        out.accountDomain = m_held.domain;
        return out;
    }
    const auto given = std::ranges::find(m_input.credentials, step.hop, &StepCredential::hop);
    if (given != m_input.credentials.end())
        out.accountDomain = domainOrOwn(given->identity.domain, given->identity.user);
    return out;
}

/// What Windows asks of its own policy before it sends anything.
bool NextHop::refusedByPolicy(const LabMachine* target, double nowMs)
{
    const PolicyAnswer answer = askBeforeSending(m_self, questionFor(target));
    if (answer.allowed)
        return false;
    end(isOfDelegation(answer.refusal) ? Stage::Delegate : Stage::Negotiate, StageState::Denied,
        statusCodeOf(answer.code), answer.evidence.english(), nowMs);
    m_report.refusal = refusalOf(answer.refusal);
    return true;
}

NextHopOutput NextHop::startSession(double nowMs)
{
    const ProbeStep& step = m_input.step;
    const LabMachine* target = reachedFrom(m_world, m_self, step.host);
    if (refusedByPolicy(target, nowMs))
        return finish(nowMs);
    if (target == nullptr) {
        end(Stage::Resolve, StageState::Failed, {}, step.host + " is not known in the lab", nowMs);
        return finish(nowMs);
    }
    pass(Stage::Resolve, step.host + " is " + target->boundAddress, nowMs);
    return {.connectAddress = target->boundAddress, .connectPort = target->winrmPort};
}

NextHopOutput NextHop::connected(double nowMs)
{
    const LabMachine* target = reachedFrom(m_world, m_self, m_input.step.host);
    const bool share = m_share.has_value();
    const std::uint16_t port = share ? target->sharePort : target->winrmPort;
    pass(Stage::Connect,
         "port " + std::to_string(port)
             + (share ? " of the practice lab stands in for SMB" : " answered"),
         nowMs);
    if (share) {
        notNeeded(Stage::Tls, "not a TLS connection");
        return shareOutput(m_share->start(), nowMs);
    }
    const ProbeStep& step = m_input.step;
    const bool credSsp = text::equalsIgnoringAsciiCase(step.method, "Credssp");
    if (!step.explicitCredential && !holdsCredential()) {
        // The client has nothing to make a token from: domain reference §8.2 row 39.
        end(Stage::Negotiate, StageState::Denied, noLogonSession,
            m_self.name + " holds nothing to sign in with", nowMs);
        m_report.refusal = Refusal::NothingToSignInWith;
        return finish(nowMs);
    }
    m_session.emplace(wire::winrm::ClientConfig{
        .host = std::string(target::readTarget(step.host).host),
        .port = port,
        .scheme = credSsp ? wire::winrm::Scheme::CredSsp : wire::winrm::Scheme::Negotiate,
        .identity = takeIdentity(),
        .initiator = winrmInitiator(m_self, m_now),
        .commandLine = "powershell.exe -NoProfile -NonInteractive -EncodedCommand IwA=",
        .standardInput = nextInput(m_input),
        .tls = m_world.tls->of(m_self.domain.empty() ? std::string() : m_world.authorityPem),
        .random = m_random.fork()});
    return sessionOutput(m_session->start(), nowMs);
}

NextHopOutput NextHop::connectFailed(const std::string& why, double nowMs)
{
    end(Stage::Connect, StageState::Failed,
        m_share ? statusCodeOf(errorBadNetworkPath) : std::nullopt, why, nowMs);
    return finish(nowMs);
}

NextHopOutput NextHop::received(ByteView bytes, double nowMs)
{
    if (m_share)
        return shareOutput(m_share->receive(bytes), nowMs);
    if (m_session)
        return sessionOutput(m_session->receive(bytes), nowMs);
    return {};
}

NextHopOutput NextHop::peerClosed(double nowMs)
{
    if (m_share)
        return shareOutput(m_share->peerClosed(), nowMs);
    if (m_session)
        return sessionOutput(m_session->peerClosed(), nowMs);
    return {};
}

NextHopOutput NextHop::timedOut(double nowMs)
{
    if (!m_ended && !m_isResultKnown)  // Else only cleaning up hangs.
        end(m_stage, StageState::Failed, {}, "no answer in time", nowMs);
    return finish(nowMs);
}

NextHopOutput NextHop::shareOutput(ShareClient::Output output, double nowMs)
{
    for (const ShareEvent& event : output.events) {
        if (event.state == StageState::Passed) {
            pass(event.stage, event.evidence, nowMs);
        } else if (event.state == StageState::Unknown) {
            skip(event.stage, event.evidence, nowMs);
        } else {
            end(event.stage, event.state, statusCodeOf(event.code), event.evidence, nowMs);
        }
        if (event.stage == Stage::Negotiate && event.state == StageState::Passed) {
            notNeeded(Stage::Bind, "no CredSSP at a share");
            notNeeded(Stage::Delegate, "last hop");
            notNeeded(Stage::Shell, "no session at a share");
        }
    }
    if (!output.done)
        return {.send = std::move(output.send)};
    NextHopOutput out = finish(nowMs);
    out.send = std::move(output.send);
    return out;
}

void NextHop::onStage(const wire::winrm::StageEvent& event, double nowMs)
{
    switch (event.state) {
    case StageState::Running:
        m_stage = event.stage;
        break;
    case StageState::Passed:
        pass(event.stage, event.evidence.english(), nowMs);
        break;
    case StageState::NotNeeded:
        notNeeded(event.stage, event.evidence.english());
        break;
    case StageState::Denied:
    case StageState::Failed:
        if (event.refusal == Refusal::TrustUnknown) {
            skip(event.stage, event.evidence.english(), nowMs);
            break;
        }
        if (!m_ended)
            m_report.refusal = event.refusal;
        end(event.stage, event.state, statusCodeOf(event.code.value_or(0)),
            event.evidence.english(), nowMs);
        break;
    case StageState::ToCome:
    case StageState::NotReached:
    case StageState::Unknown:
    case StageState::Cancelled:
        break;  // No session tells of these.
    }
}

NextHopOutput NextHop::answerGate(double nowMs)
{
    const PolicyAnswer answer =
        askDelegation(m_self, questionFor(reachedFrom(m_world, m_self, m_input.step.host)),
                      m_session->gateProof());
    NextHopOutput out =
        sessionOutput(m_session->answerGate(answer.allowed, answer.code, answer.evidence), nowMs);
    if (!answer.allowed)  // Only now: the session's own event says "policy".
        m_report.refusal = refusalOf(answer.refusal);
    return out;
}

NextHopOutput NextHop::sessionOutput(wire::winrm::ClientSession::Output output, double nowMs)
{
    for (const wire::winrm::StageEvent& event : output.events)
        onStage(event, nowMs);
    if (output.request) {
        NextHopOutput out =
            sessionOutput(m_session->answerRequest(wire::auth::nobodyToAsk()), nowMs);
        out.send.insert(out.send.begin(), output.send.begin(), output.send.end());
        return out;
    }
    if (output.askGate)
        return answerGate(nowMs);
    if (output.resultIsKnown) {
        m_isResultKnown = true;
        readInner();
        if (!m_ended)
            pass(Stage::Access, "session opened on " + m_input.step.host, nowMs);
    }
    NextHopOutput out{.send = std::move(output.send)};
    if (output.closed) {
        out.close = true;
        out.done = true;
    }
    return out;
}

void NextHop::readInner()
{
    std::string said = textOf(m_session->result().standardOutput);
    while (said.ends_with('\n') || said.ends_with('\r'))
        said.pop_back();
    if (!isReportLine(said))
        return;
    const auto inner = nlohmann::json::parse(said, nullptr, false);
    const auto left = inner.find("left");
    m_report.left = left != inner.end() && left->is_string() ? left->get<std::string>() : "";
    m_report.next = std::move(said);
}

NextHopOutput NextHop::startProgram(const LabMachine& target)
{
    m_program.emplace(m_world.smbClientPath, target.address,
                      ShareTask{.host = m_input.step.host,
                                .share = m_input.step.share,
                                .action = m_input.step.action,
                                .file = m_input.step.file,
                                .token = m_input.step.token},
                      takeIdentity());
    return programOutput(m_program->start(), m_stageStart);
}

NextHopOutput NextHop::programEnded(int exitCode, const std::string& output, double nowMs)
{
    return m_program ? programOutput(m_program->ended(exitCode, output), nowMs) : NextHopOutput{};
}

NextHopOutput NextHop::programOutput(ShareProgram::Output output, double nowMs)
{
    for (const ShareEvent& event : output.events) {
        if (event.state == StageState::Passed) {
            pass(event.stage, event.evidence, nowMs);
        } else if (event.state == StageState::Denied || event.state == StageState::Failed) {
            end(event.stage, event.state, statusCodeOf(event.code), event.evidence, nowMs);
        } else {
            m_report.stages[static_cast<std::size_t>(event.stage)] = {.state = event.state,
                                                                      .evidence = event.evidence};
        }
    }
    if (output.done)
        return finish(nowMs);
    NextHopOutput out;
    out.program = std::move(output.run);
    return out;
}

}  // namespace hopwright::lab
