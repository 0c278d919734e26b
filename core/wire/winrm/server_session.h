#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/crypto/random_stream.h"
#include "core/wire/auth/factory.h"
#include "core/wire/winrm/stage_event.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::wire::winrm {

/// MaxTimeoutms of a server as installed, and the smallest value it may have (winrm-protocol §6.8).
inline constexpr double minTimeoutMs = 500;
inline constexpr double maxTimeoutMs = 60'000;

/// A step of the server at which a test or the lab has it misbehave.
/// RefuseInput and RefuseOutput: a fault for Send, or for Receive.
enum class ServerFault {
    None,
    Refuse,
    RefuseInput,
    RefuseOutput,
    Silence,
    Close,
    HalfMessage,
    WrongProof
};

/// What a server session offers, and who may sign in.
struct ServerConfig {
    std::string computerName = {};  ///< `JUMP01`
    /// Makes what lets clients sign in, under Negotiate or inside CredSSP. Needed. Nobody without a name: WinRM lets none in.
    auth::MakeAcceptor acceptor;
    bool offerNegotiate = true;
    bool offerCredSsp = false;
    std::string certificatePem = {};  ///< CredSSP's own TLS.
    Secret privateKeyPem = {};
    /// The password of an account that exists; nothing: no such user.
    auth::PasswordLookup passwordOf;
    /// Asked where there is no such user: why it cannot be said whether a real machine would know it; empty: it can.
    std::function<std::string(std::string_view domain, std::string_view user)> doubtAbout = {};
    /// Whether an account that signed in may open a shell.
    std::function<bool(std::string_view account)> mayOpenShell;
    crypto::RandomStream random;
    Stage faultStage = Stage::Offer;
    ServerFault fault = ServerFault::None;
};

/// A command that a client started, with all of its standard input.
struct StartedCommand {
    std::string commandLine = {};
    Secret standardInput = {};
};

/// One WinRM connection from the server's end: the practice lab's hosts.
///
/// Sans I/O. Authentication belongs to the connection and is forgotten with it, and also when a sign-in fails, when another
/// begins, and when plain SOAP is refused with 401: then nothing of the session is left, neither user nor shell, command or
/// credential.
class ServerSession {
public:
    struct Output {
        Bytes send = {};
        std::optional<StartedCommand> command = {};  ///< Run it, then call finish().
        /// What the mechanism has to know: find it out, then call answerRequest(). Nothing goes on before.
        std::optional<auth::Request> request = {};
        bool cancelled = false;  ///< The client signalled or deleted while it ran: stop it.
        bool close = false;
    };

    explicit ServerSession(ServerConfig config);
    ~ServerSession();
    ServerSession(ServerSession&&) noexcept;
    ServerSession& operator=(ServerSession&&) noexcept;
    ServerSession(const ServerSession&) = delete;
    ServerSession& operator=(const ServerSession&) = delete;

    Output receive(ByteView bytes);
    /// What was asked with Output::request; an error: it could not be found out.
    Output answerRequest(Result<Bytes> answer);
    /// The command's end: answers a Receive that waits, or the next one.
    Output finish(ByteView standardOutput, ByteView standardError, std::uint32_t exitCode);
    /// A Receive waited for its OperationTimeout: the fault that says so (winrm-protocol §6.6).
    Output receiveTimedOut();

    bool isReceiveWaiting() const noexcept;
    /// How long the Receive that waits, or the last one, may wait: its OperationTimeout, from minTimeoutMs to maxTimeoutMs,
    /// which is also what it has when it names none.
    double receiveLimitMs() const noexcept;
    bool isSignedIn() const noexcept;
    bool hasShell() const noexcept;
    /// `LAB\alice`; empty: nobody is signed in.
    std::string account() const;
    /// The credential that CredSSP delegated: what a lab host may use for its next hop, and nothing else. Null after Negotiate.
    const auth::Identity* delegated() const noexcept;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

}  // namespace hopwright::wire::winrm
