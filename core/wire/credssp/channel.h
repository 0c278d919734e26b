#pragma once

#include "core/wire/auth/mechanism.h"
#include "core/wire/credssp/client.h"
#include "core/wire/credssp/server.h"
#include "core/wire/tls/tls_channel.h"

#include <memory>
#include <optional>

namespace hopwright::wire::credssp {

/// Plain bytes of one sealed message at most: a little below a TLS record, as Schannel's own limit
/// is (PSWSMan sends the same). Longer messages are cut by the caller: MS-WSMV 2.2.9.1.3.
inline constexpr std::size_t maxSealedPlaintext = 16384 - 256;

/// One message sealed after the authentication: MS-WSMV 2.2.9.1.3. The WinRM prefix is trailerLength.
struct SealedMessage {
    std::size_t trailerLength;
    Bytes record;  ///< One whole TLS record.
};

/// Where a CredSSP exchange is, or where it ended: an error leaves the stage as it was.
enum class Stage {
    Tls,        ///< TLS handshake.
    Negotiate,  ///< Authentication tokens go to and fro.
    Bind,  ///< Our last token and our key proof are out; the server's proof, or its refusal, is due.
    Delegate,  ///< The server is authentic; delegate() is the caller's decision.
    Done,  ///< The credentials are out (client), in (server). HTTP's status says how it was taken.
};

/// The client's CredSSP over an exchange of tokens: `Authorization: CredSSP <token>` out,
/// `WWW-Authenticate: CredSSP <token>` in. TLS inside, TSRequest inside TLS. Tokens are raw bytes.
///
/// Five legs: step({}), step() three times with the server's tokens, delegate(). The fourth step()
/// gives no token but the stage Delegate. Sans I/O, but for TlsChannel's randomness.
class ClientChannel {
public:
    struct Config {
        tls::TlsChannel::ClientConfig tls = {};
        Nonce nonce;
        Secret credentials;  ///< TSCredentials, as DER: encodeCredentials().
        std::uint32_t minVersion = 5;
        std::uint32_t highestVersion = newestVersion;
    };

    static Result<ClientChannel> create(Config config, std::unique_ptr<auth::Mechanism> mechanism);

    /// Takes the server's token, empty at first, and gives the next; empty at stage Delegate.
    /// An empty token from the server is legal at the end of a TLS 1.3 handshake only.
    ///
    /// \returns what TlsChannel, decode() and Client return; Truncated or Malformed for half a
    ///          message. In Done a token can only be a refusal: PeerRefused with the status.
    /// While pending(), empty too.
    Result<Bytes> step(ByteView serverToken);

    /// What the mechanism waits for; null: nothing.
    const auth::Request* pending() const { return m_client ? m_client->pending() : nullptr; }
    /// The answer to pending(). \returns as step(), which had to wait.
    Result<Bytes> resume(Result<Bytes> answer);

    /// The token that carries the credentials. \returns NotAllowed but at stage Delegate.
    Result<Bytes> delegate();

    Stage stage() const noexcept { return m_stage; }
    /// The CredSSP version of both, 0 until the server has spoken.
    std::uint32_t version() const noexcept { return m_client ? m_client->version() : 0; }
    /// The error code that the server refused with inside TLS. Nothing for a TLS alert, or when SPNEGO
    /// rejected: these are PeerRefused too.
    std::optional<std::uint32_t> refusal() const noexcept
    {
        return m_client ? m_client->refusal() : std::nullopt;
    }
    const tls::TlsChannel& tls() const noexcept { return m_tls; }
    /// The alert to send after a TLS failure; mostly nobody does.
    Bytes takePending() { return m_tls.takePending(); }

    /// One message to the server. \returns NotAllowed before Done; OutOfRange when \p plain is
    /// empty or above maxSealedPlaintext.
    Result<SealedMessage> seal(ByteView plain);
    /// One message from the server: a whole record, or several.
    /// \returns NotAllowed before Done; Truncated for half a record; else as TlsChannel::decrypt().
    Result<Bytes> open(ByteView record);

private:
    ClientChannel(tls::TlsChannel tls, Config config, std::unique_ptr<auth::Mechanism> mechanism);

    Result<Bytes> onTls(ByteView serverToken);
    Result<Bytes> firstMessage();
    Result<Bytes> onMessage(ByteView serverToken);
    Result<Bytes> tokenOf(const std::optional<TsRequest>& reply);

    tls::TlsChannel m_tls;
    Config m_config;
    std::unique_ptr<auth::Mechanism> m_mechanism;
    std::unique_ptr<Client> m_client;  ///< From the end of the TLS handshake.
    Stage m_stage = Stage::Tls;
    bool m_started = false;
    bool m_failed = false;
};

/// The server's end of the same.
class ServerChannel {
public:
    struct Config {
        tls::TlsChannel::ServerConfig tls;
        std::uint32_t highestVersion = newestVersion;
        std::uint32_t minVersion = oldestVersion;
        ServerFaults faults = {};
    };

    static Result<ServerChannel> create(Config config, std::unique_ptr<auth::Mechanism> mechanism);

    /// Takes the client's token and gives the answer: with 401, but for stage Done, which is the
    /// 200 and an empty answer. An answer with refusal() set goes out and ends the exchange.
    ///
    /// \returns what TlsChannel, decode() and Server return: a 401 without a token, or a close.
    /// Empty while pending().
    Result<Bytes> step(ByteView clientToken);

    /// What the mechanism waits for; null: nothing.
    const auth::Request* pending() const { return m_server.pending(); }
    /// The answer to pending(). \returns as step(), which had to wait.
    Result<Bytes> resume(Result<Bytes> answer);

    Stage stage() const noexcept { return m_stage; }
    std::uint32_t version() const noexcept { return m_server.version(); }
    /// Why the client was refused; nothing while it was not.
    const std::optional<Error>& refusal() const noexcept { return m_server.refusal(); }
    /// Who authenticated, as the mechanism names it; empty before stage Delegate.
    std::string peerName() const;
    Result<auth::Identity> takeCredentials() { return m_server.takeCredentials(); }
    const tls::TlsChannel& tls() const noexcept { return m_tls; }
    Bytes takePending() { return m_tls.takePending(); }

    Result<SealedMessage> seal(ByteView plain);
    Result<Bytes> open(ByteView record);

private:
    ServerChannel(tls::TlsChannel tls, Server::Config config,
                  std::unique_ptr<auth::Mechanism> mechanism);

    Result<Bytes> onMessage(ByteView clientToken);
    Result<Bytes> tokenOf(const std::optional<TsRequest>& reply);

    tls::TlsChannel m_tls;
    std::unique_ptr<auth::Mechanism> m_mechanism;
    ServerFaults m_faults;
    Server m_server;  ///< Holds a reference to the mechanism.
    Stage m_stage = Stage::Tls;
    bool m_failed = false;
};

}  // namespace hopwright::wire::credssp
