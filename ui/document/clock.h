#pragma once

#include <string>

namespace hopwright::ui {

/// The time that new facts of a drawing get: now, ISO 8601 in UTC, to the second.
std::string nowUtc();

}  // namespace hopwright::ui
