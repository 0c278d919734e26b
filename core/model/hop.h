#pragma once

#include "core/model/ids.h"
#include "core/model/node.h"
#include "core/vocabulary/method.h"
#include "core/vocabulary/probe_kind.h"
#include "core/vocabulary/transport.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hopwright::model {

using hopwright::ProbeKind;
using hopwright::Transport;

/// With whose credential a hop is opened.
struct Credential {
    /// False: with the identity that the machine at the tail holds. True: with an account that is typed for this hop.
    bool isExplicit = false;
    /// Which account, when explicit; nothing: it is asked for at run time.
    std::optional<AccountId> account = {};

    bool operator==(const Credential&) const = default;
};

/// Where a hop ends: a machine (a WinRM session), or a resource on it.
struct HopEnd {
    ComputerId computer;
    std::optional<ResourceId> resource = {};

    bool operator==(const HopEnd&) const = default;
};

/// One authenticated connection. A session hop carries method, transport and port; at a resource they mean nothing.
struct Hop {
    HopId id;
    ComputerId from;
    HopEnd to;
    Method method = Method::Default;
    std::string methodWord = {};  ///< The word in the file when method is Unknown.
    Credential credential = {};
    Transport transport = Transport::ByPort;
    std::optional<std::uint16_t> port = {};  ///< Nothing: see effectivePort().
    /// The target as somebody types it, spelling kept: `JUMP01.lab.example`, `10.0.0.5`, `\\FS01\Reports`. Delegate lists
    /// are compared with this (domain reference §3.2).
    std::string typedTarget = {};
    /// The oldest CredSSP version this hop talks to; below 5 the key proof can be relayed (MS-CSSP 5.1).
    std::uint32_t minCredSspVersion = 5;
    bool isMuted = false;  ///< Drawn, and neither planned nor tested: see muted.h.
    Upkeep upkeep = {};
    Provenance provenance = {};
    UnknownContent unknown = {};

    bool operator==(const Hop&) const = default;
};

/// What a route's test does at its end.
struct Probe {
    ProbeKind kind = ProbeKind::CreateFile;
    std::string path = {};         ///< For ReadFile: the file below the share.
    std::string text = {};         ///< For Script.
    std::string sideEffects = {};  ///< For Script: what its author says that it changes.
    UnknownContent unknown = {};

    bool operator==(const Probe&) const = default;
};

/// A chain of hops, head to tail, that is tested as one.
struct Route {
    RouteId id;
    std::string name = {};         ///< "A → Reports".
    std::vector<HopId> hops = {};  ///< Each begins where the one before it ends.
    Probe probe = {};
    UnknownContent unknown = {};

    bool operator==(const Route&) const = default;
};

}  // namespace hopwright::model
