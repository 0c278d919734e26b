#include "core/import/event.h"
#include "core/import/group_policy.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>

namespace hopwright::import {

namespace {

/// What is made a tree at a time: an event, a policy, the configuration of one machine. Larger ones are passed over.
constexpr std::size_t maxUnitBytes = std::size_t{1024} * 1024;
constexpr std::size_t maxDepth = 32;  ///< Of what is walked.

/// A tag, as far as its name goes.
struct Tag {
    std::string_view name = {};   ///< With its prefix.
    std::string_view local = {};  ///< Without.
    bool isEnd = false;
};

std::optional<Tag> tagAt(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 64;
    if (at >= text.size() || text[at] != '<')
        return std::nullopt;
    std::string_view rest = text.substr(at + 1, longest);
    Tag out;
    out.isEnd = rest.starts_with('/');
    if (out.isEnd)
        rest.remove_prefix(1);
    const std::size_t end = rest.find_first_of(" \t\r\n/>");
    if (end == std::string_view::npos || end == 0)
        return std::nullopt;
    out.name = rest.substr(0, end);
    const std::size_t colon = out.name.rfind(':');
    out.local = colon == std::string_view::npos ? out.name : out.name.substr(colon + 1);
    return out;
}

/// Where the element that begins at \p at ends, behind its last bracket; nothing: it is cut, or the next of its name begins
/// before. So whatever comes, no byte is looked through for more than one name twice.
std::optional<std::size_t> endOf(std::string_view text, std::size_t at, std::string_view local,
                                 std::size_t window)
{
    const std::string_view seen = text.substr(at, window);
    constexpr std::size_t longestTag = 4096;
    const std::size_t open = seen.substr(0, longestTag).find('>');
    if (open == std::string_view::npos)
        return std::nullopt;
    if (seen[open - 1] == '/')
        return at + open + 1;
    for (std::size_t next = seen.find('<', 1); next != std::string_view::npos;
         next = seen.find('<', next + 1)) {
        const auto tag = tagAt(seen, next);
        if (!tag || tag->local != local)
            continue;
        if (!tag->isEnd)
            return std::nullopt;
        const std::size_t close = seen.find('>', next);
        return close == std::string_view::npos ? std::nullopt : std::optional(at + close + 1);
    }
    return std::nullopt;
}

std::string_view localName(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The child of that name, whatever its prefix.
pugi::xml_node childOf(pugi::xml_node node, std::string_view local)
{
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_element && localName(child) == local)
            return child;
    }
    return {};
}

std::string textOf(pugi::xml_node node)
{
    return std::string(trimmed(node.child_value()));
}

/// The tree of a piece; empty: it is not well-formed. pugixml reads no document type and no entity but XML's own.
bool parse(pugi::xml_document& document, std::string_view piece)
{
    return static_cast<bool>(
        document.load_buffer(piece.data(), piece.size(), pugi::parse_default, pugi::encoding_utf8));
}

void takeEvent(std::string_view piece, const Line& line, Collector& out)
{
    pugi::xml_document document;
    if (!parse(document, piece))
        return;
    const pugi::xml_node root = document.first_child();
    const pugi::xml_node system = childOf(root, "System");
    Event event{.line = line};
    const pugi::xml_node provider = childOf(system, "Provider");
    event.provider = provider.attribute("Name").value();
    event.id = decimal(textOf(childOf(system, "EventID"))).value_or(0);
    if (eventName(event.provider, event.id).empty() && provider.attribute("EventSourceName"))
        event.provider = provider.attribute("EventSourceName").value();
    event.computer = textOf(childOf(system, "Computer"));
    event.time = isoTime(childOf(system, "TimeCreated").attribute("SystemTime").value());
    constexpr std::size_t mostFields = 64;
    for (const pugi::xml_node data : childOf(root, "EventData").children()) {
        const std::string_view name = data.attribute("Name").value();
        if (!name.empty() && event.fields.size() < mostFields) {
            event.fields.emplace_back(name, textOf(data));
        } else if (name.empty()) {
            event.message += std::string(data.child_value()).substr(0, 4096) + "\n";
        }
    }
    for (const pugi::xml_node data : childOf(childOf(root, "UserData"), "EventXML").children()) {
        if (event.fields.size() < mostFields)
            event.fields.emplace_back(localName(data), textOf(data));
    }
    const std::string rendered = textOf(childOf(childOf(root, "RenderingInfo"), "Message"));
    if (!rendered.empty())
        event.message = rendered;
    addEvent(out, event);
}

/// Of the same setting in several objects, the first one wins.
bool isOverridden(pugi::xml_node setting)
{
    const std::string precedence = textOf(childOf(setting, "Precedence"));
    return !precedence.empty() && precedence != "1";
}

bool isLocalObject(pugi::xml_node object)
{
    const pugi::xml_node identifier = childOf(object, "Identifier");
    return textOf(identifier) == "LocalGPO"
           || textOf(childOf(identifier, "Identifier")) == "LocalGPO"
           || textOf(childOf(object, "Name")) == "Local Group Policy";
}

constexpr std::size_t mostEntries = 1'000;

void takeEntry(std::string_view entry, std::vector<std::string>& out)
{
    if (!entry.empty() && out.size() < mostEntries)
        out.emplace_back(entry);
}

/// A list's entries, each an element.
void takeListBox(pugi::xml_node box, std::vector<std::string>& out)
{
    for (const pugi::xml_node element : childOf(box, "Value").children())
        takeEntry(textOf(childOf(element, "Data")), out);
}

/// Entries between commas in one line of text.
void takeEditText(pugi::xml_node edit, std::vector<std::string>& out)
{
    const std::string value = textOf(childOf(edit, "Value"));
    for (std::string_view rest = value; !rest.empty();) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        takeEntry(trimmed(rest.substr(0, end)), out);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

/// One policy of `gpresult /x`: [MS-GPRSOP] is not public in full; the form is that of reports in public documents.
void takePolicyElement(std::string_view piece, const Line& line, Collector& out)
{
    pugi::xml_document document;
    if (!parse(document, piece))
        return;
    const pugi::xml_node root = document.first_child();
    if (isOverridden(root))
        return;
    const pugi::xml_node object = childOf(root, "GPO");
    PolicyElement policy{.name = textOf(childOf(root, "Name")),
                         .state = textOf(childOf(root, "State")),
                         .category = textOf(childOf(root, "Category")),
                         .object = textOf(childOf(object, "Name")),
                         .isLocal = isLocalObject(object)};
    for (const pugi::xml_node part : root.children()) {
        if (localName(part) == "ListBox") {
            takeListBox(part, policy.entries);
        } else if (localName(part) == "EditText") {
            takeEditText(part, policy.entries);
        }
    }
    addPolicy(out, policy, line);
}

/// A setting of the registry that no template of the reporting machine knows.
void takeRegistrySetting(std::string_view piece, const Line& line, Collector& out)
{
    pugi::xml_document document;
    if (!parse(document, piece))
        return;
    const pugi::xml_node root = document.first_child();
    const std::string key = textOf(childOf(root, "KeyPath"));
    const pugi::xml_node value = childOf(root, "Value");
    const std::string name = textOf(childOf(value, "Name"));
    if (key.empty() || name.empty() || isOverridden(root))
        return;
    RegistryFacts facts(out, Reader::GroupPolicy, FactLayer::DomainPolicy);
    if (const pugi::xml_node number = childOf(value, "Number")) {
        facts.value(key, {.name = name, .number = decimal(textOf(number))}, line, line.text);
    } else if (const pugi::xml_node text = childOf(value, "String")) {
        facts.value(key, {.name = name, .text = textOf(text)}, line, line.text);
    }
    facts.finish();
}

/// The settings below \p node, by their path.
void walkSettings(pugi::xml_node node, const std::string& path, std::size_t depth, const Line& line,
                  Collector& out)
{
    if (depth == maxDepth)
        return;
    for (const pugi::xml_node child : node.children()) {
        if (child.type() != pugi::node_element)
            continue;
        const std::string name(localName(child));
        bool hasElements = false;
        for (const pugi::xml_node below : child.children())
            hasElements = hasElements || below.type() == pugi::node_element;
        const bool isSection = hasElements || name == "Auth" || name == "DefaultPorts";
        if (isSection) {
            walkSettings(child, path + name + "/", depth + 1, line, out);
        } else {
            const bool byPolicy = std::string_view(child.attribute("Source").value()) == "GPO";
            addWinrmSetting(out, path + name, textOf(child), byPolicy, line, line.text);
        }
    }
}

void takeListener(pugi::xml_node root, const Line& line, Collector& out)
{
    const std::string transport = textOf(childOf(root, "Transport"));
    const std::string port = textOf(childOf(root, "Port"));
    if (transport.empty() || port.empty())
        return;
    std::string value = transport == "HTTPS" ? "https" : "http";
    value += " " + port;
    value += textOf(childOf(root, "Enabled")) == "false" ? " disabled" : "";
    out.add(Reader::WinrmConfig, FactKind::Listener, FactLayer::Configuration, value, line,
            line.text, {.about = textOf(childOf(root, "Address"))});
    if (const std::string thumbprint = textOf(childOf(root, "CertificateThumbprint"));
        !thumbprint.empty()) {
        out.add(Reader::WinrmConfig, FactKind::WinrmSetting, FactLayer::Configuration, thumbprint,
                line, line.text, {.about = "Listener/" + transport + "/CertificateThumbprint"});
    }
}

void takeConfig(std::string_view piece, const Line& line, Collector& out)
{
    pugi::xml_document document;
    if (!parse(document, piece))
        return;
    const pugi::xml_node root = document.first_child();
    const std::string_view name = localName(root);
    if (name == "Listener") {
        takeListener(root, line, out);
        return;
    }
    // `…/config/client/auth` of the namespace says whose Auth it is.
    std::string path;
    bool isOurs = false;
    for (const pugi::xml_attribute attribute : root.attributes()) {
        const std::string_view value = attribute.value();
        const std::size_t found = value.find("/wbem/wsman/1/config");
        if (found == std::string_view::npos)
            continue;
        isOurs = true;
        if (findIgnoringCase(value, "config/client") != std::string_view::npos) {
            path = "Client/";
        } else if (findIgnoringCase(value, "config/service") != std::string_view::npos) {
            path = "Service/";
        }
        if (name == "Auth" || name == "DefaultPorts") {
            path += std::string(name) + "/";
        } else if (name == "Winrs") {
            path = "Winrs/";
        } else if (name == "Config") {
            path.clear();
        }
    }
    if (isOurs)
        walkSettings(root, path, 0, line, out);
}

enum class Unit : std::uint8_t { Event, Policy, RegistrySetting, Config };

struct UnitRow {
    std::string_view local;
    Unit unit;
};

constexpr std::array<UnitRow, 9> units{{{.local = "Event", .unit = Unit::Event},
                                        {.local = "Policy", .unit = Unit::Policy},
                                        {.local = "RegistrySetting", .unit = Unit::RegistrySetting},
                                        {.local = "Config", .unit = Unit::Config},
                                        {.local = "Client", .unit = Unit::Config},
                                        {.local = "Service", .unit = Unit::Config},
                                        {.local = "Auth", .unit = Unit::Config},
                                        {.local = "Winrs", .unit = Unit::Config},
                                        {.local = "Listener", .unit = Unit::Config}}};

constexpr std::array<std::string_view, 5> containers{"Events", "Rsop", "Results", "ComputerResults",
                                                     "UserResults"};

Reader readerOf(Unit unit)
{
    if (unit == Unit::Event)
        return Reader::EventLog;
    return unit == Unit::Config ? Reader::WinrmConfig : Reader::GroupPolicy;
}

/// Goes through elements, those of containers too.
class Scan {
public:
    Scan(Lines& lines, Collector& out) : m_lines(lines), m_out(out), m_text(lines.all()) {}

    bool run(std::size_t at)
    {
        bool any = false;
        while (at < m_text.size()) {
            const std::size_t next = take(at);
            if (next == at)
                break;
            any = true;
            at = std::min(m_text.find_first_not_of(" \t\r\n", next), m_text.size());
        }
        if (any)
            moveBehind(at);
        return any;
    }

private:
    /// What stands at \p at. \returns behind it; \p at: it is none of ours.
    std::size_t take(std::size_t at)
    {
        if (m_text.substr(at).starts_with("<?xml"))
            return behindDeclaration(at);
        if (m_inside) {
            // Between the elements that are read stands what is not.
            at = std::min(m_text.find('<', at), m_text.size());
            m_inside = at < m_text.size();
        }
        const auto tag = tagAt(m_text, at);
        const auto behind = tag ? takeElement(*tag, at) : std::nullopt;
        return behind.value_or(m_inside ? at + 1 : at);
    }

    std::size_t behindDeclaration(std::size_t at) const
    {
        constexpr std::size_t longest = 1024;
        const std::size_t end = m_text.substr(at, longest).find("?>");
        return end == std::string_view::npos ? at : at + end + 2;
    }

    /// Behind a container's tag, or behind an element that is read as one; nothing: it is neither, or cut.
    std::optional<std::size_t> takeElement(const Tag& tag, std::size_t at)
    {
        if (std::ranges::find(containers, tag.local) != containers.end()) {
            enter(tag, at);
            return behindTag(at);
        }
        const auto row = std::ranges::find(units, tag.local, &UnitRow::local);
        if (row == units.end() || tag.isEnd)
            return std::nullopt;
        const auto end = endOf(m_text, at, tag.local, maxUnitBytes);
        if (end)
            takeUnit(row->unit, at, *end);
        return end;
    }

    /// Into a container, or out of it; results stand in a report, which goes on behind them.
    void enter(const Tag& tag, std::size_t at)
    {
        m_inside = !tag.isEnd || tag.local == "ComputerResults" || tag.local == "UserResults";
        m_isUser = tag.local == "UserResults" && !tag.isEnd;
        if (tag.local == "ComputerResults" && !tag.isEnd)
            takeMachine(at);
    }

    std::size_t behindTag(std::size_t at) const
    {
        constexpr std::size_t longest = 4096;
        const std::size_t end = m_text.substr(at, longest).find('>');
        return end == std::string_view::npos ? at + 1 : at + end + 1;
    }

    /// `<Name>NORDWIND\PC01</Name>` among what follows.
    void takeMachine(std::size_t at)
    {
        constexpr std::size_t window = 4096;
        const std::string_view seen = m_text.substr(at, window);
        const std::size_t begin = seen.find("<Name>");
        const std::size_t end = seen.find("</Name>", begin == std::string_view::npos ? 0 : begin);
        if (begin == std::string_view::npos || end == std::string_view::npos)
            return;
        std::string_view name = trimmed(seen.substr(begin + 6, end - begin - 6));
        name.remove_prefix(std::min(name.rfind('\\') + 1, name.size()));
        while (name.ends_with('$'))
            name.remove_suffix(1);
        m_out.setMachine(name);
    }

    void takeUnit(Unit unit, std::size_t at, std::size_t end)
    {
        moveTo(at);
        const std::string_view piece = m_text.substr(at, end - at);
        const Line line{.text = piece, .offset = at, .number = m_lines.line().number};
        switch (unit) {
        case Unit::Event:
            takeEvent(piece, line, m_out);
            break;
        case Unit::Policy:
            if (!m_isUser)
                takePolicyElement(piece, line, m_out);
            break;
        case Unit::RegistrySetting:
            if (!m_isUser)
                takeRegistrySetting(piece, line, m_out);
            break;
        case Unit::Config:
            takeConfig(piece, line, m_out);
            break;
        }
        m_out.addPart(readerOf(unit), at, end);
    }

    void moveTo(std::size_t offset) { m_lines.skipTo(offset); }

    /// To the line behind \p offset, which stands at what is not read.
    void moveBehind(std::size_t offset)
    {
        moveTo(offset);
        if (!m_lines.atEnd() && m_lines.line().offset < offset)
            m_lines.next();
    }

    Lines& m_lines;
    Collector& m_out;
    std::string_view m_text;
    bool m_inside = false;  ///< Of a container.
    bool m_isUser = false;  ///< Of what applies to a user: none of it is read.
};

}  // namespace

bool readXml(Lines& lines, Collector& out)
{
    const std::string_view head = lines.line().head();
    const std::size_t begin = head.find_first_not_of(" \t");
    if (begin == std::string_view::npos || head[begin] != '<')
        return false;
    Lines at = lines;
    if (!Scan(at, out).run(lines.line().offset + begin))
        return false;
    if (!at.atEnd() && at.line().offset == lines.line().offset)
        at.next();
    lines = at;
    return true;
}

}  // namespace hopwright::import
