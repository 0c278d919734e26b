#pragma once

#include "core/practice/keys.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <vector>

namespace hopwright::link {

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
    void make(std::vector<practice::KeyOrder> orders,
              std::shared_ptr<const crypto::CertifiedKey> authority,
              crypto::CertificateRequest authorityRequest);
    /// Forgets the batch under way: the thread ends after the key that it is at.
    void drop();
    bool isBusy() const noexcept { return m_busy; }
    /// Takes the keys from \p keys from now on, and makes those that it lacks there.
    void share(std::shared_ptr<practice::HostKeys> keys) { m_keys = std::move(keys); }

signals:
    /// Once a batch, on the receiver's event loop. \p keys is the receiver's to take from.
    void made(const std::shared_ptr<hopwright::practice::MadeKeys>& keys);

private:
    QFutureWatcher<std::shared_ptr<practice::MadeKeys>> m_watcher;
    std::shared_ptr<practice::HostKeys> m_keys = std::make_shared<practice::HostKeys>();
    bool m_busy = false;
};

}  // namespace hopwright::link
