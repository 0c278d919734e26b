#include "core/wire/tls/tls_channel.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <utility>
#include <vector>

namespace hopwright::wire::tls {

namespace {

std::atomic<std::size_t>& contextsMade() noexcept
{
    static std::atomic<std::size_t> count = 0;
    return count;
}

constexpr std::size_t recordHeader = 5;  // RFC 5246 6.2.1.
constexpr std::size_t maxPem = std::size_t{1024} * 1024;
constexpr const char* tls13Ciphers = "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256";

struct FreeObject {
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
    void operator()(BIO* bio) const noexcept { BIO_free_all(bio); }
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
template <typename T>
using Pointer = std::unique_ptr<T, FreeObject>;

std::unexpected<Error> noCrypto(const Sentence& detail)
{
    ERR_clear_error();
    return fail(ErrorCode::CryptoUnavailable, detail);
}

Result<Pointer<BIO>> textBio(ByteView text)
{
    if (text.size() > maxPem)
        return fail(ErrorCode::TooLarge, Sentence::saying("the PEM text is too large"));
    Pointer<BIO> bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    if (!bio)
        return noCrypto(Sentence::saying("OpenSSL gave no memory"));
    return bio;
}

/// The certificates of a PEM text, in order; at least one.
Result<std::vector<Pointer<X509>>> certificatesOf(const std::string& pem)
{
    HOPWRIGHT_TRY(const Pointer<BIO> bio, textBio(std::as_bytes(std::span(pem))));
    std::vector<Pointer<X509>> found;
    while (X509* const each = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
        found.emplace_back(each);
    // The end of the text is "no start line"; anything else is a broken certificate.
    const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (found.empty() || !ended)
        return fail(ErrorCode::Malformed, Sentence::saying("the text is no PEM certificate"));
    return found;
}

/// Reference 1.3: what every client that talks to Schannel sets, and no resumption of any kind.
Result<Pointer<SSL_CTX>> newContext(const SSL_METHOD* method, bool allowTls13,
                                    const std::string& ciphers, SecurityLevel level)
{
    Pointer<SSL_CTX> context(SSL_CTX_new(method));
    if (!context)
        return noCrypto(Sentence::saying("OpenSSL gave no TLS"));
    SSL_CTX* const raw = context.get();
    SSL_CTX_set_security_level(raw, level == SecurityLevel::LegacyHosts ? 1 : 2);
    SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS
                                 | SSL_OP_NO_TICKET | SSL_OP_NO_ENCRYPT_THEN_MAC
                                 | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(raw, SSL_MODE_AUTO_RETRY);
    const bool done =
        SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1
        && SSL_CTX_set_max_proto_version(raw, allowTls13 ? TLS1_3_VERSION : TLS1_2_VERSION) == 1
        && SSL_CTX_set_ciphersuites(raw, tls13Ciphers) == 1;
    if (!done)
        return noCrypto(Sentence::saying("OpenSSL does not do TLS 1.2"));
    if (SSL_CTX_set_cipher_list(raw, ciphers.c_str()) != 1) {
        ERR_clear_error();
        return fail(ErrorCode::OutOfRange, Sentence::saying("OpenSSL does not know the ciphers"));
    }
    return context;
}

Result<void> trust(SSL_CTX* context, const std::string& authoritiesPem)
{
    HOPWRIGHT_TRY(const auto authorities, certificatesOf(authoritiesPem));
    X509_STORE* const store = SSL_CTX_get_cert_store(context);
    for (const auto& each : authorities) {
        if (X509_STORE_add_cert(store, each.get()) != 1)
            return noCrypto(Sentence::saying("OpenSSL did not take the authority"));
    }
    return {};
}

/// Asks for \p name (SNI, DNS names only: RFC 6066 3) and, when peers are checked, checks for it.
Result<void> expectName(SSL* ssl, const std::string& name)
{
    if (name.empty())
        return {};
    X509_VERIFY_PARAM* const rules = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, name.c_str()) == 1)
        return {};
    ERR_clear_error();
    // SSL_set_tlsext_host_name() without its cast; the name is copied.
    const long asked = SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                                const_cast<char*>(name.c_str()));
    if (SSL_set1_host(ssl, name.c_str()) != 1 || asked != 1) {
        ERR_clear_error();
        return fail(ErrorCode::OutOfRange, Sentence::saying("the expected name is no host name"));
    }
    return {};
}

Result<void> useCertificate(SSL_CTX* context, const TlsChannel::ServerConfig& config)
{
    HOPWRIGHT_TRY(const auto chain, certificatesOf(config.certificatePem));
    HOPWRIGHT_TRY(const Pointer<BIO> keyBio, textBio(config.privateKeyPem.expose()));
    const Pointer<EVP_PKEY> key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, nullptr, nullptr));
    if (!key) {
        ERR_clear_error();
        return fail(ErrorCode::Malformed, Sentence::saying("the text is no PEM private key"));
    }
    bool done = SSL_CTX_use_certificate(context, chain.front().get()) == 1
                && SSL_CTX_use_PrivateKey(context, key.get()) == 1;
    for (std::size_t i = 1; i < chain.size(); ++i)
        done = done && SSL_CTX_add1_chain_cert(context, chain[i].get()) == 1;
    if (!done) {
        ERR_clear_error();
        return fail(ErrorCode::Malformed,
                    Sentence::saying("certificate and private key are not a pair"));
    }
    return {};
}

