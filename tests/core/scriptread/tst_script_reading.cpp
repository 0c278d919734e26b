#include "core/powershell/script.h"
#include "core/scriptread/script_reading.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <tuple>

using namespace hopwright;
using scriptread::Finding;
using scriptread::ScriptReading;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Script, line and cause.
using Line = std::tuple<QString, std::size_t, QString>;

QString shown(const Line& line)
{
    return std::get<0>(line) + QLatin1Char(':') + QString::number(std::get<1>(line))
           + QLatin1Char(' ') + std::get<2>(line);
}

QString wordOfDenial(Cause denial)
{
    return QString::fromLatin1(wordOf(denial).data());
}

/// Each finding as `line cause certainty target`.
QStringList findingsOf(const ScriptReading& reading)
{
    QStringList out;
    for (const Finding& each : reading.findings) {
        out += QString::number(each.line) + QLatin1Char(' ') + wordOfDenial(each.cause)
               + QLatin1Char(' ') + QString::fromLatin1(wordOf(each.certainty).data())
               + (each.target.empty() ? QString()
                                      : QLatin1Char(' ') + QString::fromStdString(each.target));
    }
    return out;
}

QStringList chainsOf(const ScriptReading& reading)
{
    QStringList out;
    for (const scriptread::RemotingCall& call : reading.calls) {
        for (const std::string& each : call.chains)
            out += QString::fromStdString(each);
    }
    return out;
}

}  // namespace

class TestScriptReading : public QObject {
    Q_OBJECT

private slots:
    void theLinesThatWereExpectedAreFound();
    void findings_data();
    void findings();
    void chains_data();
    void chains();
    void rewrites_data();
    void rewrites();
    void cutAnywhereItIsRead();
    void variablesThatNameEachOtherEnd();
    void hostileScriptsAreReadInTime_data();
    void hostileScriptsAreReadInTime();
};

/// tests/data/scripts/expected.tsv was written by hand before anything read these scripts; what was corrected since, its
/// commit says.
void TestScriptReading::theLinesThatWereExpectedAreFound()
{
    const QDir folder(HOPWRIGHT_TEST_DATA "/scripts");
    std::set<Line> expected;
    for (const QByteArray& row : contentOf(folder.filePath("expected.tsv")).split('\n').mid(1)) {
        const auto cells = row.split('\t');
        if (cells.size() == 4)
            expected.emplace(QString::fromUtf8(cells[0]), cells[1].toULongLong(),
                             QString::fromUtf8(cells[2]));
    }
    std::set<Line> found;
    for (const QString& name : folder.entryList({"*.ps1"})) {
        const std::string text =
            powershell::sourceText(contentOf(folder.filePath(name)).toStdString());
        for (const Finding& each : scriptread::readScript(text).findings)
            found.emplace(name, each.line, wordOfDenial(each.cause));
    }
    std::set<Line> right;
    std::ranges::set_intersection(expected, found, std::inserter(right, right.end()));
    QTextStream out(stdout);
    for (const Line& each : expected) {
        if (!right.contains(each))
            out << "not found: " << shown(each) << '\n';
    }
    for (const Line& each : found) {
        if (!right.contains(each))
            out << "not expected: " << shown(each) << '\n';
    }
    const double precision = static_cast<double>(right.size()) / static_cast<double>(found.size());
    const double recall = static_cast<double>(right.size()) / static_cast<double>(expected.size());
    out << "script reader: " << expected.size() << " lines expected, " << found.size()
        << " found, precision " << precision << ", recall " << recall << '\n';
    constexpr double least = 0.95;
    QVERIFY(expected.size() > 80);
    QVERIFY2(precision >= least, std::to_string(precision).c_str());
    QVERIFY2(recall >= least, std::to_string(recall).c_str());
}

