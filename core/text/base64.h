#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace hopwright::text {

/// Base64, RFC 4648 section 4: padded, on one line.
std::string toBase64(ByteView bytes);

/// The reverse, strict: no blanks, no line ends, padding where it is due, unused bits zero.
/// \returns Malformed at the first byte that cannot stand there, Truncated at the end of a text whose length is no
///          multiple of four.
Result<Bytes> fromBase64(std::string_view text);

}  // namespace hopwright::text
