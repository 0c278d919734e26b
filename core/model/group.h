#pragma once

#include "core/model/ids.h"
#include "core/model/unknown_content.h"
#include "core/vocabulary/group_kind.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace hopwright::model {

using hopwright::GroupKind;

/// What a machine gets that joins the group and has not said otherwise.
struct GroupDefaults {
    std::optional<DomainId> domain = {};
    std::string os = {};
    std::optional<std::uint16_t> port = {};

    bool operator==(const GroupDefaults&) const = default;
};

/// Machines that belong together. One is in at most one group of a kind, so that it has one site and one tier.
struct Group {
    GroupId id;
    std::string name = {};
    GroupKind kind = GroupKind::Own;
    std::set<ComputerId> members = {};  ///< At least one.
    bool isCollapsed = false;           ///< Drawn as one card.
    GroupDefaults defaults = {};
    UnknownContent unknown = {};

    bool operator==(const Group&) const = default;
};

}  // namespace hopwright::model
