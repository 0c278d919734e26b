#include "core/diagnose/secret_shapes.h"

#include "core/diagnose/characters.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <string>

namespace hopwright::diagnose {

namespace {

template <std::size_t count>
bool isOneOf(std::string_view word, const std::array<std::string_view, count>& words)
{
    return std::ranges::find(words, word) != words.end();
}

bool hasDigit(std::string_view text)
{
    return std::ranges::any_of(text, isDigit);
}

bool hasLetter(std::string_view text)
{
    return std::ranges::any_of(text, isLetter);
}

/// What is written as no word, number or path is.
bool isMixed(std::string_view value, std::size_t shortest)
{
    return value.size() >= shortest && hasDigit(value) && hasLetter(value)
           && !std::string_view("/~.\\").contains(value.front())
           && value.find_first_of("\\ ") == std::string_view::npos && !value.contains(":/");
}

/// `DB`, `PASSWORD` and `2` of `DB_PASSWORD_2`, in small letters: the parts of a name between its signs.
template <typename Each>
bool anyPart(std::string_view small, Each each)
{
    while (!small.empty()) {
        const std::size_t end = std::min(small.find_first_of("_-"), small.size());
        if (each(small.substr(0, end)))
            return true;
        small.remove_prefix(std::min(end + 1, small.size()));
    }
    return false;
}

/// English words that end as those for a password do.
bool isPlainWord(std::string_view small)
{
    constexpr auto words =
        std::to_array<std::string_view>({"bypass", "compass", "encompass", "overpass", "surpass",
                                         "trespass", "underpass", "impass", "passpass"});
    return std::ranges::any_of(words, [&](std::string_view each) { return small.ends_with(each); });
}

/// Whether the last word of \p key is "key": `SIGNING_KEY`, `signingKey`; not "monkey".
bool endsInKey(std::string_view key, std::string_view small)
{
    constexpr std::size_t length = 3;
    if (!small.ends_with("key") || key.size() <= length)
        return false;
    const char before = key[key.size() - length - 1];
    const char first = key[key.size() - length];
    return before == '_' || before == '-'
           || (isUpper(first) && isLetter(before) && !isUpper(before));
}

/// Names that say more of a secret than what it is: `TOKEN_URL`, `password_file`, or that are of a key everybody may know.
bool isAbout(std::string_view small)
{
    constexpr auto words = std::to_array<std::string_view>(
        {"file",   "path",     "dir",       "url",     "uri",    "endpoint", "type",    "ttl",
         "expiry", "expires",  "expired",   "age",     "length", "policy",   "name",    "user",
         "id",     "last",     "set",       "min",     "max",    "days",     "hint",    "count",
         "reset",  "store",    "required",  "changed", "public", "primary",  "foreign", "sort",
         "host",   "registry", "partition", "cache"});
    return anyPart(small, [&](std::string_view part) { return isOneOf(part, words); });
}

/// How long the characters of a token go on; with the signs of \p also.
std::size_t runLength(std::string_view text, std::string_view also)
{
    const auto* const end = std::ranges::find_if_not(
        text, [&](char c) { return isLetter(c) || isDigit(c) || also.contains(c); });
    return static_cast<std::size_t>(end - text.begin());
}

/// Of the parts of \p text between dashes.
std::size_t longestPart(std::string_view text)
{
    std::size_t out = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('-'), text.size());
        out = std::max(out, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

struct Prefix {
    std::string_view text;
    std::string_view also;  ///< What stands in the token apart from letters and digits.
    std::size_t shortest;   ///< Of what follows.
    /// Of its longest part between dashes: names of machines begin so too, `xapp-prod-01`.
    std::size_t part = 0;
};
constexpr std::array prefixes{
    Prefix{.text = "glpat-", .also = "-_.", .shortest = 10},
    Prefix{.text = "glptt-", .also = "-_", .shortest = 10, .part = 8},
    Prefix{.text = "gldt-", .also = "-_", .shortest = 10, .part = 8},
    Prefix{.text = "glrt-", .also = "-_.", .shortest = 10, .part = 8},
    Prefix{.text = "glcbt-", .also = "-_", .shortest = 10, .part = 8},
    Prefix{.text = "ghp_", .also = "", .shortest = 16},
    Prefix{.text = "gho_", .also = "", .shortest = 16},
    Prefix{.text = "ghu_", .also = "", .shortest = 16},
    Prefix{.text = "ghs_", .also = "", .shortest = 16},
    Prefix{.text = "ghr_", .also = "", .shortest = 16},
    Prefix{.text = "github_pat_", .also = "_", .shortest = 16},
    Prefix{.text = "xoxa-", .also = "-", .shortest = 10, .part = 8},
    Prefix{.text = "xoxb-", .also = "-", .shortest = 10, .part = 8},
    Prefix{.text = "xoxc-", .also = "-", .shortest = 10, .part = 8},
    Prefix{.text = "xoxd-", .also = "-%", .shortest = 10, .part = 8},
    Prefix{.text = "xoxp-", .also = "-", .shortest = 10, .part = 8},
    Prefix{.text = "xoxr-", .also = "-", .shortest = 10, .part = 8},
    Prefix{.text = "xoxs-", .also = "-", .shortest = 10, .part = 8},
    Prefix{.text = "xapp-", .also = "-", .shortest = 10, .part = 16},
    Prefix{.text = "AKIA", .also = "", .shortest = 16},
    Prefix{.text = "ASIA", .also = "", .shortest = 16},
    Prefix{.text = "AIza", .also = "-_", .shortest = 30},
    Prefix{.text = "ya29.", .also = "-_", .shortest = 20},
    Prefix{.text = "npm_", .also = "", .shortest = 30},
    Prefix{.text = "pypi-", .also = "-_", .shortest = 40, .part = 8},
    Prefix{.text = "dop_v1_", .also = "", .shortest = 30},
    Prefix{.text = "hvs.", .also = "-_", .shortest = 20},
    Prefix{.text = "sk_live_", .also = "", .shortest = 16},
    Prefix{.text = "sk-", .also = "-_", .shortest = 20, .part = 16},
};

/// The first bytes of them: most words of a text begin otherwise.
constexpr std::array<bool, 256> firstBytes = [] {
    std::array<bool, 256> out{};
    for (const Prefix& each : prefixes)
        out[static_cast<unsigned char>(each.text.front())] = true;
    return out;
}();

/// `eyJ….eyJ….…`: JSON in Base64 begins so, and a token has three parts of it.
std::size_t webTokenLength(std::string_view text)
{
    constexpr std::string_view signs = "-_";
    constexpr std::size_t shortest = 10;
    constexpr std::size_t longest = 2048;
    const std::size_t head = runLength(text.substr(0, longest), signs);
    if (head < shortest || !text.substr(head).starts_with(".eyJ"))
        return 0;
    const std::size_t body = head + 1 + runLength(text.substr(head + 1), signs);
    const std::string_view rest = text.substr(body);
    return rest.starts_with('.') ? body + 1 + runLength(rest.substr(1), signs) : body;
}

}  // namespace

bool isSecretAssigned(std::string_view key, std::string_view value)
{
    std::string small = text::asciiLower(key);
    constexpr std::size_t shortestSecret = 3;
    const bool isOfShell = small == "pwd" || small == "oldpwd";
    if (value.size() < shortestSecret || isOfShell || isPlainWord(small))
        return false;
    constexpr std::size_t shortestKey = 12;
    if (endsInKey(key, small))
        return isMixed(value, shortestKey) && !isAbout(small);
    while (!small.empty() && (isDigit(small.back()) || small.back() == '_'))
        small.pop_back();
    constexpr auto ends = std::to_array<std::string_view>(
        {"pw", "pass", "pwd", "passwd", "passphrase", "psw", "secret", "token", "password"});
    const bool isEnd =
        std::ranges::any_of(ends, [&](std::string_view each) { return small.ends_with(each); });
    if (isEnd)
        return !isAbout(small);
    // `PASSWORD_PROD`, `token-ci`: what is written like a secret only.
    constexpr std::size_t shortestPart = 6;
    return isMixed(value, shortestPart) && !isAbout(small)
           && anyPart(small, [&](std::string_view part) { return isOneOf(part, ends); });
}

std::size_t tokenLength(std::string_view text)
{
    if (text.starts_with("eyJ"))
        return webTokenLength(text);
    if (text.empty() || !firstBytes[static_cast<unsigned char>(text.front())])
        return 0;
    const auto* const found = std::ranges::find_if(
        prefixes, [&](const Prefix& each) { return text.starts_with(each.text); });
    if (found == prefixes.end())
        return 0;
    constexpr std::size_t longest = 300;
    std::string_view rest = text.substr(found->text.size(), longest);
    rest = rest.substr(0, runLength(rest, found->also));
    while (!rest.empty() && std::string_view("-.").contains(rest.back()))
        rest.remove_suffix(1);
    const bool isAmazon = found->text == "AKIA" || found->text == "ASIA";
    const bool fits =
        isAmazon ? rest.size() == found->shortest
                       && std::ranges::all_of(rest, [](char c) { return isUpper(c) || isDigit(c); })
                 : rest.size() >= found->shortest && longestPart(rest) >= found->part
                       && hasDigit(rest) && hasLetter(rest);
    return fits ? found->text.size() + rest.size() : 0;
}

std::size_t privateKeyHead(std::string_view text)
{
    constexpr std::size_t longest = 60;
    if (!text.starts_with("-----BEGIN "))
        return 0;
    constexpr std::string_view end = "PRIVATE KEY-----";
    const std::size_t at = text.substr(0, longest).find(end);
    return at == std::string_view::npos ? 0 : at + end.size();
}

}  // namespace hopwright::diagnose
