#pragma once

#include "core/base/byte_reader.h"
#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/wire/asn1/tag.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace hopwright::wire::asn1 {

/// The largest element read: above any SPNEGO token or TSRequest, both of which travel in one HTTP header.
inline constexpr std::size_t maxElementSize = std::size_t{1} << 20U;
/// The deepest nesting read. TSRequest, the deepest in use, has 6 levels.
inline constexpr int maxDepth = 16;

/// Reads the elements of one ASN.1 encoding, in order; a nested one by a reader of its own.
///
///     HOPWRIGHT_TRY(auto request, reader.enter(tag::sequence));
///     HOPWRIGHT_TRY(auto version, request.enter(tag::context(0)));
///     HOPWRIGHT_TRY(const std::int64_t number, version.integer());
///     HOPWRIGHT_TRY_VOID(version.expectEnd());
///
/// DER (X.690), but a length may have leading zeros or the long form where the short one would do: Windows writes
/// such lengths (BER). Not read: the indefinite length, tag numbers above 30, constructed strings.
/// Views refer to the bytes given, which must outlive them. Offsets count from the outermost element.
/// Errors: Truncated, Malformed, UnexpectedMessage for another tag than the one asked for, TooLarge for a size above
/// maxElementSize or a nesting below maxDepth; each with its offset.
class DerReader {
public:
    explicit DerReader(ByteView bytes) : m_bytes(bytes) {}

    /// Where the next element begins.
    std::size_t offset() const noexcept { return m_bytes.offset(); }
    bool atEnd() const noexcept { return m_bytes.atEnd(); }
    /// The tag of the next element, if there is one.
    std::optional<std::uint8_t> peekTag() const;
    bool nextIs(std::uint8_t wanted) const { return peekTag() == wanted; }

    /// A reader of the content of the next element, which is constructed and has the tag \p wanted.
    Result<DerReader> enter(std::uint8_t wanted);
    /// The same, or nothing when the next element has another tag or there is none.
    Result<std::optional<DerReader>> enterIf(std::uint8_t wanted);

    /// The content of the next element, which has the tag \p wanted.
    Result<ByteView> content(std::uint8_t wanted);
    /// The whole next element, tag and length included, whatever it is.
    Result<ByteView> element();

    /// An INTEGER or ENUMERATED of at most 8 bytes, with its sign.
    Result<std::int64_t> integer() { return integerOf(tag::integer); }
    Result<std::int64_t> enumerated() { return integerOf(tag::enumerated); }
    /// An INTEGER that is 32 bits wide: 0 to 2^32-1, or negative and then its two's complement. Windows writes an
    /// NTSTATUS, whose top bit is set, as a negative number.
    Result<std::uint32_t> bits32();

    Result<ByteView> octetString() { return content(tag::octetString); }
    /// An OBJECT IDENTIFIER, its tag and length included, as auth::Mechanism::oid() gives one.
    Result<ByteView> objectIdentifier();
    /// A BIT STRING of whole octets.
    Result<ByteView> bitString();

    /// \returns Malformed when an element is left.
    Result<void> expectEnd() const;

private:
    DerReader(ByteReader bytes, int depth) : m_bytes(bytes), m_depth(depth) {}

    struct Element {
        std::uint8_t tag;
        ByteView whole;
        ByteView content;
        std::size_t contentOffset;
    };
    /// Steps over the next element. \p wanted is checked before the length is looked at.
    Result<Element> next(std::optional<std::uint8_t> wanted);
    Result<std::int64_t> integerOf(std::uint8_t wanted);

    ByteReader m_bytes;
    int m_depth = 0;
};

/// How many bytes the element has that \p start begins: for readers of streams.
/// \returns nothing while tag and length are not complete; TooLarge or Malformed, as DerReader does.
Result<std::optional<std::size_t>> elementSize(ByteView start);

}  // namespace hopwright::wire::asn1
