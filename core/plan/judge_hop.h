#pragma once

#include "core/plan/hop_facts.h"
#include "core/plan/plan.h"

namespace hopwright::plan {

/// What becomes of the hop of \p facts by the tables of core/rules: fills \p out, and gives what is held at its head.
Held judgeHop(HopFacts& facts, HopPrediction& out);

}  // namespace hopwright::plan
