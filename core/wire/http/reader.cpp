#include "core/wire/http/reader.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <charconv>

namespace hopwright::wire::http {

namespace {

constexpr std::size_t maxChunkLine = 256;

std::string_view viewOf(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool isTokenByte(char c)
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || others.find(c) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

/// RFC 9112 5: `name: value`, no blank before the colon, no folding.
Result<Headers::Field> readField(std::string_view line, std::size_t offset)
{
    if (line.size() > maxHeaderLine)
        return fail(ErrorCode::TooLarge, "a header line is too long", offset);
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos || name.empty() || !std::ranges::all_of(name, isTokenByte))
        return fail(ErrorCode::Malformed, "a header line has no name", offset);
    const std::string_view value = trimmed(line.substr(colon + 1));
    const auto bad =
        std::ranges::find_if(value, [](char c) { return c == '\0' || c == '\r' || c == '\n'; });
    if (bad != value.end())
        return fail(ErrorCode::Malformed, "a header value holds a control character", offset);
    return Headers::Field(name, value);
}

template <typename T>
bool readNumber(std::string_view digits, T& value, int base)
{
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return !digits.empty() && error == std::errc() && end == digits.data() + digits.size();
}

/// RFC 9112 6.3. Nothing: no Content-Length.
Result<std::optional<std::size_t>> contentLength(const Headers& headers)
{
    std::optional<std::size_t> out;
    for (const std::string_view value : headers.all("Content-Length")) {
        std::size_t length = 0;
        if (!readNumber(value, length, 10))
            return fail(ErrorCode::Malformed, "Content-Length is no number", 0);
        if (out && *out != length)
            return fail(ErrorCode::Malformed, "two Content-Lengths differ", 0);
        if (length > maxBody)
            return fail(ErrorCode::TooLarge, "the body is larger than is read", 0);
        out = length;
    }
    return out;
}

Result<bool> isChunked(const Headers& headers)
{
    const auto codings = headers.all("Transfer-Encoding");
    if (codings.empty())
        return false;
    if (codings.size() != 1 || !text::equalsIgnoringAsciiCase(codings.front(), "chunked"))
        return fail(ErrorCode::Malformed, "only the chunked transfer coding is read", 0);
    if (headers.find("Content-Length"))
        return fail(ErrorCode::Malformed, "a message has two framings", 0);
    return true;
}

struct Head {
    std::string startLine = {};
    Headers headers = {};
};

Result<Head> readHead(std::string_view text)
{
    Head head;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = text.find("\r\n", at);
        const std::string_view line = text.substr(at, end - at);
        if (at == 0) {
            head.startLine = line;
        } else if (!line.empty()) {
            if (head.headers.fields().size() == maxHeaderCount)
                return fail(ErrorCode::TooLarge, "there are too many header lines", at);
            HOPWRIGHT_TRY(auto field, readField(line, at));
            head.headers.add(std::move(field.first), std::move(field.second));
        }
        at = end + 2;
    }
    return head;
}

bool responseIsBodyless(std::string_view startLine)
{
    const std::size_t blank = startLine.find(' ');
    const std::string_view status =
        blank == std::string_view::npos ? "" : startLine.substr(blank + 1, 3);
    return status.starts_with('1') || status == "204" || status == "304";
}

bool requestIsBodyless(std::string_view)
{
    return false;
}

}  // namespace

void Reader::append(ByteView bytes)
{
    hopwright::append(m_buffer, bytes);
}

/// Where the head ends, behind its blank line.
Result<std::optional<std::size_t>> Reader::headEnd() const
{
    const std::string_view text = viewOf(m_buffer);
    const std::size_t end = text.find("\r\n\r\n");
    const std::size_t lineEnd = text.find("\r\n");
    if (std::min(lineEnd, text.size()) > maxStartLine)
        return fail(ErrorCode::TooLarge, "the start line is too long", 0);
    if (end == std::string_view::npos) {
        if (text.size() > maxHeaderBytes)
            return fail(ErrorCode::TooLarge, "the headers are too long", maxHeaderBytes);
        return std::optional<std::size_t>();
    }
    if (end > maxHeaderBytes)
        return fail(ErrorCode::TooLarge, "the headers are too long", maxHeaderBytes);
    return std::optional(end + 4);
}

