#include "core/import/collector.h"
#include "core/text/ascii.h"
#include "core/text/decode.h"

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

// In small letters and without the hive: domain reference §3.1, §3.2 and [MS-GPREG] for the rest.
constexpr std::string_view delegationKey =
    R"(software\policies\microsoft\windows\credentialsdelegation)";
constexpr std::string_view winrmPolicyKey = R"(software\policies\microsoft\windows\winrm\)";
constexpr std::string_view oracleKey =
    R"(software\microsoft\windows\currentversion\policies\system\credssp\parameters)";
constexpr std::string_view wsmanKey = R"(software\microsoft\windows\currentversion\wsman\)";
constexpr std::string_view defaultsKey =
    R"(system\currentcontrolset\control\lsa\credssp\policydefaults\)";

struct ListRow {
    std::string_view name;
    FactKind list;
    FactKind enabled;
};

/// The three lists of the model; others of the policy are facts by their name.
constexpr std::array<ListRow, 3> lists{{{.name = "allowfreshcredentials",
                                         .list = FactKind::AllowFresh,
                                         .enabled = FactKind::AllowFreshEnabled},
                                        {.name = "allowfreshcredentialswhenntlmonly",
                                         .list = FactKind::AllowFreshNtlmOnly,
                                         .enabled = FactKind::AllowFreshNtlmOnlyEnabled},
                                        {.name = "denyfreshcredentials",
                                         .list = FactKind::DenyFresh,
                                         .enabled = FactKind::DenyFreshEnabled}}};

constexpr std::array<std::string_view, 6> otherLists{
    "allowsavedcredentials",   "allowsavedcredentialswhenntlmonly",
    "allowdefaultcredentials", "allowdefcredentialswhenntlmonly",
    "denysavedcredentials",    "denydefaultcredentials"};

struct HivePrefix {
    std::string_view spelled;
    bool isMachine;
};

constexpr std::array<HivePrefix, 7> hives{{{.spelled = "hkey_local_machine\\", .isMachine = true},
                                           {.spelled = "hklm\\", .isMachine = true},
                                           {.spelled = "hklm:\\", .isMachine = true},
                                           {.spelled = "hkey_current_user\\", .isMachine = false},
                                           {.spelled = "hkcu\\", .isMachine = false},
                                           {.spelled = "hkey_users\\", .isMachine = false},
                                           {.spelled = "hku\\", .isMachine = false}}};

/// In small letters, without the machine's hive; empty: of another hive.
std::string keyOf(std::string_view path)
{
    constexpr std::size_t longest = 512;
    std::string out = text::asciiLower(trimmed(path.substr(0, longest)));
    while (out.ends_with('\\'))
        out.pop_back();
    for (const HivePrefix& each : hives) {
        if (out.starts_with(each.spelled))
            return each.isMachine ? out.substr(each.spelled.size()) : std::string();
    }
    return out.starts_with("hkey_") ? std::string() : out;
}

const ListRow* rowOf(std::string_view name)
{
    const auto found = std::ranges::find(lists, name, &ListRow::name);
    return found == lists.end() ? nullptr : &*found;
}

/// `Client` of `…\winrm\client`; empty: of neither.
std::string_view sideOf(std::string_view rest)
{
    if (rest == "client")
        return "Client";
    return rest == "service" ? "Service" : "";
}

FactKind roleOf(std::string_view side)
{
    return side == "Client" ? FactKind::ClientRole : FactKind::ServerRole;
}

std::string_view trueOrFalse(std::uint32_t number)
{
    return number == 1 ? "true" : "false";
}

/// The last part of a path, as it was spelled.
std::string_view lastOf(std::string_view path)
{
    return path.substr(path.rfind('\\') + 1);
}

/// `WSMAN/a` of a value, as it stands; a NUL ends it.
std::string_view ended(std::string_view text)
{
    return text.substr(0, text.find('\0'));
}

std::string entriesOf(std::string_view hosts)
{
    std::string out;
    for (std::string_view rest = hosts; !rest.empty();) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string_view entry = trimmed(rest.substr(0, end));
        if (!entry.empty())
            out += (out.empty() ? "" : "\n") + std::string(entry);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

}  // namespace

