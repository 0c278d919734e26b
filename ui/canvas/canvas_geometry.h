#pragma once

#include "core/layout/route.h"
#include "ui/canvas/area_index.h"
#include "ui/canvas/canvas_content.h"
#include "ui/canvas/selection.h"

#include <QFont>
#include <QLineF>
#include <QPainterPath>
#include <QRectF>

#include <array>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace hopwright::ui {

/// The heights of design §7 and §8 for one font: the tokens, or more where the text needs it. Scene units.
struct CanvasMetrics {
    explicit CanvasMetrics(const QFont& font);

    double nameBaseline;  ///< Below the top of a card.
    double secondBaseline;
    double chipTop;
    double chipHeight;
    double headHeight;
    double rowHeight;
    double stripHeight;
    double frameTitle;
    double titleHeight;  ///< Of the line above a hop.
    double typedHeight;  ///< Of the first line below it.
    double wordHeight;   ///< Of the second.
};

/// Of a card with name, second line and password: 192 to 272 in steps of 8, as wide as they ask for.
double cardWidth(const std::array<QString, 3>& texts, const QFont& font);

/// How far a domain's frame reaches around its cards and the labels between them.
layout::Margins frameMargins(const CanvasMetrics& metrics);

/// A machine's card in scene units: docs/design.md §7.
struct CardGeometry {
    model::ComputerId id;
    QRectF rect = {};
    double headHeight = 0;
    std::vector<std::pair<model::ResourceId, QRectF>> rows = {};
    QRectF passwordStrip = {};                   ///< Empty: it holds none.
    double baseLine = 0;                         ///< Where hops leave and arrive.
    std::optional<model::DomainId> domain = {};  ///< Whose frame goes around it.
    std::array<QString, 3> texts = {};           ///< That it is as wide as.
    bool isGroup = false;                        ///< A collapsed one.

    QPointF handle() const { return {rect.right(), baseLine}; }
    bool operator==(const CardGeometry&) const = default;
};

/// A hop's line: docs/design.md §8. It goes around strangers' cards (layout::runsOf) in a drawing of 3,000 hops at most. Its ends are horizontal; of a machine's hop to itself, vertical.
struct HopGeometry {
    model::HopId id;
    QPainterPath path = {};  ///< From edge to edge.
    QPointF tail = {};
    QPointF head = {};
    QPointF seal = {};
    QPointF tailDirection = {1, 0};  ///< Of length 1: it leaves to the right.
    QPointF headDirection = {1, 0};  ///< Of length 1: it arrives rightwards.
    bool isLevel = true;             ///< A straight line.
    QRectF titleBox = {};            ///< The room of the line above: see LabelPlacer.
    QRectF typedBox = {};
    QRectF wordBox = {};
    bool inFrame = false;  ///< A domain's frame lies beneath its labels.
    QRectF bounds = {};    ///< Of all that is painted of it.
    model::ComputerId from = {};
    model::HopEnd to = {};
    bool hasTwin = false;                        ///< A hop leads back.
    bool isInTheWay = false;                     ///< A card may be: its line goes around cards.
    std::optional<model::DomainId> domain = {};  ///< Whose frame goes around it: that of both ends.

    QRectF labelBounds() const { return titleBox | typedBox | wordBox; }
};

/// How far \p point is from the line of \p hop. Scene units.
double distanceTo(const HopGeometry& hop, QPointF point);
/// Whether \p line crosses that of \p hop.
bool isCut(const HopGeometry& hop, const QLineF& line);

/// The frame around the machines of one domain or workgroup, or of a group.
struct FrameGeometry {
    model::DomainId id = {};                   ///< Of a domain's.
    std::optional<model::GroupId> group = {};  ///< Of a group's.
    QRectF rect = {};
    double titleHeight = 0;

    QRectF titleRow() const { return {rect.topLeft(), QSizeF(rect.width(), titleHeight)}; }

    bool operator==(const FrameGeometry&) const = default;
};

/// Where everything is: computed once a change, found by an index.
class CanvasGeometry {
public:
    CanvasGeometry() = default;
    /// \p font measures. Cost: O(machines + resources + hops).
    CanvasGeometry(const model::Graph& graph, const CanvasLooks& looks, const QFont& font);

    /// Becomes what the constructor would make. Texts are measured and lines are laid anew only where something changed: a card
    /// with other texts, a hop with another end or card, or with a changed card in its way.
    void update(const model::Graph& graph, const CanvasLooks& looks, const QFont& font);

