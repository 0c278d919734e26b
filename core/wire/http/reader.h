#pragma once

#include "core/base/result.h"
#include "core/wire/http/message.h"

#include <optional>

namespace hopwright::wire::http {

/// What one message may hold. A CredSSP leg carries a certificate chain in one header line: winrm-protocol §1.1.
inline constexpr std::size_t maxStartLine = 8 * 1024;
inline constexpr std::size_t maxHeaderLine = 64 * 1024;
inline constexpr std::size_t maxHeaderCount = 100;
inline constexpr std::size_t maxHeaderBytes = 128 * 1024;
inline constexpr std::size_t maxBody = 4 * 1024 * 1024;

/// Cuts a stream into HTTP/1.1 messages: RFC 9112, framing by Content-Length or the chunked coding.
///
/// append() takes any part of the stream; next() gives a message, nothing when more bytes are needed, or an error, after
/// which the stream is of no further use. Refused: folded lines, two framings at once, unequal Content-Lengths, anything
/// over a limit. Errors: Malformed or TooLarge, with the offset from the start of the message.
class Reader {
public:
    void append(ByteView bytes);
    /// Whether bytes of a message that is not complete are held: a close now cuts it.
    bool holdsPart() const noexcept { return !m_buffer.empty(); }

protected:
    struct Parts {
        std::string startLine = {};
        Headers headers = {};
        Bytes body = {};
    };

    /// The next message's parts. \p bodyless says whether a start line means that no body follows.
    Result<std::optional<Parts>> nextParts(bool (*bodyless)(std::string_view startLine));

private:
    Result<std::optional<std::size_t>> headEnd() const;
    Result<std::optional<std::size_t>> takeChunked(std::size_t from, Bytes& body) const;

    Bytes m_buffer;
};

class RequestReader : public Reader {
public:
    Result<std::optional<Request>> next();
};

/// Skips 1xx answers, which are no end of an exchange: RFC 9110 15.2.
class ResponseReader : public Reader {
public:
    Result<std::optional<Response>> next();
};

}  // namespace hopwright::wire::http
