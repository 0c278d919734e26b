#include "core/diagnose/characters.h"
#include "core/diagnose/machine_name.h"
#include "core/diagnose/said.h"
#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace hopwright::diagnose {

namespace {

/// What stands before a name and says what it is the name of.
enum class Key : std::uint8_t { Failing, RanOn, SqlServer, Transport, Host, Ssh, Psexec };

struct KeyWord {
    std::string_view words;  ///< In small letters.
    Key key;
};

/// Sorted by their first letter.
constexpr std::array keyWords{
    KeyWord{.words = "ansible_host:", .key = Key::Host},
    KeyWord{.words = "ansible_host=", .key = Key::Host},
    KeyWord{.words = "ansible_psrp_auth:", .key = Key::Transport},
    KeyWord{.words = "ansible_winrm_transport", .key = Key::Transport},
    KeyWord{.words = "auth='", .key = Key::Transport},
    KeyWord{.words = "auth=\"", .key = Key::Transport},
    KeyWord{.words = "client('", .key = Key::Host},
    KeyWord{.words = "client(\"", .key = Key::Host},
    // What PowerShell says of a hop itself, in each language it is known in.
    KeyWord{.words = "connect to remote server", .key = Key::Failing},
    KeyWord{.words = "connecting to remote server", .key = Key::Failing},
    KeyWord{.words = "data source=", .key = Key::SqlServer},
    KeyWord{.words = "endpoint='http://", .key = Key::Host},
    KeyWord{.words = "endpoint='https://", .key = Key::Host},
    KeyWord{.words = "origininfo", .key = Key::RanOn},
    KeyWord{.words = "pscomputername", .key = Key::RanOn},
    KeyWord{.words = "psexec ", .key = Key::Psexec},
    KeyWord{.words = "remote server", .key = Key::Failing},
    KeyWord{.words = "remoteserver", .key = Key::Failing},
    KeyWord{.words = "server=", .key = Key::SqlServer},
    KeyWord{.words = "server remoto", .key = Key::Failing},
    KeyWord{.words = "serverinstance ", .key = Key::SqlServer},
    KeyWord{.words = "serveur distant", .key = Key::Failing},
    KeyWord{.words = "servidor remoto", .key = Key::Failing},
    KeyWord{.words = "ssh ", .key = Key::Ssh},
    KeyWord{.words = "transport: ", .key = Key::Transport},
    KeyWord{.words = "transport='", .key = Key::Transport},
    KeyWord{.words = "transport=\"", .key = Key::Transport},
    KeyWord{.words = "winrm.session('", .key = Key::Host},
    KeyWord{.words = "winrm.session(\"", .key = Key::Host},
    KeyWord{.words = "winrm_transport", .key = Key::Transport},
    KeyWord{.words = "wsman('", .key = Key::Host},
    KeyWord{.words = "wsman(\"", .key = Key::Host},
    KeyWord{.words = "wsman(server='", .key = Key::Host},
};
static_assert(std::ranges::is_sorted(keyWords, {},
                                     [](const KeyWord& each) { return each.words.front(); }));

/// Where those that begin with each letter stand among them.
struct KeyRange {
    std::uint8_t from = 0;
    std::uint8_t end = 0;
};
constexpr std::array<KeyRange, 256> keyRanges = [] {
    std::array<KeyRange, 256> out{};
    for (std::size_t i = 0; i < keyWords.size(); ++i) {
        const auto small = static_cast<unsigned char>(keyWords[i].words.front());
        for (const unsigned char letter : {small, static_cast<unsigned char>(small - 'a' + 'A')}) {
            if (out[letter].end == 0)
                out[letter].from = static_cast<std::uint8_t>(i);
            out[letter].end = static_cast<std::uint8_t>(i + 1);
        }
    }
    return out;
}();

/// Those that begin with \p c, in either case.
std::span<const KeyWord> keysFrom(char c)
{
    const KeyRange range = keyRanges[static_cast<unsigned char>(c)];
    return std::span(keyWords).subspan(range.from, std::size_t{range.end} - range.from);
}

// "My machine" in the languages of resources/messages.tsv, split by blanks: what says whose it is, what machine somebody sits at,
// and both as one word. A server, which is mine too, is none of them.
constexpr std::string_view myWords =
    "my mein meinem meinen meiner am mon ma mi mio mia mijn min mitt meu minha mój moim mojego "
    "mojej moja мой моём моем моего моей můj mém mého mojí saját benim 내";
constexpr std::string_view machineWords =
    "pc computer laptop notebook workstation desktop machine rechner arbeitsrechner arbeitsplatz "
    "arbeitsplatzrechner arbeitsstation poste ordinateur portable equipo ordenador computadora "
    "portátil postazione portatile macchina werkplek werkstation dator datorn maskin datamaskin "
    "computador máquina estação komputer komputera komputerze laptopa laptopie stacji компьютер "
    "компьютера компьютере ноутбук ноутбука ноутбуке пк počítač počítače počítači notebooku gép "
    "számítógép bilgisayar 컴퓨터 노트북";
constexpr std::string_view myMachine =
    "gépem gépemen gépemről laptopom laptopomon laptopomról bilgisayarım bilgisayarımda "
    "bilgisayarımdan koneeni koneellani koneeltani 私のpc 自分のpc 私のパソコン 自分のパソコン "
    "我的电脑 我的计算机 我的電腦 我的pc";

/// Without case, where it is of ASCII.
bool isAmong(std::string_view words, std::string_view word)
{
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (text::equalsIgnoringAsciiCase(words.substr(0, end), word))
            return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

/// As long as there are not too many.
template <typename Each>
void keep(std::vector<Each>& out, Each each)
{
    if (out.size() < mostNames)
        out.push_back(std::move(each));
}

class WordReader {
public:
    WordReader(std::string_view text, Said& said) : m_text(text), m_said(said) {}

    void run()
    {
        readUncs();
        readMessages();
        readKeys();
        readArrows();
        readProse();
        readAccounts();
    }

private:
    // --- Paths -----------------------------------------------------------------------------------------------------

    void readUncs()
    {
        std::size_t at = 0;
        while ((at = m_text.find("\\\\", at)) != std::string_view::npos) {
            const std::size_t from = at;
            at = std::min(m_text.find_first_not_of('\\', at), m_text.size());
            const std::size_t slashes = at - from;
            const bool doubled = slashes == 4;
            if ((slashes != 2 && !doubled) || (from > 0 && isOfName(m_text[from - 1])))
                continue;
            const std::string path = pathAt(at, doubled);
            if (isShareOfOther(path)) {
                keep(m_said.paths,
                     Named{.name = path, .place = {.offset = from, .length = at - from}});
            }
        }
    }

    /// The path whose first name begins at \p at, which goes behind it; with one backslash each where they were \p doubled. A colon
    /// behind the server's name ends it: in a record of an error its type follows, `(\\nas3\pics:String)`.
    std::string pathAt(std::size_t& at, bool doubled) const
    {
        std::string path = "\\\\";
        for (; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (!isOfName(c) && !std::string_view("\\$@:{}()").contains(c))
                break;
            if (c == ':' && path.find('\\', 2) != std::string::npos)
                break;
            path += c;
            if (c == '\\' && doubled && m_text.substr(at + 1).starts_with('\\'))
                ++at;
        }
        while (std::string_view(".:-)(").contains(path.back()))
            path.pop_back();
        return path;
    }

    static bool isShareOfOther(std::string_view path)
    {
        const target::TypedTarget typed = target::readTarget(path);
        return typed.form == target::TypedTarget::Form::Share && !typed.host.empty()
               && typed.host != "." && typed.host != "?"
               && !text::equalsIgnoringAsciiCase(typed.host, "localhost");
    }

    // --- Messages --------------------------------------------------------------------------------------------------

    Named wordAfter(std::size_t at) const
    {
        while (at < m_text.size() && std::string_view(" \t\n\"':=[").contains(m_text[at]))
            ++at;
        const std::size_t from = at;
        while (at < m_text.size()
               && (isOfName(m_text[at])
                   || (m_text[at] == ':' && at + 1 < m_text.size() && isDigit(m_text[at + 1]))))
            ++at;
        std::string_view word = m_text.substr(from, at - from);
        while (word.ends_with('.') || word.ends_with(':'))
            word.remove_suffix(1);
        return {.name = std::string(word), .place = {.offset = from, .length = word.size()}};
    }

    /// `[SRV01] Connecting to …`, `fatal: [srv01]: FAILED!`
    void readMessages()
    {
        for (std::size_t line = 0; line < m_text.size();) {
            const std::size_t end = std::min(m_text.find('\n', line), m_text.size());
            constexpr std::size_t longest = 300;
            readMessage(line, m_text.substr(line, std::min(end - line, longest)));
            line = end + 1;
        }
    }

    void readMessage(std::size_t line, std::string_view whole)
    {
        const std::size_t open = whole.find('[');
        const std::size_t close = open == std::string_view::npos ? open : whole.find(']', open);
        if (close == std::string_view::npos || close <= open + 1)
            return;
        const std::string_view name = whole.substr(open + 1, close - open - 1);
        const Named named{.name = std::string(name),
                          .place = {.offset = line + open + 1, .length = name.size()}};
        if (name.find_first_of(" \t,;={}/'\"")
            != std::string_view::npos)  // `[Step 2/6]`, `[Start  Resource]`
            return;
        const std::string_view before = whole.substr(0, open);
        const std::string_view behind = whole.substr(close + 1);
        // A node's own service tells what it does: nobody opened a session to it.
        if (behind.starts_with(": LCM:")) {
            takeFirst(m_said.configured, named);
            return;
        }
        constexpr std::array<std::string_view, 5> results{
            "fatal:", "failed:", "ok:", "changed:", "unreachable:"};
        if (std::ranges::any_of(results,
                                [&](std::string_view each) { return before.contains(each); })) {
            keep(m_said.hosts, named);
            return;
        }
        const bool isError = before.find_first_not_of(" \t+") == std::string_view::npos
                             && behind.starts_with(' ') && !behind.starts_with(" PS")
                             && looksLikeMachine(name);
        if (isError && m_said.failing.empty())
            m_said.failing = named;
    }

    /// Each place of a key, in one walk.
    void readKeys()
    {
        for (std::size_t at = 0; at < m_text.size(); ++at) {
            const std::span<const KeyWord> some = keysFrom(m_text[at]);
            for (const KeyWord& each : some) {
                if (text::equalsIgnoringAsciiCase(m_text.substr(at, each.words.size()), each.words))
                    takeKey(each.key, at, at + each.words.size());
            }
        }
    }

    void takeKey(Key key, std::size_t from, std::size_t end)
    {
        const Named name = wordAfter(end);
        switch (key) {
        case Key::Failing:
            if (looksLikeMachine(name.name))
                takeFirst(m_said.failing, name);
            break;
        case Key::RanOn:
            if (looksLikeMachine(name.name) && std::string_view(" :").contains(charAt(end)))
                takeFirst(m_said.ranOn, name);
            break;
        case Key::SqlServer:
            takeFirst(m_said.sqlServer, name);
            break;
        case Key::Transport:
            m_said.hostMethod = m_said.hostMethod ? m_said.hostMethod : methodOf(name.name);
            break;
        case Key::Host:
            if (!name.empty())
                keep(m_said.hosts, name);
            break;
        case Key::Ssh:
        case Key::Psexec:
            if (from == 0 || !isOfName(m_text[from - 1]))
                takeProgram(key, end);
            break;
        }
    }

    static void takeFirst(Named& out, const Named& name)
    {
        if (out.empty())
            out = name;
    }

    /// That at \p at; behind the text a letter, which is no sign.
    char charAt(std::size_t at) const { return at < m_text.size() ? m_text[at] : 'x'; }

    /// `ssh user@host`, `psexec \\\\host`: the machine is behind a sign somewhere in the line.
    void takeProgram(Key key, std::size_t end)
    {
        constexpr std::size_t farthest = 200;
        const bool isSsh = key == Key::Ssh;
        std::string_view rest = m_text.substr(end, farthest);
        rest = rest.substr(0, rest.find('\n'));
        const std::string_view sign = isSsh ? "@" : "\\\\";
        const std::size_t at = rest.find(sign);
        if (at == std::string_view::npos)
            return;
        const Named name = nameAt(m_text, end + at + sign.size());
        if (name.name.size() < 2)
            return;
        keep(m_said.hosts, name);
        if (isSsh && !m_said.hostMethod)
            m_said.hostMethod = Method::Ssh;
    }

    // --- Prose -----------------------------------------------------------------------------------------------------

    void readProse()
    {
        std::string_view previous;
        for (std::size_t at = 0; at < m_text.size();) {
            if (isOfName(m_text[at])) {
                const std::size_t from = at;
                while (at < m_text.size() && isOfName(m_text[at]))
                    ++at;
                previous = readWord(previous, from, at);
                continue;
            }
            // A sentence ends what stands before a name.
            if (m_text[at] == '\n' || m_text[at] == ';') {
                previous = {};
                m_before = {};
            }
            ++at;
        }
    }

    /// The word from \p from to \p end as what stands before the next one; none, where it is a part of a path, of a variable or of an
    /// address of mail.
    std::string_view readWord(std::string_view previous, std::size_t from, std::size_t end)
    {
        if (from > 0 && std::string_view("\\/$@").contains(m_text[from - 1]))
            return {};
        std::string_view word = m_text.substr(from, end - from);
        while (word.ends_with('.') || word.ends_with('-'))
            word.remove_suffix(1);
        const bool account = charAt(end) == '\\' || charAt(end) == '@';
        if (!account && looksLikeMachine(word)) {
            takeSpoken(previous, {.name = std::string(word),
                                  .place = {.offset = from, .length = word.size()}});
        }
        m_beforeThat = std::exchange(m_before, previous);
        return word;
    }

    /// "session", as it stands before "on" and "to".
    static bool isSessionWord(std::string_view word)
    {
        constexpr auto words =
            std::to_array<std::string_view>({"session",
                                             "pssession",
                                             "ps-session",
                                             "remote-session",
                                             "sessie",
                                             "ps-sessie",
                                             "sitzung",
                                             "ps-sitzung",
                                             "remotesitzung",
                                             "remote-sitzung",
                                             "sesi\u00F3n",
                                             "sesion",
                                             "sessione",
                                             "sesja",
                                             "sesji",
                                             "sesj\u0119",
                                             "sess\u00E3o",
                                             "sessao",
                                             "\u0441\u0435\u0441\u0441\u0438\u044F",
                                             "\u0441\u0435\u0441\u0441\u0438\u0438",
                                             "\u0441\u0435\u0441\u0441\u0438\u044E",
                                             "\u0441\u0435\u0430\u043D\u0441",
                                             "\u0441\u0435\u0430\u043D\u0441\u0435",
                                             "relace",
                                             "relaci",
                                             "sessionen",
                                             "fj\u00E4rrsession",
                                             "fjernsession",
                                             "fjern\u00F8kt",
                                             "\u00F8kt",
                                             "\u00F8kten",
                                             "istunto",
                                             "oturum",
                                             "oturumu",
                                             "munkamenet",
                                             "sesiune",
                                             "sesiunea",
                                             "remoting",
                                             "winrm",
                                             "wsman"});
        return std::ranges::any_of(words, [&](std::string_view each) {
            return text::equalsIgnoringAsciiCase(each, word);
        });
    }

    /// Whether the words up to \p previous say that somebody sits at what comes next: "an meinem Rechner", "from my old laptop".
    bool isOwnMachine(std::string_view previous) const
    {
        return isAmong(myMachine, previous)
               || (isAmong(machineWords, previous)
                   && (isAmong(myWords, m_before) || isAmong(myWords, m_beforeThat)));
    }

    /// \p named, which \p previous stands before.
    void takeSpoken(std::string_view previous, const Named& named)
    {
        constexpr std::array<std::string_view, 16> fromWords{
            "from", "von", "depuis", "desde", "da",  "dal",         "vanaf",  "från",
            "z",    "ze",  "с",      "из",    "fra", "workstation", "client", "van"};
        constexpr std::array<std::string_view, 34> toWords{
            "to",       "on",      "into",     "auf", "nach",    "zu",    "sur",
            "vers",     "en",      "a",        "su",  "op",      "na",    "på",
            "till",     "til",     "к",        "на",  "server",  "host",  "serveur",
            "servidor", "servern", "serveren", "box", "machine", "jump",  "jumphost",
            "bastion",  "em",      "no",       "do",  "naar",    "member"};
        const auto isPrevious = [&](std::string_view each) {
            return text::equalsIgnoringAsciiCase(each, previous);
        };
        // The head of a transcript has it in any language: `Maszyna: PC44 (Microsoft Windows NT 10.0.19045.0)`.
        const bool isOfHead =
            m_text.substr(named.place.end()).starts_with(" (Microsoft Windows NT ");
        if (isOwnMachine(previous) || std::ranges::any_of(fromWords, isPrevious)) {
            keep(m_said.froms, named);
        } else if (isOfHead || std::ranges::any_of(toWords, isPrevious)) {
            keep(m_said.tos, named);
            const bool isDesktop = text::equalsIgnoringAsciiCase(m_beforeThat, "rdp")
                                   || text::equalsIgnoringAsciiCase(m_beforeThat, "desktop");
            if (isSessionWord(m_before) && !isDesktop)
                takeFirst(m_said.sessionOn, named);
        }
    }

    /// Whether what stands behind the word that ends at \p end can be an arrow, at a glance: most words are followed by others.
    bool mayLead(std::size_t end) const
    {
        if (end < m_text.size() && m_text[end] == '-')  // Of its name, or the arrow.
            return true;
        while (end < m_text.size() && (m_text[end] == ' ' || m_text[end] == '\t'))
            ++end;
        return end < m_text.size()
               && std::string_view("-=(\xE2tnvdioaTNVDIOA").contains(m_text[end]);
    }

    /// Whether an arrow may begin behind \p word: a name, or a plain word, which may be one; not a cmdlet.
    static bool isSender(std::string_view word)
    {
        return word.size() > 1 && (canBeMachine(word) || !word.contains('-'));
    }

    std::size_t behindBlanks(std::size_t at) const
    {
        while (at < m_text.size() && isBlank(m_text[at]))
            ++at;
        return at;
    }

    /// How long the arrow at \p at is, with the blanks around it; 0: there is none.
    std::size_t arrowAt(std::size_t at) const
    {
        const std::size_t from = at;
        at = behindBlanks(at);
        // `(CredSSP)`, and what else is said of the name before.
        if (at < m_text.size() && m_text[at] == '(') {
            constexpr std::size_t longest = 64;
            const std::size_t close = m_text.substr(0, at + longest).find(')', at);
            if (close == std::string_view::npos)
                return 0;
            at = behindBlanks(close + 1);
        }
        const std::size_t sign = signAt(at, at > from);
        return sign == 0 ? 0 : behindBlanks(at + sign) - from;
    }

    /// How long what leads from one name to another is: a drawn arrow, one with its method in it, or, \p behindBlank, a word.
    std::size_t signAt(std::size_t at, bool behindBlank) const
    {
        constexpr std::size_t longest = 24;
        const std::string_view rest = m_text.substr(std::min(at, m_text.size()), longest);
        for (const std::string_view each : {"-->", "->", "=>", "\u2192", "\u21D2", "--->", "==>"}) {
            if (rest.starts_with(each))
                return each.size();
        }
        // `-credssp->`, as chains are written in docs/cli.md.
        const std::size_t method = rest.starts_with('-')
                                       ? rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz/", 1)
                                       : std::string_view::npos;
        if (method != std::string_view::npos && rest.substr(method).starts_with("->"))
            return method + 2;
        const std::string small = text::asciiLower(rest);
        for (const std::string_view each :
             {"to ", "nach ", "vers ", "naar ", "till ", "til ", "do ", "into ", "onto ", "a "}) {
            if (behindBlank && small.starts_with(each))
                return each.size();
        }
        return 0;
    }

    std::optional<Method> methodIn(std::string_view words) const
    {
        const std::string small = text::asciiLower(words);
        if (small.contains("credssp")) {
            return small.contains("without credssp") || small.contains("no credssp")
                       ? std::nullopt
                       : std::optional(Method::CredSsp);
        }
        if (small.contains("kerberos"))
            return Method::Kerberos;
        if (small.contains("ntlm"))
            return Method::Ntlm;
        if (small.contains("ssh"))
            return Method::Ssh;
        if (small.contains("basic"))
            return Method::Basic;
        return std::nullopt;
    }

    void readArrows()
    {
        std::size_t at = 0;
        while (at < m_text.size() && m_said.edges.size() < mostNames) {
            const bool begins = isOfName(m_text[at])
                                && (at == 0
                                    || (!isOfName(m_text[at - 1])
                                        && !std::string_view("\\/$@").contains(m_text[at - 1])));
            if (!begins) {
                ++at;
                continue;
            }
            std::size_t wordEnd = at;
            while (wordEnd < m_text.size() && isOfName(m_text[wordEnd]) && m_text[wordEnd] != '-')
                ++wordEnd;
            if (mayLead(wordEnd)) {
                const Named from = nameAt(m_text, at);
                at = std::max(at + 1, from.place.end());
                readEdge(from);
                continue;
            }
            at = std::max(wordEnd, at + 1);
            while (at < m_text.size() && isOfName(m_text[at]))
                ++at;
        }
    }

    /// Where an arrow leads from \p from to another name.
    void readEdge(const Named& from)
    {
        const std::size_t arrow = isSender(from.name) ? arrowAt(from.place.end()) : 0;
        const std::size_t next = from.place.end() + arrow;
        if (arrow == 0 || next >= m_text.size())
            return;
        const Named to = nameAt(m_text, next);
        const std::string_view between = m_text.substr(from.place.end(), arrow);
        const bool drawn = between.find_first_of(">\x86\x92") != std::string_view::npos;
        const bool named =
            looksLikeMachine(to.name) || (looksLikeMachine(from.name) && to.name.contains('-'));
        if (!canBeMachine(to.name) || (!drawn && (!named || !canBeMachine(from.name))))
            return;
        std::optional<Method> method = methodIn(saidBehind(to.place.end()));
        if (!method && !between.contains('('))
            method = methodIn(between);
        keep(m_said.edges, Edge{.from = from, .to = to, .method = method});
    }

    /// What is said of the hop behind its second name, up to the next one.
    std::string_view saidBehind(std::size_t from) const
    {
        constexpr std::size_t longest = 40;
        std::string_view out = m_text.substr(from, longest);
        out = out.substr(0, out.find_first_of("\n,;."));
        return out.substr(0, out.find("->"));
    }

    /// Whether what begins at \p from goes on a path: behind a slash, or a drive as in `C:x\y`, but not behind `/user:`.
    bool isInPath(std::size_t from) const
    {
        if (from == 0)
            return false;
        if (m_text[from - 1] != ':')
            return m_text[from - 1] == '\\' || m_text[from - 1] == '/';
        return from < 2 || !isLetter(m_text[from - 2]) || from < 3 || !isOfName(m_text[from - 3]);
    }

    /// \p name without what ends or divides a sentence behind it, in any script: no account ends with a full stop.
    static std::string_view withoutFullStop(std::string_view name)
    {
        constexpr std::array<std::string_view, 7> signs{".",      "\u2026", "\u3001", "\u3002",
                                                        "\uFF0C", "\uFF0E", "\uFF61"};
        const auto ends = [&](std::string_view sign) {
            return name.ends_with(sign);
        };
        for (auto found = std::ranges::find_if(signs, ends); found != signs.end();
             found = std::ranges::find_if(signs, ends))
            name.remove_suffix(found->size());
        return name;
    }

    /// `CORP\svc-copy`: letters on both sides of one backslash, and no path before it.
    void readAccounts()
    {
        std::size_t at = 0;
        while ((at = m_text.find('\\', at)) != std::string_view::npos) {
            const std::size_t slash = at++;
            if (slash == 0 || slash + 1 >= m_text.size() || m_text[slash - 1] == '\\'
                || m_text[slash + 1] == '\\')
                continue;
            std::size_t from = slash;
            while (from > 0 && isOfName(m_text[from - 1]))
                --from;
            std::size_t end = slash + 1;
            while (end < m_text.size() && (isOfName(m_text[end]) || m_text[end] == '$'))
                ++end;
            const std::string_view name = withoutFullStop(m_text.substr(from, end - from));
            const bool path = from == slash || from + name.size() <= slash + 1 || isInPath(from)
                              || (end < m_text.size() && m_text[end] == '\\');
            if (!path) {
                keep(m_said.accounts, Named{.name = std::string(name),
                                            .place = {.offset = from, .length = name.size()}});
            }
        }
    }
    std::string_view m_text;
    Said& m_said;
    std::string_view m_before;      ///< The word before the previous one,
    std::string_view m_beforeThat;  ///< and the one before that.
};

}  // namespace

void readWords(std::string_view clean, Said& out)
{
    WordReader(clean, out).run();
}

}  // namespace hopwright::diagnose
