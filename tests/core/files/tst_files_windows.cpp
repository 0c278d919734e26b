#include "core/files/append_file.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <windows.h>
#include <aclapi.h>
#include <sddl.h>

#include <thread>

using namespace hopwright;
namespace fs = std::filesystem;

namespace {

fs::path in(const QTemporaryDir& folder, const QString& name)
{
    return {folder.filePath(name).toStdWString()};
}

/// The access list of \p path, as SDDL; empty where there is none.
QString accessOf(const fs::path& path)
{
    PSECURITY_DESCRIPTOR access = nullptr;
    if (GetNamedSecurityInfoW(path.c_str(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr,
                              nullptr, nullptr, nullptr, &access)
        != ERROR_SUCCESS)
        return {};
    wchar_t* text = nullptr;
    ConvertSecurityDescriptorToStringSecurityDescriptorW(access, SDDL_REVISION_1,
                                                         DACL_SECURITY_INFORMATION, &text, nullptr);
    const QString out = text == nullptr ? QString() : QString::fromWCharArray(text);
    LocalFree(text);
    LocalFree(access);
    return out;
}

/// Gives \p path the access list \p sddl.
bool setAccess(const fs::path& path, const wchar_t* sddl)
{
    PSECURITY_DESCRIPTOR access = nullptr;
    if (ConvertStringSecurityDescriptorToSecurityDescriptorW(sddl, SDDL_REVISION_1, &access,
                                                             nullptr)
        == 0)
        return false;
    const bool set = SetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, access) != 0;
    LocalFree(access);
    return set;
}

HANDLE openAlone(const fs::path& path)
{
    return CreateFileW(path.c_str(), GENERIC_READ, 0, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL,
                       nullptr);
}

}  // namespace

class TestFilesWindows : public QObject {
    Q_OBJECT

private slots:
    void anyNameIsWrittenAndRead_data();
    void anyNameIsWrittenAndRead();
    void aPathLongerThanMaxPathIsWrittenAndRead();
    void whatIsNoFileIsNotRead_data();
    void whatIsNoFileIsNotRead();
    void anOldFileKeepsItsAccessList();
    void aFileForItsOwnerIsForNobodyElse();
    void aReadOnlyFileIsRefused();
    void whoLetsGoInTimeIsWaitedFor();
    void whoDoesNotLetGoIsAnErrorAndTheOldFileStays();
    void whatGrowsIsLockedWhileItsWriterLives();
};

void TestFilesWindows::anyNameIsWrittenAndRead_data()
{
    QTest::addColumn<QString>("name");
    for (const char16_t* name :
         {u"a.hopw", u"with blanks.hopw", u"Größe.hopw", u"рисунок.hopw", u"図面.hopw"})
        QTest::newRow(QString::fromUtf16(name).toUtf8()) << QString::fromUtf16(name);
}

void TestFilesWindows::anyNameIsWrittenAndRead()
{
    QFETCH(const QString, name);
    const QTemporaryDir folder;
    const fs::path path = in(folder, name);
    for (const char* bytes : {"first", "second, longer", ""}) {
        const auto written = files::writeFile(path, bytes);
        QVERIFY2(written, written ? "" : written.error().detail.english().c_str());
        QCOMPARE(files::readFile(path, 100).value_or("-"), std::string(bytes));
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{name});
    QCOMPARE(files::pathFromUtf8(files::bytesOf(path)), path);
}

void TestFilesWindows::aPathLongerThanMaxPathIsWrittenAndRead()
{
    const QTemporaryDir folder;
    fs::path deep = in(folder, QStringLiteral("a"));
    while (deep.native().size() <= 2 * MAX_PATH)
        deep /= std::wstring(50, L'n');
    QVERIFY(files::makePrivateFolders(deep));
    const auto written = files::writeFile(deep / L"a.hopw", "deep");
    QVERIFY2(written, written ? "" : written.error().detail.english().c_str());
    QVERIFY(files::writeFile(deep / L"a.hopw", "deeper"));
    QCOMPARE(files::readFile(deep / L"a.hopw", 100).value_or("-"), std::string("deeper"));
    QVERIFY(files::removeFile(deep / L"a.hopw"));
    QVERIFY(!files::isThere(deep / L"a.hopw"));
}

void TestFilesWindows::whatIsNoFileIsNotRead_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"NUL", "CON", ".", "none.hopw", "a?.hopw"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestFilesWindows::whatIsNoFileIsNotRead()
{
    QFETCH(const QString, name);
    const QTemporaryDir folder;
    const auto read = files::readFile(in(folder, name), 100);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::FileUnreadable);
}

