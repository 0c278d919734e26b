#include "core/wire/http/reader.h"

#include "core/base/byte_writer.h"
#include "core/text/ascii.h"
#include "core/wire/http/syntax.h"

#include <algorithm>
#include <charconv>

namespace hopwright::wire::http {

namespace {

std::string_view viewOf(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <typename T>
bool readNumber(std::string_view digits, T& value, int base)
{
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return !digits.empty() && error == std::errc() && end == digits.data() + digits.size();
}

/// RFC 9112 5: `name: value`, no blank before the colon, no folding.
Result<Headers::Field> readField(std::string_view line, std::size_t offset)
{
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos || !isToken(name))
        return fail(ErrorCode::Malformed, Sentence::saying("a header line has no name"), offset);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (const auto bad = std::ranges::find_if(line, isControl); bad != line.end()) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("a header value holds a control character"),
                    offset + static_cast<std::size_t>(bad - line.begin()));
    }
    return Headers::Field(name, value);
}

/// RFC 9112 6.3. Nothing: no Content-Length.
Result<std::optional<std::size_t>> contentLength(const Headers& headers, std::size_t limit,
                                                 std::size_t offset)
{
    std::optional<std::size_t> out;
    for (const std::string_view value : headers.all("Content-Length")) {
        std::size_t length = 0;
        if (!readNumber(value, length, 10)) {
            return fail(ErrorCode::Malformed, Sentence::saying("Content-Length is no number"),
                        offset);
        }
        if (out && *out != length) {
            return fail(ErrorCode::Malformed, Sentence::saying("two Content-Lengths differ"),
                        offset);
        }
        if (length > limit) {
            return fail(ErrorCode::TooLarge, Sentence::saying("the body is larger than is read"),
                        offset);
        }
        out = length;
    }
    return out;
}

Result<bool> isChunked(const Headers& headers, std::size_t offset)
{
    const auto codings = headers.all("Transfer-Encoding");
    if (codings.empty())
        return false;
    if (codings.size() != 1 || !text::equalsIgnoringAsciiCase(codings.front(), "chunked")) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("only the chunked transfer coding is read"), offset);
    }
    if (headers.find("Content-Length"))
        return fail(ErrorCode::Malformed, Sentence::saying("a message has two framings"), offset);
    return true;
}

bool isHttp1(std::string_view version)
{
    return version == "HTTP/1.1" || version == "HTTP/1.0";
}

struct RequestLine {
    std::string_view method = {};
    std::string_view target = {};
};

/// RFC 9112 3: `method SP target SP version`.
Result<RequestLine> readRequestLine(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || !isHttp1(line.substr(last + 1)))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no HTTP/1.1 request"), 0);
    const RequestLine out{.method = line.substr(0, first),
                          .target = line.substr(first + 1, last - first - 1)};
    const bool blank = out.target.find_first_of(" \t") != std::string_view::npos;
    if (!isToken(out.method) || out.target.empty() || blank || hasControl(out.target))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no HTTP/1.1 request"), 0);
    return out;
}

/// RFC 9112 4: `version SP status SP reason`; the second blank may be missing.
Result<int> readStatus(std::string_view line)
{
    constexpr std::size_t versionSize = 8;
    constexpr std::size_t reasonAt = versionSize + 4;
    int status = 0;
    const bool shaped = isHttp1(line.substr(0, versionSize)) && line.size() >= reasonAt
                        && line[versionSize] == ' '
                        && readNumber(line.substr(versionSize + 1, 3), status, 10) && status >= 100
                        && (line.size() == reasonAt || line[reasonAt] == ' ');
    if (!shaped || hasControl(line))
        return fail(ErrorCode::Malformed, Sentence::saying("this is no HTTP/1.1 answer"), 0);
    return status;
}

Result<bool> checkRequestLine(std::string_view line)
{
    HOPWRIGHT_TRY_VOID(readRequestLine(line));
    return true;
}

