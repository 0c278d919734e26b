#include "core/import/collector.h"
#include "core/text/ascii.h"
#include "core/wildcard/trusted_hosts.h"

#include <algorithm>
#include <array>
#include <vector>

namespace hopwright::import {

namespace {

constexpr FactLayer layer = FactLayer::Configuration;

/// What `winrm get` can begin with: the resource's name, by MS-WSMV 2.2.4.
constexpr std::array<std::string_view, 6> roots{"Config", "Client", "Service",
                                                "Auth",   "Winrs",  "Listener"};
constexpr std::array<std::string_view, 6> sections{"Client",       "Service", "Auth",
                                                   "DefaultPorts", "Winrs",   "Listener"};

bool isOneOf(std::string_view word, std::span<const std::string_view> all)
{
    return std::ranges::find(all, word) != all.end();
}

bool isSettingName(std::string_view text)
{
    constexpr std::size_t longest = 64;
    return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
}

/// `CredSSP = true [Source="GPO"]` as its parts.
struct Setting {
    std::string_view name = {};
    std::string_view value = {};
    bool hasValue = false;
    bool byPolicy = false;
};

std::optional<Setting> settingOf(std::string_view line)
{
    line = trimmed(line);
    Setting out;
    if (line.ends_with("\"]")) {
        const std::size_t source = line.rfind("[Source=\"");
        if (source != std::string_view::npos) {
            out.byPolicy = true;
            line = trimmed(line.substr(0, source));
        }
    }
    const std::size_t equals = line.find('=');
    out.name = trimmed(line.substr(0, equals));
    out.hasValue = equals != std::string_view::npos;
    if (out.hasValue)
        out.value = trimmed(line.substr(equals + 1));
    return isSettingName(out.name) ? std::optional(out) : std::nullopt;
}

std::string lines(const std::vector<std::string>& entries)
{
    std::string out;
    for (const std::string& each : entries)
        out += (out.empty() ? "" : "\n") + each;
    return out;
}

/// The settings of one listener, until it is whole.
struct ListenerSettings {
    std::string address = {};
    std::string transport = {};
    std::string port = {};
    std::string thumbprint = {};
    bool enabled = true;
    bool any = false;
    Line line = {};
};

void addListener(Collector& out, ListenerSettings& listener)
{
    if (listener.any && !listener.transport.empty() && !listener.port.empty()) {
        out.add(Reader::WinrmConfig, FactKind::Listener, layer,
                text::asciiLower(listener.transport) + " " + listener.port
                    + (listener.enabled ? "" : " disabled"),
                listener.line, listener.line.text, {.about = listener.address});
        if (!listener.thumbprint.empty()) {
            out.add(Reader::WinrmConfig, FactKind::WinrmSetting, layer, listener.thumbprint,
                    listener.line, listener.line.text,
                    {.about = "Listener/" + listener.transport + "/CertificateThumbprint"});
        }
    }
    listener = {};
}

void takeIntoListener(ListenerSettings& listener, std::string_view name, std::string_view value)
{
    if (name == "Address") {
        listener.address = value;
    } else if (name == "Transport") {
        listener.transport = value;
    } else if (name == "Port") {
        listener.port = value;
    } else if (name == "CertificateThumbprint") {
        listener.thumbprint = value;
    } else if (name == "Enabled") {
        listener.enabled = value != "false";
    }
}

/// Client or Service, where the resource's name in \p typed, or one of its settings, says it; else empty.
std::string_view sideOf(std::string_view typed, std::string_view text)
{
    if (findIgnoringCase(typed, "config/client") != std::string_view::npos)
        return "Client";
    if (findIgnoringCase(typed, "config/service") != std::string_view::npos)
        return "Service";
    // The client alone has Digest, the service alone hardens by channel binding tokens (MS-WSMV 2.2.4).
    if (text.contains("Digest"))
        return "Client";
    return text.contains("CbtHardeningLevel") ? "Service" : "";
}

/// One tree that `winrm get` or `winrm enumerate` printed.
class Tree {
public:
    Tree(Lines& lines, Collector& out) : m_lines(lines), m_out(out) {}

