#include "core/files/read_file.h"
#include "core/files/temporary_unix.h"
#include "core/files/write_file.h"
#include "tests/needed.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

using namespace hopwright;
namespace fs = std::filesystem;
using files::Readers;

namespace {

template <typename T>
concept NamesAFile = requires(const T& path) { files::writeFile(path, ""); };
static_assert(NamesAFile<fs::path>);
static_assert(!NamesAFile<std::string>);
static_assert(!NamesAFile<const char*>);

constexpr uid_t nobody = 65534;
constexpr std::size_t plenty = 10'000'000;

mode_t modeOf(const fs::path& path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 ? info.st_mode & 07777U : 0;
}

/// \returns what \p work says in a process of its own, as nobody where this is root. No test of this process runs there.
int inOtherProcess(bool asNobody, const std::function<int()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const bool ready = !asNobody || ::geteuid() != 0
                           || (::setresgid(nobody, nobody, nobody) == 0
                               && ::setresuid(nobody, nobody, nobody) == 0);
        ::_exit(ready ? work() : 99);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool isRoot()
{
    return ::geteuid() == 0;
}

/// Lets anyone write into \p folder. \returns whether anyone then may: one who may not enter a folder on the way to it would
/// show nothing of the rules for a file.
bool openToAnyone(const fs::path& folder)
{
    const bool open = ::chmod(folder.c_str(), 0777) == 0;
    const auto mayWrite = [&folder] {
        return ::access(folder.c_str(), W_OK | X_OK) == 0 ? 0 : 1;
    };
    return open && inOtherProcess(true, mayWrite) == 0;
}

}  // namespace

class TestWriteFile : public QObject {
    Q_OBJECT

private slots:
    void init();
    void whatIsWrittenIsRead();
    void anOldFileKeepsItsPermissions_data();
    void anOldFileKeepsItsPermissions();
    void aNewFileHasWhatTheUmaskGives_data();
    void aNewFileHasWhatTheUmaskGives();
    void rootLeavesAFileToItsOwner();
    void aGroupThatCannotBeKeptGivesNothingAway();
    void whatReplacesAPrivateFileIsPrivateFromItsFirstByte();
    void whatCannotBeReplacedIsUntouched_data();
    void whatCannotBeReplacedIsUntouched();
    void anotherUsersFileIsNotReplaced();
    void aNameMayBeAsLongAsTheSystemAllows_data();
    void aNameMayBeAsLongAsTheSystemAllows();
    void aLinkIsFollowedToItsFile_data();
    void aLinkIsFollowedToItsFile();
    void asManyLinksAreFollowedAsTheSystemFollows();
    void aLinkThatLeadsNowhereIsRefused_data();
    void aLinkThatLeadsNowhereIsRefused();
    void aLinkOfAnotherUserIsRefused();
    void aLinkIntoAnotherUsersFolderIsRefused();
    void leftOversOfTheDeadGo();
    void leftOversOfTheLivingStay();
    void whatOthersNamedLikeThatStays();
    void eightWritersNeverLeaveAHalfFile();
    void severalFilesComeTogether_data();
    void severalFilesComeTogether();
    void oneOfSeveralThatCannotBeWrittenChangesNothing_data();
    void oneOfSeveralThatCannotBeWrittenChangesNothing();
    void foldersAreMadeForTheirOwner();
    void aFileIsRemoved();
    void whereFilesMayBeMadeIsKnown();

private:
    fs::path path(const std::string& name) const
    {
        return m_folder->path().toStdString() + "/" + name;
    }
    QStringList files() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                       QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWriteFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestWriteFile::whatIsWrittenIsRead()
{
    const std::string bytes("a\r\n\0\xFFz", 6);
    QVERIFY(files::writeFile(path("ä.hopw"), bytes));
    QCOMPARE(*files::readFile(path("ä.hopw"), 6), bytes);
    QVERIFY(files::writeFile(path("empty"), ""));
    QCOMPARE(*files::readFile(path("empty"), 0), std::string());
    const std::string large(3'000'000, 'y');
    QVERIFY(files::writeFile(path("ä.hopw"), large));
    QVERIFY(*files::readFile(path("ä.hopw"), plenty) == large);
    QCOMPARE(files(), QStringList({QStringLiteral("empty"), QStringLiteral("ä.hopw")}));
    const fs::path before = fs::current_path();
    fs::current_path(path(""));
    const auto relative = files::writeFile(fs::path("here"), "x");
    fs::current_path(before);
    QVERIFY(relative);
    QVERIFY(fs::exists(path("here")));
}

void TestWriteFile::anOldFileKeepsItsPermissions_data()
{
    QTest::addColumn<uint>("mode");
    for (const uint mode : {0600U, 0644U, 0664U, 0666U, 0755U, 0220U})
        QTest::addRow("%o", mode) << mode;
}

void TestWriteFile::anOldFileKeepsItsPermissions()
{
    QFETCH(const uint, mode);
    QVERIFY(files::writeFile(path("a"), "old"));
    QCOMPARE(::chmod(path("a").c_str(), mode), 0);
    if (!isRoot() && (mode & 0200U) == 0)
        return;
    QVERIFY(files::writeFile(path("a"), "new"));
    QCOMPARE(modeOf(path("a")), mode);
    QVERIFY(files::writeFile(path("a"), "secret", Readers::OwnerOnly));
    QCOMPARE(modeOf(path("a")), 0600U);
    QCOMPARE(files(), QStringList{QStringLiteral("a")});
}

void TestWriteFile::aNewFileHasWhatTheUmaskGives_data()
{
    QTest::addColumn<uint>("mask");
    QTest::addColumn<uint>("mode");
    QTest::newRow("022") << 022U << 0644U;
    QTest::newRow("077") << 077U << 0600U;
    QTest::newRow("002") << 002U << 0664U;
    QTest::newRow("0") << 0U << 0666U;
}

void TestWriteFile::aNewFileHasWhatTheUmaskGives()
{
    QFETCH(const uint, mask);
    QFETCH(const uint, mode);
    const mode_t before = ::umask(mask);
    const auto written = files::writeFile(path("a"), "x");
    const std::vector<files::NamedBytes> several{{.name = "b", .bytes = "x"}};
    const auto alsoWritten = files::writeFiles(path(""), several);
    const auto secret = files::writeFile(path("c"), "x", Readers::OwnerOnly);
    ::umask(before);
    QVERIFY(written && alsoWritten && secret);
    QCOMPARE(modeOf(path("a")), mode);
    QCOMPARE(modeOf(path("b")), mode);
    QCOMPARE(modeOf(path("c")), 0600U);
}

void TestWriteFile::rootLeavesAFileToItsOwner()
{
    HOPWRIGHT_NEED_ROOT();
    QVERIFY(files::writeFile(path("a"), "old"));
    QCOMPARE(::chown(path("a").c_str(), nobody, nobody), 0);
    QCOMPARE(::chmod(path("a").c_str(), 0640), 0);
    QVERIFY(files::writeFile(path("a"), "new"));
    struct stat info = {};
    QCOMPARE(::stat(path("a").c_str(), &info), 0);
    QCOMPARE(info.st_uid, nobody);
    QCOMPARE(info.st_gid, nobody);
    QCOMPARE(modeOf(path("a")), 0640U);
}

// A file of a group that this user is not in: the group's permissions would go to this user's own group.
void TestWriteFile::aGroupThatCannotBeKeptGivesNothingAway()
{
    HOPWRIGHT_NEED_ROOT();
    QVERIFY(files::writeFile(path("a"), "old"));
    QCOMPARE(::chown(path("a").c_str(), nobody, 1), 0);
    QCOMPARE(::chmod(path("a").c_str(), 0664), 0);
    QVERIFY2(openToAnyone(path("")), "TMPDIR must be a folder that others may enter");
    QCOMPARE(inOtherProcess(true, [this] { return files::writeFile(path("a"), "new") ? 0 : 1; }),
             0);
    QCOMPARE(modeOf(path("a")), 0644U);
}

// Killed in the middle of writing, by the limit of a file's size: what lies there then is what others could have read.
void TestWriteFile::whatReplacesAPrivateFileIsPrivateFromItsFirstByte()
{
    QVERIFY(files::writeFile(path("a"), "old"));
    QCOMPARE(::chmod(path("a").c_str(), 0600), 0);
    const int ended = inOtherProcess(false, [this] {
        ::umask(022);
        std::signal(SIGXFSZ, SIG_DFL);
        const rlimit small{.rlim_cur = 100, .rlim_max = 100};
        const rlimit none{.rlim_cur = 0, .rlim_max = 0};
        ::setrlimit(RLIMIT_CORE, &none);
        ::setrlimit(RLIMIT_FSIZE, &small);
        const std::string first(100, 'x');
        return files::writeFile(path("a"), first + "and more") ? 0 : 1;
    });
    QCOMPARE(ended, 128 + SIGXFSZ);
    const QStringList left = files().filter(QStringLiteral(".tmp"));
    QCOMPARE(left.size(), 1);
    QCOMPARE(modeOf(path(left.front().toStdString())), 0600U);
    QCOMPARE(*files::readFile(path("a"), 100), std::string("old"));
}

void TestWriteFile::whatCannotBeReplacedIsUntouched_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    QTest::newRow("read-only") << "readonly" << "the file is read-only";
    QTest::newRow("folder") << "folder" << "it is a folder";
    QTest::newRow("folder by its path") << "folder/" << "it is a folder";
    QTest::newRow("pipe") << "pipe" << "it is a pipe, a socket or a device, no file";
    QTest::newRow("no such folder") << "no/such/file" << "there is no such file or folder";
    QTest::newRow("below a file") << "readonly/a" << "it is no folder";
    QTest::newRow("256 bytes") << QString(256, u'a') << "the name is too long";
    QTest::newRow("a zero") << QStringLiteral("a").append(QChar(0)) << "a name cannot hold a zero";
    QTest::newRow("/dev/full") << "/dev/full" << "it is a pipe, a socket or a device, no file";
}

void TestWriteFile::whatCannotBeReplacedIsUntouched()
{
    QFETCH(const QString, name);
    QFETCH(const QString, why);
    QVERIFY(files::writeFile(path("readonly"), "old"));
    fs::permissions(path("readonly"), fs::perms::owner_read);
    fs::create_directory(path("folder"));
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    const QStringList before = files();
    const fs::path asked =
        name.startsWith(u'/') ? fs::path(name.toStdString()) : path(name.toStdString());
    const auto written = files::writeFile(asked, "new");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QVERIFY2(written.error().detail.english().ends_with(": " + why.toStdString()),
             written.error().detail.english().c_str());
    QCOMPARE(files(), before);
    QCOMPARE(*files::readFile(path("readonly"), 100), std::string("old"));
    QVERIFY(fs::is_fifo(path("pipe")));
}

void TestWriteFile::anotherUsersFileIsNotReplaced()
{
    HOPWRIGHT_NEED_ROOT();
    QVERIFY(files::writeFile(path("a"), "old"));
    QCOMPARE(::chmod(path("a").c_str(), 0644), 0);
    QVERIFY2(openToAnyone(path("")), "TMPDIR must be a folder that others may enter");
    QCOMPARE(inOtherProcess(true,
                            [this] {
                                const auto written = files::writeFile(path("a"), "new");
                                return written ? 0 : 1;
                            }),
             1);
    QCOMPARE(*files::readFile(path("a"), 100), std::string("old"));
    QCOMPARE(files(), QStringList{QStringLiteral("a")});
}

void TestWriteFile::aNameMayBeAsLongAsTheSystemAllows_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("255 bytes") << QString(250, u'a') + QStringLiteral(".hopw");
    QTest::newRow("255 bytes of two each") << QString(125, u'ä') + QStringLiteral(".hopw");
    QTest::newRow("a line end") << QStringLiteral("a\nb.hopw");
    QTest::newRow("a dash") << QStringLiteral("-rf.hopw");
}

