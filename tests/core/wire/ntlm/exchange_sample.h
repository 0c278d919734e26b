#pragma once

#include "core/base/byte_writer.h"
#include "core/text/hex.h"
#include "core/wire/ntlm/client.h"
#include "core/wire/ntlm/server.h"

#include <algorithm>
#include <string>
#include <string_view>

/// Both ends of the exchange that a test, or a judge, runs: LAB\alice, "Secret1", on srv.lab.test.
namespace hopwright::wire::ntlm::sample {

inline Bytes hex(std::string_view digits)
{
    std::string packed(digits);
    std::erase(packed, ' ');
    return text::fromHex(packed).value();
}

template <std::size_t Size>
std::array<std::byte, Size> repeated(unsigned value)
{
    std::array<std::byte, Size> out{};
    out.fill(static_cast<std::byte>(value));
    return out;
}

inline Challenge serverChallenge()
{
    Challenge out{};
    std::ranges::copy(hex("0123456789abcdef"), out.begin());
    return out;
}

/// 0x01C334B736D39000, in 2007.
inline FileTime now()
{
    return FileTime::fromTicks(0x01C334B736D39000U).value();
}

inline auth::Identity alice(std::string_view password = "Secret1")
{
    return {.domain = "LAB", .user = "alice", .password = Secret(bytesOf(password))};
}

inline Client::Config clientConfig(auth::Identity identity = alice())
{
    return {.identity = std::move(identity),
            .workstation = "CLIENT",
            .spn = "HTTP/srv.lab.test",
            .clientChallenge = repeated<8>(0xAA),
            .exportedSessionKey = SessionKey(repeated<16>(0x55)),
            .now = now()};
}

inline Server::Config serverConfig()
{
    return {.serverChallenge = serverChallenge(),
            .nbComputerName = "SRV",
            .nbDomainName = "LAB",
            .dnsComputerName = "srv.lab.test",
            .dnsDomainName = "lab.test",
            .now = now(),
            .account = [](std::string_view domain, std::string_view user) -> std::optional<NtHash> {
                if (domain != "LAB" || user != "alice")
                    return std::nullopt;
                return NtHash::ofPassword(Secret(bytesOf("Secret1"))).value();
            }};
}

}  // namespace hopwright::wire::ntlm::sample
