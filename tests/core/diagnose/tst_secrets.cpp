#include "core/diagnose/secrets.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::diagnose;

namespace {

class TestSecrets : public QObject {
    Q_OBJECT

private slots:
    void areBlanked_data();
    void areBlanked();
    void otherWordsStay_data();
    void otherWordsStay();
    void placesAreThoseOfTheBlanks();
    void survivesBeingCut();
    void keysWithoutEndAreReadOnce_data();
    void keysWithoutEndAreReadOnce();
};

}  // namespace

void TestSecrets::areBlanked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("parameter", "Connect-Thing -Password Zebra77 -Verbose",
        "Connect-Thing -Password ******** -Verbose");
    row("parameter, quoted", "-AdminPassword 'two words' -X", "-AdminPassword '********' -X");
    row("parameter with a colon", "-Password:Zebra77", "-Password:********");
    row("ConvertTo-SecureString", "ConvertTo-SecureString 'Zebra77' -AsPlainText -Force",
        "ConvertTo-SecureString '********' -AsPlainText -Force");
    row("ConvertTo-SecureString, options first",
        "ConvertTo-SecureString -AsPlainText -Force \"Zebra77\"",
        "ConvertTo-SecureString -AsPlainText -Force \"********\"");
    row("ConvertTo-SecureString, -String", "ConvertTo-SecureString -String Zebra77 -AsPlainText",
        "ConvertTo-SecureString -String ******** -AsPlainText");
    row("piped", "'Zebra77' | ConvertTo-SecureString -AsPlainText",
        "'********' | ConvertTo-SecureString -AsPlainText");
    row("variable", "$adminPassword = 'Zebra77'", "$adminPassword = '********'");
    row("net use", "net use X: \\\\fs9\\in Zebra77 /user:CORP\\b",
        "net use X: \\\\fs9\\in ******** /user:CORP\\b");
    row("net use, user first", "net use \\\\fs9\\in /user:CORP\\b Zebra77",
        "net use \\\\fs9\\in /user:CORP\\b ********");
    row("net user", "net user bob Zebra77! /add", "net user bob ******** /add");
    row("cmdkey", "cmdkey /add:fs9 /user:b /pass:Zebra77",
        "cmdkey /add:fs9 /user:b /pass:********");
    row("psexec", "psexec \\\\srv9 -u CORP\\b -p Zebra77 cmd",
        "psexec \\\\srv9 -u CORP\\b -p ******** cmd");
    row("winrs", "winrs -r:srv9 -u:CORP\\b -p:Zebra77 hostname",
        "winrs -r:srv9 -u:CORP\\b -p:******** hostname");
    row("sqlcmd", "sqlcmd -S sql9 -U sa -P Zebra77 -Q x", "sqlcmd -S sql9 -U sa -P ******** -Q x");
    row("connection string", "Server=sql9;User ID=u;Password=Zeb;ra",
        "Server=sql9;User ID=u;Password=********;ra");
    row("pwd of a connection string", "Server=sql9;Uid=u;Pwd=Zebra77;",
        "Server=sql9;Uid=u;Pwd=********;");
    row("key of a storage", "AccountName=x;AccountKey=Zebra77==;Endpoint=y",
        "AccountName=x;AccountKey=********;Endpoint=y");
    row("ansible_password", "ansible_password: Zebra77", "ansible_password: ********");
    row("ansible_become_pass", "ansible_become_pass=Zebra77", "ansible_become_pass=********");
    row("JSON", "{\"password\": \"Zebra 77\", \"x\": 1}", "{\"password\": \"********\", \"x\": 1}");
    row("XML", "<Password>Zebra77</Password>", "<Password>********</Password>");
    row("answer file", "<Password><Value>Zebra77</Value>", "<Password><Value>********</Value>");
    row("URL", "https://bob:Zebra77@srv9:5986/wsman", "https://bob:********@srv9:5986/wsman");
    row("URL with an at sign in it", "https://bob:Ze@bra@srv9/", "https://bob:********@srv9/");
    row("Authorization", "Authorization: Basic Ym9iOlplYnJh", "Authorization: Basic ********");
    row("Authorization of CredSSP", "'Authorization': 'CredSSP TlRMTVNTUAAB'",
        "'Authorization': 'CredSSP ********'");
    row("curl", "curl -k -u bob:Zebra77 https://srv9", "curl -k -u bob:******** https://srv9");
    row("smbclient", "smbclient -U bob%Zebra77 //fs9/in", "smbclient -U bob%******** //fs9/in");
    row("NetworkCredential", "New-Object System.Net.NetworkCredential('bob', 'Zebra77', 'CORP')",
        "New-Object System.Net.NetworkCredential('bob', '********', 'CORP')");
    row("pywinrm", "winrm.Session('srv9', auth=('bob', 'Zebra77'))",
        "winrm.Session('srv9', auth=('bob', '********'))");
    row("hashes", "aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0", "********");
    row("prose", "the password is Zebra77!x for now", "the password is ******** for now");
    row("prose in German", "Das Passwort lautet Zebra77, danke",
        "Das Passwort lautet ********, danke");
    row("key in French", "mot de passe : Zebra77", "mot de passe : ********");
    row("short key", "pw: Zebra77", "pw: ********");
    row("sshpass", "sshpass -p 'Zebra77' ssh bob@srv9", "sshpass -p '********' ssh bob@srv9");
    row("typographic quotes", "-Password \u201CZebra77\u201D", "-Password \u201C********\u201D");
    row("Japanese", "\u30D1\u30B9\u30EF\u30FC\u30C9\u306F Zebra_77 \u3067\u3059",
        "\u30D1\u30B9\u30EF\u30FC\u30C9\u306F ******** \u3067\u3059");
    row("Chinese, full-width colon", "\u5BC6\u7801\uFF1AZebra_77", "\u5BC6\u7801\uFF1A********");
    row("Korean", "\uBE44\uBC00\uBC88\uD638\uB294 Zebra_77 \uC785\uB2C8\uB2E4",
        "\uBE44\uBC00\uBC88\uD638\uB294 ******** \uC785\uB2C8\uB2E4");
    row("Swedish", "l\u00F6senordet \u00E4r zebra77", "l\u00F6senordet \u00E4r ********");
    row("Russian, inflected", "\u0441 \u043F\u0430\u0440\u043E\u043B\u0435\u043C zebra77",
        "\u0441 \u043F\u0430\u0440\u043E\u043B\u0435\u043C ********");
    row("Polish, inflected", "z has\u0142em zebra77", "z has\u0142em ********");
    row("in brackets", "the password (zebra77) works", "the password (********) works");
    row("pair", "creds: bob / Zebra77x", "creds: bob / ********");
    row("pair with a colon", "login bob:Zebra77x", "login bob:********");
    row("bcp, joined", "bcp x out y -U sa -PZebra77", "bcp x out y -U sa -P********");
    row("switch of another program", "xfreerdp /u:bob /p:Zebra77 /v:srv9",
        "xfreerdp /u:bob /p:******** /v:srv9");
    row("one hash", "NT hash 31d6cfe0d16ae931b73c59d7e0c089c0", "NT hash ********");
    row("LAPS", "LAPS: Zebra77", "LAPS: ********");
    row("variable of a shell", "$ export WINPW=Zebra_77", "$ export WINPW=********");
    row("variable of cmd", "set DBPASS=zebra", "set DBPASS=********");
    row("variable of an environment in PowerShell", "$env:FOO_TOKEN = 'Zebra77'",
        "$env:FOO_TOKEN = '********'");
    row("variable in braces", "${env:DB_PW} = 'Zebra77'", "${env:DB_PW} = '********'");
    row("setx", "setx DBPW Zebra77 /M", "setx DBPW ******** /M");
    row("SetEnvironmentVariable", "[Environment]::SetEnvironmentVariable('DBPW', 'Zebra77')",
        "[Environment]::SetEnvironmentVariable('DBPW', '********')");
    row("dotenv", "DB_PASSWORD_2=Zebra77", "DB_PASSWORD_2=********");
    row("dotenv, quoted", "SVC_PW=\"two words\"", "SVC_PW=\"********\"");
    row("YAML", "svcPw: Zebra77", "svcPw: ********");
    row("JSON with a short name", "\"winpw\": \"Zebra77\"", "\"winpw\": \"********\"");
    row("a key", "SIGNING_KEY=Zebra77Zebra77Zebra", "SIGNING_KEY=********");
    row("a key in YAML", "signingKey: Zebra77Zebra77Zebra", "signingKey: ********");
    row("name that goes on", "TOKEN_PROD=Zebra77", "TOKEN_PROD=********");
    row("ansible -e", "ansible-playbook x.yml -e pass=Zebra77 -v",
        "ansible-playbook x.yml -e pass=******** -v");
    row("docker --env", "docker run --env WINPW=Zebra77 img",
        "docker run --env WINPW=******** img");
    row("docker -e, quoted", "docker run -e \"WINPW=Zebra77\" img",
        "docker run -e \"WINPW=********\" img");
    row("docker -e, quoted, long name", "docker run -e 'DB_PASSWORD=Zebra77' img",
        "docker run -e 'DB_PASSWORD=********' img");
    row("Kubernetes", "- name: DB_PASS\n  value: Zebra77\n",
        "- name: DB_PASS\n  value: ********\n");
    row("name and value in JSON", "{\"name\": \"DB_PASSWORD\", \"value\": \"Zebra77\"}",
        "{\"name\": \"DB_PASSWORD\", \"value\": \"********\"}");
    row("token of GitLab", "remote: https://oauth2:glpat-8sXy2QmZ-v1KpTn4Wabc@git9/x.git",
        "remote: https://oauth2:********@git9/x.git");
    row("token of GitLab, as the name", "https://glpat-8sXy2QmZ-v1KpTn4Wabc@git9/x.git",
        "https://********@git9/x.git");
    row("token of GitHub", "gh: ghp_Zebra77Zebra77Zebra77", "gh: ********");
    row("new token of GitHub", "(github_pat_11Zebra77_Zebra77Zebra77)", "(********)");
    row("token of Slack", "x xoxb-770011223344-Zebra77Zebra77 y", "x ******** y");
    row("key of Amazon", "id AKIAZEBRA77ZEBRA77ZE.", "id ********.");
    row("token of the web", "got eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6ZWJyYSJ9.Zebra_77 back",
        "got ******** back");
    row("secret key", "use sk-Zebra77Zebra77Zebra77 for it", "use ******** for it");
    row("private key", "-----BEGIN RSA PRIVATE KEY-----\nZebra\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----********-----END RSA PRIVATE KEY-----");
    row("ansible --extra-vars", "--extra-vars \"winrm_pw=Zebra77 x=1\"",
        "--extra-vars \"winrm_pw=******** x=1\"");
    row("Dockerfile", "ENV DBPASS Zebra77", "ENV DBPASS ********");
    row("PowerShell, before another command", "$env:WINPW=\"Zebra77\"; ./x.ps1",
        "$env:WINPW=\"********\"; ./x.ps1");
    row("declared", "declare -x WINPW='Zebra77'", "declare -x WINPW='********'");
    row("setx, a plain word", "setx DBPASS zebra", "setx DBPASS ********");
    row("fish", "set -gx WINPW Zebra77", "set -gx WINPW ********");
    row("typed variable", "[string]$svcPw = 'Zebra77'", "[string]$svcPw = '********'");
    row("YAML in a line", "variables: {DB_PW: Zebra77, X: 1}",
        "variables: {DB_PW: ********, X: 1}");
    row("header of GitLab", "curl -H \"PRIVATE-TOKEN: glpat-8sXy2QmZ-v1KpTn4Wabc\" x",
        "curl -H \"PRIVATE-TOKEN: ********\" x");
    row("header of a service", "-H 'X-Api-Key: Zebra77'", "-H 'X-Api-Key: ********'");
    row("XML attribute", "<add key=\"DbPass\" value=\"Zebra77\" />",
        "<add key=\"DbPass\" value=\"********\" />");
    // What Get-Credential asks at a console, and somebody answered: the account is kept.
    row("answered prompt", "User: OST\\mira\nPassword for user OST\\mira: zebra\nPS C:\\> ",
        "User: OST\\mira\nPassword for user OST\\mira: ********\nPS C:\\> ");
    row("answered prompt in Polish", "Has\u0142o u\u017Cytkownika OST\\mira: zebra",
        "Has\u0142o u\u017Cytkownika OST\\mira: ********");
    row("answered prompt, name with an at sign", "Password for user mira@ost.example: zebra\r\n",
        "Password for user mira@ost.example: ********\r\n");
    row("account and password", "Account: OST\\mira\nPassword: zebra",
        "Account: OST\\mira\nPassword: ********");
    row("two", "-Password a1b2 -Token c3d4", "-Password ******** -Token ********");
}