void RegistryFacts::key(std::string_view path, const Line& line)
{
    const std::string key = keyOf(path);
    if (!key.starts_with(delegationKey) || key.size() <= delegationKey.size() + 1)
        return;
    const std::string name = key.substr(delegationKey.size() + 1);
    const bool isKnown =
        rowOf(name) != nullptr || std::ranges::find(otherLists, name) != otherLists.end();
    if (!isKnown || listOf(name) != nullptr)
        return;
    std::string_view spelled = trimmed(path);
    while (spelled.ends_with('\\'))
        spelled.remove_suffix(1);
    m_lists.push_back({.name = name,
                       .layer = m_policies,
                       .spelled = std::string(lastOf(spelled)),
                       .line = line,
                       .piece = trimmed(line.text)});
}

RegistryFacts::List* RegistryFacts::listOf(std::string_view name)
{
    const auto found = std::ranges::find_if(m_lists, [this, name](const List& each) {
        return each.name == name && each.layer == m_policies;
    });
    return found == m_lists.end() ? nullptr : &*found;
}

void RegistryFacts::value(std::string_view path, const Value& value, const Line& line,
                          std::string_view piece)
{
    const std::string whole = keyOf(path);
    const std::string_view key = whole;
    const Found found{.value = value, .line = line, .piece = piece};
    if (key == delegationKey) {
        delegation(found);
    } else if (key.starts_with(delegationKey)) {
        this->key(path, line);
        delegationEntry(key.substr(delegationKey.size()), found);
    } else if (key == oracleKey) {
        oracleRemediation(found);
    } else if (key.starts_with(defaultsKey)) {
        delegationDefaults(lastOf(trimmed(path)), found);
    } else if (key.starts_with(winrmPolicyKey)) {
        winrmPolicy(sideOf(key.substr(winrmPolicyKey.size())), found);
    } else if (key.starts_with(wsmanKey)) {
        winrmConfig(sideOf(key.substr(wsmanKey.size())), found);
    }
}

void RegistryFacts::add(FactKind kind, FactLayer layer, std::string_view said, const Found& found,
                        More more)
{
    m_out.add(m_reader, kind, layer, said, found.line, found.piece, std::move(more));
}

void RegistryFacts::delegation(const Found& found)
{
    const Value& value = found.value;
    if (!value.number)
        return;
    const std::string name = text::asciiLower(value.name);
    const std::string_view isOn = trueOrFalse(*value.number);
    if (const ListRow* row = rowOf(name)) {
        add(row->enabled, m_policies, isOn, found);
    } else if (name.starts_with("concatenatedefaults_")) {
        add(FactKind::ConcatenateDefaults, m_policies, isOn, found,
            {.about = std::string(value.name)});
    } else if (std::ranges::find(otherLists, name) != otherLists.end()) {
        add(FactKind::OtherDelegateListEnabled, m_policies, isOn, found,
            {.about = std::string(value.name)});
    }
}

/// \p behind the key: `\allowfreshcredentials`.
void RegistryFacts::delegationEntry(std::string_view behind, const Found& found)
{
    constexpr std::size_t longestList = std::size_t{128} * 1024;
    const Value& value = found.value;
    // `**delvals.` and the like are orders of Registry.pol, the key's own value is none of the list.
    const bool isEntry = !value.number && !value.name.starts_with("**") && !value.name.empty();
    const std::string_view entry = trimmed(ended(value.text));
    List* const list = behind.size() > 1 ? listOf(behind.substr(1)) : nullptr;
    if (list == nullptr || !isEntry || entry.empty() || list->entries.size() > longestList)
        return;
    if (!list->any) {
        list->line = found.line;
        list->piece = found.piece;
    }
    list->any = true;
    list->entries.append(list->entries.empty() ? "" : "\n").append(entry);
}

void RegistryFacts::oracleRemediation(const Found& found)
{
    const Value& value = found.value;
    if (value.number && text::equalsIgnoringAsciiCase(value.name, "allowencryptionoracle"))
        add(FactKind::OracleRemediation, m_policies, std::to_string(*value.number), found);
}

void RegistryFacts::delegationDefaults(std::string_view list, const Found& found)
{
    add(FactKind::DelegationDefaults, m_policies, ended(found.value.text), found,
        {.about = std::string(list) + "/" + std::string(found.value.name)});
}

