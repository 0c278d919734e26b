#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace hopwright::script {

/// \p text as one PowerShell constant in single quotes: each of U+0027 and U+2018 to U+201B, which PowerShell all takes as a
/// single quote, stands twice. Nothing else has a meaning within. What a reader would not see is written out, and the constant
/// is then an expression in parentheses (probe::textConstant). \p text must have passed checkText().
std::string literal(std::string_view text);

/// \p text for the rest of a comment line, by text::oneLine(): line ends become blanks and control characters, also U+0085,
/// U+2028 and U+2029, are written out, so that the line does not end early. Never for a block comment, whose end nothing can
/// escape. For display only: it is not reversible.
std::string commentText(std::string_view text);

/// Whether \p text may stand in a script: UTF-8 without U+0000 to U+001F and U+007F. \returns Malformed, with the offset.
Result<void> checkText(std::string_view text);

/// A file name's part for \p name: letters a to z, digits and single dashes, at most maxSlug of them, `machine` where nothing
/// is left. Never a device name of Windows (`con` becomes `con-pc`), and no dot or separator, so no path.
std::string slug(std::string_view name);

inline constexpr std::size_t maxSlug = 40;

}  // namespace hopwright::script
