#pragma once

#include "core/base/shared.h"
#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/plan/route_walk.h"
#include "core/probe/run.h"
#include "ui/models/thing_id.h"

#include <QAbstractItemModel>
#include <QItemSelection>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace hopwright::ui {

/// A drawing as a read-only tree: domains with their machines and resources, groups with their machines, then routes with their hops. ThingIdRole
/// gives `computer-3` and so on; machines and hops outside have a row "No domain" and "In no route" of their own. Texts are
/// made when a view asks for them.
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using Predictions = std::map<model::HopId, plan::HopPrediction>;

    explicit OutlineModel(QObject* parent = nullptr);
    ~OutlineModel() override;

    /// \p findings stand as badges in the rows of machines and hops.
    /// \p now is what is predicted for the state machines are in; \p walk is used where it answers for \p graph. Rows stay, and with them folds and selection, when the
    /// tree has the same things as before.
    void setContent(Shared<model::Graph> graph, Shared<Predictions> now,
                    const probe::RunReport& report, const Shared<plan::RouteWalk>& walk = {},
                    const std::vector<plan::Finding>& findings = {});

    /// The first row about \p thing; an invalid index: none.
    QModelIndex indexOf(const ThingRef& thing) const;
    /// The first row of each thing of which \p isMeant is true, neighbours as one range; those of the first \p most ranges.
    /// Cost: O(rows).
    QItemSelection rowsOf(const std::function<bool(const ThingRef&)>& isMeant,
                          qsizetype most) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    struct Item;
    enum class Kind : std::uint8_t;

private:
    QString textOf(const Item& item) const;
    QString wordsOf(const Item& item) const;
    QString saidOf(const Item& item) const;
    static QVariant badgeMarkOf(const Item& item);
    QString wordsOfHop(const Item& item) const;
    QString iconNameOf(const Item& item) const;
    const Item& itemOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Item& item) const;

    std::unique_ptr<Item> m_root;
    Shared<model::Graph> m_graph;
    Shared<Predictions> m_now;
    Shared<plan::RouteWalk> m_walk;  ///< Of m_graph.
};

}  // namespace hopwright::ui
