#include "core/files/read_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

using namespace hopwright;
namespace fs = std::filesystem;

namespace {

// On Windows a path from a std::string is in the ANSI code page, and "Größe.hopw" was not found.
template <typename T>
concept NamesAFile = requires(const T& path) { files::readFile(path, 1); };
static_assert(NamesAFile<fs::path>);
static_assert(!NamesAFile<std::string>);
static_assert(!NamesAFile<const char*>);

/// Writes without the code under test.
void put(const fs::path& path, const std::string& bytes)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    QVERIFY(file >= 0);
    QCOMPARE(::write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    ::close(file);
}

bool makeSocket(const fs::path& path)
{
    const int end = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(&address.sun_path[0], sizeof address.sun_path - 1);
    const bool made = ::bind(end, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(end);
    return made;
}

}  // namespace

class TestReadFile : public QObject {
    Q_OBJECT

private slots:
    void init();
    void allBytesAreRead_data();
    void allBytesAreRead();
    void tooLargeIsRefused();
    void aFileThatTellsNoSizeIsRead();
    void aFileThatGrowsEnds();
    void whatIsNoFileIsRefusedAtOnce_data();
    void whatIsNoFileIsRefusedAtOnce();
    void aLinkIsFollowed();
    void whatMayNotBeReadIsSaid();
    void aBeginningIsReadOfAnySize();
    void whatIsThere();
    void aNameNeedNotBeText();

private:
    fs::path path(const char* name) const { return m_folder->path().toStdString() + "/" + name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestReadFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestReadFile::allBytesAreRead_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 1'000'000})
        QTest::addRow("%d", size) << size;
}

void TestReadFile::allBytesAreRead()
{
    QFETCH(const int, size);
    std::string bytes(static_cast<std::size_t>(size), 'x');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 31);
    put(path("ä"), bytes);
    const auto read = files::readFile(files::pathFromUtf8(path("ä").native()), bytes.size());
    QVERIFY(read);
    QVERIFY(*read == bytes);
    QVERIFY(*files::readFile(path("ä"), bytes.size() + 1) == bytes);
    QVERIFY(*files::readFile(path("ä"), 10 * bytes.size() + 10'000) == bytes);
}

void TestReadFile::tooLargeIsRefused()
{
    put(path("a"), "12345");
    const auto read = files::readFile(path("a"), 4);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::TooLarge);
    QCOMPARE(read.error().detail, path("a").native() + ": the file is larger than 4 bytes");
    QVERIFY(files::readFile(path("a"), 5));
}

void TestReadFile::aFileThatTellsNoSizeIsRead()
{
    struct stat info = {};
    QCOMPARE(::stat("/proc/self/status", &info), 0);
    QCOMPARE(info.st_size, 0);
    const auto read = files::readFile(fs::path("/proc/self/status"), 100'000);
    QVERIFY(read);
    QVERIFY(read->contains("Pid:\t" + std::to_string(::getpid())));
    const auto cut = files::readFile(fs::path("/proc/self/status"), 10);
    QVERIFY(!cut);
    QCOMPARE(cut.error().code, ErrorCode::TooLarge);
}

void TestReadFile::aFileThatGrowsEnds()
{
    put(path("log"), "begin\n");
    const pid_t writer = ::fork();
    if (writer == 0) {
        const int file = ::open(path("log").c_str(), O_WRONLY | O_APPEND);
        const std::string line(4096, 'x');
        for (int i = 0; i < 20'000; ++i) {
            if (::write(file, line.data(), line.size()) < 0)
                break;
        }
        ::_exit(0);
    }
    constexpr std::size_t limit = 256 * 1024;
    for (int i = 0; i < 200; ++i) {
        const auto read = files::readFile(path("log"), limit);
        QVERIFY(read ? read->size() <= limit : read.error().code == ErrorCode::TooLarge);
    }
    ::kill(writer, SIGKILL);
    ::waitpid(writer, nullptr, 0);
}

void TestReadFile::whatIsNoFileIsRefusedAtOnce_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("why");
    QTest::newRow("folder") << "folder" << "it is a folder";
    QTest::newRow("pipe") << "pipe" << "it is a pipe, no file";
    QTest::newRow("link to a pipe") << "link" << "it is a pipe, no file";
    QTest::newRow("socket") << "socket" << "it is a socket, no file";
    QTest::newRow("zeros without end") << "/dev/zero" << "it is a device, no file";
    QTest::newRow("terminal") << "/dev/tty" << "it is a device, no file";
    QTest::newRow("nothing") << "nothing" << "there is no such file or folder";
    QTest::newRow("a folder's own name") << "folder/" << "it is a folder";
    QTest::newRow("below a file") << "file/a" << "a part of the path is no folder";
    QTest::newRow("circle") << "circle" << "the links go in a circle";
    QTest::newRow("dangling") << "dangling" << "there is no such file or folder";
    QTest::newRow("256 bytes") << QString(256, u'a') << "the name is too long";
    QTest::newRow("a zero in its name")
        << QStringLiteral("fi\0le").replace(u'\0', QChar(0)) << "a name cannot hold a zero";
}

