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
