#include "ui/document/graph_document.h"

#include "ui/document/graph_edit.h"

#include <utility>

namespace hopwright::ui {

GraphDocument::GraphDocument(model::Graph graph, QObject* parent)
    : QObject(parent), m_graph(std::make_shared<const model::Graph>(std::move(graph)))
{
}

void GraphDocument::edit(const QString& text, model::Graph next, Gesture gesture)
{
    if (m_fitting)
        next = m_fitting(*m_graph, std::move(next));
    model::GraphDifference difference = model::differenceOf(*m_graph, next);
    if (difference.isEmpty())
        return;
    auto after = std::make_shared<const model::Graph>(std::move(next));
    m_history.push(new GraphEdit(*this, text, std::move(after), std::move(difference),
                                 gesture));  // The stack owns it.
}

void GraphDocument::replace(model::Graph graph)
{
    m_history.clear();
    show(std::make_shared<const model::Graph>(std::move(graph)));
    emit replaced();
}

void GraphDocument::show(Snapshot graph)
{
    m_graph = std::move(graph);
    emit graphChanged();
}

}  // namespace hopwright::ui
