#include "core/seen/look.h"
#include "core/seen/policy_files.h"
#include "tests/core/registry/pol_bytes.h"
#include "tests/core/seen/images.h"

#include <QTest>

#include <map>

using namespace hopwright;
using namespace hopwright::seen;
using namespace hopwright::seen::tests;
using registry::tests::numberRecord;
using registry::tests::polHeader;
using registry::tests::textRecord;

class TestLook : public QObject {
    Q_OBJECT

private slots:
    void theTableOfPolicies_data();
    void theTableOfPolicies();
    void rolesAndTrustedHosts_data();
    void rolesAndTrustedHosts();
    void layers_data();
    void layers();
    void goldenVectorsAreALayer();
    void whatMayNotBeReadIsNotKnown_data();
    void whatMayNotBeReadIsNotKnown();
    void anExportSaysNothingOfOtherKeys();
    void theMachineIsNamed_data();
    void theMachineIsNamed();
    void windowsIsNamed_data();
    void windowsIsNamed();
    void everyFactIsSeenOnThatMachine();
    void policyFilesAreFound_data();
    void policyFilesAreFound();
    void hostileImagesAreLookedAtInLinearTime();
};

namespace {

/// Whether one of its lines says so.
bool says(const Look& look, const std::string& line)
{
    return ("\n" + shown(look)).contains("\n" + line + "\n");
}

bool saysNothingOf(const Look& look, const std::string& beginning)
{
    return !("\n" + shown(look)).contains("\n" + beginning);
}

std::string listKeys(const std::string& list, const std::string& lines)
{
    return emptyMachine() + keyText(delegation, "\"" + list + "\"=dword:00000001\r\n")
           + keyText(delegation + "\\" + list, lines);
}

}  // namespace

void TestLook::theTableOfPolicies_data()
{
    QTest::addColumn<std::string>("keys");
    QTest::addColumn<std::string>("said");
    const auto row = [](const char* name, const std::string& keys, const char* said) {
        QTest::newRow(name) << emptyMachine() + keys << std::string(said);
    };
    const auto number = [&row](const char* name, const char* said) {
        row(qPrintable(QStringLiteral("§3.1: %1").arg(QLatin1String(name))),
            keyText(delegation, "\"" + std::string(name) + "\"=dword:00000001\r\n"), said);
    };
    const auto list = [](const char* name, const char* word, const char* about) {
        const std::string lines = "\"1\"=\"WSMAN/a\"\r\n\"x\"=\"wsman/*.b\"\r\n";
        QTest::newRow(qPrintable(QStringLiteral("§3.1: entries of %1").arg(QLatin1String(name))))
            << listKeys(name, lines)
            << std::string(word) + about + "=WSMAN/a|wsman/*.b @ effective-policy";
    };
    // Domain reference §3.1, every row, its DWORD, its Concatenate and its list.
    number("AllowFreshCredentials", "allow-fresh-enabled=true @ effective-policy");
    number("AllowFreshCredentialsWhenNTLMOnly",
           "allow-fresh-ntlm-only-enabled=true @ effective-policy");
    number("DenyFreshCredentials", "deny-fresh-enabled=true @ effective-policy");
    list("AllowFreshCredentials", "allow-fresh", "");
    list("AllowFreshCredentialsWhenNTLMOnly", "allow-fresh-ntlm-only", "");
    list("DenyFreshCredentials", "deny-fresh", "");
    for (const char* name :
         {"AllowSavedCredentials", "AllowSavedCredentialsWhenNTLMOnly", "AllowDefaultCredentials",
          "AllowDefCredentialsWhenNTLMOnly", "DenySavedCredentials", "DenyDefaultCredentials"}) {
        const std::string said =
            "other-delegate-list-enabled " + std::string(name) + "=true @ effective-policy";
        number(name, said.c_str());
        list(name, "other-delegate-list ", name);
    }
    for (const char* name :
         {"AllowFresh", "AllowFreshNTLMOnly", "AllowSaved", "AllowSavedNTLMOnly", "AllowDefault",
          "AllowDefNTLMOnly", "DenyFresh", "DenySaved", "DenyDefault"}) {
        const std::string value = "ConcatenateDefaults_" + std::string(name);
        number(value.c_str(),
               ("concatenate-defaults " + value + "=true @ effective-policy").c_str());
    }
    for (const char* name : {"RestrictedRemoteAdministration", "AllowProtectedCreds"})
        number(name, ("delegation-setting " + std::string(name) + "=1 @ effective-policy").c_str());
    row("§3.1: Encryption Oracle",
        keyText(R"(SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\CredSSP\Parameters)",
                "\"AllowEncryptionOracle\"=dword:00000002\r\n"),
        "oracle-remediation=2 @ effective-policy");
    row("§3.1: disabled", keyText(delegation, "\"AllowFreshCredentials\"=dword:00000000\r\n"),
        "allow-fresh-enabled=false @ effective-policy");
    row("§3.1: not configured", "", "allow-fresh-enabled=false @ effective-policy");
    row("§3.1: not configured, NTLM-only", "",
        "allow-fresh-ntlm-only-enabled=false @ effective-policy");
    row("§3.1: not configured, deny", "", "deny-fresh-enabled=false @ effective-policy");
    row("enabled, without a key of entries",
        keyText(delegation, "\"AllowFreshCredentials\"=dword:00000001\r\n"),
        "allow-fresh= @ effective-policy");
    row("an entry of another type is none",
        keyText(delegation, "\"AllowFreshCredentials\"=dword:00000001\r\n")
            + keyText(delegation + R"(\AllowFreshCredentials)",
                      "\"1\"=dword:00000001\r\n\"2\"=hex(7):61,00,00,00\r\n\"3\"=\"WSMAN/a\"\r\n"),
        "allow-fresh=WSMAN/a @ effective-policy");
}

