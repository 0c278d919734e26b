#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace hopwright;
using cli::tests::Folder;
using cli::tests::Ran;
using cli::tests::run;
using Json = nlohmann::json;

namespace {

constexpr const char* direct = R"(PC1.corp.example -> JUMP.corp.example -> \\FS.corp.example\Data)";
constexpr const char* delegated =
    R"(PC1.corp.example -credssp-> JUMP.corp.example -> \\FS.corp.example\Data)";

/// What a run says of its first route: the state of each hop, and the code of the last.
QString told(const Ran& ran)
{
    const Json json = Json::parse(ran.out, nullptr, false);
    if (!json.is_object())
        return QString::fromStdString(ran.err);
    QString out;
    for (const Json& hop : json["routes"][0]["hops"]) {
        const Json& code = hop["code"];
        out += QString::fromStdString(hop.value("state", "") + " "
                                      + (code.is_string() ? code.get<std::string>() + " " : ""));
    }
    return out.trimmed();
}

void write(const std::string& path, const Json& json)
{
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(json.dump()));
}

}  // namespace

class TestProbeAccounts : public QObject {
    Q_OBJECT
private slots:
    void aStrangersOwnChainWorks_data();
    void aStrangersOwnChainWorks();
    void anotherDomainIsSkippedAndSaid();
    void anUndrawnAccountHasThePasswordOfStandardInput();
    void aLabTakesOnlyWhomItKnows_data();
    void aLabTakesOnlyWhomItKnows();
    void eachOpenerOfALabNeedsItsPassword();
};

void TestProbeAccounts::aStrangersOwnChainWorks_data()
{
    QTest::addColumn<QString>("as");
    QTest::newRow("field/1") << QString();
    QTest::newRow("field/1 short") << "CORP\\alice";
    QTest::newRow("field/1 principal") << "alice@corp.example";
    QTest::newRow("field/1 full") << "corp.example\\alice";
    QTest::newRow("somebody else") << "corp.example\\jörg";
}

void TestProbeAccounts::aStrangersOwnChainWorks()
{
    QFETCH(QString, as);
    const Folder folder;
    const auto probed = [&as](const std::string& path) {
        std::vector<std::string> arguments{"probe", path, "--practice", "--json"};
        if (!as.isEmpty())
            arguments.insert(arguments.end(), {"--as", as.toStdString()});
        return run(arguments);
    };
    const Ran denied = probed(folder.drawing("x.hopw", {direct}));
    QCOMPARE(told(denied), QStringLiteral("passed denied 5"));
    QCOMPARE(denied.code, 3);
    const std::string path = folder.drawing("y.hopw", {delegated});
    QCOMPARE(run({"apply", path, "--practice"}).code, 0);
    const Ran passed = probed(path);
    QCOMPARE(told(passed), QStringLiteral("passed passed"));
    QCOMPARE(passed.code, 0);
}

void TestProbeAccounts::anotherDomainIsSkippedAndSaid()
{
    const Folder folder;
    const Ran ran =
        run({"probe", folder.drawing("x.hopw", {direct}), "--practice", "--as", "FABRIKAM\\bob"});
    QCOMPARE(ran.code, 5);
    QVERIFY2(ran.out.find("CORP") != std::string::npos
                 && ran.out.find("trusts FABRIKAM is not known") != std::string::npos,
             ran.out.c_str());
    for (const char* wrong : {"Check name and password", "did not accept", "1326", "denies"})
        QVERIFY2(ran.out.find(wrong) == std::string::npos, ran.out.c_str());
}

void TestProbeAccounts::anUndrawnAccountHasThePasswordOfStandardInput()
{
    const Folder folder;
    const std::string path = folder.drawing("x.hopw", {direct});
    const auto probed = [&path](const char* as) {
        return told(run({"probe", path, "--practice", "--json", "--password-stdin", "--as", as},
                        {"typed: here"}));
    };
    QCOMPARE(probed("CORP\\bob"), QStringLiteral("passed denied 5"));
    QCOMPARE(probed("alice@corp.example"), QStringLiteral("denied 1326 not-reached"));
}

void TestProbeAccounts::aLabTakesOnlyWhomItKnows_data()
{
    QTest::addColumn<QString>("as");
    QTest::addColumn<bool>("known");
    QTest::newRow("known") << "CORP\\alice" << true;
    QTest::newRow("known, otherwise spelled") << "alice@corp.example" << true;
    QTest::newRow("nobody") << QString() << true;
    QTest::newRow("another user") << "CORP\\mallory" << false;
    QTest::newRow("another domain") << "OTHER\\alice" << false;
}

void TestProbeAccounts::aLabTakesOnlyWhomItKnows()
{
    QFETCH(QString, as);
    QFETCH(bool, known);
    const Folder folder;
    const std::string path = folder.drawing("x.hopw", {direct});
    const std::string ports = folder.file("ports.json");
    write(ports, {{"hosts", Json::array()}, {"accounts", {"CORP\\alice"}}, {"ca", ""}});
    std::vector<std::string> arguments{"probe",           path, "--lab", ports, "--assume-policy",
                                       "--password-stdin"};
    if (!as.isEmpty())
        arguments.insert(arguments.end(), {"--as", as.toStdString()});
    const Ran ran = run(arguments, {"secret"});
    QVERIFY2((ran.err.find("the lab has no account") == std::string::npos) == known,
             ran.err.c_str());
    // The hosts are not there: who is known gets as far as that.
    QCOMPARE(ran.code, known ? 4 : 1);
    if (!known)
        QVERIFY2(ran.err.find("it has CORP\\alice") != std::string::npos, ran.err.c_str());
}

void TestProbeAccounts::eachOpenerOfALabNeedsItsPassword()
{
    const Folder folder;
    const std::string path =
        folder.drawing("x.hopw", {direct, R"(W1.east.example -> GW.east.example)"});
    const std::string ports = folder.file("ports.json");
    write(ports,
          {{"hosts", Json::array()}, {"accounts", {"CORP\\alice", "EAST\\alice"}}, {"ca", ""}});
    const std::vector<std::string> arguments{
        "probe", path, "--lab", ports, "--assume-policy", "--password-stdin"};
    const Ran missing = run(arguments, {"one"});
    QCOMPARE(missing.code, 2);
    QVERIFY2(missing.err.find("no line gives the password of EAST\\alice") != std::string::npos,
             missing.err.c_str());
    QCOMPARE(run(arguments, {"one", "alice@east.example:two"}).code, 4);
}

QTEST_GUILESS_MAIN(TestProbeAccounts)
#include "tst_probe_accounts.moc"