void TestSecrets::areBlanked()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);

    QCOMPARE(QByteArray::fromStdString(withoutSecrets(text.toStdString()).text), expected);
}

void TestSecrets::otherWordsStay_data()
{
    QTest::addColumn<QByteArray>("text");

    for (const char* each : {"The user name or password is incorrect.",
                             "The password for this account has expired.",
                             "Requests must include user name and password when CredSSP",
                             "The specified network password is not correct.",
                             "-Credential $cred -Password $pw",
                             "ConvertTo-SecureString $plain -AsPlainText",
                             "net use X: \\\\fs9\\in",
                             "net use \\\\fs9\\in works, but dir fails",
                             "The authorization of the user failed with error 5.",
                             "PublicKeyToken=31bf3856ad364e35",
                             "password = {{ vault_pw }}",
                             "https://srv9:5986/wsman",
                             "-Password (Read-Host -AsSecureString)",
                             "password: ********",
                             "Passwort abgelaufen",
                             "robocopy \\\\a\\b \\\\c\\d /e -p",
                             "Get-Process -p 5",
                             "mkdir -p /tmp/x",
                             "the password was changed yesterday",
                             "msbuild /p:Configuration=Release1",
                             "login: 0x8009030E",
                             "-ExecutionPolicy Bypass",
                             "ByPass=True1234",
                             "compass: north12",
                             "TOKEN_URL=https://srv9/token",
                             "PASSWORD_FILE=/run/secrets/db1",
                             "DB_PASS=$DB_PASS_PROD",
                             "WINPW=%WINPW%",
                             "PublicKey_Path=a1b2c3d4e5f6g7",
                             "registryKey: HKLM\\SOFTWARE\\Policies9",
                             "primary_key: customer12345",
                             "SSH_KEY=~/.ssh/id_ed25519",
                             "monkey: banana12345678",
                             "- name: DB_USER\n  value: bob12345\n",
                             "setx JAVA_HOME C:\\jdk17",
                             "xapp-srv-prod-01.corp.example is down",
                             "sk-prod-winserver-000123 and sk-01",
                             "AKIAfter this",
                             "env DB_USER bob12345",
                             "the env token was rotated",
                             "<add key=\"DbUser\" value=\"bob12345\" />",
                             "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                             "eyJ and npm_config_cache",
                             "checksum 31d6cfe0d16ae931b73c59d7e0c089c0",
                             "Password for user OST\\mira: \nPS C:\\>",
                             "Password for user OST\\mira: expired",
                             "Password for user OST\\mira: nobody knows it",
                             "the password for user OST\\mira: gone",
                             "credentials for https://srv9:5986/wsman"})
        QTest::newRow(each) << QByteArray(each);
}

