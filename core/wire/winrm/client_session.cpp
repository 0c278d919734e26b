#include "core/wire/winrm/client_session.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"
#include "core/wire/credssp/channel.h"
#include "core/wire/http/auth_header.h"
#include "core/wire/http/reader.h"
#include "core/wire/http/writer.h"
#include "core/wire/ntlm/client.h"
#include "core/wire/spnego/client.h"
#include "core/wire/winrm/sealers.h"
#include "core/wire/winrs/shell.h"
#include "core/wire/wsman/encrypted_body.h"
#include "core/wire/wsman/fault.h"

#include <algorithm>
#include <utility>

namespace hopwright::wire::winrm {

namespace {

constexpr std::uint32_t errorLogonFailure = 1326;
constexpr std::uint32_t statusLogonFailure = 0xC000006D;
constexpr std::uint32_t logonDenied = 0x8009030C;  // A SECURITY_STATUS: winrm-protocol §9 row 4.
constexpr std::uint32_t statusWrongPassword = 0xC000006A;
constexpr std::uint32_t statusNoSuchUser = 0xC0000064;
constexpr int statusUnauthorized = 401;
constexpr int statusOk = 200;
constexpr int statusServerError = 500;

std::string listOf(const std::vector<http::AuthChallenge>& challenges)
{
    std::string out;
    for (const http::AuthChallenge& each : challenges)
        out += (out.empty() ? "" : ", ") + each.scheme;
    return out.empty() ? "no scheme" : out;
}

/// Without brackets, and without the zone of an IPv6 address, which no other machine knows (RFC 6874 4).
std::string plainHost(std::string_view typed)
{
    const std::string_view host = text::withoutBrackets(typed);
    return std::string(host.contains(':') ? host.substr(0, host.find('%')) : host);
}

bool isLogonStatus(std::uint32_t status)
{
    return status == statusLogonFailure || status == statusWrongPassword
           || status == statusNoSuchUser || status == logonDenied;
}

}  // namespace

struct ClientSession::Private {
    enum class State {
        Idle,
        Authenticating,
        Gate,
        Creating,
        Commanding,
        Sending,
        Receiving,
        Signaling,
        Deleting,
        LateCreate,  ///< Cancelled while Create was unanswered.
        Ending,
        Over
    };

    explicit Private(ClientConfig given) : config(std::move(given)) {}

    ClientConfig config;
    State state = State::Idle;
    Phase phase = Phase::Offer;
    http::ResponseReader reader;
    std::unique_ptr<auth::Mechanism> mechanism;  ///< Negotiate.
    std::optional<credssp::ClientChannel> channel;
    std::unique_ptr<wsman::Sealer> sealer;
    std::string shellId;
    std::string commandId;
    bool commandEnds = false;  ///< Cancelled: it is still to be terminated, after that
    bool shellEnds = false;    ///< its shell deleted.
    std::size_t sent = 0;      ///< Of standard input.
    int outstanding = 0;
    int trips = 0;
    bool offered = false;
    bool tokensLeft = true;  ///< Negotiate: our last token is not out yet.
    bool tlsDone = false;
    CommandResult result;
    Output out;

    void event(Phase at, PhaseState how, std::string evidence = {}, Refusal refusal = Refusal::None,
               std::optional<std::uint32_t> code = {})
    {
        if (how == PhaseState::Began)
            phase = at;
        out.events.push_back({.phase = at,
                              .state = how,
                              .refusal = refusal,
                              .code = code,
                              .evidence = std::move(evidence)});
    }

    void end(Phase at, PhaseState how, std::string evidence, Refusal refusal = Refusal::None,
             std::optional<std::uint32_t> code = {})
    {
        event(at, how, std::move(evidence), refusal, code);
        state = State::Over;
        out.closed = true;
    }

    /// Without a code: a refusal that has one is denied, and a TLS alert's number is none of Windows'.
    void failOn(Phase at, const Error& error) { end(at, PhaseState::Failed, error.detail); }

