#pragma once

#include <QPointF>

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace hopwright::ui {

/// A part of the drawing, as it is shown.
struct ViewPlace {
    QPointF origin = {};  ///< Scene: the top left corner of the viewport.
    double zoom = 1;

    bool operator==(const ViewPlace&) const = default;
};

/// How a view is left. Several small steps of one kind, one after the other, are one; a jump is always one of its own.
enum class ViewStep { Jump, Zoom, Scroll };

/// Where a view was, to go back there and forward again. Keeps the last mostPlaces.
class ViewHistory {
public:
    static constexpr std::size_t mostPlaces = 50;

    /// Before the view at \p now changes by hand: what lay ahead is forgotten.
    void leave(const ViewPlace& now, ViewStep how);
    /// The next step of its kind is one of its own: another gesture begins.
    void endStep() { m_last.reset(); }
    /// Where the view was before \p now; nothing: nowhere else.
    std::optional<ViewPlace> back(const ViewPlace& now);
    std::optional<ViewPlace> forward(const ViewPlace& now);
    void clear();

private:
    std::deque<ViewPlace> m_behind = {};
    std::vector<ViewPlace> m_ahead = {};
    std::optional<ViewStep> m_last = {};
};

}  // namespace hopwright::ui
