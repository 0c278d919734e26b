#include "core/wire/asn1/der_reader.h"
#include "core/wire/asn1/der_writer.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::asn1;

namespace {

constexpr std::uint8_t constructedBit = 0x20;

/// Copies all elements of \p reader. A definite answer for any depth, because the reader has one.
Result<void> copyAll(DerReader reader, DerWriter& writer)
{
    while (!reader.atEnd()) {
        const std::uint8_t found = reader.peekTag().value();
        if ((found & constructedBit) == 0) {
            HOPWRIGHT_TRY(const ByteView content, reader.content(found));
            writer.primitive(found, content);
            continue;
        }
        HOPWRIGHT_TRY(const DerReader inside, reader.enter(found));
        Result<void> done;
        writer.nested(found, [&](DerWriter& nested) { done = copyAll(inside, nested); });
        HOPWRIGHT_TRY_VOID(done);
    }
    return {};
}

}  // namespace

/// Any bytes either fail at an offset within them, or are elements whose DER is no longer than they are, and whose
/// second copy is the first.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView bytes = std::as_bytes(std::span(data, size));
    DerWriter first;
    if (const auto copied = copyAll(DerReader(bytes), first); !copied) {
        if (copied.error().offset.value_or(size + 1) > size)
            std::abort();
        return 0;
    }
    const Bytes der = first.bytes();
    DerWriter second;
    if (!copyAll(DerReader(der), second) || second.bytes() != der || der.size() > size)
        std::abort();
    return 0;
}
