#include "core/errors/resource_table.h"

#include <array>
#include <cstddef>
#include <utility>

namespace hopwright {

namespace {

using enum ResourceKind;

constexpr std::string_view unc = "\\\\";
constexpr std::string_view slash = "\\";
/// Nobody came with a name: what is said of most.
constexpr std::string_view answers = "resource-answers";

constexpr std::array shareProbes{ProbeKind::CreateFile, ProbeKind::ListShare, ProbeKind::ReadFile,
                                 ProbeKind::Script};

// clang-format off
constexpr std::array rows{
    ResourceRow{.kind = SmbShare, .beforeHost = unc, .beforeName = slash, .probes = shareProbes, .standIn = StandIn::Share,
        .refusal = errorRow<71>, .refusalKey = "smb-without-credential", .isServedByDelegation = true, .icon = "share"},
    ResourceRow{.kind = SqlServer, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<78>, .refusalKey = answers, .isServedByDelegation = true, .icon = "sql"},
    ResourceRow{.kind = ActiveDirectoryWebServices, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<80>, .refusalKey = answers, .icon = "ldap"},
    ResourceRow{.kind = Ldap, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<81>, .refusalKey = answers, .icon = "ldap"},
    ResourceRow{.kind = Wmi, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<83>, .refusalKey = answers, .isServedByDelegation = true, .icon = "winrm"},
    ResourceRow{.kind = Cim, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<39>, .refusalKey = answers, .icon = "winrm"},
    ResourceRow{.kind = PowerShellSession, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<39>, .refusalKey = answers, .icon = "winrm"},
    ResourceRow{.kind = ServiceControl, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<85>, .refusalKey = answers, .isServedByDelegation = true, .icon = "winrm"},
    ResourceRow{.kind = RemoteRegistry, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<71>, .refusalKey = answers, .isServedByDelegation = true, .icon = "winrm"},
    ResourceRow{.kind = ScheduledTask, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<83>, .refusalKey = answers, .isServedByDelegation = true, .icon = "winrm"},
    ResourceRow{.kind = EventLog, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<71>, .refusalKey = answers, .isServedByDelegation = true, .icon = "winrm"},
    ResourceRow{.kind = Web, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<91>, .refusalKey = answers, .icon = "http"},
    ResourceRow{.kind = CertificateAuthority, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<92>, .refusalKey = answers, .isServedByDelegation = true, .icon = "http"},
    ResourceRow{.kind = SharePoint, .beforeHost = unc, .beforeName = slash,
        .refusal = errorRow<88>, .refusalKey = answers, .icon = "http"},
    ResourceRow{.kind = Unknown, .beforeHost = unc, .beforeName = slash, .icon = "winrm"},
};
// clang-format on

constexpr bool isComplete()
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::to_underlying(rows[i].kind) != static_cast<int>(i) || rows[i].icon.empty()
            || (rows[i].refusal == nullptr) != rows[i].refusalKey.empty())
            return false;
    }
    return rows.size() == wordsOf<ResourceKind>.size() + 1;
}
static_assert(isComplete(), "each kind has its row, in the order of ResourceKind, Unknown last");

}  // namespace

std::string ResourceRow::typed(std::string_view host, std::string_view name) const
{
    std::string out(beforeHost);
    out += host;
    out += beforeName;
    out += name;
    return out;
}

const ResourceRow& resourceRow(ResourceKind kind) noexcept
{
    return rows[static_cast<std::size_t>(std::to_underlying(kind))];
}

}  // namespace hopwright
