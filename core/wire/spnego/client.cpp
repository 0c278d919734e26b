#include "core/wire/spnego/client.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace hopwright::wire::spnego {

Client::Client(std::vector<std::unique_ptr<auth::Mechanism>> mechanisms)
    : m_mechanisms(std::move(mechanisms))
{
    assert(!m_mechanisms.empty());
}

Result<Bytes> Client::step(ByteView token)
{
    const State before = std::exchange(m_state, State::Failed);  // Until proven otherwise.
    if (before == State::Idle && token.empty())
        return start();
    if (before != State::Negotiating && before != State::Closing) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("an SPNEGO token came where none was due"));
    }
    HOPWRIGHT_TRY(Token message, decodeToken(token));
    auto* const reply = std::get_if<NegTokenResp>(&message);
    if (reply == nullptr) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server began the negotiation anew"));
    }
    return onReply(std::move(*reply), before);
}

Result<Bytes> Client::start()
{
    for (const auto& each : m_mechanisms) {
        const ByteView oid = each->oid();
        m_mechTypes.emplace_back(oid.begin(), oid.end());
    }
    m_mechTypeList = encodeMechTypeList(m_mechTypes);
    HOPWRIGHT_TRY(Bytes token, mechanism().step({}));
    return goOn({.before = State::Idle}, std::move(token));
}

Result<Bytes> Client::onReply(NegTokenResp reply, State before)
{
    if (reply.negState == NegState::Reject) {
        return fail(ErrorCode::PeerRefused,
                    Sentence::saying("the server rejected the negotiation"));
    }
    if (reply.negState == NegState::RequestMic)
        m_micRequested = true;
    HOPWRIGHT_TRY_VOID(select(reply));

    const bool hasToken = reply.responseToken && !reply.responseToken->empty();
    if (before == State::Closing && hasToken) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("a mechanism token came after the last one"));
    }
    Bytes token;
    if (before == State::Negotiating && (hasToken || !mechanism().hasSessionKey())) {
        HOPWRIGHT_TRY(token, mechanism().step(reply.responseToken.value_or(Bytes{})));
    }
    return goOn({.before = before, .reply = std::move(reply)}, std::move(token));
}

const auth::Request* Client::pending() const
{
    return m_state == State::Waiting ? active().pending() : nullptr;
}

Result<Bytes> Client::resume(Result<Bytes> answer)
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
Result<Bytes> Client::goOn(Turn turn, Bytes token)
{
    if (mechanism().pending() != nullptr) {
        m_turn = std::move(turn);
        m_state = State::Waiting;
        return Bytes{};
    }
    if (turn.before != State::Idle)
        return afterReply(turn, std::move(token));
    m_state = State::Negotiating;
    return encode(NegTokenInit{.mechTypes = m_mechTypes, .mechToken = std::move(token)});
}

Result<Bytes> Client::afterReply(const Turn& turn, Bytes token)
{
    Bytes out;
    if (turn.before == State::Negotiating) {
        HOPWRIGHT_TRY(out, answer(std::move(token)));
    }
    if (mechanism().hasSessionKey())
        HOPWRIGHT_TRY_VOID(checkListMic(turn.reply));

    HOPWRIGHT_TRY(m_state, stateAfter(turn.reply, turn.before, !out.empty()));
    return out;
}

/// Where \p reply leads. \p hasAnswer says whether we have something to say to it.
Result<Client::State> Client::stateAfter(const NegTokenResp& reply, State before,
                                         bool hasAnswer) const
{
    const bool isReady = active().hasSessionKey();
    if (reply.negState != NegState::AcceptCompleted) {
        if (before == State::Closing) {
            return fail(ErrorCode::UnexpectedMessage,
                        Sentence::saying("the server does not complete"));
        }
        return isReady ? State::Closing : State::Negotiating;
    }
    if (!isReady || hasAnswer) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server completed before the mechanism did"));
    }
    if (m_micSent && !m_micVerified) {
        return fail(ErrorCode::PeerNotAuthentic,
                    Sentence::saying("the server's MIC over the mechanism list is missing"));
    }
    return State::Done;
}

/// Goes over to the mechanism that the server names: in its first reply only, RFC 4178 4.2.2.
Result<void> Client::select(const NegTokenResp& reply)
{
    if (!reply.supportedMech) {
        m_selected = true;
        return {};
    }
    const auto named = std::ranges::find_if(m_mechanisms, [&](const auto& each) {
        return std::ranges::equal(each->oid(), *reply.supportedMech);
    });
    if (named == m_mechanisms.end()) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server chose a mechanism not offered"));
    }
    const auto index = static_cast<std::size_t>(named - m_mechanisms.begin());
    if (m_selected && index != m_active) {
        return fail(ErrorCode::UnexpectedMessage,
                    Sentence::saying("the server changed the mechanism"));
    }
    m_selected = true;
    m_active = index;
    return {};
}

/// With what the mechanism said. Gives nothing when there is nothing to say.
Result<Bytes> Client::answer(Bytes token)
{
    NegTokenResp out;
    if (!token.empty())
        out.responseToken = std::move(token);
    // MS-SPNG 3.3.5.1, RFC 4178 5: the mechanism was not our first, or it or the server wants the list protected.
    const bool wantsMic = mechanism().wantsListMic() || m_micRequested || m_active != 0;
    if (mechanism().hasSessionKey() && wantsMic) {
        HOPWRIGHT_TRY(out.mechListMic, mechanism().signMic(m_mechTypeList));
        m_micSent = true;
    }
    if (!out.responseToken && !out.mechListMic)
        return Bytes{};
    if (mechanism().hasSessionKey())
        out.negState = NegState::AcceptIncomplete;
    return encode(out);
}

Result<void> Client::checkListMic(const NegTokenResp& reply)
{
    // Some old servers repeat the token where the MIC belongs.
    if (!reply.mechListMic || reply.mechListMic == reply.responseToken)
        return {};
    HOPWRIGHT_TRY_VOID(mechanism().verifyMic(m_mechTypeList, *reply.mechListMic));
    m_micVerified = true;
    return {};
}

bool Client::hasSessionKey() const
{
    return m_state == State::Closing || m_state == State::Done;
}

namespace {

std::unexpected<Error> notReady()
{
    return fail(ErrorCode::UnexpectedMessage, Sentence::saying("SPNEGO has no session key yet"));
}

}  // namespace

Result<Bytes> Client::wrap(ByteView plain)
{
    return hasSessionKey() ? mechanism().wrap(plain) : notReady();
}

Result<Bytes> Client::unwrap(ByteView sealed)
{
    return hasSessionKey() ? mechanism().unwrap(sealed) : notReady();
}

Result<Bytes> Client::signMic(ByteView message)
{
    return hasSessionKey() ? mechanism().signMic(message) : notReady();
}

Result<void> Client::verifyMic(ByteView message, ByteView mic)
{
    return hasSessionKey() ? mechanism().verifyMic(message, mic) : notReady();
}

}  // namespace hopwright::wire::spnego
