#include "core/wire/ntlm/server.h"

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"
#include "core/text/utf16.h"
#include "core/wire/ntlm/flags.h"
#include "core/wire/ntlm/oid.h"
#include "core/wire/ntlm/target_info.h"

#include <algorithm>
#include <utility>

namespace hopwright::wire::ntlm {

namespace {

std::unexpected<Error> notReady()
{
    return fail(ErrorCode::UnexpectedMessage, Sentence::saying("NTLM has no session key yet"));
}

/// What a client may have; the rest of a CHALLENGE's flags are the server's own.
constexpr std::uint32_t sharedFlags =
    flag::required | flag::requestTarget | flag::alwaysSign | flag::version | flag::key56;

/// What a client must ask for. Python's ntlm-auth asks for OEM text in place of Unicode and does not say NTLM, which
/// Windows takes: a CHALLENGE says NTLM in any case (MS-NLMP 2.2.2.5).
constexpr std::uint32_t neededFlags = flag::required & ~(flag::unicode | flag::ntlm);

constexpr std::size_t proofSize = std::tuple_size_v<Hash>;
/// Where the pairs begin in the blob: MS-NLMP 2.2.2.7.
constexpr std::size_t blobHeader = 28;
constexpr std::size_t sessionKeySize = 16;

/// MS-NLMP 3.2.5.1.2: no user and no response.
bool isAnonymous(const AuthenticateMessage& message)
{
    return message.user.empty() && message.ntResponse.empty() && message.lmResponse.size() <= 1;
}

std::unexpected<Error> logonDenied()
{
    return fail({.code = ErrorCode::LogonDenied,
                 .detail = Sentence::saying("the user name or the password is wrong"),
                 .peerStatus = statusLogonFailure});
}

Result<void> checkFlags(std::uint32_t flags)
{
    const bool text = (flags & (flag::unicode | flag::oem)) != 0;
    if ((flags & neededFlags) != neededFlags || !text) {
        return fail(
            ErrorCode::PeerTooOld,
            Sentence::saying(
                "the client's NTLM lacks what sealing needs: NTLMv2, 128-bit keys, key exchange"));
    }
    return {};
}

Result<bool> announcesMic(ByteView ntResponse)
{
    HOPWRIGHT_TRY(const TargetInfo info,
                  decodeTargetInfo(ntResponse.subspan(proofSize + blobHeader)));
    const AvPair* const pair = info.find(AvId::Flags);
    if (pair == nullptr)
        return false;
    HOPWRIGHT_TRY(const std::uint32_t flags, ByteReader(pair->value).u32le());
    return (flags & avFlagMicProvided) != 0;
}

}  // namespace

Server::Server(Config config) : m_config(std::move(config)) {}

Result<Bytes> Server::step(ByteView token)
{
    const State before = std::exchange(m_state, State::Failed);  // Until proven otherwise.
    if (before == State::AwaitingNegotiate) {
        HOPWRIGHT_TRY(m_challenge, challenge(token));
        m_state = State::AwaitingAuthenticate;
        return m_challenge;
    }
    if (before != State::AwaitingAuthenticate) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an NTLM token came where none was due"));
    }
    HOPWRIGHT_TRY_VOID(accept(token));
    m_state = State::Done;
    return Bytes{};
}

Result<Bytes> Server::challenge(ByteView token)
{
    HOPWRIGHT_TRY(const NegotiateMessage negotiate, decodeNegotiate(token));
    HOPWRIGHT_TRY_VOID(checkFlags(negotiate.flags));
    m_negotiate.assign(token.begin(), token.end());
    m_flags =
        (negotiate.flags & sharedFlags) | flag::ntlm | flag::targetInfo | flag::targetTypeServer;
    if ((m_flags & flag::unicode) == 0)
        m_flags |= flag::oem;

    TargetInfo info;
    const auto add = [&info](AvId id, std::string_view name) -> Result<void> {
        HOPWRIGHT_TRY(Bytes value, text::toUtf16Le(name));
        info.set(id, std::move(value));
        return {};
    };
    HOPWRIGHT_TRY_VOID(add(AvId::NbDomainName, m_config.nbDomainName));
    HOPWRIGHT_TRY_VOID(add(AvId::NbComputerName, m_config.nbComputerName));
    HOPWRIGHT_TRY_VOID(add(AvId::DnsDomainName, m_config.dnsDomainName));
    HOPWRIGHT_TRY_VOID(add(AvId::DnsComputerName, m_config.dnsComputerName));
    Bytes time;
    appendLittleEndian(time, m_config.now.ticks());
    info.set(AvId::Timestamp, std::move(time));

    HOPWRIGHT_TRY(Bytes pairs, encodeTargetInfo(info));
    const bool hasVersion = (m_flags & flag::version) != 0;
    return encodeChallenge({
        .targetName = m_config.nbDomainName,
        .flags = m_flags,
        .serverChallenge = m_config.serverChallenge,
        .targetInfo = std::move(pairs),
        .version = hasVersion ? std::optional(m_config.version) : std::nullopt,
    });
}

