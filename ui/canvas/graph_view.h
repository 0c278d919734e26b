#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/canvas_painter.h"
#include "ui/canvas/selection.h"
#include "ui/document/graph_document.h"

#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hopwright::ui {

/// The drawing on screen, and the gestures that change it. Everything is painted in batches from one geometry; nothing
/// is a widget of its own but the field that is being typed in.
///
/// It reads the document and edits it by core/edit alone. Predictions and results are given to it as values.
class GraphView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit GraphView(QWidget* parent = nullptr);
    ~GraphView() override;

    /// \p document outlives the view.
    void setDocument(GraphDocument* document);
    GraphDocument* document() const { return m_document; }
    const model::Graph& graph() const;

    /// What is predicted: as if all were applied, and for the state machines are in now.
    void setPlan(const plan::Plan& plan, const std::map<model::HopId, plan::HopPrediction>& now);
    /// What was tested; an empty report: nothing yet.
    void setReport(const probe::RunReport& report);
    /// Changes that a machine lacks: its roles and a dot are drawn as not applied yet.
    void setMissing(const std::vector<plan::Change>& missing);

    const CanvasSelection& selection() const { return m_selection; }
    void setSelection(const CanvasSelection& selection);
    void selectAll();

    // Actions: each one undo step.
    void addMachine(model::ComputerKind kind, std::optional<QPointF> scenePosition = {});
    void addShare(std::optional<model::ComputerId> computer = {});
    void quickAdd();
    void startHop();
    void rename();
    void deleteSelection();
    /// Draws a CHAIN. \returns the reason when it cannot be drawn.
    QString pasteChain(const QString& text);
    void cancelGesture();
    void focusNext(bool backwards);

    void zoomBy(double factor, std::optional<QPointF> anchor = {});
    void zoomTo(double factor);
    double zoom() const { return m_zoom; }
    void fit();
    /// Scrolls so that \p thing is seen.
    void reveal(const Thing& thing);

    const CanvasGeometry& geometry() const { return m_geometry; }
    QPointF toView(QPointF scene) const;
    QPointF toScene(QPointF view) const;
    /// What is painted now, for tests and assistive tools.
    const std::vector<PaintedLabel>& paintedLabels() const;
    /// Where a hop's seal, or a machine's card, is in the viewport.
    QPointF sealCentre(model::HopId hop) const;
    QRectF cardRect(model::ComputerId computer) const;

signals:
    void selectionChanged();
    void zoomChanged(double factor);
    void viewChanged();  ///< Scrolled, zoomed or edited: what floats over the canvas moves.
    void sealClicked(hopwright::model::HopId hop);
    void activated();  ///< Enter, or a double click: show the properties.
    /// Something was not done, with the reason; for the notice strip.
    void refused(const QString& reason);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Drag;
    struct Draft;

    void rebuild();
    void updateScrollBars();
    void apply(const QString& text, const Result<model::Graph>& next,
               GraphDocument::Gesture gesture = GraphDocument::Gesture::None);
    void connectTo(const model::HopEnd& end);
    void chooseWayBack(model::ComputerId from, const model::HopEnd& end);
    void dropDraft(QPointF scene);
    void dragTo(QPointF view);
    void paintGesture(QPainter& painter, Theme theme);
    void paintEmpty(QPainter& painter, Theme theme);
    void editText(const QRectF& sceneRect, const QString& text,
                  const std::function<void(const QString&)>& done);
    void moveFocus(Qt::Key direction);
    void nudge(Qt::Key direction, bool fine);
    std::optional<model::ComputerId> currentComputer() const;
    bool handleDraftKey(QKeyEvent* event);
    void updateDraftReason();
    QString freeName(const QString& stem) const;

    GraphDocument* m_document = nullptr;
    CanvasGeometry m_geometry;
    CanvasContent m_content;
    CanvasSelection m_selection;
    double m_zoom = 1;
    QPointF m_origin;  ///< Scene position of the viewport's top left corner.
    std::unique_ptr<Drag> m_drag;
    std::unique_ptr<Draft> m_draft;
    std::optional<model::ComputerId> m_hover;
    QLineEdit* m_editor = nullptr;
    QTimer m_turn;
    mutable std::vector<PaintedLabel> m_labels;
    bool m_fitted = false;
};

}  // namespace hopwright::ui
