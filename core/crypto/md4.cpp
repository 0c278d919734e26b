#include "core/crypto/md4.h"

#include "core/base/secret.h"

#include <bit>
#include <cstdint>
#include <vector>

namespace hopwright::crypto {

namespace {

constexpr std::size_t blockSize = 64;
using Words = std::array<std::uint32_t, 4>;

// RFC 1320 3.4: the three auxiliary functions.
std::uint32_t f(std::uint32_t x, std::uint32_t y, std::uint32_t z)
{
    return (x & y) | (~x & z);
}

std::uint32_t g(std::uint32_t x, std::uint32_t y, std::uint32_t z)
{
    return (x & y) | (x & z) | (y & z);
}

std::uint32_t h(std::uint32_t x, std::uint32_t y, std::uint32_t z)
{
    return x ^ y ^ z;
}

std::uint32_t readLittleEndian(const std::byte* at)
{
    return std::to_integer<std::uint32_t>(at[0]) | std::to_integer<std::uint32_t>(at[1]) << 8
           | std::to_integer<std::uint32_t>(at[2]) << 16
           | std::to_integer<std::uint32_t>(at[3]) << 24;
}

/// RFC 1320 3.4: three rounds of sixteen steps over one block.
void mixBlock(Words& state, const std::byte* block)
{
    struct Round {
        std::uint32_t (*mix)(std::uint32_t, std::uint32_t, std::uint32_t);
        std::uint32_t constant;
        std::array<std::uint8_t, 16> order;  ///< Which word of the block each step takes.
        std::array<std::uint8_t, 4> shifts;
    };
    static constexpr std::array<Round, 3> rounds{{
        {.mix = f,
         .constant = 0x00000000,
         .order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
         .shifts = {3, 7, 11, 19}},
        {.mix = g,
         .constant = 0x5a827999,
         .order = {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15},
         .shifts = {3, 5, 9, 13}},
        {.mix = h,
         .constant = 0x6ed9eba1,
         .order = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15},
         .shifts = {3, 9, 11, 15}},
    }};

    auto [a, b, c, d] = state;
    for (const Round& round : rounds) {
        for (std::size_t step = 0; step < 16; ++step) {
            const std::uint32_t word = readLittleEndian(block + std::size_t{4} * round.order[step]);
            const std::uint32_t mixed = a + round.mix(b, c, d) + word + round.constant;
            a = d;
            d = c;
            c = b;
            b = std::rotl(mixed, round.shifts[step % 4]);
        }
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

}  // namespace

Md4Digest md4(ByteView message)
{
    // RFC 1320 3.1, 3.2: a one bit, zeros to 56 modulo 64, the length in bits, low byte first.
    // The message may be a password, so its copy is wiped.
    std::vector<std::byte, WipingAllocator<std::byte>> padded(message.begin(), message.end());
    padded.push_back(std::byte{0x80});
    padded.resize((padded.size() + 8 + blockSize - 1) / blockSize * blockSize);
    const std::uint64_t bits = std::uint64_t{message.size()} * 8;
    for (std::size_t i = 0; i < 8; ++i)
        padded[padded.size() - 8 + i] = static_cast<std::byte>(bits >> (8 * i));

    Words state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};  // RFC 1320 3.3
    for (std::size_t at = 0; at < padded.size(); at += blockSize)
        mixBlock(state, padded.data() + at);

    Md4Digest digest;
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<std::byte>(state[i / 4] >> (8 * (i % 4)));
    return digest;
}

}  // namespace hopwright::crypto
