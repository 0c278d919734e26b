// What stands at hops: number and method, the name as typed, the word.
#include "ui/canvas/hop_labels.h"
#include "ui/canvas/paint.h"
#include "ui/theme/delegates.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hopwright::ui {

namespace {

Ink wordInk(const HopMarks& look)
{
    if (look.seal.tested != Mark::None)
        return markInk(look.seal.tested);
    return look.predictedDenied ? Ink::Denied : Ink::Text;
}

constexpr double cellsRoom = 14;     ///< Of the ten cells while a hop runs, above its word.
constexpr double compactLabel = 11;  ///< Pixels of the screen.
constexpr double labelMargin =
    300;  ///< Around what is seen: a label reaches no further from its hop.
constexpr std::size_t mostLabels =
    400;  ///< Above so many hops in sight only those that went wrong are told, and the selected.

/// The lines of a hop, how they are written, and how large they are.
struct HopLines {
    std::array<WrittenLine, 3> lines = {};
    LabelSizes sizes = {};

    void set(LabelLine which, WrittenLine line, double height)
    {
        const auto at = static_cast<std::size_t>(which);
        if (!line.words.isEmpty()) {
            // A whole unit more, so that a text that fits is never cut by a rounded width.
            sizes.at(at) = QSizeF(
                std::ceil(QFontMetricsF(line.font).horizontalAdvance(line.words)) + 1, height);
        }
        lines.at(at) = std::move(line);
    }
};

/// Small, a hop has its method and its word; what was typed is what one reads last.
HopLines linesOf(const Paint& paint, model::HopId id)
{
    const HopLook& look = paint.looks.hops.at(id);
    HopLines out;
    if (paint.detail == Detail::Full) {
        const double cells = look.running ? cellsRoom : 0;
        out.set(LabelLine::Title, {.words = look.title, .font = paint.fontOf(FontRole::Strong)},
                paint.metrics.titleHeight);
        out.set(LabelLine::Typed,
                {.words = look.typed,
                 .font = paint.fontOf(FontRole::Caption),
                 .colour = Ink::TextSecondary,
                 .elide = Qt::ElideMiddle},
                paint.metrics.typedHeight);
        out.set(
            LabelLine::Word,
            {.words = look.word, .font = paint.fontOf(FontRole::Strong), .colour = wordInk(look)},
            paint.metrics.wordHeight + cells);
        return out;
    }
    const QFont used = paint.fixedFont(compactLabel, true);
    const double height = QFontMetricsF(used).height();
    out.set(LabelLine::Title, {.words = look.title, .font = used}, height);
    out.set(LabelLine::Word, {.words = look.word, .font = used, .colour = wordInk(look)}, height);
    return out;
}

LabelRoom roomAt(const Paint& paint)
{
    if (paint.detail == Detail::Full)
        return {.seal = 18, .gap = 4, .longest = 280, .shortest = 56};
    return {.seal = paint.screen(12),
            .gap = paint.screen(3),
            .longest = paint.screen(160),
            .shortest = paint.screen(40)};
}

bool isInFrame(const Paint& paint, const PlacedLine& placed)
{
    return std::ranges::any_of(paint.geometry.frames(), [&placed](const FrameGeometry& frame) {
        return frame.rect.contains(placed.box.center());
    });
}

/// How far the bed of a line of words reaches beside its box: scene units.
constexpr double bedBeside = 3;

/// On a rounded rectangle in the colour of what lies beneath.
void paintLine(const Paint& paint, const HopWords& words)
{
    const PlacedLine& placed = words.place;
    const WrittenLine& line = words.line;
    const double bed = bedOfWords(paint);
    paint.painter.setPen(Qt::NoPen);
    paint.painter.setBrush(paint.colour(words.inFrame ? Ink::Group : Ink::Canvas));
    paint.painter.drawRoundedRect(placed.box.adjusted(-bed, bed / bedBeside, bed, 0), bed, bed);
    QRectF box = placed.box;
    const HopLook& look = paint.looks.hops.at(words.hop);
    if (placed.line == LabelLine::Word && look.running && paint.detail == Detail::Full) {
        const double width = stageStripWidth(look.stages.size(), Size::stageCell);
        paintStageStrip(paint.painter, look.stages,
                        QPointF(box.center().x() - width / 2, box.top() + 4),
                        QSizeF(Size::stageCell, Size::stageCellHeight), paint.theme);
        box.setTop(box.top() + cellsRoom);
    }
    const QFontMetricsF measure(line.font);
    const double baseline = box.center().y() + (measure.ascent() - measure.descent()) / 2;
    paint.text({box.center().x(), baseline}, box.width(), Qt::AlignHCenter, line.font, line.colour,
               line.words, line.elide, words.hop);
}

/// What is selected or went wrong first: so these have their words where there is not room for all.
std::vector<model::HopId> inOrderOfWorth(const Paint& paint, const std::vector<model::HopId>& hops,
                                         std::size_t most)
{
    std::array<std::vector<model::HopId>, 3> byWorth;
    for (const model::HopId id : hops) {
        const std::size_t behind = paint.looks.hops.marksOf(id).isLoud() ? 1 : 2;
        byWorth.at(paint.isSelected(id) ? 0 : behind).push_back(id);
    }
    std::vector<model::HopId> out = std::move(byWorth[0]);
    out.insert(out.end(), byWorth[1].begin(), byWorth[1].end());
    if (hops.size() <= most)
        out.insert(out.end(), byWorth[2].begin(), byWorth[2].end());
    out.resize(std::min(out.size(), most));
    return out;
}

}  // namespace

