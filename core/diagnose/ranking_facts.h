#pragma once

#include "core/diagnose/evidence.h"
#include "core/diagnose/reading.h"
#include "core/import/fact.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace hopwright::diagnose {

/// What is known of the ticket around an error, as bits.
enum class Fact : std::uint8_t {
    InSession,  ///< It ran on a machine that was remoted to.
    HopError,   ///< A session could not be opened.
    Nested,     ///< From within a session.
    CredSsp,    ///< The session was opened by CredSSP.
    OwnCredential,
    WorksLocally,
    Permission,  ///< It is denied elsewhere too, or others may.
    Anonymous,
    Cleartext,
    RemoteDesktop,
    HyperV,
    WindowsUpdate,
    InteractiveTool,
    InteractiveCommand,  ///< The command that failed wants an interactive logon.
    SettingUp,
    LocalAccount,
    Protected,
    Robocopy,
    Wmi,
    NetDomain,
    NewDrive,
    Web,
    Sql,
    Services,
    HelpFromShare,
    Linux,
    Process32,
    OtherTopic,
    NoneOfOurs,
    Remoting,  ///< Anything of WinRM or PowerShell remoting is spoken of.
    ShareWanted,
    SomethingWanted,  ///< A resource of any kind.
    SessionNamed,
    LocalPath,  ///< What was denied is on a drive of the machine itself.
    WebAddress,
    ListEmpty,
    PolicyWon,  ///< A policy owns the list, or a deny list has the name.
    WrongPasswordTold,
    SpnMissingTold,
    SspiFailed,  ///< A client of SQL Server could not make a context.
    PortTested,
    FirewallTold,
    NameNotKnownTold,
    LocalFilterTold,
    NoPasswordTask,   ///< A task that was told to keep no password.
    MapsOfDesktop,    ///< A drive letter or `\\tsclient` of a session at the desktop.
    ComputerAccount,  ///< What was denied was wanted as the machine's own account.
    AllWell,
    MiResult,  ///< Clients on Linux: it says no more than that it failed.
    OracleTold,
    FoundNothing,    ///< Test-Path said False.
    NotAuthorized,   ///< 401
    BasicRefused,    ///< Basic was tried, and is not offered.
    AnySign,         ///< Some error was understood.
    Complaint,       ///< Somebody says that something is wrong.
    OddPort,         ///< A connection was refused at a port that is none of WinRM's own.
    OpeningRefused,  ///< A session was opened and denied, and nothing else was tried.
    SeveralNames,    ///< One value of a list has several names. The last one.
};

using Facts = std::uint64_t;
static_assert(std::to_underlying(Fact::SeveralNames) < 64);

constexpr Facts bit(Fact fact) noexcept
{
    return Facts{1} << std::to_underlying(fact);
}

template <typename... More>
constexpr Facts any(More... facts) noexcept
{
    return (Facts{0} | ... | bit(facts));
}

/// A console has its newest error last, a thread of mails first; anything else has no order.
enum class ErrorOrder : std::uint8_t { None, OldestFirst, NewestFirst };

struct KnownFacts {
    Facts all = 0;
    ErrorOrder order = ErrorOrder::None;

    bool is(Fact fact) const noexcept { return (all & bit(fact)) != 0; }
    bool operator==(const KnownFacts&) const = default;
};

/// What \p clean says around its errors. \p read is what outputs of tools in it say. Of a long text, words are looked for at its
/// beginning and its end. Cost: linear.
KnownFacts findKnownFacts(std::string_view clean, const Evidence& evidence, const Reading& reading,
                          const std::vector<import::Fact>& read);

}  // namespace hopwright::diagnose