void TestLook::theTableOfPolicies()
{
    QFETCH(const std::string, keys);
    QFETCH(const std::string, said);
    const Look look = lookAt(sources(keys), now);
    QVERIFY2(says(look, said), shown(look).c_str());
    QVERIFY(look.notReadable.empty());
}

void TestLook::rolesAndTrustedHosts_data()
{
    QTest::addColumn<std::string>("keys");
    QTest::addColumn<std::string>("said");
    QTest::addColumn<std::string>("saidNot");
    const auto row = [](const char* name, const std::string& keys, const char* said,
                        const char* saidNot) {
        QTest::newRow(name) << emptyMachine() + keys << std::string(said) << std::string(saidNot);
    };
    const std::string client = wsman + R"(\Client)";
    const std::string service = wsman + R"(\Service)";
    const std::string clientPolicy = winrm + R"(\Client)";
    const std::string servicePolicy = winrm + R"(\Service)";
    const std::string on = "\"auth_credssp\"=dword:00000001\r\n";
    row("nothing is set: client", "", "client-role=false @ configuration", "x");
    row("nothing is set: server", "", "server-role=false @ configuration", "x");
    row("§9.2: client flag", keyText(client, on), "client-role=true @ configuration", "x");
    row("§9.2: server flag", keyText(service, on), "server-role=true @ configuration", "x");
    row("§9.2: the policy wins, client",
        keyText(client, on) + keyText(clientPolicy, "\"AllowCredSSP\"=dword:00000000\r\n"),
        "client-role=false @ effective-policy", "client-role=true");
    row("§9.2: what the policy hides is kept",
        keyText(client, on) + keyText(clientPolicy, "\"AllowCredSSP\"=dword:00000000\r\n"),
        "winrm-setting Client/auth_credssp=1 @ configuration", "client-role=true");
    row("§9.5: the policy wins, server",
        keyText(servicePolicy, "\"AllowCredSSP\"=dword:00000001\r\n"),
        "server-role=true @ effective-policy", "server-role=false");
    row("a policy of another type decides nothing",
        keyText(client, on) + keyText(clientPolicy, "\"AllowCredSSP\"=\"1\"\r\n"),
        "winrm-setting Client/auth_credssp=1 @ configuration", "client-role");
    row("TrustedHosts: nothing is set", "", "trusted-hosts= @ configuration", "x");
    row("TrustedHosts of the machine",
        keyText(client, "\"trusted_hosts\"=\"a, *.lab.example,,<local>\"\r\n"),
        "trusted-hosts=a|*.lab.example|<local> @ configuration", "x");
    row("§9.5: TrustedHosts of a policy",
        keyText(client, "\"trusted_hosts\"=\"a\"\r\n")
            + keyText(clientPolicy,
                      "\"TrustedHosts\"=dword:00000001\r\n\"TrustedHostsList\"=\"b\"\r\n"),
        "trusted-hosts=b @ effective-policy", "trusted-hosts=a");
    row("a policy that is off leaves the machine's",
        keyText(client, "\"trusted_hosts\"=\"a\"\r\n")
            + keyText(clientPolicy,
                      "\"TrustedHosts\"=dword:00000000\r\n\"TrustedHostsList\"=\"b\"\r\n"),
        "trusted-hosts=a @ configuration", "trusted-hosts=b");
    row("a policy that is on, without its list",
        keyText(client, "\"trusted_hosts\"=\"a\"\r\n")
            + keyText(clientPolicy, "\"TrustedHosts\"=dword:00000001\r\n"),
        "winrm-setting Client/trusted_hosts=a @ configuration", "trusted-hosts");
    row("§9.5: other policies of WinRM",
        keyText(servicePolicy, "\"AllowAutoConfig\"=dword:00000001\r\n\"IPv4Filter\"=\"*\"\r\n"),
        "winrm-setting Service/IPv4Filter=* @ effective-policy", "x");
}

