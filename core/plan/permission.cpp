#include "core/plan/permission.h"

#include "core/model/graph_rules.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hopwright::plan {

namespace {

/// Two spellings of one account give one key. \p server is the machine that a dot, or nothing, stands for.
std::string keyOf(const model::Graph& graph, const model::Computer& server,
                  std::string_view account)
{
    const std::size_t slash = account.find('\\');
    const std::size_t at = account.rfind('@');
    std::string_view authority;
    std::string_view user = account;
    if (slash != std::string_view::npos) {
        authority = account.substr(0, slash);
        user = account.substr(slash + 1);
    } else if (at != std::string_view::npos) {
        authority = account.substr(at + 1);
        user = account.substr(0, at);
    }
    const bool own = authority.empty() || authority == "."
                     || model::equalNames(authority, server.name)
                     || model::equalNames(authority, server.dnsName);
    std::string_view name = own ? std::string_view(server.name) : authority;
    for (const auto& [id, domain] : graph.domains) {
        const bool same = !domain.workgroup && !own
                          && (model::equalNames(domain.shortName, authority)
                              || model::equalNames(domain.dnsName, authority));
        if (same)
            name = domain.dnsName;
    }
    return model::foldedName(name) + '\\' + model::foldedName(user);
}

}  // namespace

Permission permissionOf(const model::Graph& graph, model::ComputerId server,
                        std::string_view account, const KnownStates& states)
{
    const auto state = states.find(server);
    const auto computer = graph.computers.find(server);
    if (state == states.end() || computer == graph.computers.end()
        || state->second.deniedAccounts.empty())
        return Permission::NotLookedAt;
    if (account.empty())
        return Permission::DependsOnAccount;
    const std::string who = keyOf(graph, computer->second, account);
    const bool refused =
        std::ranges::any_of(state->second.deniedAccounts, [&](const std::string& each) {
            return keyOf(graph, computer->second, each) == who;
        });
    return refused ? Permission::Refused : Permission::NotLookedAt;
}

}  // namespace hopwright::plan
