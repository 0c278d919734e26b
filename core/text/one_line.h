#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hopwright::text {

/// \p text as part of one line of a terminal, a ticket, a label or a script's comment, whoever wrote it: control characters
/// (C0, DEL, C1), line and paragraph separators and what turns the direction of writing (Unicode's bidirectional controls)
/// become blanks, what is not UTF-8 becomes U+FFFD. At most \p maxBytes of it, cut between characters and then ended by "…",
/// which comes on top.
std::string oneLine(std::string_view text, std::size_t maxBytes = std::string_view::npos);

}  // namespace hopwright::text
