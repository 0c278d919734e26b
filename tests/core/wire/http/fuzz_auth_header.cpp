#include "core/wire/http/auth_header.h"

#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::http;

/// Each scheme that was read, written with its token, is read again as the same one; an error lies within the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string value(reinterpret_cast<const char*>(data), size);
    const auto read = parseChallenges(value);
    if (!read) {
        if (read.error().offset.value_or(0) > size)
            std::abort();
        return 0;
    }
    if (read->size() > maxChallenges)
        std::abort();
    for (const AuthChallenge& each : *read) {
        const auto again =
            parseChallenges(authorization(each.scheme, each.token.value_or(Bytes())));
        if (!again || again->size() != 1 || again->front() != each)
            std::abort();
    }
    return 0;
}
