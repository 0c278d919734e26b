#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/wire/credssp/ts_request.h"

#include <cstdint>
#include <optional>

namespace hopwright::wire::credssp {

/// From this version on the proof is a hash over a nonce: CVE-2018-0886.
inline constexpr std::uint32_t firstVersionWithNonce = 5;

enum class Side { Client, Server };

/// What \p prover must show, before it is sealed, so that each side knows both see one TLS
/// certificate: MS-CSSP 3.1.5. Below version 5 the client shows the key itself and the server the
/// key plus one, as a little-endian number.
///
/// \param publicKey The subjectPublicKey of the server's certificate.
/// \returns UnexpectedMessage when \p version wants a nonce and there is none.
Result<Bytes> keyProof(Side prover, std::uint32_t version, ByteView publicKey,
                       const std::optional<Nonce>& nonce);

/// The versions that are told of a failure by an errorCode: MS-CSSP 2.2.1.
constexpr bool hasErrorCode(std::uint32_t version)
{
    return version == 3 || version == 4 || version >= 6;
}

}  // namespace hopwright::wire::credssp
