#pragma once

#include "core/base/result.h"
#include "core/wire/credssp/ts_request.h"

namespace hopwright::wire::credssp {

/// The most bytes of one TSRequest that are read. A Kerberos token with a large PAC is near 64 KiB,
/// and FreeRDP sends 12 KiB of garbage with an error code.
inline constexpr std::size_t maxTsRequest = std::size_t{128} * 1024;

/// One TSRequest as DER: MS-CSSP 2.2.1. Absent fields are left out; an error code takes 4 bytes,
/// as FreeRDP writes it.
Bytes encode(const TsRequest& message);

/// Reads one TSRequest that fills \p der exactly.
///
/// Deviates: lenient where servers are (reference 1.4). Lengths may be longer than needed; unknown
/// fields are skipped; an error code may have 4 or 5 bytes, and the low 32 bits count; beside one,
/// negoTokens are not read at all. Of several negoTokens the first counts.
///
/// \returns Truncated when more bytes are needed; TooLarge above maxTsRequest, by the length the
///          peer announces; Malformed with the offset otherwise.
Result<TsRequest> decode(ByteView der);

}  // namespace hopwright::wire::credssp
