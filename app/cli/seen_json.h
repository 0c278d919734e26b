#pragma once

#include "core/seen/look.h"

#include <string>

namespace hopwright::cli {

/// hopwright.seen/1: docs/cli.md, seen.
std::string seenJson(const seen::Look& look);

}  // namespace hopwright::cli
