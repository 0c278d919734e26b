#include "core/wire/credssp/ts_request_codec.h"

#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::credssp;

/// What is read once, and written, is read again as the same message; an error lies within the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto message = decode(std::as_bytes(std::span(data, size)));
    if (!message) {
        if (message.error().offset.value_or(0) > size)
            std::abort();
        return 0;
    }
    if (decode(encode(*message)) != *message)
        std::abort();
    return 0;
}
