#pragma once

#include "core/base/shared.h"
#include "core/plan/plan.h"
#include "ui/canvas/selection.h"
#include "ui/models/finding_model.h"

#include <QStringList>

#include <cstddef>
#include <functional>
#include <map>
#include <vector>

namespace hopwright::ui {

/// What a plan finds about the machines, resources and hops of a drawing. A value: to copy it costs nothing.
class CanvasFindings {
public:
    CanvasFindings() = default;
    /// Cost: O(findings).
    explicit CanvasFindings(Shared<plan::Plan> plan);
    /// The same, each thing's told by what is drawn for it.
    CanvasFindings(Shared<plan::Plan> plan, const std::function<Thing(const Thing&)>& standIn);

    /// The worst and how many; Mark::None: nothing is found about \p thing.
    FindingBadge badgeOf(const Thing& thing) const;
    /// Worst first; nullptr where there are not so many.
    const plan::Finding* findingOf(const Thing& thing, std::size_t number = 0) const;
    /// "error: The password …", a line each, worst first; of many the first ones and how many more there are.
    QStringList textsOf(const Thing& thing) const;

    bool isOf(const Shared<plan::Plan>& plan) const { return &*m_plan == &*plan; }

private:
    /// Places in the plan's findings.
    using Places = std::map<Thing, std::vector<std::size_t>>;

    const std::vector<std::size_t>* placesOf(const Thing& thing) const;

    Shared<plan::Plan> m_plan = {};
    Shared<Places> m_places = {};
};

}  // namespace hopwright::ui
