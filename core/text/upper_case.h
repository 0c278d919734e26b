#pragma once

#include "core/base/result.h"
#include "core/text/ascii.h"

#include <string>
#include <string_view>

namespace hopwright::text {

/// \p utf8 with each letter of Latin, Greek and Cyrillic (ASCII, Latin-1, Latin Extended-A, U+0370 to U+052F)
/// in upper case, one code point for one: what NTLM does to a user name (MS-NLMP 3.3.2).
///
/// One-to-one, as Windows does it: "ß" stays. So do "µ", "ı" and "ſ", whose capitals belong to other blocks.
/// Letters outside the blocks named stay too: Armenian, Georgian, Latin Extended-B and later.
///
/// \returns Malformed or Truncated, with the offset, when \p utf8 is not UTF-8.
Result<std::string> toUpperCase(std::string_view utf8);

}  // namespace hopwright::text
