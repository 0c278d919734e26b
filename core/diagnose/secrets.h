#pragma once

#include "core/text/place.h"

#include <string>
#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// A text whose passwords and tokens are gone. Everything else in this layer reads only such a text.
struct BlankedText {
    std::string text = {};
    std::vector<text::Place> blanks = {};  ///< Where each secret stood, in \a text, in its order.

    bool operator==(const BlankedText&) const = default;
};

/// What stands in the place of a secret, whatever its length.
inline constexpr std::string_view blank = "********";

/// Blanks what stands where people and programs write passwords: behind `-Password` and the like, in ConvertTo-SecureString,
/// `net use`, `cmdkey`, `psexec -p`, connection strings, `ansible_password`, URLs with a user, `Authorization:` headers, pairs of
/// hashes, and behind "password is". A name or a word of a message is never taken for one where it can be told.
/// Never fails. Cost: linear; what it keeps is one copy of the text.
BlankedText withoutSecrets(std::string_view text);

}  // namespace hopwright::diagnose
