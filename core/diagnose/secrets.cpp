#include "core/diagnose/secrets.h"

#include "core/diagnose/characters.h"
#include "core/diagnose/secret_shapes.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

namespace hopwright::diagnose {

namespace {

/// Ends of keys that name a secret: `AdminPassword`, `ansible_become_pass`, `Kennwort`. In small letters.
constexpr std::array secretKeys = std::to_array<std::string_view>(
    {"accountkey",   "sharedaccesskey", "sharedkey",  "privatekey",
     "password",     "passwd",          "passwort",   "kennwort",
     "pwd",          "passphrase",      "secret",     "apikey",
     "api_key",      "api-key",         "accesskey",  "access_key",
     "token",        "_pass",           "motdepasse", "mot_de_passe",
     "contraseña",   "contrasena",      "senha",      "clave",
     "wachtwoord",   "hasło",           "haslo",      "heslo",
     "lösenord",     "пароль",          "パスワード", "密码",
     "密碼",         "salasana",        "jelszó",     "암호",
     "kennworts",    "passworts",       "lösenordet", "adgangskode",
     "adgangskoden", "passord",         "passordet",  "wachtwoorden",
     "пароля",       "паролю",          "паролем",    "пароле",
     "hasła",        "hasłem",          "hasłu",      "hesla",
     "heslem",       "jelszava",        "jelszavam",  "salasanani",
     "şifresi",      "şifrem",          "parolası",   "parolam"});
/// Keys that are only that word: `pw: x`, `pass = x`.
constexpr std::array<std::string_view, 8> secretWords{"pw",     "pass",  "psw",   "mdp",
                                                      "parola", "şifre", "pwort", "laps"};
/// Words of languages that write none between it and what follows: `パスワードは x`, `密码是x`.
constexpr std::array<std::string_view, 7> joinedWords{"パスワード", "密码", "密碼",    "口令",
                                                      "비밀번호",   "암호", "패스워드"};
/// Behind these a name and its secret stand together: `creds: bob / x`, `login bob:x`.
constexpr std::array<std::string_view, 12> pairWords{
    "creds",        "credentials",  "credential",   "login",       "logon",       "zugangsdaten",
    "anmeldedaten", "identifiants", "credenciales", "credenziali", "credenciais", "inloggegevens"};
/// Keys that end so and name none.
constexpr std::array<std::string_view, 9> openKeys{
    "publickeytoken",  "negotoken", "tokenpassword", "nopassword",      "publickey_token",
    "restrictedtoken", "csrftoken", "subjecttoken",  "accesstoken_type"};
/// What stands behind such a key in messages and help, and is no secret.
constexpr std::array<std::string_view, 44> openValues{
    "is",           "was",       "are",
    "incorrect",    "correct",   "expired",
    "wrong",        "invalid",   "not",
    "the",          "and",       "or",
    "for",          "of",        "has",
    "must",         "when",      "specified",
    "ok",           "okay",      "same",
    "ist",          "falsch",    "richtig",
    "abgelaufen",   "oder",      "und",
    "null",         "none",      "true",
    "false",        "yes",       "no",
    "unknown",      "prompt",    "string",
    "securestring", "plaintext", "system.security.securestring",
    "required",     "bad",       "changed",
    "never",        "***"};
/// Between such a word and the secret, in prose.
constexpr std::array copulas = std::to_array<std::string_view>(
    {"is",     "ist",   "lautet",   "est",   "es",        "war",   "was",  "now",   "jetzt",
     "to",     "=",     ":",        "här",   "är",        "er",    "è",    "é",     "je",
     "это",    "был",   "c'est",    "still", "currently", "again", "noch", "nu",    "immer",
     "olarak", "reste", "toujours", "sigue", "siendo",    "nadal", "jest", "такой", "теперь"});

std::string lower(std::string_view text)
{
    return text::asciiLower(text);
}

template <std::size_t count>
bool isOneOf(std::string_view word, const std::array<std::string_view, count>& words)
{
    return std::ranges::find(words, word) != words.end();
}

constexpr std::size_t pairOf(char before, char last)
{
    return std::size_t{static_cast<unsigned char>(before)} << 8U | static_cast<unsigned char>(last);
}

/// The last two bytes of all these words: most words of a text end otherwise.
constexpr std::array<bool, 65536> lastPairs = [] {
    std::array<bool, 65536> out{};
    const auto add = [&out](std::string_view word) {
        out[pairOf(word[word.size() - 2], word.back())] = true;
    };
    for (const std::string_view each : secretKeys)
        add(each);
    for (const std::string_view each : secretWords)
        add(each);
    return out;
}();

bool namesSecret(std::string_view key)
{
    if (key.size() < 2
        || !lastPairs[pairOf(text::asciiLower(key[key.size() - 2]), text::asciiLower(key.back()))])
        return false;
    const std::string small = lower(key);
    if (isOneOf(small, openKeys))
        return false;
    if (isOneOf(small, secretWords))
        return true;
    return std::ranges::any_of(secretKeys,
                               [&](std::string_view each) { return small.ends_with(each); });
}

/// Whether \p word is written like a password: letters with digits or signs among them. A word of a sentence is not.
bool looksLikeSecret(std::string_view word)
{
    const auto letters = std::ranges::count_if(word, isLetter);
    const auto digits = std::ranges::count_if(word, isDigit);
    const auto signs = std::ranges::count_if(
        word, [](char c) { return std::string_view("!#$%&*+?@^~=_").contains(c); });
    return word.size() >= 4 && ((letters > 0 && digits > 0) || (signs > 0 && letters + digits > 0));
}

class Blanker {
public:
    explicit Blanker(std::string_view text) : m_text(text) {}

