#pragma once

#include "core/model/graph.h"

#include <array>
#include <cstdint>
#include <string>

namespace hopwright::bench {

inline constexpr std::uint32_t machineCount = 1000;
inline constexpr std::uint32_t hopsAMachine = 3;
inline constexpr std::uint32_t routeCount = 250;

/// 1,000 machines in a grid, 3,000 session hops between them, every third with CredSSP, and 250 routes of three hops.
inline model::Graph largeDrawing()
{
    model::Graph graph;
    const auto domain = model::DomainId{graph.nextId++};
    graph.domains[domain] = {.id = domain, .dnsName = "lab.example", .shortName = "LAB"};
    const std::uint32_t firstMachine = graph.nextId;
    for (std::uint32_t i = 0; i < machineCount; ++i) {
        const auto id = model::ComputerId{graph.nextId++};
        const std::string name = "SRV" + std::to_string(1000 + i);
        graph.computers[id] = {.id = id,
                               .name = name,
                               .dnsName = name + ".lab.example",
                               .domain = domain,
                               .position = {.x = 320.0 * (i % 40), .y = 160.0 * (i / 40)}};
    }
    const std::uint32_t firstHop = graph.nextId;
    constexpr std::array<std::uint32_t, hopsAMachine> steps = {1, 40, 7};
    for (std::uint32_t i = 0; i < machineCount; ++i) {
        for (const std::uint32_t step : steps) {
            const auto id = model::HopId{graph.nextId++};
            const auto to = model::ComputerId{firstMachine + (i + step) % machineCount};
            const bool credSsp = graph.nextId % 3 == 0;
            graph.hops[id] = {.id = id,
                              .from = model::ComputerId{firstMachine + i},
                              .to = {.computer = to},
                              .method = credSsp ? model::Method::CredSsp : model::Method::Default,
                              .credential = {.isExplicit = credSsp},
                              .typedTarget = graph.computers.at(to).dnsName};
        }
    }
    const auto hopOf = [&](std::uint32_t machine, std::uint32_t which) {
        return model::HopId{firstHop + (machine % machineCount) * hopsAMachine + which};
    };
    for (std::uint32_t i = 0; i < routeCount; ++i) {
        const auto id = model::RouteId{graph.nextId++};
        const std::uint32_t machine = i * 4;
        graph.routes[id] = {
            .id = id,
            .name = "route " + std::to_string(i),
            .hops = {hopOf(machine, 0), hopOf(machine + 1, 1), hopOf(machine + 41, 2)},
            .probe = {.kind = model::ProbeKind::Session}};
    }
    return graph;
}

}  // namespace hopwright::bench
