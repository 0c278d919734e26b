#pragma once

#include "core/text/place.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// What people say around an error, in any words, that tells one cause from another.
enum class Hint : std::uint8_t {
    WorksLocally,  ///< The same goes where somebody is logged on: what is lacking is the credential.
    FailsLocally,  ///< It is denied there too: it is a permission.
    OthersMay,     ///< Another account may: it is a permission.
    WithCredSsp,   ///< The session is one by CredSSP.
    WithoutCredSsp,
    InSession,       ///< What failed ran in a remote session.
    NetworkLogon,    ///< The logon was of type 3,
    CleartextLogon,  ///< or 8, as CredSSP makes it.
    AnonymousLogon,
    RemoteDesktop,
    HyperV,
    WindowsUpdate,
    InteractiveTool,  ///< Of RDS and the like, which want an interactive logon.
    SettingUp,  ///< Enable-WSManCredSSP, winrm quickconfig: a machine is set up, nothing is opened.
    LocalAccount,
    MemberOfProtected,
    LinuxClient,
    OtherTopic,     ///< Printers, mail, web sites: what has nothing to do with remoting.
    OwnCredential,  ///< The command on the server was given a credential of its own.
    ShareRights,    ///< Somebody looked at the rights of share or folder, and found them lacking.
    DenyList,
    Process32,  ///< A 32-bit process.
    WrongPasswordTold,
    ListEmpty,   ///< The delegate list has no entry.
    PolicyWon,   ///< A policy wrote over what was set.
    PortTested,  ///< Somebody found a port closed.
    FirewallTold,
    NoneOfOurs,  ///< An error that is no matter of remoting, even if it came over a session: a full disk.
    SpnMissingTold,
    NameNotKnownTold,  ///< Somebody asked DNS, and it does not know the name.
    LocalFilterTold,  ///< Another local administrator is let in, or the policy of UAC was looked at.
    NoPasswordTask,   ///< A task that keeps no password: it has no credential for the network.
    MapsOfDesktop,    ///< A drive letter or `\\tsclient` of the session at the desktop.
    ComputerAccount,  ///< What was denied was wanted as the machine's own account: LocalSystem, a virtual account.
    AllWell,  ///< It is told as a report that nothing failed.
};

struct FoundHint {
    Hint hint = Hint::WorksLocally;
    text::Place place = {};

    bool operator==(const FoundHint&) const = default;
};

/// The hints of \p clean by the phrases of hints.cpp. Cost: linear.
std::vector<FoundHint> findHints(std::string_view clean);

}  // namespace hopwright::diagnose
