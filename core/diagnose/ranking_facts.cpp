#include "core/diagnose/ranking_facts.h"

#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace hopwright::diagnose {

namespace {

/// A hint that is a fact by itself, whatever else the text says.
struct HintOfFact {
    Hint hint;
    Fact fact;
};
constexpr std::array hintsOfFacts{
    HintOfFact{.hint = Hint::FailsLocally, .fact = Fact::Permission},
    HintOfFact{.hint = Hint::OthersMay, .fact = Fact::Permission},
    HintOfFact{.hint = Hint::ShareRights, .fact = Fact::Permission},
    HintOfFact{.hint = Hint::AnonymousLogon, .fact = Fact::Anonymous},
    HintOfFact{.hint = Hint::CleartextLogon, .fact = Fact::Cleartext},
    HintOfFact{.hint = Hint::RemoteDesktop, .fact = Fact::RemoteDesktop},
    HintOfFact{.hint = Hint::HyperV, .fact = Fact::HyperV},
    HintOfFact{.hint = Hint::WindowsUpdate, .fact = Fact::WindowsUpdate},
    HintOfFact{.hint = Hint::InteractiveTool, .fact = Fact::InteractiveTool},
    HintOfFact{.hint = Hint::SettingUp, .fact = Fact::SettingUp},
    HintOfFact{.hint = Hint::LocalAccount, .fact = Fact::LocalAccount},
    HintOfFact{.hint = Hint::MemberOfProtected, .fact = Fact::Protected},
    HintOfFact{.hint = Hint::LinuxClient, .fact = Fact::Linux},
    HintOfFact{.hint = Hint::OtherTopic, .fact = Fact::OtherTopic},
    HintOfFact{.hint = Hint::NoneOfOurs, .fact = Fact::NoneOfOurs},
    HintOfFact{.hint = Hint::SpnMissingTold, .fact = Fact::SpnMissingTold},
    HintOfFact{.hint = Hint::DenyList, .fact = Fact::PolicyWon},
    HintOfFact{.hint = Hint::PolicyWon, .fact = Fact::PolicyWon},
    HintOfFact{.hint = Hint::ListEmpty, .fact = Fact::ListEmpty},
    HintOfFact{.hint = Hint::Process32, .fact = Fact::Process32},
    HintOfFact{.hint = Hint::WrongPasswordTold, .fact = Fact::WrongPasswordTold},
    HintOfFact{.hint = Hint::PortTested, .fact = Fact::PortTested},
    HintOfFact{.hint = Hint::FirewallTold, .fact = Fact::FirewallTold},
    HintOfFact{.hint = Hint::NameNotKnownTold, .fact = Fact::NameNotKnownTold},
    HintOfFact{.hint = Hint::LocalFilterTold, .fact = Fact::LocalFilterTold},
    HintOfFact{.hint = Hint::NoPasswordTask, .fact = Fact::NoPasswordTask},
    HintOfFact{.hint = Hint::MapsOfDesktop, .fact = Fact::MapsOfDesktop},
    HintOfFact{.hint = Hint::ComputerAccount, .fact = Fact::ComputerAccount},
    HintOfFact{.hint = Hint::AllWell, .fact = Fact::AllWell},
};

/// Words that tell a fact: one of them is enough.
struct WordOfFact {
    std::string_view word;  ///< In small letters.
    Fact fact;
};
constexpr std::array wordsOfFacts{
    WordOfFact{.word = "denied too", .fact = Fact::Permission},
    WordOfFact{.word = "denied, too", .fact = Fact::Permission},
    WordOfFact{.word = "refused too", .fact = Fact::Permission},
    WordOfFact{.word = ".\\administrator", .fact = Fact::LocalAccount},
    WordOfFact{.word = ".\\admin", .fact = Fact::LocalAccount},
    WordOfFact{.word = "robocopy", .fact = Fact::Robocopy},
    WordOfFact{.word = "getting file system type of source", .fact = Fact::Robocopy},
    WordOfFact{.word = "error 5 (0x00000005)", .fact = Fact::Robocopy},
    WordOfFact{.word = "get-wmiobject", .fact = Fact::Wmi},
    WordOfFact{.word = "gwmi", .fact = Fact::Wmi},
    WordOfFact{.word = "invoke-wmimethod", .fact = Fact::Wmi},
    WordOfFact{.word = "wmic", .fact = Fact::Wmi},
    WordOfFact{.word = "new-psdrive", .fact = Fact::NewDrive},
    WordOfFact{.word = "usedefaultcredentials", .fact = Fact::Web},
    WordOfFact{.word = "invoke-webrequest", .fact = Fact::Web},
    WordOfFact{.word = "invoke-restmethod", .fact = Fact::Web},
    WordOfFact{.word = "new-webserviceproxy", .fact = Fact::Web},
    WordOfFact{.word = "sql", .fact = Fact::Sql},
    WordOfFact{.word = "service control manager", .fact = Fact::Services},
    WordOfFact{.word = "openscmanager", .fact = Fact::Services},
    WordOfFact{.word = "save-help", .fact = Fact::HelpFromShare},
    WordOfFact{.word = "update-help", .fact = Fact::HelpFromShare},
    WordOfFact{.word = "wsman", .fact = Fact::Remoting},
    WordOfFact{.word = "5985", .fact = Fact::Remoting},
    WordOfFact{.word = "5986", .fact = Fact::Remoting},
    WordOfFact{.word = "remoting", .fact = Fact::Remoting},
    WordOfFact{.word = "https://", .fact = Fact::WebAddress},
    // The state that SQL Server logs for a wrong password.
    WordOfFact{.word = "state: 8", .fact = Fact::WrongPasswordTold},
    WordOfFact{.word = "state 8", .fact = Fact::WrongPasswordTold},
    WordOfFact{.word = "mi_result", .fact = Fact::MiResult},
    WordOfFact{.word = "oracle", .fact = Fact::OracleTold},
};

/// By which people say that something is wrong.
constexpr std::array<std::string_view, 40> complaints{
    "fail",
    "error",
    "denied",
    "denies",
    "refus",
    "reject",
    "not work",
    "doesn't",
    "does not",
    "cannot",
    "can't",
    "can not",
    "unable",
    "problem",
    "broken",
    "why",
    "help",
    "wrong",
    "stuck",
    "hang",
    "timeout",
    "timed out",
    "fehler",
    "geht nicht",
    "nicht",
    "erreur",
    "marche pas",
    "no funciona",
    "errore",
    "non funziona",
    "fout",
    "b\u0142\u0105d",
    "nie dzia\u0142a",
    "\u043E\u0448\u0438\u0431\u043A",
    "\u043D\u0435 \u0440\u0430\u0431\u043E\u0442\u0430",
    "\u30A8\u30E9\u30FC",
    "\u9519\u8BEF",
    "\u932F\u8AA4",
    "\u5931\u8D25",
    "\uC624\uB958"};

/// What words are looked for in: of a long text its beginning and its end, where people write.
std::string edgesOf(std::string_view clean)
{
    constexpr std::size_t each = std::size_t{256} * 1024;
    if (clean.size() <= 2 * each)
        return std::string(clean);
    return std::string(clean.substr(0, each)) + '\n'
           + std::string(clean.substr(clean.size() - each));
}

class FactFinder {
public:
    FactFinder(std::string_view clean, const Evidence& evidence, const Reading& reading)
        : m_size(clean.size()),
          m_small(text::asciiLower(edgesOf(clean))),
          m_evidence(evidence),
          m_reading(reading)
    {
    }

