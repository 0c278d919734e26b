#pragma once

#include "ui/canvas/graph_view.h"

#include <set>
#include <string>

namespace hopwright::ui {

/// A mouse button that is down: inside ui/canvas only.
struct GraphView::Drag {
    enum class Kind { Pressed, Move, Band, Pan };

    Kind kind = Kind::Pressed;
    QPointF startView = {};
    QPointF startScene = {};
    QPointF nowScene = {};
    QPointF startOrigin = {};
    std::map<model::ComputerId, model::Position> startPositions = {};
    GraphDocument::Gesture gesture = GraphDocument::Gesture::None;
    CanvasSelection before = {};
    std::optional<Thing> pressed = {};
};

/// A hop that is being drawn, by mouse or keyboard.
struct GraphView::Draft {
    model::ComputerId from{};
    QPointF nowScene = {};
    std::optional<Thing> target = {};
    QString reason = {};  ///< Why the hop cannot end at the target; empty: it can.
    bool byKeyboard = false;
    QString typed = {};  ///< Letters typed towards a name.
};

/// The time that new facts get.
std::string editTime();

}  // namespace hopwright::ui
