#include "core/diagnose/evidence.h"

#include "core/diagnose/characters.h"
#include "core/diagnose/codes.h"
#include "core/diagnose/message_finder.h"
#include "core/diagnose/translated.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

namespace hopwright::diagnose {

namespace {

constexpr int weightOfCode = 30;
constexpr int weightOfName = 30;
/// A message of so many letters counts as much as a code.
constexpr int mostOfMessage = 60;
/// Below so many letters a piece of a message is no sign: "bad request".
constexpr std::size_t fewestLetters = 14;

/// Signs of which a text has more are no surer: the first and the last so many are kept.
class Signs {
public:
    void add(Sign sign)
    {
        if (m_first.size() < most) {
            m_first.push_back(std::move(sign));
            return;
        }
        if (m_last.size() == most)
            m_last.pop_front();
        m_last.push_back(std::move(sign));
    }

    void moveTo(std::vector<Sign>& out)
    {
        std::ranges::move(m_first, std::back_inserter(out));
        std::ranges::move(m_last, std::back_inserter(out));
        m_first.clear();
        m_last.clear();
    }

private:
    static constexpr std::size_t most = 1000;
    std::vector<Sign> m_first;
    std::deque<Sign> m_last;
};

/// What the ids of the finder stand for.
struct Source {
    std::vector<int> rows;
    MessageFamily family = MessageFamily::None;
    int weight = 0;
};

struct Messages {
    std::vector<Source> sources;
    MessageFinder finder{{}};
};

/// The pieces of ErrorRow::says between `...`, ` | ` and names in quotes.
std::vector<std::string> piecesOf(std::string_view says)
{
    std::vector<std::string> out;
    std::string text(says);
    for (const std::string_view split : {" | ", "..."}) {
        std::size_t at = 0;
        while ((at = text.find(split, at)) != std::string::npos)
            text.replace(at, split.size(), "\n");
    }
    std::size_t from = 0;
    while (from <= text.size()) {
        std::size_t end = text.find('\n', from);
        end = end == std::string::npos ? text.size() : end;
        const std::string piece = text.substr(from, end - from);
        if (lettersOf(piece).size() >= fewestLetters)
            out.push_back(piece);
        from = end + 1;
    }
    return out;
}

/// Rows that a message is no sign of although the table has its words: those that say too little, or what others say too.
constexpr std::array<int, 6> withoutMessages{3, 4, 21, 56, 71, 72};

/// How else messages read, in English: of versions, tools and of those who shorten them.
struct Variant {
    int row;
    std::string_view text;
};
constexpr auto variants = std::to_array<Variant>({
    {.row = 3, .text = "does not allow delegating"},
    {.row = 3, .text = "does not allow the delegation of the user credentials"},
    {.row = 27, .text = "you need the right to sign in through Remote Desktop Services"},
    {.row = 27, .text = "not allowed to log on to this computer"},
    {.row = 39, .text = "specified logon session does not exist"},
    {.row = 77, .text = "specified logon session does not exist"},
    {.row = 16, .text = "token after step TLS Handshake"},
    {.row = 73, .text = "because it does not exist"},
    {.row = 78, .text = "Login failed for user"},
    {.row = 52, .text = "i/o timeout"},
    {.row = 52, .text = "connection timed out"},
    {.row = 52, .text = "connect timeout"},
    {.row = 52,
     .text = "connection attempt failed because the connected party did not properly respond"},
    {.row = 53, .text = "name or service not known"},
    {.row = 53, .text = "getaddrinfo failed"},
    {.row = 53, .text = "temporary failure in name resolution"},
    {.row = 54, .text = "connection refused"},
    {.row = 57, .text = "UNSUPPORTED_PROTOCOL"},
    {.row = 57, .text = "unsupported protocol"},
    {.row = 57, .text = "sslv3 alert handshake failure"},
    {.row = 57, .text = "WRONG_VERSION_NUMBER"},
    {.row = 57, .text = "Could not create SSL/TLS secure channel"},
    {.row = 71, .text = "Requested registry access is not allowed"},
    // Of Active Directory's cmdlets and of LDAP; event 10154 has the sentence of it, too.
    {.row = 71, .text = "ActiveDirectoryServer:8344"},
    {.row = 71, .text = "INSUFF_ACCESS_RIGHTS"},
    {.row = 1, .text = "Requests must include user name and password when CredSSP"},
    {.row = 2, .text = "CredSSP authentication is currently disabled in the client configuration"},
    {.row = 2,
     .text =
         "Change the client configuration and try the request again. CredSSP authentication must also be enabled in the server"},
    {.row = 3,
     .text = "does not allow the delegation of the user credentials to the target computer"},
    {.row = 3, .text = "Allow Delegating Fresh Credentials. Verify that it is enabled"},
    {.row = 4, .text = "the target computer because the computer is not trusted"},

    {.row = 5,
     .text = "authentication mechanism requested by the client is not supported by the server"},
    {.row = 5, .text = "Possible authentication mechanisms reported by server: Negotiate"},
    {.row = 6, .text = "did not response CredSSP being an available authentication method"},
    {.row = 6, .text = "Server did not respond with a CredSSP"},
    {.row = 7, .text = "did not respond with a CredSSP token after step"},
    {.row = 8, .text = "cannot be executed because the setting cannot be enabled"},
    {.row = 9, .text = "cannot be executed because the setting cannot be disabled"},
    {.row = 10, .text = "cannot be changed because is controlled by policies"},
    {.row = 10, .text = "The policy would need to be set to \"Not Configured\""},
    {.row = 11, .text = "You need to run this cmdlet from an elevated process"},
    {.row = 13, .text = "CredSSP is configured via Group Policies"},
    {.row = 14, .text = "Cannot validate argument on parameter 'DelegateComputer'"},
    {.row = 15, .text = "CredSSP encryption oracle remediation"},
    {.row = 15, .text = "The function requested is not supported"},
    {.row = 15, .text = "encryption oracle remediation"},
    {.row = 17, .text = "service failed to initialize CredSSP"},
    {.row = 18, .text = "SPN Server Port can only be used when"},
    {.row = 19, .text = "Setting proxy information is not valid when the authentication mechanism"},
    {.row = 20, .text = "Parameter set cannot be resolved using the specified named parameters"},
    {.row = 22, .text = "The user name or password is incorrect"},
    {.row = 22, .text = "unknown user name or bad password"},
    {.row = 22, .text = "The specified credentials were rejected by the server"},
    {.row = 23, .text = "The logon attempt failed"},
    {.row = 24, .text = "Account restrictions are preventing this user from signing in"},
    {.row = 24, .text = "user account restriction"},
    {.row = 25, .text = "password for this account has expired"},
    {.row = 25, .text = "password must be changed before"},
    {.row = 26, .text = "account is currently locked out"},
    {.row = 26, .text = "account is currently disabled"},
    {.row = 26, .text = "referenced account is currently locked"},
    {.row = 26, .text = "referenced account is currently disabled"},
    {.row = 26, .text = "account has been locked"},
    {.row = 27, .text = "has not been granted the requested logon type"},
    {.row = 28, .text = "no logon servers available"},
    {.row = 29, .text = "must be added to the TrustedHosts configuration setting"},
    {.row = 29, .text = "destination machine must be added to the TrustedHosts"},
    {.row = 30,
     .text = "authentication may be used with an IP address under the following conditions"},
    {.row = 31, .text = "Default credentials with Negotiate over HTTP can be used only if"},
    {.row = 32,
     .text = "Kerberos authentication cannot be used when the destination is an IP address"},
    {.row = 33, .text = "implicit credentials if the client computer is not joined to a domain"},
    {.row = 34, .text = "then you cannot use \"localhost\""},
    {.row = 35,
     .text = "implicit credentials for Negotiate authentication option is only valid for HTTPS"},
    {.row = 36, .text = "user name and password when Basic or Digest"},
    {.row = 37, .text = "Basic authentication is currently disabled"},
    {.row = 37, .text = "Unencrypted traffic is currently disabled in the client"},
    {.row = 38, .text = "Negotiate authentication is currently disabled"},
    {.row = 38, .text = "Kerberos authentication is currently disabled"},
    {.row = 39,
     .text = "specified logon session does not exist. It may already have been terminated"},
    {.row = 40, .text = "occurred while using Kerberos authentication: An unknown security error"},
    {.row = 41, .text = "specified target is unknown or unreachable"},
    {.row = 42, .text = "target account name is incorrect"},
    {.row = 43, .text = "clocks on the client and server machines are skewed"},
    {.row = 43, .text = "time and/or date difference between the client and server"},
    {.row = 44, .text = "encryption type requested is not supported by the KDC"},
    {.row = 45, .text = "domain either does not exist or could not be contacted"},
    {.row = 46,
     .text = "trust relationship between this workstation and the primary domain failed"},
    {.row = 46,
     .text = "trust relationship between the primary domain and the trusted domain failed"},
    {.row = 47, .text = "protected by an authentication firewall"},
    {.row = 48, .text = "must be trusted for delegation and the current user account"},
    {.row = 48,
     .text =
         "requested operation cannot be completed. The computer must be trusted for delegation"},
    {.row = 49, .text = "does not support Kerberos protocol transition"},
    {.row = 49, .text = "constrained delegation across"},
    {.row = 50, .text = "identity of the server computer could not be verified"},
    {.row = 51, .text = "client cannot connect to the destination specified in the request"},
    {.row = 52, .text = "WinRM cannot complete the operation"},
    {.row = 53, .text = "server name cannot be resolved"},
    {.row = 53, .text = "No such host is known"},
    {.row = 54, .text = "connection to the specified remote host was refused"},
    {.row = 54, .text = "No connection could be made because the target machine actively refused"},
    {.row = 55, .text = "requested HTTP URL was not available"},
    {.row = 56, .text = "returned the HTTP status code 400"},
    {.row = 57, .text = "SSL connection cannot be established"},
    {.row = 58, .text = "SSL certificate contains a common name (CN) that does not match"},
    {.row = 58, .text = "certificate is signed by an unknown certificate authority"},
    {.row = 58, .text = "check for the revocation"},
    {.row = 58, .text = "certificate verify failed"},
    {.row = 58, .text = "The server certificate on the destination computer"},
    {.row = 59, .text = "cannot find the resource identified by the resource URI"},
    {.row = 59, .text = "does not support the resource URI"},
    {.row = 59, .text = "Cannot find session configuration"},
    {.row = 60, .text = "configured to not accept any remote shell requests"},
    {.row = 61, .text = "RunAsPassword value is correctly configured"},
    {.row = 62, .text = "maximum number of concurrent shells for this user"},
    {.row = 62, .text = "user is allowed a maximum number of"},
    {.row = 63, .text = "maximum number of concurrent operations for this user"},
    {.row = 63, .text = "has exceeded the quota"},
    {.row = 63, .text = "system load quota"},
    {.row = 64,
     .text = "cannot complete the operation within the time specified in OperationTimeout"},
    {.row = 65, .text = "MaxEnvelopeSize"},
    {.row = 66, .text = "Process is terminated due to StackOverflowException"},
    {.row = 66, .text = "OutOfMemoryException"},
    {.row = 67, .text = "aborted because of either a thread exit or an application request"},
    {.row = 68,
     .text = "firewall exception will not work since one of the network connection types"},
    {.row = 69, .text = "plugin PowerShell.7"},
    {.row = 70, .text = "TrustedHosts list contains an invalid"},
    {.row = 73, .text = "network path was not found"},
    {.row = 73, .text = "network name cannot be found"},
    {.row = 74, .text = "specified network name is no longer available"},
    {.row = 75, .text = "network password is not correct"},
    {.row = 76, .text = "Multiple connections to a server or shared resource by the same user"},
    {.row = 78, .text = "NT AUTHORITY\\ANONYMOUS LOGON"},
    {.row = 79, .text = "Cannot generate SSPI context"},
    {.row = 80, .text = "does not have the Active Directory Web Services running"},
    {.row = 81, .text = "An operations error occurred"},
    {.row = 82, .text = "The server is not operational"},
    {.row = 84, .text = "RPC server is unavailable"},
    {.row = 85, .text = "Cannot open Service Control Manager on computer"},
    {.row = 85, .text = "OpenSCManager FAILED 5"},
    {.row = 87, .text = "Access to a CIM resource was not available"},
    {.row = 88, .text = "Cannot access the local farm"},
    {.row = 88, .text = "The local farm is not accessible"},
    {.row = 89, .text = "ApplicationPoolAccount is not found"},
    {.row = 89, .text = "Cannot bind argument to parameter 'OwnerAlias'"},
    {.row = 90, .text = "UserPrincipal.Current"},
    {.row = 92, .text = "result of user credentials required on the remote machine"},
    {.row = 93, .text = "GetAdPkiContainer"},
    {.row = 97, .text = "Key not valid for use in specified state"},
    {.row = 97, .text = "error generating the XML document"},
});

/// "Access is denied": rows 21 and 71, which what stands around it tells apart.
constexpr std::array<std::string_view, 6> deniedWords{"Access is denied",
                                                      "Access denied",
                                                      "is denied.",
                                                      "Permission denied",
                                                      "UnauthorizedAccessException",
                                                      "PermissionDenied:"};

/// All messages that are looked for, with what each stands for.
class MessageList {
public:
    MessageList()
    {
        addTable();
        for (const Variant& each : variants)
            add(each.text, {.rows = {each.row}});
        for (const std::string_view each : deniedWords)
            add(each, {.rows = {21, 71}});
        addTranslated();
        for (const std::string_view each :
             {"Connecting to remote server", "PSSessionStateBroken", "PSSessionOpenFailed",
              "CreateRemoteRunspaceFailed", "PSRemotingTransportException"})
            add(each, {.rows = {}, .family = MessageFamily::Connecting});
        add("authorization of the user failed",
            {.rows = {21}, .family = MessageFamily::Connecting});
    }

