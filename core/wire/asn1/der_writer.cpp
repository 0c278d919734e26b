#include "core/wire/asn1/der_writer.h"

#include <array>

namespace hopwright::wire::asn1 {

namespace {

std::byte octetOf(std::uint64_t value, std::size_t index)
{
    return static_cast<std::byte>(value >> (8 * index) & 0xFFU);
}

}  // namespace

void DerWriter::header(std::uint8_t as, std::size_t length)
{
    m_out.push_back(std::byte{as});
    if (length < 0x80) {  // X.690 8.1.3.4, 10.1: the short form where it will do.
        m_out.push_back(static_cast<std::byte>(length));
        return;
    }
    std::size_t count = 1;
    while (count < sizeof(length) && length >> (8 * count) != 0)
        ++count;
    m_out.push_back(static_cast<std::byte>(0x80U | count));
    for (std::size_t i = count; i-- > 0;)
        m_out.push_back(octetOf(length, i));
}

DerWriter& DerWriter::primitive(std::uint8_t as, ByteView content)
{
    header(as, content.size());
    return element(content);
}

DerWriter& DerWriter::element(ByteView encoded)
{
    m_out.insert(m_out.end(), encoded.begin(), encoded.end());
    return *this;
}

DerWriter& DerWriter::bitString(ByteView octets)
{
    header(tag::bitString, octets.size() + 1);
    m_out.push_back(std::byte{0});  // No bit of the last octet is unused.
    return element(octets);
}

DerWriter& DerWriter::number(std::uint8_t as, std::int64_t value)
{
    // X.690 8.3.2: as few octets as hold the number and its sign.
    std::size_t count = 1;
    while (count < sizeof(value) && value >> (8 * count - 1) != (value < 0 ? -1 : 0))
        ++count;
    std::array<std::byte, sizeof(value)> octets{};
    for (std::size_t i = 0; i < count; ++i)
        octets[i] = octetOf(static_cast<std::uint64_t>(value), count - 1 - i);
    return primitive(as, ByteView(octets).first(count));
}

}  // namespace hopwright::wire::asn1
