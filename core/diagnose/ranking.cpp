#include "core/diagnose/ranking.h"

#include "core/target/typed_target.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace hopwright::diagnose {

namespace {

/// What is known of the ticket around an error, as bits.
enum class Fact : std::uint8_t {
    InSession,  ///< It ran on a machine that was remoted to.
    HopError,   ///< A session could not be opened.
    Nested,     ///< From within a session.
    CredSsp,    ///< The session was opened by CredSSP.
    OwnCredential,
    WorksLocally,
    Permission,  ///< It is denied elsewhere too, or others may.
    Anonymous,
    Cleartext,
    RemoteDesktop,
    HyperV,
    WindowsUpdate,
    Interactive,
    SettingUp,
    LocalAccount,
    Protected,
    Robocopy,
    Wmi,
    NetDomain,
    NewDrive,
    Web,
    Sql,
    Services,
    ShareNamed,
    HelpFromShare,
    Linux,
    Direct,  ///< It goes from the first machine without a session.
    SpnTold,
    DenyList,
    Process32,
    OtherTopic,
    Remoting,  ///< Anything of WinRM or PowerShell remoting is spoken of.
};

using Facts = std::uint64_t;

constexpr Facts bit(Fact fact) noexcept
{
    return Facts{1} << std::to_underlying(fact);
}

template <typename... More>
constexpr Facts any(More... facts) noexcept
{
    return (Facts{0} | ... | bit(facts));
}

/// Where a row's error is told apart from those with the same code or words: it counts only with all of \a needs, one of \a oneOf and
/// none of \a without.
struct Condition {
    int row = 0;
    Facts needs = 0;
    Facts oneOf = 0;
    Facts without = 0;
};

constexpr std::array conditions{
    Condition{.row = 12, .needs = bit(Fact::SettingUp), .without = bit(Fact::HopError)},
    Condition{.row = 15,
              .oneOf = any(Fact::RemoteDesktop, Fact::CredSsp, Fact::HopError, Fact::Linux)},
    Condition{.row = 21, .needs = bit(Fact::HopError), .without = any(Fact::WindowsUpdate)},
    Condition{.row = 71,
              .without = any(Fact::WindowsUpdate, Fact::Robocopy, Fact::Wmi, Fact::NetDomain,
                             Fact::Services, Fact::HelpFromShare)},
    Condition{.row = 72, .needs = bit(Fact::Robocopy)},
    Condition{.row = 77, .needs = bit(Fact::NewDrive)},
    Condition{.row = 39, .without = bit(Fact::NewDrive)},
    Condition{.row = 83, .needs = bit(Fact::Wmi), .without = bit(Fact::WindowsUpdate)},
    Condition{.row = 85, .needs = bit(Fact::Services)},
    Condition{.row = 86, .needs = bit(Fact::NetDomain)},
    Condition{.row = 94, .needs = bit(Fact::HyperV), .without = bit(Fact::CredSsp)},
    Condition{.row = 91, .needs = bit(Fact::Web)},
    Condition{.row = 5, .without = bit(Fact::Web)},
    Condition{.row = 95, .needs = bit(Fact::HelpFromShare)},
    Condition{.row = 52, .needs = bit(Fact::Remoting)},
    Condition{.row = 53, .needs = bit(Fact::Remoting)},
    Condition{.row = 54, .needs = bit(Fact::Remoting)},
    Condition{.row = 96, .needs = bit(Fact::WindowsUpdate)},
};

/// Rows of §8.4 whose error both a lacking credential and a lacking permission give.
constexpr std::array symptoms{39, 71, 72, 80, 81, 83, 85, 86, 87, 88, 90, 91, 92, 93, 95};
/// Those of them that a lacking permission gives seldom or never.
constexpr std::array marks{39, 78, 81, 90, 92, 93};

/// Rows that one code stands for although other reasons give it too: never more than likely.
constexpr std::array neverSure{4, 5, 8, 9, 12, 16, 44, 56, 66, 67, 69, 74, 89, 97, 98};
/// Rows of a machine that was asked and did not answer: it is at the end of the chain.
constexpr std::array asked{78, 79, 82, 84};

template <std::size_t count>
constexpr bool isOne(int row, const std::array<int, count>& rows)
{
    return std::ranges::find(rows, row) != rows.end();
}

/// What words are looked for in: of a long text its beginning and its end, where people write.
std::string edgesOf(std::string_view clean)
{
    constexpr std::size_t each = std::size_t{256} * 1024;
    if (clean.size() <= 2 * each)
        return std::string(clean);
    return std::string(clean.substr(0, each)) + '\n'
           + std::string(clean.substr(clean.size() - each));
}

class Ranking {
public:
    Ranking(std::string_view clean, const Evidence& evidence, const Reading& reading,
            const std::vector<import::Fact>& facts)
        : m_small(text::asciiLower(edgesOf(clean))), m_evidence(evidence), m_reading(reading)
    {
        findFacts();
        takeRead(facts);
    }

