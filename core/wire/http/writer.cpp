#include "core/wire/http/writer.h"

#include "core/base/byte_writer.h"

#include <algorithm>

namespace hopwright::wire::http {

namespace {

bool breaksLine(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

Result<Bytes> encodeParts(const std::string& startLine, const Headers& headers, ByteView body)
{
    if (breaksLine(startLine))
        return fail(ErrorCode::Malformed, "the start line would break");
    std::string head = startLine + "\r\n";
    for (const auto& [name, value] : headers.fields()) {
        if (breaksLine(name) || breaksLine(value) || name.empty())
            return fail(ErrorCode::Malformed, "a header line would break");
        head += name + ": ";
        head += value + "\r\n";
    }
    head += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    Bytes out;
    out.reserve(head.size() + body.size());
    append(out, bytesOf(head));
    append(out, body);
    return out;
}

}  // namespace

Result<Bytes> encode(const Request& request)
{
    const bool blank = request.target.find(' ') != std::string::npos
                       || request.method.find(' ') != std::string::npos;
    if (blank || request.method.empty() || request.target.empty())
        return fail(ErrorCode::Malformed, "the request line would break");
    return encodeParts(request.method + " " + request.target + " HTTP/1.1", request.headers,
                       request.body);
}

Result<Bytes> encode(const Response& response)
{
    const std::string reason = response.reason.empty() ? std::string() : " " + response.reason;
    return encodeParts("HTTP/1.1 " + std::to_string(response.status) + reason, response.headers,
                       response.body);
}

}  // namespace hopwright::wire::http
