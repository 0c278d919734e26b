#include "core/files/path.h"
#include "core/store/graph_file.h"
#include "tests/app/cli/cli_run.h"
#include "tests/core/registry/pol_bytes.h"
#include "tests/core/seen/images.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hopwright;
using namespace hopwright::cli::tests;
using seen::tests::delegation;
using seen::tests::emptyMachine;
using seen::tests::keyText;
using seen::tests::wsman;

class TestSeenCommand : public QObject {
    Q_OBJECT

private slots:
    void withoutWindowsItNeedsAFile();
    void anExportIsPrinted();
    void layersComeFromTheFilesOfPolicies();
    void jsonHasTheSame();
    void itIsTakenIntoADrawing();
    void whatCannotBeReadIsAnError_data();
    void whatCannotBeReadIsAnError();
    void theMachineOfThisProgramIsLookedAt();
    void aLiveRunGoesByIt();
};

namespace {

const std::string allowed =
    emptyMachine() + keyText(delegation, "\"AllowFreshCredentials\"=dword:00000001\r\n")
    + keyText(delegation + R"(\AllowFreshCredentials)", "\"1\"=\"WSMAN/gw.lab.example\"\r\n")
    + keyText(wsman + R"(\Client)", "\"auth_credssp\"=dword:00000001\r\n");

std::string written(const Folder& folder, const char* name, const std::string& bytes)
{
    QFile file(QString::fromStdString(folder.file(name)));
    const bool isWritten = file.open(QIODevice::WriteOnly)
                           && file.write(bytes.data(), static_cast<qint64>(bytes.size()))
                                  == static_cast<qint64>(bytes.size());
    return isWritten ? folder.file(name) : std::string();
}

std::string regFile(const Folder& folder, const std::string& keys)
{
    return written(folder, "x.reg", "Windows Registry Editor Version 5.00\r\n\r\n" + keys);
}

std::string policyFile(const Folder& folder)
{
    return written(folder, "Registry.pol",
                   registry::tests::polHeader()
                       + registry::tests::textRecord(delegation + R"(\AllowFreshCredentials)", "1",
                                                     "WSMAN/gw.lab.example"));
}

/// Whether a line of it has these words, in their order.
bool hasLine(const std::string& text, const QStringList& words)
{
    const auto has = [&words](const QString& line) {
        qsizetype at = 0;
        for (const QString& each : words) {
            at = line.indexOf(each, at);
            if (at < 0)
                return false;
        }
        return true;
    };
    return std::ranges::any_of(QString::fromStdString(text).split(QLatin1Char('\n')), has);
}

}  // namespace

void TestSeenCommand::withoutWindowsItNeedsAFile()
{
    const Ran ran = run({"seen"});
    QCOMPARE(ran.code, 5);
    QVERIFY(ran.out.empty());
    QVERIFY2(ran.err.contains("--registry"), ran.err.c_str());
    QCOMPARE(run({"seen", "--pol", "x.pol"}).code, 5);
    QCOMPARE(run({"seen", "--machine", "X"}).code, 2);
}

void TestSeenCommand::anExportIsPrinted()
{
    const Folder folder;
    const Ran ran = run({"seen", "--registry", regFile(folder, allowed)});
    QCOMPARE(ran.err, std::string());
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.starts_with("JUMP01.lab.example\n"));
    const QString entry = QStringLiteral("WSMAN/gw.lab.example");
    QVERIFY2(hasLine(ran.out, {QStringLiteral("fresh credentials, list"), entry,
                               QStringLiteral("effective policy")}),
             ran.out.c_str());
    QVERIFY(hasLine(ran.out, {entry, QStringLiteral("layer not known")}));
    QVERIFY(hasLine(ran.out, {QStringLiteral("client role"), QStringLiteral("true")}));
    QVERIFY(!ran.out.contains("Not readable"));
    const Ran part = run({"seen", "--registry", regFile(folder, keyText(delegation, ""))});
    QCOMPARE(part.code, 0);
    QVERIFY(part.out.contains("Not readable, and so not known:"));
    QVERIFY(part.out.contains(wsman + R"(\Client)"));
}

void TestSeenCommand::layersComeFromTheFilesOfPolicies()
{
    const Folder folder;
    const std::string reg = regFile(folder, allowed);
    const std::string pol = policyFile(folder);
    const QString entry = QStringLiteral("WSMAN/gw.lab.example");
    const Ran local = run({"seen", "--registry", reg, "--pol", pol});
    QVERIFY(hasLine(local.out, {entry, QStringLiteral("local policy")}));
    const Ran domain = run({"seen", "--registry", reg, "--domain-pol", pol});
    QVERIFY(hasLine(domain.out, {entry, QStringLiteral("domain policy")}));
    const Ran both = run({"seen", "--registry", reg, "--domain-pol", pol, "--pol", pol});
    QVERIFY(hasLine(both.out, {entry, QStringLiteral("domain policy")}));
    QVERIFY(hasLine(both.out, {QStringLiteral("fresh credentials, policy"), QStringLiteral("true"),
                               QStringLiteral("written directly")}));
}

