#include "core/model/graph_rules.h"
#include "core/plan/authentication.h"
#include "core/probe/denial.h"
#include "core/target/typed_target.h"
#include "ui/text/scene.h"
#include "ui/text/words.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace hopwright::ui {

namespace {

using probe::Denier;

Cause causeOf(const Scene& scene)
{
    return scene.result.cause.value_or(Cause::Unknown);
}

/// \p sentence with the code in brackets before its full stop.
QString withCode(const QString& sentence, const std::optional<StatusCode>& code)
{
    return code ? filled(QStringLiteral("%1 (%2)."), {sentence, fromUtf8(textOf(*code))})
                : sentence + u'.';
}

/// \p text with the names of \p scene: %1 client, %2 server, %3 target as typed, %4 account, %5 end, %6 number.
QString withNames(const QString& text, const Scene& scene)
{
    return filled(
        text, {scene.client, scene.server, scene.typed, scene.account, scene.end, scene.number});
}

/// Row M4: an entry in TrustedHosts alone would not help.
bool lacksCredential(const Scene& scene)
{
    return plan::authenticationOf(scene.graph, scene.hop).lacksCredential;
}

/// Whether the machine at the head is in a workgroup: it knows its own accounts only.
bool isServerAlone(const Scene& scene)
{
    const model::Domain* domain =
        model::domainOf(scene.graph, scene.graph.computers.at(scene.hop.to.computer));
    return domain != nullptr && domain->workgroup;
}

/// Nothing had to arrive, or a password did.
bool hasCredential(const Scene& scene)
{
    return scene.hop.credential.isExplicit
           || (scene.index > 0
               && scene.graph.hops.at(scene.route.hops[scene.index - 1].hop).method
                      == Method::CredSsp);
}

/// A real machine does not tell which stages its own hop went through.
bool isAnswered(const Scene& scene)
{
    constexpr auto connect = static_cast<std::size_t>(Stage::Connect);
    return scene.result.stages.at(connect).state == StageState::Passed;
}

QString whyNothingArrived(const Scene& scene)
{
    const bool clientSays = probe::denierOf(scene.result) == Denier::Client;
    const QString seen =
        withNames(clientSays ? Text::tr("%1 had no credential for %2, so nobody asked %2 to let "
                                        "anybody in")
                             : Text::tr("%2 saw a caller without a name"),
                  scene);
    if (scene.index == 0)
        return withCode(seen, scene.result.code);
    const QString left =
        filled(Text::tr("Hop %1 let %2 in, but left nothing on %3 to sign in with again."),
               {scene.before, accountAt(scene.graph, scene.route, scene.index - 1), scene.client});
    return left + u' ' + seen + u'.';
}

QString whyNoPermission(const Scene& scene)
{
    return withNames(model::isSession(scene.hop)
                         ? Text::tr("%2 knows who is there, and %4 may not open a session on it")
                         : Text::tr("%2 knows who is there, and %4 has no permission on %5"),
                     scene);
}

QString whyTrustedHosts(const Scene& scene)
{
    return withNames(
        lacksCredential(scene)
            ? Text::tr("%3 is an address: over HTTP %1 sends only an explicit credential there")
            : Text::tr("%1 would use NTLM over HTTP, and its TrustedHosts lacks %3"),
        scene);
}

QString whyNotKnown(const Scene& scene)
{
    return withNames(
        isServerAlone(scene)
            ? Text::tr("%2 is in a workgroup and knows its own accounts only: it did not "
                       "accept %4")
            : Text::tr("%4 is an account of another machine alone: %2 did not accept it"),
        scene);
}

/// The sentence of a cause, without code and full stop.
QString whyOf(const Scene& scene)
{
    const auto named = [&](const QString& text) {
        return withNames(text, scene);
    };
    switch (causeOf(scene)) {
    case Cause::NotDelegated:
        break;
    case Cause::PermissionOnResource:
        return whyNoPermission(scene);
    case Cause::ClientRoleMissing:
        return named(
            Text::tr("The client role is off on %1, so it sends no password to any machine"));
    case Cause::ServerRoleMissing:
        return named(Text::tr("The server role is off on %2, so it does not offer CredSSP"));
    case Cause::DelegateListMissing:
        return named(Text::tr("%1 may not delegate to %3: its list is not set"));
    case Cause::DelegateListMismatch:
        return named(Text::tr("%1 may not delegate to %3: its list has other names"));
    case Cause::NtlmOnlyListNeeded:
        return named(
            Text::tr("%2 proved its name by NTLM only, and the NTLM-only list of %1 lacks %3"));
    case Cause::DelegateListDenies:
        return named(Text::tr("%1 may not delegate to %3: its deny list has that name"));
    case Cause::TrustedHosts:
        return whyTrustedHosts(scene);
    case Cause::ImplicitCredentialWithCredSsp:
        return named(Text::tr("Hop %6 uses CredSSP, which needs a user name and a password"));
    case Cause::WrongPassword:
        return named(Text::tr("%2 did not accept %4"));
    case Cause::AccountNotKnown:
        return whyNotKnown(scene);
    default:
        return named(Text::tr("%2 said no, and why is not known"));
    }
    return {};
}

bool planAsksFor(const Scene& scene)
{
    return std::ranges::any_of(scene.plan.changes, [&](const plan::Change& change) {
        return change.computer == scene.hop.from || change.computer == scene.hop.to.computer;
    });
}

/// Whether the plan adds what was typed to \p setting of the client, so that applying it would help.
bool planAdds(const Scene& scene, plan::Change::Setting setting)
{
    const std::string host = model::typedHost(scene.graph, scene.hop);
    const std::string value =
        setting == plan::Change::Setting::TrustedHosts ? host : "WSMAN/" + host;
    return std::ranges::any_of(scene.plan.changes, [&](const plan::Change& change) {
        return change.computer == scene.hop.from && change.setting == setting
               && model::equalNames(change.value, value);
    });
}

QString whatGivesPermission(const Scene& scene)
{
    return withNames(
        model::isSession(scene.hop)
            ? Text::tr(
                  "Put %4 into Remote Management Users or Administrators on %2, or use an account "
                  "that is in one of them.")
            : Text::tr("Give %4 the permission on %5, or use an account that has it."),
        scene);
}

QString whatIsKnownThere(const Scene& scene)
{
    return withNames(
        isServerAlone(scene)
            ? Text::tr("Give hop %6 an account of %2, or give %2 the same user with the "
                       "same password.")
            : Text::tr("Give hop %6 an account of %2 or of its domain."),
        scene);
}

}  // namespace

