#include "core/base/byte_writer.h"
#include "core/wire/wsman/encrypted_body.h"

#include <algorithm>
#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::wsman;

namespace {

/// Seals by two bytes in front, and opens whatever has them.
class FrontSealer : public Sealer {
public:
    explicit FrontSealer(std::size_t limit) : m_limit(limit) {}

    std::string_view protocol() const override { return credSspProtocol; }
    std::size_t maxChunk() const override { return m_limit; }
    Result<Sealed> seal(ByteView plain) override
    {
        Sealed out{.prefix = 2, .bytes = Bytes(2)};
        append(out.bytes, plain);
        return out;
    }
    Result<Bytes> open(std::uint32_t, ByteView sealed) override
    {
        const ByteView plain = sealed.subspan(std::min<std::size_t>(sealed.size(), 2));
        return Bytes(plain.begin(), plain.end());
    }

private:
    std::size_t m_limit;
};

void require(bool held)
{
    if (!held)
        std::abort();
}

}  // namespace

/// A body that opens is no longer than it was; any bytes without a boundary in them, sealed in chunks, open as the same;
/// an error lies within the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView input = std::as_bytes(std::span(data, size));
    FrontSealer whole(0);
    const auto opened = decryptBody(whole, input);
    require(opened ? opened->size() <= size : opened.error().offset.value_or(0) <= size);

    FrontSealer sealer(std::max<std::size_t>(size / 5, 1));
    const bool mistakable = textOf(input).find("--Encrypted") != std::string::npos;
    if (const auto sealed = encryptBody(sealer, input); sealed && !mistakable) {
        require(isEncryptedContentType(sealed->contentType));
        const auto again = decryptBody(sealer, sealed->body);
        require(again && std::ranges::equal(*again, input));
    }
    return 0;
}