void TestLook::rolesAndTrustedHosts()
{
    QFETCH(const std::string, keys);
    QFETCH(const std::string, said);
    QFETCH(const std::string, saidNot);
    const Look look = lookAt(sources(keys), now);
    QVERIFY2(says(look, said), shown(look).c_str());
    QVERIFY2(saysNothingOf(look, saidNot), shown(look).c_str());
}

void TestLook::layers_data()
{
    QTest::addColumn<std::string>("domain");
    QTest::addColumn<std::string>("local");
    QTest::addColumn<bool>("areRead");
    QTest::addColumn<std::string>("said");
    const std::string list = delegation + R"(\AllowFreshCredentials)";
    const std::string a = textRecord(list, "1", "WSMAN/a");
    const std::string b = textRecord(list, "2", "WSMAN/b");
    const auto row = [](const char* name, const std::string& domain, const std::string& local,
                        bool areRead, const char* said) {
        QTest::newRow(name) << domain << local << areRead << std::string(said);
    };
    row("domain", a, "", true, "allow-fresh=WSMAN/a @ domain-policy");
    row("local", a, b, true, "allow-fresh=WSMAN/b @ local-policy");
    row("direct", a, "", true, "allow-fresh=WSMAN/b @ direct");
    row("not known: not all was read", a, "", false, "allow-fresh=WSMAN/b @ unknown");
    row("what was read is known all the same", a, "", false, "allow-fresh=WSMAN/a @ domain-policy");
    row("of both it is the domain's", a, a, true, "allow-fresh=WSMAN/a @ domain-policy");
    // §2.6: value names collide; the local one is hidden, and so is none of the list.
    row("§2.6: another content by that name", a, textRecord(list, "1", "WSMAN/c"), true,
        "allow-fresh=WSMAN/a @ domain-policy");
    row("§2.6: hidden by a hand edit", textRecord(list, "2", "WSMAN/x"), "", true,
        "allow-fresh=WSMAN/a|WSMAN/b @ direct");
    row("names without case", textRecord("software" + list.substr(8), "1", "WSMAN/a"), "", true,
        "allow-fresh=WSMAN/a @ domain-policy");
    row("a record that the file deletes", a + textRecord(list, "**del.1", " "), "", true,
        "allow-fresh=WSMAN/a|WSMAN/b @ direct");
    row("the switch", numberRecord(delegation, "AllowFreshCredentials", 1), "", true,
        "allow-fresh-enabled=true @ domain-policy");
    row("the switch, with another number", numberRecord(delegation, "AllowFreshCredentials", 0), "",
        true, "allow-fresh-enabled=true @ direct");
    row("a list of no field", "",
        textRecord(delegation + R"(\AllowSavedCredentials)", "1", "TERMSRV/*"), true,
        "other-delegate-list AllowSavedCredentials=TERMSRV/* @ local-policy");
    row("a role", numberRecord(winrm + R"(\Client)", "AllowCredSSP", 1), "", true,
        "client-role=true @ domain-policy");
    row("TrustedHosts", "", textRecord(winrm + R"(\Client)", "TrustedHostsList", "t"), true,
        "trusted-hosts=t @ local-policy");
}

