#pragma once

#include "core/crypto/certificate.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>

namespace hopwright::practice {

/// A certificate that one lab host needs.
struct KeyOrder {
    std::size_t machine = 0;
    crypto::CertificateRequest request;
    bool fromAuthority = false;  ///< Else signed by itself.
};

/// A lab's authority and the certificates of its hosts, by machine. What could not be made is not there.
struct MadeKeys {
    std::shared_ptr<const crypto::CertifiedKey> authority = {};
    std::map<std::size_t, crypto::CertifiedKey> hosts = {};
};

/// Private keys of lab hosts, by the place of the host, each made once: a drawing that changed, and the next lab that shares
/// them, waits for no key that is there. Safe between threads.
class HostKeys {
public:
    /// Cost: some 100 ms where it is not there yet.
    Result<Secret> at(std::size_t index);

private:
    std::mutex m_mutex;
    std::map<std::size_t, Secret> m_keys;
};

/// Carries out \p orders with the private keys of \p keys. \p authority null: made from \p authorityRequest first, when a host
/// needs it. Ends before the next order once \p isUnwanted says yes. On any thread: it touches nothing but \p keys.
MadeKeys makeKeys(std::span<const KeyOrder> orders,
                  std::shared_ptr<const crypto::CertifiedKey> authority,
                  const crypto::CertificateRequest& authorityRequest, HostKeys& keys,
                  const std::function<bool()>& isUnwanted);

}  // namespace hopwright::practice
