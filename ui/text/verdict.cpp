#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"
#include "ui/text/plan_text.h"
#include "ui/text/run_text.h"
#include "ui/text/words.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace hopwright::ui {

namespace {

using plan::Cause;
using plan::Stage;
using probe::HopResult;
using probe::HopState;

/// The failing hop of a route with the names that its sentences need.
struct Scene {
    const model::Graph& graph;
    const plan::Plan& plan;
    const probe::RouteResult& route;
    const HopResult& result;
    const model::Hop& hop;
    QString number;
    QString before;   ///< Number of the hop before; empty for the first.
    QString client;   ///< The machine at its tail.
    QString server;   ///< The machine at its head.
    QString end;      ///< `FS01\Reports`
    QString typed;    ///< The target as typed.
    QString account;  ///< Who opened the hop, or the route.
};

QString computerName(const model::Graph& graph, model::ComputerId id)
{
    const auto found = graph.computers.find(id);
    return found == graph.computers.end() ? QString() : fromUtf8(found->second.name);
}

/// Who signs in by \p hop: its own account, else who started the route.
QString accountOf(const model::Graph& graph, const model::Hop& hop, const probe::RouteResult& route)
{
    if (hop.credential.isExplicit && hop.credential.account) {
        const auto found = graph.accounts.find(*hop.credential.account);
        if (found != graph.accounts.end())
            return fromUtf8(model::accountText(found->second));
    }
    return accountName(route.account);
}

Scene sceneOf(const model::Graph& graph, const plan::Plan& plan, const probe::RouteResult& route,
              std::size_t index)
{
    const model::Hop& hop = graph.hops.at(route.hops[index].hop);
    return {.graph = graph,
            .plan = plan,
            .route = route,
            .result = route.hops[index],
            .hop = hop,
            .number = QString::number(index + 1),
            .before = index == 0 ? QString() : QString::number(index),
            .client = computerName(graph, hop.from),
            .server = computerName(graph, hop.to.computer),
            .end = fromUtf8(model::hopTargetName(graph, hop)),
            .typed = fromUtf8(hop.typedTarget.empty() ? model::defaultTypedTarget(graph, hop.to)
                                                      : hop.typedTarget),
            .account = accountOf(graph, hop, route)};
}

/// Whether it is the client of the hop that says no: it asks its own roles, lists and TrustedHosts.
bool clientDenies(Cause cause)
{
    using enum Cause;
    switch (cause) {
    case ClientRoleMissing:
    case DelegateListMissing:
    case DelegateListMismatch:
    case NtlmOnlyListNeeded:
    case TrustedHosts:
    case ImplicitCredentialWithCredSsp:
        return true;
    default:
        return false;
    }
}

QString evidenceSentence(const std::string& evidence)
{
    QString out = fromUtf8(evidence);
    if (out.isEmpty())
        return out;
    out[0] = out.at(0).toUpper();
    return out.endsWith(u'.') ? out : out + u'.';
}

/// \p sentence with the code in brackets before its full stop.
QString withCode(const QString& sentence, const std::optional<std::string>& code)
{
    return code ? filled(QStringLiteral("%1 (%2)."), {sentence, fromUtf8(*code)}) : sentence + u'.';
}

/// Row M4: an entry in TrustedHosts alone would not help.
bool lacksCredential(const Scene& scene)
{
    return plan::authenticationOf(scene.graph, scene.hop).lacksCredential;
}

QString whyNothingArrived(const Scene& scene)
{
    const std::size_t before = scene.before.toULongLong();
    if (before == 0) {
        return withCode(filled(said("%1 saw a caller without a name"), {scene.server}),
                        scene.result.code);
    }
    const model::Hop& hop = scene.graph.hops.at(scene.route.hops[before - 1].hop);
    const QString left =
        filled(said("Hop %1 let %2 in, but left nothing on %3 to sign in with again."),
               {scene.before, accountOf(scene.graph, hop, scene.route), scene.client});
    const QString seen =
        model::isSession(scene.hop)
            ? filled(said("%1 had no credential for %2."), {scene.client, scene.server})
            : filled(said("%1 saw a caller without a name."), {scene.server});
    return left + u' ' + seen;
}

QString deniedWhy(const Scene& scene)
{
    const auto& code = scene.result.code;
    const auto sentence = [&](const QString& text) {
        return withCode(filled(text, {scene.client, scene.server, scene.typed, scene.account,
                                      scene.end, scene.number}),
                        code);
    };
    switch (scene.result.cause.value_or(Cause::Unknown)) {
    case Cause::NotDelegated:
        return whyNothingArrived(scene);
    case Cause::PermissionOnResource:
        return sentence(said("%2 knows who is there, and %4 has no permission on %5"));
    case Cause::ClientRoleMissing:
        return sentence(
            said("The client role is off on %1, so it sends no password to any machine"));
    case Cause::ServerRoleMissing:
        return sentence(said("The server role is off on %2, so it does not offer CredSSP"));
    case Cause::DelegateListMissing:
        return sentence(said("%1 may not delegate to %3: its list is not set"));
    case Cause::DelegateListMismatch:
        return sentence(said("%1 may not delegate to %3: its list has other names"));
    case Cause::NtlmOnlyListNeeded:
        return sentence(
            said("%2 proved its name by NTLM only, and the NTLM-only list of %1 lacks %3"));
    case Cause::TrustedHosts:
        return sentence(lacksCredential(scene)
                            ? said("%3 is an address: over HTTP %1 sends only an explicit "
                                   "credential there")
                            : said("%1 would use NTLM over HTTP, and its TrustedHosts lacks %3"));
    case Cause::ImplicitCredentialWithCredSsp:
        return sentence(said("Hop %6 uses CredSSP, which needs a user name and a password"));
    case Cause::WrongPassword:
        return sentence(said("%2 did not accept %4"))
               + said(" There is no second try, so the account is not locked.");
    case Cause::Unknown:
        return sentence(said("%2 said no, and why is not known"));
    }
    return {};
}

bool planAsksFor(const Scene& scene)
{
    return std::ranges::any_of(scene.plan.changes, [&](const plan::Change& change) {
        return change.computer == scene.hop.from || change.computer == scene.hop.to.computer;
    });
}

QString deniedWhatToDo(const Scene& scene)
{
    const std::vector<QString> names{scene.client, scene.server, scene.typed, scene.account,
                                     scene.end};
    QString apply = planAsksFor(scene) ? filled(said("Apply the plan to %1 and %2."), names)
                                       : filled(said("Add the setting on %1."), names);
    switch (scene.result.cause.value_or(Cause::Unknown)) {
    case Cause::PermissionOnResource:
        return filled(said("Give %4 the permission on %5, or use an account that has it."), names);
    case Cause::ClientRoleMissing:
    case Cause::ServerRoleMissing:
    case Cause::DelegateListMissing:
        return apply;
    case Cause::DelegateListMismatch:
        return filled(
            said("Type the name that stands in the list of %1, or apply the plan, which adds %3."),
            names);
    case Cause::NtlmOnlyListNeeded:
        return filled(
            said("Type a name that Kerberos can prove, or apply the plan, which adds %3 to "
                 "the NTLM-only list."),
            names);
    case Cause::TrustedHosts:
        return filled(
            lacksCredential(scene)
                ? said("Type a name that Kerberos can prove, or give the hop a credential of its "
                       "own and apply the plan, which adds %3 to TrustedHosts.")
                : said("Type a name that Kerberos can prove, use HTTPS, or apply the plan, which "
                       "adds %3 to TrustedHosts."),
            names);
    case Cause::WrongPassword:
        return said("Check name and password.");
    default:
        return {};
    }
}

QString notTheCause(const Scene& scene)
{
    switch (scene.result.cause.value_or(Cause::Unknown)) {
    case Cause::NotDelegated:
        if (scene.before.isEmpty())
            return {};
        return filled(
            said("Not the cause: wrong password (hop %1 passed), firewall (%2 answered)."),
            {scene.before, scene.server});
    case Cause::PermissionOnResource:
        return filled(said("Not the cause: delegation (%1 signed in to %2 as %3)."),
                      {scene.client, scene.server, scene.account});
    case Cause::ClientRoleMissing:
    case Cause::ImplicitCredentialWithCredSsp:
        return filled(said("Not the cause: wrong password (nothing was sent to %1)."),
                      {scene.server});
    case Cause::ServerRoleMissing:
        return filled(
            said("Not the cause: firewall (%1 answered), wrong password (none was sent)."),
            {scene.server});
    case Cause::DelegateListMissing:
    case Cause::DelegateListMismatch:
    case Cause::NtlmOnlyListNeeded:
        return filled(said("Not the cause: firewall (%1 answered). The password was not sent."),
                      {scene.server});
    default:
        return {};
    }
}

QString confirmedBy(const Scene& scene)
{
    const QString run = fromUtf8(scene.route.runId);
    const QString stage = scene.result.stage ? stageText(*scene.result.stage) : QString();
    if (stage.isEmpty())
        return filled(said("Confirmed by run %1."), {run});
    if (!scene.result.code)
        return filled(said("Confirmed by run %1: stage %2."), {run, stage});
    return filled(said("Confirmed by run %1: code %2 at stage %3."),
                  {run, fromUtf8(*scene.result.code), stage});
}

void fillWaysOut(const Scene& scene, Verdict& out)
{
    const auto cause = scene.result.cause.value_or(Cause::Unknown);
    const auto found = scene.plan.waysOut.find(scene.route.route);
    const auto predicted = scene.plan.hops.find(scene.hop.id);
    // The rows were chosen for the denial that was predicted; another denial has other ways out.
    const bool same = predicted != scene.plan.hops.end()
                      && predicted->second.outcome == plan::Outcome::Denied
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
        if (wayOut.kind == plan::WayOutKind::UseCredSsp) {
            out.cost = filled(
                said("CredSSP: %1"),
                {costText(scene.client,
                          accountOf(scene.graph, scene.graph.hops.at(wayOut.hop), scene.route))});
        }
    }
}