void TestLook::layers()
{
    QFETCH(const std::string, domain);
    QFETCH(const std::string, local);
    QFETCH(const bool, areRead);
    QFETCH(const std::string, said);
    Sources from =
        sources(listKeys("AllowFreshCredentials", "\"1\"=\"WSMAN/a\"\r\n\"2\"=\"WSMAN/b\"\r\n")
                + keyText(delegation + R"(\AllowSavedCredentials)", "\"1\"=\"TERMSRV/*\"\r\n")
                + keyText(winrm + R"(\Client)",
                          "\"AllowCredSSP\"=dword:00000001\r\n\"TrustedHosts\"=dword:00000001\r\n"
                          "\"TrustedHostsList\"=\"t\"\r\n"));
    from.policies = {{.layer = FactLayer::LocalPolicy,
                      .image = registry::readRegistryPol(polHeader() + local).value()},
                     {.layer = FactLayer::DomainPolicy,
                      .image = registry::readRegistryPol(polHeader() + domain).value()}};
    from.isLocalRead = true;
    from.isDomainRead = areRead;
    const Look look = lookAt(from, now);
    QVERIFY2(says(look, said), shown(look).c_str());
    // What is in effect does not depend on who wrote it.
    QVERIFY(says(look, "allow-fresh=WSMAN/a|WSMAN/b @ effective-policy"));
    QVERIFY(says(look, "allow-fresh-enabled=true @ effective-policy"));
}

void TestLook::goldenVectorsAreALayer()
{
    // Domain reference §9.5: vector 2, as the domain's policy, and the registry that it makes.
    Sources from = sources(
        emptyMachine()
        + keyText(delegation, "\"AllowFreshCredentials\"=dword:00000001\r\n"
                              "\"ConcatenateDefaults_AllowFresh\"=dword:00000001\r\n")
        + keyText(delegation + R"(\AllowFreshCredentials)", "\"1\"=\"WSMAN/b.contoso.com\"\r\n"));
    const std::string key = R"(Software\Policies\Microsoft\Windows\CredentialsDelegation)";
    from.policies = {
        {.layer = FactLayer::DomainPolicy,
         .image = registry::readRegistryPol(
                      polHeader() + numberRecord(key, "AllowFreshCredentials", 1)
                      + numberRecord(key, "ConcatenateDefaults_AllowFresh", 1)
                      + textRecord(key + R"(\AllowFreshCredentials)", "1", "WSMAN/b.contoso.com"))
                      .value()}};
    const Look look = lookAt(from, now);
    for (const char* said : {"allow-fresh-enabled=true @ ",
                             "concatenate-defaults ConcatenateDefaults_AllowFresh=true @ ",
                             "allow-fresh=WSMAN/b.contoso.com @ "}) {
        QVERIFY(says(look, said + std::string("effective-policy")));
        QVERIFY(says(look, said + std::string("domain-policy")));
    }
    QVERIFY(!shown(look).contains("@ unknown"));
}

void TestLook::whatMayNotBeReadIsNotKnown_data()
{
    QTest::addColumn<std::string>("hidden");
    QTest::addColumn<std::string>("saidNot");
    QTest::addColumn<std::string>("said");
    const auto row = [](const char* name, const std::string& hidden, const char* saidNot,
                        const char* said) {
        QTest::newRow(name) << hidden << std::string(saidNot) << std::string(said);
    };
    const char* const switchOn = "allow-fresh-enabled=true @ effective-policy";
    row("the policies of delegation", delegation, "allow-fresh",
        "client-role=true @ configuration");
    row("a list", delegation + R"(\AllowFreshCredentials)", "allow-fresh=", switchOn);
    row("WinRM's policies: no role", winrm, "client-role", switchOn);
    row("WinRM's policies: no TrustedHosts", winrm, "trusted-hosts", switchOn);
    row("WinRM's own settings", wsman, "client-role", switchOn);
    row("WinRM's own settings: TrustedHosts", wsman, "trusted-hosts", switchOn);
    row("all", "SOFTWARE", "allow", "");
}

void TestLook::whatMayNotBeReadIsNotKnown()
{
    QFETCH(const std::string, hidden);
    QFETCH(const std::string, saidNot);
    QFETCH(const std::string, said);
    const std::string keys = listKeys("AllowFreshCredentials", "\"1\"=\"WSMAN/a\"\r\n")
                             + keyText(wsman + R"(\Client)", "\"auth_credssp\"=dword:00000001\r\n"
                                                             "\"trusted_hosts\"=\"a\"\r\n");
    const Look whole = lookAt(sources(keys), now);
    QVERIFY(!saysNothingOf(whole, saidNot));
    const Look look = lookAt({.registry = without(image(keys), {hidden})}, now);
    QVERIFY2(saysNothingOf(look, saidNot), shown(look).c_str());
    QVERIFY2(said.empty() || says(look, said), shown(look).c_str());
    QVERIFY(!look.notReadable.empty());
    QVERIFY(look.notReadable.front().starts_with(hidden));
}

