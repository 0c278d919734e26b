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

int machinesOf(const std::vector<plan::Change>& changes)
{
    std::set<model::ComputerId> out;
    for (const plan::Change& change : changes)
        out.insert(change.computer);
    return static_cast<int>(out.size());
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
        return Text::tr("Default");
    case Method::Negotiate:
        return Text::tr("Negotiate");
    case Method::Ntlm:
        return Text::tr("NTLM");
    case Method::Kerberos:
        return Text::tr("Kerberos");
    case Method::CredSsp:
        return Text::tr("CredSSP");
    case Method::Basic:
        return Text::tr("Basic");
    case Method::Certificate:
        return Text::tr("Certificate");
    case Method::Ssh:
        return Text::tr("SSH");
    case Method::Unknown:
        return Text::tr("not known to this version");
    }
    return {};
}

QString transportText(model::Transport transport)
{
    switch (transport) {
    case model::Transport::ByPort:
        break;
    case model::Transport::Http:
        return Text::tr("HTTP");
    case model::Transport::Https:
        return Text::tr("HTTPS");
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
        return Text::tr("SMB");
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
        return Text::tr("file share");
    case SqlServer:
        return Text::tr("SQL Server");
    case ActiveDirectoryWebServices:
        return Text::tr("Active Directory Web Services");
    case Ldap:
        return Text::tr("LDAP");
    case Wmi:
        return Text::tr("WMI");
    case Cim:
        return Text::tr("CIM");
    case PowerShellSession:
        return Text::tr("PowerShell session");
    case ServiceControl:
        return Text::tr("service control");
    case RemoteRegistry:
        return Text::tr("remote registry");
    case ScheduledTask:
        return Text::tr("scheduled tasks");
    case EventLog:
        return Text::tr("event log");
    case Web:
        return Text::tr("web site");
    case CertificateAuthority:
        return Text::tr("certificate authority");
    case SharePoint:
        return Text::tr("SharePoint");
    case Unknown:
        return Text::tr("not known to this version");
    }
    return {};
}

QString computerKindText(model::ComputerKind kind)
{
    switch (kind) {
    case model::ComputerKind::Client:
        return Text::tr("client");
    case model::ComputerKind::Server:
        return Text::tr("server");
    case model::ComputerKind::JumpServer:
        return Text::tr("jump server");
    }
    return {};
}

QString groupKindText(model::GroupKind kind)
{
    switch (kind) {
    case model::GroupKind::Site:
        return Text::tr("site");
    case model::GroupKind::Tier:
        return Text::tr("tier");
    case model::GroupKind::Own:
    case model::GroupKind::Other:
        break;
    }
    return Text::tr("group");
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
        return Text::tr("domain not known");
    if (domain->workgroup)
        return filled(Text::tr("workgroup %1"), {fromUtf8(domain->shortName)});
    return fromUtf8(domain->dnsName);
}

QString predictionWord(const plan::HopPrediction& prediction)
{
    if (prediction.isMuted)
        return Text::tr("muted");
    if (!prediction.reached)
        return Text::tr("not reached");
    switch (prediction.outcome) {
    case Outcome::Allowed:
        return Text::tr("will pass");
    case Outcome::Denied:
        return Text::tr("will be denied");
    case Outcome::Unknown:
        return Text::tr("cannot say");
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
        out = filled(plain ? Text::tr("%1 (code %2)") : QStringLiteral("%1 (%2)"), {out, code});
    }
    return prediction.notAppliedYet ? filled(Text::tr("%1: not applied yet"), {out}) : out;
}

QString predictionText(const plan::HopPrediction& now, const plan::HopPrediction& applied)
{
    if (!now.notAppliedYet)
        return predictionText(now);
    return filled(Text::tr("%1. After Apply: %2."), {predictionText(now), predictionWord(applied)});
}

QString stageText(Stage stage)
{
    switch (stage) {
    case Stage::Resolve:
        return Text::tr("resolve");
    case Stage::Connect:
        return Text::tr("connect");
    case Stage::Tls:
        return Text::tr("tls");
    case Stage::Offer:
        return Text::tr("offer");
    case Stage::Negotiate:
        return Text::tr("negotiate");
    case Stage::Bind:
        return Text::tr("bind");
    case Stage::Delegate:
        return Text::tr("delegate");
    case Stage::Shell:
        return Text::tr("shell");
    case Stage::Command:
        return Text::tr("command");
    case Stage::Access:
        return Text::tr("access");
    }
    return {};
}

