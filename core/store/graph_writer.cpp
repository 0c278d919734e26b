#include "core/model/graph_rules.h"
#include "core/store/graph_file.h"
#include "core/store/xml_text.h"
#include "core/text/xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace hopwright::store {

namespace {

/// Writes elements, one on a line, indented by two spaces a level.
class Writer {
public:
    void begin(std::string_view name)
    {
        closeTag(">\n");
        indent();
        m_out += '<';
        m_out += name;
        m_open.emplace_back(name);
        m_inTag = true;
    }

    /// An empty value is not written: it means that nothing is known.
    void text(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            always(name, value);
    }

    void always(std::string_view name, std::string_view value)
    {
        m_out += ' ';
        m_out += name;
        m_out += "=\"";
        m_out += text::escapedXml(value);
        m_out += '"';
    }

    template <typename T>
    void number(std::string_view name, T value)
    {
        std::array<char, 64> digits{};
        const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
        always(name, {digits.data(), result.ptr});
    }

    template <typename T>
    void number(std::string_view name, const std::optional<T>& value)
    {
        if (value)
            number(name, *value);
    }

    template <typename Id>
    void id(std::string_view name, Id value)
    {
        number(name, static_cast<std::uint32_t>(value));
    }

    void boolean(std::string_view name, const std::optional<bool>& value)
    {
        if (value)
            always(name, *value ? "true" : "false");
    }

    void provenance(const model::Provenance& provenance)
    {
        // Versions before "pasted" refuse it, and keep an attribute that they do not know.
        const bool isPasted = provenance.source == Source::Pasted;
        always("source", wordOf(isPasted ? Source::Seen : provenance.source));
        if (isPasted)
            always("source-said", wordOf(Source::Pasted));
        text("time", provenance.time);
    }

    void upkeep(const model::Upkeep& upkeep)
    {
        text("owner", upkeep.owner);
        text("ticket", upkeep.ticket);
        text("expires", upkeep.expires);
    }

    void unknownAttributes(const model::UnknownContent& unknown)
    {
        for (const auto& [name, value] : unknown.attributes)
            always(name, value);
    }

    void unknownElements(const model::UnknownContent& unknown)
    {
        for (const std::string& element : unknown.elements) {
            closeTag(">\n");
            indent();
            m_out += element;
            m_out += '\n';
        }
    }

    void end()
    {
        const std::string name = std::move(m_open.back());
        m_open.pop_back();
        if (m_inTag) {
            closeTag("/>\n");
            return;
        }
        indent();
        m_out += "</" + name + ">\n";
    }

    std::string take() { return std::move(m_out); }

private:
    void closeTag(std::string_view with)
    {
        if (m_inTag)
            m_out += with;
        m_inTag = false;
    }

    void indent() { m_out.append(2 * m_open.size(), ' '); }

