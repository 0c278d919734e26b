#include "ui/window/tidier.h"

#include "core/layout/tidy.h"

#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace hopwright::ui {

namespace {

std::shared_ptr<const Tidier::Positions> tidied(const TidyInput& input,
                                                const std::atomic<bool>& isStopped)
{
    const auto positions =
        layout::tidy(input.drawing, [&isStopped](layout::Step) { return isStopped.load(); });
    if (!positions)
        return nullptr;
    return std::make_shared<const Tidier::Positions>(input.placed(*positions));
}

}  // namespace

Tidier::Tidier(QObject* parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &Tidier::finished);
}

Tidier::~Tidier()
{
    m_watcher.disconnect(this);
    stop();
}

void Tidier::start(TidyInput input, GraphDocument::Snapshot of)
{
    stop();
    m_of = std::move(of);
    m_isStopped = std::make_shared<std::atomic<bool>>(false);
    if (input.drawing.nodes.size() + input.drawing.edges.size() <= mostAtOnce) {
        emit done(*tidied(input, *m_isStopped));
        return;
    }
    m_isBusy = true;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    m_watcher.setFuture(promise->future());  // Of the one before nothing is told any more.
    // Nothing in there touches an object of the event loop.
    QThreadPool::globalInstance()->start(
        [promise, input = std::move(input), isStopped = m_isStopped] {
            promise->addResult(tidied(input, *isStopped));
            promise->finish();
        });
}

void Tidier::stop()
{
    if (m_isStopped)
        m_isStopped->store(true);
    m_isBusy = false;
}

void Tidier::finished()
{
    const Answer answer = m_watcher.result();
    if (!std::exchange(m_isBusy, false) || answer == nullptr)
        return;
    emit done(*answer);
}

}  // namespace hopwright::ui
