#include "app/process/standard_streams.h"

#include <io.h>

#include <algorithm>
#include <limits>

namespace hopwright::process {

void keepStandardStreams() noexcept {
}  // No signals, and a closed stream's number is not given to a file.

std::ptrdiff_t writeSome(int descriptor, std::string_view bytes) noexcept
{
    constexpr std::size_t most = std::numeric_limits<int>::max();
    return ::_write(descriptor, bytes.data(), static_cast<unsigned>(std::min(bytes.size(), most)));
}

}  // namespace hopwright::process
