#include "app/cli/output.h"
#include "app/cli/printing.h"
#include "tests/app/cli/cli_run.h"

#include <QJsonDocument>
#include <QTest>

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

using namespace hopwright;
using namespace hopwright::cli::tests;

namespace {

/// Takes \p room bytes, then nothing.
class SmallBuffer : public std::stringbuf {
public:
    explicit SmallBuffer(std::streamsize room) : m_room(room) {}

protected:
    std::streamsize xsputn(const char* bytes, std::streamsize count) override
    {
        const std::streamsize taken = std::min(count, m_room);
        m_room -= taken;
        return std::stringbuf::xsputn(bytes, taken);
    }
    int_type overflow(int_type byte) override
    {
        const char one = traits_type::to_char_type(byte);
        return xsputn(&one, 1) == 1 ? byte : traits_type::eof();
    }

private:
    std::streamsize m_room;
};

}  // namespace

class TestOutput : public QObject {
    Q_OBJECT

private slots:
    void aTerminalGetsCleanText_data();
    void aTerminalGetsCleanText();
    void bytesGoToTheDescriptor();
    void aSignalInBetweenLosesNothing();
    void aRefusalIsKept();
    void whereverTheOutputEndsItIsSaid();
    void columnsStandInLine_data();
    void columnsStandInLine();
};

void TestOutput::aTerminalGetsCleanText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("lines and columns") << QByteArray("a\tb\nc\n") << QByteArray("a\tb\nc\n");
    QTest::newRow("any script") << QByteArray("Gr\u00F6\u00DFe \u6771\u4EAC \U0001F5A5")
                                << QByteArray("Gr\u00F6\u00DFe \u6771\u4EAC \U0001F5A5");
    QTest::newRow("ECMA-48") << QByteArray("a\x1B[2J\u009B1mb")
                             << QByteArray("a[U+001B][2J[U+009B]1mb");
    QTest::newRow("over the line")
        << QByteArray("denied\rpassed") << QByteArray("denied[U+000D]passed");
    QTest::newRow("turned") << QByteArray("a\u202Eb\u2066") << QByteArray("a[U+202E]b[U+2066]");
    QTest::newRow("not UTF-8") << QByteArray("a\xFF\xC3(") << QByteArray("a[0xFF][0xC3](");
    QTest::newRow("half a character at the end")
        << QByteArray("a\xE2\x80") << QByteArray("a[0xE2][0x80]");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
}

void TestOutput::aTerminalGetsCleanText()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, shown);
    for (int piece = 1; piece <= std::max<int>(1, static_cast<int>(text.size())); ++piece) {
        std::stringbuf target;
        cli::CleanBuffer clean(target);
        std::ostream out(&clean);
        for (int at = 0; at < text.size(); at += piece) {
            const QByteArray part = text.mid(at, piece);
            out.write(part.constData(), part.size());
        }
        QVERIFY(out.flush());
        QCOMPARE(QByteArray::fromStdString(target.str()), shown);
    }
    std::stringbuf target;
    cli::CleanBuffer clean(target);
    for (const char each : text)
        QVERIFY(clean.sputc(each) != EOF);
    QCOMPARE(clean.pubsync(), 0);
    QCOMPARE(QByteArray::fromStdString(target.str()), shown);
}

void TestOutput::bytesGoToTheDescriptor()
{
    const Folder folder;
    const std::string path = folder.file("out");
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT, 0600);
    std::string all;
    {
        cli::DescriptorBuffer buffer(file);
        std::ostream out(&buffer);
        for (int i = 0; i < 3000; ++i) {
            out << i << '\n';
            all += std::to_string(i) + "\n";
        }
        QVERIFY(out.flush());
        QCOMPARE(buffer.error(), 0);
    }
    std::string written(all.size() + 1, '\0');
    QCOMPARE(::pread(file, written.data(), written.size(), 0), static_cast<ssize_t>(all.size()));
    written.resize(all.size());
    QVERIFY(written == all);
    ::close(file);
}

