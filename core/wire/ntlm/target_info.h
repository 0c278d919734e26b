#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hopwright::wire::ntlm {

/// AvId: MS-NLMP 2.2.2.1. A peer may send others: a pair of unknown id is kept as it is.
enum class AvId : std::uint16_t {
    EndOfList = 0,
    NbComputerName = 1,
    NbDomainName = 2,
    DnsComputerName = 3,
    DnsDomainName = 4,
    DnsTreeName = 5,
    Flags = 6,
    Timestamp = 7,
    SingleHost = 8,
    TargetName = 9,
    ChannelBindings = 10,
};

/// Bits of AvId::Flags.
inline constexpr std::uint32_t avFlagMicProvided = 0x2;

/// The most pairs read. Eleven ids are known.
inline constexpr std::size_t maxAvPairs = 64;

struct AvPair {
    AvId id;
    Bytes value;

    bool operator==(const AvPair&) const = default;
};

/// The pairs in their order, without MsvAvEOL.
struct TargetInfo {
    std::vector<AvPair> pairs = {};

    bool operator==(const TargetInfo&) const = default;

    const AvPair* find(AvId id) const;
    /// Replaces the value of the first such pair, or adds one at the end.
    void set(AvId id, Bytes value);
};

/// Reads pairs up to MsvAvEOL, which must be there; what follows it is left unread, because clients pad.
/// Empty bytes are an empty list. \p base is added to the offset of errors.
/// \returns Truncated; TooLarge above maxAvPairs.
Result<TargetInfo> decodeTargetInfo(ByteView bytes, std::size_t base = 0);

/// \returns TooLarge when a value has more than 65535 bytes.
Result<Bytes> encodeTargetInfo(const TargetInfo& info);

}  // namespace hopwright::wire::ntlm
