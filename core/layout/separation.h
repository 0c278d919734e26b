#pragma once

#include "core/layout/layers.h"

#include <array>
#include <vector>

namespace hopwright::layout {

/// How far the lines of two cells of a column have to be apart, the lower one just below the upper one: cards do not touch, nor
/// do the labels of their hops, nor a lane the card beside it. On the grid.
class Separation {
public:
    /// \p columns: where each column begins. Cost: O(cells + edges).
    Separation(const Drawing& drawing, const Layered& layered, const std::vector<double>& columns);

    double between(std::size_t upper, std::size_t lower) const;

private:
    /// The labels at one side of a card, from its line.
    struct Labels {
        double above = 0;
        double below = 0;
        double highest = 0;  ///< Where the hops end.
        double lowest = 0;
        std::vector<std::size_t> neighbours = {};  ///< Sorted.
    };
    struct Room {
        double up = 0;
        double down = 0;
        std::array<Labels, 2> labels = {};  ///< At the left and at the right.
    };

    void addNode(std::size_t cell);
    void addHop(const Segment& segment);
    void addLabelOfLanes(const std::vector<std::size_t>& lanes, const std::vector<double>& columns);
    static double forLabels(const Labels& upper, const Labels& lower);

    const Drawing& m_drawing;
    const Layered& m_layered;
    std::vector<Room> m_rooms;
};

}  // namespace hopwright::layout
