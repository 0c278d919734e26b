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

enum : std::size_t {
    Resolve,
    Connect,
    Tls,
    Offer,
    Negotiate,
    Bind,
    Delegate,
    Shell,
    Command,
    Access
};

constexpr std::uint32_t noLogonSession = 0x8009030E;

std::string codeText(std::uint32_t code)
{
    if (code == 0)
        return {};
    if (code <= 0xFFFF)
        return std::to_string(code);
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        out += digits[(code >> static_cast<unsigned>(shift)) & 0xFU];
    return out;
}

std::size_t stageOf(wire::winrm::Phase phase)
{
    switch (phase) {
    case wire::winrm::Phase::Tls:
        return Tls;
    case wire::winrm::Phase::Offer:
        return Offer;
    case wire::winrm::Phase::Negotiate:
        return Negotiate;
    case wire::winrm::Phase::Bind:
        return Bind;
    case wire::winrm::Phase::Delegate:
        return Delegate;
    case wire::winrm::Phase::Shell:
        return Shell;
    case wire::winrm::Phase::Command:
        break;
    }
    return Command;
}

std::size_t stageNamed(const std::string& name)
{
    const auto found = std::ranges::find(stageNames, name);
    return found == stageNames.end() ? Access
                                     : static_cast<std::size_t>(found - stageNames.begin());
}

/// What the report says of a client's own no. The codes tell the rest.
std::string wordOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::ListMissing:
        return "policy-list-missing";
    case Refusal::DenyList:
        return "policy-deny-list";
    default:
        return "policy";
    }
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

void NextHop::pass(std::size_t stage, const std::string& evidence, double nowMs)
{
    m_report.stages[stage] = {.state = "passed",
                              .startMs = m_stageStart,
                              .ms = nowMs - m_stageStart,
                              .code = {},
                              .evidence = evidence};
    m_stageStart = nowMs;
    m_stage = stage + 1;
}

void NextHop::notNeeded(std::size_t stage, const std::string& evidence)
{
    m_report.stages[stage].state = "not-needed";
    m_report.stages[stage].evidence = evidence;
    if (m_stage == stage)
        ++m_stage;
}

void NextHop::end(std::size_t stage, const std::string& state, const std::string& code,
                  const std::string& evidence, double nowMs)
{
    m_report.stages[stage] = {.state = state,
                              .startMs = m_stageStart,
                              .ms = nowMs - m_stageStart,
                              .code = code,
                              .evidence = evidence};
    if (m_ended)
        return;
    m_ended = true;
    m_report.state = state;
    m_report.stage = stageNames[stage];
    m_report.code = code;
    m_report.evidence = evidence;
}

/// The lab cannot say how this hop ends: it knows of no trusts.
void NextHop::skip(std::size_t stage, const std::string& evidence, double nowMs)
{
    end(stage, "skipped", {}, evidence, nowMs);
    m_report.stages[stage].state = "unknown";
    m_report.refusal = "trust-unknown";
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
    m_report.state = "skipped";
    m_report.evidence = "the practice lab runs no PowerShell text of its own";
    return {.done = true};
}

NextHopOutput NextHop::startShare(double nowMs)
{
    const LabMachine* target = reachedFrom(m_world, m_self, m_input.step.host);
    if (target == nullptr) {
        end(Resolve, "failed", codeText(errorBadNetworkPath),
            m_input.step.host + " is not known in the lab", nowMs);
        return finish(nowMs);
    }
    if (!m_world.smbClientPath.empty())
        return startProgram(*target);
    pass(Resolve, m_input.step.host + " is " + target->boundAddress, nowMs);
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
    end(isOfDelegation(answer.refusal) ? Delegate : Negotiate, "denied", codeText(answer.code),
        answer.evidence, nowMs);
    m_report.refusal = wordOf(answer.refusal);
    return true;
}

NextHopOutput NextHop::startSession(double nowMs)
{
    const ProbeStep& step = m_input.step;
    const LabMachine* target = reachedFrom(m_world, m_self, step.host);
    if (refusedByPolicy(target, nowMs))
        return finish(nowMs);
    if (target == nullptr) {
        end(Resolve, "failed", {}, step.host + " is not known in the lab", nowMs);
        return finish(nowMs);
    }
    pass(Resolve, step.host + " is " + target->boundAddress, nowMs);
    return {.connectAddress = target->boundAddress, .connectPort = target->winrmPort};
}

