#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

/// How often this program asked for memory: what stands for work in tests of how it grows, because it is the same on each
/// machine and in each run, which a time is not. Replaces the global operator new, so include it in one file of a program.
namespace hopwright {

inline std::size_t allocationCount = 0;

/// How often \p work asks for memory.
template <typename Work>
std::size_t allocationsOf(Work work)
{
    const std::size_t before = allocationCount;
    work();
    return allocationCount - before;
}

/// Twice the drawing may take this many times the work: 2, and some for containers that grow in steps.
inline constexpr double linearGrowth = 2.2;

}  // namespace hopwright

// Arrays and what does not throw go through these by the standard.
void* operator new(std::size_t size)
{
    ++hopwright::allocationCount;
    if (void* out = std::malloc(size == 0 ? 1 : size))
        return out;
    throw std::bad_alloc();
}

void operator delete(void* at) noexcept
{
    std::free(at);
}

void operator delete(void* at, std::size_t /*size*/) noexcept
{
    std::free(at);
}
