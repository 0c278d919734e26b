#include "core/wildcard/trusted_hosts.h"

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

bool matches(std::string_view pattern, std::string_view host)
{
    if (pattern == "<local>")
        return !host.contains('.') && !host.contains(':');
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos)
        return pattern == host;
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

std::optional<std::string> trustedBy(std::span<const std::string> patterns, std::string_view target)
{
    const std::string host = text::asciiLower(hostOfTarget(target));
    if (host.empty())
        return std::nullopt;
    for (const std::string& pattern : patterns) {
        if (matches(text::asciiLower(pattern), host))
            return pattern;
    }
    return std::nullopt;
}

}  // namespace hopwright::wildcard
