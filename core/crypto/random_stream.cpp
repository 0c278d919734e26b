#include "core/crypto/random_stream.h"

#include "core/base/byte_writer.h"

#include <openssl/sha.h>

#include <algorithm>

namespace hopwright::crypto {

Bytes RandomStream::take(std::size_t count)
{
    while (m_left.size() < count) {
        Bytes input(m_seed.expose().begin(), m_seed.expose().end());
        appendLittleEndian(input, m_block++);
        std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
        SHA256(reinterpret_cast<const unsigned char*>(input.data()), input.size(), digest.data());
        OPENSSL_cleanse(input.data(), input.size());
        append(m_left, std::as_bytes(std::span(digest)));
    }
    const auto end = m_left.begin() + static_cast<std::ptrdiff_t>(count);
    Bytes out(m_left.begin(), end);
    m_left.erase(m_left.begin(), end);
    return out;
}

std::string RandomStream::takeUuid()
{
    auto bytes = takeArray<16>();
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x40};
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out += '-';
        out += digits[std::to_integer<std::size_t>(bytes[i] >> 4)];
        out += digits[std::to_integer<std::size_t>(bytes[i] & std::byte{0x0F})];
    }
    return out;
}

RandomStream RandomStream::fork()
{
    return RandomStream(Secret(take(seedSize)));
}

}  // namespace hopwright::crypto