void TestWriteFile::aNameMayBeAsLongAsTheSystemAllows()
{
    QFETCH(const QString, name);
    const fs::path file = path(name.toStdString());
    QVERIFY(files::writeFile(file, "old"));
    QVERIFY(files::writeFile(file, "new"));
    QCOMPARE(*files::readFile(file, 100), std::string("new"));
    const std::vector<files::NamedBytes> several{{.name = name.toStdString(), .bytes = "newer"}};
    QVERIFY(files::writeFiles(path(""), several));
    QCOMPARE(*files::readFile(file, 100), std::string("newer"));
    QCOMPARE(files(), QStringList{name});
}

void TestWriteFile::aLinkIsFollowedToItsFile_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("beside") << "link";
    QTest::newRow("absolute") << "absolute";
    QTest::newRow("into another folder, by a link to a link") << "twice";
    QTest::newRow("within a folder that is a link") << "door/real";
}

void TestWriteFile::aLinkIsFollowedToItsFile()
{
    QFETCH(const QString, link);
    fs::create_directory(path("folder"));
    QVERIFY(files::writeFile(path("folder/real"), "old"));
    QCOMPARE(::chmod(path("folder/real").c_str(), 0640), 0);
    fs::create_symlink("folder/real", path("link"));
    fs::create_symlink(path("folder/real"), path("absolute"));
    fs::create_symlink("./folder/../link", path("twice"));
    fs::create_directory_symlink("folder", path("door"));
    const QStringList before = files();
    QVERIFY(files::writeFile(path(link.toStdString()), "new"));
    QCOMPARE(*files::readFile(path("folder/real"), 100), std::string("new"));
    QCOMPARE(modeOf(path("folder/real")), 0640U);
    QVERIFY(fs::is_symlink(path("link")) && fs::is_symlink(path("twice")));
    QCOMPARE(files(), before);
    QCOMPARE(QDir(QString::fromStdString(path("folder").native()))
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("real")});
}

