#pragma once

#include "core/lab/lab_world.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"

namespace hopwright::link {

/// The machines and accounts of \p graph as a lab's world. Hops and methods are left behind: the lab judges what is on
/// the wire. A machine of unknown domain joins LAB; LAB\alice exists in every lab. `.\bob` stays as it was drawn, and each
/// machine that a hop names with it gets a `bob` of its own. Passwords are not set.
lab::LabWorld worldOf(const model::Graph& graph);

/// Sets one change of a plan on the machine it names; \p present false takes it back.
/// \returns whether anything changed.
bool setChange(lab::LabMachine& machine, const plan::Change& change, bool present);

/// What \p machine has, as the plan reads it.
model::MachineState stateOf(const lab::LabMachine& machine);

}  // namespace hopwright::link
