#include "core/probe/route_probe.h"

#include "core/base/byte_writer.h"
#include "core/model/graph_rules.h"
#include "core/model/muted.h"
#include "core/probe/denial.h"
#include "core/probe/route_step.h"
#include "core/probe/step_result.h"
#include "core/text/ascii.h"
#include "core/text/hex.h"
#include "core/text/one_line.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hopwright::probe {

namespace {
using wire::winrm::StageEvent;

std::size_t indexOf(Stage stage)
{
    return static_cast<std::size_t>(stage);
}

Prediction predictionOf(const plan::HopPrediction& of)
{
    return {.outcome = of.outcome, .stage = of.stage, .cause = of.cause, .code = of.code};
}

/// What came of others in it on one line, and not too much.
Sentence shortened(const Sentence& evidence)
{
    if (evidence.text() == nullptr)
        return Sentence::verbatim(text::oneLine(evidence.words(), maxMachineText));
    std::vector<Sentence> arguments;
    for (const Sentence& each : evidence.arguments())
        arguments.push_back(shortened(each));
    return {evidence.text(), std::move(arguments)};
}

Sentence onOneLine(const Sentence& evidence)
{
    const Sentence out = shortened(evidence);
    const std::string line = text::oneLine(evidence.english(), maxMachineText);
    return out == line ? out : Sentence::verbatim(line);
}

Sentence withNote(const Sentence& evidence, const Sentence& note)
{
    return note.empty() ? evidence : Sentence::saying("%1; %2", evidence, note);
}

}  // namespace

RouteProbe::RouteProbe(RouteProbeConfig config) : m_config(std::move(config))
{
    plan();
}

