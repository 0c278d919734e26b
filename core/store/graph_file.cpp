#include "core/store/graph_file.h"

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "core/model/graph_rules.h"
#include "core/store/element_reader.h"
#include "core/store/xml_text.h"

#include <pugixml.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hopwright::store {

namespace {

constexpr std::size_t maxGraphFileElements = 1'000'000;

/// What pugixml lets pass and XML does not: an attribute twice; and what goes too deep. The message and the offset.
class TreeCheck : public pugi::xml_tree_walker {
public:
    bool for_each(pugi::xml_node& node) override
    {
        if (node.type() != pugi::node_element)
            return true;
        if (depth() >= static_cast<int>(maxGraphFileDepth)) {
            return stop(node, ErrorCode::TooLarge,
                        Sentence::saying("elements stand more than 64 deep"));
        }
        std::set<std::string_view> names;
        for (const pugi::xml_attribute attribute : node.attributes()) {
            if (!names.insert(attribute.name()).second) {
                return stop(node, ErrorCode::Malformed,
                            Sentence::saying("an attribute is there twice"));
            }
        }
        return true;
    }

    const std::optional<Error>& error() const noexcept { return m_error; }

private:
    bool stop(pugi::xml_node node, ErrorCode code, Sentence detail)
    {
        m_error = Error{.code = code, .detail = std::move(detail), .offset = offsetOf(node)};
        return false;
    }

    std::optional<Error> m_error;
};

std::optional<bool> explicitFromWord(std::string_view word)
{
    if (word == "explicit")
        return true;
    return word == "implicit" ? std::optional(false) : std::nullopt;
}

/// `http` is also what nobody said: see `transport-said`, which only it has.
std::optional<Transport> transportFromWord(std::string_view word)
{
    const auto transport = fromWord<Transport>(word);
    return transport == Transport::Http ? Transport::ByPort : transport;
}

std::optional<Transport> saidTransportFromWord(std::string_view word)
{
    const auto transport = fromWord<Transport>(word);
    return transport == Transport::Http ? transport : std::nullopt;
}

/// `pasted` is refused as a source by versions before it: they read `seen`, and keep what is said beside it.
std::optional<Source> saidSourceFromWord(std::string_view word)
{
    const auto source = fromWord<Source>(word);
    return source == Source::Pasted ? source : std::nullopt;
}

std::optional<Source> sourceFromWord(std::string_view word)
{
    const auto source = fromWord<Source>(word);
    return source == Source::Pasted ? std::nullopt : source;
}

void requireWord(ElementReader& element, std::string_view value, const char* name)
{
    if (value.empty()) {
        element.mistake(ErrorCode::Malformed,
                        Sentence::saying("the attribute %1 is missing", name));
    }
}

/// What is said beside a source says more of a thing that was seen, and of no other.
void checkSaidSource(ElementReader& element, Source source, Source said)
{
    if (said != source && source != Source::Seen)
        element.mistake(ErrorCode::Malformed, Sentence::saying("one thing has two sources"));
}

model::Provenance provenanceOf(ElementReader& element,
                               model::Source otherwise = model::Source::Drawn)
{
    const Source source = element.word("source", otherwise, &sourceFromWord);
    const Source said = element.word("source-said", source, &saidSourceFromWord);
    checkSaidSource(element, source, said);
    return {.source = said, .time = element.text("time")};
}

model::Upkeep upkeepOf(ElementReader& element)
{
    return {.owner = element.text("owner"),
            .ticket = element.text("ticket"),
            .expires = element.text("expires")};
}

Result<std::vector<std::string>> entriesOf(pugi::xml_node list)
{
    std::vector<std::string> out;
    for (const pugi::xml_node node : list.children("entry")) {
        ElementReader entry(node);
        out.push_back(entry.text("value"));
        HOPWRIGHT_TRY_VOID(entry.finishWithNothingElse());
    }
    return out;
}

Result<std::vector<std::string>> plainListOf(pugi::xml_node node)
{
    ElementReader element(node);
    element.passOver("entry");
    HOPWRIGHT_TRY_VOID(element.finishWithNothingElse());
    return entriesOf(node);
}

Result<std::optional<model::DelegateList>> delegateListOf(pugi::xml_node node)
{
    if (!node)
        return std::nullopt;
    ElementReader element(node);
    model::DelegateList list{.enabled = element.boolean("enabled").value_or(false)};
    element.passOver("entry");
    HOPWRIGHT_TRY_VOID(element.finishWithNothingElse());
    HOPWRIGHT_TRY(list.entries, entriesOf(node));
    return list;
}

/// Ids between single spaces, in the attribute \p name; more than \p most of them are \p tooMany.
Result<std::vector<std::uint32_t>> idsOf(std::string_view text, const char* name, std::size_t most,
                                         const Sentence& tooMany, std::size_t offset)
{
    std::vector<std::uint32_t> out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        std::uint32_t id = 0;
        const auto result = std::from_chars(at, end, id);
        const bool goesOn = result.ptr != end;
        if (result.ec != std::errc() || (goesOn && (*result.ptr != ' ' || result.ptr + 1 == end))) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("%1 is not a list of ids between single spaces", name),
                        offset);
        }
        if (out.size() == most)
            return fail(ErrorCode::TooLarge, tooMany, offset);
        out.push_back(id);
        at = goesOn ? result.ptr + 1 : end;
    }
    return out;
}

