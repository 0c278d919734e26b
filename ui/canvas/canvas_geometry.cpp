#include "ui/canvas/canvas_geometry.h"

#include "core/edit/layout.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QFontMetricsF>
#include <QLineF>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace hopwright::ui {

namespace {

constexpr double nameLeft = 52;
constexpr double stripLeft = 44;
constexpr double framePadding = 16;
constexpr double frameTop = 14;  ///< Between its title and its machines.
constexpr double frameBottom = 20;
constexpr double groupPadding = 16;
constexpr double groupTop = 8;
constexpr double handleRadius = 10;
constexpr double outside = 12;  ///< Rings, handle and dot around a card.

double widthOf(FontRole role, const QFont& font, const QString& text)
{
    return text.isEmpty() ? 0 : QFontMetricsF(fontFor(role, font)).horizontalAdvance(text);
}

QRectF aroundCard(const CardGeometry& card)
{
    return card.rect.adjusted(-outside, -outside, outside, outside);
}

double distanceTo(const QLineF& line, QPointF point)
{
    const QPointF along = line.p2() - line.p1();
    const double square = QPointF::dotProduct(along, along);
    if (square == 0)
        return QLineF(line.p1(), point).length();
    const double part =
        std::clamp(QPointF::dotProduct(point - line.p1(), along) / square, 0.0, 1.0);
    return QLineF(line.p1() + part * along, point).length();
}

/// The line of a hop in straight pieces.
std::vector<QPointF> pointsOf(const HopGeometry& hop)
{
    if (hop.isLevel)
        return {hop.tail, hop.head};
    const int steps = 24 * std::max(1, hop.path.elementCount() / 6);  // A routed line is longer.
    std::vector<QPointF> out{hop.tail};
    out.reserve(static_cast<std::size_t>(steps) + 1);
    for (int i = 1; i <= steps; ++i)
        out.push_back(hop.path.pointAtPercent(static_cast<double>(i) / steps));
    return out;
}

/// The groups of each machine, as far as they are not collapsed.
std::unordered_map<model::ComputerId, std::vector<const model::Group*>>
openGroupsOf(const model::Graph& graph)
{
    std::unordered_map<model::ComputerId, std::vector<const model::Group*>> out;
    for (const auto& [id, group] : graph.groups) {
        if (group.isCollapsed)
            continue;
        for (const model::ComputerId each : group.members)
            out[each].push_back(&group);
    }
    return out;
}

/// The domain of all machines of \p group; nothing: they differ.
std::optional<model::DomainId> domainOf(model::GroupId group, const model::Graph& graph,
                                        const std::map<model::ComputerId, CardGeometry>& cards)
{
    std::optional<model::DomainId> out;
    for (const model::ComputerId each : graph.groups.at(group).members) {
        const auto card = cards.find(each);
        if (card == cards.end())
            continue;
        if (!card->second.domain || (out && out != card->second.domain))
            return std::nullopt;
        out = card->second.domain;
    }
    return out;
}

}  // namespace

double distanceTo(const HopGeometry& hop, QPointF point)
{
    const std::vector<QPointF> points = pointsOf(hop);
    double best = QLineF(hop.tail, point).length();
    for (std::size_t i = 1; i < points.size(); ++i)
        best = std::min(best, distanceTo(QLineF(points[i - 1], points[i]), point));
    return best;
}

bool isCut(const HopGeometry& hop, const QLineF& line)
{
    const std::vector<QPointF> points = pointsOf(hop);
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (QLineF(points[i - 1], points[i]).intersects(line) == QLineF::BoundedIntersection)
            return true;
    }
    return false;
}

CanvasMetrics::CanvasMetrics(const QFont& font)
{
    const QFontMetricsF strong(fontFor(FontRole::Strong, font));
    const QFontMetricsF caption(fontFor(FontRole::Caption, font));
    const QFontMetricsF body(fontFor(FontRole::Body, font));
    nameBaseline = std::max(25.0, 10 + strong.ascent());
    secondBaseline = std::max(41.0, nameBaseline + caption.height());
    chipTop = std::max(49.0, secondBaseline + caption.descent() + 3);
    chipHeight = std::max(16.0, caption.height() + 1);
    headHeight = std::max<double>(Size::nodeHeight, chipTop + chipHeight + 6);
    rowHeight = std::max<double>(Size::nodeRow, body.height() + 8);
    stripHeight = std::max(26.0, caption.height() + 10);
    frameTitle = std::max(28.0, strong.height() + 8);
    titleHeight = strong.height();
    typedHeight = caption.height();
    wordHeight = strong.height();
}

double cardWidth(const std::array<QString, 3>& texts, const QFont& font)
{
    const auto& [name, second, password] = texts;
    const double wanted = std::max({nameLeft + widthOf(FontRole::Strong, font, name),
                                    nameLeft + widthOf(FontRole::Caption, font, second),
                                    stripLeft + widthOf(FontRole::CaptionStrong, font, password)})
                          + Size::nodePad + 1;
    const double steps = std::ceil(std::max(0.0, wanted - Size::nodeWidth) / Size::grid);
    return std::min<double>(Size::nodeWidthMax, Size::nodeWidth + steps * Size::grid);
}