    BlankedText run()
    {
        m_speaksOfSecrets = speaksOfSecrets();
        while (m_at < m_text.size()) {
            if (!blankAtWord())
                ++m_at;
        }
        return made();
    }

private:
    std::string_view rest(std::size_t at) const
    {
        return m_text.substr(std::min(at, m_text.size()));
    }

    std::size_t skipBlanks(std::size_t at) const
    {
        while (at < m_text.size() && isBlank(m_text[at]))
            ++at;
        return at;
    }

    bool startsWith(std::size_t at, std::string_view small) const
    {
        return at + small.size() <= m_text.size()
               && text::equalsIgnoringAsciiCase(m_text.substr(at, small.size()), small);
    }

    /// The value at \p at without its quotes; it ends at \p also, at a blank and at the end of its line.
    text::Place valueAt(std::size_t at, std::string_view also) const
    {
        if (at >= m_text.size())
            return {.offset = at, .length = 0};
        for (const std::string_view quote : {"\"", "'", "`", "&quot;", "&#39;", "\u2018", "\u2019",
                                             "\u201C", "\u201D", "\u201E", "\u00AB", "\\\""}) {
            if (!rest(at).starts_with(quote))
                continue;
            const std::size_t from = at + quote.size();
            std::size_t end = from;
            while (end < m_text.size() && !isBreak(m_text[end])) {
                if (rest(end).starts_with(quote) || rest(end).starts_with("\u2019")
                    || rest(end).starts_with("\u201D") || rest(end).starts_with("\u201C")
                    || rest(end).starts_with("\u00BB"))
                    return {.offset = from, .length = end - from};
                ++end;
            }
            return {.offset = from, .length = end - from};  // A quote that nobody closed.
        }
        std::size_t end = at;
        while (end < m_text.size() && !isBlank(m_text[end]) && !isBreak(m_text[end])
               && !also.contains(m_text[end]))
            ++end;
        return {.offset = at, .length = end - at};
    }

    /// The beginning of the value at \p at, as far as it tells whether it is a secret: what is none is read again for the next key.
    text::Place glimpseAt(std::size_t at, std::string_view also) const
    {
        constexpr std::size_t longest = 128;
        return Blanker(m_text.substr(0, std::min(at, m_text.size()) + longest)).valueAt(at, also);
    }

    /// Whether a variable or what else stands for a secret begins at \p at.
    bool isStandInAt(std::size_t at) const
    {
        return at < m_text.size()
               && (std::string_view("$%(<[").contains(m_text[at]) || rest(at).starts_with("{{"));
    }

    bool isQuoted(std::size_t at) const
    {
        return at > 0 && std::string_view("\"'`;\x98\x99\x9C\x9D\x9E\xAB").contains(m_text[at - 1]);
    }

    /// Blanks \p place and goes on behind it; false: there is nothing there.
    bool take(text::Place place)
    {
        const std::string_view value = text::at(m_text, place);
        if (value.empty() || value.starts_with('$') || value.starts_with("(") || value == "*"
            || value.find_first_not_of('*') == std::string_view::npos || value.starts_with("{{")
            || value.starts_with("<") || value.starts_with("[") || value.starts_with("%"))
            return false;
        m_found.push_back(place);
        m_at = place.end();
        return true;
    }

    static std::string_view trimmed(std::string_view value)
    {
        while (!value.empty() && std::string_view(".,;:!?)").contains(value.back()))
            value.remove_suffix(1);
        return value;
    }

    static bool isPairWord(std::string_view word)
    {
        const std::string small = lower(word);
        return isOneOf(small, pairWords) || small == "kinit" || small == "psexec";
    }

