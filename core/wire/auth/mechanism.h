#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>

namespace hopwright::wire::auth {

/// What a mechanism has to be told before it can go on: the answer of a KDC of \p realm to \p message, which both are as RFC
/// 4120 has them (7.2). Nobody below an event loop may wait for that, so it is a value that goes up to who can.
struct Request {
    std::string realm = {};
    Bytes message = {};

    bool operator==(const Request&) const = default;
};

/// One side of an authentication that runs by tokens and then protects messages: NTLM, Kerberos,
/// or SPNEGO around either. CredSSP, and HTTP's Negotiate, carry the tokens without reading them.
///
///     step(token) --> a token
///             +-----> nothing, and pending() --resume(answer)--> as step()
class Mechanism {
public:
    Mechanism() = default;
    Mechanism(const Mechanism&) = delete;
    Mechanism& operator=(const Mechanism&) = delete;
    virtual ~Mechanism() = default;

    /// Takes the peer's token, empty at first, and gives ours, empty when there is none to send, or none yet: see pending().
    virtual Result<Bytes> step(ByteView token) = 0;

    /// What step(), or resume(), waits for; null: nothing. Until resume() the peer's turn has not come, and step() is an error.
    virtual const Request* pending() const { return nullptr; }

    /// Goes on where step() had to wait, and gives what step() would have given, or waits again.
    /// \p answer is an error where nobody could be asked; what that means is for the mechanism to say.
    /// \returns UnexpectedMessage when nothing is pending(); what step() returns.
    virtual Result<Bytes> resume(Result<Bytes> answer)
    {
        return answer ? fail(ErrorCode::UnexpectedMessage,
                             Sentence::saying("an answer came to no question"))
                      : std::move(answer);
    }

    /// True once our last token is made. SPNEGO's closing token may still come from the peer.
    virtual bool hasSessionKey() const = 0;

    /// Encrypts and signs, or the reverse, under the session key. Only when hasSessionKey().
    /// The wrapped form is header or signature first, then the sealed bytes: MS-CSSP and MS-WSMV 2.2.9.1 both
    /// carry it so; what precedes the sealed bytes is therefore wrapped size less plain size.
    virtual Result<Bytes> wrap(ByteView plain) = 0;
    virtual Result<Bytes> unwrap(ByteView sealed) = 0;

    /// The mechanism's OID, DER with its tag, for SPNEGO's list: RFC 4178 4.1.
    virtual ByteView oid() const = 0;

    /// A signature over \p message that leaves the sealing stream where it was and takes one sequence number:
    /// what SPNEGO needs for mechListMIC (MS-SPNG 3.3.5.1). Only when hasSessionKey().
    virtual Result<Bytes> signMic(ByteView message) = 0;
    /// \returns PeerNotAuthentic when \p mic is not the peer's signature over \p message.
    virtual Result<void> verifyMic(ByteView message, ByteView mic) = 0;

    /// Whether SPNEGO must protect its list with a MIC: NTLM says yes once its own MIC was used.
    virtual bool wantsListMic() const { return false; }

    /// Who the peer is. On the accepting side, once complete: `LAB\alice`, or empty for an anonymous caller.
    virtual std::string peerName() const { return {}; }
};

/// What an owner says to a mechanism that asks, when it has nobody to ask.
inline std::unexpected<Error> nobodyToAsk()
{
    return fail(ErrorCode::Unsupported,
                Sentence::saying("the sign-in needs a KDC, and nobody here asks one"));
}

/// A step for an owner that has nobody to ask. \returns as step() and resume(), but never waits: Unsupported then.
inline Result<Bytes> stepAlone(Mechanism& mechanism, ByteView token)
{
    Result<Bytes> reply = mechanism.step(token);
    if (!reply || mechanism.pending() == nullptr)
        return reply;
    reply = mechanism.resume(nobodyToAsk());
    return reply && mechanism.pending() != nullptr ? nobodyToAsk() : std::move(reply);
}

}  // namespace hopwright::wire::auth
