#pragma once

#include <cstddef>
#include <vector>

/// Where machines stand in a tidy drawing. It knows cards, hops and labels as plain numbers, and no drawing of core/model.
namespace hopwright::layout {

/// In scene units; y grows downwards.
struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

/// A machine's card, with what it needs around it.
struct Node {
    double width;
    double height;
    double baseLine = 0;    ///< Below its top: where hops leave, and where sessions arrive.
    double above = 0;       ///< Room over it, as for a hop to itself.
    double beside = 0;      ///< Room at its right, as for a hop to its own share.
    Point position = {};    ///< Of its top left corner, as it is drawn now.
    bool isPinned = false;  ///< It stays there.
};

/// A hop, with the room of its labels around the middle of its line.
struct Edge {
    std::size_t from;  ///< An index of Drawing::nodes,
    std::size_t to;    ///< and so is this.
    double arrival;    ///< Below the top of \p to: its base line, or the middle of a row.
    double labelWidth = 0;
    double labelAbove = 0;
    double labelBelow = 0;
};

struct Drawing {
    std::vector<Node> nodes = {};
    std::vector<Edge> edges = {};
};

}  // namespace hopwright::layout