void RegistryFacts::winrmPolicy(std::string_view side, const Found& found)
{
    if (side.empty())
        return;
    const Value& value = found.value;
    const std::string name = text::asciiLower(value.name);
    if (name == "allowcredssp" && value.number) {
        add(roleOf(side), m_policies, trueOrFalse(*value.number), found);
    } else if (side == "Client" && name == "trustedhostslist" && !value.number) {
        add(FactKind::TrustedHosts, m_policies, entriesOf(ended(value.text)), found);
    } else {
        add(FactKind::WinrmSetting, m_policies,
            value.number ? std::to_string(*value.number) : std::string(ended(value.text)), found,
            {.about = std::string(side) + "/" + std::string(value.name)});
    }
}

/// Public scripts write these two: auth_credssp below WSMAN\Service and WSMAN\Client.
void RegistryFacts::winrmConfig(std::string_view side, const Found& found)
{
    const Value& value = found.value;
    const std::string name = text::asciiLower(value.name);
    if (!side.empty() && name == "auth_credssp" && value.number) {
        add(roleOf(side), FactLayer::Configuration, trueOrFalse(*value.number), found);
    } else if (side == "Client" && name == "trusted_hosts" && !value.number) {
        add(FactKind::TrustedHosts, FactLayer::Configuration, entriesOf(ended(value.text)), found);
    }
}

void RegistryFacts::finish()
{
    for (const List& each : m_lists) {
        const ListRow* const row = rowOf(each.name);
        m_out.add(m_reader, row != nullptr ? row->list : FactKind::OtherDelegateList, each.layer,
                  each.entries, each.line, each.piece,
                  {.about = row != nullptr ? std::string() : each.spelled});
    }
    m_lists.clear();
}

namespace {

bool isHiveKey(std::string_view text)
{
    return text.starts_with("HKEY_") && text.contains('\\');
}

/// The line that reg query begins with. `reg query \\JUMP01\HKLM\…` prints the machine before the hive.
struct QueriedKey {
    std::string_view machine = {};
    std::string_view key = {};
};

std::optional<QueriedKey> queriedKey(std::string_view line)
{
    QueriedKey out{.key = trimmed(line)};
    if (out.key.starts_with(R"(\\)")) {
        const std::size_t end = out.key.find('\\', 2);
        if (end == std::string_view::npos)
            return std::nullopt;
        out.machine = out.key.substr(2, end - 2);
        out.key.remove_prefix(end + 1);
    }
    return isHiveKey(out.key) && !line.starts_with(' ') ? std::optional(out) : std::nullopt;
}

/// `    AllowFreshCredentials    REG_DWORD    0x1`
struct QueriedValue {
    std::string_view name = {};
    std::string_view type = {};
    std::string_view data = {};
};

std::optional<QueriedValue> queriedValue(std::string_view line)
{
    if (!line.starts_with("  ") && !line.starts_with("\t"))
        return std::nullopt;
    const std::string_view head = line.substr(0, 1024);
    for (std::size_t at = head.find("REG_"); at != std::string_view::npos;
         at = head.find("REG_", at + 1)) {
        if (at < 3 || (head[at - 1] != ' ' && head[at - 1] != '\t'))
            continue;
        std::string_view rest = line.substr(at);
        const std::string_view type = takeWord(rest);
        return QueriedValue{
            .name = trimmed(line.substr(0, at)), .type = type, .data = trimmed(rest)};
    }
    return std::nullopt;
}

void takeQueriedValue(RegistryFacts& facts, std::string_view key, const QueriedValue& value,
                      const Line& line)
{
    const auto number = value.type == "REG_DWORD" ? hexadecimal(value.data) : std::nullopt;
    if (number || value.type == "REG_SZ" || value.type == "REG_EXPAND_SZ") {
        facts.value(key, {.name = value.name, .number = number, .text = value.data}, line,
                    trimmed(line.text));
    }
}

}  // namespace

