#include "core/diagnose/codes.h"

#include "core/diagnose/characters.h"
#include "core/errors/error_table.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace hopwright::diagnose {

namespace {

/// What a number is joined to. Letters beyond ASCII are not: a full-width bracket stands behind it in Japanese.
constexpr bool isJoined(char c) noexcept
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
/// Words before a small number that say it is an error of Windows, in small letters; how they end is enough: `Systemfehler`.
constexpr std::array<std::string_view, 41> errorWords{
    "kod",    "kode",       "kód",    "код",        "кодом",  "koodi",          "codice",
    "código", "codigo",     "chyby",  "virhekoodi", "error",  "errorcode",      "code",
    "fehler", "fehlercode", "erreur", "errore",     "fout",   "foutcode",       "fel",
    "felkod", "fejl",       "feil",   "virhe",      "hiba",   "chyba",          "błąd",
    "błędu",  "ошибка",     "ошибки", "erro",       "エラー", "コード",         "错误",
    "錯誤",   "오류",       "hata",   "hatası",     "win32",  "nativeerrorcode"};
/// Before these it is something else: `exit code 1`, `status code 401`.
constexpr std::array<std::string_view, 10> otherWords{
    "exit", "return",   "status",   "zip",          "postal",
    "http", "response", "exitcode", "rückgabecode", "statuscode"};
constexpr std::array<std::string_view, 8> httpWords{"http", "status", "statuscode", "response",
                                                    "code", "error",  "1.1",        "unauthorized"};
constexpr std::array<std::string_view, 8> eventWords{
    "event", "eventid", "id", "ereignis", "ereigniskennung", "événement", "evento", "instanceid"};

std::uint32_t number(std::string_view digits, int base)
{
    std::uint64_t out = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), out, base);
    return error == std::errc() && out <= 0xFFFFFFFFU ? static_cast<std::uint32_t>(out) : 0;
}

/// The last words before \p at, the nearest first, in small letters: over blanks, brackets, colons and the like, not over a line.
std::array<std::string, 2> wordsBefore(std::string_view text, std::size_t at)
{
    std::array<std::string, 2> out;
    for (std::string& word : out) {
        constexpr std::size_t farthest = 12;
        std::size_t skipped = 0;
        while (at > 0 && skipped < farthest
               && std::string_view(" \t:=(#,.\"'>-[").contains(text[at - 1])) {
            --at;
            ++skipped;
        }
        std::size_t from = at;
        while (from > 0 && isOfWord(text[from - 1]) && at - from < 32)
            --from;
        word = text::asciiLower(text.substr(from, at - from));
        at = from;
    }
    return out;
}

template <std::size_t count>
bool endsWithOne(std::string_view word, const std::array<std::string_view, count>& words)
{
    return std::ranges::any_of(words, [&](std::string_view each) { return word.ends_with(each); });
}
template <std::size_t count>
bool isOne(std::string_view word, const std::array<std::string_view, count>& words)
{
    return std::ranges::find(words, word) != words.end();
}

