#include "tests/app/cli/cli_run.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hopwright;
using cli::tests::Folder;
using cli::tests::Ran;
using cli::tests::run;

namespace {

constexpr const char* denyList = R"(<?xml version="1.0" encoding="UTF-8"?>
<hopwright format="1" next-id="20">
  <domain id="1" dns-name="corp.example" short-name="CORP" source="drawn"/>
  <computer id="2" name="PC" domain="1" dns-name="PC.corp.example" kind="client" x="0" y="0" source="drawn">%1</computer>
  <computer id="3" name="GW" domain="1" dns-name="GW.corp.example" kind="server" x="320" y="0" source="drawn"/>
  <computer id="4" name="FS" domain="1" dns-name="FS.corp.example" kind="server" x="640" y="0" source="drawn"/>
  <resource id="5" computer="4" kind="smb-share" name="Rep" source="drawn"/>
  <hop id="6" from="2" to="3" method="credssp" credential="explicit" typed="GW.corp.example" source="drawn"/>
  <hop id="7" from="3" to="4" resource="5" method="default" credential="implicit" typed="\\FS\Rep" source="drawn"/>
  <route id="8" name="PC to Rep" hops="6 7"><probe kind="create-file"/></route>
%2</hopwright>
)";

/// PC and GW in a workgroup, FS in a domain.
constexpr const char* workgroup = R"(<?xml version="1.0" encoding="UTF-8"?>
<hopwright format="1" next-id="20">
  <domain id="1" short-name="WORKGROUP" workgroup="true" source="drawn"/>
  <domain id="2" dns-name="corp.example" short-name="CORP" source="drawn"/>
  <computer id="3" name="PC" domain="1" kind="client" x="0" y="0" source="drawn"/>
  <computer id="4" name="GW" domain="1" kind="jump-server" x="320" y="0" source="drawn"/>
  <computer id="5" name="FS" domain="2" dns-name="FS.corp.example" kind="server" x="640" y="0" source="drawn"/>
  <resource id="6" computer="5" kind="smb-share" name="Rep" source="drawn"/>
  <hop id="7" from="3" to="4" method="credssp" credential="explicit" typed="GW" source="drawn"/>
  <hop id="8" from="4" to="5" resource="6" method="default" credential="implicit" typed="\\FS\Rep" source="drawn"/>
  <route id="9" name="to FS" hops="7 8"><probe kind="create-file"/></route>
</hopwright>
)";

std::string written(const Folder& folder, const QString& text)
{
    const std::string path = folder.file("own.hopw");
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        return {};
    return path;
}

bool has(const std::string& text, std::string_view part)
{
    return text.contains(part);
}

Ran applied(const std::string& path)
{
    return run({"apply", path, "--practice"});
}

}  // namespace

/// What people with content of their own met, and what they were told.
class TestTriedByStrangers : public QObject {
    Q_OBJECT

private slots:
    void aDenyListStaysWhateverIsApplied_data();
    void aDenyListStaysWhateverIsApplied();
    void applyIsProposedOnlyWhereItAddsSomething_data();
    void applyIsProposedOnlyWhereItAddsSomething();
    void anAccountOfAWorkgroupIsNotKnownInADomain();
    void aNestedCredSspHopShowsThePasswordOnBothMachines();
    void anOpenPortIsNoAnswer();
    void aSessionToItselfIsNotNested();
    void domainsAreAskedForOnlyWhereTheyDecide_data();
    void domainsAreAskedForOnlyWhereTheyDecide();
    void basicOverHttpIsSaidWithoutAnAccount();
    void threeHopsAreSaidToBeAsPredicted();
    void timesOfNestedHopsAreTheirOwn();
    void scriptsNeedAFolder();
    void halfAnAccountOpensNothing_data();
    void halfAnAccountOpensNothing();
    void theArrowOfATitleIsAnArrow();
};

