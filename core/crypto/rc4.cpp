#include "core/crypto/rc4.h"

#include <openssl/crypto.h>

#include <cassert>
#include <numeric>
#include <utility>

namespace hopwright::crypto {

namespace {

std::uint8_t sum(unsigned a, unsigned b, unsigned c = 0)
{
    return static_cast<std::uint8_t>((a + b + c) & 0xFFU);
}

}  // namespace

Rc4::Rc4(ByteView key)
{
    assert(!key.empty() && key.size() <= m_permutation.size());
    // GCC 12 has no std::ranges::iota.
    std::iota(m_permutation.begin(), m_permutation.end(),  // NOLINT(modernize-use-ranges)
              std::uint8_t{0});
    std::uint8_t j = 0;
    for (std::size_t i = 0; i < m_permutation.size(); ++i) {
        j = sum(j, m_permutation[i], std::to_integer<unsigned>(key[i % key.size()]));
        std::swap(m_permutation[i], m_permutation[j]);
    }
}

Rc4::~Rc4()
{
    OPENSSL_cleanse(m_permutation.data(), m_permutation.size());
}

Bytes Rc4::apply(ByteView input)
{
    Bytes out;
    out.reserve(input.size());
    for (const std::byte byte : input) {
        m_i = sum(m_i, 1);
        m_j = sum(m_j, m_permutation[m_i]);
        std::swap(m_permutation[m_i], m_permutation[m_j]);
        const std::uint8_t at = sum(m_permutation[m_i], m_permutation[m_j]);
        out.push_back(byte ^ static_cast<std::byte>(m_permutation[at]));
    }
    return out;
}

}  // namespace hopwright::crypto
