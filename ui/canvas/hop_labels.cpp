#include "ui/canvas/hop_labels.h"

#include "ui/canvas/visible_part.h"

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

/// On which side of its point a stack of lines stands.
enum class Side : std::uint8_t {
    Around,  ///< The title above, the others below: where there is room on the line.
    Below,
    Above,
    Right,
    Left,
    RightAbove,
    LeftAbove,
    RightBelow,
    LeftBelow,
};

constexpr std::array centred{Side::Around, Side::Below, Side::Above};
constexpr std::array beside{Side::Right,     Side::Left,       Side::RightAbove,
                            Side::LeftAbove, Side::RightBelow, Side::LeftBelow};
/// Parts of the way beside its middle, where the seal is.
constexpr std::array<double, 4> along{0.36, 0.64, 0.22, 0.78};

bool isLeft(Side side)
{
    return side == Side::Left || side == Side::LeftAbove || side == Side::LeftBelow;
}

bool isRight(Side side)
{
    return side == Side::Right || side == Side::RightAbove || side == Side::RightBelow;
}

/// Whether a straight piece from \p from to \p to meets \p box: not when all corners lie on one side of it.
bool meets(QPointF from, QPointF to, const QRectF& box)
{
    if (std::max(from.x(), to.x()) < box.left() || std::min(from.x(), to.x()) > box.right()
        || std::max(from.y(), to.y()) < box.top() || std::min(from.y(), to.y()) > box.bottom())
        return false;
    const QPointF way = to - from;
    const auto side = [&](QPointF corner) {
        return way.x() * (corner.y() - from.y()) - way.y() * (corner.x() - from.x());
    };
    const std::array sides{side(box.topLeft()), side(box.topRight()), side(box.bottomLeft()),
                           side(box.bottomRight())};
    const auto [least, most] = std::ranges::minmax(sides);
    return least <= 0 && most >= 0;
}

bool meets(const QPolygonF& line, const QRectF& box)
{
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (meets(line[i - 1], line[i], box))
            return true;
    }
    return false;
}

double heightOf(const LabelSizes& sizes)
{
    double out = 0;
    for (const QSizeF& each : sizes)
        out += each.isEmpty() ? 0 : each.height();
    return out;
}

LabelSizes without(LabelSizes sizes, LabelLine line)
{
    sizes.at(static_cast<std::size_t>(line)) = {};
    return sizes;
}

/// All lines, then fewer: what is tried one after the other.
std::vector<LabelSizes> fewerAndFewer(const LabelSizes& sizes, bool isLoud)
{
    const LabelSizes noName = without(sizes, LabelLine::Typed);
    const LabelSizes titleAlone = without(noName, LabelLine::Word);
    const LabelSizes wordAlone = without(noName, LabelLine::Title);
    std::vector<LabelSizes> out{sizes, noName, isLoud ? wordAlone : titleAlone,
                                isLoud ? titleAlone : wordAlone};
    std::erase_if(out, [](const LabelSizes& each) { return heightOf(each) == 0; });
    const auto repeated = std::ranges::unique(out);
    out.erase(repeated.begin(), repeated.end());
    return out;
}

/// Number, method and word are read at once or not at all; what was typed may be long, and is cut in its middle.
bool isCut(const std::vector<PlacedLine>& lines, const LabelSizes& sizes, double widest,
           double longest)
{
    return std::ranges::any_of(lines, [&](const PlacedLine& each) {
        const double wanted = sizes.at(static_cast<std::size_t>(each.line)).width();
        return each.line != LabelLine::Typed && wanted > widest && widest < longest;
    });
}

}  // namespace

/// A point of a hop, and how its lines stand there.
struct LabelPlacer::Place {
    QPointF at = {};
    Side side = Side::Around;
    double reach = 0;   ///< From the point to the lines.
    double widest = 0;  ///< A line takes no more.
};

LabelPlacer::LabelPlacer(const CanvasGeometry& geometry, const std::vector<model::HopId>& hops,
                         double sealSize, LabelRoom room, LabelAvoidance avoidance)
    : m_geometry(geometry), m_room(room), m_avoidance(avoidance)
{
    const double half = sealSize / 2 + room.gap;
    for (const model::HopId id : hops) {
        const QPointF seal = geometry.hops().at(id).seal;
        m_seals.enter(id, QRectF(seal.x() - half, seal.y() - half, 2 * half, 2 * half));
    }
}

/// By the length of the way; within a limit, which is of a large drawing, by its pieces.
QPointF LabelPlacer::pointAlong(const QPainterPath& path, double part) const
{
    return m_limit.isEmpty() ? path.pointAtPercent(part) : pointByPieces(path, part);
}

/// \p isSmall: there are few lines, so that the ends of the way are worth a look.
std::vector<LabelPlacer::Place> LabelPlacer::placesOf(const HopGeometry& hop, bool isSmall) const
{
    std::vector<Place> out;
    // The seal need not stand in the middle: what is centred on it ends at the nearer card.
    const double between =
        2 * std::min(std::abs(hop.head.x() - hop.seal.x()), std::abs(hop.seal.x() - hop.tail.x()))
        - 3 * m_room.gap;
    const bool hasRoom = hop.isLevel || hop.from == hop.to.computer;
    const double widest = hasRoom ? std::min(between, m_room.longest) : m_room.longest;
    addCentred({.at = hop.seal, .reach = m_room.seal, .widest = widest}, true, out);
    if (hop.isLevel)
        addOverCards(hop, out);
    addBeside(hop, hop.seal, m_room.seal, out);
    if (!isSmall)
        return out;
    for (const double part : along) {
        const QPointF at = pointAlong(hop.path, part);
        if (!m_limit.isEmpty() && !m_limit.contains(at))
            continue;
        const double reach = 3 * m_room.gap;
        addCentred({.at = at, .reach = reach, .widest = m_room.longest}, false, out);
        addBeside(hop, at, reach, out);
    }
    return out;
}

