#include "core/script/script_body.h"

namespace hopwright::script {

const std::string_view writingPart = R"PS(
$journal = 'HKLM:\SOFTWARE\Hopwright\Journal\' + $plan
$knownKeys = @($freshKey, $ntlmKey, $delegation, ($wsmanKey + '\Client'), ($wsmanKey + '\Service'))

function Assert-Elevated {
    $user = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
    if (-not $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'Run this script in an elevated PowerShell.' }
}
function Write-Value([string]$Path, $Value) {
    # New-Item -Force would empty a key that is there.
    if (-not (Test-Path -LiteralPath $Path)) { [void](New-Item -Path $Path -Force) }
    [void](New-ItemProperty -LiteralPath $Path -Name $Value.Name -PropertyType $Value.Kind -Value $Value.Data -Force)
}
function Remove-Value([string]$Path, [string]$Name) {
    if ((Read-Value $Path $Name) -ne $null) { Remove-ItemProperty -LiteralPath $Path -Name $Name -Force }
}
function Remove-EmptyKey([string]$Path) {
    $key = Get-Key $Path
    if ($key -ne $null -and $key.ValueCount -eq 0 -and $key.SubKeyCount -eq 0) { Remove-Item -LiteralPath $Path -Force }
}
function Test-Same($A, $B) {
    if ($A -eq $null -or $B -eq $null) { return $A -eq $null -and $B -eq $null }
    $A.Kind -eq $B.Kind -and [string]$A.Data -ceq [string]$B.Data
}
# Policies number their entries from 1 and hide each other's: what is written here stays out of their way.
function Get-FreeName([string]$Path) {
    $used = @(Read-All $Path | ForEach-Object { $_.Name })
    $number = 1001
    while ($used -contains [string]$number) { $number++ }
    [string]$number
}
function Read-ServiceStatus { [string](Get-Service -Name WinRM).Status }
function Read-ServiceStart {
    switch (Read-Data 'HKLM:\SYSTEM\CurrentControlSet\Services\WinRM' 'Start') {
        2 { return 'Automatic' }
        3 { return 'Manual' }
        4 { return 'Disabled' }
    }
    [string](Get-Service -Name WinRM).StartType
}
function Start-WinRM {
    if ((Read-ServiceStatus) -eq 'Running') { return }
    if ((Read-ServiceStart) -eq 'Disabled') { Set-Service -Name WinRM -StartupType Manual }
    Start-Service -Name WinRM
}
# Windows Home has no local policy engine: there the cmdlet turns the client on and then ends in an error, as it does under a
# domain's policy that hides the entry. Without an engine no refresh of the local policy takes back what is written directly.
function Read-Edition { [string](Read-Data 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' 'EditionID') }
function Test-PolicyEngine { (Read-Edition) -notmatch '^(Core|Home|Starter)' }
# Enable-WSManCredSSP appends each name that it is given, also one that is there: give it only what is missing.
# It can return before the policy is in effect, and ends in an error where another policy hides the entry.
function Add-ByCmdlet($Names) {
    try { [void](Enable-WSManCredSSP -Role Client -DelegateComputer $Names -Force) }
    catch {
        if ($_.FullyQualifiedErrorId -notlike 'WsManError,*') { throw }
        return
    }
    $wanted = @($Names | ForEach-Object { 'wsman/' + $_ })
    for ($try = 0; $try -lt 90; $try++) {
        if (@(Find-Missing $freshKey $wanted).Count -eq 0 -and (Read-Value $delegation 'AllowFreshCredentials') -ne $null) { return }
        Start-Sleep -Seconds 1
    }
}
# The values of $Wanted whose data $Have lacks; repeats count.
function Find-Less($Have, $Wanted) {
    $pool = [System.Collections.ArrayList]@($Have | ForEach-Object { [string]$_.Data })
    foreach ($each in @($Wanted)) {
        $at = $pool.IndexOf([string]$each.Data)
        if ($at -ge 0) { $pool.RemoveAt($at) } else { $each }
    }
}
# Gives back the entries of others that are in effect no more, with their kind and data.
function Restore-Entries([string]$Path, $Wanted) {
    $extra = [System.Collections.ArrayList]@(Find-Less @($Wanted) @(Read-All $Path))
    foreach ($each in @(Find-Less @(Read-All $Path) @($Wanted))) {
        $name = $each.Name
        if ((Read-Value $Path $name) -ne $null) { $name = Get-FreeName $Path }
        for ($i = 0; $i -lt $extra.Count; $i++) {
            # The cmdlet wrote wsman/x where WSMAN/x was.
            if ([string]$extra[$i].Data -eq [string]$each.Data) { $name = $extra[$i].Name; $extra.RemoveAt($i); break }
        }
        Write-Value $Path (New-Value $name $each.Kind $each.Data)
    }
}
# An entry that the cmdlet overwrote was written again under a number of ours, and came back by the local policy as well.
function Remove-Copies([string]$Path, $Wanted) {
    foreach ($extra in @(Find-Less @($Wanted) @(Read-All $Path))) {
        foreach ($each in @(Read-All $Path)) {
            if ([string]$each.Data -ceq [string]$extra.Data -and $each.Name -match '^1\d\d\d$') { Remove-Value $Path $each.Name; break }
        }
    }
}
# Puts one setting to a value, or to nothing. WinRM's own settings go through its drive, which tells the service.
function Set-Place([string]$Id, $Target) {
    if (Test-Same (Read-Place $Id) $Target) { return }
    $data = $null
    if ($Target -ne $null) { $data = $Target.Data }
    switch ($Id) {
        'ClientFlag' { Set-Item -LiteralPath 'WSMan:\localhost\Client\Auth\CredSSP' -Value (Test-On $data) -Force }
        'ServerFlag' { Set-Item -LiteralPath 'WSMan:\localhost\Service\Auth\CredSSP' -Value (Test-On $data) -Force }
        'TrustedHosts' { Set-Item -LiteralPath 'WSMan:\localhost\Client\TrustedHosts' -Value ([string]$data) -Force }
    }
    if (Test-Same (Read-Place $Id) $Target) { return }
    if ($Target -eq $null) { Remove-Value $places[$Id][0] $places[$Id][1] }
    else { Write-Value $places[$Id][0] $Target }
}

# -WhatIf: one line a change. $Target has what each setting would be.
function Show-Value($Value) {
    if ($Value -eq $null) { return 'not there' }
    if ([string]$Value.Data -eq '') { return 'empty' }
    [string]$Value.Data
}
function Show-Settings($Target) {
    foreach ($id in 'ClientFlag', 'ServerFlag', 'FreshPolicy', 'FreshDefaults', 'NtlmPolicy', 'NtlmDefaults', 'TrustedHosts') {
        $now = Read-Place $id
        if (-not (Test-Same $now $Target[$id])) { 'what if: ' + $places[$id][0] + ', ' + $places[$id][1] + ': ' + (Show-Value $now) + ' -> ' + (Show-Value $Target[$id]) }
    }
}
function Show-Each([string]$What, $Entries) { foreach ($each in @($Entries)) { 'what if: ' + $What + ': ' + $each } }

# A record is what was before a change: the journal holds one, and enable has that of its own run.
function New-Record {
    @{
        State = 'Started'; Settings = @{}; AddedFresh = @(); AddedDirect = @(); AddedNtlm = @(); LocalNames = @()
        KeysThere = @($knownKeys | Where-Object { Test-Path -LiteralPath $_ })
        FreshList = @(Read-All $freshKey); NtlmList = @(Read-All $ntlmKey)
        ServiceStatus = (Read-ServiceStatus); ServiceStart = (Read-ServiceStart)
    }
}
function Add-Change($Record, [string]$Id, [string]$Kind, $Data) {
    $Record.Settings[$Id] = @{ Before = (Read-Place $Id); After = (New-Value $places[$Id][1] $Kind $Data) }
}
function Remove-Journal {
    if (Test-Path -LiteralPath $journal) { Remove-Item -LiteralPath $journal -Recurse -Force }
    Remove-EmptyKey 'HKLM:\SOFTWARE\Hopwright\Journal'
    Remove-EmptyKey 'HKLM:\SOFTWARE\Hopwright'
}
function Save-Texts([string]$Name, $Texts) {
    if (@($Texts).Count -gt 0) { Write-Value $journal (New-Value $Name 'MultiString' ([string[]]@($Texts))) }
    else { Remove-Value $journal $Name }
}
function Save-List([string]$Name, $Values) {
    $path = $journal + '\' + $Name
    if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Recurse -Force }
    foreach ($each in @($Values)) { Write-Value $path $each }
}
# State comes last: a journal without it was not finished, and nothing was changed then. An older one is written over in
# place, so that it is never gone.
function Save-Journal($Record) {
    foreach ($id in @($places.Keys)) {
        $path = $journal + '\' + $id
        $change = $Record.Settings[$id]
        if ($change -eq $null) {
            if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Recurse -Force }
            continue
        }
        if ($change.Before -ne $null) { Write-Value $path (New-Value 'Before' $change.Before.Kind $change.Before.Data) }
        else { Remove-Value $path 'Before' }
        Write-Value $path (New-Value 'After' $change.After.Kind $change.After.Data)
    }
    Save-List 'FreshList' $Record.FreshList
    Save-List 'NtlmList' $Record.NtlmList
    Save-Texts 'AddedFresh' $Record.AddedFresh
    Save-Texts 'AddedDirect' $Record.AddedDirect
    Save-Texts 'AddedNtlm' $Record.AddedNtlm
    Save-Texts 'LocalNames' $Record.LocalNames
    Save-Texts 'KeysThere' $Record.KeysThere
    Write-Value $journal (New-Value 'ServiceStatus' 'String' $Record.ServiceStatus)
    Write-Value $journal (New-Value 'ServiceStart' 'String' $Record.ServiceStart)
    Write-Value $journal (New-Value 'State' 'String' $Record.State)
}
function Read-Journal {
    $state = Read-Data $journal 'State'
    if ($state -eq $null) { return }
    $record = @{
        State = $state; Settings = @{}
        AddedFresh = @(Read-Data $journal 'AddedFresh'); AddedNtlm = @(Read-Data $journal 'AddedNtlm'); AddedDirect = @(Read-Data $journal 'AddedDirect')
        KeysThere = @(Read-Data $journal 'KeysThere'); LocalNames = @(Read-Data $journal 'LocalNames')
        FreshList = @(Read-All ($journal + '\FreshList')); NtlmList = @(Read-All ($journal + '\NtlmList'))
        ServiceStatus = (Read-Data $journal 'ServiceStatus'); ServiceStart = (Read-Data $journal 'ServiceStart')
    }
    foreach ($id in @($places.Keys)) {
        $path = $journal + '\' + $id
        $after = Read-Value $path 'After'
        if ($after -eq $null) { continue }
        $before = Read-Value $path 'Before'
        if ($before -ne $null) { $before.Name = $places[$id][1] }
        $after.Name = $places[$id][1]
        $record.Settings[$id] = @{ Before = $before; After = $after }
    }
    $record
}
function Test-Newer($Now, $Before) {
    $known = @($Before | ForEach-Object { [string]$_.Data })
    @($Now | Where-Object { $known -notcontains [string]$_.Data }).Count -gt 0
}
function Test-Ours($Record, $Entry) { @($Record.AddedFresh) + @($Record.AddedDirect) -contains [string]$Entry.Data }
# The entries of others in the list, as they should be again.
function Find-Others($Record) {
    if ($Record.State -eq 'Done') { $others = @(Read-All $freshKey) } else { $others = @($Record.FreshList) }
    $others | Where-Object { -not (Test-Ours $Record $_) }
}
# What each setting should be again: what it was, where it is still as enable left it.
function Get-Target($Record) {
    $target = @{}
    foreach ($id in @($places.Keys)) {
        $target[$id] = Read-Place $id
        $change = $Record.Settings[$id]
        if ($change -ne $null -and (Test-Same $target[$id] $change.After)) { $target[$id] = $change.Before }
    }
    # Where somebody added to a list since, its policy stays on.
    if (Test-Newer @(Find-Others $Record) $Record.FreshList) {
        foreach ($id in 'FreshPolicy', 'FreshDefaults') { $target[$id] = Read-Place $id }
    }
    if (Test-Newer @(Read-All $ntlmKey | Where-Object { $Record.AddedNtlm -notcontains [string]$_.Data }) $Record.NtlmList) {
        foreach ($id in 'NtlmPolicy', 'NtlmDefaults') { $target[$id] = Read-Place $id }
    }
    $target
}
# Puts back what a record says, and leaves what others did since.
function Restore-Record($Record) {
    $status = Read-ServiceStatus
    if ($Record.ServiceStatus -ne 'Running') { $status = $Record.ServiceStatus }
    $target = Get-Target $Record
    $others = @(Find-Others $Record)
    $local = @()
    if (@($Record.AddedFresh).Count -gt 0) {
        if ($Record.State -eq 'Done') { $local = @(Read-LocalNames) } else { $local = @($Record.LocalNames) }
        $local = @($local | Where-Object { $Record.AddedFresh -notcontains $_ } | ForEach-Object { $_.Substring(6) })
    }
    Start-WinRM
    if (@($Record.AddedFresh).Count -gt 0) {
        # Ends in an error, after its work, where a domain's policy lists WSMAN names too: those are not ours to take away.
        try { Disable-WSManCredSSP -Role Client }
        catch { if ($_.FullyQualifiedErrorId -notlike 'WsManError,*') { throw } }
        if ($local.Count -gt 0) { Add-ByCmdlet $local }
        Restore-Entries $freshKey $others
        if ($Record.State -ne 'Done') { Remove-Copies $freshKey $others }
    }
    foreach ($each in @(Read-All $freshKey)) {
        if ($Record.AddedDirect -contains [string]$each.Data) { Remove-Value $freshKey $each.Name }
    }
    foreach ($each in @(Read-All $ntlmKey)) {
        if ($Record.AddedNtlm -contains [string]$each.Data) { Remove-Value $ntlmKey $each.Name }
    }
    foreach ($id in @($places.Keys)) { Set-Place $id $target[$id] }
    foreach ($path in $knownKeys) {
        if ($Record.KeysThere -notcontains $path) { Remove-EmptyKey $path }
        elseif (-not (Test-Path -LiteralPath $path)) { [void](New-Item -Path $path -Force) }
    }
    if ($status -ne 'Running') { Stop-Service -Name WinRM -Force }
    if ($Record.ServiceStart -eq 'Disabled') { Set-Service -Name WinRM -StartupType Disabled }
}
)PS";