    KnownFacts run(const std::vector<import::Fact>& read)
    {
        for (const HintOfFact& each : hintsOfFacts)
            set(each.fact, has(each.hint));
        for (const WordOfFact& each : wordsOfFacts)
            set(each.fact, says(each.word));
        findSession();
        findCredential();
        findPermission();
        findWanted();
        findSmaller();
        takeRead(read);
        // Of all that was found before.
        set(Fact::Remoting,
            (m_out.all & any(Fact::InSession, Fact::HopError, Fact::CredSsp, Fact::SessionNamed))
                != 0);
        m_out.order = findOrder();
        return m_out;
    }

private:
    bool has(Hint hint) const noexcept { return m_evidence.has(hint); }
    bool says(std::string_view small) const { return m_small.contains(small); }
    bool says(std::span<const std::string_view> words) const
    {
        return std::ranges::any_of(words, [&](std::string_view each) { return says(each); });
    }
    /// Says it elsewhere than as the name of a folder: `roles/winrm/tasks` is a file, and no sign of what went wrong. A library's is
    /// one: `site-packages/winrm/transport.py`.
    bool saysOutsidePaths(std::string_view small) const
    {
        for (std::size_t at = m_small.find(small); at != std::string::npos;
             at = m_small.find(small, at + small.size())) {
            const auto isSlash = [&](std::size_t where) {
                return where < m_small.size() && (m_small[where] == '/' || m_small[where] == '\\');
            };
            const bool isFolder = at > 0 && isSlash(at - 1) && isSlash(at + small.size());
            const std::string_view before = std::string_view(m_small).substr(0, at);
            if (!isFolder || before.ends_with("-packages/") || before.ends_with("-packages\\"))
                return true;
        }
        return false;
    }
    void set(Fact fact, bool value)
    {
        if (value)
            m_out.all |= bit(fact);
    }

