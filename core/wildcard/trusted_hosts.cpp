#include "core/wildcard/trusted_hosts.h"

#include "core/target/typed_target.h"
#include "core/text/ascii.h"
#include "core/wildcard/spn_pattern.h"

#include <algorithm>

namespace hopwright::wildcard {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

constexpr std::string_view localNames = "<local>";

/// \p pattern is `<local>` or has a `*`.
bool matches(std::string_view pattern, std::string_view host)
{
    if (pattern == localNames)
        return !host.contains('.') && !host.contains(':');
    const std::size_t star = pattern.find('*');
    const std::string_view head = pattern.substr(0, star);
    const std::string_view tail = pattern.substr(star + 1);
    return !tail.contains('*') && host.size() >= head.size() + tail.size() && host.starts_with(head)
           && host.ends_with(tail);
}

}  // namespace

std::vector<std::string> trustedHostsOf(std::string_view commaSeparated)
{
    std::vector<std::string> out;
    while (!commaSeparated.empty()) {
        const std::size_t comma = commaSeparated.find(',');
        const std::string_view pattern = trimmed(commaSeparated.substr(0, comma));
        if (!pattern.empty())
            out.emplace_back(pattern);
        if (comma == std::string_view::npos)
            break;
        commaSeparated.remove_prefix(comma + 1);
    }
    return out;
}

TrustedHostsMatcher::TrustedHostsMatcher(std::span<const std::string> patterns)
    : m_patterns(patterns.begin(), patterns.end())
{
    for (std::size_t place = 0; place < m_patterns.size(); ++place) {
        const std::string name = text::asciiLower(m_patterns[place]);
        if (name == localNames || name.contains('*')) {
            m_wide.push_back(place);
        } else {
            m_names.try_emplace(name, place);
        }
    }
}

std::optional<std::string> TrustedHostsMatcher::trusting(std::string_view target) const
{
    const std::string host = text::asciiLower(target::readTarget(target).host);
    if (host.empty())
        return std::nullopt;
    const auto named = m_names.find(host);
    for (const std::size_t place : m_wide) {
        if (named != m_names.end() && place > named->second)
            break;
        if (matches(text::asciiLower(m_patterns[place]), host))
            return m_patterns[place];
    }
    return named == m_names.end() ? std::nullopt : std::optional(m_patterns[named->second]);
}

std::optional<std::string> trustedBy(std::span<const std::string> patterns, std::string_view target)
{
    return TrustedHostsMatcher(patterns).trusting(target);
}

}  // namespace hopwright::wildcard
