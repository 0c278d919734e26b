#include "core/script/script_body.h"

namespace hopwright::script {

// The file's form: domain reference 9.5, which agrees with MS-GPREG.
const std::string_view localPolicyPart = R"PS(
# The local policy as its file holds it. What is in effect does not show values of it that a domain's policy hides under the
# same number, and the cmdlets work on all of it. The file is read only, and not believed where it is not as it should be.
$policyFile = $env:SystemRoot + '\System32\GroupPolicy\Machine\Registry.pol'
function Assert-File([bool]$Good, $File) {
    if (-not $Good) { throw ($policyFile + ' is not as a policy file should be, at byte ' + $File.At + '. Nothing was changed.') }
}
function Read-Mark($File, [string]$Mark) {
    Assert-File ($File.At + 2 -le $File.Bytes.Length -and [BitConverter]::ToChar($File.Bytes, $File.At) -ceq [char]$Mark) $File
    $File.At += 2
}
function Read-Number($File) {
    Assert-File ($File.At + 4 -le $File.Bytes.Length) $File
    [BitConverter]::ToUInt32($File.Bytes, $File.At)
    $File.At += 4
}
# Text up to its NUL, of at most so many characters.
function Read-Text($File, [int]$Most) {
    $size = [Math]::Min(2 * ($Most + 1), $File.Bytes.Length - $File.At)
    $text = [System.Text.Encoding]::Unicode.GetString($File.Bytes, $File.At, $size)
    $end = $text.IndexOf([char]0)
    Assert-File ($end -ge 0) $File
    $File.At += 2 * ($end + 1)
    $text.Substring(0, $end)
}
function Convert-Data($File, $Type, [int]$At, [int]$Size) {
    if ($Type -eq 4 -and $Size -eq 4) { return New-Value '' 'DWord' ([BitConverter]::ToInt32($File.Bytes, $At)) }
    $kind = 'Other'
    if ($Type -eq 1) { $kind = 'String' }
    if ($Type -eq 2) { $kind = 'ExpandString' }
    New-Value '' $kind ([System.Text.Encoding]::Unicode.GetString($File.Bytes, $At, $Size).TrimEnd([char]0))
}
# The delegate list of the local policy and whether it is on, each with Path, Name, Kind and Data.
function Read-LocalPolicy {
    if (-not [System.IO.File]::Exists($policyFile)) { return }
    $bytes = [System.IO.File]::ReadAllBytes($policyFile)
    $file = @{ Bytes = $bytes; At = 0 }
    Assert-File ($bytes.Length -le 4194304) $file
    # PReg, version 1.
    Assert-File ((Read-Number $file) -eq 0x67655250 -and (Read-Number $file) -eq 1) $file
    $seen = @{}
    while ($file.At -lt $bytes.Length) {
        Read-Mark $file '['
        $path = 'HKLM:\' + (Read-Text $file 1024)
        Read-Mark $file ';'
        $name = Read-Text $file 259
        Read-Mark $file ';'
        $type = Read-Number $file
        Read-Mark $file ';'
        $size = Read-Number $file
        Read-Mark $file ';'
        # By its size: data may hold any character.
        $at = $file.At
        Assert-File ($size -le 65535) $file
        $file.At += [int]$size
        Read-Mark $file ']'
        if ($path -ne $freshKey -and -not ($path -eq $delegation -and $name -eq 'AllowFreshCredentials')) { continue }
        Assert-File (-not $seen.ContainsKey($path + '\' + $name)) $file
        $seen[$path + '\' + $name] = $true
        $value = Convert-Data $file $type $at $size
        New-Object PSObject -Property @{ Path = $path; Name = $name; Kind = $value.Kind; Data = $value.Data }
    }
}
# The entries that Disable-WSManCredSSP takes out and Enable-WSManCredSSP can write again.
function Read-LocalNames {
    Read-LocalPolicy | Where-Object { $_.Path -eq $freshKey -and [string]$_.Data -like 'wsman/?*' } | ForEach-Object { [string]$_.Data }
}
# What the local policy says and is not in effect. Nobody could tell whether it is as it was after the cmdlets worked on it:
# they give their entries new numbers, and so let it out or hide others.
function Find-Hidden {
    foreach ($each in @(Read-LocalPolicy)) {
        if (-not (Test-Same (Read-Value $each.Path $each.Name) $each)) { $each }
    }
}
function Show-Hidden($Hidden) {
    $texts = @($Hidden | ForEach-Object { [string]$_.Name + ' ' + [string]$_.Data })
    'hides values of the local policy, which would not come back as they are: ' + [string]::Join('; ', [string[]]$texts)
}
)PS";

}  // namespace hopwright::script
