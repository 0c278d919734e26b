#pragma once

#include "core/base/result.h"
#include "core/wire/http/message.h"

namespace hopwright::wire::http {

/// The bytes of a message, with its Content-Length added: RFC 9112.
/// \returns Malformed when a method, target, name, value or reason would break out of its line, when a status has not
///          three digits, and when the headers frame the message themselves.
Result<Bytes> encode(const Request& request);
Result<Bytes> encode(const Response& response);

}  // namespace hopwright::wire::http
