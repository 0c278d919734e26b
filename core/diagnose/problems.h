#pragma once

#include "core/text/place.h"

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// The items of a numbered list, `1.`, `2)`, `#3:` at the beginnings of lines, each up to the next; nothing: there is no such list of
/// two or more. The last one ends with the text. In a text of more than 256 KiB none is looked for. Cost: linear.
std::vector<text::Place> numberedIn(std::string_view clean);

/// \p clean with blanks for all of \p items but \p kept, so that what is left stands where it stood. Cost: linear.
std::string withItemAlone(std::string_view clean, const std::vector<text::Place>& items,
                          std::size_t kept);

}  // namespace hopwright::diagnose
