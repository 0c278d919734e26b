#pragma once

#include "core/edit/chain.h"
#include "core/model/graph.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hopwright::test {

/// Draws what no sample resembles, thing by thing, wherever one wants it.
class Drawer {
public:
    model::DomainId domain(std::string dnsName, std::string shortName)
    {
        const model::DomainId id{m_graph.nextId++};
        m_graph.domains[id] = {
            .id = id, .dnsName = std::move(dnsName), .shortName = std::move(shortName)};
        return id;
    }
    model::ComputerId machine(std::string name, double x, double y,
                              std::optional<model::DomainId> domain = {})
    {
        const model::ComputerId id{m_graph.nextId++};
        const std::string dnsName = domain ? name + '.' + m_graph.domains.at(*domain).dnsName : "";
        m_graph.computers[id] = {.id = id,
                                 .name = std::move(name),
                                 .dnsName = dnsName,
                                 .domain = domain,
                                 .position = {.x = x, .y = y}};
        return id;
    }
    model::HopId session(model::ComputerId from, model::ComputerId to,
                         Method method = Method::Default)
    {
        const model::HopId id{m_graph.nextId++};
        const model::Computer& target = m_graph.computers.at(to);
        m_graph.hops[id] = {.id = id,
                            .from = from,
                            .to = {.computer = to},
                            .method = method,
                            .credential = {.isExplicit = method == Method::CredSsp},
                            .typedTarget = target.dnsName.empty() ? target.name : target.dnsName};
        return id;
    }
    model::HopId share(model::ComputerId from, model::ComputerId to, std::string name)
    {
        const model::ResourceId resource{m_graph.nextId++};
        const model::HopId id{m_graph.nextId++};
        m_graph.hops[id] = {.id = id,
                            .from = from,
                            .to = {.computer = to, .resource = resource},
                            .typedTarget = "\\\\" + m_graph.computers.at(to).name + '\\' + name};
        m_graph.resources[resource] = {.id = resource, .computer = to, .name = std::move(name)};
        return id;
    }
    void route(std::vector<model::HopId> hops)
    {
        const model::RouteId id{m_graph.nextId++};
        const bool toShare = m_graph.hops.at(hops.back()).to.resource.has_value();
        m_graph.routes[id] = {
            .id = id,
            .name = "route " + std::to_string(m_graph.routes.size()),
            .hops = std::move(hops),
            .probe = {.kind = toShare ? model::ProbeKind::CreateFile : model::ProbeKind::Session}};
    }
    model::Graph take() { return std::move(m_graph); }

private:
    model::Graph m_graph;
};

/// Three domains below each other, with hops within each and across.
inline model::Graph threeDomains()
{
    Drawer drawer;
    std::vector<std::vector<model::ComputerId>> rows;
    const std::array<std::pair<const char*, const char*>, 3> domains{
        {{"werft.example", "WERFT"}, {"hafen.example", "HAFEN"}, {"zoll.gov.example", "ZOLL"}}};
    for (std::size_t row = 0; row < domains.size(); ++row) {
        const auto domain = drawer.domain(domains.at(row).first, domains.at(row).second);
        std::vector<model::ComputerId> machines;
        for (int i = 0; i < 4; ++i) {
            machines.push_back(
                drawer.machine(domains.at(row).second + std::string("-") + std::to_string(i),
                               380.0 * i, 480.0 * static_cast<double>(row), domain));
        }
        rows.push_back(machines);
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto first = drawer.session(rows[row][0], rows[row][1], Method::CredSsp);
        const auto second = drawer.session(rows[row][1], rows[row][2]);
        drawer.route({first, second, drawer.share(rows[row][2], rows[row][3], "ablage")});
        const auto& next = rows[(row + 1) % rows.size()];
        drawer.session(rows[row][1], next[2]);
        drawer.session(rows[row][3], next[0]);
    }
    return drawer.take();
}

