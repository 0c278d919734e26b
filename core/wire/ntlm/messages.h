#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/wire/ntlm/keys.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace hopwright::wire::ntlm {

/// The largest message read. A target info of 64 KiB is the most that a field can say.
inline constexpr std::size_t maxMessageSize = 64UL * 1024;

/// VERSION: MS-NLMP 2.2.2.10.
using Version = std::array<std::byte, 8>;

/// Windows 10, build 17763, NTLM revision 15: a version that every server knows.
inline constexpr Version defaultVersion{std::byte{0x0A}, std::byte{0x00}, std::byte{0x63},
                                        std::byte{0x45}, std::byte{0x00}, std::byte{0x00},
                                        std::byte{0x00}, std::byte{0x0F}};

/// NEGOTIATE_MESSAGE: MS-NLMP 2.2.1.1. The domain and workstation that a client may name are not read: OEM text of an
/// unknown code page that no server needs.
struct NegotiateMessage {
    std::uint32_t flags = 0;
    std::optional<Version> version = {};

    bool operator==(const NegotiateMessage&) const = default;
};

/// CHALLENGE_MESSAGE: MS-NLMP 2.2.1.2.
struct ChallengeMessage {
    std::string targetName = {};
    std::uint32_t flags;
    Challenge serverChallenge;
    Bytes targetInfo = {};  ///< As it is on the wire: decodeTargetInfo() reads it.
    std::optional<Version> version = {};

    bool operator==(const ChallengeMessage&) const = default;
};

/// AUTHENTICATE_MESSAGE: MS-NLMP 2.2.1.3.
struct AuthenticateMessage {
    Bytes lmResponse = {};
    Bytes ntResponse = {};
    std::string domain = {};
    std::string user = {};
    std::string workstation = {};
    Bytes encryptedSessionKey = {};
    std::uint32_t flags;
    std::optional<Version> version = {};
    std::optional<Hash> mic = {};

    bool operator==(const AuthenticateMessage&) const = default;
};

/// Readers. Text must be UTF-16, which every Windows since 2000 sends (NTLMSSP_NEGOTIATE_UNICODE).
/// \returns Truncated, Malformed, TooLarge, or UnexpectedMessage for another type; with the offset.
Result<NegotiateMessage> decodeNegotiate(ByteView bytes);
Result<ChallengeMessage> decodeChallenge(ByteView bytes);
Result<AuthenticateMessage> decodeAuthenticate(ByteView bytes);

/// Where the MIC of an AUTHENTICATE_MESSAGE is: 72, or 64 without a version. Only for one whose `mic` is set.
std::size_t micOffset(const AuthenticateMessage& message);

/// Writers. The version is written when it is there, and the flags must say so too.
/// \returns Malformed for text that is not UTF-8, Unsupported for text beyond ASCII where the flags do not say UTF-16,
/// TooLarge for a field above 65535 bytes.
Bytes encodeNegotiate(const NegotiateMessage& message);
Result<Bytes> encodeChallenge(const ChallengeMessage& message);
Result<Bytes> encodeAuthenticate(const AuthenticateMessage& message);

}  // namespace hopwright::wire::ntlm
