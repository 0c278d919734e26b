#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "tests/core/files/own_disks.h"
#include "tests/needed.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>
#include <numeric>

using namespace hopwright;
namespace fs = std::filesystem;

/// Disks that are full, at their quota, read-only. They are real ones, of 64 KiB.
class TestSmallDisks : public QObject {
    Q_OBJECT

private slots:
    void whatDoesNotFitChangesNothing_data();
    void whatDoesNotFitChangesNothing();
    void severalThatDoNotFitChangeNothing();
    void aNameThatCannotBeGivenTakesTheNewOnesBack();
    void aFileAtItsLimitIsAnError();

private:
    static QStringList filesIn(const QString& path)
    {
        return QDir(path).entryList(
            QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }
};

void TestSmallDisks::whatDoesNotFitChangesNothing_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("why");
    QTest::newRow("no block is free") << "size=64k" << false << 100'000 << "the disk is full";
    QTest::newRow("nor for one byte more") << "size=8k" << false << 4097 << "the disk is full";
    QTest::newRow("no name is free") << "size=64k,nr_inodes=2" << false << 1 << "the disk is full";
    QTest::newRow("read-only") << "size=64k" << true << 1 << "the disk is read-only";
}

void TestSmallDisks::whatDoesNotFitChangesNothing()
{
    QFETCH(const QString, options);
    QFETCH(const bool, readOnly);
    QFETCH(const int, size);
    QFETCH(const QString, why);
    const QTemporaryDir folder;
    const std::string disk = folder.path().toStdString();
    HOPWRIGHT_NEED(ownDisks::mountSmall(disk, options.toStdString()));
    const auto leave = qScopeGuard([&] { ownDisks::unmount(disk); });
    const fs::path file = disk + "/a.hopw";
    const std::string old = "old content";
    QFile before(QString::fromStdString(file.native()));
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write(old.c_str()) > 0);
    before.close();
    if (readOnly)
        QVERIFY(ownDisks::makeReadOnly(disk));
    for (int round = 0; round < 10; ++round) {
        const auto written =
            files::writeFile(file, std::string(static_cast<std::size_t>(size), 'x'));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
        QCOMPARE(written.error().detail, file.native() + ": " + why.toStdString());
        QCOMPARE(*files::readFile(file, 100), old);
        QCOMPARE(filesIn(folder.path()), QStringList{QStringLiteral("a.hopw")});
    }
}

void TestSmallDisks::severalThatDoNotFitChangeNothing()
{
    const QTemporaryDir folder;
    const std::string disk = folder.path().toStdString();
    HOPWRIGHT_NEED(ownDisks::mountSmall(disk, "size=64k"));
    const auto leave = qScopeGuard([&] { ownDisks::unmount(disk); });
    QVERIFY(files::writeFile(fs::path(disk + "/101.ps1"), "old"));
    const std::string bytes(30'000, 'x');
    const std::vector<files::NamedBytes> several{{.name = "101.ps1", .bytes = bytes},
                                                 {.name = "102.ps1", .bytes = bytes},
                                                 {.name = "103.ps1", .bytes = bytes}};
    const auto written = files::writeFiles(fs::path(disk), several);
    QVERIFY(!written);
    QCOMPARE(written.error().detail, disk + "/102.ps1: the disk is full");
    QCOMPARE(*files::readFile(fs::path(disk + "/101.ps1"), 100), std::string("old"));
    QCOMPARE(filesIn(folder.path()), QStringList{QStringLiteral("101.ps1")});
}

// A file on which something is mounted can be written, and not be replaced.
void TestSmallDisks::aNameThatCannotBeGivenTakesTheNewOnesBack()
{
    const QTemporaryDir folder;
    const std::string disk = folder.path().toStdString();
    HOPWRIGHT_NEED(ownDisks::mountSmall(disk, "size=64k"));
    const auto leave = qScopeGuard([&] { ownDisks::unmount(disk); });
    const fs::path busy = disk + "/103.ps1";
    QVERIFY(files::writeFile(fs::path(disk + "/102.ps1"), "old"));
    QVERIFY(files::writeFile(busy, "old"));
    QVERIFY(::mount(busy.c_str(), busy.c_str(), nullptr, MS_BIND, nullptr) == 0);
    const std::vector<files::NamedBytes> several{{.name = "101.ps1", .bytes = "new"},
                                                 {.name = "102.ps1", .bytes = "new"},
                                                 {.name = "103.ps1", .bytes = "new"}};
    const auto written = files::writeFiles(fs::path(disk), several);
    QVERIFY(!written);
    QVERIFY2(written.error().detail.english().starts_with(busy.native() + ": "),
             written.error().detail.english().c_str());
    QCOMPARE(filesIn(folder.path()),
             QStringList({QStringLiteral("102.ps1"), QStringLiteral("103.ps1")}));
    QVERIFY(!files::readFile(fs::path(disk + "/102.ps1"), 100)->empty());
    QCOMPARE(*files::readFile(busy, 100), std::string("old"));
    ownDisks::unmount(busy.native());
}

// What a quota does by other means: the write is cut, and the next one refused.
void TestSmallDisks::aFileAtItsLimitIsAnError()
{
    const QTemporaryDir folder;
    const fs::path file = folder.path().toStdString() + "/a.hopw";
    QVERIFY(files::writeFile(file, "old"));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_IGN);  // As both programs do.
    const rlimit small{.rlim_cur = 10'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = files::writeFile(file, std::string(20'000, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!written);
    QCOMPARE(written.error().detail, file.native() + ": it is larger than a file may be here");
    QCOMPARE(*files::readFile(file, 100), std::string("old"));
    QCOMPARE(filesIn(folder.path()), QStringList{QStringLiteral("a.hopw")});
}

int main(int argc, char** argv)
{
    ownDisks::enter();
    TestSmallDisks test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_small_disks.moc"
