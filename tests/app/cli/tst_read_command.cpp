#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace hopwright;
using cli::tests::Ran;

namespace {

class TestReadCommand : public QObject {
    Q_OBJECT

private slots:
    void exitsByWhatTheScriptDoes_data();
    void exitsByWhatTheScriptDoes();
    void printsTheFormat();
    void namesLineAndRewrite();
    void refusesWhatIsNoFile();

private:
    Ran read(const char* script, bool json = false) const
    {
        QFile file(QString::fromStdString(m_folder.file("a.ps1")));
        if (file.open(QIODevice::WriteOnly))
            file.write(script);
        file.close();
        std::vector<std::string> arguments{"read", m_folder.file("a.ps1")};
        if (json)
            arguments.emplace_back("--json");
        return cli::tests::run(arguments);
    }

    cli::tests::Folder m_folder;
};

constexpr const char* nested =
    "$c = Get-Credential\n"
    "Invoke-Command -ComputerName web7.ost.example { Get-ChildItem \\\\nas3\\pics }\n";

}  // namespace

void TestReadCommand::exitsByWhatTheScriptDoes_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("code");

    QTest::newRow("a share behind a session") << QByteArray(nested) << 3;
    QTest::newRow("by CredSSP") << QByteArray(
        "Invoke-Command web7 -Authentication Credssp -Credential $c { dir \\\\nas3\\pics }")
                                << 0;
    QTest::newRow("nothing behind it") << QByteArray("Invoke-Command web7 { hostname }") << 0;
    QTest::newRow("no session") << QByteArray("Get-ChildItem \\\\nas3\\pics") << 1;
    QTest::newRow("empty") << QByteArray() << 1;
}

void TestReadCommand::exitsByWhatTheScriptDoes()
{
    QFETCH(QByteArray, script);
    QFETCH(int, code);

    const Ran ran = read(script.constData());

    QVERIFY2(ran.code == code, ran.out.c_str());
    QVERIFY(!ran.out.empty());
}

/// hopwright.script/1 as docs/cli.md has it.
void TestReadCommand::printsTheFormat()
{
    const auto json = nlohmann::json::parse(read(nested, true).out);

    QCOMPARE(json.at("format").get<std::string>(), std::string("hopwright.script/1"));
    QCOMPARE(json.at("whole").get<bool>(), true);
    const auto& call = json.at("calls").at(0);
    QCOMPARE(call.at("line").get<int>(), 2);
    QCOMPARE(call.at("targets").at(0).get<std::string>(), std::string("web7.ost.example"));
    QCOMPARE(call.at("method").get<std::string>(), std::string("default"));
    const auto& finding = json.at("findings").at(0);
    QCOMPARE(finding.at("line").get<int>(), 2);
    QCOMPARE(finding.at("cause").get<std::string>(), std::string("not-delegated"));
    QCOMPARE(finding.at("target").get<std::string>(), std::string("\\\\nas3\\pics"));
    QCOMPARE(finding.at("chain").get<std::string>(),
             std::string("? -> web7.ost.example -> \\\\nas3\\pics"));
}

void TestReadCommand::namesLineAndRewrite()
{
    const Ran ran = read(nested);

    QVERIFY2(ran.out.starts_with("Line 2, Get-ChildItem: credential not delegated, "),
             ran.out.c_str());
    QVERIFY(ran.out.find("Chain: ? -> web7.ost.example -> \\\\nas3\\pics") != std::string::npos);
}

void TestReadCommand::refusesWhatIsNoFile()
{
    const Ran none = cli::tests::run({"read", "/no/such.ps1"});
    QCOMPARE(none.code, 1);
    QVERIFY(none.err.find("such.ps1 was not opened") != std::string::npos);
    QCOMPARE(cli::tests::run({"read"}).code, 2);
}

QTEST_GUILESS_MAIN(TestReadCommand)

#include "tst_read_command.moc"
