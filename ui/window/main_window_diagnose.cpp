// MainWindow's Diagnose: a tab beside the drawing's, which takes the place of canvas and docks while it is shown.
#include "core/diagnose/answers.h"
#include "core/diagnose/secrets.h"
#include "core/edit/chain.h"
#include "ui/panels/diagnose_pane.h"
#include "ui/panels/notice_strip.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/diagnose_page.h"
#include "ui/window/main_window.h"
#include "ui/window/status_line.h"
#include "ui/window/tool_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

#include <array>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int diagnoseTab = 1;

}  // namespace

bool MainWindow::isDiagnosing() const
{
    return m_diagnose != nullptr && m_pages->currentWidget() == m_diagnose;
}

/// What zoom and fit mean.
GraphView& MainWindow::shownView()
{
    return isDiagnosing() ? m_diagnose->view() : *m_view;
}

/// With what is in the clipboard; where that is nothing new, one comes back to what stands in the box.
void MainWindow::openDiagnose()
{
    diagnose({});
    if (isDiagnosing() && !m_diagnose->hasClipboard())
        m_diagnose->pasteClipboard();
}

/// \p text empty: what stands in the box stays. \p blanked secrets of it were blanked before.
void MainWindow::diagnose(const QString& text, int blanked)
{
    if (!isDiagnosing() && !commitPending())
        return;
    m_notice->dismiss();
    if (m_diagnose == nullptr) {
        m_diagnose = new DiagnosePage(m_pages);
        m_pages->addWidget(m_diagnose);
        m_tab->insertTab(diagnoseTab, Text::tr("Diagnose"));
        auto* close = new QToolButton(m_tab);
        close->setIcon(icon(QStringLiteral("close")));
        close->setAutoRaise(true);
        close->setAccessibleName(Text::tr("Close Diagnose"));
        close->setToolTip(Text::tr("Close Diagnose; its text is not kept (Ctrl+W)"));
        m_tab->setTabButton(diagnoseTab, QTabBar::RightSide, close);
        connect(close, &QToolButton::clicked, this, &MainWindow::closeDiagnose);
        connect(m_diagnose, &DiagnosePage::diagnosed, this, [this] {
            m_tab->setTabText(diagnoseTab,
                              m_diagnose->isEmpty() ? Text::tr("Diagnose") : m_diagnose->title());
            enableActions();
        });
        connect(m_diagnose, &DiagnosePage::filesGiven, this, &MainWindow::dropFiles);
        connect(&m_diagnose->view(), &GraphView::zoomChanged, this, &MainWindow::showZoom);
        // Not as a notice, which takes room from the text and its buttons.
        connect(m_diagnose, &DiagnosePage::copied, this, [this] {
            m_status->showMessage(Text::tr("Copied to the clipboard."), Motion::toast);
        });
        connect(m_diagnose, &DiagnosePage::keepAsDrawing, this, [this] { keepDiagnosis(false); });
        connect(m_diagnose, &DiagnosePage::testIt, this, [this] { keepDiagnosis(true); });
    }
    m_tab->setCurrentIndex(diagnoseTab);
    if (!text.isEmpty())
        m_diagnose->setText(text, blanked);
    m_diagnose->pane().setFocus();
}

void MainWindow::showTab(int tab)
{
    if (m_diagnose == nullptr)
        return;
    const bool diagnoses = tab == diagnoseTab;
    if (diagnoses == isDiagnosing())
        return;
    m_notice->dismiss();  // What it offers is of the other one.
    m_noticeAction = {};
    m_status->clearMessage();
    if (diagnoses) {
        for (QDockWidget* dock :
             {m_outlineDock, m_paletteDock, m_inspectorDock, m_problemsDock, m_runDock}) {
            // One that is a tab behind another is not visible, and yet there.
            if (!dock->isHidden())
                m_docksBefore.push_back(dock);
            dock->hide();
        }
        m_edge->hide();
        m_pages->setCurrentWidget(m_diagnose);
        m_history.setActiveStack(nullptr);
    } else {
        m_pages->setCurrentWidget(m_view);
        m_history.setActiveStack(&m_document->history());
        for (QDockWidget* dock : std::exchange(m_docksBefore, {}))
            dock->show();
        m_edge->setVisible(m_collapse && m_collapse->leftless);
        layOutDocks();
        m_view->setFocus();
    }
    refresh();
    showZoom(shownView().zoom());
}