    std::string m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    std::vector<std::string> m_open;
    bool m_inTag = false;
};

void writeEntries(Writer& writer, const std::vector<std::string>& entries)
{
    for (const std::string& entry : entries) {
        writer.begin("entry");
        writer.always("value", entry);
        writer.end();
    }
}

void writeList(Writer& writer, std::string_view name, const std::vector<std::string>& entries)
{
    if (entries.empty())
        return;
    writer.begin(name);
    writeEntries(writer, entries);
    writer.end();
}

void writeList(Writer& writer, std::string_view name,
               const std::optional<model::DelegateList>& list)
{
    if (!list)
        return;
    writer.begin(name);
    writer.boolean("enabled", list->enabled);
    writeEntries(writer, list->entries);
    writer.end();
}

void write(Writer& writer, const model::Domain& domain)
{
    writer.begin("domain");
    writer.id("id", domain.id);
    writer.text("dns-name", domain.dnsName);
    writer.text("short-name", domain.shortName);
    if (domain.workgroup)
        writer.boolean("workgroup", true);
    writer.provenance(domain.provenance);
    writer.unknownAttributes(domain.unknown);
    writer.unknownElements(domain.unknown);
    writer.end();
}

void write(Writer& writer, const model::PracticeFacts& practice)
{
    if (practice == model::PracticeFacts{})
        return;
    writer.begin("practice");
    if (practice.credSspClient)
        writer.boolean("credssp-client", true);
    if (practice.credSspServer)
        writer.boolean("credssp-server", true);
    writer.text("deny-account", practice.denyAccount);
    writer.unknownAttributes(practice.unknown);
    writeList(writer, "allow-fresh", practice.allowFresh);
    writeList(writer, "allow-fresh-ntlm-only", practice.allowFreshNtlmOnly);
    writeList(writer, "deny-fresh", practice.denyFresh);
    writeList(writer, "trusted-hosts", practice.trustedHosts);
    writer.unknownElements(practice.unknown);
    writer.end();
}

/// A word that this version does not know stands among the unknown attributes in place of its own.
bool hasOwnKind(const model::UnknownContent& unknown)
{
    return std::ranges::any_of(unknown.attributes,
                               [](const auto& attribute) { return attribute.first == "kind"; });
}

void write(Writer& writer, const model::Computer& computer)
{
    writer.begin("computer");
    writer.id("id", computer.id);
    writer.always("name", computer.name);
    writer.text("dns-name", computer.dnsName);
    writer.text("address", computer.address);
    writer.number("port", computer.port);
    if (computer.domain)
        writer.id("domain", *computer.domain);
    if (!hasOwnKind(computer.unknown))
        writer.always("kind", wordOf(computer.kind));
    writer.text("os", computer.os);
    writer.number("x", computer.position.x);
    writer.number("y", computer.position.y);
    if (computer.isPinned)
        writer.boolean("pinned", true);
    writer.upkeep(computer.upkeep);
    writer.provenance(computer.provenance);
    writer.text("notes", computer.notes);
    writer.unknownAttributes(computer.unknown);
    write(writer, computer.practice);
    writer.unknownElements(computer.unknown);
    writer.end();
}

void write(Writer& writer, const model::Resource& resource)
{
    writer.begin("resource");
    writer.id("id", resource.id);
    writer.id("computer", resource.computer);
    const bool isKnown = resource.kind != ResourceKind::Unknown;
    writer.always("kind", isKnown ? wordOf(resource.kind) : resource.kindWord);
    writer.always("name", resource.name);
    writer.provenance(resource.provenance);
    writer.unknownAttributes(resource.unknown);
    writer.unknownElements(resource.unknown);
    writer.end();
}

void write(Writer& writer, const model::Account& account)
{
    writer.begin("account");
    writer.id("id", account.id);
    writer.text("domain", account.domain);
    writer.always("user", account.user);
    writer.unknownAttributes(account.unknown);
    writer.unknownElements(account.unknown);
    writer.end();
}

void write(Writer& writer, const model::Hop& hop)
{
    writer.begin("hop");
    writer.id("id", hop.id);
    writer.id("from", hop.from);
    writer.id("to", hop.to.computer);
    if (hop.to.resource)
        writer.id("resource", *hop.to.resource);
    const bool isKnown = hop.method != Method::Unknown;
    writer.always("method", isKnown ? wordOf(hop.method) : hop.methodWord);
    writer.always("credential", hop.credential.isExplicit ? "explicit" : "implicit");
    if (hop.credential.account)
        writer.id("account", *hop.credential.account);
    // "http" was written for every hop before a transport could be said: it stays the word for what nobody said.
    const bool isHttps = hop.transport == Transport::Https;
    writer.always("transport", wordOf(isHttps ? Transport::Https : Transport::Http));
    if (hop.transport == Transport::Http)
        writer.always("transport-said", wordOf(hop.transport));
    writer.number("port", hop.port);
    writer.always("typed", hop.typedTarget);
    if (hop.minCredSspVersion != model::Hop{}.minCredSspVersion)
        writer.number("min-credssp-version", hop.minCredSspVersion);
    if (hop.isMuted)
        writer.boolean("muted", true);
    writer.upkeep(hop.upkeep);
    writer.provenance(hop.provenance);
    writer.unknownAttributes(hop.unknown);
    writer.unknownElements(hop.unknown);
    writer.end();
}

void write(Writer& writer, const model::Route& route)
{
    std::string hops;
    for (const model::HopId hop : route.hops)
        hops += (hops.empty() ? "" : " ") + std::to_string(static_cast<std::uint32_t>(hop));
    writer.begin("route");
    writer.id("id", route.id);
    writer.always("name", route.name);
    writer.always("hops", hops);
    writer.unknownAttributes(route.unknown);
    writer.begin("probe");
    writer.always("kind", wordOf(route.probe.kind));
    writer.text("path", route.probe.path);
    writer.text("text", route.probe.text);
    writer.text("side-effects", route.probe.sideEffects);
    writer.unknownAttributes(route.probe.unknown);
    writer.unknownElements(route.probe.unknown);
    writer.end();
    writer.unknownElements(route.unknown);
    writer.end();
}

void write(Writer& writer, const model::Group& group)
{
    std::string members;
    for (const model::ComputerId each : group.members)
        members += (members.empty() ? "" : " ") + std::to_string(static_cast<std::uint32_t>(each));
    writer.begin("group");
    writer.id("id", group.id);
    writer.always("name", group.name);
    if (!hasOwnKind(group.unknown))
        writer.always("kind", wordOf(group.kind));
    writer.always("members", members);
    if (group.isCollapsed)
        writer.boolean("collapsed", true);
    if (group.defaults.domain)
        writer.id("domain", *group.defaults.domain);
    writer.text("os", group.defaults.os);
    writer.number("port", group.defaults.port);
    writer.unknownAttributes(group.unknown);
    writer.unknownElements(group.unknown);
    writer.end();
}

void write(Writer& writer, const model::SeenFact& fact)
{
    writer.begin("fact");
    writer.always("kind", fact.kind);
    writer.text("subject", fact.subject);
    writer.text("about", fact.about);
    writer.text("value", fact.value);
    writer.text("layer", fact.layer);
    writer.always("source", wordOf(fact.source));
    writer.text("time", fact.time);
    if (fact.line != 0)
        writer.number("line", fact.line);
    writer.unknownAttributes(fact.unknown);
    writer.unknownElements(fact.unknown);
    writer.end();
}

void write(Writer& writer, const model::SeenCommand& command)
{
    writer.begin("command");
    writer.text("machine", command.machine);
    writer.always("name", command.name);
    writer.unknownAttributes(command.unknown);
    writer.unknownElements(command.unknown);
    writer.end();
}

void write(Writer& writer, model::ComputerId computer, const model::MachineState& state)
{
    writer.begin("seen");
    writer.id("computer", computer);
    writer.boolean("credssp-client", state.credSspClient);
    writer.boolean("credssp-server", state.credSspServer);
    writer.provenance(state.provenance);
    writer.unknownAttributes(state.unknown);
    writeList(writer, "allow-fresh", state.allowFresh);
    writeList(writer, "allow-fresh-ntlm-only", state.allowFreshNtlmOnly);
    writeList(writer, "deny-fresh", state.denyFresh);
    if (state.trustedHosts) {
        writer.begin("trusted-hosts");
        writeEntries(writer, *state.trustedHosts);
        writer.end();
    }
    for (const model::SeenFact& fact : state.facts)
        write(writer, fact);
    for (const model::SeenCommand& command : state.commands)
        write(writer, command);
    writer.unknownElements(state.unknown);
    writer.end();
}

}  // namespace

std::string writeGraph(const model::Graph& graph)
{
    Writer writer;
    writer.begin("hopwright");
    writer.number("format", graphFormat);
    writer.number("next-id", graph.nextId);
    writer.unknownAttributes(graph.unknown);
    for (const auto& [id, domain] : graph.domains)
        write(writer, domain);
    for (const auto& [id, account] : graph.accounts)
        write(writer, account);
    for (const auto& [id, computer] : graph.computers)
        write(writer, computer);
    for (const auto& [id, resource] : graph.resources)
        write(writer, resource);
    for (const auto& [id, hop] : graph.hops)
        write(writer, hop);
    for (const auto& [id, route] : graph.routes)
        write(writer, route);
    for (const auto& [id, group] : graph.groups)
        write(writer, group);
    for (const auto& [id, state] : graph.seen)
        write(writer, id, state);
    writer.unknownElements(graph.unknown);
    writer.end();
    return writer.take();
}

}  // namespace hopwright::store
