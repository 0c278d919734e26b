#include "core/link/key_maker.h"

#include <QPromise>
#include <QThreadPool>

#include <openssl/crypto.h>

#include <utility>

namespace hopwright::link {

namespace {

using Promise = QPromise<std::shared_ptr<MadeKeys>>;

/// On a thread of the pool: nothing here touches an object of the event loop.
void makeAll(Promise& promise, const std::vector<KeyOrder>& orders, MadeKeys& out,
             const crypto::CertificateRequest& authorityRequest, HostKeys& keys)
{
    for (const KeyOrder& each : orders) {
        if (promise.isCanceled())
            return;
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
}

}  // namespace

Result<Secret> HostKeys::at(std::size_t index)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_keys.find(index);
    if (found != m_keys.end())
        return Secret(found->second.expose());
    HOPWRIGHT_TRY(Secret made, crypto::makePrivateKey());
    return Secret(m_keys.emplace(index, std::move(made)).first->second.expose());
}

KeyMaker::KeyMaker(QObject* parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const auto future = m_watcher.future();
        if (!m_busy || future.isCanceled())
            return;
        m_busy = false;
        emit made(future.result());
    });
}

KeyMaker::~KeyMaker()
{
    drop();
}

void KeyMaker::make(std::vector<KeyOrder> orders,
                    std::shared_ptr<const crypto::CertifiedKey> authority,
                    crypto::CertificateRequest authorityRequest)
{
    m_busy = true;
    auto promise = std::make_shared<Promise>();
    promise->start();
    m_watcher.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, orders = std::move(orders), keys = m_keys,
                                          authority = std::move(authority),
                                          authorityRequest = std::move(authorityRequest)] {
        auto made = std::make_shared<MadeKeys>(MadeKeys{.authority = authority});
        makeAll(*promise, orders, *made, authorityRequest, *keys);
        // The pool's thread may outlive OpenSSL's own clean-up: its random generators go now.
        OPENSSL_thread_stop();
        promise->addResult(std::move(made));
        promise->finish();
    });
}

void KeyMaker::drop()
{
    if (!std::exchange(m_busy, false))
        return;
    m_watcher.future().cancel();
}

}  // namespace hopwright::link