Result<std::vector<model::HopId>> hopIdsOf(std::string_view text, std::size_t offset)
{
    HOPWRIGHT_TRY(const std::vector<std::uint32_t> ids,
                  idsOf(text, "hops", model::maxRouteHops,
                        Sentence::saying("a route has more than 64 hops"), offset));
    std::vector<model::HopId> out;
    out.reserve(ids.size());
    for (const std::uint32_t id : ids)
        out.push_back(static_cast<model::HopId>(id));
    return out;
}

/// Builds the graph from the elements below the root. Offsets of errors are in the document.
class GraphBuilder {
public:
    Result<model::Graph> build(pugi::xml_node root)
    {
        ElementReader element(root);
        element.text("format");
        const std::uint32_t nextId = element.number("next-id").value_or(1);
        m_root = offsetOf(root);
        for (const char* const name :
             {"domain", "account", "computer", "resource", "hop", "route", "group", "seen"})
            element.passOver(name);
        HOPWRIGHT_TRY_VOID(element.finish(m_graph.unknown));
        for (const pugi::xml_node node : root.children()) {
            if (node.type() == pugi::node_element)
                HOPWRIGHT_TRY_VOID(take(node));
        }
        m_graph.nextId = std::max(nextId, m_greatestId + 1);
        dropLostMembers();
        if (auto fault = model::findFault(m_graph)) {
            const auto place = m_offsets.find(fault->id);
            fault->error.offset = place == m_offsets.end() ? m_root : place->second;
            return fail(std::move(fault->error));
        }
        return std::move(m_graph);
    }

private:
    Result<void> take(pugi::xml_node node)
    {
        const std::string_view name = node.name();
        if (name == "domain")
            return domain(node);
        if (name == "account")
            return account(node);
        if (name == "computer")
            return computer(node);
        if (name == "resource")
            return resource(node);
        if (name == "hop")
            return hop(node);
        if (name == "route")
            return route(node);
        if (name == "group")
            return group(node);
        return name == "seen" ? seen(node) : Result<void>();
    }

    /// Files a thing under its id, once in all kinds.
    template <typename Things, typename Thing>
    Result<void> keep(Things& things, Thing thing, pugi::xml_node node)
    {
        const auto id = static_cast<std::uint32_t>(thing.id);
        if (!m_offsets.emplace(id, offsetOf(node)).second) {
            return fail(ErrorCode::NameTaken, Sentence::saying("two things have one id, %1", id),
                        offsetOf(node));
        }
        m_greatestId = std::max(m_greatestId, id);
        const auto key = thing.id;
        things[key] = std::move(thing);
        return {};
    }

    Result<void> domain(pugi::xml_node node)
    {
        ElementReader element(node);
        model::Domain domain{.id = static_cast<model::DomainId>(element.requiredId("id")),
                             .dnsName = element.text("dns-name"),
                             .shortName = element.text("short-name"),
                             .workgroup = element.boolean("workgroup").value_or(false),
                             .provenance = provenanceOf(element)};
        HOPWRIGHT_TRY_VOID(element.finish(domain.unknown));
        return keep(m_graph.domains, std::move(domain), node);
    }

    Result<void> account(pugi::xml_node node)
    {
        ElementReader element(node);
        model::Account account{.id = static_cast<model::AccountId>(element.requiredId("id")),
                               .domain = element.text("domain"),
                               .user = element.text("user")};
        HOPWRIGHT_TRY_VOID(element.finish(account.unknown));
        return keep(m_graph.accounts, std::move(account), node);
    }

