#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/rc4.h"
#include "core/wire/ntlm/keys.h"

#include <cstddef>
#include <cstdint>

namespace hopwright::wire::ntlm {

/// NTLMSSP_MESSAGE_SIGNATURE: MS-NLMP 2.2.2.9.
inline constexpr std::size_t signatureSize = 16;

/// Signs and seals under an ExportedSessionKey, with extended session security: MS-NLMP 3.4.
///
/// Two streams, one for each direction, that go on from message to message: each sealed message must be unwrapped,
/// and in order. After a failure the session is of no more use.
class Session {
public:
    /// \p self is who sends by wrap() and signMic(). \returns CryptoUnavailable without MD5.
    static Result<Session> create(const SessionKey& exported, std::uint32_t flags, Sender self);

    /// The signature, then the sealed bytes.
    Result<Bytes> wrap(ByteView plain);
    /// \returns Truncated when \p sealed is shorter than a signature; PeerNotAuthentic when it is not the peer's next
    ///          message.
    Result<Bytes> unwrap(ByteView sealed);

    /// A signature that takes a sequence number and leaves the stream where it was: MS-SPNG 3.3.5.1.
    Result<Bytes> signMic(ByteView message);
    /// \returns PeerNotAuthentic when \p mic is not the peer's next signature, over \p message.
    Result<void> verifyMic(ByteView message, ByteView mic);

private:
    struct Direction {
        SessionKey signKey;
        crypto::Rc4 stream;
        std::uint32_t sequence = 0;
    };
    Session(Direction outgoing, Direction incoming, bool encryptsChecksum);

    static Result<Direction> direction(const SessionKey& exported, std::uint32_t flags,
                                       Sender sender);
    /// Makes the next signature of \p way: MS-NLMP 3.4.4.2.
    Result<Bytes> signature(Direction& way, ByteView message) const;

    Direction m_outgoing;
    Direction m_incoming;
    bool m_encryptsChecksum;  ///< With NTLMSSP_NEGOTIATE_KEY_EXCH.
};

}  // namespace hopwright::wire::ntlm
