#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace hopwright::text {

/// Two lower-case digits per byte, nothing between.
std::string toHex(ByteView bytes);

/// The reverse; upper case is taken too, blanks are not.
/// \returns Malformed at the first byte that is no digit, Truncated at the end when a digit is left over.
Result<Bytes> fromHex(std::string_view digits);

}  // namespace hopwright::text
