#include "core/wire/http/auth_header.h"

#include "core/text/base64.h"

#include <algorithm>

namespace hopwright::wire::http {

namespace {

bool isSchemeByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'
           || c == '_' || c == '.';
}

std::size_t skipBlanks(std::string_view value, std::size_t at)
{
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t'))
        ++at;
    return at;
}

/// Where an element that begins at \p at ends: at a comma outside quotes, or the end.
std::size_t elementEnd(std::string_view value, std::size_t at)
{
    bool inQuotes = false;
    for (; at < value.size(); ++at) {
        if (value[at] == '"')
            inQuotes = !inQuotes;
        if (value[at] == ',' && !inQuotes)
            return at;
    }
    return at;
}

}  // namespace

Result<std::vector<AuthChallenge>> parseChallenges(std::string_view value)
{
    std::vector<AuthChallenge> out;
    std::size_t at = skipBlanks(value, 0);
    while (at < value.size()) {
        const std::size_t end = elementEnd(value, at);
        const std::string_view element = value.substr(at, end - at);
        const auto schemeEnd = std::ranges::find_if_not(element, isSchemeByte);
        const std::size_t schemeSize = static_cast<std::size_t>(schemeEnd - element.begin());
        const std::size_t tokenAt = skipBlanks(element, schemeSize);
        std::string_view rest = element.substr(tokenAt);
        while (rest.ends_with(' ') || rest.ends_with('\t'))
            rest.remove_suffix(1);
        const bool continuesParameters = schemeSize < element.size() && element[schemeSize] == '=';
        if (schemeSize == 0)
            return fail(ErrorCode::Malformed, "an authentication header has no scheme", at);
        if (!continuesParameters) {
            if (out.size() == maxChallenges)
                return fail(ErrorCode::TooLarge, "there are too many authentication schemes", at);
            AuthChallenge challenge{.scheme = std::string(element.substr(0, schemeSize)),
                                    .token = {}};
            const bool isParameters = rest.find("=\"") != std::string_view::npos;
            if (!rest.empty() && !isParameters) {
                auto token = text::fromBase64(rest);
                if (!token)
                    return fail(ErrorCode::Malformed, "an authentication token is no base64",
                                at + tokenAt + token.error().offset.value_or(0));
                challenge.token = std::move(*token);
            }
            out.push_back(std::move(challenge));
        }
        at = skipBlanks(value, end == value.size() ? end : end + 1);
    }
    return out;
}

Result<std::vector<AuthChallenge>> challengesOf(const Headers& headers, std::string_view name)
{
    std::vector<AuthChallenge> out;
    for (const std::string_view value : headers.all(name)) {
        HOPWRIGHT_TRY(std::vector<AuthChallenge> some, parseChallenges(value));
        if (out.size() + some.size() > maxChallenges)
            return fail(ErrorCode::TooLarge, "there are too many authentication schemes");
        std::ranges::move(some, std::back_inserter(out));
    }
    return out;
}

std::string authorization(std::string_view scheme, ByteView token)
{
    std::string out(scheme);
    if (!token.empty())
        out += " " + text::toBase64(token);
    return out;
}

}  // namespace hopwright::wire::http
