#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace hopwright::wire::spnego {

/// 1.3.6.1.5.5.2, DER with its tag: RFC 4178 4.1.
ByteView spnegoOid();

/// The most mechanisms read from one list. Windows offers five.
inline constexpr std::size_t maxMechanisms = 32;

/// NegTokenInit, RFC 4178 4.2.1, or NegTokenInit2, MS-SPNG 2.2.1; in its GSS-API frame (RFC 2743 3.1).
struct NegTokenInit {
    std::vector<Bytes> mechTypes;  ///< OIDs, DER with tag, best first.
    std::optional<Bytes> mechToken = {};
    std::optional<Bytes> negHints =
        {};  ///< NegTokenInit2's hints, DER with tag; a server's first word.
    std::optional<Bytes> mechListMic = {};
    /// The MechTypeList as it came, DER with tag: what mechListMIC is made over. Writing ignores it.
    Bytes mechTypeList = {};
};

/// RFC 4178 4.2.2.
enum class NegState : std::uint8_t {
    AcceptCompleted = 0,
    AcceptIncomplete = 1,
    Reject = 2,
    RequestMic = 3,
};

/// NegTokenResp: RFC 4178 4.2.2.
struct NegTokenResp {
    std::optional<NegState> negState = {};
    std::optional<Bytes> supportedMech = {};  ///< An OID, DER with tag.
    std::optional<Bytes> responseToken = {};
    std::optional<Bytes> mechListMic = {};

    bool operator==(const NegTokenResp&) const = default;
};

using Token = std::variant<NegTokenInit, NegTokenResp>;

/// Reads either. \returns what asn1::DerReader does; Malformed for an empty or too long list; OutOfRange for a
/// negState that is none. All with the offset.
Result<Token> decodeToken(ByteView bytes);

Bytes encode(const NegTokenInit& token);
Bytes encode(const NegTokenResp& token);
/// The DER of a MechTypeList.
Bytes encodeMechTypeList(const std::vector<Bytes>& mechTypes);

}  // namespace hopwright::wire::spnego
