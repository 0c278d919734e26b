#pragma once

#include "core/base/file_time.h"
#include "core/wire/auth/identity.h"
#include "core/wire/auth/mechanism.h"
#include "core/wire/ntlm/keys.h"
#include "core/wire/ntlm/messages.h"
#include "core/wire/ntlm/session.h"

#include <optional>
#include <string>

namespace hopwright::wire::ntlm {

/// The client side of NTLM: MS-NLMP 3.1.5. NTLMv2 with extended session security only, no fallback.
///
///     Idle --step({})--> AwaitingChallenge --step(CHALLENGE)--> Done
///                            +------ any error ----------------> Failed
///
/// Anonymous, with an empty user: no responses, and a session key that is encrypted under zeros, so anyone who sees
/// the exchange can read what is sealed.
class Client : public auth::Mechanism {
public:
    struct Config {
        auth::Identity identity;
        std::string workstation = {};
        std::string spn =
            {};  ///< What the user meant to reach, as `HTTP/srv.lab.test`; empty: not said.
        Challenge clientChallenge;                ///< From the caller's random source.
        SessionKey exportedSessionKey;            ///< 16 bytes from the caller's random source.
        FileTime now;                             ///< Used when the server names no time.
        std::optional<Hash> channelBinding = {};  ///< channelBindingHash() of an outer TLS channel.
        Version version = defaultVersion;
    };

    explicit Client(Config config);

    /// \returns UnexpectedMessage for a token that is not due; PeerTooOld when the server lacks a flag that sealing
    ///          needs; what decodeChallenge() and decodeTargetInfo() return.
    Result<Bytes> step(ByteView token) override;
    bool hasSessionKey() const override { return m_state == State::Done; }
    Result<Bytes> wrap(ByteView plain) override;
    Result<Bytes> unwrap(ByteView sealed) override;
    ByteView oid() const override;
    Result<Bytes> signMic(ByteView message) override;
    Result<void> verifyMic(ByteView message, ByteView mic) override;
    /// MS-SPNG 3.3.5.1: once the NTLM MIC was used.
    bool wantsListMic() const override { return m_micUsed; }

    /// ExportedSessionKey: for tests that compare it with another program's. Nothing else needs it.
    const SessionKey& exportedSessionKeyForTests() const { return m_config.exportedSessionKey; }

private:
    enum class State { Idle, AwaitingChallenge, Done, Failed };

    bool isAnonymous() const { return m_config.identity.user.empty(); }
    Result<Bytes> authenticate(ByteView token);
    struct Responses {
        Bytes lm;
        Bytes nt;
        SessionKey keyExchangeKey;
        bool usesMic;
    };
    Result<Responses> responses(const ChallengeMessage& challenge) const;
    static Responses anonymousResponses();

    Config m_config;
    State m_state = State::Idle;
    bool m_micUsed = false;
    Bytes m_negotiate;
    std::optional<Session> m_session;
};

}  // namespace hopwright::wire::ntlm
