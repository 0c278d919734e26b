#include "core/wire/winrm/server_session.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"
#include "core/text/base64.h"
#include "core/wire/credssp/channel.h"
#include "core/wire/http/auth_header.h"
#include "core/wire/http/reader.h"
#include "core/wire/http/writer.h"
#include "core/wire/winrm/sealers.h"
#include "core/wire/wsman/encrypted_body.h"
#include "core/wire/wsman/fault.h"
#include "core/wire/wsman/identify.h"
#include "core/wire/wsman/shell.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace hopwright::wire::winrm {

namespace {

constexpr std::uint32_t codeAborted = 995;
constexpr std::uint32_t statusLogonFailure = 0xC000006D;  // MS-ERREF 2.3.1.
constexpr std::size_t maxInput = std::size_t{2} * 1024 * 1024;

/// A command in a shell, from its start to the Receive that told how it ended.
struct RunningCommand {
    std::string id = {};
    std::string line = {};
    std::vector<std::byte, WipingAllocator<std::byte>> input = {};
    bool started = false;
    bool finished = false;
    Bytes standardOutput = {};
    Bytes standardError = {};
    std::uint32_t exitCode = 0;
};

/// What the next token of the client is for.
Stage stageOf(const credssp::ServerChannel& channel)
{
    if (!channel.tls().isEstablished())
        return Stage::Tls;
    if (channel.stage() == credssp::Stage::Delegate)
        return Stage::Delegate;
    // The leg with the last token carries the key proof too: version() tells that a first TSRequest was seen.
    return channel.version() == 0 ? Stage::Negotiate : Stage::Bind;
}

}  // namespace

struct ServerSession::Private {
    explicit Private(ServerConfig given) : config(std::move(given)) { assert(config.acceptor); }

    ServerConfig config;
    http::RequestReader reader;
    std::unique_ptr<auth::Mechanism> negotiate;
    std::optional<credssp::ServerChannel> channel;
    std::unique_ptr<wsman::Sealer> sealer;
    std::string account;
    std::string doubt;  ///< About the account that was asked for last.
    std::optional<auth::Identity> credential;
    std::string shellId;
    std::optional<RunningCommand> command;
    std::optional<std::string> waiting;  ///< MessageID of the Receive that waits.
    double receiveLimitMs = maxTimeoutMs;
    bool spoken = false;  ///< The first sign-in leg was answered.
    bool waits = false;   ///< The mechanism does, until answerRequest().
    bool dead = false;
    Output out;

    Result<std::unique_ptr<auth::Mechanism>> makeMechanism();
    Result<void> makeChannel();
    void respond(int status, const http::Headers& headers, Bytes body = {});
    void unauthorized();
    void forgetSession();
    void soap(const std::string& envelope, bool isFault);
    void answer(std::string_view action, std::string_view relatesTo, std::string_view body);
    void fault(std::uint32_t code, std::string_view relatesTo);
    bool misbehaves(Stage stage);
    void onRequest(const http::Request& request);
    void onAuthorization(const http::AuthChallenge& given);
    bool asks(const auth::Request* pending);
    void resume(Result<Bytes> answer);
    void readOn();
    void onNegotiate(ByteView token);
    void onNegotiateReply(const Result<Bytes>& reply);
    void onCredSsp(ByteView token);
    void onCredSspReply(const Result<Bytes>& reply);
    void onDelegated();
    void onSealed(const http::Request& request);
    void onSoap(const wsman::Envelope& envelope);
    void onCreate(const wsman::Envelope& envelope);
    void onCommand(const wsman::Envelope& envelope);
    void onSend(const wsman::Envelope& envelope);
    void onReceive(const wsman::Envelope& envelope);
    void onSignalOrDelete(const wsman::Envelope& envelope, bool remove);
    void startCommand();
    void abortWaiting();
    void answerReceive(std::string_view relatesTo);
};

Result<std::unique_ptr<auth::Mechanism>> ServerSession::Private::makeMechanism()
{
    auto lookup = [this](std::string_view domain, std::string_view user) {
        auto password = config.passwordOf(domain, user);
        doubt = !password && config.doubtAbout ? config.doubtAbout(domain, user) : std::string();
        return password;
    };
    const bool wrong = config.fault == ServerFault::WrongProof;
    const bool inShell = config.faultStage == Stage::Shell || config.faultStage == Stage::Command;
    return config.acceptor(
        {.passwordOf = std::move(lookup),
         .faults = {.wrongListMic = wrong && config.faultStage == Stage::Negotiate,
                    .wrongSignature = wrong && inShell},
         .random = config.random});
}

