#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace hopwright::text {

/// Reads the code point that begins at \p at of \p utf8 and moves \p at behind it.
/// Strict, RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF. \p at must be before the end.
///
/// \returns Malformed or Truncated, with the offset of the sequence's first byte.
Result<char32_t> takeCodePoint(std::string_view utf8, std::size_t& at);

/// Appends \p point, which must be a Unicode scalar value.
void appendUtf8(std::string& out, char32_t point);

}  // namespace hopwright::text
