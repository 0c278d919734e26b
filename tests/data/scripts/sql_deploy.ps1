<#
.SYNOPSIS
  Deploys the monthly scripts to the reporting database.
.EXAMPLE
  .\sql_deploy.ps1 -Target APP07
#>
[CmdletBinding(SupportsShouldProcess)]
param([string]$Target = 'APP07', [string]$Release = '2026.11')

$files = Get-ChildItem -Path "C:\Deploy\$Release" -Filter *.sql | Sort-Object Name
$session = New-PSSession -ComputerName $Target
try {
    foreach ($file in $files) {
        Copy-Item -Path $file.FullName -Destination C:\Temp -ToSession $session
        Invoke-Command -Session $session -ScriptBlock {
            Import-Module SqlServer
            Invoke-Sqlcmd -ServerInstance 'SQL01\REPORTS' -Database Reports -InputFile "C:\Temp\$($Using:file.Name)" -QueryTimeout 0
        }
    }
}
catch {
    Write-Error "Deployment of $Release failed: $_"
    throw
}
finally {
    if ($session) { Remove-PSSession -Session $session }
}
