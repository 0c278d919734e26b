#include "core/import/collector.h"
#include "core/registry/keys.h"
#include "core/registry/reg_file.h"
#include "core/registry/registry_pol.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

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

/// What stands behind \p beginning in \p key, which is in small letters; nothing: it begins otherwise.
std::optional<std::string_view> behind(std::string_view key, std::string_view beginning)
{
    if (key.size() < beginning.size()
        || !text::equalsIgnoringAsciiCase(key.substr(0, beginning.size()), beginning))
        return std::nullopt;
    return key.substr(beginning.size());
}

const ListRow* rowOf(std::string_view name)
{
    const auto found = std::ranges::find(lists, name, &ListRow::name);
    return found == lists.end() ? nullptr : &*found;
}

/// One of the policy's lists that has no place in the model.
bool isOtherList(std::string_view name)
{
    return rowOf(name) == nullptr
           && std::ranges::any_of(registry::delegateLists, [name](std::string_view each) {
                  return text::equalsIgnoringAsciiCase(each, name);
              });
}

/// `Client` of `\client`, behind the key of WinRM; empty: of neither.
std::string_view sideOf(std::string_view rest)
{
    if (rest == R"(\client)")
        return "Client";
    return rest == R"(\service)" ? "Service" : "";
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
    const std::string key = registry::machinePath(path);
    const auto below = behind(key, registry::delegationKey);
    if (!below || below->size() < 2)
        return;
    const std::string name(below->substr(1));
    const bool isKnown = rowOf(name) != nullptr || isOtherList(name);
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
    const std::string key = registry::machinePath(path);
    const Found found{.value = value, .line = line, .piece = piece};
    if (const auto list = behind(key, registry::delegationKey)) {
        if (list->empty()) {
            delegation(found);
        } else {
            this->key(path, line);
            delegationEntry(*list, found);
        }
    } else if (text::equalsIgnoringAsciiCase(key, registry::oracleKey)) {
        oracleRemediation(found);
    } else if (behind(key, registry::delegationDefaultsKey)) {
        delegationDefaults(lastOf(trimmed(path)), found);
    } else if (const auto policy = behind(key, registry::winrmPolicyKey)) {
        winrmPolicy(sideOf(*policy), found);
    } else if (const auto own = behind(key, registry::wsmanKey)) {
        winrmConfig(sideOf(*own), found);
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
    } else if (isOtherList(name)) {
        add(FactKind::OtherDelegateListEnabled, m_policies, isOn, found,
            {.about = std::string(value.name)});
    } else {
        add(FactKind::DelegationSetting, m_policies, std::to_string(*value.number), found,
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

/// A value of bytes that goes on in further lines is passed over, as it is none of those that are read.
void takeRegValue(RegistryFacts& facts, std::string_view key, registry::RegVersion version,
                  const Line& line)
{
    constexpr std::size_t longest = std::size_t{64} * 1024;
    const auto read = registry::readRegLine(line.text.substr(0, longest), version);
    if (!read || read->isRemoved)
        return;
    const registry::Value& value = read->value;
    if (value.number || value.isText()) {
        facts.value(key, {.name = value.name, .number = value.number, .text = value.text}, line,
                    trimmed(line.text));
    }
}

/// What a .reg file has behind its first line: keys, and below each its values.
class RegFile {
public:
    RegFile(RegistryFacts& facts, registry::RegVersion version) : m_facts(facts), m_version(version)
    {
    }

    /// false: no such file has this line, so it ended before.
    bool take(const Line& line)
    {
        const std::string_view text = trimmed(line.head());
        if (text.starts_with('['))
            return enter(text, line);
        if (text.starts_with('"') || text.starts_with('@')) {
            if (!m_key.empty())
                takeRegValue(m_facts, m_key, m_version, line);
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
    registry::RegVersion m_version;
    std::string_view m_key = {};  ///< Empty: none whose values count.
};

}  // namespace

bool readRegFile(Lines& lines, Collector& out)
{
    const auto version = registry::regVersionOf(lines.line().head());
    if (!version)
        return false;
    RegistryFacts facts(out, Reader::RegFile, FactLayer::EffectivePolicy);
    RegFile file(facts, *version);
    lines.next();
    while (!lines.atEnd() && file.take(lines.line()))
        lines.next();
    facts.finish();
    return true;
}

namespace {

void addRecord(RegistryFacts& facts, const registry::PolRecord& record, const Line& line)
{
    const registry::Value value = registry::valueOf(record.name, record.type, record.data);
    if (value.number || (value.isText() && !value.name.empty())) {
        facts.value(record.key, {.name = value.name, .number = value.number, .text = value.text},
                    line, line.text);
    } else {
        facts.key(record.key, line);
    }
}

}  // namespace

Reading readRegistryPol(std::string_view bytes)
{
    Collector out(bytes);
    RegistryFacts facts(out, Reader::RegistryPol, FactLayer::PolicyFile);
    registry::PolReader in(bytes);
    if (in.at() == 0)
        return {};
    while (const auto record = in.next()) {
        addRecord(facts, *record,
                  {.text = bytes.substr(record->offset, record->size), .offset = record->offset});
    }
    facts.finish();
    out.addPart(Reader::RegistryPol, 0, bytes.size());
    return std::move(out).take();
}

}  // namespace hopwright::import
