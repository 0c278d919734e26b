#pragma once

#include "core/base/bytes.h"
#include "core/base/secret.h"
#include "core/wire/asn1/tag.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hopwright::wire::asn1 {

/// Writes ASN.1 elements one after the other, in DER (X.690); a nested one by a function that fills it.
///
///     DerWriter writer;
///     writer.nested(tag::sequence, [&](DerWriter& request) {
///         request.nested(tag::context(0), [](DerWriter& field) { field.integer(6); });
///     });
///
/// What it holds is wiped at its end, so that it may write a password; secret() gives that on.
class DerWriter {
public:
    DerWriter& integer(std::int64_t value) { return number(tag::integer, value); }
    DerWriter& enumerated(std::int64_t value) { return number(tag::enumerated, value); }
    DerWriter& octetString(ByteView content) { return primitive(tag::octetString, content); }
    /// A BIT STRING of whole octets.
    DerWriter& bitString(ByteView octets);
    /// An element that is encoded already, tag and length included, such as auth::Mechanism::oid().
    DerWriter& element(ByteView encoded);
    /// An element with the tag \p as and this content.
    DerWriter& primitive(std::uint8_t as, ByteView content);

    template <std::invocable<DerWriter&> Fill>
    DerWriter& nested(std::uint8_t as, Fill fill)
    {
        DerWriter inside;
        fill(inside);
        return primitive(as, inside.m_out);
    }

    Bytes bytes() const { return {m_out.begin(), m_out.end()}; }
    Secret secret() const { return Secret(m_out); }

private:
    DerWriter& number(std::uint8_t as, std::int64_t value);
    void header(std::uint8_t as, std::size_t length);

    std::vector<std::byte, WipingAllocator<std::byte>> m_out;
};

}  // namespace hopwright::wire::asn1