    static Result<model::PracticeFacts> practiceOf(pugi::xml_node node)
    {
        model::PracticeFacts out;
        if (!node)
            return out;
        ElementReader element(node);
        out.credSspClient = element.boolean("credssp-client").value_or(false);
        out.credSspServer = element.boolean("credssp-server").value_or(false);
        out.denyAccount = element.text("deny-account");
        HOPWRIGHT_TRY(out.allowFresh, plainListOf(element.child("allow-fresh")));
        HOPWRIGHT_TRY(out.allowFreshNtlmOnly, plainListOf(element.child("allow-fresh-ntlm-only")));
        HOPWRIGHT_TRY(out.denyFresh, plainListOf(element.child("deny-fresh")));
        HOPWRIGHT_TRY(out.trustedHosts, plainListOf(element.child("trusted-hosts")));
        HOPWRIGHT_TRY_VOID(element.finish(out.unknown));
        return out;
    }

    Result<void> computer(pugi::xml_node node)
    {
        ElementReader element(node);
        model::Computer computer{
            .id = static_cast<model::ComputerId>(element.requiredId("id")),
            .name = element.text("name"),
            .dnsName = element.text("dns-name"),
            .address = element.text("address"),
            .port = element.port("port"),
            .os = element.text("os"),
            .notes = element.text("notes"),
            .position = {.x = element.coordinate("x"), .y = element.coordinate("y")},
            .isPinned = element.boolean("pinned").value_or(false),
            .upkeep = upkeepOf(element),
            .provenance = provenanceOf(element)};
        if (const auto domain = element.number("domain"))
            computer.domain = static_cast<model::DomainId>(*domain);
        const std::string kind = element.text("kind");
        if (const auto known = fromWord<model::ComputerKind>(kind)) {
            computer.kind = *known;
        } else if (!kind.empty()) {
            computer.unknown.attributes.emplace_back(
                "kind", kind);  // Only the icon: kept, drawn as a server.
        }
        HOPWRIGHT_TRY(computer.practice, practiceOf(element.child("practice")));
        HOPWRIGHT_TRY_VOID(element.finish(computer.unknown));
        return keep(m_graph.computers, std::move(computer), node);
    }

    Result<void> resource(pugi::xml_node node)
    {
        ElementReader element(node);
        model::Resource resource{.id = static_cast<model::ResourceId>(element.requiredId("id")),
                                 .computer =
                                     static_cast<model::ComputerId>(element.requiredId("computer")),
                                 .name = element.text("name"),
                                 .provenance = provenanceOf(element)};
        const std::string kind = element.text("kind");
        const auto known = fromTypedWord<ResourceKind>(kind);
        resource.kind = known.value_or(ResourceKind::Unknown);
        if (!known)
            resource.kindWord = kind;
        HOPWRIGHT_TRY_VOID(element.finish(resource.unknown));
        return keep(m_graph.resources, std::move(resource), node);
    }

    Result<void> hop(pugi::xml_node node)
    {
        ElementReader element(node);
        // An end that is missing is refused with the whole: id 0 names nothing.
        model::Hop hop{
            .id = static_cast<model::HopId>(element.requiredId("id")),
            .from = static_cast<model::ComputerId>(element.number("from").value_or(0)),
            .to = {.computer = static_cast<model::ComputerId>(element.number("to").value_or(0))},
            .credential = {.isExplicit = element.word("credential", false, &explicitFromWord)},
            .transport = element.word("transport", model::Transport::ByPort, &transportFromWord),
            .port = element.port("port"),
            .typedTarget = element.text("typed"),
            .isMuted = element.boolean("muted").value_or(false),
            .upkeep = upkeepOf(element),
            .provenance = provenanceOf(element)};
        const auto said =
            element.word("transport-said", model::Transport::ByPort, &saidTransportFromWord);
        if (said == model::Transport::Http && hop.transport == model::Transport::Https)
            element.mistake(ErrorCode::Malformed, Sentence::saying("a hop says two transports"));
        if (said == model::Transport::Http)
            hop.transport = said;
        if (const auto resource = element.number("resource"))
            hop.to.resource = static_cast<model::ResourceId>(*resource);
        if (const auto account = element.number("account"))
            hop.credential.account = static_cast<model::AccountId>(*account);
        if (const auto version = element.number("min-credssp-version"))
            hop.minCredSspVersion = *version;
        const std::string method = element.text("method");
        const auto known = method.empty() ? Method::Default : fromTypedWord<Method>(method);
        hop.method = known.value_or(Method::Unknown);
        if (!known)
            hop.methodWord = method;
        HOPWRIGHT_TRY_VOID(element.finish(hop.unknown));
        return keep(m_graph.hops, std::move(hop), node);
    }

