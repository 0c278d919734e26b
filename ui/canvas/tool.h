#pragma once

#include "ui/canvas/canvas_painter.h"

class QKeyEvent;
class QMouseEvent;

namespace hopwright::ui {

class GraphView;

/// One gesture, from the press that begins it to the release or Esc that ends it. Inside ui/canvas only.
class Tool {
public:
    explicit Tool(GraphView& view) : m_view(view) {}
    virtual ~Tool() = default;
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    virtual void press(const QMouseEvent& event) = 0;
    virtual void move(const QMouseEvent& event) = 0;
    /// The view ends the tool after it.
    virtual void release(const QMouseEvent& event) = 0;
    /// Takes back what the gesture did so far; the view ends the tool after it.
    virtual void cancel() {}
    /// \returns whether the key was meant for the gesture.
    virtual bool key(const QKeyEvent& /*event*/) { return false; }
    /// Whether the gesture goes on without a pressed button and takes letters.
    virtual bool takesKeys() const { return false; }
    /// Whether a key or release has ended it.
    virtual bool isDone() const { return false; }
    /// Whether what it acts on is no longer in the drawing.
    virtual bool isLost() const { return false; }
    /// What the gesture does to machines as they are painted.
    virtual void prepare(PaintState& /*state*/) const {}
    /// Paints over the drawing, in coordinates of the viewport.
    virtual void paint(QPainter& /*painter*/, Theme /*theme*/) const {}

protected:
    GraphView& m_view;
};

}  // namespace hopwright::ui
