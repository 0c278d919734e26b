#pragma once

#include "core/base/date.h"

namespace hopwright::ui {

/// The day that it is here: what plans are asked with, since core has no clock.
Date today();

}  // namespace hopwright::ui