    Result<void> route(pugi::xml_node node)
    {
        ElementReader element(node);
        model::Route route{.id = static_cast<model::RouteId>(element.requiredId("id")),
                           .name = element.text("name")};
        HOPWRIGHT_TRY(route.hops, hopIdsOf(element.text("hops"), offsetOf(node)));
        if (const pugi::xml_node probe = element.child("probe")) {
            HOPWRIGHT_TRY(route.probe, probeOf(probe));
        }
        HOPWRIGHT_TRY_VOID(element.finish(route.unknown));
        return keep(m_graph.routes, std::move(route), node);
    }

    Result<void> group(pugi::xml_node node)
    {
        ElementReader element(node);
        model::Group group{.id = static_cast<model::GroupId>(element.requiredId("id")),
                           .name = element.text("name"),
                           .isCollapsed = element.boolean("collapsed").value_or(false),
                           .defaults = {.os = element.text("os"), .port = element.port("port")}};
        if (const auto domain = element.number("domain"))
            group.defaults.domain = static_cast<model::DomainId>(*domain);
        const std::string kind = element.text("kind");
        if (const auto known = fromWord<GroupKind>(kind)) {
            group.kind = *known;
        } else if (!kind.empty()) {
            group.kind = GroupKind::Other;
            group.unknown.attributes.emplace_back("kind", kind);
        }
        HOPWRIGHT_TRY(const std::vector<std::uint32_t> members,
                      idsOf(element.text("members"), "members", model::maxComputers,
                            Sentence::saying("a group has more than 10,000 machines"),
                            offsetOf(node)));
        for (const std::uint32_t each : members)
            group.members.insert(static_cast<model::ComputerId>(each));
        HOPWRIGHT_TRY_VOID(element.finish(group.unknown));
        return keep(m_graph.groups, std::move(group), node);
    }

    /// Versions before groups keep them as they are, also where they remove a machine, or all of one.
    void dropLostMembers()
    {
        const auto groups = m_graph.groups;
        for (const auto& [id, group] : groups) {
            std::set<model::ComputerId> members = group.members;
            std::erase_if(members, [this](model::ComputerId each) {
                return !m_graph.computers.contains(each);
            });
            if (members.empty()) {
                m_graph.groups.erase(id);
            } else if (members.size() != group.members.size()) {
                m_graph.groups[id].members = std::move(members);
            }
        }
    }

    static Result<model::Probe> probeOf(pugi::xml_node node)
    {
        ElementReader element(node);
        model::Probe probe{
            .kind = element.word("kind", model::ProbeKind::CreateFile, &fromWord<model::ProbeKind>),
            .path = element.text("path"),
            .text = element.text("text"),
            .sideEffects = element.text("side-effects")};
        HOPWRIGHT_TRY_VOID(element.finish(probe.unknown));
        return probe;
    }

    static Result<model::SeenFact> factOf(pugi::xml_node node)
    {
        ElementReader element(node);
        model::SeenFact fact{.kind = element.text("kind"),
                             .subject = element.text("subject"),
                             .about = element.text("about"),
                             .value = element.text("value"),
                             .layer = element.text("layer"),
                             .source =
                                 element.word("source", Source::Pasted, &fromWord<model::Source>),
                             .time = element.text("time"),
                             .line = element.number("line").value_or(0)};
        requireWord(element, fact.kind, "kind");
        HOPWRIGHT_TRY_VOID(element.finish(fact.unknown));
        return fact;
    }

    static Result<model::SeenCommand> commandOf(pugi::xml_node node)
    {
        ElementReader element(node);
        model::SeenCommand command{.name = element.text("name"),
                                   .machine = element.text("machine")};
        requireWord(element, command.name, "name");
        HOPWRIGHT_TRY_VOID(element.finish(command.unknown));
        return command;
    }

    Result<void> seen(pugi::xml_node node)
    {
        ElementReader element(node);
        const auto computer = static_cast<model::ComputerId>(element.requiredId("computer"));
        model::MachineState state{.credSspClient = element.boolean("credssp-client"),
                                  .credSspServer = element.boolean("credssp-server"),
                                  .provenance = provenanceOf(element, model::Source::Seen)};
        HOPWRIGHT_TRY(state.allowFresh, delegateListOf(element.child("allow-fresh")));
        HOPWRIGHT_TRY(state.allowFreshNtlmOnly,
                      delegateListOf(element.child("allow-fresh-ntlm-only")));
        HOPWRIGHT_TRY(state.denyFresh, delegateListOf(element.child("deny-fresh")));
        if (const pugi::xml_node trusted = element.child("trusted-hosts")) {
            HOPWRIGHT_TRY(state.trustedHosts, plainListOf(trusted));
        }
        for (const pugi::xml_node each : node.children("fact")) {
            HOPWRIGHT_TRY(model::SeenFact fact, factOf(each));
            state.facts.push_back(std::move(fact));
        }
        for (const pugi::xml_node each : node.children("command")) {
            HOPWRIGHT_TRY(model::SeenCommand command, commandOf(each));
            state.commands.push_back(std::move(command));
        }
        element.passOver("fact");
        element.passOver("command");
        HOPWRIGHT_TRY_VOID(element.finish(state.unknown));
        if (m_graph.seen.contains(computer)) {
            return fail(ErrorCode::NameTaken, Sentence::saying("one machine is seen twice"),
                        offsetOf(node));
        }
        m_graph.seen[computer] = std::move(state);
        return {};
    }

