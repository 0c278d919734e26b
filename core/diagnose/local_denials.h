#pragma once

#include "core/diagnose/evidence.h"
#include "core/text/place.h"

#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// \p evidence of \p clean without what was denied to a command typed at a prompt of the machine itself that goes to no other one:
/// `PS C:\> Restart-Service spooler`. \p commands are those that do. A text that tells of nothing else keeps it.
/// Cost: linear in the signs, each times some 4 KiB.
Evidence withoutLocalDenials(Evidence evidence, std::string_view clean,
                             const std::vector<text::Place>& commands);

}  // namespace hopwright::diagnose
