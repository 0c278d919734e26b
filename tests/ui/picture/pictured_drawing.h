#pragma once

#include "tests/bench/large_drawing.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hopwright::test {

/// A name as somebody gave it, and as a reader shall see it: written here by hand.
struct PicturedName {
    const char* name;
    const char* shown;
};

/// As people have them, long, of other scripts, from right to left; and as people have them who want to do harm.
inline constexpr std::array<PicturedName, 12> picturedNames{{
    {"PC7", "PC7"},
    {"srv-fileserver-frankfurt-am-main-0000001", "srv-fileserver-frankfurt-am-main-0000001"},
    {"\xE5\xBE\xB3\xE5\xB7\x9E\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC",
     "\xE5\xBE\xB3\xE5\xB7\x9E\xE3\x82\xB5\xE3\x83\xBC\xE3\x83\x90\xE3\x83\xBC"},
    {"\xD7\xA9\xD7\xA8\xD7\xAA-\xD7\xA7\xD7\x91\xD7\xA6\xD7\x99\xD7\x9D",
     "\xD7\xA9\xD7\xA8\xD7\xAA-\xD7\xA7\xD7\x91\xD7\xA6\xD7\x99\xD7\x9D"},
    {"B\xC3\x9CRO-\xC3\x84\xC3\x96\xC3\x9C-12", "B\xC3\x9CRO-\xC3\x84\xC3\x96\xC3\x9C-12"},
    {"</text><a x=\"", "</text><a x=\""},
    {"&amp;]]>--'", "&amp;]]>--'"},
    {"\xE2\x80\xAEgpj.exe", "[U+202E]gpj.exe"},
    {"bell\x07\x1B[31m", "bell[U+0007][U+001B][31m"},
    {"two  blanks", "two  blanks"},
    {"WEBFRONTEND01", "WEBFRONTEND01"},
    {"db-member-3", "db-member-3"},
}};

/// Names that are their own again for machines behind the twelfth.
inline std::string picturedName(std::size_t index, const char* PicturedName::* which)
{
    const std::string name = picturedNames.at(index % picturedNames.size()).*which;
    return index < picturedNames.size() ? name : name + std::to_string(index);
}

/// \p machines in rows of four, in three domains; a chain through all, every third hop by CredSSP, and a share at each fifth.
inline model::Graph picturedDrawing(std::uint32_t machines)
{
    constexpr std::uint32_t columns = 4;
    constexpr std::array domains{"north.contoso.test", "south.contoso.test", "werk-3.example"};
    bench::LargeDrawing drawing(machines);
    std::vector<model::HopId> first;
    for (std::uint32_t i = 0; i + 1 < machines; ++i) {
        const model::HopId hop = drawing.session(i, i + 1, i % 3 == 0);
        if (i < 3)
            first.push_back(hop);
        if (i % 5 == 0)
            drawing.share(i, i + 1);
    }
    if (!first.empty())
        drawing.route(first);
    model::Graph graph = drawing.take();
    std::vector<model::DomainId> ids;
    for (const char* each : domains) {
        const auto id = model::DomainId{graph.nextId++};
        ids.push_back(id);
        graph.domains[id] = {
            .id = id, .dnsName = each, .shortName = "D" + std::to_string(ids.size())};
    }
    std::uint32_t i = 0;
    const model::Graph before = graph;
    for (const auto& [id, was] : before.computers) {
        model::Computer& computer = graph.computers[id];
        computer.name = picturedName(i, &PicturedName::name);
        computer.dnsName.clear();
        computer.domain = ids.at(i * ids.size() / machines);
        computer.position = {.x = 400.0 * (i % columns), .y = 220.0 * (i / columns)};
        ++i;
    }
    return graph;
}

}  // namespace hopwright::test