void TestTriedByStrangers::aDenyListStaysWhateverIsApplied_data()
{
    QTest::addColumn<QString>("practice");
    QTest::addColumn<QString>("seen");
    QTest::addColumn<bool>("denied");
    const auto entry = [](const char* value) {
        return QStringLiteral("<deny-fresh><entry value=\"%1\"/></deny-fresh>")
            .arg(QLatin1String(value));
    };
    const auto drawn = [&](const char* value) {
        return QStringLiteral("<practice>%1</practice>").arg(entry(value));
    };
    const auto seen = [](const char* enabled, const char* value) {
        return QStringLiteral("<seen computer=\"2\"><deny-fresh enabled=\"%1\"><entry "
                              "value=\"%2\"/></deny-fresh></seen>\n")
            .arg(QLatin1String(enabled), QLatin1String(value));
    };
    QTest::newRow("field/15: drawn") << drawn("WSMAN/GW.corp.example") << QString() << true;
    QTest::newRow("drawn, below the domain") << drawn("WSMAN/*.corp.example") << QString() << true;
    QTest::newRow("drawn, another name") << drawn("WSMAN/NAS.corp.example") << QString() << false;
    QTest::newRow("seen") << QString() << seen("true", "WSMAN/*") << true;
    QTest::newRow("seen, and off") << QString() << seen("false", "WSMAN/*") << false;
    QTest::newRow("none") << QString() << QString() << false;
}

void TestTriedByStrangers::aDenyListStaysWhateverIsApplied()
{
    QFETCH(QString, practice);
    QFETCH(QString, seen);
    QFETCH(bool, denied);
    const Folder folder;
    const std::string path = written(folder, QString::fromLatin1(denyList)
                                                 .replace(QLatin1String("%1"), practice)
                                                 .replace(QLatin1String("%2"), seen));
    const Ran json = run({"plan", path, "--json"});
    QCOMPARE(json.code, 0);
    const QJsonObject plan = QJsonDocument::fromJson(QByteArray::fromStdString(json.out)).object();
    const QJsonObject hop = plan[QLatin1String("hops")].toArray().first().toObject();
    QCOMPARE(hop[QLatin1String("predicted")].toString(),
             denied ? QStringLiteral("denied") : QStringLiteral("allowed"));
    if (!denied)
        return;
    QCOMPARE(hop[QLatin1String("stage")].toString(), QStringLiteral("delegate"));
    QCOMPARE(hop[QLatin1String("cause")].toString(), QStringLiteral("delegate-list-denies"));
    QCOMPARE(hop[QLatin1String("code")].toString(), QStringLiteral("0x803381A3"));
    const Ran text = run({"plan", path});
    QVERIFY2(has(text.out, "will be denied (0x803381A3)\n"), text.out.c_str());
    QVERIFY2(has(text.out, "error: "), text.out.c_str());
}

void TestTriedByStrangers::applyIsProposedOnlyWhereItAddsSomething_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<QByteArray>("as");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("TrustedHosts, by an account of the server's own")
        << QByteArray("PC1.contoso.example -> JUMP.contoso.example -> \\\\FS.contoso.example\\Data")
        << QByteArray(".\\carol")
        << QByteArray("sign in with an account of the domain, use HTTPS, or add "
                      "JUMP.contoso.example to TrustedHosts of PC1.");
    QTest::newRow("CredSSP, by an account of the server's own")
        << QByteArray(
               "PC1.contoso.example -credssp-> GW.contoso.example -> \\\\FS.contoso.example\\Data")
        << QByteArray("GW\\admin")
        << QByteArray(
               "sign in with an account of the domain, use HTTPS, or add GW.contoso.example");
    QTest::newRow("the NTLM-only list, by localhost")
        << QByteArray("A.contoso.example -credssp-> localhost -> \\\\FS.contoso.example\\d")
        << QByteArray("CONTOSO\\alice")
        << QByteArray("or add localhost to the NTLM-only list of A.");
}

void TestTriedByStrangers::applyIsProposedOnlyWhereItAddsSomething()
{
    QFETCH(QByteArray, chain);
    QFETCH(QByteArray, as);
    QFETCH(QByteArray, said);
    const Folder folder;
    const std::string path = folder.drawing("own.hopw", {chain.toStdString()});
    QCOMPARE(applied(path).code, 0);
    const Ran ran = run({"probe", path, "--practice", "--as", as.toStdString()});
    QCOMPARE(ran.code, 3);
    QVERIFY2(has(ran.out, said.toStdString()), ran.out.c_str());
    QVERIFY2(!has(ran.out, "apply the plan"), ran.out.c_str());
}

