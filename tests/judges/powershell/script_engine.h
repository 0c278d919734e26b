#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace hopwright::test {

using Json = nlohmann::json;

/// A judge that answers each line with a line: PowerShellJudge in its mode `serve`, or parse.mjs. One process, started at
/// the first question and again after \p restartAfter of them, because the engine keeps some memory of each run.
/// Throws std::runtime_error where it does not answer: no test below can go on then.
class LineJudge {
public:
    LineJudge(QString program, QStringList arguments, int restartAfter)
        : m_program(std::move(program)),
          m_arguments(std::move(arguments)),
          m_restartAfter(restartAfter)
    {
    }
    LineJudge(const LineJudge&) = delete;
    LineJudge& operator=(const LineJudge&) = delete;
    ~LineJudge() { stop(); }

    QByteArray ask(const std::string& line)
    {
        if (!m_process || m_asked >= m_restartAfter)
            start();
        ++m_asked;
        m_process->write(line.data(), static_cast<qint64>(line.size()));
        m_process->write("\n");
        QByteArray answer;
        constexpr int patience = 60'000;
        while (!answer.endsWith('\n')) {
            if (!m_process->canReadLine() && !m_process->waitForReadyRead(patience))
                throw std::runtime_error("no answer: "
                                         + m_process->readAllStandardError().toStdString());
            answer += m_process->readLine();
        }
        return answer;
    }

    /// Peak memory of the processes so far, MiB.
    int peakMiB() const { return m_peakMiB; }

    void stop()
    {
        if (!m_process)
            return;
        notePeak();
        m_process->closeWriteChannel();
        constexpr int patience = 3000;
        if (!m_process->waitForFinished(patience)) {
            m_process->kill();
            m_process->waitForFinished();
        }
        m_process.reset();
    }

private:
    void start()
    {
        stop();
        m_asked = 0;
        m_process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("POWERSHELL_TELEMETRY_OPTOUT"), QStringLiteral("1"));
        m_process->setProcessEnvironment(environment);
        m_process->start(m_program, m_arguments);
        if (!m_process->waitForStarted())
            throw std::runtime_error("cannot start " + m_program.toStdString());
    }

    void notePeak()
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(m_process->processId()));
        if (!status.open(QIODevice::ReadOnly))
            return;
        for (const QByteArray& line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                m_peakMiB =
                    std::max(m_peakMiB, line.mid(6).trimmed().split(' ').first().toInt() / 1024);
        }
    }

    QString m_program;
    QStringList m_arguments;
    int m_restartAfter;
    int m_asked = 0;
    int m_peakMiB = 0;
    std::unique_ptr<QProcess> m_process;
};

/// The real PowerShell engine (engine/, made by build_engine.sh).
class ScriptEngine {
public:
    ScriptEngine() : m_judge(program(), {QStringLiteral("serve")}, restartAfter) {}

    /// Where the build put it.
    static QString folder() { return QStringLiteral(HOPWRIGHT_POWERSHELL_JUDGE); }
    static QString program() { return folder() + QStringLiteral("/PowerShellJudge"); }
    /// Why there is none; empty: there is.
    static QString whyNot()
    {
        QFile reason(folder() + QStringLiteral("/reason"));
        if (reason.open(QIODevice::ReadOnly))
            return QString::fromUtf8(reason.readAll()).trimmed();
        return QFile::exists(program()) ? QString() : QStringLiteral("it was not built");
    }

    /// \returns what engine/Program.cs calls `answer`.
    Json ask(const Json& request)
    {
        const QByteArray answer = m_judge.ask(request.dump());
        Json parsed = Json::parse(answer.begin(), answer.end());
        Json& inner = parsed["answer"];
        if (inner.is_object() && inner.contains("error"))
            throw std::runtime_error(inner["error"].get<std::string>());
        return std::move(inner);
    }

    Json judge(const std::string& script, const std::string& target)
    {
        return ask({{"do", "judge"}, {"script", script}, {"target", target}});
    }

    /// \p scripts one after another on one machine; one answer each: result, machine after it, changes.
    Json run(const std::vector<std::string>& scripts, const Json& machine)
    {
        return ask({{"do", "runs"}, {"scripts", scripts}, {"machine", machine}});
    }

    int peakMiB() const { return m_judge.peakMiB(); }
    void stop() { m_judge.stop(); }

private:
    /// It keeps some memory of each, and takes twice the time for its first five hundred runs.
    static constexpr int restartAfter = 1500;

    LineJudge m_judge;
};

/// Engines that share work, each in a thread of its own, because a QProcess lives in one: \p mine in the caller's, the others
/// in threads that live as long as this, so that their processes are started once and know the scripts by then.
class ScriptEngines {
public:
    ScriptEngines(ScriptEngine& mine, std::size_t others) : m_mine(mine)
    {
        for (std::size_t i = 0; i < others; ++i)
            m_others.emplace_back([this](const std::stop_token& stop) { serve(stop); });
    }
    ScriptEngines(const ScriptEngines&) = delete;
    ScriptEngines& operator=(const ScriptEngines&) = delete;
    ~ScriptEngines() = default;

    using Work = std::function<void(ScriptEngine&, std::size_t)>;

    /// Does \p work for 0 to \p count - 1. An exception of one ends all, and is thrown on.
    void each(std::size_t count, const Work& work)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_work = &work;
            m_count = count;
            m_next = 0;
            m_error = nullptr;
            m_busy = m_others.size();
            ++m_round;
        }
        m_changed.notify_all();
        take(m_mine);
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_busy == 0; });
        if (m_error)
            std::rethrow_exception(m_error);
    }

    /// Ends all of them, of which there is no more to ask. \returns the peak memory of an engine, MiB.
    int stop()
    {
        for (std::jthread& each : m_others)
            each.request_stop();
        m_others.clear();
        m_mine.stop();
        return std::max(m_peakMiB.load(), m_mine.peakMiB());
    }

private:
    void serve(const std::stop_token& stop)
    {
        ScriptEngine engine;
        std::size_t done = 0;
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [&] { return m_round > done; })) {
            done = m_round;
            lock.unlock();
            take(engine);
            lock.lock();
            --m_busy;
            m_changed.notify_all();
        }
        lock.unlock();
        engine.stop();
        int peak = m_peakMiB;
        while (peak < engine.peakMiB()
               && !m_peakMiB.compare_exchange_weak(peak, engine.peakMiB())) {
        }
    }

    void take(ScriptEngine& engine)
    {
        try {
            for (std::size_t i = m_next++; i < m_count; i = m_next++)
                (*m_work)(engine, i);
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            m_error = std::current_exception();
            m_next = m_count.load();
        }
    }

    ScriptEngine& m_mine;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    const Work* m_work = nullptr;
    std::atomic<std::size_t> m_count = 0;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<int> m_peakMiB = 0;
    std::size_t m_round = 0;
    std::size_t m_busy = 0;
    std::exception_ptr m_error;
    std::vector<std::jthread> m_others;  ///< The last: they use all of the above.
};

}  // namespace hopwright::test
