#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/wire/wsman/envelope.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hopwright::wire::wsman {

/// The messages of a winrs shell, both ends: MS-WSMV 2.2.4, winrm-protocol §6.5 and §6.6. Bodies only; envelope.h makes
/// the envelopes around them.
namespace action {
inline constexpr std::string_view create = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Create";
inline constexpr std::string_view remove = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete";
inline constexpr std::string_view command =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Command";
inline constexpr std::string_view receive =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Receive";
inline constexpr std::string_view send =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Send";
inline constexpr std::string_view signal =
    "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Signal";
}  // namespace action

/// The most bytes that are kept: of one stream in an answer, of both streams in a command.
inline constexpr std::size_t maxOutput = 1024UZ * 1024;
/// The most bytes of standard input in one Send: below the smallest MaxEnvelopeSize, 150 KiB, in base64.
inline constexpr std::size_t maxSend = 96UZ * 1024;

// Client: requests' bodies, and what answers say.

/// A shell with stdin, stdout and stderr that the server deletes when it is not used for \p idleTimeoutSeconds.
std::string createBody(std::uint32_t idleTimeoutSeconds = 1800);
std::string commandBody(std::string_view commandLine);
/// One Send of standard input; \p last closes it. Input may be a password: whoever calls wipes what it gets; what is made on the
/// way is wiped here.
std::string sendBody(std::string_view commandId, ByteView input, bool last);
std::string receiveBody(std::string_view commandId);
enum class SignalCode { Terminate, CtrlC };
std::string signalBody(std::string_view commandId, SignalCode code);

/// \returns Malformed when the answer names no shell.
Result<std::string> readShellId(const wsman::Envelope& answer);
/// \returns Malformed when the answer names no command.
Result<std::string> readCommandId(const wsman::Envelope& answer);

struct Received {
    Bytes standardOutput = {};
    Bytes standardError = {};
    bool done = false;
    std::optional<std::uint32_t> exitCode = {};
};

/// Streams other than stdout and stderr are read over. An exit code may be negative or missing: its low 32 bits, or nothing.
/// \returns Malformed for a stream that is no base64; TooLarge above maxOutput in either stream.
Result<Received> readReceived(const wsman::Envelope& answer);

// Server: what requests ask, and answers' bodies.

/// What Create asks for; options are those of winrm-protocol §6.5.
struct CreateRequest {
    std::string inputStreams = {};   ///< Names with blanks between, `stdin`.
    std::string outputStreams = {};  ///< `stdout stderr`.
    std::optional<std::chrono::milliseconds> idleTimeout = {};
    bool loadsProfile = false;  ///< WINRS_NOPROFILE is FALSE.
    std::optional<std::uint32_t> codePage =
        {};  ///< WINRS_CODEPAGE; nothing: the server's OEM page.
};
/// \returns Malformed when the body is no rsp:Shell, or a duration or code page is none.
Result<CreateRequest> readCreate(const wsman::Envelope& request);

struct CommandRequest {
    std::string commandLine =
        {};  ///< Command and Arguments, joined by blanks as cmd.exe gets them.
};
/// \returns Malformed without a rsp:Command, and for a shell element that does not belong there: fault codeSchema.
Result<CommandRequest> readCommand(const wsman::Envelope& request);

struct SendRequest {
    std::string commandId = {};
    Secret input = {};
    bool last = false;
};
/// \returns Malformed for anything but one piece of stdin in base64.
Result<SendRequest> readSend(const wsman::Envelope& request);

/// The command that a Receive or a Signal names; empty when it names none.
std::string readCommandReference(const wsman::Envelope& request);
/// Whether a Signal asks for ctrl_c or ctrl_break rather than terminate. Compared without case.
bool isInterrupt(const wsman::Envelope& request);

std::string createAnswer(std::string_view shellId, std::string_view owner,
                         std::string_view address);
std::string commandAnswer(std::string_view commandId);
std::string sendAnswer();
std::string receiveAnswer(std::string_view commandId, ByteView standardOutput,
                          ByteView standardError, std::uint32_t exitCode);
std::string signalAnswer();

}  // namespace hopwright::wire::wsman