/// `401 Unauthorized`, and what other answers of a web server are called.
bool isNamedStatus(std::string_view behind)
{
    while (!behind.empty()
           && (behind.front() == ' ' || behind.front() == ')' || behind.front() == ':'))
        behind.remove_prefix(1);
    return std::ranges::any_of(
        std::array<std::string_view, 5>{"unauthorized", "forbidden", "bad request",
                                        "service unavailable", "not found"},
        [&](std::string_view each) {
            return behind.size() >= each.size()
                   && text::equalsIgnoringAsciiCase(behind.substr(0, each.size()), each);
        });
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    std::vector<FoundCode> run()
    {
        while (m_at < m_text.size()) {
            const bool begins = m_at == 0 || !isJoined(m_text[m_at - 1]);
            if (begins && isHex(m_text[m_at])) {
                readNumber();
            } else {
                ++m_at;
            }
        }
        return std::move(m_found);
    }

private:
    void add(StatusCode code, std::size_t from, std::size_t end)
    {
        m_found.push_back({.code = code, .place = {.offset = from, .length = end - from}});
    }

    void addNumber(std::uint32_t value, std::size_t from, std::size_t end)
    {
        if (const auto code = statusCodeOf(value))
            add(*code, from, end);
    }

    /// \p word with the letters that are typed for digits as those, where it is a long number but for them: `21441O8124`.
    static std::string asTyped(std::string_view word)
    {
        std::string out(word);
        const bool hex = word.starts_with("0x") || word.starts_with("0X") || word.starts_with("Ox")
                         || word.starts_with("OX");
        const auto digits = static_cast<std::size_t>(std::ranges::count_if(word, isDigit));
        if (!(hex && word.size() == 10)
            && !(word.size() >= 9 && word.size() <= 10 && digits + 3 >= word.size()))
            return out;
        for (char& each : out) {
            if (each == 'O' || each == 'o') {
                each = '0';
            } else if (each == 'l' || each == 'I') {
                each = '1';
            }
        }
        return out;
    }

    void readNumber()
    {
        const std::size_t from = m_at;
        std::size_t end = from;
        while (end < m_text.size() && isJoined(m_text[end]))
            ++end;
        m_at = end;
        const std::string typed = asTyped(m_text.substr(from, end - from));
        const std::string_view word = typed;
        if (word.size() > 2 && (word.starts_with("0x") || word.starts_with("0X")))
            return readHex(word.substr(2), from, end);
        if (!isPart(from, end))
            readBare(word, from, end);
    }
    static constexpr std::size_t hexDigits = 8;

    void readHex(std::string_view digits, std::size_t from, std::size_t end)
    {
        if (digits.size() <= hexDigits && std::ranges::all_of(digits, isHex))
            addNumber(number(digits, 16), from, end);
    }

    /// A number that nothing before it says the base of.
    void readBare(std::string_view word, std::size_t from, std::size_t end)
    {
        if (!std::ranges::all_of(word, isDigit)) {
            if (word.size() == hexDigits && std::ranges::all_of(word, isHex)
                && std::string_view("8cCA").contains(word.front()))
                addNumber(number(word, 16), from, end);
            return;
        }
        constexpr std::size_t smallDigits = 5;
        if (word.size() == hexDigits) {
            readBareHex(word, from, end);
        } else if (word.size() > hexDigits && word.size() <= hexDigits + 2) {
            readLong(word, from, end);
        } else if (word.size() <= smallDigits) {
            readSmall(word, from, end);
        }
    }

    /// Whether what stands there is a part of a GUID, of a version or of an address.
    bool isPart(std::size_t from, std::size_t end) const
    {
        const std::string_view behind = m_text.substr(end, 2);
        return (behind.size() == 2 && behind[0] == '-' && isHex(behind[1]))
               || (behind.size() == 2 && behind[0] == '.' && isDigit(behind[1]))
               || (from > 0 && (m_text[from - 1] == '{' || m_text[from - 1] == '.'));
    }

    /// Digits alone can be a date or a ticket's number: only what is a code of the table counts.
    void readBareHex(std::string_view word, std::size_t from, std::size_t end)
    {
        const StatusCode code = StatusCode::hresult(number(word, 16));
        const bool isKnown =
            std::ranges::any_of(errorRows(), [&](const ErrorRow& row) { return row.has(code); });
        if (word.starts_with('8') && isKnown)
            addNumber(code.number, from, end);
    }

    void readLong(std::string_view word, std::size_t from, std::size_t end)
    {
        const bool negative =
            from > 0 && m_text[from - 1] == '-' && (from < 2 || !isJoined(m_text[from - 2]));
        const std::uint32_t value = number(word, 10);
        constexpr std::uint32_t highest = 0x80000000U;
        if (negative && value != 0 && value <= highest) {
            addNumber(0U - value, from - 1, end);
        } else if (value >= highest) {
            addNumber(value, from, end);
        }
    }

    void readSmall(std::string_view word, std::size_t from, std::size_t end)
    {
        const std::uint32_t value = number(word, 10);
        constexpr std::uint32_t loginFailed = 18456;
        constexpr std::array<std::uint32_t, 3> others{0, 36874, 36888};  // The last two are events.
        constexpr std::array<std::uint32_t, 5> statuses{400, 401, 403, 404, 503};
        if (std::ranges::find(others, value) != others.end())
            return;
        if (value == loginFailed) {
            add(StatusCode::sql(value), from, end);
        } else if (std::ranges::find(statuses, value) == statuses.end()) {
            readOfWindows(value, from, end);
        } else if (isStatus(from, end)) {
            add(StatusCode::http(value), from, end);
        }
    }

    /// Whether the words around it say that it is an answer of a web server.
    bool isStatus(std::size_t from, std::size_t end) const
    {
        const auto [near, far] = wordsBefore(m_text, from);
        constexpr std::size_t version = 9;  // `HTTP/1.1 `
        const std::size_t before = std::min(from, version);
        return isOne(near, httpWords) || isOne(far, httpWords)
               || text::asciiLower(m_text.substr(from - before, before)).contains("http/")
               || isNamedStatus(m_text.substr(end, 32));
    }

    /// Where a word before it says what it is.
    void readOfWindows(std::uint32_t value, std::size_t from, std::size_t end)
    {
        const auto [near, far] = wordsBefore(m_text, from);
        // `1331,PSSessionStateBroken`: the number is the name of the error.
        const std::string_view behind = m_text.substr(end);
        const bool isName = behind.starts_with(",PSSession") || behind.starts_with(",CreateRemote");
        const bool isOther = isOne(near, otherWords) || (near == "code" && isOne(far, otherWords));
        const bool isNumber = near == "rc" || near == "winerror" || near == "errno";
        if (isName || isNumber || (endsWithOne(near, errorWords) && !isOther)) {
            add(StatusCode::win32(value), from, end);
        } else if (near == "alert") {
            add(StatusCode::tlsAlert(value), from, end);
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<FoundCode> m_found;
};

}  // namespace

std::vector<FoundCode> findCodes(std::string_view clean)
{
    return Scanner(clean).run();
}

std::vector<FoundEvent> findEvents(std::string_view clean)
{
    std::vector<FoundEvent> out;
    std::size_t at = 0;
    while (at < clean.size()) {
        if (!isDigit(clean[at]) || (at > 0 && isOfWord(clean[at - 1]))) {
            ++at;
            continue;
        }
        const std::size_t from = at;
        while (at < clean.size() && isOfWord(clean[at]))
            ++at;
        const std::string_view word = clean.substr(from, at - from);
        if (word.size() > 5 || !std::ranges::all_of(word, isDigit))
            continue;
        const std::uint32_t value = number(word, 10);
        const auto [near, far] = wordsBefore(clean, from);
        const bool alone =
            value == 36874 || value == 36888 || value == 10156 || value == 4625 || value == 4624;
        if (alone || isOne(near, eventWords))
            out.push_back({.number = value, .place = {.offset = from, .length = at - from}});
    }
    return out;
}

}  // namespace hopwright::diagnose