    /// Whether a word for a password, or for a credential, stands anywhere in the text.
    bool speaksOfSecrets() const
    {
        std::size_t at = 0;
        while (at < m_text.size()) {
            if (!isOfWord(m_text[at])) {
                ++at;
                continue;
            }
            const std::size_t from = at;
            while (at < m_text.size() && isOfWord(m_text[at]))
                ++at;
            const std::string_view word = m_text.substr(from, at - from);
            if (namesSecret(word) || isPairWord(word) || joinedWordAt(word).length > 0)
                return true;
        }
        return false;
    }

    /// One of joinedWords in \p word.
    static text::Place joinedWordAt(std::string_view word)
    {
        if (std::ranges::none_of(word, isForeign))
            return {};
        for (const std::string_view each : joinedWords) {
            if (const std::size_t at = word.find(each); at != std::string_view::npos)
                return {.offset = at, .length = each.size()};
        }
        return {};
    }

    /// A word that is written like a password and like nothing else: capitals, small letters, digits, and a sign that no name has.
    bool blankStrongWord()
    {
        constexpr std::size_t shortest = 7;
        constexpr std::size_t longest = 40;
        if (!m_speaksOfSecrets
            || (m_at > 0 && !isBlank(m_text[m_at - 1]) && !isBreak(m_text[m_at - 1])
                && m_text[m_at - 1] != '('))
            return false;
        std::size_t end = m_at;
        while (end < m_text.size() && end - m_at <= longest && !isBlank(m_text[end])
               && !isBreak(m_text[end]))
            ++end;
        std::string_view word = m_text.substr(m_at, end - m_at);
        while (!word.empty() && std::string_view(".,;:?)").contains(word.back()))
            word.remove_suffix(1);
        if (word.starts_with('(') || joinedWordAt(word).length > 0)
            return false;
        if (word.size() < shortest || word.size() > longest
            || word.find_first_of("\\/:()=<>[]{}\"'|@") != std::string_view::npos)
            return false;
        const auto has = [&](auto what) {
            return std::ranges::any_of(word, what);
        };
        const bool sign = has([](char c) { return std::string_view("!#%&*+?^~$_").contains(c); });
        const bool isVariable = word.starts_with('$') || word.starts_with('%')
                                || word.starts_with('-') || word.starts_with('#');
        const bool mixed = has(isDigit) && has([](char c) { return c >= 'A' && c <= 'Z'; })
                           && has([](char c) { return c >= 'a' && c <= 'z'; });
        return sign && mixed && !isVariable && take({.offset = m_at, .length = word.size()});
    }

    /// Reads the word or sign at m_at.
    bool blankAtWord()
    {
        const bool begins = m_at == 0 || !isOfWord(m_text[m_at - 1]);
        if (blankLengthened() || (begins && (blankToken() || blankPrivateKey())))
            return true;
        if (blankStrongWord())
            return true;
        if (startsWith(m_at, "://"))
            return blankUrl();
        if (startsWith(m_at, "</")) {  // The end of markup, whatever its name is.
            m_at = std::min(m_text.find('>', m_at), m_text.size() - 1) + 1;
            return true;
        }
        return begins && blankAtBeginning();
    }

    /// Reads the word or sign at m_at, before which no word ends.
    bool blankAtBeginning()
    {
        const char c = m_text[m_at];
        if (c == '-' || c == '/')
            return blankSwitch();
        if (c == '\'' || c == '"')
            return blankPiped();
        return isOfWord(c) && (blankHashes() || blankCommand() || blankKey());
    }

    /// What goes on behind a blank: a secret that is still being typed.
    bool blankLengthened()
    {
        if (!startsWith(m_at, blank))
            return false;
        std::size_t end = m_at + blank.size();
        while (
            end < m_text.size()
            && (isOfWord(m_text[end]) || std::string_view("!#$%&*+=?@^~-").contains(m_text[end])))
            ++end;
        return end > m_at + blank.size() && take({.offset = m_at, .length = end - m_at});
    }

    /// A token that its own beginning tells of, wherever it stands.
    bool blankToken()
    {
        const std::size_t length = tokenLength(rest(m_at));
        return length > 0 && take({.offset = m_at, .length = length});
    }

    /// What stands between the first line of a private key and its last one, or the end of the text.
    bool blankPrivateKey()
    {
        const std::size_t head = privateKeyHead(rest(m_at));
        if (head == 0)
            return false;
        const std::size_t from = m_at + head;
        const std::size_t end = std::min(m_text.find("-----END", from), m_text.size());
        if (end == from)
            return false;
        m_found.push_back({.offset = from, .length = end - from});
        m_at = end;
        return true;
    }

