#include "ui/window/main_window.h"

#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/export_window.h"
#include "ui/dialogs/picture_dialog.h"
#include "ui/panels/inspector.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/palette_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/run_panel.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/window/canvas_cards.h"
#include "ui/window/default_size.h"
#include "ui/window/diagnose_page.h"
#include "ui/window/find_panel.h"
#include "ui/window/status_line.h"
#include "ui/window/tool_bar.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hopwright::ui {

namespace {

constexpr int bottomHeightCompact = 208;
constexpr int rightWidthCompact = 320;
constexpr int compactWidth =
    1320;  ///< Below it, or below compactHeight, things collapse (design §2).
constexpr int compactHeight = 780;
constexpr int lowHeight = 680;
constexpr int leftlessWidth = 1100;

}  // namespace

MainWindow::MainWindow(QSettings& settings, QWidget* parent)
    : QMainWindow(parent), m_settings(settings), m_document(std::make_unique<GraphDocument>())
{
    initResources();
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(smallestSize);
    resize(defaultSizeOn(screen()->availableSize()));
    setDockNestingEnabled(false);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    m_actions = new Actions(this);
    m_undo = m_history.createUndoAction(this, Text::tr("Undo"));
    m_redo = m_history.createRedoAction(this, Text::tr("Redo"));
    m_undo->setIcon(icon(QStringLiteral("undo")));
    m_undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    m_redo->setIcon(icon(QStringLiteral("redo")));
    m_redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
    m_status = new StatusLine(this);
    setStatusBar(m_status);
    makeCentre();
    makeDocks();
    m_tools = new ToolBar(*m_actions, m_undo, m_redo, this);
    addToolBar(m_tools);
    m_find = new FindPanel(m_tools->findField(), this);
    makeEdgeBar();
    makeMenus();
    connectActions();
    connectParts();
    connectFiles();
    if (const QByteArray geometry = m_settings.geometry(); !geometry.isEmpty()) {
        restoreGeometry(geometry);
        // What a damaged file says is not larger than all screens together.
        const QSize most = screen()->virtualSize().expandedTo(designedSize);
        resize(size().boundedTo(most));
    }
    const bool dark = themeOf(palette()) == Theme::Dark;
    (*m_actions)[dark ? ActionId::DarkTheme : ActionId::LightTheme]->setChecked(true);
    connectMotion();
    setGraph({}, {});
}

MainWindow::~MainWindow()
{
    // The canvas and panels read the document until they go, which is after it.
    m_view->setDocument(nullptr);
    m_inspector->setDocument(nullptr);
    m_bench.disconnect(this);
    // The undo stack says farewell when it goes, and what showTitle() reads has gone by then.
    m_document->history().disconnect(this);
    m_document->disconnect(this);
}

void MainWindow::makeCentre()
{
    auto* centre = new QWidget(this);
    centre->setMinimumWidth(Size::canvasMin);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tab = new QTabBar(centre);
    m_tab->setObjectName(QStringLiteral("documentTab"));
    m_tab->setAccessibleName(Text::tr("Open drawing"));
    m_tab->setDocumentMode(true);
    m_tab->setDrawBase(false);
    m_tab->setExpanding(false);
    m_tab->setUsesScrollButtons(false);
    m_tab->setElideMode(Qt::ElideMiddle);
    m_tab->addTab(QString());
    m_pages = new QStackedWidget(centre);
    m_view = new GraphView(m_pages);
    m_pages->addWidget(m_view);
    m_view->setObjectName(QStringLiteral("canvas"));
    m_notice = new NoticeStrip(centre);
    column->addWidget(m_tab);
    column->addWidget(m_pages, 1);
    column->addWidget(m_notice);
    setCentralWidget(centre);
    m_cards = new CanvasCards(*m_view);
}

