#include "core/files/append_file.h"
#include "core/files/read_file.h"
#include "tests/needed.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

using namespace hopwright;
using files::AppendFile;

namespace {

std::filesystem::path in(const QTemporaryDir& folder, const char* name)
{
    return files::pathFromUtf8(folder.filePath(QLatin1String(name)).toStdString());
}

}  // namespace

class TestAppendFile : public QObject {
    Q_OBJECT

private slots:
    void whatIsAppendedIsThere();
    void aNameThatIsTakenIsRefused();
    void onlyWhatADeadWriterLeftIsTakenOver();
    void whatAnotherUserMadeIsNotTakenOver();
    void aPartIsTakenBack();
};

void TestAppendFile::whatIsAppendedIsThere()
{
    const QTemporaryDir folder;
    auto file = AppendFile::create(in(folder, "a"));
    QVERIFY(file);
    QVERIFY(file->append("one "));
    QVERIFY(file->append("two"));
    QVERIFY(file->flusher()());
    QCOMPARE(file->size(), std::size_t{7});
    QCOMPARE(files::readFile(in(folder, "a"), 100).value_or(""), std::string("one two"));
    struct stat info = {};
    QVERIFY(::stat(in(folder, "a").c_str(), &info) == 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    QVERIFY(file->remove());
    QVERIFY(!files::isThere(in(folder, "a")));
}

void TestAppendFile::aNameThatIsTakenIsRefused()
{
    const QTemporaryDir folder;
    std::filesystem::create_symlink("/tmp/nowhere", in(folder, "link"));
    QVERIFY(AppendFile::create(in(folder, "a")));
    QVERIFY(!AppendFile::create(in(folder, "a")));
    QVERIFY(!AppendFile::create(in(folder, "link")));
}

void TestAppendFile::onlyWhatADeadWriterLeftIsTakenOver()
{
    const QTemporaryDir folder;
    {
        auto living = AppendFile::create(in(folder, "a"));
        QVERIFY(living && living->append("x"));
        const auto taken = AppendFile::takeOver(in(folder, "a"));
        QVERIFY(taken && !*taken);
    }
    auto taken = AppendFile::takeOver(in(folder, "a"));
    QVERIFY(taken && *taken);
    QVERIFY((*taken)->append("y"));
    QCOMPARE(files::readFile(in(folder, "a"), 100).value_or(""), std::string("xy"));
    QVERIFY(::mkfifo(in(folder, "pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink(in(folder, "a"), in(folder, "link"));
    for (const char* name : {"pipe", "link", "."}) {
        const auto other = AppendFile::takeOver(in(folder, name));
        QVERIFY2(other && !*other, name);
    }
    QVERIFY(!AppendFile::takeOver(in(folder, "none")));
}

void TestAppendFile::whatAnotherUserMadeIsNotTakenOver()
{
    HOPWRIGHT_NEED_ROOT();
    constexpr uid_t nobody = 65534;
    const QTemporaryDir folder;
    QVERIFY(AppendFile::create(in(folder, "a")));
    QVERIFY(::chown(in(folder, "a").c_str(), nobody, nobody) == 0);
    const auto taken = AppendFile::takeOver(in(folder, "a"));
    QVERIFY(taken && !*taken);
}

/// A disk that is full in the middle of a record, by the limit of a file's size.
void TestAppendFile::aPartIsTakenBack()
{
    const QTemporaryDir folder;
    auto file = AppendFile::create(in(folder, "a"));
    QVERIFY(file && file->append("whole"));
    struct rlimit before = {};
    QVERIFY(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    struct rlimit small = before;
    small.rlim_cur = 8;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto appended = file->append("more than fits");
    QVERIFY(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!appended);
    QCOMPARE(appended.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(files::readFile(in(folder, "a"), 100).value_or(""), std::string("whole"));
    QVERIFY(file->append(", and on"));
    QCOMPARE(files::readFile(in(folder, "a"), 100).value_or(""), std::string("whole, and on"));
}

QTEST_GUILESS_MAIN(TestAppendFile)
#include "tst_append_file.moc"