void TestLook::anExportSaysNothingOfOtherKeys()
{
    const Look look =
        lookAt(sources(keyText(delegation, "\"AllowFreshCredentials\"=dword:00000000\r\n")), now);
    QCOMPARE(shown(look), std::string("allow-fresh-enabled=false @ effective-policy\n"
                                      "allow-fresh-enabled=false @ unknown\n"
                                      "allow-fresh-ntlm-only-enabled=false @ effective-policy\n"
                                      "deny-fresh-enabled=false @ effective-policy\n"
                                      "allow-fresh= @ effective-policy\n"));
    QVERIFY(look.machine.empty());
    QVERIFY(!look.notReadable.empty());
}

void TestLook::theMachineIsNamed_data()
{
    QTest::addColumn<std::string>("keys");
    QTest::addColumn<std::string>("name");
    const std::string network = R"(SYSTEM\CurrentControlSet\Services\Tcpip\Parameters)";
    const std::string name =
        keyText(R"(SYSTEM\CurrentControlSet\Control\ComputerName\ActiveComputerName)",
                "\"ComputerName\"=\"JUMP01\"\r\n");
    const auto row = [](const char* what, const std::string& keys, const char* said) {
        QTest::newRow(what) << keys << std::string(said);
    };
    row("its name in DNS", emptyMachine(), "JUMP01.lab.example");
    row("the short one alone", name, "JUMP01");
    row("no domain", name + keyText(network, "\"Hostname\"=\"jump01\"\r\n\"Domain\"=\"\"\r\n"),
        "jump01");
    row("the domain that it keeps",
        name + keyText(network, "\"Hostname\"=\"jump01\"\r\n\"NV Domain\"=\"lab.example\"\r\n"),
        "jump01.lab.example");
    row("no name", keyText("SYSTEM", ""), "");
    row("what is no name", keyText(network, "\"Hostname\"=\"a b/c\"\r\n"), "");
}

void TestLook::theMachineIsNamed()
{
    QFETCH(const std::string, keys);
    QFETCH(const std::string, name);
    QCOMPARE(lookAt(sources(keys), now).machine, name);
}

void TestLook::windowsIsNamed_data()
{
    QTest::addColumn<std::string>("lines");
    QTest::addColumn<std::string>("said");
    const auto row = [](const char* name, const char* lines, const char* said) {
        QTest::newRow(name) << std::string(lines) << std::string(said);
    };
    row("a server",
        "\"ProductName\"=\"Windows Server 2022 Standard\"\r\n\"EditionID\"=\"ServerStandard\"\r\n"
        "\"DisplayVersion\"=\"21H2\"\r\n\"CurrentBuildNumber\"=\"20348\"\r\n\"UBR\"=dword:00000841\r\n",
        "operating-system=Windows Server 2022 Standard (ServerStandard) 21H2 build 20348.2113 @ "
        "configuration");
    row("Windows 11 calls itself 10",
        "\"ProductName\"=\"Windows 10 Pro\"\r\n\"CurrentBuildNumber\"=\"22631\"\r\n",
        "operating-system=Windows 11 Pro build 22631 @ configuration");
    row("Windows 10", "\"ProductName\"=\"Windows 10 Pro\"\r\n\"CurrentBuildNumber\"=\"19045\"\r\n",
        "operating-system=Windows 10 Pro build 19045 @ configuration");
}

void TestLook::windowsIsNamed()
{
    QFETCH(const std::string, lines);
    QFETCH(const std::string, said);
    const Look look = lookAt(
        sources(emptyMachine() + keyText(R"(SOFTWARE\Microsoft\Windows NT\CurrentVersion)", lines)),
        now);
    QVERIFY2(says(look, said), shown(look).c_str());
    QVERIFY(saysNothingOf(lookAt(sources(emptyMachine()), now), "operating-system"));
}

void TestLook::everyFactIsSeenOnThatMachine()
{
    const Look look = lookAt(sources(emptyMachine()), now);
    QVERIFY(!look.reading.facts.empty());
    for (const import::Fact& each : look.reading.facts) {
        QCOMPARE(each.subject, std::string("JUMP01.lab.example"));
        QVERIFY(each.source == Source::Seen);
        QVERIFY(each.reader == import::Reader::Registry);
        QCOMPARE(each.time, std::string(now));
    }
}

