#pragma once

#include "core/wire/auth/mechanism.h"
#include "core/wire/spnego/tokens.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hopwright::wire::spnego {

/// What a lab server does wrong on purpose.
struct ServerFaults {
    bool wrongListMic = false;    ///< Its mechListMIC has a wrong byte.
    bool wrongSignature = false;  ///< Each message it wraps has a wrong byte in the signature.
};

/// Says which first tokens are a bare mechanism's own, outside SPNEGO, and which mechanism's.
struct RawTokens {
    std::function<bool(ByteView)> matches;  ///< Empty: none are.
    std::size_t mechanism = 0;              ///< Index in Server::Config::mechanisms.
};

/// Whether \p token begins with `NTLMSSP` and its zero: the usual RawTokens::matches (MS-NLMP 2.2.1).
bool startsWithNtlmSignature(ByteView token);

/// The acceptor of SPNEGO: RFC 4178, MS-SPNG 3.2. Takes the first mechanism of the client's list that it has.
///
///     AwaitingInit --NegTokenInit--> Negotiating --mechanism complete, MIC verified--> Done
///          |  +-------- raw token --> Raw (all tokens go to the mechanism) ----------> Done
///          +----------- any error -------+-------------------------------------------> Failed
///
/// Where the mechanism waits, so does this, until resume(). The answer to a raw token is raw (WinRM takes either form). An answer may be empty only in the raw form.
class Server : public auth::Mechanism {
public:
    struct Config {
        std::vector<std::unique_ptr<auth::Mechanism>> mechanisms;  ///< Not empty.
        RawTokens rawTokens = {};
        ServerFaults faults = {};
    };

    explicit Server(Config config);

    /// \returns Unsupported when it has none of the client's mechanisms; UnexpectedMessage for a token that is not due;
    ///          PeerNotAuthentic for a wrong or missing mechListMIC; what the mechanism and decodeToken() return.
    Result<Bytes> step(ByteView token) override;
    const auth::Request* pending() const override;
    Result<Bytes> resume(Result<Bytes> answer) override;
    bool hasSessionKey() const override { return m_state == State::Done; }
    Result<Bytes> wrap(ByteView plain) override;
    Result<Bytes> unwrap(ByteView sealed) override;
    ByteView oid() const override { return spnegoOid(); }
    Result<Bytes> signMic(ByteView message) override;
    Result<void> verifyMic(ByteView message, ByteView mic) override;
    std::string peerName() const override { return active().peerName(); }

    /// The mechanism that runs: the first of the configuration until one is chosen.
    const auth::Mechanism& active() const { return *m_config.mechanisms[m_active]; }
    /// Whether the client speaks the mechanism's own tokens, without SPNEGO.
    bool isRaw() const { return m_raw; }

private:
    enum class State { AwaitingInit, Negotiating, Raw, Waiting, Done, Failed };

    /// What the mechanism's step is the answer to; nothing of it counts for a raw token.
    struct Turn {
        std::optional<Bytes> listMic = {};
        NegTokenResp reply = {};
    };

    auth::Mechanism& mechanism() { return *m_config.mechanisms[m_active]; }
    Result<Bytes> onRaw(ByteView token);
    Result<Bytes> onInit(const NegTokenInit& init);
    Result<Bytes> onResponse(const NegTokenResp& response);
    Result<Bytes> advance(ByteView mechToken, Turn turn);
    Result<Bytes> goOn(Turn turn, Bytes token);
    Result<void> close(const std::optional<Bytes>& listMic, NegTokenResp& reply);

    Config m_config;
    std::size_t m_active = 0;
    State m_state = State::AwaitingInit;
    bool m_raw = false;
    bool m_micRequested = false;
    Turn m_turn = {};  ///< While Waiting.
    Bytes m_mechTypeList;
};

}  // namespace hopwright::wire::spnego
