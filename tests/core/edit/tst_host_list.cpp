#include "core/edit/chain.h"
#include "core/edit/host_list.h"
#include "core/model/graph_rules.h"

#include <QTest>

using namespace hopwright;

/// Lists as people have them: from Get-ADComputer, a spreadsheet, an inventory, a mail.
class TestHostList : public QObject {
    Q_OBJECT

private slots:
    void whatIsAListIsRead_data();
    void whatIsAListIsRead();
    void columnsOfOtherMachinesAreOffered_data();
    void columnsOfOtherMachinesAreOffered();
    void chosenColumnsGiveTheirMachinesOnce();
    void aTableHasItsLimits();
    void theyAreDrawnOnceOnTheGrid();
    void aThousandAreEnough();
    void cutAnywhereItStaysAListOrNone();
};

void TestHostList::whatIsAListIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("hosts");
    QTest::newRow("names") << QByteArray("PC1\nsrv-2.corp.example\r\n\nB\xC3\x9CRO-3\n")
                           << QStringList{"PC1", "srv-2.corp.example", "BÜRO-3"};
    QTest::newRow("a head and a comment")
        << QByteArray("# all of them\nComputerName\nPC1\nPC2\n") << QStringList{"PC1", "PC2"};
    QTest::newRow("twice, without case")
        << QByteArray("PC1\npc1\nPC2") << QStringList{"PC1", "PC2"};
    QTest::newRow("Export-Csv of Get-ADComputer")
        << QByteArray("\"DistinguishedName\",\"DNSHostName\",\"Enabled\",\"Name\"\r\n"
                      "\"CN=A1,OU=X,DC=corp,DC=example\",\"a1.corp.example\",\"True\",\"A1\"\r\n"
                      "\"CN=A2,OU=X,DC=corp,DC=example\",\"a2.corp.example\",\"False\",\"A2\"\r\n")
        << QStringList{"a1.corp.example", "a2.corp.example"};
    QTest::newRow("spreadsheet") << QByteArray(
        "Room\tServer\tOwner\n1.07\tFS01\tada\n\tFS02\tbob b.\n")
                                 << QStringList{"FS01", "FS02"};
    QTest::newRow("semicolons without a head")
        << QByteArray("10.0.0.5;web-01;1st floor\n10.0.0.6;web-02;2nd floor\n")
        << QStringList{"10.0.0.5", "10.0.0.6"};
    QTest::newRow("a quote within")
        << QByteArray("Name,Note\nPC1,\"19\"\" rack, left\"\nPC2,none\n")
        << QStringList{"PC1", "PC2"};
    QTest::newRow("one word") << QByteArray("hello") << QStringList{};
    QTest::newRow("prose") << QByteArray("Access is denied.\nPlease help\n") << QStringList{};
    QTest::newRow("a chain") << QByteArray("A -> B\nB -> C\n") << QStringList{};
    QTest::newRow("an error") << QByteArray("Enter-PSSession : x\nAt line:1 char:1\n+ Enter\n")
                              << QStringList{};
    QTest::newRow("numbers") << QByteArray("1\n2\n3\n") << QStringList{};
    QTest::newRow("nothing") << QByteArray() << QStringList{};
    QTest::newRow("commas of a sentence")
        << QByteArray("Yes, it fails\nNo, it works\n") << QStringList{};
    QTest::newRow("commas of three sentences")
        << QByteArray("Yes, it fails\nNo, it works\nWell, who knows\n") << QStringList{};
    QTest::newRow("full names between commas, with heads of another language")
        << QByteArray("Zweck,Quelle\nsichern,alt.nord.example\nlesen,neu.nord.example\n")
        << QStringList{"alt.nord.example", "neu.nord.example"};
    QTest::newRow("heads of another language over full names")
        << QByteArray("Ziel;Raum\nalt.nord.example;1\nneu.nord.example;2\n")
        << QStringList{"alt.nord.example", "neu.nord.example"};
}

void TestHostList::whatIsAListIsRead()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, hosts);
    QStringList found;
    for (const std::string& each :
         edit::hostsIn({text.constData(), static_cast<std::size_t>(text.size())}))
        found.append(QString::fromStdString(each));
    QCOMPARE(found, hosts);
}

