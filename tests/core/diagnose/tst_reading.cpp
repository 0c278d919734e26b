#include "core/diagnose/reading.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

class TestReading : public QObject {
    Q_OBJECT

private slots:
    void readsTheChain_data();
    void readsTheChain();
    void readsAccounts();
    void survivesBeingCut();
};

}  // namespace

void TestReading::readsTheChain_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("chain");

    const auto row = [](const char* name, const char* text, const char* chain) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(chain);
    };
    row("nothing", "it does not work", "");
    row("session and share",
        "Invoke-Command -ComputerName web7.ost.example { Get-ChildItem \\\\nas3\\pics }",
        "? -> web7.ost.example -> \\\\nas3\\pics");
    row("CredSSP", "New-PSSession web7 -Authentication Credssp -Credential $c",
        "? -credssp-> web7");
    row("abbreviated", "icm -cn web7 -auth CredSSP -cred $c { dir \\\\nas3\\pics }",
        "? -credssp-> web7 -> \\\\nas3\\pics");
    row("by position", "Invoke-Command web7 { type \\\\nas3\\pics\\a.txt }",
        "? -> web7 -> \\\\nas3\\pics\\a.txt");
    row("HTTPS", "Enter-PSSession web7 -UseSSL -Authentication Negotiate",
        "? -negotiate/https-> web7");
    row("port that means HTTPS",
        "Enter-PSSession web7 -Port 5986 -Authentication Basic -Credential x",
        "? -basic/https-> web7");
    row("URI",
        "New-PSSession -ConnectionUri https://web7.ost.example:5986/wsman -Authentication Kerberos",
        "? -kerberos/https-> web7.ost.example");
    row("nested", "Invoke-Command web7 { Invoke-Command app8 { dir \\\\nas3\\pics } }",
        "? -> web7 -> app8 -> \\\\nas3\\pics");
    row("through a variable",
        "$s = New-PSSession web7 -Authentication Credssp -Credential $c\nInvoke-Command -Session $s { dir \\\\nas3\\pics }",
        "? -credssp-> web7 -> \\\\nas3\\pics");
    row("prompt", "[web7]: PS C:\\> dir \\\\nas3\\pics", "? -> web7 -> \\\\nas3\\pics");
    row("entered, then asked",
        "PS C:\\> Enter-PSSession web7 -Authentication Credssp\n[web7]: PS C:\\> Invoke-Command app8 { hostname }",
        "? -credssp-> web7 -> app8");
    // What is typed before a session is entered runs on the first machine.
    row("denied at the local prompt",
        "PS C:\\> net use \\\\nas3\\pics\nSystem error 5 has occurred.\n\nAccess is denied.\n\n"
        "PS C:\\> Enter-PSSession web7\n[web7]: PS C:\\>",
        "? -> \\\\nas3\\pics");
    row("denied at the local prompt of cmd",
        "C:\\Users\\mira>net use * \\\\nas3\\pics\nSystemfehler 67 aufgetreten.\n\n"
        "C:\\Users\\mira>winrs -r:web7 hostname\nWEB7",
        "? -> \\\\nas3\\pics");
    row("error at the local prompt",
        "PS C:\\> Get-ChildItem \\\\nas3\\pics\nGet-ChildItem : \u627E\u4E0D\u5230\n"
        "PS C:\\> $s = New-PSSession web7\nPS C:\\>",
        "? -> \\\\nas3\\pics");
    row("connected at the local prompt",
        "PS C:\\> net use \\\\nas3\\pics\nThe command completed successfully.\n\n"
        "PS C:\\> Enter-PSSession web7\nEnter-PSSession : Access is denied.",
        "? -> web7");
    row("connected at the local prompt, denied in the session",
        "PS C:\\> net use \\\\nas3\\in\nThe command completed successfully.\n\n"
        "PS C:\\> Enter-PSSession web7\n[web7]: PS C:\\> dir \\\\nas4\\pics\nAccess is denied.",
        "? -> web7 -> \\\\nas4\\pics");
    row("the same path at the local prompt and in the session",
        "PS C:\\> net use \\\\nas3\\pics\nThe command completed successfully.\n\n"
        "PS C:\\> Enter-PSSession web7\n[web7]: PS C:\\> dir \\\\nas3\\pics\nAccess is denied.",
        "? -> web7 -> \\\\nas3\\pics");
    row("connected at the local prompt, entered and nothing typed",
        "PS C:\\> net use \\\\nas3\\in\nThe command completed successfully.\n\n[web7]: PS C:\\>",
        "? -> web7");
    row("at a prompt that may be of the session",
        "PS C:\\> Enter-PSSession web7\nPS C:\\> net use \\\\nas3\\pics\nSystem error 5",
        "? -> web7 -> \\\\nas3\\pics");
    row("at the local prompt behind a session",
        "PS C:\\> Enter-PSSession web7\n[web7]: PS C:\\> exit\n"
        "PS C:\\> net use \\\\nas3\\pics\nThe command completed successfully.",
        "? -> web7");
    row("winrs", "winrs -r:web7 dir \\\\nas3\\pics", "? -> web7 -> \\\\nas3\\pics");
    row("SSH", "Invoke-Command -HostName web7 -ScriptBlock { dir \\\\nas3\\pics }",
        "? -ssh-> web7 -> \\\\nas3\\pics");
    row("message alone",
        "[web7] Connecting to remote server web7 failed with the following error message",
        "? -> web7");
    row("PSComputerName", "Access denied\n    + PSComputerName        : web7", "? -> web7");
    row("the type of what failed is no part of its path",
        "    + CategoryInfo : PermissionDenied: (\\\\nas3\\pics$:String) [Get-ChildItem]\n"
        "    + PSComputerName : web7",
        "? -> web7 -> \\\\nas3\\pics$");
    row("a port behind the server's name", "dir \\\\nas3:8443\\pics", "? -> \\\\nas3:8443\\pics");
    row("the head of a transcript in any language",
        "Maszyna: GDA-0088 (Microsoft Windows NT 10.0.19045.0)\nPS C:\\> Enter-PSSession dok-3",
        "GDA-0088 -> dok-3");
    row("Ansible", "fatal: [web7.ost.example]: FAILED!\nansible_winrm_transport: credssp",
        "? -credssp-> web7.ost.example");
    row("arrows", "pc4 -> web7 (CredSSP) -> \\\\nas3\\pics",
        "pc4 -credssp-> web7 -> \\\\nas3\\pics");
    row("words for arrows",
        "PC4 to WEB7 with CredSSP, WEB7 to APP8 with a normal Invoke-Command, there dir \\\\NAS3\\pics",
        "PC4 -credssp-> WEB7 -> APP8 -> \\\\NAS3\\pics");
    row("escaped in JSON", "\"path\": \"\\\\\\\\nas3\\\\pics\\\\a.txt\"",
        "? -> \\\\nas3\\pics\\a.txt");
    row("names of other alphabets",
        "Invoke-Command m\u00FCller-01 { dir \\\\\u0444\u0441-2\\\u0434\u0430\u043D\u043D\u044B\u0435 }",
        "? -> m\u00FCller-01 -> \\\\\u0444\u0441-2\\\u0434\u0430\u043D\u043D\u044B\u0435");
    row("session in prose", "in a session on web7 I type dir \\\\nas3\\pics",
        "? -> web7 -> \\\\nas3\\pics");
    row("session in Dutch prose", "vanaf pc-44 in een sessie op web7: dir \\\\nas3\\pics",
        "pc-44 -> web7 -> \\\\nas3\\pics");
    row("session in Russian prose",
        "\u0432 \u0441\u0435\u0441\u0441\u0438\u0438 \u043D\u0430 web7: dir \\\\nas3\\pics",
        "? -> web7 -> \\\\nas3\\pics");
    row("session at the desktop", "in the RDP session on web7, on a Monday", "");
    row("words in brackets", "[Step 2/6] Building\n[Step 3/6] failed", "");
    row("SQL", "Invoke-Command web7 { Invoke-Sqlcmd -ServerInstance sql5 -Query 'select 1' }",
        "? -> web7 -> sql5");
    row("a domain's controller that nobody names", "Invoke-Command web7 { Get-ADUser bob }",
        "? -> web7 -> ?");
    row("who started", "started from PC44: Invoke-Command web7 { dir \\\\nas3\\pics }",
        "PC44 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in German",
        "an meinem Rechner NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine of some kind",
        "Am Arbeitsplatz NB-77 starte ich icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own old machine",
        "Auf meinem alten Notebook NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in brackets",
        "On my machine (NB-77) I type icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in French", "Sur mon poste NB-77 : icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Spanish", "En mi equipo NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Italian",
        "Sul mio portatile NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Portuguese",
        "No meu computador NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Dutch", "Op mijn computer NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Swedish", "På min dator NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Norwegian",
        "På min maskin NB-77: icm web7 { dir \\\\nas3\\pics }", "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Polish",
        "Na moim komputerze NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Russian",
        "на моём компьютере NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Czech", "Na mém počítači NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Hungarian", "A gépemen NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Turkish", "bilgisayarımda NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Finnish", "koneellani NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Japanese", "私のPC NB-77 で icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Chinese", "我的电脑 NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("at one's own machine, in Korean", "내 PC NB-77: icm web7 { dir \\\\nas3\\pics }",
        "NB-77 -> web7 -> \\\\nas3\\pics");
    row("one's own server is none",
        "Meinem Server nach ist NB-77 aus: icm web7 { dir \\\\nas3\\pics }",
        "? -> web7 -> \\\\nas3\\pics");
    row("as chains are written", "PC44 -credssp-> web7 -> app8 -> \\\\nas3\\pics",
        "PC44 -credssp-> web7 -> app8 -> \\\\nas3\\pics");
    row("in a session that is spoken of",
        "On web7, inside that session: Invoke-Command -ComputerName app8 { hostname }",
        "? -> web7 -> app8");
    row("in no session that is spoken of",
        "Invoke-Command -ComputerName app8 { hostname } on web7, inside that session",
        "web7 -> app8");
    row("a word is no machine", "Invoke-Command fails since Monday", "");
}