Result<void> ServerSession::Private::makeChannel()
{
    credssp::ServerChannel::Config made{
        .tls = {.certificatePem = config.certificatePem,
                .privateKeyPem = Secret(config.privateKeyPem.expose())}};
    const bool wrong = config.fault == ServerFault::WrongProof;
    made.faults.wrongKeyProof = wrong && config.faultStage == Stage::Bind;
    made.faults.wrongMic = wrong && config.faultStage == Stage::Negotiate;
    if (config.fault == ServerFault::Refuse && config.faultStage == Stage::Negotiate)
        made.faults.refuseLogon = statusLogonFailure;
    HOPWRIGHT_TRY(auto inner, makeMechanism());
    HOPWRIGHT_TRY(credssp::ServerChannel channelMade,
                  credssp::ServerChannel::create(std::move(made), std::move(inner)));
    channel.emplace(std::move(channelMade));
    return {};
}

void ServerSession::Private::respond(int status, const http::Headers& headers, Bytes body)
{
    http::Headers all{{"Server", "Microsoft-HTTPAPI/2.0"}};
    for (const auto& [name, value] : headers.fields())
        all.add(name, value);
    auto bytes = http::encode(http::Response{
        .status = status, .reason = {}, .headers = std::move(all), .body = std::move(body)});
    if (bytes) {
        append(out.send, *bytes);
    } else {
        out.close = true;
    }
}

/// All that a sign-in brought, and what ran by it; a Receive that waits is answered first, while it can be sealed.
void ServerSession::Private::forgetSession()
{
    abortWaiting();
    if (command && command->started && !command->finished)
        out.cancelled = true;
    command.reset();
    shellId.clear();
    credential.reset();
    account.clear();
    waits = false;
    sealer.reset();  // It refers to one of the next two.
    negotiate.reset();
    channel.reset();
}

/// The schemes that this host offers, one a line. Any sign-in, whole or half, is over with it.
void ServerSession::Private::unauthorized()
{
    http::Headers headers;
    const bool refuses = config.fault == ServerFault::Refuse && config.faultStage == Stage::Offer;
    if (config.offerNegotiate && !refuses)
        headers.add("WWW-Authenticate", "Negotiate");
    if (config.offerCredSsp && !refuses)
        headers.add("WWW-Authenticate", "CredSSP");
    if (refuses)
        headers.add("WWW-Authenticate", "Kerberos");
    forgetSession();
    if (!doubt.empty())
        headers.add(doubtHeader, text::toBase64(bytesOf(std::exchange(doubt, {}))));
    respond(401, headers);
}

/// Whether this host was told to break what it is asked for now; what it does instead is done here.
bool ServerSession::Private::misbehaves(Stage stage)
{
    if (config.fault == ServerFault::None || config.faultStage != stage)
        return false;
    switch (config.fault) {
    case ServerFault::Silence:
        dead = true;
        return true;
    case ServerFault::Close:
        out.close = true;
        dead = true;
        return true;
    case ServerFault::HalfMessage: {
        const std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf";
        append(out.send, bytesOf(half));
        out.close = true;
        dead = true;
        return true;
    }
    case ServerFault::Refuse:
    case ServerFault::RefuseInput:
    case ServerFault::RefuseOutput:
    case ServerFault::WrongProof:
    case ServerFault::None:
        break;
    }
    return false;
}

void ServerSession::Private::onRequest(const http::Request& request)
{
    if (request.method != "POST" || !request.target.starts_with("/wsman")) {
        respond(404, {});
        return;
    }
    const auto given = http::challengesOf(request.headers, "Authorization");
    if (given && !given->empty()) {
        onAuthorization(given->front());
        return;
    }
    const std::string_view contentType = request.headers.find("Content-Type").value_or("");
    if (sealer && wsman::isEncryptedContentType(contentType)) {
        onSealed(request);
        return;
    }
    if (request.headers.find("WSMANIDENTIFY") && !sealer) {
        const auto envelope = wsman::Envelope::parse(textOf(request.body));
        if (envelope && wsman::isIdentify(*envelope)) {
            const std::string said = wsman::identifyResponse(
                {.vendor = "Hopwright practice lab", .version = "OS: 0.0.0 SP: 0.0 Stack: 3.0"});
            const ByteView bytes = bytesOf(said);
            respond(200, {{"Content-Type", std::string(wsman::soapContentType)}},
                    Bytes(bytes.begin(), bytes.end()));
            return;
        }
    }
    if (misbehaves(Stage::Offer))
        return;
    unauthorized();
}

