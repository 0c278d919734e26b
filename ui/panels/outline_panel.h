#pragma once

#include "core/edit/edit_nodes.h"
#include "ui/models/outline_model.h"

#include <QTreeView>
#include <QWidget>

#include <optional>
#include <vector>

namespace hopwright::ui {

/// The drawing as a list that selects, one thing or several. It changes nothing.
class OutlinePanel : public QWidget {
    Q_OBJECT

public:
    explicit OutlinePanel(QWidget* parent = nullptr);

    void setContent(Shared<model::Graph> graph, Shared<OutlineModel::Predictions> now,
                    const probe::RunReport& report, const Shared<plan::RouteWalk>& walk = {},
                    const std::vector<plan::Finding>& findings = {});
    QTreeView& view() const { return *m_view; }

    /// How many ranges of rows are shown as selected at most: the view looks at each of them for each other.
    static constexpr int mostRanges = 500;
    /// Shows \p thing as selected, without a signal, or, where these are two or more, the things of \p several, as far as
    /// mostRanges goes; nothing clears the selection. Cost: O(rows).
    void select(const ThingRef& thing, const edit::Selection& several = {});

signals:
    void picked(const hopwright::ui::ThingRef& thing);  ///< The user went to this row.
    /// The user selected several rows, or none; \p current, one of them, has the focus.
    void pickedSeveral(const std::vector<hopwright::ui::ThingRef>& things,
                       const hopwright::ui::ThingRef& current);
    void activated(const hopwright::ui::ThingRef& thing);  ///< Enter or double click.
    /// By the right button or the key for menus.
    void menuRequested(const hopwright::ui::ThingRef& thing, QPoint global);

private:
    void tell();
    void mark(const ThingRef& thing);

    OutlineModel m_model;
    QTreeView* m_view;
    bool m_quiet = false;
    /// What select() was given last, of two things or more; nothing: the user has selected since.
    std::optional<edit::Selection> m_shown = edit::Selection();
    std::vector<ThingRef> m_told = {};  ///< What tell() said last: the current one, then all.
};

}  // namespace hopwright::ui