    bool read()
    {
        // A word alone; most lines end here.
        constexpr std::size_t longest = 64;
        if (trimmed(m_lines.line().head()).size() > longest)
            return false;
        const auto root = settingOf(m_lines.line().head());
        if (!root || root->hasValue || !isOneOf(root->name, roots) || !isRoot())
            return false;
        m_rootIndent = indentOf(m_lines.line().text);
        enter(*root);
        m_lines.next();
        while (!m_lines.atEnd() && takeLine()) {
        }
        finishValue();
        addListener(m_out, m_listener);
        return true;
    }

private:
    /// A setting or a section follows, further in.
    bool isRoot() const
    {
        Lines next = m_lines;
        next.next();
        const std::string_view head = next.line().head();
        if (next.atEnd() || indentOf(head) <= indentOf(m_lines.line().text))
            return false;
        const auto setting = settingOf(head);
        return setting
               && (setting->hasValue || isOneOf(setting->name, sections)
                   || setting->name == "RootSDDL");
    }

    void enter(const Setting& section)
    {
        const std::size_t indent = indentOf(m_lines.line().text);
        while (!m_path.empty() && m_path.back().first >= indent)
            m_path.pop_back();
        std::string_view name = section.name;
        if (m_path.empty() && name == "Config")
            name = {};
        if (m_path.empty() && name == "Auth") {
            const std::string_view side = sideOf(m_out.typed(), settingsBelow());
            m_path.emplace_back(indent, side.empty() ? "Auth" : std::string(side) + "/Auth");
            return;
        }
        if (name == "Listener") {
            addListener(m_out, m_listener);
            m_listener = {.any = true, .line = m_lines.line()};
        }
        m_path.emplace_back(indent, name);
    }

    /// The lines further in than the one that it stands at: what follows may be another section, of the other side.
    std::string_view settingsBelow() const
    {
        constexpr std::size_t mostLines = 16;
        const std::size_t begin = m_lines.line().offset;
        const std::size_t indent = indentOf(m_lines.line().text);
        Lines at = m_lines;
        at.next();
        for (std::size_t i = 0; i < mostLines && !at.atEnd() && indentOf(at.line().text) > indent
                                && settingOf(at.line().text);
             ++i)
            at.next();
        const std::size_t end = at.atEnd() ? m_lines.all().size() : at.line().offset;
        return m_lines.all().substr(begin, end - begin);
    }

    std::string path(std::string_view name) const
    {
        std::string out;
        for (const auto& [indent, section] : m_path) {
            if (!section.empty())
                out += section + "/";
        }
        return out + std::string(name);
    }

    bool takeLine()
    {
        const Line& line = m_lines.line();
        const auto setting = settingOf(line.text);
        const std::size_t indent = indentOf(line.text);
        if (setting && indent > m_rootIndent) {
            finishValue();
            takeSetting(*setting, indent);
        } else if (isContinuation(line)) {
            m_value +=
                std::string(m_value.ends_with(',') ? " " : "") + std::string(trimmed(line.text));
            m_wasLong = line.text.size() >= wrapped;
        } else if (setting && !setting->hasValue && setting->name == "Listener"
                   && indent == m_rootIndent) {
            finishValue();
            enter(*setting);
        } else if (!isBlank(line.text) || !moreListenersFollow()) {
            return false;
        }
        m_lines.next();
        return true;
    }

    bool moreListenersFollow() const
    {
        Lines next = m_lines;
        next.next();
        const auto setting = settingOf(next.line().head());
        return !next.atEnd() && setting && setting->name == "Listener" && !setting->hasValue
               && m_listener.any;
    }

    /// A value that a console or a mail program broke goes on at the line's beginning.
    bool isContinuation(const Line& line) const
    {
        constexpr std::size_t mostBytes = std::size_t{64} * 1024;
        return m_hasValue && !isBlank(line.text) && indentOf(line.text) <= m_rootIndent
               && (m_wasLong || m_value.ends_with(',')) && !line.text.contains('=')
               && m_value.size() < mostBytes
               && line.text.find_first_of(">:\\") == std::string_view::npos;
    }

