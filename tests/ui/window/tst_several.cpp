#include "core/edit/chain.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"
#include "tests/ui/window/window_bench.h"
#include "ui/panels/field.h"
#include "ui/panels/inspector.h"
#include "ui/panels/outline_panel.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTreeView>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

using Names = std::set<std::string>;

/// Two domains, a workgroup machine, a long, a Chinese and an Arabic name.
model::Graph mixed()
{
    const std::vector<std::string> chains{
        R"(werkbank-mit-einem-recht-langen-namen-0042.nord.example -credssp-> 跳板.nord.example -> \\LAGER.nord.example\Ablage)",
        R"(مكتب.sued.example -ntlm-> 跳板.nord.example -> ALONE)",
    };
    model::Graph graph = edit::parseChains(chains).value();
    const auto alone = model::computerByName(graph, "ALONE")->id;
    graph = edit::setDomain(std::move(graph), alone, "GRUPPE", "").value();
    return edit::setOs(std::move(graph), alone, "Windows Server 2016").value();
}

}  // namespace

/// Several things at once, by mouse and keys: in the Inspector, and from canvas to Outline and back.
class TestSeveral : public QObject {
    Q_OBJECT

private slots:
    void machinesThatDifferSaySo();
    void aDomainIsSetForAllInOneStep();
    void theFrameOfADomainThatIsSetIsSeen_data();
    void theFrameOfADomainThatIsSetIsSeen();
    void aKindIsChosenForAllByKeys();
    void notesAndSystemAreSetForAll();
    void aMixedFieldLeftEmptyChangesNothing();
    void whatIsRefusedChangesNone();
    void methodAndPortAreThoseOfTheSessions();
    void resourcesAloneHaveNothingInCommon();
    void undoOfAMachineLeavesTheOthers();
    void theOutlineFollowsTheCanvas();
    void theCanvasFollowsTheOutline();
    void rowsOfHeadingsAreAllThatIsBelowThem();
    void theMenuOfOneOfSeveralKeepsThem();
    void aSelectionOfAllIsQuick();

private:
    static void open(WindowBench& bench, const model::Graph& graph)
    {
        QVERIFY(bench.open(graph));
        auto* tabs = bench.window().findChild<Inspector*>();
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
    }
    static void add(WindowBench& bench, QPointF at)
    {
        QTest::mouseClick(bench.canvas().viewport(), Qt::LeftButton, Qt::ControlModifier,
                          at.toPoint());
    }
    static void pickBoth(WindowBench& bench)
    {
        bench.click(bench.middleOf("跳板"));
        add(bench, bench.middleOf("ALONE"));
    }
    /// The field of that label that can be seen.
    static Field* field(WindowBench& bench, const QString& label)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        for (Field* each : bench.window().findChildren<Field*>()) {
            if (each->isVisible() && each->editor()->accessibleName() == label)
                return each;
        }
        return nullptr;
    }
    static QLineEdit* line(WindowBench& bench, const QString& label)
    {
        Field* found = field(bench, label);
        return found == nullptr ? nullptr : qobject_cast<QLineEdit*>(found->editor());
    }
    static const model::Computer& machine(WindowBench& bench, std::string_view name)
    {
        return bench.canvas().graph().computers.at(bench.idOf(name));
    }
    static QUndoStack& history(WindowBench& bench) { return bench.window().document().history(); }
    static QTreeView& outline(WindowBench& bench)
    {
        return bench.window().findChild<OutlinePanel*>()->view();
    }
    static QModelIndex row(WindowBench& bench, const QString& text)
    {
        const QTreeView& tree = outline(bench);
        const QModelIndexList found =
            tree.model()->match(tree.model()->index(0, 0), Qt::DisplayRole, text, 1,
                                Qt::MatchStartsWith | Qt::MatchRecursive);
        return found.isEmpty() ? QModelIndex() : found.first();
    }
    static void clickRow(WindowBench& bench, const QString& text, Qt::KeyboardModifiers keys = {})
    {
        QTreeView& tree = outline(bench);
        tree.expandAll();
        tree.scrollTo(row(bench, text));
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, keys,
                          tree.visualRect(row(bench, text)).center());
    }
    static Names selectedRows(WindowBench& bench)
    {
        Names out;
        for (const QModelIndex& each : outline(bench).selectionModel()->selectedRows())
            out.insert(each.data().toString().toStdString());
        return out;
    }
    static Names selectedMachines(WindowBench& bench)
    {
        Names out;
        for (const model::ComputerId id : bench.canvas().selection().things.computers)
            out.insert(bench.canvas().graph().computers.at(id).name);
        return out;
    }

    static inline const QString domain =
        QStringLiteral("Domain, or workgroup (a name without a dot)");
    static inline const QString several = QStringLiteral("(several)");
};

