#include "core/plan/permission.h"

#include "core/model/accounts.h"

#include <algorithm>
#include <string>

namespace hopwright::plan {

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
    const model::AccountName who = model::accountFromText(account);
    const bool refused =
        std::ranges::any_of(state->second.deniedAccounts, [&](const std::string& each) {
            return model::sameAccountAt(graph, computer->second, model::accountFromText(each), who);
        });
    return refused ? Permission::Refused : Permission::NotLookedAt;
}

}  // namespace hopwright::plan
