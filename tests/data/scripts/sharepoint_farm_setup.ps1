#requires -version 3.0
# Builds the second web front end of the farm from the admin PC.
param(
    [Parameter(Mandatory = $true)]
    [string]$Server = 'SP02.corp.example',
    [pscredential]$SetupAccount = (Get-Credential -Message 'Farm setup account')
)
$ErrorActionPreference = 'Stop'

Invoke-Command -ComputerName $Server -Credential $SetupAccount -ScriptBlock {
    Add-PSSnapin Microsoft.SharePoint.PowerShell -ErrorAction SilentlyContinue
    $farm = Get-SPFarm
    Write-Host "Farm is $($farm.Name)"
    New-SPManagedAccount -Credential $Using:SetupAccount
    Get-SPServiceInstance | Where-Object { $_.TypeName -like '*Search*' } | Start-SPServiceInstance
}
Write-Host 'done' -ForegroundColor Green