    /// Where a command or a name begins whose secret stands at a place of its own.
    bool blankCommand()
    {
        struct Known {
            std::string_view small;
            bool (Blanker::*blank)(std::size_t);
        };
        constexpr std::array known{
            Known{.small = "authorization", .blank = &Blanker::blankHeader},
            Known{.small = "proxy-authorization", .blank = &Blanker::blankHeader},
            Known{.small = "convertto-securestring", .blank = &Blanker::blankSecureString},
            Known{.small = "networkcredential", .blank = &Blanker::blankSecondArgument},
            Known{.small = "net use ", .blank = &Blanker::blankNetUse},
            Known{.small = "net.exe use ", .blank = &Blanker::blankNetUse},
            Known{.small = "net user ", .blank = &Blanker::blankNetUser},
            Known{.small = "net.exe user ", .blank = &Blanker::blankNetUser},
            Known{.small = "env ", .blank = &Blanker::blankSetVariable},
            Known{.small = "set -gx ", .blank = &Blanker::blankSetOfFish},
            Known{.small = "set -x ", .blank = &Blanker::blankSetOfFish},
            Known{.small = "setx ", .blank = &Blanker::blankSetVariable},
            Known{.small = "setx.exe ", .blank = &Blanker::blankSetVariable},
            Known{.small = "setenvironmentvariable", .blank = &Blanker::blankVariableArgument},
            Known{.small = "name", .blank = &Blanker::blankNamedValue},
            Known{.small = "key", .blank = &Blanker::blankNamedValue},
            Known{.small = "auth=", .blank = &Blanker::blankSecondArgument},
            Known{.small = "auth = ", .blank = &Blanker::blankSecondArgument},
        };
        constexpr auto firsts = [&] {
            std::array<bool, 256> out{};
            for (const Known& each : known)
                out[static_cast<unsigned char>(each.small.front())] = true;
            return out;
        }();
        if (!firsts[static_cast<unsigned char>(text::asciiLower(m_text[m_at]))])
            return false;
        for (const Known& each : known) {
            if (startsWith(m_at, each.small))
                return (this->*each.blank)(m_at + each.small.size());
        }
        return false;
    }

    /// `https://user:secret@host`.
    bool blankUrl()
    {
        const std::size_t from = m_at + 3;
        std::size_t colon = std::string_view::npos;
        std::size_t end = from;
        std::size_t lastAt = std::string_view::npos;
        while (end < m_text.size() && !isBlank(m_text[end]) && !isBreak(m_text[end])
               && !std::string_view("/\"'<>").contains(m_text[end])) {
            if (m_text[end] == ':' && colon == std::string_view::npos
                && lastAt == std::string_view::npos)
                colon = end;
            if (m_text[end] == '@')
                lastAt = end;
            ++end;
        }
        // What is no port is a secret, also where the text ends before the machine's name.
        if (colon != std::string_view::npos && lastAt == std::string_view::npos && colon + 1 < end
            && !std::ranges::all_of(m_text.substr(colon + 1, end - colon - 1), isDigit)
            && m_text[from] != '[')
            lastAt = end;
        if (colon == std::string_view::npos || lastAt == std::string_view::npos
            || lastAt <= colon + 1) {
            m_at = from;
            return true;
        }
        return take({.offset = colon + 1, .length = lastAt - colon - 1});
    }

    /// `-Password x`, `/pass:x`, `-p x` of a program that takes one so.
    bool blankSwitch()
    {
        const std::size_t from = m_at + (m_text.substr(m_at).starts_with("--") ? 2 : 1);
        std::size_t end = from;
        while (end < m_text.size() && (isOfWord(m_text[end]) || m_text[end] == '-'))
            ++end;
        const std::string_view name = m_text.substr(from, end - from);
        const std::string small = lower(name);
        constexpr std::array<std::string_view, 5> shortNames{"p", "pw", "rp", "u", "user"};
        if (isOneOf(small, shortNames))
            return blankShortSwitch(small, name, end);
        if (namesSecret(name))
            return blankSwitched(end);
        const bool isJoined =
            m_text[m_at] == '-' && name.size() > 1 && name.front() == 'P' && lineIsOfSql();
        return isJoined && take({.offset = from + 1, .length = valueAt(from + 1, "").length});
    }

    /// What stands behind a switch that names a secret and ends at \p at.
    bool blankSwitched(std::size_t at)
    {
        at = skipBlanks(behindOne(at, {":", "="}));
        const text::Place value = valueAt(at, ")},;|\"'");
        const std::string word = lower(text::at(m_text, value));
        const bool quoted = value.offset > at;
        return (quoted || (!word.starts_with('-') && !isOneOf(word, openValues))) && take(value);
    }

    bool lineIsOfSql() const { return lineHas("sqlcmd") || lineHas("bcp ") || lineHas("osql"); }

