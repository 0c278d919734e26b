#include "ui/canvas/canvas_content.h"

#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/probe/comparison.h"
#include "ui/models/state_marks.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"

#include <QStringList>

#include <set>
#include <utility>

namespace hopwright::ui {

namespace {

/// The half of a seal that a prediction paints; markFor() is the mark of a prediction that stands alone.
Mark sealMark(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Allowed:
        return Mark::Passed;
    case Outcome::Denied:
        return Mark::Denied;
    case Outcome::Unknown:
        break;
    }
    return Mark::Unknown;
}

/// How much a result says about a hop that several routes share.
int weightOf(HopState state)
{
    switch (state) {
    case HopState::NotRun:
        return 0;
    case HopState::NotReached:
        return 1;
    case HopState::Skipped:
        return 2;
    case HopState::Passed:
        return 3;
    case HopState::Cancelled:
        return 4;
    case HopState::Failed:
        return 5;
    case HopState::Denied:
        return 6;
    case HopState::Running:
        break;
    }
    return 7;
}

using Results = std::map<model::HopId, const probe::HopResult*>;
using Missing = std::set<std::pair<model::ComputerId, plan::Change::Setting>>;

Results resultsOf(const probe::RunReport& report)
{
    Results out;
    for (const probe::RouteResult& route : report.routes) {
        for (const probe::HopResult& each : route.hops) {
            if (each.state == HopState::NotRun)
                continue;
            const probe::HopResult*& known = out[each.hop];
            if (known == nullptr || weightOf(each.state) > weightOf(known->state))
                known = &each;
        }
    }
    return out;
}

const plan::HopPrediction* predictionOf(const CanvasContent& content, model::HopId hop)
{
    if (const auto now = content.now->find(hop); now != content.now->end())
        return &now->second;
    const auto planned = content.plan->hops.find(hop);
    return planned == content.plan->hops.end() ? nullptr : &planned->second;
}

bool differs(const probe::HopResult& result)
{
    return probe::compare(result).agreement == probe::Agreement::Differs;
}

void addPrediction(HopMarks& marks, const plan::HopPrediction& prediction)
{
    marks.seal.predicted = prediction.reached ? sealMark(prediction.outcome) : Mark::Unknown;
    marks.predictedDenied = marks.seal.predicted == Mark::Denied;
}

/// What was predicted for the state that was tested stands in the result.
void addResult(HopMarks& marks, const probe::HopResult& result)
{
    marks.seal = {.predicted = sealMark(result.predicted.outcome),
                  .tested = markFor(result.state),
                  .differs = differs(result)};
    marks.predictedDenied = false;
    marks.running = result.state == HopState::Running;
    if (!marks.running)
        return;
    for (const probe::StageResult& each : result.stages)
        marks.stages.append(markFor(each.state));
}

/// CredSSP, and SSH with a password.
bool handsPasswordOver(const model::Hop& hop)
{
    const bool bySsh = hop.method == Method::Ssh && hop.credential.isExplicit;
    return model::isSession(hop) && (hop.method == Method::CredSsp || bySsh);
}

bool isMuted(const CanvasContent& content, model::HopId hop)
{
    const plan::HopPrediction* prediction = predictionOf(content, hop);
    return prediction != nullptr && prediction->isMuted;
}

HopMarks marksOf(const CanvasContent& content, const Results& results, const model::Hop& hop)
{
    HopMarks out;
    out.toResource = hop.to.resource.has_value();
    out.doubleLine = handsPasswordOver(hop);
    out.key = hop.credential.isExplicit;
    if (isMuted(content, hop.id)) {  // What was seen before it was muted says nothing of it.
        out.isMuted = true;
        out.seal.tested = Mark::Skipped;
        return out;
    }
    if (const plan::HopPrediction* prediction = predictionOf(content, hop.id))
        addPrediction(out, *prediction);
    if (const auto result = results.find(hop.id); result != results.end())
        addResult(out, *result->second);
    return out;
}

/// "denied, code 5"
QString wordOf(const CanvasContent& content, const Results& results, const model::Hop& hop,
               bool inRoute)
{
    if (const auto remark = content.remarks->words.find(hop.id);
        remark != content.remarks->words.end())
        return remark->second;
    if (isMuted(content, hop.id))
        return predictionWord(*predictionOf(content, hop.id));
    if (const auto result = results.find(hop.id); result != results.end()) {
        const QString word = hopStateText(*result->second);
        return differs(*result->second) ? filled(Text::tr("%1, not as predicted"), {word}) : word;
    }
    if (!inRoute)
        return Text::tr("in no route, not tested");
    const plan::HopPrediction* prediction = predictionOf(content, hop.id);
    return prediction == nullptr ? QString() : predictionWord(*prediction);
}

HopLook lookOf(const model::Graph& graph, const CanvasContent& content, const plan::RouteWalk& walk,
               const Results& results, const model::Hop& hop)
{
    const bool inRoute = walk.isInRoute(hop.id);
    const QString number =
        inRoute ? QString::number(walk.number(hop.id)) + QLatin1Char(' ') : QString();
    return {marksOf(content, results, hop), number + hopKindText(graph, hop),
            fromUtf8(hop.typedTarget), wordOf(content, results, hop, inRoute)};
}

void addRoles(MachineLook& look, const plan::MachinePlan& machine, const Missing& missing)
{
    using Setting = plan::Change::Setting;
    if (machine.clientRole) {
        look.roles.push_back(
            {.text = Text::tr("CredSSP client"),
             .notApplied = missing.contains({machine.computer, Setting::ClientRole})});
    }
    if (machine.serverRole) {
        look.roles.push_back(
            {.text = machine.clientRole ? Text::tr("server") : Text::tr("CredSSP server"),
             .notApplied = missing.contains({machine.computer, Setting::ServerRole})});
    }
}

MachineLook lookOf(const model::Graph& graph, const CanvasContent& content, const Missing& missing,
                   const MachineUse& use, const model::Computer& computer)
{
    MachineLook out;
    out.name = fromUtf8(computer.name);
    out.second =
        computer.dnsName.empty() ? domainText(graph, computer) : fromUtf8(computer.dnsName);
    if (const auto remark = content.remarks->machines.find(computer.id);
        remark != content.remarks->machines.end()) {
        out.second = remark->second.second;
        out.isDashed = remark->second.isDashed;
    }
    const auto found = content.plan->machines.find(computer.id);
    if (found == content.plan->machines.end())
        return out;
    const plan::MachinePlan& machine = found->second;
    addRoles(out, machine, missing);
    if (out.roles.empty())
        out.noRole = rolesText(use, machine);
    QStringList accounts;
    for (const std::string& account : machine.holdsPasswordOf)
        accounts += accountName(account);
    if (!accounts.isEmpty())
        out.password = filled(Text::tr("Password of %1"), {accounts.join(QStringLiteral(", "))});
    return out;
}

QString verbOf(model::ProbeKind kind)
{
    switch (kind) {
    case model::ProbeKind::CreateFile:
        return Text::tr("write");
    case model::ProbeKind::ListShare:
        return Text::tr("list");
    case model::ProbeKind::ReadFile:
        return Text::tr("read");
    case model::ProbeKind::Script:
        return Text::tr("script");
    case model::ProbeKind::Session:
        break;
    }
    return {};
}

void addVerbs(const model::Graph& graph, CanvasLooks& looks)
{
    for (const auto& [id, route] : graph.routes) {
        if (route.hops.empty())
            continue;
        const auto hop = graph.hops.find(route.hops.back());
        if (hop == graph.hops.end() || !hop->second.to.resource)
            continue;
        const auto resource = looks.resources.find(*hop->second.to.resource);
        if (resource != looks.resources.end() && resource->second.verb.isEmpty())
            resource->second.verb = verbOf(route.probe.kind);
    }
}

/// A password lies on a machine for certain once a session that hands it over has passed.
void addSeenPasswords(const model::Graph& graph, const Results& results, CanvasLooks& looks)
{
    for (const auto& [id, result] : results) {
        const auto hop = graph.hops.find(id);
        if (hop == graph.hops.end() || result->state != HopState::Passed)
            continue;
        if (handsPasswordOver(hop->second))
            looks.machines[hop->second.to.computer].passwordIsSeen = true;
        // The machine that opens a hop with a credential of its own was given its password before.
        if (hop->second.credential.isExplicit)
            looks.machines[hop->second.from].passwordIsSeen = true;
    }
}

}  // namespace

