#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"

#include <vector>

namespace hopwright::plan {

/// What is to say of the entries that machines have in their delegate lists and TrustedHosts, drawn or seen: how wide one with a
/// `*` is (domain reference §3.4), and which cannot match (§3.2). One an entry and list, by machine. Cost: linear in the entries.
std::vector<Finding> entryFindingsOf(const model::Graph& graph);

}  // namespace hopwright::plan
