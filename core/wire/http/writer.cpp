#include "core/wire/http/writer.h"

#include "core/base/byte_writer.h"
#include "core/wire/http/syntax.h"

namespace hopwright::wire::http {

namespace {

Result<Bytes> encodeParts(const std::string& startLine, const Headers& headers, ByteView body)
{
    if (headers.find("Content-Length") || headers.find("Transfer-Encoding"))
        return fail(ErrorCode::Malformed, Sentence::saying("the message would have two framings"));
    std::string head = startLine + "\r\n";
    for (const auto& [name, value] : headers.fields()) {
        if (!isToken(name) || hasControl(value))
            return fail(ErrorCode::Malformed, Sentence::saying("a header line would break"));
        head += name;
        head += ": ";
        head += value;
        head += "\r\n";
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
    const bool blank = request.target.find_first_of(" \t") != std::string::npos;
    if (!isToken(request.method) || request.target.empty() || blank || hasControl(request.target))
        return fail(ErrorCode::Malformed, Sentence::saying("the request line would break"));
    return encodeParts(request.method + " " + request.target + " HTTP/1.1", request.headers,
                       request.body);
}

Result<Bytes> encode(const Response& response)
{
    if (response.status < 100 || response.status > 999 || hasControl(response.reason))
        return fail(ErrorCode::Malformed, Sentence::saying("the status line would break"));
    return encodeParts("HTTP/1.1 " + std::to_string(response.status) + " " + response.reason,
                       response.headers, response.body);
}

}  // namespace hopwright::wire::http
