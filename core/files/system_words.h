#pragma once

#include <string>

namespace hopwright::files {

/// Why the system said no, as one clause for the detail of an Error: \p error is an errno.
std::string wordsFor(int error);

}  // namespace hopwright::files
