#pragma once

#include "core/model/graph.h"
#include "ui/canvas/selection.h"
#include "ui/canvas/snap.h"
#include "ui/canvas/splice_target.h"
#include "ui/canvas/tool.h"
#include "ui/document/graph_document.h"

#include <QPointF>

#include <map>
#include <optional>

namespace hopwright::ui {

/// Selects by click and rubber band, and moves machines: one undo step a drag; on the grid, and in line with what is near, unless
/// Alt is down. One machine that is dropped on a hop is put into it, in the same step; with Alt it is not.
class SelectTool : public Tool {
public:
    using Tool::Tool;

    void press(const QMouseEvent& event) override;
    void move(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;
    void cancel() override;
    void paint(QPainter& painter, Theme theme) const override;
    bool isLost() const override;

private:
    enum class Phase { Pressed, Band, Move };

    void select(const QMouseEvent& event);
    void band(const QMouseEvent& event);
    void drag(const QMouseEvent& event);
    void beginMove();
    void splice();
    QPointF snappedDelta(QPointF delta);

    Phase m_phase = Phase::Pressed;
    QPointF m_start;  ///< View.
    QPointF m_startScene;
    QPointF m_now;  ///< View.
    std::optional<Thing> m_pressed;
    CanvasSelection m_before;
    bool m_narrow =
        false;  ///< A click on one of several selected things selects it alone, at the release.
    std::map<model::ComputerId, model::Position> m_positions;
    QRectF m_box = {};                  ///< Around what is moved, where it was.
    std::vector<QRectF> m_others = {};  ///< What it can line up with.
    Snapped m_snapped = {};
    std::optional<SpliceTarget> m_splice = {};  ///< While one machine is moved.
    GraphDocument::Gesture m_gesture = GraphDocument::Gesture::None;
};

}  // namespace hopwright::ui
