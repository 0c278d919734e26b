#pragma once

#include "core/base/result.h"
#include "core/wire/http/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::wire::http {

/// One scheme of a WWW-Authenticate or Authorization line: RFC 9110 11.3.
struct AuthChallenge {
    std::string scheme = {};
    /// What stands behind the scheme, decoded; nothing when there is nothing, or parameters such as realm="WSMAN".
    std::optional<Bytes> token = {};

    bool operator==(const AuthChallenge&) const = default;
};

/// The most schemes of one message that are read.
inline constexpr std::size_t maxChallenges = 32;

/// Reads one header value; several schemes may stand in it, separated by commas.
/// \returns Malformed for a token that is no base64, with its offset; TooLarge above maxChallenges.
Result<std::vector<AuthChallenge>> parseChallenges(std::string_view value);

/// All schemes of every \p name line of \p headers.
Result<std::vector<AuthChallenge>> challengesOf(const Headers& headers, std::string_view name);

/// `CredSSP <base64>`; the scheme alone for an empty token, which is legal (winrm-protocol §1.3).
std::string authorization(std::string_view scheme, ByteView token);

}  // namespace hopwright::wire::http