bool readRegQuery(Lines& lines, Collector& out)
{
    const auto queried = queriedKey(lines.line().head());
    if (!queried)
        return false;
    RegistryFacts facts(out, Reader::RegQuery, FactLayer::EffectivePolicy);
    if (isHostName(queried->machine))
        out.atPrompt(queried->machine, {}, lines.line());
    facts.key(queried->key, lines.line());
    for (lines.next(); !lines.atEnd(); lines.next()) {
        const Line& line = lines.line();
        if (const auto value = queriedValue(line.text)) {
            takeQueriedValue(facts, queried->key, *value, line);
        } else if (!isBlank(line.head())) {
            break;
        }
    }
    facts.finish();
    return true;
}

namespace {

/// `"a\\b"` at the beginning of \p text, which is then behind it; nothing: there is none, or it does not end.
std::optional<std::string> takeQuoted(std::string_view& text)
{
    if (!text.starts_with('"'))
        return std::nullopt;
    std::string out;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '"') {
            text.remove_prefix(at + 1);
            return out;
        }
        if (text[at] == '\\' && at + 1 < text.size())
            ++at;
        out += text[at];
    }
    return std::nullopt;
}

void takeRegValue(RegistryFacts& facts, std::string_view key, const Line& line)
{
    constexpr std::size_t longest = std::size_t{64} * 1024;
    std::string_view rest = trimmed(line.text.substr(0, longest));
    const auto name = takeQuoted(rest);
    rest = trimmed(rest);
    if (!name || !rest.starts_with('='))
        return;
    rest = trimmed(rest.substr(1));
    constexpr std::string_view dword = "dword:";
    if (startsWithIgnoringCase(rest, dword)) {
        // Eight digits: a text that was cut says something else.
        constexpr std::size_t digits = 8;
        const std::string_view said = trimmed(rest.substr(dword.size()));
        const auto number =
            said.size() == digits ? hexadecimal("0x" + std::string(said)) : std::nullopt;
        if (number)
            facts.value(key, {.name = *name, .number = number}, line, trimmed(line.text));
    } else if (const auto value = takeQuoted(rest)) {
        facts.value(key, {.name = *name, .text = *value}, line, trimmed(line.text));
    }
}

/// What a .reg file has behind its first line: keys, and below each its values.
class RegFile {
public:
    explicit RegFile(RegistryFacts& facts) : m_facts(facts) {}

    /// false: no such file has this line, so it ended before.
    bool take(const Line& line)
    {
        const std::string_view text = trimmed(line.head());
        if (text.starts_with('['))
            return enter(text, line);
        if (text.starts_with('"') || text.starts_with('@')) {
            if (!m_key.empty())
                takeRegValue(m_facts, m_key, line);
            return true;
        }
        // A comment, or a value of bytes that goes on.
        return text.empty() || text.starts_with(';') || line.text.starts_with("  ");
    }

private:
    bool enter(std::string_view text, const Line& line)
    {
        const bool isRemoved = text.starts_with("[-");
        const std::size_t end = text.rfind(']');
        m_key = isRemoved || end == std::string_view::npos ? std::string_view()
                                                           : text.substr(1, end - 1);
        if (!m_key.empty() && !isHiveKey(m_key))
            return false;
        m_facts.key(m_key, line);
        return true;
    }

    RegistryFacts& m_facts;
    std::string_view m_key = {};  ///< Empty: none whose values count.
};

}  // namespace

bool readRegFile(Lines& lines, Collector& out)
{
    const std::string_view head = trimmed(lines.line().head());
    if (head != "Windows Registry Editor Version 5.00" && head != "REGEDIT4")
        return false;
    RegistryFacts facts(out, Reader::RegFile, FactLayer::EffectivePolicy);
    RegFile file(facts);
    lines.next();
    while (!lines.atEnd() && file.take(lines.line()))
        lines.next();
    facts.finish();
    return true;
}

bool isRegistryPol(std::string_view bytes) noexcept
{
    return bytes.starts_with("PReg");
}

namespace {

/// `[key;value;type;size;data]`
struct PolRecord {
    std::string key = {};
    std::string name = {};
    std::uint32_t type = 0;
    std::string_view data = {};
};

/// [MS-GPREG] 2.2.1: records in UTF-16LE, their types and sizes as 32 bits.
class PolReader {
public:
    explicit PolReader(std::string_view bytes) : m_bytes(bytes) {}

