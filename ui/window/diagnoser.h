#pragma once

#include "core/diagnose/diagnosis.h"
#include "core/scriptread/script_reading.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace hopwright::ui {

/// Diagnoses texts: a small one at once, a large one on a thread of Qt's pool, one at a time. A text that came meanwhile takes the
/// place of the one before it; only the answer to the last one is told. What is under way is not stopped: of diagnose::mostPasted
/// bytes, the most that there are, it takes less than 2 s (docs/performance.md), for which the next text and the end of the program
/// may have to wait.
class Diagnoser : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Diagnoser)

public:
    /// A text of so many bytes takes less than a frame of 16 ms (docs/performance.md).
    static constexpr std::size_t mostAtOnce = std::size_t{32} * 1024;

    /// What a text says, and where it tells of no error, what is to be denied in it as a script.
    struct Found {
        diagnose::Diagnosis diagnosis = {};
        scriptread::ScriptReading script = {};
    };
    using Answer = std::shared_ptr<const Found>;

    explicit Diagnoser(QObject* parent = nullptr);
    ~Diagnoser() override;

    /// Emits done() before it returns, or later.
    void start(std::string text, diagnose::Answers answers);
    /// What is under way is not told.
    void drop();
    bool isBusy() const noexcept { return m_isBusy; }

signals:
    void done(const hopwright::ui::Diagnoser::Answer& answer);

private:
    struct Request {
        std::string text;
        diagnose::Answers answers;
    };

    void begin(Request request);
    void finished();

    QFutureWatcher<Answer> m_watcher;
    std::optional<Request> m_next;
    bool m_isBusy = false;   ///< An answer will be told.
    bool m_isTaken = false;  ///< The thread works, perhaps on what nobody asks for any more.
    bool m_isStale = false;
};

}  // namespace hopwright::ui