void fillDenied(const Scene& scene, Verdict& out)
{
    const Cause cause = scene.result.cause.value_or(Cause::Unknown);
    out.headline = filled(said("%1 denies hop %2"),
                          {clientDenies(cause) ? scene.client : scene.server, scene.number});
    out.why = deniedWhy(scene);
    out.confirmedBy = confirmedBy(scene);
    out.notTheCause = notTheCause(scene);
    out.whatToDo = deniedWhatToDo(scene);
    fillWaysOut(scene, out);
}

QString failedWhatToDo(const Scene& scene)
{
    switch (scene.result.stage.value_or(Stage::Connect)) {
    case Stage::Resolve:
        return filled(said("Check the name %1."), {scene.typed});
    case Stage::Connect:
        return model::isSession(scene.hop)
                   ? said("Is WinRM running there, and does the firewall let it through?")
                   : filled(said("Does the firewall let %1 reach %2?"),
                            {scene.client, scene.server});
    case Stage::Tls:
        return said("Check the TLS versions and the certificate of CredSSP there.");
    case Stage::Bind:
        return filled(
            said("%1 did not prove who it is. No credential was sent. Check the name and who "
                 "answers there."),
            {scene.server});
    case Stage::Access:
        return filled(said("Check the name of the share on %1."), {scene.server});
    default:
        return said("Test again; when it stays so, read the evidence of the stage.");
    }
}

