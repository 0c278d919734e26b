#include "ui/panels/properties_page.h"

#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"
#include "ui/document/clock.h"
#include "ui/panels/field_maker.h"
#include "ui/panels/group_fields.h"
#include "ui/panels/sections.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QScrollBar>
#include <QVBoxLayout>

#include <optional>

namespace hopwright::ui {

namespace {

using Binding = Field::Binding;
using Choice = Field::Choice;
using Maker = FieldMaker;
using model::Graph;

const QString implicitValue = QStringLiteral("implicit");
const QString explicitValue = QStringLiteral("explicit");

/// Reads \p member of the machine; empty while it is gone.
auto readComputer(model::ComputerId id, std::string model::Computer::* member)
{
    return [id, member](const Graph& graph) {
        const auto found = graph.computers.find(id);
        return found != graph.computers.end() ? exactFromUtf8(found->second.*member) : QString();
    };
}

template <typename Read>
auto ofHop(model::HopId id, Read read)
{
    return [id, read](const Graph& graph) {
        const auto found = graph.hops.find(id);
        return found != graph.hops.end() ? read(graph, found->second) : QString();
    };
}

void makeComputerFields(const Maker& make, model::ComputerId id)
{
    make.line({.label = Text::tr("Name"),
               .undoText = Text::tr("Rename machine"),
               .read = readComputer(id, &model::Computer::name),
               .write = [id](Graph graph, const QString& text) {
                   return edit::renameComputer(std::move(graph), id, trimmed(text), nowUtc());
               }});
    make.line({.label = Text::tr("DNS name"),
               .undoText = Text::tr("Set DNS name"),
               .read = readComputer(id, &model::Computer::dnsName),
               .write =
                   [id](Graph graph, const QString& text) {
                       return edit::setDnsName(std::move(graph), id, trimmed(text));
                   },
               .placeholder = Text::tr("not known")});
    make.line({.label = Text::tr("Address"),
               .undoText = Text::tr("Set address"),
               .read = readComputer(id, &model::Computer::address),
               .write =
                   [id](Graph graph, const QString& text) {
                       return edit::setAddress(std::move(graph), id, trimmed(text));
                   },
               .placeholder = Text::tr("as the name resolves")});
    makePortField(make, {id});
    makeKindField(make, {id});
    makeDomainField(make, {id});
    makeOsField(make, {id});
    makeUpkeepFields(make, std::set{id});
    makeNotesField(make, {id});
}

void makeResourceFields(const Maker& make, model::ResourceId id)
{
    make.line({.label = Text::tr("Name"),
               .undoText = Text::tr("Rename share"),
               .read =
                   [id](const Graph& graph) {
                       const auto found = graph.resources.find(id);
                       return found != graph.resources.end() ? exactFromUtf8(found->second.name)
                                                             : QString();
                   },
               .write =
                   [id](Graph graph, const QString& text) {
                       return edit::renameResource(std::move(graph), id, trimmed(text));
                   }});
}

QString transportValue(model::Transport transport)
{
    return QString::number(static_cast<int>(transport));
}

/// The account that is called \p text, added when it is not there; the empty text is one asked for at run time.
Result<Graph> withAccount(Graph graph, model::HopId id, const std::string& text)
{
    if (text.empty()) {
        return edit::setCredential(std::move(graph), id, {.isExplicit = true});
    }
    for (const auto& [accountId, account] : graph.accounts) {
        if (model::equalNames(model::accountText(account), text)) {
            const model::Credential credential{.isExplicit = true, .account = accountId};
            return edit::setCredential(std::move(graph), id, credential);
        }
    }
    HOPWRIGHT_TRY(Graph added, edit::addAccount(std::move(graph), text));
    const model::Credential credential{.isExplicit = true, .account = edit::newestAccount(added)};
    return edit::setCredential(std::move(added), id, credential);
}

QString accountValue(const Graph& graph, const model::Hop& hop)
{
    if (!hop.credential.account) {
        return {};
    }
    const auto found = graph.accounts.find(*hop.credential.account);
    return found != graph.accounts.end() ? exactFromUtf8(model::accountText(found->second))
                                         : QString();
}

void makeCredentialFields(const Maker& make, const model::Hop& hop)
{
    const model::HopId id = hop.id;
    const Graph& graph = make.document.graph();
    const auto from = graph.computers.find(hop.from);
    const QString client = from != graph.computers.end() ? fromUtf8(from->second.name) : QString();
    make.choice(
        {.label = Text::tr("Credential"),
         .undoText = Text::tr("Set credential"),
         .read = ofHop(id,
                       [](const Graph&, const model::Hop& each) {
                           return each.credential.isExplicit ? explicitValue : implicitValue;
                       }),
         .write =
             [id](Graph next, const QString& value) {
                 return value == explicitValue ? edit::giveOwnCredential(std::move(next), id)
                                               : edit::setCredential(std::move(next), id, {});
             }},
        {{.value = implicitValue, .text = filled(Text::tr("the identity that %1 holds"), {client})},
         {.value = explicitValue, .text = Text::tr("an account typed for this hop")}});
    if (hop.credential.isExplicit) {
        make.line({.label = Text::tr("Account"),
                   .undoText = Text::tr("Set account"),
                   .read = ofHop(id, &accountValue),
                   .write =
                       [id](Graph next, const QString& text) {
                           return withAccount(std::move(next), id, trimmed(text));
                       },
                   .placeholder = Text::tr("asked for at run time")});
    }
}

/// What \p hop uses while nobody says it.
model::Transport transportByPort(const Graph& graph, model::Hop hop)
{
    hop.transport = model::Transport::ByPort;
    return model::effectiveTransport(graph, hop);
}

/// The first choice says what it comes to.
std::vector<Choice> transportChoices(const Graph& graph, const model::Hop& hop)
{
    using enum model::Transport;
    const bool https = transportByPort(graph, hop) == Https;
    return {{.value = transportValue(ByPort),
             .text = https ? Text::tr("by the port: HTTPS") : Text::tr("by the port: HTTP")},
            {.value = transportValue(Http), .text = transportText(Http)},
            {.value = transportValue(Https), .text = transportText(Https)}};
}

void makeTransportField(const Maker& make, const model::Hop& hop)
{
    const model::HopId id = hop.id;
    make.choice(
        {.label = Text::tr("Transport"),
         .undoText = Text::tr("Set transport"),
         .read = ofHop(id, [](const Graph&,
                              const model::Hop& each) { return transportValue(each.transport); }),
         .write =
             [id](Graph graph, const QString& value) {
                 return edit::setTransport(std::move(graph), id, model::Transport{value.toInt()});
             }},
        transportChoices(make.document.graph(), hop));
}

void makeHopFields(const Maker& make, const model::Hop& hop)
{
    const model::HopId id = hop.id;
    if (model::isSession(hop)) {
        makeMethodField(make, {id});
    }
    makeCredentialFields(make, hop);
    make.line(
        {.label = Text::tr("Target, as typed"),
         .undoText = Text::tr("Set target"),
         .read = ofHop(id, [](const Graph&,
                              const model::Hop& each) { return exactFromUtf8(each.typedTarget); }),
         .write = [id](Graph graph, const QString& text) {
             return edit::setTypedTarget(std::move(graph), id, trimmed(text));
         }});
    if (model::isSession(hop)) {
        if (hop.method != Method::Ssh) {
            makeTransportField(make, hop);
        }
        makeHopPortField(make, {id});
    }
    makeMutedField(make, {id});
    makeUpkeepFields(make, std::set{id});
}

std::vector<Choice> probeChoices(bool isSession)
{
    using enum model::ProbeKind;
    const auto value = [](model::ProbeKind kind) {
        return QString::number(static_cast<int>(kind));
    };
    if (isSession) {
        return {{.value = value(Session), .text = Text::tr("ask who is there (whoami)")}};
    }
    return {{.value = value(CreateFile), .text = Text::tr("create a file, then remove it")},
            {.value = value(ListShare), .text = Text::tr("list the share")}};
}

void makeRouteFields(const Maker& make, const model::Route& route)
{
    const model::RouteId id = route.id;
    make.line({.label = Text::tr("Name"),
               .undoText = Text::tr("Rename route"),
               .read =
                   [id](const Graph& graph) {
                       const auto found = graph.routes.find(id);
                       return found != graph.routes.end() ? exactFromUtf8(found->second.name)
                                                          : QString();
                   },
               .write =
                   [id](Graph graph, const QString& text) {
                       return edit::renameRoute(std::move(graph), id, trimmed(text));
                   }});
    const Graph& graph = make.document.graph();
    const auto last = route.hops.empty() ? graph.hops.end() : graph.hops.find(route.hops.back());
    std::vector<Choice> choices =
        probeChoices(last != graph.hops.end() && model::isSession(last->second));
    if (route.probe.kind == model::ProbeKind::ReadFile) {
        choices.push_back({.value = QString::number(static_cast<int>(route.probe.kind)),
                           .text = Text::tr("read a file")});
    }
    if (route.probe.kind == model::ProbeKind::Script) {
        choices.push_back({.value = QString::number(static_cast<int>(route.probe.kind)),
                           .text = Text::tr("run its own script")});
    }
    make.choice({.label = Text::tr("What the test does at the end"),
                 .undoText = Text::tr("Set probe"),
                 .read =
                     [id](const Graph& each) {
                         const auto found = each.routes.find(id);
                         return found != each.routes.end()
                                    ? QString::number(static_cast<int>(found->second.probe.kind))
                                    : QString();
                     },
                 .write =
                     [id](Graph next, const QString& value) {
                         model::Probe probe = next.routes.at(id).probe;
                         probe.kind = model::ProbeKind{value.toInt()};
                         return edit::setProbe(std::move(next), id, std::move(probe));
                     }},
                choices);
}

/// Head and fields. \returns false when the thing is not there.
struct FieldsOf {
    const Maker& make;

