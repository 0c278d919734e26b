#pragma once

#include "core/base/result.h"
#include "core/edit/arrange.h"
#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "ui/canvas/canvas_findings.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/canvas_painter.h"
#include "ui/canvas/name_editor.h"
#include "ui/canvas/selection.h"
#include "ui/canvas/shown_drawing.h"
#include "ui/canvas/view_history.h"
#include "ui/document/graph_document.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QImage>
#include <QPointer>
#include <QTimer>
#include <QVariantAnimation>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hopwright::ui {

class CanvasNews;
class Glide;
class Minimap;
class ScrollBars;
class SpliceTarget;
class TiledPainter;
class Tool;

/// The drawing on screen, and the gestures that change it. Everything is painted in batches from one geometry; nothing
/// is a widget of its own but the field that is being typed in.
///
/// It reads the document and edits it by core/edit alone. Predictions and results are given to it as values.
class GraphView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit GraphView(QWidget* parent = nullptr);
    ~GraphView() override;

    /// \p document outlives the view, or is taken away by nullptr.
    void setDocument(GraphDocument* document);
    GraphDocument* document() const { return m_document; }
    const model::Graph& graph() const;

    /// What is predicted: as if all were applied, and for the state machines are in now.
    void setPlan(Shared<plan::Plan> plan, Shared<std::map<model::HopId, plan::HopPrediction>> now,
                 Shared<plan::RouteWalk> walk = {});
    const CanvasContent& content() const { return m_content; }
    /// Of the plan that was given.
    const CanvasFindings& findings() const { return m_findings; }
    /// What was tested; an empty report: nothing yet.
    void setReport(Shared<probe::RunReport> report);
    /// Changes that a machine lacks: its roles and a dot are drawn as not applied yet.
    void setMissing(Shared<std::vector<plan::Change>> missing);
    /// In the place of what plan and report say; empty: nothing is.
    void setRemarks(Shared<CanvasRemarks> remarks);
    /// A drawing to look at: it can be scrolled, zoomed and selected in, and no gesture or key changes it.
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }

    const CanvasSelection& selection() const { return m_selection; }
    void setSelection(const CanvasSelection& selection);
    void selectAll();

    /// What assistive tools call \p thing: all that is known of it; empty: it is not there.
    QString spoken(const Thing& thing) const;
    /// What assistive tools hear of the view.
    CanvasNews& news() const { return *m_news; }

    // Actions: each one undo step, with the naming that follows it.
    /// \p into is the hop that it is put into, where it was dropped on one.
    void addMachine(model::ComputerKind kind, std::optional<QPointF> scenePosition = {},
                    std::optional<model::HopId> into = {});
    /// On \p computer, else on the focused machine.
    void addShare(std::optional<model::ComputerId> computer = {});
    /// A share with its row at \p scene, and the server that it stands on. The field that opens takes the share's name, or
    /// `\\FS01\Reports` for both.
    void addShareWithServer(QPointF scene);
    /// What a command on \p on wants: the hop to it (edit::drawAccess). \returns the reason when it cannot be drawn.
    QString addAccess(model::ComputerId on, ResourceKind kind, const QString& target,
                      const QString& name);
    /// The focused machine, or that of the focused share.
    std::optional<model::ComputerId> currentComputer() const;
    /// A machine beside the focused one, already connected. The field that opens takes its name; `\\FS01\Reports` there
    /// makes that share and the hop to it instead.
    void quickAdd();
    /// A hop from the focused machine by keys.
    void startHop();
    /// Opens a field over the focused thing: a name, or the target of a hop as typed.
    void rename();
    void deleteSelection();
    /// Puts the selected machine into the selected hop: edit::spliceIn().
    void spliceSelection();
    /// Removes the selected machines and joins what stood around them: edit::removeAndJoin().
    void removeAndJoinSelection();
    /// The selected machines once more, straight below, and selects these.
    void duplicateSelection();
    /// Draws \p clip under the pointer, else into the middle of what is seen, where no card is in the way, and selects it.
    void put(const model::Graph& clip);
    /// Puts machines where \p positions says, as the undo step \p text, and shows all of the drawing; they are seen to go there,
    /// unless motion is reduced. \returns whether it was done.
    bool moveTo(const QString& text, const std::map<model::ComputerId, model::Position>& positions);
    /// Lines the selected machines up, or spreads them.
    void arrangeSelection(edit::Arrange how);
    /// Whether all selected machines are pinned, and there is one.
    bool isSelectionPinned() const;
    /// Pins the selected machines to their places, or lets them go where all are pinned.
    void pinSelection();
    /// Whether all hops that are selected, or hang on what is, are muted, and there is one.
    bool isSelectionMuted() const;
    /// Mutes these hops, or lets them count again where all are muted.
    void muteSelection();
    /// Makes a group of the selected machines. \returns it, unless nothing was done.
    std::optional<model::GroupId> groupSelection();
    /// Dissolves the groups of the selected machines.
    void ungroupSelection();
    /// Whether all groups of the selected machines are collapsed, and there is one.
    bool isSelectionCollapsed() const;
    /// Collapses these groups, or expands them where all are collapsed.
    void collapseSelection();
    /// Draws those of \p hosts that are not drawn yet below the drawing, and selects all of them.
    void putHosts(const std::vector<std::string>& hosts);
    /// Draws a CHAIN. \returns the reason when it cannot be drawn.
    QString pasteChain(const QString& text);
    void cancelGesture();
    void focusNext(bool backwards);

    void zoomBy(double factor, std::optional<QPointF> anchor = {});
    void zoomTo(double factor);
    double zoom() const { return m_zoom; }
    /// The whole drawing, at most at 100 %.
    void fit();
    /// The same of what is selected; says so where nothing is.
    void fitSelection();
    /// The part of the drawing that was shown before, and the one that was left so. Says so where there is none.
    void goBack();
    void goForward();
    void scrollBy(QPointF pixels);
    /// Scrolls so that \p thing is seen.
    void reveal(const Thing& thing);

    /// Of the drawing as it is: made anew when they are first asked for after a change, and so once for several changes.
    const CanvasGeometry& canvasGeometry() const;
    const CanvasLooks& looks() const;
    const ShownDrawing& shown() const;
    QPointF toView(QPointF scene) const;
    QPointF toScene(QPointF view) const;
    QRectF toView(const QRectF& scene) const;
    /// The texts of the last paint, with where they stand in the viewport.
    const std::vector<PaintedLabel>& paintedLabels() const { return notes().labels; }
    /// The same for badges.
    const std::vector<PaintedBadge>& paintedBadges() const { return notes().badges; }
    /// For a test that says no to words that lie on cards.
    void setLabelAvoidance(LabelAvoidance avoidance);
    /// For a test: drawings of so many machines and hops or more are painted from squares.
    void setTiledFrom(std::size_t things);
    /// For a test.
    const TiledPainter& tiles() const { return *m_tiles; }
    /// For a test: what is seen, into a picture, without squares.
    QImage paintedAtOnce();
    /// Below what an empty drawing says of how to begin, in the viewport.
    QPointF emptyEnd() const;
    /// What an empty drawing says stands so that it is in the middle together with \p height below it.
    void setEmptyBelow(int height);
    /// Where a hop's seal, or a machine's card, is in the viewport.
    QPointF sealCentre(model::HopId hop) const;
    QRectF cardRect(model::ComputerId computer) const;

    // For the tools.
    std::optional<Thing> thingAt(QPointF view) const;
    model::HopEnd endOf(const Thing& thing) const;
    /// Why a hop cannot be drawn there; empty: it can, perhaps after a question.
    QString whyNot(model::ComputerId from, const model::HopEnd& to) const;
    /// Draws the hop; asks which way its route takes where there are several.
    void connectHop(model::ComputerId from, const model::HopEnd& to);
    /// A new server with its base line at \p scene, connected, and the field for its name.
    void addConnected(model::ComputerId from, QPointF scene);
    /// One undo step, or a notice why not. \returns whether it was done.
    bool apply(const QString& text, Result<model::Graph> next,
               GraphDocument::Gesture gesture = GraphDocument::Gesture::None);

