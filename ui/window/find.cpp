#include "ui/window/find.h"

#include "core/model/graph_rules.h"
#include "core/plan/matched.h"
#include "ui/models/thing_id.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QStringList>

#include <set>
#include <variant>

namespace hopwright::ui {

namespace {

using Entries = std::vector<std::pair<QString, std::string>>;

// As the policy and WinRM call them.
const QString allowFresh = QStringLiteral("AllowFreshCredentials");
const QString allowFreshNtlmOnly = QStringLiteral("AllowFreshCredentialsWhenNTLMOnly");
const QString denyFresh = QStringLiteral("DenyFreshCredentials");
const QString trusted = QStringLiteral("TrustedHosts");

void add(Entries& out, const QString& list, const std::vector<std::string>& entries)
{
    for (const std::string& each : entries)
        out.emplace_back(list, each);
}

void addPlanned(Entries& out, const QString& list, const std::vector<plan::DelegateEntry>& entries,
                const std::string& service)
{
    for (const plan::DelegateEntry& each : entries)
        out.emplace_back(list, service + each.name);
}

void addSeen(Entries& out, const model::MachineState& seen)
{
    if (seen.allowFresh)
        add(out, allowFresh, seen.allowFresh->entries);
    if (seen.allowFreshNtlmOnly)
        add(out, allowFreshNtlmOnly, seen.allowFreshNtlmOnly->entries);
    if (seen.denyFresh)
        add(out, denyFresh, seen.denyFresh->entries);
    if (seen.trustedHosts)
        add(out, trusted, *seen.trustedHosts);
}

/// The account that is typed for \p hop, as text; empty: none, or asked for at run time.
std::string accountOf(const model::Graph& graph, const model::Hop& hop)
{
    if (!hop.credential.isExplicit || !hop.credential.account)
        return {};
    const auto found = graph.accounts.find(*hop.credential.account);
    return found == graph.accounts.end() ? std::string() : model::accountText(found->second);
}

/// Where a thing stands.
struct Place {
    const model::Graph& graph;

    QString operator()(model::ComputerId id) const
    {
        const auto found = graph.computers.find(id);
        return found == graph.computers.end() ? QString() : domainText(graph, found->second);
    }
    QString operator()(model::ResourceId id) const
    {
        const auto found = graph.resources.find(id);
        return found == graph.resources.end() ? QString()
                                              : computerName(graph, found->second.computer);
    }
    QString operator()(model::HopId id) const
    {
        const auto found = graph.hops.find(id);
        if (found == graph.hops.end())
            return {};
        return filled(Text::tr("%1 to %2"), {computerName(graph, found->second.from),
                                             fromUtf8(model::endName(graph, found->second.to))});
    }
    QString operator()(model::RouteId /*id*/) const { return Text::tr("route"); }
    QString operator()(model::GroupId id) const
    {
        const auto found = graph.groups.find(id);
        return found == graph.groups.end() ? QString() : groupKindText(found->second.kind);
    }
    QString operator()(model::DomainId /*id*/) const { return {}; }
    QString operator()(std::monostate /*none*/) const { return {}; }
};

/// What a thing is called.
QString nameOf(const model::Graph& graph, const ThingRef& thing)
{
    if (const auto* computer = std::get_if<model::ComputerId>(&thing))
        return computerName(graph, *computer);
    return std::visit(Place{graph}, thing);
}

}  // namespace

void FindIndex::setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan)
{
    m_graph = std::move(graph);
    m_plan = std::move(plan);
    m_stale = true;
}

void FindIndex::make()
{
    if (!std::exchange(m_stale, false))
        return;
    m_texts.clear();
    addNames();
    addHops();
    addEntries();
    addFindings();
}

void FindIndex::addNames()
{
    for (const auto& [id, computer] : m_graph->computers) {
        const QString name = fromUtf8(computer.name);
        m_texts.push_back(
            {.found = {.thing = id, .in = FoundIn::Name, .text = name},
             .all = QStringList{name, fromUtf8(computer.dnsName), fromUtf8(computer.address)}.join(
                 u'\n')});
    }
    for (const auto& [id, resource] : m_graph->resources) {
        m_texts.push_back(
            {.found = {.thing = id, .in = FoundIn::Name, .text = fromUtf8(resource.name)}});
    }
    for (const auto& [id, hop] : m_graph->hops) {
        m_texts.push_back(
            {.found = {.thing = id, .in = FoundIn::Name, .text = fromUtf8(hop.typedTarget)}});
    }
    for (const auto& [id, route] : m_graph->routes) {
        m_texts.push_back(
            {.found = {.thing = id, .in = FoundIn::Name, .text = fromUtf8(route.name)}});
    }
    for (const auto& [id, group] : m_graph->groups) {
        m_texts.push_back(
            {.found = {.thing = id, .in = FoundIn::Name, .text = fromUtf8(group.name)}});
    }
}

