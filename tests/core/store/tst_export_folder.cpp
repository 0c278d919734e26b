#include "core/files/path.h"
#include "core/store/export_folder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace hopwright;
using store::ExportFile;
using store::OtherThings;

namespace {

template <typename T>
concept NamesAFolder = requires(const T& path, const std::vector<ExportFile>& files) {
    store::otherThingsIn(path, files);
} || requires(const T& path, const std::vector<ExportFile>& files) {
    store::writeExport(path, files, OtherThings::Keep);
};
static_assert(NamesAFolder<std::filesystem::path>);
static_assert(!NamesAFolder<std::string>);
static_assert(!NamesAFolder<const char*>);

}  // namespace

class TestExportFolder : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aFolderThatIsNotThereIsMade();
    void anEarlierExportIsReplaced();
    void otherThingsAreRefused_data();
    void otherThingsAreRefused();
    void otherThingsStayWhereTheyMay();
    void manyOtherThingsAreCounted();
    void aFailureTakesBackWhatWasMade();
    void aRootThatIsNotThereIsAnError();
    void aNameIsOneOnAllSystems_data();
    void aNameIsOneOnAllSystems();

private:
    std::filesystem::path out() const
    {
        return files::pathFromUtf8(m_scratch->filePath(QStringLiteral("a/ö")).toStdString());
    }
    QString path(const QString& name) const
    {
        return m_scratch->filePath(QStringLiteral("a/ö/") + name);
    }
    QStringList names() const
    {
        return QDir(path({})).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                                        QDir::Name);
    }
    QByteArray read(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    const std::vector<ExportFile> m_files{
        {.name = "101-a-enable.ps1", .bytes = "#Requires -Version 2.0\r\n# a"},
        {.name = "README.txt", .bytes = "Scripts of Hopwright 0.1\r\n"}};
    const QStringList m_names{QStringLiteral("101-a-enable.ps1"), QStringLiteral("README.txt")};
};

void TestExportFolder::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    QVERIFY(m_scratch->isValid());
}

void TestExportFolder::aFolderThatIsNotThereIsMade()
{
    QVERIFY(store::otherThingsIn(out(), m_files)->empty());
    QVERIFY(store::writeExport(out(), m_files, OtherThings::Refuse));
    QCOMPARE(names(), m_names);
    QCOMPARE(read(QStringLiteral("101-a-enable.ps1")), QByteArray("#Requires -Version 2.0\r\n# a"));
}

void TestExportFolder::anEarlierExportIsReplaced()
{
    QVERIFY(store::writeExport(out(), m_files, OtherThings::Refuse));
    std::vector<ExportFile> next = m_files;
    next.front().bytes += " changed";
    QVERIFY(store::writeExport(out(), next, OtherThings::Refuse));
    QCOMPARE(read(QStringLiteral("101-a-enable.ps1")),
             QByteArray("#Requires -Version 2.0\r\n# a changed"));
    QCOMPARE(names(), m_names);
}

void TestExportFolder::otherThingsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray mine = "mine, of old";
    const QByteArray mark = "\xEF\xBB\xBF";
    QTest::newRow("a file of the user") << QStringLiteral("notes.txt") << mine;
    QTest::newRow("a readme of the user") << QStringLiteral("README.txt") << mine;
    QTest::newRow("a readme with the mark of UTF-8") << QStringLiteral("README.txt") << mark + mine;
    QTest::newRow("a readme that is empty") << QStringLiteral("README.txt") << QByteArray("");
    QTest::newRow("a readme with the mark alone") << QStringLiteral("README.txt") << mark;
    QTest::newRow("a script with the mark of UTF-8")
        << QStringLiteral("101-a-enable.ps1") << mark + mine;
    QTest::newRow("a hidden file") << QStringLiteral(".gitignore") << mine;
    QTest::newRow("a script of an earlier plan") << QStringLiteral("102-b-enable.ps1") << mine;
}

void TestExportFolder::otherThingsAreRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QVERIFY(QDir().mkpath(path({})));
    QVERIFY(write(name, bytes));
    std::vector<ExportFile> marked = m_files;  // As the exports of scripts have it.
    for (ExportFile& each : marked)
        each.bytes.insert(0, "\xEF\xBB\xBF");
    const auto written = store::writeExport(out(), marked, OtherThings::Refuse);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::NotAllowed);
    QCOMPARE(written.error().detail, "the folder holds other things: " + name.toStdString());
    QCOMPARE(names(), QStringList{name});
    QCOMPARE(read(name), bytes);
}

void TestExportFolder::otherThingsStayWhereTheyMay()
{
    QVERIFY(QDir().mkpath(path(QStringLiteral("old"))));
    QVERIFY(write(QStringLiteral("README.txt"), "mine"));
    QVERIFY(!store::writeExport(out(), m_files, OtherThings::Refuse));
    QVERIFY(store::writeExport(out(), m_files, OtherThings::Keep));
    QCOMPARE(names(), QStringList(m_names) << QStringLiteral("old"));
    QCOMPARE(read(QStringLiteral("README.txt")), QByteArray("Scripts of Hopwright 0.1\r\n"));
}

void TestExportFolder::manyOtherThingsAreCounted()
{
    QVERIFY(QDir().mkpath(path({})));
    for (const char* name : {"e", "d", "c", "b", "a"})
        QVERIFY(write(QString::fromLatin1(name), "x"));
    QCOMPARE(store::writeExport(out(), m_files, OtherThings::Refuse).error().detail,
             std::string("the folder holds other things: a, b, c and 2 more"));
}

void TestExportFolder::aFailureTakesBackWhatWasMade()
{
    QVERIFY(QDir().mkpath(path(QStringLiteral("README.txt"))));  // A folder stands in the way.
    const auto written = store::writeExport(out(), m_files, OtherThings::Keep);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(written.error().detail, files::shown(out() / "README.txt") + ": it is a folder");
    QCOMPARE(names(), QStringList{QStringLiteral("README.txt")});

    const auto inFile =
        files::pathFromUtf8((path(QStringLiteral("../f")) + QStringLiteral("/x")).toStdString());
    QVERIFY(write(QStringLiteral("../f"), "a file"));
    QVERIFY(!store::writeExport(inFile, m_files, OtherThings::Keep));
}

void TestExportFolder::aRootThatIsNotThereIsAnError()
{
    const std::filesystem::path folder = "/a/b";
    int asked = 0;
    const auto nothingExists = [&asked](const std::filesystem::path&) {
        return ++asked > 10;  // So that an endless climb fails, and does not hang.
    };
    const auto missing = store::missingFolders(folder, nothingExists);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(asked, 3);

    const auto rootExists = [](const std::filesystem::path& path) {
        return path == path.root_path();
    };
    const auto made = store::missingFolders(folder, rootExists);
    QVERIFY(made);
    QCOMPARE(*made, (std::vector<std::filesystem::path>{"/a", folder}));
}

void TestExportFolder::aNameIsOneOnAllSystems_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"", ".", "..", "../a", "a/b", "a\\b", "C:a", "NUL.ps1", "a?", "a."})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestExportFolder::aNameIsOneOnAllSystems()
{
    QFETCH(const QString, name);
    const auto written =
        store::writeExport(out(), {{.name = name.toStdString(), .bytes = "x"}}, OtherThings::Keep);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::NotAllowed);
    QVERIFY(!QDir(path({})).exists());
}

QTEST_APPLESS_MAIN(TestExportFolder)
#include "tst_export_folder.moc"
