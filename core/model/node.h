#pragma once

#include "core/model/ids.h"
#include "core/model/unknown_content.h"
#include "core/vocabulary/computer_kind.h"
#include "core/vocabulary/resource_kind.h"
#include "core/vocabulary/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::model {

/// Where a machine is drawn: the top left corner of its card, in scene units (1 unit is 1 pixel at 100 % zoom).
struct Position {
    double x = 0;
    double y = 0;

    bool operator==(const Position&) const = default;
};

using hopwright::ComputerKind;
using hopwright::Source;

/// Where a fact comes from, and when: ISO 8601 in UTC, or empty where nobody noted it.
struct Provenance {
    Source source = Source::Drawn;
    std::string time = {};

    bool operator==(const Provenance&) const = default;
};

/// Who answers for a thing, what it was asked for by, and until when it is meant to be there. All may be empty.
struct Upkeep {
    std::string owner = {};    ///< As people write it: a name, a team, an address.
    std::string ticket = {};   ///< Its number or address.
    std::string expires = {};  ///< The last day, `2026-03-31`: see core/base/date.h.

    bool operator==(const Upkeep&) const = default;
};

/// A domain, or a workgroup. Its frame is drawn from its machines; it is no group to edit.
struct Domain {
    DomainId id;
    std::string dnsName = {};    ///< `lab.example`; empty for a workgroup.
    std::string shortName = {};  ///< `LAB`: what stands before the backslash of an account.
    bool workgroup = false;
    Provenance provenance = {};
    UnknownContent unknown = {};

    bool operator==(const Domain&) const = default;
};

/// What the practice lab gives this machine beyond what the plan asks for. The lab's own state after `apply` is not
/// here: it is kept beside the drawing (docs/file-format.md).
struct PracticeFacts {
    bool credSspClient = false;
    bool credSspServer = false;
    std::vector<std::string> allowFresh = {};  ///< `WSMAN/host` entries, as typed.
    std::vector<std::string> allowFreshNtlmOnly = {};
    std::vector<std::string> denyFresh = {};  ///< A deny list wins over both.
    std::vector<std::string> trustedHosts = {};
    std::string denyAccount =
        {};  ///< `LAB\alice`: an account that the shares of this machine refuse; else empty.
    UnknownContent unknown = {};

    bool operator==(const PracticeFacts&) const = default;
};

/// A machine. Its name keeps the spelling that was typed and is compared without case.
struct Computer {
    ComputerId id;
    std::string name = {};     ///< Short name, or as typed.
    std::string dnsName = {};  ///< Fully qualified, or empty: not known.
    std::string address = {};  ///< IP address to connect to, or empty: resolve the name.
    std::optional<std::uint16_t> port = {};  ///< WinRM port, or nothing: 5985, with HTTPS 5986.
    std::optional<DomainId> domain = {};     ///< Nothing: not known; the plan says so.
    ComputerKind kind = ComputerKind::Server;
    std::string os = {};
    std::string notes = {};
    Position position = {};
    bool isPinned = false;  ///< To tidy the drawing leaves it where it is.
    Upkeep upkeep = {};
    PracticeFacts practice = {};
    Provenance provenance = {};
    UnknownContent unknown = {};

    bool operator==(const Computer&) const = default;
};

/// What a hop can end at on a machine.
struct Resource {
    ResourceId id;
    ComputerId computer;
    ResourceKind kind = ResourceKind::SmbShare;
    std::string kindWord = {};  ///< The word in the file when kind is Unknown.
    std::string name = {};      ///< `Reports`.
    Provenance provenance = {};
    UnknownContent unknown = {};

    bool operator==(const Resource&) const = default;
};

/// Somebody who signs in. Never a password: those are asked for at run time.
struct Account {
    AccountId id;
    std::string domain = {};  ///< `LAB`, a machine's name for a local account, or empty for a UPN.
    std::string user = {};

    UnknownContent unknown = {};

    bool operator==(const Account&) const = default;
};

}  // namespace hopwright::model
