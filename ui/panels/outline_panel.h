#pragma once

#include "ui/models/outline_model.h"

#include <QTreeView>
#include <QWidget>

namespace hopwright::ui {

/// The drawing as a list that selects. It changes nothing.
class OutlinePanel : public QWidget {
    Q_OBJECT

public:
    explicit OutlinePanel(QWidget* parent = nullptr);

    void setContent(Shared<model::Graph> graph, Shared<OutlineModel::Predictions> now,
                    const probe::RunReport& report, const Shared<plan::RouteWalk>& walk = {},
                    const std::vector<plan::Finding>& findings = {});
    QTreeView& view() const { return *m_view; }

    /// Shows \p thing as selected, without a signal; nothing clears the selection.
    void select(const ThingRef& thing);

signals:
    void picked(const hopwright::ui::ThingRef& thing);     ///< The user went to this row.
    void activated(const hopwright::ui::ThingRef& thing);  ///< Enter or double click.
    /// By the right button or the key for menus.
    void menuRequested(const hopwright::ui::ThingRef& thing, QPoint global);

private:
    OutlineModel m_model;
    QTreeView* m_view;
    bool m_quiet = false;
};

}  // namespace hopwright::ui
