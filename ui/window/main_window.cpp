#include "ui/window/main_window.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace hopwright::ui {

namespace {

constexpr int leftWidth = 216;
constexpr int rightWidth = 344;
constexpr int bottomHeight = 272;
constexpr int findWidth = 200;
constexpr double zoomStep = 1.25;

QDockWidget* makeDock(QMainWindow* window, const QString& title, const char* name, QWidget* content,
                      Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    dock->setAccessibleName(title);
    window->addDockWidget(area, dock);
    return dock;
}

}  // namespace

MainWindow::MainWindow(QSettings& settings, QWidget* parent)
    : QMainWindow(parent),
      m_settings(settings),
      m_document(std::make_unique<GraphDocument>()),
      m_actions(this),
      m_canvas(new GraphView(this))
{
    setMinimumSize(960, 600);
    resize(1440, 900);
    auto* middle = new QWidget(this);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notice = new NoticeStrip(middle);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_notice);
    setCentralWidget(middle);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);

    makeDocks();
    makeMenus();
    makeToolBar();
    makeStatusBar();
    m_verdict = new VerdictCard(m_canvas->viewport());
    m_verdict->hide();
    m_callouts = new Callouts(m_canvas->viewport());
    m_callouts->setShown(!m_settings.value(QStringLiteral("tourHidden"), false).toBool());
    m_legend = new Legend(m_canvas->viewport());
    m_legend->hide();
    connectActions();
    connectPanels();
    restoreLayout();
    m_canvas->setDocument(m_document.get());
    m_inspector->setDocument(m_document.get());
    refresh();
    m_canvas->setFocus();
}

MainWindow::~MainWindow()
{
    // The panels and the canvas look at the document; they go first.
    m_canvas->setDocument(nullptr);
    m_inspector->setDocument(nullptr);
}

void MainWindow::makeDocks()
{
    m_outline = new OutlinePanel(this);
    m_palette = new PalettePanel(this);
    m_inspector = new Inspector(this);
    m_run = new RunPanel(this);
    QDockWidget* outline =
        makeDock(this, tr("Outline"), "outline", m_outline, Qt::LeftDockWidgetArea);
    m_paletteDock = makeDock(this, tr("Palette"), "palette", m_palette, Qt::LeftDockWidgetArea);
    QDockWidget* inspector =
        makeDock(this, tr("Inspector"), "inspector", m_inspector, Qt::RightDockWidgetArea);
    QDockWidget* run = makeDock(this, tr("Run"), "run", m_run, Qt::BottomDockWidgetArea);
    resizeDocks({outline, inspector}, {leftWidth, rightWidth}, Qt::Horizontal);
    resizeDocks({outline, m_paletteDock}, {420, 140}, Qt::Vertical);
    resizeDocks({run}, {bottomHeight}, Qt::Vertical);
}

void MainWindow::makeMenus()
{
    for (const ActionMenu menu : {ActionMenu::File, ActionMenu::Edit, ActionMenu::View,
                                  ActionMenu::Test, ActionMenu::Help}) {
        QMenu* shown = menuBar()->addMenu(menuText(menu));
        if (menu == ActionMenu::Edit) {
            QAction* undo = m_document->history().createUndoAction(shown, tr("Undo"));
            QAction* redo = m_document->history().createRedoAction(shown, tr("Redo"));
            undo->setShortcuts(QKeySequence::Undo);
            redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Y),
                                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
            undo->setIcon(icon(QStringLiteral("undo")));
            redo->setIcon(icon(QStringLiteral("redo")));
            undo->setObjectName(QStringLiteral("undo"));
            redo->setObjectName(QStringLiteral("redo"));
            addAction(undo);
            addAction(redo);
            shown->addActions({undo, redo});
            shown->addSeparator();
        }
        if (menu == ActionMenu::Help) {
            const std::pair<const char*, const char*> samples[] = {
                {"double-hop-broken", QT_TR_NOOP("Sample: double hop, broken")},
                {"double-hop-credssp", QT_TR_NOOP("Sample: double hop with CredSSP")},
                {"three-hops", QT_TR_NOOP("Sample: three hops")}};
            for (const auto& [file, title] : samples) {
                const QString name = QLatin1String(file);
                shown->addAction(tr(title), this, [this, name] {
                    unlessUnsaved([this, name] { openSample(name); });
                });
            }
            shown->addSeparator();
        }
        shown->addActions(m_actions.of(menu));
    }
}

