#include "ui/window/diagnoser.h"

#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace hopwright::ui {

namespace {

Diagnoser::Answer answerOf(const std::string& text, const diagnose::Answers& answers)
{
    auto out = std::make_shared<Diagnoser::Found>();
    out->diagnosis = diagnose::diagnose(text, answers);
    if (!out->diagnosis.isUnderstood() && !out->diagnosis.chain.empty())
        out->script = scriptread::readScript(out->diagnosis.pasted.text);
    return out;
}

}  // namespace

Diagnoser::Diagnoser(QObject* parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &Diagnoser::finished);
}

Diagnoser::~Diagnoser()
{
    m_watcher.disconnect(this);
}

void Diagnoser::start(std::string text, diagnose::Answers answers)
{
    if (text.size() <= mostAtOnce) {
        drop();
        emit done(answerOf(text, answers));
        return;
    }
    m_isBusy = true;
    Request request{.text = std::move(text), .answers = std::move(answers)};
    if (m_isTaken) {
        m_isStale = true;
        m_next = std::move(request);
        return;
    }
    begin(std::move(request));
}

void Diagnoser::begin(Request request)
{
    m_isTaken = true;
    m_isStale = false;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    m_watcher.setFuture(promise->future());
    // Nothing in there touches an object of the event loop.
    QThreadPool::globalInstance()->start([promise, request = std::move(request)] {
        promise->addResult(answerOf(request.text, request.answers));
        promise->finish();
    });
}

void Diagnoser::drop()
{
    m_next.reset();
    m_isStale = true;
    m_isBusy = false;
}

void Diagnoser::finished()
{
    m_isTaken = false;
    const Answer answer = m_watcher.result();
    if (m_next) {
        begin(*std::exchange(m_next, std::nullopt));
        return;
    }
    if (std::exchange(m_isStale, false))
        return;
    m_isBusy = false;
    emit done(answer);
}

}  // namespace hopwright::ui
