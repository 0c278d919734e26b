#pragma once

#include <QColor>
#include <QFont>
#include <QPainterPath>
#include <QPen>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <cstddef>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

class QPainter;

namespace hopwright::ui {

/// A path that was filled, drawn with a pen, or both.
struct RecordedShape {
    QPainterPath path = {};
    QPen pen = Qt::NoPen;
    QColor fill = {};                      ///< Not valid: it was not filled.
    std::optional<std::size_t> clip = {};  ///< Of Recording::clips().
    QRectF box = {};                       ///< Around all that is painted.
};

/// A line of text that was painted, whole.
struct RecordedLine {
    QPointF baseline = {};
    QString shown = {};
    QString full = {};  ///< What shown was elided from.
    QFont font = {};    ///< In pixels, which are units of the recording.
    QColor colour = {};
    double width = 0;  ///< As measured here.
    QRectF box = {};
};

using RecordedElement = std::variant<RecordedShape, RecordedLine>;

/// What was painted, as shapes and lines of text in their order. It is painted once into this; whatever is written afterwards, on
/// whichever paper, is made of it, and so shows the same (ADR 0020).
///
/// It knows what the drawing is painted with: solid colours, paths, clips, and transforms that keep angles. Pixmaps are left
/// out: icons come as paths, since paintIcon() gives pixels to a raster only.
/// Cost: linear in what is painted; some 200 bytes an element.
class Recording {
public:
    /// Nothing, of no size.
    Recording() = default;
    /// \p paint gets a painter whose units make an inch by 96, and \returns the part that is to be shown, which is all filled
    /// with \p beneath first.
    Recording(const QColor& beneath, const std::function<QRectF(QPainter&)>& paint);

    const QRectF& bounds() const noexcept { return m_bounds; }
    const std::vector<RecordedElement>& elements() const noexcept { return m_elements; }
    const std::vector<QPainterPath>& clips() const noexcept { return m_clips; }

    /// Paints what meets \p area, in the units of the bounds. Cost: linear in all elements, and a paint of those.
    void paint(QPainter& painter, const QRectF& area) const;

private:
    QRectF m_bounds = {};
    std::vector<RecordedElement> m_elements = {};
    std::vector<QPainterPath> m_clips = {};
};

}  // namespace hopwright::ui
