#pragma once

#include "ui/canvas/paint.h"

#include <cstdint>
#include <vector>

namespace hopwright::ui {

/// A number of all that a piece of the drawing is painted from: the same number, the same pixels. What was painted before is kept
/// while its number stays, so nobody has to say which squares a change touches, and none is forgotten.
///
/// \p paint is that of the piece; theme and font are not in it: with another one all is painted anew.
/// Cost: O(what is in the piece).
std::uint64_t fingerprintOf(const Paint& paint, const Seen& seen,
                            const std::vector<HopWords>& words);

}  // namespace hopwright::ui