QString deniedHeadline(const Scene& scene)
{
    const bool nothingToShow =
        causeOf(scene) == Cause::NotDelegated && probe::denierOf(scene.result) == Denier::Client;
    if (nothingToShow)
        return withNames(Text::tr("%1 could not sign in to %2"), scene);
    return probe::denierOf(scene.result) == Denier::Client
               ? withNames(Text::tr("%1 denies hop %6"), scene)
               : withNames(Text::tr("%2 denies hop %6"), scene);
}

QString deniedWhy(const Scene& scene)
{
    switch (causeOf(scene)) {
    case Cause::NotDelegated:
        return whyNothingArrived(scene);
    case Cause::WrongPassword:
        return withCode(whyOf(scene), scene.result.code) + u' ' + triedOnce();
    case Cause::Unknown: {
        const QString evidence = evidenceSentence(scene.result.evidence);
        const QString sentence = withCode(whyOf(scene), scene.result.code);
        return evidence.isEmpty() ? sentence : sentence + u' ' + evidence;
    }
    default:
        return withCode(whyOf(scene), scene.result.code);
    }
}

namespace {

/// The name that was typed is one that Kerberos can prove, so who signs in is what takes NTLM: an account of the machine's own.
bool isByAccount(const Scene& scene)
{
    return !target::isAddress(model::typedHost(scene.graph, scene.hop)) && !isServerAlone(scene)
           && !plan::isLoopback(scene.graph, scene.hop)
           && model::isOwnAccount(scene.graph.computers.at(scene.hop.to.computer),
                                  model::accountFromText(scene.account.toStdString()));
}

QString whatProves(const Scene& scene)
{
    const bool adds = planAdds(scene, plan::Change::Setting::AllowFreshNtlmOnly);
    if (isByAccount(scene)) {
        return Text::tr(
            "%4 is an account of %2 alone, which takes NTLM: sign in with an account of "
            "the domain, or add %3 to the NTLM-only list of %1.");
    }
    return adds
               ? Text::tr(
                     "Type a name that Kerberos can prove, or apply the plan, which adds %3 to "
                     "the NTLM-only list.")
               : Text::tr("Type a name that Kerberos can prove, or add %3 to the NTLM-only list of "
                          "%1.");
}

QString whatIsTrusted(const Scene& scene)
{
    const bool adds = planAdds(scene, plan::Change::Setting::TrustedHosts);
    if (isByAccount(scene)) {
        return Text::tr(
            "%4 is an account of %2 alone, which takes NTLM: sign in with an account of "
            "the domain, use HTTPS, or add %3 to TrustedHosts of %1.");
    }
    if (lacksCredential(scene)) {
        return adds ? Text::tr(
                          "Type a name that Kerberos can prove, or give the hop a credential of "
                          "its own and apply the plan, which adds %3 to TrustedHosts.")
                    : Text::tr(
                          "Type a name that Kerberos can prove, or give the hop a credential of "
                          "its own and add %3 to TrustedHosts of %1.");
    }
    return adds ? Text::tr(
                      "Type a name that Kerberos can prove, use HTTPS, or apply the plan, which "
                      "adds %3 to TrustedHosts.")
                : Text::tr(
                      "Type a name that Kerberos can prove, use HTTPS, or add %3 to TrustedHosts "
                      "of %1.");
}

QString whatApplies(const Scene& scene)
{
    if (!planAsksFor(scene))
        return Text::tr("Add the setting on %1.");
    return scene.client == scene.server ? Text::tr("Apply the plan to %1.")
                                        : Text::tr("Apply the plan to %1 and %2.");
}

}  // namespace

