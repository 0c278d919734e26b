#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/rules/derivation.h"
#include "core/rules/finding_rows.h"
#include "core/rules/way_out_rows.h"
#include "core/vocabulary/state.h"
#include "core/vocabulary/status_code.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::plan {

using rules::Arrives;
using rules::Because;
using rules::Exposure;
using rules::ReasonKey;
using rules::Severity;
using rules::WayOutKind;

/// One name that a client must be allowed to delegate to.
struct DelegateEntry {
    std::string name = {};  ///< As typed, without `WSMAN/`.
    std::vector<model::HopId> neededBy = {};
    Because because = {};

    bool operator==(const DelegateEntry&) const = default;
};

/// What one machine needs: domain reference §5.2.
struct MachinePlan {
    model::ComputerId computer;
    bool clientRole = false;
    bool serverRole = false;
    std::vector<DelegateEntry> delegateComputers =
        {};  ///< AllowFreshCredentials; sorted, without repeats (no case).
    std::vector<DelegateEntry> ntlmOnly = {};  ///< AllowFreshCredentialsWhenNTLMOnly.
    std::vector<DelegateEntry> trustedHosts = {};
    std::vector<Because> because = {};
    /// An account whose password this machine will hold, `LAB\alice` or the word asked-at-run-time; empty: none.
    std::vector<std::string> holdsPasswordOf = {};

    bool operator==(const MachinePlan&) const = default;
};

/// What arrives at a machine through a hop, or is there at the start.
struct Arrival {
    model::ComputerId computer;
    Arrives what = Arrives::Unknown;
    std::string account = {};  ///< Empty when not known.

    bool operator==(const Arrival&) const = default;
};

struct HopPrediction {
    model::HopId hop;
    Outcome outcome = Outcome::Unknown;
    std::optional<Stage> stage = {};  ///< Where it is denied.
    std::optional<Cause> cause = {};
    std::optional<StatusCode> code = {};
    bool reached = true;         ///< False: an earlier hop of its route is denied.
    bool notAppliedYet = false;  ///< Denied now, allowed once the plan's changes are applied.
    /// Nothing is said of it, since it is muted or lies behind what is (model::mutedHops()); then it is not reached either.
    bool isMuted = false;
    std::vector<Because> because = {};
    /// One a machine of the route up to this hop, in order. Without its last where the session is denied before anybody
    /// arrives there.
    std::vector<Arrival> arrivals = {};
    std::optional<model::HopId> before =
        {};  ///< The hop of its chain in front of it; nothing: none is, or it is not reached.
    rules::Derivation derivation = {};  ///< Why: of a hop that is reached.

    bool operator==(const HopPrediction&) const = default;
};

/// A fixed row, offered when its condition holds; safest first, no ranking.
struct WayOut {
    WayOutKind kind;
    Exposure exposure;
    model::HopId hop;  ///< The hop that the button would change.
    /// That fill its sentence. RunFromClient: the client. TypeName: the number of the hop and the name. UseHttps, UseDefaultMethod:
    /// the number. ResourceBasedDelegation: the resource's machine, the one that asks it, and how many more resources there are,
    /// where there are. JeaEndpoint: the machine. OwnCredential: the number of the hop and its client. OwnCredentialInstead: the
    /// number of the hop that gets it, its client, the number of the hop that needs CredSSP no more, and how many more hops
    /// get one, where there are. RunAsEndpoint: twice the machine. UseCredSsp: the number of the hop and its server.
    std::vector<std::string> names = {};
    bool canBeSet = false;  ///< There is a button for it in this version.

    bool operator==(const WayOut&) const = default;
};

struct Finding {
    std::string id = {};    ///< Stable: rule and place, `M1/hop-5`.
    std::string rule = {};  ///< R1–R10, M1–M40, E1–E98, S3, S4, D1 and on.
    Severity severity = Severity::Note;
    std::string where = {};  ///< `hop-5`, `computer-2`.
    Because text = {};

    bool operator==(const Finding&) const = default;
};

/// How many days before its last day a thing is told of: two weeks, so that somebody can ask for more.
inline constexpr long expiresSoonDays = 14;

/// How MachinePlan::holdsPasswordOf calls an account that is not drawn.
inline constexpr std::string_view askedAtRunTime = "asked-at-run-time";

/// What a plan changes on one machine, for Apply: from what, to what, is the mirror for undo.
struct Change {
    enum class Setting { ClientRole, ServerRole, AllowFresh, AllowFreshNtlmOnly, TrustedHosts };
    model::ComputerId computer;
    Setting setting;
    std::string value = {};  ///< The entry, `WSMAN/host` or a trusted host; empty for a role.

    bool operator==(const Change&) const = default;
};

class RouteWalk;

struct Plan {
    std::map<model::ComputerId, MachinePlan> machines = {};
    std::map<model::HopId, HopPrediction> hops = {};  ///< As if everything asked for were applied.
    /// Of each denied hop that is reached, in a route or in none, tested or not.
    std::map<model::HopId, std::vector<WayOut>> waysOut = {};
    /// Of each hop that passes by CredSSP: what §7 has in its place.
    std::map<model::HopId, std::vector<WayOut>> alternatives = {};
    std::vector<Finding> findings = {};
    std::vector<Change> changes = {};

    bool operator==(const Plan&) const = default;
};

/// What is known of machines' real state; a machine that is not in it is not known.
using KnownStates = std::map<model::ComputerId, model::MachineState>;

/// Plans \p graph: roles, lists and predictions as if everything the plan asks for were applied. Muted hops, and what lies behind
/// them, ask for nothing; their predictions say that they are muted.
/// Pure: same input, same bytes. Cost: O(machines + hops + routes × hops).
///
/// \p today, where it is given: findings tell of what is drawn beyond its last day, and of what has less than expiresSoonDays left.
Plan makePlan(const model::Graph& graph, std::optional<Date> today = {});
/// The same by a walk that answers for \p graph (RouteWalk::isOf), for one who has it.
Plan makePlan(const model::Graph& graph, const RouteWalk& walk, std::optional<Date> today = {});

/// The predictions for the state that machines are in now: what seal and probe compare with. A hop through a machine
/// that is not in \p states is predicted as makePlan() does.
std::map<model::HopId, HopPrediction> predictNow(const model::Graph& graph,
                                                 const KnownStates& states);
std::map<model::HopId, HopPrediction> predictNow(const model::Graph& graph, const RouteWalk& walk,
                                                 const KnownStates& states);

/// How a hop is counted in sentences, from 1: its place in its first route, else in the chain that leads to it; 0 for a hop
/// that is not there.
int hopNumber(const model::Graph& graph, model::HopId hop);

/// The changes of \p plan that \p states lack: what Apply would do now.
std::vector<Change> missingChanges(const Plan& plan, const KnownStates& states);

}  // namespace hopwright::plan
