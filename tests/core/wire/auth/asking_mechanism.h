#pragma once

#include "core/base/byte_writer.h"
#include "core/wire/auth/factory.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace hopwright::test {

inline Bytes bytesFrom(std::string_view text)
{
    const ByteView view = bytesOf(text);
    return {view.begin(), view.end()};
}

/// A mechanism that nothing in the program knows, spoken in clear. The client says "c1" and "c2", the server "s1" and
/// nothing. Before it says what it would in a turn of \p asksAt it wants to be told "answer N" to "question N", as Kerberos
/// would ask a KDC.
class AskingMechanism : public wire::auth::Mechanism {
public:
    enum class Side { Client, Server };

    explicit AskingMechanism(Side side, std::set<int> asksAt = {})
        : m_side(side), m_asksAt(std::move(asksAt))
    {
    }

    /// 1.2.3.4, which is nobody's.
    static ByteView madeUpOid()
    {
        static constexpr std::array oid{std::byte{0x06}, std::byte{0x03}, std::byte{0x2A},
                                        std::byte{0x03}, std::byte{0x04}};
        return oid;
    }

    Result<Bytes> step(ByteView token) override
    {
        if (m_pending || textOf(token) != expected()) {
            return fail(ErrorCode::UnexpectedMessage,
                        Sentence::verbatim("the made-up mechanism got another token"));
        }
        ++m_turn;
        if (!m_asksAt.contains(m_turn))
            return said();
        return ask();
    }
    const wire::auth::Request* pending() const override
    {
        return m_pending ? &*m_pending : nullptr;
    }
    Result<Bytes> resume(Result<Bytes> answer) override
    {
        if (!std::exchange(m_pending, std::nullopt)) {
            return fail(ErrorCode::UnexpectedMessage,
                        Sentence::verbatim("an answer came to no question"));
        }
        if (!answer)
            return answer;
        if (textOf(*answer) == "ask again")
            return ask();
        if (textOf(*answer) != "answer " + std::to_string(m_turn)) {
            return fail(ErrorCode::PeerNotAuthentic,
                        Sentence::verbatim("the made-up mechanism got another answer"));
        }
        return said();
    }
    bool hasSessionKey() const override { return m_said >= 2; }
    Result<Bytes> wrap(ByteView plain) override
    {
        Bytes sealed{std::byte{'<'}};
        append(sealed, plain);
        std::ranges::transform(sealed, sealed.begin(), [](std::byte b) { return ~b; });
        return sealed;
    }
    Result<Bytes> unwrap(ByteView sealed) override
    {
        if (sealed.empty() || sealed.front() != ~std::byte{'<'})
            return fail(ErrorCode::PeerNotAuthentic, Sentence::verbatim("not sealed by the peer"));
        Bytes plain(sealed.begin() + 1, sealed.end());
        std::ranges::transform(plain, plain.begin(), [](std::byte b) { return ~b; });
        return plain;
    }
    ByteView oid() const override { return madeUpOid(); }
    Result<Bytes> signMic(ByteView message) override { return wrap(message); }
    Result<void> verifyMic(ByteView message, ByteView mic) override
    {
        if (!std::ranges::equal(*wrap(message), mic))
            return fail(ErrorCode::PeerNotAuthentic, Sentence::verbatim("not signed by the peer"));
        return {};
    }
    std::string peerName() const override { return "LAB\\alice"; }

private:
    std::string expected() const
    {
        if (m_side == Side::Server)
            return "c" + std::to_string(m_turn + 1);
        return m_turn == 0 ? std::string() : "s" + std::to_string(m_turn);
    }
    Bytes said()
    {
        ++m_said;
        if (m_side == Side::Server && m_said == 2)
            return {};
        return bytesFrom((m_side == Side::Client ? "c" : "s") + std::to_string(m_said));
    }
    Bytes ask()
    {
        m_pending = {.realm = "LAB.EXAMPLE",
                     .message = bytesFrom("question " + std::to_string(m_turn))};
        return {};
    }

    Side m_side;
    std::set<int> m_asksAt;
    int m_turn = 0;
    int m_said = 0;
    std::optional<wire::auth::Request> m_pending = {};
};

/// What a KDC would say to \p request.
inline Bytes answerTo(const wire::auth::Request& request)
{
    return bytesFrom("answer " + textOf(request.message).substr(sizeof "question"));
}

inline wire::auth::MakeInitiator askingInitiator(std::set<int> asksAt = {})
{
    return
        [asksAt = std::move(asksAt)](
            const wire::auth::InitiatorInput&) -> Result<std::unique_ptr<wire::auth::Mechanism>> {
            return std::make_unique<AskingMechanism>(AskingMechanism::Side::Client, asksAt);
        };
}

inline wire::auth::MakeAcceptor askingAcceptor(std::set<int> asksAt = {})
{
    return [asksAt = std::move(asksAt)](
               const wire::auth::AcceptorInput&) -> Result<std::unique_ptr<wire::auth::Mechanism>> {
        return std::make_unique<AskingMechanism>(AskingMechanism::Side::Server, asksAt);
    };
}

}  // namespace hopwright::test
