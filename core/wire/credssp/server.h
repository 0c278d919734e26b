#pragma once

#include "core/wire/auth/mechanism.h"
#include "core/wire/credssp/client.h"
#include "core/wire/credssp/ts_credentials.h"
#include "core/wire/credssp/ts_request.h"

#include <optional>

namespace hopwright::wire::credssp {

/// How a practice server misbehaves. Silence needs no field: the caller just does not answer.
struct ServerFaults {
    bool wrongKeyProof = false;  ///< Proves another TLS key: what a man in the middle does.
    bool wrongMic = false;       ///< Alters a byte of the sealed proof.
    bool changeVersion = false;  ///< Announces another version with the proof.
    bool halfMessage = false;    ///< Cuts the message with the proof in two (ServerChannel only).
    /// Refuses the logon with this status, whatever the mechanism says.
    std::optional<std::uint32_t> refuseLogon = std::nullopt;

    bool operator==(const ServerFaults&) const = default;
};

/// The server side of CredSSP after the TLS handshake: MS-CSSP 3.1.5.
///
///     Negotiating --last token and key proof--> Bound --credentials--> Done
///          |  ^ token                             |
///          +--+------ refusal or error -----------+-------------> Refused
///
/// Where the mechanism waits, so does this: Waiting, until resume().
/// Whether tokens are raw NTLM or SPNEGO is the mechanism's business. Sans I/O, as Client is.
class Server {
public:
    struct Config {
        Bytes publicKey;  ///< SubjectPublicKey of our TLS certificate, as DER.
        std::uint32_t highestVersion = newestVersion;  ///< What we announce, 2 to 6.
        std::uint32_t minVersion = oldestVersion;
        ServerFaults faults = {};
    };

    enum class State { Negotiating, Waiting, Bound, Done, Refused };

    Server(Config config, auth::Mechanism& mechanism);

    /// Takes the client's next message; gives the answer, or nothing: while pending(), and once the credentials are in.
    ///
    /// A refusal that the client's version can be told of (3, 4, and from 6) is an answer with an
    /// errorCode; the state is then Refused, and refusal() says why. For other versions it is the
    /// error itself.
    ///
    /// \returns UnexpectedMessage, PeerTooOld, PeerNotAuthentic (the client saw another TLS key),
    ///          LogonDenied, what decodeCredentials() and the mechanism return.
    Result<std::optional<TsRequest>> receive(const TsRequest& message);

    /// What the mechanism waits for; null: nothing.
    const auth::Request* pending() const
    {
        return m_state == State::Waiting ? m_mechanism.pending() : nullptr;
    }
    /// The answer to pending(). \returns as receive(), which had to wait.
    Result<std::optional<TsRequest>> resume(Result<Bytes> answer);

    State state() const noexcept { return m_state; }
    const std::optional<Error>& refusal() const noexcept { return m_refusal; }
    /// What both sides understand; 0 until the client has spoken.
    std::uint32_t version() const noexcept { return m_version; }

    /// What the client delegated, once. \returns NotAllowed before Done and the second time.
    Result<auth::Identity> takeCredentials();

private:
    Result<std::optional<TsRequest>> answer(const TsRequest& message);
    Result<void> agreeOnVersion(std::uint32_t clientVersion);
    Result<std::optional<TsRequest>> orRefusal(Result<std::optional<TsRequest>> reply,
                                               std::uint32_t clientVersion);
    Result<std::optional<TsRequest>> resumed(Result<Bytes> answer);
    Result<std::optional<TsRequest>> onNegotiation(const TsRequest& message);
    Result<std::optional<TsRequest>> goOn(const TsRequest& message, Bytes token);
    Result<void> checkClientProof(const TsRequest& message);
    Result<TsRequest> ownProof(const TsRequest& message, TsRequest reply);
    Result<void> onCredentials(const TsRequest& message);

    Config m_config;
    auth::Mechanism& m_mechanism;
    State m_state = State::Negotiating;
    std::uint32_t m_version = 0;
    std::uint32_t m_clientVersion = 0;
    TsRequest m_message = {};  ///< While Waiting: what the client said.
    std::optional<Nonce> m_nonce;
    std::optional<Error> m_refusal;
    std::optional<auth::Identity> m_credentials;
};

}  // namespace hopwright::wire::credssp
