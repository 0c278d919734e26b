#include "ui/panels/field_maker.h"

#include "core/edit/edit_hops.h"
#include "core/edit/edit_nodes.h"
#include "core/model/graph_rules.h"
#include "ui/document/clock.h"
#include "ui/panels/sections.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace hopwright::ui {

namespace {

using Choice = Field::Choice;
using model::Graph;

const auto& tableOf(const Graph& graph, model::ComputerId /*which*/)
{
    return graph.computers;
}

const auto& tableOf(const Graph& graph, model::HopId /*which*/)
{
    return graph.hops;
}

/// What the first of \p ids that is there has by \p read; empty: none is.
template <typename Id, typename Read>
std::function<QString(const Graph&)> firstOf(const std::set<Id>& ids, const Read& read)
{
    return [ids, read](const Graph& graph) {
        const auto& table = tableOf(graph, Id{});
        for (const Id id : ids) {
            if (const auto found = table.find(id); found != table.end())
                return read(graph, found->second);
        }
        return QString();
    };
}

/// Whether two of \p ids differ by \p read; of one thing nothing differs, and nobody asks.
template <typename Id, typename Read>
std::function<bool(const Graph&)> differ(const std::set<Id>& ids, const Read& read)
{
    if (ids.size() < 2)
        return {};
    return [ids, read](const Graph& graph) {
        const auto& table = tableOf(graph, Id{});
        std::optional<QString> first;
        return std::ranges::any_of(ids, [&](Id id) {
            const auto found = table.find(id);
            if (found == table.end())
                return false;
            const QString value = read(graph, found->second);
            if (!first)
                first = value;
            return *first != value;
        });
    };
}

/// The field of \p ids called \p label: what it reads of each, and how all are changed.
template <typename Id, typename Read, typename Write>
Field::Binding bindingOf(const std::set<Id>& ids, const QString& label, const QString& undoText,
                         const Read& read, const Write& write, const QString& placeholder = {})
{
    return {
        .label = label,
        .undoText = undoText,
        .read = firstOf(ids, read),
        .write = [ids, write](Graph graph,
                              const QString& text) { return write(std::move(graph), ids, text); },
        .placeholder = placeholder,
        .differs = differ(ids, read)};
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

std::vector<Choice> methodChoices(const Graph& graph, const std::set<model::HopId>& ids)
{
    using enum Method;
    std::vector<Choice> out;
    for (const auto method : valuesOf<Method>())
        out.push_back({.value = exactFromUtf8(wordOf(method)), .text = methodText(method)});
    for (const model::HopId id : ids) {
        const auto found = graph.hops.find(id);
        if (found == graph.hops.end() || found->second.method != Unknown)
            continue;
        out.push_back({.value = exactFromUtf8(wordOf(Unknown)),
                       .text = filled(Text::tr("%1 (not known to this version)"),
                                      {methodText(found->second)})});
        break;
    }
    return out;
}

QString domainValue(const Graph& graph, const model::Computer& computer)
{
    const model::Domain* domain = model::domainOf(graph, computer);
    if (domain == nullptr)
        return {};
    return fromUtf8(domain->workgroup ? domain->shortName : domain->dnsName);
}

edit::Selection selectionOf(const std::set<model::ComputerId>& ids)
{
    return {.computers = ids};
}

edit::Selection selectionOf(const std::set<model::HopId>& ids)
{
    return {.hops = ids};
}

template <typename Id>
void makeUpkeep(const FieldMaker& make, const std::set<Id>& ids)
{
    using Member = std::string model::Upkeep::*;
    using Edit = Result<Graph> (*)(Graph, const edit::Selection&, std::string_view);
    const auto add = [&](const QString& label, const QString& undoText, Member member, Edit edit,
                         const QString& placeholder) {
        make.line(bindingOf(
            ids, label, undoText,
            [member](const Graph&, const auto& thing) {
                return exactFromUtf8(thing.upkeep.*member);
            },
            [edit](Graph graph, const auto& all, const QString& text) {
                return edit(std::move(graph), selectionOf(all), trimmed(text));
            },
            placeholder));
    };
    add(Text::tr("Owner"), Text::tr("Set owner"), &model::Upkeep::owner, &edit::setOwner,
        Text::tr("who answers for it"));
    add(Text::tr("Ticket"), Text::tr("Set ticket"), &model::Upkeep::ticket, &edit::setTicket,
        Text::tr("its number or address"));
    add(Text::tr("Last day"), Text::tr("Set last day"), &model::Upkeep::expires, &edit::setExpiry,
        Text::tr("none; else as 2026-03-31"));
}

}  // namespace

void FieldMaker::line(Field::Binding binding) const
{
    add(new Field(document, std::move(binding), Field::Lines::One, &sections));
}

void FieldMaker::text(Field::Binding binding) const
{
    add(new Field(document, std::move(binding), Field::Lines::Many, &sections));
}

void FieldMaker::choice(Field::Binding binding, const std::vector<Choice>& choices) const
{
    add(new Field(document, std::move(binding), choices, &sections));
}

void FieldMaker::add(Field* field) const
{
    sections.addWidget(field);
    fields.push_back(field);
}

std::string trimmed(const QString& text)
{
    return text.trimmed().toStdString();
}

QString portText(const std::optional<std::uint16_t>& port)
{
    return port ? QString::number(*port) : QString();
}

Result<std::optional<std::uint16_t>> portOf(const QString& text)
{
    const QString digits = text.trimmed();
    if (digits.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const std::uint16_t port = digits.toUShort(&isNumber);
    if (!isNumber || port == 0) {
        return fail(ErrorCode::OutOfRange, Sentence::saying("a port is a number from 1 to 65535"));
    }
    return port;
}

void makePortField(const FieldMaker& make, const std::set<model::ComputerId>& ids)
{
    make.line(bindingOf(
        ids, Text::tr("WinRM port"), Text::tr("Set port"),
        [](const Graph&, const model::Computer& computer) { return portText(computer.port); },
        [](Graph graph, const auto& all, const QString& text) -> Result<Graph> {
            HOPWRIGHT_TRY(const auto port, portOf(text));
            return edit::setPort(std::move(graph), all, port);
        },
        Text::tr("5985, with HTTPS 5986")));
}

void makeKindField(const FieldMaker& make, const std::set<model::ComputerId>& ids)
{
    make.choice(bindingOf(
                    ids, Text::tr("Kind"), Text::tr("Set kind"),
                    [](const Graph&, const model::Computer& computer) {
                        return QString::number(static_cast<int>(computer.kind));
                    },
                    [](Graph graph, const auto& all, const QString& value) {
                        return edit::setKind(std::move(graph), all,
                                             model::ComputerKind{value.toInt()});
                    }),
                kindChoices());
}

void makeDomainField(const FieldMaker& make, const std::set<model::ComputerId>& ids)
{
    make.line(bindingOf(
        ids, Text::tr("Domain, or workgroup (a name without a dot)"), Text::tr("Set domain"),
        &domainValue,
        [](Graph graph, const auto& all, const QString& text) {
            return edit::setDomain(std::move(graph), all, trimmed(text), nowUtc());
        },
        Text::tr("not known")));
}

void makeOsField(const FieldMaker& make, const std::set<model::ComputerId>& ids)
{
    make.line(bindingOf(
        ids, Text::tr("Operating system"), Text::tr("Set operating system"),
        [](const Graph&, const model::Computer& computer) { return exactFromUtf8(computer.os); },
        [](Graph graph, const auto& all, const QString& text) {
            return edit::setOs(std::move(graph), all, trimmed(text));
        },
        Text::tr("not known")));
}

void makeNotesField(const FieldMaker& make, const std::set<model::ComputerId>& ids)
{
    make.text(bindingOf(
        ids, Text::tr("Notes"), Text::tr("Edit notes"),
        [](const Graph&, const model::Computer& computer) { return exactFromUtf8(computer.notes); },
        [](Graph graph, const auto& all, const QString& text) {
            return edit::setNotes(std::move(graph), all, text.toStdString());
        }));
}

void makeMethodField(const FieldMaker& make, const std::set<model::HopId>& ids)
{
    make.choice(
        bindingOf(
            ids, Text::tr("Method"), Text::tr("Set method"),
            [](const Graph&, const model::Hop& hop) { return exactFromUtf8(wordOf(hop.method)); },
            [](Graph graph, const auto& all, const QString& value) {
                return edit::setMethod(
                    std::move(graph), all,
                    fromTypedWord<Method>(value.toStdString()).value_or(Method::Unknown));
            }),
        methodChoices(make.document.graph(), ids));
}

void makeUpkeepFields(const FieldMaker& make, const std::set<model::ComputerId>& ids)
{
    makeUpkeep(make, ids);
}

void makeUpkeepFields(const FieldMaker& make, const std::set<model::HopId>& ids)
{
    makeUpkeep(make, ids);
}

void makeMutedField(const FieldMaker& make, const std::set<model::HopId>& ids)
{
    const QString counts = QStringLiteral("counts");
    const QString muted = QStringLiteral("muted");
    make.choice(bindingOf(
                    ids, Text::tr("In plan and test"), Text::tr("Mute hops"),
                    [counts, muted](const Graph&, const model::Hop& hop) {
                        return hop.isMuted ? muted : counts;
                    },
                    [muted](Graph graph, const auto& all, const QString& value) {
                        return edit::setMuted(std::move(graph), {.hops = all}, value == muted);
                    }),
                {{.value = counts, .text = Text::tr("planned and tested")},
                 {.value = muted, .text = Text::tr("muted, with what lies behind it")}});
}

void makeHopPortField(const FieldMaker& make, const std::set<model::HopId>& ids)
{
    const Graph& graph = make.document.graph();
    const bool bySsh = std::ranges::all_of(ids, [&graph](model::HopId id) {
        const auto found = graph.hops.find(id);
        return found != graph.hops.end() && found->second.method == Method::Ssh;
    });
    make.line(bindingOf(
        ids, Text::tr("Port"), Text::tr("Set port"),
        [](const Graph&, const model::Hop& hop) { return portText(hop.port); },
        [](Graph next, const auto& all, const QString& text) -> Result<Graph> {
            HOPWRIGHT_TRY(const auto port, portOf(text));
            return edit::setHopPort(std::move(next), all, port);
        },
        bySsh ? Text::tr("22") : Text::tr("that of the machine")));
}

}  // namespace hopwright::ui
