#pragma once

#include "core/errors/error_table.h"
#include "core/vocabulary/probe_kind.h"
#include "core/vocabulary/resource_kind.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hopwright {

/// What stands in for a resource in the practice lab.
enum class StandIn : std::uint8_t { None, Share };

/// What is known of one kind of resource: a row for each of domain reference §5.4. Its words for people are in ui/text.
struct ResourceRow {
    ResourceKind kind = ResourceKind::Unknown;
    /// What is typed to reach it: `\\` HOST `\` NAME.
    std::string_view beforeHost = {};
    std::string_view beforeName = {};
    /// What a test can do there; empty: nothing, it is not tested in this version.
    std::span<const ProbeKind> probes = {};
    StandIn standIn = StandIn::None;
    /// What it answers to a caller without a name, a row of §8.4; null: not known.
    const ErrorRow& (*refusal)() noexcept = nullptr;
    std::string_view refusalKey = {};  ///< The key of the reason that says so.
    /// Row RBCD of §7: file shares and what goes over RPC. Not WinRM, nor what the document is silent about.
    bool isServedByDelegation = false;
    std::string_view icon = {};  ///< `share`: of resources/icons.

    /// `\\FS01\Reports`.
    std::string typed(std::string_view host, std::string_view name) const;
    /// Whether a test can end there.
    bool isTested() const noexcept { return !probes.empty(); }
};

/// The row of \p kind; Unknown has one too.
const ResourceRow& resourceRow(ResourceKind kind) noexcept;

}  // namespace hopwright