    bool blankShortSwitch(std::string_view small, std::string_view name, std::size_t end)
    {
        std::size_t at = end;
        const bool joined = at < m_text.size() && m_text[at] == ':';
        if (joined)
            ++at;
        const text::Place value = valueAt(skipBlanks(at), "");
        if (small == "u" || small == "user")
            return blankUserAndSecret(value);
        constexpr std::array<std::string_view, 8> programs{
            "psexec", "winrs", "evil-winrm", "wmic", "schtasks", "paexec", "sshpass", "mysql"};
        const bool takesOne =
            small != "p" || (name == "P" && lineIsOfSql())
            || std::ranges::any_of(programs, [&](std::string_view each) { return lineHas(each); });
        // `/p:x` of any program, where x is written like one; of a build it is `/p:Name=Value`.
        const std::string_view word = text::at(m_text, value);
        if (!takesOne && !(joined && looksLikeSecret(word) && !word.contains('=')))
            return false;
        return !word.starts_with('-') && !word.starts_with('/') && take(value);
    }

    /// `-u bob:x`, `-U bob%x`.
    bool blankUserAndSecret(text::Place value)
    {
        const std::size_t split = text::at(m_text, value).find_first_of(":%");
        if (split == std::string_view::npos
            || (!lineHas("curl") && !lineHas("smbclient") && !lineHas("rpcclient")))
            return false;
        return take({.offset = value.offset + split + 1, .length = value.length - split - 1});
    }

    /// Whether \p small stands in the line of m_at before it.
    bool lineHas(std::string_view small) const
    {
        constexpr std::size_t farthest = 512;
        std::size_t from = m_at;
        while (from > 0 && !isBreak(m_text[from - 1]) && m_at - from < farthest)
            --from;
        return lower(m_text.substr(from, m_at - from)).contains(small);
    }

    /// `Authorization: Basic …`, of a request; the word in a sentence is none.
    bool blankHeader(std::size_t at)
    {
        const std::size_t from = at;
        while (at < m_text.size() && std::string_view("\"': =").contains(m_text[at]))
            ++at;
        std::size_t end = at;
        while (end < m_text.size() && isLetter(m_text[end]))
            ++end;
        constexpr std::array<std::string_view, 9> schemes{"basic",     "bearer", "credssp",
                                                          "negotiate", "ntlm",   "kerberos",
                                                          "digest",    "token",  "apikey"};
        const bool assigned =
            m_text.substr(from, at - from).find_first_of(":=") != std::string_view::npos;
        const std::size_t value = skipBlanks(end);
        const bool scheme = isOneOf(lower(m_text.substr(at, end - at)), schemes) && value > end;
        if (!assigned
            || !(scheme ? take(valueAt(value, "\"',;"))
                        : looksLikeSecret(text::at(m_text, valueAt(at, "\"',;")))
                              && take(valueAt(at, "\"',;"))))
            ++m_at;
        return true;
    }
    bool blankSecureString(std::size_t at)
    {
        at = skipBlanks(at);
        for (const std::string_view each : {"-string", "(", "-asplaintext", "-force"}) {
            if (startsWith(at, each))
                at = skipBlanks(at + each.size());
        }
        const text::Place value = valueAt(at, ")};|");
        if (text::at(m_text, value).starts_with('-') && !isQuoted(value.offset))
            return false;
        return take(value);
    }

    /// `'secret' | ConvertTo-SecureString`.
    bool blankPiped()
    {
        const text::Place value = valueAt(m_at, "");
        std::size_t at = skipBlanks(value.end() + 1);
        if (at >= m_text.size() || m_text[at] != '|')
            return false;
        at = skipBlanks(at + 1);
        return startsWith(at, "convertto-securestring") && take(value);
    }

    /// `("user", "secret")`, from its bracket on.
    bool blankSecondArgument(std::size_t at)
    {
        at = skipBlanks(at);
        if (at >= m_text.size() || m_text[at] != '(')
            return false;
        const text::Place first = valueAt(skipBlanks(at + 1), ",)");
        std::size_t comma = first.end();
        while (comma < m_text.size() && m_text[comma] != ',' && m_text[comma] != ')'
               && !isBreak(m_text[comma]))
            ++comma;
        if (comma >= m_text.size() || m_text[comma] != ',')
            return false;
        return take(valueAt(skipBlanks(comma + 1), ",)"));
    }

    /// Whether what stands at \p value is a secret because of what it is assigned to.
    bool isSecretOf(std::string_view key, text::Place value) const
    {
        const std::string_view word = text::at(m_text, value);
        return !isOneOf(lower(trimmed(word)), openValues) && !isOneOf(lower(key), openKeys)
               && (namesSecret(key) || isSecretAssigned(key, word));
    }

    /// `setx DBPASS x`, `ENV DBPASS x`.
    bool blankSetVariable(std::size_t /*end*/) { return blankVariableOf(wordsOfLine(1)); }
    /// `set -gx DBPASS x`.
    bool blankSetOfFish(std::size_t /*end*/) { return blankVariableOf(wordsOfLine(2)); }