double bedOfWords(const Paint& paint)
{
    return bedBeside * (paint.detail == Detail::Full ? 1 : paint.screen(1));
}

std::vector<HopWords> placeWords(const Paint& paint, const WordsRoom& room)
{
    LabelPlacer placer(paint.geometry, room.near, sealSizeAt(paint), roomAt(paint),
                       paint.state.avoidance);
    placer.stayWithin(room.limit);
    for (const QRectF& each : room.taken)
        placer.avoid(each);
    for (const QRectF& each : badgeBoxes(paint, paint.geometry.cardsIn(room.around), room.near))
        placer.avoid(each);
    std::vector<HopWords> out;
    for (const model::HopId id : inOrderOfWorth(paint, room.hops, room.most)) {
        const HopLines said = linesOf(paint, id);
        const bool isLoud = paint.looks.hops.marksOf(id).isLoud();
        for (const PlacedLine& each :
             placer.place(paint.geometry.hops().at(id), said.sizes, isLoud)) {
            out.push_back({.hop = id,
                           .place = each,
                           .line = said.lines.at(static_cast<std::size_t>(each.line)),
                           .inFrame = isInFrame(paint, each)});
        }
    }
    return out;
}

void paintWords(const Paint& paint, const std::vector<HopWords>& words)
{
    const double bed = bedOfWords(paint);
    for (const HopWords& each : words) {
        if (each.place.box.adjusted(-bed, -bed, bed, bed).intersects(paint.state.area))
            paintLine(paint, each);
    }
}

void paintHopLabels(const Paint& paint)
{
    if (paint.detail < Detail::Compact)
        return;
    const double margin = std::max(labelMargin, paint.screen(labelMargin / 2));
    WordsRoom room{.around = paint.state.area.adjusted(-margin, -margin, margin, margin)};
    room.hops = paint.geometry.hopsIn(room.around);
    room.near = room.hops;
    room.most = paint.state.isPicture ? room.hops.size() : mostLabels;
    for (const PaintedLabel& each : paint.labels)  // Of frames and cards.
        room.taken.push_back(each.rect);
    paintWords(paint, placeWords(paint, room));
}

}  // namespace hopwright::ui
