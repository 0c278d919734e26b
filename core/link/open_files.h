#pragma once

#include "core/base/result.h"

#include <cstddef>

namespace hopwright::link {

/// Room for \p needed open files and sockets in this process: the soft limit is raised where the hard one lets it. Windows has no
/// such limit.
/// \returns TooLarge, with both numbers and the limit's name.
Result<void> makeRoomForFiles(std::size_t needed);

}  // namespace hopwright::link