    /// Of a name and what it is set to.
    bool blankVariableOf(const std::vector<text::Place>& words)
    {
        if (words.size() < 2)
            return false;
        const std::string_view name = text::at(m_text, words[0]);
        const std::string_view value = text::at(m_text, words[1]);
        // "The env token was …"
        const bool isPlain =
            std::ranges::none_of(name, [](char c) { return isUpper(c) || c == '_'; })
            && !looksLikeSecret(value) && !isQuoted(words[1].offset);
        return !isPlain && std::ranges::all_of(name, isOfWord) && isSecretOf(name, words[1])
               && take(words[1]);
    }

    /// `SetEnvironmentVariable("DBPASS", "x")`, from its bracket on.
    bool blankVariableArgument(std::size_t at)
    {
        if (at >= m_text.size() || m_text[at] != '(')
            return false;
        const text::Place name = glimpseAt(skipBlanks(at + 1), ",)");
        const std::size_t comma = rest(name.end()).substr(0, 3).find(',');
        if (comma == std::string_view::npos)
            return false;
        at = skipBlanks(name.end() + comma + 1);
        return isSecretOf(text::at(m_text, name), glimpseAt(at, ",)")) && take(valueAt(at, ",)"));
    }

    /// `name: DB_PASS` and `value: x` in the line behind it, as Kubernetes has them, or `"name": "DB_PASS", "value": "x"` and
    /// `key="DbPass" value="x"`.
    bool blankNamedValue(std::size_t at)
    {
        const auto behindSign = [&](std::size_t from) {
            from = skipBlanks(behindOne(from, {"\"", "'"}));
            const std::size_t behind = behindOne(from, {":", "="});
            return behind > from ? skipBlanks(behind) : std::string_view::npos;
        };
        at = behindSign(at);
        if (at == std::string_view::npos)
            return false;
        const text::Place name = glimpseAt(at, ",}");
        at = behindOne(name.end(), {"\"", "'"});
        while (at < m_text.size()
               && (isBlank(m_text[at]) || isBreak(m_text[at])
                   || std::string_view(",\"'").contains(m_text[at])))
            ++at;
        if (!startsWith(at, "value"))
            return false;
        at = behindSign(at + 5);
        if (at == std::string_view::npos)
            return false;
        return isSecretOf(text::at(m_text, name), glimpseAt(at, ",}")) && take(valueAt(at, ",}"));
    }

    /// The words of the command line at m_at, behind \p skipped of them.
    std::vector<text::Place> wordsOfLine(std::size_t skipped) const
    {
        constexpr std::size_t most = 32;
        std::vector<text::Place> out;
        std::size_t at = m_at;
        while (at < m_text.size() && !isBreak(m_text[at]) && out.size() < most) {
            at = skipBlanks(at);
            const std::size_t from = at;
            const text::Place value = valueAt(at, "|;&");
            at = std::max(value.end() + (value.offset > from ? 1 : 0),
                          from + (value.length == 0 ? 1 : 0));
            if (value.length == 0)
                break;
            if (skipped > 0) {
                --skipped;
            } else {
                out.push_back(value);
            }
        }
        return out;
    }

    bool blankNetUse(std::size_t /*end*/)
    {
        const std::vector<text::Place> words = wordsOfLine(2);
        bool named = false;
        for (const text::Place& each : words) {
            const std::string_view word = text::at(m_text, each);
            const bool isUser = startsWith(each.offset, "/u");
            if (word.starts_with("\\\\")) {
                named = true;
            } else if (word.starts_with('/') || word.starts_with('-') || word.ends_with(':')
                       || isUser) {
                continue;
            } else if (named) {
                return looksLikePhrase(each) ? false : take(each);
            }
        }
        return false;
    }

    /// Whether \p place is a word of a sentence that goes on.
    bool looksLikePhrase(text::Place place) const
    {
        const std::string small = lower(trimmed(text::at(m_text, place)));
        return isOneOf(small, openValues) || small == "from" || small == "in" || small == "on"
               || small == "with" || small == "works" || small == "fails" || small == "then"
               || small == "but" || small == "mit" || small == "geht" || small == "gives"
               || small == "says" || small == "returns";
    }

    bool blankNetUser(std::size_t /*end*/)
    {
        const std::vector<text::Place> words = wordsOfLine(2);
        if (words.size() < 2)
            return false;
        const std::string_view word = text::at(m_text, words[1]);
        if (word.starts_with('/') || word.starts_with('-') || !looksLikeSecret(word))
            return false;
        return take(words[1]);
    }

