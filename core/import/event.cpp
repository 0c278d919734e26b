#include "core/import/event.h"

#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <span>

namespace hopwright::import {

namespace {

constexpr std::array<std::uint32_t, 9> securityIds{4624, 4625, 4634, 4648, 4672,
                                                   4768, 4769, 4771, 4776};
constexpr std::array<std::uint32_t, 27> winrmIds{
    6,   7,   8,   9,   12,    14,    33,    84,    85,    90,    142,   161,   162, 163,
    164, 172, 192, 193, 10111, 10132, 10147, 10148, 10149, 10154, 10156, 10161, 1295};
constexpr std::array<std::uint32_t, 4> lsaIds{6037, 40960, 40961, 40970};
constexpr std::array<std::uint32_t, 1> kerberosIds{4};
constexpr std::array<std::uint32_t, 1> kdcIds{11};
constexpr std::array<std::uint32_t, 4> schannelIds{36871, 36874, 36887, 36888};

struct Provider {
    std::string_view name;  ///< In small letters.
    std::string_view word;
    std::span<const std::uint32_t> ids;
};

/// Domain reference §9.8, with its sources.
constexpr std::array<Provider, 12> providers{
    {{.name = "microsoft-windows-security-auditing", .word = "security", .ids = securityIds},
     {.name = "microsoft windows security auditing.", .word = "security", .ids = securityIds},
     {.name = "microsoft-windows-winrm", .word = "winrm", .ids = winrmIds},
     {.name = "microsoft-windows-windows remote management", .word = "winrm", .ids = winrmIds},
     {.name = "winrm", .word = "winrm", .ids = winrmIds},
     {.name = "lsasrv", .word = "lsa", .ids = lsaIds},
     {.name = "lsa (lsasrv)", .word = "lsa", .ids = lsaIds},
     {.name = "microsoft-windows-security-kerberos", .word = "kerberos", .ids = kerberosIds},
     {.name = "kerberos", .word = "kerberos", .ids = kerberosIds},
     {.name = "microsoft-windows-kerberos-key-distribution-center", .word = "kdc", .ids = kdcIds},
     {.name = "kdc", .word = "kdc", .ids = kdcIds},
     {.name = "schannel", .word = "schannel", .ids = schannelIds}}};

/// Fields that say something of a logon or a denial, by the names of the schemas (MicrosoftDocs/windows-itpro-docs,
/// event-4624.md and its neighbours; the provider's own manifest for WinRM).
constexpr std::array<std::string_view, 24> kept{"LogonType",
                                                "AuthenticationPackageName",
                                                "LmPackageName",
                                                "Status",
                                                "SubStatus",
                                                "TargetUserName",
                                                "TargetDomainName",
                                                "TargetServerName",
                                                "TargetInfo",
                                                "SubjectUserName",
                                                "ServiceName",
                                                "TicketEncryptionType",
                                                "TransmittedServices",
                                                "WorkstationName",
                                                "Workstation",
                                                "IpAddress",
                                                "PackageName",
                                                "operationName",
                                                "errorCode",
                                                "authFailureMessage",
                                                "resourceUri",
                                                "connection",
                                                "Target",
                                                "AlertDesc"};

constexpr std::array<std::string_view, 6> mechanisms{"Negotiate", "Kerberos", "CredSSP",
                                                     "Basic",     "Digest",   "Certificate"};

bool isDigits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

const std::string* fieldOf(const Event& event, std::string_view name)
{
    const auto found =
        std::ranges::find(event.fields, name, [](const auto& field) { return field.first; });
    return found == event.fields.end() ? nullptr : &found->second;
}

/// What a server offers, where a colon and nothing but names of mechanisms end the message: the list of event 163.
std::string offeredIn(std::string_view message)
{
    const std::size_t colon = message.rfind(':');
    if (colon == std::string_view::npos)
        return {};
    std::string out;
    std::string_view rest = message.substr(colon + 1);
    for (std::string_view word = takeWord(rest); !word.empty(); word = takeWord(rest)) {
        while (word.ends_with(',') || word.ends_with('.'))
            word.remove_suffix(1);
        const auto found = std::ranges::find_if(mechanisms, [word](std::string_view each) {
            return text::equalsIgnoringAsciiCase(each, word);
        });
        if (found == mechanisms.end())
            return {};
        out += (out.empty() ? "" : ",") + std::string(*found);
    }
    return out;
}

void addCodes(Collector& out, const Event& event, const std::string& name, const More& more)
{
    const auto add = [&](std::string_view value) {
        out.add(Reader::EventLog, FactKind::ErrorCode, FactLayer::EventLog, value, event.line,
                event.line.text, {.about = name, .subject = more.subject, .time = more.time});
    };
    for (const std::string_view field : {"Status", "SubStatus"}) {
        const std::string* value = fieldOf(event, field);
        const auto code = value == nullptr ? std::nullopt : hexadecimal(*value);
        if (code && *code != 0)
            add(codeText(*code));
    }
    if (name.starts_with("security"))
        return;
    const std::string* said = fieldOf(event, "errorCode");
    const auto number = said == nullptr ? std::nullopt : decimal(*said);
    if (number && *number != 0) {
        add(*number > 0xFFFF ? codeText(*number) : std::to_string(*number));
    } else if (const auto code = codeIn(event.message)) {
        add(codeText(*code));
    }
}

}  // namespace

std::string eventName(std::string_view provider, std::uint32_t id)
{
    const std::string folded = text::asciiLower(trimmed(provider));
    for (const Provider& each : providers) {
        if (each.name == folded && std::ranges::find(each.ids, id) != each.ids.end())
            return std::string(each.word) + "/" + std::to_string(id);
    }
    return {};
}

void addEvent(Collector& out, const Event& event)
{
    const std::string name = eventName(event.provider, event.id);
    if (name.empty())
        return;
    const More more{.about = name,
                    .subject = isHostName(event.computer) ? event.computer : std::string(),
                    .time = event.time};
    std::string value;
    for (const auto& [field, said] : event.fields) {
        if (std::ranges::find(kept, field) != kept.end() && !said.empty() && said != "-")
            value += (value.empty() ? "" : "; ") + field + "=" + said;
    }
    out.add(Reader::EventLog, FactKind::Event, FactLayer::EventLog, value, event.line,
            event.line.text, more);
    if (const std::string* type = fieldOf(event, "LogonType");
        type != nullptr && isDigits(*type) && event.id == 4624) {
        const std::string* user = fieldOf(event, "TargetUserName");
        const std::string* domain = fieldOf(event, "TargetDomainName");
        const bool hasDomain = domain != nullptr && !domain->empty() && *domain != "-";
        out.add(Reader::EventLog, FactKind::LogonType, FactLayer::EventLog, *type, event.line,
                event.line.text,
                {.about = user == nullptr ? "" : (hasDomain ? *domain + "\\" : "") + *user,
                 .subject = more.subject,
                 .time = more.time});
    }
    addCodes(out, event, name, more);
    if (const std::string offered = offeredIn(event.message);
        !offered.empty() && name.starts_with("winrm")) {
        out.add(Reader::EventLog, FactKind::OfferedAuth, FactLayer::EventLog, offered, event.line,
                event.line.text, more);
    }
}

std::string isoTime(std::string_view text)
{
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
    if (text.size() < form.size())
        return {};
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool isDigit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == 'd' ? !isDigit : text[i] != form[i])
            return {};
    }
    std::string_view rest = text.substr(form.size());
    if (rest.starts_with('.'))
        rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    const std::string out(text.substr(0, form.size()));
    if (rest == "Z")
        return out + "Z";
    return rest.empty() ? out : std::string();
}

