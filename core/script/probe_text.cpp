#include "core/script/probe_text.h"

#include "core/base/byte_writer.h"
#include "core/crypto/sha256.h"
#include "core/model/graph_rules.h"
#include "core/model/muted.h"
#include "core/plan/authentication.h"
#include "core/plan/predict.h"
#include "core/probe/route_step.h"
#include "core/script/quoting.h"
#include "core/script/script_text.h"

#include <map>

namespace hopwright::script {

namespace {

/// Asks each account once, and does not try it again once it was refused: a second wrong password may lock it.
constexpr std::string_view running = R"PS($ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$wrong = 0
$asked = @{}
$refused = @{}
'for ' + $computer + ', on ' + $env:COMPUTERNAME

function Get-Asked([string]$Account) {
    if ($asked[$Account] -eq $null) {
        $name = $Account
        if ($name -eq '') { $name = $env:USERDOMAIN + '\' + $env:USERNAME }
        $asked[$Account] = Get-Credential -Credential $name
        if ($asked[$Account] -eq $null) { throw 'no credential was given' }
    }
    $asked[$Account]
}
# One route: what New-PSSession needs for hop 1 (nothing: it begins with a share), whom to ask for hop 1 and for later hops
# by number, and what the machines behind hop 1 do one after another; each reports in a line.
function Test-Route([string]$Name, $Hop1, $Account, $Later, [object[]]$Steps) {
    $line = ''
    $tried = $false
    $accounts = @($Later.Values)
    if ($Account -ne $null) { $accounts += $Account }
    try {
        foreach ($each in $accounts) { if ($refused[$each]) { throw 'this credential was refused before, and is not tried again' } }
        if ($Account -ne $null) { $Hop1['Credential'] = Get-Asked $Account }
        $credentials = @(foreach ($hop in @($Later.Keys)) { @{ Hop = $hop; Credential = (Get-Asked $Later[$hop]) } })
        if ($Hop1 -eq $null) { $line = '' + (& $Block ([string]$Block) $Steps $credentials) }
        else { $tried = $true; $line = '' + (Invoke-Command @Hop1 -ScriptBlock $Block -ArgumentList ([string]$Block), $Steps, $credentials) }
        if ($line -match '"state":"denied"') { foreach ($each in @($Later.Values)) { $refused[$each] = $true } }
    }
    catch {
        # Not where nobody was asked, or reached: the name, the network or the service.
        if ($tried -and $Account -ne $null -and -2144108526, -2144108250, -2144108103, -2144108270 -notcontains $_.Exception.ErrorCode) { $refused[$Account] = $true }
        $line = 'hop 1: ' + $_.FullyQualifiedErrorId + ': ' + $_.Exception.Message
    }
    $good = [regex]::Matches($line, '"state":"passed"').Count -eq $Steps.Length -and [regex]::Matches($line, '"state":"').Count -eq $Steps.Length
    if ($good) { 'passed: ' + $Name } else { $script:wrong++; 'not passed: ' + $Name }
    '  ' + $line
}

)PS";

constexpr std::string_view ending = R"PS(
if ($wrong -gt 0) { exit 1 }
exit 0
)PS";

constexpr std::string_view guarded = R"PS(trap {
    'error: ' + $_.Exception.Message
    exit 2
}
)PS";

using model::Graph;
using model::Hop;
using model::Route;

/// All names of a route that its text holds, but its own PowerShell text.
std::vector<std::string> namesIn(const Graph& graph, const Route& route)
{
    std::vector<std::string> out = {route.name, route.probe.path};
    for (const model::HopId id : route.hops) {
        const Hop& hop = graph.hops.at(id);
        out.push_back(hop.typedTarget);
        out.push_back(graph.computers.at(hop.to.computer).name);
        out.push_back(model::typedHost(graph, hop));
        out.push_back(plan::explicitAccount(graph, hop));
        if (hop.to.resource)
            out.push_back(graph.resources.at(*hop.to.resource).name);
    }
    return out;
}

Result<void> checkRoute(const Graph& graph, const Route& route)
{
    for (const std::string& each : namesIn(graph, route))
        HOPWRIGHT_TRY_VOID(checkScriptName(each));
    return model::checkText(route.probe.text);  // This may have lines.
}

/// The seed of the names of a route's test file; they are no secret.
Result<crypto::RandomStream> namesOf(const Graph& graph, const Route& route)
{
    std::string all = "hopwright export\n" + route.name + '\n';
    for (const model::HopId id : route.hops) {
        const Hop& hop = graph.hops.at(id);
        all +=
            model::isSession(hop) ? model::typedHost(graph, hop) : model::typedTarget(graph, hop);
        all += '\n';
    }
    HOPWRIGHT_TRY(const crypto::Sha256Digest digest, crypto::sha256(bytesOf(all)));
    return crypto::RandomStream(Secret(digest));
}

/// `$null`, or a hash table for splatting.
std::string hopOneTable(const Graph& graph, const Hop& hop)
{
    if (!model::isSession(hop))
        return "$null";
    std::string out = "@{ ComputerName = " + literal(model::typedHost(graph, hop));
    out += "; Port = " + std::to_string(model::effectivePort(graph, hop));
    out += "; Authentication = " + literal(methodRow(hop.method).authentication);
    if (model::effectiveTransport(graph, hop) == model::Transport::Https)
        out += "; UseSSL = $true";
    return out + " }";
}

