#include "core/wire/credssp/client.h"

#include "core/wire/credssp/key_proof.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace hopwright::wire::credssp {

Client::Client(Config config, auth::Mechanism& mechanism)
    : m_config(std::move(config)), m_mechanism(mechanism)
{
}

Result<std::optional<TsRequest>> Client::start()
{
    assert(m_state == State::Idle && "start() is called once, and first");
    m_state = State::Failed;
    HOPWRIGHT_TRY(Bytes token, m_mechanism.step({}));
    return goOn({.before = State::Idle}, std::move(token));
}

Result<std::optional<TsRequest>> Client::receive(const TsRequest& message)
{
    const State before = std::exchange(m_state, State::Failed);  // Until proven otherwise.
    if (message.errorCode) {
        m_refusal = message.errorCode;
        return fail({.code = ErrorCode::PeerRefused,
                     .detail = Sentence::saying("the server refused"),
                     .peerStatus = message.errorCode});
    }

    if (before != State::Negotiating && before != State::ProvingKey) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("a message came where none was due"));
    }
    HOPWRIGHT_TRY_VOID(agreeOnVersion(message.version));
    if (before == State::Negotiating && message.negoToken.empty()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server sent no authentication token"));
    }
    Bytes token;
    if (!message.negoToken.empty()) {
        HOPWRIGHT_TRY(token, m_mechanism.step(message.negoToken));
    }
    return goOn({.before = before, .message = message}, std::move(token));
}

Result<std::optional<TsRequest>> Client::resume(Result<Bytes> answer)
{
    const State before = std::exchange(m_state, State::Failed);  // Until proven otherwise.
    if (before != State::Waiting) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an answer came to no question"));
    }
    HOPWRIGHT_TRY(Bytes token, m_mechanism.resume(std::move(answer)));
    return goOn(std::exchange(m_turn, {}), std::move(token));
}

/// The mechanism said \p token, or has to wait: then the rest of the turn comes with resume().
Result<std::optional<TsRequest>> Client::goOn(Turn turn, Bytes token)
{
    if (m_mechanism.pending() != nullptr) {
        m_turn = std::move(turn);
        m_state = State::Waiting;
        return std::nullopt;
    }
    if (turn.before == State::Idle) {
        m_state = State::Negotiating;
        return TsRequest{.version = m_config.highestVersion, .negoToken = std::move(token)};
    }
    if (turn.before == State::Negotiating)
        return onToken(std::move(token));
    HOPWRIGHT_TRY_VOID(onKeyProof(turn.message, token));
    return std::nullopt;
}

/// MS-CSSP 3.1.5: each side always sends its own version, and both go by the lower one.
Result<void> Client::agreeOnVersion(std::uint32_t serverVersion)
{
    if (m_version != 0 && serverVersion != m_serverVersion) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server changed its version"));
    }
    const std::uint32_t agreed = std::min(m_config.highestVersion, serverVersion);
    if (agreed < std::max(m_config.minVersion, oldestVersion)) {
        return fail(ErrorCode::PeerTooOld,
                    Sentence::saying("the server's CredSSP version is too old"));
    }
    m_serverVersion = serverVersion;
    m_version = agreed;
    return {};
}

/// The mechanism is done when it has its key, though SPNEGO's closing token may still be to come:
/// the last token and the proof go out together.
Result<TsRequest> Client::onToken(Bytes token)
{
    TsRequest reply{.version = m_config.highestVersion, .negoToken = std::move(token)};
    if (m_mechanism.hasSessionKey())
        return proveKey(std::move(reply));
    if (reply.negoToken.empty()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the authentication stands still"));
    }
    m_state = State::Negotiating;
    return reply;
}

Result<TsRequest> Client::proveKey(TsRequest reply)
{
    if (m_config.serverPublicKey.empty())
        return fail(ErrorCode::PeerNotAuthentic, Sentence::saying("the server has no TLS key"));
    HOPWRIGHT_TRY(const Bytes proof,
                  keyProof(Side::Client, m_version, m_config.serverPublicKey, m_config.nonce));
    HOPWRIGHT_TRY(reply.pubKeyAuth, m_mechanism.wrap(proof));
    if (m_version >= firstVersionWithNonce)
        reply.clientNonce = m_config.nonce;
    m_state = State::ProvingKey;
    return reply;
}

/// \p more is what the mechanism said to SPNEGO's closing token, which has its MIC.
Result<void> Client::onKeyProof(const TsRequest& message, ByteView more)
{
    if (!more.empty()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the authentication did not end"));
    }
    if (message.pubKeyAuth.empty()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server sent no proof of its TLS key"));
    }
    HOPWRIGHT_TRY(const Bytes proof, m_mechanism.unwrap(message.pubKeyAuth));
    HOPWRIGHT_TRY(const Bytes expected,
                  keyProof(Side::Server, m_version, m_config.serverPublicKey, m_config.nonce));
    if (!equalInConstantTime(proof, expected)) {
        return fail(ErrorCode::PeerNotAuthentic,
                    Sentence::saying("the server did not prove its TLS key"));
    }
    m_state = State::ReadyToDelegate;
    return {};
}

Result<TsRequest> Client::delegate()
{
    if (m_state != State::ReadyToDelegate) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("the server has not proven its TLS key"));
    }
    m_state = State::Failed;
    const Secret credentials = std::exchange(m_config.credentials, Secret());
    TsRequest reply{.version = m_config.highestVersion};
    HOPWRIGHT_TRY(reply.authInfo, m_mechanism.wrap(credentials.expose()));
    m_state = State::Done;
    return reply;
}

}  // namespace hopwright::wire::credssp