/// Accounts of hops, then notes of machines, each with owner, ticket and last day.
void FindIndex::addHops()
{
    for (const auto& [id, hop] : m_graph->hops) {
        if (const std::string account = accountOf(*m_graph, hop); !account.empty()) {
            m_texts.push_back(
                {.found = {.thing = id, .in = FoundIn::Account, .text = fromUtf8(account)}});
        }
        addUpkeep(id, hop.upkeep);
    }
    for (const auto& [id, computer] : m_graph->computers) {
        if (!computer.notes.empty()) {
            m_texts.push_back(
                {.found = {.thing = id, .in = FoundIn::Notes, .text = fromUtf8(computer.notes)}});
        }
        addUpkeep(id, computer.upkeep);
    }
}

void FindIndex::addUpkeep(const ThingRef& thing, const model::Upkeep& upkeep)
{
    const auto add = [&](const std::string& text, const QString& what) {
        if (text.empty())
            return;
        m_texts.push_back(
            {.found = {
                 .thing = thing, .in = FoundIn::Upkeep, .text = fromUtf8(text), .detail = what}});
    };
    add(upkeep.owner, Text::tr("owner"));
    add(upkeep.ticket, Text::tr("ticket"));
    add(upkeep.expires, Text::tr("last day"));
}

void FindIndex::addEntries()
{
    for (const auto& [id, computer] : m_graph->computers) {
        Entries entries;
        if (const auto planned = m_plan->machines.find(id); planned != m_plan->machines.end()) {
            addPlanned(entries, allowFresh, planned->second.delegateComputers, "WSMAN/");
            addPlanned(entries, allowFreshNtlmOnly, planned->second.ntlmOnly, "WSMAN/");
            addPlanned(entries, trusted, planned->second.trustedHosts, {});
        }
        add(entries, allowFresh, computer.practice.allowFresh);
        add(entries, allowFreshNtlmOnly, computer.practice.allowFreshNtlmOnly);
        add(entries, denyFresh, computer.practice.denyFresh);
        add(entries, trusted, computer.practice.trustedHosts);
        if (const auto seen = m_graph->seen.find(id); seen != m_graph->seen.end())
            addSeen(entries, seen->second);
        addEntries(id, entries);
    }
}

/// One that is planned, drawn and seen is one.
void FindIndex::addEntries(model::ComputerId machine, const Entries& entries)
{
    std::set<std::pair<QString, std::string>> there;
    for (const auto& [list, entry] : entries) {
        if (!there.emplace(list, model::foldedName(entry)).second)
            continue;
        m_texts.push_back(
            {.found = {
                 .thing = machine, .in = FoundIn::Entry, .text = fromUtf8(entry), .detail = list}});
    }
}

void FindIndex::addFindings()
{
    for (const plan::Finding& each : m_plan->findings) {
        m_texts.push_back({.found = {.thing = thingFromId(exactFromUtf8(each.where)),
                                     .in = FoundIn::Finding,
                                     .text = findingText(each),
                                     .detail = fromUtf8(each.rule)}});
        Searched& text = m_texts.back();
        text.all = text.found.text + u'\n' + text.found.detail;
    }
}

std::vector<Found> FindIndex::find(const QString& text)
{
    std::vector<Found> out;
    const QString wanted = text.trimmed();
    if (wanted.isEmpty())
        return out;
    if (const auto matched = plan::matchedBy(*m_graph, wanted.toStdString())) {
        for (const plan::MatchedMachine& each : *matched) {
            out.push_back({.thing = each.computer,
                           .in = each.isCertain ? FoundIn::Matched : FoundIn::LikelyMatched,
                           .text = fromUtf8(each.name)});
        }
    }
    make();
    for (const Searched& each : m_texts) {
        const QString& searched = each.all.isEmpty() ? each.found.text : each.all;
        if (searched.contains(wanted, Qt::CaseInsensitive))
            out.push_back(each.found);
    }
    return out;
}

QString FindIndex::placeOf(const Found& found) const
{
    switch (found.in) {
    case FoundIn::Matched:
        return Text::tr("is matched");
    case FoundIn::LikelyMatched:
        return Text::tr("is likely matched");
    case FoundIn::Account:
        return filled(Text::tr("account, %1"), {nameOf(*m_graph, found.thing)});
    case FoundIn::Notes:
        return filled(Text::tr("notes, %1"), {nameOf(*m_graph, found.thing)});
    case FoundIn::Entry:
    case FoundIn::Upkeep:
    case FoundIn::Finding:
        return filled(Text::tr("%1, %2"), {found.detail, nameOf(*m_graph, found.thing)});
    case FoundIn::Name:
        break;
    }
    return std::visit(Place{*m_graph}, found.thing);
}

}  // namespace hopwright::ui
