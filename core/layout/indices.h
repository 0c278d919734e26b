#pragma once

#include <cstddef>
#include <vector>

namespace hopwright::layout {

/// 0, 1 and so on: \p count of them. GCC 12 has no std::ranges::iota.
inline std::vector<std::size_t> indices(std::size_t count)
{
    std::vector<std::size_t> out(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = i;
    return out;
}

}  // namespace hopwright::layout