QString deniedWhatToDo(const Scene& scene)
{
    switch (causeOf(scene)) {
    case Cause::PermissionOnResource:
        return whatGivesPermission(scene);
    case Cause::ClientRoleMissing:
    case Cause::ServerRoleMissing:
    case Cause::DelegateListMissing:
        return withNames(whatApplies(scene), scene);
    case Cause::DelegateListMismatch:
        return withNames(
            planAdds(scene, plan::Change::Setting::AllowFresh)
                ? Text::tr(
                      "Type the name that stands in the list of %1, or apply the plan, which adds "
                      "%3.")
                : Text::tr("Type the name that stands in the list of %1, or add %3 to it."),
            scene);
    case Cause::NtlmOnlyListNeeded:
        return withNames(whatProves(scene), scene);
    case Cause::DelegateListDenies:
        return withNames(
            Text::tr("Take the entry that has %3 out of the deny list of %1: a deny list wins over "
                     "all others."),
            scene);
    case Cause::TrustedHosts:
        return withNames(whatIsTrusted(scene), scene);
    case Cause::WrongPassword:
        return Text::tr("Check name and password.");
    case Cause::AccountNotKnown:
        return whatIsKnownThere(scene);
    default:
        return {};
    }
}

QString notTheCause(const Scene& scene)
{
    QStringList out;
    const auto add = [&](bool is, const QString& what) {
        if (is)
            out += withNames(what, scene);
    };
    const bool later = scene.index > 0;
    switch (causeOf(scene)) {
    case Cause::NotDelegated:
        add(later, filled(Text::tr("wrong password (hop %1 passed)"), {scene.before}));
        add(isAnswered(scene), probe::denierOf(scene.result) == Denier::Client
                                   ? Text::tr("firewall (the port of %2 is open)")
                                   : Text::tr("firewall (%2 answered)"));
        break;
    case Cause::PermissionOnResource:
        add(true, Text::tr("delegation (%1 signed in to %2 as %4)"));
        break;
    case Cause::WrongPassword:
    case Cause::AccountNotKnown:
        add(later && hasCredential(scene), Text::tr("delegation (%1 had a credential for %2)"));
        add(isAnswered(scene), Text::tr("firewall (%2 answered)"));
        break;
    case Cause::ClientRoleMissing:
    case Cause::ImplicitCredentialWithCredSsp:
        add(true, Text::tr("wrong password (nothing was sent to %2)"));
        break;
    case Cause::ServerRoleMissing:
        add(true, Text::tr("firewall (%2 answered)"));
        add(true, Text::tr("wrong password (none was sent)"));
        break;
    case Cause::DelegateListMissing:
    case Cause::DelegateListMismatch:
    case Cause::NtlmOnlyListNeeded:
    case Cause::DelegateListDenies:
        add(isAnswered(scene), Text::tr("firewall (%2 answered)"));
        add(true, Text::tr("wrong password (none was sent)"));
        break;
    default:
        break;
    }
    return out.isEmpty() ? QString()
                         : filled(Text::tr("Not the cause: %1."), {out.join(QLatin1String(", "))});
}

}  // namespace hopwright::ui
