#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/crypto/random_stream.h"
#include "core/vocabulary/proof.h"
#include "core/wire/auth/factory.h"
#include "core/wire/tls/tls_channel.h"
#include "core/wire/winrm/stage_event.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hopwright::wire::winrm {

enum class Scheme { Negotiate, CredSsp };

/// How long a server may let a Receive wait. HTTP.sys answers one request of a connection after another, so what cancel()
/// sends waits behind it: short against the time that a caller gives to cleaning up. A command that takes longer is
/// asked for again, a round trip each time.
inline constexpr std::uint32_t usualReceiveSeconds = 4;

/// What a client session is to do: sign in, run one command, hand it its standard input, read what it says.
struct ClientConfig {
    /// As typed, without a port: `JUMP01.lab.example`, `[fd00::5]` or `fd00::5`; for the Host header, the name in the
    /// certificate and the SPN.
    std::string host = {};
    std::uint16_t port = 5985;  ///< For the Host header and the To address.
    Scheme scheme = Scheme::Negotiate;
    auth::Identity identity = {};  ///< Who opens it.
    /// Makes what signs in, under Negotiate or inside CredSSP. Needed.
    auth::MakeInitiator initiator;
    std::string commandLine = {};
    Secret standardInput = {};  ///< Empty: nothing is sent, one round trip less.
    /// Who is trusted, and how TLS is spoken: made once for many sessions. An error is told where CredSSP needs it.
    Result<tls::ClientContext> tls =
        fail(ErrorCode::NotAllowed, Sentence::saying("no TLS was given"));
    std::uint32_t minCredSspVersion = 5;
    /// How long the server may let a request wait, but a Receive.
    std::uint32_t operationTimeoutSeconds = 20;
    std::uint32_t receiveTimeoutSeconds = usualReceiveSeconds;
    crypto::RandomStream random;
};

/// What the command said.
struct CommandResult {
    Bytes standardOutput = {};
    Bytes standardError = {};
    std::optional<std::uint32_t> exitCode = {};
};

/// One WinRM connection from the client's end, over an open socket: MS-WSMV over HTTP/1.1.
///
///     start() -> authenticate (2 legs Negotiate, 5 legs CredSSP) -> [gate] -> Create -> Command -> [Send]
///             -> Receive until Done -> Signal terminate -> Delete -> Done
///
/// Sans I/O: bytes in, bytes out. No 401 is fetched first: CredSSP takes 10 round trips for a command, 11 with input
/// (winrm-protocol §8.2). An authentication is never tried twice. With CredSSP nothing of the credential leaves before the
/// server's key is proven and answerGate() said yes. A shell that was opened is always deleted, also where Command, Send or
/// Receive fails: terminate, where a command runs, and Delete go out as long as the connection stands and the sign-in holds; events
/// tell of the failure at once, closed comes when that is answered.
class ClientSession {
public:
    /// What the caller does next. Bytes go to the socket; events are told in order.
    struct Output {
        Bytes send = {};
        std::vector<StageEvent> events = {};
        bool askGate = false;  ///< Decide by gateProof(), then call answerGate().
        /// What the mechanism has to know: find it out, then call answerRequest(). Nothing goes on before.
        std::optional<auth::Request> request = {};
        bool resultIsKnown =
            false;            ///< result() is complete; Signal and Delete may still be under way.
        bool closed = false;  ///< Nothing more will be sent; close the socket.
    };

    explicit ClientSession(ClientConfig config);
    ~ClientSession();
    ClientSession(ClientSession&&) noexcept;
    ClientSession& operator=(ClientSession&&) noexcept;
    ClientSession(const ClientSession&) = delete;
    ClientSession& operator=(const ClientSession&) = delete;

    Output start();
    Output receive(ByteView bytes);
    /// The peer closed. Events name the stage that it cut, unless the session was over.
    Output peerClosed();
    /// The delegation gate: \p code is Windows' own where it says no.
    Output answerGate(bool allowed, std::uint32_t code, const Sentence& evidence);
    /// What was asked with Output::request; an error: it could not be found out.
    Output answerRequest(Result<Bytes> answer);
    /// Ends what runs on the server: sends ctrl_c at once, behind a request that may still be unanswered; when all are
    /// answered terminate, then Delete; and is closed when that is answered. While Create is unanswered the shell has no name yet: the Delete goes out when the
    /// answer brings it. Before that nothing is sent and closed is set.
    Output cancel();

    Proof gateProof() const;
    const CommandResult& result() const noexcept;
    /// How many requests were sent so far: one each round trip.
    int roundTrips() const noexcept;
    bool isOver() const noexcept;
    /// Whether all of standard input went out: what it tells the command to do may have been done, or begun.
    bool hasSentInput() const noexcept;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

}  // namespace hopwright::wire::winrm
