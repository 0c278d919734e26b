#include "core/script/script_body.h"

namespace hopwright::script {

const std::string_view readingPart = R"PS($ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'

$delegation = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation'
$freshKey = $delegation + '\AllowFreshCredentials'
$ntlmKey = $delegation + '\AllowFreshCredentialsWhenNTLMOnly'
$winrmPolicy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WinRM'
$wsmanKey = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN'
$places = @{
    FreshPolicy = @($delegation, 'AllowFreshCredentials')
    FreshDefaults = @($delegation, 'ConcatenateDefaults_AllowFresh')
    NtlmPolicy = @($delegation, 'AllowFreshCredentialsWhenNTLMOnly')
    NtlmDefaults = @($delegation, 'ConcatenateDefaults_AllowFreshNTLMOnly')
    ClientFlag = @(($wsmanKey + '\Client'), 'auth_credssp')
    ServerFlag = @(($wsmanKey + '\Service'), 'auth_credssp')
    TrustedHosts = @(($wsmanKey + '\Client'), 'trusted_hosts')
}

function New-Value([string]$Name, [string]$Kind, $Data) {
    New-Object PSObject -Property @{ Name = $Name; Kind = $Kind; Data = $Data }
}
function Get-Key([string]$Path) {
    if (Test-Path -LiteralPath $Path) { Get-Item -LiteralPath $Path }
}
function Convert-Value($Key, [string]$Name) {
    $kind = [string]$Key.GetValueKind($Name)
    if ($kind -eq 'ExpandString') { $data = $Key.GetValue($Name, $null, 'DoNotExpandEnvironmentNames') }
    else { $data = $Key.GetValue($Name, $null) }
    New-Value $Name $kind $data
}
# A value as name, kind and data; nothing where it is not there.
function Read-Value([string]$Path, [string]$Name) {
    $key = Get-Key $Path
    if ($key -ne $null -and @($key.GetValueNames()) -contains $Name) { Convert-Value $key $Name }
}
function Read-Data([string]$Path, [string]$Name) {
    $value = Read-Value $Path $Name
    if ($value -ne $null) { $value.Data }
}
function Read-All([string]$Path) {
    $key = Get-Key $Path
    if ($key -ne $null) {
        foreach ($name in @($key.GetValueNames())) { if ($name -ne '') { Convert-Value $key $name } }
    }
}
function Read-Place([string]$Id) { Read-Value $places[$Id][0] $places[$Id][1] }
function Test-On($Data) { $Data -is [int] -and $Data -eq 1 }

# What counts is the policy where there is one, else the setting.
function Test-FlagPolicy([string]$Role) { (Read-Value ($winrmPolicy + '\' + $Role) 'AllowCredSSP') -ne $null }
function Test-Flag([string]$Role) {
    if (Test-FlagPolicy $Role) { return Test-On (Read-Data ($winrmPolicy + '\' + $Role) 'AllowCredSSP') }
    Test-On (Read-Data ($wsmanKey + '\' + $Role) 'auth_credssp')
}
function Test-TrustedPolicy {
    $path = $winrmPolicy + '\Client'
    (Read-Value $path 'TrustedHosts') -ne $null -or (Read-Value $path 'TrustedHostsList') -ne $null
}
function Read-TrustedHosts {
    if (Test-TrustedPolicy) { $text = '' + (Read-Data ($winrmPolicy + '\Client') 'TrustedHostsList') }
    else { $text = '' + (Read-Data ($wsmanKey + '\Client') 'trusted_hosts') }
    foreach ($each in $text.Split(',')) { if ($each.Trim() -ne '') { $each.Trim() } }
}
# The entry of a list that lets $Wanted through: its own, or one for more names, which counts where it surely covers it: all
# names, or all of its domain. Other forms with * are not documented and count for nothing. Compared without case, as Windows does.
function Find-Cover($Have, [string]$Wanted, [string]$Prefix) {
    $name = $Wanted.Substring($Prefix.Length)
    $wide = @($Prefix + '*')
    if ($name.IndexOf('.') -gt 0) { $wide += $Prefix + '*' + $name.Substring($name.IndexOf('.')) }
    elseif ($Prefix -eq '' -and $name.IndexOf(':') -lt 0) { $wide += '<local>' }
    foreach ($each in @($Wanted) + $wide) { if ($Have -contains $each) { return $each } }
}
function Read-Entries([string]$Path) {
    Read-All $Path | Where-Object { $_.Kind -eq 'String' -or $_.Kind -eq 'ExpandString' } | ForEach-Object { [string]$_.Data }
}
function Find-Uncovered($Have, $Wanted, [string]$Prefix) {
    foreach ($each in @($Wanted)) { if ((Find-Cover $Have $each $Prefix) -eq $null) { $each } }
}
function Find-Missing([string]$Path, $Wanted) { Find-Uncovered @(Read-Entries $Path) $Wanted 'wsman/' }
function Find-MissingHosts { Find-Uncovered @(Read-TrustedHosts) $trusted '' }
# The lines that verify and enable have for what lets more through than was drawn.
function Show-Wider([string]$List, $Have, $Wanted, [string]$Prefix) {
    foreach ($each in @($Wanted)) {
        $by = Find-Cover $Have $each $Prefix
        if ($by -ne $null -and $by -ne $each) { 'covered, wider than needed: ' + $List + ' has ' + $by + ', which covers ' + $each }
    }
}
function Show-AllWider {
    Show-Wider 'AllowFreshCredentials' @(Read-Entries $freshKey) $fresh 'wsman/'
    Show-Wider 'AllowFreshCredentialsWhenNTLMOnly' @(Read-Entries $ntlmKey) $ntlm 'wsman/'
    Show-Wider 'TrustedHosts' @(Read-TrustedHosts) $trusted ''
}
function Assert-Process {
    # A 32-bit process sees other keys below HKLM\SOFTWARE.
    if ($env:PROCESSOR_ARCHITEW6432) { throw 'This is a 32-bit PowerShell on a 64-bit Windows. Run the script in the 64-bit one.' }
}
)PS";

const std::string_view verifyPart = R"PS(
$script:wrong = 0
function Show-Check([bool]$Good, [string]$What) {
    if ($Good) { 'ok: ' + $What } else { $script:wrong++; 'not as planned: ' + $What }
}
function Show-Entries([string]$List, $Have, $Wanted, [string]$Prefix) {
    foreach ($each in @($Wanted)) {
        $by = Find-Cover $Have $each $Prefix
        if ($by -eq $null -or $by -eq $each) { Show-Check ($by -ne $null) ($List + ' has ' + $each) }
    }
    foreach ($each in $Have) {
        if ($Prefix -ne '' -and $each.Trim().IndexOf(' ') -ge 0) { 'note: one value of ' + $List + ' holds more than one name, and so lets none through: ' + $each }
    }
}
'for ' + $computer + ', on ' + $env:COMPUTERNAME
try {
    Assert-Process
    if ($client) { Show-Check (Test-Flag 'Client') 'CredSSP is on for the client (WSMan:\localhost\Client\Auth\CredSSP)' }
    if ($server) { Show-Check (Test-Flag 'Service') 'CredSSP is on for the service (WSMan:\localhost\Service\Auth\CredSSP)' }
    if ($fresh.Count -gt 0) {
        Show-Check (Test-On (Read-Data $delegation 'AllowFreshCredentials')) 'the policy Allow delegating fresh credentials is on'
        Show-Entries 'AllowFreshCredentials' @(Read-Entries $freshKey) $fresh 'wsman/'
    }
    if ($ntlm.Count -gt 0) {
        Show-Check (Test-On (Read-Data $delegation 'AllowFreshCredentialsWhenNTLMOnly')) 'the policy Allow delegating fresh credentials with NTLM-only server authentication is on'
        Show-Entries 'AllowFreshCredentialsWhenNTLMOnly' @(Read-Entries $ntlmKey) $ntlm 'wsman/'
    }
    if ($trusted.Count -gt 0) { Show-Entries 'TrustedHosts' @(Read-TrustedHosts) $trusted '' }
    Show-AllWider
    if ($server -and [string](Get-Service -Name WinRM).Status -ne 'Running') { 'note: the service WinRM does not run, so nobody can connect' }
    if ($script:wrong -gt 0) { exit 1 }
    exit 0
}
catch {
    'error: ' + $_.Exception.Message
    exit 2
}
)PS";

}  // namespace hopwright::script
