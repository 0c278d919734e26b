#pragma once

#include "core/lab/lab_world.h"
#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <functional>
#include <map>
#include <vector>

namespace hopwright::practice {

/// The machines and accounts of \p graph as a lab's world. Hops and methods are left behind, but for the names that people
/// type: the lab judges what is on the wire. A machine of unknown domain knows the accounts of each. There are the accounts
/// that are drawn, and the one that model::labAccount() has for each route. `.\bob` stays as it was drawn, and each machine
/// that a hop names with it gets a `bob` of its own. Passwords are not set.
lab::LabWorld worldOf(const model::Graph& graph);

/// Makes \p opener exist, who is to open the first hops; `.\bob` on each machine that one of them leads to. No user: nobody.
void addOpener(lab::LabWorld& world, const model::Graph& graph, const model::AccountName& opener);

/// A machine of a lab as far as its settings and names go: what it has, not where it belongs.
lab::LabMachine settingsOf(const model::Computer& computer);

using LabMachines = std::map<model::ComputerId, lab::LabMachine>;
/// Gives the machines of \p graph their shares.
void addShares(LabMachines& machines, const model::Graph& graph);

/// Where a machine of a lab is; null: there is none.
using MachineLookup = std::function<lab::LabMachine*(model::ComputerId)>;
/// Sets \p changes of a plan on the machines that they name. \returns those that were not there before.
std::vector<plan::Change> setChanges(const MachineLookup& machineOf,
                                     const std::vector<plan::Change>& changes);
/// Takes \p changes back, whoever made them.
void takeBackChanges(const MachineLookup& machineOf, const std::vector<plan::Change>& changes);

/// What \p machine has, as the plan reads it.
model::MachineState stateOf(const lab::LabMachine& machine);

}  // namespace hopwright::practice