void ServerSession::Private::onAuthorization(const http::AuthChallenge& given)
{
    if (!spoken && misbehaves(Stage::Offer))
        return;
    const bool refuses = config.fault == ServerFault::Refuse && config.faultStage == Stage::Offer;
    const Bytes token = given.token.value_or(Bytes{});
    if (text::equalsIgnoringAsciiCase(given.scheme, "Negotiate") && config.offerNegotiate
        && !refuses) {
        onNegotiate(token);
    } else if (text::equalsIgnoringAsciiCase(given.scheme, "CredSSP") && config.offerCredSsp
               && !refuses) {
        onCredSsp(token);
    } else {
        unauthorized();
    }
    spoken = spoken || !waits;
}

void ServerSession::Private::onNegotiate(ByteView token)
{
    if (!negotiate
        || sealer) {  // Another sign-in ends the one before, whichever scheme it went by.
        forgetSession();
        auto made = makeMechanism();
        if (!made) {
            respond(500, {});
            return;
        }
        negotiate = *std::move(made);
    } else if (misbehaves(Stage::Negotiate)) {
        return;
    }
    onNegotiateReply(negotiate->step(token));
}

/// Whether the sign-in stands still until somebody answers \p pending.
bool ServerSession::Private::asks(const auth::Request* pending)
{
    waits = pending != nullptr;
    if (waits)
        out.request = *pending;
    return waits;
}

void ServerSession::Private::resume(Result<Bytes> answer)
{
    if (!std::exchange(waits, false))
        return;
    if (negotiate) {
        onNegotiateReply(negotiate->resume(std::move(answer)));
    } else {
        onCredSspReply(channel->resume(std::move(answer)));
    }
    spoken = true;
}

/// What the mechanism came to at the client's token.
void ServerSession::Private::onNegotiateReply(const Result<Bytes>& reply)
{
    if (reply && asks(negotiate->pending()))
        return;
    const bool refuses =
        config.fault == ServerFault::Refuse && config.faultStage == Stage::Negotiate && spoken;
    if (!reply || refuses) {
        unauthorized();
        return;
    }
    http::Headers headers;
    if (!reply->empty())
        headers.add("WWW-Authenticate", http::authorization("Negotiate", *reply));
    if (!negotiate->hasSessionKey()) {
        respond(401, headers);
        return;
    }
    account = negotiate->peerName();
    sealer = std::make_unique<wsman::MechanismSealer>(*negotiate);
    respond(200, headers);
}

void ServerSession::Private::onCredSsp(ByteView token)
{
    if (!channel || sealer) {
        forgetSession();
        if (auto made = makeChannel(); !made) {
            respond(500, {});
            return;
        }
    } else {
        const Stage stage = stageOf(*channel);
        if (misbehaves(stage))
            return;
        if (config.fault == ServerFault::Refuse && config.faultStage == stage
            && stage != Stage::Negotiate) {
            unauthorized();
            return;
        }
    }
    onCredSspReply(channel->step(token));
}

/// What the channel came to at the client's token.
void ServerSession::Private::onCredSspReply(const Result<Bytes>& reply)
{
    if (!reply) {
        unauthorized();
        return;
    }
    if (asks(channel->pending()))
        return;
    if (channel->stage() == credssp::Stage::Done && !channel->refusal()) {
        onDelegated();
        return;
    }
    http::Headers headers{{"WWW-Authenticate", http::authorization("CredSSP", *reply)}};
    if (!doubt.empty())
        headers.add(doubtHeader, text::toBase64(bytesOf(std::exchange(doubt, {}))));
    respond(401, headers);
}

/// The delegated credential is in: it must open a logon here, as it does on Windows (event 4624, type 8).
void ServerSession::Private::onDelegated()
{
    auto given = channel->takeCredentials();
    if (!given) {
        unauthorized();
        return;
    }
    const auto password = config.passwordOf(given->domain, given->user);
    if (!password || !equalInConstantTime(password->expose(), given->password.expose())) {
        unauthorized();
        return;
    }
    account = channel->peerName();
    credential = *std::move(given);
    sealer = std::make_unique<CredSspSealer<credssp::ServerChannel>>(*channel);
    respond(200, {});
}