void fillFailed(const Scene& scene, Verdict& out)
{
    const QString stage = scene.result.stage ? stageText(*scene.result.stage) : QString();
    out.headline = stage.isEmpty() ? filled(said("Hop %1 failed"), {scene.number})
                                   : filled(said("Hop %1 failed at %2"), {scene.number, stage});
    out.why = evidenceSentence(scene.result.evidence);
    if (out.why.isEmpty())
        out.why = filled(said("%1 could not be asked."), {scene.server});
    out.confirmedBy = confirmedBy(scene);
    out.whatToDo = failedWhatToDo(scene);
}

void fillCancelled(const Scene& scene, Verdict& out)
{
    out.headline = scene.result.stage ? filled(said("Stopped at hop %1, stage %2"),
                                               {scene.number, stageText(*scene.result.stage)})
                                      : filled(said("Stopped at hop %1"), {scene.number});
    out.why = said("What was open is closed in the background.");
}

void fillSkipped(const Scene& scene, Verdict& out)
{
    out.headline = filled(said("Hop %1 was skipped"), {scene.number});
    const QString reason = skippedText(scene.result.skippedBecause);
    out.why = reason.isEmpty()
                  ? said("It was not tested.")
                  : filled(QStringLiteral("%1."), {reason.at(0).toUpper() + reason.sliced(1)});
    out.why +=
        u' '
        + filled(
            said("The prediction stands: %1."),
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
            out += filled(said("The administrators of %1 can read the password of %2 while the "
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
    if (count == 1) {
        out.headline = said("Hop 1 passes");
    } else {
        out.headline = count == 2 ? said("Both hops pass") : said("All %1 hops pass").arg(count);
    }
    if (count > 0) {
        const Scene last = sceneOf(graph, plan, route, count - 1);
        const QString evidence = evidenceSentence(last.result.evidence);
        const QString reached = filled(
            model::isSession(last.hop) ? said("%1 opened a session on %2.") : said("%1 used %2."),
            {last.client, model::isSession(last.hop) ? last.server : last.typed});
        out.why = evidence.isEmpty() ? reached : evidence;
    }
    out.confirmedBy = filled(said("Confirmed by run %1."), {fromUtf8(route.runId)});
    out.costHeadline = said("What it costs");
    const QStringList costs = costsOfRoute(graph, plan, route);
    out.exposed = costs.isEmpty() ? plan::Exposure::Nothing : plan::Exposure::PasswordOnServer;
    out.cost = costs.isEmpty() ? said("Nothing: no machine on the way holds a password.")
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
        out += fromUtf8(hop.typedTarget.empty() ? model::defaultTypedTarget(graph, hop.to)
                                                : hop.typedTarget);
    }
    return out;
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
            out.headline = filled(said("Hop %1 was not reached"), {scene.number});
            break;
        }
    }
    if (!route.leftBehind.empty()) {
        out.whatToDo += out.whatToDo.isEmpty() ? QString() : QStringLiteral(" ");
        out.whatToDo += filled(said("Not confirmed as removed: %1."), {fromUtf8(route.leftBehind)});
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
        add(said("Ways out, safest first:"));
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
                   const probe::RouteResult& route, probe::Environment environment,
                   const QString& version)
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
    line(said("Result"), routeLine(route));
    line(said("Target"),
         filled(said("%1 (hop %2, from %3)"), {scene.typed, scene.number, scene.client}));
    line(said("Chain"), chainText(graph, route));
    line(said("Time"), fromUtf8(route.startedAt));
    line(said("Stage"), scene.result.stage ? stageText(*scene.result.stage) : said("none"));
    line(said("Code"), scene.result.code ? fromUtf8(*scene.result.code) : said("none"));
    line(said("Cause"),
         scene.result.cause ? fromUtf8(plan::causeName(*scene.result.cause)) : said("none"));
    line(said("Evidence"), fromUtf8(scene.result.evidence));
    line(said("Run"),
         filled(QStringLiteral("%1, %2, %3"),
                {fromUtf8(route.runId), environmentText(environment), accountName(route.account)}));
    out += QString();
    out += verdictText(verdict);
    out += QString();
    line(said("Version"), filled(QStringLiteral("Hopwright %1"), {version}));
    return out.join(u'\n');
}

}  // namespace hopwright::ui