void MainWindow::showZoom(double factor)
{
    m_tools->setZoom(factor);
    m_status->setZoom(factor);
}

void MainWindow::closeDiagnose()
{
    if (m_diagnose == nullptr)
        return;
    m_tab->setCurrentIndex(0);
    m_tab->removeTab(diagnoseTab);
    m_pages->removeWidget(m_diagnose);
    m_diagnose->disconnect(this);
    std::exchange(m_diagnose, nullptr)->deleteLater();  // One of its buttons may be what led here.
}

/// What acts on the drawing acts on nothing while it is not shown.
void MainWindow::enableActions()
{
    constexpr std::array always{
        ActionId::Save,        ActionId::SaveAs,          ActionId::Export,
        ActionId::Delete,      ActionId::RemoveAndJoin,   ActionId::Splice,
        ActionId::Rename,      ActionId::Properties,      ActionId::Cut,
        ActionId::Copy,        ActionId::SelectAll,       ActionId::AddMachine,
        ActionId::DrawHop,     ActionId::PasteChain,      ActionId::Duplicate,
        ActionId::Find,        ActionId::FindNext,        ActionId::FindPrevious,
        ActionId::GoTo,        ActionId::ShowTour,        ActionId::Explain,
        ActionId::NextFinding, ActionId::PreviousFinding, ActionId::Mute};
    const bool diagnoses = isDiagnosing();
    for (const ActionId each : always)
        (*m_actions)[each]->setEnabled(!diagnoses);
    for (const ActionId each : {ActionId::ExportPicture, ActionId::Print, ActionId::CopyPicture})
        (*m_actions)[each]->setEnabled(!diagnoses);
    for (const ActionMenu menu : {ActionMenu::Arrange, ActionMenu::Select}) {
        for (QAction* each : m_actions->of(menu))
            each->setEnabled(!diagnoses);
    }
    m_tools->findField().setEnabled(!diagnoses);
    for (QDockWidget* dock :
         {m_outlineDock, m_paletteDock, m_inspectorDock, m_problemsDock, m_runDock})
        dock->toggleViewAction()->setEnabled(!diagnoses);
    if (!diagnoses)
        return;
    for (const ActionId each : {ActionId::Apply, ActionId::UndoApply})
        (*m_actions)[each]->setEnabled(false);
    m_testAs->setEnabled(false);
    (*m_actions)[ActionId::Test]->setEnabled(m_diagnose->canTest() && !m_bench.isRunning());
    (*m_actions)[ActionId::CopyForTicket]->setEnabled(!m_diagnose->ticket().isEmpty());
}

/// An untitled drawing of what the text says, which can be taken back; then, perhaps, tested in the practice lab.
void MainWindow::keepDiagnosis(bool thenTest)
{
    if (m_diagnose == nullptr || m_diagnose->drawing().machines.empty())
        return;
    const model::Graph kept = m_diagnose->drawing().graph;
    // Its own name, beside the tab of the ticket.
    const QString title = filled(Text::tr("%1, as a drawing"), {m_diagnose->title()});
    const model::AccountName account =
        model::accountFromText(diagnose::answersOf(m_diagnose->diagnosis().reading).account);
    askThen([this, kept, title, account, thenTest] {
        m_bench.stop();
        setGraph({}, {.path = {}, .sampleTitle = title});
        m_testAccount = account;
        m_document->edit(Text::tr("Draw what the text says"), kept);
        m_view->fit();
        if (thenTest)
            test();
    });
}

/// A chain is drawn; what is none is offered to be diagnosed.
void MainWindow::pasteOrDiagnose()
{
    const QString text = QApplication::clipboard()->text();
    const QString reason = m_view->pasteChain(text);
    if (reason.isEmpty())
        return;
    if (edit::looksLikeChain(text.trimmed().toStdString()) || text.trimmed().isEmpty()) {
        m_notice->say(NoticeKind::Error, reason);
        return;
    }
    const diagnose::BlankedText blanked = diagnose::withoutSecrets(text.toStdString());
    m_noticeAction = [this, shown = QString::fromStdString(blanked.text),
                      count = static_cast<int>(blanked.blanks.size())] {
        diagnose(shown, count);
    };
    m_notice->say(NoticeKind::Note, Text::tr("That is no chain. Is it an error or a ticket?"),
                  Text::tr("Diagnose it"));
}

}  // namespace hopwright::ui
