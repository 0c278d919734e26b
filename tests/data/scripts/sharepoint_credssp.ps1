# Same farm, the way the vendor describes it.
$cred = Get-Credential CORP\sp_setup
Enable-WSManCredSSP -Role Client -DelegateComputer 'sp01.corp.example' -Force
Invoke-Command -ComputerName sp01.corp.example -Credential $cred { Enable-WSManCredSSP -Role Server -Force }
$s = New-PSSession -ComputerName sp01.corp.example -Authentication Credssp -Credential $cred
Invoke-Command -Session $s {
    Add-PSSnapin Microsoft.SharePoint.PowerShell
    New-SPConfigurationDatabase -DatabaseServer SQL01 -DatabaseName SP_Config -Passphrase (ConvertTo-SecureString 'x' -AsPlainText -Force) -FarmCredentials $Using:cred
    Install-SPHelpCollection -All
}
Remove-PSSession $s