/// What the failure of an SSL call means; \p result is what SSL_get_error() said.
Error errorOf(int result)
{
    const unsigned long code = ERR_peek_last_error();
    const int reason = ERR_GET_REASON(code);
    const char* const text = ERR_reason_error_string(code);
    ERR_clear_error();
    if (result == SSL_ERROR_ZERO_RETURN)
        return {.code = ErrorCode::PeerClosed, .detail = Sentence::saying("the peer closed TLS")};
    // OpenSSL numbers the alerts that it received so: ssl.h, SSL_AD_REASON_OFFSET.
    constexpr int highestAlert = 255;
    if (reason >= SSL_AD_REASON_OFFSET && reason <= SSL_AD_REASON_OFFSET + highestAlert) {
        return {.code = ErrorCode::PeerRefused,
                .detail = Sentence::saying("the peer sent a TLS alert"),
                .peerStatus = static_cast<std::uint32_t>(reason - SSL_AD_REASON_OFFSET)};
    }
    if (reason == SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC
        || reason == SSL_R_DIGEST_CHECK_FAILED) {
        return {.code = ErrorCode::PeerNotAuthentic,
                .detail = Sentence::saying("a TLS record was altered")};
    }
    return {.code = ErrorCode::UnexpectedMessage,
            .detail = Sentence::saying("TLS failed: %1",
                                       text != nullptr ? Sentence::verbatim(text)
                                                       : Sentence::saying("no reason given"))};
}

/// The bytes between the header and the sealed data. AEAD ciphers of TLS 1.2 show 8 bytes of nonce
/// (RFC 5288 3), CBC ones a whole block (RFC 5246 6.2.3.2); TLS 1.3 and ChaCha20 nothing.
std::size_t explicitIvLength(const SSL* ssl)
{
    constexpr std::size_t aeadNonce = 8;
    constexpr std::size_t aesBlock = 16;
    constexpr std::size_t desBlock = 8;
    const SSL_CIPHER* const cipher = SSL_get_current_cipher(ssl);
    if (cipher == nullptr || SSL_version(ssl) >= TLS1_3_VERSION)
        return 0;
    switch (SSL_CIPHER_get_cipher_nid(cipher)) {
    case NID_aes_128_cbc:
    case NID_aes_256_cbc:
        return aesBlock;
    case NID_des_ede3_cbc:
        return desBlock;
    case NID_chacha20_poly1305:
        return 0;
    default:
        return aeadNonce;
    }
}

}  // namespace

void TlsChannel::FreeSsl::operator()(ssl_st* ssl) const noexcept
{
    SSL_free(ssl);
}

TlsChannel::TlsChannel(SslPointer ssl, bool checksPeer)
    : m_ssl(std::move(ssl)), m_checksPeer(checksPeer)
{
}

namespace {

/// An SSL on two memory BIOs of its own; nothing when there is no memory.
SSL* newSsl(SSL_CTX* context)
{
    SSL* const ssl = SSL_new(context);
    Pointer<BIO> in(BIO_new(BIO_s_mem()));
    Pointer<BIO> out(BIO_new(BIO_s_mem()));
    if (ssl == nullptr || !in || !out) {
        SSL_free(ssl);
        return nullptr;
    }
    BIO_set_mem_eof_return(in.get(), -1);  // An empty BIO says "later", not "end".
    BIO_set_mem_eof_return(out.get(), -1);
    SSL_set_bio(ssl, in.release(), out.release());  // Takes both.
    return ssl;
}

}  // namespace

