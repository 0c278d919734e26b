// Groups on the canvas: what their frames are called, and where hops cross their borders (design §7).

#include "ui/canvas/paint.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace hopwright::ui {

namespace {

constexpr double barLength = 16;
constexpr double barWidth = 3;
constexpr double beforeCard = 14;  ///< From the edge of a collapsed group to the bar.
constexpr int halvings = 12;       ///< Until the border is found to a part in 4,096 of the line.

using Groups = std::unordered_map<model::ComputerId, std::vector<const FrameGeometry*>>;

/// The frames that each machine stands in, as a member.
Groups groupsOf(const Paint& paint)
{
    Groups out;
    for (const FrameGeometry& frame : paint.geometry.frames()) {
        if (!frame.group)
            continue;
        for (const model::ComputerId each : paint.graph.groups.at(*frame.group).members)
            out[each].push_back(&frame);
    }
    return out;
}

/// Where \p path, of which one end lies in \p rect, leaves it, in parts of its length; nothing: both do, or none.
std::optional<double> borderOf(const QPainterPath& path, const QRectF& rect)
{
    double inside = 0;
    double outside = 1;
    if (!rect.contains(path.pointAtPercent(inside)))
        std::swap(inside, outside);
    if (!rect.contains(path.pointAtPercent(inside)) || rect.contains(path.pointAtPercent(outside)))
        return std::nullopt;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (inside + outside) / 2;
        (rect.contains(path.pointAtPercent(middle)) ? inside : outside) = middle;
    }
    return outside;
}

void paintBar(const Paint& paint, QPointF at, QPointF along, GroupKind kind)
{
    const double unit = paint.detail == Detail::Full ? 1 : paint.screen(1);
    const QPointF across = QPointF(-along.y(), along.x()) * (barLength / 2 * unit);
    // A tier is what security is about; the others are marked, and do not warn.
    const Ink which = kind == GroupKind::Tier ? Ink::Warning : Ink::Neutral;
    paint.painter.setPen(QPen(paint.colour(which), barWidth * unit, Qt::SolidLine, Qt::RoundCap));
    paint.painter.drawLine(at - across, at + across);
}

/// The direction of \p path at \p part of its length.
QPointF directionAt(const QPainterPath& path, double part)
{
    const QLineF step(path.pointAtPercent(std::max(0.0, part - 0.01)),
                      path.pointAtPercent(std::min(1.0, part + 0.01)));
    return step.length() == 0 ? QPointF(1, 0) : QPointF(step.dx(), step.dy()) / step.length();
}

void paintBorders(const Paint& paint, const HopGeometry& hop, const Groups& groups)
{
    const auto from = groups.find(hop.from);
    const auto to = groups.find(hop.to.computer);
    static const std::vector<const FrameGeometry*> none;
    const auto& left = from == groups.end() ? none : from->second;
    const auto& entered = to == groups.end() ? none : to->second;
    const auto paintThose = [&](const auto& of, const auto& notOf) {
        for (const FrameGeometry* const each : of) {
            if (std::ranges::find(notOf, each) != notOf.end())
                continue;
            if (const auto part = borderOf(hop.path, each->rect)) {
                paintBar(paint, hop.path.pointAtPercent(*part), directionAt(hop.path, *part),
                         paint.graph.groups.at(*each->group).kind);
            }
        }
    };
    paintThose(left, entered);
    paintThose(entered, left);
}

/// A hop of a collapsed group crosses its border at the card.
void paintAtCards(const Paint& paint, const HopGeometry& hop)
{
    const auto kindOf = [&paint](model::ComputerId card) {
        const auto& groups = paint.graph.groups;
        const auto found = std::ranges::find_if(groups, [card](const auto& item) {
            return item.second.isCollapsed && item.second.members.contains(card);
        });
        return found == groups.end() ? GroupKind::Own : found->second.kind;
    };
    const auto isGroup = [&paint](model::ComputerId id) {
        const auto card = paint.geometry.cards().find(id);
        return card != paint.geometry.cards().end() && card->second.isGroup;
    };
    if (isGroup(hop.from)) {
        paintBar(paint, hop.tail + hop.tailDirection * beforeCard, hop.tailDirection,
                 kindOf(hop.from));
    }
    if (isGroup(hop.to.computer)) {
        paintBar(paint, hop.head - hop.headDirection * beforeCard, hop.headDirection,
                 kindOf(hop.to.computer));
    }
}

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

void paintCrossings(const Paint& paint, const std::vector<model::HopId>& hops)
{
    if (paint.graph.groups.empty() || paint.detail < Detail::Compact)
        return;
    const Groups groups = groupsOf(paint);
    for (const model::HopId id : hops) {
        const HopGeometry& hop = paint.geometry.hops().at(id);
        paintBorders(paint, hop, groups);
        paintAtCards(paint, hop);
    }
}

}  // namespace hopwright::ui
