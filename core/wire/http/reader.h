#pragma once

#include "core/base/result.h"
#include "core/wire/http/message.h"

#include <optional>

namespace hopwright::wire::http {

/// What one message may hold. A CredSSP leg carries a certificate chain in one header line: winrm-protocol §1.1.
inline constexpr std::size_t maxStartLine = 8UZ * 1024;
inline constexpr std::size_t maxHeaderLine = 64UZ * 1024;
inline constexpr std::size_t maxHeaderCount = 100;
inline constexpr std::size_t maxHeaderBytes = 128UZ * 1024;  ///< All header lines, or all trailers.
inline constexpr std::size_t maxBody = 4UZ * 1024 * 1024;
inline constexpr std::size_t maxChunkLine = 256;

/// Cuts a stream into HTTP/1.1 messages: RFC 9112, framing by Content-Length or the chunked coding.
///
/// append() takes any part of the stream; next() gives a message, nothing when more bytes are needed, or an error, which
/// every later call repeats. Where the stream was cut changes nothing. Call next() until it gives nothing: until then all
/// that was appended is held.
///
/// Refused: folded lines, two framings at once, any transfer coding but chunked, unequal Content-Lengths, control
/// characters, anything over a limit. Trailers are checked and dropped.
/// Errors: Malformed or TooLarge, with the offset from the start of the message.
/// Deviates: an answer with neither framing has no body, where RFC 9112 6.3 lets it last until the connection closes.
class Reader {
public:
    void append(ByteView bytes);
    /// Whether bytes of a message that was not given are held: a close now cuts it.
    bool holdsPart() const noexcept
    {
        return m_state != State::StartLine || m_at < m_buffer.size();
    }

protected:
    struct Parts {
        std::string startLine = {};
        Headers headers = {};
        Bytes body = {};
    };
    /// Checks a start line and says whether a body may follow it.
    using CheckStart = Result<bool> (*)(std::string_view startLine);

    explicit Reader(std::size_t bodyLimit) : m_bodyLimit(bodyLimit) {}

    /// The next message's parts.
    Result<std::optional<Parts>> nextParts(CheckStart checkStart);

private:
    enum class State {
        StartLine,
        HeaderLine,
        Body,
        ChunkLine,
        ChunkData,
        ChunkEnd,
        Trailer,
        Complete,
    };

    /// One step; false when it needs more bytes.
    Result<bool> step(CheckStart checkStart);
    Result<bool> takeStartLine(CheckStart checkStart);
    Result<bool> takeHeaderLine();
    Result<bool> takeChunkLine();
    Result<bool> takeChunkEnd();
    Result<void> chooseFraming();
    bool takeBody(State after);
    /// A line without its end; nothing when it is not complete.
    Result<std::optional<std::string>> takeLine(std::size_t limit, const Sentence& tooLong);
    /// A line of headers or trailers, counted; nothing when it is not complete, empty at the end of them.
    Result<std::optional<std::string>> takeFieldLine();

    std::size_t m_bodyLimit;
    Bytes m_buffer = {};
    std::size_t m_at = 0;       ///< What stands before it in m_buffer is taken.
    std::size_t m_scanned = 0;  ///< No line ends between m_at and this.
    State m_state = State::StartLine;
    Parts m_parts = {};
    std::size_t m_offset = 0;  ///< Of m_at in the message.
    std::size_t m_fieldCount = 0;
    std::size_t m_fieldBytes = 0;
    bool m_mayHaveBody = true;
    std::size_t m_wanted = 0;  ///< Body bytes that are still to come, of the message or the chunk.
    std::optional<Error> m_error = {};
};

class RequestReader : public Reader {
public:
    explicit RequestReader(std::size_t bodyLimit = maxBody) : Reader(bodyLimit) {}
    Result<std::optional<Request>> next();
};

/// Skips 1xx answers, which are no end of an exchange: RFC 9110 15.2.
class ResponseReader : public Reader {
public:
    explicit ResponseReader(std::size_t bodyLimit = maxBody) : Reader(bodyLimit) {}
    Result<std::optional<Response>> next();
};

}  // namespace hopwright::wire::http
