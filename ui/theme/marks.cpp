#include "ui/theme/marks.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPathStroker>
#include <QPalette>
#include <QPixmapCache>
#include <QtMath>

#include <algorithm>
#include <initializer_list>

namespace hopwright::ui {
namespace {

constexpr qreal tipFactor = 1.08;  // Triangle and diamond reach this much beyond the radius.

struct MarkInks {
    Ink word = Ink::Neutral;
    Ink shape = Ink::Neutral;
    Ink soft = Ink::NeutralSoft;
    Ink on = Ink::OnNeutral;
};

MarkInks inksOf(Mark mark)
{
    switch (mark) {
    case Mark::Passed:
    case Mark::WillPass:
        return {.word = Ink::Passed,
                .shape = Ink::Passed,
                .soft = Ink::PassedSoft,
                .on = Ink::OnPassed};
    case Mark::Denied:
    case Mark::WillBeDenied:
    case Mark::Error:
        return {.word = Ink::Denied,
                .shape = Ink::Denied,
                .soft = Ink::DeniedSoft,
                .on = Ink::OnDenied};
    case Mark::Failed:
    case Mark::WillFail:
        return {.word = Ink::Failed,
                .shape = Ink::Failed,
                .soft = Ink::FailedSoft,
                .on = Ink::OnFailed};
    case Mark::Warning:
        return {.word = Ink::Warning,
                .shape = Ink::WarningShape,
                .soft = Ink::WarningSoft,
                .on = Ink::OnWarning};
    case Mark::Running:
    case Mark::Note:
        return {.word = Ink::Running,
                .shape = Ink::Running,
                .soft = Ink::RunningSoft,
                .on = Ink::OnRunning};
    case Mark::NotAppliedYet:
        return {.word = Ink::Planned,
                .shape = Ink::Planned,
                .soft = Ink::PlannedSoft,
                .on = Ink::OnPlanned};
    default:
        return {};
    }
}

/// The tested mark that a prediction resembles.
Mark settled(Mark mark)
{
    switch (mark) {
    case Mark::WillPass:
        return Mark::Passed;
    case Mark::WillBeDenied:
        return Mark::Denied;
    case Mark::WillFail:
        return Mark::Failed;
    case Mark::CannotSay:
        return Mark::Unknown;
    default:
        return mark;
    }
}

bool isPrediction(Mark mark)
{
    return settled(mark) != mark;
}

bool isSolid(Mark mark)
{
    return mark == Mark::Passed || mark == Mark::Denied || mark == Mark::Failed;
}

QPen roundPen(const QColor& colour, qreal width)
{
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void strokePath(QPainter& painter, const QPainterPath& path, const QPen& pen)
{
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void fillPath(QPainter& painter, const QPainterPath& path, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(path);
}

void dot(QPainter& painter, qreal y, qreal radius, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(0, y), radius, radius);
}

QPainterPath polyline(std::initializer_list<QPointF> points)
{
    QPainterPath path(*points.begin());
    for (const QPointF& point : points) {
        path.lineTo(point);
    }
    return path;
}

QPainterPath questionMark(qreal r)
{
    QPainterPath path;
    const QRectF bow(-r * 0.27, -r * 0.52, r * 0.54, r * 0.54);
    path.arcMoveTo(bow, 170);
    path.arcTo(bow, 170, -220);
    path.cubicTo(QPointF(r * 0.06, r * 0.10), QPointF(0, r * 0.14), QPointF(0, r * 0.26));
    return path;
}

QPainterPath glyphPath(Mark mark, qreal r)
{
    switch (mark) {
    case Mark::Passed:
        return polyline({{-r * 0.46, r * 0.04}, {-r * 0.12, r * 0.38}, {r * 0.48, -r * 0.34}});
    case Mark::Denied:
        return polyline({{-r * 0.5, 0}, {r * 0.5, 0}});
    case Mark::Failed: {
        QPainterPath path = polyline({{-r * 0.38, -r * 0.38}, {r * 0.38, r * 0.38}});
        path.addPath(polyline({{r * 0.38, -r * 0.38}, {-r * 0.38, r * 0.38}}));
        return path;
    }
    case Mark::Skipped: {
        QPainterPath path =
            polyline({{-r * 0.42, -r * 0.36}, {-r * 0.06, 0}, {-r * 0.42, r * 0.36}});
        path.addPath(polyline({{r * 0.06, -r * 0.36}, {r * 0.42, 0}, {r * 0.06, r * 0.36}}));
        return path;
    }
    case Mark::Warning:
        return polyline({{0, -r * 0.48}, {0, r * 0.1}});
    case Mark::Error:
        return polyline({{0, -r * 0.34}, {0, r * 0.22}});
    case Mark::Note:
        return polyline({{0, -r * 0.05}, {0, r * 0.48}});
    case Mark::Unknown:
        return questionMark(r);
    default:
        return {};
    }
}

/// The sign inside a shape of radius `r`, around (0, 0). A width of 0 is the usual one.
void paintGlyph(QPainter& painter, Mark mark, qreal r, const QColor& colour, qreal width = 0)
{
    const qreal pen = width > 0 ? width : std::max(1.5, r * 0.24);
    if (mark == Mark::Cancelled) {
        fillPath(
            painter,
            [r] {
                QPainterPath block;
                block.addRect(QRectF(-r * 0.34, -r * 0.34, r * 0.68, r * 0.68));
                return block;
            }(),
            colour);
        return;
    }
    strokePath(painter, glyphPath(mark, r),
               roundPen(colour, mark == Mark::Denied ? pen * 1.35 : pen));
    if (mark == Mark::Warning) {
        dot(painter, r * 0.48, pen * 0.62, colour);
    } else if (mark == Mark::Error) {
        dot(painter, r * 0.54, pen * 0.6, colour);
    } else if (mark == Mark::Note) {
        dot(painter, -r * 0.46, pen * 0.62, colour);
    } else if (mark == Mark::Unknown) {
        dot(painter, r * 0.56, pen * 0.58, colour);
    }
}

void paintRing(QPainter& painter, qreal r, const QPen& pen)
{
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(0, 0), r, r);
}

QPen dashedPen(const QColor& colour, qreal width, qreal dash, qreal gap)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({dash / width, gap / width});
    return pen;
}

void paintPill(QPainter& painter, qreal r, const QColor& colour)
{
    const qreal width = r * 1.9;
    const qreal height = r * 1.05;
    const qreal pen = std::max(1.2, r * 0.14);
    QPainterPath pill;
    pill.addRoundedRect(QRectF(-width / 2, -height / 2, width, height), height / 2, height / 2);
    QPainterPath lines;
    for (int i = -2; i <= 2; ++i) {
        lines.addPath(polyline(
            {{i * r * 0.52 - r * 0.4, height / 2 + 1}, {i * r * 0.52 + r * 0.4, -height / 2 - 1}}));
    }
    QPainterPathStroker stroker;
    stroker.setWidth(std::max(1.2, r * 0.13));
    stroker.setCapStyle(Qt::FlatCap);
    fillPath(painter, stroker.createStroke(lines).simplified().intersected(pill), colour);
    strokePath(painter, pill, QPen(colour, pen));
}

void paintRunning(QPainter& painter, qreal r, const MarkInks& inks, Theme theme, qreal turn)
{
    const qreal pen = std::max(1.5, r * 0.2);
    const qreal ring = r - pen / 2;
    const QColor colour = ink(inks.shape, theme);
    paintRing(painter, ring, QPen(ink(inks.soft, theme), pen));
    QPainterPath arc;
    const QRectF box(-ring, -ring, 2 * ring, 2 * ring);
    const qreal start = 90 - turn * 360;
    arc.arcMoveTo(box, start);
    arc.arcTo(box, start, -90);
    strokePath(painter, arc, roundPen(colour, pen));
    dot(painter, 0, r * 0.2, colour);
}

/// A mark of radius `r` around (0, 0); predictions are painted by paintHalves.
void paintWhole(QPainter& painter, Mark mark, qreal r, Theme theme, qreal turn)
{
    const MarkInks inks = inksOf(mark);
    const QColor colour = ink(inks.shape, theme);
    const qreal pen = std::max(1.5, r * 0.2);
    switch (mark) {
    case Mark::Passed:
    case Mark::Denied:
    case Mark::Failed:
    case Mark::Error:
    case Mark::Warning:
        fillPath(painter, markShape(mark, r), colour);
        paintGlyph(painter, mark, r, ink(inks.on, theme));
        break;
    case Mark::Note:
    case Mark::Cancelled:
    case Mark::Skipped:
        paintRing(painter, r - pen / 2, QPen(colour, pen));
        paintGlyph(painter, mark, r, colour);
        break;
    case Mark::Unknown:
        paintRing(painter, r - pen / 2, dashedPen(colour, pen, r * 0.62, r * 0.42));
        paintGlyph(painter, mark, r, colour);
        break;
    case Mark::NotAppliedYet:
        fillPath(painter, markShape(mark, r * 0.62), ink(Ink::Card, theme));
        paintRing(painter, r * 0.62, QPen(colour, std::max(2.0, r * 0.3)));
        break;
    case Mark::Running:
        paintRunning(painter, r, inks, theme, turn);
        break;
    case Mark::NotNeeded:
        strokePath(painter, polyline({{-r * 0.5, 0}, {r * 0.5, 0}}), roundPen(colour, 1.5));
        break;
    case Mark::NotReached:
        paintPill(painter, r, colour);
        break;
    default:
        break;
    }
}

/// Half a dashed ring, for what is not known on that side.
void paintOpenHalf(QPainter& painter, bool left, qreal r, Theme theme)
{
    const qreal pen = std::max(1.3, r * 0.135);
    const QRectF box(-r + 1, -r + 1, 2 * r - 2, 2 * r - 2);
    QPainterPath arc;  // From the top down, so that both sides mirror each other.
    arc.arcMoveTo(box, left ? 97 : 83);
    arc.arcTo(box, left ? 97 : 83, left ? 166 : -166);
    strokePath(painter, arc, dashedPen(ink(Ink::Neutral, theme), pen, r * 0.23, r * 0.17));
}

void paintHalf(QPainter& painter, Mark mark, bool left, qreal r, qreal shift, Theme theme)
{
    const MarkInks inks = inksOf(mark);
    const qreal signX = left ? -r * 0.5 : r * 0.5;
    if (!isSolid(mark)) {
        paintOpenHalf(painter, left, r, theme);
        if (mark == Mark::Unknown) {
            painter.translate(signX, 0);
            paintGlyph(painter, mark, r * 0.6, ink(Ink::Neutral, theme), std::max(1.3, r * 0.14));
            painter.translate(-signX, 0);
        }
        return;
    }
    QPainterPath side;
    side.addRect(left ? QRectF(-r - 2, -r - 2, r + 1, 2 * r + 4)
                      : QRectF(1, -r - 2, r + 1, 2 * r + 4));
    painter.translate(0, shift);
    fillPath(painter, markShape(mark, r).intersected(side), ink(inks.shape, theme));
    painter.translate(signX, 0);
    paintGlyph(painter, mark, r * 0.62, ink(inks.on, theme), std::max(1.4, r * 0.17));
    painter.translate(-signX, -shift);
}

void paintHalves(QPainter& painter, const Seal& seal, qreal r, Theme theme)
{
    const qreal fault = seal.tested == Mark::None ? 0 : r * 0.12;
    paintHalf(painter, seal.predicted, true, r, -fault, theme);
    paintHalf(painter, seal.tested, false, r, fault, theme);
}

void paintAgreeing(QPainter& painter, const Seal& seal, qreal r, Theme theme, const QColor& beneath)
{
    paintWhole(painter, seal.tested, r, theme, 0);
    if (seal.predicted != Mark::None) {
        QPainterPath slit = polyline({{0, -r - 1}, {0, -r * 0.5}});
        slit.addPath(polyline({{0, r * 0.5}, {0, r + 1}}));
        strokePath(painter, slit, QPen(beneath, Size::sealGap, Qt::SolidLine, Qt::FlatCap));
    }
}

QPixmap cached(const QString& key, int size, qreal ratio, auto paint)
{
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    const int pixels = qCeil(size * ratio);
    pixmap = QPixmap(pixels, pixels);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    {
        QPainter painter(&pixmap);
        paint(painter);
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class MarkIconEngine : public QIconEngine {
public:
    explicit MarkIconEngine(Mark mark) : m_mark(mark) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override
    {
        paintMark(*painter, m_mark, rect, themeOf(QGuiApplication::palette()));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode, QIcon::State, qreal scale) override
    {
        const int side = qRound(std::min(size.width(), size.height()) / scale);
        QPixmap pixmap = markPixmap(m_mark, side, themeOf(QGuiApplication::palette()), scale);
        pixmap.setDevicePixelRatio(1);  // QIcon sets it.
        return pixmap;
    }

    QIconEngine* clone() const override { return new MarkIconEngine(*this); }
    bool isNull() override { return m_mark == Mark::None; }

private:
    Mark m_mark;
};

}  // namespace

Mark markFromInt(int number)
{
    return number > 0 && number < markCount ? static_cast<Mark>(number) : Mark::None;
}

Ink markInk(Mark mark)
{
    return inksOf(mark).word;
}

Ink markShapeInk(Mark mark)
{
    return inksOf(mark).shape;
}

Ink markSoftInk(Mark mark)
{
    return inksOf(mark).soft;
}

Mark markOf(const Seal& seal)
{
    if (seal.tested != Mark::None) {
        return settled(seal.tested);
    }
    switch (settled(seal.predicted)) {
    case Mark::Passed:
        return Mark::WillPass;
    case Mark::Denied:
        return Mark::WillBeDenied;
    case Mark::Failed:
        return Mark::WillFail;
    case Mark::Unknown:
        return Mark::CannotSay;
    default:
        return seal.predicted;
    }
}

QPainterPath markShape(Mark mark, qreal r)
{
    QPainterPath path;
    switch (settled(mark)) {
    case Mark::Denied: {
        const qreal o = r * 0.4142;
        path = polyline({{-o, -r}, {o, -r}, {r, -o}, {r, o}, {o, r}, {-o, r}, {-r, o}, {-r, -o}});
        path.closeSubpath();
        return path;
    }
    case Mark::Failed:
        path.addRoundedRect(QRectF(-r * 0.92, -r * 0.92, r * 1.84, r * 1.84), r * 0.22, r * 0.22);
        return path;
    case Mark::Warning:
        path = polyline(
            {{0, -r * tipFactor}, {r * tipFactor, 0}, {0, r * tipFactor}, {-r * tipFactor, 0}});
        path.closeSubpath();
        return path;
    case Mark::Error:
        path = polyline({{0, -r}, {r * tipFactor, r * 0.84}, {-r * tipFactor, r * 0.84}});
        path.closeSubpath();
        return path;
    default:
        path.addEllipse(QPointF(0, 0), r, r);
        return path;
    }
}

void paintMark(QPainter& painter, Mark mark, const QRectF& box, Theme theme, qreal turn)
{
    if (mark == Mark::None) {
        return;
    }
    const qreal half = std::min(box.width(), box.height()) / 2;
    const bool pointed = mark == Mark::Warning || mark == Mark::Error;
    const qreal radius = pointed ? half / tipFactor : half - 0.5;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center());
    if (isPrediction(mark)) {
        paintHalves(painter, {.predicted = settled(mark), .tested = Mark::None}, radius, theme);
    } else {
        paintWhole(painter, mark, radius, theme, turn);
    }
    painter.restore();
}

void paintSeal(QPainter& painter, const Seal& seal, const QPointF& centre, qreal size, Theme theme,
               const QColor& beneath, qreal turn)
{
    const Seal known{.predicted = settled(seal.predicted),
                     .tested = settled(seal.tested),
                     .differs = seal.differs};
    if (known.predicted == Mark::None && known.tested == Mark::None) {
        return;
    }
    const qreal r = size / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    dot(painter, 0, r + 3, beneath);
    if (known.tested != Mark::None && !isSolid(known.tested)) {
        paintWhole(painter, known.tested, r, theme, turn);
    } else if (isSolid(known.tested) && !known.differs
               && (known.predicted == Mark::None || known.predicted == known.tested)) {
        paintAgreeing(painter, known, r, theme, beneath);
    } else {
        paintHalves(painter, known, r, theme);
    }
    painter.restore();
}

QPixmap markPixmap(Mark mark, int size, Theme theme, qreal ratio)
{
    const QString key = QStringLiteral("hopwright/mark/%1/%2/%3/%4")
                            .arg(static_cast<int>(mark))
                            .arg(size)
                            .arg(static_cast<int>(theme))
                            .arg(qRound(ratio * 100));
    return cached(key, size, ratio, [&](QPainter& painter) {
        paintMark(painter, mark, QRectF(0, 0, size, size), theme);
    });
}

QPixmap sealPixmap(const Seal& seal, int size, Theme theme, qreal ratio, Ink beneath)
{
    const QString key = QStringLiteral("hopwright/seal/%1/%2/%3/%4/%5/%6/%7")
                            .arg(static_cast<int>(seal.predicted))
                            .arg(static_cast<int>(seal.tested))
                            .arg(size)
                            .arg(static_cast<int>(theme))
                            .arg(qRound(ratio * 100))
                            .arg(static_cast<int>(beneath))
                            .arg(seal.differs ? 1 : 0);
    return cached(key, size + 6, ratio, [&](QPainter& painter) {
        const qreal middle = (size + 6) / 2.0;
        paintSeal(painter, seal, {middle, middle}, size, theme, ink(beneath, theme));
    });
}

QIcon markIcon(Mark mark)
{
    return QIcon(new MarkIconEngine(mark));
}

}  // namespace hopwright::ui