void TestSeveral::machinesThatDifferSaySo()
{
    WindowBench bench;
    open(bench, mixed());
    pickBoth(bench);
    QVERIFY(field(bench, QStringLiteral("Name")) == nullptr);  // Of one alone.
    QLineEdit* of = line(bench, domain);
    QVERIFY(of != nullptr);
    QCOMPARE(of->text(), QString());
    QCOMPARE(of->placeholderText(), several);
    QCOMPARE(of->accessibleDescription(), several);
    // Neither has a port: that is the same.
    QCOMPARE(line(bench, QStringLiteral("WinRM port"))->placeholderText(),
             QStringLiteral("5985, with HTTPS 5986"));
    // The one is a jump server, the other a server.
    auto* kind = qobject_cast<QComboBox*>(field(bench, QStringLiteral("Kind"))->editor());
    QCOMPARE(kind->currentIndex(), -1);
    QCOMPARE(kind->placeholderText(), several);
    add(bench, bench.middleOf("跳板"));  // Ctrl takes it away again.
    QCOMPARE(selectedMachines(bench), Names{"ALONE"});
}

void TestSeveral::aDomainIsSetForAllInOneStep()
{
    WindowBench bench;
    open(bench, mixed());
    const model::Graph before = bench.canvas().graph();
    pickBoth(bench);
    line(bench, domain)->setFocus();
    bench.type(QStringLiteral("west.example"));
    bench.key(Qt::Key_Return);
    QCOMPARE(history(bench).count(), 1);
    QCOMPARE(history(bench).undoText(), QStringLiteral("Set domain"));
    for (const char* name : {"跳板", "ALONE"}) {
        const auto* of = model::domainOf(bench.canvas().graph(), machine(bench, name));
        QVERIFY(of != nullptr);
        QCOMPARE(of->dnsName, std::string("west.example"));
    }
    QCOMPARE(line(bench, domain)->text(), QStringLiteral("west.example"));
    const auto* other = model::domainOf(bench.canvas().graph(), machine(bench, "LAGER"));
    QCOMPARE(other->dnsName, std::string("nord.example"));
    bench.canvas().setFocus();
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bench.canvas().graph() == before);
    QCOMPARE(line(bench, domain)->placeholderText(), several);
    QCOMPARE(line(bench, domain)->text(), QString());
}

void TestSeveral::theFrameOfADomainThatIsSetIsSeen_data()
{
    QTest::addColumn<double>("right");
    QTest::addColumn<double>("down");
    QTest::addColumn<QString>("name");

    QTest::newRow("four in a row") << 260.0 << 0.0 << "abteilung.west.example";
    QTest::newRow("four in a column, longer than the view")
        << 0.0 << 260.0 << "ost.abteilung.example";
}