    /// Nothing: here is none, or it is cut.
    std::optional<PolRecord> record()
    {
        if (!take('['))
            return std::nullopt;
        auto key = before(';', text());
        if (!key)
            return std::nullopt;
        auto name = before(';', text());
        if (!name)
            return std::nullopt;
        const auto type = before(';', number());
        if (!type)
            return std::nullopt;
        const auto size = before(';', number());
        if (!size)
            return std::nullopt;
        const auto data = before(']', bytes(*size));
        if (!data)
            return std::nullopt;
        return PolRecord{
            .key = std::move(*key), .name = std::move(*name), .type = *type, .data = *data};
    }

    std::optional<std::uint32_t> number()
    {
        if (m_at + 4 > m_bytes.size())
            return std::nullopt;
        std::uint32_t out = 0;
        for (std::size_t i = 4; i-- > 0;)
            out = out << 8U | static_cast<unsigned char>(m_bytes[m_at + i]);
        m_at += 4;
        return out;
    }

    void seek(std::size_t at) { m_at = at; }
    std::size_t at() const { return m_at; }
    bool atEnd() const { return m_at >= m_bytes.size(); }

    static std::string decodedUtf16(std::string_view bytes)
    {
        return text::decode("\xFF\xFE" + std::string(bytes)).text;
    }

private:
    bool take(char c)
    {
        if (m_at + 2 > m_bytes.size() || m_bytes[m_at] != c || m_bytes[m_at + 1] != '\0')
            return false;
        m_at += 2;
        return true;
    }

    /// Up to a NUL, which may be missing before the semicolon.
    std::optional<std::string> text()
    {
        constexpr std::size_t most = 4096;
        const std::size_t begin = m_at;
        for (; m_at + 2 <= m_bytes.size() && m_at - begin < most; m_at += 2) {
            if (m_bytes[m_at + 1] != '\0' || (m_bytes[m_at] != '\0' && m_bytes[m_at] != ';'))
                continue;
            std::string out = decodedUtf16(m_bytes.substr(begin, m_at - begin));
            if (m_bytes[m_at] == '\0')
                m_at += 2;
            return out;
        }
        return std::nullopt;
    }

    std::optional<std::string_view> bytes(std::size_t size)
    {
        if (size > m_bytes.size() - m_at)
            return std::nullopt;
        m_at += size;
        return m_bytes.substr(m_at - size, size);
    }

    /// \p read, where the sign that stands behind it does.
    template <class T>
    std::optional<T> before(char sign, std::optional<T> read)
    {
        return read && take(sign) ? std::move(read) : std::nullopt;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
};

void addRecord(RegistryFacts& facts, const PolRecord& record, const Line& line)
{
    constexpr std::uint32_t regSz = 1;
    constexpr std::uint32_t regExpandSz = 2;
    constexpr std::uint32_t regDword = 4;
    const bool isText = record.type == regSz || record.type == regExpandSz;
    if (record.type == regDword && record.data.size() == 4) {
        const auto number = PolReader(record.data).number();
        facts.value(record.key, {.name = record.name, .number = number}, line, line.text);
    } else if (isText && !record.name.empty()) {
        const std::string text = PolReader::decodedUtf16(record.data);
        facts.value(record.key, {.name = record.name, .text = text}, line, line.text);
    } else {
        facts.key(record.key, line);
    }
}

}  // namespace

Reading readRegistryPol(std::string_view bytes)
{
    constexpr std::size_t headerSize = 8;
    constexpr std::string_view version("\x01\0\0\0", 4);
    if (!isRegistryPol(bytes) || bytes.size() < headerSize || bytes.substr(4, 4) != version)
        return {};
    Collector out(bytes);
    RegistryFacts facts(out, Reader::RegistryPol, FactLayer::PolicyFile);
    PolReader in(bytes);
    in.seek(headerSize);
    while (!in.atEnd()) {
        const std::size_t begin = in.at();
        const auto record = in.record();
        if (!record)
            break;
        addRecord(facts, *record, {.text = bytes.substr(begin, in.at() - begin), .offset = begin});
    }
    facts.finish();
    out.addPart(Reader::RegistryPol, 0, bytes.size());
    return std::move(out).take();
}

}  // namespace hopwright::import