const std::string_view enablePart = R"PS(
$flagPolicy = 'the policy Allow CredSSP authentication (Administrative Templates\Windows Components\Windows Remote Management)'
$freshPolicy = 'the policy Allow delegating fresh credentials (Administrative Templates\System\Credentials Delegation)'
$ntlmPolicy = 'the policy Allow delegating fresh credentials with NTLM-only server authentication (Administrative Templates\System\Credentials Delegation)'
$trustedPolicy = 'the policy Trusted Hosts (Administrative Templates\Windows Components\Windows Remote Management\WinRM Client)'

function Find-Block {
    if (($doClient -or $missingFresh.Count -gt 0) -and (Test-FlagPolicy 'Client')) { return $flagPolicy + ' sets the client' }
    if ($doServer -and (Test-FlagPolicy 'Service')) { return $flagPolicy + ' sets the service' }
    if (($doFresh -or $missingFresh.Count -gt 0) -and (Read-Data $delegation 'AllowFreshCredentials') -eq 0) { return $freshPolicy + ' is disabled' }
    if (($doNtlm -or $missingNtlm.Count -gt 0) -and (Read-Data $delegation 'AllowFreshCredentialsWhenNTLMOnly') -eq 0) { return $ntlmPolicy + ' is disabled' }
    if ($missingHosts.Count -gt 0 -and (Test-TrustedPolicy)) { return $trustedPolicy + ' is set' }
    if ($missingFresh.Count -gt 0 -and $engine) {
        $hidden = @(Find-Hidden)
        if ($hidden.Count -gt 0) { return $freshPolicy + ' of the domain ' + (Show-Hidden $hidden) + '. Add the entries of the drawing in the Group Policy object that holds the list' }
    }
}
# What is recorded from an earlier run stays, but where somebody changed the value since.
function Merge-Record($Old, $New) {
    $out = @{}
    foreach ($name in @($New.Keys)) { $out[$name] = $New[$name] }
    if ($Old -eq $null) { return $out }
    $out.Settings = @{}
    foreach ($id in @($Old.Settings.Keys)) { $out.Settings[$id] = $Old.Settings[$id] }
    foreach ($id in @($New.Settings.Keys)) {
        $kept = $Old.Settings[$id]
        if ($kept -eq $null -or -not (Test-Same $New.Settings[$id].Before $kept.After)) { $out.Settings[$id] = $New.Settings[$id] }
    }
    $out.AddedFresh = @($Old.AddedFresh) + @($New.AddedFresh)
    $out.AddedDirect = @($Old.AddedDirect) + @($New.AddedDirect)
    $out.AddedNtlm = @($Old.AddedNtlm) + @($New.AddedNtlm)
    $out.KeysThere = $Old.KeysThere
    if ($New.ServiceStatus -eq 'Running') { $out.ServiceStatus = $Old.ServiceStatus }
    if ($New.ServiceStart -ne 'Disabled') { $out.ServiceStart = $Old.ServiceStart }
    $out
}
function New-Plan {
    $record = New-Record
    if ($engine) { $record.AddedFresh = $missingFresh } else { $record.AddedDirect = $missingFresh }
    if (($missingFresh.Count -gt 0 -and $engine) -or ($old -ne $null -and @($old.AddedFresh).Count -gt 0)) { $record.LocalNames = @(Read-LocalNames) }
    $record.AddedNtlm = $missingNtlm
    if ($doClient -or $missingFresh.Count -gt 0) { Add-Change $record 'ClientFlag' 'DWord' 1 }
    if ($doServer) { Add-Change $record 'ServerFlag' 'DWord' 1 }
    if ($doFresh -or $missingFresh.Count -gt 0) {
        Add-Change $record 'FreshPolicy' 'DWord' 1
        Add-Change $record 'FreshDefaults' 'DWord' 1
    }
    if ($doNtlm -or $missingNtlm.Count -gt 0) {
        Add-Change $record 'NtlmPolicy' 'DWord' 1
        if ((Read-Place 'NtlmDefaults') -eq $null) { Add-Change $record 'NtlmDefaults' 'DWord' 1 }
    }
    if ($missingHosts.Count -gt 0) {
        $all = @('' + (Read-Data ($wsmanKey + '\Client') 'trusted_hosts')) + $missingHosts
        Add-Change $record 'TrustedHosts' 'String' ([string]::Join(',', [string[]]@($all | Where-Object { $_ -ne '' })))
    }
    $record
}
function Add-Directly($Names) {
    foreach ($each in @($Names)) { Write-Value $freshKey (New-Value (Get-FreeName $freshKey) 'String' $each) }
}
# Whether the cmdlet had nothing to write to: else its entries stand in the file of the local policy, whoever hides them.
function Test-NothingTaken($Names) {
    $taken = @(Read-LocalNames)
    @($Names | Where-Object { $taken -contains $_ }).Count -eq 0
}
function Invoke-Plan($Record) {
    Start-WinRM
    if ($missingFresh.Count -gt 0 -and $engine) {
        Add-ByCmdlet @($missingFresh | ForEach-Object { $_.Substring(6) })
        # The cmdlet counts the entries to name the next one, and so can overwrite one of others.
        Restore-Entries $freshKey $Record.FreshList
        $left = @(Find-Missing $freshKey $missingFresh)
        if ($left.Count -gt 0 -and -not (Test-NothingTaken $missingFresh)) { return }
        if ($left.Count -gt 0) {
            $script:engine = $false
            $Record.AddedFresh = @($missingFresh | Where-Object { $left -notcontains $_ })
            $Record.AddedDirect = $left
            Save-Journal (Merge-Record $old $Record)
        }
    }
    if (-not $engine) { Add-Directly $Record.AddedDirect }
    if ($doClient -and -not (Test-Flag 'Client')) { Set-Place 'ClientFlag' $Record.Settings['ClientFlag'].After }
    if ($doFresh -and -not (Test-On (Read-Data $delegation 'AllowFreshCredentials'))) {
        Set-Place 'FreshPolicy' $Record.Settings['FreshPolicy'].After
        if ((Read-Place 'FreshDefaults') -eq $null) { Set-Place 'FreshDefaults' $Record.Settings['FreshDefaults'].After }
    }
    if ($Record.Settings['NtlmPolicy'] -ne $null) {
        Set-Place 'NtlmPolicy' $Record.Settings['NtlmPolicy'].After
        if ($Record.Settings['NtlmDefaults'] -ne $null) { Set-Place 'NtlmDefaults' $Record.Settings['NtlmDefaults'].After }
        foreach ($each in $missingNtlm) { Write-Value $ntlmKey (New-Value (Get-FreeName $ntlmKey) 'String' $each) }
    }
    if ($doServer) { [void](Enable-WSManCredSSP -Role Server -Force) }
    if ($missingHosts.Count -gt 0) { Set-Place 'TrustedHosts' $Record.Settings['TrustedHosts'].After }
}
function Find-Unmet {
    foreach ($each in @(Find-Missing $freshKey $fresh)) { $freshPolicy + ' of the domain hides or drops the entry ' + $each + '; it must be added in the Group Policy object that holds the list' }
    if ($fresh.Count -gt 0 -and -not (Test-On (Read-Data $delegation 'AllowFreshCredentials'))) { $freshPolicy + ' is not on' }
    foreach ($each in @(Find-Missing $ntlmKey $ntlm)) { $ntlmPolicy + ' hides or drops the entry ' + $each }
    if ($client -and -not (Test-Flag 'Client')) { $flagPolicy + ' keeps the client off' }
    if ($server -and -not (Test-Flag 'Service')) { $flagPolicy + ' keeps the service off' }
    foreach ($each in @(Find-MissingHosts)) { $trustedPolicy + ' hides ' + $each }
}
function Show-Plan($Record) {
    if ((Read-ServiceStatus) -ne 'Running') { 'what if: start the service WinRM' }
    $target = @{}
    foreach ($id in @($places.Keys)) {
        $target[$id] = Read-Place $id
        if ($Record.Settings[$id] -ne $null) { $target[$id] = $Record.Settings[$id].After }
    }
    Show-Settings $target
    Show-Each 'add to AllowFreshCredentials, by Enable-WSManCredSSP' $Record.AddedFresh
    Show-Each 'add to AllowFreshCredentials, in the registry' $Record.AddedDirect
    Show-Each 'add to AllowFreshCredentialsWhenNTLMOnly' $Record.AddedNtlm
    'what if: write what was before to ' + $journal
    'nothing was changed'
}
function Undo-Run {
    Restore-Record $run
    if ($old -eq $null) { Remove-Journal } else { Save-Journal $old }
}