    void takeSetting(const Setting& setting, std::size_t indent)
    {
        while (m_path.size() > 1 && m_path.back().first >= indent)
            m_path.pop_back();
        if (!setting.hasValue && isOneOf(setting.name, sections)) {
            enter(setting);
            return;
        }
        m_name = setting.name;
        m_value = setting.value.substr(0, std::size_t{64} * 1024);
        m_byPolicy = setting.byPolicy;
        m_hasValue = true;
        m_wasLong = m_lines.line().text.size() >= wrapped;
        m_valueLine = m_lines.line();
    }

    void finishValue()
    {
        if (!m_hasValue)
            return;
        m_hasValue = false;
        const std::string whole = path(m_name);
        if (m_listener.any && m_path.back().second == "Listener") {
            takeIntoListener(m_listener, m_name, m_value);
        } else {
            addWinrmSetting(m_out, whole, m_value, m_byPolicy, m_valueLine,
                            trimmed(m_valueLine.text));
        }
    }

    static constexpr std::size_t wrapped = 60;

    Lines& m_lines;
    Collector& m_out;
    std::size_t m_rootIndent = 0;
    std::vector<std::pair<std::size_t, std::string>> m_path = {};
    ListenerSettings m_listener = {};
    std::string m_name = {};
    std::string m_value = {};
    bool m_byPolicy = false;
    bool m_hasValue = false;
    bool m_wasLong = false;
    Line m_valueLine = {};
};

constexpr std::string_view configNamespace = "schemas.microsoft.com/wbem/wsman/1/config";

}  // namespace

void addWinrmSetting(Collector& out, std::string_view path, std::string_view value, bool byPolicy,
                     const Line& line, std::string_view piece)
{
    const auto add = [&](FactKind kind, std::string_view said, More more = {}) {
        out.add(Reader::WinrmConfig, kind, layer, said, line, piece, std::move(more));
    };
    const bool isFlag = value == "true" || value == "false";
    if (path == "Client/Auth/CredSSP" || path == "Service/Auth/CredSSP") {
        if (!isFlag)
            return;
        add(path.starts_with('C') ? FactKind::ClientRole : FactKind::ServerRole, value);
    } else if (path == "Client/TrustedHosts") {
        add(FactKind::TrustedHosts, lines(wildcard::trustedHostsOf(value)));
    } else if (!path.ends_with("SDDL") && !path.empty()) {
        add(FactKind::WinrmSetting, value, {.about = std::string(path)});
    }
    if (byPolicy)
        add(FactKind::ControlledByPolicy, "true", {.about = std::string(path)});
}

bool readWinrmText(Lines& lines, Collector& out)
{
    return Tree(lines, out).read();
}

namespace {

/// What Get-WSManInstance printed, by its namespace.
struct ListedResource {
    std::string path = {};  ///< Of its settings.
    bool isListener = false;
};

/// \p behind the namespace of all configuration: `/service/auth`, which becomes a path spelled as the settings are.
ListedResource listedResource(std::string_view behind)
{
    ListedResource out;
    while (!behind.empty()) {
        behind.remove_prefix(1);
        const std::size_t end = std::min(behind.find('/'), behind.size());
        const std::string_view word = behind.substr(0, end);
        const auto section = std::ranges::find_if(sections, [word](std::string_view each) {
            return text::equalsIgnoringAsciiCase(each, word);
        });
        if (section != sections.end())
            out.path.append(*section).append("/");
        out.isListener = out.isListener || text::equalsIgnoringAsciiCase(word, "listener");
        behind.remove_prefix(end);
    }
    return out;
}

/// Namespaces, which are listed as if they were settings.
bool isNamespace(std::string_view key)
{
    return key == "lang" || key == "xsi" || key == "cfg";
}

}  // namespace

bool readWinrmList(Lines& lines, Collector& out)
{
    const auto first = pairOf(lines.line().head());
    if (!first || first->key != "cfg")
        return false;
    const std::size_t found = first->value.find(configNamespace);
    if (found == std::string_view::npos)
        return false;
    const ListedResource resource =
        listedResource(first->value.substr(found + configNamespace.size()));
    ListenerSettings listener{.any = resource.isListener, .line = lines.line()};
    for (lines.next(); !lines.atEnd(); lines.next()) {
        const auto pair = pairOf(lines.line().text);
        if (!pair || !isSettingName(pair->key))
            break;
        if (isNamespace(pair->key))
            continue;
        if (resource.isListener) {
            takeIntoListener(listener, pair->key, pair->value);
        } else if (pair->value != "Auth" && pair->value != "DefaultPorts") {  // A container's name.
            addWinrmSetting(out, resource.path + std::string(pair->key), pair->value, false,
                            lines.line(), trimmed(lines.line().text));
        }
    }
    addListener(out, listener);
    return true;
}

namespace {

/// A folder of the drive WSMan:, as the head of its table says it.
struct DriveFolder {
    std::string_view machine = {};
    std::string path = {};  ///< Of its settings: `Client/Auth/`.
};

std::optional<DriveFolder> driveFolder(std::string_view line)
{
    constexpr std::string_view root = R"(Microsoft.WSMan.Management\WSMan::)";
    const std::size_t found = line.find(root);
    if (found == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = trimmed(line.substr(found + root.size()));
    const std::size_t slash = std::min(rest.find('\\'), rest.size());
    DriveFolder out{.machine = rest.substr(0, slash)};
    for (rest.remove_prefix(slash); !rest.empty();) {
        rest.remove_prefix(1);
        if (rest.empty())
            break;
        const std::size_t end = std::min(rest.find('\\'), rest.size());
        // `Listener_1084132640` has its number behind it.
        if (!isSettingName(rest.substr(0, std::min(rest.find('_'), end))))
            return std::nullopt;
        out.path.append(rest.substr(0, end)).append("/");
        rest.remove_prefix(end);
    }
    return out;
}

/// Where the columns type, name, source and value begin.
using DriveColumns = std::array<std::size_t, 4>;

/// The columns are as wide as the dashes below their heads. Nothing: another table, of a folder of folders.
std::optional<DriveColumns> driveColumns(std::string_view dashes)
{
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at != std::string_view::npos;
         at = dashes.find('-', std::min(dashes.find(' ', at), dashes.size())))
        begins.push_back(at);
    DriveColumns out{};
    if (begins.size() != out.size())
        return std::nullopt;
    std::ranges::copy(begins, out.begin());
    return out;
}

/// Up to the dashes, within the next lines; empty: they do not come.
std::string_view findDashes(Lines& lines)
{
    constexpr std::string_view dashes = "----";
    constexpr std::size_t mostBefore = 4;
    for (std::size_t i = 0;
         i < mostBefore && !lines.atEnd() && !lines.line().head().starts_with(dashes); ++i)
        lines.next();
    const std::string_view head = lines.line().head();
    return !lines.atEnd() && head.starts_with(dashes) ? head : std::string_view();
}

std::string_view columnOf(std::string_view row, std::size_t begin, std::size_t end)
{
    return row.size() > begin ? trimmed(row.substr(begin, end - begin)) : std::string_view();
}

void takeDriveRow(const Line& line, const DriveFolder& folder, const DriveColumns& columns,
                  Collector& out)
{
    if (!line.text.starts_with("System."))
        return;
    std::string_view words = line.text;
    takeWord(words);
    const std::string_view name = takeWord(words);
    const std::string_view source = columnOf(line.text, columns[2], columns[3]);
    const std::string_view value = columnOf(line.text, columns[3], line.text.size());
    // A console that cuts a long value shows three dots: not a value then.
    if (value.ends_with("...") || value.ends_with("…") || !isSettingName(name))
        return;
    if (isHostName(folder.machine) && !text::equalsIgnoringAsciiCase(folder.machine, "localhost"))
        out.atPrompt(folder.machine, {}, line);
    addWinrmSetting(out, folder.path + std::string(name), value, source.contains("GPO"), line,
                    trimmed(line.text));
}

}  // namespace

bool readWsmanDrive(Lines& lines, Collector& out)
{
    const auto folder = driveFolder(lines.line().head());
    if (!folder)
        return false;
    lines.next();
    const auto columns = driveColumns(findDashes(lines));
    if (!columns)
        return true;
    for (lines.next(); !lines.atEnd() && !isBlank(lines.line().head()); lines.next())
        takeDriveRow(lines.line(), *folder, *columns, out);
    return true;
}

}  // namespace hopwright::import
