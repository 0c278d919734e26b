#pragma once

#include "core/wire/credssp/channel.h"
#include "core/wire/wsman/sealer.h"

namespace hopwright::wire::winrm {

/// Seals SOAP by CredSSP's TLS: one record a chunk, the trailer's length before it (winrm-protocol §5.3).
/// Channel is credssp::ClientChannel or credssp::ServerChannel, and outlives this.
template <typename Channel>
class CredSspSealer : public wsman::Sealer {
public:
    explicit CredSspSealer(Channel& channel) : m_channel(channel) {}

    std::string_view protocol() const override { return wsman::credSspProtocol; }
    std::size_t maxChunk() const override { return credssp::maxSealedPlaintext; }
    Result<Sealed> seal(ByteView plain) override
    {
        HOPWRIGHT_TRY(credssp::SealedMessage sealed, m_channel.seal(plain));
        return Sealed{.prefix = static_cast<std::uint32_t>(sealed.trailerLength),
                      .bytes = std::move(sealed.record)};
    }
    Result<Bytes> open(std::uint32_t, ByteView sealed) override { return m_channel.open(sealed); }

private:
    Channel& m_channel;
};

}  // namespace hopwright::wire::winrm