void TestScriptReading::findings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* text, const QStringList& expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << expected;
    };
    row("nothing remote", "dir \\\\FS01\\x; Get-ADUser a", {});
    row("a share", "icm A { dir \\\\FS01\\x\\y }", {"1 not-delegated likely \\\\FS01\\x"});
    row("a share that is a text", "icm A { Write-Host '\\\\FS01\\x' }", {});
    row("its own share", "icm A.lab { dir \\\\a\\x; dir \\\\localhost\\x }", {});
    row("an own credential", "icm A { Get-ADUser b -Credential $using:c }", {});
    row("one that is for something else", "icm A { New-SPManagedAccount -Credential $using:c }",
        {"1 not-delegated likely"});
    row("signed in before", "icm A { net use \\\\FS\\x /user:b c; dir \\\\FS\\x; dir \\\\FT\\x }",
        {"1 not-delegated likely \\\\FT\\x"});
    row("delegated", "icm A -Auth CredSSP -Cred $c { dir \\\\FS01\\x }", {});
    row("to another",
        "$s = nsn A -Auth CredSSP -Cred $c; $t = nsn B; icm -Session $s { dir \\\\F\\x }; icm -Session $t { dir \\\\F\\x }",
        {"1 not-delegated likely \\\\F\\x"});
    row("a session that fails is not asked again",
        "$s = nsn A -Auth CredSSP\nicm -Session $s { dir \\\\F\\x }",
        {"1 implicit-credential-with-credssp certain A"});
    row("a nested session", "icm A {\nicm B { dir \\\\F\\x } }", {"2 not-delegated certain B"});
    row("with its own credential", "icm A { icm B -Cred $using:c {\ndir \\\\F\\x } }",
        {"2 not-delegated likely \\\\F\\x"});
    row("one hop deep", "icm A -Auth CredSSP -Cred $c { icm B {\ndir \\\\F\\x } }",
        {"2 not-delegated likely \\\\F\\x"});
    row("another endpoint", "icm A -ConfigurationName X { dir \\\\F\\x }",
        {"1 not-delegated possible \\\\F\\x"});
    row("the usual endpoint", "icm A -ConfigurationName Microsoft.PowerShell { dir \\\\F\\x }",
        {"1 not-delegated likely \\\\F\\x"});
    row("by SSH", "icm -HostName A { dir \\\\F\\x }", {"1 not-delegated possible \\\\F\\x"});
    row("an address", "icm 10.0.0.1 { hostname }", {"1 address-typed certain 10.0.0.1"});
    row("an address by HTTPS", "icm 10.0.0.1 -UseSSL { hostname }", {});
    row("an address with a credential", "icm 10.0.0.1 -Cred $c { hostname }",
        {"1 trusted-hosts possible 10.0.0.1"});
    row("and trusted",
        "Set-Item WSMan:\\localhost\\Client\\TrustedHosts 10.0.0.1; icm 10.0.0.1 -Cred $c { hostname }",
        {});
    row("a list for nobody", "Enable-WSManCredSSP Client", {"1 delegate-list-missing certain"});
    row("a list in one text", "Enable-WSManCredSSP Client 'a,b'",
        {"1 delegate-list-mismatch likely a,b"});
    row("a list that covers",
        "Enable-WSManCredSSP Client '*.x.y'; nsn a.x.y -Auth CredSSP -Cred $c", {});
    row("a list that does not", "Enable-WSManCredSSP Client '*.x.y'; nsn a -Auth CredSSP -Cred $c",
        {"1 delegate-list-mismatch likely a"});
    row("a list that is not known", "Enable-WSManCredSSP Client $l; nsn a -Auth CredSSP -Cred $c",
        {});
    row("no list is set here", "nsn a -Auth CredSSP -Cred $c", {});
    row("no remote session has it",
        "icm A -Auth CredSSP -Cred $c { New-Object -ComObject Microsoft.Update.Installer }",
        {"1 session-bound likely"});
    row("another snap-in", "icm A { Add-PSSnapin X; Add-PSSnapin Microsoft.SharePoint.PowerShell }",
        {"1 not-delegated likely"});
    row("an instance here",
        "icm A { Invoke-Sqlcmd -ServerInstance .; Invoke-Sqlcmd -ServerInstance A\\X; Invoke-Sqlcmd -ServerInstance B\\X }",
        {"1 not-delegated likely B"});
    row("a login of the server",
        "icm A { New-Object System.Data.SqlClient.SqlConnection 'Server=B;User ID=x;Password=y' }",
        {});
    row("the machine's account", "icm A { Install-WindowsFeature X -Source \\\\F\\x }", {});
    row("the user's logon on the web",
        "icm A { iwr http://x; iwr http://x -UseDefaultCredentials }",
        {"1 not-delegated likely http://x"});
    row("not of the domain", "icm A { net user x; net user x /domain }",
        {"1 not-delegated likely"});
    row("by a variable", "$p = '\\\\F\\x'; icm A { dir $using:p; dir \"$using:p\\y\"; dir $q }",
        {"1 not-delegated likely \\\\F\\x", "1 not-delegated likely \\\\F\\x"});
    row("by what is handed over",
        "icm A { param($p, $q = 5) dir $q; dir $p; dir $args[1] } -ArgumentList '\\\\F\\x', 'C:\\'",
        {"1 not-delegated likely \\\\F\\x"});
    row("what is added to is not known", "$p = 'C:\\'; $p += '\\\\F\\x'; icm A { dir $using:p }",
        {});
    row("two backslashes within a path", "icm A { dir C:\\x\\\\y\\z }", {});
    row("typed behind Enter", "etsn A\ndir \\\\F\\x\nexsn\ndir \\\\F\\x",
        {"2 not-delegated possible \\\\F\\x"});
    row("in .NET",
        "icm A { [IO.File]::ReadAllText('\\\\F\\x'); [IO.Path]::GetFileName('\\\\F\\x'); 'a' > \\\\F\\y }",
        {"1 not-delegated likely \\\\F\\x", "1 not-delegated likely \\\\F\\y"});
    row("winrs", "winrs -r:A dir \\\\F\\x; winrs -r:A -ad -u:b dir \\\\F\\x; winrs -r:A dir C:\\",
        {"1 not-delegated likely \\\\F\\x"});
    row("in a table", "icm A { $p = @{ Path = '\\\\F\\x' }; Copy-Item @p }",
        {"1 not-delegated likely \\\\F\\x"});
}

