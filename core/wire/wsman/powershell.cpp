#include "core/wire/wsman/powershell.h"

#include "core/text/base64.h"
#include "core/text/utf16.h"

namespace hopwright::wire::wsman {

std::string encodedCommand(std::string_view script)
{
    const auto units = text::toUtf16Le(script);
    return units ? text::toBase64(*units) : std::string();
}

std::string powershellCommandLine(std::string_view script)
{
    return "powershell.exe -NoProfile -NonInteractive -EncodedCommand " + encodedCommand(script);
}

}  // namespace hopwright::wire::wsman