    std::string hostHeader() const
    {
        const std::string host = plainHost(config.host);
        const bool ipv6 = host.contains(':');
        return (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(config.port);
    }
    std::string address() const { return "http://" + hostHeader() + "/wsman"; }
    std::string_view scheme() const
    {
        return config.scheme == Scheme::CredSsp ? "CredSSP" : "Negotiate";
    }

    std::unique_ptr<auth::Mechanism> makeMechanism(const std::string& service);
    Result<void> makeChannel();
    void send(const http::Headers& headers, Bytes body);
    void sendToken(ByteView token);
    void sendSoap(std::string_view action, std::string_view body);
    void start();
    void onResponse(const http::Response& response);
    void onAuthentication(const http::Response& response);
    void onUnauthorized(const std::vector<http::AuthChallenge>& challenges);
    void onRefusedWithoutToken(const std::vector<http::AuthChallenge>& challenges);
    void onNegotiateToken(ByteView token);
    void onCredSspToken(ByteView token);
    void onCredSspError(const Error& error, credssp::Stage before);
    void onAuthenticated(ByteView closingToken);
    void onSoap(const http::Response& response);
    void onAnswer(const wsman::Envelope& envelope);
    void onFault(const wsman::Fault& fault);
    void onReceived(const wsman::Envelope& envelope);
    void sendInput();
    void delegate();
    void cancel();
    void endNext();
};

std::unique_ptr<auth::Mechanism> ClientSession::Private::makeMechanism(const std::string& service)
{
    ntlm::Identity identity{.domain = config.identity.domain, .user = config.identity.user};
    identity.password = Secret(config.identity.password.expose());
    const Bytes sessionKey = config.random.take(16);
    std::vector<std::unique_ptr<auth::Mechanism>> list;
    list.push_back(std::make_unique<ntlm::Client>(
        ntlm::Client::Config{.identity = std::move(identity),
                             .workstation = config.workstation,
                             .spn = service + "/" + config.host,
                             .clientChallenge = config.random.takeArray<8>(),
                             .exportedSessionKey = ntlm::SessionKey(sessionKey),
                             .now = config.now}));
    return std::make_unique<spnego::Client>(std::move(list));
}

Result<void> ClientSession::Private::makeChannel()
{
    HOPWRIGHT_TRY(Secret credentials, credssp::encodeCredentials(
                                          {.domain = config.identity.domain,
                                           .user = config.identity.user,
                                           .password = Secret(config.identity.password.expose())}));
    credssp::ClientChannel::Config channelConfig{.tls = {},
                                                 .nonce = config.random.takeArray<32>(),
                                                 .credentials = std::move(credentials),
                                                 .minVersion = config.minCredSspVersion};
    channelConfig.tls.trustedAuthoritiesPem = config.authorityPem;
    channelConfig.tls.expectedName = plainHost(config.host);
    HOPWRIGHT_TRY(credssp::ClientChannel made,
                  credssp::ClientChannel::create(std::move(channelConfig), makeMechanism("WSMAN")));
    channel.emplace(std::move(made));
    return {};
}

void ClientSession::Private::send(const http::Headers& headers, Bytes body)
{
    http::Headers all{{"Host", hostHeader()},
                      {"Connection", "Keep-Alive"},
                      {"User-Agent", "Hopwright"},
                      {"Accept-Encoding", "identity"}};
    for (const auto& [name, value] : headers.fields())
        all.add(name, value);
    auto bytes = http::encode(http::Request{
        .method = "POST", .target = "/wsman", .headers = std::move(all), .body = std::move(body)});
    if (!bytes) {
        failOn(phase, bytes.error());
        return;
    }
    append(out.send, *bytes);
    ++trips;
    ++outstanding;
}

void ClientSession::Private::sendToken(ByteView token)
{
    send({{"Authorization", http::authorization(scheme(), token)}}, {});
}

void ClientSession::Private::sendSoap(std::string_view action, std::string_view body)
{
    const wsman::RequestHeader header{
        .action = std::string(action),
        .messageId = config.random.takeUuid(),
        .to = address(),
        .shellId = shellId,
        .options =
            action == winrs::action::create
                ? std::vector<std::pair<std::string, std::string>>{{"WINRS_NOPROFILE", "TRUE"},
                                                                   {"WINRS_CODEPAGE", "65001"}}
                : std::vector<std::pair<std::string, std::string>>{},
        .operationTimeoutSeconds = action == winrs::action::receive
                                       ? config.receiveTimeoutSeconds
                                       : config.operationTimeoutSeconds};
    std::string soap = wsman::requestEnvelope(header, body);
    auto sealed = wsman::encryptBody(*sealer, bytesOf(soap));
    OPENSSL_cleanse(soap.data(), soap.size());
    if (!sealed) {
        failOn(phase, sealed.error());
        return;
    }
    send({{"Content-Type", sealed->contentType}}, std::move(sealed->body));
}

void ClientSession::Private::start()
{
    state = State::Authenticating;
    Result<Bytes> token = Bytes{};
    if (config.scheme == Scheme::CredSsp) {
        event(Phase::Offer, PhaseState::Began);  // The ClientHello asks for the scheme too.
        if (auto made = makeChannel(); !made) {
            failOn(Phase::Tls, made.error());
            return;
        }
        token = channel->step({});
    } else {
        event(Phase::Tls, PhaseState::NotNeeded, "HTTP; the messages are sealed");
        event(Phase::Offer, PhaseState::Began);
        mechanism = makeMechanism("HTTP");
        token = mechanism->step({});
    }
    if (!token) {
        failOn(phase, token.error());
        return;
    }
    sendToken(*token);
}

void ClientSession::Private::onResponse(const http::Response& response)
{
    --outstanding;
    switch (state) {
    case State::Authenticating:
        onAuthentication(response);
        break;
    case State::Creating:
    case State::Commanding:
    case State::Sending:
    case State::Receiving:
    case State::Signaling:
    case State::Deleting:
    case State::LateCreate:
        onSoap(response);
        break;
    case State::Ending:
        if (outstanding == 0)
            endNext();
        break;
    case State::Idle:
    case State::Gate:
    case State::Over:
        break;
    }
}

void ClientSession::Private::onAuthentication(const http::Response& response)
{
    const auto challenges = http::challengesOf(response.headers, "WWW-Authenticate");
    if (!challenges) {
        failOn(phase, challenges.error());
        return;
    }
    if (response.status == statusUnauthorized) {
        onUnauthorized(*challenges);
        return;
    }
    if (response.status != statusOk) {
        end(phase, PhaseState::Failed,
            "HTTP " + std::to_string(response.status) + " in the sign-in");
        return;
    }
    Bytes closing;
    for (const http::AuthChallenge& each : *challenges) {
        if (text::equalsIgnoringAsciiCase(each.scheme, scheme()) && each.token)
            closing = *each.token;
    }
    onAuthenticated(closing);
}

void ClientSession::Private::onUnauthorized(const std::vector<http::AuthChallenge>& challenges)
{
    const auto ours = std::ranges::find_if(challenges, [this](const auto& each) {
        return text::equalsIgnoringAsciiCase(each.scheme, scheme());
    });
    if (ours == challenges.end() && !offered) {
        end(Phase::Offer, PhaseState::Denied, "offered: " + listOf(challenges),
            Refusal::SchemeNotOffered);
        return;
    }
    if (!offered) {
        offered = true;
        event(Phase::Offer, PhaseState::Passed, "offered: " + listOf(challenges));
        event(config.scheme == Scheme::Negotiate ? Phase::Negotiate : Phase::Tls,
              PhaseState::Began);
    }
    const bool mayBeEmpty =
        config.scheme == Scheme::CredSsp && !tlsDone && channel->tls().protocolName() == "TLSv1.3";
    if (ours == challenges.end() || (!ours->token && !mayBeEmpty)) {
        onRefusedWithoutToken(challenges);
        return;
    }
    const Bytes token = ours->token.value_or(Bytes{});
    if (config.scheme == Scheme::CredSsp) {
        onCredSspToken(token);
    } else {
        onNegotiateToken(token);
    }
}

/// A 401 that lists schemes and brings no token: what it means depends on what we had sent (winrm-protocol §9 rows 1 to 5).
void ClientSession::Private::onRefusedWithoutToken(
    const std::vector<http::AuthChallenge>& challenges)
{
    const std::string evidence = "401 without a token; offered: " + listOf(challenges);
    if (config.scheme == Scheme::Negotiate) {
        if (tokensLeft) {
            end(Phase::Negotiate, PhaseState::Failed, evidence);
        } else {
            end(Phase::Negotiate, PhaseState::Denied, "the server did not accept the account",
                Refusal::LogonFailed, errorLogonFailure);
        }
        return;
    }
    switch (channel->stage()) {
    case credssp::Stage::Tls:
        end(Phase::Tls, PhaseState::Failed, evidence);
        return;
    case credssp::Stage::Negotiate:
        end(tlsDone ? Phase::Negotiate : Phase::Tls, PhaseState::Failed, evidence);
        return;
    case credssp::Stage::Bind:
        end(Phase::Negotiate, PhaseState::Denied, "the server did not accept the account",
            Refusal::LogonFailed, errorLogonFailure);
        return;
    case credssp::Stage::Delegate:
    case credssp::Stage::Done:
        break;
    }
    end(Phase::Delegate, PhaseState::Denied, "the delegated logon was refused",
        Refusal::LogonFailed, errorLogonFailure);
}

void ClientSession::Private::onNegotiateToken(ByteView token)
{
    if (!tokensLeft) {
        end(Phase::Negotiate, PhaseState::Denied, "the server did not accept the account",
            Refusal::LogonFailed, errorLogonFailure);
        return;
    }
    const Result<Bytes> reply = mechanism->step(token);
    if (!reply) {
        failOn(Phase::Negotiate, reply.error());
        return;
    }
    tokensLeft = !mechanism->hasSessionKey();
    sendToken(*reply);
}

void ClientSession::Private::onCredSspError(const Error& error, credssp::Stage before)
{
    const auto status = channel->refusal();
    if (status && isLogonStatus(*status)) {
        const bool late = before == credssp::Stage::Delegate || before == credssp::Stage::Done;
        end(late ? Phase::Delegate : Phase::Negotiate, PhaseState::Denied,
            late ? "the delegated logon was refused" : "the server did not accept the account",
            Refusal::LogonFailed, errorLogonFailure);
        return;
    }
    if (error.code == ErrorCode::PeerRefused && !status && error.peerStatus) {
        // An alert ends TLS, whatever went on inside it; its number is no code of Windows'.
        end(Phase::Tls, PhaseState::Failed,
            error.detail + ", number " + std::to_string(*error.peerStatus));
        return;
    }
    if (error.code == ErrorCode::PeerRefused) {  // By TSRequest, or by SPNEGO's "reject".
        end(before == credssp::Stage::Bind ? Phase::Negotiate : phase, PhaseState::Denied,
            error.detail, Refusal::None, status);
        return;
    }
    switch (before) {
    case credssp::Stage::Tls:
        failOn(Phase::Tls, error);
        return;
    case credssp::Stage::Negotiate:
        failOn(Phase::Negotiate, error);
        return;
    case credssp::Stage::Bind:
        failOn(Phase::Bind, error);
        return;
    case credssp::Stage::Delegate:
    case credssp::Stage::Done:
        break;
    }
    failOn(Phase::Delegate, error);
}

void ClientSession::Private::onCredSspToken(ByteView token)
{
    const credssp::Stage before = channel->stage();
    const Result<Bytes> reply = channel->step(token);
    if (!reply) {
        onCredSspError(reply.error(), before);
        return;
    }
    if (before == credssp::Stage::Tls && channel->stage() != credssp::Stage::Tls && !tlsDone) {
        tlsDone = true;
        event(Phase::Tls, PhaseState::Passed,
              channel->tls().protocolName() + ", " + channel->tls().cipherName());
        event(Phase::Negotiate, PhaseState::Began);
    }
    if (channel->stage() == credssp::Stage::Bind)
        event(Phase::Bind, PhaseState::Began);
    if (channel->stage() == credssp::Stage::Delegate) {
        event(Phase::Negotiate, PhaseState::Passed,
              "signed in as " + config.identity.domain + "\\" + config.identity.user);
        event(Phase::Bind, PhaseState::Passed,
              "the server proved its key, CredSSP version " + std::to_string(channel->version()));
        event(Phase::Delegate, PhaseState::Began);
        state = State::Gate;
        out.askGate = true;
        return;
    }
    sendToken(*reply);
}

void ClientSession::Private::delegate()
{
    const Result<Bytes> token = channel->delegate();
    if (!token) {
        failOn(Phase::Delegate, token.error());
        return;
    }
    state = State::Authenticating;
    sendToken(*token);
}

void ClientSession::Private::onAuthenticated(ByteView closingToken)
{
    if (config.scheme == Scheme::CredSsp) {
        if (channel->stage() != credssp::Stage::Done) {
            end(phase, PhaseState::Failed, "HTTP 200 before the sign-in was over");
            return;
        }
        event(Phase::Delegate, PhaseState::Passed, "the server took the credential");
        sealer = std::make_unique<CredSspSealer<credssp::ClientChannel>>(*channel);
    } else {
        if (tokensLeft || closingToken.empty()) {
            end(phase, PhaseState::Failed, "HTTP 200 without the server's closing token");
            return;
        }
        if (const Result<Bytes> nothing = mechanism->step(closingToken); !nothing) {
            failOn(Phase::Negotiate, nothing.error());
            return;
        }
        event(Phase::Negotiate, PhaseState::Passed,
              config.identity.user.empty()
                  ? "as nobody"
                  : "signed in as " + config.identity.domain + "\\" + config.identity.user);
        event(Phase::Bind, PhaseState::NotNeeded, "no TLS to bind to");
        event(Phase::Delegate, PhaseState::NotNeeded, "Negotiate hands nothing over");
        sealer = std::make_unique<wsman::MechanismSealer>(*mechanism);
    }
    event(Phase::Shell, PhaseState::Began);
    state = State::Creating;
    sendSoap(winrs::action::create, winrs::createBody());
}

void ClientSession::Private::onSoap(const http::Response& response)
{
    if (response.status != statusOk && response.status != statusServerError) {
        end(phase, PhaseState::Failed, "HTTP " + std::to_string(response.status));
        return;
    }
    const std::string_view contentType = response.headers.find("Content-Type").value_or("");
    if (!wsman::isEncryptedContentType(contentType)) {
        end(phase, PhaseState::Failed, "the answer is not sealed");
        return;
    }
    const Result<Bytes> soap = wsman::decryptBody(*sealer, response.body);
    if (!soap) {
        failOn(phase, soap.error());
        return;
    }
    const Result<wsman::Envelope> envelope = wsman::Envelope::parse(textOf(*soap));
    if (!envelope) {
        failOn(phase, envelope.error());
        return;
    }
    if (const auto fault = wsman::faultOf(*envelope)) {
        onFault(*fault);
    } else {
        onAnswer(*envelope);
    }
}

void ClientSession::Private::onFault(const wsman::Fault& fault)
{
    if (state == State::Receiving && fault.code == wsman::codeTimedOut) {
        sendSoap(winrs::action::receive, winrs::receiveBody(commandId));
        return;
    }
    if (state == State::Signaling || state == State::Deleting
        || state == State::LateCreate) {  // How the run ended is known; this was cleaning up.
        state = State::Over;
        out.closed = true;
        return;
    }
    const bool denied = fault.code == wsman::codeAccessDenied;
    end(phase, denied ? PhaseState::Denied : PhaseState::Failed,
        fault.message.empty() ? fault.reason : fault.message,
        denied ? Refusal::AccessDenied : Refusal::None, fault.code);
}

void ClientSession::Private::onAnswer(const wsman::Envelope& envelope)
{
    switch (state) {
    case State::Creating: {
        auto id = winrs::readShellId(envelope);
        if (!id) {
            failOn(Phase::Shell, id.error());
            return;
        }
        shellId = std::move(*id);
        event(Phase::Shell, PhaseState::Passed, "shell opened");
        event(Phase::Command, PhaseState::Began);
        state = State::Commanding;
        sendSoap(winrs::action::command, winrs::commandBody(config.commandLine));
        return;
    }
    case State::Commanding: {
        auto id = winrs::readCommandId(envelope);
        if (!id) {
            failOn(Phase::Command, id.error());
            return;
        }
        commandId = std::move(*id);
        sendInput();
        return;
    }
    case State::Sending:
        sendInput();
        return;
    case State::Receiving:
        onReceived(envelope);
        return;
    case State::Signaling:
        state = State::Deleting;
        sendSoap(winrs::action::remove, {});
        return;
    case State::Deleting:
        state = State::Over;
        out.closed = true;
        return;
    case State::LateCreate: {
        auto id = winrs::readShellId(envelope);
        if (!id) {
            failOn(Phase::Shell, id.error());
            return;
        }
        shellId = std::move(*id);
        state = State::Ending;
        sendSoap(winrs::action::remove, {});
        return;
    }
    case State::Idle:
    case State::Authenticating:
    case State::Gate:
    case State::Ending:
    case State::Over:
        return;
    }
}

/// The next part of standard input, or the first Receive when all of it is sent.
void ClientSession::Private::sendInput()
{
    const ByteView input = config.standardInput.expose();
    if (sent >= input.size()) {
        state = State::Receiving;
        sendSoap(winrs::action::receive, winrs::receiveBody(commandId));
        return;
    }
    state = State::Sending;
    const std::size_t count = std::min(winrs::maxSend, input.size() - sent);
    const bool last = sent + count == input.size();
    std::string body = winrs::sendBody(commandId, input.subspan(sent, count), last);
    sent += count;
    sendSoap(winrs::action::send, body);
    OPENSSL_cleanse(body.data(), body.size());
}

void ClientSession::Private::onReceived(const wsman::Envelope& envelope)
{
    auto received = winrs::readReceived(envelope);
    if (!received) {
        failOn(Phase::Command, received.error());
        return;
    }
    append(result.standardOutput, received->standardOutput);
    append(result.standardError, received->standardError);
    if (result.standardOutput.size() + result.standardError.size() > winrs::maxOutput) {
        end(Phase::Command, PhaseState::Failed, "the command said more than is kept");
        return;
    }
    if (!received->done) {
        sendSoap(winrs::action::receive, winrs::receiveBody(commandId));
        return;
    }
    result.exitCode = received->exitCode;
    event(Phase::Command, PhaseState::Passed,
          result.exitCode ? "exit code " + std::to_string(*result.exitCode)
                          : "ended without an exit code");
    out.resultIsKnown = true;
    state = State::Signaling;
    sendSoap(winrs::action::signal, winrs::signalBody(commandId, winrs::SignalCode::Terminate));
}

void ClientSession::Private::cancel()
{
    if (state == State::Over || state == State::Ending || state == State::LateCreate)
        return;
    if (state == State::Creating) {
        state = State::LateCreate;
        return;
    }
    if (shellId.empty()) {
        state = State::Over;
        out.closed = true;
        return;
    }
    state = State::Ending;
    shellEnds = true;
    if (commandId.empty()) {
        endNext();
        return;
    }
    commandEnds = true;
    sendSoap(winrs::action::signal, winrs::signalBody(commandId, winrs::SignalCode::CtrlC));
}

/// What ends a cancelled command, one after another: ctrl_c is answered when the script had time for its `finally`, and
/// only then it is freed, and the shell with it (winrm-protocol §6.6). A Delete at once would kill it in the middle.
void ClientSession::Private::endNext()
{
    if (std::exchange(commandEnds, false)) {
        sendSoap(winrs::action::signal, winrs::signalBody(commandId, winrs::SignalCode::Terminate));
    } else if (std::exchange(shellEnds, false)) {
        sendSoap(winrs::action::remove, {});
    } else {
        state = State::Over;
        out.closed = true;
    }
}

ClientSession::ClientSession(ClientConfig config) : m(std::make_unique<Private>(std::move(config)))
{
}
ClientSession::~ClientSession() = default;
ClientSession::ClientSession(ClientSession&&) noexcept = default;
ClientSession& ClientSession::operator=(ClientSession&&) noexcept = default;

ClientSession::Output ClientSession::start()
{
    m->start();
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::receive(ByteView bytes)
{
    m->reader.append(bytes);
    while (m->state != Private::State::Over && m->state != Private::State::Gate) {
        auto response = m->reader.next();
        if (!response) {
            m->failOn(m->phase, response.error());
            break;
        }
        if (!*response)
            break;
        m->onResponse(**response);
    }
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::peerClosed()
{
    if (m->state == Private::State::Signaling || m->state == Private::State::Deleting
        || m->state == Private::State::LateCreate || m->state == Private::State::Ending) {
        m->state = Private::State::Over;
        m->out.closed = true;
    } else if (m->state != Private::State::Over) {
        const bool half = m->reader.holdsPart();
        m->end(m->phase, PhaseState::Failed,
               half ? "the server closed in the middle of an answer"
                    : "the server closed the connection");
    }
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::answerGate(bool allowed, std::uint32_t code,
                                                const std::string& evidence)
{
    if (allowed) {
        m->delegate();
    } else {
        m->end(Phase::Delegate, PhaseState::Denied, evidence, Refusal::PolicyOfClient, code);
    }
    return std::exchange(m->out, {});
}

ClientSession::Output ClientSession::cancel()
{
    m->cancel();
    return std::exchange(m->out, {});
}

ServerProof ClientSession::gateProof() const
{
    const bool trusted = m->channel && m->channel->tls().peerTrust() == tls::PeerTrust::Trusted;
    return trusted ? ServerProof::TrustedCertificate : ServerProof::NtlmOnly;
}

const CommandResult& ClientSession::result() const noexcept
{
    return m->result;
}

int ClientSession::roundTrips() const noexcept
{
    return m->trips;
}

bool ClientSession::isOver() const noexcept
{
    return m->state == Private::State::Over;
}

bool ClientSession::hasSentInput() const noexcept
{
    return !m->commandId.empty() && m->sent >= m->config.standardInput.size();
}

}  // namespace hopwright::wire::winrm