void TestScriptReading::findings()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(findingsOf(scriptread::readScript(text.toStdString())), expected);
}

void TestScriptReading::chains_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* text, const QStringList& expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };
    row("icm A {}", {"? -> A"});
    row("icm A,B -Auth Kerberos {}", {"? -kerberos-> A", "? -kerberos-> B"});
    row("icm $server {}", {"? -> $server"});
    row("$server = 'A'; icm $server {}", {"? -> A"});
    row("icm (gc x) {}", {"? -> ?"});
    row("nsn A -UseSSL", {"? -> A:5986"});
    row("nsn A -UseSSL -Port 8443 -Auth Negotiate", {"? -negotiate/https-> A:8443"});
    row("nsn -ConnectionUri https://A:444/x -Auth Basic -Cred $c", {"? -basic/https-> A:444"});
    row("nsn A -CertificateThumbprint 0 -UseSSL", {"? -certificate-> A:5986"});
    row("icm -HostName me@A {}", {"? -ssh-> A"});
    row("winrs -r:http://A:80 x", {"? -> A:80"});
    row("New-CimSession A", {"? -> A"});
    row("icm A -Auth Credssp -Cred $c { icm B {} }", {"? -credssp-> A", "? -credssp-> A -> B"});
    row("$s = nsn A; icm -Session $s { etsn B }", {"? -> A", "? -> A", "? -> A -> B"});
    row("icm { dir }", {});
}