void TestWriteFile::asManyLinksAreFollowedAsTheSystemFollows()
{
    QVERIFY(files::writeFile(path("0"), "old"));
    bool written = true;
    int links = 0;
    for (; written; ++links) {
        const fs::path link = path(std::to_string(links + 1));
        fs::create_symlink(std::to_string(links), link);
        written = files::writeFile(link, std::to_string(links + 1)).has_value();
        struct stat info = {};
        QCOMPARE(written, ::stat(link.c_str(), &info) == 0);
    }
    QVERIFY(links > 1);
    QCOMPARE(*files::readFile(path("0"), 100), std::to_string(links - 1));
}

void TestWriteFile::aLinkThatLeadsNowhereIsRefused_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << "none" << "the link leads to nothing";
    QTest::newRow("itself") << "link" << "the links go in a circle";
    QTest::newRow("back") << "back" << "the links go in a circle";
    QTest::newRow("a folder") << "folder" << "it is a folder";
    QTest::newRow("a pipe") << "pipe" << "it is a pipe, a socket or a device, no file";
    QTest::newRow("no folder") << "no/such" << "there is no such file or folder";
}

void TestWriteFile::aLinkThatLeadsNowhereIsRefused()
{
    QFETCH(const QString, to);
    QFETCH(const QString, why);
    fs::create_symlink(to.toStdString(), path("link"));
    fs::create_symlink("link", path("back"));
    fs::create_directory(path("folder"));
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    const QStringList before = files();
    const auto written = files::writeFile(path("link"), "x");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QVERIFY2(written.error().detail.english().ends_with(": " + why.toStdString()),
             written.error().detail.english().c_str());
    QCOMPARE(files(), before);
}

