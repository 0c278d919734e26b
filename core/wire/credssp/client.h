#pragma once

#include "core/base/secret.h"
#include "core/wire/auth/mechanism.h"
#include "core/wire/credssp/ts_request.h"

#include <optional>

namespace hopwright::wire::credssp {

inline constexpr std::uint32_t newestVersion = 6;
inline constexpr std::uint32_t oldestVersion = 2;

/// The client side of CredSSP after the TLS handshake: MS-CSSP 3.1.5.
///
///     Idle --start()--> Negotiating --last token--> ProvingKey --key proven--> ReadyToDelegate --delegate()--> Done
///                           |  ^ token                  |
///                           +--+------ any error -------+----------------------> Failed
///
/// Where the mechanism waits, in any of the first three, so does this: Waiting, until resume().
///
/// Sans I/O: messages go in, messages come out. It owns no socket, clock or random source, so a
/// whole exchange is a function of its inputs, and a transcript can be replayed byte for byte.
///
/// The credentials leave by delegate() only, and delegate() works in ReadyToDelegate only: the
/// caller decides, knowing that the server is authentic.
class Client {
public:
    struct Config {
        Bytes serverPublicKey;  ///< SubjectPublicKey of the TLS certificate, as DER.
        Nonce nonce;            ///< From the caller's random source; fixed in tests.
        Secret credentials;     ///< TSCredentials, as DER: what is delegated.
        /// The oldest server to talk to. Below 5 the key proof can be relayed: MS-CSSP 5.1.
        std::uint32_t minVersion = 5;
        /// What we announce, 2 to 6. Lower than 6 only to act as an old client.
        std::uint32_t highestVersion = newestVersion;
    };

    enum class State { Idle, Negotiating, ProvingKey, Waiting, ReadyToDelegate, Done, Failed };

    Client(Config config, auth::Mechanism& mechanism);

    /// The first message to send; nothing while pending(). Call once.
    Result<std::optional<TsRequest>> start();

    /// Takes the server's next message; gives the reply to send, or nothing: while pending(), and once the server has
    /// proven its key and the state is ReadyToDelegate.
    ///
    /// After an error the state is Failed and stays so.
    ///
    /// \returns UnexpectedMessage when the message does not fit the state, or changes the version;
    ///          PeerRefused when the server sent an error code, which is in peerStatus; PeerTooOld
    ///          below Config::minVersion; PeerNotAuthentic when it could not prove the TLS key:
    ///          someone sits in the middle; and whatever the mechanism returns. In no case have
    ///          the credentials been sent, but for a refusal that comes after delegate().
    Result<std::optional<TsRequest>> receive(const TsRequest& message);

    /// What the mechanism waits for; null: nothing.
    const auth::Request* pending() const
    {
        return m_state == State::Waiting ? m_mechanism.pending() : nullptr;
    }
    /// The answer to pending(). \returns as start() or receive(), whichever had to wait.
    Result<std::optional<TsRequest>> resume(Result<Bytes> answer);

    /// The message with the credentials. Once, and only in ReadyToDelegate; wipes them.
    /// \returns NotAllowed in any other state, and whatever the mechanism returns.
    Result<TsRequest> delegate();

    State state() const noexcept { return m_state; }
    /// The error code that the server refused with; nothing while it sent none.
    std::optional<std::uint32_t> refusal() const noexcept { return m_refusal; }
    /// What both sides understand; 0 until the server has spoken.
    std::uint32_t version() const noexcept { return m_version; }

private:
    /// What the mechanism's step is the answer to.
    struct Turn {
        State before = State::Idle;
        TsRequest message = {};
    };

    Result<void> agreeOnVersion(std::uint32_t serverVersion);
    Result<std::optional<TsRequest>> goOn(Turn turn, Bytes token);
    Result<TsRequest> onToken(Bytes token);
    Result<TsRequest> proveKey(TsRequest reply);
    Result<void> onKeyProof(const TsRequest& message, ByteView more);

    Config m_config;
    auth::Mechanism& m_mechanism;
    State m_state = State::Idle;
    Turn m_turn = {};  ///< While Waiting.
    std::uint32_t m_version = 0;
    std::uint32_t m_serverVersion = 0;
    std::optional<std::uint32_t> m_refusal = {};
};

}  // namespace hopwright::wire::credssp
