#pragma once

#include "ui/theme/chip.h"
#include "ui/theme/palette.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDockWidget>
#include <QFontMetricsF>
#include <QGraphicsEffect>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QScrollBar>
#include <QStatusBar>
#include <QTabBar>
#include <QTextDocumentFragment>
#include <QToolBar>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

/// A text that was painted, and a small shape such as a mark or an icon. Pixels of the window.
struct Painted {
    QString text = {};  ///< Empty: a shape.
    QRectF ink = {};    ///< What is black on white of it.
    QRectF line = {};   ///< From its first to its last advance.
    QRectF clip = {};   ///< Where paint shows.
    QColor colour = {};
    QWidget* on = nullptr;
};

/// Notes texts and small shapes of whatever is painted on it.
class NotingEngine : public QPaintEngine {
public:
    NotingEngine() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice* /*device*/) override
    {
        m_transform = {};
        m_clip.reset();
        m_colour = Qt::black;
        return true;
    }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState& now) override
    {
        const DirtyFlags dirty = now.state();
        if (dirty & DirtyTransform)
            m_transform = now.transform();
        if (dirty & DirtyPen)
            m_colour = now.pen().color();
        if (dirty & DirtyClipRegion)
            cut(m_transform.mapRect(QRectF(now.clipRegion().boundingRect())), now.clipOperation());
        if (dirty & DirtyClipPath)
            cut(m_transform.mapRect(now.clipPath().boundingRect()), now.clipOperation());
        if ((dirty & DirtyClipEnabled) && !now.isClipEnabled())
            m_clip.reset();
    }
    void drawTextItem(const QPointF& at, const QTextItem& item) override
    {
        const QString text = item.text();
        if (text.trimmed().isEmpty())
            return;
        const QRectF ink = QFontMetricsF(item.font()).tightBoundingRect(text).translated(at);
        const QRectF line(at.x(), at.y() - item.ascent(), item.width(),
                          item.ascent() + item.descent());
        Painted next = noted(text, m_transform.mapRect(ink));
        next.line = m_transform.mapRect(line);
        // A text in two fonts comes in parts.
        if (!all.empty() && !all.back().text.isEmpty() && all.back().on == next.on
            && qAbs(all.back().line.right() - next.line.left()) < 1
            && qAbs(all.back().line.center().y() - next.line.center().y()) < 3) {
            all.back().text += text;
            all.back().line |= next.line;
            all.back().ink |= next.ink;
            return;
        }
        all.push_back(next);
    }
    void drawPath(const QPainterPath& path) override { shape(path.boundingRect()); }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode /*mode*/) override
    {
        QPolygonF corners;
        for (int i = 0; i < count; ++i)
            corners << points[i];
        shape(corners.boundingRect());
    }
    void drawEllipse(const QRectF& rect) override { shape(rect); }
    void drawPixmap(const QRectF& rect, const QPixmap& /*map*/, const QRectF& /*part*/) override
    {
        shape(rect);
    }
    void drawImage(const QRectF& rect, const QImage& /*image*/, const QRectF& /*part*/,
                   Qt::ImageConversionFlags /*flags*/) override
    {
        shape(rect);
    }

    std::vector<Painted> all;

private:
    void cut(const QRectF& to, Qt::ClipOperation how)
    {
        if (how == Qt::NoClip)
            m_clip.reset();
        else if (how == Qt::ReplaceClip || !m_clip)
            m_clip = to;
        else
            m_clip = *m_clip & to;
    }
    Painted noted(const QString& text, const QRectF& ink) const
    {
        const QRectF widget(systemClip().boundingRect());
        return {.text = text,
                .ink = ink,
                .line = ink,
                .clip = m_clip ? (*m_clip & widget) : widget,
                .colour = m_colour,
                .on = dynamic_cast<QWidget*>(painter()->device())};
    }
    /// Marks and icons, not boxes and dots.
    void shape(const QRectF& rect)
    {
        constexpr double smallest = 5;
        constexpr double largest = 64;
        const QRectF placed = m_transform.mapRect(rect);
        if (std::min(placed.width(), placed.height()) >= smallest
            && std::max(placed.width(), placed.height()) <= largest)
            all.push_back(noted({}, placed));
    }

    QTransform m_transform;
    std::optional<QRectF> m_clip;
    QColor m_colour;
};

