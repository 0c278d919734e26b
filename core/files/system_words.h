#pragma once

#include "core/base/sentence.h"

namespace hopwright::files {

/// Why the system said no, as one clause for the detail of an Error: \p error is an errno.
Sentence wordsFor(int error);

}  // namespace hopwright::files
