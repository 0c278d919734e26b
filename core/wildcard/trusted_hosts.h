#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// The patterns of one client, made ready for many questions: a name is found at once, only others are looked through.
class TrustedHostsMatcher {
public:
    explicit TrustedHostsMatcher(std::span<const std::string> patterns);

    /// As trustedBy(), the first such pattern.
    std::optional<std::string> trusting(std::string_view target) const;

private:
    std::vector<std::string> m_patterns;
    std::unordered_map<std::string, std::size_t> m_names = {};  ///< Without case: the first place.
    std::vector<std::size_t> m_wide = {};  ///< The places of `<local>` and of those with a `*`.
};

}  // namespace hopwright::wildcard
