#include "core/script/script_text.h"

#include "core/script/quoting.h"
#include "core/script/script_body.h"

namespace hopwright::script {

namespace {

std::string boolean(std::string_view name, bool value)
{
    return "$" + std::string(name) + (value ? " = $true\n" : " = $false\n");
}

/// `$name = @('a', 'b')`, one entry a line.
std::string list(std::string_view name, const std::vector<std::string>& entries)
{
    std::string out = "$" + std::string(name) + " = @(";
    for (std::size_t i = 0; i < entries.size(); ++i) {
        out += i == 0 ? "\n    " : ",\n    ";
        out += literal(entries[i]);
    }
    out += entries.empty() ? ")\n" : "\n)\n";
    return out;
}

/// `'a', 'b'`
std::string literals(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& each : names)
        out += (out.empty() ? "" : ", ") + literal(each);
    return out;
}

std::string commaSeparated(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& each : names)
        out += (out.empty() ? "" : ",") + each;
    return out;
}

/// The names of \p entries, as the cmdlet takes them.
std::vector<std::string> withoutPrefix(const std::vector<std::string>& entries)
{
    std::vector<std::string> out;
    out.reserve(entries.size());
    for (const std::string& each : entries)
        out.push_back(each.substr(each.find('/') + 1));
    return out;
}

/// The key of the NTLM-only list, and its policy on, with what Windows itself allows kept. No cmdlet does this.
constexpr std::string_view shortNtlmOnly =
    R"PS($key = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation'; if (-not (Test-Path -LiteralPath ($key + '\AllowFreshCredentialsWhenNTLMOnly'))) { [void](New-Item -Path ($key + '\AllowFreshCredentialsWhenNTLMOnly') -Force) }
foreach ($name in 'AllowFreshCredentialsWhenNTLMOnly', 'ConcatenateDefaults_AllowFreshNTLMOnly') { [void](New-ItemProperty -LiteralPath $key -Name $name -Value 1 -PropertyType DWord -Force) }
)PS";

/// What enable changes, one line each: what verify looks at, and undo takes back.
std::string settings(const MachineNeeds& needs)
{
    std::string out;
    if (needs.client) {
        out +=
            commentLine(R"(  CredSSP for the client: WSMan:\localhost\Client\Auth\CredSSP = true)");
    }
    if (needs.server) {
        out += commentLine(
            R"(  CredSSP for the service: WSMan:\localhost\Service\Auth\CredSSP = true)");
    }
    for (const std::string& each : needs.fresh)
        out += commentLine("  policy AllowFreshCredentials, local: " + each);
    for (const std::string& each : needs.ntlmOnly)
        out += commentLine("  policy AllowFreshCredentialsWhenNTLMOnly, registry: " + each);
    for (const std::string& each : needs.trustedHosts)
        out += commentLine("  TrustedHosts of the client: " + each);
    return out;
}

std::string enableHead(const MachineNeeds& needs)
{
    std::string out = commentLine("Sets up " + needs.name + " for the hops of the drawing.");
    out += commentLine("Run on: " + needs.name);
    out +=
        commentLine("Rights: an elevated PowerShell, or a start-up script (SYSTEM). Asks nothing.");
    out += commentLine("Changes, each only where it is not so yet:");
    out += settings(needs);
    out += commentLine("  the service WinRM, started where it is stopped");
    if (needs.server) {
        out +=
            commentLine("Listener and firewall stay as they are: Enable-PSRemoting sets those up.");
    }
    out += commentLine(
        R"(Writes down what was before, for the undo script, in HKLM\SOFTWARE\Hopwright\Journal\)"
        + needs.planId);
    out += commentLine(
        "An entry that covers a name counts as there: it is named, and nothing is added.");
    out += commentLine("With -WhatIf it prints each change and makes none.");
    out += commentLine(
        "Exit codes: 0 no change, 1 changed (-WhatIf: would change), 2 error, 3 blocked "
        "by policy (then nothing was changed)");
    return out;
}

std::string verifyHead(const MachineNeeds& needs)
{
    std::string out =
        commentLine("Checks whether " + needs.name + " is set up as drawn. Changes nothing.");
    out += commentLine("Run on: " + needs.name);
    out += commentLine("Rights: none beyond a user's. Asks nothing.");
    out += commentLine("Looks at:");
    out += settings(needs);
    out += commentLine("Exit codes: 0 as planned, 1 not as planned, 2 error");
    return out;
}

