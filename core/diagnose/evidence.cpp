#include "core/diagnose/evidence.h"

#include "core/diagnose/codes.h"
#include "core/diagnose/message_finder.h"
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
constexpr Variant variants[] = {
    {3, "does not allow delegating"},
    {27, "you need the right to sign in through Remote Desktop Services"},
    {27, "not allowed to log on to this computer"},
    {39, "specified logon session does not exist"},
    {77, "specified logon session does not exist"},
    {16, "token after step TLS Handshake"},
    {73, "because it does not exist"},
    {78, "Login failed for user"},
    {52, "i/o timeout"},
    {52, "connection timed out"},
    {52, "connect timeout"},
    {52, "connection attempt failed because the connected party did not properly respond"},
    {53, "name or service not known"},
    {53, "getaddrinfo failed"},
    {53, "temporary failure in name resolution"},
    {54, "connection refused"},
    {57, "UNSUPPORTED_PROTOCOL"},
    {57, "unsupported protocol"},
    {57, "sslv3 alert handshake failure"},
    {57, "WRONG_VERSION_NUMBER"},
    {57, "Could not create SSL/TLS secure channel"},
    {71, "Requested registry access is not allowed"},
    {1, "Requests must include user name and password when CredSSP"},
    {2, "CredSSP authentication is currently disabled in the client configuration"},
    {2,
     "Change the client configuration and try the request again. CredSSP authentication must also be enabled in the server"},
    {3, "does not allow the delegation of the user credentials to the target computer"},
    {3, "Allow Delegating Fresh Credentials. Verify that it is enabled"},
    {4, "the target computer because the computer is not trusted"},

    {5, "authentication mechanism requested by the client is not supported by the server"},
    {5, "Possible authentication mechanisms reported by server: Negotiate"},
    {6, "did not response CredSSP being an available authentication method"},
    {6, "Server did not respond with a CredSSP"},
    {7, "did not respond with a CredSSP token after step"},
    {8, "cannot be executed because the setting cannot be enabled"},
    {9, "cannot be executed because the setting cannot be disabled"},
    {10, "cannot be changed because is controlled by policies"},
    {10, "The policy would need to be set to \"Not Configured\""},
    {11, "You need to run this cmdlet from an elevated process"},
    {13, "CredSSP is configured via Group Policies"},
    {14, "Cannot validate argument on parameter 'DelegateComputer'"},
    {15, "CredSSP encryption oracle remediation"},
    {15, "The function requested is not supported"},
    {15, "encryption oracle remediation"},
    {17, "service failed to initialize CredSSP"},
    {18, "SPN Server Port can only be used when"},
    {19, "Setting proxy information is not valid when the authentication mechanism"},
    {20, "Parameter set cannot be resolved using the specified named parameters"},
    {22, "The user name or password is incorrect"},
    {22, "unknown user name or bad password"},
    {22, "The specified credentials were rejected by the server"},
    {23, "The logon attempt failed"},
    {24, "Account restrictions are preventing this user from signing in"},
    {24, "user account restriction"},
    {25, "password for this account has expired"},
    {25, "password must be changed before"},
    {26, "account is currently locked out"},
    {26, "account is currently disabled"},
    {26, "referenced account is currently locked"},
    {26, "referenced account is currently disabled"},
    {26, "account has been locked"},
    {27, "has not been granted the requested logon type"},
    {28, "no logon servers available"},
    {29, "must be added to the TrustedHosts configuration setting"},
    {29, "destination machine must be added to the TrustedHosts"},
    {30, "authentication may be used with an IP address under the following conditions"},
    {31, "Default credentials with Negotiate over HTTP can be used only if"},
    {32, "Kerberos authentication cannot be used when the destination is an IP address"},
    {33, "implicit credentials if the client computer is not joined to a domain"},
    {34, "then you cannot use \"localhost\""},
    {35, "implicit credentials for Negotiate authentication option is only valid for HTTPS"},
    {36, "user name and password when Basic or Digest"},
    {37, "Basic authentication is currently disabled"},
    {37, "Unencrypted traffic is currently disabled in the client"},
    {38, "Negotiate authentication is currently disabled"},
    {38, "Kerberos authentication is currently disabled"},
    {39, "specified logon session does not exist. It may already have been terminated"},
    {40, "occurred while using Kerberos authentication: An unknown security error"},
    {41, "specified target is unknown or unreachable"},
    {42, "target account name is incorrect"},
    {43, "clocks on the client and server machines are skewed"},
    {43, "time and/or date difference between the client and server"},
    {44, "encryption type requested is not supported by the KDC"},
    {45, "domain either does not exist or could not be contacted"},
    {46, "trust relationship between this workstation and the primary domain failed"},
    {46, "trust relationship between the primary domain and the trusted domain failed"},
    {47, "protected by an authentication firewall"},
    {48, "must be trusted for delegation and the current user account"},
    {48, "requested operation cannot be completed. The computer must be trusted for delegation"},
    {49, "does not support Kerberos protocol transition"},
    {49, "constrained delegation across"},
    {50, "identity of the server computer could not be verified"},
    {51, "client cannot connect to the destination specified in the request"},
    {52, "WinRM cannot complete the operation"},
    {53, "server name cannot be resolved"},
    {53, "No such host is known"},
    {54, "connection to the specified remote host was refused"},
    {54, "No connection could be made because the target machine actively refused"},
    {55, "requested HTTP URL was not available"},
    {56, "returned the HTTP status code 400"},
    {57, "SSL connection cannot be established"},
    {58, "SSL certificate contains a common name (CN) that does not match"},
    {58, "certificate is signed by an unknown certificate authority"},
    {58, "check for the revocation"},
    {58, "certificate verify failed"},
    {58, "The server certificate on the destination computer"},
    {59, "cannot find the resource identified by the resource URI"},
    {59, "does not support the resource URI"},
    {59, "Cannot find session configuration"},
    {60, "configured to not accept any remote shell requests"},
    {61, "RunAsPassword value is correctly configured"},
    {62, "maximum number of concurrent shells for this user"},
    {62, "user is allowed a maximum number of"},
    {63, "maximum number of concurrent operations for this user"},
    {63, "has exceeded the quota"},
    {63, "system load quota"},
    {64, "cannot complete the operation within the time specified in OperationTimeout"},
    {65, "MaxEnvelopeSize"},
    {66, "Process is terminated due to StackOverflowException"},
    {66, "OutOfMemoryException"},
    {67, "aborted because of either a thread exit or an application request"},
    {68, "firewall exception will not work since one of the network connection types"},
    {69, "plugin PowerShell.7"},
    {70, "TrustedHosts list contains an invalid"},
    {73, "network path was not found"},
    {73, "network name cannot be found"},
    {74, "specified network name is no longer available"},
    {75, "network password is not correct"},
    {76, "Multiple connections to a server or shared resource by the same user"},
    {78, "NT AUTHORITY\\ANONYMOUS LOGON"},
    {79, "Cannot generate SSPI context"},
    {80, "does not have the Active Directory Web Services running"},
    {81, "An operations error occurred"},
    {82, "The server is not operational"},
    {84, "RPC server is unavailable"},
    {85, "Cannot open Service Control Manager on computer"},
    {85, "OpenSCManager FAILED 5"},
    {87, "Access to a CIM resource was not available"},
    {88, "Cannot access the local farm"},
    {88, "The local farm is not accessible"},
    {89, "ApplicationPoolAccount is not found"},
    {89, "Cannot bind argument to parameter 'OwnerAlias'"},
    {90, "UserPrincipal.Current"},
    {92, "result of user credentials required on the remote machine"},
    {93, "GetAdPkiContainer"},
    {97, "Key not valid for use in specified state"},
    {97, "error generating the XML document"},
};