void TestReading::readsTheChain()
{
    QFETCH(QString, text);
    QFETCH(QString, chain);

    QCOMPARE(QString::fromStdString(chainOf(readChain(text.toStdString()))), chain);
}

void TestReading::readsAccounts()
{
    const auto of = [](const char* text) {
        const Reading out = readChain(text);
        return out.accounts.empty() ? std::string() : out.accounts.front().name;
    };
    QCOMPARE(of("as CORP\\bob"), "CORP\\bob");
    QCOMPARE(of("net use X: \\\\fs9\\in /user:fs9\\bob"), "fs9\\bob");
    // Windows allows no account that ends with a full stop; one in its middle is of it.
    QCOMPARE(of("It runs as OST\\anna. Then it stops."), "OST\\anna");
    QCOMPARE(of("It runs as OST\\anna.k..."), "OST\\anna.k");
    QCOMPARE(of("It runs as ost.example\\svc-web$."), "ost.example\\svc-web$");
    QCOMPARE(of("OST\\anna\u3002"), "OST\\anna");
    QCOMPARE(of("in OST\\..."), "");
    QCOMPARE(of("cd C:work\\x"), "");
    QCOMPARE(of("dir \\\\fs9\\in"), "");
}

void TestReading::survivesBeingCut()
{
    const std::string whole =
        "PC4 -> WEB7 (CredSSP) [web7]: PS C:\\> $s = New-PSSession -cn web7 -Auth Credssp { Invoke-Command app8 { dir \\\\nas3\\pics } }\n"
        "fatal: [web7]: ssh bob@web7 psexec \\\\web7 Data Source=sql5; PSComputerName : web7 \u2192 CORP\\bob";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const std::string text = whole.substr(0, length);
        const Reading out = readChain(text);
        for (const ReadSession& each : out.sessions)
            QVERIFY(each.target.place.end() <= text.size());
    }
}

QTEST_APPLESS_MAIN(TestReading)

#include "tst_reading.moc"
