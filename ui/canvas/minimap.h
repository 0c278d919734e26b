#pragma once

#include "ui/canvas/canvas_geometry.h"

#include <QImage>
#include <QWidget>

namespace hopwright::ui {

class GraphView;

/// The whole drawing, small, in the corner of a large one: machines, hops that went wrong, and the view as a frame (design §9).
/// A press or a drag brings that place into the middle. It takes no focus: the keys of the canvas go everywhere.
class Minimap : public QWidget {
    Q_OBJECT

public:
    /// A child of \p view's viewport, which shows it from this many machines on, while some of them are out of sight.
    explicit Minimap(GraphView* view);
    static constexpr std::size_t leastMachines = 60;

    /// The drawing changed: it is painted anew when it is next seen.
    void forget();
    /// Into its corner, seen or not.
    void place();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QRectF map() const;
    QImage drawn() const;
    void go(QPointF at);

    GraphView* m_view;
    QImage m_image;  ///< Null: to be painted.
};

}  // namespace hopwright::ui
