// Groups on the canvas: what their frames are called, and where hops cross their borders (design §7).

#include "ui/canvas/paint.h"
#include "ui/canvas/visible_part.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QLineF>
#include <QPainterPath>

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace hopwright::ui {

namespace {

constexpr double barLength = 16;
constexpr double barWidth = 3;
constexpr double beforeCard = 14;  ///< From the edge of a collapsed group to the bar.
constexpr int halvings = 20;  ///< Until the border is found to a part in a million of the line.

using Frames = std::vector<const FrameGeometry*>;
using Groups = std::unordered_map<model::ComputerId, Frames>;

double unitOf(const Paint& paint)
{
    return paint.detail == Detail::Full ? 1 : paint.screen(1);
}

/// Around the middles of bars that may be seen.
QRectF areaOfBars(const Paint& paint)
{
    const double reach = (barLength / 2 + barWidth) * unitOf(paint);
    return paint.state.area.adjusted(-reach, -reach, reach, reach);
}

std::unordered_set<model::ComputerId> endsOf(const Paint& paint,
                                             const std::vector<model::HopId>& hops)
{
    std::unordered_set<model::ComputerId> out;
    for (const model::HopId id : hops) {
        const HopGeometry& hop = paint.geometry.hops().at(id);
        out.insert(hop.from);
        out.insert(hop.to.computer);
    }
    return out;
}

/// The frames with a border in \p area that each end of \p hops stands in, as a member. By the fewer of ends and members: a piece
/// of a drawing has few ends, and all of it has each member once a group.
Groups groupsOf(const Paint& paint, const std::vector<model::HopId>& hops, const QRectF& area)
{
    const std::unordered_set<model::ComputerId> ends = endsOf(paint, hops);
    Groups out;
    for (const FrameGeometry& frame : paint.geometry.frames()) {
        if (!frame.group || !frame.rect.intersects(area) || frame.rect.contains(area))
            continue;
        const auto enterThose = [&](const auto& these, const auto& among) {
            for (const model::ComputerId each : these) {
                if (among.contains(each))
                    out[each].push_back(&frame);
            }
        };
        const std::set<model::ComputerId>& members = paint.graph.groups.at(*frame.group).members;
        if (members.size() < ends.size()) {
            enterThose(members, ends);
        } else {
            enterThose(ends, members);
        }
    }
    return out;
}

/// Where \p path, of which one end lies in \p rect, leaves it, in parts of its pieces; nothing: both do, or none.
std::optional<double> borderOf(const QPainterPath& path, const QRectF& rect)
{
    double inside = 0;
    double outside = 1;
    if (!rect.contains(pointByPieces(path, inside)))
        std::swap(inside, outside);
    if (!rect.contains(pointByPieces(path, inside)) || rect.contains(pointByPieces(path, outside)))
        return std::nullopt;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (inside + outside) / 2;
        (rect.contains(pointByPieces(path, middle)) ? inside : outside) = middle;
    }
    return outside;
}

/// The direction of \p path at \p part of its pieces.
QPointF directionAt(const QPainterPath& path, double part)
{
    const QLineF step(pointByPieces(path, std::max(0.0, part - 0.01)),
                      pointByPieces(path, std::min(1.0, part + 0.01)));
    return step.length() == 0 ? QPointF(1, 0) : QPointF(step.dx(), step.dy()) / step.length();
}

void paintBar(const Paint& paint, const CrossingBar& bar)
{
    const double unit = unitOf(paint);
    const QPointF across = QPointF(-bar.along.y(), bar.along.x()) * (barLength / 2 * unit);
    // A tier is what security is about; the others are marked, and do not warn.
    const Ink which = bar.kind == GroupKind::Tier ? Ink::Warning : Ink::Neutral;
    paint.painter.setPen(QPen(paint.colour(which), barWidth * unit, Qt::SolidLine, Qt::RoundCap));
    paint.painter.drawLine(bar.at - across, bar.at + across);
}

/// Finds the bars of hops, one after the other.
class Crossings {
public:
    Crossings(const Paint& paint, const std::vector<model::HopId>& hops)
        : m_paint(paint), m_area(areaOfBars(paint)), m_groups(groupsOf(paint, hops, m_area))
    {
    }

    void add(const HopGeometry& hop)
    {
        const Frames& left = framesOf(hop.from);
        const Frames& entered = framesOf(hop.to.computer);
        addBorders(hop, left, entered);
        addBorders(hop, entered, left);
        addAtCard(hop.from, hop.tail + hop.tailDirection * beforeCard, hop.tailDirection);
        addAtCard(hop.to.computer, hop.head - hop.headDirection * beforeCard, hop.headDirection);
    }

    std::vector<CrossingBar> take() { return std::move(m_bars); }

private:
    const Frames& framesOf(model::ComputerId id) const
    {
        static const Frames none;
        const auto found = m_groups.find(id);
        return found == m_groups.end() ? none : found->second;
    }

    /// Those of \p these that are not among \p others.
    void addBorders(const HopGeometry& hop, const Frames& these, const Frames& others)
    {
        for (const FrameGeometry* const each : these) {
            if (std::ranges::find(others, each) != others.end())
                continue;
            const auto part = borderOf(hop.path, each->rect);
            if (!part)
                continue;
            const QPointF at = pointByPieces(hop.path, *part);
            if (m_area.contains(at)) {
                m_bars.push_back({.at = at,
                                  .along = directionAt(hop.path, *part),
                                  .kind = m_paint.graph.groups.at(*each->group).kind});
            }
        }
    }

    /// A hop of a collapsed group crosses its border at the card.
    void addAtCard(model::ComputerId id, QPointF at, QPointF along)
    {
        if (!m_area.contains(at))
            return;
        const auto card = m_paint.geometry.cards().find(id);
        if (card == m_paint.geometry.cards().end() || !card->second.isGroup)
            return;
        const auto& groups = m_paint.graph.groups;
        const auto found = std::ranges::find_if(groups, [id](const auto& item) {
            return item.second.isCollapsed && item.second.members.contains(id);
        });
        m_bars.push_back({.at = at,
                          .along = along,
                          .kind = found == groups.end() ? GroupKind::Own : found->second.kind});
    }

    const Paint& m_paint;
    QRectF m_area;
    Groups m_groups;
    std::vector<CrossingBar> m_bars = {};
};

}  // namespace

std::pair<QString, QString> frameTitle(const model::Graph& graph, const FrameGeometry& frame)
{
    if (frame.group) {
        const model::Group& group = graph.groups.at(*frame.group);
        return {fromUtf8(group.name), groupKindText(group.kind)};
    }
    const model::Domain& domain = graph.domains.at(frame.id);
    return {fromUtf8(domain.dnsName.empty() ? domain.shortName : domain.dnsName),
            domain.workgroup ? Text::tr("workgroup") : Text::tr("domain")};
}

std::vector<CrossingBar> crossingBars(const Paint& paint, const std::vector<model::HopId>& hops)
{
    if (paint.graph.groups.empty() || paint.detail < Detail::Compact)
        return {};
    Crossings out(paint, hops);
    for (const model::HopId id : hops)
        out.add(paint.geometry.hops().at(id));
    return out.take();
}

void paintCrossings(const Paint& paint, const std::vector<model::HopId>& hops)
{
    for (const CrossingBar& each : crossingBars(paint, hops))
        paintBar(paint, each);
}

}  // namespace hopwright::ui
