#include "core/wire/ntlm/oid.h"

#include <array>

namespace hopwright::wire::ntlm {

ByteView ntlmOid()
{
    static constexpr std::array<std::byte, 12> oid{
        std::byte{0x06}, std::byte{0x0A}, std::byte{0x2B}, std::byte{0x06},
        std::byte{0x01}, std::byte{0x04}, std::byte{0x01}, std::byte{0x82},
        std::byte{0x37}, std::byte{0x02}, std::byte{0x02}, std::byte{0x0A}};
    return oid;
}

}  // namespace hopwright::wire::ntlm
