#pragma once

#include "core/model/graph.h"
#include "core/plan/plan.h"
#include "core/probe/run.h"
#include "ui/models/thing_id.h"

#include <QAbstractItemModel>

#include <map>
#include <memory>
#include <vector>

namespace hopwright::ui {

/// A drawing as a read-only tree: domains with their machines and resources, then routes with their hops. ThingIdRole
/// gives `computer-3` and so on; machines and hops outside have a row "No domain" and "In no route" of their own.
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using Predictions = std::map<model::HopId, plan::HopPrediction>;

    explicit OutlineModel(QObject* parent = nullptr);
    ~OutlineModel() override;

    /// \p now is what is predicted for the state machines are in. Rows stay, and with them folds and selection, when the
    /// tree has the same things as before.
    void setContent(const model::Graph& graph, const Predictions& now,
                    const probe::RunReport& report);

    /// The first row about \p thingId; an invalid index: none.
    QModelIndex indexOf(const QString& thingId) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    struct Item;

private:
    const Item& itemOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Item& item) const;

    std::unique_ptr<Item> m_root;
};

}  // namespace hopwright::ui
