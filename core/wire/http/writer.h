#pragma once

#include "core/base/result.h"
#include "core/wire/http/message.h"

namespace hopwright::wire::http {

/// The bytes of a message, with Content-Length: RFC 9112. \returns Malformed when a name, value or target would break out
/// of its line.
Result<Bytes> encode(const Request& request);
Result<Bytes> encode(const Response& response);

}  // namespace hopwright::wire::http
