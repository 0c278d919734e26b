#pragma once

#include "core/model/graph.h"
#include "ui/canvas/selection.h"
#include "ui/canvas/tool.h"

#include <QPointF>
#include <QString>

#include <optional>

namespace hopwright::ui {

/// Draws a hop: dragged from a machine's handle, or by keys (arrows or letters choose the target, Enter draws).
class ConnectTool : public Tool {
public:
    ConnectTool(GraphView& view, model::ComputerId from, bool byKeys);

    void press(const QMouseEvent& event) override;
    void move(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;
    bool key(const QKeyEvent& event) override;
    bool takesKeys() const override { return m_byKeys; }
    bool isDone() const override { return m_done; }
    bool isLost() const override;
    void prepare(PaintState& state) const override;
    void paint(QPainter& painter, Theme theme) const override;

private:
    void aim(std::optional<Thing> target);
    void step(Qt::Key direction);
    void type(const QString& letters);
    void finish();
    QString hint() const;

    model::ComputerId m_from;
    bool m_byKeys;
    bool m_done = false;
    QPointF m_now;  ///< View; where the line ends while it has no target.
    std::optional<Thing> m_target;
    QString m_reason;  ///< Why the hop cannot end at the target; empty: it can.
    QString m_typed;
};

}  // namespace hopwright::ui
