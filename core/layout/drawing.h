#pragma once

#include <cstddef>
#include <limits>
#include <vector>

/// Where machines stand in a tidy drawing. It knows cards, hops and labels as plain numbers, and no drawing of core/model.
namespace hopwright::layout {

inline constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// In scene units; y grows downwards.
struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

/// The room that something takes.
struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    double width() const { return right - left; }
    double height() const { return bottom - top; }
    void include(const Box& other);
    bool touches(const Box& other) const;
    Box movedBy(const Point& way) const;
};

/// A machine's card, with what it needs around it.
struct Node {
    double width = 0;
    double height = 0;
    double baseLine = 0;       ///< Below its top: where hops leave, and where sessions arrive.
    double above = 0;          ///< Room over it, as for a hop to itself.
    double beside = 0;         ///< Room at its right, as for a hop to its own share.
    Point position = {};       ///< Of its top left corner, as it is drawn now.
    bool isPinned = false;     ///< It stays there.
    std::size_t frame = none;  ///< That goes around it and all others of this number: a domain's.
};

/// A hop, with the room of its labels around the middle of its line.
struct Edge {
    std::size_t from = 0;  ///< An index of Drawing::nodes,
    std::size_t to = 0;    ///< and so is this.
    double arrival = 0;    ///< Below the top of \p to: its base line, or the middle of a row.
    double labelWidth = 0;
    double labelAbove = 0;
    double labelBelow = 0;
};

/// What a frame takes around its cards and the labels of the hops between them.
struct Margins {
    double beside = 0;
    double above = 0;
    double below = 0;
};

struct Drawing {
    std::vector<Node> nodes = {};
    std::vector<Edge> edges = {};
    Margins frame = {};
};

}  // namespace hopwright::layout
