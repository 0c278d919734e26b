// MainWindow's findings: the dock Problems, the keys that go through them, and what explains.
#include "ui/models/thing_id.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/problems_panel.h"
#include "ui/text/words.h"
#include "ui/window/main_window.h"
#include "ui/window/status_line.h"

#include <QDockWidget>
#include <QTreeView>

namespace hopwright::ui {

void MainWindow::connectFindings()
{
    on(ActionId::NextFinding, [this] { stepFinding(1); });
    on(ActionId::PreviousFinding, [this] { stepFinding(-1); });
    on(ActionId::Explain, [this] { explainFocused(); });
    connect(m_problems, &ProblemsPanel::activated, this, [this] {
        if (const plan::Finding* finding = m_problems->current())
            goToFinding(*finding);
    });
    connect(m_problems, &ProblemsPanel::countsChanged, this, [this](const FindingCounts& counts) {
        m_problemsDock->setWindowTitle(
            counts.all() == 0 ? Text::tr("Problems")
                              : filled(Text::tr("Problems (%1)"), {QString::number(counts.all())}));
    });
    connect(m_status, &StatusLine::findingsAsked, this, &MainWindow::showFindings);
    // The thing is selected already, and the Inspector shows its findings.
    connect(m_view, &GraphView::badgeClicked, this, [this](const Thing& thing) {
        const plan::Finding* worst = m_view->findings().findingOf(thing);
        if (worst == nullptr)
            return;
        m_problemsDock->show();
        m_problemsDock->raise();
        m_problems->showFinding(*worst);
    });
}

/// Selects what it is about, and brings it into view.
void MainWindow::goToFinding(const plan::Finding& finding)
{
    const QString id = exactFromUtf8(finding.id);  // Picking may make the plan anew.
    pick(thingFromId(exactFromUtf8(finding.where)));
    m_inspector->followExplained(id);
}

void MainWindow::stepFinding(int step)
{
    const plan::Finding* finding = m_problems->step(step);
    if (finding == nullptr) {
        m_notice->say(NoticeKind::Note, m_plan->findings.empty()
                                            ? Text::tr("There are no findings.")
                                            : Text::tr("No finding fits the filter of Problems."));
        return;
    }
    m_problemsDock->show();
    m_problemsDock->raise();
    goToFinding(*finding);
}

void MainWindow::showFindings(plan::Severity severity)
{
    if (isDiagnosing())
        return;
    m_problemsDock->show();
    m_problemsDock->raise();
    m_problems->showFirst(severity);
    m_problems->view().setFocus(Qt::OtherFocusReason);
}

/// The finding that has the focus, else what is selected.
void MainWindow::explainFocused()
{
    const QWidget* focus = focusWidget();  // Also by the list of commands, which has the keyboard.
    const bool inProblems = focus != nullptr && m_problems->isAncestorOf(focus);
    const plan::Finding* finding = inProblems ? m_problems->current() : nullptr;
    m_inspectorDock->show();
    m_inspectorDock->raise();
    m_inspector->explain(finding == nullptr ? QString() : exactFromUtf8(finding->id));
}

}  // namespace hopwright::ui