void ServerSession::Private::onSealed(const http::Request& request)
{
    const Result<Bytes> plain = wsman::decryptBody(*sealer, request.body);
    if (!plain) {  // The stream is out of step for good: winrm-protocol §9 row 15.
        respond(400, {});
        out.close = true;
        return;
    }
    const Result<wsman::Envelope> envelope = wsman::Envelope::parse(textOf(*plain));
    if (!envelope) {
        fault(wsman::codeSchema, {});
        return;
    }
    onSoap(*envelope);
}

void ServerSession::Private::soap(const std::string& envelope, bool isFault)
{
    if (!sealer) {  // The sign-in is over, and a Receive was still waiting.
        out.close = true;
        return;
    }
    auto sealed = wsman::encryptBody(*sealer, bytesOf(envelope));
    if (!sealed) {
        out.close = true;
        return;
    }
    respond(isFault ? 500 : 200, {{"Content-Type", sealed->contentType}}, std::move(sealed->body));
}

void ServerSession::Private::answer(std::string_view action, std::string_view relatesTo,
                                    std::string_view body)
{
    soap(wsman::responseEnvelope(std::string(action) + "Response", config.random.takeUuid(),
                                 relatesTo, body),
         false);
}

void ServerSession::Private::fault(std::uint32_t code, std::string_view relatesTo)
{
    soap(wsman::faultEnvelope({.code = code, .machine = config.computerName},
                              config.random.takeUuid(), relatesTo),
         true);
}

void ServerSession::Private::onSoap(const wsman::Envelope& envelope)
{
    const std::string action = envelope.action();
    if (wsman::isIdentify(envelope)) {
        soap(wsman::identifyResponse(
                 {.vendor = "Hopwright practice lab", .version = "OS: 10.0.0 SP: 0.0 Stack: 3.0"}),
             false);
        return;
    }
    if (!envelope.operationTimeout()) {
        fault(wsman::codeTimeoutHeader, envelope.messageId());
        return;
    }
    if (action == wsman::action::create) {
        onCreate(envelope);
        return;
    }
    if (shellId.empty() || envelope.shellId() != shellId) {
        fault(wsman::codeUnknownShell, envelope.messageId());
        return;
    }
    if (action == wsman::action::command) {
        onCommand(envelope);
    } else if (action == wsman::action::send) {
        onSend(envelope);
    } else if (action == wsman::action::receive) {
        onReceive(envelope);
    } else if (action == wsman::action::signal) {
        onSignalOrDelete(envelope, false);
    } else if (action == wsman::action::remove) {
        onSignalOrDelete(envelope, true);
    } else {
        fault(wsman::codeSchema, envelope.messageId());
    }
}

void ServerSession::Private::onCreate(const wsman::Envelope& envelope)
{
    if (misbehaves(Stage::Shell))
        return;
    const bool refuses = config.fault == ServerFault::Refuse && config.faultStage == Stage::Shell;
    if (refuses || !config.mayOpenShell(account)) {
        fault(wsman::codeAccessDenied, envelope.messageId());
        return;
    }
    if (!wsman::readCreate(envelope)) {
        fault(wsman::codeSchema, envelope.messageId());
        return;
    }
    shellId = config.random.takeUuid();
    answer(envelope.action(), envelope.messageId(),
           wsman::createAnswer(shellId, account, "http://" + config.computerName + "/wsman"));
}

void ServerSession::Private::onCommand(const wsman::Envelope& envelope)
{
    if (misbehaves(Stage::Command))
        return;
    const auto request = wsman::readCommand(envelope);
    if (!request) {
        fault(wsman::codeSchema, envelope.messageId());
        return;
    }
    if (config.fault == ServerFault::Refuse && config.faultStage == Stage::Command) {
        fault(wsman::codeAccessDenied, envelope.messageId());
        return;
    }
    command = RunningCommand{.id = config.random.takeUuid(), .line = request->commandLine};
    answer(envelope.action(), envelope.messageId(), wsman::commandAnswer(command->id));
}

void ServerSession::Private::onSend(const wsman::Envelope& envelope)
{
    const auto request = wsman::readSend(envelope);
    if (!request || !command || request->commandId != command->id || command->started) {
        fault(wsman::codeSchema, envelope.messageId());
        return;
    }
    if (config.fault == ServerFault::RefuseInput) {
        fault(wsman::codeAccessDenied, envelope.messageId());
        return;
    }
    const ByteView more = request->input.expose();
    if (command->input.size() + more.size() > maxInput) {
        fault(wsman::codeSchema, envelope.messageId());
        return;
    }
    command->input.insert(command->input.end(), more.begin(), more.end());
    answer(envelope.action(), envelope.messageId(), wsman::sendAnswer());
    if (request->last)
        startCommand();
}

