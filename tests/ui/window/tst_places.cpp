#include "ui/document/journal_keeper.h"
#include "ui/document/run_history.h"
#include "ui/window/places.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hopwright;

class TestPlaces : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void withoutTheMarkTheyAreTheUsers();
    void withTheMarkTheyAreBesideTheProgram();
    void aFolderOfThatNameIsNoMark();
};

void TestPlaces::withoutTheMarkTheyAreTheUsers()
{
    const QTemporaryDir program;
    const ui::Places places = ui::placesOf(program.path());
    QCOMPARE(places.journals, ui::usualJournalFolder());
    QCOMPARE(places.runs, ui::usualRunFolder());
    QVERIFY(!places.settings.startsWith(program.path()));
    QVERIFY(QDir(program.path()).isEmpty());
}

void TestPlaces::withTheMarkTheyAreBesideTheProgram()
{
    const QTemporaryDir program;
    QFile mark(program.filePath(QStringLiteral("portable.txt")));
    QVERIFY(mark.open(QIODevice::WriteOnly));
    const ui::Places places = ui::placesOf(program.path());
    const std::filesystem::path data =
        std::filesystem::path(program.path().toStdU16String()) / "data";
    QCOMPARE(places.settings, program.filePath(QStringLiteral("data/hopwright.ini")));
    QCOMPARE(places.journals, data / "journal");
    QCOMPARE(places.runs, data);
}

void TestPlaces::aFolderOfThatNameIsNoMark()
{
    const QTemporaryDir program;
    QVERIFY(QDir(program.path()).mkdir(QStringLiteral("portable.txt")));
    QCOMPARE(ui::placesOf(program.path()).runs, ui::usualRunFolder());
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
