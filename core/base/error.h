#pragma once

#include "core/base/sentence.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace hopwright {

/// What went wrong, as a stable name. Code, tests and the GUI match on this, never on text.
/// Add a value to its group; never give an old name a new meaning: the CLI prints the names.
enum class ErrorCode {
    // Input: the caller's bytes or text are at fault; fix the input.
    Truncated,
    Malformed,
    OutOfRange,
    TooLarge,      ///< More than a stated limit.
    NewerVersion,  ///< Written by a later version of this program.
    Unsupported,   ///< Well formed, and not built here.
    // Model: the graph does not contain or allow what was asked.
    UnknownNode,
    NoPath,
    NameTaken,
    NotAllowed,  ///< A rule of the graph forbids the edit.
    // Peer: the other end broke the protocol, or refused.
    UnexpectedMessage,
    PeerRefused,
    PeerNotAuthentic,
    PeerTooOld,
    PeerSilent,  ///< A timeout.
    PeerClosed,
    Unreachable,  ///< The name does not resolve, or nothing answers there.
    // Account: the identity was refused.
    LogonDenied,
    // Machine: this computer lacks, or refuses, something that is needed.
    CryptoUnavailable,
    FileUnreadable,
    FileUnwritable,
    Cancelled,
};

/// A recoverable failure. A broken invariant is not one of these: assert it.
struct Error {
    ErrorCode code = {};
    /// One clause: lower case, no full stop, no secrets.
    Sentence detail = {};
    /// Where in the input, in bytes from its start, when the input is at fault.
    std::optional<std::size_t> offset = std::nullopt;
    /// The status the peer gave, when it gave one: an NTSTATUS, or a WS-Management fault code.
    std::optional<std::uint32_t> peerStatus = std::nullopt;

    bool operator==(const Error&) const = default;
};

}  // namespace hopwright
