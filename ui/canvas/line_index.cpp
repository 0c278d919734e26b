#include "ui/canvas/line_index.h"

#include "ui/canvas/visible_part.h"

namespace hopwright::ui {

LineIndex::LineIndex(const CanvasGeometry& geometry, const CanvasLooks& looks)
{
    m_lines.reserve(geometry.hops().size());
    for (const auto& [id, hop] : geometry.hops()) {
        m_lines.push_back({.id = id, .hop = &hop, .box = hop.path.controlPointRect()});
        if (looks.hops.marksOf(id).running)
            m_running.push_back(id);
    }
}

std::vector<model::HopId> LineIndex::through(const QRectF& area) const
{
    std::vector<model::HopId> out;
    for (const Line& each : m_lines) {
        const bool isNear = each.box.left() <= area.right() && area.left() <= each.box.right()
                            && each.box.top() <= area.bottom() && area.top() <= each.box.bottom();
        if (isNear && goesThrough(each.hop->path, area))
            out.push_back(each.id);
    }
    return out;
}

}  // namespace hopwright::ui