void MainWindow::makeToolBar()
{
    QToolBar* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    const auto add = [&](ActionId id) {
        bar->addAction(m_actions[id]);
    };
    add(ActionId::New);
    add(ActionId::Open);
    add(ActionId::Save);
    bar->addSeparator();
    bar->addAction(findChild<QAction*>(QStringLiteral("undo")));
    bar->addAction(findChild<QAction*>(QStringLiteral("redo")));
    bar->addSeparator();
    add(ActionId::AddMachine);
    add(ActionId::DrawHop);
    bar->addSeparator();
    add(ActionId::ZoomOut);
    m_zoomLabel = new QLabel(tr("%1 %").arg(100), bar);
    m_zoomLabel->setMinimumWidth(44);
    m_zoomLabel->setAlignment(Qt::AlignCenter);
    bar->addWidget(m_zoomLabel);
    add(ActionId::ZoomIn);
    add(ActionId::Fit);
    bar->addSeparator();
    m_find = new QLineEdit(bar);
    m_find->setPlaceholderText(tr("Find, Ctrl+F"));
    m_find->setAccessibleName(tr("Find in the drawing"));
    m_find->setClearButtonEnabled(true);
    m_find->setFixedWidth(findWidth);
    bar->addWidget(m_find);
    auto* spacer = new QWidget(bar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    const auto button = [&](const QString& text, const char* iconName) {
        auto* made = new QPushButton(icon(QLatin1String(iconName)), text, bar);
        made->setAccessibleName(text);
        return made;
    };
    m_test = button(tr("Test"), "play");
    setButtonKind(*m_test, ButtonKind::Primary);
    m_test->setIcon(icon(QStringLiteral("play"), ink(Ink::OnAccent, themeOf(palette()))));
    m_test->setToolTip(tr("Run the selected route, or all, in the practice lab (F5)"));
    m_stop = button(tr("Stop"), "stop");
    m_stop->setToolTip(tr("End the test now (Shift+F5)"));
    m_apply = button(tr("Apply to practice lab"), "apply");
    m_apply->setToolTip(tr("Set what the plan asks for on the simulated machines"));
    m_testItem = bar->addWidget(m_test);
    m_stopItem = bar->addWidget(m_stop);
    m_stopItem->setVisible(false);
    bar->addWidget(m_apply);
}

void MainWindow::makeStatusBar()
{
    m_statusName = new QLabel(this);
    m_statusPlan = new QLabel(this);
    m_statusRun = new QLabel(this);
    for (QLabel* each : {m_statusName, m_statusPlan, m_statusRun}) {
        each->setContentsMargins(8, 0, 8, 0);
        statusBar()->addWidget(each);
    }
    auto* chip = new Chip(tr("Practice lab"), ChipKind::Neutral, this);
    chip->setIcon(icon(QStringLiteral("server")));
    chip->setToolTip(
        tr("Tests run against simulated hosts on this computer. Nothing outside is touched."));
    statusBar()->addPermanentWidget(chip);
}

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto slot) {
        connect(m_actions[id], &QAction::triggered, this, slot);
    };
    on(ActionId::New, [this] { unlessUnsaved([this] { newDrawing(); }); });
    on(ActionId::Open, [this] { unlessUnsaved([this] { open(); }); });
    on(ActionId::Save, [this] { save(); });
    on(ActionId::SaveAs, [this] { saveAs(); });
    on(ActionId::Quit, [this] { close(); });
    on(ActionId::Delete, [this] { m_canvas->deleteSelection(); });
    on(ActionId::Rename, [this] { m_canvas->rename(); });
    on(ActionId::SelectAll, [this] { m_canvas->selectAll(); });
    on(ActionId::AddMachine, [this] { m_canvas->quickAdd(); });
    on(ActionId::DrawHop, [this] { m_canvas->startHop(); });
    on(ActionId::PasteChain, [this] {
        const QString reason = m_canvas->pasteChain(QApplication::clipboard()->text());
        if (!reason.isEmpty())
            m_notice->say(NoticeKind::Error, reason);
    });
    on(ActionId::Find, [this] {
        m_find->setFocus();
        m_find->selectAll();
    });
    on(ActionId::ZoomIn, [this] { m_canvas->zoomBy(zoomStep); });
    on(ActionId::ZoomOut, [this] { m_canvas->zoomBy(1 / zoomStep); });
    on(ActionId::ZoomFull, [this] { m_canvas->zoomTo(1); });
    on(ActionId::Fit, [this] { m_canvas->fit(); });
    on(ActionId::LightTheme, [this] { setTheme(Theme::Light); });
    on(ActionId::DarkTheme, [this] { setTheme(Theme::Dark); });
    on(ActionId::NextPane, [this] { nextPane(); });
    on(ActionId::Test, [this] { test(); });
    on(ActionId::Stop, [this] { stop(); });
    on(ActionId::Apply, [this] { applyToLab(); });
    on(ActionId::UndoApply, [this] { undoApplied(); });
    on(ActionId::CopyForTicket, [this] { copyForTicket(); });
    on(ActionId::ShowTour, [this] {
        m_settings.setValue(QStringLiteral("tourHidden"), false);
        m_callouts->setShown(true);
        placeFloating();
    });
    on(ActionId::About, [this] {
        auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Hopwright"),
                                    tr("Hopwright %1\nPlans, tests and explains multi-hop "
                                       "PowerShell remoting.\nGPL-3.0-or-later")
                                        .arg(QLatin1String(HOPWRIGHT_VERSION)),
                                    QMessageBox::Close, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    for (QAction* each : m_actions.of(ActionScope::Canvas))
        m_canvas->addAction(each);
    for (QAction* each : m_actions.of(ActionScope::Window))
        addAction(each);
}

void MainWindow::connectPanels()
{
    connect(m_canvas, &GraphView::selectionChanged, this, &MainWindow::onCanvasSelection);
    connect(m_canvas, &GraphView::viewChanged, this, &MainWindow::placeFloating);
    connect(m_canvas, &GraphView::refused, this,
            [this](const QString& reason) { m_notice->say(NoticeKind::Error, reason); });
    connect(m_canvas, &GraphView::activated, m_inspector, &Inspector::showProperties);
    connect(m_canvas, &GraphView::zoomChanged, this,
            [this](double factor) { m_zoomLabel->setText(tr("%1 %").arg(qRound(factor * 100))); });
    connect(m_canvas, &GraphView::sealClicked, this, [this] {
        m_verdictClosed = false;
        showVerdict();
    });
    connect(m_outline, &OutlinePanel::picked, this, &MainWindow::select);
    connect(m_outline, &OutlinePanel::activated, m_inspector, &Inspector::showProperties);
    connect(m_palette, &PalettePanel::chosen, this, [this](const QString& kind) {
        if (kind == QLatin1String("share"))
            m_canvas->addShare();
        else if (kind == QLatin1String("client"))
            m_canvas->addMachine(model::ComputerKind::Client);
        else
            m_canvas->addMachine(kind == QLatin1String("jump") ? model::ComputerKind::JumpServer
                                                               : model::ComputerKind::Server);
    });
    connect(m_inspector, &Inspector::useCredSsp, this, &MainWindow::useCredSsp);
    connect(m_inspector, &Inspector::giveOwnCredential, this, &MainWindow::giveOwnCredential);
    connect(m_run, &RunPanel::hopPicked, this,
            [this](model::HopId hop) { m_canvas->setSelection(selectionOf(hop)); });
    connect(m_run, &RunPanel::copyForTicket, this, &MainWindow::copyForTicket);
    connect(m_run, &RunPanel::testRequested, this, &MainWindow::test);
    connect(m_verdict, &VerdictCard::closed, this, [this] {
        m_verdictClosed = true;
        m_verdict->hide();
        m_canvas->setFocus();
    });
    connect(m_verdict, &VerdictCard::useCredSsp, this, &MainWindow::useCredSsp);
    connect(m_verdict, &VerdictCard::giveOwnCredential, this, &MainWindow::giveOwnCredential);
    connect(m_verdict, &VerdictCard::copyForTicket, this, &MainWindow::copyForTicket);
    connect(m_verdict, &VerdictCard::undoApplied, this, &MainWindow::undoApplied);
    connect(m_callouts, &Callouts::testRequested, this, &MainWindow::test);
    connect(m_callouts, &Callouts::hidden, this,
            [this] { m_settings.setValue(QStringLiteral("tourHidden"), true); });
    connect(m_legend, &Legend::closed, m_legend, &QWidget::hide);
    connect(m_test, &QPushButton::clicked, this, &MainWindow::test);
    connect(m_stop, &QPushButton::clicked, this, &MainWindow::stop);
    connect(m_apply, &QPushButton::clicked, this, &MainWindow::applyToLab);
    connect(m_find, &QLineEdit::textEdited, this,
            [this](const QString& text) { find(text, false); });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { find(m_find->text(), true); });
    connect(m_document.get(), &GraphDocument::graphChanged, this, [this] {
        forgetResults();
        refresh();
    });
    connect(&m_document->history(), &QUndoStack::cleanChanged, this, &MainWindow::updateTitle);
    connect(&m_lab, &link::PracticeLab::statesChanged, this, &MainWindow::refresh);
    m_canvas->viewport()->installEventFilter(this);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_canvas->viewport() && event->type() == QEvent::Resize)
        placeFloating();
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::restoreLayout()
{
    const QByteArray geometry = m_settings.value(QStringLiteral("geometry")).toByteArray();
    const QByteArray state = m_settings.value(QStringLiteral("state")).toByteArray();
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
    if (!state.isEmpty())
        restoreState(state);
    const bool dark = themeOf(palette()) == Theme::Dark;
    m_actions[dark ? ActionId::DarkTheme : ActionId::LightTheme]->setChecked(true);
}