    const std::map<model::ComputerId, CardGeometry>& cards() const { return m_cards; }
    const std::map<model::HopId, HopGeometry>& hops() const { return m_hops; }
    /// Of domains first, then of groups that are not collapsed, which are painted over them.
    const std::vector<FrameGeometry>& frames() const { return m_frames; }
    /// The group in the title row of whose frame \p point lies.
    std::optional<model::GroupId> groupTitleAt(QPointF point) const;
    /// Everything that is painted; empty for an empty drawing.
    const QRectF& bounds() const { return m_bounds; }

    /// What lies at \p point: a resource, a machine, or the nearest hop within \p reach; nothing else.
    std::optional<Thing> at(QPointF point, double reach) const;
    /// The machine whose edge handle is at \p point.
    std::optional<model::ComputerId> handleAt(QPointF point, double reach) const;
    /// The machines and hops in \p area, the rubber band: wholly, or touched.
    std::vector<Thing> inside(const QRectF& area, bool enclosed) const;
    /// What may meet \p area, for painting a part.
    std::vector<model::ComputerId> cardsIn(const QRectF& area) const;
    std::vector<model::HopId> hopsIn(const QRectF& area) const;
    /// Whether a card meets \p area.
    bool hasCardIn(const QRectF& area) const;
    /// A hop's is its line with its labels. Null for what is not there.
    QRectF rectOf(const Thing& thing) const;

private:
    /// What differs from before.
    struct Changes {
        std::unordered_set<model::ComputerId> ids = {};
        std::vector<QRectF> places = {};       ///< Where these cards stand and stood.
        std::vector<layout::Line> lines = {};  ///< Of hops that have other ends, and had.

        /// Whether one of the cards meets \p area, or there are too many to look.
        bool haveCardIn(const QRectF& area) const;
        /// The same of the lines, each as one curve.
        bool haveLineIn(const QRectF& area) const;
    };

    CardGeometry laidCard(const model::Computer& computer, const MachineLook& look,
                          const CardGeometry& before,
                          const std::vector<model::ResourceId>& resources,
                          const CanvasMetrics& metrics) const;
    void updateCards(const model::Graph& graph, const CanvasLooks& looks,
                     const CanvasMetrics& metrics);
    void updateHops(const model::Graph& graph, const CanvasMetrics& metrics);
    void replaceCard(std::map<model::ComputerId, CardGeometry>::iterator at, CardGeometry card);
    void removeCard(std::map<model::ComputerId, CardGeometry>::iterator at);
    void updateFrames(const model::Graph& graph, const CanvasMetrics& metrics);
    std::vector<FrameGeometry> groupFrames(const model::Graph& graph,
                                           const CanvasMetrics& metrics) const;
    // hop_lines.cpp
    void updateEnds(const model::Graph& graph);
    std::map<model::HopId, HopGeometry>::iterator
    updateEndsOf(std::map<model::HopId, HopGeometry>::iterator at, model::HopId id,
                 const model::Hop& hop, bool hasTwin);
    std::map<model::HopId, HopGeometry>::iterator
    forget(std::map<model::HopId, HopGeometry>::iterator at);
    bool hasItsEnds(const HopGeometry& hop, const model::Hop& drawn, bool hasTwin) const;
    bool isLaid(const HopGeometry& hop) const;
    HopGeometry endsOf(const model::Hop& hop, bool hasTwin) const;
    void layHop(HopGeometry& hop, const CanvasMetrics& metrics) const;
    void layOverCard(HopGeometry& hop, const CardGeometry& card,
                     const CanvasMetrics& metrics) const;
    void layPath(HopGeometry& hop, const CanvasMetrics& metrics) const;
    static void layBow(HopGeometry& hop, double down);
    static void layRuns(HopGeometry& hop, const std::vector<layout::Run>& runs);
    std::vector<layout::Run> runsOf(const HopGeometry& hop) const;
    bool hasStrangerIn(const HopGeometry& hop, const QRectF& area) const;

    QFont m_font = {};
    std::map<model::ComputerId, CardGeometry> m_cards;
    std::map<model::HopId, HopGeometry> m_hops;
    std::map<model::ResourceId, QRectF> m_rows;
    std::vector<FrameGeometry> m_frames;
    QRectF m_bounds;
    AreaIndex<model::ComputerId> m_cardIndex;
    AreaIndex<model::HopId> m_hopIndex;
    AreaIndex<model::HopId> m_lineIndex;  ///< From end to end, of those that lead to one side.
    bool m_areRouted = true;              ///< Lines go around cards.
    Changes m_changed;                    ///< While it is updated.
};

}  // namespace hopwright::ui
