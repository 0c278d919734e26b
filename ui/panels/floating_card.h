#pragma once

#include <QFrame>
#include <QPainterPath>

namespace hopwright::ui {

/// A frame that floats over the canvas: card fill, radius 6, an outline and a soft shadow (design §4). Clicks on it do not
/// reach the canvas.
class FloatingCard : public QFrame {
    Q_OBJECT

public:
    enum class Edge { Outline, Accent };

    explicit FloatingCard(Edge edge, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

    /// The outline; without room for a pointer, all of the frame.
    virtual QPainterPath outline() const;
    /// What lies on the card below its widgets, clipped to the outline.
    virtual void paintBody(QPainter& painter) const;

private:
    void setShadow();

    Edge m_edge;
};

}  // namespace hopwright::ui
