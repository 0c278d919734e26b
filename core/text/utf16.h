#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <string>
#include <string_view>

namespace hopwright::text {

/// \p utf8 as UTF-16, low byte first, without a byte order mark: Windows' text on the wire.
///
/// \returns Malformed or Truncated, with the offset of the first byte that is not UTF-8.
Result<Bytes> toUtf16Le(std::string_view utf8);

/// The same for a password: what is made on the way is wiped, and an error says nothing of the text.
Result<Secret> toUtf16Le(const Secret& utf8);

/// The reverse. \returns Truncated for half a unit at the end, Malformed for a lone surrogate, with its offset.
Result<std::string> fromUtf16Le(ByteView utf16);

}  // namespace hopwright::text
