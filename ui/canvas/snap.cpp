#include "ui/canvas/snap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace hopwright::ui {

namespace {

constexpr double same = 0.01;

/// A box along one axis, and across it.
struct Span {
    double from = 0;
    double to = 0;
    double acrossFrom = 0;
    double acrossTo = 0;

    double middle() const { return (from + to) / 2; }
    std::array<double, 3> lines() const { return {from, middle(), to}; }
};

Span spanOf(const QRectF& box, bool isAcross)
{
    if (isAcross) {
        return {.from = box.left(),
                .to = box.right(),
                .acrossFrom = box.top(),
                .acrossTo = box.bottom()};
    }
    return {
        .from = box.top(), .to = box.bottom(), .acrossFrom = box.left(), .acrossTo = box.right()};
}

/// A way on one axis; the shortest is taken.
class Nearest {
public:
    explicit Nearest(double reach) : m_reach(reach) {}

    void offer(double shift)
    {
        if (std::abs(shift) <= m_reach && (!m_shift || std::abs(shift) < std::abs(*m_shift)))
            m_shift = shift;
    }
    std::optional<double> shift() const { return m_shift; }

private:
    double m_reach;
    std::optional<double> m_shift = {};
};

bool isBeside(const Span& one, const Span& other)
{
    return one.acrossFrom < other.acrossTo && other.acrossFrom < one.acrossTo;
}

/// Those in one row with \p box, from the left.
std::vector<Span> rowOf(const Span& box, const std::vector<Span>& others)
{
    std::vector<Span> out;
    std::ranges::copy_if(others, std::back_inserter(out),
                         [&box](const Span& each) { return isBeside(each, box); });
    std::ranges::sort(out, {}, &Span::from);
    return out;
}

/// The neighbours of a box in its row on each side, the nearest first.
struct Neighbours {
    std::vector<Span> before = {};
    std::vector<Span> behind = {};
};

Neighbours neighboursOf(const Span& box, const std::vector<Span>& row)
{
    Neighbours out;
    for (const Span& each : row) {
        if (each.to <= box.middle()) {
            out.before.push_back(each);
        } else if (each.from >= box.middle()) {
            out.behind.push_back(each);
        }
    }
    std::ranges::reverse(out.before);
    return out;
}

void offerGaps(const Span& box, const Neighbours& near, Nearest& out)
{
    const double size = box.to - box.from;
    if (near.before.size() >= 2) {
        const double gap = near.before[0].from - near.before[1].to;
        if (gap > 0)
            out.offer(near.before[0].to + gap - box.from);
    }
    if (near.behind.size() >= 2) {
        const double gap = near.behind[1].from - near.behind[0].to;
        if (gap > 0)
            out.offer(near.behind[0].from - gap - size - box.from);
    }
    if (!near.before.empty() && !near.behind.empty()) {
        const double room = near.behind[0].from - near.before[0].to - size;
        if (room > 0)
            out.offer(near.before[0].to + room / 2 - box.from);
    }
}

QLineF lineOf(bool isAcross, double at, double from, double to)
{
    return isAcross ? QLineF(at, from, at, to) : QLineF(from, at, to, at);
}

/// Through all whose line is where one of the box's is.
void addGuides(const Span& box, const std::vector<Span>& others, bool isAcross, Snapped& out)
{
    for (const double at : box.lines()) {
        double from = box.acrossFrom;
        double to = box.acrossTo;
        bool any = false;
        for (const Span& each : others) {
            if (std::ranges::none_of(each.lines(),
                                     [at](double line) { return std::abs(line - at) < same; }))
                continue;
            any = true;
            from = std::min(from, each.acrossFrom);
            to = std::max(to, each.acrossTo);
        }
        if (any)
            out.guides.push_back(lineOf(isAcross, at, from, to));
    }
}

void addGap(const Span& one, const Span& next, bool isAcross, Snapped& out)
{
    const double at =
        (std::max(one.acrossFrom, next.acrossFrom) + std::min(one.acrossTo, next.acrossTo)) / 2;
    out.gaps.push_back(lineOf(!isAcross, at, one.to, next.from));
}

/// Between the box and its neighbours, where two gaps are the same.
void addGaps(const Span& box, const Neighbours& near, bool isAcross, Snapped& out)
{
    const auto isSame = [](double one, double other) {
        return one > 0 && std::abs(one - other) < same;
    };
    if (near.before.size() >= 2
        && isSame(near.before[0].from - near.before[1].to, box.from - near.before[0].to)) {
        addGap(near.before[1], near.before[0], isAcross, out);
        addGap(near.before[0], box, isAcross, out);
    }
    if (near.behind.size() >= 2
        && isSame(near.behind[1].from - near.behind[0].to, near.behind[0].from - box.to)) {
        addGap(box, near.behind[0], isAcross, out);
        addGap(near.behind[0], near.behind[1], isAcross, out);
    }
    if (!near.before.empty() && !near.behind.empty()
        && isSame(box.from - near.before[0].to, near.behind[0].from - box.to)) {
        addGap(near.before[0], box, isAcross, out);
        addGap(box, near.behind[0], isAcross, out);
    }
}

double shiftOf(const Span& box, const std::vector<Span>& others, double reach)
{
    Nearest lines(reach);
    for (const Span& each : others) {
        for (const double wanted : each.lines()) {
            for (const double has : box.lines())
                lines.offer(wanted - has);
        }
    }
    if (lines.shift())
        return *lines.shift();
    Nearest gaps(reach);
    offerGaps(box, neighboursOf(box, rowOf(box, others)), gaps);
    return gaps.shift().value_or(0);
}

void tell(const Span& box, const std::vector<Span>& others, bool isAcross, Snapped& out)
{
    const std::size_t before = out.guides.size();
    addGuides(box, others, isAcross, out);
    if (out.guides.size() == before)
        addGaps(box, neighboursOf(box, rowOf(box, others)), isAcross, out);
}

}  // namespace

Snapped snapped(const QRectF& box, const std::vector<QRectF>& others, double reach)
{
    std::vector<Span> across;
    std::vector<Span> down;
    for (const QRectF& each : others) {
        across.push_back(spanOf(each, true));
        down.push_back(spanOf(each, false));
    }
    Snapped out;
    out.shift.setX(shiftOf(spanOf(box, true), across, reach));
    out.shift.setY(shiftOf(spanOf(box.translated(out.shift), false), down, reach));
    const QRectF there = box.translated(out.shift);
    tell(spanOf(there, true), across, true, out);
    tell(spanOf(there, false), down, false, out);
    return out;
}

}  // namespace hopwright::ui
