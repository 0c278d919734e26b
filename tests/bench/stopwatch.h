#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace hopwright::bench {

/// The median time of \p work in milliseconds, over \p rounds.
template <typename Work>
double medianMs(int rounds, Work work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        times.push_back(took.count());
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

inline void tell(const char* what, double value, const char* unit)
{
    std::printf("%-64s %10.1f %s\n", what, value, unit);
    std::fflush(stdout);
}

}  // namespace hopwright::bench
