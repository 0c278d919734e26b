#include "ui/models/state_marks.h"

namespace hopwright::ui {

Mark markFor(probe::HopState state)
{
    switch (state) {
    case probe::HopState::NotRun:
        return Mark::None;
    case probe::HopState::Running:
        return Mark::Running;
    case probe::HopState::Passed:
        return Mark::Passed;
    case probe::HopState::Denied:
        return Mark::Denied;
    case probe::HopState::Failed:
        return Mark::Failed;
    case probe::HopState::NotReached:
        return Mark::NotReached;
    case probe::HopState::Skipped:
        return Mark::Skipped;
    case probe::HopState::Cancelled:
        return Mark::Cancelled;
    }
    return Mark::None;
}

Mark markFor(probe::StageState state)
{
    switch (state) {
    case probe::StageState::ToCome:
        return Mark::None;
    case probe::StageState::Running:
        return Mark::Running;
    case probe::StageState::Passed:
        return Mark::Passed;
    case probe::StageState::Denied:
        return Mark::Denied;
    case probe::StageState::Failed:
        return Mark::Failed;
    case probe::StageState::NotReached:
        return Mark::NotReached;
    case probe::StageState::NotNeeded:
        return Mark::NotNeeded;
    case probe::StageState::Unknown:
        return Mark::Unknown;
    case probe::StageState::Cancelled:
        return Mark::Cancelled;
    }
    return Mark::None;
}

Mark markFor(plan::Outcome outcome)
{
    switch (outcome) {
    case plan::Outcome::Allowed:
        return Mark::WillPass;
    case plan::Outcome::Denied:
        return Mark::WillBeDenied;
    case plan::Outcome::Unknown:
        break;
    }
    return Mark::CannotSay;
}

const probe::HopResult* resultOf(const probe::RunReport& report, model::HopId hop)
{
    for (const probe::RouteResult& route : report.routes) {
        for (const probe::HopResult& result : route.hops) {
            if (result.hop == hop) {
                return &result;
            }
        }
    }
    return nullptr;
}

}  // namespace hopwright::ui
