#include "core/text/utf8.h"
#include "core/wire/wsman/clixml.h"

#include <cstdlib>

using namespace hopwright;
using namespace hopwright::wire::wsman;

namespace {

bool isUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();)
        if (!text::takeCodePoint(text, at))
            return false;
    return true;
}

}  // namespace

/// UTF-8 stays UTF-8; what is given is no longer than what came; text without a head comes back as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string plain = plainErrorText(text);
    if (plain.size() > size || (isUtf8(text) && !isUtf8(plain)))
        std::abort();
    if (text.find("#< CLIXML") == std::string_view::npos && plain != text)
        std::abort();
    return 0;
}
