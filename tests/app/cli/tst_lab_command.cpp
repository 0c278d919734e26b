#include "app/cli/lab_file.h"
#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace hopwright;
using namespace hopwright::cli::tests;

namespace {

const std::string delegated = R"(ADM-PC01 -credssp-> JUMP01 -> \\FS01\Reports)";

/// Runs `lab` until its port file is there; \p meanwhile is then called, and the lab stopped.
Ran serve(std::vector<std::string> arguments, std::vector<std::string> lines,
          const std::string& portFile, const std::function<void(const cli::LabFile&)>& meanwhile)
{
    process::StopSignal stop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        if (!QFile::exists(QString::fromStdString(portFile)))
            return;
        timer.stop();
        if (const auto file = cli::readLabFile(portFile))
            meanwhile(*file);
        emit stop.raised();
    });
    timer.start(10);
    arguments.insert(arguments.end(), {"--port-file", portFile});
    return run(arguments, std::move(lines), &stop);
}

}  // namespace

class TestLabCommand : public QObject {
    Q_OBJECT

private slots:
    void servesUntilStopped();
    void passwordsThatCameInAreNotShown();
    void resetForgetsWhatWasApplied();
    void anUnknownNextHopIsUsage();
    void aNextHopThatIsNoProgramIsBadInput();
    void aPortFileComesBack();
    void aWrongPortFileIsRefused_data();
    void aWrongPortFileIsRefused();
};

void TestLabCommand::servesUntilStopped()
{
    const Folder folder;
    int answering = 0;
    const Ran ran =
        serve({"lab", folder.drawing("a.hopw", {delegated})}, {}, folder.file("ports"),
              [&](const cli::LabFile& file) {
                  for (const auto& host : file.hosts) {
                      QTcpSocket socket;
                      socket.connectToHost(QString::fromStdString(host.address), host.port);
                      answering += socket.waitForConnected(2000) ? 1 : 0;
                  }
              });
    QCOMPARE(ran.code, 0);
    QCOMPARE(answering, 3);
    QVERIFY2(ran.out.find("LAB\\alice  ") != std::string::npos, ran.out.c_str());
    QVERIFY(ran.out.find("JUMP01") != std::string::npos);
}

void TestLabCommand::passwordsThatCameInAreNotShown()
{
    const Folder folder;
    bool leaked = true;
    const Ran ran =
        serve({"lab", folder.drawing("a.hopw", {delegated}), "--password-stdin"},
              {"LAB\\alice:Correct horse:7"}, folder.file("ports"), [&](const cli::LabFile&) {
                  QFile file(QString::fromStdString(folder.file("ports")));
                  leaked = !file.open(QIODevice::ReadOnly) || file.readAll().contains("horse");
              });
    QCOMPARE(ran.code, 0);
    QVERIFY(!leaked);
    QVERIFY2(ran.out.find("horse") == std::string::npos, ran.out.c_str());
    QVERIFY2(ran.out.find("Passwords") == std::string::npos, ran.out.c_str());
}

void TestLabCommand::resetForgetsWhatWasApplied()
{
    const Folder folder;
    const std::string path = folder.drawing("a.hopw", {delegated});
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    QCOMPARE(run({"probe", path, "--practice"}).code, 0);
    QCOMPARE(serve({"lab", path, "--reset"}, {}, folder.file("ports"), [](const auto&) {}).code, 0);
    QCOMPARE(run({"probe", path, "--practice"}).code, 3);
}

void TestLabCommand::anUnknownNextHopIsUsage()
{
    const Folder folder;
    QCOMPARE(run({"lab", folder.drawing("a.hopw", {delegated}), "--next-hop", "sh=/bin/sh"}).code,
             2);
}

void TestLabCommand::aNextHopThatIsNoProgramIsBadInput()
{
    const Folder folder;
    const Ran ran = run({"lab", folder.drawing("a.hopw", {delegated}), "--next-hop",
                         "smbclient=" + folder.file("none")});
    QCOMPARE(ran.code, 1);
}

void TestLabCommand::aPortFileComesBack()
{
    const Folder folder;
    const cli::LabFile file{.hosts = {{.name = "B", .address = "127.0.0.1", .port = 65535}},
                            .authorityPem = "PEM\n"};
    QVERIFY(cli::writeLabFile(folder.file("ports"), file).has_value());
    const auto back = cli::readLabFile(folder.file("ports"));
    QVERIFY(back.has_value());
    QCOMPARE(back->hosts.size(), std::size_t(1));
    QCOMPARE(back->hosts[0].name, std::string("B"));
    QCOMPARE(back->hosts[0].port, std::uint16_t(65535));
    QCOMPARE(back->authorityPem, std::string("PEM\n"));
}

void TestLabCommand::aWrongPortFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no hosts") << QByteArray(R"({"ca":""})");
    QTest::newRow("no ca") << QByteArray(R"({"hosts":[]})");
    QTest::newRow("port 0") << QByteArray(
        R"({"hosts":[{"name":"B","address":"::1","port":0}],"ca":""})");
    QTest::newRow("port 65536") << QByteArray(
        R"({"hosts":[{"name":"B","address":"::1","port":65536}],"ca":""})");
    QTest::newRow("negative port")
        << QByteArray(R"({"hosts":[{"name":"B","address":"::1","port":-1}],"ca":""})");
    QTest::newRow("no address") << QByteArray(R"({"hosts":[{"name":"B","port":1}],"ca":""})");
    QTest::newRow("cut") << QByteArray(R"({"hosts":[{"name":"B")");
}

void TestLabCommand::aWrongPortFileIsRefused()
{
    QFETCH(const QByteArray, text);
    const Folder folder;
    QFile file(QString::fromStdString(folder.file("ports")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto read = cli::readLabFile(folder.file("ports"));
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::Malformed);
}

QTEST_GUILESS_MAIN(TestLabCommand)
#include "tst_lab_command.moc"
