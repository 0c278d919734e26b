#pragma once

#include "core/layout/drawing.h"

#include <functional>
#include <vector>

namespace hopwright::layout {

// How a hop passes the cards in its way, in scene units.
inline constexpr double passMargin = 10;  ///< Between a line and a card that it passes.
inline constexpr double bendRoom =
    48;                                ///< A line goes up or down where it has so much room across.
inline constexpr double detour = 640;  ///< How far above or below both ends it looks for a way.

// What bounds the work for one hop. With more cards its line is the one curve, whatever is in its way; more lines are crossed
// unseen.
inline constexpr std::size_t maxPassed = 256;
inline constexpr std::size_t maxCrossed = 512;

/// A level part of a hop's line.
struct Run {
    double from;  ///< In the direction of the hop,
    double to;
    double y;

    bool operator==(const Run&) const = default;
};

/// A hop from end to end.
struct Line {
    Point tail;
    Point head;
};

/// What may touch an area, but for the cards of both ends of a hop, and the hops that share one with it.
struct Surroundings {
    std::vector<Box> cards = {};
    std::vector<Line> lines = {};
};
using Around = std::function<Surroundings(const Box&)>;

/// Where the line of a hop from \p tail to \p head is level so that it passes all cards between, and few other hops cross it:
/// from each end to the first run, and from run to run, it goes in curves whose ends are level, each half as long as it is wide.
/// None: the one curve from end to end passes them, or there is no way.
///
/// It depends on the ends and on what \p around says of areaOfRoute() alone, so that a line moves only when something near it
/// does. Lines that go around one card keep apart, in the order of their ends.
///
/// Cost: O(cards × log(cards) + columns × (cards of one)² × lines), with the limits above.
std::vector<Run> runsOf(const Point& tail, const Point& head, const Around& around);

/// The part of the drawing on which runsOf() depends.
Box areaOfRoute(const Point& tail, const Point& head);

/// Where \p line, drawn as one curve, is after the part \p t of it, from 0 to 1.
Point pointOf(const Line& line, double t);

/// How high \p line, drawn as one curve, is at \p x; left of it and right of it as its ends are.
double heightAt(const Line& line, double x);

}  // namespace hopwright::layout