class NotingDevice : public QPaintDevice {
public:
    explicit NotingDevice(const QWidget& like) : m_like(like) {}
    QPaintEngine* paintEngine() const override { return &m_engine; }
    const std::vector<Painted>& all() const { return m_engine.all; }

protected:
    int metric(PaintDeviceMetric which) const override
    {
        switch (which) {
        case PdmWidth:
            return m_like.width();
        case PdmHeight:
            return m_like.height();
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return m_like.logicalDpiX();
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    const QWidget& m_like;
    mutable NotingEngine m_engine;
};

/// Walks what a window, a dialog or a menu paints and every control in it, and says what does not fit.
class WindowWalk {
public:
    explicit WindowWalk(QWidget& window) : m_window(window)
    {
        // A shadow is painted as one picture with what casts it.
        for (QGraphicsEffect* each : window.findChildren<QGraphicsEffect*>())
            each->setEnabled(false);
        NotingDevice device(window);
        window.render(&device);
        m_painted = device.all();
        std::erase_if(m_painted, [](const Painted& each) { return isPaper(each); });
        m_picture = window.grab().toImage();
    }

    const std::vector<Painted>& painted() const { return m_painted; }

    /// What lies under \p cover, a field or list that stands open over it, is not to be read.
    void leaveOutUnder(const QWidget& cover)
    {
        const QRectF area(QRect(cover.mapTo(&m_window, QPoint()), cover.size()));
        std::erase_if(m_painted, [&](const Painted& each) {
            const bool isOfCover = each.on == &cover || cover.isAncestorOf(each.on);
            return !isOfCover && area.intersects(each.ink);
        });
    }

    QStringList faults()
    {
        for (const Painted& each : m_painted) {
            checkPainted(each);
            checkContrast(each);
        }
        checkOverlaps();
        for (QWidget* each : m_window.findChildren<QWidget*>()) {
            if (!each->isVisible() || each->window() != &m_window)
                continue;
            checkWidget(*each);
            checkHeight(*each);
            if (auto* button = qobject_cast<QPushButton*>(each))
                checkGap(*button);
        }
        return m_faults;
    }

    /// Named rectangles of the window that must not meet: cards that float, machines, labels of the canvas.
    void keepApart(const std::vector<std::pair<QString, QRectF>>& rects)
    {
        for (std::size_t i = 0; i < rects.size(); ++i) {
            for (std::size_t j = i + 1; j < rects.size(); ++j) {
                if (rects[i].second.adjusted(1, 1, -1, -1).intersects(rects[j].second))
                    say(QStringLiteral("%1 meets %2").arg(rects[i].first, rects[j].first));
            }
        }
    }

private:
    void say(const QString& fault) { m_faults += fault; }
    /// What a script stands on: Scintilla paints the paper of each run of letters, and marks.
    static bool isPaper(const Painted& each)
    {
        return each.text.isEmpty() && each.on != nullptr && each.on->parentWidget() != nullptr
               && each.on->parentWidget()->inherits("QsciScintillaBase");
    }
    static QString quoted(const Painted& each)
    {
        const QString what =
            each.text.isEmpty() ? QStringLiteral("a shape") : QLatin1Char('"') + each.text + '"';
        const QString on =
            each.on == nullptr ? QString() : QLatin1String(each.on->metaObject()->className());
        return QStringLiteral("%1 at %2,%3 %4×%5 on %6")
            .arg(what)
            .arg(each.ink.x(), 0, 'f', 0)
            .arg(each.ink.y(), 0, 'f', 0)
            .arg(each.ink.width(), 0, 'f', 0)
            .arg(each.ink.height(), 0, 'f', 0)
            .arg(on);
    }
    /// The area around \p widget in which one can scroll so.
    static bool scrolls(QWidget* widget, Qt::Orientation along)
    {
        for (QWidget* up = widget; up != nullptr; up = up->parentWidget()) {
            auto* area = qobject_cast<QAbstractScrollArea*>(up);
            if (area == nullptr)
                continue;
            const QScrollBar* bar =
                along == Qt::Vertical ? area->verticalScrollBar() : area->horizontalScrollBar();
            if (bar->maximum() > bar->minimum())
                return true;
        }
        return false;
    }

    void checkPainted(const Painted& each)
    {
        const QRectF shown = each.clip.adjusted(-1, -1, 1, 1);
        const QRectF& ink = each.ink;
        const bool across = ink.left() < shown.left() || ink.right() > shown.right();
        const bool down = ink.top() < shown.top() || ink.bottom() > shown.bottom();
        if (qobject_cast<QLineEdit*>(each.on) != nullptr)
            return checkField(static_cast<QLineEdit&>(*each.on));
        if (across && !scrolls(each.on, Qt::Horizontal))
            say(quoted(each)
                + QStringLiteral(" is cut at its side: %1 to %2")
                      .arg(shown.left())
                      .arg(shown.right()));
        if (down && !scrolls(each.on, Qt::Vertical))
            say(quoted(each) + QStringLiteral(" is cut above or below"));
        if (each.text.contains(u'…') && !across && !down)
            checkElided(each);
    }

    /// The text of a field moves with its cursor; who only reads it has it whole in its tooltip.
    void checkField(QLineEdit& field)
    {
        const int margins = 2 * field.height() / 3;
        const QString& text = field.text();
        if (field.hasFocus() || field.isModified()
            || field.fontMetrics().horizontalAdvance(text) + margins <= field.width())
            return;
        if (!QTextDocumentFragment::fromHtml(field.toolTip()).toPlainText().contains(text))
            say(QStringLiteral("the field %1 has no room for \"%2\" and no tooltip")
                    .arg(field.accessibleName(), text));
    }

    /// Text is read on what lies behind it: 4.5 to 1 (docs/design.md §5), but for what is disabled.
    void checkContrast(const Painted& each)
    {
        const QRect place = (each.line & each.clip).toAlignedRect() & m_picture.rect();
        if (each.text.isEmpty() || place.width() < 2 || place.height() < 2)
            return;
        const auto theme = hopwright::ui::themeOf(QGuiApplication::palette());
        if (each.colour.rgb() == hopwright::ui::ink(hopwright::ui::Ink::TextDisabled, theme).rgb())
            return;
        std::map<QRgb, int> counts;
        auto at = counts.emplace(m_picture.pixel(place.topLeft()), 0).first;
        for (int y = place.top(); y <= place.bottom(); ++y) {
            for (int x = place.left(); x <= place.right(); ++x) {
                const QRgb pixel = m_picture.pixel(x, y);
                if (pixel != at->first)  // Most are as the one before.
                    at = counts.emplace(pixel, 0).first;
                ++at->second;
            }
        }
        const QRgb behind =
            std::ranges::max_element(counts, {}, &std::pair<const QRgb, int>::second)->first;
        constexpr double limit = 4.5;
        const double seen = contrast(each.colour.rgb(), behind);
        if (seen < limit)
            say(quoted(each)
                + QStringLiteral(" is %1 on %2, a contrast of %3")
                      .arg(each.colour.name(), QColor(behind).name())
                      .arg(seen, 0, 'f', 2));
    }
    /// WCAG 2.1, relative luminance and contrast ratio.
    static double contrast(QRgb one, QRgb other)
    {
        const auto luminance = [](QRgb colour) {
            const auto part = [](int value) {
                const double share = value / 255.0;
                return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * part(qRed(colour)) + 0.7152 * part(qGreen(colour))
                   + 0.0722 * part(qBlue(colour));
        };
        const double high = std::max(luminance(one), luminance(other));
        const double low = std::min(luminance(one), luminance(other));
        return (high + 0.05) / (low + 0.05);
    }

    /// Whoever points at an elided text reads all of it.
    void checkElided(const Painted& each)
    {
        if (each.on == nullptr || holds(*each.on, each.text))
            return;
        const QPoint global = m_window.mapToGlobal(each.ink.center().toPoint());
        QHelpEvent hover(QEvent::ToolTip, each.on->mapFromGlobal(global), global);
        QCoreApplication::sendEvent(each.on, &hover);
        QString tip = QToolTip::text();
        if (Qt::mightBeRichText(tip) || tip.contains(QLatin1String("&gt;")))
            tip = QTextDocumentFragment::fromHtml(tip).toPlainText();
        for (const QString& part : each.text.split(u'…')) {
            if (!tip.contains(part.trimmed()))
                say(quoted(each) + QStringLiteral(" is elided, and its tooltip says: ") + tip);
        }
    }
    /// A text that itself ends with dots: "Open…".
    static bool holds(const QWidget& widget, const QString& text)
    {
        const auto holdsIt = [&text](const QAction* each) {
            return each->text().remove(u'&').contains(text);
        };
        if (qobject_cast<const QMenu*>(&widget) != nullptr)
            return std::ranges::any_of(widget.actions(), holdsIt);
        return widget.property("text").toString().contains(text)
               || widget.property("placeholderText").toString().contains(text);
    }

    void checkOverlaps()
    {
        std::vector<Painted> seen;
        for (const Painted& each : m_painted) {
            Painted shown = each;
            shown.ink &= each.clip;
            if (shown.ink.width() > 1 && shown.ink.height() > 1)
                seen.push_back(shown);
        }
        for (std::size_t i = 0; i < seen.size(); ++i) {
            for (std::size_t j = i + 1; j < seen.size(); ++j)
                checkPair(seen[i], seen[j]);
        }
    }
    void checkPair(const Painted& one, const Painted& other)
    {
        if (one.text.isEmpty() && other.text.isEmpty())
            return;  // A mark is made of several.
        const QRectF both = one.ink.adjusted(0.5, 0.5, -0.5, -0.5) & other.ink;
        if (both.width() <= 0.5 || both.height() <= 0.5)
            return;
        const bool isInside = one.text.isEmpty()
                                  ? one.ink.contains(other.ink)
                                  : other.text.isEmpty() && other.ink.contains(one.ink);
        if (!isInside)  // A number stands in its disc, a chip's text in the chip.
            say(quoted(one) + QStringLiteral(" meets ") + quoted(other));
    }

    void checkWidget(QWidget& widget)
    {
        const bool isControl = qobject_cast<QAbstractButton*>(&widget) != nullptr
                               || qobject_cast<QLineEdit*>(&widget) != nullptr
                               || qobject_cast<QComboBox*>(&widget) != nullptr;
        const bool isText = qobject_cast<QLabel*>(&widget) != nullptr;
        if (!(isControl || isText))
            return;
        for (const QWidget* up = &widget; up != nullptr; up = up->parentWidget()) {
            if (qobject_cast<const QDockWidget*>(up) != nullptr && up->visibleRegion().isEmpty())
                return;  // A tab that is not on top is kept beside the window.
        }
        const QString text = widget.property("text").toString();
        const QString name = QStringLiteral("%1 \"%2\"")
                                 .arg(QLatin1String(widget.metaObject()->className()),
                                      widget.property("text").toString());
        const QRect place(widget.mapTo(&m_window, QPoint()), widget.size());
        const bool free = scrolls(&widget, Qt::Vertical);
        if (!free && !m_window.rect().contains(place))
            say(name + QStringLiteral(" is outside the window"));
        if (!free && isControl && widget.visibleRegion().boundingRect() != widget.rect())
            say(name + QStringLiteral(" is covered or cut"));
        const QSize least = widget.minimumSizeHint();
        if (isControl && !text.isEmpty()
            && (widget.width() < least.width() || widget.height() < least.height())
            && widget.minimumSize().isNull())
            say(name + QStringLiteral(" has less than it needs"));
        for (QWidget* other :
             widget.parentWidget()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (other > &widget && other->isVisible() && !other->isWindow()
                && (qobject_cast<QAbstractButton*>(other) || qobject_cast<QLabel*>(other)
                    || qobject_cast<QLineEdit*>(other))
                && other->geometry().intersects(widget.geometry()))
                say(name + QStringLiteral(" meets its neighbour ")
                    + other->property("text").toString());
        }
    }

    /// Buttons beside each other stand 8 apart (docs/design.md §4), or apart as two groups.
    void checkGap(QPushButton& button)
    {
        constexpr int between = 8;
        constexpr int groups = 3 * between;
        int gap = groups;
        for (const QPushButton* other :
             button.parentWidget()->findChildren<QPushButton*>(Qt::FindDirectChildrenOnly)) {
            const bool isBeside = other != &button && other->isVisible()
                                  && qAbs(other->y() - button.y()) < button.height() / 2
                                  && other->x() > button.x();
            if (isBeside)
                gap = std::min(gap, other->x() - button.geometry().right() - 1);
        }
        if (gap > between && gap < groups)
            say(QStringLiteral("the button \"%1\" stands %2 from the next")
                    .arg(button.text())
                    .arg(gap));
    }

    /// One line of words or icons takes at most twice its height: what is higher is wasted.
    void checkHeight(const QWidget& widget)
    {
        const auto expect = [&](int height, int content, const char* what) {
            if (height > 2 * content)
                say(QStringLiteral("%1 of %2 is %3 high for %4")
                        .arg(QLatin1String(what), QLatin1String(widget.metaObject()->className()))
                        .arg(height)
                        .arg(content));
        };
        const int line =
            std::max(widget.fontMetrics().height(), QFontMetrics(QGuiApplication::font()).height());
        if (const auto* button = qobject_cast<const QAbstractButton*>(&widget);
            button != nullptr && button->layout() != nullptr)
            expect(widget.height(), button->layout()->totalHeightForWidth(button->width()),
                   "a card");
        else if (button != nullptr)
            expect(widget.height(),
                   button->icon().isNull() ? line : std::max(line, button->iconSize().height()),
                   "a button");
        else if (const auto* bar = qobject_cast<const QToolBar*>(&widget);
                 bar != nullptr && bar->orientation() == Qt::Horizontal)
            expect(widget.height(), bar->findChild<QToolButton*>()->height(), "a bar");
        else if (const auto* dock = qobject_cast<const QDockWidget*>(&widget))
            expect(dock->widget()->y(), line, "a title");
        else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget);
                 view != nullptr && view->model() != nullptr && view->model()->rowCount() > 0)
            expect(view->visualRect(view->model()->index(0, 0)).height(), line, "a row");
        else if (qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QMenuBar*>(&widget)
                 || qobject_cast<const QStatusBar*>(&widget)
                 || qobject_cast<const QTabBar*>(&widget)
                 || dynamic_cast<const hopwright::ui::Chip*>(&widget) != nullptr)
            expect(widget.height(), line, "a line");
    }

    QWidget& m_window;
    QImage m_picture;
    std::vector<Painted> m_painted;
    QStringList m_faults;
};
