#include "core/wire/negotiate/acceptor.h"

#include "core/wire/ntlm/oid.h"
#include "core/wire/ntlm/server.h"
#include "core/wire/spnego/server.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hopwright::wire::negotiate {

auth::MakeAcceptor spnegoAcceptor(std::vector<auth::MakeAcceptor> mechanisms)
{
    return [mechanisms = std::move(mechanisms)](
               const auth::AcceptorInput& input) -> Result<std::unique_ptr<auth::Mechanism>> {
        spnego::Server::Config config{.mechanisms = {},
                                      .faults = {.wrongListMic = input.faults.wrongListMic,
                                                 .wrongSignature = input.faults.wrongSignature}};
        for (const auth::MakeAcceptor& make : mechanisms) {
            HOPWRIGHT_TRY(auto made, make(input));
            if (std::ranges::equal(made->oid(), ntlm::ntlmOid())) {
                config.rawTokens = {.matches = spnego::startsWithNtlmSignature,
                                    .mechanism = config.mechanisms.size()};
            }
            config.mechanisms.push_back(std::move(made));
        }
        return std::make_unique<spnego::Server>(std::move(config));
    };
}

auth::MakeAcceptor ntlmAcceptor(NtlmAcceptor of)
{
    return [of = std::move(of)](
               const auth::AcceptorInput& input) -> Result<std::unique_ptr<auth::Mechanism>> {
        auto lookup = [passwordOf =
                           input.passwordOf](std::string_view domain,
                                             std::string_view user) -> std::optional<ntlm::NtHash> {
            const auto password = passwordOf(domain, user);
            if (!password)
                return std::nullopt;
            auto hash = ntlm::NtHash::ofPassword(*password);
            return hash ? std::optional(std::move(*hash)) : std::nullopt;
        };
        return std::make_unique<ntlm::Server>(ntlm::Server::Config{
            .serverChallenge = input.random.takeArray<8>(),
            .nbComputerName = of.computerName,
            .nbDomainName = of.domain,
            .dnsComputerName = of.dnsName.empty() ? of.computerName : of.dnsName,
            .dnsDomainName = of.dnsDomain,
            .now = of.now,
            .account = std::move(lookup),
            .allowAnonymous = of.allowAnonymous});
    };
}

auth::MakeAcceptor usualAcceptor(NtlmAcceptor of)
{
    return spnegoAcceptor({ntlmAcceptor(std::move(of))});
}

}  // namespace hopwright::wire::negotiate
