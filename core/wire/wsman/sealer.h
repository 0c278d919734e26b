#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/wire/auth/mechanism.h"

#include <cstdint>
#include <string_view>

namespace hopwright::wire::wsman {

/// What protects SOAP bodies on one connection: MS-WSMV 2.2.9.1. NTLM and Kerberos by their mechanism, CredSSP by TLS.
class Sealer {
public:
    /// A sealed chunk and the number that stands before it on the wire: the length of what comes first (signature or
    /// header), or with CredSSP of what comes last (the record's trailer).
    struct Sealed {
        std::uint32_t prefix = 0;
        Bytes bytes = {};
    };

    Sealer() = default;
    Sealer(const Sealer&) = delete;
    Sealer& operator=(const Sealer&) = delete;
    virtual ~Sealer() = default;

    /// `application/HTTP-SPNEGO-session-encrypted` …
    virtual std::string_view protocol() const = 0;
    /// The most plain bytes of one chunk; 0: any number.
    virtual std::size_t maxChunk() const = 0;
    virtual Result<Sealed> seal(ByteView plain) = 0;
    virtual Result<Bytes> open(std::uint32_t prefix, ByteView sealed) = 0;
};

inline constexpr std::string_view spnegoProtocol = "application/HTTP-SPNEGO-session-encrypted";
inline constexpr std::string_view credSspProtocol = "application/HTTP-CredSSP-session-encrypted";

/// Seals by a mechanism's wrap: scheme Negotiate.
class MechanismSealer : public Sealer {
public:
    explicit MechanismSealer(auth::Mechanism& mechanism) : m_mechanism(mechanism) {}

    std::string_view protocol() const override { return spnegoProtocol; }
    std::size_t maxChunk() const override { return 0; }
    Result<Sealed> seal(ByteView plain) override
    {
        HOPWRIGHT_TRY(Bytes wrapped, m_mechanism.wrap(plain));
        const auto prefix = static_cast<std::uint32_t>(wrapped.size() - plain.size());
        return Sealed{.prefix = prefix, .bytes = std::move(wrapped)};
    }
    Result<Bytes> open(std::uint32_t prefix, ByteView sealed) override
    {
        if (prefix > sealed.size()) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("a signature is longer than what it stands in"));
        }
        return m_mechanism.unwrap(sealed);
    }

private:
    auth::Mechanism& m_mechanism;
};

}  // namespace hopwright::wire::wsman
