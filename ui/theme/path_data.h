#pragma once

#include "core/base/result.h"

#include <QPainterPath>

#include <cstddef>
#include <string_view>

namespace hopwright::ui {

/// The longest path data that is read. Ours have less than 150 bytes; an outline has at most two elements a byte.
inline constexpr std::size_t maxPathBytes = 8192;

/// The outline that the `d` of an SVG path describes: SVG 1.1 8.3, all commands, absolute and relative. Arcs become curves
/// of at most a quarter turn. The fill rule is nonzero, as SVG's is where nothing is said.
///
/// \returns Truncated, Malformed or OutOfRange with the offset in \p data, the last for a number or a current point beyond
///          maxSvgNumber; TooLarge above maxPathBytes. No text for people: the drawings are this program's own files.
/// Deviates: 8.3.2 has a renderer draw what stands before an error; here a path with an error is none. An arc whose radius
/// or chord is below a thousand-millionth is a line.
/// Cost: linear.
Result<QPainterPath> readPathData(std::string_view data);

}  // namespace hopwright::ui