    void findSession()
    {
        const Evidence& e = m_evidence;
        const auto& sessions = m_reading.sessions;
        const bool isHop = e.has(MessageFamily::Connecting);
        set(Fact::HopError,
            isHop || e.has(MessageFamily::WinRmClient) || e.has(MessageFamily::WinRmKerberos));
        const bool spokenOf =
            has(Hint::CleartextLogon) || has(Hint::InSession) || saysOutsidePaths("winrm");
        set(Fact::Remoting, saysOutsidePaths("winrm"));
        const bool isRefused = !isHop && isOpeningRefused();
        set(Fact::OpeningRefused, isRefused);
        set(Fact::InSession,
            !isRefused && (m_reading.ranInSession || (!isHop && (!sessions.empty() || spokenOf))));
        set(Fact::Nested, sessions.size() > 1);
        set(Fact::SessionNamed, !sessions.empty());
    }

    /// `Enter-PSSession SRV01`, and a denial in that line or the next ones: whoever wanted in got no further.
    bool isOpeningRefused() const
    {
        const auto& sessions = m_reading.sessions;
        // Of a longer text only edges are there, and places are others.
        if (!m_reading.isOnlyOpened || sessions.size() != 1 || sessions.front().command.length == 0
            || m_size != m_small.size())
            return false;
        constexpr int accessDenied = 71;
        constexpr std::size_t farthest = 240;
        constexpr std::ptrdiff_t mostLines = 2;
        const std::size_t end = sessions.front().command.end();
        return std::ranges::any_of(m_evidence.signs, [&](const Sign& each) {
            if (std::ranges::find(each.rows, accessDenied) == each.rows.end()
                || each.place.offset < end || each.place.offset - end > farthest)
                return false;
            const std::string_view between =
                std::string_view(m_small).substr(end, each.place.offset - end);
            return std::ranges::count(between, '\n') <= mostLines;
        });
    }

    void findCredential()
    {
        const auto& sessions = m_reading.sessions;
        // A credential that was delegated goes one hop: what counts is how the last session was opened.
        const bool typed = !sessions.empty() && sessions.back().method == Method::CredSsp;
        const bool other = sessions.size() > 1
                           || (!sessions.empty() && sessions.back().method
                               && *sessions.back().method != Method::Default);
        set(Fact::CredSsp,
            typed || (has(Hint::WithCredSsp) && !has(Hint::WithoutCredSsp) && !other));
        const auto& resource = m_reading.resource;
        set(Fact::OwnCredential,
            (resource && (resource->hasCredential || isMappedAsOther(resource->target.name)))
                || (has(Hint::OwnCredential) && (!resource || resource->command.empty())));
        // `SRV01\admin` of a session to SRV01 is an account of that machine; so is one of the machine whose share is wanted.
        set(Fact::LocalAccount, std::ranges::any_of(m_reading.accounts, [&](const Named& each) {
                const std::string_view domain =
                    std::string_view(each.name).substr(0, each.name.find('\\'));
                return std::ranges::any_of(sessions,
                                           [&](const ReadSession& session) {
                                               return isShortNameOf(domain, session.target.name);
                                           })
                       || (resource && isShortNameOf(domain, resource->target.name));
            }));
    }
    /// `net use T: \\\\fs9\\in /user:CORP\\svc`: \p target was connected to with a credential of its own.
    bool isMappedAsOther(std::string_view target) const
    {
        const std::string host = text::asciiLower(target::readTarget(target).host);
        constexpr std::string_view command = "net use ";
        for (std::size_t at = m_small.find(command); at != std::string::npos && !host.empty();
             at = m_small.find(command, at + command.size())) {
            constexpr std::size_t longest = 300;
            std::string_view line = std::string_view(m_small).substr(at, longest);
            line = line.substr(0, line.find('\n'));
            if (line.contains("\\\\" + host) && (line.contains("/user:") || line.contains("/u:")))
                return true;
        }
        return false;
    }

