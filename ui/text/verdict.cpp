#include "core/model/graph_rules.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/scene.h"
#include "ui/text/words.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

using probe::HopResult;

QString confirmedBy(const Scene& scene)
{
    const QString run = fromUtf8(scene.route.runId);
    const QString stage = scene.result.stage ? stageText(*scene.result.stage) : QString();
    if (stage.isEmpty())
        return filled(Text::tr("Confirmed by run %1."), {run});
    if (!scene.result.code)
        return filled(Text::tr("Confirmed by run %1: stage %2."), {run, stage});
    return filled(Text::tr("Confirmed by run %1: code %2 at stage %3."),
                  {run, fromUtf8(textOf(*scene.result.code)), stage});
}

/// Who signs in by \p hop of the scene's route, which a way out would change.
QString accountOfHop(const Scene& scene, model::HopId hop)
{
    const auto found = std::ranges::find(scene.route.hops, hop, &HopResult::hop);
    return found == scene.route.hops.end()
               ? scene.account
               : accountAt(scene.graph, scene.route,
                           static_cast<std::size_t>(found - scene.route.hops.begin()));
}

/// The machine that the password is delegated to; and for a hop that begins behind another, the one that it travels to first.
QString costOfCredSsp(const Scene& scene, model::HopId id)
{
    const model::Hop& hop = scene.graph.hops.at(id);
    const QString account = accountOfHop(scene, id);
    const QString there = costText(computerName(scene.graph, hop.to.computer), account);
    const bool nested = !scene.route.hops.empty() && scene.route.hops.front().hop != id
                        && hop.from != hop.to.computer;
    return nested ? costText(computerName(scene.graph, hop.from), account) + u' ' + there : there;
}

void fillWaysOut(const Scene& scene, Verdict& out)
{
    const auto cause = scene.result.cause.value_or(Cause::Unknown);
    const auto found = scene.plan.waysOut.find(scene.hop.id);
    const auto predicted = scene.plan.hops.find(scene.hop.id);
    // The rows were chosen for the denial that was predicted; another denial has other ways out.
    const bool same = predicted != scene.plan.hops.end()
                      && predicted->second.outcome == Outcome::Denied
                      && predicted->second.cause == cause;
    if (!same || found == scene.plan.waysOut.end())
        return;
    for (const plan::WayOut& wayOut : found->second) {
        out.waysOut.push_back({.text = wayOutText(wayOut),
                               .exposureText = exposureText(wayOut),
                               .detail = wayOutDetail(wayOut),
                               .kind = wayOut.kind,
                               .exposure = wayOut.exposure,
                               .hop = wayOut.hop,
                               .canBeSet = wayOut.canBeSet});
        if (wayOut.kind == plan::WayOutKind::UseCredSsp)
            out.cost = filled(Text::tr("CredSSP: %1"), {costOfCredSsp(scene, wayOut.hop)});
    }
}

void fillDenied(const Scene& scene, Verdict& out)
{
    out.headline = deniedHeadline(scene);
    out.why = deniedWhy(scene);
    out.confirmedBy = confirmedBy(scene);
    out.notTheCause = notTheCause(scene);
    out.whatToDo = deniedWhatToDo(scene);
    fillWaysOut(scene, out);
}

/// Nobody denied: the answer of the client's policy is not known.
void fillUnseen(const Scene& scene, Verdict& out)
{
    out.headline = filled(Text::tr("The policy of %1 is not known"), {scene.client});
    out.why = unseenWhy(scene);
    out.whatToDo = unseenWhatToDo(scene);
}

QString failedWhatToDo(const Scene& scene)
{
    switch (scene.result.stage.value_or(Stage::Connect)) {
    case Stage::Resolve:
        return filled(Text::tr("Check the name %1."), {scene.typed});
    case Stage::Connect:
        return model::isSession(scene.hop)
                   ? Text::tr("Is WinRM running there, and does the firewall let it through?")
                   : filled(Text::tr("Does the firewall let %1 reach %2?"),
                            {scene.client, scene.server});
    case Stage::Tls:
        return Text::tr("Check the TLS versions and the certificate of CredSSP there.");
    case Stage::Bind:
        return filled(
            Text::tr("%1 did not prove who it is. No credential was sent. Check the name and who "
                     "answers there."),
            {scene.server});
    case Stage::Access:
        return filled(Text::tr("Check the name of the share on %1."), {scene.server});
    default:
        return Text::tr("Test again; when it stays so, read the evidence of the stage.");
    }
}

