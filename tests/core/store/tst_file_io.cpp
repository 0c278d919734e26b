#include "core/store/file_io.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace hopwright;
namespace fs = std::filesystem;

namespace {

// On Windows a path from a std::string is in the ANSI code page, and "Größe.hopw" was not found.
template <typename T>
concept NamesAFile = requires(const T& path) { store::readFile(path, 1); }
                     || requires(const T& path) { store::writeFile(path, ""); };
static_assert(NamesAFile<fs::path>);
static_assert(!NamesAFile<std::string>);
static_assert(!NamesAFile<const char*>);

}  // namespace

class TestFileIo : public QObject {
    Q_OBJECT

private slots:
    void init();
    void whatIsWrittenIsRead();
    void anOldFileIsReplacedAndKeepsItsPermissions();
    void aReadOnlyFileIsUntouched();
    void aFolderIsNoFile();
    void aMissingFolderIsAnError();
    void aLinkIsFollowed();
    void tooLargeIsRefused();

private:
    fs::path path(const char* name) const
    {
        return store::pathFromUtf8(m_folder->filePath(QString::fromUtf8(name)).toStdString());
    }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileIo::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestFileIo::whatIsWrittenIsRead()
{
    const std::string bytes("a\r\n\0\xFFz", 6);
    QVERIFY(store::writeFile(path("ä.hopw"), bytes));
    QCOMPARE(*store::readFile(path("ä.hopw"), 6), bytes);
    QVERIFY(store::writeFile(path("empty"), ""));
    QCOMPARE(*store::readFile(path("empty"), 0), std::string());
}

void TestFileIo::anOldFileIsReplacedAndKeepsItsPermissions()
{
    QVERIFY(store::writeFile(path("a"), "old"));
    const fs::perms permissions = fs::perms::owner_read | fs::perms::owner_write;
    fs::permissions(path("a"), permissions);
    QVERIFY(store::writeFile(path("a"), "new"));
    QCOMPARE(*store::readFile(path("a"), 100), std::string("new"));
    QVERIFY(fs::status(path("a")).permissions() == permissions);
    QCOMPARE(files(), QStringList{QStringLiteral("a")});
}

void TestFileIo::aReadOnlyFileIsUntouched()
{
    QVERIFY(store::writeFile(path("a"), "old"));
    fs::permissions(path("a"), fs::perms::owner_read);
    const auto written = store::writeFile(path("a"), "new");
    QVERIFY(!written && written.error().code == ErrorCode::FileUnwritable);
    QCOMPARE(*store::readFile(path("a"), 100), std::string("old"));
    QCOMPARE(files(), QStringList{QStringLiteral("a")});
}

void TestFileIo::aFolderIsNoFile()
{
    const fs::path folder = store::pathFromUtf8(m_folder->path().toStdString());
    const auto written = store::writeFile(folder, "x");
    QVERIFY(!written && written.error().code == ErrorCode::FileUnwritable);
    const auto read = store::readFile(folder, 100);
    QVERIFY(!read && read.error().code == ErrorCode::FileUnreadable);
}

void TestFileIo::aMissingFolderIsAnError()
{
    const auto written = store::writeFile(path("no/such/file"), "x");
    QVERIFY(!written && written.error().code == ErrorCode::FileUnwritable);
    QVERIFY(files().isEmpty());
}

void TestFileIo::aLinkIsFollowed()
{
    QVERIFY(store::writeFile(path("real"), "old"));
    fs::create_symlink(path("real"), path("link"));
    QVERIFY(store::writeFile(path("link"), "new"));
    QVERIFY(fs::is_symlink(path("link")));
    QCOMPARE(*store::readFile(path("real"), 100), std::string("new"));
}

void TestFileIo::tooLargeIsRefused()
{
    QVERIFY(store::writeFile(path("a"), "12345"));
    const auto read = store::readFile(path("a"), 4);
    QVERIFY(!read && read.error().code == ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(TestFileIo)
#include "tst_file_io.moc"
