#include "core/wire/ntlm/session.h"

#include "core/base/byte_writer.h"
#include "core/base/secret.h"
#include "core/crypto/hmac.h"
#include "core/wire/ntlm/flags.h"

#include <utility>
#include <vector>

namespace hopwright::wire::ntlm {

Session::Session(Direction outgoing, Direction incoming, bool encryptsChecksum)
    : m_outgoing(std::move(outgoing)),
      m_incoming(std::move(incoming)),
      m_encryptsChecksum(encryptsChecksum)
{
}

Result<Session> Session::create(const SessionKey& exported, std::uint32_t flags, Sender self)
{
    const Sender peer = self == Sender::Client ? Sender::Server : Sender::Client;
    HOPWRIGHT_TRY(Direction outgoing, direction(exported, flags, self));
    HOPWRIGHT_TRY(Direction incoming, direction(exported, flags, peer));
    return Session(std::move(outgoing), std::move(incoming), (flags & flag::keyExchange) != 0);
}

Result<Session::Direction> Session::direction(const SessionKey& exported, std::uint32_t flags,
                                              Sender sender)
{
    HOPWRIGHT_TRY(SessionKey signing, signKey(exported, sender));
    HOPWRIGHT_TRY(const SessionKey sealing, sealKey(exported, flags, sender));
    return Direction{.signKey = std::move(signing),
                     .stream = crypto::Rc4(sealing.secret().expose())};
}

Result<Bytes> Session::signature(Direction& way, ByteView message) const
{
    Bytes number;
    appendLittleEndian(number, way.sequence);
    // What is signed can be a password: its copy is wiped.
    std::vector<std::byte, WipingAllocator<std::byte>> input(number.begin(), number.end());
    input.insert(input.end(), message.begin(), message.end());
    HOPWRIGHT_TRY(const Hash digest, crypto::hmacMd5(way.signKey.secret().expose(), input));

    constexpr std::size_t checksumSize = 8;
    const ByteView checksum = ByteView(digest).first(checksumSize);
    Bytes out;
    appendLittleEndian(out, std::uint32_t{1});  // Version
    if (m_encryptsChecksum) {
        append(out, way.stream.apply(checksum));
    } else {
        append(out, checksum);
    }
    appendLittleEndian(out, way.sequence);
    ++way.sequence;
    return out;
}

Result<Bytes> Session::wrap(ByteView plain)
{
    // MS-NLMP 3.4.3: first the message, then the checksum, from one stream.
    const Bytes sealed = m_outgoing.stream.apply(plain);
    HOPWRIGHT_TRY(Bytes out, signature(m_outgoing, plain));
    append(out, sealed);
    return out;
}

Result<Bytes> Session::unwrap(ByteView sealed)
{
    if (sealed.size() < signatureSize) {
        return fail(ErrorCode::Truncated,
                    Sentence::saying("the sealed message is shorter than its signature"),
                    sealed.size());
    }
    Bytes plain = m_incoming.stream.apply(sealed.subspan(signatureSize));
    HOPWRIGHT_TRY(const Bytes expected, signature(m_incoming, plain));
    if (!equalInConstantTime(expected, sealed.first(signatureSize))) {
        return fail(ErrorCode::PeerNotAuthentic,
                    Sentence::saying("the signature of a sealed message is wrong"));
    }
    return plain;
}

Result<Bytes> Session::signMic(ByteView message)
{
    const crypto::Rc4 before = m_outgoing.stream;
    Result<Bytes> mic = signature(m_outgoing, message);
    m_outgoing.stream = before;
    return mic;
}

Result<void> Session::verifyMic(ByteView message, ByteView mic)
{
    const crypto::Rc4 before = m_incoming.stream;
    const Result<Bytes> expected = signature(m_incoming, message);
    m_incoming.stream = before;
    if (!expected)
        return fail(expected.error());
    if (!equalInConstantTime(*expected, mic)) {
        return fail(ErrorCode::PeerNotAuthentic,
                    Sentence::saying("the MIC over the mechanism list is wrong"));
    }
    return {};
}

}  // namespace hopwright::wire::ntlm
