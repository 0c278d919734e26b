#pragma once

#include "core/crypto/certificate.h"

#include <QFutureWatcher>
#include <QObject>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace hopwright::link {

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

/// Makes certificates on a thread of Qt's pool, one batch at a time: each RSA key takes some 100 ms, which an event loop
/// does not have. What was dropped is never told.
class KeyMaker : public QObject {
    Q_OBJECT

public:
    explicit KeyMaker(QObject* parent = nullptr);
    KeyMaker(const KeyMaker&) = delete;
    KeyMaker& operator=(const KeyMaker&) = delete;
    KeyMaker(KeyMaker&&) = delete;
    KeyMaker& operator=(KeyMaker&&) = delete;
    ~KeyMaker() override;

    /// \p authority null: made from \p authorityRequest first, when a host needs it. Not to be called while isBusy().
    void make(std::vector<KeyOrder> orders, std::shared_ptr<const crypto::CertifiedKey> authority,
              crypto::CertificateRequest authorityRequest);
    /// Forgets the batch under way: the thread ends after the key that it is at.
    void drop();
    bool isBusy() const noexcept { return m_busy; }
    /// Takes the keys from \p keys from now on, and makes those that it lacks there.
    void share(std::shared_ptr<HostKeys> keys) { m_keys = std::move(keys); }

signals:
    /// Once a batch, on the receiver's event loop. \p keys is the receiver's to take from.
    void made(const std::shared_ptr<hopwright::link::MadeKeys>& keys);

private:
    QFutureWatcher<std::shared_ptr<MadeKeys>> m_watcher;
    std::shared_ptr<HostKeys> m_keys = std::make_shared<HostKeys>();
    bool m_busy = false;
};

}  // namespace hopwright::link
