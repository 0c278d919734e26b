#pragma once

#include "core/lab/lab_world.h"
#include "core/model/graph.h"
#include "core/probe/gate.h"

namespace hopwright::link {

/// The gate of a practice run: lab host \p client answers by its own policy and the lab's own matcher. \p client must
/// outlive the gate.
probe::Gate practiceGate(const lab::LabMachine& client);

/// The gate of a live run: core/wildcard answers by what machine \p client was seen to have. What was not seen allows
/// nothing and denies nothing: the answer says which part that is.
probe::Gate liveGate(const model::MachineState& client);

/// The gate of a live run whose user takes the policy for granted (`--assume-policy`): always open, and says so.
probe::Gate assumedGate();

}  // namespace hopwright::link
