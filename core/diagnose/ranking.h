#pragma once

#include "core/diagnose/diagnosis.h"
#include "core/diagnose/evidence.h"

#include <string_view>
#include <vector>

namespace hopwright::diagnose {

/// What \p evidence can mean in the chain of \p reading, likeliest first, each cause once; empty: nothing was understood.
/// \p facts are those of the whole text. \p clean is looked at for a few words that tell rows with one message apart.
std::vector<Candidate> rank(std::string_view clean, const Evidence& evidence,
                            const Reading& reading, const std::vector<import::Fact>& facts);

}  // namespace hopwright::diagnose
