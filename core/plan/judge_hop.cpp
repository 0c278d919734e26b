#include "core/plan/judge_hop.h"

#include "core/errors/resource_table.h"
#include "core/model/graph_rules.h"
#include "core/plan/caller.h"
#include "core/plan/permission.h"
#include "core/plan/predict.h"
#include "core/target/typed_target.h"

#include <algorithm>
#include <utility>

namespace hopwright::plan {

namespace {

using model::Graph;
using model::Hop;

/// Who signs in at this hop, as text; empty: not known.
std::string accountOf(const Place& place, const Held& held)
{
    if (isOpenersHop(place.hop, held.atStart))
        return model::accountText(place.opener);
    return place.hop.credential.isExplicit ? explicitAccount(place.graph, place.hop) : held.account;
}

void deny(HopPrediction& out, Stage stage, Cause cause, std::optional<StatusCode> code)
{
    out.outcome = Outcome::Denied;
    out.stage = stage;
    out.cause = cause;
    out.code = code;
}

void denyAs(HopPrediction& out, const ErrorRow& error)
{
    deny(out, error.stage(), error.cause.value_or(Cause::Unknown), error.code());
}

void add(HopPrediction& out, std::string rule, std::string key,
         std::vector<std::string> arguments = {})
{
    out.because.push_back(
        {.rule = std::move(rule), .key = std::move(key), .arguments = std::move(arguments)});
}

void cannotSay(HopPrediction& out, std::string rule, std::string key,
               std::vector<std::string> arguments)
{
    out.outcome = Outcome::Unknown;
    add(out, std::move(rule), std::move(key), std::move(arguments));
}

ResourceKind resourceKind(const Place& place)
{
    return place.graph.resources.at(place.hop.to.resource.value()).kind;
}

/// Whether the hop needs what arrived at its tail: R6 says that its own credential makes it free of that.
bool needsIdentity(const Place& place)
{
    if (model::isSession(place.hop) && model::bringsOwnProof(place.hop.method))
        return false;
    return !place.hop.credential.isExplicit || !place.rules.has(Rule::R6);
}

/// M15, and R5 for a nested hop: CredSSP without user name and password.
bool deniedAsImplicitCredSsp(const Place& place, const Held& held, HopPrediction& out)
{
    const bool implicit = place.hop.method == Method::CredSsp && !place.hop.credential.isExplicit;
    const Rule rule = held.atStart ? Rule::R2 : Rule::R5;
    if (!implicit || !place.rules.has(rule))
        return false;
    denyAs(out, errorRow<1>());
    add(out, "M15", "credssp-needs-credential", {place.number});
    if (!held.atStart)
        add(out, "R5", "nested-needs-credential", {place.number, place.from});
    add(out, "E1", "refused-without-password", {place.from, textOf(out.code)});
    return true;
}

/// Rows M6, M7 and M8: what Kerberos cannot do.
bool deniedByKerberos(const Place& place, HopPrediction& out)
{
    if (place.hop.method != Method::Kerberos)
        return false;
    const model::Domain* client =
        model::domainOf(place.graph, place.graph.computers.at(place.hop.from));
    if (target::isAddress(place.host)) {
        denyAs(out, errorRow<32>());
        add(out, "M8", "kerberos-address", {place.host, textOf(out.code)});
    } else if (place.authentication.localAccount) {
        deny(out, Stage::Negotiate, Cause::Unknown, std::nullopt);
        add(out, "M7", "kerberos-local-account", {explicitAccount(place.graph, place.hop)});
    } else if (client != nullptr && client->workgroup && !place.hop.credential.isExplicit) {
        denyAs(out, errorRow<33>());
        add(out, "M6", "kerberos-workgroup", {place.from, textOf(out.code)});
    }
    return out.outcome == Outcome::Denied;
}

/// Row M4: an address over HTTP with the identity of the caller.
bool deniedByAddress(const Place& place, HopPrediction& out)
{
    if (!place.authentication.lacksCredential)
        return false;
    const bool byDefault = place.hop.method == Method::Default;
    const ErrorRow& error = lacksCredentialError(place.hop.method);
    denyAs(out, error);
    add(out, "M4", "address-needs-credential", {place.host});
    add(out, error.id(), byDefault ? "default-with-address" : "negotiate-implicit",
        {place.from, place.host, textOf(error.code())});
    return true;
}

bool isOverHttp(const Place& place)
{
    return model::effectiveTransport(place.graph, place.hop) == model::Transport::Http;
}

/// Rows M11 and M12: Basic takes a user name and a password, of an account of the server's own. Over HTTP it also takes
/// AllowUnencrypted at both ends, which nobody looked at.
void judgeBasic(const Place& place, HopPrediction& out)
{
    const std::string account = explicitAccount(place.graph, place.hop);
    if (!place.hop.credential.isExplicit) {
        denyAs(out, errorRow<36>());
        add(out, "M11", "basic-needs-credential", {place.number, place.from, textOf(out.code)});
    } else if (account.empty()) {
        cannotSay(out, "M11", "basic-account-not-known", {place.number, place.server});
        if (isOverHttp(place))
            add(out, "M11", "basic-over-http", {place.number, place.server});
    } else if (!place.authentication.localAccount) {
        deny(out, Stage::Negotiate, Cause::Unknown, httpUnauthorized);
        add(out, "M12", "basic-domain-account", {place.server, account});
    } else if (isOverHttp(place)) {
        cannotSay(out, "M11", "basic-over-http", {place.number, place.server});
    } else {
        add(out, "M11", "basic-local-account", {place.number, place.server, account});
    }
}

/// Row M14.
void judgeCertificate(const Place& place, HopPrediction& out)
{
    if (isOverHttp(place)) {
        deny(out, Stage::Negotiate, Cause::Unknown, std::nullopt);
        add(out, "M14", "certificate-needs-https", {place.number});
        return;
    }
    add(out, "M14", "certificate-is-mapped", {place.number, place.server});
}

/// Rows M37 to M39: with a password, with a key or with a ticket. Only a password is drawn.
void judgeSsh(const Place& place, HopPrediction& out)
{
    if (!place.hop.credential.isExplicit)
        cannotSay(out, "M38", "ssh-proof-not-known", {place.number});
}

/// Row M13, of a word in a file: WinRM's service does not take Digest. What any other word does is not known.
void judgeUnknown(const Place& place, HopPrediction& out)
{
    if (model::equalNames(place.hop.methodWord, "digest")) {
        deny(out, Stage::Negotiate, Cause::Unknown, std::nullopt);
        add(out, "M13", "digest-not-taken", {place.server});
        return;
    }
    cannotSay(out, "R1", "method-unknown", {place.number, place.hop.methodWord});
}

/// What §6 says of the method alone: Denied or Unknown where it says so.
void judgeMethod(const Place& place, HopPrediction& out)
{
    switch (place.hop.method) {
    case Method::Basic:
        judgeBasic(place, out);
        break;
    case Method::Certificate:
        judgeCertificate(place, out);
        break;
    case Method::Ssh:
        judgeSsh(place, out);
        break;
    case Method::Unknown:
        judgeUnknown(place, out);
        break;
    case Method::Default:
    case Method::Negotiate:
    case Method::Ntlm:
    case Method::Kerberos:
    case Method::CredSsp:
        break;
    }
}

void denyForNothingArrived(const Place& place, const Held& held, HopPrediction& out)
{
    if (!model::isSession(place.hop) && place.hop.from == place.hop.to.computer) {
        cannotSay(out, "R9", "own-resource", {place.server});
        return;
    }
    add(out, "R1", "needs-identity", {place.number, place.from, place.before});
    out.because.insert(out.because.end(), held.because.begin(), held.because.end());
    if (model::isSession(place.hop)) {
        denyAs(out, errorRow<39>());
        add(out, "E39", "no-logon-session", {place.from, place.server, textOf(out.code)});
        return;
    }
    const ResourceRow& resource = resourceRow(resourceKind(place));
    if (resource.refusal == nullptr) {
        deny(out, Stage::Access, Cause::NotDelegated, std::nullopt);
        add(out, "R1", "caller-without-name", {place.server});
        return;
    }
    const ErrorRow& error = resource.refusal();
    if (error.codeCount == 0) {
        deny(out, Stage::Access, Cause::NotDelegated, std::nullopt);
        add(out, error.id(), "caller-without-name", {place.server});
        return;
    }
    deny(out, Stage::Access, Cause::NotDelegated, error.code());
    add(out, error.id(), std::string(resource.refusalKey), {place.server, textOf(error.code())});
}

std::optional<model::AccountHome> homeOfCaller(const Place& place, const Held& held)
{
    return callerOf(place.names, place.hop,
                    {.home = held.home, .atStart = held.atStart, .opener = place.opener});
}

/// Who is signed in behind the hop at \p place: a machine in a workgroup takes accounts of its own alone.
std::optional<model::AccountHome> homeOfArrived(const Place& place, const Held& held)
{
    auto home = homeOfCaller(place, held);
    const bool loops = isLoopback(place.graph, place.hop);
    const model::Computer& server =
        place.graph.computers.at(loops ? place.hop.from : place.hop.to.computer);
    const model::Domain* domain = model::domainOf(place.graph, server);
    if (home || domain == nullptr || !domain->workgroup)
        return home;
    return model::AccountHome{.kind = model::AccountHome::Kind::Machine,
                              .computer = server.id,
                              .name = model::ownDomain(server)};
}

void judgeStranger(const Place& place, const Held& held, HopPrediction& out)
{
    if (auto because = strangerBecause(place.graph, place.hop, homeOfCaller(place, held)))
        cannotSay(out, because->rule, because->key, std::move(because->arguments));
}

bool isStranger(const Place& place, const Held& held)
{
    return strangerBecause(place.graph, place.hop, homeOfCaller(place, held)).has_value();
}

/// Whether what is held at the tail is enough, R1, and whether the target can know that account. Sets Denied or Unknown when
/// it is not.
void judgeIdentity(const Place& place, const Held& held, HopPrediction& out)
{
    if (!needsIdentity(place)) {
        if (!held.atStart)
            add(out, "R6", "own-credential", {place.number, place.from});
        judgeStranger(place, held, out);
        return;
    }
    switch (held.what) {
    case Arrives::SignedIn:
        if (held.atStart)
            add(out, "R1", "starts-signed-in", {place.number, place.from});
        judgeStranger(place, held, out);
        break;
    case Arrives::Password:
        out.because.insert(out.because.end(), held.because.begin(), held.because.end());
        judgeStranger(place, held, out);
        break;
    case Arrives::NothingReusable:
    case Arrives::Anonymous:
        if (place.rules.has(Rule::R1))
            denyForNothingArrived(place, held, out);
        break;
    case Arrives::Unknown:
        out.because.insert(out.because.end(), held.because.begin(), held.because.end());
        cannotSay(out, "R1", "arrival-unknown", {place.from});
        break;
    }
}

Because networkLogon(const Place& place)
{
    const Hop& hop = place.hop;
    const auto row = [&](const char* rule, const char* key) {
        return Because{
            .rule = rule,
            .key = key,
            .arguments = {place.number, place.server, explicitAccount(place.graph, hop)}};
    };
    if (hop.method == Method::Kerberos)
        return row("M5", "network-logon-kerberos");
    if (!hop.credential.isExplicit) {
        return row("M1", hop.method == Method::Default ? "network-logon-default"
                                                       : "network-logon-negotiate");
    }
    if (place.authentication.proof == Proof::NtlmOnly)
        return row("M3", "network-logon-ntlm");
    return row("M2", "network-logon-explicit");
}

Held afterCredSsp(const Place& place, const Held& held)
{
    const Hop& hop = place.hop;
    Held out{.what = Arrives::Password,
             .account = accountOf(place, held),
             .home = homeOfArrived(place, held),
             .atStart = false};
    const char* rule = "M16";
    if (isLoopback(place.graph, hop)) {
        rule = "M29";
    } else if (place.authentication.localAccount) {
        rule = "M20";
    } else if (place.authentication.proof == Proof::NtlmOnly) {
        rule = "M19";
    }
    out.because.push_back({.rule = rule,
                           .key = "password-delegated",
                           .arguments = {place.number, place.server, out.account}});
    return out;
}

/// Rows M11, M14 and M37, column "Out-creds". Of Basic documents say no, and one report says otherwise.
Held afterOtherMethod(const Place& place, const Held& held)
{
    const Hop& hop = place.hop;
    Held out{.what = Arrives::Unknown, .atStart = false};
    const auto leaves = [&](const char* rule, const char* key) {
        out.because.push_back(
            {.rule = rule, .key = key, .arguments = {place.number, place.server, out.account}});
    };
    if (hop.method == Method::Basic) {
        out.account = accountOf(place, held);
        leaves("M11", "basic-leaves-unknown");
    } else if (hop.method == Method::Certificate) {
        out.what = Arrives::NothingReusable;
        leaves("M14", "certificate-leaves-nothing");
    } else {  // SSH with a password: without one nothing was let in for certain.
        out.what = Arrives::Password;
        out.account = accountOf(place, held);
        out.home = homeOfArrived(place, held);
        leaves("M37", "ssh-password-arrives");
    }
    return out;
}

/// What a session that was let in leaves on its server.
Held heldAfter(const Place& place, const Held& held)
{
    const Hop& hop = place.hop;
    if (hop.method == Method::CredSsp)
        return afterCredSsp(place, held);
    if (hop.method == Method::Basic || hop.method == Method::Certificate
        || hop.method == Method::Ssh)
        return afterOtherMethod(place, held);
    Held out{.what = Arrives::NothingReusable,
             .account = accountOf(place, held),
             .home = homeOfArrived(place, held),
             .atStart = false};
    out.because.push_back(networkLogon(place));
    if (isLoopback(place.graph, hop)) {
        if (!place.rules.has(Rule::R9))
            return held;
        out.because.push_back(
            {.rule = "R9", .key = "loopback-is-a-hop", .arguments = {place.number, place.host}});
    }
    const bool delegated = held.what == Arrives::Password && !hop.credential.isExplicit;
    if (delegated && !place.rules.has(Rule::R7))
        return held;
    if (delegated) {
        out.because.push_back(
            {.rule = "R7", .key = "one-hop-deep", .arguments = {place.number, place.server}});
    }
    return out;
}

/// R9, M29: whether Kerberos proves a machine to itself under `localhost` or an address is not known, nor whether an address of
/// its own is refused as another's is.
void judgeOwnName(const Place& place, HopPrediction& out)
{
    if (!place.authentication.ownNameUnproven)
        return;
    const bool credSsp = place.hop.method == Method::CredSsp;
    const bool proves = credSsp || place.hop.method == Method::Kerberos;
    const bool settled = credSsp && place.states != nullptr
                         && surelyDelegates(place.graph, place.hop, *place.states);
    if (!settled && (proves || target::isAddress(place.host)))
        out.outcome = Outcome::Unknown;
}

void judgeSession(const Place& place, Held& held, HopPrediction& out)
{
    judgeMethod(place, out);
    if (out.outcome == Outcome::Denied)
        return;
    if (out.outcome == Outcome::Unknown) {
        held = {.what = Arrives::Unknown, .atStart = false};
        return;
    }
    if (deniedAsImplicitCredSsp(place, held, out) || deniedByKerberos(place, out)
        || deniedByAddress(place, out))
        return;
    if (place.states != nullptr
        && deniedByState(place.graph, place.hop, place.authentication, *place.states, out)) {
        // The lists are asked of a server that took the account: whether it does comes first, and is not known.
        if (out.stage != Stage::Delegate || out.cause == Cause::ClientRoleMissing
            || !isStranger(place, held))
            return;
        out = {.hop = out.hop};
    }
    judgeIdentity(place, held, out);
    if (out.outcome == Outcome::Denied)
        return;
    judgeOwnName(place, out);
    const bool known = out.outcome == Outcome::Allowed;
    held = heldAfter(place, held);
    if (!known && !place.hop.credential.isExplicit)
        held.what = Arrives::Unknown;
    for (const Because& each : held.because)
        out.because.push_back(each);
    const bool isSaid = std::ranges::any_of(
        out.because, [](const Because& each) { return each.key == "account-trust-unknown"; });
    if (place.authentication.proof == Proof::Unknown && !isSaid) {
        const std::vector<Because>& why = place.authentication.because;
        out.because.insert(out.because.end(), why.begin(), why.end());
    }
}

/// R3: what the machine is known to refuse; what is not known to be refused was not looked at.
void judgePermission(const Place& place, const std::string& account, HopPrediction& out)
{
    const Permission permission =
        resourceKind(place) == ResourceKind::SmbShare && place.states != nullptr
            ? permissionOf(place.graph, place.hop.to.computer, account, *place.states)
            : Permission::NotLookedAt;
    const std::string endName = model::hopTargetName(place.graph, place.hop);  // `FS01\Reports`
    if (permission == Permission::Refused) {
        deny(out, Stage::Access, Cause::PermissionOnResource, errorRow<71>().code());
        add(out, "R3", "permission-refused", {endName, account});
    } else if (permission == Permission::DependsOnAccount) {
        cannotSay(out, "R3", "permission-depends-on-account", {endName});
    } else if (place.rules.has(Rule::R3)) {
        add(out, "R3", "permission-not-looked-at", {endName, account});
    }
}

void judgeResource(const Place& place, Held& held, HopPrediction& out)
{
    judgeIdentity(place, held, out);
    const std::string account = accountOf(place, held);
    if (out.outcome == Outcome::Allowed)
        judgePermission(place, account, out);
    Held after{.what = Arrives::SignedIn, .account = account, .atStart = false};
    if (out.outcome == Outcome::Denied)
        after = {.what = Arrives::Anonymous, .atStart = false};
    if (out.outcome == Outcome::Unknown)
        after.what = Arrives::Unknown;
    held = std::move(after);
}

}  // namespace

Place placeOf(const model::AccountNames& names, const Hop& hop, std::size_t index, RuleSet rules,
              const AskedStates* states, const model::AccountName& opener)
{
    const Graph& graph = names.graph();
    const bool session = model::isSession(hop);
    const bool opens = index == 0 || hop.credential.isExplicit;
    return {.names = names,
            .graph = graph,
            .hop = hop,
            .number = std::to_string(index + 1),
            .before = std::to_string(index),
            .from = graph.computers.at(hop.from).name,
            .server = graph.computers.at(hop.to.computer).name,
            .host = session ? targetHost(graph, hop) : std::string(),
            .authentication =
                session ? authenticationOf(graph, hop, opens ? opener : model::AccountName{})
                        : Authentication{},
            .rules = rules,
            .states = states,
            .opener = opener};
}

void judgeHop(const Place& place, Held& held, HopPrediction& out)
{
    model::isSession(place.hop) ? judgeSession(place, held, out) : judgeResource(place, held, out);
}

}  // namespace hopwright::plan
