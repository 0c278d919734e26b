#include "ui/text/plan_text.h"

#include "core/model/graph_rules.h"
#include "ui/text/words.h"

#include <algorithm>
#include <set>

namespace hopwright::ui {

namespace {

std::vector<QString> texts(const std::vector<std::string>& names)
{
    std::vector<QString> out;
    out.reserve(names.size());
    for (const std::string& name : names)
        out.push_back(fromUtf8(name));
    return out;
}

std::size_t machinesOf(const std::vector<plan::Change>& changes)
{
    std::set<model::ComputerId> out;
    for (const plan::Change& change : changes)
        out.insert(change.computer);
    return out.size();
}

QString machineCount(std::size_t count)
{
    return count == 1 ? said("1 machine") : said("%1 machines").arg(count);
}

}  // namespace

QString computerName(const model::Graph& graph, model::ComputerId id)
{
    const auto found = graph.computers.find(id);
    return found == graph.computers.end() ? QString() : fromUtf8(found->second.name);
}

QString methodText(Method method)
{
    switch (method) {
    case Method::Default:
        return said("Default");
    case Method::Negotiate:
        return said("Negotiate");
    case Method::Ntlm:
        return said("NTLM");
    case Method::Kerberos:
        return said("Kerberos");
    case Method::CredSsp:
        return said("CredSSP");
    case Method::Basic:
        return said("Basic");
    case Method::Certificate:
        return said("Certificate");
    case Method::Ssh:
        return said("SSH");
    case Method::Unknown:
        return said("not known to this version");
    }
    return {};
}

QString transportText(model::Transport transport)
{
    switch (transport) {
    case model::Transport::ByPort:
        break;
    case model::Transport::Http:
        return said("HTTP");
    case model::Transport::Https:
        return said("HTTPS");
    }
    return {};
}

QString methodText(const model::Hop& hop)
{
    const bool named = hop.method == Method::Unknown && !hop.methodWord.empty();
    return named ? fromUtf8(hop.methodWord) : methodText(hop.method);
}

QString hopKindText(const model::Graph& graph, const model::Hop& hop)
{
    if (model::isSession(hop)) {
        const bool https = hop.method != Method::Ssh
                           && model::effectiveTransport(graph, hop) == model::Transport::Https;
        return https ? methodText(hop) + QChar(u'/') + transportText(model::Transport::Https)
                     : methodText(hop);
    }
    const auto resource = graph.resources.find(hop.to.resource.value_or(model::ResourceId{}));
    if (resource == graph.resources.end())
        return {};
    switch (resource->second.kind) {
    case ResourceKind::SmbShare:
        return said("SMB");
    case ResourceKind::Unknown:
        return fromUtf8(resource->second.kindWord);
    default:
        return resourceKindText(resource->second.kind);
    }
}

QString resourceKindText(ResourceKind kind)
{
    using enum ResourceKind;
    switch (kind) {
    case SmbShare:
        return said("file share");
    case SqlServer:
        return said("SQL Server");
    case ActiveDirectoryWebServices:
        return said("Active Directory Web Services");
    case Ldap:
        return said("LDAP");
    case Wmi:
        return said("WMI");
    case Cim:
        return said("CIM");
    case PowerShellSession:
        return said("PowerShell session");
    case ServiceControl:
        return said("service control");
    case RemoteRegistry:
        return said("remote registry");
    case ScheduledTask:
        return said("scheduled tasks");
    case EventLog:
        return said("event log");
    case Web:
        return said("web site");
    case CertificateAuthority:
        return said("certificate authority");
    case SharePoint:
        return said("SharePoint");
    case Unknown:
        return said("not known to this version");
    }
    return {};
}

QString computerKindText(model::ComputerKind kind)
{
    switch (kind) {
    case model::ComputerKind::Client:
        return said("client");
    case model::ComputerKind::Server:
        return said("server");
    case model::ComputerKind::JumpServer:
        return said("jump server");
    }
    return {};
}

QString hopTitle(const model::Graph& graph, const model::Hop& hop)
{
    QString end = computerName(graph, hop.to.computer);
    if (hop.to.resource) {
        const auto resource = graph.resources.find(hop.to.resource.value_or(model::ResourceId{}));
        if (resource != graph.resources.end())
            end = fromUtf8(resource->second.name);
    }
    return filled(QStringLiteral("%1 → %2"), {computerName(graph, hop.from), end});
}

QString domainText(const model::Graph& graph, const model::Computer& computer)
{
    const model::Domain* domain = model::domainOf(graph, computer);
    if (domain == nullptr)
        return said("domain not known");
    if (domain->workgroup)
        return filled(said("workgroup %1"), {fromUtf8(domain->shortName)});
    return fromUtf8(domain->dnsName);
}

QString predictionWord(const plan::HopPrediction& prediction)
{
    if (!prediction.reached)
        return said("not reached");
    switch (prediction.outcome) {
    case Outcome::Allowed:
        return said("will pass");
    case Outcome::Denied:
        return said("will be denied");
    case Outcome::Unknown:
        return said("cannot say");
    }
    return {};
}

QString predictionText(const plan::HopPrediction& prediction)
{
    QString out = predictionWord(prediction);
    if (prediction.outcome != Outcome::Denied)
        return out;
    if (prediction.code) {
        const QString code = fromUtf8(textOf(*prediction.code));
        const bool plain = !code.startsWith(QStringLiteral("0x"));
        out = filled(plain ? said("%1 (code %2)") : QStringLiteral("%1 (%2)"), {out, code});
    }
    return prediction.notAppliedYet ? filled(said("%1: not applied yet"), {out}) : out;
}

QString predictionText(const plan::HopPrediction& now, const plan::HopPrediction& applied)
{
    if (!now.notAppliedYet)
        return predictionText(now);
    return filled(said("%1. After Apply: %2."), {predictionText(now), predictionWord(applied)});
}

QString stageText(Stage stage)
{
    switch (stage) {
    case Stage::Resolve:
        return said("resolve");
    case Stage::Connect:
        return said("connect");
    case Stage::Tls:
        return said("tls");
    case Stage::Offer:
        return said("offer");
    case Stage::Negotiate:
        return said("negotiate");
    case Stage::Bind:
        return said("bind");
    case Stage::Delegate:
        return said("delegate");
    case Stage::Shell:
        return said("shell");
    case Stage::Command:
        return said("command");
    case Stage::Access:
        return said("access");
    }
    return {};
}

QString arrivalText(const plan::Arrival& arrival)
{
    const QString account = fromUtf8(arrival.account);
    switch (arrival.what) {
    case plan::Arrives::AtStart:
    case plan::Arrives::SignedIn:
        return account.isEmpty() ? said("the user, signed in")
                                 : filled(said("%1, signed in"), {account});
    case plan::Arrives::NothingReusable:
        return said("network logon, nothing to use again");
    case plan::Arrives::Password:
        return filled(said("the password of %1"), {accountName(arrival.account)});
    case plan::Arrives::Anonymous:
        return said("a caller without a name");
    case plan::Arrives::Unknown:
        return said("unknown");
    }
    return {};
}

MachineUse machineUseOf(const model::Graph& graph)
{
    MachineUse out;
    for (const auto& [id, resource] : graph.resources)
        out.withResources.insert(resource.computer);
    for (const auto& [id, hop] : graph.hops) {
        out.opening.insert(hop.from);
        if (model::isSession(hop))
            out.opening.insert(hop.to.computer);
    }
    return out;
}

QString rolesText(const MachineUse& use, const plan::MachinePlan& machine)
{
    if (machine.clientRole && machine.serverRole)
        return said("Client and server");
    if (machine.clientRole)
        return said("Client");
    if (machine.serverRole)
        return said("Server");
    const bool resourcesAlone =
        use.withResources.contains(machine.computer) && !use.opening.contains(machine.computer);
    return resourcesAlone ? said("nothing to set here") : said("no role needed");
}

QString rolesText(const model::Graph& graph, const plan::MachinePlan& machine)
{
    return rolesText(machineUseOf(graph), machine);
}

QString costText(const model::Graph& graph, const plan::MachinePlan& machine)
{
    QStringList out;
    for (const std::string& account : machine.holdsPasswordOf)
        out += costText(computerName(graph, machine.computer), accountName(account));
    return out.join(QLatin1Char(' '));
}

QString costText(const QString& machine, const QString& account)
{
    if (account.isEmpty()) {
        return filled(said("%1 will hold a password that is asked for at run time; its "
                           "administrators can read it."),
                      {machine});
    }
    return filled(said("%1 will hold the password of %2; its administrators can read it."),
                  {machine, account});
}

QString wayOutText(const plan::WayOut& wayOut)
{
    const std::vector<QString> names = texts(wayOut.names);
    switch (wayOut.kind) {
    case plan::WayOutKind::RunFromClient:
        return filled(said("Run it from %1"), names);
    case plan::WayOutKind::TypeName:
        return filled(said("Type %2 as the target of hop %1"), names);
    case plan::WayOutKind::UseHttps:
        return filled(said("Use HTTPS on hop %1"), names);
    case plan::WayOutKind::UseDefaultMethod:
        return filled(said("Use the default method on hop %1"), names);
    case plan::WayOutKind::ResourceBasedDelegation:
        return filled(names.size() > 2 ? said("Let %1 and %3 more accept %2")
                                       : said("Let %1 accept %2"),
                      names);
    case plan::WayOutKind::JeaEndpoint:
        return filled(said("Use an endpoint on %1 that has an account of its own"), names);
    case plan::WayOutKind::OwnCredential:
        return said("Give the command its own credential");
    case plan::WayOutKind::OwnCredentialInstead:
        return filled(names.size() > 3 ? said("Give hop %1, and %4 more, a credential of its own")
                                       : said("Give hop %1 its own credential"),
                      names);
    case plan::WayOutKind::RunAsEndpoint:
        return filled(said("Use an endpoint on %1 that runs as one user"), names);
    case plan::WayOutKind::UseCredSsp:
        return filled(said("Use CredSSP on hop %1"), names);
    }
    return {};
}

QString exposureText(const plan::WayOut& wayOut)
{
    switch (wayOut.exposure) {
    case plan::Exposure::Nothing:
        return said("nothing exposed");
    case plan::Exposure::DirectoryChange:
        return said("one directory change");
    case plan::Exposure::Endpoint:
        return said("what the endpoint lets its callers do");
    case plan::Exposure::PasswordInMemory:
        return said("password in memory");
    case plan::Exposure::PasswordStored:
        return filled(said("password stored on %2"), texts(wayOut.names));
    case plan::Exposure::PasswordOnServer:
        return filled(said("password on %2"), texts(wayOut.names));
    }
    return {};
}

QString wayOutDetail(const plan::WayOut& wayOut)
{
    const std::vector<QString> names = texts(wayOut.names);
    switch (wayOut.kind) {
    case plan::WayOutKind::RunFromClient:
        return filled(
            said("%1 is where the user is signed in, so nothing has to be handed over. %1 "
                 "must reach the target itself."),
            names);
    case plan::WayOutKind::TypeName:
        return filled(said("%2 in place of what is typed for hop %1: Kerberos proves names, not "
                           "addresses."),
                      names);
    case plan::WayOutKind::UseHttps:
        return filled(said("Hop %1 gets HTTPS; its server needs a listener for it, with a "
                           "certificate that the client trusts."),
                      names);
    case plan::WayOutKind::UseDefaultMethod:
        return filled(said("Hop %1 gets the default method: Kerberos where both ends can, else "
                           "NTLM. No password is handed over."),
                      names);
    case plan::WayOutKind::JeaEndpoint:
        return filled(said("JEA: an endpoint on %1 runs the command as a group managed service "
                           "account that the target lets in. No password is typed or stored. "
                           "Hopwright does not set this up."),
                      names)
               + u' ' + notVerified();
    case plan::WayOutKind::OwnCredentialInstead:
        return filled(said("A credential travels inside the script and is in the memory of %2 "
                           "while the script runs; hop %3 gets the default method and hands over "
                           "none."),
                      names);
    case plan::WayOutKind::RunAsEndpoint:
        return filled(said("An endpoint on %1 that is registered with -RunAsCredential: all who "
                           "may use it act as that user, whose password WinRM keeps on %1. "
                           "Hopwright does not set this up."),
                      names)
               + u' ' + notVerified();
    case plan::WayOutKind::ResourceBasedDelegation:
        return filled(
                   said("Resource-based delegation: one attribute of %1 in the directory names %2. "
                        "Hopwright does not set this yet."),
                   names)
               + u' ' + notVerified();
    case plan::WayOutKind::OwnCredential:
        return filled(
            said("Hop %1 gets a credential that travels inside the script. The password is in "
                 "the memory of %2 while the script runs."),
            names);
    case plan::WayOutKind::UseCredSsp:
        return filled(
            said("Hop %1 gets the method CredSSP and a credential of its own. %2 holds the "
                 "password while the session lasts; its administrators can read it."),
            names);
    }
    return {};
}

QString findingText(const plan::Finding& finding)
{
    return becauseText(finding.text);
}

QString severityText(plan::Severity severity)
{
    switch (severity) {
    case plan::Severity::Error:
        return said("error");
    case plan::Severity::Warning:
        return said("warning");
    case plan::Severity::Note:
        return said("note");
    }
    return {};
}

QString changeText(const model::Graph& graph, const plan::Change& change)
{
    const std::vector<QString> names{computerName(graph, change.computer), fromUtf8(change.value)};
    switch (change.setting) {
    case plan::Change::Setting::ClientRole:
        return filled(said("%1: turn the client role on"), names);
    case plan::Change::Setting::ServerRole:
        return filled(said("%1: turn the server role on"), names);
    case plan::Change::Setting::AllowFresh:
        return filled(said("%1: allow %2"), names);
    case plan::Change::Setting::AllowFreshNtlmOnly:
        return filled(said("%1: allow %2 with NTLM-only proof"), names);
    case plan::Change::Setting::TrustedHosts:
        return filled(said("%1: add %2 to TrustedHosts"), names);
    }
    return {};
}

QString takenBackText(const model::Graph& graph, const plan::Change& change)
{
    const std::vector<QString> names{computerName(graph, change.computer), fromUtf8(change.value)};
    switch (change.setting) {
    case plan::Change::Setting::ClientRole:
        return filled(said("%1: turn the client role off"), names);
    case plan::Change::Setting::ServerRole:
        return filled(said("%1: turn the server role off"), names);
    case plan::Change::Setting::AllowFresh:
        return filled(said("%1: no longer allow %2"), names);
    case plan::Change::Setting::AllowFreshNtlmOnly:
        return filled(said("%1: no longer allow %2 with NTLM-only proof"), names);
    case plan::Change::Setting::TrustedHosts:
        return filled(said("%1: remove %2 from TrustedHosts"), names);
    }
    return {};
}

QString appliedText(const std::vector<plan::Change>& changes)
{
    if (changes.empty())
        return said("Nothing to apply: the machines have what the plan asks for.");
    const QString settings =
        changes.size() == 1 ? said("1 setting") : said("%1 settings").arg(changes.size());
    return filled(said("Applied: %1 on %2."), {settings, machineCount(machinesOf(changes))});
}

QString undoText(const std::vector<plan::Change>& changes)
{
    return filled(said("Undo on %1…"), {machineCount(machinesOf(changes))});
}

QString undoneText(const std::vector<plan::Change>& changes)
{
    return filled(said("Undone on %1."), {machineCount(machinesOf(changes))});
}

}  // namespace hopwright::ui