/// Nothing was around the machines before; what comes around them is not cut by the edge of the view, nor is its title.
void TestSeveral::theFrameOfADomainThatIsSetIsSeen()
{
    QFETCH(double, right);
    QFETCH(double, down);
    QFETCH(QString, name);

    model::Graph graph;
    for (int i = 0; i < 4; ++i) {
        graph = edit::addComputer(graph,
                                  {.name = "WERK-" + std::to_string(i),
                                   .position = {.x = right * i, .y = down * i}},
                                  "")
                    .value();
    }
    WindowBench bench;
    open(bench, graph);
    bench.key(Qt::Key_A, Qt::ControlModifier);
    line(bench, domain)->setFocus();
    bench.type(name);
    bench.key(Qt::Key_Return);
    QCOMPARE(bench.canvas().canvasGeometry().frames().size(), std::size_t{1});
    const QRectF frame = bench.canvas().canvasGeometry().frames().front().rect;
    QTRY_VERIFY(QRectF(bench.canvas().viewport()->rect()).contains(bench.canvas().toView(frame)));
    bench.canvas().viewport()->grab();
    const auto& labels = bench.canvas().paintedLabels();
    const auto title = std::ranges::find(labels, name, &PaintedLabel::full);
    QVERIFY(title != labels.end());
    QVERIFY2(!title->isElided(), qPrintable(title->text));
}

void TestSeveral::aKindIsChosenForAllByKeys()
{
    WindowBench bench;
    open(bench, mixed());
    pickBoth(bench);
    auto* kind = qobject_cast<QComboBox*>(field(bench, QStringLiteral("Kind"))->editor());
    kind->setFocus();
    bench.key(Qt::Key_Down);  // From nothing to the first.
    QVERIFY(machine(bench, "跳板").kind == model::ComputerKind::Client);
    QVERIFY(machine(bench, "ALONE").kind == model::ComputerKind::Client);
    QCOMPARE(history(bench).count(), 1);
}

void TestSeveral::notesAndSystemAreSetForAll()
{
    WindowBench bench;
    open(bench, mixed());
    pickBoth(bench);
    QLineEdit* os = line(bench, QStringLiteral("Operating system"));
    QCOMPARE(os->placeholderText(), several);
    os->setFocus();
    bench.type(QStringLiteral("Windows Server 2025"));
    bench.key(Qt::Key_Return);
    auto* notes = qobject_cast<QPlainTextEdit*>(field(bench, QStringLiteral("Notes"))->editor());
    notes->setFocus();
    bench.type(QStringLiteral("移行中"));
    bench.canvas().setFocus();
    QCOMPARE(history(bench).count(), 2);
    for (const char* name : {"跳板", "ALONE"}) {
        QCOMPARE(machine(bench, name).os, std::string("Windows Server 2025"));
        QCOMPARE(machine(bench, name).notes, std::string("移行中"));
    }
    QVERIFY(machine(bench, "LAGER").notes.empty());
}

void TestSeveral::aMixedFieldLeftEmptyChangesNothing()
{
    WindowBench bench;
    open(bench, mixed());
    pickBoth(bench);
    QLineEdit* os = line(bench, QStringLiteral("Operating system"));
    os->setFocus();
    bench.key(Qt::Key_Return);
    bench.type(QStringLiteral("x"));
    bench.key(Qt::Key_Backspace);
    bench.key(Qt::Key_Return);
    bench.canvas().setFocus();
    QCOMPARE(history(bench).count(), 0);
    QCOMPARE(machine(bench, "ALONE").os, std::string("Windows Server 2016"));
}

void TestSeveral::whatIsRefusedChangesNone()
{
    WindowBench bench;
    open(bench, mixed());
    pickBoth(bench);
    line(bench, QStringLiteral("WinRM port"))->setFocus();
    bench.type(QStringLiteral("70000"));
    bench.key(Qt::Key_Return);
    QCOMPARE(history(bench).count(), 0);
    QCOMPARE(field(bench, QStringLiteral("WinRM port"))->reason(),
             QStringLiteral("A port is a number from 1 to 65535."));
    line(bench, QStringLiteral("WinRM port"))->clear();
    bench.type(QStringLiteral("5999"));
    bench.key(Qt::Key_Return);
    QCOMPARE(history(bench).count(), 1);
    QCOMPARE(machine(bench, "跳板").port, std::optional<std::uint16_t>(5999));
    QCOMPARE(machine(bench, "ALONE").port, std::optional<std::uint16_t>(5999));
}

