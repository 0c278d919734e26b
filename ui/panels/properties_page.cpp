#include "ui/panels/properties_page.h"

#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"
#include "ui/panels/sections.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <QDateTime>
#include <QScrollBar>
#include <QVBoxLayout>

#include <cstdint>
#include <optional>

namespace hopwright::ui {

namespace {

using Binding = Field::Binding;
using Choice = Field::Choice;
using model::Graph;

const QString implicitValue = QStringLiteral("implicit");
const QString explicitValue = QStringLiteral("explicit");

/// Makes the fields of one thing.
struct Maker {
    GraphDocument& document;
    Sections& sections;
    std::vector<Field*>& fields;

    void line(Binding binding) const
    {
        add(new Field(document, std::move(binding), Field::Lines::One, &sections));
    }
    void text(Binding binding) const
    {
        add(new Field(document, std::move(binding), Field::Lines::Many, &sections));
    }
    void choice(Binding binding, const std::vector<Choice>& choices) const
    {
        add(new Field(document, std::move(binding), choices, &sections));
    }
    void add(Field* field) const
    {
        sections.addWidget(field);
        fields.push_back(field);
    }
};

std::string now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

std::string trimmed(const QString& text)
{
    return text.trimmed().toStdString();
}

QString portText(const std::optional<std::uint16_t>& port)
{
    return port ? QString::number(*port) : QString();
}

/// Empty: nothing.
Result<std::optional<std::uint16_t>> portOf(const QString& text)
{
    const QString digits = text.trimmed();
    if (digits.isEmpty()) {
        return std::nullopt;
    }
    bool isNumber = false;
    const std::uint16_t port = digits.toUShort(&isNumber);
    if (!isNumber || port == 0) {
        return fail(ErrorCode::OutOfRange, Sentence::saying("a port is a number from 1 to 65535"));
    }
    return port;
}

std::vector<Choice> kindChoices()
{
    using enum model::ComputerKind;
    std::vector<Choice> out;
    for (const auto kind : {Client, Server, JumpServer}) {
        out.push_back(
            {.value = QString::number(static_cast<int>(kind)), .text = computerKindText(kind)});
    }
    return out;
}

QString domainValue(const Graph& graph, const model::Computer& computer)
{
    const model::Domain* domain = model::domainOf(graph, computer);
    if (domain == nullptr) {
        return {};
    }
    return fromUtf8(domain->workgroup ? domain->shortName : domain->dnsName);
}

/// Reads \p member of the machine; empty while it is gone.
auto readComputer(model::ComputerId id, std::string model::Computer::* member)
{
    return [id, member](const Graph& graph) {
        const auto found = graph.computers.find(id);
        return found != graph.computers.end() ? exactFromUtf8(found->second.*member) : QString();
    };
}

template <typename Read>
auto ofComputer(model::ComputerId id, Read read)
{
    return [id, read](const Graph& graph) {
        const auto found = graph.computers.find(id);
        return found != graph.computers.end() ? read(graph, found->second) : QString();
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
                   return edit::renameComputer(std::move(graph), id, trimmed(text), now());
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
    make.line({.label = Text::tr("WinRM port"),
               .undoText = Text::tr("Set port"),
               .read = ofComputer(id,
                                  [](const Graph&, const model::Computer& computer) {
                                      return portText(computer.port);
                                  }),
               .write = [id](Graph graph, const QString& text) -> Result<Graph> {
                   HOPWRIGHT_TRY(const auto port, portOf(text));
                   return edit::setPort(std::move(graph), id, port);
               },
               .placeholder = Text::tr("5985, with HTTPS 5986")});
    make.choice({.label = Text::tr("Kind"),
                 .undoText = Text::tr("Set kind"),
                 .read = ofComputer(id,
                                    [](const Graph&, const model::Computer& computer) {
                                        return QString::number(static_cast<int>(computer.kind));
                                    }),
                 .write =
                     [id](Graph graph, const QString& value) {
                         return edit::setKind(std::move(graph), id,
                                              model::ComputerKind{value.toInt()});
                     }},
                kindChoices());
    make.line({.label = Text::tr("Domain, or workgroup (a name without a dot)"),
               .undoText = Text::tr("Set domain"),
               .read = ofComputer(id, &domainValue),
               .write =
                   [id](Graph graph, const QString& text) {
                       return edit::setDomain(std::move(graph), id, trimmed(text), now());
                   },
               .placeholder = Text::tr("not known")});
    make.text({.label = Text::tr("Notes"),
               .undoText = Text::tr("Edit notes"),
               .read = readComputer(id, &model::Computer::notes),
               .write = [id](Graph graph, const QString& text) {
                   return edit::setNotes(std::move(graph), id, text.toStdString());
               }});
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

std::vector<Choice> methodChoices(const model::Hop& hop)
{
    using enum Method;
    std::vector<Choice> out;
    for (const auto method : valuesOf<Method>()) {
        out.push_back({.value = exactFromUtf8(wordOf(method)), .text = methodText(method)});
    }
    if (hop.method == Unknown) {
        out.push_back(
            {.value = exactFromUtf8(wordOf(Unknown)),
             .text = filled(Text::tr("%1 (not known to this version)"), {methodText(hop)})});
    }
    return out;
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
        make.choice(
            {.label = Text::tr("Method"),
             .undoText = Text::tr("Set method"),
             .read = ofHop(id,
                           [](const Graph&, const model::Hop& each) {
                               return exactFromUtf8(wordOf(each.method));
                           }),
             .write =
                 [id](Graph graph, const QString& value) {
                     return edit::setMethod(
                         std::move(graph), id,
                         fromTypedWord<Method>(value.toStdString()).value_or(Method::Unknown));
                 }},
            methodChoices(hop));
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
        make.line({.label = Text::tr("Port"),
                   .undoText = Text::tr("Set port"),
                   .read = ofHop(id, [](const Graph&,
                                        const model::Hop& each) { return portText(each.port); }),
                   .write = [id](Graph graph, const QString& text) -> Result<Graph> {
                       HOPWRIGHT_TRY(const auto port, portOf(text));
                       return edit::setHopPort(std::move(graph), id, port);
                   },
                   .placeholder = hop.method == Method::Ssh ? Text::tr("22")
                                                            : Text::tr("that of the machine")});
    }
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
    bool operator()(model::DomainId /*id*/) const { return false; }
    bool operator()(std::monostate /*none*/) const { return false; }
};

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
    const bool isThere = (computer != nullptr && graph.computers.contains(*computer))
                         || (resource != nullptr && graph.resources.contains(*resource))
                         || (route != nullptr && graph.routes.contains(*route));
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

void PropertiesPage::show(GraphDocument* document, const ThingRef& thing)
{
    const bool isOther = document != m_document || widget() == nullptr;
    const bool isSame = !isOther && thing == m_thing;
    m_document = document;
    m_thing = thing;
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
        isThere = std::visit(FieldsOf{make}, m_thing);
    }
    if (isThere) {
        sections->finish();
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