QString arrivalText(const plan::Arrival& arrival)
{
    const QString account = fromUtf8(arrival.account);
    switch (arrival.what) {
    case plan::Arrives::AtStart:
    case plan::Arrives::SignedIn:
        return account.isEmpty() ? Text::tr("the user, signed in")
                                 : filled(Text::tr("%1, signed in"), {account});
    case plan::Arrives::NothingReusable:
        return Text::tr("network logon, nothing to use again");
    case plan::Arrives::Password:
        return filled(Text::tr("the password of %1"), {accountName(arrival.account)});
    case plan::Arrives::Anonymous:
        return Text::tr("a caller without a name");
    case plan::Arrives::Unknown:
        return Text::tr("unknown");
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
        return Text::tr("Client and server");
    if (machine.clientRole)
        return Text::tr("Client");
    if (machine.serverRole)
        return Text::tr("Server");
    const bool resourcesAlone =
        use.withResources.contains(machine.computer) && !use.opening.contains(machine.computer);
    return resourcesAlone ? Text::tr("nothing to set here") : Text::tr("no role needed");
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
        return filled(Text::tr("%1 will hold a password that is asked for at run time; its "
                               "administrators can read it."),
                      {machine});
    }
    return filled(Text::tr("%1 will hold the password of %2; its administrators can read it."),
                  {machine, account});
}

QString wayOutText(const plan::WayOut& wayOut)
{
    const std::vector<QString> names = texts(wayOut.names);
    switch (wayOut.kind) {
    case plan::WayOutKind::RunFromClient:
        return filled(Text::tr("Run it from %1"), names);
    case plan::WayOutKind::TypeName:
        return filled(Text::tr("Type %2 as the target of hop %1"), names);
    case plan::WayOutKind::UseHttps:
        return filled(Text::tr("Use HTTPS on hop %1"), names);
    case plan::WayOutKind::UseDefaultMethod:
        return filled(Text::tr("Use the default method on hop %1"), names);
    case plan::WayOutKind::ResourceBasedDelegation:
        return filled(names.size() > 2
                          ? Text::tr("Let %1 and %n more accept %2", nullptr, names[2].toInt())
                          : Text::tr("Let %1 accept %2"),
                      names);
    case plan::WayOutKind::JeaEndpoint:
        return filled(Text::tr("Use an endpoint on %1 that has an account of its own"), names);
    case plan::WayOutKind::OwnCredential:
        return Text::tr("Give the command its own credential");
    case plan::WayOutKind::OwnCredentialInstead:
        return filled(names.size() > 3
                          ? Text::tr("Give hop %1, and %n more, a credential of its own", nullptr,
                                     names[3].toInt())
                          : Text::tr("Give hop %1 its own credential"),
                      names);
    case plan::WayOutKind::RunAsEndpoint:
        return filled(Text::tr("Use an endpoint on %1 that runs as one user"), names);
    case plan::WayOutKind::UseCredSsp:
        return filled(Text::tr("Use CredSSP on hop %1"), names);
    }
    return {};
}

QString exposureText(const plan::WayOut& wayOut)
{
    switch (wayOut.exposure) {
    case plan::Exposure::Nothing:
        return Text::tr("nothing exposed");
    case plan::Exposure::DirectoryChange:
        return Text::tr("one directory change");
    case plan::Exposure::Endpoint:
        return Text::tr("what the endpoint lets its callers do");
    case plan::Exposure::PasswordInMemory:
        return Text::tr("password in memory");
    case plan::Exposure::PasswordStored:
        return filled(Text::tr("password stored on %2"), texts(wayOut.names));
    case plan::Exposure::PasswordOnServer:
        return filled(Text::tr("password on %2"), texts(wayOut.names));
    }
    return {};
}