void fillFailed(const Scene& scene, Verdict& out)
{
    if (!scene.result.unseen.empty()) {
        fillUnseen(scene, out);
        return;
    }
    const QString stage = scene.result.stage ? stageText(*scene.result.stage) : QString();
    out.headline = stage.isEmpty() ? filled(Text::tr("Hop %1 failed"), {scene.number})
                                   : filled(Text::tr("Hop %1 failed at %2"), {scene.number, stage});
    out.why = evidenceSentence(scene.result.evidence);
    if (out.why.isEmpty())
        out.why = filled(Text::tr("%1 could not be asked."), {scene.server});
    out.confirmedBy = confirmedBy(scene);
    out.whatToDo = failedWhatToDo(scene);
}

void fillCancelled(const Scene& scene, Verdict& out)
{
    out.headline = scene.result.stage ? filled(Text::tr("Stopped at hop %1, stage %2"),
                                               {scene.number, stageText(*scene.result.stage)})
                                      : filled(Text::tr("Stopped at hop %1"), {scene.number});
    out.why = Text::tr("What was open is closed in the background.");
}

void fillSkipped(const Scene& scene, Verdict& out)
{
    out.headline = filled(Text::tr("Hop %1 was skipped"), {scene.number});
    out.why = skippedWhy(scene);
    out.whatToDo = skippedWhatToDo(scene);
    if (scene.result.predicted.outcome == Outcome::Unknown)
        return;
    out.why +=
        u' '
        + filled(
            Text::tr("As it is set up now, the prediction is: %1."),
            {predictionWord({.hop = scene.hop.id, .outcome = scene.result.predicted.outcome})});
}

/// The machines of a route that hold a password, each as a sentence; none: nothing is exposed.
QStringList costsOfRoute(const model::Graph& graph, const plan::Plan& plan,
                         const probe::RouteResult& route)
{
    QStringList out;
    for (const HopResult& result : route.hops) {
        const model::Hop& hop = graph.hops.at(result.hop);
        const auto machine = plan.machines.find(hop.to.computer);
        const bool session = model::isSession(hop);
        if (!session || machine == plan.machines.end())
            continue;
        for (const std::string& account : machine->second.holdsPasswordOf) {
            const QString name =
                account == plan::askedAtRunTime ? accountName(route.account) : fromUtf8(account);
            out += filled(Text::tr("The administrators of %1 can read the password of %2 while the "
                                   "session lasts."),
                          {computerName(graph, hop.to.computer), name});
        }
    }
    return out;
}

void fillPassed(const model::Graph& graph, const plan::Plan& plan, const probe::RouteResult& route,
                Verdict& out)
{
    const std::size_t count = route.hops.size();
    out.headline = count == 2 ? Text::tr("Both hops pass")
                              : Text::tr("All %n hops pass", nullptr, static_cast<int>(count));
    if (count > 0) {
        const Scene last = sceneOf(graph, plan, route, count - 1);
        const QString evidence = evidenceSentence(last.result.evidence);
        const QString reached =
            filled(model::isSession(last.hop) ? Text::tr("%1 opened a session on %2.")
                                              : Text::tr("%1 used %2."),
                   {last.client, model::isSession(last.hop) ? last.server : last.typed});
        out.why = evidence.isEmpty() ? reached : evidence;
    }
    out.confirmedBy = filled(Text::tr("Confirmed by run %1."), {fromUtf8(route.runId)});
    out.costHeadline = Text::tr("What it costs");
    const QStringList costs = costsOfRoute(graph, plan, route);
    out.exposed = costs.isEmpty() ? plan::Exposure::Nothing : plan::Exposure::PasswordOnServer;
    out.cost = costs.isEmpty() ? Text::tr("Nothing: no machine on the way holds a password.")
                               : costs.join(u' ');
}

std::optional<std::size_t> failingHop(const model::Graph& graph, const probe::RouteResult& route)
{
    using enum HopState;
    for (const HopState state : {Denied, Failed, Cancelled, Skipped, NotReached}) {
        const auto found = std::ranges::find(route.hops, state, &HopResult::state);
        if (found != route.hops.end() && graph.hops.contains(found->hop))
            return static_cast<std::size_t>(found - route.hops.begin());
    }
    return std::nullopt;
}

bool isWhole(const model::Graph& graph, const probe::RouteResult& route)
{
    return std::ranges::all_of(route.hops, [&](const HopResult& result) {
        return graph.hops.contains(result.hop)
               && (result.state == HopState::Passed || result.state == HopState::Denied
                   || result.state == HopState::Failed || result.state == HopState::NotReached
                   || result.state == HopState::Skipped || result.state == HopState::Cancelled);
    });
}