signals:
    void selectionChanged();
    void zoomChanged(double factor);
    void viewChanged();  ///< Scrolled, zoomed or edited: what floats over the canvas moves.
    void sealClicked(hopwright::model::HopId hop);
    /// The badge of a thing was clicked; it is selected.
    void badgeClicked(const hopwright::ui::Thing& thing);
    /// The title of a group was pressed, or its menu asked for at \p global.
    void groupPicked(hopwright::model::GroupId group);
    void groupMenuRequested(hopwright::model::GroupId group, QPoint global);
    void activated();  ///< Enter, or a double click on a hop: show the properties.
    /// A menu was asked for, at this place of the screen: of what is selected, or of the canvas.
    void menuRequested(QPoint global);
    /// Something was not done, with the reason; for the notice strip.
    void refused(const QString& reason);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Added;

    void onGraphChanged();
    void onReplaced();
    void rebuild();
    void makeAgain() const;
    void dropLostSelection();
    bool isInView(const QRectF& scene) const;
    void showNewFrame(const std::vector<FrameGeometry>& before);
    void fitOnce();
    void setOrigin(QPointF origin);
    void leaveView(ViewStep how) { m_views.leave({.origin = m_origin, .zoom = m_zoom}, how); }
    void showView(const ViewPlace& place);
    void fitTo(const QRectF& all);
    void tellView();
    void showWhereWeAre();
    void announce();
    void announceLater();
    void hover(QPointF view);
    void askMenu(QPointF view);
    QPointF freePlace(QSizeF size) const;
    model::Position ontoRow(const model::Graph& clip, const QRectF& box,
                            model::Position delta) const;
    void glideFrom(const model::Graph& before, const ViewPlace& place);
    void endGlide();
    void paintDrawing(QPainter& painter, Theme theme);
    PaintState paintState() const;
    bool isTiled() const;
    void paintTiles(QPainter& painter, Theme theme);
    bool isPictureOfWindow(const QPainter& painter) const;
    const PaintNotes& notes() const;
    void bringToView(const ViewPlace& place) const;
    void paintEmpty(QPainter& painter, Theme theme);
    struct EmptyLine;
    std::vector<EmptyLine> emptyLines() const;
    QString toolTipAt(QPointF view) const;
    const PaintedBadge* badgeAt(QPointF view) const;
    bool pressBadge(const QMouseEvent& event);
    bool pressGroup(const QMouseEvent& event);
    std::optional<model::GroupId> groupAt(QPointF view) const;
    std::vector<Thing> shownOrder() const;
    std::set<model::GroupId> groupsAt(model::Position position) const;
    void endTool();
    bool moveKey(const QKeyEvent& event);
    bool actionKey(const QKeyEvent& event);
    bool viewKey(const QKeyEvent& event);
    bool editKey(const QKeyEvent& event);
    void nudge(Qt::Key direction, bool fine);
    bool isAtEnd(bool backwards) const;
    void moveFocus(Qt::Key direction);
    void chooseWayBack(model::ComputerId from, const model::HopEnd& end);
    void edit(const QRectF& sceneRect, const QString& text, NameEditor::Take take);
    void renameMachine(model::ComputerId id);
    void renameResource(model::ResourceId id);
    void renameGroup(model::GroupId id, const QRectF& sceneRect);
    void retypeTarget(model::HopId id);
    void add(const edit::NewComputer& machine, std::optional<model::ComputerId> from,
             std::optional<model::HopId> into = {});
    std::unique_ptr<Tool> toolFor(const QMouseEvent& event);
    QString takeAdded(const std::shared_ptr<const Added>& added, const QString& typed);
    std::string freeName(model::ComputerKind kind) const;
    model::Position placeBehind(std::optional<model::ComputerId> tail) const;

    GraphDocument* m_document = nullptr;
    std::unique_ptr<CanvasNews> m_news;
    CanvasContent m_content;
    CanvasFindings m_findings = {};
    mutable CanvasLooks m_looks;        ///< Only looks() knows whether these are still right,
    mutable CanvasGeometry m_geometry;  ///< and canvasGeometry() these,
    mutable ShownDrawing m_shown;       ///< and shown() these,
    mutable CanvasFindings m_shownFindings =
        {};  ///< which are what is found, told by what is shown.
    mutable bool m_stale = true;
    bool m_announces = false;  ///< announce() will come.
    bool m_tellsView = false;  ///< showWhereWeAre() will come.
    CanvasSelection m_selection;
    double m_zoom = 1;
    QPointF m_origin;  ///< Scene position of the viewport's top left corner.
    ViewHistory m_views;
    bool m_fitted = false;
    bool m_readOnly = false;
    bool m_space = false;  ///< The space bar is down.
    std::optional<QPointF> m_menuPress =
        {};  ///< Where the right button went down; gone once it is a drag.
    std::unique_ptr<Tool> m_tool;
    std::unique_ptr<SpliceTarget> m_drop;  ///< While a machine is dragged in from outside.
    std::optional<model::ComputerId> m_hover;
    QPointer<NameEditor> m_editor;
    ScrollBars* m_bars;
    Minimap* m_map;
    std::unique_ptr<Glide> m_glide;  ///< While machines are seen to move.
    QVariantAnimation m_motion;      ///< Its share of the way.
    QTimer m_turn;
    QElapsedTimer m_clock;
    std::unique_ptr<TiledPainter> m_tiles;
    std::optional<std::size_t> m_tiledFrom = {};  ///< For a test; else TiledPainter::leastThings.
    QTimer m_refine;             ///< There is more to paint than fitted into a frame.
    mutable PaintNotes m_notes;  ///< Only notes() knows whether these are of what is shown.
    mutable bool m_notesAreOld = false;
    LabelAvoidance m_avoidance = LabelAvoidance::Full;
    int m_emptyBelow = 0;
};

}  // namespace hopwright::ui