bool HopMarks::isTested() const
{
    return seal.tested == Mark::Passed || seal.tested == Mark::Denied
           || seal.tested == Mark::Failed;
}

bool HopMarks::isLoud() const
{
    return seal.tested == Mark::Denied || seal.tested == Mark::Failed
           || seal.tested == Mark::NotReached || predictedDenied;
}

struct HopLooks::Source {
    Source(Shared<model::Graph> drawing, CanvasContent known)
        : graph(std::move(drawing)),
          content(std::move(known)),
          walk(plan::walkOf(*graph, content.walk)),
          results(resultsOf(*content.report))
    {
    }

    Shared<model::Graph> graph;
    CanvasContent content;
    Shared<plan::RouteWalk> walk;  ///< Of the graph here.
    Results results;               ///< In the report here.
};

HopLooks::HopLooks() : HopLooks({}, {}) {}

HopLooks::HopLooks(Shared<model::Graph> graph, const CanvasContent& content)
    : m_source(std::make_shared<const Source>(std::move(graph), content))
{
}

bool HopLooks::contains(model::HopId hop) const
{
    return m_source->graph->hops.contains(hop);
}

const HopLook& HopLooks::at(model::HopId hop) const
{
    const auto [made, isNew] = m_looks.try_emplace(hop);
    if (isNew) {
        const Source& from = *m_source;
        made->second =
            lookOf(*from.graph, from.content, *from.walk, from.results, from.graph->hops.at(hop));
    }
    return made->second;
}

