#pragma once

#include "ui/canvas/canvas_geometry.h"
#include "ui/theme/tokens.h"

#include <QPointF>
#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

class QPainter;

namespace hopwright::ui {

class GraphView;

/// The hop that a machine would be put into where it is dropped: the one whose line is nearest to the pointer. The lines are those
/// from before the drag, since hops make way for the card that is dragged. Inside ui/canvas only.
class SpliceTarget {
public:
    /// With more hops in sight there is always one near, and none is offered.
    static constexpr std::size_t mostHops = 2'000;

    /// Takes the hops in sight, but for those of \p machine; nothing: one that is not drawn yet. \p view outlives this.
    SpliceTarget(const GraphView& view, std::optional<model::ComputerId> machine);

    /// \p pointer in coordinates of the viewport; nothing: no hop is meant. Tries the edit where it is another hop than before.
    void aim(std::optional<QPointF> pointer);
    std::optional<model::HopId> hop() const { return m_hop; }
    /// Why the machine cannot be put into hop(); empty: it can.
    const QString& reason() const { return m_reason; }
    /// The two hops that would be, and what is done on release; the reason where nothing is.
    void paint(QPainter& painter, Theme theme) const;

private:
    void tryIt();

    const GraphView& m_view;
    std::optional<model::ComputerId> m_machine;
    std::vector<HopGeometry> m_hops = {};
    std::optional<model::HopId> m_hop = {};
    const HopGeometry* m_line = nullptr;  ///< Of m_hops.
    QPointF m_pointer = {};
    QString m_reason = {};
};

}  // namespace hopwright::ui
