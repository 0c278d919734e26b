#include "core/wire/asn1/der_reader.h"

namespace hopwright::wire::asn1 {

namespace {

/// X.690 8.1.2.4: the low five bits all set begin a longer tag.
constexpr unsigned longTagMark = 0x1F;
constexpr unsigned constructedBit = 0x20;

/// X.690 8.1.3. Eight length octets say more than any element may have, unless they begin with zeros.
Result<std::size_t> readLength(ByteReader& bytes)
{
    const std::size_t at = bytes.offset();
    HOPWRIGHT_TRY(const std::uint8_t first, bytes.u8());
    if (first < 0x80)
        return first;
    const std::size_t count = first & 0x7FU;
    if (count == 0) {
        return fail(ErrorCode::Malformed, Sentence::saying("the element has no definite length"),
                    at);
    }
    if (count > 8) {
        return fail(ErrorCode::TooLarge, Sentence::saying("the length of the element is too long"),
                    at);
    }
    std::uint64_t length = 0;
    HOPWRIGHT_TRY(const ByteView octets, bytes.take(count));
    for (const std::byte octet : octets)
        length = length << 8U | std::to_integer<std::uint64_t>(octet);
    if (length > maxElementSize)
        return fail(ErrorCode::TooLarge, Sentence::saying("the element is too large"), at);
    return static_cast<std::size_t>(length);
}

Result<std::uint8_t> readTag(ByteReader& bytes)
{
    const std::size_t at = bytes.offset();
    HOPWRIGHT_TRY(const std::uint8_t found, bytes.u8());
    if ((found & longTagMark) == longTagMark)
        return fail(ErrorCode::Malformed, Sentence::saying("the tag number is too high"), at);
    return found;
}

}  // namespace

std::optional<std::uint8_t> DerReader::peekTag() const
{
    ByteReader ahead = m_bytes;
    const Result<std::uint8_t> found = ahead.u8();
    return found ? std::optional(*found) : std::nullopt;
}

Result<DerReader::Element> DerReader::next(std::optional<std::uint8_t> wanted)
{
    const std::size_t start = m_bytes.offset();
    ByteReader all = m_bytes;
    HOPWRIGHT_TRY(const std::uint8_t found, readTag(m_bytes));
    if (wanted && found != *wanted) {
        return fail(ErrorCode::UnexpectedMessage, Sentence::saying("another ASN.1 element was due"),
                    start);
    }
    HOPWRIGHT_TRY(const std::size_t length, readLength(m_bytes));
    const std::size_t contentOffset = m_bytes.offset();
    HOPWRIGHT_TRY(const ByteView inside, m_bytes.take(length));
    HOPWRIGHT_TRY(const ByteView whole, all.take(m_bytes.offset() - start));
    return Element{.tag = found, .whole = whole, .content = inside, .contentOffset = contentOffset};
}

Result<DerReader> DerReader::enter(std::uint8_t wanted)
{
    const std::size_t start = m_bytes.offset();
    if (m_depth == maxDepth) {
        return fail(ErrorCode::TooLarge, Sentence::saying("the elements are nested too deep"),
                    start);
    }
    HOPWRIGHT_TRY(const Element found, next(wanted));
    if ((found.tag & constructedBit) == 0) {
        return fail(ErrorCode::Malformed, Sentence::saying("the element is not constructed"),
                    start);
    }
    return DerReader(ByteReader(found.content, found.contentOffset), m_depth + 1);
}

Result<std::optional<DerReader>> DerReader::enterIf(std::uint8_t wanted)
{
    if (!nextIs(wanted))
        return std::nullopt;
    HOPWRIGHT_TRY(const DerReader inside, enter(wanted));
    return inside;
}

Result<ByteView> DerReader::content(std::uint8_t wanted)
{
    HOPWRIGHT_TRY(const Element found, next(wanted));
    return found.content;
}

Result<ByteView> DerReader::element()
{
    HOPWRIGHT_TRY(const Element found, next(std::nullopt));
    return found.whole;
}

Result<std::int64_t> DerReader::integerOf(std::uint8_t wanted)
{
    HOPWRIGHT_TRY(const Element found, next(wanted));
    if (found.content.empty()) {
        return fail(ErrorCode::Malformed, Sentence::saying("the number is empty"),
                    found.contentOffset);
    }
    if (found.content.size() > sizeof(std::int64_t)) {
        return fail(ErrorCode::TooLarge, Sentence::saying("the number is too large"),
                    found.contentOffset);
    }
    const bool negative = (found.content.front() & std::byte{0x80}) != std::byte{0};
    std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
    for (const std::byte octet : found.content)
        value = value << 8U | std::to_integer<std::uint64_t>(octet);
    return static_cast<std::int64_t>(value);
}

Result<std::uint32_t> DerReader::bits32()
{
    const std::size_t start = m_bytes.offset();
    HOPWRIGHT_TRY(const std::int64_t value, integer());
    if (value < INT32_MIN || value > std::int64_t{UINT32_MAX}) {
        return fail(ErrorCode::TooLarge, Sentence::saying("the number has more than 32 bits"),
                    start);
    }
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(value) & UINT32_MAX);
}

Result<ByteView> DerReader::objectIdentifier()
{
    HOPWRIGHT_TRY(const Element found, next(tag::objectIdentifier));
    if (found.content.empty()) {
        return fail(ErrorCode::Malformed, Sentence::saying("the object identifier is empty"),
                    found.contentOffset);
    }
    return found.whole;
}

Result<ByteView> DerReader::bitString()
{
    HOPWRIGHT_TRY(const Element found, next(tag::bitString));
    if (found.content.empty() || found.content.front() != std::byte{0}) {
        return fail(ErrorCode::Malformed, Sentence::saying("the bit string has no whole octets"),
                    found.contentOffset);
    }
    return found.content.subspan(1);
}

Result<void> DerReader::expectEnd() const
{
    if (!atEnd())
        return fail(ErrorCode::Malformed, Sentence::saying("an element is left over"), offset());
    return {};
}

Result<std::optional<std::size_t>> elementSize(ByteView start)
{
    ByteReader bytes(start);
    const auto found = readTag(bytes);
    const auto length = found ? readLength(bytes) : Result<std::size_t>(fail(found.error()));
    if (length)
        return bytes.offset() + *length;
    if (length.error().code == ErrorCode::Truncated)
        return std::nullopt;
    return fail(length.error());
}

}  // namespace hopwright::wire::asn1
