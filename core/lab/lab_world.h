#pragma once

#include "core/base/secret.h"
#include "core/wire/tls/tls_channel.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::lab {

/// One delegate list of a lab host's client policy, as its registry would hold it.
struct LabList {
    bool enabled = false;
    std::vector<std::string> entries = {};  ///< `wsman/host`, spelling kept.
};

/// Somebody who can sign in. An account of a domain is known on every host of that domain; one of a host, only there.
struct LabAccount {
    std::string domain = {};  ///< `LAB`, or the host's name for a local account.
    std::string user = {};
    Secret password = {};  ///< UTF-8.
};

/// A file on a lab share, and who made it.
struct LabFile {
    std::string content = {};
    std::string owner = {};  ///< `LAB\alice`
};

/// A share: who may use it, and what is in it.
struct LabShare {
    std::string name = {};
    std::vector<std::string> denied = {};  ///< Accounts that its ACL refuses, `LAB\alice`.
    std::map<std::string, LabFile> files = {};
};

/// A stage of the wire at which a host can be told to misbehave, and how: tests and `lab` order these.
enum class FaultPlace {
    None,
    Connect,
    Offer,
    Tls,
    Negotiate,
    Bind,
    Delegate,
    Shell,
    Command,
    Access
};
enum class FaultKind { Refuse, Silence, Close, HalfMessage, WrongProof };

struct Fault {
    FaultPlace place = FaultPlace::None;
    FaultKind kind = FaultKind::Silence;
};

/// One simulated Windows machine. It knows itself and who can sign in; it knows no hop, no method, no drawing.
struct LabMachine {
    std::string name = {};
    std::string dnsName = {};
    std::string domain = {};  ///< Short name, `LAB`; empty in a workgroup.
    std::string address =
        {};  ///< The address that the drawing gives it, another name by which it is found.
    bool credSspServer = false;  ///< Service\Auth\CredSSP
    bool credSspClient = false;  ///< Client\Auth\CredSSP
    LabList allowFresh = {};
    LabList allowFreshNtlmOnly = {};
    LabList denyFresh = {};
    std::vector<std::string> trustedHosts = {};
    std::vector<LabShare> shares = {};
    Fault fault = {};

    // Filled in when the host is brought up.
    std::string boundAddress = {};
    std::uint16_t winrmPort = 0;
    std::uint16_t sharePort = 0;
    std::string certificatePem = {};
    Secret privateKeyPem = {};
    bool certificateFromLabAuthority = false;
};

/// All machines and accounts of a practice lab.
struct LabWorld {
    std::vector<LabMachine> machines = {};
    std::vector<LabAccount> accounts = {};
    std::string authorityPem = {};  ///< The lab's own CA, which a lab client trusts.
    /// Of all hosts when they go on to the next.
    std::shared_ptr<wire::tls::ClientContexts> tls = std::make_shared<wire::tls::ClientContexts>();
    /// A program that carries out the next hop to a share in place of the lab's own stand-in: the path of smbclient,
    /// from the command line of `lab` only; empty: none.
    std::string smbClientPath = {};
    double nextHopLimitMs =
        30'000;  ///< How long a host waits for an answer in a stage of its next hop.

    /// The machine that answers to \p name: its name, DNS name or address, without regard to case or a port; an IPv6 address
    /// with or without brackets. Null: no such name.
    LabMachine* find(std::string_view name);
    const LabMachine* find(std::string_view name) const;

    /// The account \p user of \p domain as host \p machine knows it; null: no such user there. Domain `.`, or none, is the
    /// machine itself.
    const LabAccount* account(const LabMachine& machine, std::string_view domain,
                              std::string_view user) const;
};

/// The host of \p target as typed: a port is dropped, the brackets of IPv6 stay.
std::string_view hostPart(std::string_view target) noexcept;

/// Whether \p target is a name by which each machine calls itself: localhost, 127.0.0.1 or ::1, perhaps with a port.
bool isOwnName(std::string_view target);

/// Who answers when \p client asks for \p target: itself by a name of its own, else the machine of that name; null: nobody.
const LabMachine* reachedFrom(const LabWorld& world, const LabMachine& client,
                              std::string_view target);

/// \p account as host \p machine calls it, once it has signed in there: `.\bob` is `FS01\bob`; empty stays empty, nobody.
std::string accountName(const LabMachine& machine, const std::string& account);

}  // namespace hopwright::lab
