#pragma once

#include "core/probe/run_difference.h"
#include "core/probe/run_reading.h"

#include <QString>

namespace hopwright::ui {

/// What became of one hop from one run to another: "as before", "another outcome", "another cause, another code; drawn otherwise",
/// "not tested before", "not tested this time".
QString changeText(const probe::HopDifference& difference);
/// "Compared 4 hops: 1 is not as before."
QString comparisonLine(int hops, int changed);
/// "2026-11-25 14:04, practice lab": when and where a run was, for a list.
QString whenText(const std::string& time, Environment environment);
/// "all 3 hops passed", "1 of 3 hops denied", "stopped after 2 of 3 hops"
QString endText(const probe::Counters& counters);
/// The first line of a run, of however many routes: "Stopped at hop 2 of Nightly report, stage shell. 1 of 4 hops was tested.", "Hop 2 is
/// denied, as predicted.", "3 of 5 hops passed, 1 denied, 1 not reached."
QString runHeadline(const probe::RunReport& report);

}  // namespace hopwright::ui
