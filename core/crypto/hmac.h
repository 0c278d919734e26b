#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/md5.h"

namespace hopwright::crypto {

/// HMAC, RFC 2104, over MD5, by OpenSSL: NTLM's proof, MIC and signatures.
///
/// \returns CryptoUnavailable when OpenSSL cannot: a FIPS configuration has no MD5; TooLarge for a key above 2 GiB.
Result<Md5Digest> hmacMd5(ByteView key, ByteView message);

}  // namespace hopwright::crypto
