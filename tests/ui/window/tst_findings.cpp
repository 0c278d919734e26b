#include "tests/ui/window/window_bench.h"
#include "ui/panels/explain_page.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/problems_panel.h"
#include "ui/window/status_line.h"

#include <QClipboard>
#include <QDockWidget>
#include <QLabel>
#include <QTreeView>

using namespace hopwright;
using namespace hopwright::ui;

namespace {

class FindingsBench : public WindowBench {
public:
    using WindowBench::WindowBench;

    /// One that is a tab behind another is visible by its word alone.
    bool isSeen() { return !problems().visibleRegion().isEmpty(); }
    /// A drawing of somebody's own, with a password that stays, a denied hop and a domain that is not known.
    void pasteChain()
    {
        window().openSample(QStringLiteral("double-hop-broken"));
        QApplication::clipboard()->setText(
            QStringLiteral("wks-0417.hafen.example -credssp-> kai-terminal-09.hafen.example -> "
                           "zwischenstation-2 -> \\\\lagerhaus-nas\\eingang$"));
        canvas().setFocus();
        key(Qt::Key_V, Qt::ControlModifier);
    }
    ProblemsPanel& problems() { return *window().findChild<ProblemsPanel*>(); }
    Inspector& inspector() { return *window().findChild<Inspector*>(); }
    StatusLine& status() { return *window().findChild<StatusLine*>(); }
    QString textsIn(const QWidget& widget)
    {
        QCoreApplication::processEvents();
        QStringList out;
        for (const QLabel* each : widget.findChildren<QLabel*>()) {
            if (each->isVisible())
                out += each->text();
        }
        return out.join(u'\n');
    }
    QString explained()
    {
        auto* page = qobject_cast<ExplainPage*>(inspector().currentWidget());
        return page == nullptr ? QString() : textsIn(*page);
    }
    QString selected()
    {
        const auto& current = canvas().selection().current;
        return current ? std::visit([](auto id) { return thingIdOf(ThingRef(id)); }, *current)
                       : QString();
    }
};

}  // namespace

class TestFindings : public QObject {
    Q_OBJECT

private slots:
    void f8GoesThroughAllOfThem();
    void aCountOpensProblems();
    void enterAndDoubleClickGoThere();
    void aBadgeShowsItsFindings();
    void theFilterNarrowsTheList();
    void rulesAreGrouped();
    void anEmptyDrawingSaysSo();
    void f1ExplainsTheFindingThatHasTheFocus();
    void f1ExplainsWhatIsSelected();
    void linksLeadToRulesAndBack();
    void theInspectorTellsItsWords();
    void theInspectorListsTheFindingsOfAHop();
    void theRunComesBeforeProblemsWhenATestBegins();
    void findingsFollowTheDrawing();
};