/// Above and below the point of \p place, \p isAround: and around it.
void LabelPlacer::addCentred(Place place, bool isAround, std::vector<Place>& out) const
{
    for (const Side side : centred) {
        place.side = side;
        if (place.widest >= m_room.shortest && (isAround || side != Side::Around))
            out.push_back(place);
    }
}

void LabelPlacer::addBeside(const HopGeometry& hop, QPointF at, double reach,
                            std::vector<Place>& out) const
{
    if (hop.isLevel)
        return;  // Beside a level line there is the line.
    for (const Side side : beside)
        out.push_back({.at = at, .side = side, .reach = reach, .widest = m_room.longest});
}

/// Where the cards at both ends stand too close: above both, or below.
void LabelPlacer::addOverCards(const HopGeometry& hop, std::vector<Place>& out) const
{
    const QRectF& from = m_geometry.cards().at(hop.from).rect;
    const QRectF& to = m_geometry.cards().at(hop.to.computer).rect;
    const auto add = [&](double y, Side side) {
        out.push_back({.at = {hop.seal.x(), y},
                       .side = side,
                       .reach = 2 * m_room.gap,
                       .widest = m_room.longest});
    };
    add(std::max(from.bottom(), to.bottom()), Side::Below);
    add(std::min(from.top(), to.top()), Side::Above);
}

double LabelPlacer::topAt(const Place& place, const LabelSizes& sizes) const
{
    const double height = heightOf(sizes);
    const double title = sizes.front().isEmpty() ? 0 : sizes.front().height();
    switch (place.side) {
    case Side::Around:
        return place.at.y() - place.reach - title;
    case Side::Above:
        return place.at.y() - place.reach - height;
    case Side::Below:
        return place.at.y() + place.reach;
    case Side::Right:
    case Side::Left:
        return place.at.y() - height / 2;
    case Side::RightAbove:
    case Side::LeftAbove:
        return place.at.y() - m_room.gap - height;
    case Side::RightBelow:
    case Side::LeftBelow:
        return place.at.y() + m_room.gap;
    }
    return place.at.y();
}

std::vector<PlacedLine> LabelPlacer::boxesAt(const Place& place, const LabelSizes& sizes) const
{
    double top = topAt(place, sizes);
    std::vector<PlacedLine> out;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (sizes.at(i).isEmpty())
            continue;
        const double width = std::min(sizes.at(i).width(), place.widest);
        double left = place.at.x() - width / 2;
        if (isRight(place.side)) {
            left = place.at.x() + place.reach;
        } else if (isLeft(place.side)) {
            left = place.at.x() - place.reach - width;
        }
        const auto line = static_cast<LabelLine>(i);
        if (place.side == Side::Around && line != LabelLine::Title)
            top = std::max(top, place.at.y() + place.reach);
        out.push_back({.line = line, .box = QRectF(left, top, width, sizes.at(i).height())});
        top += sizes.at(i).height();
    }
    return out;
}

bool LabelPlacer::isWithin(const std::vector<PlacedLine>& lines) const
{
    return std::ranges::all_of(
        lines, [this](const PlacedLine& each) { return m_geometry.bounds().contains(each.box); });
}

/// A drawing stands at the top of its view: above it there is no room, below it there is.
bool LabelPlacer::isFree(const std::vector<PlacedLine>& lines, const HopGeometry& hop) const
{
    if (m_avoidance == LabelAvoidance::None)
        return true;
    return std::ranges::none_of(lines, [&](const PlacedLine& each) {
        const QRectF wide = each.box.adjusted(-m_room.gap, 0, m_room.gap, 0);
        return (!m_limit.isEmpty() && !m_limit.contains(each.box))
               || each.box.top() < m_geometry.bounds().top() || m_geometry.hasCardIn(wide)
               || m_taken.any(
                   wide, [](std::size_t) { return true; })
               || meets(m_line, each.box)
               || m_seals.any(each.box, [&hop](model::HopId id) { return id != hop.id; });
    });
}

std::vector<PlacedLine> LabelPlacer::place(const HopGeometry& hop, const LabelSizes& sizes,
                                           bool isLoud)
{
    const QList<QPolygonF> pieces = hop.path.toSubpathPolygons();
    m_line = pieces.isEmpty() ? QPolygonF() : pieces.front();
    const std::vector<LabelSizes> all = fewerAndFewer(sizes, isLoud);
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<PlacedLine> lines = placed(hop, all[i], i != 0 || all.size() == 1);
        for (const PlacedLine& each : lines)
            m_taken.enter(m_count++, each.box);
        if (!lines.empty())
            return lines;
    }
    return {};
}

std::vector<PlacedLine> LabelPlacer::placed(const HopGeometry& hop, const LabelSizes& sizes,
                                            bool isSmall) const
{
    std::vector<PlacedLine> beyond;
    for (const Place& place : placesOf(hop, isSmall)) {
        std::vector<PlacedLine> lines = boxesAt(place, sizes);
        const bool within = m_avoidance == LabelAvoidance::None || isWithin(lines);
        if ((!within && !beyond.empty()) || isCut(lines, sizes, place.widest, m_room.longest)
            || !isFree(lines, hop))
            continue;
        if (within)
            return lines;
        beyond = std::move(lines);
    }
    return beyond;
}

}  // namespace hopwright::ui
