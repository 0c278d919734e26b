#pragma once

#include <string>
#include <string_view>

namespace hopwright::text {

/// \p text, UTF-8, for element content or the value of an attribute in double quotes: XML 1.0, 2.4 and 3.3.3. Tab and line
/// ends are escaped too, which a reader would otherwise change; the other control characters have no form in XML 1.0
/// (2.2) and are left out. Not a check of UTF-8.
std::string escapedXml(std::string_view text);

}  // namespace hopwright::text