namespace {

struct Label {
    std::string_view label;
    std::string_view field;
};

/// English labels of messages, by MicrosoftDocs/windows-itpro-docs, event-4624.md and its neighbours.
constexpr std::array<Label, 14> labels{
    {{.label = "Source Network Address", .field = "IpAddress"},
     {.label = "Client Address", .field = "IpAddress"},
     {.label = "Network Address", .field = "IpAddress"},
     {.label = "Workstation Name", .field = "WorkstationName"},
     {.label = "Source Workstation", .field = "Workstation"},
     {.label = "Target Server Name", .field = "TargetServerName"},
     {.label = "Additional Information", .field = "TargetInfo"},
     {.label = "Service Name", .field = "ServiceName"},
     {.label = "Ticket Encryption Type", .field = "TicketEncryptionType"},
     {.label = "Failure Code", .field = "Status"},
     {.label = "Result Code", .field = "Status"},
     {.label = "Transited Services", .field = "TransmittedServices"},
     {.label = "Package Name (NTLM only)", .field = "LmPackageName"},
     {.label = "Logon Account", .field = "TargetUserName"}}};

constexpr std::array<std::string_view, 6> packages{
    "NTLM",    "Kerberos", "Negotiate",
    "CredSSP", "Schannel", "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0"};

void setField(Event& event, std::string_view name, std::string_view value)
{
    const auto found =
        std::ranges::find(event.fields, name, [](const auto& field) { return field.first; });
    if (found == event.fields.end()) {
        event.fields.emplace_back(name, value);
    } else {
        found->second = value;
    }
}

bool isFailureStatus(std::string_view value)
{
    constexpr std::uint32_t error = 0xC0000000;
    const auto code = hexadecimal(value);
    return code && *code >= error;
}

bool isIdentity(std::string_view value)
{
    return value.starts_with("S-1-") || value.contains('\\') || value == "NULL SID";
}

}  // namespace