layout::Margins frameMargins(const CanvasMetrics& metrics)
{
    return {.beside = framePadding, .above = metrics.frameTitle + frameTop, .below = frameBottom};
}

CanvasGeometry::CanvasGeometry(const model::Graph& graph, const CanvasLooks& looks,
                               const QFont& font)
{
    update(graph, looks, font);
}

void CanvasGeometry::update(const model::Graph& graph, const CanvasLooks& looks, const QFont& font)
{
    if (m_font != font)
        *this = {};
    m_font = font;
    const CanvasMetrics metrics(font);
    updateCards(graph, looks, metrics);
    updateHops(graph, metrics);
    updateFrames(graph, metrics);
    m_changed = {};
    m_bounds = {};
    for (const auto& [id, card] : m_cards)
        m_bounds |= card.rect;
    for (const auto& [id, hop] : m_hops)
        m_bounds |= hop.bounds;
    for (const FrameGeometry& frame : m_frames)
        m_bounds |= frame.rect;
}

void CanvasGeometry::updateCards(const model::Graph& graph, const CanvasLooks& looks,
                                 const CanvasMetrics& metrics)
{
    std::unordered_map<model::ComputerId, std::vector<model::ResourceId>> resources;
    for (const auto& [id, resource] : graph.resources)
        resources[resource.computer].push_back(id);
    m_rows.clear();
    auto at = m_cards.begin();
    for (const auto& [id, computer] : graph.computers) {
        while (at != m_cards.end() && at->first < id)
            removeCard(at++);
        if (at == m_cards.end() || at->first != id)
            at = m_cards.emplace_hint(at, id, CardGeometry{.id = id});
        CardGeometry card =
            laidCard(computer, looks.machines.at(id), at->second, resources[id], metrics);
        m_rows.insert(card.rows.begin(), card.rows.end());
        if (card != at->second)
            replaceCard(at, std::move(card));
        ++at;
    }
    while (at != m_cards.end())
        removeCard(at++);
}

/// \p before is how it was laid before: its width stays where its texts are the same.
CardGeometry CanvasGeometry::laidCard(const model::Computer& computer, const MachineLook& look,
                                      const CardGeometry& before,
                                      const std::vector<model::ResourceId>& resources,
                                      const CanvasMetrics& metrics) const
{
    CardGeometry card{.id = computer.id,
                      .headHeight = metrics.headHeight,
                      .domain = computer.domain,
                      .texts = {look.name, look.second, look.password},
                      .isGroup = look.isGroup};
    const bool isMeasured = before.rect.width() > 0 && before.texts == card.texts;
    const double width = isMeasured ? before.rect.width() : cardWidth(card.texts, m_font);
    const QPointF corner(computer.position.x, computer.position.y);
    double height = metrics.headHeight;
    for (const model::ResourceId resource : resources) {
        card.rows.emplace_back(resource,
                               QRectF(corner.x(), corner.y() + height, width, metrics.rowHeight));
        height += metrics.rowHeight;
    }
    if (!look.password.isEmpty()) {
        card.passwordStrip = QRectF(corner.x(), corner.y() + height, width, metrics.stripHeight);
        height += metrics.stripHeight;
    }
    card.rect = QRectF(corner, QSizeF(width, height));
    card.baseLine = corner.y() + edit::hopBaseLine;
    return card;
}

/// In place of the one that is there, which is nowhere yet where it is new.
void CanvasGeometry::replaceCard(std::map<model::ComputerId, CardGeometry>::iterator at,
                                 CardGeometry card)
{
    m_changed.ids.insert(card.id);
    m_changed.places.push_back(card.rect);
    if (!at->second.rect.isNull()) {
        m_changed.places.push_back(at->second.rect);
        m_cardIndex.remove(card.id, aroundCard(at->second));
    }
    m_cardIndex.enter(card.id, aroundCard(card));
    at->second = std::move(card);
}

void CanvasGeometry::removeCard(std::map<model::ComputerId, CardGeometry>::iterator at)
{
    m_changed.ids.insert(at->first);
    m_changed.places.push_back(at->second.rect);
    m_cardIndex.remove(at->first, aroundCard(at->second));
    m_cards.erase(at);
}

/// Around the cards of each group that is not collapsed, and the labels of the hops within.
std::vector<FrameGeometry> CanvasGeometry::groupFrames(const model::Graph& graph,
                                                       const CanvasMetrics& metrics) const
{
    const auto groups = openGroupsOf(graph);
    std::map<model::GroupId, QRectF> rects;
    for (const auto& [id, card] : m_cards) {
        const auto of = groups.find(id);
        if (of == groups.end() || card.isGroup)
            continue;
        for (const model::Group* const each : of->second)
            rects[each->id] |= card.rect;
    }
    for (const auto& [id, hop] : m_hops) {
        const auto of = groups.find(hop.from);
        if (of == groups.end())
            continue;
        for (const model::Group* const each : of->second) {
            if (each->members.contains(hop.to.computer))
                rects[each->id] |= hop.labelBounds();
        }
    }
    std::vector<FrameGeometry> out;
    out.reserve(rects.size());
    for (const auto& [id, rect] : rects) {
        out.push_back({.group = id,
                       .rect = rect.adjusted(-groupPadding, -metrics.frameTitle - groupTop,
                                             groupPadding, groupPadding)
                                   .toAlignedRect(),
                       .titleHeight = metrics.frameTitle});
    }
    return out;
}