/// §6, row 20: an account that GW took can only be its own, and FS does not know that.
void TestTriedByStrangers::anAccountOfAWorkgroupIsNotKnownInADomain()
{
    const Folder folder;
    const Ran ran = run({"plan", written(folder, QString::fromLatin1(workgroup))});
    QCOMPARE(ran.code, 0);
    QVERIFY2(has(ran.out, "GW \xE2\x86\x92 Rep, SMB: cannot say\n"), ran.out.c_str());
    QVERIFY2(has(ran.out, "has an account of GW alone"), ran.out.c_str());
}

void TestTriedByStrangers::aNestedCredSspHopShowsThePasswordOnBothMachines()
{
    const Folder folder;
    const std::string path = folder.drawing(
        "own.hopw",
        {"A.corp.example -> B.corp.example -> C.corp.example -> \\\\D.corp.example\\x"});
    const Ran ran = run({"probe", path, "--practice"});
    QVERIFY2(has(ran.out, "CredSSP: B will hold the password of"), ran.out.c_str());
    QVERIFY2(has(ran.out, "C will hold the password of"), ran.out.c_str());
}

void TestTriedByStrangers::anOpenPortIsNoAnswer()
{
    const Folder folder;
    const std::string path = folder.drawing(
        "own.hopw",
        {"A.corp.example -> B.corp.example -> C.corp.example -> \\\\D.corp.example\\x"});
    const Ran ran = run({"probe", path, "--practice"});
    QVERIFY2(has(ran.out, "nobody asked C to let anybody in"), ran.out.c_str());
    QVERIFY2(has(ran.out, "firewall (the port of C is open)"), ran.out.c_str());
    QVERIFY2(!has(ran.out, "C answered"), ran.out.c_str());
}

void TestTriedByStrangers::aSessionToItselfIsNotNested()
{
    const Folder folder;
    const std::string path = folder.drawing(
        "own.hopw", {"SP01.corp.example -credssp-> SP01.corp.example -> \\\\SQL.corp.example\\d"});
    const Ran ran = run({"plan", path});
    QVERIFY2(has(ran.out, "M29"), ran.out.c_str());
    QVERIFY2(!has(ran.out, "(R5)") && !has(ran.out, "(R4)"), ran.out.c_str());
    const std::string two =
        folder.drawing("two.hopw", {"A.corp.example -credssp-> B.corp.example -credssp-> "
                                    "C.corp.example -> \\\\D.corp.example\\d"});
    const Ran both = run({"plan", two});
    QVERIFY2(has(both.out, "(R5)") && has(both.out, "(R4)"), both.out.c_str());
}

void TestTriedByStrangers::domainsAreAskedForOnlyWhereTheyDecide_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<bool>("asked");
    const auto row = [](const char* chain, bool asked) {
        QTest::newRow(chain) << QByteArray(chain) << asked;
    };
    row("A.corp.example -credssp-> [fd00::5]:5985 -> \\\\FS.corp.example\\d", false);
    row("A.corp.example -kerberos-> B", false);
    row("A.corp.example -basic/https-> B", false);
    row("A.corp.example -ntlm/https-> B", false);
    row("A.corp.example -credssp-> B", true);
    row("A.corp.example -credssp/https-> B", true);
    row("A.corp.example -> B", true);
}

void TestTriedByStrangers::domainsAreAskedForOnlyWhereTheyDecide()
{
    QFETCH(QByteArray, chain);
    QFETCH(bool, asked);
    const Folder folder;
    const Ran ran = run({"plan", folder.drawing("own.hopw", {chain.toStdString()})});
    QCOMPARE(ran.code, 0);
    const std::size_t findings = ran.out.find("Findings");
    const std::string found =
        findings == std::string::npos ? std::string() : ran.out.substr(findings);
    QVERIFY2(has(found, "is not known, so it cannot be said whether the NTLM-only list") == asked,
             ran.out.c_str());
}

void TestTriedByStrangers::basicOverHttpIsSaidWithoutAnAccount()
{
    const Folder folder;
    const Ran ran =
        run({"plan", folder.drawing("own.hopw", {"A.corp.example -basic-> B.corp.example"})});
    QVERIFY2(has(ran.out, "AllowUnencrypted is on at both ends"), ran.out.c_str());
    const Ran https = run(
        {"plan", folder.drawing("https.hopw", {"A.corp.example -basic/https-> B.corp.example"})});
    QVERIFY2(!has(https.out, "AllowUnencrypted"), https.out.c_str());
}

