#pragma once

#include "core/layout/drawing.h"
#include "core/layout/tidy.h"

#include <vector>

namespace hopwright::layout {

/// Nodes that hops or frames join, or those without either, which stand in a block.
struct Part {
    std::vector<std::size_t> nodes = {};  ///< Of the whole drawing; those of the part count from 0.
    Drawing drawing = {};
    std::vector<Point> positions = {};
    Box box = {};  ///< Of all cards and frames, with the labels of the hops.

    bool isPinned() const;
};

/// The card with the room that it needs.
Box roomOf(const Node& node, const Point& position);

/// Which of the nodes that hops join each belongs to, numbered by their first nodes.
std::vector<std::size_t> joinedByHops(const Drawing& drawing);

/// Places a part so that no frame touches another, nor a card of another. Where its hops alone do not bring that about, each frame
/// has rows of its own, one below the other; what hops join only within one frame stands at the right of the rest.
/// \returns false when it was cancelled.
bool layOut(Part& part, const IsCancelled& isCancelled);

/// Places nodes without a hop: row by row, in about the shape of the sheet.
void layInBlock(Part& part);

}  // namespace hopwright::layout
