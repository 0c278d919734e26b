#pragma once

#include <cstddef>
#include <string_view>

namespace hopwright::diagnose {

/// Whether \p key names a secret where \p value is assigned to it, as variables of shells, of builds and of settings do: `WINPW`,
/// `DBPASS`, `DB_PASSWORD_2`, `signingKey`. Such a name in a sentence says nothing.
bool isSecretAssigned(std::string_view key, std::string_view value);

/// How long the token is that \p text begins with, by the prefix that its issuer gives all of its kind (`glpat-…`, `ghp_…`,
/// `AKIA…`, `eyJ….eyJ….…`); 0: it begins with none. Cost: constant for what is none, else
/// linear in the length of the token.
std::size_t tokenLength(std::string_view text);

/// `-----BEGIN RSA PRIVATE KEY-----`: how long that line is where \p text begins with one; 0: it does not.
std::size_t privateKeyHead(std::string_view text);

}  // namespace hopwright::diagnose