/// \p columns a row, each machine with hops to some that chance chooses near it.
inline model::Graph manyMachines(std::uint32_t machines, std::uint32_t columns, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Drawer drawer;
    const auto domain = drawer.domain("lagerhaus.example", "LAGER");
    std::vector<model::ComputerId> all;
    for (std::uint32_t i = 0; i < machines; ++i) {
        all.push_back(drawer.machine("kran-" + std::to_string(i), 360.0 * (i % columns),
                                     232.0 * (i / columns), domain));
    }
    for (std::uint32_t i = 0; i + 1 < machines; ++i) {
        const auto far = static_cast<std::uint32_t>(random() % 3);
        const std::uint32_t to = std::min(machines - 1, far == 0 ? i + columns : i + far);
        if (i % 5 == 0) {
            drawer.route(
                {drawer.session(all[i], all[i + 1], Method::CredSsp),
                 drawer.share(all[i + 1], all[to == i + 1 ? i : to], "daten" + std::to_string(i))});
        } else if (to != i) {
            drawer.session(all[i], all[to]);
        }
    }
    return drawer.take();
}

/// Each on the left leads to three on the right: no hop is level.
inline model::Graph diagonalHops()
{
    Drawer drawer;
    std::vector<model::ComputerId> left;
    std::vector<model::ComputerId> right;
    for (int i = 0; i < 6; ++i) {
        left.push_back(drawer.machine("quelle" + std::to_string(i), 0, 200.0 * i));
        right.push_back(drawer.machine("ziel" + std::to_string(i), 620, 200.0 * i + 88));
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        for (const std::size_t step : {1U, 2U, 4U})
            drawer.session(left[i], right[(i + step) % right.size()],
                           step == 2 ? Method::CredSsp : Method::Default);
    }
    return drawer.take();
}

/// A row of machines with \p names, each with a hop to the next, and a share at the end.
inline model::Graph rowOf(const std::vector<std::string>& names, double distance, Method method)
{
    Drawer drawer;
    const auto domain = drawer.domain("niederlassung-s\xC3\xBC"
                                      "d.firma.example",
                                      "NLSUED");
    std::vector<model::HopId> hops;
    std::vector<model::ComputerId> all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        all.push_back(drawer.machine(names[i], distance * static_cast<double>(i), 0, domain));
        if (i > 0 && i + 1 < names.size())
            hops.push_back(drawer.session(all[i - 1], all[i], method));
    }
    hops.push_back(drawer.share(all[all.size() - 2], all.back(), names.front()));
    drawer.route(hops);
    return drawer.take();
}

/// One machine in the middle gives the password to all around it: each has a strip, and some a share above that.
inline model::Graph credSspEverywhere()
{
    Drawer drawer;
    const auto domain = drawer.domain("offen.example", "OFFEN");
    const auto middle = drawer.machine("mitte", 520, 420, domain);
    const std::array<std::pair<double, double>, 8> around{
        {{0, 0}, {520, 0}, {1040, 0}, {1040, 420}, {1040, 900}, {520, 900}, {0, 900}, {0, 420}}};
    for (std::size_t i = 0; i < around.size(); ++i) {
        const auto [x, y] = around.at(i);
        const auto outer = drawer.machine("rand" + std::to_string(i), x, y, domain);
        const auto hop = drawer.session(middle, outer, Method::CredSsp);
        if (i % 2 == 0)
            drawer.route({hop, drawer.share(outer, outer, "eigenes")});
    }
    return drawer.take();
}

/// A column: hops swing out between cards.
inline model::Graph aboveEachOther()
{
    Drawer drawer;
    std::vector<model::ComputerId> all;
    for (int i = 0; i < 5; ++i)
        all.push_back(drawer.machine("stock" + std::to_string(i), 0, 208.0 * i));
    for (std::size_t i = 1; i < all.size(); ++i)
        drawer.session(all[i - 1], all[i], i % 2 == 0 ? Method::CredSsp : Method::Default);
    drawer.session(all[0], all[3]);
    return drawer.take();
}