$run = $null
'for ' + $computer + ', on ' + $env:COMPUTERNAME
try {
    Assert-Process
    if (-not $WhatIf) { Assert-Elevated }
    $engine = Test-PolicyEngine
    $doClient = $client -and -not (Test-Flag 'Client')
    $doServer = $server -and -not (Test-Flag 'Service')
    $missingFresh = @(Find-Missing $freshKey $fresh)
    $missingNtlm = @(Find-Missing $ntlmKey $ntlm)
    $missingHosts = @(Find-MissingHosts)
    $doFresh = $fresh.Count -gt 0 -and -not (Test-On (Read-Data $delegation 'AllowFreshCredentials'))
    $doNtlm = $ntlm.Count -gt 0 -and -not (Test-On (Read-Data $delegation 'AllowFreshCredentialsWhenNTLMOnly'))
    Show-AllWider
    if (-not ($doClient -or $doServer -or $doFresh -or $doNtlm) -and ($missingFresh.Count + $missingNtlm.Count + $missingHosts.Count) -eq 0) {
        'nothing to do: all is as planned'
        exit 0
    }
    $blocked = Find-Block
    if ($blocked -ne $null) {
        'blocked: ' + $blocked
        exit 3
    }
    $old = Read-Journal
    $made = New-Plan
    if ($WhatIf) {
        Show-Plan $made
        exit 1
    }
    Save-Journal (Merge-Record $old $made)
    $run = $made
    Invoke-Plan $run
    $unmet = @(Find-Unmet)
    if ($unmet.Count -gt 0) {
        Undo-Run
        foreach ($each in $unmet) { 'blocked: ' + $each }
        'nothing was changed'
        exit 3
    }
    Write-Value $journal (New-Value 'State' 'String' 'Done')
    if (@($run.AddedDirect).Count -gt 0) { 'note: there is no local policy engine here (edition ' + (Read-Edition) + '), so the entries are written to the registry directly' }
    foreach ($each in $missingFresh) { 'added to AllowFreshCredentials: ' + $each }
    foreach ($each in $missingNtlm) { 'added to AllowFreshCredentialsWhenNTLMOnly: ' + $each }
    foreach ($each in $missingHosts) { 'added to TrustedHosts: ' + $each }
    if ($doClient) { 'CredSSP is on for the client' }
    if ($doServer) { 'CredSSP is on for the service' }
    'changed; what was before is in ' + $journal
    exit 1
}
catch {
    'error: ' + $_.Exception.Message
    $code = 2
    # 0x8033808A: a policy owns the setting.
    if ($_.FullyQualifiedErrorId -like '-2144108406,*') { $code = 3 }
    if ($run -ne $null) {
        try { Undo-Run; 'what was changed is taken back' }
        catch { 'error: not all is taken back; the undo script does it: ' + $_.Exception.Message; $code = 2 }
    }
    exit $code
}
)PS";

