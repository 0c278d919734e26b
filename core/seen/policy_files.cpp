#include "core/seen/policy_files.h"

#include "core/registry/registry_pol.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <utility>

namespace hopwright::seen {

namespace {

/// Of the extension that writes Registry.pol to the registry: domain reference §2.1.
constexpr std::string_view historyKey =
    R"(SOFTWARE\Microsoft\Windows\CurrentVersion\Group Policy\History\{35378EAC-683F-11D2-A89A-00C04FBBCFA2})";

/// `\\lab.example\SysVol\lab.example\Policies\{…}\Machine`: where the copy of it lies. Empty: it is no such folder.
std::string copyOf(std::string_view folder, std::string_view windows)
{
    constexpr std::string_view share = R"(\sysvol\)";
    const std::string lower = text::asciiLower(folder);
    const std::size_t at = lower.find(share);
    if (at == std::string::npos || lower.find("..") != std::string::npos)
        return {};
    return std::string(windows) + R"(\System32\GroupPolicy\DataStore\0\sysvol\)"
           + std::string(folder.substr(at + share.size())) + R"(\Registry.pol)";
}

}  // namespace

std::optional<std::vector<AppliedPolicy>> appliedPolicies(const registry::Registry& registry,
                                                          std::string_view windows)
{
    const registry::Key history = registry(historyKey);
    if (history.look == registry::Look::NotReadable)
        return std::nullopt;
    std::vector<AppliedPolicy> out;
    for (const std::string& each : history.subkeys) {
        const registry::Found folder =
            registry::lookUp(registry, std::string(historyKey) + '\\' + each, "FileSysPath");
        if (folder.look != registry::Look::Present || out.size() == maxAppliedPolicies)
            return std::nullopt;
        // A domain's is reached over the network, the machine's own is not.
        if (folder.value.text.starts_with(R"(\\)")) {
            out.push_back(
                {.layer = FactLayer::DomainPolicy, .path = copyOf(folder.value.text, windows)});
        } else {
            out.push_back(
                {.layer = FactLayer::LocalPolicy, .path = folder.value.text + R"(\Registry.pol)"});
        }
    }
    return out;
}

Sources sourcesOf(registry::Registry registry, std::string_view windows, const ReadFile& readFile)
{
    Sources out{.registry = std::move(registry)};
    const auto applied = appliedPolicies(out.registry, windows);
    out.isDomainRead = applied.has_value();
    // true: it was read, or is not there where it need not be.
    const auto take = [&](FactLayer layer, const std::string& path) {
        const auto bytes = path.empty() ? std::nullopt : std::optional(readFile(path));
        if (!bytes || !*bytes)
            return false;
        if (!bytes->value())
            return layer == FactLayer::LocalPolicy;
        auto image = registry::readRegistryPol(*bytes->value());
        if (!image)
            return false;
        out.policies.push_back({.layer = layer, .image = *std::move(image)});
        return true;
    };
    const std::string local =
        std::string(windows) + R"(\System32\GroupPolicy\Machine\Registry.pol)";
    out.isLocalRead = take(FactLayer::LocalPolicy, local);
    for (const AppliedPolicy& each : applied.value_or(std::vector<AppliedPolicy>{})) {
        if (each.layer == FactLayer::DomainPolicy)
            out.isDomainRead = take(each.layer, each.path) && out.isDomainRead;
    }
    return out;
}

}  // namespace hopwright::seen
