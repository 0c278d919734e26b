#include "ui/panels/inspector.h"

#include "ui/models/thing_id.h"
#include "ui/panels/explain_page.h"
#include "ui/panels/plan_page.h"
#include "ui/panels/properties_page.h"
#include "ui/panels/script_page.h"
#include "ui/text/words.h"

#include <initializer_list>
#include <utility>
#include <variant>

namespace hopwright::ui {

namespace {

/// The drawing as a whole.
bool contains(const model::Graph& /*graph*/, std::monostate /*none*/)
{
    return true;
}

bool contains(const model::Graph& graph, model::DomainId id)
{
    return graph.domains.contains(id);
}

bool contains(const model::Graph& graph, model::ComputerId id)
{
    return graph.computers.contains(id);
}

bool contains(const model::Graph& graph, model::ResourceId id)
{
    return graph.resources.contains(id);
}

bool contains(const model::Graph& graph, model::HopId id)
{
    return graph.hops.contains(id);
}

bool contains(const model::Graph& graph, model::RouteId id)
{
    return graph.routes.contains(id);
}

bool contains(const model::Graph& graph, model::GroupId id)
{
    return graph.groups.contains(id);
}

}  // namespace

Inspector::Inspector(QWidget* parent)
    : QTabWidget(parent),
      m_planPage(new PlanPage(this)),
      m_propertiesPage(new PropertiesPage(this)),
      m_explainPage(new ExplainPage(this)),
      m_scriptPage(new ScriptPage(this))
{
    setDocumentMode(true);
    addTab(m_planPage, Text::tr("Plan"));
    addTab(m_propertiesPage, Text::tr("Properties"));
    addTab(m_explainPage, Text::tr("Explain"));
    addTab(m_scriptPage, Text::tr("Script"));
    connect(m_scriptPage, &ScriptPage::exportAll, this, &Inspector::exportAll);
    connect(m_planPage, &PlanPage::takeWayOut, this, &Inspector::takeWayOut);
    connect(m_planPage, &PlanPage::explainAsked, this, &Inspector::explain);
    connect(m_explainPage, &ExplainPage::subjectChanged, this, [this] { showPage(m_explainPage); });
    connect(this, &QTabWidget::currentChanged, this, [this] {
        if (m_stale.contains(currentWidget())) {
            showPage(currentWidget());
        }
    });
    refresh();
}

void Inspector::setDocument(GraphDocument* document)
{
    if (m_document != nullptr) {
        disconnect(m_document, nullptr, this, nullptr);
    }
    m_document = document;
    if (m_document != nullptr) {
        connect(m_document, &GraphDocument::graphChanged, this, &Inspector::graphChanged);
    }
    refresh();
}

void Inspector::setContent(const InspectorContent& content)
{
    m_content = content;
    refresh();
}

void Inspector::showThing(const ThingRef& thing, const edit::Selection& several)
{
    const bool isOther = several != m_several;
    m_several = several;
    if (thing == m_thing) {
        if (isOther) {
            showPage(m_planPage);
            showPage(m_propertiesPage);
        }
        return;
    }
    m_thing = thing;
    m_explainPage->setSubject({});
    refresh();
}

void Inspector::showProperties()
{
    setCurrentWidget(m_propertiesPage);
    m_propertiesPage->focusFirst();
}

void Inspector::explain(const QString& id)
{
    m_explainPage->setSubject(id);
    setCurrentWidget(m_explainPage);
    showPage(m_explainPage);
    m_explainPage->setFocus(Qt::OtherFocusReason);
}

void Inspector::followExplained(const QString& id)
{
    if (currentWidget() != m_explainPage) {
        return;
    }
    m_explainPage->setSubject(id);
    showPage(m_explainPage);
}

/// What follows from the drawing comes by setContent().
void Inspector::graphChanged()
{
    const auto isThere = [&](auto id) {
        return contains(m_document->graph(), id);
    };
    if (std::visit(isThere, m_thing)) {
        showPage(m_propertiesPage);
    } else {
        refresh();
    }
}

void Inspector::refresh()
{
    for (QWidget* page : std::initializer_list<QWidget*>{m_planPage, m_propertiesPage,
                                                         m_explainPage, m_scriptPage}) {
        showPage(page);
    }
}

/// At once, or when it is seen.
void Inspector::showPage(QWidget* page)
{
    if (isVisible() && page != currentWidget()) {
        m_stale.insert(page);
        return;
    }
    m_stale.erase(page);
    static const model::Graph none;
    const model::Graph& graph = m_document != nullptr ? m_document->graph() : none;
    if (page == m_planPage) {
        m_planPage->show(graph, m_content, m_thing, m_several);
    } else if (page == m_explainPage) {
        m_explainPage->show(graph, m_content, m_thing);
    } else if (page == m_propertiesPage) {
        m_propertiesPage->show(m_document, m_thing, m_several);
    } else {
        m_scriptPage->show(m_document, *m_content.plan, m_thing);
    }
}

}  // namespace hopwright::ui