    /// `aad3b435b51404eeaad3b435b51404ee:…`, two hashes of 32 digits.
    bool blankHashes()
    {
        constexpr std::size_t digits = 32;
        const auto hashAt = [&](std::size_t at) {
            if (at + digits > m_text.size())
                return false;
            return std::ranges::all_of(m_text.substr(at, digits), [](char c) {
                return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            });
        };
        if (!hashAt(m_at))
            return false;
        const bool isPair = m_at + digits < m_text.size() && m_text[m_at + digits] == ':'
                            && hashAt(m_at + digits + 1);
        if (!isPair) {
            const bool ends = m_at + digits == m_text.size() || !isOfWord(m_text[m_at + digits]);
            return ends && (lineHas("hash") || lineHas("ntlm") || lineHas("evil-winrm"))
                   && take({.offset = m_at, .length = digits});
        }
        return take({.offset = m_at, .length = 2 * digits + 1});
    }

    /// `Password=x;`, `password: x`, `"ansible_password": "x"`, `<Password>x</Password>`, "the password is x".
    bool blankKey()
    {
        std::size_t end = m_at;
        while (end < m_text.size()
               && (isOfWord(m_text[end])
                   || (m_text[end] == '-' && end + 1 < m_text.size() && isOfWord(m_text[end + 1]))))
            ++end;
        const std::size_t wordEnd = end;
        const std::string_view word = m_text.substr(m_at, end - m_at);
        if (const text::Place joined = joinedWordAt(word); joined.length > 0)
            return blankJoined(m_at + joined.end(), wordEnd);
        if (isOneOf(lower(word), pairWords) && blankPair(end))
            return true;
        const bool names =
            namesSecret(m_text.substr(m_at, end - m_at)) || startsWith(m_at, "mot de passe");
        if (!names) {
            if (!blankVariable(word, wordEnd))
                m_at = wordEnd;
            return true;
        }
        if (startsWith(m_at, "mot de passe"))
            end = m_at + 12;
        if (!blankValueBehind(end) && !blankPrompted(end))
            m_at = std::max(wordEnd, m_at + 1);
        return true;
    }

    /// `Password for user CORP\bob: x`, as Get-Credential asks in whatever language: the key begins the line, an account and a colon
    /// stand behind it, and what was answered is the one word behind these.
    bool blankPrompted(std::size_t end)
    {
        constexpr std::size_t farthest = 160;
        const std::string_view before = m_text.substr(0, m_at);
        const std::size_t begin = before.find_last_not_of(" \t>|");
        if (begin != std::string_view::npos && !isBreak(before[begin]))
            return false;
        std::string_view line = rest(end).substr(0, farthest);
        line = line.substr(0, line.find_first_of("\r\n"));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos)
            return false;
        const std::string_view asked = line.substr(0, colon);
        const std::size_t sign = asked.find_first_of("\\@");
        if (sign == std::string_view::npos || sign == 0 || isBlank(asked[sign - 1]))
            return false;
        const text::Place value = valueAt(skipBlanks(end + colon + 1), "");
        const std::size_t behind = skipBlanks(value.end() + (isQuoted(value.offset) ? 1 : 0));
        const bool isAlone = behind >= m_text.size() || isBreak(m_text[behind]);
        return isAlone && !isOneOf(lower(trimmed(text::at(m_text, value))), openValues)
               && take(value);
    }

    /// `export WINPW=x`, `DBPASS: "x"`: \p key, which ends at \p end, says more where something is assigned to it.
    bool blankVariable(std::string_view key, std::size_t end)
    {
        std::size_t at = skipBlanks(behindOne(end, {"\"", "'", "]", "\\\"", "}"}));
        const bool isInQuotes =
            at == end && m_at > 0 && std::string_view("\"'").contains(m_text[m_at - 1]);
        const std::size_t sign = at;
        at = behindOne(at, {"=>", ":=", "=", ":"});
        if (at == sign)
            return false;
        at = skipBlanks(at);
        const std::string_view also = isInQuotes ? ";,}&<)\"'" : ";,}&<)";
        return !isStandInAt(at) && isSecretOf(key, glimpseAt(at, also)) && take(valueAt(at, also));
    }

    /// Behind a word of joinedWords: particles, then what is written like a password.
    bool blankJoined(std::size_t end, std::size_t wordEnd)
    {
        std::size_t at = end;
        constexpr std::size_t farthest = 24;
        while (at < m_text.size() && at - end < farthest
               && (isForeign(m_text[at]) || isBlank(m_text[at])
                   || std::string_view(":=\"'`").contains(m_text[at])))
            ++at;
        std::size_t valueEnd = at;
        while (valueEnd < m_text.size() && !isBlank(m_text[valueEnd]) && !isBreak(m_text[valueEnd])
               && !isForeign(m_text[valueEnd])
               && !std::string_view("\"'`;,").contains(m_text[valueEnd]))
            ++valueEnd;
        const std::string_view value = trimmed(m_text.substr(at, valueEnd - at));
        if (looksLikeSecret(value) && !value.contains('\\')
            && take({.offset = at, .length = value.size()}))
            return true;
        m_at = std::max({end, wordEnd, m_at + 1});
        return true;
    }