/// By structure: the logon type is the first small number behind the four lines of who asked; the account is the first group behind it that
/// begins with a SID or a name of DOMAIN\user form, its name and domain are the lines behind that; the status of a failure is
/// the first number of the severity error, the status below it the next; the package is the last value that is one.
void takeSecurityFields(Event& event)
{
    const bool isLogon = event.id == 4624 || event.id == 4625;
    bool hasType = false;
    bool hasStatus = false;
    bool isSubNext = false;
    std::size_t inAccount = 0;
    std::size_t least = std::string_view::npos;
    std::vector<std::pair<std::size_t, Pair>> pairs;
    constexpr std::size_t mostPairs = 128;
    for (Lines lines(event.message); !lines.atEnd() && pairs.size() < mostPairs; lines.next()) {
        const std::string_view text = lines.line().text.substr(0, 1024);
        if (isBlank(text))
            continue;
        least = std::min(least, indentOf(text));
        if (const auto pair = pairOf(text))
            pairs.emplace_back(indentOf(text), *pair);
    }
    constexpr std::size_t ofSubject = 4;  // SID, name, domain, logon's number.
    std::size_t index = 0;
    for (const auto& [indent, pair] : pairs) {
        const bool isOuter = indent <= least;
        const std::string_view value = pair.value;
        const bool isBehindSubject = index++ >= ofSubject;
        if (isLogon && !hasType && isBehindSubject && isDigits(value) && value.size() <= 2) {
            setField(event, "LogonType", value);
            hasType = true;
            continue;
        }
        if (isSubNext && hexadecimal(value)) {
            setField(event, "SubStatus", value);
        } else if (!hasStatus && event.id != 4624 && isFailureStatus(value)) {
            setField(event, "Status", value);
            hasStatus = true;
            isSubNext = event.id == 4625;
            continue;
        }
        isSubNext = false;
        if (isLogon && hasType && inAccount == 0 && !isOuter && isIdentity(value)) {
            inAccount = 1;
        } else if (inAccount == 1 || inAccount == 2) {
            setField(event, inAccount == 1 ? "TargetUserName" : "TargetDomainName", value);
            ++inAccount;
        }
        if (std::ranges::find(packages, value) != packages.end())
            setField(event, "AuthenticationPackageName", value);
        const auto label = std::ranges::find(labels, pair.key, &Label::label);
        if (label != labels.end())
            setField(event, label->field, value);
    }
}

}  // namespace hopwright::import
