#include "app/process/no_dumps.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

using namespace hopwright;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

/// A child that may dump as much as it likes, and aborts in \p folder. \returns how it ended, for waitpid's macros.
int abortIn(const QByteArray& folder, bool keepsOut)
{
    const pid_t child = ::fork();
    if (child == 0) {
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_CORE, &limit);
        if (::chdir(folder.constData()) != 0 || (keepsOut && !process::keepOutOfDumps()))
            ::_exit(1);
        std::signal(SIGABRT, SIG_DFL);
        std::abort();
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

}  // namespace

class TestNoDumps : public QObject {
    Q_OBJECT

private slots:
    void anAbortedProcessLeavesNoCore();
    void theProcessSaysSoOfItself();
};

void TestNoDumps::anAbortedProcessLeavesNoCore()
{
    // First without: where this system writes a core at all, it must be seen here, or the rest says nothing.
    const QTemporaryDir without;
    const int dumped = abortIn(without.path().toLocal8Bit(), false);
    QVERIFY(WIFSIGNALED(dumped));
    QFile pattern(QStringLiteral("/proc/sys/kernel/core_pattern"));
    QVERIFY(pattern.open(QIODevice::ReadOnly));
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
    const bool writesFileHere = pattern.readAll().startsWith("core") && limit.rlim_max != 0;
    if (writesFileHere && !sanitized)
        QVERIFY(!QDir(without.path()).isEmpty());

    const QTemporaryDir with;
    const int status = abortIn(with.path().toLocal8Bit(), true);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGABRT);
    QVERIFY(!WCOREDUMP(status));
    QVERIFY(QDir(with.path()).isEmpty());
}

void TestNoDumps::theProcessSaysSoOfItself()
{
    const pid_t child = ::fork();
    if (child == 0) {
        rlimit limit{.rlim_cur = 1, .rlim_max = 1};
        const bool kept = process::keepOutOfDumps() && ::getrlimit(RLIMIT_CORE, &limit) == 0
                          && limit.rlim_cur == 0 && limit.rlim_max == 0;
        const bool dumpable = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;
        ::_exit(kept && dumpable == sanitized ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

QTEST_APPLESS_MAIN(TestNoDumps)
#include "tst_no_dumps.moc"