/// There and back, a hop of a machine to itself, and one that passes over others.
inline model::Graph thereAndBack()
{
    Drawer drawer;
    std::vector<model::ComputerId> all;
    for (int i = 0; i < 4; ++i)
        all.push_back(drawer.machine("bahnhof" + std::to_string(i), 400.0 * i, 160));
    for (std::size_t i = 1; i < all.size(); ++i) {
        drawer.session(all[i - 1], all[i]);
        drawer.session(all[i], all[i - 1], Method::CredSsp);
    }
    drawer.session(all[1], all[1]);
    drawer.session(all[0], all[3]);
    return drawer.take();
}

/// Cards with hardly a gap between them, and hops between any two.
inline model::Graph crowded()
{
    std::mt19937 random(7);
    Drawer drawer;
    std::vector<model::ComputerId> all;
    for (int i = 0; i < 12; ++i) {
        all.push_back(drawer.machine("eng" + std::to_string(i), 248.0 * (i % 4), 112.0 * (i / 4)));
    }
    std::set<std::pair<std::size_t, std::size_t>> drawn;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (int k = 0; k < 3; ++k) {
            const std::size_t to = random() % all.size();
            if (to != i && drawn.insert({i, to}).second)
                drawer.session(all[i], all[to], k == 0 ? Method::CredSsp : Method::Default);
        }
    }
    return drawer.take();
}

inline model::Graph sevenHops()
{
    auto graph = edit::parseChain(
        "notebook-heim -> vpn-tor.rand.example -credssp-> sprung1.rand.example -> "
        "sprung2.kern.example -credssp-> sprung3.kern.example -kerberos-> app-07.kern.example -> "
        "batch-07.kern.example -> \\\\archiv-07.kern.example\\monatsabschluss$");
    return graph ? std::move(*graph) : model::Graph();
}

struct NamedDrawing {
    const char* name;
    model::Graph graph;
};

inline std::vector<NamedDrawing> twelveDrawings()
{
    return {
        {"three domains", threeDomains()},
        {"sixty machines", manyMachines(60, 10, 3)},
        {"six hundred machines", manyMachines(600, 30, 5)},
        {"diagonal hops", diagonalHops()},
        {"names of forty letters", rowOf({"arbeitsplatz-0000417-gebaeude-12-zimmer4",
                                          "terminalserver-buchhaltung-sued-00000009",
                                          "zwischenstation-rechenzentrum-halle-3-02",
                                          "dateiserver-revisionssichere-ablage-0001"},
                                         420, Method::Default)},
        {"right to left",
         rowOf(
             {"\xD7\xAA\xD7\x97\xD7\xA0\xD7\xAA-\xD7\xA2\xD7\x91\xD7\x95\xD7\x93\xD7\x94-7",
              "\xD7\xA9\xD7\xA8\xD7\xAA-\xD7\xA7\xD7\xA4\xD7\x99\xD7\xA6\xD7\x94",
              "\xD8\xAE\xD8\xA7\xD8\xAF\xD9\x85-\xD8\xA7\xD9\x84\xD9\x85\xD9\x84\xD9\x81\xD8\xA7\xD8\xAA"},
             400, Method::CredSsp)},
        {"Chinese, Japanese, Korean",
         rowOf(
             {"\xE5\xBC\x80\xE5\x8F\x91\xE6\x9C\xBA-07",
              "\xE8\xB8\x8F\xE3\x81\xBF\xE5\x8F\xB0\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC",
              "\xED\x8C\x8C\xEC\x9D\xBC-\xEC\x84\x9C\xEB\xB2\x84",
              "\xE6\xAA\x94\xE6\xA1\x88\xE4\xBC\xBA\xE6\x9C\x8D\xE5\x99\xA8-\xE5\x8F\xB0\xE5\x8C\x97-01"},
             360, Method::Default)},
        {"CredSSP everywhere", credSspEverywhere()},
        {"seven hops", sevenHops()},
        {"above each other", aboveEachOther()},
        {"there and back", thereAndBack()},
        {"crowded", crowded()},
    };
}

}  // namespace hopwright::test