const std::string_view undoPart = R"PS(
# Without a journal: only what the drawing names.
function New-DrawnRecord {
    $record = New-Record
    $record.State = 'Done'
    $here = @(Read-Entries $freshKey)
    $here = @($fresh | Where-Object { $here -contains $_ })
    if (Test-PolicyEngine) { $record.AddedFresh = $here } else { $record.AddedDirect = $here }
    $here = @(Read-Entries $ntlmKey)
    $record.AddedNtlm = @($ntlm | Where-Object { $here -contains $_ })
    if ($client) { Add-Change $record 'ClientFlag' 'DWord' 1; $record.Settings['ClientFlag'].Before = $null }
    if ($server) { Add-Change $record 'ServerFlag' 'DWord' 1; $record.Settings['ServerFlag'].Before = $null }
    $others = @(Read-All $freshKey | Where-Object { -not (Test-Ours $record $_) })
    if ($record.AddedFresh.Count + $record.AddedDirect.Count -gt 0 -and $others.Count -eq 0) {
        foreach ($id in 'FreshPolicy', 'FreshDefaults') { Add-Change $record $id 'DWord' 1; $record.Settings[$id].Before = $null }
    }
    $others = @(Read-All $ntlmKey | Where-Object { $record.AddedNtlm -notcontains [string]$_.Data })
    if ($record.AddedNtlm.Count -gt 0 -and $others.Count -eq 0) {
        foreach ($id in 'NtlmPolicy', 'NtlmDefaults') { Add-Change $record $id 'DWord' 1; $record.Settings[$id].Before = $null }
    }
    $text = Read-Data ($wsmanKey + '\Client') 'trusted_hosts'
    if ($trusted.Count -gt 0 -and $text -ne $null) {
        $left = @(([string]$text).Split(',') | Where-Object { $trusted -notcontains $_.Trim() })
        Add-Change $record 'TrustedHosts' 'String' ([string]$text)
        $record.Settings['TrustedHosts'].Before = New-Value 'trusted_hosts' 'String' ([string]::Join(',', [string[]]$left))
    }
    $record
}
function Test-Changed($Record) {
    if (@($Record.AddedFresh).Count + @($Record.AddedDirect).Count + @($Record.AddedNtlm).Count -gt 0) { return $true }
    foreach ($id in @($Record.Settings.Keys)) {
        $change = $Record.Settings[$id]
        if ((Test-Same (Read-Place $id) $change.After) -and -not (Test-Same $change.Before $change.After)) { return $true }
    }
    $false
}
# Values that somebody changed since enable wrote them. The two flags are on or off, and off is what undo wants.
function Find-ChangedSince($Record) {
    foreach ($id in @($Record.Settings.Keys)) {
        if ($id -eq 'ClientFlag' -or $id -eq 'ServerFlag') { continue }
        $change = $Record.Settings[$id]
        $now = Read-Place $id
        if (-not (Test-Same $now $change.After) -and -not (Test-Same $now $change.Before)) {
            $shown = 'not there'
            if ($now -ne $null) { $shown = [string]$now.Data }
            $places[$id][0] + ', ' + $places[$id][1] + ': now ' + $shown
        }
    }
}
function Show-Undo($Record) {
    Show-Settings (Get-Target $Record)
    $here = @(Read-Entries $freshKey)
    Show-Each 'take out of AllowFreshCredentials, by Disable-WSManCredSSP; entries of others are put back' @($Record.AddedFresh | Where-Object { $here -contains $_ })
    Show-Each 'take out of AllowFreshCredentials, in the registry' @($Record.AddedDirect | Where-Object { $here -contains $_ })
    $here = @(Read-Entries $ntlmKey)
    Show-Each 'take out of AllowFreshCredentialsWhenNTLMOnly' @($Record.AddedNtlm | Where-Object { $here -contains $_ })
    if ($Record.ServiceStatus -ne 'Running') { 'what if: stop the service WinRM, which did not run before' }
    if ($journaled) { 'what if: remove ' + $journal }
    'nothing was changed'
}
function Find-UndoBlock($Record) {
    foreach ($id in @($Record.Settings.Keys)) {
        $change = $Record.Settings[$id]
        if (-not (Test-Same (Read-Place $id) $change.After) -or (Test-Same $change.Before $change.After)) { continue }
        if ($id -eq 'ServerFlag' -and (Test-FlagPolicy 'Service')) { return 'the policy Allow CredSSP authentication sets the service' }
        if ($id -eq 'ClientFlag' -and (Test-FlagPolicy 'Client')) { return 'the policy Allow CredSSP authentication sets the client' }
        if ($id -eq 'TrustedHosts' -and (Test-TrustedPolicy)) { return 'the policy Trusted Hosts is set' }
    }
    if (@($Record.AddedFresh).Count -eq 0) { return }
    if (Test-FlagPolicy 'Client') { return 'the policy Allow CredSSP authentication sets the client' }
    $hidden = @(Find-Hidden | Where-Object { $_.Path -eq $freshKey -and $Record.AddedFresh -notcontains [string]$_.Data })
    if ($hidden.Count -gt 0) { return 'the policy Allow delegating fresh credentials of the domain ' + (Show-Hidden $hidden) }
}

