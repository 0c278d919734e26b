#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>

namespace hopwright {

/// Reads integers and spans from the front of bytes it does not own; never past their end.
/// Errors: Truncated, with the offset at which the missing bytes should begin.
class ByteReader {
public:
    explicit ByteReader(ByteView bytes, std::size_t base = 0) : m_bytes(bytes), m_base(base) {}

    std::size_t offset() const noexcept { return m_base + m_at; }
    std::size_t remaining() const noexcept { return m_bytes.size() - m_at; }
    bool atEnd() const noexcept { return remaining() == 0; }

    Result<ByteView> take(std::size_t count)
    {
        if (count > remaining())
            return fail(ErrorCode::Truncated, Sentence::saying("the bytes end early"), offset());
        const ByteView out = m_bytes.subspan(m_at, count);
        m_at += count;
        return out;
    }

    Result<std::uint8_t> u8() { return integer<std::uint8_t>(); }
    Result<std::uint16_t> u16le() { return integer<std::uint16_t>(); }
    Result<std::uint32_t> u32le() { return integer<std::uint32_t>(); }
    Result<std::uint64_t> u64le() { return integer<std::uint64_t>(); }

private:
    template <typename T>
    Result<T> integer()
    {
        HOPWRIGHT_TRY(const ByteView bytes, take(sizeof(T)));
        std::uint64_t value = 0;
        for (std::size_t i = bytes.size(); i-- > 0;)
            value = value << 8U | std::to_integer<std::uint64_t>(bytes[i]);
        return static_cast<T>(value);
    }

    ByteView m_bytes;
    std::size_t m_base;
    std::size_t m_at = 0;
};

}  // namespace hopwright