QDockWidget* MainWindow::addDock(const QString& title, const char* name, QWidget* widget,
                                 Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(QLatin1String(name));
    dock->setAccessibleName(title);
    dock->setWidget(widget);
    dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::makeDocks()
{
    m_outline = new OutlinePanel;
    m_palette = new PalettePanel;
    m_inspector = new Inspector;
    m_run = new RunPanel;
    m_problems = new ProblemsPanel;
    m_outline->setMinimumWidth(Size::leftDockMin);
    m_palette->setMinimumWidth(Size::leftDockMin);
    m_inspector->setMinimumWidth(Size::rightDockMin);
    m_problems->setMinimumHeight(Size::bottomDockMin);
    m_outlineDock = addDock(Text::tr("Outline"), "outlineDock", m_outline, Qt::LeftDockWidgetArea);
    m_paletteDock = addDock(Text::tr("Palette"), "paletteDock", m_palette, Qt::LeftDockWidgetArea);
    m_inspectorDock =
        addDock(Text::tr("Inspector"), "inspectorDock", m_inspector, Qt::RightDockWidgetArea);
    m_problemsDock =
        addDock(Text::tr("Problems"), "problemsDock", m_problems, Qt::BottomDockWidgetArea);
    m_runDock = addDock(Text::tr("Run"), "runDock", m_run, Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_problemsDock, m_runDock);
    m_problemsDock->hide();  // The counts of the status bar, F8 and the menu show it.
}

/// The left dock, when there is no room for it beside the canvas, behind one button.
void MainWindow::makeEdgeBar()
{
    m_edge = new QToolBar(Text::tr("Edge"), this);
    m_edge->setObjectName(QStringLiteral("edgeBar"));
    m_edge->setMovable(false);
    m_edge->setContextMenuPolicy(Qt::PreventContextMenu);
    m_edgeButton = m_edge->addAction(icon(QStringLiteral("outline")), Text::tr("Outline"));
    m_edgeButton->setToolTip(Text::tr("Show or hide Outline and Palette"));
    m_edgeButton->setCheckable(true);
    connect(m_edgeButton, &QAction::triggered, this, [this](bool shown) {
        m_outlineDock->setVisible(shown);
        m_paletteDock->setVisible(shown);
        m_outlineDock->raise();
    });
    addToolBar(Qt::LeftToolBarArea, m_edge);
    m_edge->hide();
}

MainWindow::Collapse MainWindow::collapseNow() const
{
    return {.compact = width() < compactWidth || height() < compactHeight,
            .low = height() < lowHeight,
            .leftless = width() < leftlessWidth};
}

int MainWindow::runDockHeight(const Collapse& now) const
{
    if (m_run->isEmpty())
        return 1;  // Its least.
    if (!now.compact)
        return Size::bottomDock + Size::buttonSmall;  // All ten stages, below the line of fields.
    return now.low ? int(Size::bottomDockMin) : bottomHeightCompact;
}

void MainWindow::sizeDocks(const Collapse& now)
{
    const int bottom = runDockHeight(now);
    resizeDocks(
        {m_outlineDock, m_inspectorDock},
        {now.compact ? Size::leftDockMin : Size::leftDock, now.leftless  ? int(Size::rightDockMin)
                                                           : now.compact ? rightWidthCompact
                                                                         : int(Size::rightDock)},
        Qt::Horizontal);
    resizeDocks({m_runDock}, {bottom}, Qt::Vertical);
    if (!now.compact)
        resizeDocks({m_outlineDock, m_paletteDock}, {400, 96}, Qt::Vertical);
}

void MainWindow::layOutDocks()
{
    m_tools->setCompact(width() < compactWidth);
    if (isDiagnosing())  // There are no docks; showTab() asks again.
        return;
    const Collapse now = collapseNow();
    if (m_collapse == now)
        return;
    const bool leftChanges = m_collapse ? m_collapse->leftless != now.leftless : now.leftless;
    m_collapse = now;
    if (now.compact) {
        tabifyDockWidget(m_outlineDock, m_paletteDock);
    } else {
        splitDockWidget(m_outlineDock, m_paletteDock, Qt::Vertical);
    }
    if (leftChanges) {
        m_edge->setVisible(now.leftless);
        m_edgeButton->setChecked(false);
        m_outlineDock->setVisible(!now.leftless);
        m_paletteDock->setVisible(!now.leftless);
    }
    if (now.compact)
        m_outlineDock->raise();
    sizeDocks(now);
    if (m_arranged) {  // The docks take their sizes first.
        QTimer::singleShot(0, m_view, &GraphView::fit);
    } else {  // As they were left, when there was as much room.
        m_runDock->raise();
        restoreState(m_settings.docks(), now.version());
        resizeDocks({m_runDock}, {runDockHeight(now)}, Qt::Vertical);
    }
    m_arranged = true;
}

void MainWindow::makeMenus()
{
    constexpr std::array menus{ActionMenu::File,    ActionMenu::Edit, ActionMenu::Select,
                               ActionMenu::Arrange, ActionMenu::View, ActionMenu::Test,
                               ActionMenu::Help};
    for (const ActionMenu which : menus) {
        QMenu* menu = menuBar()->addMenu(menuText(which));
        menu->setToolTipsVisible(true);
        menu->addActions(m_actions->of(which));
        if (which == ActionMenu::File) {
            addRecentMenu(*menu);
            menu->insertSeparator((*m_actions)[ActionId::Close]);
        } else if (which == ActionMenu::Edit) {
            QAction* first = menu->actions().first();
            menu->insertAction(first, m_undo);
            menu->insertAction(first, m_redo);
            menu->insertSeparator(first);
        } else if (which == ActionMenu::Arrange) {
            menu->insertSeparator((*m_actions)[ActionId::AlignLeft]);
            menu->insertSeparator((*m_actions)[ActionId::SpreadAcross]);
        } else if (which == ActionMenu::View) {
            menu->addSeparator();
            for (const QDockWidget* dock :
                 {m_outlineDock, m_paletteDock, m_inspectorDock, m_problemsDock, m_runDock})
                menu->addAction(dock->toggleViewAction());
        } else if (which == ActionMenu::Test) {
            auto* as = new QAction(Text::tr("T&est as…"), menu);
            as->setToolTip(Text::tr("Test with another account and its password"));
            connect(as, &QAction::triggered, this, &MainWindow::testAs);
            m_testAs = as;
            menu->insertAction((*m_actions)[ActionId::Stop], as);
        } else if (which == ActionMenu::Help) {
            addSampleMenu(*menu);
        }
    }
    m_view->addActions(m_actions->of(ActionScope::Canvas));
}

void MainWindow::connectActions()
{
    on(ActionId::New, [this] { askThen([this] { setGraph({}, {}); }); });
    on(ActionId::Open, [this] { askThen([this] { chooseFile(); }); });
    on(ActionId::Save, [this] { save(); });
    on(ActionId::SaveAs, [this] { saveAs(); });
    on(ActionId::Export, [this] { exportScripts(); });
    on(ActionId::ExportPicture, [this] { openPicture(PicturePurpose::Export); });
    on(ActionId::Print, [this] { openPicture(PicturePurpose::Print); });
    on(ActionId::Close, [this] {
        if (isDiagnosing()) {
            closeDiagnose();
        } else {
            closeDrawing();
        }
    });
    on(ActionId::Quit, [this] { close(); });
    connectEditing();
    connectArranging();
    connectSelecting();
    connectRuns();
    on(ActionId::ZoomIn, [this] { shownView().zoomBy(Zoom::step); });
    on(ActionId::ZoomOut, [this] { shownView().zoomBy(1 / Zoom::step); });
    on(ActionId::ZoomFull, [this] { shownView().zoomTo(1); });
    on(ActionId::Fit, [this] { shownView().fit(); });
    on(ActionId::LightTheme, [this] { changeTheme(Theme::Light); });
    on(ActionId::DarkTheme, [this] { changeTheme(Theme::Dark); });
    on(ActionId::NextPane, [this] { movePane(1); });
    on(ActionId::PreviousPane, [this] { movePane(-1); });
    on(ActionId::ShowTour, [this] {
        m_settings.setTourHidden(false);
        if (m_plan->waysOut.empty())
            askThen([this] { openSample(QStringLiteral("double-hop-broken")); });
        m_cards->setTourShown(true);
    });
    on(ActionId::About, [this] {
        auto* about = new AboutDialog(this);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
    });
}

void MainWindow::connectEditing()
{
    on(ActionId::Delete, [this] { m_view->deleteSelection(); });
    on(ActionId::Rename, [this] {
        if (std::holds_alternative<model::GroupId>(m_thing)) {
            showProperties();  // Its name is the first field.
        } else {
            m_view->rename();
        }
    });
    on(ActionId::SelectAll, [this] { m_view->selectAll(); });
    on(ActionId::AddMachine, [this] {
        m_view->setFocus();
        m_view->quickAdd();
    });
    on(ActionId::DrawHop, [this] {
        m_view->setFocus();
        m_view->startHop();
    });
    on(ActionId::Properties, [this] { showProperties(); });
    on(ActionId::Cut, [this] { cutSelection(); });
    on(ActionId::Copy, [this] { copySelection(); });
    on(ActionId::CopyPicture, [this] { copyPicture(); });
    on(ActionId::PasteChain, [this] { paste(); });
    on(ActionId::GoTo, [this] { goTo(); });
    on(ActionId::Commands, [this] { showCommands(); });
    on(ActionId::Keys, [this] { showKeys(); });
    on(ActionId::Diagnose, [this] { openDiagnose(); });
    on(ActionId::Duplicate, [this] { m_view->duplicateSelection(); });
}

void MainWindow::connectRuns()
{
    on(ActionId::Test, [this] {
        if (isDiagnosing()) {
            keepDiagnosis(true);
        } else {
            test();
        }
    });
    on(ActionId::Stop, [this] { m_bench.stop(); });
    on(ActionId::Apply, [this] { apply(); });
    on(ActionId::UndoApply, [this] { undoApplied(); });
    on(ActionId::CopyForTicket, [this] { copyForTicket(); });
}

void MainWindow::connectParts()
{
    connectFindings();
    connectView();
    connectOutline();
    connectRunPanel();
    connect(m_tab, &QTabBar::currentChanged, this, &MainWindow::showTab);
    connect(m_palette, &PalettePanel::chosen, this, [this](const QString& kind) {
        m_view->setFocus();
        if (kind == QLatin1String("client")) {
            m_view->addMachine(model::ComputerKind::Client);
        } else if (kind == QLatin1String("server")) {
            m_view->addMachine(model::ComputerKind::Server);
        } else if (kind == QLatin1String("jump")) {
            m_view->addMachine(model::ComputerKind::JumpServer);
        } else {
            m_view->addShare();
        }
    });
    connect(m_palette, &PalettePanel::commandAsked, this, &MainWindow::askCommand);
    connect(m_inspector, &Inspector::takeWayOut, this, &MainWindow::takeWayOut);
    const VerdictCard& verdict = m_cards->verdict();
    connect(&verdict, &VerdictCard::takeWayOut, this, &MainWindow::takeWayOut);
    connect(&verdict, &VerdictCard::copyForTicket, this, &MainWindow::copyForTicket);
    connect(&verdict, &VerdictCard::undoApplied, this, &MainWindow::undoApplied);
    connect(&m_cards->callouts(), &Callouts::testRequested, this, [this] { test(); });
    connect(m_cards, &CanvasCards::tourClosed, this, [this] { m_settings.setTourHidden(true); });
    connect(m_notice, &NoticeStrip::actionTriggered, this, [this] {
        if (const std::function<void()> act = std::exchange(m_noticeAction, {}))
            act();
    });
    connect(m_inspector, &Inspector::exportAll, this, &MainWindow::exportScripts);
    connect(&m_tidier, &Tidier::done, this, &MainWindow::tidied);
    connect(&m_bench, &PracticeBench::statesChanged, this, &MainWindow::refresh);
    connect(&m_bench, &PracticeBench::progressed, this, &MainWindow::testProgressed);
    connect(&m_bench, &PracticeBench::finished, this, &MainWindow::testFinished);
    m_progressTimer.setSingleShot(true);
    connect(&m_progressTimer, &QTimer::timeout, this, &MainWindow::showProgress);
}

void MainWindow::connectOutline()
{
    connect(m_outline, &OutlinePanel::picked, this, &MainWindow::pick);
    connect(m_outline, &OutlinePanel::pickedSeveral, this, &MainWindow::pickSeveral);
    connect(m_outline, &OutlinePanel::activated, this, [this](const ThingRef& thing) {
        pick(thing);
        m_inspector->showProperties();
    });
    connect(m_outline, &OutlinePanel::menuRequested, this,
            [this](const ThingRef& thing, QPoint global) {
                if (const auto* group = std::get_if<model::GroupId>(&thing)) {
                    showGroupMenu(*group, global);
                    return;
                }
                // One of several that are selected: the menu is about all of them.
                if (thing != m_thing || m_view->selection().things.size() < 2)
                    pick(thing);
                showThingMenu(global);
            });
}

void MainWindow::connectRunPanel()
{
    connect(m_run, &RunPanel::hopPicked, this, [this](model::HopId hop) {
        m_view->setSelection(selectionOf(hop));
        m_view->reveal(hop);
    });
    connect(m_run, &RunPanel::copyForTicket, this, &MainWindow::copyForTicket);
    connect(m_run, &RunPanel::testRequested, this, [this] { test(); });
    connect(m_run, &RunPanel::runChosen, this, &MainWindow::openRun);
    connect(m_run, &RunPanel::compareChosen, this, &MainWindow::compareWith);
    connect(m_run, &RunPanel::openRunRequested, this, &MainWindow::chooseRunFile);
    connect(m_run, &RunPanel::deleteRequested, this, &MainWindow::deleteRun);
}

void MainWindow::connectView()
{
    connect(m_view, &GraphView::selectionChanged, this, &MainWindow::selectionChanged);
    connect(m_view, &GraphView::zoomChanged, this, [this](double factor) {
        if (!isDiagnosing())
            showZoom(factor);
    });
    connect(m_view, &GraphView::sealClicked, this, [this](model::HopId hop) {
        speakOf(hop);
        m_cards->reopenVerdict(hop);
    });
    connect(m_view, &GraphView::activated, this, &MainWindow::showProperties);
    connect(m_view, &GraphView::menuRequested, this, &MainWindow::showThingMenu);
    connect(m_view, &GraphView::refused, this,
            [this](const QString& reason) { m_notice->say(NoticeKind::Warning, reason); });
}

void MainWindow::changeTheme(Theme theme)
{
    m_settings.setTheme(theme);
    switchTheme(theme);
}

void MainWindow::connectMotion()
{
    setMotionReduced(m_settings.motionReduced(isMotionReduced()));
    QAction* reduce = (*m_actions)[ActionId::ReduceMotion];
    reduce->setChecked(isMotionReduced());
    connect(reduce, &QAction::triggered, this, [this](bool reduced) {
        m_settings.setMotionReduced(reduced);
        setMotionReduced(reduced);
    });
}

/// \p step: 1 to the next one that can be seen, -1 to the previous. From outside of all, to the canvas.
void MainWindow::movePane(std::ptrdiff_t step)
{
    const std::vector<QWidget*> panes =
        isDiagnosing() ? m_diagnose->panes()
                       : std::vector<QWidget*>{m_view, &m_cards->verdict(), m_inspector, m_problems,
                                               m_run,  &m_outline->view()};
    // Of this window, also while the list of commands, which asks for it, has the keyboard.
    const QWidget* focus = focusWidget();
    const auto has = [focus](const QWidget* pane) {
        return focus != nullptr && (focus == pane || pane->isAncestorOf(focus));
    };
    const auto holdsFocus = [&](const QWidget* pane) {
        // The card floats within the canvas.
        return has(pane) && (pane != m_view || !has(&m_cards->verdict()));
    };
    const auto found = std::ranges::find_if(panes, holdsFocus);
    if (found == panes.end()) {
        panes.front()->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    const std::ptrdiff_t count = std::ssize(panes);
    std::ptrdiff_t at = found - panes.begin();
    const auto isSeen = [this](const QWidget* pane) {
        // A dock that is a tab behind another stands outside of the window, and says that it is visible.
        return pane->isVisible()
               && rect().intersects(QRect(pane->mapTo(this, QPoint()), pane->size()));
    };
    do {
        at = (at + step + count) % count;
    } while (!isSeen(panes.at(static_cast<std::size_t>(at))));
    panes.at(static_cast<std::size_t>(at))->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    layOutDocks();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool ending = m_ending || qGuiApp->isSavingSession();
    if (!m_closing && !ending && !commitPending()) {
        event->ignore();
        return;
    }
    if (!m_closing && !ending && !m_document->history().isClean()) {
        event->ignore();
        askThen([this] {
            m_closing = true;
            close();
        });
        return;
    }
    closeDiagnose();
    m_bench.stop();
    if (!ending)
        m_journal->discard();
    if (m_export != nullptr)
        m_export->close();
    m_settings.setWindow(saveGeometry(), saveState(collapseNow().version()));
    m_settings.setLastDrawing(m_file.path);
    event->accept();
}

}  // namespace hopwright::ui
