#include "ui/canvas/canvas_geometry.h"

#include "core/edit/layout.h"
#include "ui/theme/fonts.h"

#include <QFontMetricsF>
#include <QLineF>

#include <algorithm>
#include <cmath>

namespace hopwright::ui {

namespace {

constexpr double maxCardWidth = 272;
constexpr double cardStep = 8;
constexpr double nameLeft = 52;
constexpr double cardPadding = 12;
constexpr double stripHeight = 26;
constexpr double framePadding = 16;
constexpr double frameTitle = 28;
constexpr double handleRadius = 10;
constexpr double cellSize = 512;
constexpr double hopMargin = 60;  ///< Labels above and below a line.

double cardWidth(const MachineLook& look, const QFont& font)
{
    const double name = QFontMetricsF(fontFor(FontRole::Strong, font)).horizontalAdvance(look.name);
    const double second =
        QFontMetricsF(fontFor(FontRole::Caption, font)).horizontalAdvance(look.second);
    const double strip =
        look.password.isEmpty()
            ? 0
            : QFontMetricsF(fontFor(FontRole::Caption, font)).horizontalAdvance(look.password) - 14;
    const double wanted = nameLeft + std::max({name, second, strip}) + cardPadding;
    const double steps = std::ceil(std::max(0.0, wanted - edit::cardWidth) / cardStep);
    return std::min(maxCardWidth, edit::cardWidth + steps * cardStep);
}

std::int64_t cellOf(std::int64_t x, std::int64_t y)
{
    return (x << 32) ^ (y & 0xFFFFFFFF);
}

std::int64_t cellIndex(double value)
{
    return static_cast<std::int64_t>(std::floor(value / cellSize));
}

double distanceTo(const HopGeometry& hop, QPointF point)
{
    double best = 1e9;
    constexpr int steps = 24;
    for (int i = 0; i <= steps; ++i)
        best = std::min(
            best, QLineF(point, hop.path.pointAtPercent(static_cast<double>(i) / steps)).length());
    if (std::abs(hop.tail.y() - hop.head.y()) < 0.5
        && point.x() > std::min(hop.tail.x(), hop.head.x())
        && point.x() < std::max(hop.tail.x(), hop.head.x()))
        best = std::min(best, std::abs(point.y() - hop.tail.y()));
    return best;
}

}  // namespace

CanvasGeometry::CanvasGeometry(const model::Graph& graph, const CanvasContent& content,
                               const QFont& font)
{
    for (const auto& [id, computer] : graph.computers)
        addCard(graph, content, computer, font);
    for (const auto& [id, hop] : graph.hops)
        addHop(graph, hop);
    addFrames(graph);
    index();
}

void CanvasGeometry::addCard(const model::Graph& graph, const CanvasContent& content,
                             const model::Computer& computer, const QFont& font)
{
    const MachineLook look = lookOf(graph, content, computer);
    CardGeometry card{.id = computer.id};
    const double width = cardWidth(look, font);
    double height = edit::cardHeight;
    for (const auto& [id, resource] : graph.resources) {
        if (resource.computer != computer.id)
            continue;
        card.rows.emplace_back(id, QRectF(computer.position.x, computer.position.y + height, width,
                                          edit::resourceRowHeight));
        height += edit::resourceRowHeight;
    }
    if (!look.password.isEmpty()) {
        card.passwordStrip =
            QRectF(computer.position.x, computer.position.y + height, width, stripHeight);
        height += stripHeight;
    }
    card.rect = QRectF(computer.position.x, computer.position.y, width, height);
    card.baseLine = computer.position.y + edit::hopBaseLine;
    m_cards.emplace(computer.id, std::move(card));
}

void CanvasGeometry::addHop(const model::Graph&, const model::Hop& hop)
{
    const auto from = m_cards.find(hop.from);
    const auto to = m_cards.find(hop.to.computer);
    if (from == m_cards.end() || to == m_cards.end())
        return;
    double arrival = to->second.baseLine;
    for (const auto& [id, rect] : to->second.rows) {
        if (hop.to.resource == id)
            arrival = rect.center().y();
    }
    HopGeometry out{.id = hop.id};
    const bool rightwards = to->second.rect.center().x() >= from->second.rect.center().x();
    out.headDirection = rightwards ? 1 : -1;
    out.tail = {rightwards ? from->second.rect.right() : from->second.rect.left(),
                from->second.baseLine};
    out.head = {rightwards ? to->second.rect.left() : to->second.rect.right(), arrival};
    out.path.moveTo(out.tail);
    if (std::abs(out.tail.y() - out.head.y()) < 0.5) {
        out.path.lineTo(out.head);
    } else {
        const double reach =
            std::max(40.0, std::abs(out.head.x() - out.tail.x()) / 2) * out.headDirection;
        out.path.cubicTo(out.tail + QPointF(reach, 0), out.head - QPointF(reach, 0), out.head);
    }
    out.seal = out.path.pointAtPercent(0.5);
    m_hops.emplace(hop.id, std::move(out));
}

void CanvasGeometry::addFrames(const model::Graph& graph)
{
    for (const auto& [id, domain] : graph.domains) {
        QRectF rect;
        for (const auto& [computerId, computer] : graph.computers) {
            if (computer.domain == id)
                rect |= m_cards.at(computerId).rect;
        }
        if (!rect.isNull())
            m_frames.push_back({.id = id,
                                .rect = rect.adjusted(-framePadding, -framePadding - frameTitle,
                                                      framePadding, framePadding + 44)});
    }
}

void CanvasGeometry::index()
{
    for (const auto& [id, card] : m_cards) {
        m_bounds |= card.rect;
        enter(m_cardCells, card.rect, id);
    }
    for (const auto& [id, hop] : m_hops) {
        const QRectF rect =
            hop.path.boundingRect().adjusted(-hopMargin, -hopMargin, hopMargin, hopMargin);
        m_bounds |= rect;
        enter(m_hopCells, rect, id);
    }
    for (const FrameGeometry& frame : m_frames)
        m_bounds |= frame.rect;
}

template <typename Id>
void CanvasGeometry::enter(std::unordered_map<Cell, std::vector<Id>>& cells, const QRectF& rect,
                           Id id)
{
    for (std::int64_t x = cellIndex(rect.left()); x <= cellIndex(rect.right()); ++x) {
        for (std::int64_t y = cellIndex(rect.top()); y <= cellIndex(rect.bottom()); ++y)
            cells[cellOf(x, y)].push_back(id);
    }
}

template <typename Id>
std::vector<Id> CanvasGeometry::lookUp(const std::unordered_map<Cell, std::vector<Id>>& cells,
                                       const QRectF& area)
{
    std::vector<Id> out;
    const auto take = [&out](const std::vector<Id>& some) {
        out.insert(out.end(), some.begin(), some.end());
    };
    const std::int64_t columns = cellIndex(area.right()) - cellIndex(area.left()) + 1;
    const std::int64_t rows = cellIndex(area.bottom()) - cellIndex(area.top()) + 1;
    if (columns * rows > static_cast<std::int64_t>(cells.size())) {
        for (const auto& [cell, some] : cells)
            take(some);
    } else {
        for (std::int64_t x = cellIndex(area.left()); x <= cellIndex(area.right()); ++x) {
            for (std::int64_t y = cellIndex(area.top()); y <= cellIndex(area.bottom()); ++y) {
                if (const auto found = cells.find(cellOf(x, y)); found != cells.end())
                    take(found->second);
            }
        }
    }
    std::ranges::sort(out);
    const auto repeated = std::ranges::unique(out);
    out.erase(repeated.begin(), repeated.end());
    return out;
}

std::vector<model::ComputerId> CanvasGeometry::cardsIn(const QRectF& area) const
{
    return lookUp(m_cardCells, area);
}

std::vector<model::HopId> CanvasGeometry::hopsIn(const QRectF& area) const
{
    return lookUp(m_hopCells, area);
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
        const QRectF rect = m_hops.at(id).path.boundingRect().adjusted(-1, -1, 1, 1);
        if (enclosed ? area.contains(rect) : area.intersects(rect))
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
        return found == m_hops.end() ? QRectF()
                                     : found->second.path.boundingRect().adjusted(-8, -40, 8, 48);
    }
    for (const auto& [id, card] : m_cards) {
        for (const auto& [resource, rect] : card.rows) {
            if (resource == std::get<model::ResourceId>(thing))
                return rect;
        }
    }
    return {};
}

}  // namespace hopwright::ui
