#pragma once

#include "core/plan/plan.h"
#include "tests/core/plan/drawing.h"

#include <optional>
#include <string>
#include <vector>

namespace hopwright::plan::tests {

/// A -credssp-> B -> share on C, with what is known of A and B.
struct KnownChain : Drawing {
    model::ComputerId a = machine("A");
    model::ComputerId b = machine("B");
    model::ComputerId c = machine("C");
    model::HopId first = credSsp(a, b, "b.lab.example");
    model::HopId second = use(b, share(c, "R"));
    model::RouteId whole = route({first, second});
    model::MachineState client{
        .credSspClient = true,
        .credSspServer = false,
        .allowFresh = model::DelegateList{.enabled = true, .entries = {"WSMAN/*.lab.example"}},
        .allowFreshNtlmOnly = model::DelegateList{},
        .denyFresh = model::DelegateList{},
        .trustedHosts = std::vector<std::string>{}};
    model::MachineState server{.credSspClient = false, .credSspServer = true};

    HopPrediction now(model::HopId hop) const
    {
        return predictNow(graph, {{a, client}, {b, server}}).at(hop);
    }
};

}  // namespace hopwright::plan::tests
