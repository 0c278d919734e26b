#pragma once

#include "core/base/file_time.h"
#include "core/wire/auth/mechanism.h"
#include "core/wire/ntlm/keys.h"
#include "core/wire/ntlm/messages.h"
#include "core/wire/ntlm/session.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::wire::ntlm {

/// STATUS_LOGON_FAILURE: what a server says for a wrong password and an unknown user alike (MS-ERREF 2.3.1).
inline constexpr std::uint32_t statusLogonFailure = 0xC000006D;

/// The server side of NTLM, for accounts that it knows itself: MS-NLMP 3.2.5. NTLMv2 only.
///
///     AwaitingNegotiate --step(NEGOTIATE)--> AwaitingAuthenticate --step(AUTHENTICATE)--> Done
///              +--------- any error ------------------+-----------------------------------> Failed
class Server : public auth::Mechanism {
public:
    /// The account's hash, or nothing when there is no such account. The names are as the client sent them.
    using AccountLookup =
        std::function<std::optional<NtHash>(std::string_view domain, std::string_view user)>;

    struct Config {
        Challenge serverChallenge;  ///< From the caller's random source.
        std::string nbComputerName;
        std::string nbDomainName;  ///< The CHALLENGE's TargetName too.
        std::string dnsComputerName;
        std::string dnsDomainName;
        FileTime now;  ///< Sent as MsvAvTimestamp, so clients protect the exchange with a MIC.
        AccountLookup account;
        bool allowAnonymous = false;
        Version version = defaultVersion;
    };

    explicit Server(Config config);

    /// \returns UnexpectedMessage for a token that is not due; PeerTooOld when the client lacks a flag that sealing
    ///          needs, or sends no NTLMv2 response; PeerNotAuthentic for a wrong or missing MIC; LogonDenied with
    ///          statusLogonFailure; what the decoders return.
    Result<Bytes> step(ByteView token) override;
    bool hasSessionKey() const override { return m_state == State::Done; }
    Result<Bytes> wrap(ByteView plain) override;
    Result<Bytes> unwrap(ByteView sealed) override;
    ByteView oid() const override;
    Result<Bytes> signMic(ByteView message) override;
    Result<void> verifyMic(ByteView message, ByteView mic) override;
    bool wantsListMic() const override { return m_micUsed; }
    /// `LAB\alice`, or the user alone when the client named no domain; empty for an anonymous caller.
    std::string peerName() const override { return m_peerName; }

    /// ExportedSessionKey: for tests that compare it with another program's. Only when hasSessionKey().
    const SessionKey& exportedSessionKeyForTests() const { return m_exported.value(); }

private:
    enum class State { AwaitingNegotiate, AwaitingAuthenticate, Done, Failed };

    Result<Bytes> challenge(ByteView token);
    Result<void> accept(ByteView token);
    Result<SessionKey> keyOfCaller(const AuthenticateMessage& message) const;
    Result<void> checkMic(const AuthenticateMessage& message, ByteView token) const;

    Config m_config;
    State m_state = State::AwaitingNegotiate;
    std::uint32_t m_flags = 0;
    Bytes m_negotiate;
    Bytes m_challenge;
    bool m_micUsed = false;
    std::string m_peerName;
    std::optional<SessionKey> m_exported;
    std::optional<Session> m_session;
};

}  // namespace hopwright::wire::ntlm