void RouteProbe::plan()
{
    const model::Route& route = m_config.graph->routes.at(m_config.route);
    m_hops = route.hops;
    m_result.route = route.id;
    m_result.name = route.name;
    m_result.runId = text::toHex(m_config.random.take(2));
    std::ranges::transform(m_result.runId, m_result.runId.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    m_result.startedAt = m_config.startedAt;
    const std::string& domain = m_config.opener.domain;
    m_result.account = domain.empty() ? m_config.opener.user : domain + "\\" + m_config.opener.user;
    m_runnable = 0;
    const bool isMuted = model::isMuted(*m_config.graph, route);
    bool runnable = true;
    for (const model::HopId id : m_hops) {
        HopResult hop{.hop = id};
        for (std::size_t i = 0; i < hop.stages.size(); ++i)
            hop.stages[i].stage = static_cast<Stage>(i);
        const auto found = m_config.predictions.find(id);
        if (found != m_config.predictions.end() && !isMuted)
            hop.predicted = predictionOf(found->second);
        hop.skippedBecause = isMuted ? mutedReason(m_config.graph->hops.at(id))
                                     : notRunnable(m_config.graph->hops.at(id));
        runnable = runnable && hop.skippedBecause.empty();
        m_runnable += runnable ? 1 : 0;
        m_result.hops.push_back(std::move(hop));
    }
}

/// Why a hop is not tested: what is not built, and text that nobody allowed. Empty: it is.
std::string RouteProbe::notRunnable(const model::Hop& hop) const
{
    std::string out = notBuilt(*m_config.graph, hop);
    const bool visits = hop.id == m_hops.front() && !model::isSession(hop);
    if (out.empty() && visits && !m_config.canVisitShares)
        return "share-from-client";
    const model::Probe& probe = m_config.graph->routes.at(m_config.route).probe;
    const bool runsText = probe.kind == model::ProbeKind::Script && hop.id == m_hops.back();
    if (!out.empty() || !runsText)
        return out;
    const std::string hash = textHash(probe.text);
    const bool allowed =
        !hash.empty() && std::ranges::any_of(m_config.allowedText, [&](const std::string& each) {
            return text::equalsIgnoringAsciiCase(each, hash);
        });
    return allowed ? std::string() : "text-not-allowed";
}

const model::Hop& RouteProbe::hopAt(std::size_t index) const
{
    return m_config.graph->hops.at(m_hops[index]);
}

std::vector<Step> RouteProbe::stepsFrom(std::size_t index)
{
    const model::Route& route = m_config.graph->routes.at(m_config.route);
    std::vector<Step> steps = stepsOf(*m_config.graph, route, index, m_runnable, m_config.random);
    const Step& last = steps.back();
    if (last.action == Step::Action::CreateFile)
        m_file = "\\\\" + last.host + "\\" + last.share + "\\" + last.file;
    return steps;
}

void RouteProbe::begin(Stage stage, double nowMs)
{
    m_stage = stage;
    m_stageStart = nowMs;
    StageResult& at = m_result.hops.front().stages[indexOf(stage)];
    if (at.state == StageState::ToCome)
        at.state = StageState::Running;
    at.startMs = nowMs;
}

void RouteProbe::pass(Stage stage, const Sentence& evidence, double nowMs)
{
    StageResult& at = m_result.hops.front().stages[indexOf(stage)];
    if (at.state
        != StageState::
            Running)  // Else it began by itself, perhaps before another that is under way.
        at.startMs = m_stageStart;
    at.state = StageState::Passed;
    at.ms = nowMs - at.startMs;
    at.evidence = onOneLine(evidence);
    m_stageStart = nowMs;
}

void RouteProbe::notNeeded(Stage stage, const Sentence& evidence)
{
    StageResult& at = m_result.hops.front().stages[indexOf(stage)];
    at.state = StageState::NotNeeded;
    at.evidence = onOneLine(evidence);
}

/// Hop 1 ends, and with it the run: what was not reached says so.
void RouteProbe::endHop(HopState state, Stage stage, std::optional<Cause> cause,
                        std::optional<StatusCode> code, const Sentence& evidence, double nowMs)
{
    if (m_ended)
        return;
    HopResult& hop = m_result.hops.front();
    hop.state = state;
    hop.stage = stage;
    hop.cause = cause;
    hop.code = code;
    hop.evidence = onOneLine(evidence);
    hop.ms = nowMs - m_hopStart;
    StageResult& at = hop.stages[indexOf(stage)];
    at.state = state == HopState::Denied      ? StageState::Denied
               : state == HopState::Cancelled ? StageState::Cancelled
                                              : StageState::Failed;
    at.ms = nowMs - m_stageStart;
    at.startMs = m_stageStart;
    at.code = code;
    at.evidence = hop.evidence;
    if (mayHaveLeftFile())  // Nobody told how the command went.
        m_result.leftBehind = m_file;
    finish();
}

/// Hop 1 began, but nobody can know how it would end.
void RouteProbe::skipHop(Stage stage, const std::string& because, const Sentence& evidence,
                         double nowMs)
{
    if (m_ended)
        return;
    HopResult& hop = m_result.hops.front();
    hop.state = HopState::Skipped;
    hop.skippedBecause = because;
    hop.evidence = onOneLine(evidence);
    hop.ms = nowMs - m_hopStart;
    StageResult& at = hop.stages[indexOf(stage)];
    at.state = StageState::Unknown;
    at.startMs = m_stageStart;
    at.ms = nowMs - m_stageStart;
    at.evidence = hop.evidence;
    finish();
}

bool RouteProbe::mayHaveLeftFile() const noexcept
{
    return m_visits || (m_session && m_session->hasSentInput());
}

RouteProbe::Output RouteProbe::finish()
{
    m_ended = true;
    m_result.finished = true;
    correctCauses(*m_config.graph, {.domain = m_config.opener.domain, .user = m_config.opener.user},
                  m_result);
    bool stopped = false;
    for (HopResult& hop : m_result.hops) {
        if (hop.state == HopState::NotRun) {  // Behind one that passed: what is not built.
            const bool isReached = !stopped || isMutedReason(hop.skippedBecause);
            hop.state = isReached ? HopState::Skipped : HopState::NotReached;
        }
        stopped = hop.state != HopState::Passed;
        for (StageResult& each : hop.stages) {
            if (each.state == StageState::ToCome || each.state == StageState::Running)
                each.state = StageState::NotReached;
        }
    }
    return {.close = true, .done = true};
}

RouteProbe::Output RouteProbe::start(double nowMs)
{
    m_hopStart = nowMs;
    if (m_runnable == 0)
        return finish();
    m_result.hops.front().state = HopState::Running;
    begin(Stage::Resolve, nowMs);
    if (!model::isSession(hopAt(0)))
        return startVisit(nowMs);
    if (refusedByPolicy(nowMs))
        return {.close = true, .done = true};
    return {.resolve = nameToFind()};
}

/// Machine A signs in as its own user: no session is opened, no policy of WinRM is asked, and no shell can be left behind.
RouteProbe::Output RouteProbe::startVisit(double nowMs)
{
    static_cast<void>(nowMs);
    m_visits = true;
    const std::vector<Step> steps = stepsFrom(0);
    const Step& step = steps.front();
    wire::auth::Identity& opener = m_config.opener;
    // Whoever opens hop 1 is who A signs in as; a credential of the hop's own is typed for the share: `.\bob` is its machine's.
    std::vector<CredentialLine> typed;
    if (step.explicitCredential) {
        typed.push_back(
            {.hop = step.hop,
             .account = opener.domain.empty() ? opener.user : opener.domain + '\\' + opener.user,
             .password = Secret(opener.password.expose())});
    }
    return {.visit = ShareVisit{.as = {.domain = opener.domain,
                                       .user = opener.user,
                                       .password = std::move(opener.password)},
                                .input = standardInput(steps, typed)}};
}

RouteProbe::Output RouteProbe::visitEnded(const std::string& line, double nowMs)
{
    if (m_ended)
        return {.close = true, .done = true};
    if (auto read = readVisitLine(line, m_hopStart, m_result); !read) {
        endHop(HopState::Failed, Stage::Access, std::nullopt, std::nullopt, read.error().detail,
               nowMs);
        return {.close = true, .done = true};
    }
    m_result.hops.front().ms = nowMs - m_hopStart;
    return finish();
}

/// What a machine calls itself is for A to say: from here it is A's own name.
std::string RouteProbe::nameToFind() const
{
    constexpr std::array<std::string_view, 3> own{"localhost", "127.0.0.1", "::1"};
    const model::Hop& hop = hopAt(0);
    const std::string host = model::typedHost(*m_config.graph, hop);
    const std::string name(text::withoutBrackets(host));
    const bool itself = std::ranges::any_of(
        own, [&](std::string_view each) { return text::equalsIgnoringAsciiCase(each, name); });
    return itself ? model::defaultTypedTarget(*m_config.graph, {.computer = hop.from}) : name;
}

/// The client's policy says no, or it is not known what it says: then nobody denied.
void RouteProbe::endByGate(const GateAnswer& answer, double nowMs)
{
    if (!answer.known) {
        m_result.hops.front().unseen = answer.setting;
        endHop(HopState::Failed, answer.stage, std::nullopt, std::nullopt, answer.evidence, nowMs);
    } else {
        endHop(HopState::Denied, answer.stage, answer.cause, answer.code, answer.evidence, nowMs);
    }
}

GateQuestion RouteProbe::question() const
{
    const model::Hop& hop = hopAt(0);
    return {.target = model::typedHost(*m_config.graph, hop),
            .method = std::string(methodRow(hop.method).authentication),
            .ntlm = hop.method == Method::Ntlm,
            .https = model::effectiveTransport(*m_config.graph, hop) == model::Transport::Https,
            .explicitCredential = hop.credential.isExplicit,
            .accountDomain = m_config.opener.domain,
            .user = m_config.opener.user};
}

/// What a Windows client refuses before it sends anything.
bool RouteProbe::refusedByPolicy(double nowMs)
{
    const GateAnswer answer = m_config.gate(question());
    m_isNtlmOnly = answer.ntlmOnly;
    if (answer.allowed)
        return false;
    endByGate(answer, nowMs);
    return true;
}

RouteProbe::Output RouteProbe::resolved(const std::string& address, std::uint16_t port,
                                        double nowMs)
{
    if (m_ended)
        return {};
    const model::Hop& hop = hopAt(0);
    pass(Stage::Resolve,
         Sentence::saying("%1 is %2", model::typedHost(*m_config.graph, hop), address), nowMs);
    m_port = port != 0 ? port : model::effectivePort(*m_config.graph, hop);
    m_address = address;
    begin(Stage::Connect, nowMs);
    return {.connectAddress = address, .connectPort = m_port};
}

RouteProbe::Output RouteProbe::resolveFailed(const Sentence& why, double nowMs)
{
    endHop(HopState::Failed, Stage::Resolve, std::nullopt, std::nullopt, why, nowMs);
    return {.close = true, .done = true};
}

RouteProbe::Output RouteProbe::connectFailed(const Sentence& why, double nowMs)
{
    endHop(HopState::Failed, Stage::Connect, std::nullopt, std::nullopt, why, nowMs);
    return {.close = true, .done = true};
}

RouteProbe::Output RouteProbe::connected(const std::string& address, double nowMs)
{
    if (m_ended)
        return {.close = true};
    pass(Stage::Connect,
         address == m_address ? Sentence::saying("port %1 answered", m_port)
                              : Sentence::saying("port %1 of %2 answered", m_port, address),
         nowMs);
    return startSession(nowMs);
}

/// \p seen, and by what it signed in.
Sentence RouteProbe::negotiateEvidence(const Sentence& seen) const
{
    if (m_isNtlmOnly)
        return Sentence::saying("%1 by NTLM", seen);
    return Sentence::saying("%1 by NTLM; Windows on %2 would use Kerberos here", seen,
                            m_config.graph->computers.at(hopAt(0).from).name);
}

RouteProbe::Output RouteProbe::startSession(double nowMs)
{
    const model::Hop& hop = hopAt(0);
    const bool credSsp = hop.method == Method::CredSsp;
    const std::vector<Step> steps = stepsFrom(1);
    // A password goes nowhere for a hop that is not opened.
    std::erase_if(m_config.laterCredentials, [this](const CredentialLine& line) {
        return line.hop > static_cast<int>(m_runnable);
    });
    m_session.emplace(wire::winrm::ClientConfig{
        .host = model::typedHost(*m_config.graph, hop),
        .port = m_port,
        .scheme = credSsp ? wire::winrm::Scheme::CredSsp : wire::winrm::Scheme::Negotiate,
        .identity = {.domain = m_config.opener.domain,
                     .user = m_config.opener.user,
                     .password = std::move(m_config.opener.password)},
        .initiator = m_config.initiator,
        .commandLine = bootstrapCommand(),
        .standardInput = standardInput(steps, m_config.laterCredentials),
        .tls = m_config.tls,
        .minCredSspVersion = hop.minCredSspVersion,
        .random = m_config.random.fork()});
    return sessionOutput(m_session->start(), nowMs);
}

RouteProbe::Output RouteProbe::received(ByteView bytes, double nowMs)
{
    return m_session ? sessionOutput(m_session->receive(bytes), nowMs) : Output{};
}

RouteProbe::Output RouteProbe::answered(Result<Bytes> answer, double nowMs)
{
    return m_session ? sessionOutput(m_session->answerRequest(std::move(answer)), nowMs) : Output{};
}

RouteProbe::Output RouteProbe::peerClosed(double nowMs)
{
    return m_session ? sessionOutput(m_session->peerClosed(), nowMs) : Output{};
}

void RouteProbe::onStage(const StageEvent& event, double nowMs)
{
    if (m_ended)
        return;
    const Stage stage = event.stage;
    switch (event.state) {
    case StageState::Running:
        begin(stage, nowMs);
        return;
    case StageState::Passed:
        pass(stage,
             stage == Stage::Negotiate  ? negotiateEvidence(event.evidence)
             : stage == Stage::Delegate ? withNote(event.evidence, m_gateNote)
                                        : event.evidence,
             nowMs);
        return;
    case StageState::NotNeeded:
        notNeeded(stage, event.evidence);
        return;
    case StageState::Denied:
    case StageState::Failed:
        break;
    case StageState::ToCome:
    case StageState::NotReached:
    case StageState::Unknown:
    case StageState::Cancelled:
        return;  // No session tells of these.
    }
    // Only a lab's host may be in doubt: a real one that says so has refused the account.
    if (event.refusal == Refusal::TrustUnknown && m_config.environment != Environment::Live) {
        skipHop(stage, "trust-unknown", event.evidence, nowMs);
        return;
    }
    std::optional<Cause> cause = Cause::Unknown;
    if (event.refusal == Refusal::SchemeNotOffered)
        cause = Cause::ServerRoleMissing;
    if (event.refusal == Refusal::LogonFailed || event.refusal == Refusal::TrustUnknown)
        cause = Cause::WrongPassword;
    if (event.refusal == Refusal::AccessDenied)
        cause = Cause::PermissionOnResource;
    const bool denied = event.state == StageState::Denied;
    endHop(denied ? HopState::Denied : HopState::Failed, stage, denied ? cause : std::nullopt,
           statusCodeOf(event.code.value_or(0)), event.evidence, nowMs);
}

RouteProbe::Output RouteProbe::answerGate(double nowMs)
{
    GateQuestion asked = question();
    asked.moment = GateQuestion::Moment::BeforeCredential;
    asked.shown = m_session->gateProof();
    GateAnswer answer = m_config.gate(asked);
    m_gateNote = answer.note;
    answer.evidence = withNote(answer.evidence, answer.note);
    if (!answer.allowed) {
        endByGate(answer, nowMs);
    }
    return sessionOutput(m_session->answerGate(answer.allowed,
                                               answer.code ? answer.code->number : 0,
                                               answer.evidence),
                         nowMs);
}

RouteProbe::Output RouteProbe::sessionOutput(wire::winrm::ClientSession::Output output,
                                             double nowMs)
{
    for (const StageEvent& event : output.events)
        onStage(event, nowMs);
    if (output.askGate)
        return answerGate(nowMs);
    if (output.resultIsKnown && !m_ended)
        readResult(nowMs);
    return {.send = std::move(output.send),
            .request = std::move(output.request),
            .close = output.closed,
            .done = m_ended};
}

void RouteProbe::readResult(double nowMs)
{
    std::vector<bool> hadCredential = {true};
    for (std::size_t i = 1; i < m_hops.size(); ++i) {
        const bool arrived = hopAt(i - 1).method == Method::CredSsp;
        hadCredential.push_back(hopAt(i).credential.isExplicit || arrived);
    }
    const double commandStart = m_result.hops.front().stages[indexOf(Stage::Command)].startMs;
    const std::string printed = textOf(m_session->result().standardOutput);
    if (auto read = readStepLine(printed, hadCredential, commandStart, m_result); !read) {
        endHop(HopState::Failed, Stage::Command, std::nullopt, std::nullopt, read.error().detail,
               nowMs);
        return;
    }
    HopResult& first = m_result.hops.front();  // Only now: reading the line made the hops anew.
    if (first.state == HopState::Running)      // Else what ran in it did not pass.
        first.state = HopState::Passed;
    first.ms = nowMs - m_hopStart;
    // What the next hop took is not this hop's time; each ran within the one before.
    for (std::size_t i = 0; i + 1 < m_result.hops.size(); ++i) {
        HopResult& hop = m_result.hops[i];
        hop.ms = std::max(0.0, hop.ms - m_result.hops[i + 1].ms);
    }
    notNeeded(Stage::Access, m_hops.size() > 1 ? Sentence::saying("not the last hop")
                                               : Sentence::saying("a session, no resource"));
    // A machine on the way fell silent after it was told to go on: the one behind it may have created the file.
    const bool lastIsTold = m_result.hops.back().state != HopState::NotRun;
    const bool cutShort = std::ranges::any_of(
        m_result.hops, [](const HopResult& each) { return each.stage == Stage::Command; });
    if (m_result.leftBehind.empty() && !lastIsTold && cutShort)
        m_result.leftBehind = m_file;
    finish();
}

RouteProbe::Output RouteProbe::timedOut(double nowMs)
{
    if (m_ended)
        return {.close = true, .done = true};
    endHop(HopState::Failed, m_stage, std::nullopt, std::nullopt,
           Sentence::saying("no answer in time"), nowMs);
    Output out{.close = true, .done = true};
    return out;
}

RouteProbe::Output RouteProbe::cancel(double nowMs)
{
    if (m_ended)
        return {.done = true};
    endHop(HopState::Cancelled, m_stage, std::nullopt, std::nullopt, Sentence::saying("stopped"),
           nowMs);
    if (!m_session)
        return {.close = true, .done = true};
    wire::winrm::ClientSession::Output output = m_session->cancel();
    return {.send = std::move(output.send), .close = output.closed, .done = true};
}

double RouteProbe::timeoutMs(double nowMs) const noexcept
{
    if (m_ended)
        return m_config.cleaningLimitMs;
    const double limit = m_config.stageLimitMs;
    if (m_visits)  // It has a limit of its own for each stage.
        return limit * stageCount;
    if (m_stage == Stage::Connect || m_stage == Stage::Resolve)
        return std::min(connectTimeoutMs, limit);
    if (m_stage != Stage::Command)
        return limit;
    const std::size_t behind = m_runnable - 1;
    const double all = limit * static_cast<double>(1 + behind * stageCount);
    return std::clamp(m_stageStart + all - nowMs, 0.0, limit);
}

}  // namespace hopwright::probe
