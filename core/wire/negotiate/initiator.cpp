#include "core/wire/negotiate/initiator.h"

#include "core/wire/ntlm/client.h"
#include "core/wire/spnego/client.h"

#include <utility>

namespace hopwright::wire::negotiate {

auth::MakeInitiator spnegoInitiator(std::vector<auth::MakeInitiator> mechanisms)
{
    return [mechanisms = std::move(mechanisms)](
               const auth::InitiatorInput& input) -> Result<std::unique_ptr<auth::Mechanism>> {
        std::vector<std::unique_ptr<auth::Mechanism>> list;
        for (const auth::MakeInitiator& make : mechanisms) {
            HOPWRIGHT_TRY(auto made, make(input));
            list.push_back(std::move(made));
        }
        return std::make_unique<spnego::Client>(std::move(list));
    };
}

auth::MakeInitiator ntlmInitiator(NtlmInitiator of)
{
    return [of = std::move(of)](
               const auth::InitiatorInput& input) -> Result<std::unique_ptr<auth::Mechanism>> {
        constexpr std::size_t sessionKeySize = 16;
        const Bytes sessionKey = input.random.take(sessionKeySize);
        return std::make_unique<ntlm::Client>(
            ntlm::Client::Config{.identity = input.identity.copy(),
                                 .workstation = of.workstation,
                                 .spn = input.targetName,
                                 .clientChallenge = input.random.takeArray<8>(),
                                 .exportedSessionKey = ntlm::SessionKey(sessionKey),
                                 .now = of.now});
    };
}

auth::MakeInitiator usualInitiator(NtlmInitiator of)
{
    return spnegoInitiator({ntlmInitiator(std::move(of))});
}

}  // namespace hopwright::wire::negotiate