/// "Access is denied": rows 21 and 71, which what stands around it tells apart.
constexpr std::array<std::string_view, 6> deniedWords{"Access is denied",
                                                      "Access denied",
                                                      "is denied.",
                                                      "Permission denied",
                                                      "UnauthorizedAccessException",
                                                      "PermissionDenied:"};

const Messages& messages()
{
    static const Messages out = [] {
        Messages made;
        std::vector<MessageFinder::Message> all;
        const auto add = [&](std::string_view text, Source source) {
            const std::size_t letters = lettersOf(text).size();
            source.weight = std::min(mostOfMessage, static_cast<int>(letters));
            all.push_back({.text = std::string(text), .id = static_cast<int>(made.sources.size())});
            made.sources.push_back(std::move(source));
        };
        for (const ErrorRow& row : errorRows()) {
            if (std::ranges::find(withoutMessages, row.number) != withoutMessages.end())
                continue;
            for (const std::string& piece : piecesOf(row.says))
                add(piece, {.rows = {row.number}});
        }
        for (const Variant& each : variants)
            add(each.text, {.rows = {each.row}});
        for (const std::string_view each : deniedWords)
            add(each, {.rows = {21, 71}});
        for (const MessageRow& each : messageRows()) {
            Source source{.rows = {}, .family = each.family};
            for (const int row : each.rows) {
                if (row != 0)
                    source.rows.push_back(row);
            }
            add(each.text, std::move(source));
        }
        add("Connecting to remote server", {.rows = {}, .family = MessageFamily::Connecting});
        add("PSSessionStateBroken", {.rows = {}, .family = MessageFamily::Connecting});
        add("PSSessionOpenFailed", {.rows = {}, .family = MessageFamily::Connecting});
        add("CreateRemoteRunspaceFailed", {.rows = {}, .family = MessageFamily::Connecting});
        add("PSRemotingTransportException", {.rows = {}, .family = MessageFamily::Connecting});
        add("authorization of the user failed",
            {.rows = {21}, .family = MessageFamily::Connecting});
        made.finder = MessageFinder(all);
        return made;
    }();
    return out;
}