    bool operator()(model::ComputerId id) const
    {
        const Graph& graph = make.document.graph();
        if (!graph.computers.contains(id)) {
            return false;
        }
        make.sections.begin({});
        makeComputerFields(make, id);
        return true;
    }
    bool operator()(model::ResourceId id) const
    {
        if (!make.document.graph().resources.contains(id)) {
            return false;
        }
        make.sections.begin({});
        makeResourceFields(make, id);
        return true;
    }
    bool operator()(model::HopId id) const
    {
        const auto found = make.document.graph().hops.find(id);
        if (found == make.document.graph().hops.end()) {
            return false;
        }
        make.sections.begin({});
        makeHopFields(make, found->second);
        return true;
    }
    bool operator()(model::RouteId id) const
    {
        const auto found = make.document.graph().routes.find(id);
        if (found == make.document.graph().routes.end()) {
            return false;
        }
        make.sections.begin({});
        makeRouteFields(make, found->second);
        return true;
    }
    bool operator()(model::GroupId id) const
    {
        const auto found = make.document.graph().groups.find(id);
        if (found == make.document.graph().groups.end()) {
            return false;
        }
        make.sections.begin({});
        makeGroupFields(make, found->second);
        return true;
    }
    bool operator()(model::DomainId /*id*/) const { return false; }
    bool operator()(std::monostate /*none*/) const { return false; }
};

/// Those of \p ids that are in \p table and of which \p isMeant.
template <typename Id>
std::set<Id> thoseIn(const auto& table, const std::set<Id>& ids, auto isMeant)
{
    std::set<Id> out;
    for (const Id id : ids) {
        const auto found = table.find(id);
        if (found != table.end() && isMeant(found->second))
            out.insert(out.end(), id);
    }
    return out;
}

/// What several things have in common: machines first, then what sessions alone have, then all hops.
/// \returns false where there are not two of which something can be changed.
bool makeSeveral(const Maker& make, const edit::Selection& things)
{
    const Graph& graph = make.document.graph();
    const auto machines = thoseIn(graph.computers, things.computers,
                                  [](const model::Computer& /*each*/) { return true; });
    const auto sessions = thoseIn(graph.hops, things.hops, &model::isSession);
    const auto hops =
        thoseIn(graph.hops, things.hops, [](const model::Hop& /*each*/) { return true; });
    if (machines.size() + hops.size() < 2)
        return false;
    if (!machines.empty()) {
        make.sections.begin(Text::tr("%n machines", nullptr, static_cast<int>(machines.size())));
        makePortField(make, machines);
        makeKindField(make, machines);
        makeDomainField(make, machines);
        makeOsField(make, machines);
        makeUpkeepFields(make, machines);
        makeNotesField(make, machines);
    }
    if (!sessions.empty()) {
        make.sections.begin(
            Text::tr("%n hops to machines", nullptr, static_cast<int>(sessions.size())));
        makeMethodField(make, sessions);
        makeHopPortField(make, sessions);
    }
    if (!hops.empty()) {
        if (hops.size() != sessions.size())
            make.sections.begin(Text::tr("%n hops", nullptr, static_cast<int>(hops.size())));
        makeMutedField(make, hops);
        makeUpkeepFields(make, hops);
    }
    return true;
}

}  // namespace

PropertiesPage::PropertiesPage(QWidget* parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(Text::tr("Properties"));
}

QString PropertiesPage::shapeOf() const
{
    if (m_document == nullptr) {
        return {};
    }
    const Graph& graph = m_document->graph();
    if (m_several.size() > 1)
        return severalShape();
    const QString shape = thingIdOf(m_thing);
    if (const auto* id = std::get_if<model::HopId>(&m_thing)) {
        const auto found = graph.hops.find(*id);
        if (found == graph.hops.end()) {
            return {};
        }
        const model::Hop& hop = found->second;
        const QString transport = hop.method == Method::Ssh
                                      ? QStringLiteral("+ssh")
                                      : transportText(transportByPort(graph, hop));
        return shape + (hop.credential.isExplicit ? QStringLiteral("+account") : QString())
               + fromUtf8(hop.methodWord) + transport;
    }
    const auto* computer = std::get_if<model::ComputerId>(&m_thing);
    const auto* resource = std::get_if<model::ResourceId>(&m_thing);
    const auto* route = std::get_if<model::RouteId>(&m_thing);
    const auto* group = std::get_if<model::GroupId>(&m_thing);
    const bool isThere = (computer != nullptr && graph.computers.contains(*computer))
                         || (resource != nullptr && graph.resources.contains(*resource))
                         || (route != nullptr && graph.routes.contains(*route))
                         || (group != nullptr && graph.groups.contains(*group));
    return isThere ? shape : QString();
}

/// The label of the field that has the focus; empty: none has.
QString PropertiesPage::focusedField() const
{
    for (const Field* field : m_fields) {
        if (field->editor()->hasFocus())
            return field->editor()->accessibleName();
    }
    return {};
}

/// Of several things: which of them there are, and what decides the choices of their fields.
QString PropertiesPage::severalShape() const
{
    const Graph& graph = m_document->graph();
    const auto isUnknown = [](const model::Hop& hop) {
        return hop.method == Method::Unknown;
    };
    const auto isSsh = [](const model::Hop& hop) {
        return hop.method == Method::Ssh;
    };
    const auto all = [](const auto& /*each*/) {
        return true;
    };
    return QStringLiteral("several+%1+%2+%3+%4+%5")
        .arg(thoseIn(graph.computers, m_several.computers, all).size())
        .arg(thoseIn(graph.resources, m_several.resources, all).size())
        .arg(thoseIn(graph.hops, m_several.hops, all).size())
        .arg(thoseIn(graph.hops, m_several.hops, isUnknown).size())
        .arg(thoseIn(graph.hops, m_several.hops, isSsh).size());
}

void PropertiesPage::show(GraphDocument* document, const ThingRef& thing,
                          const edit::Selection& several)
{
    const bool isOther = document != m_document || widget() == nullptr || several != m_several;
    const bool isSame = !isOther && thing == m_thing;
    m_document = document;
    m_thing = thing;
    m_several = several;
    const QString shape = shapeOf();
    if (isOther || shape != m_shape) {
        m_shape = shape;
        rebuildKeeping(isSame ? focusedField() : QString());
        return;
    }
    for (Field* field : m_fields) {
        field->refresh();
    }
}

/// A setting that brings other fields stays the focused one, where it is seen. \p focused: its label, or empty.
void PropertiesPage::rebuildKeeping(const QString& focused)
{
    const int scrolled = verticalScrollBar()->value();
    if (!focused.isEmpty())
        setFocus(Qt::OtherFocusReason);  // Else it goes on as by Tab when the field goes.
    rebuild();
    if (focused.isEmpty())
        return;
    verticalScrollBar()->setValue(scrolled);
    for (const Field* field : m_fields) {
        if (field->editor()->accessibleName() == focused) {
            field->editor()->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void PropertiesPage::rebuild()
{
    m_fields.clear();
    auto* sections = new Sections;
    bool isThere = false;
    if (m_document != nullptr) {
        const Maker make{.document = *m_document, .sections = *sections, .fields = m_fields};
        isThere = m_several.size() > 1 ? makeSeveral(make, m_several)
                                       : std::visit(FieldsOf{make}, m_thing);
    }
    if (isThere) {
        sections->finish();
    } else if (m_several.size() > 1) {
        sections->addEmpty(
            Text::tr("Several things are selected"),
            Text::tr("Machines and hops can be changed together, shares one by one."));
    } else {
        sections->addEmpty(Text::tr("Nothing is selected"),
                           Text::tr("Select a machine, a share or a hop to change what is drawn."));
    }
    // A field of it may be what led here.
    if (QWidget* before = takeWidget()) {
        before->hide();
        before->deleteLater();
    }
    setWidget(sections);
    sections->show();
}

void PropertiesPage::focusFirst()
{
    if (!m_fields.empty()) {
        m_fields.front()->editor()->setFocus(Qt::ShortcutFocusReason);
    }
}

}  // namespace hopwright::ui