QString wayOutDetail(const plan::WayOut& wayOut)
{
    const std::vector<QString> names = texts(wayOut.names);
    switch (wayOut.kind) {
    case plan::WayOutKind::RunFromClient:
        return filled(
            Text::tr("%1 is where the user is signed in, so nothing has to be handed over. %1 "
                     "must reach the target itself."),
            names);
    case plan::WayOutKind::TypeName:
        return filled(
            Text::tr("%2 in place of what is typed for hop %1: Kerberos proves names, not "
                     "addresses."),
            names);
    case plan::WayOutKind::UseHttps:
        return filled(Text::tr("Hop %1 gets HTTPS; its server needs a listener for it, with a "
                               "certificate that the client trusts."),
                      names);
    case plan::WayOutKind::UseDefaultMethod:
        return filled(Text::tr("Hop %1 gets the default method: Kerberos where both ends can, else "
                               "NTLM. No password is handed over."),
                      names);
    case plan::WayOutKind::JeaEndpoint:
        return filled(Text::tr("JEA: an endpoint on %1 runs the command as a group managed service "
                               "account that the target lets in. No password is typed or stored. "
                               "Hopwright does not set this up."),
                      names)
               + u' ' + notVerified();
    case plan::WayOutKind::OwnCredentialInstead:
        return filled(
            Text::tr("A credential travels inside the script and is in the memory of %2 "
                     "while the script runs; hop %3 gets the default method and hands over "
                     "none."),
            names);
    case plan::WayOutKind::RunAsEndpoint:
        return filled(
                   Text::tr("An endpoint on %1 that is registered with -RunAsCredential: all who "
                            "may use it act as that user, whose password WinRM keeps on %1. "
                            "Hopwright does not set this up."),
                   names)
               + u' ' + notVerified();
    case plan::WayOutKind::ResourceBasedDelegation:
        return filled(
                   Text::tr(
                       "Resource-based delegation: one attribute of %1 in the directory names %2. "
                       "Hopwright does not set this yet."),
                   names)
               + u' ' + notVerified();
    case plan::WayOutKind::OwnCredential:
        return filled(
            Text::tr("Hop %1 gets a credential that travels inside the script. The password is in "
                     "the memory of %2 while the script runs."),
            names);
    case plan::WayOutKind::UseCredSsp:
        return filled(
            Text::tr("Hop %1 gets the method CredSSP and a credential of its own. %2 holds the "
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
        return Text::tr("error");
    case plan::Severity::Warning:
        return Text::tr("warning");
    case plan::Severity::Note:
        return Text::tr("note");
    }
    return {};
}

QString changeText(const model::Graph& graph, const plan::Change& change)
{
    const std::vector<QString> names{computerName(graph, change.computer), fromUtf8(change.value)};
    switch (change.setting) {
    case plan::Change::Setting::ClientRole:
        return filled(Text::tr("%1: turn the client role on"), names);
    case plan::Change::Setting::ServerRole:
        return filled(Text::tr("%1: turn the server role on"), names);
    case plan::Change::Setting::AllowFresh:
        return filled(Text::tr("%1: allow %2"), names);
    case plan::Change::Setting::AllowFreshNtlmOnly:
        return filled(Text::tr("%1: allow %2 with NTLM-only proof"), names);
    case plan::Change::Setting::TrustedHosts:
        return filled(Text::tr("%1: add %2 to TrustedHosts"), names);
    }
    return {};
}

QString takenBackText(const model::Graph& graph, const plan::Change& change)
{
    const std::vector<QString> names{computerName(graph, change.computer), fromUtf8(change.value)};
    switch (change.setting) {
    case plan::Change::Setting::ClientRole:
        return filled(Text::tr("%1: turn the client role off"), names);
    case plan::Change::Setting::ServerRole:
        return filled(Text::tr("%1: turn the server role off"), names);
    case plan::Change::Setting::AllowFresh:
        return filled(Text::tr("%1: no longer allow %2"), names);
    case plan::Change::Setting::AllowFreshNtlmOnly:
        return filled(Text::tr("%1: no longer allow %2 with NTLM-only proof"), names);
    case plan::Change::Setting::TrustedHosts:
        return filled(Text::tr("%1: remove %2 from TrustedHosts"), names);
    }
    return {};
}

QString appliedText(const std::vector<plan::Change>& changes)
{
    if (changes.empty())
        return Text::tr("Nothing to apply: the machines have what the plan asks for.");
    const QString settings = Text::tr("%n settings", nullptr, static_cast<int>(changes.size()));
    return filled(Text::tr("Applied: %1 on %n machines.", nullptr, machinesOf(changes)),
                  {settings});
}

QString undoText(const std::vector<plan::Change>& changes)
{
    return Text::tr("Undo on %n machines…", nullptr, machinesOf(changes));
}

QString undoneText(const std::vector<plan::Change>& changes)
{
    return Text::tr("Undone on %n machines.", nullptr, machinesOf(changes));
}

}  // namespace hopwright::ui