    std::vector<Candidate> run()
    {
        std::vector<std::pair<int, const ErrorRow*>> rows;
        for (const ErrorRow& row : errorRows()) {
            if (const int weight = weightOf(row); weight > 0)
                rows.emplace_back(weight, &row);
        }
        addByContext(rows);
        std::ranges::sort(
            rows, {}, [](const auto& each) { return std::pair(-each.first, each.second->number); });
        constexpr std::size_t most = 6;
        for (const auto& [weight, row] : rows) {
            if (m_out.size() >= most)
                break;
            addRow(*row, weight);
        }
        finish();
        return std::move(m_out);
    }

private:
    bool is(Fact fact) const noexcept { return (m_facts & bit(fact)) != 0; }
    void set(Fact fact, bool value)
    {
        if (value)
            m_facts |= bit(fact);
    }
    bool says(std::string_view small) const { return m_small.contains(small); }
    void findFacts()
    {
        const Evidence& e = m_evidence;
        const auto& sessions = m_reading.sessions;
        const bool isHop = e.has(MessageFamily::Connecting);
        set(Fact::HopError,
            isHop || e.has(MessageFamily::WinRmClient) || e.has(MessageFamily::WinRmKerberos));
        set(Fact::InSession, m_reading.ranInSession || (!sessions.empty() && !isHop)
                                 || (!isHop && e.has(Hint::CleartextLogon))
                                 || ((e.has(Hint::InSession) || says("winrm")) && !isHop));
        set(Fact::Nested, sessions.size() > 1);
        // A credential that was delegated goes one hop: what counts is how the last session was opened.
        const bool typed = !sessions.empty() && sessions.back().method == Method::CredSsp;
        const bool other = sessions.size() > 1
                           || (!sessions.empty() && sessions.back().method
                               && *sessions.back().method != Method::Default);
        set(Fact::CredSsp,
            typed || (e.has(Hint::WithCredSsp) && !e.has(Hint::WithoutCredSsp) && !other));
        set(Fact::OwnCredential,
            (m_reading.resource && m_reading.resource->hasCredential)
                || (e.has(Hint::OwnCredential)
                    && (!m_reading.resource || m_reading.resource->command.empty())));
        set(Fact::Permission,
            e.has(Hint::FailsLocally) || e.has(Hint::OthersMay) || e.has(Hint::ShareRights)
                || says("denied too") || says("denied, too") || says("refused too")
                || (says("auch nicht") && (says("direkt") || says("lokal"))) || isElsewhereOk());
        set(Fact::WorksLocally, e.has(Hint::WorksLocally) && !e.has(Hint::FailsLocally));
        set(Fact::Anonymous, e.has(Hint::AnonymousLogon));
        set(Fact::Cleartext, e.has(Hint::CleartextLogon));
        set(Fact::RemoteDesktop, e.has(Hint::RemoteDesktop));
        set(Fact::HyperV, e.has(Hint::HyperV));
        set(Fact::WindowsUpdate, e.has(Hint::WindowsUpdate));
        set(Fact::Interactive, e.has(Hint::InteractiveTool));
        set(Fact::SettingUp, e.has(Hint::SettingUp));
        const bool ownAccount = std::ranges::any_of(m_reading.accounts, [&](const Named& each) {
            const std::string_view domain =
                std::string_view(each.name).substr(0, each.name.find('\\'));
            return std::ranges::any_of(sessions, [&](const ReadSession& session) {
                return text::equalsIgnoringAsciiCase(
                    target::shortNameOf(target::readTarget(session.target.name).host), domain);
            });
        });
        set(Fact::LocalAccount, e.has(Hint::LocalAccount) || ownAccount || says(".\\administrator")
                                    || says(".\\admin"));
        set(Fact::Direct, e.has(Hint::Direct));
        set(Fact::SpnTold, e.has(Hint::SpnTold));
        set(Fact::DenyList, e.has(Hint::DenyList));
        set(Fact::Process32, e.has(Hint::Process32));
        set(Fact::OtherTopic, e.has(Hint::OtherTopic));
        const auto count = [&](std::string_view what) {
            int out = 0;
            for (std::size_t at = m_small.find(what); at != std::string::npos;
                 at = m_small.find(what, at + what.size()))
                ++out;
            return out;
        };
        if (count("\nfrom: ") + count("\nsent: ") >= 3)
            m_order = Order::NewestFirst;
        else if (count("ps c:\\") >= 2)
            m_order = Order::OldestFirst;
        set(Fact::Remoting, is(Fact::InSession) || is(Fact::HopError) || is(Fact::CredSsp)
                                || is(Fact::Linux) || !sessions.empty() || says("winrm")
                                || says("wsman") || says("5985") || says("5986")
                                || says("remoting"));
        set(Fact::Protected, e.has(Hint::MemberOfProtected));
        set(Fact::Robocopy, says("robocopy") || says("getting file system type of source")
                                || says("error 5 (0x00000005)"));
        set(Fact::Wmi,
            says("get-wmiobject") || says("gwmi") || says("invoke-wmimethod") || says("wmic"));
        set(Fact::NetDomain, says("/domain")
                                 && (says("net group") || says("net user") || says("net localgroup")
                                     || says("net accounts")));
        set(Fact::NewDrive, says("new-psdrive"));
        set(Fact::Web, says("usedefaultcredentials") || says("invoke-webrequest")
                           || says("invoke-restmethod") || says("new-webserviceproxy"));
        set(Fact::Sql, says("sql"));
        set(Fact::Services, says("service control manager") || says("openscmanager"));
        set(Fact::HelpFromShare, says("save-help") || says("update-help"));
        set(Fact::ShareNamed,
            m_reading.resource && m_reading.resource->kind == ResourceKind::SmbShare);
        set(Fact::Linux, e.has(Hint::LinuxClient));
    }

