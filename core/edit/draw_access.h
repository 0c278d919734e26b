#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <string>
#include <string_view>

namespace hopwright::edit {

/// What a command on \p from wants: a resource of \p kind at \p target as typed, `\\FS01\Reports`, `SQL01\PROD`, `dc1.corp.example`.
/// The resource has the name that stands there, else \p name. Machine and resource that are there already are used again; a new
/// machine stands right of \p from. \returns Malformed where \p target names no machine, and as connectHop().
struct NewAccess {
    model::ComputerId from;
    ResourceKind kind = ResourceKind::SmbShare;
    std::string target = {};
    std::string name = {};
};
Result<model::Graph> drawAccess(model::Graph graph, const NewAccess& access, std::string_view now);

}  // namespace hopwright::edit
