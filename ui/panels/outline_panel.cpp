#include "ui/panels/outline_panel.h"

#include "ui/text/words.h"
#include "ui/theme/delegates.h"
#include "ui/theme/roles.h"

#include <QVBoxLayout>

namespace hopwright::ui {

namespace {

ThingRef thingAt(const QModelIndex& index)
{
    return thingFromId(index.data(ThingIdRole).toString());
}

}  // namespace

OutlinePanel::OutlinePanel(QWidget* parent) : QWidget(parent), m_view(new QTreeView(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);

    m_view->setModel(&m_model);
    m_view->setItemDelegate(new StateDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(16);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setAccessibleName(Text::tr("Outline"));
    m_view->setAccessibleDescription(Text::tr("Machines by domain, then the hops of each route"));

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                const ThingRef thing = thingAt(current);
                if (!m_quiet && thing != ThingRef()) {
                    emit picked(thing);
                }
            });
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        const QModelIndex index = m_view->indexAt(at);
        const QModelIndex row = index.isValid() ? index : m_view->currentIndex();
        if (const ThingRef thing = thingAt(row); thing != ThingRef())
            emit menuRequested(thing, m_view->viewport()->mapToGlobal(at));
    });
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex& index) {
        const ThingRef thing = thingAt(index);
        if (thing != ThingRef()) {
            emit activated(thing);
        }
    });
}

void OutlinePanel::setContent(Shared<model::Graph> graph, Shared<OutlineModel::Predictions> now,
                              const probe::RunReport& report, const Shared<plan::RouteWalk>& walk,
                              const std::vector<plan::Finding>& findings)
{
    const ThingRef selected = thingAt(m_view->currentIndex());
    m_quiet = true;
    bool reset = false;
    const auto watch =
        connect(&m_model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
    m_model.setContent(std::move(graph), std::move(now), report, walk, findings);
    disconnect(watch);
    m_quiet = false;
    if (reset) {
        m_view->expandAll();
        select(selected);
    }
}

void OutlinePanel::select(const ThingRef& thing)
{
    const QModelIndex index = m_model.indexOf(thing);
    if (index == m_view->currentIndex()) {
        return;
    }
    m_quiet = true;
    m_view->setCurrentIndex(index);
    if (index.isValid()) {
        m_view->scrollTo(index);
    } else {
        m_view->clearSelection();
    }
    m_quiet = false;
}

}  // namespace hopwright::ui
