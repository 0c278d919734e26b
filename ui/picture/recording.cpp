#include "ui/picture/recording.h"

#include "ui/picture/text_line.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

namespace hopwright::ui {

namespace {

constexpr int unitsPerInch = 96;

/// What an engine has heard of.
struct Heard {
    std::vector<RecordedElement> elements = {};
    std::vector<QPainterPath> clips = {};
};

/// How much longer a unit becomes: transforms of ours keep angles.
double scaleOf(const QTransform& transform)
{
    return std::sqrt(std::abs(transform.determinant()));
}

QColor withOpacity(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(colour.alphaF() * opacity));
    return colour;
}

/// The part of a font that a picture keeps, at the size that it was painted in.
QFont scaled(const QFont& font, double scale)
{
    const int before = font.pixelSize() > 0 ? font.pixelSize() : QFontInfo(font).pixelSize();
    const int pixels = std::max(1, static_cast<int>(std::lround(before * scale)));
    if (font.pixelSize() == pixels)
        return font;  // Shared with all others that are written so.
    QFont out = font;
    out.setPixelSize(pixels);
    return out;
}

/// Notes what a painter does. The state is read from the painter itself at each call: it is right also after restore().
class Recorder final : public QPaintEngine, public LineTaker {
public:
    explicit Recorder(Heard& heard) : QPaintEngine(AllFeatures), m_heard(heard) {}

    bool begin(QPaintDevice* /*device*/) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState& /*state*/) override {}
    Type type() const override { return User; }

    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;

    void drawPath(const QPainterPath& path) override { note(path, painter()->brush()); }

    /// In one path: a hatched hop has some hundred.
    void drawLines(const QLineF* lines, int count) override
    {
        QPainterPath path;
        for (const QLineF& each : std::span(lines, static_cast<std::size_t>(count))) {
            path.moveTo(each.p1());
            path.lineTo(each.p2());
        }
        note(path, Qt::NoBrush);
    }

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        if (count == 0)
            return;
        const std::span all(points, static_cast<std::size_t>(count));
        QPainterPath path(all.front());
        for (const QPointF& each : all.subspan(1))
            path.lineTo(each);
        if (mode != PolylineMode)
            path.closeSubpath();
        if (mode == WindingMode)
            path.setFillRule(Qt::WindingFill);
        note(path, mode == PolylineMode ? QBrush(Qt::NoBrush) : painter()->brush());
    }

    void drawPixmap(const QRectF& /*place*/, const QPixmap& /*pixmap*/,
                    const QRectF& /*part*/) override
    {
    }

    /// A text that did not come by paintTextLine().
    void drawTextItem(const QPointF& baseline, const QTextItem& item) override
    {
        takeLine(*painter(), baseline, item.text(), item.text());
    }

    void takeLine(const QPainter& painter, QPointF baseline, const QString& shown,
                  const QString& full) override
    {
        const QTransform transform = painter.combinedTransform();
        RecordedLine line{.baseline = transform.map(baseline),
                          .shown = shown,
                          .full = full,
                          .font = scaled(painter.font(), scaleOf(transform)),
                          .colour = withOpacity(painter.pen().color(), painter.opacity())};
        const QFontMetricsF measure(line.font);
        line.width = measure.horizontalAdvance(shown);
        line.box = QRectF(line.baseline.x(), line.baseline.y() - measure.ascent(), line.width,
                          measure.height());
        m_heard.elements.emplace_back(std::move(line));
    }

private:
    void note(const QPainterPath& path, const QBrush& brush)
    {
        const QPainter& from = *painter();
        const QTransform transform = from.combinedTransform();
        RecordedShape shape{.path = transform.map(path), .pen = from.pen()};
        if (brush.style() != Qt::NoBrush)
            shape.fill = withOpacity(brush.color(), from.opacity());
        if (shape.pen.style() == Qt::NoPen && !shape.fill.isValid())
            return;
        shape.pen.setColor(withOpacity(shape.pen.color(), from.opacity()));
        shape.pen.setWidthF(shape.pen.widthF() * scaleOf(transform));
        shape.pen.setCosmetic(false);
        shape.clip = clipOf(from, transform);
        const double reach = shape.pen.style() == Qt::NoPen ? 0 : shape.pen.widthF();
        shape.box = shape.path.controlPointRect().adjusted(-reach, -reach, reach, reach);
        m_heard.elements.emplace_back(std::move(shape));
    }

    std::optional<std::size_t> clipOf(const QPainter& from, const QTransform& transform)
    {
        if (!from.hasClipping())
            return std::nullopt;
        QPainterPath path = transform.map(from.clipPath());
        if (m_heard.clips.empty() || m_heard.clips.back() != path)
            m_heard.clips.push_back(std::move(path));
        return m_heard.clips.size() - 1;
    }

    Heard& m_heard;
};

class RecordingDevice final : public QPaintDevice {
public:
    explicit RecordingDevice(Heard& heard) : m_engine(heard) {}

    QPaintEngine* paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
        case PdmHeight:
            return 1;  // How large it becomes is known when all is painted.
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return unitsPerInch;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        case PdmDepth:
            return 32;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    mutable Recorder m_engine;  // Qt asks a device that is const for an engine that is not.
};

void repaint(QPainter& painter, const RecordedShape& shape, const std::vector<QPainterPath>& clips)
{
    painter.setPen(shape.pen);
    painter.setBrush(shape.fill.isValid() ? QBrush(shape.fill) : QBrush(Qt::NoBrush));
    if (!shape.clip) {
        painter.drawPath(shape.path);
        return;
    }
    painter.save();
    painter.setClipPath(clips.at(*shape.clip), Qt::IntersectClip);
    painter.drawPath(shape.path);
    painter.restore();
}

void repaint(QPainter& painter, const RecordedLine& line,
             const std::vector<QPainterPath>& /*clips*/)
{
    painter.setFont(line.font);
    painter.setPen(line.colour);
    paintTextLine(painter, line.baseline, line.shown, line.full);
}

/// QRectF::intersects() says no for a box without height.
bool meets(const QRectF& box, const QRectF& area)
{
    return box.left() <= area.right() && box.right() >= area.left() && box.top() <= area.bottom()
           && box.bottom() >= area.top();
}

}  // namespace

Recording::Recording(const QColor& beneath, const std::function<QRectF(QPainter&)>& paint)
{
    Heard heard;
    {
        RecordingDevice device(heard);
        QPainter painter(&device);
        painter.setLayoutDirection(Qt::LeftToRight);  // Positions are data: not mirrored.
        m_bounds = paint(painter);
    }
    RecordedShape paper{.fill = beneath, .box = m_bounds};
    paper.path.addRect(m_bounds);
    m_elements.reserve(heard.elements.size() + 1);
    m_elements.emplace_back(std::move(paper));
    std::ranges::move(heard.elements, std::back_inserter(m_elements));
    m_clips = std::move(heard.clips);
}

void Recording::paint(QPainter& painter, const QRectF& area) const
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setLayoutDirection(Qt::LeftToRight);
    for (const RecordedElement& each : m_elements) {
        std::visit(
            [&](const auto& element) {
                if (meets(element.box, area))
                    repaint(painter, element, m_clips);
            },
            each);
    }
    painter.restore();
}

}  // namespace hopwright::ui