void TestSeveral::methodAndPortAreThoseOfTheSessions()
{
    WindowBench bench;
    open(bench, mixed());
    bench.key(Qt::Key_A, Qt::ControlModifier);
    auto* method = qobject_cast<QComboBox*>(field(bench, QStringLiteral("Method"))->editor());
    QCOMPARE(method->currentIndex(), -1);  // CredSSP, NTLM, and the default.
    method->setFocus();
    bench.type(QStringLiteral("K"));  // As a box is searched by keys.
    QCOMPARE(history(bench).count(), 1);
    const model::Graph& graph = bench.canvas().graph();
    int sessions = 0;
    for (const auto& [id, hop] : graph.hops) {
        if (model::isSession(hop)) {
            ++sessions;
            QVERIFY(hop.method == Method::Kerberos);
        } else {
            QVERIFY(hop.method == Method::Default);
        }
    }
    QCOMPARE(sessions, 3);
    QLineEdit* port = line(bench, QStringLiteral("Port"));
    port->setFocus();
    bench.type(QStringLiteral("6001"));
    bench.key(Qt::Key_Return);
    for (const auto& [id, hop] : bench.canvas().graph().hops)
        QCOMPARE(hop.port.has_value(), model::isSession(hop));
}

void TestSeveral::resourcesAloneHaveNothingInCommon()
{
    model::Graph graph = mixed();
    const auto lager = model::computerByName(graph, "LAGER")->id;
    graph =
        edit::addResource(std::move(graph), lager, ResourceKind::SmbShare, "Zweite", "").value();
    WindowBench bench;
    open(bench, graph);
    const auto& rows = bench.canvas().canvasGeometry().cards().at(bench.idOf("LAGER")).rows;
    bench.click(bench.canvas().toView(rows.at(0).second).center());
    add(bench, bench.canvas().toView(rows.at(1).second).center());
    QCOMPARE(bench.canvas().selection().things.resources.size(), std::size_t{2});
    QVERIFY(field(bench, QStringLiteral("Name")) == nullptr);
    QVERIFY(field(bench, domain) == nullptr);
}

void TestSeveral::undoOfAMachineLeavesTheOthers()
{
    WindowBench bench;
    open(bench, mixed());
    bench.key(Qt::Key_A);
    bench.name(QStringLiteral("NEU"));
    bench.click(bench.middleOf("NEU"));
    add(bench, bench.middleOf("ALONE"));
    QVERIFY(line(bench, domain) != nullptr);
    bench.canvas().setFocus();
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(selectedMachines(bench), Names{"ALONE"});
    QVERIFY(field(bench, domain) != nullptr);
    QCOMPARE(line(bench, domain)->text(), QStringLiteral("GRUPPE"));
}