void CanvasGeometry::updateFrames(const model::Graph& graph, const CanvasMetrics& metrics)
{
    const std::vector<FrameGeometry> groups =
        graph.groups.empty() ? std::vector<FrameGeometry>() : groupFrames(graph, metrics);
    std::map<model::DomainId, QRectF> rects;
    for (const auto& [id, card] : m_cards) {
        if (card.domain)
            rects[*card.domain] |= card.rect;
    }
    for (const auto& [id, hop] : m_hops) {
        if (hop.domain)
            rects[*hop.domain] |= hop.labelBounds();
    }
    for (const FrameGeometry& frame : groups) {
        if (const auto domain = domainOf(*frame.group, graph, m_cards))
            rects[*domain] |= frame.rect;  // So that its title stands below the domain's.
    }
    m_frames.clear();
    for (const auto& [id, rect] : rects) {
        const layout::Margins room = frameMargins(metrics);
        m_frames.push_back(
            {.id = id,
             .rect =
                 rect.adjusted(-room.beside, -room.above, room.beside, room.below).toAlignedRect(),
             .titleHeight = metrics.frameTitle});
    }
    m_frames.insert(m_frames.end(), groups.begin(), groups.end());
    for (auto& [id, hop] : m_hops) {
        hop.inFrame = std::ranges::any_of(
            m_frames, [&hop](const FrameGeometry& frame) { return frame.rect.contains(hop.seal); });
    }
}

std::optional<model::GroupId> CanvasGeometry::groupTitleAt(QPointF point) const
{
    const auto found = std::ranges::find_if(m_frames, [point](const FrameGeometry& frame) {
        return frame.group && frame.titleRow().contains(point);
    });
    return found == m_frames.end() ? std::nullopt : found->group;
}

std::vector<model::ComputerId> CanvasGeometry::cardsIn(const QRectF& area) const
{
    return m_cardIndex.in(area);
}

bool CanvasGeometry::hasCardIn(const QRectF& area) const
{
    return m_cardIndex.any(
        area, [&](model::ComputerId id) { return m_cards.at(id).rect.intersects(area); });
}

std::vector<model::HopId> CanvasGeometry::hopsIn(const QRectF& area) const
{
    return m_hopIndex.in(area);
}

std::optional<Thing> CanvasGeometry::at(QPointF point, double reach) const
{
    const QRectF near(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach);
    std::optional<Thing> out;
    for (const model::ComputerId id : cardsIn(near)) {
        const CardGeometry& card = m_cards.at(id);
        if (!card.rect.contains(point))
            continue;
        out = id;
        for (const auto& [resource, rect] : card.rows) {
            if (rect.contains(point))
                out = resource;
        }
    }
    if (out)
        return out;
    double best = reach;
    for (const model::HopId id : hopsIn(near)) {
        const double distance = distanceTo(m_hops.at(id), point);
        if (distance <= best) {
            best = distance;
            out = id;
        }
    }
    return out;
}

std::optional<model::ComputerId> CanvasGeometry::handleAt(QPointF point, double reach) const
{
    const double radius = std::max(handleRadius, reach);
    const QRectF near(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius);
    for (const model::ComputerId id : cardsIn(near)) {
        if (QLineF(m_cards.at(id).handle(), point).length() <= radius)
            return id;
    }
    return std::nullopt;
}

std::vector<Thing> CanvasGeometry::inside(const QRectF& area, bool enclosed) const
{
    std::vector<Thing> out;
    for (const model::ComputerId id : cardsIn(area)) {
        const QRectF& rect = m_cards.at(id).rect;
        if (enclosed ? area.contains(rect) : area.intersects(rect))
            out.emplace_back(id);
    }
    for (const model::HopId id : hopsIn(area)) {
        const QPainterPath& path = m_hops.at(id).path;
        const QRectF rect = path.boundingRect().adjusted(-1, -1, 1, 1);
        if (enclosed ? area.contains(rect) : area.intersects(rect) && path.intersects(area))
            out.emplace_back(id);
    }
    return out;
}

QRectF CanvasGeometry::rectOf(const Thing& thing) const
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing)) {
        const auto found = m_cards.find(*computer);
        return found == m_cards.end() ? QRectF() : found->second.rect;
    }
    if (const auto* hop = std::get_if<model::HopId>(&thing)) {
        const auto found = m_hops.find(*hop);
        return found == m_hops.end()
                   ? QRectF()
                   : found->second.path.boundingRect() | found->second.labelBounds();
    }
    const auto found = m_rows.find(std::get<model::ResourceId>(thing));
    return found == m_rows.end() ? QRectF() : found->second;
}

}  // namespace hopwright::ui
