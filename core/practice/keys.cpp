#include "core/practice/keys.h"

#include <utility>

namespace hopwright::practice {

Result<Secret> HostKeys::at(std::size_t index)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_keys.find(index);
    if (found != m_keys.end())
        return Secret(found->second.expose());
    HOPWRIGHT_TRY(Secret made, crypto::makePrivateKey());
    return Secret(m_keys.emplace(index, std::move(made)).first->second.expose());
}

MadeKeys makeKeys(std::span<const KeyOrder> orders,
                  std::shared_ptr<const crypto::CertifiedKey> authority,
                  const crypto::CertificateRequest& authorityRequest, HostKeys& keys,
                  const std::function<bool()>& isUnwanted)
{
    MadeKeys out{.authority = std::move(authority)};
    for (const KeyOrder& each : orders) {
        if (isUnwanted())
            break;
        if (each.fromAuthority && !out.authority) {
            auto made = crypto::makeAuthority(authorityRequest);
            if (!made)
                continue;
            out.authority = std::make_shared<const crypto::CertifiedKey>(std::move(*made));
        }
        const auto key = keys.at(each.machine);
        if (!key)
            continue;
        auto made = each.fromAuthority
                        ? crypto::makeHostCertificate(each.request, *out.authority, *key)
                        : crypto::makeSelfSignedCertificate(each.request, *key);
        if (made)
            out.hosts.emplace(each.machine, std::move(*made));
    }
    return out;
}

}  // namespace hopwright::practice
