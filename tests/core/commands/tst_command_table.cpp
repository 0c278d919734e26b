#include "core/commands/command_table.h"

#include <QTest>

using namespace hopwright;

class TestCommandTable : public QObject {
    Q_OBJECT

private slots:
    void commandsAreFound_data();
    void commandsAreFound();
    void rowsSayWhatTheyAre();
};

void TestCommandTable::commandsAreFound_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* typed, const char* first, const char* name) {
        QTest::newRow(typed) << typed << first << name;
    };
    row("Get-ADUser", "", "Get-ADUser");
    row("get-aduser", "", "Get-ADUser");
    row("icm", "", "Invoke-Command");
    row("Get-SPSite", "", "Get-SPFarm");
    row("SqlServer\\Invoke-Sqlcmd", "", "Invoke-Sqlcmd");
    row("C:\\Windows\\System32\\robocopy.exe", "", "robocopy");
    row("sc.exe", "", "sc.exe");
    row("net", "use", "net use");
    row("NET.EXE", "Group", "net group");
    row("net", "start", "");
    row("net", "", "");
    row("quser", "", "query user");
    row("Write-Host", "", "");
    row("", "", "");
}

void TestCommandTable::commandsAreFound()
{
    QFETCH(QString, typed);
    QFETCH(QString, first);
    QFETCH(QString, name);
    const CommandRow* found = commandRow(typed.toStdString(), first.toStdString());
    QCOMPARE(found == nullptr ? std::string() : std::string(found->name), name.toStdString());
}

void TestCommandTable::rowsSayWhatTheyAre()
{
    QVERIFY(commandRows().size() >= 60);
    const CommandRow& user = *commandRow("Get-ADUser");
    QVERIFY(user.kind == "ldap" && user.needs == CommandNeed::OwnCredential);
    QVERIFY(user.hasTarget("domain") && user.hasTarget("-server") && !user.hasTarget("-serv"));
    QCOMPARE(commandRows().front().id(), std::string("C1"));
    QVERIFY(commandRow("certutil")->mark == "?" && !commandRow("certutil")->isSure()
            && user.isSure());
}

QTEST_APPLESS_MAIN(TestCommandTable)
#include "tst_command_table.moc"