/// RFC 9112 6.3: 1xx, 204 and 304 have no body, whatever their headers say.
Result<bool> checkStatusLine(std::string_view line)
{
    HOPWRIGHT_TRY(const int status, readStatus(line));
    return status >= 200 && status != 204 && status != 304;
}

}  // namespace

void Reader::append(ByteView bytes)
{
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_at));
    m_scanned -= std::min(m_scanned, m_at);
    m_at = 0;
    hopwright::append(m_buffer, bytes);
}

Result<std::optional<std::string>> Reader::takeLine(std::size_t limit, const Sentence& tooLong)
{
    const std::string_view text = viewOf(m_buffer);
    const std::size_t end = text.find("\r\n", std::max(m_scanned, m_at));
    if (end == std::string_view::npos) {
        // A CR at the end may be the first half of a line end, and is then no byte of the line.
        const std::size_t held = text.size() - m_at;
        const std::size_t known = held - (text.substr(m_at).ends_with('\r') ? 1 : 0);
        if (known > limit)
            return fail(ErrorCode::TooLarge, tooLong, m_offset);
        m_scanned = m_at + known;
        return std::optional<std::string>();
    }
    if (end - m_at > limit)
        return fail(ErrorCode::TooLarge, tooLong, m_offset);
    std::string line(text.substr(m_at, end - m_at));
    m_offset += line.size() + 2;
    m_at = end + 2;
    m_scanned = m_at;
    return std::optional(std::move(line));
}

Result<std::optional<std::string>> Reader::takeFieldLine()
{
    const std::size_t offset = m_offset;
    HOPWRIGHT_TRY(std::optional<std::string> line,
                  takeLine(maxHeaderLine, Sentence::saying("a header line is too long")));
    if (!line || line->empty())
        return line;
    m_fieldBytes += line->size() + 2;
    if (m_fieldBytes > maxHeaderBytes)
        return fail(ErrorCode::TooLarge, Sentence::saying("the headers are too long"), offset);
    if (++m_fieldCount > maxHeaderCount) {
        return fail(ErrorCode::TooLarge, Sentence::saying("there are too many header lines"),
                    offset);
    }
    return line;
}

Result<bool> Reader::takeStartLine(CheckStart checkStart)
{
    HOPWRIGHT_TRY(std::optional<std::string> line,
                  takeLine(maxStartLine, Sentence::saying("the start line is too long")));
    if (!line)
        return false;
    HOPWRIGHT_TRY(m_mayHaveBody, checkStart(*line));
    m_parts = {.startLine = std::move(*line)};
    m_fieldCount = 0;
    m_fieldBytes = 0;
    m_state = State::HeaderLine;
    return true;
}

Result<bool> Reader::takeHeaderLine()
{
    const std::size_t offset = m_offset;
    HOPWRIGHT_TRY(const std::optional<std::string> line, takeFieldLine());
    if (!line)
        return false;
    if (line->empty()) {
        HOPWRIGHT_TRY_VOID(chooseFraming());
        return true;
    }
    HOPWRIGHT_TRY(Headers::Field field, readField(*line, offset));
    if (m_state == State::HeaderLine)
        m_parts.headers.add(std::move(field.first), std::move(field.second));
    return true;
}

/// Behind the empty line: the body, or after the trailers nothing.
Result<void> Reader::chooseFraming()
{
    if (m_state == State::Trailer) {
        m_state = State::Complete;
        return {};
    }
    HOPWRIGHT_TRY(const bool chunked, isChunked(m_parts.headers, m_offset));
    HOPWRIGHT_TRY(const std::optional<std::size_t> length,
                  contentLength(m_parts.headers, m_bodyLimit, m_offset));
    m_wanted = length.value_or(0);
    m_state = State::Complete;
    if (m_mayHaveBody && chunked) {
        m_state = State::ChunkLine;
    } else if (m_mayHaveBody && m_wanted > 0) {
        m_state = State::Body;
    }
    return {};
}

