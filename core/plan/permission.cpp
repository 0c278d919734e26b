#include "core/plan/permission.h"

#include "core/model/accounts.h"

#include <algorithm>
#include <string>

namespace hopwright::plan {

rules::Permission permissionOf(const model::Graph& graph, model::ComputerId server,
                               std::string_view account, const AskedStates& states)
{
    const model::MachineState* const state = states.of(server);
    if (state == nullptr || state->deniedAccounts.empty())
        return rules::Permission::NotLookedAt;
    if (account.empty())
        return rules::Permission::DependsOnAccount;
    const model::Computer& computer = graph.computers.at(server);
    const model::AccountName who = model::accountFromText(account);
    const bool refused = std::ranges::any_of(state->deniedAccounts, [&](const std::string& each) {
        return model::sameAccountAt(graph, computer, model::accountFromText(each), who);
    });
    return refused ? rules::Permission::Refused : rules::Permission::NotLookedAt;
}

}  // namespace hopwright::plan
