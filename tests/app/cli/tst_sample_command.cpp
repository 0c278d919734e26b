#include "tests/app/cli/cli_run.h"
#include "ui/text/samples.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace hopwright;
using namespace hopwright::cli::tests;

namespace {

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<ui::Sample> all()
{
    std::vector<ui::Sample> out(ui::firstSamples().begin(), ui::firstSamples().end());
    out.insert(out.end(), ui::fieldSamples().begin(), ui::fieldSamples().end());
    return out;
}

}  // namespace

/// `sample` has the samples of the window.
class TestSampleCommand : public QObject {
    Q_OBJECT

private slots:
    void eachIsMade();
    void theyAreListedInTheirOrder();
    void theDocumentationNamesThem();
    void anExistingFileIsLeftAlone();
    void whatIsNotSaidIsUsage_data();
    void whatIsNotSaidIsUsage();
};

void TestSampleCommand::eachIsMade()
{
    for (const ui::Sample& each : all()) {
        const Folder folder;
        const std::string file = folder.file("made.hopw");
        const Ran ran = run({"sample", each.name, file});
        QCOMPARE(ran.err, std::string());
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out, file + '\n');
        const QString source = QStringLiteral(HOPWRIGHT_SOURCE_DIR "/resources/samples/%1.hopw");
        QCOMPARE(QString::fromUtf8(contentsOf(QString::fromStdString(file))),
                 QString::fromUtf8(contentsOf(source.arg(QLatin1String(each.name)))));
        QCOMPARE(run({"plan", file}).code, 0);
    }
}

void TestSampleCommand::theyAreListedInTheirOrder()
{
    const Ran ran = run({"sample"});
    QCOMPARE(ran.code, 0);
    const QStringList lines =
        QString::fromStdString(ran.out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), qsizetype(all().size()));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const ui::Sample sample = all().at(static_cast<std::size_t>(i));
        QCOMPARE(lines.at(i).trimmed().section(QLatin1Char(' '), 0, 0),
                 QString::fromUtf8(sample.name));
        QVERIFY2(lines.at(i).contains(ui::sampleChoice(sample)), sample.name);
        QVERIFY2(lines.at(i).endsWith(QString::fromUtf8(sample.shows)), sample.name);
    }
}

void TestSampleCommand::theDocumentationNamesThem()
{
    const QString doc =
        QString::fromUtf8(contentsOf(QStringLiteral(HOPWRIGHT_SOURCE_DIR "/docs/cli.md")));
    for (const ui::Sample& each : all())
        QVERIFY2(doc.contains(QStringLiteral("`%1`").arg(QLatin1String(each.name))), each.name);
}

void TestSampleCommand::anExistingFileIsLeftAlone()
{
    const Folder folder;
    const std::string file = folder.drawing("a.hopw", {"A -> B"});
    const QByteArray before = contentsOf(QString::fromStdString(file));
    const Ran ran = run({"sample", "web-to-sql", file});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.starts_with("hopwright-cli: a.hopw was not made.\n"), ran.err.c_str());
    QVERIFY(ran.err.contains("--force"));
    QCOMPARE(contentsOf(QString::fromStdString(file)), before);
    QCOMPARE(run({"sample", "--force", "web-to-sql", file}).code, 0);
    QVERIFY(contentsOf(QString::fromStdString(file)) != before);
}

void TestSampleCommand::whatIsNotSaidIsUsage_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("toFile");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << "web-to-nowhere" << true << "There is no sample web-to-nowhere.";
    QTest::newRow("a path") << "../samples/web-to-sql" << true << "There is no sample";
    QTest::newRow("no file") << "web-to-sql" << false << "Which file to make is not said.";
}

void TestSampleCommand::whatIsNotSaidIsUsage()
{
    QFETCH(QString, name);
    QFETCH(bool, toFile);
    QFETCH(QString, says);
    const Folder folder;
    std::vector<std::string> arguments{"sample", name.toStdString()};
    if (toFile)
        arguments.push_back(folder.file("a.hopw"));
    const Ran ran = run(arguments);
    QCOMPARE(ran.code, 2);
    QCOMPARE(ran.out, std::string());
    QVERIFY2(ran.err.contains(says.toStdString()), ran.err.c_str());
    QVERIFY(ran.err.contains("hopwright-cli sample"));
    QVERIFY(!QFile::exists(QString::fromStdString(folder.file("a.hopw"))));
}

QTEST_GUILESS_MAIN(TestSampleCommand)
#include "tst_sample_command.moc"