void TestReadFile::whatIsNoFileIsRefusedAtOnce()
{
    QFETCH(const QString, what);
    QFETCH(const QString, why);
    fs::create_directory(path("folder"));
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    fs::create_symlink("pipe", path("link"));
    fs::create_symlink("circle", path("circle"));
    fs::create_symlink("none", path("dangling"));
    QVERIFY(makeSocket(path("socket")));
    put(path("file"), "x");
    const fs::path asked = what.startsWith(u'/')
                               ? fs::path(what.toStdString())
                               : fs::path(m_folder->path().toStdString()) / what.toStdString();
    const auto read =
        files::readFile(asked, 100);  // Who opened a pipe to read would wait for ever.
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::FileUnreadable);
    QVERIFY2(read.error().detail.english().ends_with(": " + why.toStdString()),
             read.error().detail.english().c_str());
    QVERIFY(!files::readBeginning(asked, 100));
}

void TestReadFile::aLinkIsFollowed()
{
    put(path("real"), "bytes");
    fs::create_symlink("real", path("link"));
    QCOMPARE(*files::readFile(path("link"), 10), std::string("bytes"));
}

void TestReadFile::whatMayNotBeReadIsSaid()
{
    put(path("a"), "x");
    fs::permissions(path("a"), fs::perms::none);
    fs::permissions(path(""), fs::perms::all);
    const pid_t other = ::fork();
    if (other == 0) {
        constexpr uid_t nobody = 65534;
        if (::geteuid() == 0 && ::setresuid(nobody, nobody, nobody) != 0)
            ::_exit(2);
        const auto read = files::readFile(path("a"), 10);
        const bool said =
            !read && read.error().code == ErrorCode::FileUnreadable
            && read.error().detail == path("a").native() + ": this user may not do that here";
        ::_exit(said ? 0 : 1);
    }
    int status = 0;
    ::waitpid(other, &status, 0);
    QCOMPARE(status, 0);
}

void TestReadFile::aBeginningIsReadOfAnySize()
{
    put(path("a"), "#Requires -Version 2.0\n");
    QCOMPARE(*files::readBeginning(path("a"), 9), std::string("#Requires"));
    QCOMPARE(*files::readBeginning(path("a"), 100), std::string("#Requires -Version 2.0\n"));
    QCOMPARE(*files::readBeginning(path("a"), 0), std::string());
}

void TestReadFile::whatIsThere()
{
    put(path("a"), "x");
    fs::create_symlink("none", path("dangling"));
    QVERIFY(files::isThere(path("a")) && files::isThere(path("dangling")));
    QVERIFY(!files::isThere(path("b")) && !files::isThere(path("a/b")));
    QCOMPARE(*files::readFileIfThere(path("a"), 9), std::optional<std::string>("x"));
    QCOMPARE(*files::readFileIfThere(path("b"), 9), std::optional<std::string>());
    QVERIFY(!files::readFileIfThere(path("dangling"), 9));
    // What cannot be looked at: to take it for nothing would be to write over it.
    fs::create_symlink("circle", path("circle"));
    for (const std::string& name : {std::string("circle/a"), std::string(256, 'a')}) {
        QVERIFY(files::isThere(path(name.c_str())));
        QVERIFY(!files::readFileIfThere(path(name.c_str()), 9));
    }
    QVERIFY(!files::readFileIfThere(path(""), 9));
}

void TestReadFile::aNameNeedNotBeText()
{
    const std::string name = path("").native()
                             + "Gr\xF6\xDF"
                               "e\n.hopw";  // Latin-1
    put(name, "bytes");
    QCOMPARE(*files::readFile(files::pathFromUtf8(name), 9), std::string("bytes"));
    QCOMPARE(files::bytesOf(files::pathFromUtf8(name)), name);
    fs::remove(name);  // QTemporaryDir does not see it.
    QVERIFY(files::shown(files::pathFromUtf8(name)).ends_with("Gr[0xF6][0xDF]e[U+000A].hopw"));
}

QTEST_APPLESS_MAIN(TestReadFile)
#include "tst_read_file.moc"
