#pragma once

#include "core/model/graph.h"
#include "core/model/graph_rules.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hopwright::bench {

/// What a large drawing looks like; each is bad for other places.
enum class Shape {
    Grid,  ///< Three sessions from each machine, every third hop with CredSSP; a route of three hops for every fourth.
    Star,  ///< One machine in the middle that opens a hop to each other: every third with CredSSP, else to a share; each a route.
    Chain,  ///< Rows of 65 machines, each row one route of 64 hops by CredSSP and Kerberos in turn.
    Loose,  ///< The same as one row without routes: each hop has the way that leads to it.
};

inline constexpr std::array<std::pair<Shape, const char*>, 4> shapes{{{Shape::Grid, "grid"},
                                                                      {Shape::Star, "star"},
                                                                      {Shape::Chain, "chain"},
                                                                      {Shape::Loose, "loose"}}};

/// Draws machines and hops, without the checks of an edit.
class LargeDrawing {
public:
    explicit LargeDrawing(std::uint32_t machines)
    {
        const auto domain = model::DomainId{m_graph.nextId++};
        m_graph.domains[domain] = {.id = domain, .dnsName = "lab.example", .shortName = "LAB"};
        m_first = m_graph.nextId;
        for (std::uint32_t i = 0; i < machines; ++i) {
            constexpr std::uint32_t columns = 40;
            const auto id = model::ComputerId{m_graph.nextId++};
            const std::string name = "SRV" + std::to_string(1000 + i);
            m_graph.computers[id] = {
                .id = id,
                .name = name,
                .dnsName = name + ".lab.example",
                .domain = domain,
                .position = {.x = 320.0 * (i % columns), .y = 160.0 * (i / columns)}};
        }
    }

    model::ComputerId machine(std::uint32_t index) const
    {
        return model::ComputerId{m_first + index};
    }

    model::HopId session(std::uint32_t from, std::uint32_t to, bool credSsp)
    {
        const auto id = model::HopId{m_graph.nextId++};
        m_graph.hops[id] = {.id = id,
                            .from = machine(from),
                            .to = {.computer = machine(to)},
                            .method = credSsp ? Method::CredSsp : Method::Default,
                            .credential = {.isExplicit = credSsp},
                            .typedTarget = m_graph.computers.at(machine(to)).dnsName};
        return id;
    }

    model::HopId share(std::uint32_t from, std::uint32_t to)
    {
        const auto resource = model::ResourceId{m_graph.nextId++};
        m_graph.resources[resource] = {.id = resource, .computer = machine(to), .name = "Data"};
        const auto id = model::HopId{m_graph.nextId++};
        m_graph.hops[id] = {.id = id,
                            .from = machine(from),
                            .to = {.computer = machine(to), .resource = resource},
                            .typedTarget =
                                "\\\\" + m_graph.computers.at(machine(to)).name + "\\Data"};
        return id;
    }

    void route(std::vector<model::HopId> hops)
    {
        const auto id = model::RouteId{m_graph.nextId++};
        const bool toShare = m_graph.hops.at(hops.back()).to.resource.has_value();
        m_graph.routes[id] = {
            .id = id,
            .name = "route " + std::to_string(m_graph.routes.size()),
            .hops = std::move(hops),
            .probe = {.kind = toShare ? model::ProbeKind::CreateFile : model::ProbeKind::Session}};
    }

    /// The id that the next thing gets: every third hop is one by CredSSP.
    bool isThird() const { return (m_graph.nextId + 1) % 3 == 0; }
    model::Graph take() { return std::move(m_graph); }

private:
    model::Graph m_graph;
    std::uint32_t m_first = 0;
};

inline model::Graph gridOf(std::uint32_t machines)
{
    constexpr std::uint32_t hopsAMachine = 3;
    constexpr std::uint32_t wide = 40;
    const std::array<std::uint32_t, hopsAMachine> steps = {1, machines > wide ? wide : 4, 7};
    LargeDrawing drawing(machines);
    std::vector<model::HopId> hops;
    for (std::uint32_t i = 0; i < machines; ++i) {
        for (const std::uint32_t step : steps)
            hops.push_back(drawing.session(i, (i + step) % machines, drawing.isThird()));
    }
    const auto hopOf = [&](std::uint32_t machine, std::uint32_t which) {
        return hops.at((machine % machines) * hopsAMachine + which);
    };
    for (std::uint32_t i = 0; i + 3 < machines; i += 4)
        drawing.route({hopOf(i, 0), hopOf(i + 1, 1), hopOf(i + 1 + steps[1], 2)});
    return drawing.take();
}

/// Three sessions from each machine to any other one: by a row of numbers that is the same each time.
inline model::Graph anywhereOf(std::uint32_t machines)
{
    constexpr std::uint32_t hopsAMachine = 3;
    LargeDrawing drawing(machines);
    std::uint32_t row = 1;
    for (std::uint32_t i = 0; i < machines * hopsAMachine; ++i) {
        constexpr std::uint32_t factor = 1664525;
        constexpr std::uint32_t step = 1013904223;
        constexpr std::uint32_t low = 8;  ///< Its low bits are no good.
        row = row * factor + step;
        const std::uint32_t to = (row >> low) % machines;
        const std::uint32_t from = i / hopsAMachine;
        drawing.session(from, to == from ? (to + 1) % machines : to, drawing.isThird());
    }
    return drawing.take();
}

inline model::Graph starOf(std::uint32_t machines)
{
    LargeDrawing drawing(machines);
    const model::HopId first = drawing.session(0, 1, true);
    for (std::uint32_t i = 2; i < machines; ++i) {
        const bool session = i % 3 == 0;
        drawing.route({first, session ? drawing.session(1, i, true) : drawing.share(1, i)});
    }
    return drawing.take();
}

/// \p routed: as rows of 65 machines; else as one row.
inline model::Graph chainOf(std::uint32_t machines, bool routed)
{
    LargeDrawing drawing(machines);
    std::vector<model::HopId> hops;
    for (std::uint32_t i = 0; i + 1 < machines; ++i) {
        if (hops.size() == model::maxRouteHops && routed) {
            drawing.route(std::exchange(hops, {}));
            continue;
        }
        hops.push_back(drawing.session(i, i + 1, i % 2 == 0));
    }
    if (routed && !hops.empty())
        drawing.route(std::move(hops));
    return drawing.take();
}

inline model::Graph drawingOf(Shape shape, std::uint32_t machines)
{
    switch (shape) {
    case Shape::Grid:
        return gridOf(machines);
    case Shape::Star:
        return starOf(machines);
    case Shape::Chain:
        return chainOf(machines, true);
    case Shape::Loose:
        break;
    }
    return chainOf(machines, false);
}

/// 1,000 machines in a grid, 3,000 session hops between them, every third with CredSSP, and 250 routes of three hops.
inline model::Graph largeDrawing()
{
    constexpr std::uint32_t machines = 1000;
    return gridOf(machines);
}

}  // namespace hopwright::bench
