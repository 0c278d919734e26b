#include "core/text/ascii.h"
#include "core/wire/winrm/client_session_private.h"
#include "core/wire/winrm/sealers.h"
#include "core/wire/wsman/shell.h"

#include <algorithm>
#include <utility>

namespace hopwright::wire::winrm {

namespace {

constexpr std::uint32_t errorLogonFailure = 1326;
constexpr std::uint32_t statusLogonFailure = 0xC000006D;
constexpr std::uint32_t logonDenied = 0x8009030C;  // A SECURITY_STATUS: winrm-protocol §9 row 4.
constexpr std::uint32_t statusWrongPassword = 0xC000006A;
constexpr std::uint32_t statusNoSuchUser = 0xC0000064;

bool isLogonStatus(std::uint32_t status)
{
    return status == statusLogonFailure || status == statusWrongPassword
           || status == statusNoSuchUser || status == logonDenied;
}

Sentence listOf(const std::vector<http::AuthChallenge>& challenges)
{
    std::string out;
    for (const http::AuthChallenge& each : challenges)
        out += (out.empty() ? "" : ", ") + each.scheme;
    return out.empty() ? Sentence::saying("no scheme") : Sentence::verbatim(std::move(out));
}

}  // namespace

Result<std::unique_ptr<auth::Mechanism>>
ClientSession::Private::makeMechanism(const std::string& service)
{
    return config.initiator({.identity = config.identity,
                             .targetName = service + "/" + config.host,
                             .random = config.random});
}

Result<void> ClientSession::Private::makeChannel()
{
    HOPWRIGHT_TRY(Secret credentials, credssp::encodeCredentials(config.identity));
    credssp::ClientChannel::Config channelConfig{.tls = {},
                                                 .nonce = config.random.takeArray<32>(),
                                                 .credentials = std::move(credentials),
                                                 .minVersion = config.minCredSspVersion};
    HOPWRIGHT_TRY(channelConfig.tls.context, config.tls);
    channelConfig.tls.expectedName = plainHost(config.host);
    HOPWRIGHT_TRY(auto inner, makeMechanism("WSMAN"));
    HOPWRIGHT_TRY(credssp::ClientChannel made,
                  credssp::ClientChannel::create(std::move(channelConfig), std::move(inner)));
    channel.emplace(std::move(made));
    return {};
}

void ClientSession::Private::start()
{
    state = State::Authenticating;
    if (config.scheme == Scheme::CredSsp) {
        event(Stage::Offer, StageState::Running);  // The ClientHello asks for the scheme too.
        if (auto made = makeChannel(); !made) {
            failOn(Stage::Tls, made.error());
            return;
        }
        const Result<Bytes> hello = channel->step({});
        if (hello) {
            sendToken(*hello);
        } else {
            failOn(stage, hello.error());
        }
        return;
    }
    event(Stage::Tls, StageState::NotNeeded, Sentence::saying("HTTP; the messages are sealed"));
    event(Stage::Offer, StageState::Running);
    auto made = makeMechanism("HTTP");
    if (!made) {
        failOn(stage, made.error());
        return;
    }
    mechanism = *std::move(made);
    onNegotiateReply(mechanism->step({}));
}

/// Whether the sign-in stands still until somebody answers \p pending.
bool ClientSession::Private::waits(const auth::Request* pending)
{
    if (pending == nullptr)
        return false;
    state = State::Waiting;
    out.request = *pending;
    return true;
}

void ClientSession::Private::resume(Result<Bytes> answer)
{
    if (state != State::Waiting)
        return;
    state = State::Authenticating;
    if (config.scheme == Scheme::CredSsp) {
        onCredSspReply(channel->resume(std::move(answer)));
    } else if (isClosing) {
        onClosed(mechanism->resume(std::move(answer)));
    } else {
        onNegotiateReply(mechanism->resume(std::move(answer)));
    }
}

void ClientSession::Private::sendToken(ByteView token)
{
    send({{"Authorization", http::authorization(scheme(), token)}}, {});
}

void ClientSession::Private::onAuthentication(const http::Response& response)
{
    const auto challenges = http::challengesOf(response.headers, "WWW-Authenticate");
    if (!challenges) {
        failOn(stage, challenges.error());
        return;
    }
    if (response.status == statusUnauthorized) {
        onUnauthorized(*challenges);
        return;
    }
    if (response.status != statusOk) {
        end(stage, StageState::Failed, Sentence::saying("HTTP %1 in the sign-in", response.status));
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
        end(Stage::Offer, StageState::Denied, Sentence::saying("offered: %1", listOf(challenges)),
            Refusal::SchemeNotOffered);
        return;
    }
    if (!offered) {
        offered = true;
        event(Stage::Offer, StageState::Passed,
              Sentence::saying("offered: %1", listOf(challenges)));
        event(config.scheme == Scheme::Negotiate ? Stage::Negotiate : Stage::Tls,
              StageState::Running);
    }
    const bool mayBeEmpty =
        config.scheme == Scheme::CredSsp && !tlsDone && channel->tls().protocolName() == "TLSv1.3";
    if (ours == challenges.end() || (!ours->token && !mayBeEmpty)) {
        onRefusedWithoutToken(challenges);
        return;
    }
    const Bytes token = ours->token.value_or(Bytes{});
    if (config.scheme == Scheme::CredSsp) {
        before = channel->stage();
        onCredSspReply(channel->step(token));
    } else {
        onNegotiateToken(token);
    }
}

/// A 401 that lists schemes and brings no token: what it means depends on what we had sent (winrm-protocol §9 rows 1 to 5).
void ClientSession::Private::onRefusedWithoutToken(
    const std::vector<http::AuthChallenge>& challenges)
{
    const Sentence evidence =
        Sentence::saying("401 without a token; offered: %1", listOf(challenges));
    if (config.scheme == Scheme::Negotiate) {
        if (tokensLeft) {
            end(Stage::Negotiate, StageState::Failed, evidence);
        } else {
            end(Stage::Negotiate, StageState::Denied,
                Sentence::saying("the server did not accept the account"), Refusal::LogonFailed,
                errorLogonFailure);
        }
        return;
    }
    switch (channel->stage()) {
    case credssp::Stage::Tls:
        end(Stage::Tls, StageState::Failed, evidence);
        return;
    case credssp::Stage::Negotiate:
        end(tlsDone ? Stage::Negotiate : Stage::Tls, StageState::Failed, evidence);
        return;
    case credssp::Stage::Bind:
        end(Stage::Negotiate, StageState::Denied,
            Sentence::saying("the server did not accept the account"), Refusal::LogonFailed,
            errorLogonFailure);
        return;
    case credssp::Stage::Delegate:
    case credssp::Stage::Done:
        break;
    }
    end(Stage::Delegate, StageState::Denied, Sentence::saying("the delegated logon was refused"),
        Refusal::LogonFailed, errorLogonFailure);
}

void ClientSession::Private::onNegotiateToken(ByteView token)
{
    if (!tokensLeft) {
        end(Stage::Negotiate, StageState::Denied,
            Sentence::saying("the server did not accept the account"), Refusal::LogonFailed,
            errorLogonFailure);
        return;
    }
    onNegotiateReply(mechanism->step(token));
}

/// What the mechanism came to, at first and after each token.
void ClientSession::Private::onNegotiateReply(const Result<Bytes>& reply)
{
    if (!reply) {
        failOn(stage, reply.error());
        return;
    }
    if (waits(mechanism->pending()))
        return;
    tokensLeft = !mechanism->hasSessionKey();
    sendToken(*reply);
}

void ClientSession::Private::onCredSspError(const Error& error)
{
    const auto status = channel->refusal();
    if (status && isLogonStatus(*status)) {
        const bool late = before == credssp::Stage::Delegate || before == credssp::Stage::Done;
        end(late ? Stage::Delegate : Stage::Negotiate, StageState::Denied,
            late ? Sentence::saying("the delegated logon was refused")
                 : Sentence::saying("the server did not accept the account"),
            Refusal::LogonFailed, errorLogonFailure);
        return;
    }
    if (error.code == ErrorCode::PeerRefused && !status && error.peerStatus) {
        // An alert ends TLS, whatever went on inside it; its number is no code of Windows'.
        end(Stage::Tls, StageState::Failed,
            Sentence::saying("%1, number %2", error.detail, *error.peerStatus));
        return;
    }
    if (error.code == ErrorCode::PeerRefused) {  // By TSRequest, or by SPNEGO's "reject".
        end(before == credssp::Stage::Bind ? Stage::Negotiate : stage, StageState::Denied,
            error.detail, Refusal::None, status);
        return;
    }
    switch (before) {
    case credssp::Stage::Tls:
        failOn(Stage::Tls, error);
        return;
    case credssp::Stage::Negotiate:
        failOn(Stage::Negotiate, error);
        return;
    case credssp::Stage::Bind:
        failOn(Stage::Bind, error);
        return;
    case credssp::Stage::Delegate:
    case credssp::Stage::Done:
        break;
    }
    failOn(Stage::Delegate, error);
}

/// What the channel came to at the server's token, which met it at the stage `before`.
void ClientSession::Private::onCredSspReply(const Result<Bytes>& reply)
{
    if (!reply) {
        onCredSspError(reply.error());
        return;
    }
    if (before == credssp::Stage::Tls && channel->stage() != credssp::Stage::Tls && !tlsDone) {
        tlsDone = true;
        event(
            Stage::Tls, StageState::Passed,
            Sentence::saying("%1, %2", channel->tls().protocolName(), channel->tls().cipherName()));
        event(Stage::Negotiate, StageState::Running);
    }
    if (waits(channel->pending())) {
        before = channel->stage();
        return;
    }
    if (channel->stage() == credssp::Stage::Bind)
        event(Stage::Bind, StageState::Running);
    if (channel->stage() == credssp::Stage::Delegate) {
        event(
            Stage::Negotiate, StageState::Passed,
            Sentence::saying("signed in as %1\\%2", config.identity.domain, config.identity.user));
        event(
            Stage::Bind, StageState::Passed,
            Sentence::saying("the server proved its key, CredSSP version %1", channel->version()));
        event(Stage::Delegate, StageState::Running);
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
        failOn(Stage::Delegate, token.error());
        return;
    }
    state = State::Authenticating;
    sendToken(*token);
}

void ClientSession::Private::onAuthenticated(ByteView closingToken)
{
    if (config.scheme == Scheme::CredSsp) {
        if (channel->stage() != credssp::Stage::Done) {
            end(stage, StageState::Failed,
                Sentence::saying("HTTP 200 before the sign-in was over"));
            return;
        }
        event(Stage::Delegate, StageState::Passed,
              Sentence::saying("the server took the credential"));
        sealer = std::make_unique<CredSspSealer<credssp::ClientChannel>>(*channel);
        openShell();
        return;
    }
    if (closingToken.empty()) {
        end(stage, StageState::Failed,
            Sentence::saying("HTTP 200 without the server's closing token"));
        return;
    }
    isClosing = true;
    onClosed(mechanism->step(closingToken));
}

/// What the mechanism came to at the token that came with the server's 200: nothing more to say, or the 200 was too early.
void ClientSession::Private::onClosed(const Result<Bytes>& reply)
{
    if (reply && waits(mechanism->pending()))
        return;
    const bool isOver = reply && reply->empty() && mechanism->hasSessionKey();
    if (tokensLeft && !isOver) {
        end(stage, StageState::Failed,
            Sentence::saying("HTTP 200 without the server's closing token"));
        return;
    }
    if (!reply) {
        failOn(Stage::Negotiate, reply.error());
        return;
    }
    if (!std::exchange(offered, true)) {  // One token each way was enough.
        event(Stage::Offer, StageState::Passed, Sentence::saying("offered: Negotiate"));
        event(Stage::Negotiate, StageState::Running);
    }
    event(Stage::Negotiate, StageState::Passed,
          config.identity.user.empty()
              ? Sentence::saying("as nobody")
              : Sentence::saying("signed in as %1\\%2", config.identity.domain,
                                 config.identity.user));
    event(Stage::Bind, StageState::NotNeeded, Sentence::saying("no TLS to bind to"));
    event(Stage::Delegate, StageState::NotNeeded, Sentence::saying("Negotiate hands nothing over"));
    sealer = std::make_unique<wsman::MechanismSealer>(*mechanism);
    openShell();
}

void ClientSession::Private::openShell()
{
    event(Stage::Shell, StageState::Running);
    state = State::Creating;
    sendSoap(wsman::action::create, wsman::createBody());
}

}  // namespace hopwright::wire::winrm
