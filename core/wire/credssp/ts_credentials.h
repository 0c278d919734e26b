#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <string>

namespace hopwright::wire::credssp {

/// The most bytes of TSCredentials that are read.
inline constexpr std::size_t maxTsCredentials = std::size_t{16} * 1024;

/// What CredSSP delegates: MS-CSSP 2.2.1.2.1 TSPasswordCreds. All text is UTF-8.
struct PasswordCredentials {
    std::string domain = {};  ///< Empty when the user is a UPN.
    std::string user;
    Secret password;
};

/// TSCredentials that hold \p credentials, as DER.
/// \returns Malformed for text that is not UTF-8; TooLarge above maxTsCredentials.
Result<Secret> encodeCredentials(const PasswordCredentials& credentials);

/// Reads TSCredentials of type 1.
/// \returns Unsupported for a smart card or Remote Guard; Truncated, TooLarge or Malformed with the
///          offset otherwise. The error never quotes the input.
Result<PasswordCredentials> decodeCredentials(ByteView der);

}  // namespace hopwright::wire::credssp