void MainWindow::setTheme(Theme theme)
{
    switchTheme(theme);
    m_settings.setValue(QStringLiteral("theme"),
                        theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    m_test->setIcon(icon(QStringLiteral("play"), ink(Ink::OnAccent, theme)));
    m_canvas->viewport()->update();
}

/// F6: canvas, inspector, run, outline, palette, and round again.
void MainWindow::nextPane()
{
    const std::array<QWidget*, 5> panes = {m_canvas, m_inspector, m_run, m_outline, m_palette};
    std::size_t at = panes.size() - 1;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        if (panes[i]->hasFocus() || panes[i]->isAncestorOf(QApplication::focusWidget()))
            at = i;
    }
    QWidget* next = panes[(at + 1) % panes.size()];
    if (next->focusPolicy() != Qt::NoFocus) {
        next->setFocus(Qt::OtherFocusReason);
        return;
    }
    for (QWidget* child : next->findChildren<QWidget*>()) {
        if (child->focusPolicy() != Qt::NoFocus && child->isVisible() && child->isEnabled()) {
            child->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_document->history().isClean()) {
        event->ignore();
        unlessUnsaved([this] {
            m_document->history().setClean();
            close();
        });
        return;
    }
    if (isRunning())
        m_session->stop();
    m_settings.setValue(QStringLiteral("geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("state"), saveState());
    event->accept();
}

}  // namespace hopwright::ui
