#include "core/wire/spnego/server.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

namespace hopwright::wire::spnego {

namespace {

constexpr std::string_view ntlmSignature{"NTLMSSP\0", 8};

std::unexpected<Error> notReady()
{
    return fail(ErrorCode::UnexpectedMessage, Sentence::saying("SPNEGO has no session key yet"));
}

}  // namespace

bool startsWithNtlmSignature(ByteView token)
{
    return token.size() >= ntlmSignature.size()
           && std::ranges::equal(token.first(ntlmSignature.size()),
                                 std::as_bytes(std::span(ntlmSignature)));
}

Server::Server(Config config) : m_config(std::move(config))
{
    assert(!m_config.mechanisms.empty());
    assert(m_config.rawTokens.mechanism < m_config.mechanisms.size());
}

Result<Bytes> Server::step(ByteView token)
{
    const State before = std::exchange(m_state, State::Failed);  // Until proven otherwise.
    if (before == State::Raw)
        return onRaw(token);
    const auto& isRawToken = m_config.rawTokens.matches;
    if (before == State::AwaitingInit && isRawToken && isRawToken(token)) {
        m_raw = true;
        m_active = m_config.rawTokens.mechanism;
        return onRaw(token);
    }
    HOPWRIGHT_TRY(const Token message, decodeToken(token));
    const auto* const init = std::get_if<NegTokenInit>(&message);
    if (before == State::AwaitingInit && init != nullptr)
        return onInit(*init);
    const auto* const response = std::get_if<NegTokenResp>(&message);
    if (before == State::Negotiating && response != nullptr)
        return onResponse(*response);
    return fail(ErrorCode::UnexpectedMessage,
                Sentence::saying("an SPNEGO token came where none was due"));
}

Result<Bytes> Server::onRaw(ByteView token)
{
    return advance(token, {});
}

/// RFC 4178 4.2.1: the client's order decides, and its token is for its first mechanism.
Result<Bytes> Server::onInit(const NegTokenInit& init)
{
    const auto ours = [this](const Bytes& oid) {
        return std::ranges::find_if(m_config.mechanisms, [&oid](const auto& each) {
            return std::ranges::equal(each->oid(), oid);
        });
    };
    const auto chosen = std::ranges::find_if(
        init.mechTypes, [&](const Bytes& oid) { return ours(oid) != m_config.mechanisms.end(); });
    if (chosen == init.mechTypes.end()) {
        return fail(ErrorCode::Unsupported,
                    Sentence::saying("the client offers no mechanism that is spoken here"));
    }
    m_active = static_cast<std::size_t>(ours(*chosen) - m_config.mechanisms.begin());
    m_mechTypeList = init.mechTypeList;

    NegTokenResp reply{.supportedMech = *chosen};
    m_micRequested = chosen != init.mechTypes.begin();
    if (m_micRequested || !init.mechToken) {
        reply.negState = m_micRequested ? NegState::RequestMic : NegState::AcceptIncomplete;
        m_state = State::Negotiating;
        return encode(reply);
    }
    return advance(*init.mechToken, {.listMic = init.mechListMic, .reply = std::move(reply)});
}

Result<Bytes> Server::onResponse(const NegTokenResp& response)
{
    if (response.negState == NegState::Reject) {
        return fail(ErrorCode::PeerRefused,
                    Sentence::saying("the client rejected the negotiation"));
    }
    return advance(response.responseToken.value_or(Bytes{}), {.listMic = response.mechListMic});
}

/// Gives the mechanism its token; \p turn says what its answer goes into.
Result<Bytes> Server::advance(ByteView mechToken, Turn turn)
{
    HOPWRIGHT_TRY(Bytes token, mechanism().step(mechToken));
    return goOn(std::move(turn), std::move(token));
}

const auth::Request* Server::pending() const
{
    return m_state == State::Waiting ? active().pending() : nullptr;
}

Result<Bytes> Server::resume(Result<Bytes> answer)
{
    const State before = std::exchange(m_state, State::Failed);  // Until proven otherwise.
    if (before != State::Waiting) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an answer came to no question"));
    }
    HOPWRIGHT_TRY(Bytes token, mechanism().resume(std::move(answer)));
    return goOn(std::exchange(m_turn, {}), std::move(token));
}

/// The mechanism said \p token, or has to wait: then the rest of the turn comes with resume().
Result<Bytes> Server::goOn(Turn turn, Bytes token)
{
    if (mechanism().pending() != nullptr) {
        m_turn = std::move(turn);
        m_state = State::Waiting;
        return Bytes{};
    }
    const bool isReady = mechanism().hasSessionKey();
    if (m_raw) {
        m_state = isReady ? State::Done : State::Raw;
        return token;
    }
    NegTokenResp& reply = turn.reply;
    if (!token.empty())
        reply.responseToken = std::move(token);
    if (!isReady) {
        reply.negState = NegState::AcceptIncomplete;
        m_state = State::Negotiating;
        return encode(reply);
    }
    HOPWRIGHT_TRY_VOID(close(turn.listMic, reply));
    reply.negState = NegState::AcceptCompleted;
    m_state = State::Done;
    return encode(reply);
}

/// MS-SPNG 3.3.5.1: takes the client's MIC over its list, and answers with ours.
Result<void> Server::close(const std::optional<Bytes>& listMic, NegTokenResp& reply)
{
    if (!listMic) {
        if (m_micRequested || mechanism().wantsListMic()) {
            return fail(ErrorCode::PeerNotAuthentic,
                        Sentence::saying("the client's MIC over the mechanism list is missing"));
        }
        return {};
    }
    HOPWRIGHT_TRY_VOID(mechanism().verifyMic(m_mechTypeList, *listMic));
    HOPWRIGHT_TRY(Bytes mic, mechanism().signMic(m_mechTypeList));
    // Bytes 4 to 11 of an NTLM signature are its checksum; other mechanisms' middles are no padding either.
    if (m_config.faults.wrongListMic && !mic.empty())
        mic[mic.size() / 2] ^= std::byte{0x01};
    reply.mechListMic = std::move(mic);
    return {};
}

Result<Bytes> Server::wrap(ByteView plain)
{
    if (!hasSessionKey())
        return notReady();
    HOPWRIGHT_TRY(Bytes wrapped, mechanism().wrap(plain));
    constexpr std::size_t signatureMiddle = 8;
    if (m_config.faults.wrongSignature && wrapped.size() > signatureMiddle)
        wrapped[signatureMiddle] ^= std::byte{0x01};
    return wrapped;
}

Result<Bytes> Server::unwrap(ByteView sealed)
{
    return hasSessionKey() ? mechanism().unwrap(sealed) : notReady();
}

Result<Bytes> Server::signMic(ByteView message)
{
    return hasSessionKey() ? mechanism().signMic(message) : notReady();
}

Result<void> Server::verifyMic(ByteView message, ByteView mic)
{
    return hasSessionKey() ? mechanism().verifyMic(message, mic) : notReady();
}

}  // namespace hopwright::wire::spnego