namespace {

const std::string history = R"(SOFTWARE\Microsoft\Windows\CurrentVersion\Group Policy\History\)"
                            R"({35378EAC-683F-11D2-A89A-00C04FBBCFA2})";
const std::string localFile = R"(C:\Windows\System32\GroupPolicy\Machine\Registry.pol)";
const std::string domainFile =
    R"(C:\Windows\System32\GroupPolicy\DataStore\0\sysvol\lab.example\Policies\{1}\Machine\Registry.pol)";

/// A history of the local policy and one of the domain.
std::string applied()
{
    return keyText(history, "")
           + keyText(history + R"(\0)",
                     "\"FileSysPath\"=\"C:\\\\Windows\\\\System32\\\\GroupPolicy\\\\Machine\"\r\n")
           + keyText(history + R"(\1)",
                     "\"FileSysPath\"=\"\\\\\\\\lab.example\\\\SysVol\\\\lab.example\\\\Policies"
                     "\\\\{1}\\\\Machine\"\r\n");
}

}  // namespace

void TestLook::policyFilesAreFound_data()
{
    QTest::addColumn<std::string>("keys");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QStringList>("broken");
    QTest::addColumn<std::string>("found");
    const auto row = [](const char* name, const std::string& keys, const QStringList& files,
                        const QStringList& broken, const char* found) {
        QTest::newRow(name) << keys << files << broken << std::string(found);
    };
    const QString local = QString::fromStdString(localFile);
    const QString domain = QString::fromStdString(domainFile);
    row("both", emptyMachine() + applied(), {local, domain}, {}, "local domain LD");
    row("no history: no policy was applied", emptyMachine(), {}, {}, "LD");
    row("a local policy that is not there", emptyMachine() + applied(), {domain}, {}, "domain LD");
    row("a copy that is not there", emptyMachine() + applied(), {local}, {}, "local L");
    row("a local policy that may not be read", emptyMachine() + applied(), {domain}, {local},
        "domain D");
    row("a domain's that may not be read", emptyMachine() + applied(), {local}, {domain},
        "local L");
    row("a history that may not be read", keyText("SYSTEM", ""), {local, domain}, {}, "local L");
    row("a folder that leads elsewhere",
        emptyMachine() + keyText(history, "")
            + keyText(history + R"(\0)", "\"FileSysPath\"=\"\\\\\\\\x\\\\sysvol\\\\..\\\\y\"\r\n"),
        {local}, {}, "local L");
    row("a folder that is not said",
        emptyMachine() + keyText(history, "") + keyText(history + R"(\0)", ""), {local}, {},
        "local L");
}

void TestLook::policyFilesAreFound()
{
    QFETCH(const std::string, keys);
    QFETCH(const QStringList, files);
    QFETCH(const QStringList, broken);
    QFETCH(const std::string, found);
    const Sources out =
        sourcesOf(registry::registryOf(image(keys)), R"(C:\Windows)",
                  [&](const std::string& path) -> Result<std::optional<std::string>> {
                      const QString asked = QString::fromStdString(path);
                      if (broken.contains(asked))
                          return fail(ErrorCode::FileUnreadable);
                      return files.contains(asked) ? std::optional(polHeader()) : std::nullopt;
                  });
    std::string said;
    for (const Policy& each : out.policies)
        said += each.layer == FactLayer::LocalPolicy ? "local " : "domain ";
    said += out.isLocalRead ? "L" : "";
    said += out.isDomainRead ? "D" : "";
    QCOMPARE(said, found);
}

void TestLook::hostileImagesAreLookedAtInLinearTime()
{
    std::string lines;
    std::string records = polHeader();
    for (int i = 0; i < 20'000; ++i) {
        const std::string number = std::to_string(i);
        lines += "\"" + number + "\"=\"WSMAN/" + number + "\"\r\n";
        records += textRecord(delegation + R"(\AllowFreshCredentials)", number, "WSMAN/x");
    }
    Sources from = sources(listKeys("AllowFreshCredentials", lines));
    from.policies = {
        {.layer = FactLayer::LocalPolicy, .image = registry::readRegistryPol(records).value()}};
    const Look look = lookAt(from, now);
    // A list of more bytes than a drawing keeps is none that is known.
    QVERIFY(saysNothingOf(look, "allow-fresh="));
    QVERIFY(look.reading.left > 0);
    QVERIFY(says(look, "allow-fresh-enabled=true @ effective-policy"));
}

QTEST_APPLESS_MAIN(TestLook)
#include "tst_look.moc"
