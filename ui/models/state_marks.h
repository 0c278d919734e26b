#pragma once

#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "ui/theme/marks.h"

namespace hopwright::ui {

/// The mark of what was seen; None: not tested.
Mark markFor(HopState state);
/// The mark of a stage; None: to come.
Mark markFor(StageState state);
/// The mark of a hop's prediction: WillPass, WillBeDenied, CannotSay.
Mark markFor(Outcome outcome);

/// The same of all that is said of it; NotReached, and Skipped of one that is muted.
Mark markFor(const plan::HopPrediction& prediction);

/// The result of \p hop; nullptr: it is in no route of \p report.
const probe::HopResult* resultOf(const probe::RunReport& report, model::HopId hop);

}  // namespace hopwright::ui