/// Where WinRM lists what might be the cause of any Kerberos error: it proves nothing (domain reference §8.7).
std::vector<text::Place> possibleCauses(std::string_view clean)
{
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
        if (each.id == 0)
            out.push_back({.offset = each.place.offset, .length = longest});
        else if (!out.empty() && out.back().length == longest
                 && each.place.offset < out.back().end())
            out.back().length = each.place.offset - out.back().offset;
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
        if (!rows.empty())
            signs.add({.kind = TokenKind::Event,
                       .place = each.place,
                       .rows = std::move(rows),
                       .code = {},
                       .weight = weightOfCode});
    }
    signs.moveTo(out.signs);
}

/// `AccessDenied` of `AccessDenied,PSSessionStateBroken`, and names that stand for themselves.
void addNames(std::string_view clean, Evidence& out)
{
    Signs signs;
    const auto isOfWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '_' || c == ':';
    };
    std::size_t at = 0;
    while (at < clean.size()) {
        if (!isOfWord(clean[at])) {
            ++at;
            continue;
        }
        const std::size_t from = at;
        while (at < clean.size() && isOfWord(clean[at]))
            ++at;
        const std::string_view word = clean.substr(from, at - from);
        constexpr std::size_t shortest = 8;
        if (word.size() < shortest || word.size() > 64)
            continue;
        const bool isError = at + 1 < clean.size() && clean[at] == ',' && clean[at + 1] != ' ';
        if (!isError && !word.starts_with("SEC_") && !word.starts_with("KRB_")
            && !word.starts_with("E_ACC"))
            continue;
        std::vector<int> rows;
        for (const ErrorRow& row : errorRows()) {
            std::string_view names = row.names;
            while (!names.empty()) {
                const std::size_t end = std::min(names.find(' '), names.size());
                if (names.substr(0, end) == word)
                    rows.push_back(row.number);
                names.remove_prefix(std::min(end + 1, names.size()));
            }
        }
        if (word == "AccessDenied")
            rows.push_back(71);
        if (!rows.empty())
            signs.add({.kind = TokenKind::ErrorName,
                       .place = {.offset = from, .length = word.size()},
                       .rows = std::move(rows),
                       .code = {},
                       .weight = weightOfName});
    }
    signs.moveTo(out.signs);
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

bool Evidence::isNear(MessageFamily family, int row) const noexcept
{
    // What PowerShell prints of one error: a sentence before, FullyQualifiedErrorId behind.
    constexpr std::size_t farthest = 900;
    return std::ranges::any_of(signs, [&](const Sign& sign) {
        if (std::ranges::find(sign.rows, row) == sign.rows.end())
            return false;
        return std::ranges::any_of(families, [&](const FoundFamily& each) {
            const auto [low, high] = std::minmax(each.place.offset, sign.place.offset);
            return each.family == family && high - low <= farthest;
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
    std::ranges::sort(out.signs, {}, [](const Sign& each) {
        return std::tuple(each.place, each.kind, each.rows);
    });
    return out;
}

}  // namespace hopwright::diagnose
