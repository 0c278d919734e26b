#include "core/probe/comparison.h"

namespace hopwright::probe {

namespace {

bool isComparable(const HopResult& result)
{
    const bool ended = result.state == HopState::Passed || result.state == HopState::Denied
                       || result.state == HopState::Failed;
    return ended && result.unseen.empty() && result.predicted.outcome != Outcome::Unknown;
}

bool isSameOutcome(Outcome predicted, HopState seen)
{
    return predicted == Outcome::Allowed ? seen == HopState::Passed : seen == HopState::Denied;
}

}  // namespace

Comparison compare(const HopResult& result)
{
    if (!isComparable(result))
        return {};
    const Prediction& predicted = result.predicted;
    Comparison out;
    if (!isSameOutcome(predicted.outcome, result.state)) {
        out.differs.push_back(Part::Outcome);
    } else if (result.state == HopState::Denied) {
        if (predicted.stage != result.stage)
            out.differs.push_back(Part::Stage);
        if (predicted.cause != result.cause)
            out.differs.push_back(Part::Cause);
        if (predicted.code && result.code
            && withoutWrapping(*predicted.code) != withoutWrapping(*result.code))
            out.differs.push_back(Part::Code);
    }
    out.agreement = out.differs.empty() ? Agreement::AsPredicted : Agreement::Differs;
    return out;
}

}  // namespace hopwright::probe