// To a pipe that is full for a while, under a timer whose handler ends each call that waits.
void TestOutput::aSignalInBetweenLosesNothing()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe(ends.data()), 0);
    struct sigaction interrupting = {};
    interrupting.sa_handler = [](int) {
    };
    struct sigaction before = {};
    QCOMPARE(::sigaction(SIGALRM, &interrupting, &before), 0);
    std::string read;
    std::thread reader([&] {
        sigset_t alarm;
        sigemptyset(&alarm);
        sigaddset(&alarm, SIGALRM);
        ::pthread_sigmask(SIG_BLOCK, &alarm, nullptr);
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        std::array<char, 4096> block{};
        for (ssize_t count = 1; count > 0;) {
            count = ::read(ends[0], block.data(), block.size());
            read.append(block.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        }
    });
    const itimerval often{.it_interval = {.tv_sec = 0, .tv_usec = 5000},
                          .it_value = {.tv_sec = 0, .tv_usec = 5000}};
    ::setitimer(ITIMER_REAL, &often, nullptr);
    std::string all;
    cli::DescriptorBuffer buffer(ends[1]);
    std::ostream out(&buffer);
    for (int i = 0; i < 60'000; ++i) {
        out << i << '\n';
        all += std::to_string(i) + "\n";
    }
    out.flush();
    const itimerval none{};
    ::setitimer(ITIMER_REAL, &none, nullptr);
    ::sigaction(SIGALRM, &before, nullptr);
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    QCOMPARE(buffer.error(), 0);
    QVERIFY(read == all);
}

void TestOutput::aRefusalIsKept()
{
    const int full = ::open("/dev/full", O_WRONLY);
    QVERIFY(full >= 0);
    cli::DescriptorBuffer buffer(full);
    std::ostream out(&buffer);
    out << "text";
    QVERIFY(!out.flush());
    QCOMPARE(buffer.error(), ENOSPC);
    ::close(full);
    out.clear();
    out << "more";
    QVERIFY(!out.flush());
    QCOMPARE(buffer.error(), ENOSPC);
}

void TestOutput::whereverTheOutputEndsItIsSaid()
{
    const Folder folder;
    const std::string drawing = folder.drawing("a.hopw", {R"(KIOSK -> RELAY -> \\VAULT\Books)"});
    const std::string whole = run({"plan", drawing}).out;
    QVERIFY(whole.size() > 100);
    for (const std::size_t room :
         {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
        SmallBuffer small(static_cast<std::streamsize>(room));
        std::ostream out(&small);
        std::ostringstream err;
        GivenLines input({});
        std::istringstream in;
        process::StopSignal stop;
        const auto code = cli::runProgram({.out = out,
                                           .err = err,
                                           .passwords = input,
                                           .stop = stop,
                                           .in = in,
                                           .outError =
                                               [] {
                                                   return EIO;
                                               }},
                                          {"plan", drawing});
        QCOMPARE(code, cli::ExitCode::BadInput);
        QCOMPARE(err.str(), std::string("hopwright-cli: Not all of the output was written.\n"
                                        "  standard output: the disk reports an error\n"));
    }
}

void TestOutput::columnsStandInLine_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("row");
    const auto blanks = [](int count) {
        return QString(count, u' ');
    };
    QTest::newRow("narrow") << QStringLiteral("FS01")
                            << QStringLiteral("  FS01") + blanks(8) + QStringLiteral("denied");
    // Widths by Python's unicodedata.east_asian_width: W and F are two columns.
    QTest::newRow("wide") << QStringLiteral("\u30D5\u30A1\u30A4\u30EB")
                          << QStringLiteral("  \u30D5\u30A1\u30A4\u30EB") + blanks(4)
                                 + QStringLiteral("denied");
    QTest::newRow("beyond 16 bits")
        << QStringLiteral("\U0002000B")
        << QStringLiteral("  \U0002000B") + blanks(10) + QStringLiteral("denied");
    QTest::newRow("a mark that joins")
        << QStringLiteral("e\u0301")
        << QStringLiteral("  e\u0301") + blanks(11) + QStringLiteral("denied");
    QTest::newRow("56 columns") << QString(
        56, u'a') << QStringLiteral("  ") + QString(56, u'a') + QStringLiteral("  denied");
    QTest::newRow("more than that")
        << QString(57, u'a')
        << QStringLiteral("  ") + QString(57, u'a') + QStringLiteral("  denied");
}

void TestOutput::columnsStandInLine()
{
    QFETCH(const QString, name);
    QFETCH(const QString, row);
    std::ostringstream out;
    cli::printTable(out, {{QStringLiteral("ten wide.."), QStringLiteral("passed")},
                          {name, QStringLiteral("denied")}});
    const QStringList lines = QString::fromStdString(out.str()).split(u'\n');
    QCOMPARE(lines.at(1), row);
    const qsizetype first = name.startsWith(QStringLiteral("aaaa")) && name.size() == 56 ? 58 : 12;
    QCOMPARE(lines.at(0).indexOf(QStringLiteral("passed")), first + 2);
}

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
