#pragma once

#include "ui/models/thing_id.h"
#include "ui/panels/inspector.h"

#include <QScrollArea>

class QVBoxLayout;

namespace hopwright::ui {

/// Tab Plan: what was computed and tested about one thing. Made anew for each thing and each change; keeps its scroll
/// position while the thing stays.
class PlanPage : public QScrollArea {
    Q_OBJECT

public:
    explicit PlanPage(QWidget* parent = nullptr);

    void show(const model::Graph& graph, const InspectorContent& content, const ThingRef& thing);

signals:
    void takeWayOut(hopwright::plan::WayOutKind kind, hopwright::model::HopId hop);
    /// Of a rule or a finding, by its id.
    void explainAsked(const QString& id);

private:
    ThingRef m_thing;
    bool m_isEmpty = false;  ///< It says that nothing is selected.
};

}  // namespace hopwright::ui