void TestScriptReading::chains()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(chainsOf(scriptread::readScript(text.toStdString())), expected);
}

void TestScriptReading::rewrites_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("icm A { Get-ADUser b }", "Get-ADUser b -Credential $Using:cred");
    row("icm A -Cred $adm { Get-ADUser b }", "Get-ADUser b -Credential $Using:adm");
    row("icm A { Copy-Item \\\\F\\x\\y C:\\ }",
        "Copy-Item -Path '\\\\F\\x\\y' -Destination 'C:\\' -ToSession $session");
    row("icm A { cp -Path C:\\a -Destination \\\\F\\x }",
        "Copy-Item -Path 'C:\\a' -Destination '\\\\F\\x' -FromSession $session");
    row("icm A { dir \\\\F\\x }",
        "New-PSDrive -Name H -PSProvider FileSystem -Root '\\\\F\\x' -Credential $Using:cred");
    row("icm A { icm B { x } }", "icm -Credential $Using:cred B { ... }");
    row("nsn A -Auth CredSSP", "nsn -Credential (Get-Credential) A -Auth CredSSP");
    row("icm A { Get-SPFarm }", "");
}

void TestScriptReading::rewrites()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const ScriptReading read = scriptread::readScript(text.toStdString());
    QCOMPARE(read.findings.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(read.findings.front().rewrite), expected);
}

void TestScriptReading::cutAnywhereItIsRead()
{
    const QDir folder(HOPWRIGHT_TEST_DATA "/scripts");
    for (const QString& name : folder.entryList({"*.ps1"})) {
        const std::string text =
            powershell::sourceText(contentOf(folder.filePath(name)).toStdString());
        for (std::size_t cut = 0; cut <= text.size(); cut += 3) {
            for (const Finding& each :
                 scriptread::readScript(std::string_view(text).substr(0, cut)).findings)
                QVERIFY(each.place.end() <= cut && each.line >= 1);
        }
    }
}

void TestScriptReading::variablesThatNameEachOtherEnd()
{
    const ScriptReading read = scriptread::readScript(
        "$a = \"$b\"; $b = \"$a$a\"; $c = $d; $d = $c; icm $a { dir $using:c }");
    QCOMPARE(read.calls.size(), std::size_t{1});
}

void TestScriptReading::hostileScriptsAreReadInTime_data()
{
    QTest::addColumn<QByteArray>("once");
    QTest::addColumn<QByteArray>("often");
    const auto row = [](const char* name, const char* once, const char* often) {
        QTest::newRow(name) << QByteArray(once) << QByteArray(often);
    };
    row("one block, many calls", "$b = { dir \\\\F\\x }\n", "icm A -ScriptBlock $b -Args 1\n");
    row("one session, many calls", "$s = nsn A\n", "icm -Session $s { dir \\\\F\\x }\n");
    row("lists and calls", "Enable-WSManCredSSP Client a\n",
        "Enable-WSManCredSSP Client b,c; nsn A -Auth CredSSP -Cred $c\n");
    row("denied lines", "icm A {", "dir \\\\F\\x\n");
    row("sessions typed", "", "etsn A\ndir \\\\F\\x\n");
    row("functions", "", "function F { dir }; icm A -ScriptBlock ${function:F}\n");
    row("addresses", "",
        "Set-Item WSMan:\\localhost\\Client\\TrustedHosts a; icm 10.0.0.1 -Cred $c { x }\n");
    row("nested", "", "icm A { ");
}

/// What grows with their square would not end before the test's time does.
void TestScriptReading::hostileScriptsAreReadInTime()
{
    QFETCH(QByteArray, once);
    QFETCH(QByteArray, often);
    constexpr int times = 4'000;
    const std::string text = (once + often.repeated(times)).toStdString();
    const ScriptReading read = scriptread::readScript(text);
    QVERIFY(!read.isEmpty());
}

QTEST_APPLESS_MAIN(TestScriptReading)
#include "tst_script_reading.moc"
