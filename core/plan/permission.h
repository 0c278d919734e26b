#pragma once

#include "core/model/graph.h"
#include "core/plan/state_check.h"
#include "core/rules/fact.h"

#include <string_view>

namespace hopwright::plan {

/// Whether \p server is known to refuse its shares to \p account: `LAB\alice`, `.\bob`, `alice@lab.example`, or empty for one
/// that is not known. One account has several spellings: short and full name of its domain, a machine's name or a dot.
rules::Permission permissionOf(const model::Graph& graph, model::ComputerId server,
                               std::string_view account, const AskedStates& states);

}  // namespace hopwright::plan