std::string accountLiteral(const Graph& graph, const Hop& hop)
{
    return hop.credential.isExplicit && model::isSession(hop)
               ? literal(plan::explicitAccount(graph, hop))
               : "$null";
}

/// `@{ 2 = 'LAB\bob' }`: whom to ask for which hop from \p begin on, the first that the block opens.
std::string blockTable(const Graph& graph, const Route& route, std::size_t begin, std::size_t end)
{
    std::string out;
    for (std::size_t i = begin; i < end; ++i) {
        const Hop& hop = graph.hops.at(route.hops[i]);
        if (hop.credential.isExplicit) {
            out += (out.empty() ? " " : "; ") + std::to_string(i + 1) + " = "
                   + literal(plan::explicitAccount(graph, hop));
        }
    }
    return "@{" + out + (out.empty() ? "}" : " }");
}

/// One step a line.
std::string stepsTable(const std::vector<probe::Step>& steps)
{
    std::string out;
    for (const probe::Step& step : steps)
        out += (out.empty() ? "" : ",") + std::string("\n    ") + probe::stepTable(step);
    return "@(" + out + ")";
}

Result<std::string> routeCall(const Graph& graph, const Route& route)
{
    const Hop& first = graph.hops.at(route.hops.front());
    if (!probe::isScripted(graph, first)) {
        return "$wrong++\n'not tested: ' + " + literal(route.name)
               + " + ', this script cannot open hop 1'\n";
    }
    const std::size_t begin = model::isSession(first) ? 1 : 0;
    const std::size_t end = probe::builtUntil(graph, route, begin);
    HOPWRIGHT_TRY(crypto::RandomStream random, namesOf(graph, route));
    std::string out = "Test-Route " + literal(route.name) + " (" + hopOneTable(graph, first) + ") ";
    out += accountLiteral(graph, first) + " (" + blockTable(graph, route, begin, end) + ") ";
    out += stepsTable(probe::stepsOf(graph, route, begin, end, random)) + "\n";
    return out;
}

std::string_view actionText(const Route& route)
{
    switch (route.probe.kind) {
    case model::ProbeKind::CreateFile:
        return "creates a file, reads it back, deletes it";
    case model::ProbeKind::ListShare:
        return "lists the share";
    case model::ProbeKind::ReadFile:
        return "reads a file";
    case model::ProbeKind::Script:
        return "runs the route's own PowerShell text: read it first";
    case model::ProbeKind::Session:
        break;
    }
    return "asks who it is there";
}

std::string routeLines(const Graph& graph, const Route& route)
{
    std::string out = commentLine("  " + route.name + ": " + std::string(actionText(route)));
    for (const model::HopId id : route.hops)
        out += commentLine("    to " + model::hopTargetName(graph, graph.hops.at(id)));
    if (probe::builtUntil(graph, route, 0) < route.hops.size())
        out += commentLine("    not all of its hops: the rest cannot be tested by this version");
    return out;
}

}  // namespace

std::vector<MachineRoutes> routesByMachine(const Graph& graph)
{
    std::map<model::ComputerId, MachineRoutes> machines;
    for (const auto& [id, route] : graph.routes) {
        if (route.hops.empty())
            continue;
        const model::ComputerId from = graph.hops.at(route.hops.front()).from;
        MachineRoutes& machine = machines[from];
        machine.machine = from;
        machine.name = graph.computers.at(from).name;
        (model::isMuted(graph, route) ? machine.muted : machine.routes).push_back(id);
    }
    std::vector<MachineRoutes> out;
    out.reserve(machines.size());
    for (auto& [id, machine] : machines) {
        if (!machine.routes.empty())
            out.push_back(std::move(machine));
    }
    return out;
}

Result<std::string> probeText(const Graph& graph, const MachineRoutes& from,
                              const ScriptOptions& options)
{
    HOPWRIGHT_TRY_VOID(checkScriptName(from.name));
    std::string out = headLines(options);
    std::string calls;
    out += commentLine("Tests from " + from.name + " the routes that begin there.");
    out += commentLine("Run on: " + from.name + ", as the user who will use them");
    out += commentLine("Rights: those of that user. Asks for each credential that is drawn, once.");
    out += commentLine("Does, on the machines named:");
    for (const model::RouteId id : from.routes) {
        const Route& route = graph.routes.at(id);
        HOPWRIGHT_TRY_VOID(checkRoute(graph, route));
        out += routeLines(graph, route);
        HOPWRIGHT_TRY(const std::string call, routeCall(graph, route));
        calls += call;
    }
    for (const model::RouteId id : from.muted)
        out += commentLine("Left out, since a hop of it is muted: " + graph.routes.at(id).name);
    out += commentLine("Exit codes: 0 all passed, 1 not all passed, 2 error");
    out += "$computer = " + literal(from.name) + "\n";
    out += guarded;
    out += running;
    out += commentLine("What each machine behind hop 1 runs, whatever the route.");
    out += "$block = {" + probe::probeScript() + "}\n\n";
    out += calls;
    out += ending;
    return out;
}

}  // namespace hopwright::script
