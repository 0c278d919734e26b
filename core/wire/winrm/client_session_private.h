#pragma once

#include "core/wire/credssp/channel.h"
#include "core/wire/http/auth_header.h"
#include "core/wire/http/reader.h"
#include "core/wire/winrm/client_session.h"
#include "core/wire/wsman/envelope.h"
#include "core/wire/wsman/fault.h"
#include "core/wire/wsman/sealer.h"

#include <cassert>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hopwright::wire::winrm {

// What one connection holds, for the files of client_session alone: client_session.cpp is the connection,
// client_session_sign_in.cpp the legs of the sign-in, client_session_shell.cpp what goes on in the shell.

inline constexpr int statusUnauthorized = 401;
inline constexpr int statusOk = 200;
inline constexpr int statusServerError = 500;

/// \p typed without brackets, and without the zone of an IPv6 address, which no other machine knows (RFC 6874 4).
std::string plainHost(std::string_view typed);

struct ClientSession::Private {
    enum class State {
        Idle,
        Authenticating,
        Waiting,  ///< The mechanism does, until answerRequest().
        Gate,
        Creating,
        Commanding,
        Sending,
        Receiving,
        Signaling,
        Deleting,
        LateCreate,  ///< Cancelled while Create was unanswered.
        Ending,      ///< Cancelled or failed: what is still answered is cleaning up.
        Over
    };

    explicit Private(ClientConfig given) : config(std::move(given)) { assert(config.initiator); }

    ClientConfig config;
    State state = State::Idle;
    Stage stage = Stage::Offer;
    http::ResponseReader reader;
    std::unique_ptr<auth::Mechanism> mechanism;  ///< Negotiate.
    std::optional<credssp::ClientChannel> channel;
    std::unique_ptr<wsman::Sealer> sealer;
    std::string shellId;
    std::string commandId;
    bool commandEnds = false;  ///< Ending: it is still to be terminated, after that
    bool shellEnds = false;    ///< its shell deleted.
    std::size_t sent = 0;      ///< Of standard input.
    int outstanding = 0;
    int trips = 0;
    bool offered = false;
    bool tokensLeft = true;  ///< Negotiate: our last token is not out yet.
    bool tlsDone = false;
    bool isClosing = false;  ///< Negotiate: the server's 200 is in.
    credssp::Stage before =
        credssp::Stage::Tls;  ///< CredSSP: where the last token met the channel.
    std::string doubt;        ///< Of a lab's host, about the account, in its last answer.
    CommandResult result;
    Output out;

    void event(Stage at, StageState how, Sentence evidence = {}, Refusal refusal = Refusal::None,
               std::optional<std::uint32_t> code = {})
    {
        if (how == StageState::Running)
            stage = at;
        out.events.push_back({.stage = at,
                              .state = how,
                              .refusal = refusal,
                              .code = code,
                              .evidence = std::move(evidence)});
    }

    void end(Stage at, StageState how, Sentence evidence, Refusal refusal = Refusal::None,
             std::optional<std::uint32_t> code = {})
    {
        if (refusal == Refusal::LogonFailed && !doubt.empty()) {
            refusal = Refusal::TrustUnknown;
            evidence = Sentence::verbatim(doubt);
        }
        event(at, how, std::move(evidence), refusal, code);
        state = State::Over;
        out.closed = true;
    }

    /// Tells how the command ended, and frees what is on the server: nothing would but the shell's own time, hours later.
    void endShell(StageState how, Sentence evidence, Refusal refusal = Refusal::None,
                  std::optional<std::uint32_t> code = {});

    /// Without a code: a refusal that has one is denied, and a TLS alert's number is none of Windows'.
    void failOn(Stage at, const Error& error) { end(at, StageState::Failed, error.detail); }

    std::string hostHeader() const
    {
        const std::string host = plainHost(config.host);
        const bool ipv6 = host.contains(':');
        return (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(config.port);
    }
    std::string address() const { return "http://" + hostHeader() + "/wsman"; }
    std::string_view scheme() const
    {
        return config.scheme == Scheme::CredSsp ? "CredSSP" : "Negotiate";
    }

    Result<std::unique_ptr<auth::Mechanism>> makeMechanism(const std::string& service);
    Result<void> makeChannel();
    void send(const http::Headers& headers, Bytes body);
    void sendToken(ByteView token);
    void sendSoap(std::string_view action, std::string_view body);
    void start();
    void readOn();
    void onResponse(const http::Response& response);
    void onAuthentication(const http::Response& response);
    void onUnauthorized(const std::vector<http::AuthChallenge>& challenges);
    void onRefusedWithoutToken(const std::vector<http::AuthChallenge>& challenges);
    bool waits(const auth::Request* pending);
    void resume(Result<Bytes> answer);
    void onNegotiateToken(ByteView token);
    void onNegotiateReply(const Result<Bytes>& reply);
    void onCredSspReply(const Result<Bytes>& reply);
    void onCredSspError(const Error& error);
    void onAuthenticated(ByteView closingToken);
    void onClosed(const Result<Bytes>& reply);
    void openShell();
    void onSoap(const http::Response& response);
    void onAnswer(const wsman::Envelope& envelope);
    void onFault(const wsman::Fault& fault);
    void onReceived(const wsman::Envelope& envelope);
    void sendInput();
    void delegate();
    void cancel();
    void endNext();
};

}  // namespace hopwright::wire::winrm
