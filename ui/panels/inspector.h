#pragma once

#include "core/base/shared.h"
#include "core/edit/edit_nodes.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "core/probe/run.h"
#include "ui/document/graph_document.h"
#include "ui/models/thing_id.h"

#include <QTabWidget>

#include <map>
#include <set>
#include <vector>

namespace hopwright::ui {

class ExplainPage;
class PlanPage;
class PropertiesPage;
class ScriptPage;

/// What is known of the open drawing, as panels show it.
struct InspectorContent {
    Shared<plan::Plan> plan = {};  ///< As if everything asked for were applied.
    Shared<std::map<model::HopId, plan::HopPrediction>> now = {};
    Shared<std::vector<plan::Change>> missing = {};  ///< Not applied yet.
    Shared<probe::RunReport> report = {};
    Shared<plan::RouteWalk> walk = {};  ///< Used where it answers for the drawing.
};

/// The selected thing: tab Plan says what was computed and tested, tab Properties edits what is drawn, tab Explain says
/// what it means, tab Script shows the scripts of a machine.
///
/// Edits go to the document by core/edit, one undo step each. A value that is refused stays in its field, with the
/// reason below it.
class Inspector : public QTabWidget {
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);

    /// \p document outlives this; nullptr: none.
    void setDocument(GraphDocument* document);
    /// After each change of drawing, plan, state or report.
    void setContent(const InspectorContent& content);
    /// A machine, a resource, a hop or a route. Others, and things that are gone: the empty state.
    /// With two things or more in \p several, tab Properties is about all of these.
    void showThing(const ThingRef& thing, const edit::Selection& several = {});
    /// Tab Properties, with the focus in its first field.
    void showProperties();
    /// Tab Explain about \p id: a finding, a rule, a role, a list or a word. Empty: about the selected thing.
    void explain(const QString& id);
    /// The same where that tab is shown already, and leaves the focus where it is.
    void followExplained(const QString& id);

signals:
    void takeWayOut(hopwright::plan::WayOutKind kind, hopwright::model::HopId hop);
    void exportAll();

private:
    void graphChanged();
    void refresh();
    void showPage(QWidget* page);

    GraphDocument* m_document = nullptr;
    InspectorContent m_content;
    ThingRef m_thing;
    edit::Selection m_several;
    std::set<QWidget*> m_stale;  ///< Pages that are not seen, and show what was.
    PlanPage* m_planPage;
    PropertiesPage* m_propertiesPage;
    ExplainPage* m_explainPage;
    ScriptPage* m_scriptPage;
};

}  // namespace hopwright::ui
