#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>

using namespace hopwright;
using namespace hopwright::cli::tests;

class TestApplyCommand : public QObject {
    Q_OBJECT

private slots:
    void realMachinesAreNotChanged();
    void whatWasAppliedIsKeptBesideTheDrawing();
    void applyingTwiceChangesNothingMore();
    void aDamagedStateIsBadInput();
};

void TestApplyCommand::realMachinesAreNotChanged()
{
    const Folder folder;
    const Ran ran = run({"apply", folder.drawing("a.hopw", {"A -credssp-> B"})});
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.err.find("--practice") != std::string::npos);
}

void TestApplyCommand::whatWasAppliedIsKeptBesideTheDrawing()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"A -credssp-> B"});
    const Ran ran = run({"apply", path, "--practice"});
    QCOMPARE(ran.code, 0);
    QFile kept(QString::fromStdString(path + ".practice"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    const QByteArray bytes = kept.readAll();
    QVERIFY2(bytes.contains("\"client-role\"") && bytes.contains("\"server-role\""),
             bytes.constData());
    QVERIFY2(ran.out.find("A: ") != std::string::npos && ran.out.find("B: ") != std::string::npos,
             ran.out.c_str());
}

void TestApplyCommand::applyingTwiceChangesNothingMore()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"A -credssp-> B"});
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    QCOMPARE(run({"apply", path, "--practice"}).out, std::string("Nothing to change.\n"));
    const auto undone = run({"apply", path, "--practice", "--undo"});
    QCOMPARE(undone.code, 0);
    QCOMPARE(undone.out, std::string("  A: turn the client role off\n"
                                     "  A: no longer allow WSMAN/B\n"
                                     "  B: turn the server role off\n"
                                     "Taken back.\n"));
    QCOMPARE(run({"apply", path, "--practice", "--undo"}).out,
             std::string("Nothing to take back.\n"));
}

void TestApplyCommand::aDamagedStateIsBadInput()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {"A -credssp-> B"});
    QFile kept(QString::fromStdString(path + ".practice"));
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.write("{}");
    kept.close();
    QCOMPARE(run({"apply", path, "--practice"}).code, 1);
}

QTEST_GUILESS_MAIN(TestApplyCommand)
#include "tst_apply_command.moc"
