#include "ui/panels/group_fields.h"

#include "core/edit/edit_groups.h"
#include "ui/document/clock.h"
#include "ui/panels/sections.h"
#include "ui/text/plan_text.h"
#include "ui/text/words.h"

#include <utility>
#include <vector>

namespace hopwright::ui {

namespace {

using Choice = Field::Choice;
using model::Graph;

/// Reads the group; empty while it is gone.
template <typename Read>
auto ofGroup(model::GroupId id, Read read)
{
    return [id, read](const Graph& graph) {
        const auto found = graph.groups.find(id);
        return found != graph.groups.end() ? read(graph, found->second) : QString();
    };
}

QString kindValue(model::GroupKind kind)
{
    return QString::number(static_cast<int>(kind));
}

/// One of a later version stands among them while it is that.
std::vector<Choice> kindChoices(const model::Group& group)
{
    std::vector<Choice> out;
    for (const auto kind : valuesOf<model::GroupKind>())
        out.push_back({.value = kindValue(kind), .text = groupKindText(kind)});
    if (group.kind == model::GroupKind::Other) {
        out.push_back({.value = kindValue(group.kind),
                       .text = filled(Text::tr("%1 (not known to this version)"),
                                      {groupKindText(group.kind)})});
    }
    return out;
}

QString domainName(const Graph& graph, const model::Group& group)
{
    if (!group.defaults.domain)
        return {};
    const auto found = graph.domains.find(*group.defaults.domain);
    if (found == graph.domains.end())
        return {};
    return exactFromUtf8(found->second.workgroup ? found->second.shortName : found->second.dnsName);
}

/// What machines get that join it.
void makeDefaults(const FieldMaker& make, model::GroupId id)
{
    make.sections.begin(Text::tr("For machines that join it"));
    const QString nothing = Text::tr("as it is");
    make.line({.label = Text::tr("Domain, or workgroup (a name without a dot)"),
               .undoText = Text::tr("Set domain of the group"),
               .read = ofGroup(id, &domainName),
               .write =
                   [id](Graph graph, const QString& text) {
                       return edit::setGroupDomain(std::move(graph), id, trimmed(text), nowUtc());
                   },
               .placeholder = nothing});
    make.line({.label = Text::tr("Operating system"),
               .undoText = Text::tr("Set operating system of the group"),
               .read = ofGroup(id,
                               [](const Graph&, const model::Group& group) {
                                   return exactFromUtf8(group.defaults.os);
                               }),
               .write =
                   [id](Graph graph, const QString& text) {
                       return edit::setGroupOs(std::move(graph), id, trimmed(text));
                   },
               .placeholder = nothing});
    make.line({.label = Text::tr("WinRM port"),
               .undoText = Text::tr("Set port of the group"),
               .read = ofGroup(id,
                               [](const Graph&, const model::Group& group) {
                                   return portText(group.defaults.port);
                               }),
               .write = [id](Graph graph, const QString& text) -> Result<Graph> {
                   HOPWRIGHT_TRY(const auto port, portOf(text));
                   return edit::setGroupPort(std::move(graph), id, port);
               },
               .placeholder = nothing});
}

}  // namespace

void makeGroupFields(const FieldMaker& make, const model::Group& group)
{
    const model::GroupId id = group.id;
    make.line(
        {.label = Text::tr("Name"),
         .undoText = Text::tr("Rename group"),
         .read = ofGroup(
             id, [](const Graph&, const model::Group& each) { return exactFromUtf8(each.name); }),
         .write = [id](Graph graph, const QString& text) {
             return edit::renameGroup(std::move(graph), id, trimmed(text));
         }});
    make.choice({.label = Text::tr("Kind"),
                 .undoText = Text::tr("Set kind of the group"),
                 .read = ofGroup(id, [](const Graph&,
                                        const model::Group& each) { return kindValue(each.kind); }),
                 .write =
                     [id](Graph graph, const QString& value) {
                         return edit::setGroupKind(std::move(graph), id,
                                                   model::GroupKind{value.toInt()});
                     }},
                kindChoices(group));
    makeDefaults(make, id);
}

}  // namespace hopwright::ui