void ServerSession::Private::startCommand()
{
    command->started = true;
    out.command =
        StartedCommand{.commandLine = command->line, .standardInput = Secret(command->input)};
}

void ServerSession::Private::onReceive(const wsman::Envelope& envelope)
{
    if (!command || wsman::readCommandReference(envelope) != command->id) {
        fault(wsman::codeUnknownShell, envelope.messageId());
        return;
    }
    if (config.fault == ServerFault::RefuseOutput) {
        fault(wsman::codeAccessDenied, envelope.messageId());
        return;
    }
    if (command->finished) {
        answerReceive(envelope.messageId());
        return;
    }
    waiting = envelope.messageId();
    const auto asked = envelope.operationTimeout().value_or(std::nullopt);
    receiveLimitMs =
        asked ? std::clamp(static_cast<double>(asked->count()), minTimeoutMs, maxTimeoutMs)
              : maxTimeoutMs;
    if (!command->started)  // A client that sends no input.
        startCommand();
}

void ServerSession::Private::answerReceive(std::string_view relatesTo)
{
    answer(wsman::action::receive, relatesTo,
           wsman::receiveAnswer(command->id, command->standardOutput, command->standardError,
                                command->exitCode));
}

void ServerSession::Private::abortWaiting()
{
    if (const auto id = std::exchange(waiting, std::nullopt))
        fault(codeAborted, *id);
}

void ServerSession::Private::onSignalOrDelete(const wsman::Envelope& envelope, bool remove)
{
    abortWaiting();
    if (command && command->started && !command->finished)
        out.cancelled = true;
    if (remove || !wsman::isInterrupt(envelope))
        command.reset();
    if (remove)
        shellId.clear();
    answer(envelope.action(), envelope.messageId(), remove ? std::string() : wsman::signalAnswer());
}

/// The requests that came, as far as nobody has to wait.
void ServerSession::Private::readOn()
{
    while (!dead && !waits && !out.close) {
        const auto request = reader.next();
        if (!request) {
            respond(400, {});
            out.close = true;
            return;
        }
        if (!*request)
            return;
        onRequest(**request);
    }
}

ServerSession::ServerSession(ServerConfig config) : m(std::make_unique<Private>(std::move(config)))
{
}
ServerSession::~ServerSession() = default;
ServerSession::ServerSession(ServerSession&&) noexcept = default;
ServerSession& ServerSession::operator=(ServerSession&&) noexcept = default;

ServerSession::Output ServerSession::receive(ByteView bytes)
{
    if (m->dead)
        return {};
    m->reader.append(bytes);
    m->readOn();
    return std::exchange(m->out, {});
}

ServerSession::Output ServerSession::answerRequest(Result<Bytes> answer)
{
    m->resume(std::move(answer));
    m->readOn();
    return std::exchange(m->out, {});
}

ServerSession::Output ServerSession::finish(ByteView standardOutput, ByteView standardError,
                                            std::uint32_t exitCode)
{
    if (!m->command)
        return {};
    m->command->finished = true;
    m->command->standardOutput.assign(standardOutput.begin(), standardOutput.end());
    m->command->standardError.assign(standardError.begin(), standardError.end());
    m->command->exitCode = exitCode;
    if (const auto id = std::exchange(m->waiting, std::nullopt))
        m->answerReceive(*id);
    return std::exchange(m->out, {});
}

ServerSession::Output ServerSession::receiveTimedOut()
{
    if (const auto id = std::exchange(m->waiting, std::nullopt))
        m->fault(wsman::codeTimedOut, *id);
    return std::exchange(m->out, {});
}

bool ServerSession::isReceiveWaiting() const noexcept
{
    return m->waiting.has_value();
}

double ServerSession::receiveLimitMs() const noexcept
{
    return m->receiveLimitMs;
}

bool ServerSession::isSignedIn() const noexcept
{
    return m->sealer != nullptr;
}

bool ServerSession::hasShell() const noexcept
{
    return !m->shellId.empty();
}

std::string ServerSession::account() const
{
    return m->account;
}

const auth::Identity* ServerSession::delegated() const noexcept
{
    return m->credential ? &*m->credential : nullptr;
}

}  // namespace hopwright::wire::winrm