QString chainText(const model::Graph& graph, const probe::RouteResult& route)
{
    QString out;
    for (const HopResult& result : route.hops) {
        const model::Hop& hop = graph.hops.at(result.hop);
        if (out.isEmpty())
            out = computerName(graph, hop.from);
        out += QChar(u' ') + fromUtf8(model::arrowText(hop)) + QChar(u' ');
        out += fromUtf8(model::typedTarget(graph, hop));
    }
    return out;
}

/// For a ticket: the cause in the word that JSON has. A setting that was not seen is reported as not known, not as "none".
QString causeLine(const HopResult& result)
{
    if (!result.unseen.empty())
        return filled(Text::tr("not known: %1 was not seen"), {fromUtf8(result.unseen)});
    return result.cause ? fromUtf8(wordOf(*result.cause)) : Text::tr("none");
}

}  // namespace

Verdict verdictOf(const model::Graph& graph, const plan::Plan& plan,
                  const probe::RouteResult& route)
{
    Verdict out;
    if (route.hops.empty() || !isWhole(graph, route))
        return out;
    const auto failing = failingHop(graph, route);
    if (!failing) {
        out.state = HopState::Passed;
        fillPassed(graph, plan, route, out);
    } else {
        const Scene scene = sceneOf(graph, plan, route, *failing);
        out.state = scene.result.state;
        out.hop = scene.hop.id;
        switch (scene.result.state) {
        case HopState::Denied:
            fillDenied(scene, out);
            break;
        case HopState::Failed:
            fillFailed(scene, out);
            break;
        case HopState::Cancelled:
            fillCancelled(scene, out);
            break;
        case HopState::Skipped:
            fillSkipped(scene, out);
            break;
        default:
            out.headline = filled(Text::tr("Hop %1 was not reached"), {scene.number});
            break;
        }
    }
    out.comparison = differsText(route);
    if (!route.leftBehind.empty()) {
        out.whatToDo += out.whatToDo.isEmpty() ? QString() : QStringLiteral(" ");
        out.whatToDo +=
            filled(Text::tr("Not confirmed as removed: %1."), {fromUtf8(route.leftBehind)});
    }
    return out;
}

QString verdictText(const Verdict& verdict)
{
    QStringList out;
    const auto add = [&](const QString& line) {
        if (!line.isEmpty())
            out += line;
    };
    add(verdict.headline.isEmpty() ? QString() : verdict.headline + u'.');
    add(verdict.why);
    add(verdict.confirmedBy);
    add(verdict.notTheCause);
    add(verdict.whatToDo);
    if (!verdict.waysOut.empty())
        add(Text::tr("Ways out, safest first:"));
    int number = 0;
    for (const VerdictWayOut& wayOut : verdict.waysOut) {
        add(filled(QStringLiteral("  %1 %2 (%3)"),
                   {QString::number(++number), wayOut.text, wayOut.exposureText}));
    }
    add(verdict.costHeadline.isEmpty() || verdict.cost.isEmpty()
            ? verdict.cost
            : filled(QStringLiteral("%1: %2"), {verdict.costHeadline, verdict.cost}));
    return out.join(u'\n');
}

QString ticketText(const model::Graph& graph, const plan::Plan& plan,
                   const probe::RouteResult& route, Environment environment, const QString& version)
{
    QStringList out;
    const auto line = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            out += filled(QStringLiteral("%1: %2"), {name, value});
    };
    const bool known = std::ranges::all_of(
        route.hops, [&](const HopResult& result) { return graph.hops.contains(result.hop); });
    if (route.hops.empty() || !known)
        return {};
    const std::size_t index = failingHop(graph, route).value_or(route.hops.size() - 1);
    const Scene scene = sceneOf(graph, plan, route, index);
    const Verdict verdict = verdictOf(graph, plan, route);
    line(Text::tr("Result"), routeLine(route));
    line(Text::tr("Target"),
         filled(Text::tr("%1 (hop %2, from %3)"), {scene.typed, scene.number, scene.client}));
    line(Text::tr("Chain"), chainText(graph, route));
    line(Text::tr("Time"), fromUtf8(route.startedAt));
    line(Text::tr("Stage"), scene.result.stage ? stageText(*scene.result.stage) : Text::tr("none"));
    line(Text::tr("Code"),
         scene.result.code ? fromUtf8(textOf(*scene.result.code)) : Text::tr("none"));
    line(Text::tr("Cause"), causeLine(scene.result));
    line(Text::tr("Evidence"), translated(scene.result.evidence));
    line(Text::tr("Run"),
         filled(QStringLiteral("%1, %2, %3"),
                {fromUtf8(route.runId), environmentText(environment), accountName(route.account)}));
    out += QString();
    out += verdictText(verdict);
    out += QString();
    line(Text::tr("Version"), filled(QStringLiteral("Hopwright %1"), {version}));
    return out.join(u'\n');
}

}  // namespace hopwright::ui