ClientContext::ClientContext(std::shared_ptr<ssl_ctx_st> context, bool checksPeer)
    : m_context(std::move(context)), m_checksPeer(checksPeer)
{
}

Result<ClientContext> ClientContext::make(const Config& config)
{
    HOPWRIGHT_TRY(Pointer<SSL_CTX> context, newContext(TLS_client_method(), config.allowTls13,
                                                       config.ciphers, config.securityLevel));
    const bool checksPeer = !config.trustedAuthoritiesPem.empty();
    if (checksPeer)
        HOPWRIGHT_TRY_VOID(trust(context.get(), config.trustedAuthoritiesPem));
    // The check runs all the same, and SSL_get_verify_result() tells how it ended.
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    ++contextsMade();
    return ClientContext(std::shared_ptr<SSL_CTX>(std::move(context)), checksPeer);
}

std::size_t ClientContext::madeSoFar() noexcept
{
    return contextsMade();
}

Result<ClientContext> ClientContexts::of(const std::string& trustedAuthoritiesPem)
{
    const auto found = m_made.find(trustedAuthoritiesPem);
    if (found != m_made.end())
        return found->second;
    HOPWRIGHT_TRY(ClientContext made,
                  ClientContext::make({.trustedAuthoritiesPem = trustedAuthoritiesPem}));
    m_made.emplace(trustedAuthoritiesPem, made);
    return made;
}

Result<TlsChannel> TlsChannel::client(const ClientConfig& config)
{
    auto context =
        config.context
            ? Result<ClientContext>(*config.context)
            : ClientContext::make({.allowTls13 = config.allowTls13,
                                   .ciphers = config.ciphers,
                                   .securityLevel = config.securityLevel,
                                   .trustedAuthoritiesPem = config.trustedAuthoritiesPem});
    if (!context)
        return fail(std::move(context).error());
    SslPointer ssl(newSsl(context->m_context.get()));
    if (!ssl)
        return noCrypto(Sentence::saying("OpenSSL gave no memory"));
    HOPWRIGHT_TRY_VOID(expectName(ssl.get(), config.expectedName));
    SSL_set_connect_state(ssl.get());
    return TlsChannel(std::move(ssl), context->m_checksPeer);
}

Result<TlsChannel> TlsChannel::server(const ServerConfig& config)
{
    HOPWRIGHT_TRY(const Pointer<SSL_CTX> context, newContext(TLS_server_method(), config.allowTls13,
                                                             config.ciphers, config.securityLevel));
    HOPWRIGHT_TRY_VOID(useCertificate(context.get(), config));
    SSL_CTX_set_num_tickets(context.get(), 2);
    SSL_CTX_set_dh_auto(context.get(), 1);
    SslPointer ssl(newSsl(context.get()));
    if (!ssl)
        return noCrypto(Sentence::saying("OpenSSL gave no memory"));
    SSL_set_accept_state(ssl.get());
    return TlsChannel(std::move(ssl), false);
}

bool TlsChannel::isEstablished() const noexcept
{
    return SSL_is_init_finished(m_ssl.get()) != 0;
}

Result<void> TlsChannel::feed(ByteView in)
{
    if (in.size() > maxInput)
        return fail(ErrorCode::TooLarge, Sentence::saying("the peer sent too much at once"));
    if (in.empty())
        return {};
    const int wanted = static_cast<int>(in.size());
    if (BIO_write(SSL_get_rbio(m_ssl.get()), in.data(), wanted) != wanted)
        return noCrypto(Sentence::saying("OpenSSL gave no memory"));
    return {};
}