void TestWriteFile::aLinkOfAnotherUserIsRefused()
{
    HOPWRIGHT_NEED_ROOT();
    QVERIFY(files::writeFile(path("real"), "old"));
    fs::create_symlink("real", path("link"));
    QCOMPARE(::lchown(path("link").c_str(), nobody, nobody), 0);
    const auto written = files::writeFile(path("link"), "new");
    QVERIFY(!written);
    QCOMPARE(written.error().detail,
             path("link").native() + ": it is a link that another user made");
    QCOMPARE(*files::readFile(path("real"), 100), std::string("old"));
}

void TestWriteFile::aLinkIntoAnotherUsersFolderIsRefused()
{
    HOPWRIGHT_NEED_ROOT();
    fs::create_directory(path("theirs"));
    QVERIFY(files::writeFile(path("theirs/real"), "old"));
    QCOMPARE(::chown(path("theirs").c_str(), nobody, nobody), 0);
    fs::create_symlink("theirs/real", path("link"));
    const auto written = files::writeFile(path("link"), "new");
    QVERIFY(!written);
    QCOMPARE(written.error().detail,
             path("link").native() + ": the link leads into a folder of another user");
    QCOMPARE(*files::readFile(path("theirs/real"), 100), std::string("old"));
}

void TestWriteFile::leftOversOfTheDeadGo()
{
    const auto dieWithTemporaries = [this] {
        const auto folder = files::openFolder(path(""));
        const auto file = files::Temporary::make(*folder, files::Temporary::Kind::File, 0600, {});
        const auto staging =
            files::Temporary::make(*folder, files::Temporary::Kind::Folder, 0700, {});
        const bool made = folder && file && staging;
        if (made && !files::writeFile(path("") / staging->name() / "half", "x"))
            ::_exit(2);
        ::_exit(made ? 0 : 1);  // Without a destructor, as a process that is killed.
        return 0;
    };
    QCOMPARE(inOtherProcess(false, dieWithTemporaries), 0);
    QCOMPARE(files().size(), 2);
    QVERIFY(files::writeFile(path("a"), "x"));
    QCOMPARE(files(), QStringList{QStringLiteral("a")});
    QCOMPARE(inOtherProcess(false, dieWithTemporaries), 0);
    const std::vector<files::NamedBytes> several{{.name = "b", .bytes = "x"}};
    QVERIFY(files::writeFiles(path(""), several));
    QCOMPARE(files(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
}

void TestWriteFile::leftOversOfTheLivingStay()
{
    const auto folder = files::openFolder(path(""));
    QVERIFY(folder);
    auto file = files::Temporary::make(*folder, files::Temporary::Kind::File, 0600, {});
    auto staging = files::Temporary::make(*folder, files::Temporary::Kind::Folder, 0700, {});
    QVERIFY(file && staging);
    QCOMPARE(inOtherProcess(false, [this] { return files::writeFile(path("a"), "x") ? 0 : 1; }), 0);
    QVERIFY(files::writeFile(path("a"), "y"));  // Of this process, too.
    QVERIFY(fs::exists(path(file->name())) && fs::exists(path(staging->name())));
}

void TestWriteFile::whatOthersNamedLikeThatStays()
{
    const QStringList names{QStringLiteral(".hopwright-0123456789abcde.tmp"),
                            QStringLiteral(".hopwright-0123456789abcdeF.tmp"),
                            QStringLiteral(".hopwright-0123456789abcdef.tmpx"),
                            QStringLiteral("hopwright-0123456789abcdef.tmp"),
                            QStringLiteral(".hopwright-notes")};
    for (const QString& name : names) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const fs::path link = path(".hopwright-0000000000000000.tmp");
    fs::create_symlink("notes", link);
    const fs::path theirs = path(".hopwright-1111111111111111.tmp");
    QVERIFY(QFile(QString::fromStdString(theirs.native())).open(QIODevice::WriteOnly));
    const bool isTheirs = isRoot() && ::chown(theirs.c_str(), nobody, nobody) == 0;
    QVERIFY(files::writeFile(path("a"), "x"));
    for (const QString& name : names)
        QVERIFY(files().contains(name));
    QVERIFY(fs::is_symlink(link));
    QCOMPARE(fs::exists(theirs), isTheirs);
}

// 7 of 150 rounds left a broken drawing once.
void TestWriteFile::eightWritersNeverLeaveAHalfFile()
{
    constexpr int writers = 8;
    constexpr int rounds = 150;
    constexpr std::size_t size = 40'000;
    const auto contentOf = [](int writer) {
        return std::string(size + static_cast<std::size_t>(writer),
                           static_cast<char>('a' + writer));
    };
    std::vector<pid_t> children;
    for (int writer = 0; writer < writers; ++writer) {
        const pid_t child = ::fork();
        if (child == 0) {
            const std::string content = contentOf(writer);
            for (int round = 0; round < rounds; ++round) {
                if (!files::writeFile(path("drawing"), content))
                    ::_exit(1);
            }
            ::_exit(0);
        }
        children.push_back(child);
    }
    int reads = 0;
    int broken = 0;
    std::size_t running = children.size();
    int failed = 0;
    while (running > 0) {
        int status = 0;
        if (::waitpid(-1, &status, WNOHANG) > 0) {
            --running;
            failed += status != 0 ? 1 : 0;
        }
        const auto read = files::readFileIfThere(path("drawing"), plenty);
        if (!read || !*read)
            continue;
        ++reads;
        const int writer = (*read)->empty() ? -1 : (*read)->front() - 'a';
        broken += writer < 0 || **read != contentOf(writer) ? 1 : 0;
    }
    qInfo("%d writers, %d rounds: %d readings, %d broken, %d writers failed", writers, rounds,
          reads, broken, failed);
    QCOMPARE(broken, 0);
    QCOMPARE(failed, 0);
    QVERIFY(reads > 0);
    QCOMPARE(files(), QStringList{QStringLiteral("drawing")});
}

void TestWriteFile::severalFilesComeTogether_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("none") << 0;
    QTest::newRow("each is flushed") << 63;
    QTest::newRow("flushed at once") << 200;
}

void TestWriteFile::severalFilesComeTogether()
{
    QFETCH(const int, count);
    QVERIFY(files::writeFile(path("0.ps1"), "old"));
    QCOMPARE(::chmod(path("0.ps1").c_str(), 0640), 0);
    std::vector<std::string> contents;
    for (int i = 0; i < count; ++i)
        contents.push_back("file " + std::to_string(i));
    std::vector<files::NamedBytes> several;
    for (int i = 0; i < count; ++i) {
        several.push_back(
            {.name = std::to_string(i) + ".ps1", .bytes = contents[static_cast<std::size_t>(i)]});
    }
    QVERIFY(files::writeFiles(path(""), several));
    QCOMPARE(files().size(), std::max(count, 1));
    for (int i = 0; i < count; ++i) {
        QCOMPARE(*files::readFile(path(std::to_string(i) + ".ps1"), 99),
                 contents[static_cast<std::size_t>(i)]);
    }
    QCOMPARE(modeOf(path("0.ps1")), 0640U);
}

void TestWriteFile::oneOfSeveralThatCannotBeWrittenChangesNothing_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("why");
    QTest::newRow("folder") << "folder" << "it is a folder";
    QTest::newRow("link") << "link" << "it is a link";
    QTest::newRow("read-only") << "readonly" << "the file is read-only";
    QTest::newRow("twice") << "new" << "the name is given twice";
    QTest::newRow("256 bytes") << QString(256, u'a') << "the name is too long";
}

