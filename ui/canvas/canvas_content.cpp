#include "ui/canvas/canvas_content.h"

#include "core/model/graph_rules.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"

#include <algorithm>

namespace hopwright::ui {

namespace {

bool isTested(const probe::HopResult* result)
{
    return result != nullptr && result->state != probe::HopState::NotRun;
}

const plan::HopPrediction* predictionOf(const CanvasContent& content, model::HopId hop)
{
    if (const auto now = content.now.find(hop); now != content.now.end())
        return &now->second;
    const auto planned = content.plan.hops.find(hop);
    return planned == content.plan.hops.end() ? nullptr : &planned->second;
}

QString wordOf(const model::Graph& graph, const model::Hop& hop, const probe::HopResult* result,
               const plan::HopPrediction* prediction)
{
    if (isTested(result))
        return hopStateText(*result);
    if (!numberOf(graph, hop.id))
        return QCoreApplication::translate("hopwright", "in no route, not tested");
    return prediction == nullptr ? QString() : predictionWord(*prediction);
}

}  // namespace

const probe::HopResult* resultOf(const probe::RunReport& report, model::HopId hop)
{
    const probe::HopResult* out = nullptr;
    for (const probe::RouteResult& route : report.routes) {
        for (const probe::HopResult& each : route.hops) {
            if (each.hop == hop)
                out = &each;
        }
    }
    return out;
}

std::optional<int> numberOf(const model::Graph& graph, model::HopId hop)
{
    for (const auto& [id, route] : graph.routes) {
        const auto found = std::ranges::find(route.hops, hop);
        if (found != route.hops.end())
            return static_cast<int>(found - route.hops.begin()) + 1;
    }
    return std::nullopt;
}

Mark markOf(probe::HopState state)
{
    switch (state) {
    case probe::HopState::NotRun:
        return Mark::None;
    case probe::HopState::Running:
        return Mark::Running;
    case probe::HopState::Passed:
        return Mark::Passed;
    case probe::HopState::Denied:
        return Mark::Denied;
    case probe::HopState::Failed:
        return Mark::Failed;
    case probe::HopState::NotReached:
        return Mark::NotReached;
    case probe::HopState::Skipped:
        return Mark::Skipped;
    case probe::HopState::Cancelled:
        break;
    }
    return Mark::Cancelled;
}

Mark markOf(probe::StageState state)
{
    switch (state) {
    case probe::StageState::ToCome:
        return Mark::None;
    case probe::StageState::Running:
        return Mark::Running;
    case probe::StageState::Passed:
        return Mark::Passed;
    case probe::StageState::Denied:
        return Mark::Denied;
    case probe::StageState::Failed:
        return Mark::Failed;
    case probe::StageState::NotReached:
        return Mark::NotReached;
    case probe::StageState::NotNeeded:
        return Mark::NotNeeded;
    case probe::StageState::Unknown:
        return Mark::Unknown;
    case probe::StageState::Cancelled:
        break;
    }
    return Mark::Cancelled;
}

Mark markOf(plan::Outcome outcome)
{
    switch (outcome) {
    case plan::Outcome::Allowed:
        return Mark::Passed;
    case plan::Outcome::Denied:
        return Mark::Denied;
    case plan::Outcome::Unknown:
        break;
    }
    return Mark::Unknown;
}

HopLook lookOf(const model::Graph& graph, const CanvasContent& content, const model::Hop& hop)
{
    const probe::HopResult* result = resultOf(content.report, hop.id);
    const plan::HopPrediction* prediction = predictionOf(content, hop.id);
    HopLook out;
    const auto number = numberOf(graph, hop.id);
    out.title = (number ? QString::number(*number) + QLatin1Char(' ') : QString())
                + hopKindText(graph, hop);
    out.typed = fromUtf8(hop.typedTarget);
    out.word = wordOf(graph, hop, result, prediction);
    if (prediction != nullptr && !prediction->reached)
        out.seal.predicted = Mark::NotReached;
    else if (prediction != nullptr)
        out.seal.predicted = markOf(prediction->outcome);
    if (isTested(result)) {
        out.seal.tested = markOf(result->state);
        out.state = out.seal.tested;
        out.running = result->state == probe::HopState::Running;
        for (const probe::StageResult& each : result->stages)
            out.stages.push_back(markOf(each.state));
    }
    out.doubleLine = !hop.to.resource && hop.method == model::Method::CredSsp;
    out.key = hop.credential.isExplicit;
    return out;
}

MachineLook lookOf(const model::Graph& graph, const CanvasContent& content,
                   const model::Computer& computer)
{
    MachineLook out;
    out.name = fromUtf8(computer.name);
    out.second =
        computer.dnsName.empty() ? domainText(graph, computer) : fromUtf8(computer.dnsName);
    out.notApplied = content.missing.contains(computer.id);
    const auto found = content.plan.machines.find(computer.id);
    if (found == content.plan.machines.end())
        return out;
    const plan::MachinePlan& machine = found->second;
    if (machine.clientRole)
        out.roles.push_back(QCoreApplication::translate("hopwright", "Client role"));
    if (machine.serverRole)
        out.roles.push_back(QCoreApplication::translate("hopwright", "Server role"));
    if (out.roles.empty())
        out.noRole = rolesText(graph, machine);
    if (!machine.holdsPasswordOf.empty()) {
        out.password = QCoreApplication::translate("hopwright", "Password of %1")
                           .arg(accountName(machine.holdsPasswordOf.front()));
        for (const model::HopId hop : model::hopsInto(graph, computer.id)) {
            const probe::HopResult* result = resultOf(content.report, hop);
            out.passwordIsSeen = out.passwordIsSeen
                                 || (result != nullptr && result->state == probe::HopState::Passed);
        }
    }
    return out;
}

QString verbOf(const model::Graph& graph, model::ResourceId resource)
{
    for (const auto& [id, route] : graph.routes) {
        if (route.hops.empty() || graph.hops.at(route.hops.back()).to.resource != resource)
            continue;
        switch (route.probe.kind) {
        case model::ProbeKind::CreateFile:
            return QCoreApplication::translate("hopwright", "write");
        case model::ProbeKind::ListShare:
            return QCoreApplication::translate("hopwright", "list");
        case model::ProbeKind::ReadFile:
            return QCoreApplication::translate("hopwright", "read");
        case model::ProbeKind::Script:
            return QCoreApplication::translate("hopwright", "script");
        case model::ProbeKind::Session:
            break;
        }
    }
    return {};
}

}  // namespace hopwright::ui
