#pragma once

#include "core/edit/chain.h"
#include "core/edit/edit_groups.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"

#include <array>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace hopwright::test {

/// Machines of one kind in an estate: where their group stands, and how many stand beside each other.
struct EstateGroup {
    const char* name;
    const char* machines;  ///< What their names begin with.
    int count;
    int across;
    double x;
    double y;
};

inline constexpr std::array<EstateGroup, 9> estateGroups{{
    {"Admin stations", "ADM-PC", 22, 4, 0, 0},
    {"Helpdesk", "HD-PC", 40, 4, 0, 900},
    {"Jump servers", "JUMP", 8, 3, 1400, 0},
    {"Branch", "BR", 18, 3, 1400, 1160},
    {"Directory", "DC", 6, 3, 1400, 2060},
    {"Web and app", "APP", 60, 4, 2560, 0},
    {"Monitoring", "MON", 6, 4, 2560, 1980},
    {"File servers", "FS", 22, 4, 3960, 0},
    {"SQL", "SQL", 18, 4, 3960, 1160},
}};

inline std::string machineOf(const char* kind, int number)
{
    std::array<char, 40> out{};
    std::snprintf(out.data(), out.size(), "%s%02d", kind, number + 1);
    return out.data();
}

inline std::string fullNameOf(const char* kind, int number)
{
    return machineOf(kind, number) + ".werk.example";
}

/// Who works on what: most sessions carry the password where it is used again, a few do not.
inline std::vector<std::string> estateChains()
{
    std::vector<std::string> out;
    const auto to = [&out](const std::string& from, const char* arrow, const std::string& next) {
        out.push_back(from + arrow + next);
    };
    constexpr auto credssp = " -credssp-> ";
    constexpr auto plain = " -> ";
    for (int i = 0; i < 22; ++i)
        to(fullNameOf("ADM-PC", i), credssp, fullNameOf("JUMP", i % 4));
    for (int i = 0; i < 40; ++i)
        to(fullNameOf("HD-PC", i), i % 13 == 7 ? plain : credssp, fullNameOf("JUMP", 4 + i % 4));
    for (int i = 0; i < 56; ++i)
        to(fullNameOf("JUMP", i % 8), i % 9 == 4 ? credssp : plain, fullNameOf("APP", i));
    for (int i = 0; i < 60; i += 12)
        to(fullNameOf("APP", i), plain, "\\\\" + fullNameOf("FS", i / 3) + "\\Data");
    for (int i = 0; i < 18; ++i) {
        to(fullNameOf("BR", i), plain, fullNameOf("APP", 59 - 3 * i));
        to(fullNameOf("APP", 3 * i + 1), plain, fullNameOf("SQL", i));
    }
    for (int i = 0; i < 6; ++i)
        to(fullNameOf("MON", i), plain, fullNameOf("FS", 3 * i));
    return out;
}

/// Two hundred machines in nine groups, as an admin of a few years has them.
inline model::Graph estate()
{
    constexpr double column = 296;
    constexpr double row = 112;
    model::Graph graph = edit::parseChains(estateChains()).value();
    for (const EstateGroup& group : estateGroups) {
        std::set<model::ComputerId> members;
        std::map<model::ComputerId, model::Position> places;
        for (int i = 0; i < group.count; ++i) {
            const std::string name = fullNameOf(group.machines, i);
            if (model::computerByName(graph, machineOf(group.machines, i)) == nullptr)
                graph = edit::addComputer(std::move(graph), {.name = name}, {}).value();
            const model::Computer* computer =
                model::computerByName(graph, machineOf(group.machines, i));
            members.insert(computer->id);
            places[computer->id] = {.x = group.x + (i % group.across) * column,
                                    .y = group.y + static_cast<int>(i / group.across) * row};
        }
        graph = edit::moveComputers(std::move(graph), places).value();
        graph =
            edit::makeGroup(std::move(graph), members, model::GroupKind::Own, group.name).value();
    }
    return graph;
}

}  // namespace hopwright::test
