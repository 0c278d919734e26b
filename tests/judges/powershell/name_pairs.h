#pragma once

#include "tests/judges/powershell/drawings.h"
#include "tests/judges/powershell/hostile_names.h"
#include "tests/judges/powershell/script_checks.h"

#include <vector>

/// One drawing with hostile names and one with harmless ones: their scripts must be the same but for these.
namespace hopwright::test {

/// A letter goes before each, so that the entries stay in one order, and no machine is called as its domain is, also cut to
/// fifteen characters.
inline Names hostileNames(std::size_t n)
{
    const std::string name = hostileName(n);
    return {.client = "a" + name,
            .jump = "n" + name + "b",
            .server = "m" + name,
            .share = "s" + name,
            .user = "u" + name,
            .dnsName = "d" + name,
            .shortName = "q" + name,
            .route = "r" + name,
            .jumpTyped = "n" + asTyped(name),
            .serverTyped = "m" + asTyped(name)};
}

/// Each name a word of its own that nothing else in a script holds.
inline const Names harmlessNames{.client = "nameqqa",
                                 .jump = "nameqqb",
                                 .server = "nameqqc",
                                 .share = "nameqqs",
                                 .user = "nameqqu",
                                 .dnsName = "nameqqd",
                                 .shortName = "nameqqn",
                                 .route = "nameqqr",
                                 .jumpTyped = "nameqqx",
                                 .serverTyped = "nameqqy"};

inline std::vector<Renamed> renamed(const Names& hostile)
{
    const Names& h = harmlessNames;
    return {{h.client, hostile.client},       {h.jump, hostile.jump},
            {h.server, hostile.server},       {h.share, hostile.share},
            {h.user, hostile.user},           {h.dnsName, hostile.dnsName},
            {h.shortName, hostile.shortName}, {h.route, hostile.route},
            {h.jumpTyped, hostile.jumpTyped}, {h.serverTyped, hostile.serverTyped}};
}

}  // namespace hopwright::test
