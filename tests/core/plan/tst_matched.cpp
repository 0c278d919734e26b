#include "core/edit/edit_nodes.h"
#include "core/plan/matched.h"

#include <QTest>

#include <string>
#include <vector>

using namespace hopwright;
using plan::matchedBy;

namespace {

/// One label below the domain, two below it, the domain's own name, another domain, one without a full name, and an address.
model::Graph estate()
{
    model::Graph graph;
    for (const char* name :
         {"WEB01.corp.example", "sql.lager.corp.example", "fs01.sued.example", "ALONE", "10.1.2.3"})
        graph = edit::addComputer(std::move(graph), {.name = name}, "").value();
    return graph;
}

/// `web01.corp.example certain`, in the order of the drawing.
std::vector<std::string> told(const char* entry)
{
    const auto found = matchedBy(estate(), entry);
    if (!found)
        return {"no entry"};
    std::vector<std::string> out;
    for (const plan::MatchedMachine& each : *found)
        out.push_back(each.name + (each.isCertain ? " certain" : " likely"));
    return out;
}

using Told = std::vector<std::string>;

}  // namespace

/// Who is matched by an entry of a delegate list: domain reference §3.2.
class TestMatched : public QObject {
    Q_OBJECT

private slots:
    void anEntryTellsWhomItCovers_data();
    void anEntryTellsWhomItCovers();
};

void TestMatched::anEntryTellsWhomItCovers_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<Told>("wanted");
    QTest::newRow("below a domain, one label certain, deeper likely")
        << QByteArray("WSMAN/*.corp.example")
        << Told{"WEB01.corp.example certain", "sql.lager.corp.example likely"};
    QTest::newRow("without case, without the service")
        << QByteArray("*.CORP.example")
        << Told{"WEB01.corp.example certain", "sql.lager.corp.example likely"};
    QTest::newRow("one host by its full name")
        << QByteArray("wsman/fs01.sued.example") << Told{"fs01.sued.example certain"};
    QTest::newRow("one host by its short name") << QByteArray("WSMAN/fs01") << Told{"fs01 certain"};
    QTest::newRow("an address") << QByteArray("WSMAN/10.1.2.3") << Told{"10.1.2.3 certain"};
    QTest::newRow("every host") << QByteArray("WSMAN/*")
                                << Told{"WEB01.corp.example certain",
                                        "sql.lager.corp.example certain",
                                        "fs01.sued.example certain", "ALONE certain",
                                        "10.1.2.3 certain"};
    QTest::newRow("another service") << QByteArray("TERMSRV/*.corp.example") << Told{};
    QTest::newRow("nobody") << QByteArray("WSMAN/*.west.example") << Told{};
    QTest::newRow("two stars") << QByteArray("WSMAN/*.*.example") << Told{"no entry"};
    QTest::newRow("a name") << QByteArray("fs01.sued.example") << Told{"no entry"};
    QTest::newRow("nothing") << QByteArray("") << Told{"no entry"};
}

void TestMatched::anEntryTellsWhomItCovers()
{
    QFETCH(const QByteArray, entry);
    QFETCH(const Told, wanted);
    QCOMPARE(told(entry.constData()), wanted);
}

QTEST_APPLESS_MAIN(TestMatched)
#include "tst_matched.moc"