Bytes TlsChannel::drain()
{
    BIO* const out = SSL_get_wbio(m_ssl.get());
    Bytes bytes(BIO_ctrl_pending(out));
    const int got = bytes.empty() ? 0 : BIO_read(out, bytes.data(), static_cast<int>(bytes.size()));
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

Result<Bytes> TlsChannel::handshake(ByteView in)
{
    HOPWRIGHT_TRY_VOID(feed(in));
    ERR_clear_error();
    const int done = SSL_do_handshake(m_ssl.get());
    const int result = SSL_get_error(m_ssl.get(), done);
    if (done == 1 || result == SSL_ERROR_WANT_READ)
        return drain();
    const Error error = errorOf(result);
    m_pending = drain();
    return fail(error);
}

Result<Bytes> TlsChannel::encrypt(ByteView plain)
{
    if (!isEstablished() || plain.empty() || plain.size() > maxRecordPlaintext)
        return fail(ErrorCode::OutOfRange, Sentence::saying("a TLS record holds 1 to 16384 bytes"));
    const Bytes before = drain();  // A key update's answer.
    m_pending.insert(m_pending.end(), before.begin(), before.end());
    ERR_clear_error();
    const int wanted = static_cast<int>(plain.size());
    const int written = SSL_write(m_ssl.get(), plain.data(), wanted);
    if (written != wanted)
        return fail(errorOf(SSL_get_error(m_ssl.get(), written)));
    Bytes record = drain();
    const auto octet = [&record](std::size_t at) {
        return std::to_integer<std::size_t>(record[at]);
    };
    // Windows wants one record per message: MS-CSSP note 8.
    if (record.size() < recordHeader
        || recordHeader + (octet(3) << 8U | octet(4)) != record.size()) {
        return fail(ErrorCode::CryptoUnavailable,
                    Sentence::saying("OpenSSL made no single TLS record"));
    }
    return record;
}

Result<Bytes> TlsChannel::decrypt(ByteView in)
{
    if (!isEstablished())
        return fail(ErrorCode::OutOfRange, Sentence::saying("the TLS handshake is not complete"));
    HOPWRIGHT_TRY_VOID(feed(in));
    Bytes plain;
    for (;;) {
        const std::size_t before = plain.size();
        plain.resize(before + maxRecordPlaintext);
        ERR_clear_error();
        const int got = SSL_read(m_ssl.get(), plain.data() + before, int{maxRecordPlaintext});
        plain.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got > 0)
            continue;
        const int result = SSL_get_error(m_ssl.get(), got);
        const Bytes answers = drain();  // A key update's answer, or an alert.
        m_pending.insert(m_pending.end(), answers.begin(), answers.end());
        if (result == SSL_ERROR_WANT_READ || (result == SSL_ERROR_ZERO_RETURN && !plain.empty())) {
            ERR_clear_error();
            return plain;
        }
        return fail(errorOf(result));
    }
}

Bytes TlsChannel::takePending()
{
    return std::exchange(m_pending, {});
}

std::size_t TlsChannel::trailerLength(std::size_t recordLength, std::size_t plainLength) const
{
    const std::size_t others = recordHeader + explicitIvLength(m_ssl.get()) + plainLength;
    return recordLength > others ? recordLength - others : 0;
}

Bytes TlsChannel::peerSubjectPublicKey() const
{
    const X509* const certificate = SSL_get0_peer_certificate(m_ssl.get());
    const ASN1_BIT_STRING* const bits =
        certificate != nullptr ? X509_get0_pubkey_bitstr(certificate) : nullptr;
    if (bits == nullptr)
        return {};
    const auto view = std::as_bytes(
        std::span(ASN1_STRING_get0_data(bits), static_cast<std::size_t>(ASN1_STRING_length(bits))));
    return {view.begin(), view.end()};
}

std::string TlsChannel::peerCertificatePem() const
{
    X509* const certificate = SSL_get0_peer_certificate(m_ssl.get());
    const Pointer<BIO> bio(BIO_new(BIO_s_mem()));
    if (certificate == nullptr || !bio || PEM_write_bio_X509(bio.get(), certificate) != 1) {
        ERR_clear_error();
        return {};
    }
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

PeerTrust TlsChannel::peerTrust() const
{
    if (!m_checksPeer || SSL_get0_peer_certificate(m_ssl.get()) == nullptr)
        return PeerTrust::NotChecked;
    return SSL_get_verify_result(m_ssl.get()) == X509_V_OK ? PeerTrust::Trusted
                                                           : PeerTrust::Untrusted;
}

std::string TlsChannel::peerTrustDetail() const
{
    if (peerTrust() != PeerTrust::Untrusted)
        return {};
    return X509_verify_cert_error_string(SSL_get_verify_result(m_ssl.get()));
}

std::string TlsChannel::cipherName() const
{
    const SSL_CIPHER* const cipher = SSL_get_current_cipher(m_ssl.get());
    return cipher != nullptr ? SSL_CIPHER_get_name(cipher) : std::string();
}

std::string TlsChannel::protocolName() const
{
    return SSL_get_version(m_ssl.get());
}

}  // namespace hopwright::wire::tls
