#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "ui/panels/floating_card.h"

#include <QObject>

#include <array>

class QLabel;

namespace hopwright::ui {

/// One numbered note of the tour, 232 wide without its pointer of 8.
class Callout : public FloatingCard {
    Q_OBJECT

public:
    enum class Pointer { Top, Right };

    Callout(int number, const QString& title, Pointer pointer, QWidget* parent);

    void setText(const QString& text);
    /// Below the text; the callout takes it.
    void setButton(QWidget* button);
    /// Where the pointer stands: from the left, or from the top.
    void setPointerAt(int offset);

protected:
    QPainterPath outline() const override;

private:
    QLabel* m_text;
    Pointer m_pointer;
    int m_pointerAt = 40;
};

/// The tour of the first run: here it fails, why, fix. Three frames and a link, children of the canvas's viewport.
class Callouts : public QObject {
    Q_OBJECT

public:
    /// \p viewport is the parent of the frames, and is not looked at else.
    explicit Callouts(QWidget* viewport);

    /// The sentences, with the names of the first denied route; without one the tour is hidden. \p walk is used where it answers
    /// for \p graph.
    void setContent(const model::Graph& graph, const plan::Plan& plan,
                    const Shared<plan::RouteWalk>& walk = {});
    /// Number 1 goes when the test has run.
    void setTested(bool tested);
    void setShown(bool shown);
    bool isShown() const { return m_shown; }

    /// Places all within \p area: 1 with its pointer at \p hop (the middle below the hop's labels), 2 and 3 at the right.
    void place(const QRect& area, const QPoint& hop);
    Callout& frame(int number) const { return *m_frames.at(static_cast<std::size_t>(number - 1)); }
    QWidget& link() const { return *m_link; }

signals:
    void testRequested();
    void hidden();  ///< "Hide the tour": for good.

private:
    void arrange();

    std::array<Callout*, 3> m_frames = {};
    QWidget* m_link;
    bool m_shown = false;
    bool m_tested = false;
    bool m_hasContent = false;
};

}  // namespace hopwright::ui
