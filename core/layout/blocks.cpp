#include "core/layout/blocks.h"

#include "core/layout/place.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace hopwright::layout {

namespace {

/// Which pairs are joined.
class Aligner {
public:
    Aligner(const Drawing& drawing, const Layered& layered)
        : m_drawing(drawing),
          m_layered(layered),
          m_place(layered.cells.size()),
          m_next(layered.cells.size(), none),
          m_hasBefore(layered.cells.size())
    {
        for (const std::vector<std::size_t>& layer : layered.layers) {
            for (std::size_t i = 0; i < layer.size(); ++i)
                m_place[layer[i]] = i;
        }
    }

    Blocks make()
    {
        for (const std::vector<std::size_t>& layer : m_layered.layers)
            joinBehind(layer);
        Blocks out;
        out.blockOf.resize(m_place.size());
        out.offset.resize(m_place.size());
        for (const std::vector<std::size_t>& layer : m_layered.layers) {
            for (const std::size_t cell : layer) {
                if (!m_hasBefore[cell])
                    follow(cell, out);
            }
        }
        return out;
    }

private:
    bool isNode(std::size_t cell) const { return m_layered.cells[cell].node != none; }

    /// The segments between machines, of one side of \p cell, by the places of the others.
    std::vector<std::size_t> beside(std::size_t cell, bool toRight) const
    {
        std::vector<std::size_t> out;
        for (const std::size_t each : toRight ? m_layered.toRight[cell] : m_layered.toLeft[cell]) {
            const Segment& segment = m_layered.segments[each];
            if (isNode(segment.left) && isNode(segment.right) && m_layered.isOfOneBand(segment))
                out.push_back(each);
        }
        std::ranges::sort(out, {}, [&](std::size_t each) {
            const Segment& segment = m_layered.segments[each];
            return std::pair(m_place[toRight ? segment.right : segment.left], each);
        });
        return out;
    }

    /// Whether \p segment is one of the two, or the one, in the middle.
    static bool isMedian(const std::vector<std::size_t>& segments, std::size_t segment)
    {
        const std::size_t last = segments.size() - 1;
        return segments[last / 2] == segment || segments[last - last / 2] == segment;
    }

    void joinBehind(const std::vector<std::size_t>& layer)
    {
        m_wishes.clear();
        for (const std::size_t cell : layer) {
            wishForMachines(cell);
            wishForLanes(cell);
        }
        std::ranges::sort(m_wishes);
        m_joined.clear();
        for (const auto& [rank, place, segment] : m_wishes)
            tryToJoin(segment);
    }

    void wishForMachines(std::size_t cell)
    {
        const std::vector<std::size_t> right = beside(cell, true);
        for (const std::size_t each : right) {
            const auto left = beside(m_layered.segments[each].right, false);
            const int medians = (isMedian(right, each) ? 1 : 0) + (isMedian(left, each) ? 1 : 0);
            const bool isAlone = right.size() == 1 && left.size() == 1;
            if (medians > 0)
                m_wishes.emplace_back(isAlone ? 1 : 4 - medians, m_place[cell], each);
        }
    }

    /// A hop is level along all its lanes before anything else; to its machines, when nothing else is.
    void wishForLanes(std::size_t cell)
    {
        for (const std::size_t each : m_layered.toRight[cell]) {
            const Segment& segment = m_layered.segments[each];
            const int lanes = (isNode(segment.left) ? 0 : 1) + (isNode(segment.right) ? 0 : 1);
            if (lanes > 0 && m_layered.isOfOneBand(segment))
                m_wishes.emplace_back(lanes == 2 ? 0 : 4, m_place[cell], each);
        }
    }

    void tryToJoin(std::size_t segment)
    {
        const auto [left, right, edge] = m_layered.segments[segment];
        if (m_next[left] != none || m_hasBefore[right])
            return;
        const auto behind = m_joined.lower_bound(m_place[left]);
        if (behind != m_joined.end() && behind->second < m_place[right])
            return;
        if (behind != m_joined.begin() && std::prev(behind)->second > m_place[right])
            return;
        m_joined.emplace(m_place[left], m_place[right]);
        m_next[left] = segment;
        m_hasBefore[right] = true;
    }

    double shiftOf(std::size_t edge, std::size_t cell) const
    {
        return isNode(cell) ? shiftAt(m_drawing, edge, m_layered.cells[cell].node) : 0;
    }

    void follow(std::size_t first, Blocks& out) const
    {
        const std::size_t block = out.cells.size();
        std::vector<std::size_t>& cells = out.cells.emplace_back();
        double offset = 0;
        std::size_t cell = first;
        while (true) {
            out.blockOf[cell] = block;
            out.offset[cell] = offset;
            cells.push_back(cell);
            if (m_next[cell] == none)
                return;
            const Segment& segment = m_layered.segments[m_next[cell]];
            offset += shiftOf(segment.edge, cell) - shiftOf(segment.edge, segment.right);
            cell = segment.right;
        }
    }

    const Drawing& m_drawing;
    const Layered& m_layered;
    std::vector<std::size_t> m_place;
    std::vector<std::size_t> m_next;  ///< Of each cell, the segment that is level.
    std::vector<bool> m_hasBefore;
    std::map<std::size_t, std::size_t> m_joined = {};  ///< Places, of two columns.
    std::vector<std::tuple<int, std::size_t, std::size_t>> m_wishes =
        {};  ///< Rank, place, segment.
};

}  // namespace

Blocks blocksOf(const Drawing& drawing, const Layered& layered)
{
    return Aligner(drawing, layered).make();
}

}  // namespace hopwright::layout
