#include "core/wire/credssp/channel.h"

#include "core/crypto/certificate.h"
#include "core/wire/credssp/ts_request_codec.h"

#include <utility>

namespace hopwright::wire::credssp {

namespace {

/// MS-CSSP note 8: one message, one record.
Result<Bytes> sealMessage(tls::TlsChannel& tls, const TsRequest& message)
{
    const Bytes der = encode(message);
    if (der.size() > tls::maxRecordPlaintext) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("the CredSSP message does not fit one TLS record"));
    }
    return tls.encrypt(der);
}

Result<TsRequest> openMessage(tls::TlsChannel& tls, ByteView token)
{
    HOPWRIGHT_TRY(const Bytes der, tls.decrypt(token));
    return decode(der);
}

Result<SealedMessage> sealRecord(tls::TlsChannel& tls, bool ready, ByteView plain)
{
    if (!ready)
        return fail(ErrorCode::NotAllowed, Sentence::saying("the authentication is not complete"));
    if (plain.empty() || plain.size() > maxSealedPlaintext) {
        return fail(ErrorCode::OutOfRange,
                    Sentence::saying("a sealed message has 1 to 16128 bytes"));
    }
    HOPWRIGHT_TRY(Bytes record, tls.encrypt(plain));
    const std::size_t trailer = tls.trailerLength(record.size(), plain.size());
    return SealedMessage{.trailerLength = trailer, .record = std::move(record)};
}

Result<Bytes> openRecord(tls::TlsChannel& tls, bool ready, ByteView record)
{
    if (!ready)
        return fail(ErrorCode::NotAllowed, Sentence::saying("the authentication is not complete"));
    HOPWRIGHT_TRY(Bytes plain, tls.decrypt(record));
    if (plain.empty()) {
        return fail(ErrorCode::Truncated,
                    Sentence::saying("the sealed message is no whole TLS record"), record.size());
    }
    return plain;
}

}  // namespace

// --- The client ---------------------------------------------------------------------------------

Result<ClientChannel> ClientChannel::create(Config config,
                                            std::unique_ptr<auth::Mechanism> mechanism)
{
    HOPWRIGHT_TRY(tls::TlsChannel tls, tls::TlsChannel::client(config.tls));
    return ClientChannel(std::move(tls), std::move(config), std::move(mechanism));
}

ClientChannel::ClientChannel(tls::TlsChannel tls, Config config,
                             std::unique_ptr<auth::Mechanism> mechanism)
    : m_tls(std::move(tls)), m_config(std::move(config)), m_mechanism(std::move(mechanism))
{
}

Result<Bytes> ClientChannel::step(ByteView serverToken)
{
    if (std::exchange(m_failed, true))  // Until proven otherwise.
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("a token came after a failure"));
    auto reply = m_stage == Stage::Tls ? onTls(serverToken) : onMessage(serverToken);
    m_failed = !reply;
    return reply;
}

Result<Bytes> ClientChannel::onTls(ByteView serverToken)
{
    if (m_tls.isEstablished()) {  // TLS 1.3: our Finished was the last word; now come tickets.
        HOPWRIGHT_TRY(const Bytes early, m_tls.decrypt(serverToken));
        if (!early.empty()) {
            return fail(ErrorCode::UnexpectedMessage,
                        Sentence::saying("the server spoke before its turn"));
        }
        return firstMessage();
    }
    if (std::exchange(m_started, true) && serverToken.empty()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server broke the TLS handshake off"));
    }
    HOPWRIGHT_TRY(Bytes reply, m_tls.handshake(serverToken));
    if (!reply.empty())
        return reply;
    if (!m_tls.isEstablished()) {
        return fail(ErrorCode::Truncated, Sentence::saying("the server's TLS message is not whole"),
                    serverToken.size());
    }
    return firstMessage();
}

Result<Bytes> ClientChannel::firstMessage()
{
    m_stage = Stage::Negotiate;
    m_client = std::make_unique<Client>(
        Client::Config{.serverPublicKey = m_tls.peerSubjectPublicKey(),
                       .nonce = m_config.nonce,
                       .credentials = std::exchange(m_config.credentials, Secret()),
                       .minVersion = m_config.minVersion,
                       .highestVersion = m_config.highestVersion},
        *m_mechanism);
    HOPWRIGHT_TRY(const auto first, m_client->start());
    return tokenOf(first);
}

Result<Bytes> ClientChannel::onMessage(ByteView serverToken)
{
    HOPWRIGHT_TRY(const TsRequest message, openMessage(m_tls, serverToken));
    HOPWRIGHT_TRY(const auto reply, m_client->receive(message));
    return tokenOf(reply);
}

Result<Bytes> ClientChannel::resume(Result<Bytes> answer)
{
    if (pending() == nullptr || std::exchange(m_failed, true)) {  // Until proven otherwise.
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an answer came to no question"));
    }
    HOPWRIGHT_TRY(const auto reply, m_client->resume(std::move(answer)));
    auto token = tokenOf(reply);
    m_failed = !token;
    return token;
}

