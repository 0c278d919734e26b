#include "core/target/typed_target.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <charconv>

namespace hopwright::target {

namespace {

constexpr std::string_view shareMark = "\\\\";
constexpr std::string_view schemeMark = "://";

std::optional<std::uint16_t> portFrom(std::string_view digits) noexcept
{
    std::uint16_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    return whole && value != 0 ? std::optional(value) : std::nullopt;
}

/// `HOST`, `HOST:PORT`, `[ADDRESS]` or `[ADDRESS]:PORT`; an IPv6 address without brackets has no port.
void readHost(std::string_view text, TypedTarget& out) noexcept
{
    const std::size_t close = text.starts_with('[') ? text.find(']') : std::string_view::npos;
    if (close != std::string_view::npos) {
        out.host = text.substr(0, close + 1);
        text.remove_prefix(close + 1);
        if (text.starts_with(':'))
            out.port = portFrom(text.substr(1));
    } else if (std::ranges::count(text, ':') == 1) {
        out.host = text.substr(0, text.find(':'));
        out.port = portFrom(text.substr(text.find(':') + 1));
    } else {
        out.host = text;
    }
}

void readShare(std::string_view text, TypedTarget& out) noexcept
{
    out.form = TypedTarget::Form::Share;
    const std::size_t slash = std::min(text.find('\\'), text.size());
    out.host = text.substr(0, slash);
    text.remove_prefix(std::min(slash + 1, text.size()));
    out.share = text.substr(0, text.find('\\'));
}

}  // namespace

TypedTarget readTarget(std::string_view text) noexcept
{
    TypedTarget out;
    if (text.starts_with(shareMark)) {
        readShare(text.substr(shareMark.size()), out);
    } else {
        if (const std::size_t mark = text.find(schemeMark); mark != std::string_view::npos) {
            out.form = TypedTarget::Form::Url;
            out.scheme = text.substr(0, mark);
            text.remove_prefix(mark + schemeMark.size());
        }
        readHost(text.substr(0, text.find_first_of("/?#")), out);
    }
    out.hostKind = hostKindOf(out.host);
    return out;
}

TypedTarget::HostKind hostKindOf(std::string_view host) noexcept
{
    using enum TypedTarget::HostKind;
    if (host.empty())
        return None;
    const std::string_view inside = text::withoutBrackets(host);
    const auto family = addressFamily(inside);
    if (family == AddressFamily::Ipv6)
        return Ipv6;
    if (family == AddressFamily::Ipv4 && inside.size() == host.size())
        return Ipv4;
    return host.contains('.') ? Full : Short;
}

bool isAddress(std::string_view host) noexcept
{
    const TypedTarget::HostKind kind = hostKindOf(host);
    return kind == TypedTarget::HostKind::Ipv4 || kind == TypedTarget::HostKind::Ipv6;
}

std::string_view shortNameOf(std::string_view host) noexcept
{
    return isAddress(host) ? host : host.substr(0, host.find('.'));
}

}  // namespace hopwright::target
