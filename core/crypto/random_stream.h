#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"

#include <array>
#include <cstdint>
#include <string>

namespace hopwright::crypto {

/// Random bytes as a value: all of them follow from a seed, so that a whole exchange is a function of its inputs.
/// The caller draws the seed from the system (core/link); a test gives a fixed one.
///
/// Block n is SHA-256(seed, n). Not for use with a seed that anybody else knows, except in tests.
class RandomStream {
public:
    static constexpr std::size_t seedSize = 32;

    explicit RandomStream(Secret seed) : m_seed(std::move(seed)) {}

    /// The next \p count bytes. Cost: one SHA-256 per 32 bytes.
    Bytes take(std::size_t count);

    template <std::size_t Count>
    std::array<std::byte, Count> takeArray()
    {
        const Bytes bytes = take(Count);
        std::array<std::byte, Count> out{};
        for (std::size_t i = 0; i < Count; ++i)
            out[i] = bytes[i];
        return out;
    }

    /// A version 4 UUID in upper case, as MS-WSMV writes MessageID and ShellId: RFC 4122 4.4.
    std::string takeUuid();

    /// A stream of its own, independent of this one.
    RandomStream fork();

private:
    Secret m_seed;
    std::uint64_t m_block = 0;
    Bytes m_left = {};
};

}  // namespace hopwright::crypto