void TestWriteFile::oneOfSeveralThatCannotBeWrittenChangesNothing()
{
    QFETCH(const QString, last);
    QFETCH(const QString, why);
    fs::create_directory(path("folder"));
    QVERIFY(files::writeFile(path("old"), "old"));
    QVERIFY(files::writeFile(path("readonly"), "old"));
    fs::permissions(path("readonly"), fs::perms::owner_read);
    fs::create_symlink("old", path("link"));
    const QStringList before = files();
    const std::vector<files::NamedBytes> several{{.name = "new", .bytes = "x"},
                                                 {.name = "old", .bytes = "x"},
                                                 {.name = last.toStdString(), .bytes = "x"}};
    const auto written = files::writeFiles(path(""), several);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QVERIFY2(
        written.error().detail.english().ends_with(last.toStdString() + ": " + why.toStdString()),
        written.error().detail.english().c_str());
    QCOMPARE(files(), before);
    QCOMPARE(*files::readFile(path("old"), 100), std::string("old"));
}

void TestWriteFile::foldersAreMadeForTheirOwner()
{
    QVERIFY(files::makePrivateFolders(path("a/b/c")));
    QVERIFY(files::makePrivateFolders(path("a/b/c")));
    QCOMPARE(modeOf(path("a")), 0700U);
    QCOMPARE(modeOf(path("a/b/c")), 0700U);
    QVERIFY(files::writeFile(path("file"), "x"));
    QVERIFY(!files::makePrivateFolders(path("file/a")));
}

