#include "core/wire/http/auth_header.h"

#include "core/text/base64.h"
#include "core/wire/http/syntax.h"

#include <algorithm>

namespace hopwright::wire::http {

namespace {

std::size_t skipBlanks(std::string_view value, std::size_t at)
{
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t'))
        ++at;
    return at;
}

/// Where an element that begins at \p at ends: at a comma outside quotes, or the end.
Result<std::size_t> elementEnd(std::string_view value, std::size_t at)
{
    std::optional<std::size_t> quote;
    for (; at < value.size(); ++at) {
        if (value[at] == '\\' && quote) {
            ++at;  // RFC 9110 5.6.4: the next byte stands for itself.
        } else if (value[at] == '"' && quote) {
            quote.reset();
        } else if (value[at] == '"') {
            quote = at;
        } else if (value[at] == ',' && !quote) {
            break;
        }
    }
    if (quote)
        return fail(ErrorCode::Malformed, Sentence::saying("a quoted text has no end"), quote);
    return std::min(at, value.size());
}

/// `realm="WSMAN"` or `qop=auth`: RFC 9110 11.2. A token may hold `=` too, but only at its end.
bool isParameter(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    return text.contains('=');
}

struct Element {
    std::string_view scheme = {};
    std::string_view rest = {};
    std::size_t restAt = 0;  ///< In the header value.
};

Result<Element> readElement(std::string_view element, std::size_t at)
{
    const auto schemeEnd = std::ranges::find_if_not(element, isTokenByte);
    const auto size = static_cast<std::size_t>(schemeEnd - element.begin());
    const std::size_t restAt = skipBlanks(element, size);
    if (size == 0) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("an authentication header has no scheme"), at);
    }
    const bool shaped = restAt > size || restAt == element.size() || element[restAt] == '=';
    if (!shaped) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("no blank follows an authentication scheme"), at + size);
    }
    return Element{
        .scheme = element.substr(0, size), .rest = element.substr(restAt), .restAt = at + restAt};
}

Result<AuthChallenge> readChallenge(const Element& element)
{
    AuthChallenge out{.scheme = std::string(element.scheme)};
    if (element.rest.empty() || isParameter(element.rest))
        return out;
    auto token = text::fromBase64(element.rest);
    if (!token) {
        return fail(ErrorCode::Malformed, Sentence::saying("an authentication token is no base64"),
                    element.restAt + token.error().offset.value_or(0));
    }
    out.token = std::move(*token);
    return out;
}

/// Adds a scheme, or reads over a further parameter of the scheme before it.
Result<void> addElement(const Element& element, std::size_t at, std::vector<AuthChallenge>& out)
{
    if (element.rest.starts_with('=')) {
        if (out.empty())
            return fail(ErrorCode::Malformed, Sentence::saying("a parameter has no scheme"), at);
        return {};
    }
    if (out.size() == maxChallenges) {
        return fail(ErrorCode::TooLarge,
                    Sentence::saying("there are too many authentication schemes"), at);
    }
    HOPWRIGHT_TRY(AuthChallenge challenge, readChallenge(element));
    out.push_back(std::move(challenge));
    return {};
}

}  // namespace

Result<std::vector<AuthChallenge>> parseChallenges(std::string_view value)
{
    std::vector<AuthChallenge> out;
    for (std::size_t at = skipBlanks(value, 0); at < value.size();) {
        HOPWRIGHT_TRY(const std::size_t end, elementEnd(value, at));
        const std::string_view text = trimmed(value.substr(at, end - at));
        const std::size_t start = at;
        at = skipBlanks(value, end == value.size() ? end : end + 1);
        if (text.empty())
            continue;  // RFC 9110 5.6.1.2: empty elements are read over.
        HOPWRIGHT_TRY(const Element element, readElement(text, start));
        HOPWRIGHT_TRY_VOID(addElement(element, start, out));
    }
    return out;
}

Result<std::vector<AuthChallenge>> challengesOf(const Headers& headers, std::string_view name)
{
    std::vector<AuthChallenge> out;
    for (const std::string_view value : headers.all(name)) {
        HOPWRIGHT_TRY(std::vector<AuthChallenge> some, parseChallenges(value));
        if (out.size() + some.size() > maxChallenges) {
            return fail(ErrorCode::TooLarge,
                        Sentence::saying("there are too many authentication schemes"));
        }
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