void TestTriedByStrangers::threeHopsAreSaidToBeAsPredicted()
{
    const Folder folder;
    const std::string path =
        folder.drawing("own.hopw", {"A.corp.example -credssp-> B.corp.example -credssp-> "
                                    "C.corp.example -> \\\\D.corp.example\\x"});
    QCOMPARE(applied(path).code, 0);
    const Ran ran = run({"probe", path, "--practice"});
    QCOMPARE(ran.code, 0);
    QVERIFY2(has(ran.out, "All 3 hops passed, as predicted."), ran.out.c_str());
}

/// Each hop runs within the one before: the times of the hops are those of the route, and none is nothing.
void TestTriedByStrangers::timesOfNestedHopsAreTheirOwn()
{
    const Folder folder;
    const std::string path =
        folder.drawing("own.hopw", {"A.corp.example -credssp-> B.corp.example -credssp-> "
                                    "C.corp.example -credssp-> D.corp.example "
                                    "-credssp-> E.corp.example -> \\\\F.corp.example\\x"});
    QCOMPARE(applied(path).code, 0);
    const Ran ran = run({"probe", path, "--practice", "--json"});
    QCOMPARE(ran.code, 0);
    const QJsonObject report = QJsonDocument::fromJson(QByteArray::fromStdString(ran.out)).object();
    const QJsonArray hops = report[QLatin1String("routes")]
                                .toArray()
                                .first()
                                .toObject()[QLatin1String("hops")]
                                .toArray();
    QCOMPARE(hops.size(), 5);
    double sum = 0;
    for (const auto& each : hops) {
        const double ms = each.toObject()[QLatin1String("ms")].toDouble();
        QVERIFY2(ms > 0, ran.out.c_str());
        sum += ms;
    }
    double whole = 0;
    for (const auto& each : hops.first().toObject()[QLatin1String("stages")].toArray())
        whole += each.toObject()[QLatin1String("ms")].toDouble();
    QVERIFY2(sum <= whole * 1.05 + 1, ran.out.c_str());
}

void TestTriedByStrangers::scriptsNeedAFolder()
{
    const Folder folder;
    const std::string path =
        folder.drawing("own.hopw", {"A.corp.example -credssp-> B.corp.example"});
    const Ran ran = run({"script", path, "--out", ""});
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.out.empty());
    QVERIFY2(has(ran.err, "It was not said where the scripts go."), ran.err.c_str());
}

void TestTriedByStrangers::halfAnAccountOpensNothing_data()
{
    QTest::addColumn<QByteArray>("as");
    QTest::addColumn<int>("code");
    for (const char* each : {"", "x\\", "@", "@corp.example", "alice@", "\\", "xx\\yy\\zz"})
        QTest::newRow(each) << QByteArray(each) << 2;
    for (const char* each : {"CORP\\bob", "bob@corp.example", "bob", ".\\bob"})
        QTest::newRow(each) << QByteArray(each) << 3;
}

void TestTriedByStrangers::halfAnAccountOpensNothing()
{
    QFETCH(QByteArray, as);
    QFETCH(int, code);
    const Folder folder;
    const std::string path = folder.drawing(
        "own.hopw", {"A.corp.example -credssp-> B.corp.example -> \\\\C.corp.example\\x"});
    const Ran ran = run({"probe", path, "--practice", "--as", as.toStdString()});
    QVERIFY2(ran.code == code, (ran.out + ran.err).c_str());
    QCOMPARE(has(ran.err, "--as names no account."), code == 2);
}

void TestTriedByStrangers::theArrowOfATitleIsAnArrow()
{
    const Folder folder;
    const Ran shown =
        run({"plan",
             folder.drawing("own.hopw", {"A.corp.example \xE2\x86\x92 B.corp.example -> \\\\C\\x"}),
             "--json"});
    const Ran typed =
        run({"plan", folder.drawing("typed.hopw", {"A.corp.example -> B.corp.example -> \\\\C\\x"}),
             "--json"});
    QCOMPARE(shown.code, 0);
    QCOMPARE(shown.out, typed.out);
}

QTEST_GUILESS_MAIN(TestTriedByStrangers)
#include "tst_tried_by_strangers.moc"
