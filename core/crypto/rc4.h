#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstdint>

namespace hopwright::crypto {

/// The RC4 stream cipher, as NTLM seals with it (MS-NLMP 3.4.2). Weak: for that protocol only.
///
/// Encrypting and decrypting are one operation, and each byte moves the stream on. A copy is a second stream at
/// the same place: SPNEGO's MIC puts the stream back by one. The state is wiped at the end.
///
/// Written out here because OpenSSL 3 keeps RC4 in its `legacy` provider (ADR 0006).
class Rc4 {
public:
    /// \p key has 1 to 256 bytes.
    explicit Rc4(ByteView key);

    Rc4(const Rc4&) = default;
    Rc4(Rc4&&) = default;
    Rc4& operator=(const Rc4&) = default;
    Rc4& operator=(Rc4&&) = default;
    ~Rc4();

    /// Takes the next bytes of the stream.
    Bytes apply(ByteView input);

private:
    std::array<std::uint8_t, 256> m_permutation{};
    std::uint8_t m_i = 0;
    std::uint8_t m_j = 0;
};

}  // namespace hopwright::crypto
