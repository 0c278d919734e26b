#include "ui/models/state_marks.h"

namespace hopwright::ui {

Mark markFor(HopState state)
{
    switch (state) {
    case HopState::NotRun:
        return Mark::None;
    case HopState::Running:
        return Mark::Running;
    case HopState::Passed:
        return Mark::Passed;
    case HopState::Denied:
        return Mark::Denied;
    case HopState::Failed:
        return Mark::Failed;
    case HopState::NotReached:
        return Mark::NotReached;
    case HopState::Skipped:
        return Mark::Skipped;
    case HopState::Cancelled:
        return Mark::Cancelled;
    }
    return Mark::None;
}

Mark markFor(StageState state)
{
    switch (state) {
    case StageState::ToCome:
        return Mark::None;
    case StageState::Running:
        return Mark::Running;
    case StageState::Passed:
        return Mark::Passed;
    case StageState::Denied:
        return Mark::Denied;
    case StageState::Failed:
        return Mark::Failed;
    case StageState::NotReached:
        return Mark::NotReached;
    case StageState::NotNeeded:
        return Mark::NotNeeded;
    case StageState::Unknown:
        return Mark::Unknown;
    case StageState::Cancelled:
        return Mark::Cancelled;
    }
    return Mark::None;
}

Mark markFor(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Allowed:
        return Mark::WillPass;
    case Outcome::Denied:
        return Mark::WillBeDenied;
    case Outcome::Unknown:
        break;
    }
    return Mark::CannotSay;
}

Mark markFor(const plan::HopPrediction& prediction)
{
    if (prediction.isMuted)
        return Mark::Skipped;
    return prediction.reached ? markFor(prediction.outcome) : Mark::NotReached;
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