const HopMarks& HopLooks::marksOf(model::HopId hop) const
{
    const auto [made, isNew] = m_marks.try_emplace(hop);
    if (isNew) {
        const Source& from = *m_source;
        made->second = ui::marksOf(from.content, from.results, from.graph->hops.at(hop));
    }
    return made->second;
}

CanvasLooks looksOf(const Shared<model::Graph>& shared, const CanvasContent& content)
{
    const model::Graph& graph = *shared;
    CanvasLooks out{.hops = HopLooks(shared, content)};
    const MachineUse use = machineUseOf(graph);
    Missing missing;
    for (const plan::Change& each : *content.missing)
        missing.insert({each.computer, each.setting});
    for (const auto& [id, computer] : graph.computers)
        out.machines.emplace(id, lookOf(graph, content, missing, use, computer));
    for (const plan::Change& each : *content.missing) {
        if (const auto found = out.machines.find(each.computer); found != out.machines.end())
            found->second.notApplied = true;
    }
    for (const auto& [id, resource] : graph.resources) {
        out.resources.emplace(id, ResourceLook{.name = fromUtf8(resource.name),
                                               .icon = fromUtf8(resourceRow(resource.kind).icon)});
    }
    addVerbs(graph, out);
    addSeenPasswords(graph, resultsOf(*content.report), out);
    return out;
}

QString spokenMachine(const model::Graph& graph, const CanvasLooks& looks, model::ComputerId id)
{
    const MachineLook& look = looks.machines.at(id);
    if (look.isGroup) {
        return QStringList{look.name, Text::tr("collapsed group"), look.second, look.noRole}.join(
            QStringLiteral(", "));
    }
    QStringList parts{look.name, computerKindText(graph.computers.at(id).kind)};
    if (look.isDashed)
        parts += look.second;
    for (const RoleLook& role : look.roles) {
        parts += role.notApplied ? role.text + QLatin1Char(' ') + Text::tr("not applied yet")
                                 : role.text;
    }
    for (const QString& part : {look.noRole, look.password}) {
        if (!part.isEmpty())
            parts += part;
    }
    if (graph.computers.at(id).isPinned)
        parts += Text::tr("pinned");
    return parts.join(QStringLiteral(", "));
}

QString spokenResource(const model::Graph& graph, const CanvasLooks& looks, model::ResourceId id)
{
    const model::Resource& resource = graph.resources.at(id);
    return QStringLiteral("%1, %2, %3")
        .arg(looks.resources.at(id).name, resourceKindText(resource.kind),
             looks.machines.at(resource.computer).name);
}

QString spokenHop(const model::Graph& graph, const CanvasLooks& looks, model::HopId id)
{
    const HopLook& look = looks.hops.at(id);
    const model::Hop& hop = graph.hops.at(id);
    QString out = Text::tr("Hop %1, %2, typed %3, %4")
                      .arg(look.title, hopTitle(graph, hop), look.typed, look.word);
    for (const auto& [groupId, group] : graph.groups) {
        if (group.members.contains(hop.from) != group.members.contains(hop.to.computer))
            out += QStringLiteral(", ") + filled(Text::tr("crosses %1"), {fromUtf8(group.name)});
    }
    return out;
}

}  // namespace hopwright::ui
