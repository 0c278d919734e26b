#pragma once

#include "ui/canvas/canvas_geometry.h"

#include <QRectF>

#include <vector>

namespace hopwright::ui {

/// Which hops go through an area: by their lines, not by the boxes around them. The box of a hop from corner to corner is the
/// whole drawing, so of hops that lead anywhere CanvasGeometry::hopsIn() finds a fourth for any area, however small.
class LineIndex {
public:
    LineIndex() = default;
    /// \p geometry outlives it, unchanged. Cost: O(hops).
    LineIndex(const CanvasGeometry& geometry, const CanvasLooks& looks);

    /// By their ids. Cost: a comparison a hop, and a few of halves of its curve for those whose box meets \p area.
    std::vector<model::HopId> through(const QRectF& area) const;
    /// The seals of these turn.
    const std::vector<model::HopId>& running() const { return m_running; }

private:
    struct Line {
        model::HopId id = {};
        const HopGeometry* hop = nullptr;
        QRectF box = {};  ///< Of the points of its curves.
    };

    std::vector<Line> m_lines = {};
    std::vector<model::HopId> m_running = {};
};

}  // namespace hopwright::ui
