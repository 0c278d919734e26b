#include "core/wire/credssp/ts_credentials.h"

#include <algorithm>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::credssp;

/// What is read once, and written, is read again as the same credentials; an error lies within the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto first = decodeCredentials(std::as_bytes(std::span(data, size)));
    if (!first) {
        if (first.error().offset.value_or(0) > size)
            std::abort();
        return 0;
    }
    const auto der = encodeCredentials(*first);
    if (!der)
        std::abort();
    const auto second = decodeCredentials(der->expose());
    if (!second || second->domain != first->domain || second->user != first->user
        || !equalInConstantTime(second->password.expose(), first->password.expose()))
        std::abort();
    return 0;
}
