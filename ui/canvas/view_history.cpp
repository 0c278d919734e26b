#include "ui/canvas/view_history.h"

namespace hopwright::ui {

void ViewHistory::leave(const ViewPlace& now, ViewStep how)
{
    const bool goesOn = how != ViewStep::Jump && m_last == how;
    m_last = how;
    m_ahead.clear();
    if (goesOn || (!m_behind.empty() && m_behind.back() == now))
        return;
    if (m_behind.size() == mostPlaces)
        m_behind.pop_front();
    m_behind.push_back(now);
}

std::optional<ViewPlace> ViewHistory::back(const ViewPlace& now)
{
    m_last.reset();
    while (!m_behind.empty()) {
        const ViewPlace place = m_behind.back();
        m_behind.pop_back();
        if (place == now)
            continue;  // It was left for the place where it stood.
        m_ahead.push_back(now);
        return place;
    }
    return std::nullopt;
}

std::optional<ViewPlace> ViewHistory::forward(const ViewPlace& now)
{
    m_last.reset();
    if (m_ahead.empty())
        return std::nullopt;
    const ViewPlace place = m_ahead.back();
    m_ahead.pop_back();
    m_behind.push_back(now);
    return place;
}

void ViewHistory::clear()
{
    *this = {};
}

}  // namespace hopwright::ui
