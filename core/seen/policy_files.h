#pragma once

#include "core/base/result.h"
#include "core/seen/look.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::seen {

/// A policy that Windows applied here, as it keeps a history of them.
struct AppliedPolicy {
    FactLayer layer = FactLayer::LocalPolicy;  ///< LocalPolicy or DomainPolicy.
    /// Where this machine keeps its Registry.pol; empty: only the domain has it, and the network is not asked.
    std::string path = {};

    bool operator==(const AppliedPolicy&) const = default;
};

inline constexpr std::size_t maxAppliedPolicies = 1'000;

/// The policies whose Registry.pol this machine applied; nothing: the history may not be read. \p windows: `C:\Windows`.
///
/// The history is HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Group Policy\History below the registry's extension; a copy of
/// a domain's policy lies in System32\GroupPolicy\DataStore\0\sysvol. Known from documents alone: not verified on Windows.
std::optional<std::vector<AppliedPolicy>> appliedPolicies(const registry::Registry& registry,
                                                          std::string_view windows);

/// The bytes of the file at a path; nothing: no such file; else why it may not be read.
using ReadFile = std::function<Result<std::optional<std::string>>(const std::string& path)>;

/// What a look at this machine goes by: its \p registry, its local policy and those that appliedPolicies() names. A file that may not
/// be read, or is broken, is one that was not read.
Sources sourcesOf(registry::Registry registry, std::string_view windows, const ReadFile& readFile);

}  // namespace hopwright::seen