    static bool isShortNameOf(std::string_view domain, std::string_view target)
    {
        return text::equalsIgnoringAsciiCase(target::shortNameOf(target::readTarget(target).host),
                                             domain);
    }

    void findPermission()
    {
        set(Fact::Permission,
            (says("auch nicht") && (says("direkt") || says("lokal"))) || isElsewhereOk());
        set(Fact::WorksLocally, has(Hint::WorksLocally) && !has(Hint::FailsLocally));
    }

    void findWanted()
    {
        const auto& resource = m_reading.resource;
        set(Fact::SomethingWanted, resource.has_value());
        set(Fact::ShareWanted, resource && resource->kind == ResourceKind::SmbShare);
        set(Fact::InteractiveCommand, resource && resource->row != nullptr
                                          && resource->row->needs == CommandNeed::Interactive);
        set(Fact::LocalPath, !resource && hasLocalPath());
    }

    void findSmaller()
    {
        constexpr std::array<std::string_view, 4> asksDomain{"net group", "net user",
                                                             "net localgroup", "net accounts"};
        set(Fact::NetDomain, says("/domain") && says(asksDomain));
        set(Fact::FoundNothing, says("test-path") && says("false"));
        set(Fact::NotAuthorized, m_evidence.codeFor(5).has_value());
        set(Fact::BasicRefused, m_evidence.codeFor(5) && says("www-authenticate") && says("basic")
                                    && !says("basic realm"));
        set(Fact::PolicyWon, isListOff());
        set(Fact::ListEmpty, isListAbsent() || isListBare());
        set(Fact::SspiFailed, m_evidence.speaksFor(79));
        set(Fact::SeveralNames, hasSeveralNames());
        set(Fact::OddPort, isRefusedAtOddPort());
        set(Fact::AnySign, !m_evidence.signs.empty());
        set(Fact::Complaint, says(complaints));
    }

    /// What outputs of tools say, in whatever language.
    void takeRead(const std::vector<import::Fact>& read)
    {
        for (const import::Fact& each : read) {
            switch (each.kind) {
            case FactKind::AllowFresh:
                set(Fact::ListEmpty, each.value.empty());
                break;
            case FactKind::AllowFreshEnabled:
                set(Fact::PolicyWon, each.value == "false");
                break;
            case FactKind::DenyFresh:
                set(Fact::PolicyWon, !each.value.empty());
                break;
            case FactKind::LogonType:
                set(Fact::Cleartext, each.value == "8");
                set(Fact::InSession,
                    each.value == "8" && !m_evidence.has(MessageFamily::Connecting));
                break;
            case FactKind::ProtectedUser:
                set(Fact::Protected, each.value == "true");
                break;
            default:
                break;
            }
        }
    }

    ErrorOrder findOrder() const
    {
        const auto count = [&](std::string_view what) {
            int out = 0;
            for (std::size_t at = m_small.find(what); at != std::string::npos;
                 at = m_small.find(what, at + what.size()))
                ++out;
            return out;
        };
        constexpr int fewestLines = 3;
        if (count("\nfrom: ") + count("\nsent: ") >= fewestLines)
            return ErrorOrder::NewestFirst;
        int prompts = 0;
        for (std::size_t at = m_small.find("ps "); at != std::string::npos;
             at = m_small.find("ps ", at + 3)) {
            const std::string_view drive = std::string_view(m_small).substr(at + 3, 3);
            prompts += drive.size() == 3 && drive.ends_with(":\\") ? 1 : 0;
        }
        return prompts >= 2 ? ErrorOrder::OldestFirst : ErrorOrder::None;
    }