Result<void> Server::accept(ByteView token)
{
    HOPWRIGHT_TRY(const AuthenticateMessage message, decodeAuthenticate(token));
    const std::uint32_t flags = message.flags & m_flags;
    HOPWRIGHT_TRY_VOID(checkFlags(flags));
    if (message.encryptedSessionKey.size() != sessionKeySize) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the encrypted session key has not 16 bytes"));
    }

    HOPWRIGHT_TRY(const SessionKey keyExchangeKey, keyOfCaller(message));
    // RC4 is its own reverse.
    const SessionKey encrypted(message.encryptedSessionKey);
    m_exported.emplace(encryptSessionKey(keyExchangeKey, encrypted));
    if (!isAnonymous(message)) {
        HOPWRIGHT_TRY(m_micUsed, announcesMic(message.ntResponse));
    }
    if (m_micUsed)
        HOPWRIGHT_TRY_VOID(checkMic(message, token));
    HOPWRIGHT_TRY(Session session, Session::create(*m_exported, flags, Sender::Server));
    m_session.emplace(std::move(session));
    if (!isAnonymous(message))
        m_peerName = message.domain.empty() ? message.user : message.domain + '\\' + message.user;
    return {};
}

/// Checks the response; gives the KeyExchangeKey of who made it.
Result<SessionKey> Server::keyOfCaller(const AuthenticateMessage& message) const
{
    if (isAnonymous(message)) {
        if (!m_config.allowAnonymous)
            return logonDenied();
        return SessionKey(Hash{});
    }
    if (message.ntResponse.size() <= proofSize + blobHeader)
        return fail(ErrorCode::PeerTooOld, Sentence::saying("the client sent no NTLMv2 response"));
    const std::optional<NtHash> hash = m_config.account(message.domain, message.user);
    if (!hash)
        return logonDenied();
    HOPWRIGHT_TRY(const SessionKey responseKey, ntowfV2(*hash, message.domain, message.user));
    // Over the bytes as received: clients pad the blob, and a list that is written anew has none of that.
    const ByteView response = message.ntResponse;
    HOPWRIGHT_TRY(const Hash proof,
                  ntProof(responseKey, m_config.serverChallenge, response.subspan(proofSize)));
    if (!equalInConstantTime(proof, response.first(proofSize)))
        return logonDenied();
    return sessionBaseKey(responseKey, proof);
}

Result<void> Server::checkMic(const AuthenticateMessage& message, ByteView token) const
{
    if (!message.mic) {
        return fail(ErrorCode::PeerNotAuthentic,
                    Sentence::saying("the client announced a MIC and sent none"));
    }
    Bytes zeroed(token.begin(), token.end());
    std::fill_n(zeroed.begin() + static_cast<std::ptrdiff_t>(micOffset(message)), proofSize,
                std::byte{0});
    HOPWRIGHT_TRY(const Hash expected,
                  messageIntegrity(*m_exported, m_negotiate, m_challenge, zeroed));
    if (!equalInConstantTime(expected, *message.mic)) {
        return fail(ErrorCode::PeerNotAuthentic,
                    Sentence::saying("the MIC of the NTLM exchange is wrong"));
    }
    return {};
}

Result<Bytes> Server::wrap(ByteView plain)
{
    return hasSessionKey() ? m_session->wrap(plain) : notReady();
}

Result<Bytes> Server::unwrap(ByteView sealed)
{
    return hasSessionKey() ? m_session->unwrap(sealed) : notReady();
}

Result<Bytes> Server::signMic(ByteView message)
{
    return hasSessionKey() ? m_session->signMic(message) : notReady();
}

Result<void> Server::verifyMic(ByteView message, ByteView mic)
{
    return hasSessionKey() ? m_session->verifyMic(message, mic) : notReady();
}

ByteView Server::oid() const
{
    return ntlmOid();
}

}  // namespace hopwright::wire::ntlm
