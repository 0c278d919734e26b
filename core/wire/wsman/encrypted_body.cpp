#include "core/wire/wsman/encrypted_body.h"

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <charconv>

namespace hopwright::wire::wsman {

namespace {

constexpr std::string_view boundary = "Encrypted Boundary";
constexpr std::size_t maxPartHeaders = 1024;
constexpr std::size_t maxChunkLength = 4UZ * 1024 * 1024;

std::string_view viewOf(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<void> appendChunk(Sealer& sealer, ByteView plain, Bytes& out)
{
    HOPWRIGHT_TRY(const Sealer::Sealed sealed, sealer.seal(plain));
    const std::string protocol(sealer.protocol());
    const std::string dashes = "--" + std::string(boundary) + "\r\n";
    append(out, bytesOf(dashes + "\tContent-Type: " + protocol
                        + "\r\n\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length="
                        + std::to_string(plain.size()) + "\r\n" + dashes
                        + "\tContent-Type: application/octet-stream\r\n"));
    appendLittleEndian(out, sealed.prefix);
    append(out, sealed.bytes);
    return {};
}

/// The first line is the delimiter itself: some servers write a blank behind the dashes that no header mentions.
Result<std::string_view> delimiterOf(std::string_view text)
{
    const std::size_t end = text.find("\r\n");
    if (end > maxPartHeaders) {  // Also where there is none: npos is the largest number.
        return fail(ErrorCode::Truncated, Sentence::saying("the body has no boundary line"),
                    text.size());
    }
    const std::string_view line = text.substr(0, end);
    if (!line.starts_with("--") || line.size() < 3) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the body does not begin with a boundary"), 0);
    }
    return line;
}

/// The plain length that the first of a chunk's two parts states, in its header OriginalContent.
Result<std::size_t> lengthOf(std::string_view headers, std::size_t offset)
{
    const std::string lowered = text::asciiLower(headers);
    const std::size_t found = lowered.find("length=");
    if (found == std::string::npos) {
        return fail(ErrorCode::Malformed, Sentence::saying("a part does not state its length"),
                    offset);
    }
    std::size_t length = 0;
    const char* begin = headers.data() + found + 7;
    const auto [end, error] = std::from_chars(begin, headers.data() + headers.size(), length);
    if (error != std::errc() || end == begin || length > maxChunkLength) {
        return fail(ErrorCode::Malformed, Sentence::saying("a part's length is no usable number"),
                    offset + found);
    }
    return length;
}

/// Where the sealed bytes that begin at \p from end: at the delimiter before the next part of headers, or the last one.
std::size_t binaryEnd(std::string_view text, std::string_view delimiter, std::size_t from)
{
    for (std::size_t at = text.find(delimiter, from); at != std::string_view::npos;
         at = text.find(delimiter, at + 1)) {
        const std::string_view behind = text.substr(at + delimiter.size());
        const bool last =
            behind == "--\r\n" || behind == "--" || behind == "\r\n" || behind.empty();
        const std::string_view next = behind.starts_with("--\r\n") ? behind.substr(4) : behind;
        const std::string start = text::asciiLower(next.substr(0, 24));
        const bool part = next.starts_with("\r\n") ? start.contains("content-type:")
                                                   : next.starts_with(delimiter);
        if (last || part)
            return at;
    }
    return std::string_view::npos;
}

struct Chunk {
    std::size_t length = 0;    ///< Plain, as stated.
    std::size_t sealedAt = 0;  ///< The prefix, then the sealed bytes.
    std::size_t end = 0;       ///< Where the next delimiter begins.
};

/// Reads the two parts that begin with the delimiter at \p at: headers with the length, headers and sealed bytes.
Result<Chunk> readChunk(std::string_view text, std::string_view delimiter, std::size_t at)
{
    const std::size_t second = text.find(delimiter, at + delimiter.size());
    if (second == std::string_view::npos || second - at > maxPartHeaders)
        return fail(ErrorCode::Truncated, Sentence::saying("a part of the body is missing"), at);
    HOPWRIGHT_TRY(const std::size_t length, lengthOf(text.substr(at, second - at), at));
    const std::size_t headers = second + delimiter.size() + 2;
    const std::size_t lineEnd = text.find("\r\n", headers);
    if (lineEnd == std::string_view::npos || lineEnd - headers > maxPartHeaders)
        return fail(ErrorCode::Truncated, Sentence::saying("the sealed part is missing"), second);
    const std::size_t end = binaryEnd(text, delimiter, lineEnd + 2);
    if (end == std::string_view::npos) {
        return fail(ErrorCode::Truncated, Sentence::saying("the body has no closing boundary"),
                    text.size());
    }
    return Chunk{.length = length, .sealedAt = lineEnd + 2, .end = end};
}

/// The plain bytes of \p chunk, which must be as many as it states: winrm-protocol §5.2.
Result<Bytes> openChunk(Sealer& sealer, ByteView body, const Chunk& chunk)
{
    ByteReader reader(body.subspan(chunk.sealedAt, chunk.end - chunk.sealedAt), chunk.sealedAt);
    HOPWRIGHT_TRY(const std::uint32_t prefix, reader.u32le());
    HOPWRIGHT_TRY(const ByteView sealed, reader.take(reader.remaining()));
    HOPWRIGHT_TRY(Bytes plain, sealer.open(prefix, sealed));
    if (plain.size() != chunk.length) {
        return fail(ErrorCode::Malformed, Sentence::saying("a part is not as long as it states"),
                    chunk.sealedAt);
    }
    return plain;
}

}  // namespace

bool isEncryptedContentType(std::string_view contentType)
{
    const std::string lowered = text::asciiLower(contentType.substr(0, 64));
    return lowered.starts_with("multipart/encrypted")
           || lowered.starts_with("multipart/x-multi-encrypted");
}

Result<EncryptedBody> encryptBody(Sealer& sealer, ByteView soap)
{
    if (soap.empty())
        return fail(ErrorCode::Malformed, Sentence::saying("there is nothing to seal"));
    EncryptedBody out;
    const std::size_t step = sealer.maxChunk() == 0 ? soap.size() : sealer.maxChunk();
    std::size_t chunks = 0;
    for (std::size_t at = 0; at < soap.size(); at += step, ++chunks) {
        HOPWRIGHT_TRY_VOID(
            appendChunk(sealer, soap.subspan(at, std::min(step, soap.size() - at)), out.body));
    }
    append(out.body, bytesOf("--" + std::string(boundary) + "--\r\n"));
    const std::string type = chunks > 1 ? "multipart/x-multi-encrypted" : "multipart/encrypted";
    out.contentType = type + ";protocol=\"" + std::string(sealer.protocol()) + "\";boundary=\""
                      + std::string(boundary) + "\"";
    return out;
}

Result<Bytes> decryptBody(Sealer& sealer, ByteView body)
{
    const std::string_view text = viewOf(body);
    HOPWRIGHT_TRY(const std::string_view delimiter, delimiterOf(text));
    Bytes out;
    std::size_t at = 0;
    for (std::size_t count = 0; count < maxChunks; ++count) {
        HOPWRIGHT_TRY(const Chunk chunk, readChunk(text, delimiter, at));
        HOPWRIGHT_TRY(const Bytes plain, openChunk(sealer, body, chunk));
        append(out, plain);
        at = chunk.end;
        if (text.substr(at + delimiter.size()).starts_with("--\r\n--"))
            at += delimiter.size() + 4;  // A closing line after each chunk: old PSWSMan.
        const std::string_view behind = text.substr(at + delimiter.size());
        if (behind.starts_with("--") || behind.size() <= 2)
            return out;
    }
    return fail(ErrorCode::TooLarge, Sentence::saying("the body has too many parts"), at);
}

}  // namespace hopwright::wire::wsman
