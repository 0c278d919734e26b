#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::wildcard {

/// The setting as WinRM keeps it, `a, *.lab.example,<local>`, as its patterns: blanks around them dropped, empty ones left
/// out.
std::vector<std::string> trustedHostsOf(std::string_view commaSeparated);

/// The pattern that lets a client talk to \p target by NTLM over HTTP; nothing: none does. `*` is every host, `<local>` a
/// name without dots, one `*` may stand anywhere in a pattern, and a pattern with more never matches. Without case; port
/// and scheme of \p target do not count. Source: domain reference §4 and §8.2 row 29.
std::optional<std::string> trustedBy(std::span<const std::string> patterns,
                                     std::string_view target);

}  // namespace hopwright::wildcard
