#pragma once

#include <cstddef>
#include <vector>

namespace hopwright::scriptread {

/// Walks over \p items and \p stretches, both by where they begin, and tells \p judge each item with the innermost stretch.
template <typename Item, typename Stretch, typename Judge>
void eachWithin(const std::vector<Item>& items, const std::vector<Stretch>& stretches, Judge judge)
{
    std::vector<const Stretch*> open;
    std::size_t next = 0;
    for (const Item& each : items) {
        for (; next < stretches.size() && stretches[next].place.offset <= each.place.offset; ++next)
            open.push_back(&stretches[next]);
        while (!open.empty() && open.back()->place.end() <= each.place.offset)
            open.pop_back();
        if (!open.empty())
            judge(each, *open.back());
    }
}

}  // namespace hopwright::scriptread