/// Every finding is visited, the drawing shows its thing, and the focus stays.
void TestFindings::f8GoesThroughAllOfThem()
{
    FindingsBench bench;
    bench.pasteChain();
    const int count = bench.problems().model().count();
    QVERIFY(count > 1);
    bench.canvas().setFocus();
    QStringList places;
    for (int i = 0; i < count; ++i) {
        bench.key(Qt::Key_F8);
        QCOMPARE(bench.selected(), QString::fromStdString(bench.problems().current()->where));
        places += QString::fromStdString(bench.problems().current()->id);
        QVERIFY(bench.isSeen());
        QVERIFY(bench.canvas().hasFocus());
    }
    QCOMPARE(QSet<QString>(places.begin(), places.end()).size(), count);
    bench.key(Qt::Key_F8);
    QCOMPARE(QString::fromStdString(bench.problems().current()->id), places.first());
    bench.key(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(QString::fromStdString(bench.problems().current()->id), places.last());
}

void TestFindings::aCountOpensProblems()
{
    FindingsBench bench;
    QVERIFY(!bench.isSeen());  // Run stands before it.
    QVERIFY(bench.press(QStringLiteral("1 error"), &bench.status()));
    QVERIFY(bench.isSeen());
    QVERIFY(bench.problems().view().hasFocus());
    QCOMPARE(bench.problems().current()->severity, plan::Severity::Error);
    // Also where it was filtered away.
    QVERIFY(bench.press(QStringLiteral("1 error"), &bench.problems()));
    QCOMPARE(bench.problems().current(), nullptr);
    QVERIFY(bench.press(QStringLiteral("1 error"), &bench.status()));
    QCOMPARE(bench.problems().current()->severity, plan::Severity::Error);
}

void TestFindings::enterAndDoubleClickGoThere()
{
    FindingsBench bench;
    bench.press(QStringLiteral("1 error"), &bench.status());
    bench.canvas().setSelection({});
    QCOMPARE(bench.selected(), QString());
    bench.key(Qt::Key_Return);
    QCOMPARE(bench.selected(), QStringLiteral("hop-8"));
    bench.canvas().setSelection({});
    QTreeView& view = bench.problems().view();
    const QPoint at = view.visualRect(view.model()->index(0, FindingModel::Finding)).center();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(bench.selected(), QStringLiteral("hop-8"));
}

void TestFindings::aBadgeShowsItsFindings()
{
    FindingsBench bench;
    bench.pasteChain();
    bench.canvas().fit();
    bench.painted();
    QVERIFY(!bench.isSeen());
    const std::vector<PaintedBadge> badges = bench.canvas().paintedBadges();
    QVERIFY(badges.size() > 1);
    for (const PaintedBadge& each : badges) {
        bench.canvas().setSelection({});
        bench.painted();
        bench.click(each.rect.center());
        const QString id = std::visit([](auto of) { return thingIdOf(ThingRef(of)); }, each.thing);
        QCOMPARE(bench.selected(), id);
        QVERIFY(bench.isSeen());
        QCOMPARE(QString::fromStdString(bench.problems().current()->where), id);
        QCOMPARE(markFor(bench.problems().current()->severity), each.badge.worst);
    }
    // Also where it was filtered away.
    bench.problems().findChild<QLineEdit*>()->setText(QStringLiteral("nothing says this"));
    QCOMPARE(bench.problems().current(), nullptr);
    bench.painted();
    bench.click(badges.front().rect.center());
    QVERIFY(bench.problems().current() != nullptr);
}

void TestFindings::theFilterNarrowsTheList()
{
    FindingsBench bench;
    bench.pasteChain();
    bench.key(Qt::Key_F8);
    auto* field = bench.problems().findChild<QLineEdit*>();
    field->setFocus();
    const int all = bench.problems().model().shownCount();
    bench.type(QStringLiteral("KAI-TERMINAL-09"));
    QVERIFY(bench.problems().model().shownCount() > 0);
    QVERIFY(bench.problems().model().shownCount() < all);
    bench.type(QStringLiteral(" and no other"));
    QVERIFY(field->hasFocus());
    QVERIFY(bench.textsIn(bench.problems()).contains(QLatin1String("No finding fits the filter")));
    bench.key(Qt::Key_F8);
    QVERIFY(bench.textsIn(bench.window())
                .contains(QLatin1String("No finding fits the filter of Problems.")));
    QVERIFY(bench.press(QStringLiteral("Show all findings"), &bench.problems()));
    QCOMPARE(bench.problems().model().shownCount(), all);
    QVERIFY(bench.problems().view().isVisible());
}

void TestFindings::rulesAreGrouped()
{
    FindingsBench bench;
    bench.pasteChain();
    bench.key(Qt::Key_F8);
    const std::string id = bench.problems().current()->id;
    QVERIFY(bench.press(QStringLiteral("Group by rule"), &bench.problems()));
    QVERIFY(bench.problems().model().isGrouped());
    QCOMPARE(bench.problems().current()->id, id);
    QVERIFY(bench.problems().view().currentIndex().parent().isValid());
    // A rule folds by Enter.
    QTreeView& view = bench.problems().view();
    const QModelIndex rule = view.model()->index(0, 0);
    view.setFocus();
    view.setCurrentIndex(rule);
    QVERIFY(view.isExpanded(rule));
    bench.key(Qt::Key_Return);
    QVERIFY(!view.isExpanded(rule));
}

void TestFindings::anEmptyDrawingSaysSo()
{
    FindingsBench bench;
    bench.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.press(QStringLiteral("No findings"), &bench.status()));
    QVERIFY(bench.textsIn(bench.problems())
                .contains(QLatin1String("No findings in 8 rule groups; checked just now")));
    bench.key(Qt::Key_F8);
    QVERIFY(bench.textsIn(bench.window()).contains(QLatin1String("There are no findings.")));
}

void TestFindings::f1ExplainsTheFindingThatHasTheFocus()
{
    FindingsBench bench;
    bench.canvas().setSelection({});
    bench.press(QStringLiteral("1 error"), &bench.status());
    bench.key(Qt::Key_F1);
    const QString text = bench.explained();
    for (const char* each :
         {"Double hop", "What it means", "Why here", "What it exposes", "How to fix or tighten it",
          "How it shows in event logs", "Source", "JUMP01", "Not verified on Windows."})
        QVERIFY2(text.contains(QLatin1String(each)), each);
    QCOMPARE(bench.selected(), QString());  // It explains, and goes nowhere.
}

