#include "ui/theme/icons.h"

#include "ui/theme/path_drawing.h"
#include "ui/theme/tokens.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPaintEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

#include <algorithm>
#include <cstddef>
#include <utility>

// Q_INIT_RESOURCE declares a function, which must be that of the global namespace.
// NOLINTNEXTLINE(misc-use-anonymous-namespace)
static void initHopwrightResources()
{
    Q_INIT_RESOURCE(hopwright);
}

namespace hopwright::ui {
namespace {

constexpr double pointSize = 0.02;  // A dot of the drawings is a line of 0.01.
constexpr double dotFactor = 1.5;   // It is drawn heavier.

QString fileOf(const QString& name)
{
    return QStringLiteral(":/hopwright/icons/%1.svg").arg(name);
}

/// Without paths where there is no such file. That each file can be read is a test's to say.
PathDrawing drawingIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    return readPathDrawing({svg.constData(), static_cast<std::size_t>(svg.size())})
        .value_or(PathDrawing());
}

void render(QPainter& painter, const QString& name, const QRectF& box, const QColor& colour)
{
    PathDrawing drawing = drawingIn(fileOf(name));
    const double pen = Size::iconStroke * drawing.viewBox.width() / box.width();
    for (DrawnPath& each : drawing.paths) {
        const QRectF size = each.outline.boundingRect();
        const bool isDot = std::max(size.width(), size.height()) < pointSize;
        each.strokeWidth = isDot ? pen * dotFactor : pen;
    }
    paintDrawing(painter, drawing, box, colour);
}

/// The icon `size` wide in units of which `ratio` make a pixel.
QPixmap iconPixmap(const QString& name, qreal size, qreal ratio, const QColor& colour)
{
    const int pixels = std::max(1, qRound(size * ratio));
    const QString key = QStringLiteral("hopwright/icon/%1/%2/%3/%4")
                            .arg(name)
                            .arg(pixels)
                            .arg(qRound(ratio * 100))
                            .arg(colour.rgb(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(pixels / size, pixels / size);
        render(painter, name, QRectF(0, 0, size, size), colour);
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class IconEngine : public QIconEngine {
public:
    IconEngine(QString name, const QColor& colour) : m_name(std::move(name)), m_colour(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        QRect box(0, 0, side, side);
        box.moveCenter(rect.center());
        paintIcon(*painter, m_name, box, colourFor(mode));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = std::min(size.width(), size.height());
        return side <= 0 ? QPixmap() : iconPixmap(m_name, side / scale, scale, colourFor(mode));
    }

    QIconEngine* clone() const override { return new IconEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled) {
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        }
        return m_colour.isValid() ? m_colour
                                  : palette.color(QPalette::Active, QPalette::WindowText);
    }

    QString m_name;
    QColor m_colour;  // Invalid: the text colour of the palette.
};

}  // namespace

void initResources()
{
    initHopwrightResources();
}

QStringList iconNames()
{
    initResources();
    QStringList names =
        QDir(QStringLiteral(":/hopwright/icons")).entryList(QDir::Files, QDir::Name);
    for (QString& name : names) {
        name.chop(4);
    }
    return names;
}

QIcon icon(const QString& name)
{
    return icon(name, QColor());
}

QIcon icon(const QString& name, const QColor& colour)
{
    initResources();
    return QFile::exists(fileOf(name)) ? QIcon(new IconEngine(name, colour)) : QIcon();
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& box, const QColor& colour)
{
    initResources();
    const QTransform transform = painter.combinedTransform();
    const QPaintEngine* engine = painter.paintEngine();
    const bool pixels = engine != nullptr && engine->type() == QPaintEngine::Raster
                        && transform.type() <= QTransform::TxScale;
    if (!pixels) {  // Printers and vector files get the drawing itself.
        render(painter, name, box, colour);
        return;
    }
    const qreal ratio = transform.m11() * painter.device()->devicePixelRatio();
    painter.drawPixmap(box, iconPixmap(name, box.width(), ratio, colour), QRectF());
}

QIcon programIcon()
{
    initResources();
    const PathDrawing drawing = drawingIn(QStringLiteral(":/hopwright/hopwright.svg"));
    QIcon out;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintDrawing(painter, drawing, QRectF(0, 0, side, side), QColor());
        painter.end();
        out.addPixmap(pixmap);
    }
    return out;
}

}  // namespace hopwright::ui