    /// What outputs of tools say, in whatever language.
    void takeRead(const std::vector<import::Fact>& facts)
    {
        for (const import::Fact& each : facts) {
            switch (each.kind) {
            case FactKind::AllowFresh:
                m_listIsEmpty = m_listIsEmpty || each.value.empty();
                break;
            case FactKind::AllowFreshEnabled:
                m_listIsOff = m_listIsOff || each.value == "false";
                break;
            case FactKind::DenyFresh:
                set(Fact::DenyList, !each.value.empty());
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

    /// Whether another server's share opens where one is denied: a list of tries, a line each, with `ok` behind the others.
    bool isElsewhereOk() const
    {
        if (!m_reading.resource || m_reading.resource->kind != ResourceKind::SmbShare)
            return false;
        std::string host(target::readTarget(m_reading.resource->target.name).host);
        std::size_t at = 0;
        bool out = false;
        while ((at = m_small.find("\\\\", at)) != std::string::npos) {
            const std::size_t line = std::min(m_small.find('\n', at), m_small.size());
            const std::string_view rest =
                std::string_view(m_small).substr(at, std::min<std::size_t>(line - at, 200));
            const std::size_t end = std::min(rest.find_first_of(" \t\r'\"", 2), rest.size());
            const bool isOk = rest.substr(end).starts_with("  ok")
                              || rest.substr(end).starts_with(" ok")
                              || rest.substr(end).contains("-> ok");
            out = out
                  || (isOk
                      && !text::equalsIgnoringAsciiCase(
                          target::readTarget(rest.substr(0, end)).host, host));
            at += 2;
        }
        return out;
    }

    /// Whether the path that was denied is on a drive of the machine itself.
    bool isLocalPath() const
    {
        if (m_reading.resource)
            return false;
        for (const std::string_view each :
             {"path '", "path \"", "pfad \"", "pfad '", "chemin '", "ruta '", "percorso '"}) {
            const std::size_t at = m_small.find(each);
            if (at == std::string::npos)
                continue;
            const std::string_view rest = std::string_view(m_small).substr(at + each.size(), 3);
            if (rest.size() == 3 && rest[1] == ':' && rest[2] == '\\')
                return true;
        }
        return false;
    }

    int weightOf(const ErrorRow& row) const
    {
        int weight = m_evidence.weightOf(row.number);
        if (weight == 0
            || (row.number == 3
                && m_evidence.speaksFor(4)))  // The message of row 4 begins as that of row 3.
            return 0;
        const bool asksHttp = row.number == 5 && row.codeCount > 0
                              && m_evidence.weightOf(5) == m_evidence.weightOf(91);
        if (asksHttp && !is(Fact::CredSsp))  // 401, and nobody asked for CredSSP.
            return 0;
        // A handshake that fails is told with the words of rows 6 and 7, and is neither.
        if ((row.number == 6 || row.number == 7) && m_evidence.speaksFor(16))
            return 0;
        // Of several attempts the last one counts, in what a console wrote; in mails the first, which is the newest.
        if (counts(row.number))
            weight += ofAttempt;
        if (row.number == 21 && !m_evidence.isNear(MessageFamily::Connecting, 21))
            return 0;
        const auto found = std::ranges::find(conditions, row.number, &Condition::row);
        if (found != conditions.end()) {
            const bool counts = (m_facts & found->needs) == found->needs
                                && (found->oneOf == 0 || (m_facts & found->oneOf) != 0)
                                && (m_facts & found->without) == 0;
            if (!counts)
                return 0;
        }
        return weight + bonusOf(row);
    }

    static constexpr int ofAttempt = 150;

    /// Whether \p row is told of by the error that counts where several are told of one after another: see m_order.
    bool counts(int row) const
    {
        if (m_evidence.signs.empty() || m_order == Order::None)
            return false;
        const Sign& one =
            m_order == Order::OldestFirst ? m_evidence.signs.back() : m_evidence.signs.front();
        return std::ranges::find(one.rows, row) != one.rows.end();
    }

    /// A code of WinRM's own says more than one that everything gives.
    static int bonusOf(const ErrorRow& row)
    {
        constexpr int ofPolicy = 20;
        constexpr int ofWinRm = 10;
        if (row.number <= 4)
            return ofPolicy;
        const bool generic = row.codeCount == 0 || row.has(errorRow<21>().code())
                             || row.code().family == CodeFamily::Http;
        return generic ? 0 : ofWinRm;
    }

    /// Rows that the context alone tells of.
    void addByContext(std::vector<std::pair<int, const ErrorRow*>>& rows) const
    {
        const auto add = [&](int number, int weight) {
            const bool known = std::ranges::any_of(
                rows, [&](const auto& each) { return each.second->number == number; });
            if (!known)
                rows.emplace_back(weight, &errorRows()[static_cast<std::size_t>(number) - 1]);
        };
        const bool denied =
            m_evidence.speaksFor(71) || m_evidence.speaksFor(83) || m_evidence.speaksFor(96);
        if (is(Fact::WindowsUpdate) && denied)
            add(96, 2 * weightOfStrong);
        if (is(Fact::Robocopy) && denied)
            add(72, weightOfStrong);
        if (is(Fact::NetDomain) && (denied || says("error 5")))
            add(86, weightOfStrong);
        if (is(Fact::HelpFromShare) && denied)
            add(95, weightOfStrong);
        if (is(Fact::Anonymous) && !m_evidence.speaksFor(78))
            add(is(Fact::Sql) ? 78 : 71, weightOfStrong);
        if (is(Fact::Interactive) && denied && (is(Fact::CredSsp) || is(Fact::Cleartext)))
            add(98, 2 * weightOfStrong);
    }
    static constexpr int weightOfStrong = 35;

    void addRow(const ErrorRow& row, int weight)
    {
        if (row.number == 39 && is(Fact::Process32))
            add(row, Cause::ClientUsage, Certainty::Possible);
        if (row.number == 80 && m_evidence.has(Hint::PortTested))
            add(row, Cause::PortClosed, Certainty::Likely);
        if (isOne(row.number, symptoms))
            return addSymptom(row);
        if (row.number == 78)
            return addSqlLogin(row);
        if (row.number == 73)
            return addNotFound(row);
        const bool isSpn =
            std::ranges::find(row.candidates(), Cause::SpnMissing) != row.candidates().end()
            || row.number == 4;
        if (isSpn && m_evidence.has(Hint::SpnMissingTold))
            add(row, Cause::SpnMissing, Certainty::Likely);
        if (row.number == 3)
            return addDelegateList(row);
        if (m_evidence.has(Hint::PortTested)
            && std::ranges::find(row.candidates(), Cause::PortClosed) != row.candidates().end())
            add(row, Cause::PortClosed, Certainty::Likely);
        else if (m_evidence.has(Hint::FirewallTold)
                 && std::ranges::find(row.candidates(), Cause::Firewall) != row.candidates().end())
            add(row, Cause::Firewall, Certainty::Likely);
        if (row.number == 21)
            return addEndpoint(row);
        const auto causes = row.candidates();
        bool first = true;
        for (const Cause cause : causes) {
            Certainty certainty = Certainty::Possible;
            if (first)
                certainty = isSure(row, weight) ? Certainty::Certain : Certainty::Likely;
            add(row, cause, certainty);
            first = false;
        }
    }

    /// The policy does not let the credential go to that name: what else is told says why.
    void addDelegateList(const ErrorRow& row)
    {
        if (is(Fact::DenyList) || m_evidence.has(Hint::PolicyWon) || m_listIsOff || isListOff()) {
            add(row, Cause::PolicyOverrides, Certainty::Likely);
            return add(row, Cause::DelegateListMismatch, Certainty::Possible);
        }
        const bool empty = m_listIsEmpty || m_evidence.has(Hint::ListEmpty);
        add(row, empty ? Cause::DelegateListMissing : Cause::DelegateListMismatch,
            Certainty::Likely);
        add(row, empty ? Cause::DelegateListMismatch : Cause::DelegateListMissing,
            Certainty::Possible);
        add(row, Cause::PolicyOverrides, Certainty::Possible);
    }

    /// `AllowFreshCredentials REG_DWORD 0x0`: the policy is off, whatever its list says.
    bool isListOff() const
    {
        std::size_t at = 0;
        constexpr std::string_view name = "allowfreshcredentials";
        while ((at = m_small.find(name, at)) != std::string::npos) {
            at += name.size();
            std::string_view rest = std::string_view(m_small).substr(at, 40);
            rest = rest.substr(0, rest.find('\n'));
            const std::size_t value = rest.find_last_not_of(" \t\r");
            if (rest.contains("dword") && value != std::string_view::npos && rest[value] == '0')
                return true;
            if (rest.contains("dword") && rest.contains("0x0") && !rest.contains("0x00000001"))
                return true;
        }
        return false;
    }

    /// Whether nothing else can be meant: one cause alone, and a code or a whole message that says it.
    bool isSure(const ErrorRow& row, int weight) const
    {
        constexpr int sureWeight = 40;
        const bool address = std::ranges::any_of(m_reading.sessions, [](const ReadSession& each) {
            return target::readTarget(each.target.name).isAddress();
        });
        const bool doubted =
            row.number == 4 && (is(Fact::SpnTold) || address || says("ip address"));
        const bool unclear = isOne(row.number, neverSure) || (row.number == 15 && !says("oracle"));
        return row.candidates().size() == 1 && weight >= sureWeight && !m_evidence.isTyped
               && !unclear && !doubted;
    }

    /// A path that is not there: it is wrong, or nobody was let in to look (field cases, 24).
    void addNotFound(const ErrorRow& row)
    {
        const bool isShare =
            m_reading.resource && m_reading.resource->kind == ResourceKind::SmbShare;
        const bool hadNothing = is(Fact::InSession) && !is(Fact::CredSsp)
                                && !is(Fact::OwnCredential) && !is(Fact::Cleartext);
        add(row, Cause::ResourceMissing, Certainty::Likely);
        if (isShare && hadNothing)
            add(row, Cause::NotDelegated, Certainty::Possible);
        add(row, Cause::NameNotResolved, Certainty::Possible);
        add(row, Cause::Firewall, Certainty::Possible);
    }

    /// Login failed at SQL Server: for nobody's name, or for a name.
    void addSqlLogin(const ErrorRow& row)
    {
        if (is(Fact::Anonymous)) {
            if (m_evidence.speaksFor(79) && m_evidence.has(Hint::SpnMissingTold))
                add(errorRows()[79 - 1], Cause::SpnMissing, Certainty::Likely);
            return add(row, Cause::NotDelegated, Certainty::Likely);
        }
        const bool password =
            m_evidence.has(Hint::WrongPasswordTold) || says("state: 8") || says("state 8");
        add(row, password ? Cause::WrongPassword : Cause::PermissionOnResource, Certainty::Likely);
        add(row, password ? Cause::PermissionOnResource : Cause::WrongPassword,
            Certainty::Possible);
    }

    void addEndpoint(const ErrorRow& row)
    {
        if (says("mi_result")) {  // Of clients on Linux: it says no more than that it failed.
            add(row, Cause::Unknown, Certainty::Possible);
            return add(row, Cause::WrongPassword, Certainty::Possible);
        }
        if (is(Fact::Nested) && !is(Fact::CredSsp)) {
            add(row, Cause::NotDelegated, Certainty::Likely);
            return add(row, Cause::EndpointAcl, Certainty::Possible);
        }
        const Cause first = is(Fact::LocalAccount) ? Cause::LocalAccountFilter : Cause::EndpointAcl;
        add(row, first, Certainty::Likely);
        add(row, is(Fact::LocalAccount) ? Cause::EndpointAcl : Cause::LocalAccountFilter,
            Certainty::Possible);
        add(row, Cause::LogonRight, Certainty::Possible);
    }

    /// What was wanted behind a session was denied: for lack of a credential, or of a permission.
    void addSymptom(const ErrorRow& row)
    {
        // What needs another kind of logon is denied with every credential.
        if (m_reading.resource && m_reading.resource->row != nullptr
            && m_reading.resource->row->needs == CommandNeed::Interactive && is(Fact::InSession))
            add(errorRows()[98 - 1], Cause::SessionBound, Certainty::Likely);
        if (is(Fact::Permission) || isLocalPath()) {
            add(row, Cause::PermissionOnResource, Certainty::Likely);
            if (is(Fact::InSession) && !is(Fact::CredSsp))
                add(row, Cause::NotDelegated, Certainty::Possible);
            return;
        }
        const bool hasCredential =
            is(Fact::CredSsp) || is(Fact::OwnCredential) || is(Fact::Cleartext);
        if (hasCredential && !is(Fact::Anonymous)) {
            add(row, Cause::PermissionOnResource, Certainty::Likely);
            return add(row, Cause::NotDelegated, Certainty::Possible);
        }
        const bool isMark = isOne(row.number, marks);
        if (is(Fact::InSession) || isMark || (is(Fact::WorksLocally) && !is(Fact::OtherTopic))) {
            add(row, Cause::NotDelegated, Certainty::Likely);
            if (!isMark)
                add(row, Cause::PermissionOnResource, Certainty::Possible);
            return;
        }
        if (is(Fact::OtherTopic) && !m_reading.resource)
            return add(row, Cause::Unrelated, Certainty::Likely);
        if (!m_reading.resource && m_reading.sessions.empty() && says("https://")
            && !is(Fact::Remoting))
            return add(row, Cause::Unrelated, Certainty::Likely);
        if (!m_reading.resource
            && m_reading.sessions.empty()) {  // "Access is denied", and nothing else.
            add(row, Cause::Unknown, Certainty::Possible);
            return add(row, Cause::PermissionOnResource, Certainty::Possible);
        }
        add(row, Cause::PermissionOnResource, Certainty::Possible);
        add(row, Cause::NotDelegated, Certainty::Possible);
    }

    void add(const ErrorRow& row, Cause cause, Certainty certainty)
    {
        const bool known =
            std::ranges::any_of(m_out, [&](const Candidate& each) { return each.cause == cause; });
        if (known)
            return;
        // Only what comes first can be sure; what comes behind it is another way to explain the text, or a second fault.
        if (!m_out.empty() && certainty == Certainty::Certain)
            certainty = Certainty::Likely;
        Candidate candidate{.cause = cause,
                            .row = &row,
                            .hop = hopOf(row, cause),
                            .stage = {},
                            .code = m_evidence.codeFor(row.number),
                            .certainty = certainty};
        if (row.stages != 0)
            candidate.stage = row.stage();
        m_out.push_back(candidate);
    }

    /// Which hop of the chain \p row is told of.
    int hopOf(const ErrorRow& row, Cause cause) const
    {
        const auto sessions = static_cast<int>(m_reading.sessions.size());
        const bool hopOpens = is(Fact::HopError) && !m_reading.failing.empty();
        const bool first = row.comesFrom(ErrorPlace::First) || row.comesFrom(ErrorPlace::Client);
        const bool behind = row.comesFrom(ErrorPlace::Second) || isOne(row.number, symptoms);
        if (row.number == 78 && is(Fact::Anonymous))
            return std::max(2, sessions + 1);
        if (isLocalPath())
            return 0;
        if (cause == Cause::ClientUsage)
            return 1;
        if (row.number == 39
            || (cause == Cause::NotDelegated && is(Fact::Nested) && is(Fact::HopError)))
            return std::max(2, sessions);
        if (row.number == 49 || (row.number == 48 && !hopOpens))
            return std::max(2, sessions + 1);
        if (isOne(row.number, asked) && !m_reading.resource)
            return std::max(1, sessions);
        // A policy of the client: of the last hop that asks for CredSSP.
        constexpr int lastOfPolicy = 4;
        if (row.number <= lastOfPolicy) {
            for (int hop = sessions; hop > 0; --hop) {
                if (m_reading.sessions[static_cast<std::size_t>(hop) - 1].method == Method::CredSsp)
                    return hop;
            }
        }
        if (row.number == 48 && hopOpens)
            return std::max(1, sessions);
        // What can come from both is told by what was wanted: a path behind a session.
        const bool wanted = m_reading.resource && sessions > 0 && !is(Fact::HopError);
        if (behind && (!first || wanted)) {
            if (sessions > 0)
                return sessions + 1;
            if (is(Fact::InSession))
                return 2;
            return m_reading.resource ? 1 : 0;
        }
        if (first)
            return hopOpens ? std::max(1, sessions) : 1;
        return 0;
    }

    void finish()
    {
        if (!m_out.empty())
            return;
        if (!is(Fact::Remoting)) {
            if (m_evidence.has(Hint::OtherTopic) || m_evidence.has(Hint::NoneOfOurs)
                || !m_evidence.signs.empty())
                m_out.push_back({.cause = Cause::Unrelated, .certainty = Certainty::Likely});
            return;
        }
        if (m_evidence.has(Hint::NoneOfOurs)) {
            m_out.push_back({.cause = Cause::Unrelated, .certainty = Certainty::Likely});
            return;
        }
        const auto& rows = errorRows();
        // `Test-Path` says False where nobody was let in to look, as where nothing is (field cases, 24).
        if (is(Fact::InSession) && is(Fact::ShareNamed) && says("test-path") && says("false")) {
            const auto hop = static_cast<int>(m_reading.sessions.size()) + 1;
            m_out.push_back({.cause = Cause::NotDelegated,
                             .row = &rows[71 - 1],
                             .hop = std::max(2, hop),
                             .stage = Stage::Access,
                             .certainty = Certainty::Possible});
            m_out.push_back({.cause = Cause::ResourceMissing,
                             .row = &rows[73 - 1],
                             .hop = std::max(2, hop),
                             .stage = Stage::Access,
                             .certainty = Certainty::Possible});
            return;
        }
        if (m_evidence.codeFor(5) && !is(Fact::CredSsp) && says("www-authenticate") && says("basic")
            && !says("basic realm")) {  // Basic was tried, and is not offered.
            m_out.push_back({.cause = Cause::AuthDisabled,
                             .row = &rows[37 - 1],
                             .hop = 1,
                             .stage = Stage::Offer,
                             .code = m_evidence.codeFor(5),
                             .certainty = Certainty::Likely});
            return;
        }
        if (m_evidence.codeFor(5)
            && !is(Fact::CredSsp)) {  // 401: the credential was not taken, or the method.
            const ErrorRow& row = rows[22 - 1];
            m_out.push_back({.cause = Cause::WrongPassword,
                             .row = &row,
                             .hop = 1,
                             .stage = row.stage(),
                             .code = m_evidence.codeFor(5),
                             .certainty = Certainty::Possible});
            m_out.push_back({.cause = Cause::AuthDisabled,
                             .row = &rows[37 - 1],
                             .hop = 1,
                             .stage = row.stage(),
                             .code = m_evidence.codeFor(5),
                             .certainty = Certainty::Possible});
            return;
        }
        if (!m_evidence.signs.empty() || complains())
            m_out.push_back({.cause = Cause::Unknown, .hop = 1, .certainty = Certainty::Possible});
    }
    /// Whether anybody says that something is wrong.
    bool complains() const
    {
        constexpr std::array<std::string_view, 40> words{
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
            "error",
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
            "\u5931\u8D25"};
        return std::ranges::any_of(words, [&](std::string_view each) { return says(each); });
    }

    std::string m_small;
    const Evidence& m_evidence;
    const Reading& m_reading;
    Facts m_facts = 0;
    bool m_listIsEmpty = false;
    bool m_listIsOff = false;
    /// A console has its newest error last, a thread of mails first; anything else has no order.
    enum class Order : std::uint8_t { None, OldestFirst, NewestFirst };
    Order m_order = Order::None;
    std::vector<Candidate> m_out;
};

}  // namespace

std::vector<Candidate> rank(std::string_view clean, const Evidence& evidence,
                            const Reading& reading, const std::vector<import::Fact>& facts)
{
    return Ranking(clean, evidence, reading, facts).run();
}

}  // namespace hopwright::diagnose