    /// `bob / x` or `bob:x` in the line behind \p end, where x is written like a password.
    bool blankPair(std::size_t end)
    {
        constexpr std::size_t farthest = 80;
        std::string_view line = rest(end).substr(0, farthest);
        line = line.substr(0, line.find_first_of("\r\n"));
        for (std::size_t split = line.find_first_of("/:"); split != std::string_view::npos;
             split = line.find_first_of("/:", split + 1)) {
            // The sign behind the word itself, an address, and a switch are none.
            const bool begins = line.find_first_not_of(" \t") == split;
            const std::size_t from = skipBlanks(end + split + 1);
            const std::string_view value = trimmed(text::at(m_text, valueAt(from, "\"'),;")));
            const bool mixed =
                std::ranges::any_of(value, isUpper) && std::ranges::any_of(value, isDigit)
                && std::ranges::any_of(value, [](char c) { return isLetter(c) && !isUpper(c); });
            if (!begins && mixed && looksLikeSecret(value)
                && value.find_first_of("\\/:") == std::string_view::npos && value.size() > 6)
                return take({.offset = from, .length = value.size()});
        }
        return false;
    }

    /// Behind one of \p signs at \p at, or \p at.
    std::size_t behindOne(std::size_t at, std::initializer_list<std::string_view> signs) const
    {
        const auto* const found = std::ranges::find_if(
            signs, [&](std::string_view each) { return rest(at).starts_with(each); });
        return found == signs.end() ? at : at + found->size();
    }

    bool blankValueBehind(std::size_t end)
    {
        // The end of a quoted key, of markup or of bold type.
        std::size_t at = behindOne(end, {"\"", "'", "]", "**", "\\\"", "&quot;", ">"});
        const bool markup = at == end + 1 && m_text[end] == '>';
        at = skipBlanks(at);
        const std::size_t sign = at;
        at = behindOne(at, {"=>", ":=", "==", "=", ":"});
        const bool assigned = markup || at > sign;
        at = behindOne(at, {"**"});
        if (markup) {  // `<Password><Value>…`, of an answer file.
            while (at < m_text.size() && (isBlank(m_text[at]) || isBreak(m_text[at])))
                ++at;
            if (startsWith(at, "<value>"))
                at += 7;
        }
        at = skipBlanks(at);
        // `-e "DB_PASSWORD=x"`: the quote that was opened before the key ends the value.
        const bool isInQuotes = end < m_text.size() && (m_text[end] == '=' || m_text[end] == ':')
                                && m_at > 0 && std::string_view("\"'").contains(m_text[m_at - 1]);
        const std::string_view also = isInQuotes ? ";,}&<)\"'" : ";,}&<)";
        return assigned ? blankAssigned(at, markup ? "<" : also) : blankInProse(at);
    }

    bool blankAssigned(std::size_t at, std::string_view also)
    {
        if (isStandInAt(at))
            return false;
        const text::Place value = valueAt(at, also);
        const bool quoted = value.offset > at;
        const std::string_view word = text::at(m_text, value);
        const bool isOption = word.starts_with('-') && word.size() < 3;
        if (!quoted && (isOption || isOneOf(lower(trimmed(word)), openValues)))
            return false;
        return !startsWith(value.offset, "convertto-securestring")
               && !startsWith(value.offset, "read-host") && take(value);
    }

    /// "the password is still x": only what is written like a password.
    bool blankInProse(std::size_t at)
    {
        constexpr int mostWords = 4;
        for (int word = 0; word < mostWords; ++word) {
            at = behindOne(at, {"("});
            const text::Place place = valueAt(at, "");
            const std::string_view value = trimmed(text::at(m_text, place));
            if (isOneOf(lower(value), copulas)) {
                at = skipBlanks(place.end());
                continue;
            }
            return looksLikeSecret(value) && !value.contains('\\') && !value.starts_with("0x")
                   && !value.contains('=')
                   && take({.offset = place.offset, .length = value.size()});
        }
        return false;
    }

    BlankedText made() const
    {
        BlankedText out;
        out.text.reserve(m_text.size());
        std::size_t from = 0;
        for (const text::Place& each : m_found) {
            out.text += m_text.substr(from, each.offset - from);
            out.blanks.push_back({.offset = out.text.size(), .length = blank.size()});
            out.text += blank;
            from = each.end();
        }
        out.text += rest(from);
        return out;
    }

    std::string_view m_text;
    bool m_speaksOfSecrets = false;
    std::size_t m_at = 0;
    std::vector<text::Place> m_found;
};

}  // namespace

BlankedText withoutSecrets(std::string_view text)
{
    return Blanker(text).run();
}

}  // namespace hopwright::diagnose