std::string undoHead(const MachineNeeds& needs)
{
    std::string out =
        commentLine("Takes back what the enable script changed on " + needs.name + ".");
    out += commentLine("Run on: " + needs.name);
    out +=
        commentLine("Rights: an elevated PowerShell, or a start-up script (SYSTEM). Asks nothing.");
    out += commentLine(R"(Puts back what stands in HKLM\SOFTWARE\Hopwright\Journal\)" + needs.planId
                       + ", then removes it.");
    out += commentLine("Entries of others stay; their numbers may change. Where a value was "
                       "changed since, it does nothing.");
    out += commentLine("Without that journal it does nothing. With -WithoutJournal it then removes "
                       "what is drawn,");
    out += commentLine("also where it was there before:");
    out += settings(needs);
    out += commentLine("With -WhatIf it prints each change and makes none.");
    out += commentLine(
        "Exit codes: 0 no change, 1 changed (-WhatIf: would change), 2 error or changed "
        "since, 3 blocked by policy");
    return out;
}

std::string shortHead(const MachineNeeds& needs)
{
    std::string out = commentLine("Sets up " + needs.name + " in a few lines, to be pasted.");
    out += commentLine("Run on: " + needs.name);
    out += commentLine("Rights: an elevated PowerShell.");
    out += commentLine(shortFormLacks);
    return out;
}

std::string data(const MachineNeeds& needs)
{
    return "$computer = " + literal(needs.name) + "\n$plan = " + literal(needs.planId) + "\n"
           + boolean("client", needs.client) + boolean("server", needs.server)
           + list("fresh", needs.fresh) + list("ntlm", needs.ntlmOnly)
           + list("trusted", needs.trustedHosts);
}

std::string joined(std::initializer_list<std::string_view> parts)
{
    std::size_t size = 0;
    for (const std::string_view each : parts)
        size += each.size();
    std::string out;
    out.reserve(size);
    for (const std::string_view each : parts)
        out += each;
    return out;
}

}  // namespace

Result<void> checkScriptName(std::string_view name)
{
    if (name.size() > maxScriptName) {
        return fail(ErrorCode::TooLarge, Sentence::saying("a name in a script has at most %n bytes",
                                                          nullptr, maxScriptName));
    }
    return checkText(name);
}

std::string commentLine(std::string_view text)
{
    return "# " + commentText(text) + "\n";
}

std::string headLines(const ScriptOptions& options)
{
    std::string made = "Made by Hopwright";
    if (!options.version.empty())
        made += " " + options.version;
    if (!options.created.empty())
        made += ", " + options.created;
    return "#Requires -Version 2.0\n" + commentLine(made + ". Not verified on Windows.");
}

std::string enableText(const MachineNeeds& needs, const ScriptOptions& options)
{
    return joined({headLines(options), enableHead(needs), "param([switch]$WhatIf)\n", data(needs),
                   readingPart, localPolicyPart, writingPart, enablePart});
}

std::string verifyText(const MachineNeeds& needs, const ScriptOptions& options)
{
    return joined({headLines(options), verifyHead(needs), data(needs), readingPart, verifyPart});
}

std::string undoText(const MachineNeeds& needs, const ScriptOptions& options)
{
    return joined({headLines(options), undoHead(needs),
                   "param([switch]$WithoutJournal, [switch]$WhatIf)\n", data(needs), readingPart,
                   localPolicyPart, writingPart, undoPart});
}

std::string shortText(const MachineNeeds& needs, const ScriptOptions& options)
{
    return joined({headLines(options), shortHead(needs), shortForm(needs)});
}

std::string shortForm(const MachineNeeds& needs)
{
    std::string out;
    if (!needs.fresh.empty()) {
        out += "Enable-WSManCredSSP -Role Client -DelegateComputer "
               + literals(withoutPrefix(needs.fresh)) + " -Force\n";
    } else if (needs.client) {
        out += "Set-Item -LiteralPath 'WSMan:\\localhost\\Client\\Auth\\CredSSP' -Value $true "
               "-Force\n";
    }
    if (needs.server)
        out += "Enable-WSManCredSSP -Role Server -Force\n";
    if (!needs.ntlmOnly.empty()) {
        out += shortNtlmOnly;
        out += "foreach ($name in " + literals(withoutPrefix(needs.ntlmOnly))
               + ") { [void](New-ItemProperty -LiteralPath ($key + "
                 "'\\AllowFreshCredentialsWhenNTLMOnly') "
                 "-Name $name -Value ('wsman/' + $name) -PropertyType String -Force) }\n";
    }
    if (!needs.trustedHosts.empty()) {
        out += R"(Set-Item -LiteralPath 'WSMan:\localhost\Client\TrustedHosts' -Value )"
               + literal(commaSeparated(needs.trustedHosts)) + " -Concatenate -Force\n";
    }
    return out;
}

}  // namespace hopwright::script
