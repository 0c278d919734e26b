#include "core/lab/share_program.h"

#include <QTest>

#include <algorithm>

using namespace hopwright;
using lab::ShareProgram;

namespace {

constexpr auto noSuchFile = "NT_STATUS_OBJECT_NAME_NOT_FOUND getting alt name for \\probe.txt\n\n";

wire::auth::Identity alice()
{
    return {.domain = "LAB",
            .user = "alice",
            .password = Secret(std::as_bytes(std::span("hidden", 6)))};
}

ShareProgram program(const std::string& action = "create-file",
                     const std::string& file = "probe.txt")
{
    return {"/usr/bin/smbclient",
            {},
            {.host = "FS01", .share = "Reports", .action = action, .file = file, .token = "abcd"},
            alice()};
}

std::string lastOf(const ShareProgram::Output& output)
{
    if (output.events.empty())
        return "nothing";
    const lab::ShareEvent& last = output.events.back();
    return std::string(wordOf(last.stage)) + "/" + std::string(wordOf(last.state)) + "/"
           + std::to_string(last.code);
}

}  // namespace

/// The outputs are those of smbclient 4.17 against its smbd.
class TestShareProgram : public QObject {
    Q_OBJECT

private slots:
    void aNameThatWouldBeACommandIsNotRun_data();
    void aNameThatWouldBeACommandIsNotRun();
    void anAccountThatWouldHoldAPasswordIsNotRun();
    void aPasswordThatFillsThePipeIsNotRun();
    void thePasswordIsNoArgument();
    void nobodyAsksForNothing();
    void whatSmbclientSaysIsToldInWindowsCodes_data();
    void whatSmbclientSaysIsToldInWindowsCodes();
    void aFileNamedLikeAStatusIsNoRefusal();
    void aFileThatIsThereIsNotWritten();
    void aSilentFailureIsNotAMissingFile();
    void aWriteThatStoppedHalfWayLeavesItsFile();
    void aFileThatWasNotOpenedIsNotLeft();
    void onlyWhatHoldsTheTokenIsDeleted_data();
    void onlyWhatHoldsTheTokenIsDeleted();
};

void TestShareProgram::aNameThatWouldBeACommandIsNotRun_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("quote") << QStringLiteral("a\" b");
    QTest::newRow("next command") << QStringLiteral("a;!id");
    QTest::newRow("line end") << QStringLiteral("a\n!id");
    QTest::newRow("many files") << QStringLiteral("*");
    QTest::newRow("any letter") << QStringLiteral("?.txt");
    QTest::newRow("pipe") << QStringLiteral("|id");
}

void TestShareProgram::aNameThatWouldBeACommandIsNotRun()
{
    QFETCH(QString, file);
    for (const char* action : {"create-file", "read-file"}) {
        ShareProgram share = program(action, file.toStdString());
        const auto out = share.start();
        QVERIFY(out.done && !out.run);
        QCOMPARE(lastOf(out), "command/failed/123");
    }
}

void TestShareProgram::anAccountThatWouldHoldAPasswordIsNotRun()
{
    ShareProgram share("/usr/bin/smbclient", {},
                       {.host = "FS01", .share = "Reports", .action = "list-share"},
                       {.domain = "LAB", .user = "alice%secret"});
    const auto out = share.start();
    QVERIFY(out.done && !out.run);
}

void TestShareProgram::aPasswordThatFillsThePipeIsNotRun()
{
    const std::string longest(lab::maxProgramPassword, 'x');
    for (const std::string& each : {longest, longest + "x"}) {
        ShareProgram share(
            "/usr/bin/smbclient", {}, {.host = "FS01", .share = "Reports", .action = "list-share"},
            {.domain = "LAB", .user = "alice", .password = Secret(std::as_bytes(std::span(each)))});
        QCOMPARE(share.start().run.has_value(), each == longest);
    }
}

void TestShareProgram::thePasswordIsNoArgument()
{
    ShareProgram share = program();
    const auto out = share.start();
    QVERIFY(out.run.has_value());
    const std::vector<std::string> expected = {"//FS01/Reports", "-U", "LAB\\alice", "-c",
                                               "allinfo \"probe.txt\""};
    QCOMPARE(out.run->arguments, expected);
    QCOMPARE(out.run->password.size(), std::size_t{6});
    QVERIFY(out.run->input.empty());
}

void TestShareProgram::nobodyAsksForNothing()
{
    ShareProgram share("/usr/bin/smbclient", "192.0.2.3",
                       {.host = "FS01", .share = "Reports", .action = "list-share"}, {});
    const auto out = share.start();
    QVERIFY(out.run.has_value());
    const std::vector<std::string> expected = {
        "//FS01/Reports", "-I", "192.0.2.3", "-N", "-U", "%", "-c", "ls"};
    QCOMPARE(out.run->arguments, expected);
}

