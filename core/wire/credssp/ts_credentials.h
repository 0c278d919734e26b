#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/wire/auth/identity.h"

namespace hopwright::wire::credssp {

/// The most bytes of TSCredentials that are read.
inline constexpr std::size_t maxTsCredentials = std::size_t{16} * 1024;

/// TSCredentials that hold \p credentials as TSPasswordCreds, as DER: MS-CSSP 2.2.1.2.1.
/// \returns Malformed for text that is not UTF-8; TooLarge above maxTsCredentials.
Result<Secret> encodeCredentials(const auth::Identity& credentials);

/// Reads TSCredentials of type 1, TSPasswordCreds.
/// \returns Unsupported for a smart card or Remote Guard; Truncated, TooLarge or Malformed with the
///          offset otherwise. The error never quotes the input.
Result<auth::Identity> decodeCredentials(ByteView der);

}  // namespace hopwright::wire::credssp
