#include "core/wire/spnego/tokens.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::spnego;

/// Any bytes either are a token whose DER is a fixed point of reading and writing, or fail at an offset within them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto write = [](const Token& token) {
        return std::visit([](const auto& each) { return encode(each); }, token);
    };
    const auto token = decodeToken(std::as_bytes(std::span(data, size)));
    if (!token) {
        if (token.error().offset.value_or(size + 1) > size)
            std::abort();
        return 0;
    }
    const Bytes der = write(*token);
    const auto again = decodeToken(der);
    if (!again || write(*again) != der)
        std::abort();
    return 0;
}
