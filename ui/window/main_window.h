#pragma once

#include "core/link/practice_lab.h"
#include "core/link/run_session.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "ui/actions/action_table.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/document_file.h"
#include "ui/document/graph_document.h"
#include "ui/panels/callouts.h"
#include "ui/panels/inspector.h"
#include "ui/panels/legend.h"
#include "ui/panels/notice_strip.h"
#include "ui/panels/outline_panel.h"
#include "ui/panels/palette_panel.h"
#include "ui/panels/run_panel.h"
#include "ui/panels/verdict_card.h"
#include "ui/theme/chip.h"
#include "ui/theme/tokens.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QDockWidget;
class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;

namespace hopwright::ui {

/// The main window: joins document, canvas, panels and practice lab, and decides nothing itself. Plans are made at each
/// change; a test runs on the event loop and can be stopped at any time.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// \p settings outlives the window; tests give a file of their own.
    explicit MainWindow(QSettings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// The last drawing, or, the first time, the broken sample as an untitled copy.
    void openAtStart();
    /// Opens a file; an error is told and changes nothing.
    bool openFile(const QString& path);
    void openSample(const QString& name);

    GraphDocument& document() { return *m_document; }
    GraphView& canvas() { return *m_canvas; }
    const probe::RunReport& report() const { return m_report; }
    bool isRunning() const { return m_session != nullptr && m_session->isRunning(); }

protected:
    void closeEvent(QCloseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // Construction
    void makeToolBar();
    void makeMenus();
    void makeDocks();
    void makeStatusBar();
    void connectActions();
    void connectPanels();
    void restoreLayout();

    // File
    void setGraph(model::Graph graph, DocumentFile file);
    void newDrawing();
    void open();
    bool save();
    bool saveTo(const QString& path);
    void saveAs();
    void unlessUnsaved(const std::function<void()>& next);
    void updateTitle();

    // Plan and run
    void refresh();
    void showState();
    void test();
    void stop();
    void onProgress();
    void onFinished();
    void applyToLab();
    void undoApplied();
    void storePractice();
    void useCredSsp(model::HopId hop);
    void giveOwnCredential(model::HopId hop);
    void copyForTicket();
    const probe::RouteResult* shownRoute() const;
    void forgetResults();

    // What floats
    void showVerdict();
    void placeFloating();
    void select(const QString& thingId);
    void onCanvasSelection();
    void find(const QString& text, bool again);
    void nextPane();
    void setTheme(Theme theme);

    QSettings& m_settings;
    std::unique_ptr<GraphDocument> m_document;
    DocumentFile m_file;
    link::PracticeLab m_lab;
    link::PracticeState m_practice;
    std::vector<plan::Change> m_undoable;
    std::unique_ptr<link::RunSession> m_session;
    plan::Plan m_plan;
    std::map<model::HopId, plan::HopPrediction> m_now;
    std::vector<plan::Change> m_missing;
    probe::RunReport m_report;

    Actions m_actions;
    GraphView* m_canvas;
    OutlinePanel* m_outline = nullptr;
    PalettePanel* m_palette = nullptr;
    Inspector* m_inspector = nullptr;
    RunPanel* m_run = nullptr;
    VerdictCard* m_verdict = nullptr;
    Callouts* m_callouts = nullptr;
    Legend* m_legend = nullptr;
    NoticeStrip* m_notice = nullptr;
    QLineEdit* m_find = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_apply = nullptr;
    QAction* m_testItem = nullptr;
    QAction* m_stopItem = nullptr;
    QLabel* m_zoomLabel = nullptr;
    QLabel* m_statusName = nullptr;
    QLabel* m_statusPlan = nullptr;
    QLabel* m_statusRun = nullptr;
    QDockWidget* m_paletteDock = nullptr;
    bool m_verdictClosed = false;
};

}  // namespace hopwright::ui