/// \p reply as it goes out; nothing while the mechanism waits, and once the server has proven its key.
Result<Bytes> ClientChannel::tokenOf(const std::optional<TsRequest>& reply)
{
    if (pending() != nullptr)
        return Bytes();
    if (!reply) {
        m_stage = Stage::Delegate;
        return Bytes();
    }
    HOPWRIGHT_TRY(Bytes token, sealMessage(m_tls, *reply));
    if (m_client->state() == Client::State::ProvingKey)
        m_stage = Stage::Bind;
    return token;
}

Result<Bytes> ClientChannel::delegate()
{
    if (m_stage != Stage::Delegate || m_failed) {
        return fail(ErrorCode::NotAllowed,
                    Sentence::saying("the server has not proven its TLS key"));
    }
    m_failed = true;  // Until proven otherwise.
    HOPWRIGHT_TRY(const TsRequest message, m_client->delegate());
    HOPWRIGHT_TRY(Bytes token, sealMessage(m_tls, message));
    m_failed = false;
    m_stage = Stage::Done;
    return token;
}

Result<SealedMessage> ClientChannel::seal(ByteView plain)
{
    return sealRecord(m_tls, m_stage == Stage::Done && !m_failed, plain);
}

Result<Bytes> ClientChannel::open(ByteView record)
{
    return openRecord(m_tls, m_stage == Stage::Done && !m_failed, record);
}

// --- The server ---------------------------------------------------------------------------------

Result<ServerChannel> ServerChannel::create(Config config,
                                            std::unique_ptr<auth::Mechanism> mechanism)
{
    HOPWRIGHT_TRY(Bytes publicKey, crypto::subjectPublicKey(config.tls.certificatePem));
    HOPWRIGHT_TRY(tls::TlsChannel tls, tls::TlsChannel::server(config.tls));
    return ServerChannel(std::move(tls),
                         Server::Config{.publicKey = std::move(publicKey),
                                        .highestVersion = config.highestVersion,
                                        .minVersion = config.minVersion,
                                        .faults = config.faults},
                         std::move(mechanism));
}

ServerChannel::ServerChannel(tls::TlsChannel tls, Server::Config config,
                             std::unique_ptr<auth::Mechanism> mechanism)
    : m_tls(std::move(tls)),
      m_mechanism(std::move(mechanism)),
      m_faults(config.faults),
      m_server(std::move(config), *m_mechanism)
{
}

Result<Bytes> ServerChannel::step(ByteView clientToken)
{
    if (std::exchange(m_failed, true))  // Until proven otherwise.
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("a token came after a failure"));
    if (m_stage == Stage::Tls && !m_tls.isEstablished()) {
        HOPWRIGHT_TRY(Bytes reply, m_tls.handshake(clientToken));
        m_failed = false;
        return reply;
    }
    auto reply = onMessage(clientToken);
    m_failed = !reply || refusal();
    return reply;
}

Result<Bytes> ServerChannel::onMessage(ByteView clientToken)
{
    if (m_stage == Stage::Tls)
        m_stage = Stage::Negotiate;
    HOPWRIGHT_TRY(const TsRequest message, openMessage(m_tls, clientToken));
    if (!message.pubKeyAuth.empty() && m_stage == Stage::Negotiate)
        m_stage = Stage::Bind;
    HOPWRIGHT_TRY(const auto reply, m_server.receive(message));
    return tokenOf(reply);
}

Result<Bytes> ServerChannel::resume(Result<Bytes> answer)
{
    if (pending() == nullptr || std::exchange(m_failed, true)) {  // Until proven otherwise.
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an answer came to no question"));
    }
    HOPWRIGHT_TRY(const auto reply, m_server.resume(std::move(answer)));
    auto token = tokenOf(reply);
    m_failed = !token || refusal();
    return token;
}

/// \p reply as it goes out; nothing while the mechanism waits, and once the credentials are in.
Result<Bytes> ServerChannel::tokenOf(const std::optional<TsRequest>& reply)
{
    if (pending() != nullptr)
        return Bytes();
    if (!reply) {
        m_stage = Stage::Done;
        return Bytes();
    }
    if (m_server.state() != Server::State::Bound)
        return sealMessage(m_tls, *reply);
    m_stage = Stage::Delegate;
    if (!m_faults.halfMessage)
        return sealMessage(m_tls, *reply);
    const Bytes whole = encode(*reply);
    return m_tls.encrypt(ByteView(whole).first(whole.size() / 2));
}

std::string ServerChannel::peerName() const
{
    return m_stage == Stage::Delegate || m_stage == Stage::Done ? m_mechanism->peerName()
                                                                : std::string();
}

Result<SealedMessage> ServerChannel::seal(ByteView plain)
{
    return sealRecord(m_tls, m_stage == Stage::Done && !m_failed, plain);
}

Result<Bytes> ServerChannel::open(ByteView record)
{
    return openRecord(m_tls, m_stage == Stage::Done && !m_failed, record);
}

}  // namespace hopwright::wire::credssp
