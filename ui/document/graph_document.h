#pragma once

#include "core/model/graph.h"

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <utility>

namespace hopwright::ui {

/// The open graph and its history. What is on screen reads graph() and redraws on graphChanged();
/// nothing changes the graph but edit().
class GraphDocument : public QObject {
    Q_OBJECT

public:
    /// A graph that never changes, so that the document, its history and other threads can share it.
    using Snapshot = std::shared_ptr<const model::Graph>;

    /// One drag or one run of typing. The edits made under it become one undo step.
    enum class Gesture : int { None = -1 };

    explicit GraphDocument(model::Graph graph = {}, QObject* parent = nullptr);

    /// Ask again after graphChanged(): the reference holds until then. To keep one, take snapshot().
    const model::Graph& graph() const noexcept { return *m_graph; }
    Snapshot snapshot() const noexcept { return m_graph; }
    QUndoStack& history() noexcept { return m_history; }

    /// Another drawing takes the place of this one: without history, and unchanged since then.
    void replace(model::Graph graph);

    /// Makes \p next the graph, as the undo step \p text ("Move machine"), unless nothing differs.
    void edit(const QString& text, model::Graph next, Gesture gesture = Gesture::None);

    /// What becomes of an edit before it is a step, so that it is part of that: the drawing before, and the one that edit() was
    /// given. It outlives the document, or is taken away with {}.
    using Fitting = std::function<model::Graph(const model::Graph&, model::Graph)>;
    void setFitting(Fitting fitting) { m_fitting = std::move(fitting); }

    /// Call at the start of a drag, and pass what it returns with every edit of that drag.
    Gesture beginGesture() noexcept { return Gesture{++m_gestures}; }

signals:
    void graphChanged();
    void replaced();  ///< After graphChanged(): it is another drawing.

private:
    friend class GraphEdit;
    void show(Snapshot graph);

    Snapshot m_graph;
    QUndoStack m_history;
    int m_gestures = 0;
    Fitting m_fitting = {};
};

}  // namespace hopwright::ui