/// As `Head=first,second` for each column, the likeliest first; without heads the first line is a machine like the others.
void TestHostList::columnsOfOtherMachinesAreOffered_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("hasHeads");
    QTest::addColumn<QStringList>("columns");
    QTest::newRow("a list") << QByteArray("PC1\nPC2\n") << false << QStringList{"PC1=PC2"};
    QTest::newRow("a list with a head")
        << QByteArray("Host\nPC1\nPC2\n") << true << QStringList{"Host=PC1,PC2"};
    QTest::newRow("source and target of a migration")
        << QByteArray("Computer;Target server;Site\nalt-1;neu-1;Kiel\nalt-2;neu-2;Bonn\n") << true
        << QStringList{"Computer=alt-1,alt-2", "Target server=neu-1,neu-2"};
    QTest::newRow("full names below any head")
        << QByteArray("Host\tBackup\na.nord.example\tb.nord.example\nc\t\n") << true
        << QStringList{"Host=a.nord.example,c", "Backup=b.nord.example"};
    QTest::newRow("name and full name are one machine")
        << QByteArray("Name\tDNSHostName\nA1\ta1.nord.example\nA2\tA2.nord.example\n") << true
        << QStringList{"DNSHostName=a1.nord.example,A2.nord.example"};
    QTest::newRow("an address is that of the machine beside it")
        << QByteArray("Host\tManagement host\nA1\t10.3.0.4\nA2\t10.3.0.5\n") << true
        << QStringList{"Host=A1,A2"};
    QTest::newRow("words are no machines")
        << QByteArray("Server;Site\nA1;Kiel\nA2;Bonn\n") << true << QStringList{"Server=A1,A2"};
    QTest::newRow("no heads: any cell can be a name")
        << QByteArray("A1;Kiel\nA2;Bonn\n") << false << QStringList{"A1=A2", "Kiel=Bonn"};
    QTest::newRow("no heads, an empty cell")
        << QByteArray("A1;Kiel\nA2;\nA3;Bonn\n") << false << QStringList{"A1=A2,A3", "Kiel=Bonn"};
    QTest::newRow("other scripts")
        << QByteArray("Server\tBackup server\n文書庫\tخادم\n経理\tנתונים\n") << true
        << QStringList{"Server=文書庫,経理", "Backup server=خادم,נתונים"};
    QTest::newRow("none") << QByteArray("1;2\n3;4\n") << false << QStringList{};
}

void TestHostList::columnsOfOtherMachinesAreOffered()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, hasHeads);
    QFETCH(const QStringList, columns);
    const edit::HostTable table =
        edit::hostTableIn({text.constData(), static_cast<std::size_t>(text.size())});
    QStringList found;
    for (const edit::HostColumn& each : table.columns) {
        QStringList hosts;
        for (const std::string& host : each.hosts)
            hosts.append(QString::fromStdString(host));
        found.append(QString::fromStdString(each.first) + u'=' + hosts.join(u','));
        QCOMPARE(table.heads.at(each.number - 1), each.first);
    }
    QCOMPARE(found, columns);
    QCOMPARE(table.hasHeads, hasHeads);
}

void TestHostList::chosenColumnsGiveTheirMachinesOnce()
{
    const edit::HostTable table = edit::hostTableIn("A1;B1\nA2;a1\nA2;B3\n");
    QCOMPARE(table.columns.size(), 2U);
    using Names = std::vector<std::string>;
    QCOMPARE(edit::hostsOf(table, {0, 1}, false), (Names{"A1", "A2", "B1", "B3"}));
    QCOMPARE(edit::hostsOf(table, {1}, true), (Names{"a1", "B3"}));
    QCOMPARE(edit::hostsOf(table, {}, false), Names{});
    QCOMPARE(edit::hostsOf(table, {7}, false), Names{});
}

void TestHostList::aTableHasItsLimits()
{
    std::string text;
    for (int row = 0; row < 1'500; ++row) {
        for (int column = 0; column < 40; ++column)
            text += (column == 0 ? "" : ";") + ("S" + std::to_string(row * 40 + column));
        text += '\n';
    }
    const edit::HostTable table = edit::hostTableIn(text);
    QCOMPARE(table.columns.size(), edit::maxHostColumns);
    for (const edit::HostColumn& each : table.columns)
        QVERIFY(each.hosts.size() <= edit::maxHosts);
    QCOMPARE(edit::hostsOf(table, {0, 1, 2}, false).size(), edit::maxHosts);
}

void TestHostList::theyAreDrawnOnceOnTheGrid()
{
    const auto drawn = edit::parseChain("PC1.corp.example -> B");
    QVERIFY(drawn);
    std::vector<std::string> hosts{"pc1", "PC1.corp.example"};
    for (int i = 0; i < 12; ++i)
        hosts.push_back("N" + std::to_string(i) + ".corp.example");
    const auto graph = edit::addHosts(*drawn, hosts, {.x = 0, .y = 400}, {});
    QVERIFY(graph);
    QCOMPARE(graph->computers.size(), 14U);
    QCOMPARE(graph->domains.size(), 1U);
    QCOMPARE(model::computerByName(*graph, "N0")->position, (model::Position{.x = 0, .y = 400}));
    QCOMPARE(model::computerByName(*graph, "N10")->position.x, 0.0);
    QVERIFY(model::computerByName(*graph, "N10")->position.y >= 400 + 72);
    QVERIFY(model::checkGraph(*graph));
}

void TestHostList::aThousandAreEnough()
{
    std::string text;
    for (int i = 0; i < 3'000; ++i)
        text += "SRV" + std::to_string(i) + "\n";
    QCOMPARE(edit::hostsIn(text).size(), edit::maxHosts);
}

void TestHostList::cutAnywhereItStaysAListOrNone()
{
    const std::string text =
        "\"DNSHostName\",\"Name\"\r\n\"a1.corp.example\",\"A1\"\r\n\"a2.corp.example\",\"A2\"\r\n";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const std::vector<std::string> found =
            edit::hostsIn(std::string_view(text).substr(0, size));
        QVERIFY(found.size() <= 2);
        for (const std::string& each : found)
            QVERIFY(each.starts_with("a1.") || each.starts_with("a2") || each.starts_with("a"));
    }
}

QTEST_APPLESS_MAIN(TestHostList)
#include "tst_host_list.moc"