void TestShareProgram::whatSmbclientSaysIsToldInWindowsCodes_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char* said, const char* told) {
        QTest::newRow(said) << QByteArray(said) << QByteArray(told);
    };
    row("tree connect failed: NT_STATUS_ACCESS_DENIED", "access/denied/5");
    row("tree connect failed: NT_STATUS_BAD_NETWORK_NAME", "access/failed/67");
    row("session setup failed: NT_STATUS_LOGON_FAILURE", "negotiate/denied/1326");
    row("session setup failed: NT_STATUS_ACCOUNT_RESTRICTION", "negotiate/denied/1327");
    row("session setup failed: NT_STATUS_ACCOUNT_LOCKED_OUT", "negotiate/denied/1909");
    row("do_connect: Connection to FS01 failed (Error NT_STATUS_CONNECTION_REFUSED)",
        "connect/failed/53");
    row("do_connect: Connection to FS01 failed (Error NT_STATUS_IO_TIMEOUT)", "connect/failed/53");
    row("NT_STATUS_OBJECT_NAME_COLLISION opening remote file \\probe.txt", "access/failed/80");
    row("NT_STATUS_IO_TIMEOUT listing \\*", "access/failed/121");
    row("NT_STATUS_SOMETHING_NEW listing \\*", "access/failed/0");
}

void TestShareProgram::whatSmbclientSaysIsToldInWindowsCodes()
{
    QFETCH(QByteArray, said);
    QFETCH(QByteArray, told);
    ShareProgram share = program("list-share", {});
    std::ignore = share.start();
    const auto out = share.ended(1, said.toStdString() + "\n\n");
    QVERIFY(out.done);
    QCOMPARE(lastOf(out), told.toStdString());
}

void TestShareProgram::aFileNamedLikeAStatusIsNoRefusal()
{
    ShareProgram share = program("list-share", {});
    std::ignore = share.start();
    const auto out = share.ended(
        0, "  NT_STATUS_ACCESS_DENIED             A        6  Wed Nov 25 13:37:44 2026\n\n");
    QCOMPARE(lastOf(out), "access/passed/0");
}

void TestShareProgram::aFileThatIsThereIsNotWritten()
{
    ShareProgram share = program();
    std::ignore = share.start();
    const auto out = share.ended(0, "altname: probe.txt\ncreate_time:    Wed Nov 25\n\n");
    QVERIFY(out.done && !out.run);
    QCOMPARE(lastOf(out), "access/failed/80");
    QVERIFY(!share.leavesFile());
}

void TestShareProgram::aSilentFailureIsNotAMissingFile()
{
    for (const int exitCode : {0, 1, -1}) {
        ShareProgram share = program();
        std::ignore = share.start();
        const auto out = share.ended(exitCode, "\n");
        QVERIFY(out.done && !out.run);
        QCOMPARE(lastOf(out), "command/failed/0");
        QVERIFY(!share.leavesFile());
    }
}

void TestShareProgram::aWriteThatStoppedHalfWayLeavesItsFile()
{
    ShareProgram share = program();
    std::ignore = share.start();
    const auto writes = share.ended(0, noSuchFile);
    QVERIFY(writes.run.has_value());
    QCOMPARE(writes.run->input, "abcd");
    QVERIFY(share.leavesFile());
    QCOMPARE(lastOf(share.ended(1, "NT_STATUS_DISK_FULL writing remote file \\probe.txt\n")),
             "access/failed/112");
    QVERIFY(share.leavesFile());
}

void TestShareProgram::aFileThatWasNotOpenedIsNotLeft()
{
    ShareProgram share = program();
    std::ignore = share.start();
    std::ignore = share.ended(0, noSuchFile);
    QCOMPARE(lastOf(share.ended(1, "NT_STATUS_ACCESS_DENIED opening remote file \\probe.txt\n")),
             "access/denied/5");
    QVERIFY(!share.leavesFile());
}

void TestShareProgram::onlyWhatHoldsTheTokenIsDeleted_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("deletes");
    QTest::newRow("the token") << QByteArray(
        "abcdFILENAME:probe.txt\nMODE:A\nSIZE:4\n\tOwner SID:\tS-1-5-21-1\n")
                               << true;
    QTest::newRow("another") << QByteArray("abceFILENAME:probe.txt\nMODE:A\nSIZE:4\n") << false;
    QTest::newRow("longer") << QByteArray("abcd\nFILENAME:probe.txt\nMODE:A\nSIZE:5\n") << false;
    QTest::newRow("longer, alike")
        << QByteArray("abcdFILENAME:FILENAME:probe.txt\nMODE:A\nSIZE:13\n") << false;
    QTest::newRow("empty") << QByteArray("FILENAME:probe.txt\nMODE:A\nSIZE:0\n") << false;
    QTest::newRow("nothing") << QByteArray("\n") << false;
}

void TestShareProgram::onlyWhatHoldsTheTokenIsDeleted()
{
    QFETCH(QByteArray, said);
    QFETCH(bool, deletes);
    ShareProgram share = program();
    std::ignore = share.start();
    std::ignore = share.ended(0, noSuchFile);
    std::ignore = share.ended(0, "\nputting file - as \\probe.txt (1.4 kb/s)\n");
    const auto out = share.ended(0, said.toStdString());
    QCOMPARE(out.run.has_value(), deletes);
    QVERIFY(share.leavesFile());
    if (!deletes)
        return;
    QCOMPARE(out.run->arguments.back(), "del \"probe.txt\"");
    const auto last = share.ended(0, "\n");
    QCOMPARE(lastOf(last), "access/passed/0");
    QCOMPARE(last.events.back().evidence, "created, read back, deleted; owner S-1-5-21-1");
    QVERIFY(!share.leavesFile());
}

QTEST_APPLESS_MAIN(TestShareProgram)
#include "tst_share_program.moc"
