#pragma once

#include "core/base/byte_writer.h"
#include "core/wire/auth/mechanism.h"

#include <QByteArray>

#include <algorithm>
#include <string_view>

namespace hopwright::test {

inline Bytes bytes(std::string_view text)
{
    const ByteView view = bytesOf(text);
    return {view.begin(), view.end()};
}

inline Bytes hex(const char* digits)
{
    const QByteArray plain = QByteArray::fromHex(digits);
    return bytes({plain.data(), static_cast<std::size_t>(plain.size())});
}

inline QByteArray toHex(ByteView view)
{
    return QByteArray(reinterpret_cast<const char*>(view.data()),
                      static_cast<qsizetype>(view.size()))
        .toHex();
}

/// Two tokens each way, then sealing that can be read in a failure message: "<plain>".
class ScriptedMechanism : public wire::auth::Mechanism {
public:
    Result<Bytes> step(ByteView token) override
    {
        if (std::ranges::equal(token, bytes("forged")))
            return fail(ErrorCode::PeerNotAuthentic, Sentence::verbatim("the MIC does not fit"));
        if (std::ranges::equal(token, bytes("wrong password"))) {
            return fail({.code = ErrorCode::LogonDenied,
                         .detail = Sentence::verbatim(""),
                         .peerStatus = 0xC000006A});
        }
        ++m_steps;
        if (m_steps > 2)
            return Bytes();
        return bytes(m_steps == 1 ? "negotiate" : "authenticate");
    }
    bool hasSessionKey() const override { return m_steps >= 2; }
    Result<Bytes> wrap(ByteView plain) override
    {
        Bytes sealed = bytes("<");
        append(sealed, plain);
        sealed.push_back(std::byte{'>'});
        return sealed;
    }
    Result<Bytes> unwrap(ByteView sealed) override
    {
        if (sealed.size() < 2 || sealed.back() != std::byte{'>'})
            return fail(ErrorCode::PeerNotAuthentic, Sentence::verbatim("not sealed by the peer"));
        return Bytes(sealed.begin() + 1, sealed.end() - 1);
    }
    ByteView oid() const override { return {}; }
    Result<Bytes> signMic(ByteView /*message*/) override { return bytes("mic"); }
    Result<void> verifyMic(ByteView /*message*/, ByteView /*mic*/) override { return {}; }

private:
    int m_steps = 0;
};

}  // namespace hopwright::test