void TestFilesWindows::anOldFileKeepsItsAccessList()
{
    const QTemporaryDir folder;
    const fs::path path = in(folder, QStringLiteral("a"));
    QVERIFY(files::writeFile(path, "old"));
    // Everybody may read, the owner may do all, and nothing is handed down.
    QVERIFY(setAccess(path, L"D:P(A;;FA;;;BA)(A;;FA;;;WD)"));
    const QString before = accessOf(path);
    QVERIFY(files::writeFile(path, "new"));
    QCOMPARE(accessOf(path), before);
    QCOMPARE(files::readFile(path, 10).value_or("-"), std::string("new"));
}

void TestFilesWindows::aFileForItsOwnerIsForNobodyElse()
{
    const QTemporaryDir folder;
    const fs::path path = in(folder, QStringLiteral("a"));
    QVERIFY(files::writeFile(path, "old"));
    QVERIFY(setAccess(path, L"D:P(A;;FA;;;WD)"));
    QVERIFY(files::writeFile(path, "new", files::Readers::OwnerOnly));
    const QString access = accessOf(path);
    QVERIFY2(!access.contains(QStringLiteral(";;;WD)")), qPrintable(access));
    QVERIFY2(access.contains(QStringLiteral(";;;SY)")), qPrintable(access));
    QCOMPARE(files::readFile(path, 10).value_or("-"), std::string("new"));
}

void TestFilesWindows::aReadOnlyFileIsRefused()
{
    const QTemporaryDir folder;
    const fs::path path = in(folder, QStringLiteral("a"));
    QVERIFY(files::writeFile(path, "old"));
    QVERIFY(SetFileAttributesW(path.c_str(), FILE_ATTRIBUTE_READONLY) != 0);
    const auto written = files::writeFile(path, "new");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QVERIFY(SetFileAttributesW(path.c_str(), FILE_ATTRIBUTE_NORMAL) != 0);
    QCOMPARE(files::readFile(path, 10).value_or("-"), std::string("old"));
}

void TestFilesWindows::whoLetsGoInTimeIsWaitedFor()
{
    const QTemporaryDir folder;
    const fs::path path = in(folder, QStringLiteral("a"));
    QVERIFY(files::writeFile(path, "old"));
    const HANDLE held = openAlone(path);
    QVERIFY(held != INVALID_HANDLE_VALUE);
    const std::jthread scanner([held] {
        Sleep(100);
        CloseHandle(held);
    });
    const auto written = files::writeFile(path, "new");
    QVERIFY2(written, written ? "" : written.error().detail.english().c_str());
    QCOMPARE(files::readFile(path, 10).value_or("-"), std::string("new"));
}

void TestFilesWindows::whoDoesNotLetGoIsAnErrorAndTheOldFileStays()
{
    const QTemporaryDir folder;
    const fs::path path = in(folder, QStringLiteral("a"));
    QVERIFY(files::writeFile(path, "old"));
    const HANDLE held = openAlone(path);
    QVERIFY(held != INVALID_HANDLE_VALUE);
    const auto written = files::writeFile(path, "new");
    CloseHandle(held);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(files::readFile(path, 10).value_or("-"), std::string("old"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("a")});
}

void TestFilesWindows::whatGrowsIsLockedWhileItsWriterLives()
{
    const QTemporaryDir folder;
    const fs::path path = in(folder, QStringLiteral("a"));
    {
        auto file = files::AppendFile::create(path);
        QVERIFY(file && file->append("one ") && file->append("two") && file->flusher()());
        QCOMPARE(files::readFile(path, 100).value_or("-"), std::string("one two"));
        QVERIFY(!files::AppendFile::create(path));
        const auto taken = files::AppendFile::takeOver(path);
        QVERIFY(taken && !*taken);
    }
    {
        auto taken = files::AppendFile::takeOver(path);
        QVERIFY(taken && *taken && (*taken)->append(" three"));
        QCOMPARE((*taken)->size(), std::size_t{13});
        const auto other = files::AppendFile::takeOver(in(folder, QStringLiteral(".")));
        QVERIFY(other && !*other);
    }
    QCOMPARE(files::readFile(path, 100).value_or("-"), std::string("one two three"));
}

QTEST_GUILESS_MAIN(TestFilesWindows)
#include "tst_files_windows.moc"
