#pragma once

#include "ui/canvas/tool.h"

#include <QPointF>

namespace hopwright::ui {

/// Moves the view: middle drag, right drag, or Space and drag.
class PanTool : public Tool {
public:
    using Tool::Tool;

    void press(const QMouseEvent& event) override;
    void move(const QMouseEvent& event) override;
    void release(const QMouseEvent& event) override;

private:
    QPointF m_last;
};

}  // namespace hopwright::ui
