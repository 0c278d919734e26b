#include "ui/panels/inspector.h"

#include "ui/models/thing_id.h"
#include "ui/panels/plan_page.h"
#include "ui/panels/properties_page.h"
#include "ui/panels/script_page.h"

namespace hopwright::ui {

Inspector::Inspector(QWidget* parent)
    : QTabWidget(parent),
      m_planPage(new PlanPage(this)),
      m_propertiesPage(new PropertiesPage(this)),
      m_scriptPage(new ScriptPage(this))
{
    setDocumentMode(true);
    addTab(m_planPage, tr("Plan"));
    addTab(m_propertiesPage, tr("Properties"));
    addTab(m_scriptPage, tr("Script"));
    connect(m_scriptPage, &ScriptPage::exportAll, this, &Inspector::exportAll);
    connect(m_planPage, &PlanPage::useCredSsp, this, &Inspector::useCredSsp);
    connect(m_planPage, &PlanPage::giveOwnCredential, this, &Inspector::giveOwnCredential);
    refresh();
}

void Inspector::setDocument(GraphDocument* document)
{
    if (m_document != nullptr) {
        disconnect(m_document, nullptr, this, nullptr);
    }
    m_document = document;
    if (m_document != nullptr) {
        connect(m_document, &GraphDocument::graphChanged, this, &Inspector::refresh);
    }
    refresh();
}

void Inspector::setContent(const InspectorContent& content)
{
    m_content = content;
    refresh();
}

void Inspector::showThing(const QString& thingId)
{
    m_thing = thingId;
    refresh();
}

void Inspector::showProperties()
{
    setCurrentWidget(m_propertiesPage);
    m_propertiesPage->focusFirst();
}

void Inspector::refresh()
{
    const ThingRef thing = thingFromId(m_thing);
    m_planPage->show(m_document != nullptr ? m_document->graph() : model::Graph(), m_content,
                     thing);
    m_propertiesPage->show(m_document, thing);
    m_scriptPage->show(m_document, m_content.plan, thing);
}

}  // namespace hopwright::ui
