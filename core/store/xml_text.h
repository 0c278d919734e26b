#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string_view>

namespace hopwright::store {

/// XML as text: what pugixml lets pass and a drawing must not hold, and where a byte stands. Not for other layers.

/// Refuses before a tree is built: what is not UTF-8, control characters, a document type, entities but the five of XML
/// itself, a `<` within a tag, and more than \p maxElements beginnings of an element.
Result<void> checkXmlText(std::string_view xml, std::size_t maxElements);

/// Both from 1, the column in characters.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const Place&) const = default;
};

Place placeOf(std::string_view xml, std::size_t offset);

/// \p error with its place before the detail, and \p offset for its offset.
Error placed(Error error, std::string_view xml, std::size_t offset);

}  // namespace hopwright::store