/// RFC 9112 7.1: the size in hexadecimal, perhaps extensions.
Result<bool> Reader::takeChunkLine()
{
    const std::size_t offset = m_offset;
    HOPWRIGHT_TRY(const std::optional<std::string> line,
                  takeLine(maxChunkLine, Sentence::saying("a chunk's line is too long")));
    if (!line)
        return false;
    const std::string_view text = *line;
    if (!readNumber(trimmed(text.substr(0, text.find(';'))), m_wanted, 16) || hasControl(text))
        return fail(ErrorCode::Malformed, Sentence::saying("a chunk has no size"), offset);
    if (m_wanted > m_bodyLimit - m_parts.body.size()) {
        return fail(ErrorCode::TooLarge, Sentence::saying("the body is larger than is read"),
                    offset);
    }
    m_fieldCount = 0;
    m_fieldBytes = 0;
    m_state = m_wanted > 0 ? State::ChunkData : State::Trailer;
    return true;
}

Result<bool> Reader::takeChunkEnd()
{
    const auto line = takeLine(0, {});
    if (!line) {
        return fail(ErrorCode::Malformed, Sentence::saying("a chunk is longer than it says"),
                    m_offset);
    }
    if (*line)
        m_state = State::ChunkLine;
    return line->has_value();
}

/// Moves what is there of the wanted bytes; false when some are missing.
bool Reader::takeBody(State after)
{
    const std::size_t count = std::min(m_wanted, m_buffer.size() - m_at);
    hopwright::append(m_parts.body, ByteView(m_buffer).subspan(m_at, count));
    m_at += count;
    m_offset += count;
    m_wanted -= count;
    if (m_wanted > 0)
        return false;
    m_state = after;
    return true;
}

Result<bool> Reader::step(CheckStart checkStart)
{
    switch (m_state) {
    case State::StartLine:
        return takeStartLine(checkStart);
    case State::HeaderLine:
    case State::Trailer:
        return takeHeaderLine();
    case State::Body:
        return takeBody(State::Complete);
    case State::ChunkLine:
        return takeChunkLine();
    case State::ChunkData:
        return takeBody(State::ChunkEnd);
    case State::ChunkEnd:
        return takeChunkEnd();
    case State::Complete:
        break;
    }
    return true;
}

Result<std::optional<Reader::Parts>> Reader::nextParts(CheckStart checkStart)
{
    while (!m_error && m_state != State::Complete) {
        const Result<bool> moved = step(checkStart);
        if (!moved) {
            m_error = moved.error();
        } else if (!*moved) {
            return std::optional<Parts>();
        }
    }
    if (m_error)
        return fail(*m_error);
    m_state = State::StartLine;
    m_offset = 0;
    return std::optional(std::exchange(m_parts, {}));
}

Result<std::optional<Request>> RequestReader::next()
{
    HOPWRIGHT_TRY(std::optional<Parts> parts, nextParts(checkRequestLine));
    if (!parts)
        return std::optional<Request>();
    HOPWRIGHT_TRY(const RequestLine line, readRequestLine(parts->startLine));
    return std::optional(Request{.method = std::string(line.method),
                                 .target = std::string(line.target),
                                 .headers = std::move(parts->headers),
                                 .body = std::move(parts->body)});
}

Result<std::optional<Response>> ResponseReader::next()
{
    while (true) {
        HOPWRIGHT_TRY(std::optional<Parts> parts, nextParts(checkStatusLine));
        if (!parts)
            return std::optional<Response>();
        HOPWRIGHT_TRY(const int status, readStatus(parts->startLine));
        if (status < 200)
            continue;
        constexpr std::size_t reasonAt = 13;
        return std::optional(
            Response{.status = status,
                     .reason = parts->startLine.substr(std::min(reasonAt, parts->startLine.size())),
                     .headers = std::move(parts->headers),
                     .body = std::move(parts->body)});
    }
}

}  // namespace hopwright::wire::http