'for ' + $computer + ', on ' + $env:COMPUTERNAME
try {
    Assert-Process
    $record = Read-Journal
    $journaled = $record -ne $null
    if (-not $journaled -and -not $WithoutJournal) {
        'nothing to do: there is no journal of this plan here'
        exit 0
    }
    if (-not $WhatIf) { Assert-Elevated }
    if (-not $journaled) { $record = New-DrawnRecord }
    if (-not $journaled -and -not (Test-Changed $record)) {
        'nothing to do: nothing of the drawing is here'
        exit 0
    }
    $since = @(Find-ChangedSince $record)
    if ($since.Count -gt 0) {
        foreach ($each in $since) { 'refused: changed since enable: ' + $each }
        'nothing was changed'
        exit 2
    }
    $blocked = Find-UndoBlock $record
    if ($blocked -ne $null) {
        'blocked: ' + $blocked
        exit 3
    }
    if ($WhatIf) {
        Show-Undo $record
        exit 1
    }
    Restore-Record $record
    if ($journaled) { Remove-Journal }
    'changed: what was before is back'
    exit 1
}
catch {
    'error: ' + $_.Exception.Message
    if ($_.FullyQualifiedErrorId -like '-2144108406,*') { exit 3 }
    exit 2
}
)PS";

}  // namespace hopwright::script
