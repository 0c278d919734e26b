#pragma once

#include "core/target/address.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hopwright::target {

/// What somebody typed to say where a hop ends, in its parts; each is a piece of the text that was read, which must outlive it.
///
/// Reading never fails: what has no part of its own is the host. No part is changed, so that a delegate list is compared with
/// what was typed (domain reference §3.2).
struct TypedTarget {
    enum class Form {
        Host,   ///< `JUMP01`, `10.0.0.5`, `JUMP01:5986`, `[fe80::1%eth0]:5985`.
        Url,    ///< `https://JUMP01.lab.example:5986/wsman`.
        Share,  ///< `\\FS01\Reports`, `\\FS01\Reports\2026`.
    };
    enum class HostKind { None, Short, Full, Ipv4, Ipv6 };

    Form form = Form::Host;
    HostKind hostKind = HostKind::None;
    std::string_view scheme = {};  ///< `https`, of a Url.
    std::string_view host = {};    ///< With the brackets that were typed around it.
    std::string_view share = {};   ///< `Reports`, of a Share.
    /// From 1 to 65535; nothing where no such number stands behind the host.
    std::optional<std::uint16_t> port = {};

    bool isAddress() const noexcept
    {
        return hostKind == HostKind::Ipv4 || hostKind == HostKind::Ipv6;
    }

    bool operator==(const TypedTarget&) const = default;
};

/// Cost: one walk over \p text.
TypedTarget readTarget(std::string_view text) noexcept;

/// What kind of host \p host is. An IPv6 address may stand in brackets, an IPv4 address in brackets is none.
TypedTarget::HostKind hostKindOf(std::string_view host) noexcept;

/// Whether \p host is an IP address by hostKindOf().
bool isAddress(std::string_view host) noexcept;

/// `JUMP01` of `JUMP01.lab.example`; an address is its own short name.
std::string_view shortNameOf(std::string_view host) noexcept;

}  // namespace hopwright::target
