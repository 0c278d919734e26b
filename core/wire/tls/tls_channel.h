#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

struct ssl_st;
struct ssl_ctx_st;

namespace hopwright::wire::tls {

/// The most plain bytes one TLS record holds: RFC 5246 6.2.1.
inline constexpr std::size_t maxRecordPlaintext = 16384;

/// The most bytes one call takes: a peer's burst, not a message. A whole handshake is below it too.
inline constexpr std::size_t maxInput = std::size_t{1024} * 1024;

/// AES only, forward secrecy first, GCM before CBC. No ChaCha20: peers compute its CredSSP trailer
/// wrongly.
inline constexpr const char* defaultCiphers =
    "ECDHE+AESGCM:DHE+AESGCM:RSA+AESGCM:ECDHE+AES:DHE+AES:RSA+AES:"
    "!aNULL:!eNULL:!PSK:!SRP:!aDSS:!AESCCM:!AESCCM8";

/// How old a host's keys and parameters may be.
enum class SecurityLevel {
    Normal,       ///< OpenSSL's level 2: RSA and DH of 2048 bits.
    LegacyHosts,  ///< Level 1: DH of 1024 bits, SHA-1 signatures, as Server 2012 R2 still has.
};

/// What the certificate check said. A fact to show or to act on: no verdict ends the handshake.
enum class PeerTrust { NotChecked, Trusted, Untrusted };

/// What the connections of a run share: versions, ciphers, and the authorities, whose PEM is read once. Cheap to copy.
class ClientContext {
public:
    struct Config {
        bool allowTls13 =
            false;  ///< Beside 1.2. Inside HTTP tokens it can leave a server with nothing to say.
        std::string ciphers = defaultCiphers;  ///< For TLS 1.2, in OpenSSL's notation.
        SecurityLevel securityLevel = SecurityLevel::Normal;
        std::string trustedAuthoritiesPem = {};  ///< Empty: the certificate is not checked.
    };

    /// \returns OutOfRange when OpenSSL does not know the ciphers; Malformed when PEM text is not what it should be;
    ///          CryptoUnavailable when OpenSSL cannot.
    static Result<ClientContext> make(const Config& config);
    bool checksPeer() const noexcept { return m_checksPeer; }

    /// How many this process made so far: a test counts.
    static std::size_t madeSoFar() noexcept;

private:
    friend class TlsChannel;
    ClientContext(std::shared_ptr<ssl_ctx_st> context, bool checksPeer);

    std::shared_ptr<ssl_ctx_st> m_context;
    bool m_checksPeer;
};

/// The context for each PEM of authorities, with all else by default, made when it is first asked for. Not for several threads
/// at once.
class ClientContexts {
public:
    Result<ClientContext> of(const std::string& trustedAuthoritiesPem);

private:
    std::map<std::string, ClientContext> m_made;
};

/// One end of a TLS connection without the connection: bytes go in, bytes come out.
///
/// It reads no clock but the one OpenSSL checks a certificate's dates with (only when authorities
/// are given), and takes its randomness from OpenSSL. No compression, no tickets in TLS 1.2, no
/// session cache, no Encrypt-then-MAC: what Schannel does, and what MS-CSSP 3.1.5 asks for.
///
/// After an error the channel is of no further use, but takePending() may hold the alert to send.
class TlsChannel {
public:
    struct ClientConfig {
        bool allowTls13 = false;
        std::string ciphers = defaultCiphers;
        SecurityLevel securityLevel = SecurityLevel::Normal;
        std::string trustedAuthoritiesPem = {};
        std::string expectedName =
            {};  ///< DNS name or IP address to check for, and to ask for (SNI).
        /// Made before, in place of the fields of ClientContext::Config above.
        std::optional<ClientContext> context = {};
    };

    struct ServerConfig {
        std::string certificatePem;  ///< The server's own first, then any intermediate ones.
        Secret privateKeyPem;
        bool allowTls13 = true;  ///< With two tickets, so that no handshake step is silent.
        std::string ciphers = defaultCiphers;
        SecurityLevel securityLevel = SecurityLevel::Normal;
    };

    /// \returns OutOfRange when OpenSSL does not know the ciphers; Malformed when PEM text is not
    ///          what it should be; CryptoUnavailable when OpenSSL cannot.
    static Result<TlsChannel> client(const ClientConfig& config);
    static Result<TlsChannel> server(const ServerConfig& config);

    /// Takes the peer's handshake bytes (a client begins with none) and gives ours; both may be
    /// any part of a flight. The client's end of a TLS 1.3 handshake comes one step before the server's.
    /// Bytes beyond the handshake are kept for decrypt().
    ///
    /// \returns PeerRefused with the alert number in peerStatus when the peer sent a fatal alert;
    ///          PeerClosed on close_notify; TooLarge above maxInput; UnexpectedMessage for anything
    ///          that is not a handshake we can follow.
    Result<Bytes> handshake(ByteView in);
    bool isEstablished() const noexcept;

    /// One record that holds \p plain: 1 to maxRecordPlaintext bytes.
    /// \returns OutOfRange for another length, and before isEstablished().
    Result<Bytes> encrypt(ByteView plain);

    /// Takes the peer's bytes and gives what they decrypt to: empty when a record is not whole yet,
    /// or carried no data.
    ///
    /// \returns as handshake(), and PeerNotAuthentic when a record was altered. A close_notify
    ///          behind data is reported by the next call.
    Result<Bytes> decrypt(ByteView in);

    /// What TLS itself has to say: an alert after a failure, a key update. To be sent first.
    Bytes takePending();

    /// The bytes behind the sealed data of a record that encrypt() made of \p plainLength bytes:
    /// MAC and padding, or the AEAD tag. What WinRM's CredSSP prefix holds (MS-WSMV 2.2.9.1.3).
    std::size_t trailerLength(std::size_t recordLength, std::size_t plainLength) const;

    /// The content of the peer certificate's subjectPublicKey BIT STRING; empty without one.
    Bytes peerSubjectPublicKey() const;
    /// The peer's certificate, PEM; empty without one.
    std::string peerCertificatePem() const;
    PeerTrust peerTrust() const;
    /// Why it is Untrusted, one English clause from OpenSSL; empty otherwise.
    std::string peerTrustDetail() const;

    std::string cipherName() const;    ///< OpenSSL's name; empty before it is chosen.
    std::string protocolName() const;  ///< `TLSv1.2` or `TLSv1.3`.

private:
    struct FreeSsl {
        void operator()(ssl_st* ssl) const noexcept;
    };
    using SslPointer = std::unique_ptr<ssl_st, FreeSsl>;

    TlsChannel(SslPointer ssl, bool checksPeer);

    Result<void> feed(ByteView in);
    Bytes drain();

    SslPointer m_ssl;
    Bytes m_pending;
    bool m_checksPeer;
};

}  // namespace hopwright::wire::tls
