#include "core/text/decode.h"
#include "core/text/utf16.h"

#include <cstdint>
#include <cstdlib>

/// Any bytes are a text: valid UTF-8 without NUL, at most three times their size, and the same text again when read as UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace text = hopwright::text;
    const text::Decoded out = text::decode({reinterpret_cast<const char*>(data), size});
    if (out.text.contains('\0') || out.text.size() > 3 * size || out.replaced > size)
        std::abort();
    if (!text::toUtf16Le(out.text))
        std::abort();
    // With a mark of its own the text might begin with a second one.
    const text::Decoded again = text::decode("\xEF\xBB\xBF" + out.text);
    if (again.text != out.text || again.encoding != text::Encoding::Utf8)
        std::abort();
    return 0;
}