    /// Whether another server's share opens where one is denied: a list of tries, a line each, with `ok` behind the others.
    bool isElsewhereOk() const
    {
        if (!m_reading.resource || m_reading.resource->kind != ResourceKind::SmbShare)
            return false;
        const std::string host(target::readTarget(m_reading.resource->target.name).host);
        for (std::size_t at = m_small.find("\\\\"); at != std::string::npos;
             at = m_small.find("\\\\", at + 2)) {
            constexpr std::size_t longest = 200;
            const std::size_t line = std::min(m_small.find('\n', at), m_small.size());
            const std::string_view rest =
                std::string_view(m_small).substr(at, std::min(line - at, longest));
            const std::size_t end = std::min(rest.find_first_of(" \t\r'\"", 2), rest.size());
            const std::string_view behind = rest.substr(end);
            const bool isOk =
                behind.starts_with("  ok") || behind.starts_with(" ok") || behind.contains("-> ok");
            if (isOk
                && !text::equalsIgnoringAsciiCase(target::readTarget(rest.substr(0, end)).host,
                                                  host))
                return true;
        }
        return false;
    }

    /// "Access to the path 'C:\…' is denied", in the languages that say it so.
    bool hasLocalPath() const
    {
        constexpr std::array<std::string_view, 7> words{
            "path '", "path \"", "pfad \"", "pfad '", "chemin '", "ruta '", "percorso '"};
        return std::ranges::any_of(words, [&](std::string_view each) {
            const std::size_t at = m_small.find(each);
            if (at == std::string::npos)
                return false;
            const std::string_view rest = std::string_view(m_small).substr(at + each.size(), 3);
            return rest.size() == 3 && rest[1] == ':' && rest[2] == '\\';
        });
    }

    /// `AllowFreshCredentials REG_DWORD 0x0`: the policy is off, whatever its list says.
    bool isListOff() const
    {
        constexpr std::string_view name = "allowfreshcredentials";
        for (std::size_t at = m_small.find(name); at != std::string::npos;
             at = m_small.find(name, at)) {
            at += name.size();
            constexpr std::size_t longest = 40;
            std::string_view rest = std::string_view(m_small).substr(at, longest);
            rest = rest.substr(0, rest.find('\n'));
            const std::size_t value = rest.find_last_not_of(" \t\r");
            if (rest.contains("dword") && value != std::string_view::npos && rest[value] == '0')
                return true;
            if (rest.contains("dword") && rest.contains("0x0") && !rest.contains("0x00000001"))
                return true;
        }
        return false;
    }

    /// What was asked of the registry is not there: reg.exe and PowerShell say so behind the key of the list.
    bool isListAbsent() const
    {
        constexpr std::string_view key = "allowfreshcredentials";
        constexpr std::array<std::string_view, 10> absent{
            "unable to find the specified registry",
            "because it does not exist",
            "angegebenen registrierungsschl",
            "nicht vorhanden",
            "de registre sp",
            "registro especificad",
            "chiave o il valore del registro",
            "\u0440\u0430\u0437\u0434\u0435\u043B \u0438\u043B\u0438",
            "\u6307\u5B9A\u7684\u6CE8\u518C\u8868",
            "\u6307\u5B9A\u3055\u308C\u305F\u30EC\u30B8\u30B9\u30C8\u30EA"};
        for (std::size_t at = m_small.find(key); at != std::string::npos;
             at = m_small.find(key, at + key.size())) {
            constexpr std::size_t farthest = 160;
            const std::string_view behind = std::string_view(m_small).substr(at, farthest);
            if (std::ranges::any_of(absent,
                                    [&](std::string_view each) { return behind.contains(each); }))
                return true;
        }
        return false;
    }

