#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace hopwright;
using cli::tests::Ran;

namespace {

Ran decode(const std::string& pasted, const std::vector<std::string>& more = {})
{
    std::vector<std::string> arguments{"decode"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return cli::tests::run(arguments, {}, nullptr, pasted);
}

const std::string denied =
    "[web7.ost.example] PS> Invoke-Command web7.ost.example { dir \\\\nas3\\pics }\n"
    "Access to the path '\\\\nas3\\pics' is denied.\n    + PSComputerName : web7.ost.example\n";

class TestDecodeCommand : public QObject {
    Q_OBJECT

private slots:
    void exitsByWhatTheTextSays_data();
    void exitsByWhatTheTextSays();
    void printsTheFormat();
    void readsAFileInItsEncoding();
    void showsNoSecret();
    void refusesWhatIsTooMuchOrNoFile();
    void writesForATicket();
    void anAnswerCountsMoreThanTheText();
};

}  // namespace

void TestDecodeCommand::exitsByWhatTheTextSays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");

    QTest::newRow("denied") << QByteArray::fromStdString(denied) << 3;
    QTest::newRow("client policy")
        << QByteArray("New-PSSession b4 -Authentication Credssp: -2144108126,PSSessionOpenFailed")
        << 3;
    QTest::newRow("not running") << QByteArray(
        "Test-WSMan srv9 : The client cannot connect to the destination specified in the request. 2150858770")
                                 << 4;
    QTest::newRow("a name that is not known")
        << QByteArray("WinRM: -2144108103 the server name cannot be resolved, srv9.ost.example")
        << 4;
    QTest::newRow("a chain and no error")
        << QByteArray("Invoke-Command web7 { dir \\\\nas3\\pics }") << 0;
    QTest::newRow("nothing") << QByteArray("good morning") << 1;
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("bytes") << QByteArray("\x00\xFF\xFE\x01\x80", 5) << 1;
}

void TestDecodeCommand::exitsByWhatTheTextSays()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);

    const Ran ran = decode(text.toStdString());

    QVERIFY2(ran.code == code, ran.out.c_str());
    QVERIFY(!ran.out.empty());
    QCOMPARE(ran.err, std::string());
}

/// hopwright.diagnosis/1 as docs/cli.md has it.
void TestDecodeCommand::anAnswerCountsMoreThanTheText()
{
    const std::string text = "dir \\\\nas3\\pics in the remote session: Access is denied (5)";
    const auto chainOf = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return nlohmann::json::parse(decode(text, arguments).out).at("chain").get<std::string>();
    };
    QCOMPARE(chainOf({}), std::string("? -> ? -> \\\\nas3\\pics"));
    QCOMPARE(chainOf({"--ran-on", "web7"}), std::string("? -> web7 -> \\\\nas3\\pics"));
    QCOMPARE(chainOf({"--ran-on", "web7", "--started-from", "bureau-12"}),
             std::string("bureau-12 -> web7 -> \\\\nas3\\pics"));
    for (const char* each : {"--ran-on", "--started-from"}) {
        const Ran refused = decode(text, {each, "a\\b"});
        QCOMPARE(refused.code, 2);
    }
}

void TestDecodeCommand::printsTheFormat()
{
    const Ran ran = decode(denied, {"--json"});

    const auto json = nlohmann::json::parse(ran.out);
    QCOMPARE(json.at("format").get<std::string>(), std::string("hopwright.diagnosis/1"));
    QCOMPARE(json.at("chain").get<std::string>(),
             std::string("? -> web7.ost.example -> \\\\nas3\\pics"));
    QCOMPARE(json.at("denied").get<bool>(), true);
    QCOMPARE(json.at("blanked").get<int>(), 0);
    QVERIFY(json.at("facts").is_array());
    const auto& first = json.at("candidates").at(0);
    QCOMPARE(first.at("cause").get<std::string>(), std::string("not-delegated"));
    QCOMPARE(first.at("rule").get<std::string>(), std::string("E71"));
    QCOMPARE(first.at("hop").get<int>(), 2);
    QCOMPARE(first.at("stage").get<std::string>(), std::string("access"));
    QVERIFY(first.at("code").is_null());
    QCOMPARE(first.at("certainty").get<std::string>(), std::string("likely"));
    for (const char* each : {"why", "check", "fix", "who"})
        QVERIFY(!first.at(each).get<std::string>().empty());
    QCOMPARE(json.at("candidates").at(1).at("cause").get<std::string>(),
             std::string("permission-on-resource"));

    const auto nothing = nlohmann::json::parse(decode("good morning", {"--json"}).out);
    QVERIFY(nothing.at("chain").is_null());
    QVERIFY(nothing.at("denied").is_null());
    QVERIFY(nothing.at("candidates").empty());
}

void TestDecodeCommand::readsAFileInItsEncoding()
{
    const cli::tests::Folder folder;
    const std::string name = folder.file("ticket.txt");
    QFile file(QString::fromStdString(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QString text = QStringLiteral(
        "Zugriff auf den Pfad \u201E\\\\nas3\\pics\u201C wurde verweigert. PSComputerName : m\u00FCller-7, 0x80070005");
    file.write("\xFF\xFE");
    file.write(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    file.close();

    const Ran ran = cli::tests::run({"decode", name, "--json"});

    QCOMPARE(ran.code, 3);
    QCOMPARE(nlohmann::json::parse(ran.out).at("chain").get<std::string>(),
             std::string("? -> m\u00FCller-7 -> \\\\nas3\\pics"));
}

void TestDecodeCommand::showsNoSecret()
{
    const std::string text =
        "Invoke-Command web7 { net use \\\\nas3\\pics Zebra#77 /user:OST\\b }\nSystem error 5 has occurred. Access is denied.";
    for (const std::vector<std::string>& each :
         {std::vector<std::string>{}, {"--json"}, {"--markdown"}}) {
        const Ran ran = decode(text, each);
        QVERIFY2(ran.out.find("Zebra") == std::string::npos, ran.out.c_str());
    }
    QVERIFY(decode(text).out.find("1 password or key in the text was blanked.")
            != std::string::npos);
    QCOMPARE(nlohmann::json::parse(decode(text, {"--json"}).out).at("blanked").get<int>(), 1);
}

void TestDecodeCommand::refusesWhatIsTooMuchOrNoFile()
{
    const Ran much = decode(std::string(21 * 1024 * 1024, 'x'));
    QCOMPARE(much.code, 1);
    QVERIFY(much.err.find("20 MiB") != std::string::npos);
    const Ran none = cli::tests::run({"decode", "/no/such/ticket.txt"});
    QCOMPARE(none.code, 1);
    QVERIFY(none.err.find("ticket.txt was not opened") != std::string::npos);
    QCOMPARE(decode("x", {"--json", "--markdown"}).code, 2);
}

void TestDecodeCommand::writesForATicket()
{
    const Ran ran = decode(denied, {"--markdown"});

    QVERIFY2(
        ran.out.starts_with(
            "**Hop 2 stops, web7.ost.example to \\\\nas3\\pics: credential not delegated, likely.** Read from the text, not tested.\n"),
        ran.out.c_str());
    QVERIFY(ran.out.find("`? -> web7.ost.example -> \\\\nas3\\pics`") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestDecodeCommand)

#include "tst_decode_command.moc"
