#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <array>
#include <cstddef>

namespace hopwright::crypto {

using Md5Digest = std::array<std::byte, 16>;

/// MD5, RFC 1321, by OpenSSL. NTLM derives its keys with it (MS-NLMP 3.4.5); it protects nothing itself.
///
/// \returns CryptoUnavailable when OpenSSL cannot: a FIPS configuration has no MD5.
Result<Md5Digest> md5(ByteView message);

}  // namespace hopwright::crypto
