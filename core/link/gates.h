#pragma once

#include "core/lab/lab_world.h"
#include "core/model/graph.h"
#include "core/probe/gate.h"

namespace hopwright::link {

/// The gate of a practice run: lab host \p client answers by its own policy and the lab's own code, as each lab host does for
/// the hops behind it; nothing of core/plan is asked. \p world and \p client, one of its machines, must outlive the gate.
probe::Gate practiceGate(const lab::LabWorld& world, const lab::LabMachine& client);

/// The gate of a run from this computer, for \p hop of \p graph: core/plan says how Windows on the hop's client would know the
/// server, core/wildcard what \p client was seen to have. What was not seen allows nothing; the answer is then not known.
/// This program signs in by NTLM where Windows may use Kerberos, so the list that Windows would ask is asked. \p graph must
/// outlive the gate.
probe::Gate liveGate(const model::Graph& graph, model::HopId hop,
                     const model::MachineState& client);

/// The gate of such a run whose user takes the policy for granted (`--assume-policy`): open, and says so, but for what no
/// policy lets through: CredSSP without a password, and row M4. \p graph must outlive it.
probe::Gate assumedGate(const model::Graph& graph, model::HopId hop);

}  // namespace hopwright::link
