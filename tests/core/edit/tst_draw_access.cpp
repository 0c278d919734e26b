#include "core/edit/draw_access.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"

#include <QTest>

using namespace hopwright;
using namespace hopwright::model;

namespace {

/// A session from pc-4 to web7.
Graph session()
{
    auto graph = edit::addComputer({}, {.name = "pc-4", .kind = ComputerKind::Client}, "");
    graph = edit::addComputer(*graph, {.name = "web7.ost.example"}, "");
    graph = edit::connectHop(*graph,
                             {.from = computerByName(*graph, "pc-4")->id,
                              .to = {.computer = computerByName(*graph, "web7")->id}},
                             "");
    return *std::move(graph);
}

Result<Graph> accessed(const Graph& graph, ResourceKind kind, std::string target)
{
    return edit::drawAccess(graph,
                            {.from = computerByName(graph, "web7")->id,
                             .kind = kind,
                             .target = std::move(target),
                             .name = "Get-Something"},
                            "");
}

class TestDrawAccess : public QObject {
    Q_OBJECT

private slots:
    void drawsMachineResourceAndHop_data();
    void drawsMachineResourceAndHop();
    void usesAgainWhatIsThere();
    void namesNoMachine();
};

}  // namespace

void TestDrawAccess::drawsMachineResourceAndHop_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QString>("typed");

    const auto row = [](const char* name, ResourceKind kind, const char* target,
                        const char* machine, const char* resource, const char* typed) {
        QTest::newRow(name) << static_cast<int>(kind) << target << machine << resource << typed;
    };
    using enum ResourceKind;
    row("share", SmbShare, "\\\\nas3\\pics", "nas3", "pics", "\\\\nas3\\pics");
    row("below a share", SmbShare, "\\\\nas3.ost.example\\pics\\2026\\a b", "nas3", "pics",
        "\\\\nas3.ost.example\\pics");
    row("instance", SqlServer, "db4\\PROD", "db4", "PROD", "\\\\db4\\PROD");
    row("machine alone", ActiveDirectoryWebServices, "dc1.ost.example", "dc1", "Get-Something",
        "\\\\dc1\\Get-Something");
    row("address", Wmi, "10.7.0.9", "10.7.0.9", "Get-Something", "\\\\10.7.0.9\\Get-Something");
    row("the machine itself", SmbShare, "\\\\web7\\c$", "web7", "c$", "\\\\web7\\c$");
}

void TestDrawAccess::drawsMachineResourceAndHop()
{
    QFETCH(int, kind);
    QFETCH(QString, target);
    QFETCH(QString, machine);
    QFETCH(QString, resource);
    QFETCH(QString, typed);

    const auto graph = accessed(session(), ResourceKind{kind}, target.toStdString());
    QVERIFY(graph.has_value());
    const Computer* const at = computerByName(*graph, machine.toStdString());
    QVERIFY(at != nullptr);
    const Resource* const made = resourceByName(*graph, at->id, resource.toStdString());
    QVERIFY(made != nullptr);
    QCOMPARE(static_cast<int>(made->kind), kind);
    const Hop& hop = graph->hops.at(*edit::newestHop(*graph));
    QVERIFY(hop.to.resource == made->id);
    QCOMPARE(QString::fromStdString(hop.typedTarget), typed);
    QCOMPARE(graph->routes.size(), std::size_t{1});
    QCOMPARE(graph->routes.begin()->second.hops.size(), std::size_t{2});
}

void TestDrawAccess::usesAgainWhatIsThere()
{
    const auto once = accessed(session(), ResourceKind::SmbShare, "\\\\nas3\\pics");
    QVERIFY(once.has_value());
    const auto other = accessed(*once, ResourceKind::SmbShare, "\\\\NAS3\\docs");
    QVERIFY(other.has_value());
    QCOMPARE(other->computers.size(), once->computers.size());
    QCOMPARE(other->resources.size(), std::size_t{2});
    QVERIFY2(!accessed(*once, ResourceKind::SmbShare, "\\\\nas3\\PICS"), "that hop is drawn");
}

void TestDrawAccess::namesNoMachine()
{
    for (const char* each : {"", "\\\\", "  "})
        QVERIFY(!accessed(session(), ResourceKind::SmbShare, each));
}

QTEST_APPLESS_MAIN(TestDrawAccess)

#include "tst_draw_access.moc"
