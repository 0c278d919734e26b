#pragma once

#include "core/base/byte_writer.h"
#include "core/wire/ntlm/client.h"
#include "core/wire/ntlm/server.h"
#include "core/wire/spnego/client.h"
#include "core/wire/spnego/server.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Mechanisms for the account LAB\alice, password Secret1, with fixed randomness.
namespace hopwright::test {

inline FileTime someTime()
{
    using namespace std::chrono;
    return *FileTime::fromUnix(FileTime::UnixTime(sys_days(year(2026) / 1 / 2)));
}

inline std::unique_ptr<wire::auth::Mechanism> ntlmClient(std::string_view password = "Secret1",
                                                         FileTime now = someTime())
{
    return std::make_unique<wire::ntlm::Client>(wire::ntlm::Client::Config{
        .identity = {.domain = "LAB", .user = "alice", .password = Secret(bytesOf(password))},
        .workstation = "HOST-A",
        .clientChallenge = {std::byte{0xAA}, std::byte{1}},
        .exportedSessionKey = wire::ntlm::SessionKey(Bytes(16, std::byte{0x55})),
        .now = now});
}

inline std::vector<std::unique_ptr<wire::auth::Mechanism>>
listOf(std::unique_ptr<wire::auth::Mechanism> mechanism)
{
    std::vector<std::unique_ptr<wire::auth::Mechanism>> list;
    list.push_back(std::move(mechanism));
    return list;
}

inline std::unique_ptr<wire::auth::Mechanism> spnegoClient(std::string_view password = "Secret1")
{
    return std::make_unique<wire::spnego::Client>(listOf(ntlmClient(password)));
}

/// Takes raw NTLM and SPNEGO alike.
inline std::unique_ptr<wire::auth::Mechanism> anyServer(FileTime now = someTime())
{
    auto ntlm = std::make_unique<wire::ntlm::Server>(wire::ntlm::Server::Config{
        .serverChallenge = {std::byte{0xBB}, std::byte{2}},
        .nbComputerName = "HOST-B",
        .nbDomainName = "LAB",
        .dnsComputerName = "host-b.lab.test",
        .dnsDomainName = "lab.test",
        .now = now,
        .account = [](std::string_view domain,
                      std::string_view user) -> std::optional<wire::ntlm::NtHash> {
            if (domain != "LAB" || user != "alice")
                return std::nullopt;
            return *wire::ntlm::NtHash::ofPassword(Secret(bytesOf("Secret1")));
        }});
    return std::make_unique<wire::spnego::Server>(wire::spnego::Server::Config{
        .mechanisms = listOf(std::move(ntlm)),
        .rawTokens = {.matches = wire::spnego::startsWithNtlmSignature}});
}

}  // namespace hopwright::test
