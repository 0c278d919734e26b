#pragma once

#include "core/plan/overview.h"
#include "ui/models/thing_id.h"
#include "ui/panels/inspector.h"

#include <QScrollArea>

#include <optional>

namespace hopwright::ui {

class Sections;

/// Tab Plan: what was computed and tested about one thing. Made anew for each thing and each change; keeps its scroll
/// position while the thing stays.
class PlanPage : public QScrollArea {
    Q_OBJECT

public:
    explicit PlanPage(QWidget* parent = nullptr);

    /// \p several: what is selected beside \p thing; of no thing and none of these, the drawing as a whole is told.
    void show(const model::Graph& graph, const InspectorContent& content, const ThingRef& thing,
              const edit::Selection& several);

signals:
    void takeWayOut(hopwright::plan::WayOutKind kind, hopwright::model::HopId hop);
    /// Of a rule or a finding, by its id.
    void explainAsked(const QString& id);

private:
    void showOverview(const model::Graph& graph, const InspectorContent& content,
                      Sections& sections);

    ThingRef m_thing;
    QString m_empty = {};  ///< It says this alone, that nothing is selected or several things are.
    std::optional<Shared<plan::Plan>> m_overviewOf = {};  ///< The plan that m_overview is made of.
    plan::Overview m_overview = {};
};

}  // namespace hopwright::ui
