#include "ui/panels/outline_panel.h"

#include "ui/text/words.h"
#include "ui/theme/delegates.h"
#include "ui/theme/roles.h"

#include <QItemSelectionModel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

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
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setAccessibleName(Text::tr("Outline"));
    m_view->setAccessibleDescription(Text::tr("Machines by domain, then the hops of each route"));

    const QItemSelectionModel* rows = m_view->selectionModel();
    connect(rows, &QItemSelectionModel::currentChanged, this,
            [this, rows](const QModelIndex& current) {
                // The mouse moves the current one first, and selects it then.
                if (rows->isSelected(current))
                    tell();
            });
    connect(rows, &QItemSelectionModel::selectionChanged, this, &OutlinePanel::tell);
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
        const edit::Selection several = std::exchange(m_shown, {}).value_or(edit::Selection());
        select(selected, several);
    }
}

/// Comes twice where rows and the current one change.
void OutlinePanel::tell()
{
    if (m_quiet)
        return;
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::vector<ThingRef> things;
    for (const QModelIndex& each : rows) {
        if (const ThingRef thing = thingAt(each); thing != ThingRef())
            things.push_back(thing);
    }
    if (things.empty() && !rows.isEmpty())
        return;  // A heading.
    ThingRef current = thingAt(m_view->currentIndex());
    if (!things.empty() && std::ranges::find(things, current) == things.end())
        current = things.front();
    std::vector<ThingRef> told{things.empty() ? ThingRef() : current};
    told.insert(told.end(), things.begin(), things.end());
    if (m_told == told)
        return;
    m_told = std::move(told);
    if (things.size() == 1) {
        m_shown = edit::Selection();
        emit picked(current);
    } else {
        m_shown.reset();
        emit pickedSeveral(things, things.empty() ? ThingRef() : current);
    }
}

void OutlinePanel::select(const ThingRef& thing, const edit::Selection& several)
{
    m_told.clear();
    if (several.size() < 2)
        m_told = {thing, thing};
    const edit::Selection wanted = several.size() > 1 ? several : edit::Selection();
    if (m_shown == wanted && m_model.indexOf(thing) == m_view->currentIndex()) {
        return;
    }
    m_shown = wanted;
    m_quiet = true;
    mark(thing);
    m_quiet = false;
}

/// The keys that are held down mean nothing here: the mouse may be on the canvas.
void OutlinePanel::mark(const ThingRef& thing)
{
    QItemSelectionModel& rows = *m_view->selectionModel();
    const QModelIndex index = m_model.indexOf(thing);
    const edit::Selection& several = *m_shown;
    if (several.size() > 1) {
        const auto isMeant = [&several](const ThingRef& each) {
            if (const auto* computer = std::get_if<model::ComputerId>(&each))
                return several.computers.contains(*computer);
            if (const auto* resource = std::get_if<model::ResourceId>(&each))
                return several.resources.contains(*resource);
            const auto* hop = std::get_if<model::HopId>(&each);
            return hop != nullptr && several.hops.contains(*hop);
        };
        rows.setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        rows.select(m_model.rowsOf(isMeant, mostRanges),
                    QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    } else if (index.isValid()) {
        rows.setCurrentIndex(index,
                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    } else {
        rows.clear();
    }
    if (index.isValid())
        m_view->scrollTo(index);
}

}  // namespace hopwright::ui
