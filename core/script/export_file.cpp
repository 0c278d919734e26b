#include "core/script/export_file.h"

namespace hopwright::script {

namespace {

std::string withCrLf(std::string_view text)
{
    constexpr std::size_t shortLine = 16;
    std::string out;
    out.reserve(text.size() + text.size() / shortLine);
    std::size_t at = 0;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', at)) {
        out += text.substr(at, end - at);
        out += out.ends_with('\r') ? "\n" : "\r\n";
        at = end + 1;
    }
    out += text.substr(at);
    return out;
}

}  // namespace

std::string encoded(std::string_view text, Encoding encoding)
{
    return encoding == Encoding::Utf8BomCrlf ? "\xEF\xBB\xBF" + withCrLf(text) : std::string(text);
}

std::string fileBytes(const ExportFile& file)
{
    return encoded(file.text, file.encoding);
}

}  // namespace hopwright::script
