#include "ui/canvas/picture.h"

#include "core/edit/clip.h"
#include "ui/canvas/canvas_painter.h"
#include "ui/models/legend_rows.h"
#include "ui/picture/text_line.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace hopwright::ui {

namespace {

constexpr Theme theme = Theme::Light;
constexpr double margin = 24;
/// A label reaches no further from the hops and cards of its drawing.
constexpr double labelReach = 600;
constexpr double leastCaption = 480;  ///< A longer one is elided to the width of the picture.
constexpr int legendColumns = 2;
constexpr double legendSample = 30;
constexpr double legendRow = 32;
constexpr double legendGap = 24;
constexpr double lineHalf = 12;  ///< Of a piece of a hop's line.
constexpr double lineGap = 2.5;  ///< Of a double one, from its middle.

/// \p font with a size that is the same on each paper, and with widths that grow evenly.
QFont onPaper(const QFont& font)
{
    QFont out = font;
    out.setPixelSize(std::max(1, QFontInfo(font).pixelSize()));
    out.setHintingPreference(QFont::PreferNoHinting);
    return out;
}

edit::Selection withEnds(const model::Graph& graph, edit::Selection selection)
{
    for (const model::HopId id : selection.hops) {
        const auto hop = graph.hops.find(id);
        if (hop != graph.hops.end())
            selection.computers.insert({hop->second.from, hop->second.to.computer});
    }
    // What is in a collapsed group is not drawn.
    std::erase_if(selection.hops, [&](model::HopId id) { return !graph.hops.contains(id); });
    std::erase_if(selection.computers,
                  [&](model::ComputerId id) { return !graph.computers.contains(id); });
    std::erase_if(selection.resources,
                  [&](model::ResourceId id) { return !graph.resources.contains(id); });
    return selection;
}

/// \returns around all that was painted.
QRectF paintDrawing(QPainter& painter, const model::Graph& graph, const CanvasLooks& looks,
                    const QFont& font)
{
    const CanvasGeometry geometry(graph, looks, font);
    const PaintState state{
        .area = geometry.bounds().adjusted(-labelReach, -labelReach, labelReach, labelReach),
        .isPicture = true};
    PaintNotes notes;
    paintCanvas(painter, graph, looks, geometry, state, font, theme, notes);
    QRectF out = geometry.bounds();
    for (const PaintedLabel& each : notes.labels)
        out |= each.rect;
    return out;
}

QRectF paintLine(QPainter& painter, QPointF baseline, double width, const QFont& font, Ink colour,
                 const QString& text)
{
    const QFontMetricsF measure(font);
    const QString shown = measure.elidedText(text, Qt::ElideMiddle, width);
    painter.setFont(font);
    painter.setPen(ink(colour, theme));
    paintTextLine(painter, baseline, shown, text);
    return {baseline.x(), baseline.y() - measure.ascent(), measure.horizontalAdvance(shown),
            measure.height()};
}

void paintSample(QPainter& painter, const LegendRow& row, QPointF centre)
{
    if (row.isSeal()) {
        paintSeal(painter, row.seal, centre, Size::seal, theme, ink(Ink::Canvas, theme));
        return;
    }
    painter.setPen(QPen(ink(Ink::Hop, theme), Size::hopStroke, Qt::SolidLine, Qt::FlatCap));
    const auto line = [&](double down) {
        painter.drawLine(centre + QPointF(-lineHalf, down), centre + QPointF(lineHalf, down));
    };
    if (!row.doubleLine) {
        line(0);
        return;
    }
    line(-lineGap);
    line(lineGap);
}

/// In columns, each from top to bottom. \returns around it.
QRectF paintLegend(QPainter& painter, QPointF corner, const QFont& base)
{
    const QFont font = fontFor(FontRole::Caption, base);
    const QFontMetricsF measure(font);
    const std::vector<LegendRow> rows = legendRows();
    const std::size_t perColumn = (rows.size() + legendColumns - 1) / legendColumns;
    const double high = std::max(legendRow, measure.height() + Size::grid);
    double widest = 0;
    for (const LegendRow& each : rows)
        widest = std::max(widest, measure.horizontalAdvance(each.text));
    const double column = legendSample + Size::grid + widest + legendGap;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t before = i / perColumn;
        const QPointF at = corner
                           + QPointF(static_cast<double>(before) * column,
                                     (static_cast<double>(i % perColumn) + 0.5) * high);
        paintSample(painter, rows[i], at + QPointF(legendSample / 2, 0));
        const QPointF baseline =
            at + QPointF(legendSample + Size::grid, (measure.ascent() - measure.descent()) / 2);
        paintLine(painter, baseline, widest + 1, font, Ink::Text, rows[i].text);
    }
    return {corner, QSizeF(legendColumns * column, static_cast<double>(perColumn) * high)};
}

QRectF paintAll(QPainter& painter, const model::Graph& graph, const CanvasLooks& looks,
                const QFont& font, const PictureParts& parts)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF out = paintDrawing(painter, graph, looks, font);
    if (parts.hasLegend)
        out |= paintLegend(painter, out.bottomLeft() + QPointF(0, margin), font);
    if (!parts.caption.isEmpty()) {
        const QFont small = fontFor(FontRole::Caption, font);
        const QPointF baseline =
            out.bottomLeft() + QPointF(0, margin + QFontMetricsF(small).ascent());
        out |= paintLine(painter, baseline, std::max(out.width(), leastCaption), small,
                         Ink::TextSecondary, parts.caption);
    }
    return out.adjusted(-margin, -margin, margin, margin).toAlignedRect();
}

}  // namespace

Result<Recording> pictureOf(const model::Graph& graph, const CanvasLooks& looks, const QFont& font,
                            const PictureParts& parts)
{
    model::Graph part;
    const bool isWhole = parts.only.empty();
    if (!isWhole) {
        HOPWRIGHT_TRY(part, edit::takeOut(graph, withEnds(graph, parts.only)));
    }
    const model::Graph& shown = isWhole ? graph : part;
    if (shown.computers.empty())
        return fail(ErrorCode::NotAllowed, Sentence::saying("nothing is drawn"));
    return Recording(ink(Ink::Canvas, theme), [&](QPainter& painter) {
        return paintAll(painter, shown, looks, onPaper(font), parts);
    });
}

}  // namespace hopwright::ui