void TestSecrets::otherWordsStay()
{
    QFETCH(QByteArray, text);

    const BlankedText out = withoutSecrets(text.toStdString());

    QCOMPARE(QByteArray::fromStdString(out.text), text);
    QVERIFY(out.blanks.empty());
}

void TestSecrets::placesAreThoseOfTheBlanks()
{
    const BlankedText out = withoutSecrets("-Password a and pw: bb7x and https://u:c@h/");

    QCOMPARE(out.blanks.size(), std::size_t{3});
    for (const text::Place& each : out.blanks)
        QVERIFY(text::at(out.text, each) == blank);
}

/// A text that ends anywhere is read, and what it has of a secret is blanked, though its end is not there.
void TestSecrets::survivesBeingCut()
{
    const std::string whole =
        "$c = [pscredential]::new('b', (ConvertTo-SecureString \u201CZebra77 \u00FC\u201D -AsPlainText)); net use X: \\\\f\\i 'Zebra77'"
        " https://u:Zebra77@h Authorization: Basic Zebra77 \"password\": \"Zebra77\" <Password><Value>Zebra77</Value>";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const BlankedText out = withoutSecrets(whole.substr(0, length));
        QVERIFY2(out.text.find("Zebra77") == std::string::npos, out.text.c_str());
    }
}

/// What begins as a secret a hundred thousand times and is none each time costs no more than its length.
void TestSecrets::keysWithoutEndAreReadOnce_data()
{
    QTest::addColumn<QByteArray>("piece");

    for (const char* each :
         {"xpw=$", "a_token_b=", "name:", "glpat-", "eyJ-", "-----BEGIN PRIVATE KEY-----[",
          "setenvironmentvariable(", "x=", "sk-", "pw={{"})
        QTest::newRow(each) << QByteArray(each);
}

void TestSecrets::keysWithoutEndAreReadOnce()
{
    QFETCH(QByteArray, piece);
    constexpr qsizetype size = qsizetype{1} << 18;
    const QByteArray text = piece.repeated(size / piece.size());

    const BlankedText out = withoutSecrets(text.toStdString());

    QVERIFY(out.blanks.size() <= 1);
}

QTEST_APPLESS_MAIN(TestSecrets)

#include "tst_secrets.moc"
