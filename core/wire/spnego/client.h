#pragma once

#include "core/wire/auth/mechanism.h"
#include "core/wire/spnego/tokens.h"

#include <memory>
#include <optional>
#include <vector>

namespace hopwright::wire::spnego {

/// The initiator of SPNEGO: RFC 4178, MS-SPNG 3.1. Offers mechanisms, best first, with a token of the first; runs the
/// one the server takes; protects the list with a MIC when the mechanism or the server wants one.
///
///     Idle --step({})--> Negotiating --our last token--> Closing --server's last word--> Done
///                            +------------- any error ------+--------------------------> Failed
///
/// Where the mechanism waits, in any of the first three, so does this: Waiting, until resume(). It knows no mechanism by name. hasSessionKey() is true from Closing on; the server's closing token still goes to
/// step(), and must, because it may hold the server's MIC.
class Client : public auth::Mechanism {
public:
    /// \p mechanisms is not empty.
    explicit Client(std::vector<std::unique_ptr<auth::Mechanism>> mechanisms);

    /// \returns PeerRefused when the server rejects; UnexpectedMessage for a token that is not due, or a mechanism that
    ///          was not offered; PeerNotAuthentic for a wrong or missing MIC; what the mechanism and decodeToken()
    ///          return.
    Result<Bytes> step(ByteView token) override;
    const auth::Request* pending() const override;
    Result<Bytes> resume(Result<Bytes> answer) override;
    bool hasSessionKey() const override;
    Result<Bytes> wrap(ByteView plain) override;
    Result<Bytes> unwrap(ByteView sealed) override;
    ByteView oid() const override { return spnegoOid(); }
    Result<Bytes> signMic(ByteView message) override;
    Result<void> verifyMic(ByteView message, ByteView mic) override;
    std::string peerName() const override { return active().peerName(); }

    /// The mechanism that runs: the server's choice once it is known.
    const auth::Mechanism& active() const { return *m_mechanisms[m_active]; }

private:
    enum class State { Idle, Negotiating, Closing, Waiting, Done, Failed };

    /// What the mechanism's step is the answer to.
    struct Turn {
        State before = State::Idle;  ///< Idle: the first token is to be made.
        NegTokenResp reply = {};
    };

    auth::Mechanism& mechanism() { return *m_mechanisms[m_active]; }
    Result<Bytes> start();
    Result<Bytes> onReply(NegTokenResp reply, State before);
    Result<Bytes> goOn(Turn turn, Bytes token);
    Result<Bytes> afterReply(const Turn& turn, Bytes token);
    Result<State> stateAfter(const NegTokenResp& reply, State before, bool hasAnswer) const;
    Result<void> select(const NegTokenResp& reply);
    Result<void> checkListMic(const NegTokenResp& reply);
    Result<Bytes> answer(Bytes token);

    std::vector<std::unique_ptr<auth::Mechanism>> m_mechanisms;
    std::size_t m_active = 0;
    State m_state = State::Idle;
    bool m_selected = false;      ///< The server has named its choice.
    bool m_micRequested = false;  ///< By the server.
    bool m_micSent = false;
    bool m_micVerified = false;
    Turn m_turn = {};  ///< While Waiting.
    std::vector<Bytes> m_mechTypes;
    Bytes m_mechTypeList;
};

}  // namespace hopwright::wire::spnego
