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
    Dpapi,
    InteractiveTool,  ///< Of RDS and the like, which want an interactive logon.
    SettingUp,  ///< Enable-WSManCredSSP, winrm quickconfig: a machine is set up, nothing is opened.
    LocalAccount,
    MemberOfProtected,
    LinuxClient,
    OtherTopic,     ///< Printers, mail, web sites: what has nothing to do with remoting.
    OwnCredential,  ///< The command on the server was given a credential of its own.
    ShareRights,    ///< Somebody looked at the rights of share or folder, and found them lacking.
    Direct,         ///< The same goes from the first machine without a session.
    SpnTold,        ///< Somebody looked at SPNs.
    DenyList,
    Process32,  ///< A 32-bit process.
    WrongPasswordTold,
    ListEmpty,   ///< The delegate list has no entry.
    PolicyWon,   ///< A policy wrote over what was set.
    PortTested,  ///< Somebody found a port closed.
    FirewallTold,
    NoneOfOurs,  ///< An error that is no matter of remoting, even if it came over a session: a full disk.
    SpnMissingTold,
};

struct FoundHint {
    Hint hint = Hint::WorksLocally;
    text::Place place = {};

    bool operator==(const FoundHint&) const = default;
};

/// The hints of \p clean by the phrases of hints.cpp. Cost: linear.
std::vector<FoundHint> findHints(std::string_view clean);

}  // namespace hopwright::diagnose
