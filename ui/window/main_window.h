#pragma once

#include "core/base/shared.h"
#include "core/model/accounts.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "ui/actions/action_table.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/document_file.h"
#include "ui/document/graph_document.h"
#include "ui/document/journal_keeper.h"
#include "ui/document/run_history.h"
#include "ui/models/thing_id.h"
#include "ui/window/practice_bench.h"
#include "ui/window/settings.h"
#include "ui/window/shown_run.h"
#include "ui/window/tidier.h"

#include <QMainWindow>
#include <QTimer>
#include <QUndoGroup>

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QDockWidget;
class QMenu;
class QMimeData;
class QStackedWidget;
class QTabBar;
class QToolBar;

namespace hopwright::edit {
struct HostTable;
}  // namespace hopwright::edit

namespace hopwright::ui {

class CanvasCards;
class DiagnosePage;
class ExportWindow;
class FilePresence;
class FileReader;
class FindPanel;
class Inspector;
class NoticeStrip;
class OutlinePanel;
class PalettePanel;
class ProblemsPanel;
class RunPanel;
class StatusLine;
class ToolBar;
struct ReadFiles;
enum class PicturePurpose;

/// The window: one drawing, its plan, and the practice lab in which it is tested.
///
/// Whatever changes the drawing goes through its document; plan and predictions are computed anew after each change.
/// Nothing here blocks: dialogs are opened, tests run on the event loop.
class MainWindow : public QMainWindow {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// \p settings outlives the window; tests give a file of their own. Opens an empty drawing.
    explicit MainWindow(QSettings& settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// The drawing that was open last; at the first start the broken sample, as an untitled copy, with its tour.
    void openAtStart();
    /// An error is told and changes nothing.
    bool openFile(const QString& path);
    /// From now on the unsaved changes of each drawing are kept in a journal in \p folder (JournalKeeper).
    void keepJournalIn(std::filesystem::path folder);
    /// From now on the runs of a drawing that has no place of its own, and of untitled ones, are kept in \p dataFolder, the user's
    /// own (RunHistory); without it they are in memory alone.
    void keepRunsIn(std::filesystem::path dataFolder);
    /// Asks, for each drawing whose changes were left over there, what is to become of them.
    void offerLeftOvers();
    /// Ends without a question, as the system asks for it: unsaved changes are kept, and offered at the next start.
    void endNow();
    /// One of resources/samples, as an untitled copy: "double-hop-broken".
    void openSample(const QString& name);

    GraphDocument& document() { return *m_document; }
    GraphView& canvas() { return *m_view; }
    CanvasCards& cards() { return *m_cards; }
    /// *Diagnose*, where it is open; else null.
    DiagnosePage* diagnosePage() { return m_diagnose; }
    /// What was seen and still is of the drawing as it is.
    const probe::RunReport& report() const { return m_shown.current; }
    const ShownRun& shownRun() const { return m_shown; }
    const RunHistory& runs() const { return m_runs; }
    bool isRunning() const { return m_bench.isRunning(); }

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // main_window.cpp: its parts.
    void makeCentre();
    void makeDocks();
    QDockWidget* addDock(const QString& title, const char* name, QWidget* widget,
                         Qt::DockWidgetArea area);
    void makeMenus();
    /// What the action \p id does.
    template <typename Slot>
    void on(ActionId id, Slot&& slot)
    {
        connect((*m_actions)[id], &QAction::triggered, this, std::forward<Slot>(slot));
    }
    void connectActions();
    void connectEditing();
    void connectRuns();
    void connectParts();
    void connectOutline();
    void connectRunPanel();
    void connectView();
    void layOutDocks();
    void makeEdgeBar();
    void changeTheme(Theme theme);
    void connectMotion();
    void movePane(std::ptrdiff_t step);

    // main_window_files.cpp: the drawing as a file.
    void setGraph(model::Graph graph, DocumentFile file);
    const model::Graph& graph() const { return m_document->graph(); }
    void chooseFile();
    void save(const std::function<void()>& then = {});
    void saveAs(const std::function<void()>& then = {});
    bool saveTo(const QString& path);
    void askThen(const std::function<void()>& then);
    void startJournal();
    void askNextLeftOver();
    void restore(const LeftOver& left, bool asCopy);
    void showTitle();

    // main_window_open.cpp: recent files, samples, files that are dropped, and tables of machines.
    void connectFiles();
    void addRecentMenu(QMenu& file);
    void addSampleMenu(QMenu& help);
    void showRecent();
    void openRecent(const QString& path);
    void connectStart();
    void askForMissing();
    void takeDrawing(LoadedDrawing drawing);
    void rememberDrawing(const QString& path);
    void closeDrawing();
    void dropFiles(const QStringList& paths);
    void takeFiles(const std::shared_ptr<const ReadFiles>& files);
    void takeAllButDrawing(const ReadFiles& files);
    void sayNotTaken(const ReadFiles& files);
    void drawTables(std::vector<edit::HostTable> tables, std::vector<std::string> hosts);
    void drawHosts(std::vector<std::string> hosts);
    bool saysError() const;
    void askColumns(const edit::HostTable& table,
                    const std::function<void(const std::vector<std::string>&)>& then);

    // main_window_run.cpp: plan, practice lab, test.
    void graphChanged();
    void makePlans();
    void refresh();
    void forgetResult();
    bool commitPending();
    void showResult();
    void edit(const QString& text, Result<model::Graph> next);
    void useCredSsp(model::HopId hop);
    void giveOwnCredential(model::HopId hop);
    void takeWayOut(plan::WayOutKind kind, model::HopId hop);
    /// \p as nobody: m_testAccount.
    void test(link::Identity as = {});
    void testAs();
    void openRuns();
    void testProgressed();
    void showProgress();
    void testFinished();
    void apply();
    void undoApplied();
    void copyForTicket();
    void say(const Error& error, const QString& subject);

    // main_window_history.cpp: the run that is shown, and those that are kept.
    void followRun();
    void showRuns();
    void showComparison();
    void keepRun();
    void moveRuns();
    void showStored(const store::StoredRun& run, std::uint32_t number);
    void openRun(std::uint32_t number);
    void chooseRunFile();
    void compareWith(std::uint32_t number);
    void deleteRun();
    void speakOf(model::HopId hop);
    model::HopId hopToSpeakAt(const probe::RouteResult& route) const;
    void sizeRunDock();
    int appliedMachines() const;

    // main_window_export.cpp: the scripts.
    void exportScripts();
    void refreshExport();
    void followExport();

    // main_window_picture.cpp: the drawing as a picture.
    void openPicture(PicturePurpose purpose);
    void copyPicture();
    void addSvg(QMimeData& copied, const edit::Selection& only);

    // main_window_findings.cpp: Problems, and what explains.
    void connectFindings();
    void goToFinding(const plan::Finding& finding);
    void stepFinding(int step);
    void showFindings(plan::Severity severity);
    void explainFocused();

    // main_window_diagnose.cpp: a pasted text in the place of the drawing.
    void diagnose(const QString& text, int blanked = 0);
    void openDiagnose();
    void closeDiagnose();
    void showTab(int tab);
    bool isDiagnosing() const;
    GraphView& shownView();
    void showZoom(double factor);
    void enableActions();
    void keepDiagnosis(bool thenTest);
    void pasteOrDiagnose();

    // main_window_edit.cpp: clipboard, menus, and what is found by typing.
    bool copySelection();
    void cutSelection();
    void paste();
    void showProperties();
    void showThingMenu(QPoint global);
    void addHopActions(QMenu& menu, model::HopId hop);
    void goTo();
    void showCommands();
    void showKeys();
    // main_window_tidy.cpp: where things stand.
    void connectArranging();
    void tidy();
    void stopTidying();
    void tidied(const Tidier::Positions& positions);
    void showPinned();
    void addJoining(QMenu& menu);
    void showGroupMenu(model::GroupId group, QPoint global);

    // main_window_reach.cpp: what leads where, and the view that was.
    void connectSelecting();
    void connectFind();
    void stepFind(int by);
    void selectThings(const edit::Selection& things);
    void selectPath();
    void selectSame();

    // main_window_select.cpp: what is selected.
    void askCommand();
    void selectionChanged();
    void pick(const ThingRef& thing);
    edit::Selection thingsOfRows(const std::vector<ThingRef>& rows) const;
    void pickSeveral(const std::vector<ThingRef>& rows, const ThingRef& current);
    void showSelected();
    std::vector<model::RouteId> chosenRoutes() const;

    Settings m_settings;
    QUndoGroup m_history;
    std::unique_ptr<GraphDocument> m_document;
    DocumentFile m_file;
    std::filesystem::path m_journalFolder;
    std::unique_ptr<JournalKeeper> m_journal;  ///< Of m_document, and so gone before it.
    std::deque<LeftOver> m_leftOvers;
    PracticeBench m_bench;
    Tidier m_tidier;
    FileReader* m_reader = nullptr;
    FilePresence* m_presence = nullptr;
    QMenu* m_recent = nullptr;

    Shared<plan::Plan> m_plan;
    GraphDocument::Snapshot
        m_planned;                   ///< What m_plan was made of, but for what no plan depends on.
    Shared<plan::RouteWalk> m_walk;  ///< Of the same.
    std::vector<plan::Change> m_applied;  ///< With which m_now and m_missing were made.
    Shared<std::map<model::HopId, plan::HopPrediction>> m_now;
    Shared<std::vector<plan::Change>> m_missing;
    ShownRun m_shown;
    RunHistory m_runs;
    std::filesystem::path m_runFolder;
    std::uint32_t m_compared = 0;  ///< The run that the shown one is compared with; 0: none.
    bool m_runIsLine = true;       ///< The Run dock takes a line: nothing was tested.

    Actions* m_actions = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QAction* m_testAs = nullptr;
    /// Who tests this drawing, where the text says it that it was made of; else the practice lab's own user.
    model::AccountName m_testAccount = {};
    ToolBar* m_tools = nullptr;
    FindPanel* m_find = nullptr;
    StatusLine* m_status = nullptr;
    QTabBar* m_tab = nullptr;
    QStackedWidget* m_pages = nullptr;  ///< The drawing, and *Diagnose* where it is open.
    GraphView* m_view = nullptr;
    DiagnosePage* m_diagnose = nullptr;
    std::vector<QDockWidget*> m_docksBefore;  ///< Those that *Diagnose* has hidden.
    NoticeStrip* m_notice = nullptr;
    CanvasCards* m_cards = nullptr;
    OutlinePanel* m_outline = nullptr;
    PalettePanel* m_palette = nullptr;
    Inspector* m_inspector = nullptr;
    RunPanel* m_run = nullptr;
    ProblemsPanel* m_problems = nullptr;
    ExportWindow* m_export = nullptr;  ///< Made when it is first asked for.
    QTimer m_exportTimer;
    QTimer m_progressTimer;
    QDockWidget* m_outlineDock = nullptr;
    QDockWidget* m_paletteDock = nullptr;
    QDockWidget* m_inspectorDock = nullptr;
    QDockWidget* m_runDock = nullptr;
    QDockWidget* m_problemsDock = nullptr;

    ThingRef m_thing;  ///< What Outline and Inspector show: a thing of the canvas, or a route.
    std::function<void()> m_noticeAction;
    bool m_selecting = false;
    bool m_closing = false;  ///< Its user was asked, or had nothing to be asked.
    bool m_ending = false;   ///< The system ends it: nobody is asked, and the journal stays.
    bool m_arranged = false;
    /// What has collapsed for want of room: design §2.
    struct Collapse {
        bool compact = false;   ///< Steps 1 to 3: tabs at the left, no words in the tool bar.
        bool low = false;       ///< Step 6: the bottom dock at its minimum.
        bool leftless = false;  ///< Step 7: the left dock behind a button at the edge.

        bool operator==(const Collapse&) const = default;
        int version() const { return compact * 1 + low * 2 + leftless * 4; }
    };
    Collapse collapseNow() const;
    void sizeDocks(const Collapse& now);
    int runDockHeight(const Collapse& now) const;

    QToolBar* m_edge = nullptr;
    QAction* m_edgeButton = nullptr;
    std::optional<Collapse> m_collapse;
};

}  // namespace hopwright::ui