/// RFC 9112 7.1; trailers are read over. Gives where the message ends, or nothing when more is needed.
Result<std::optional<std::size_t>> Reader::takeChunked(std::size_t from, Bytes& body) const
{
    const std::string_view text = viewOf(m_buffer);
    std::size_t at = from;
    while (true) {
        const std::size_t lineEnd = text.find("\r\n", at);
        if (lineEnd == std::string_view::npos) {
            if (text.size() - at > maxChunkLine)
                return fail(ErrorCode::TooLarge, "a chunk's line is too long", at);
            return std::optional<std::size_t>();
        }
        std::size_t size = 0;
        const std::string_view line = text.substr(at, lineEnd - at);
        if (!readNumber(trimmed(line.substr(0, line.find(';'))), size, 16))
            return fail(ErrorCode::Malformed, "a chunk has no size", at);
        if (size > maxBody || body.size() + size > maxBody)
            return fail(ErrorCode::TooLarge, "the body is larger than is read", at);
        at = lineEnd + 2;
        if (size == 0)
            break;
        if (text.size() < at + size + 2)
            return std::optional<std::size_t>();
        if (text.substr(at + size, 2) != "\r\n")
            return fail(ErrorCode::Malformed, "a chunk is longer than it says", at + size);
        hopwright::append(body, ByteView(m_buffer).subspan(at, size));
        at += size + 2;
    }
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\r\n"))
        return std::optional(at + 2);
    const std::size_t end = rest.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        if (rest.size() > maxHeaderBytes)
            return fail(ErrorCode::TooLarge, "the trailers are too long", at);
        return std::optional<std::size_t>();
    }
    return std::optional(at + end + 4);
}

Result<std::optional<Reader::Parts>> Reader::nextParts(bool (*bodyless)(std::string_view startLine))
{
    HOPWRIGHT_TRY(const std::optional<std::size_t> head, headEnd());
    if (!head)
        return std::optional<Parts>();
    HOPWRIGHT_TRY(Head read, readHead(viewOf(m_buffer).substr(0, *head)));
    HOPWRIGHT_TRY(const bool chunked, isChunked(read.headers));
    HOPWRIGHT_TRY(const std::optional<std::size_t> length, contentLength(read.headers));
    Parts out{
        .startLine = std::move(read.startLine), .headers = std::move(read.headers), .body = {}};
    std::size_t end = *head;
    if (chunked) {
        HOPWRIGHT_TRY(const std::optional<std::size_t> chunkedEnd, takeChunked(*head, out.body));
        if (!chunkedEnd)
            return std::optional<Parts>();
        end = *chunkedEnd;
    } else if (!bodyless(out.startLine)) {
        const std::size_t size = length.value_or(0);
        if (m_buffer.size() < *head + size)
            return std::optional<Parts>();
        hopwright::append(out.body, ByteView(m_buffer).subspan(*head, size));
        end = *head + size;
    }
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(end));
    return std::optional(std::move(out));
}

Result<std::optional<Request>> RequestReader::next()
{
    HOPWRIGHT_TRY(std::optional<Parts> parts, nextParts(requestIsBodyless));
    if (!parts)
        return std::optional<Request>();
    const std::string_view line = parts->startLine;
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || first == 0
        || !line.substr(last + 1).starts_with("HTTP/1."))
        return fail(ErrorCode::Malformed, "this is no HTTP/1.1 request", 0);
    return std::optional(Request{.method = std::string(line.substr(0, first)),
                                 .target = std::string(line.substr(first + 1, last - first - 1)),
                                 .headers = std::move(parts->headers),
                                 .body = std::move(parts->body)});
}

Result<std::optional<Response>> ResponseReader::next()
{
    while (true) {
        HOPWRIGHT_TRY(std::optional<Parts> parts, nextParts(responseIsBodyless));
        if (!parts)
            return std::optional<Response>();
        const std::string_view line = parts->startLine;
        int status = 0;
        const bool shaped = line.starts_with("HTTP/1.") && line.size() >= 12 && line[8] == ' '
                            && readNumber(line.substr(9, 3), status, 10) && status >= 100;
        if (!shaped)
            return fail(ErrorCode::Malformed, "this is no HTTP/1.1 answer", 0);
        if (status < 200)
            continue;
        const std::string_view reason = line.size() > 13 ? line.substr(13) : std::string_view();
        return std::optional(Response{.status = status,
                                      .reason = std::string(reason),
                                      .headers = std::move(parts->headers),
                                      .body = std::move(parts->body)});
    }
}

}  // namespace hopwright::wire::http
