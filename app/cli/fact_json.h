#pragma once

#include "core/import/fact.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace hopwright::cli {

/// A fact that was read from a text: docs/cli.md, import.
nlohmann::ordered_json factJson(const import::Fact& fact);
nlohmann::ordered_json factsJson(const std::vector<import::Fact>& facts);

}  // namespace hopwright::cli
