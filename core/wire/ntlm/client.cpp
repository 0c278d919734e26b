#include "core/wire/ntlm/client.h"

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

constexpr std::uint32_t offeredFlags = flag::required | flag::oem | flag::requestTarget
                                       | flag::alwaysSign | flag::version | flag::key56;
static_assert(offeredFlags == 0xE2088237);
constexpr std::uint32_t serversOwnFlags =
    flag::targetInfo | flag::targetTypeDomain | flag::targetTypeServer;

/// Sets the bit that says that a MIC follows, beside those the server set.
Result<void> announceMic(TargetInfo& info)
{
    std::uint32_t flags = 0;
    if (const AvPair* const pair = info.find(AvId::Flags)) {
        HOPWRIGHT_TRY(flags, ByteReader(pair->value).u32le());
    }
    Bytes value;
    appendLittleEndian(value, flags | avFlagMicProvided);
    info.set(AvId::Flags, std::move(value));
    return {};
}

Result<std::uint64_t> timeIn(const AvPair& pair)
{
    if (pair.value.size() != sizeof(std::uint64_t))
        return fail(ErrorCode::Malformed, Sentence::saying("the server's time has not 8 bytes"));
    return ByteReader(pair.value).u64le();
}

}  // namespace

Client::Client(Config config) : m_config(std::move(config)) {}

Result<Bytes> Client::step(ByteView token)
{
    const State before = std::exchange(m_state, State::Failed);  // Until proven otherwise.
    if (before == State::Idle && token.empty()) {
        m_negotiate = encodeNegotiate({.flags = offeredFlags, .version = m_config.version});
        m_state = State::AwaitingChallenge;
        return m_negotiate;
    }
    if (before != State::AwaitingChallenge) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an NTLM token came where none was due"));
    }
    HOPWRIGHT_TRY(Bytes reply, authenticate(token));
    m_state = State::Done;
    return reply;
}

Result<Bytes> Client::authenticate(ByteView token)
{
    HOPWRIGHT_TRY(const ChallengeMessage challenge, decodeChallenge(token));
    constexpr std::uint32_t needed = flag::required | flag::targetInfo;
    if ((challenge.flags & needed) != needed) {
        return fail(
            ErrorCode::PeerTooOld,
            Sentence::saying(
                "the server's NTLM lacks what sealing needs: NTLMv2, 128-bit keys, key exchange"));
    }
    HOPWRIGHT_TRY(Responses made, isAnonymous() ? anonymousResponses() : responses(challenge));

    const std::uint32_t flags = ((challenge.flags & (offeredFlags | serversOwnFlags)) & ~flag::oem)
                                | flag::version | (isAnonymous() ? flag::anonymous : 0);
    const AuthenticateMessage message{
        .lmResponse = std::move(made.lm),
        .ntResponse = std::move(made.nt),
        .domain = isAnonymous() ? std::string{} : m_config.identity.domain,
        .user = m_config.identity.user,
        .workstation = m_config.workstation,
        .encryptedSessionKey = encryptSessionKey(made.keyExchangeKey, m_config.exportedSessionKey),
        .flags = flags,
        .version = m_config.version,
        .mic = made.usesMic ? std::optional(Hash{}) : std::nullopt,
    };
    HOPWRIGHT_TRY(Bytes encoded, encodeAuthenticate(message));
    if (made.usesMic) {
        HOPWRIGHT_TRY(const Hash mic,
                      messageIntegrity(m_config.exportedSessionKey, m_negotiate, token, encoded));
        std::ranges::copy(mic, encoded.begin() + static_cast<std::ptrdiff_t>(micOffset(message)));
    }
    HOPWRIGHT_TRY(Session session,
                  Session::create(m_config.exportedSessionKey, flags, Sender::Client));
    m_session.emplace(std::move(session));
    m_micUsed = made.usesMic;
    return encoded;
}

/// MS-NLMP 3.1.5.1.2, for NTLMv2.
Result<Client::Responses> Client::responses(const ChallengeMessage& challenge) const
{
    HOPWRIGHT_TRY(TargetInfo info, decodeTargetInfo(challenge.targetInfo));
    std::uint64_t time = m_config.now.ticks();
    const AvPair* const serverTime = info.find(AvId::Timestamp);
    const bool usesMic = serverTime != nullptr;
    if (usesMic) {
        HOPWRIGHT_TRY(time, timeIn(*serverTime));
    }
    if (m_config.channelBinding) {
        info.set(AvId::ChannelBindings,
                 {m_config.channelBinding->begin(), m_config.channelBinding->end()});
    }
    if (!m_config.spn.empty()) {
        HOPWRIGHT_TRY(Bytes spn, text::toUtf16Le(m_config.spn));
        info.set(AvId::TargetName, std::move(spn));
    }
    if (usesMic)
        HOPWRIGHT_TRY_VOID(announceMic(info));

    const auth::Identity& who = m_config.identity;
    HOPWRIGHT_TRY(const Bytes pairs, encodeTargetInfo(info));
    HOPWRIGHT_TRY(const NtHash hash, NtHash::ofPassword(who.password));
    HOPWRIGHT_TRY(const SessionKey responseKey, ntowfV2(hash, who.domain, who.user));
    const Bytes blob = clientBlob(time, m_config.clientChallenge, pairs);
    HOPWRIGHT_TRY(const Hash proof, ntProof(responseKey, challenge.serverChallenge, blob));
    HOPWRIGHT_TRY(SessionKey baseKey, sessionBaseKey(responseKey, proof));

    Bytes nt(proof.begin(), proof.end());
    append(nt, blob);
    constexpr std::size_t lmSize = 24;
    Bytes lm(lmSize);
    if (!usesMic) {
        HOPWRIGHT_TRY(
            lm, lmV2Response(responseKey, challenge.serverChallenge, m_config.clientChallenge));
    }
    return Responses{.lm = std::move(lm),
                     .nt = std::move(nt),
                     .keyExchangeKey = std::move(baseKey),
                     .usesMic = usesMic};
}

/// MS-NLMP 3.3.2: no NT response, one zero byte of LM response, a key of zeros. The bit that announces a MIC would be
/// in the NT response, so there is none.
Client::Responses Client::anonymousResponses()
{
    return {.lm = Bytes(1), .nt = {}, .keyExchangeKey = SessionKey(Hash{}), .usesMic = false};
}

Result<Bytes> Client::wrap(ByteView plain)
{
    return hasSessionKey() ? m_session->wrap(plain) : notReady();
}

Result<Bytes> Client::unwrap(ByteView sealed)
{
    return hasSessionKey() ? m_session->unwrap(sealed) : notReady();
}

Result<Bytes> Client::signMic(ByteView message)
{
    return hasSessionKey() ? m_session->signMic(message) : notReady();
}

Result<void> Client::verifyMic(ByteView message, ByteView mic)
{
    return hasSessionKey() ? m_session->verifyMic(message, mic) : notReady();
}

ByteView Client::oid() const
{
    return ntlmOid();
}

}  // namespace hopwright::wire::ntlm