    /// What stands in the line of \p at before it, as far as \p farthest.
    std::string_view lineBefore(std::size_t at, std::size_t farthest) const
    {
        const std::size_t from = at - std::min(at, farthest);
        const std::string_view before = std::string_view(m_small).substr(from, at - from);
        return before.substr(before.rfind('\n') + 1);
    }

    /// reg.exe printed the key of the list, and no value below it.
    bool isListBare() const
    {
        constexpr std::string_view key = "\\credentialsdelegation\\allowfreshcredentials";
        constexpr std::size_t longest = 200;
        bool isFound = false;
        for (std::size_t at = m_small.find(key); at != std::string::npos;
             at = m_small.find(key, at + key.size())) {
            const std::string_view before = lineBefore(at, longest);
            std::string_view behind = std::string_view(m_small).substr(at + key.size(), longest);
            const std::size_t end = std::min(behind.find_first_not_of(" \t\r"), behind.size());
            behind.remove_prefix(end);
            const std::size_t first = before.find_first_not_of(" \t>|");
            const bool isPrinted =
                first != std::string_view::npos && before.substr(first).starts_with("hkey_");
            // Cut off behind the key: what follows is not known.
            const std::size_t next = behind.find_first_not_of(" \t\r\n>|");
            if (!isPrinted || !behind.starts_with('\n') || next == std::string_view::npos)
                continue;
            behind.remove_prefix(next);
            if (behind.substr(0, behind.find('\n')).contains("reg_"))
                return false;
            isFound = true;
        }
        return isFound;
    }

    /// "Connection refused" beside a port that WinRM does not listen at by itself: somebody chose it, and nothing is behind it.
    bool isRefusedAtOddPort() const
    {
        constexpr int refused = 54;
        constexpr std::size_t farthest = 160;
        // Of a longer text only edges are there, and places are others.
        if (m_size != m_small.size())
            return false;
        return std::ranges::any_of(m_evidence.signs, [&](const Sign& each) {
            if (std::ranges::find(each.rows, refused) == each.rows.end())
                return false;
            const std::string_view before = lineBefore(each.place.offset, farthest);
            std::string_view line = std::string_view(m_small).substr(
                each.place.offset - before.size(), before.size() + each.place.length + farthest);
            line = line.substr(0, line.find('\n', before.size() + each.place.length));
            return namesOddPort(line);
        });
    }

    /// `:55985`, `port 55985`
    static bool namesOddPort(std::string_view line)
    {
        for (std::size_t at = 0; at < line.size(); ++at) {
            const std::string_view before = line.substr(0, at);
            if (!before.ends_with(':') && !before.ends_with("port "))
                continue;
            const std::string_view rest = line.substr(at);
            const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
            if (isOddPort(rest.substr(0, end)))
                return true;
        }
        return false;
    }

    /// A port of four or five digits that is none of those of WinRM and of what is asked behind it.
    static bool isOddPort(std::string_view digits)
    {
        constexpr std::array<std::string_view, 6> known{"5985", "5986", "9389",
                                                        "1433", "3389", "8080"};
        return (digits.size() == 4 || digits.size() == 5)
               && std::ranges::find(known, digits) == known.end();
    }

    /// `1 REG_SZ WSMAN/a, WSMAN/b`: one value with several names is one entry, which matches nothing (domain reference §8.7).
    bool hasSeveralNames() const
    {
        constexpr std::string_view type = "reg_sz";
        for (std::size_t at = m_small.find(type); at != std::string::npos;
             at = m_small.find(type, at + type.size())) {
            const std::size_t end = std::min(m_small.find('\n', at), m_small.size());
            const std::string_view value = std::string_view(m_small).substr(at, end - at);
            const std::size_t first = value.find("wsman/");
            if (first != std::string_view::npos
                && value.find("wsman/", first + 1) != std::string_view::npos)
                return true;
        }
        return false;
    }

    std::size_t m_size;  ///< Of the text.
    std::string m_small;
    const Evidence& m_evidence;
    const Reading& m_reading;
    KnownFacts m_out;
};

}  // namespace

KnownFacts findKnownFacts(std::string_view clean, const Evidence& evidence, const Reading& reading,
                          const std::vector<import::Fact>& read)
{
    return FactFinder(clean, evidence, reading).run(read);
}

}  // namespace hopwright::diagnose
