#pragma once

#include <string>
#include <utility>
#include <vector>

namespace hopwright::model {

/// What a file held at this element that this version does not know: kept as it was, and written back.
struct UnknownContent {
    std::vector<std::pair<std::string, std::string>> attributes =
        {};                                  ///< Name and value, in file order.
    std::vector<std::string> elements = {};  ///< Whole elements, as XML text, in file order.

    bool operator==(const UnknownContent&) const = default;
};

}  // namespace hopwright::model
