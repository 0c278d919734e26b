#pragma once

#include "core/vocabulary/words.h"

namespace hopwright {

/// The kinds of domain reference §5.4; in this version only an SMB share is offered and tested.
enum class ResourceKind {
    SmbShare,
    SqlServer,
    ActiveDirectoryWebServices,
    Ldap,
    Wmi,
    Cim,
    PowerShellSession,
    ServiceControl,
    RemoteRegistry,
    ScheduledTask,
    EventLog,
    Web,
    CertificateAuthority,
    SharePoint,
    Unknown,  ///< Another word of a file: not known to this version.
};

template <>
inline constexpr auto wordsOf<ResourceKind> = std::to_array<std::string_view>(
    {"smb-share", "sql-server", "ad-web-services", "ldap", "wmi", "cim", "powershell-session",
     "service-control", "remote-registry", "scheduled-task", "event-log", "web",
     "certificate-authority", "sharepoint"});

}  // namespace hopwright
