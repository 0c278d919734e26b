#include "core/probe/comparison.h"

#include "core/probe/denial.h"

#include <array>

namespace hopwright::probe {

namespace {

constexpr std::array<std::string_view, 4> partNames{"outcome", "stage", "cause", "code"};

bool isComparable(const HopResult& result)
{
    const bool ended = result.state == HopState::Passed || result.state == HopState::Denied
                       || result.state == HopState::Failed;
    return ended && result.unseen.empty() && result.predicted.outcome != plan::Outcome::Unknown;
}

bool isSameOutcome(plan::Outcome predicted, HopState seen)
{
    return predicted == plan::Outcome::Allowed ? seen == HopState::Passed
                                               : seen == HopState::Denied;
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
            && canonicalCode(*predicted.code) != canonicalCode(*result.code))
            out.differs.push_back(Part::Code);
    }
    out.agreement = out.differs.empty() ? Agreement::AsPredicted : Agreement::Differs;
    return out;
}

std::string_view partName(Part part) noexcept
{
    return partNames.at(static_cast<std::size_t>(part));
}

}  // namespace hopwright::probe
