#include "core/wire/http/message.h"

#include "core/text/ascii.h"

#include <algorithm>

namespace hopwright::wire::http {

std::optional<std::string_view> Headers::find(std::string_view name) const
{
    const auto found = std::ranges::find_if(m_fields, [&](const Field& each) {
        return text::equalsIgnoringAsciiCase(each.first, name);
    });
    if (found == m_fields.end())
        return std::nullopt;
    return found->second;
}

std::vector<std::string_view> Headers::all(std::string_view name) const
{
    std::vector<std::string_view> out;
    for (const Field& each : m_fields) {
        if (text::equalsIgnoringAsciiCase(each.first, name))
            out.emplace_back(each.second);
    }
    return out;
}

}  // namespace hopwright::wire::http