NextHopOutput NextHop::connected(double nowMs)
{
    const LabMachine* target = reachedFrom(m_world, m_self, m_input.step.host);
    const bool share = m_share.has_value();
    const std::uint16_t port = share ? target->sharePort : target->winrmPort;
    pass(Connect,
         "port " + std::to_string(port)
             + (share ? " of the practice lab stands in for SMB" : " answered"),
         nowMs);
    if (share) {
        notNeeded(Tls, "not a TLS connection");
        return shareOutput(m_share->start(), nowMs);
    }
    const ProbeStep& step = m_input.step;
    const bool credSsp = text::equalsIgnoringAsciiCase(step.method, "Credssp");
    if (!step.explicitCredential && !holdsCredential()) {
        // The client has nothing to make a token from: domain reference §8.2 row 39.
        end(Negotiate, "denied", codeText(noLogonSession),
            m_self.name + " holds nothing to sign in with", nowMs);
        m_report.refusal = "nothing-to-sign-in-with";
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
    end(Connect, "failed", m_share ? codeText(errorBadNetworkPath) : std::string(), why, nowMs);
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
        end(std::min(m_stage, std::size_t{Access}), "failed", {}, "no answer in time", nowMs);
    return finish(nowMs);
}

NextHopOutput NextHop::shareOutput(ShareClient::Output output, double nowMs)
{
    for (const ShareEvent& event : output.events) {
        const std::size_t stage = stageNamed(event.stage);
        if (event.state == "passed") {
            pass(stage, event.evidence, nowMs);
        } else if (event.state == "skipped") {
            skip(stage, event.evidence, nowMs);
        } else {
            end(stage, event.state, codeText(event.code), event.evidence, nowMs);
        }
        if (event.stage == "negotiate" && event.state == "passed") {
            notNeeded(Bind, "no CredSSP at a share");
            notNeeded(Delegate, "last hop");
            notNeeded(Shell, "no session at a share");
        }
    }
    if (!output.done)
        return {.send = std::move(output.send)};
    NextHopOutput out = finish(nowMs);
    out.send = std::move(output.send);
    return out;
}

void NextHop::onPhase(const wire::winrm::PhaseEvent& event, double nowMs)
{
    const std::size_t stage = stageOf(event.phase);
    switch (event.state) {
    case wire::winrm::PhaseState::Began:
        m_stage = stage;
        break;
    case wire::winrm::PhaseState::Passed:
        pass(stage, event.evidence, nowMs);
        break;
    case wire::winrm::PhaseState::NotNeeded:
        notNeeded(stage, event.evidence);
        break;
    case wire::winrm::PhaseState::Denied:
    case wire::winrm::PhaseState::Failed:
        if (event.refusal == wire::winrm::Refusal::TrustUnknown) {
            skip(stage, event.evidence, nowMs);
            break;
        }
        end(stage, event.state == wire::winrm::PhaseState::Denied ? "denied" : "failed",
            codeText(event.code.value_or(0)), event.evidence, nowMs);
        if (event.refusal == wire::winrm::Refusal::SchemeNotOffered)
            m_report.refusal = "scheme-not-offered";
        if (event.refusal == wire::winrm::Refusal::LogonFailed)
            m_report.refusal = "logon-failed";
        if (event.refusal == wire::winrm::Refusal::AccessDenied)
            m_report.refusal = "access-denied";
        if (event.refusal == wire::winrm::Refusal::PolicyOfClient)
            m_report.refusal = "policy";
        break;
    }
}

NextHopOutput NextHop::answerGate(double nowMs)
{
    const bool byCertificate =
        m_session->gateProof() == wire::winrm::ServerProof::TrustedCertificate;
    const PolicyAnswer answer =
        askDelegation(m_self, questionFor(reachedFrom(m_world, m_self, m_input.step.host)),
                      byCertificate ? Proof::TrustedCertificate : Proof::NtlmOnly);
    NextHopOutput out =
        sessionOutput(m_session->answerGate(answer.allowed, answer.code, answer.evidence), nowMs);
    if (!answer.allowed)  // Only now: the session's own event says "policy".
        m_report.refusal = wordOf(answer.refusal);
    return out;
}

NextHopOutput NextHop::sessionOutput(wire::winrm::ClientSession::Output output, double nowMs)
{
    if (output.request)
        return sessionOutput(m_session->answerRequest(wire::auth::nobodyToAsk()), nowMs);
    for (const wire::winrm::PhaseEvent& event : output.events)
        onPhase(event, nowMs);
    if (output.askGate)
        return answerGate(nowMs);
    if (output.resultIsKnown) {
        m_isResultKnown = true;
        readInner();
        if (!m_ended)
            pass(Access, "session opened on " + m_input.step.host, nowMs);
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
        const std::size_t stage = stageNamed(event.stage);
        if (event.state == "passed") {
            pass(stage, event.evidence, nowMs);
        } else if (event.state == "denied" || event.state == "failed") {
            end(stage, event.state, codeText(event.code), event.evidence, nowMs);
        } else {
            m_report.stages[stage] = {.state = event.state, .evidence = event.evidence};
        }
    }
    if (output.done)
        return finish(nowMs);
    NextHopOutput out;
    out.program = std::move(output.run);
    return out;
}

}  // namespace hopwright::lab
