#include "core/wire/ntlm/messages.h"
#include "core/wire/ntlm/target_info.h"

#include <cstdint>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::ntlm;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void checkOffset(const Error& error, std::size_t size)
{
    check(error.offset.value_or(size + 1) <= size);
}

}  // namespace

/// Any bytes either are a message, and what is written of that reads as the same message; or fail at an offset within
/// them. The same for a list of pairs.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView bytes = std::as_bytes(std::span(data, size));
    if (const auto read = decodeNegotiate(bytes))
        check(decodeNegotiate(encodeNegotiate(*read)) == *read);
    else
        checkOffset(read.error(), size);
    // Fields may overlap, so what is written can be larger than the limit, and is then not read again.
    if (const auto read = decodeChallenge(bytes)) {
        const auto written = encodeChallenge(*read);
        check(written.has_value());
        if (written->size() <= maxMessageSize)
            check(decodeChallenge(*written) == *read);
    } else {
        checkOffset(read.error(), size);
    }
    if (const auto read = decodeAuthenticate(bytes)) {
        const auto written = encodeAuthenticate(*read);
        check(written.has_value());
        if (written->size() <= maxMessageSize)
            check(decodeAuthenticate(*written) == *read);
    } else {
        checkOffset(read.error(), size);
    }
    if (const auto read = decodeTargetInfo(bytes))
        check(decodeTargetInfo(encodeTargetInfo(*read).value()) == *read);
    else
        checkOffset(read.error(), size);
    return 0;
}
