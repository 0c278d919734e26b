#pragma once

#include "ui/canvas/canvas_content.h"
#include "ui/canvas/selection.h"

#include <QFont>
#include <QPainterPath>
#include <QRectF>

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hopwright::ui {

/// A machine's card in scene units: docs/design.md §7.
struct CardGeometry {
    model::ComputerId id;
    QRectF rect = {};
    std::vector<std::pair<model::ResourceId, QRectF>> rows = {};
    QRectF passwordStrip = {};  ///< Empty: it holds none.
    double baseLine = 0;        ///< Where hops leave and arrive.

    QPointF handle() const { return {rect.right(), baseLine}; }
};

/// A hop's line: docs/design.md §8.
struct HopGeometry {
    model::HopId id;
    QPainterPath path = {};
    QPointF tail = {};
    QPointF head = {};
    QPointF seal = {};
    double headDirection = 1;  ///< 1: it points right, -1: left.
};

/// The frame around the machines of one domain or workgroup.
struct FrameGeometry {
    model::DomainId id;
    QRectF rect = {};
};

/// Where everything is: computed once a change, found by a grid of cells.
class CanvasGeometry {
public:
    CanvasGeometry() = default;
    /// Cost: O(machines + hops). \p font measures names.
    CanvasGeometry(const model::Graph& graph, const CanvasContent& content, const QFont& font);

    const std::map<model::ComputerId, CardGeometry>& cards() const { return m_cards; }
    const std::map<model::HopId, HopGeometry>& hops() const { return m_hops; }
    const std::vector<FrameGeometry>& frames() const { return m_frames; }
    const QRectF& bounds() const { return m_bounds; }

    /// What lies at \p point: a resource, a machine, or a hop within \p reach; nothing else.
    std::optional<Thing> at(QPointF point, double reach) const;
    /// The machine whose edge handle is at \p point.
    std::optional<model::ComputerId> handleAt(QPointF point, double reach) const;
    std::vector<Thing> inside(const QRectF& area, bool enclosed) const;
    /// What meets \p area, for painting a part.
    std::vector<model::ComputerId> cardsIn(const QRectF& area) const;
    std::vector<model::HopId> hopsIn(const QRectF& area) const;
    QRectF rectOf(const Thing& thing) const;

private:
    using Cell = std::int64_t;

    void addCard(const model::Graph& graph, const CanvasContent& content,
                 const model::Computer& computer, const QFont& font);
    void addHop(const model::Graph& graph, const model::Hop& hop);
    void addFrames(const model::Graph& graph);
    void index();
    template <typename Id>
    static void enter(std::unordered_map<Cell, std::vector<Id>>& cells, const QRectF& rect, Id id);
    template <typename Id>
    static std::vector<Id> lookUp(const std::unordered_map<Cell, std::vector<Id>>& cells,
                                  const QRectF& area);

    std::map<model::ComputerId, CardGeometry> m_cards;
    std::map<model::HopId, HopGeometry> m_hops;
    std::vector<FrameGeometry> m_frames;
    QRectF m_bounds;
    std::unordered_map<Cell, std::vector<model::ComputerId>> m_cardCells;
    std::unordered_map<Cell, std::vector<model::HopId>> m_hopCells;
};

}  // namespace hopwright::ui