    Messages made() &&
    {
        return {.sources = std::move(m_sources), .finder = MessageFinder(m_messages)};
    }

private:
    void add(std::string_view text, Source source)
    {
        const std::size_t letters = lettersOf(text).size();
        source.weight = std::min(mostOfMessage, static_cast<int>(letters));
        m_messages.push_back({.text = std::string(text), .id = static_cast<int>(m_sources.size())});
        m_sources.push_back(std::move(source));
    }

    void addTable()
    {
        for (const ErrorRow& row : errorRows()) {
            if (std::ranges::find(withoutMessages, row.number) != withoutMessages.end())
                continue;
            for (const std::string& piece : piecesOf(row.says))
                add(piece, {.rows = {row.number}});
        }
    }

    void addTranslated()
    {
        for (const MessageRow& each : messageRows()) {
            Source source{.rows = {}, .family = each.family};
            std::ranges::copy_if(each.rows, std::back_inserter(source.rows),
                                 [](int row) { return row != 0; });
            add(each.text, std::move(source));
        }
    }

    std::vector<MessageFinder::Message> m_messages;
    std::vector<Source> m_sources;
};

const Messages& messages()
{
    static const Messages out = MessageList().made();
    return out;
}

/// Where WinRM lists what might be the cause of any Kerberos error: it proves nothing (domain reference §8.7).
std::vector<text::Place> possibleCauses(std::string_view clean)
{
    // A transcript is searched for them letter by letter only where one of their words stands in it as it is.
    constexpr std::size_t large = std::size_t{256} * 1024;
    const auto has = [clean](std::string_view word) {
        return clean.contains(word);
    };
    if (clean.size() > large
        && std::ranges::none_of(std::array<std::string_view, 3>{"ossible", "rsachen", "osibles"},
                                has))
        return {};
    static const MessageFinder finder(
        {{.text = "Possible causes are", .id = 0},
         {.text = "Mögliche Ursachen sind", .id = 0},
         {.text = "Les causes possibles sont", .id = 0},
         {.text = "Las posibles causas son", .id = 0},
         {.text = "For more information, see the about_Remote_Troubleshooting", .id = 1},
         {.text = "about_Remote_Troubleshooting", .id = 1},
         {.text = "winrm help config", .id = 1}});
    constexpr std::size_t longest = 2000;
    std::vector<text::Place> out;
    for (const MessageFinder::Match& each : finder.find(clean)) {
        if (each.id == 0) {
            out.push_back({.offset = each.place.offset, .length = longest});
        } else if (!out.empty() && out.back().length == longest
                   && each.place.offset < out.back().end()) {
            out.back().length = each.place.offset - out.back().offset;
        }
    }
    return out;
}

/// Of places in order.
bool isInside(const std::vector<text::Place>& places, std::size_t offset)
{
    const auto behind = std::ranges::upper_bound(places, offset, {}, &text::Place::offset);
    return behind != places.begin() && std::prev(behind)->holds(offset);
}

std::vector<int> rowsOf(StatusCode code)
{
    std::vector<int> out;
    for (const ErrorRow& row : errorRows()) {
        if (row.has(code))
            out.push_back(row.number);
    }
    return out;
}

void addCodes(std::string_view clean, Evidence& out)
{
    Signs signs;
    for (const FoundCode& each : findCodes(clean)) {
        std::vector<int> rows = rowsOf(each.code);
        if (rows.empty())
            continue;
        signs.add({.kind = TokenKind::Code,
                   .place = each.place,
                   .rows = std::move(rows),
                   .code = each.code,
                   .weight = weightOfCode});
    }
    for (const FoundEvent& each : findEvents(clean)) {
        std::vector<int> rows;
        for (const ErrorRow& row : errorRows()) {
            if (row.events.contains('/' + std::to_string(each.number)))
                rows.push_back(row.number);
        }
        if (!rows.empty()) {
            signs.add({.kind = TokenKind::Event,
                       .place = each.place,
                       .rows = std::move(rows),
                       .code = {},
                       .weight = weightOfCode});
        }
    }
    signs.moveTo(out.signs);
}

/// Names of errors that stand for themselves.
bool isErrorName(std::string_view word)
{
    constexpr std::array<std::string_view, 6> beginnings{"SEC_E_",  "KRB_",   "KDC_ERR_",
                                                         "STATUS_", "ERROR_", "E_ACC"};
    return std::ranges::any_of(beginnings,
                               [&](std::string_view each) { return word.starts_with(each); });
}

/// Without what some clients put before it: `KRB5KDC_ERR_PREAUTH_FAILED`, `NT_STATUS_LOGON_FAILURE`.
std::string_view bareName(std::string_view word)
{
    for (const std::string_view each : {"KRB5KRB_", "KRB5KDC_", "KRB5_", "NT_"}) {
        if (!word.starts_with(each))
            continue;
        // What is left of these begins with KRB_ or KDC_.
        const std::size_t kept = each.starts_with("KRB5K") ? 4 : 0;
        return word.substr(each.size() - kept);
    }
    return word;
}

/// The rows that have \p word among their names.
std::vector<int> rowsNamed(std::string_view word)
{
    std::vector<int> out;
    for (const ErrorRow& row : errorRows()) {
        const std::string names = ' ' + std::string(row.names) + ' ';
        if (names.contains(' ' + std::string(word) + ' '))
            out.push_back(row.number);
    }
    // What is denied to a caller of a session, and in one, has the same names.
    constexpr int sessionRefused = 21;
    constexpr int accessDenied = 71;
    if (std::ranges::find(out, sessionRefused) != out.end())
        out.push_back(accessDenied);
    return out;
}

/// `AccessDenied` of `AccessDenied,PSSessionStateBroken`, and names that stand for themselves.
void addNames(std::string_view clean, Evidence& out)
{
    Signs signs;
    const auto isOfError = [](char c) {
        return isLetter(c) || isDigit(c) || c == '_' || c == ':';
    };
    constexpr std::size_t shortest = 8;
    constexpr std::size_t longest = 64;
    std::size_t end = 0;
    for (std::size_t at = 0; at < clean.size(); at = std::max(end, at + 1)) {
        end = at;
        while (end < clean.size() && isOfError(clean[end]))
            ++end;
        const std::string_view word = bareName(clean.substr(at, end - at));
        const std::string_view behind = clean.substr(end, 2);
        const bool isId = behind.size() == 2 && behind[0] == ',' && behind[1] != ' ';
        if (word.size() < shortest || word.size() > longest || (!isId && !isErrorName(word)))
            continue;
        std::vector<int> rows = rowsNamed(word);
        if (rows.empty())
            continue;
        signs.add({.kind = TokenKind::ErrorName,
                   .place = {.offset = at, .length = end - at},
                   .rows = std::move(rows),
                   .code = {},
                   .weight = weightOfName});
    }
    signs.moveTo(out.signs);
}

/// Where WinRM speaks and nothing was understood: messages in languages that are known by some of their words only.
void addTranslations(std::string_view clean, Evidence& out)
{
    std::vector<text::Place> anchors;
    anchors.reserve(out.families.size());
    for (const FoundFamily& each : out.families)
        anchors.push_back(each.place);
    std::ranges::sort(anchors);
    // Less than a code, and with the bonus of a policy less than is sure.
    constexpr int weightOfTranslation = 18;
    constexpr std::size_t farthest = 900;
    constexpr int provedByNtlm = 4;
    for (const FoundTranslation& each : findTranslations(clean, anchors)) {
        const bool known = std::ranges::any_of(out.signs, [&](const Sign& sign) {
            const bool denied = std::ranges::find(sign.rows, 71) != sign.rows.end();
            return !denied && sign.place.offset >= each.place.offset
                   && sign.place.offset - each.place.offset <= farthest;
        });
        // The message of row 4 begins as that of row 3, whose exact words may be known.
        if (known && each.row != provedByNtlm)
            continue;
        out.signs.push_back({.kind = TokenKind::Message,
                             .place = each.place,
                             .rows = {each.row},
                             .code = {},
                             .weight = weightOfTranslation});
    }
}

}  // namespace

bool Evidence::has(Hint hint) const noexcept
{
    return std::ranges::any_of(hints, [&](const FoundHint& each) { return each.hint == hint; });
}

bool Evidence::has(MessageFamily family) const noexcept
{
    return std::ranges::find(families, family, &FoundFamily::family) != families.end();
}

bool Evidence::isNear(MessageFamily family, const Sign& sign) const noexcept
{
    // What PowerShell prints of one error: a sentence before, FullyQualifiedErrorId behind.
    constexpr std::size_t farthest = 900;
    return std::ranges::any_of(families, [&](const FoundFamily& each) {
        const auto [low, high] = std::minmax(each.place.offset, sign.place.offset);
        return each.family == family && high - low <= farthest;
    });
}

bool Evidence::isNear(MessageFamily family, int row) const noexcept
{
    return std::ranges::any_of(signs, [&](const Sign& sign) {
        return std::ranges::find(sign.rows, row) != sign.rows.end() && isNear(family, sign);
    });
}

bool Evidence::isBehind(int row, int cause) const noexcept
{
    // PowerShell's error record is five lines, of which one has the whole message.
    constexpr std::size_t farthest = 700;
    const auto isOf = [](const Sign& sign, int number) {
        return std::ranges::find(sign.rows, number) != sign.rows.end();
    };
    return std::ranges::all_of(signs, [&](const Sign& one) {
        return !isOf(one, row) || std::ranges::any_of(signs, [&](const Sign& each) {
            return isOf(each, cause) && each.place.offset < one.place.offset
                   && one.place.offset - each.place.offset <= farthest;
        });
    });
}

bool Evidence::speaksFor(int row) const noexcept
{
    return std::ranges::any_of(signs, [&](const Sign& each) {
        return std::ranges::find(each.rows, row) != each.rows.end();
    });
}

int Evidence::weightOf(int row) const noexcept
{
    // Each kind counts once, so that an error that is printed ten times is no surer.
    int code = 0;
    int message = 0;
    for (const Sign& each : signs) {
        if (std::ranges::find(each.rows, row) == each.rows.end())
            continue;
        int& most = each.kind == TokenKind::Message ? message : code;
        most = std::max(most, each.weight);
    }
    return code + message;
}

std::optional<StatusCode> Evidence::codeFor(int row) const noexcept
{
    for (const Sign& each : signs) {
        if (each.code && std::ranges::find(each.rows, row) != each.rows.end())
            return each.code;
    }
    return std::nullopt;
}

Evidence findEvidence(std::string_view clean)
{
    Evidence out;
    out.hints = findHints(clean);
    addCodes(clean, out);
    addNames(clean, out);
    const std::vector<text::Place> lists = possibleCauses(clean);
    std::erase_if(out.hints,
                  [&](const FoundHint& each) { return isInside(lists, each.place.offset); });
    constexpr std::size_t mostFamilies = 2000;
    const auto take = [&](const std::vector<MessageFinder::Match>& matches) {
        Signs signs;
        for (const MessageFinder::Match& each : matches) {
            const Source& source = messages().sources[static_cast<std::size_t>(each.id)];
            if (source.family != MessageFamily::None && out.families.size() < mostFamilies)
                out.families.push_back({.family = source.family, .place = each.place});
            // "System error 5" is not in "System error 53".
            const auto isDigit = [&](std::size_t at) {
                return at < clean.size() && clean[at] >= '0' && clean[at] <= '9';
            };
            const bool isPart = isDigit(each.place.end() - 1) && isDigit(each.place.end());
            if (source.rows.empty() || isPart || isInside(lists, each.place.offset))
                continue;
            signs.add({.kind = TokenKind::Message,
                       .place = each.place,
                       .rows = source.rows,
                       .code = {},
                       .weight = source.weight});
        }
        signs.moveTo(out.signs);
    };
    take(messages().finder.find(clean));
    constexpr std::size_t mostTyped = std::size_t{32} * 1024;
    constexpr std::size_t lettersAnError = 10;
    if (out.signs.empty() && clean.size() <= mostTyped) {
        take(messages().finder.findTyped(clean, lettersAnError));
        out.isTyped = !out.signs.empty();
    }
    addTranslations(clean, out);
    std::ranges::sort(out.signs, {}, [](const Sign& each) {
        return std::tuple(each.place, each.kind, each.rows);
    });
    return out;
}

}  // namespace hopwright::diagnose