void TestSeenCommand::jsonHasTheSame()
{
    const Folder folder;
    const Ran ran = run({"seen", "--json", "--registry", regFile(folder, allowed)});
    QCOMPARE(ran.code, 0);
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(ran.out)).object();
    QCOMPARE(json[QStringLiteral("format")].toString(), QStringLiteral("hopwright.seen/1"));
    QCOMPARE(json[QStringLiteral("machine")].toString(), QStringLiteral("JUMP01.lab.example"));
    QVERIFY(json[QStringLiteral("notReadable")].toArray().isEmpty());
    const QJsonObject wanted{{QStringLiteral("kind"), QStringLiteral("allow-fresh")},
                             {QStringLiteral("about"), QString()},
                             {QStringLiteral("value"), QStringLiteral("WSMAN/gw.lab.example")},
                             {QStringLiteral("layer"), QStringLiteral("unknown")}};
    QVERIFY(json[QStringLiteral("facts")].toArray().contains(wanted));
}

void TestSeenCommand::itIsTakenIntoADrawing()
{
    const Folder folder;
    const std::string reg = regFile(folder, allowed);
    const std::string path = folder.drawing("a.hopw", {R"(JUMP01 -credssp-> gw.lab.example)"});
    const Ran ran = run({"seen", "--registry", reg, "--into", path});
    QCOMPARE(ran.err, std::string());
    QCOMPARE(ran.code, 0);
    const auto graph = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(graph && graph->seen.size() == 1);
    const auto [id, state] = *graph->seen.begin();
    QCOMPARE(graph->computers.at(id).name, std::string("JUMP01"));
    QCOMPARE(state.credSspClient, std::optional(true));
    QVERIFY(state.allowFresh && state.allowFresh->enabled);
    // Another name is said, and a machine that is not drawn is named.
    const std::string other = folder.drawing("b.hopw", {R"(PC1 -> PC2)"});
    const Ran left = run({"seen", "--registry", reg, "--into", other});
    QCOMPARE(left.code, 1);
    QVERIFY(left.err.contains("JUMP01.lab.example"));
    QCOMPARE(run({"seen", "--registry", reg, "--into", other, "--machine", "pc2"}).code, 0);
    QCOMPARE(run({"seen", "--registry", reg, "--into", other, "--machine", "pc3"}).code, 1);
}

void TestSeenCommand::whatCannotBeReadIsAnError_data()
{
    QTest::addColumn<std::string>("option");
    QTest::addColumn<std::string>("bytes");
    QTest::newRow("no .reg") << std::string("--registry") << std::string("hello\r\n");
    QTest::newRow("a .reg that is cut")
        << std::string("--registry")
        << std::string("REGEDIT4\r\n[HKEY_LOCAL_MACHINE\\x]\r\n\"a\"=dword:0000");
    QTest::newRow("no Registry.pol") << std::string("--pol") << std::string("hello");
    QTest::newRow("a Registry.pol that is cut")
        << std::string("--domain-pol") << registry::tests::polHeader() + "[";
}

void TestSeenCommand::whatCannotBeReadIsAnError()
{
    QFETCH(const std::string, option);
    QFETCH(const std::string, bytes);
    const Folder folder;
    const std::string reg = regFile(folder, allowed);
    const std::string wrong = written(folder, "wrong.bin", bytes);
    std::vector<std::string> arguments{"seen", option, wrong};
    if (option != "--registry")
        arguments.insert(arguments.end(), {"--registry", reg});
    const Ran ran = run(arguments);
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.out.empty());
    QVERIFY2(ran.err.contains("wrong.bin"), ran.err.c_str());
    QCOMPARE(run({"seen", "--registry", folder.file("none.reg")}).code, 1);
}

void TestSeenCommand::theMachineOfThisProgramIsLookedAt()
{
    const auto here = [] {
        return std::optional(seen::tests::sources(allowed));
    };
    const Ran ran = run({"seen"}, {}, nullptr, {}, here);
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.starts_with("JUMP01.lab.example\n"));
}

void TestSeenCommand::aLiveRunGoesByIt()
{
    const Folder folder;
    // Nobody listens on port 1.
    const std::string path =
        folder.drawing("a.hopw", {"JUMP01 -credssp-> gw.lab.example@127.0.0.1:1"});
    const std::vector<std::string> arguments{"probe",      path,     "--live",          "--as",
                                             R"(LAB\ann)", "--json", "--password-stdin"};
    const Ran elsewhere = run(arguments, {"x"});
    QCOMPARE(elsewhere.code, 2);
    QVERIFY2(elsewhere.err.contains("JUMP01"), elsewhere.err.c_str());
    const auto here = [] {
        return std::optional(seen::tests::sources(allowed));
    };
    const Ran ran = run(arguments, {"x"}, nullptr, {}, here);
    QVERIFY2(ran.code != 2, ran.err.c_str());
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(ran.out)).object();
    QVERIFY2(json[QStringLiteral("testedFromA")].toBool(), ran.out.c_str());
    // The file is as it was.
    const auto graph = store::loadGraph(files::pathFromUtf8(path));
    QVERIFY(graph && graph->seen.empty());
}

QTEST_GUILESS_MAIN(TestSeenCommand)
#include "tst_seen_command.moc"
