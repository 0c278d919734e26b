#pragma once

#include "core/base/secret.h"
#include "core/vocabulary/stage.h"
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

/// A domain by both of its names: `CORP`, `corp.example`. Either may be empty: not known.
struct LabDomain {
    std::string name = {};
    std::string dnsName = {};
};

/// Somebody who can sign in. An account of a domain is known on every host of that domain; one of a host, only there.
struct LabAccount {
    std::string domain = {};  ///< `LAB`, or the host's name for a local account.
    std::string dnsDomain =
        {};  ///< `lab.example`; empty for a local account, and where nobody said.
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

/// How a host can be told to misbehave.
enum class FaultKind { Refuse, Silence, Close, HalfMessage, WrongProof };

/// What a host is told to do wrong: tests order it.
struct Fault {
    std::optional<Stage> place = {};  ///< From Connect on; nothing: it behaves.
    FaultKind kind = FaultKind::Silence;
};

/// One simulated Windows machine. It knows itself and who can sign in; it knows no hop, no method, no drawing.
struct LabMachine {
    std::string name = {};
    std::string dnsName = {};
    std::string domain = {};     ///< Short name, `LAB`; empty in a workgroup.
    std::string dnsDomain = {};  ///< `lab.example`; empty in a workgroup, and where nobody said.
    /// Nobody said in which domain it is: it then knows the accounts of each.
    bool anyDomain = false;
    std::string address =
        {};  ///< The address that the drawing gives it, another name by which it is found.
    std::vector<std::string> aliases = {};  ///< Further names that people type for it.
    bool credSspServer = false;             ///< Service\Auth\CredSSP
    bool credSspClient = false;             ///< Client\Auth\CredSSP
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
    std::vector<LabDomain> domains = {};  ///< Which two names mean one domain.
    std::vector<LabAccount> accounts = {};
    std::string authorityPem = {};  ///< The lab's own CA, which a lab client trusts.
    /// Of all hosts when they go on to the next.
    std::shared_ptr<wire::tls::ClientContexts> tls = std::make_shared<wire::tls::ClientContexts>();
    /// A program that carries out the next hop to a share in place of the lab's own stand-in: the path of smbclient,
    /// from the command line of `lab` only; empty: none.
    std::string smbClientPath = {};
    double nextHopLimitMs =
        30'000;  ///< How long a host waits for an answer in a stage of its next hop.

    /// The machine that answers to \p name: its name, DNS name or address, else one of its aliases, without regard to case or
    /// a port; an IPv6 address with or without brackets. Null: no such name.
    LabMachine* find(std::string_view name);
    const LabMachine* find(std::string_view name) const;

    /// The account \p user of \p domain as host \p machine knows it; null: no such user there. As it comes over the wire:
    /// domain `.`, or none, is the machine itself, unless the user is `alice@corp.example`.
    const LabAccount* account(const LabMachine& machine, std::string_view domain,
                              std::string_view user) const;

    /// \p domain and \p user as an account of this world, with both names of its domain where they are known: `CORP\alice`,
    /// `corp.example\alice` and `alice@corp.example` give one. Its password is empty.
    LabAccount named(std::string_view domain, std::string_view user) const;
    /// The account of that name; null: there is none.
    LabAccount* accountNamed(std::string_view domain, std::string_view user);
    const LabAccount* accountNamed(std::string_view domain, std::string_view user) const;
    /// The account of that name, made without a password where there is none.
    LabAccount& makeAccount(std::string_view domain, std::string_view user);

    /// Why it cannot be said whether \p machine lets that account in: it is of another domain than the machine, and the lab
    /// knows of no trusts. Empty: it can be said.
    std::string doubtAbout(const LabMachine& machine, std::string_view domain,
                           std::string_view user) const;

    /// \p account, as it signed in or was written down, as host \p machine calls it: `.\bob` is `FS01\bob`,
    /// `alice@corp.example` is `CORP\alice`; empty stays empty, nobody.
    std::string accountName(const LabMachine& machine, const std::string& account) const;
};

/// Who answers when \p client asks for \p target: itself by a name of its own, else the machine of that name; null: nobody.
const LabMachine* reachedFrom(const LabWorld& world, const LabMachine& client,
                              std::string_view target);

/// \p domain of an account, or `.` for a user alone: who has no domain is the asked machine's own.
std::string_view domainOrOwn(std::string_view domain, std::string_view user) noexcept;

/// Whether \p domain, before the backslash of an account, means \p machine itself: `.`, or its name, which NetBIOS cuts to 15
/// characters.
bool isOwnDomain(const LabMachine& machine, std::string_view domain) noexcept;

}  // namespace hopwright::lab
