#include "core/wire/credssp/server.h"

#include "core/wire/credssp/key_proof.h"

#include <algorithm>
#include <utility>

namespace hopwright::wire::credssp {

namespace {

constexpr std::uint32_t statusLogonFailure = 0xC000006D;  // MS-ERREF 2.3.1.
constexpr std::uint32_t statusNotSupported = 0xC00000BB;

std::uint32_t statusOf(const Error& error)
{
    if (error.peerStatus)
        return *error.peerStatus;
    return error.code == ErrorCode::PeerTooOld ? statusNotSupported : statusLogonFailure;
}

}  // namespace

Server::Server(Config config, auth::Mechanism& mechanism)
    : m_config(std::move(config)), m_mechanism(mechanism)
{
}

Result<std::optional<TsRequest>> Server::receive(const TsRequest& message)
{
    if (m_state == State::Refused || m_state == State::Done) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("a message came where none was due"));
    }
    return orRefusal(answer(message), message.version);
}

Result<std::optional<TsRequest>> Server::resume(Result<Bytes> answer)
{
    return orRefusal(resumed(std::move(answer)), m_clientVersion);
}

/// An error as the client can be told it.
Result<std::optional<TsRequest>> Server::orRefusal(Result<std::optional<TsRequest>> reply,
                                                   std::uint32_t clientVersion)
{
    if (reply)
        return reply;
    m_state = State::Refused;
    m_refusal = reply.error();
    if (!hasErrorCode(std::min(m_config.highestVersion, clientVersion)))
        return reply;
    return TsRequest{.version = m_config.highestVersion, .errorCode = statusOf(*m_refusal)};
}

Result<std::optional<TsRequest>> Server::answer(const TsRequest& message)
{
    if (message.errorCode) {
        return fail({.code = ErrorCode::PeerRefused,
                     .detail = Sentence::saying("the client gave up"),
                     .peerStatus = message.errorCode});
    }
    HOPWRIGHT_TRY_VOID(agreeOnVersion(message.version));
    if (m_state == State::Negotiating)
        return onNegotiation(message);
    if (m_state == State::Waiting) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("a message came where none was due"));
    }
    HOPWRIGHT_TRY_VOID(onCredentials(message));
    return std::nullopt;
}

/// MS-CSSP 3.1.5: each side always sends its own version, and both go by the lower one.
Result<void> Server::agreeOnVersion(std::uint32_t clientVersion)
{
    if (m_version != 0 && clientVersion != m_clientVersion) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the client changed its version"));
    }
    const std::uint32_t agreed = std::min(m_config.highestVersion, clientVersion);
    if (agreed < std::max(m_config.minVersion, oldestVersion)) {
        return fail(ErrorCode::PeerTooOld,
                    Sentence::saying("the client's CredSSP version is too old"));
    }
    m_clientVersion = clientVersion;
    m_version = agreed;
    return {};
}

Result<std::optional<TsRequest>> Server::onNegotiation(const TsRequest& message)
{
    if (message.clientNonce && m_nonce && *message.clientNonce != *m_nonce)
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("the client changed its nonce"));
    if (message.clientNonce)  // FreeRDP sends it from the first message on.
        m_nonce = message.clientNonce;

    Bytes token;
    if (!message.negoToken.empty()) {
        HOPWRIGHT_TRY(token, m_mechanism.step(message.negoToken));
    }
    return goOn(message, std::move(token));
}

Result<std::optional<TsRequest>> Server::resumed(Result<Bytes> answer)
{
    if (m_state != State::Waiting) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an answer came to no question"));
    }
    HOPWRIGHT_TRY(Bytes token, m_mechanism.resume(std::move(answer)));
    return goOn(std::exchange(m_message, {}), std::move(token));
}

/// The mechanism said \p token, or has to wait: then the rest of the turn comes with resume().
Result<std::optional<TsRequest>> Server::goOn(const TsRequest& message, Bytes token)
{
    if (m_mechanism.pending() != nullptr) {
        m_message = message;
        m_state = State::Waiting;
        return std::nullopt;
    }
    m_state = State::Negotiating;
    TsRequest reply{.version = m_config.highestVersion, .negoToken = std::move(token)};
    if (!message.pubKeyAuth.empty())
        return ownProof(message, std::move(reply));
    if (reply.negoToken.empty())
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("the client sent no key proof"));
    return reply;
}

Result<void> Server::checkClientProof(const TsRequest& message)
{
    if (!m_mechanism.hasSessionKey()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the key proof came before the logon"));
    }
    HOPWRIGHT_TRY(const Bytes proof, m_mechanism.unwrap(message.pubKeyAuth));
    HOPWRIGHT_TRY(const Bytes expected,
                  keyProof(Side::Client, m_version, m_config.publicKey, m_nonce));
    if (!equalInConstantTime(proof, expected)) {
        return fail(ErrorCode::PeerNotAuthentic,
                    Sentence::saying("the client saw another TLS key"));
    }
    return {};
}

Result<TsRequest> Server::ownProof(const TsRequest& message, TsRequest reply)
{
    HOPWRIGHT_TRY_VOID(checkClientProof(message));
    if (m_config.faults.refuseLogon) {
        return fail({.code = ErrorCode::LogonDenied,
                     .detail = Sentence::saying("the practice lab refuses the logon"),
                     .peerStatus = m_config.faults.refuseLogon});
    }
    HOPWRIGHT_TRY(Bytes proof, keyProof(Side::Server, m_version, m_config.publicKey, m_nonce));
    if (m_config.faults.wrongKeyProof && !proof.empty())
        proof.back() ^= std::byte{1};
    HOPWRIGHT_TRY(reply.pubKeyAuth, m_mechanism.wrap(proof));
    if (m_config.faults.wrongMic && !reply.pubKeyAuth.empty())
        reply.pubKeyAuth.back() ^= std::byte{1};
    if (m_config.faults.changeVersion)
        reply.version = reply.version > oldestVersion ? reply.version - 1 : newestVersion;
    m_state = State::Bound;
    return reply;
}

Result<void> Server::onCredentials(const TsRequest& message)
{
    if (message.authInfo.empty()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the client sent no credentials"));
    }
    HOPWRIGHT_TRY(Bytes plain, m_mechanism.unwrap(message.authInfo));
    auto credentials = decodeCredentials(plain);
    OPENSSL_cleanse(plain.data(), plain.size());
    if (!credentials)
        return fail(std::move(credentials).error());
    m_credentials = *std::move(credentials);
    m_state = State::Done;
    return {};
}

Result<auth::Identity> Server::takeCredentials()
{
    if (!m_credentials)
        return fail(ErrorCode::NotAllowed, Sentence::saying("there are no credentials to take"));
    auth::Identity out = *std::move(m_credentials);
    m_credentials.reset();
    return out;
}

}  // namespace hopwright::wire::credssp