void TestWriteFile::aFileIsRemoved()
{
    QVERIFY(files::writeFile(path("real"), "x"));
    fs::create_symlink("real", path("link"));
    QVERIFY(files::removeFile(path("link")));
    QVERIFY(files::removeFile(path("link")));
    QCOMPARE(files(), QStringList{QStringLiteral("real")});
    QVERIFY(files::removeFile(path("real")));
    fs::create_directory(path("folder"));
    const auto removed = files::removeFile(path("folder"));
    QVERIFY(!removed);
    QCOMPARE(removed.error().code, ErrorCode::FileUnwritable);
}

// A folder that may be entered but not written takes no new file, nor one that may be written but not entered.
void TestWriteFile::whereFilesMayBeMadeIsKnown()
{
    fs::create_directory(path("closed"));
    fs::create_directory(path("shut"));
    QCOMPARE(::chmod(path("closed").c_str(), 0555), 0);
    QCOMPARE(::chmod(path("shut").c_str(), 0666), 0);
    QVERIFY2(openToAnyone(path("")), "TMPDIR must be a folder that others may enter");
    const auto mayIn = [this](const char* name) {
        return inOtherProcess(true,
                              [this, name] { return files::canMakeFilesIn(path(name)) ? 1 : 0; });
    };
    QCOMPARE(mayIn(""), 1);
    QCOMPARE(mayIn("closed"), 0);
    QCOMPARE(mayIn("shut"), 0);
    QCOMPARE(mayIn("none"), 0);
}

QTEST_APPLESS_MAIN(TestWriteFile)
#include "tst_write_file.moc"
