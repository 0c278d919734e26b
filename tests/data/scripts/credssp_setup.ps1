#Requires -RunAsAdministrator
<# Prepares this computer and the servers. #>
$servers = @(
    'APP01.corp.example'
    'APP02.corp.example'
)
Enable-PSRemoting -Force -SkipNetworkProfileCheck
Enable-WSManCredSSP -Role Client -DelegateComputer $servers -Force | Out-Null
foreach ($name in $servers) {
    Connect-WSMan $name
    Set-Item "WSMan:\$name\Service\Auth\CredSSP" -Value $true -Force
    Disconnect-WSMan $name
}
New-ItemProperty -Path HKLM:\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation -Name AllowFreshCredentials -Value 1 -PropertyType DWord -Force
gpupdate /force
Get-WSManCredSSP
