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

/// Windows writes a dash where a field has nothing to say.
bool saysSomething(std::string_view value)
{
    return !value.empty() && value != "-";
}

/// `LogonType=3; IpAddress=10.0.0.5`
std::string keptFieldsOf(const Event& event)
{
    std::string out;
    for (const auto& [field, said] : event.fields) {
        if (std::ranges::find(kept, field) != kept.end() && saysSomething(said))
            out.append(out.empty() ? "" : "; ").append(field).append("=").append(said);
    }
    return out;
}

/// `NORDWIND\ann`, whom a logon is of; the name alone where its domain is not said; empty: no name is said.
std::string accountOf(const Event& event)
{
    const std::string* user = fieldOf(event, "TargetUserName");
    const std::string* domain = fieldOf(event, "TargetDomainName");
    if (user == nullptr)
        return {};
    return (domain != nullptr && saysSomething(*domain) ? *domain + "\\" : "") + *user;
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

/// What one event says.
class EventFacts {
public:
    /// \p name as eventName() gives it.
    EventFacts(Collector& out, const Event& event, std::string name)
        : m_out(out), m_event(event), m_name(std::move(name))
    {
    }

    void addAll()
    {
        add(FactKind::Event, keptFieldsOf(m_event), m_name);
        addLogon();
        addStatuses();
        // Security says its codes as statuses; other numbers of its messages are none.
        if (!m_name.starts_with("security"))
            addErrorCode();
        addOffered();
    }

private:
    void add(FactKind kind, std::string_view value, std::string_view about)
    {
        m_out.add(Reader::EventLog, kind, FactLayer::EventLog, value, m_event.line,
                  m_event.line.text,
                  {.about = std::string(about),
                   .subject = isHostName(m_event.computer) ? m_event.computer : std::string(),
                   .time = m_event.time});
    }

    void addLogon()
    {
        const std::string* type = fieldOf(m_event, "LogonType");
        if (m_event.id == 4624 && type != nullptr && isDigits(*type))
            add(FactKind::LogonType, *type, accountOf(m_event));
    }

    void addStatuses()
    {
        for (const std::string_view field : {"Status", "SubStatus"}) {
            const std::string* value = fieldOf(m_event, field);
            const auto code = value == nullptr ? std::nullopt : hexadecimal(*value);
            if (code && *code != 0)
                add(FactKind::ErrorCode, codeText(*code), m_name);
        }
    }

    void addErrorCode()
    {
        const std::string* said = fieldOf(m_event, "errorCode");
        const auto number = said == nullptr ? std::nullopt : decimal(*said);
        if (number && *number != 0) {
            add(FactKind::ErrorCode, *number > 0xFFFF ? codeText(*number) : std::to_string(*number),
                m_name);
        } else if (const auto code = codeIn(m_event.message)) {
            add(FactKind::ErrorCode, codeText(*code), m_name);
        }
    }

    void addOffered()
    {
        const std::string offered = offeredIn(m_event.message);
        if (!offered.empty() && m_name.starts_with("winrm"))
            add(FactKind::OfferedAuth, offered, m_name);
    }

    Collector& m_out;
    const Event& m_event;
    std::string m_name;
};

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
    std::string name = eventName(event.provider, event.id);
    if (!name.empty())
        EventFacts(out, event, std::move(name)).addAll();
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

/// The pairs of a message, and how far in its outermost lines stand.
struct MessagePairs {
    struct Indented {
        std::size_t indent = 0;
        Pair pair = {};
    };
    std::vector<Indented> pairs = {};
    std::size_t least = std::string_view::npos;
};

MessagePairs pairsOf(std::string_view message)
{
    constexpr std::size_t mostPairs = 128;
    MessagePairs out;
    for (Lines lines(message); !lines.atEnd() && out.pairs.size() < mostPairs; lines.next()) {
        const std::string_view text = lines.line().text.substr(0, 1024);
        if (isBlank(text))
            continue;
        out.least = std::min(out.least, indentOf(text));
        if (const auto pair = pairOf(text))
            out.pairs.push_back({.indent = indentOf(text), .pair = *pair});
    }
    return out;
}

/// Goes through the pairs of a Security event's message in their order, and knows what it has met.
class SecurityMessage {
public:
    explicit SecurityMessage(Event& event)
        : m_event(event), m_isLogon(event.id == 4624 || event.id == 4625)
    {
    }

    void take(const Pair& pair, bool isBehindSubject, bool isOuter)
    {
        const std::string_view value = pair.value;
        if ((isBehindSubject && takeLogonType(value)) || takeStatus(value))
            return;
        takeAccount(value, isOuter);
        if (std::ranges::find(packages, value) != packages.end())
            setField(m_event, "AuthenticationPackageName", value);
        const auto label = std::ranges::find(labels, pair.key, &Label::label);
        if (label != labels.end())
            setField(m_event, label->field, value);
    }

private:
    /// The next line of the account that logs on.
    enum class Account : std::uint8_t { Identity, Name, Domain, Complete };

    bool takeLogonType(std::string_view value)
    {
        if (!m_isLogon || m_hasType || !isDigits(value) || value.size() > 2)
            return false;
        setField(m_event, "LogonType", value);
        m_hasType = true;
        return true;
    }

    /// \returns whether it was the status. A number below it may be something else too.
    bool takeStatus(std::string_view value)
    {
        if (std::exchange(m_isBelowStatus, false) && hexadecimal(value)) {
            setField(m_event, "SubStatus", value);
            return false;
        }
        if (m_hasStatus || m_event.id == 4624 || !isFailureStatus(value))
            return false;
        setField(m_event, "Status", value);
        m_hasStatus = true;
        m_isBelowStatus = m_event.id == 4625;
        return true;
    }

    void takeAccount(std::string_view value, bool isOuter)
    {
        switch (m_account) {
        case Account::Identity:
            if (m_hasType && !isOuter && isIdentity(value))
                m_account = Account::Name;
            break;
        case Account::Name:
            setField(m_event, "TargetUserName", value);
            m_account = Account::Domain;
            break;
        case Account::Domain:
            setField(m_event, "TargetDomainName", value);
            m_account = Account::Complete;
            break;
        case Account::Complete:
            break;
        }
    }

    Event& m_event;
    bool m_isLogon;
    bool m_hasType = false;  ///< Which a logon alone has.
    bool m_hasStatus = false;
    bool m_isBelowStatus = false;
    Account m_account = Account::Identity;
};

}  // namespace

/// By structure: the logon type is the first small number behind the four lines of who asked; the account is the first group behind it that
/// begins with a SID or a name of DOMAIN\user form, its name and domain are the lines behind that; the status of a failure is
/// the first number of the severity error, the status below it the next; the package is the last value that is one.
void takeSecurityFields(Event& event)
{
    constexpr std::size_t ofSubject = 4;  // SID, name, domain, logon's number.
    const MessagePairs message = pairsOf(event.message);
    SecurityMessage security(event);
    for (std::size_t i = 0; i < message.pairs.size(); ++i) {
        const auto& [indent, pair] = message.pairs[i];
        security.take(pair, i >= ofSubject, indent <= message.least);
    }
}

}  // namespace hopwright::import
