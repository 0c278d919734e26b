#pragma once

#include "ui/canvas/selection.h"
#include "ui/document/graph_document.h"

#include <QString>

#include <functional>
#include <utility>
#include <vector>

class QAccessibleEvent;

namespace hopwright::model {
struct GraphDifference;
}  // namespace hopwright::model

namespace hopwright::ui {

class CanvasAccessible;
class GraphView;

/// What assistive tools hear of a view: where the keyboard goes, what was drawn or removed, which thing is called something else
/// now, and sentences. While no tool listens it costs nothing.
class CanvasNews {
public:
    using Tell = std::function<void(QAccessibleEvent& event)>;

    /// \p view outlives it.
    explicit CanvasNews(GraphView& view) : m_view(view) {}

    /// Gives each event to \p tell, as if a tool listened, and none to the tools; empty: to the tools again. For tests: Qt has
    /// no other way without a platform that has tools.
    void setTell(Tell tell) { m_tell = std::move(tell); }

    /// The selection of the view changed from \p before.
    void selectionMoved(const CanvasSelection& before);
    /// The view has the keyboard, or another thing in it.
    void focusMoved();
    /// The drawing, or what is known of it, changed; once for several changes. Says what was drawn or removed.
    void drawingChanged();
    /// It is another drawing, of which nothing is said.
    void drawingReplaced();
    /// Has \p sentence read out. By Qt 6.4 that reaches tools on Linux; on Windows Qt has nothing for it.
    void say(const QString& sentence);

private:
    bool isHeard() const;
    void remember();
    CanvasAccessible* canvas() const;
    void tell(QAccessibleEvent& event);
    void tellSelected(const CanvasSelection& before, const CanvasSelection& after);
    void tellDifference(const model::GraphDifference& difference);
    void tellRemoved(const Thing& thing);
    QString drawn(const std::vector<Thing>& things) const;

    GraphView& m_view;
    Tell m_tell = {};
    GraphDocument::Snapshot m_known = {};  ///< The drawing that was told of last.
};

}  // namespace hopwright::ui