void TestSeveral::theOutlineFollowsTheCanvas()
{
    WindowBench bench;
    open(bench, mixed());
    pickBoth(bench);
    QCOMPARE(selectedRows(bench), (Names{"跳板", "ALONE"}));
    QCOMPARE(outline(bench).currentIndex().data().toString(), QStringLiteral("ALONE"));
    bench.click(bench.middleOf("LAGER"));
    QCOMPARE(selectedRows(bench), Names{"LAGER"});
    bench.key(Qt::Key_Escape);
    QCOMPARE(selectedRows(bench), Names{});
    pickBoth(bench);
    // After a change that makes the rows anew they are still selected.
    bench.key(Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(selectedRows(bench), (Names{"跳板-2", "ALONE-2"}));
    QCOMPARE(selectedMachines(bench), (Names{"跳板-2", "ALONE-2"}));
}

void TestSeveral::theCanvasFollowsTheOutline()
{
    WindowBench bench;
    open(bench, mixed());
    clickRow(bench, QStringLiteral("LAGER"));
    QCOMPARE(selectedMachines(bench), Names{"LAGER"});
    clickRow(bench, QStringLiteral("ALONE"), Qt::ControlModifier);
    QCOMPARE(selectedMachines(bench), (Names{"LAGER", "ALONE"}));
    QCOMPARE(selectedRows(bench), (Names{"LAGER", "ALONE"}));
    QVERIFY(bench.canvas().selection().current == Thing(bench.idOf("ALONE")));
    QVERIFY(line(bench, domain) != nullptr);
    QCOMPARE(line(bench, domain)->placeholderText(), several);
    clickRow(bench, QStringLiteral("LAGER"), Qt::ControlModifier);
    QCOMPARE(selectedMachines(bench), Names{"ALONE"});
    clickRow(bench, QStringLiteral("ALONE"), Qt::ControlModifier);
    QVERIFY(bench.canvas().selection().things.empty());
    // By keys: Shift goes on from the first.
    clickRow(bench, QStringLiteral("مكتب"));
    const QModelIndex first = row(bench, QStringLiteral("مكتب"));
    outline(bench).setFocus();
    bench.key(Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(outline(bench).selectionModel()->isSelected(first));
    QCOMPARE(selectedRows(bench).size(), std::size_t{2});
    QVERIFY(selectedMachines(bench).contains("مكتب"));
}

void TestSeveral::rowsOfHeadingsAreAllThatIsBelowThem()
{
    WindowBench bench;
    open(bench, mixed());
    clickRow(bench, QStringLiteral("ALONE"));
    clickRow(bench, QStringLiteral("nord.example"), Qt::ControlModifier);
    QCOMPARE(selectedMachines(bench),
             (Names{"ALONE", "LAGER", "werkbank-mit-einem-recht-langen-namen-0042", "跳板"}));
    const model::RouteId route = bench.canvas().graph().routes.begin()->first;
    const auto& drawn = bench.canvas().graph().routes.at(route);
    clickRow(bench, QString::fromStdString(drawn.name), Qt::ControlModifier);
    QCOMPARE(bench.canvas().selection().things.hops,
             std::set<model::HopId>(drawn.hops.begin(), drawn.hops.end()));
    // A route alone is one thing: its own properties.
    clickRow(bench, QString::fromStdString(drawn.name));
    QVERIFY(field(bench, QStringLiteral("What the test does at the end")) != nullptr);
}

void TestSeveral::theMenuOfOneOfSeveralKeepsThem()
{
    WindowBench bench;
    open(bench, mixed());
    clickRow(bench, QStringLiteral("LAGER"));
    clickRow(bench, QStringLiteral("ALONE"), Qt::ControlModifier);
    emit outline(bench).customContextMenuRequested(
        outline(bench).visualRect(row(bench, QStringLiteral("ALONE"))).center());
    QVERIFY(QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; }));
    QApplication::activePopupWidget()->close();
    QCOMPARE(selectedMachines(bench), (Names{"LAGER", "ALONE"}));
}

void TestSeveral::aSelectionOfAllIsQuick()
{
    std::vector<std::string> chains;
    for (int i = 0; i < 600; ++i) {
        const std::string number = std::to_string(i);
        chains.push_back("KLIENT" + number + " -> SPRUNG" + std::to_string(i % 7) + " -> ZIEL"
                         + number);
    }
    WindowBench bench;
    open(bench, edit::parseChains(chains).value());
    bench.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(bench.canvas().selection().things.computers.size(), std::size_t{1207});
    // As far as the named limit goes, the rows are selected.
    QVERIFY(!selectedRows(bench).empty());
    QVERIFY(outline(bench).selectionModel()->selection().size() <= OutlinePanel::mostRanges);
    line(bench, domain)->setFocus();
    bench.type(QStringLiteral("alle.example"));
    bench.key(Qt::Key_Return);
    for (const auto& [id, computer] : bench.canvas().graph().computers)
        QVERIFY(model::domainOf(bench.canvas().graph(), computer) != nullptr);
    QCOMPARE(history(bench).count(), 1);
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestSeveral>(argc, argv);
}
#include "tst_several.moc"
