#include "core/link/key_maker.h"

#include <QPromise>
#include <QThreadPool>

#include <openssl/crypto.h>

#include <utility>

namespace hopwright::link {

namespace {

using Promise = QPromise<std::shared_ptr<practice::MadeKeys>>;

}  // namespace

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

void KeyMaker::make(std::vector<practice::KeyOrder> orders,
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
        // Nothing in there touches an object of the event loop.
        auto made = std::make_shared<practice::MadeKeys>(
            practice::makeKeys(orders, authority, authorityRequest, *keys,
                               [promise] { return promise->isCanceled(); }));
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
