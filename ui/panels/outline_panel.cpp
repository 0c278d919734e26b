#include "ui/panels/outline_panel.h"

#include "ui/text/words.h"
#include "ui/theme/delegates.h"
#include "ui/theme/roles.h"

#include <QVBoxLayout>

namespace hopwright::ui {

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
                const QString id = current.data(ThingIdRole).toString();
                if (!m_quiet && !id.isEmpty()) {
                    emit picked(id);
                }
            });
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex& index) {
        const QString id = index.data(ThingIdRole).toString();
        if (!id.isEmpty()) {
            emit activated(id);
        }
    });
}

void OutlinePanel::setContent(Shared<model::Graph> graph, Shared<OutlineModel::Predictions> now,
                              const probe::RunReport& report, const Shared<plan::RouteWalk>& walk)
{
    const QString selected = m_view->currentIndex().data(ThingIdRole).toString();
    m_quiet = true;
    bool reset = false;
    const auto watch =
        connect(&m_model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
    m_model.setContent(std::move(graph), std::move(now), report, walk);
    disconnect(watch);
    m_quiet = false;
    if (reset) {
        m_view->expandAll();
        select(selected);
    }
}

void OutlinePanel::select(const QString& thingId)
{
    const QModelIndex index = m_model.indexOf(thingId);
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