void TestFindings::f1ExplainsWhatIsSelected()
{
    FindingsBench bench;
    bench.window().openSample(QStringLiteral("double-hop-credssp"));
    bench.canvas().setFocus();
    bench.canvas().setSelection({});
    bench.key(Qt::Key_F1);
    QVERIFY(bench.explained().contains(QLatin1String("Nothing is selected")));
    bench.canvas().setFocus();
    bench.click(bench.middleOf("JUMP01"));
    QVERIFY2(bench.explained().contains(QLatin1String("CredSSP server")),
             qPrintable(bench.explained()));
    QVERIFY(bench.explained().contains(QLatin1String(
        "JUMP01 will hold the password of LAB\\alice; its administrators can read it.")));
    bench.click(bench.middleOf("ADM-PC01"));
    QVERIFY(bench.explained().contains(QLatin1String("CredSSP client")));
    QVERIFY(bench.explained().contains(QLatin1String("WSMAN/JUMP01.lab.example")));
    bench.click(bench.middleOf("FS01"));
    QVERIFY(bench.explained().contains(QLatin1String("No role needed")));
    bench.key(Qt::Key_Escape);
}

void TestFindings::linksLeadToRulesAndBack()
{
    FindingsBench bench;
    bench.press(QStringLiteral("1 error"), &bench.status());
    bench.key(Qt::Key_F1);
    const QString before = bench.explained();
    QVERIFY(bench.press(QStringLiteral("R1"), &bench.inspector()));
    QVERIFY(bench.explained().contains(
        QLatin1String("Double hop: the next hop needs an identity, and nothing hands one over")));
    QVERIFY(bench.press(QStringLiteral("Back"), &bench.inspector()));
    QCOMPARE(bench.explained(), before);
    // A word of the trade has what it means as its tip.
    QAbstractButton* word = bench.button(QStringLiteral("Anonymous"), &bench.inspector());
    QVERIFY(word != nullptr);
    QVERIFY(word->toolTip().contains(QLatin1String("A caller without a name")));
}

void TestFindings::theInspectorTellsItsWords()
{
    FindingsBench bench;
    bench.click(bench.middleOf("ADM-PC01"));
    QLabel* heading = nullptr;
    for (QLabel* each : bench.inspector().currentWidget()->findChildren<QLabel*>()) {
        if (each->text() == QLatin1String("May delegate to"))
            heading = each;
    }
    QVERIFY(heading != nullptr);
    QVERIFY(heading->toolTip().contains(QLatin1String("The policy Allow delegating fresh")));
}

void TestFindings::theInspectorListsTheFindingsOfAHop()
{
    FindingsBench bench;
    bench.canvas().setFocus();
    bench.key(Qt::Key_F8);
    QCOMPARE(bench.inspector().currentIndex(), 0);
    const QString text = bench.textsIn(*bench.inspector().currentWidget());
    QVERIFY(text.contains(QLatin1String("Findings")));
    QVERIFY(bench.press(QStringLiteral("M1"), &bench.inspector()));
    QVERIFY(!bench.explained().isEmpty());
}

void TestFindings::theRunComesBeforeProblemsWhenATestBegins()
{
    FindingsBench bench;
    bench.key(Qt::Key_F8);
    QVERIFY(bench.isSeen());
    QVERIFY(bench.test());
    QVERIFY(!bench.isSeen());
    bench.key(Qt::Key_F8);
    QVERIFY(bench.problems()
                .view()
                .model()
                ->index(0, FindingModel::KnownFrom)
                .data()
                .toString()
                .startsWith(QLatin1String("tested ")));
}

void TestFindings::findingsFollowTheDrawing()
{
    FindingsBench bench;
    bench.key(Qt::Key_F8);
    auto* dock = qobject_cast<QDockWidget*>(bench.problems().parentWidget());
    QVERIFY(dock != nullptr);
    QCOMPARE(dock->windowTitle(), QStringLiteral("Problems (1)"));
    bench.canvas().setFocus();
    bench.key(Qt::Key_Delete);
    QCOMPARE(dock->windowTitle(), QStringLiteral("Problems"));
    bench.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(dock->windowTitle(), QStringLiteral("Problems (1)"));
}

int main(int argc, char* argv[])
{
    return runWindowTest<TestFindings>(argc, argv);
}

#include "tst_findings.moc"
