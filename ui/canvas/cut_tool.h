#pragma once

#include "core/model/graph.h"
#include "ui/canvas/tool.h"

#include <QPointF>

#include <set>
#include <vector>

namespace hopwright::ui {

/// Cuts the hops that a drag crosses: on release they are removed, or muted, in one undo step. Esc leaves them.
class CutTool : public Tool {
public:
    enum class Does { Remove, Mute };

    CutTool(GraphView& view, Does does) : Tool(view), m_does(does) {}

    void press(const QMouseEvent& event) override;
    void move(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;
    void cancel() override;
    bool isLost() const override;
    void paint(QPainter& painter, Theme theme) const override;

private:
    static constexpr std::size_t mostPoints = 1'000;  ///< That are painted of a long drag.

    Does m_does;
    QPointF m_now;                       ///< View.
    std::vector<QPointF> m_points = {};  ///< Scene: where the drag went.
    std::set<model::HopId> m_hops = {};
};

}  // namespace hopwright::ui
