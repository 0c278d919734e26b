#pragma once

#include "core/model/graph.h"
#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/view_history.h"

#include <QFont>

#include <cstddef>
#include <map>

namespace hopwright::ui {

/// The picture of a drawing while its machines go from where they stood to where they stand, and the view with them. The drawing
/// itself has them there from the start: this is to look at.
class Glide {
public:
    /// Machines and hops of a drawing that glides: lines are laid for each frame, and those of a larger one take longer than that.
    static constexpr std::size_t mostThings = 300;

    /// \p from is what was shown of \p before.
    Glide(const model::Graph& before, const model::Graph& now, const ViewPlace& from);

    /// Whether there is something to see of it.
    bool isSeen() const { return !m_from.empty(); }
    /// \p share of the way is done: 0 to 1.
    void go(double share, const model::Graph& now, const CanvasLooks& looks, const QFont& font);
    const model::Graph& graph() const { return m_graph; }
    const CanvasGeometry& geometry() const { return m_geometry; }
    /// What is shown on the way to \p to.
    ViewPlace placeTo(const ViewPlace& to) const;

private:
    std::map<model::ComputerId, model::Position> m_from = {};  ///< Of those that move.
    ViewPlace m_fromPlace;
    double m_share = 0;
    model::Graph m_graph = {};
    CanvasGeometry m_geometry = {};
};

}  // namespace hopwright::ui