    model::Graph m_graph;
    std::unordered_map<std::uint32_t, std::size_t> m_offsets;
    std::uint32_t m_greatestId = 0;
    std::size_t m_root = 0;
};

/// The one element of the document; nothing but comments and blanks beside it.
Result<pugi::xml_node> rootOf(const pugi::xml_document& document)
{
    pugi::xml_node root;
    for (const pugi::xml_node node : document.children()) {
        const bool isText = node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
        const std::string_view value = node.value();
        const bool isStray = isText && value.find_first_not_of(" \t\r\n") != std::string_view::npos;
        if (isStray || (root && node.type() == pugi::node_element)) {
            return fail(ErrorCode::Malformed,
                        Sentence::saying("something stands beside the root element"),
                        offsetOf(node));
        }
        if (node.type() == pugi::node_element)
            root = node;
    }
    if (!root || root.name() != std::string_view("hopwright")) {
        return fail(
            ErrorCode::Malformed,
            Sentence::saying("this is not a Hopwright drawing: the root element is not hopwright"),
            offsetOf(root));
    }
    return root;
}

Result<void> checkFormat(pugi::xml_node root)
{
    const std::string_view text = root.attribute("format").value();
    std::uint32_t format = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), format);
    const bool tooGreat = result.ec == std::errc::result_out_of_range;
    if ((result.ec != std::errc() && !tooGreat) || result.ptr != text.data() + text.size()
        || (!tooGreat && format == 0)) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("the format is missing or is not a number"), offsetOf(root));
    }
    if (tooGreat || format > static_cast<std::uint32_t>(graphFormat)) {
        return fail(ErrorCode::NewerVersion,
                    Sentence::saying("the drawing has format %1, this version reads up to %2",
                                     text.substr(0, 16), graphFormat),
                    offsetOf(root));
    }
    return {};
}

/// readGraph with offsets, before they are put into words.
Result<model::Graph> read(std::string_view xml)
{
    HOPWRIGHT_TRY_VOID(checkXmlText(xml, maxGraphFileElements));
    constexpr unsigned flags = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_comments
                               | pugi::parse_pi | pugi::parse_doctype | pugi::parse_fragment;
    pugi::xml_document document;
    const pugi::xml_parse_result result =
        document.load_buffer(xml.data(), xml.size(), flags, pugi::encoding_utf8);
    if (!result) {
        return fail(ErrorCode::Malformed,
                    Sentence::saying("this is not well-formed XML: %1", result.description()),
                    static_cast<std::size_t>(result.offset));
    }
    TreeCheck check;
    document.traverse(check);
    if (check.error())
        return fail(*check.error());
    HOPWRIGHT_TRY(const pugi::xml_node root, rootOf(document));
    HOPWRIGHT_TRY_VOID(checkFormat(root));
    return GraphBuilder().build(root);
}

}  // namespace

Result<model::Graph> readGraph(std::string_view xml)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (xml.size() > maxGraphFileBytes) {
        return fail(placed({.code = ErrorCode::TooLarge,
                            .detail = Sentence::saying("the file is larger than 16 MiB")},
                           xml.substr(0, 0), 0));
    }
    // It is left out before reading, so that offsets are those of the tree.
    const std::size_t skipped = xml.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    auto graph = read(xml.substr(skipped));
    if (!graph)
        return fail(placed(graph.error(), xml, graph.error().offset.value_or(0) + skipped));
    return graph;
}

Result<model::Graph> loadGraph(const std::filesystem::path& path)
{
    HOPWRIGHT_TRY(const std::string xml, files::readFile(path, maxGraphFileBytes));
    return readGraph(xml);
}

Result<void> saveGraph(const std::filesystem::path& path, const model::Graph& graph)
{
    return files::writeFile(path, writeGraph(graph));
}

}  // namespace hopwright::store
